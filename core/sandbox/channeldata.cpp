// SPDX-License-Identifier: MIT
#include "core/sandbox/channeldata.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

const QStringList &reservedFields()
{
    static const QStringList fields{
        u"cid"_s,          u"config"_s,          u"created_at"_s, u"deleted_at"_s, u"last_message_at"_s,
        u"member_count"_s, u"mute_expires_at"_s, u"muted"_s,      u"updated_at"_s};
    return fields;
}

} // namespace

bool isChannelWord(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar letter) {
        const char16_t code = letter.unicode();
        return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z') ||
               (code >= u'0' && code <= u'9') || code == u'_' || code == u'-';
    });
}

QStringList reservedReasons(const QString &where, const QJsonObject &data)
{
    QStringList reasons;
    for (const QString &field : reservedFields()) {
        if (data.contains(field))
            reasons.append(u"%1.%2 is a reserved field"_s.arg(where, field));
    }
    return reasons;
}

QJsonObject channelData(const QJsonObject &data)
{
    QJsonObject kept = data;
    for (const QString &key :
         {u"created_by"_s, u"created_by_id"_s, u"id"_s, u"invites"_s, u"members"_s, u"type"_s})
        kept.remove(key);
    return kept;
}

} // namespace chatsync::sandbox
