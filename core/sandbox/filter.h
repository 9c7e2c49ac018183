// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/call.h"

#include <functional>

namespace chatsync::sandbox {

/// What may be asked of a field.
using FieldRules = QHash<QString, QStringList>;

/// Gives a field's value of the object that is being tested; undefined where it has none.
using FieldReader = std::function<QJsonValue(const QString &field)>;

/// A filter whose operators are not allowed is refused as StreamChat does:
/// `operator "$q" is not allowed for field "id"`, `unrecognized field "invalid"`.
/// @p custom are the operators for fields that have no rule; none: such fields are refused.
tl::expected<void, ApiError> checkFilter(const QJsonObject &filter, const FieldRules &rules,
                                         const QStringList &custom);

/// Whether an object passes. Only for filters that were checked.
bool matches(const QJsonObject &filter, const FieldReader &read);

/// The values a filter demands of a field at its top, by `$eq` or `$in`: a shortcut past a search of
/// everything.
std::optional<QStringList> demandedValues(const QJsonObject &filter, const QString &field);

struct SortKey {
    QString field;
    bool ascending = true;
};

/// `[{"field","direction"}]`, at most @p most of them, of @p allowed fields (empty: any).
tl::expected<std::vector<SortKey>, ApiError> sortKeys(const QJsonObject &body, qsizetype most,
                                                      const QStringList &allowed);

/// Negative, zero or positive; absent values come first.
int compareValues(const QJsonValue &left, const QJsonValue &right);

} // namespace chatsync::sandbox
