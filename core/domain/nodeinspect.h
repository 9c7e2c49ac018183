// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonValue>
#include <QList>
#include <QString>

#include <utility>
#include <variant>
#include <vector>

namespace chatsync {

/// A JavaScript value whose members keep their order, which those of a QJsonObject do not.
struct InspectValue {
    using List = std::vector<InspectValue>;
    using Members = std::vector<std::pair<QString, InspectValue>>;

    InspectValue() = default; ///< null
    InspectValue(bool value)
        : data{value}
    {}
    InspectValue(int value)
        : data{double(value)}
    {}
    InspectValue(double value)
        : data{value}
    {}
    InspectValue(const QString &value)
        : data{value}
    {}
    InspectValue(const QStringList &value);
    InspectValue(List value)
        : data{std::move(value)}
    {}
    InspectValue(Members value)
        : data{std::move(value)}
    {}
    /// Members in the order of their keys, as QJsonObject has them.
    InspectValue(const QJsonValue &value);

    std::variant<std::nullptr_t, bool, double, QString, List, Members> data = nullptr;
};

/// As `util.inspect(value)` of Node 20 with its defaults (depth 2, 80 columns, 100 elements, 10,000
/// characters). Follows lib/internal/util/inspect.js of Node 20 (MIT).
QString nodeInspect(const InspectValue &value);

/// As `console.log(text, ...rest)` prints it, without the line end. A text in @p rest is printed bare. The
/// placeholders `%s`, `%d`, `%j` … in @p text are left as they are: the backend's lines hold none.
QString nodeLogLine(const QString &text, const QList<InspectValue> &rest);

} // namespace chatsync
