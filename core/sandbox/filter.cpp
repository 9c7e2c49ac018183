// SPDX-License-Identifier: MIT
#include "core/sandbox/filter.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

bool isLogical(const QString &key)
{
    return key == u"$and" || key == u"$or" || key == u"$nor";
}

bool isOperators(const QJsonValue &value)
{
    const QStringList keys = value.toObject().keys();
    return !keys.isEmpty() &&
           std::all_of(keys.begin(), keys.end(), [](const QString &key) { return key.startsWith(u'$'); });
}

bool looksLikeTime(const QString &text)
{
    return text.size() >= 19 && text.at(4) == u'-' && text.at(10) == u'T';
}

bool contains(const QJsonValue &value, const QJsonValue &wanted)
{
    if (value.isArray())
        return value.toArray().contains(wanted);
    return value.isString() && wanted.isString() && value.toString().contains(wanted.toString());
}

/// As StreamChat's: the beginning of any word, without case.
bool completes(const QString &text, const QString &begun)
{
    if (begun.isEmpty())
        return false;
    for (qsizetype at = text.indexOf(begun, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(begun, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !text.at(at - 1).isLetterOrNumber())
            return true;
    }
    return false;
}

bool equals(const QJsonValue &value, const QJsonValue &wanted)
{
    return value.isUndefined() ? wanted.isNull() : compareValues(value, wanted) == 0;
}

bool isIn(const QJsonValue &value, const QJsonArray &wanted)
{
    return std::any_of(wanted.begin(), wanted.end(), [&value](const QJsonValue &one) {
        return value.isArray() ? value.toArray().contains(one) : equals(value, one);
    });
}

bool holds(const QJsonValue &value, const QString &op, const QJsonValue &wanted)
{
    if (op == u"$eq")
        return equals(value, wanted);
    if (op == u"$ne")
        return !equals(value, wanted);
    if (op == u"$in")
        return isIn(value, wanted.toArray());
    if (op == u"$nin")
        return !isIn(value, wanted.toArray());
    if (op == u"$exists")
        return (value.isUndefined() || value.isNull()) != wanted.toBool();
    if (op == u"$contains")
        return contains(value, wanted);
    if (op == u"$autocomplete" || op == u"$q")
        return completes(value.toString(), wanted.toString());
    if (value.isUndefined())
        return false;
    const int order = compareValues(value, wanted);
    if (op == u"$gt")
        return order > 0;
    if (op == u"$gte")
        return order >= 0;
    if (op == u"$lt")
        return order < 0;
    return order <= 0;
}

tl::expected<void, ApiError> checkField(const QString &field, const QJsonValue &condition,
                                        const FieldRules &rules, const QStringList &custom)
{
    const auto rule = rules.constFind(field);
    if (rule == rules.constEnd() && custom.isEmpty())
        return inputError(u"unrecognized field \"%1\""_s.arg(field));
    const QStringList &allowed = rule == rules.constEnd() ? custom : *rule;
    const QStringList used = isOperators(condition) ? condition.toObject().keys() : QStringList{u"$eq"_s};
    for (const QString &op : used) {
        if (!allowed.contains(op))
            return inputError(u"operator \"%1\" is not allowed for field \"%2\""_s.arg(op, field));
        const bool list = op == u"$in" || op == u"$nin";
        if (list && !condition.toObject().value(op).isArray())
            return inputError(u"operator \"%1\" of field \"%2\" must be an array"_s.arg(op, field));
    }
    return {};
}

} // namespace

int compareValues(const QJsonValue &left, const QJsonValue &right)
{
    if (left.type() != right.type())
        return left.type() < right.type() ? -1 : 1;
    switch (left.type()) {
    case QJsonValue::Bool:
        return int{left.toBool()} - int{right.toBool()};
    case QJsonValue::Double:
        return left.toDouble() < right.toDouble() ? -1 : int{left.toDouble() > right.toDouble()};
    case QJsonValue::String: {
        const QString a = left.toString();
        const QString b = right.toString();
        if (a != b && looksLikeTime(a) && looksLikeTime(b)) {
            const QDateTime first = QDateTime::fromString(a, Qt::ISODateWithMs);
            const QDateTime second = QDateTime::fromString(b, Qt::ISODateWithMs);
            if (first.isValid() && second.isValid())
                return first < second ? -1 : int{second < first};
        }
        return QString::compare(a, b);
    }
    default:
        return left == right ? 0 : 1;
    }
}

tl::expected<void, ApiError> checkFilter(const QJsonObject &filter, const FieldRules &rules,
                                         const QStringList &custom)
{
    for (auto it = filter.begin(); it != filter.end(); ++it) {
        if (!isLogical(it.key())) {
            if (it.key().startsWith(u'$'))
                return inputError(u"unrecognized operator \"%1\""_s.arg(it.key()));
            if (const auto good = checkField(it.key(), it.value(), rules, custom); !good)
                return good;
            continue;
        }
        if (it.value().toArray().isEmpty())
            return inputError(u"operator \"%1\" must be an array of filters"_s.arg(it.key()));
        for (const QJsonValue &part : it.value().toArray()) {
            if (const auto good = checkFilter(part.toObject(), rules, custom); !good)
                return good;
        }
    }
    return {};
}

bool matches(const QJsonObject &filter, const FieldReader &read)
{
    for (auto it = filter.begin(); it != filter.end(); ++it) {
        const QString key = it.key();
        const QJsonValue condition = it.value();
        if (isLogical(key)) {
            const QJsonArray parts = condition.toArray();
            const auto passes = [&read](const QJsonValue &part) { return matches(part.toObject(), read); };
            const bool good = key == u"$and"  ? std::all_of(parts.begin(), parts.end(), passes)
                              : key == u"$or" ? std::any_of(parts.begin(), parts.end(), passes)
                                              : std::none_of(parts.begin(), parts.end(), passes);
            if (!good)
                return false;
            continue;
        }
        const QJsonValue value = read(key);
        if (!isOperators(condition)) {
            if (!holds(value, u"$eq"_s, condition))
                return false;
            continue;
        }
        const QJsonObject operators = condition.toObject();
        for (auto op = operators.begin(); op != operators.end(); ++op) {
            if (!holds(value, op.key(), op.value()))
                return false;
        }
    }
    return true;
}

std::optional<QStringList> demandedValues(const QJsonObject &filter, const QString &field)
{
    const QJsonValue condition = filter.value(field);
    if (condition.isString())
        return QStringList{condition.toString()};
    const QJsonObject operators = condition.toObject();
    if (operators.value("$eq"_L1).isString())
        return QStringList{operators.value("$eq"_L1).toString()};
    if (!operators.value("$in"_L1).isArray())
        return std::nullopt;
    QStringList values;
    for (const QJsonValue &value : operators.value("$in"_L1).toArray())
        values.append(value.toString());
    values.removeDuplicates();
    return values;
}

tl::expected<std::vector<SortKey>, ApiError> sortKeys(const QJsonObject &body, qsizetype most,
                                                      const QStringList &allowed)
{
    std::vector<SortKey> keys;
    const QJsonArray sort = body.value("sort"_L1).toArray();
    if (sort.size() > most)
        return inputError(u"sort must contain at maximum %1 items"_s.arg(most));
    for (const QJsonValue &value : sort) {
        const QJsonObject key = value.toObject();
        const QString field = key.value("field"_L1).toString();
        const int direction = key.value("direction"_L1).toInt(1);
        if (field.isEmpty() || (!allowed.isEmpty() && !allowed.contains(field)))
            return inputError(u"cannot sort by \"%1\""_s.arg(field));
        if (direction != 1 && direction != -1)
            return inputError(u"sort direction must be 1 or -1"_s);
        keys.push_back({field, direction == 1});
    }
    return keys;
}

} // namespace chatsync::sandbox
