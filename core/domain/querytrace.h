// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace chatsync {

/// One SQL statement as it was (or, in a plan, would be) executed.
struct QueryTrace {
    QString sql;       ///< With placeholders
    QJsonArray values; ///< What was bound, in order
    int rows = 0;      ///< Returned or changed
    double durationMs = 0;
    bool writes = false;
    bool planned = false;
    std::optional<Error> error;

    bool operator==(const QueryTrace &) const = default;
};

/// The `data` of a `query` event.
QJsonObject toJson(const QueryTrace &trace);
QueryTrace queryTraceFromJson(const QJsonObject &json);

/// A result together with the statements it took: evidence travels with the value.
template<typename T>
struct Traced {
    Result<T> result;
    std::vector<QueryTrace> queries;
};

} // namespace chatsync
