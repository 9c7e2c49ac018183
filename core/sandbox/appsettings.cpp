// SPDX-License-Identifier: MIT
#include "core/sandbox/appsettings.h"

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

QJsonObject channelTypeConfig(const QString &type)
{
    return {{u"name"_s, type},
            {u"typing_events"_s, true},
            {u"read_events"_s, true},
            {u"connect_events"_s, true},
            {u"search"_s, true},
            {u"reactions"_s, true},
            {u"replies"_s, true},
            {u"mutes"_s, true},
            {u"uploads"_s, true},
            {u"url_enrichment"_s, true},
            {u"max_message_length"_s, 5000},
            {u"automod"_s, u"disabled"_s},
            {u"automod_behavior"_s, u"flag"_s},
            {u"created_at"_s, u"2026-01-01T00:00:00Z"_s},
            {u"updated_at"_s, u"2026-01-01T00:00:00Z"_s},
            {u"commands"_s, QJsonArray{}}};
}

QJsonObject defaultAppSettings()
{
    QJsonObject types;
    for (const QString &type : {u"commerce"_s, u"gaming"_s, u"livestream"_s, u"messaging"_s, u"team"_s})
        types.insert(type, channelTypeConfig(type));
    return {{u"id"_s, 1},
            {u"name"_s, u"Sandbox"_s},
            {u"organization"_s, u"OneCrew sandbox"_s},
            {u"placement"_s, u"sandbox"_s},
            {u"suspended"_s, false},
            {u"suspended_explanation"_s, QString{}},
            {u"disable_auth_checks"_s, false},
            {u"disable_permissions_checks"_s, false},
            {u"multi_tenant_enabled"_s, false},
            {u"enforce_unique_usernames"_s, u"no"_s},
            {u"permission_version"_s, u"v2"_s},
            {u"user_search_disallowed_roles"_s, QJsonArray{}},
            {u"channel_configs"_s, types},
            {u"grants"_s, QJsonObject{}},
            {u"event_hooks"_s, QJsonArray{}},
            {u"webhook_events"_s, QJsonArray{}},
            {u"webhook_url"_s, u"https://hooks.example.com/stream?token=sandbox-hook-token"_s},
            {u"sqs_url"_s, u"https://sqs.example.com/queue"_s},
            {u"sqs_key"_s, u"sandbox-sqs-key"_s},
            {u"sqs_secret"_s, u"sandbox-sqs-secret"_s},
            {u"sns_topic_arn"_s, u"arn:aws:sns:example"_s},
            {u"sns_key"_s, u"sandbox-sns-key"_s},
            {u"sns_secret"_s, u"sandbox-sns-secret"_s},
            {u"push_notifications"_s,
             QJsonObject{
                 {u"firebase"_s, QJsonObject{{u"enabled"_s, false},
                                             {u"credentials_json"_s, u"sandbox-firebase-credentials"_s}}}}}};
}

QStringList builtInUserRoles()
{
    return {u"admin"_s, u"anonymous"_s, u"global_admin"_s, u"global_moderator"_s, u"guest"_s, u"user"_s};
}

QStringList builtInChannelRoles()
{
    return {u"channel_member"_s, u"channel_moderator"_s};
}

QJsonArray permissionList()
{
    QJsonArray list;
    for (const QString &action :
         {u"AddOwnChannelMembership"_s, u"BanChannelMember"_s, u"CreateChannel"_s, u"CreateMessage"_s,
          u"DeleteChannel"_s, u"ReadChannel"_s, u"RecreateChannel"_s, u"RemoveOwnChannelMembership"_s,
          u"UpdateChannel"_s, u"UpdateChannelMembers"_s, u"UpdateUserRole"_s}) {
        QString id;
        for (const QChar letter : action) {
            if (letter.isUpper() && !id.isEmpty())
                id += u'-';
            id += letter.toLower();
        }
        list.append(QJsonObject{{u"id"_s, id},
                                {u"name"_s, action},
                                {u"action"_s, action},
                                {u"description"_s, QString{}},
                                {u"owner"_s, false},
                                {u"same_team"_s, false},
                                {u"custom"_s, false},
                                {u"level"_s, u"channel"_s}});
    }
    return list;
}

} // namespace chatsync::sandbox
