// SPDX-License-Identifier: MIT
#include "core/sandbox/call.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

constexpr qsizetype mostItems = 100;
constexpr qsizetype mostCustomData = 5 * 1024;

bool goodKey(const QString &key)
{
    return !key.isEmpty() && !key.startsWith(u'.') && !key.endsWith(u'.') && !key.contains(u".."_s) &&
           std::none_of(key.begin(), key.end(), [](QChar letter) { return letter.isSpace(); });
}

/// QJsonObject keeps the bytes of each string that was ever replaced in it: what is changed for ever is
/// rebuilt.
QJsonObject rebuilt(const QJsonObject &object)
{
    QJsonObject result;
    for (auto it = object.begin(); it != object.end(); ++it)
        result.insert(it.key(), it.value());
    return result;
}

void setPath(QJsonObject &object, const QStringList &path, qsizetype at, const QJsonValue &value)
{
    const QString &key = path.at(at);
    if (at + 1 == path.size()) {
        object.insert(key, value);
        return;
    }
    QJsonObject inner = object.value(key).toObject();
    setPath(inner, path, at + 1, value);
    object.insert(key, rebuilt(inner));
}

void unsetPath(QJsonObject &object, const QStringList &path, qsizetype at)
{
    const QString &key = path.at(at);
    if (at + 1 == path.size()) {
        object.remove(key);
        return;
    }
    if (!object.value(key).isObject())
        return;
    QJsonObject inner = object.value(key).toObject();
    unsetPath(inner, path, at + 1);
    object.insert(key, inner);
}

} // namespace

QString Call::queryValue(const QString &key) const
{
    const auto found =
        std::find_if(query.begin(), query.end(), [&key](const auto &item) { return item.first == key; });
    return found == query.end() ? QString{} : found->second;
}

tl::expected<void, ApiError> checkItems(const QString &field, qsizetype count)
{
    if (count > mostItems)
        return inputError(u"%1 must contain at maximum %2 items"_s.arg(field).arg(mostItems));
    return {};
}

tl::expected<QStringList, ApiError> idList(const Call &call, const QString &key)
{
    const QJsonArray array = call.body.value(key).toArray();
    if (array.isEmpty())
        return inputError(u"%1 is a required field"_s.arg(key));
    if (const auto fits = checkItems(key, array.size()); !fits)
        return tl::unexpected(fits.error());
    QStringList ids;
    for (const QJsonValue &value : array) {
        if (!value.isString() || value.toString().isEmpty())
            return inputError(u"%1[%2] must be a string"_s.arg(key).arg(ids.size()));
        ids.append(value.toString());
    }
    return ids;
}

tl::expected<int, ApiError> pageValue(const QJsonObject &body, const QString &key, int standard, int most)
{
    const QJsonValue value = body.value(key);
    if (value.isUndefined() || value.isNull())
        return standard;
    if (!value.isDouble() || value.toDouble() != value.toInt(-1) || value.toInt() < 0)
        return inputError(u"%1 must be a number of 0 or more"_s.arg(key));
    if (value.toInt() > most)
        return inputError(u"%1 must be %2 or less"_s.arg(key).arg(most));
    return value.toInt() == 0 ? standard : value.toInt();
}

bool customDataFits(const QJsonObject &data, qsizetype bodySize)
{
    if (bodySize > 0 && bodySize <= mostCustomData)
        return true;
    return QJsonDocument{data}.toJson(QJsonDocument::Compact).size() <= mostCustomData;
}

tl::expected<void, ApiError> checkPartialKeys(const QJsonObject &set, const QJsonArray &unset)
{
    const auto refuse = [](const QString &key) {
        return inputError(u"invalid key \"%1\" in set or unset"_s.arg(key));
    };
    for (auto it = set.begin(); it != set.end(); ++it) {
        if (!goodKey(it.key()))
            return refuse(it.key());
    }
    for (const QJsonValue &key : unset) {
        if (!goodKey(key.toString()))
            return refuse(key.toString());
    }
    return {};
}

void applyPartial(QJsonObject &data, const QJsonObject &set, const QJsonArray &unset)
{
    for (auto it = set.begin(); it != set.end(); ++it)
        setPath(data, it.key().split(u'.'), 0, it.value());
    for (const QJsonValue &key : unset)
        unsetPath(data, key.toString().split(u'.'), 0);
    data = rebuilt(data);
}

QString channelMissing(const QString &cid)
{
    return u"Can't find channel with id %1"_s.arg(cid);
}

QString userWas(const AppState &state, const QString &id, const QString &what)
{
    if (const auto fault = state.bends.planted.constFind(id); fault != state.bends.planted.constEnd())
        state.faultMark = *fault;
    return state.bends.anonymousErrors ? u"the user was %1"_s.arg(what)
                                       : u"the user %1 was %2"_s.arg(id, what);
}

} // namespace chatsync::sandbox
