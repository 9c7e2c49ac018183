// SPDX-License-Identifier: MIT
#include "core/sandbox/faultcatalogue.h"

#include <QCoreApplication>

namespace chatsync::sandbox {

namespace {

QString syntaxOf(FaultValue value)
{
    switch (value) {
    case FaultValue::None:
        return {};
    case FaultValue::Duration:
        return QStringLiteral("MS");
    case FaultValue::DurationRange:
        return QStringLiteral("MS[..MS]");
    case FaultValue::Seconds:
        return QStringLiteral("[-]SECONDS");
    case FaultValue::Id:
        return QStringLiteral("ID");
    case FaultValue::OptionalId:
        return QStringLiteral("[ID]");
    case FaultValue::IdOrCount:
        return QStringLiteral("[ID|N]");
    case FaultValue::Number:
        return QStringLiteral("K");
    case FaultValue::Count:
        return QStringLiteral("K[,AFTER]");
    case FaultValue::Endpoint:
        return QStringLiteral("ENDPOINT[,K]");
    case FaultValue::EndpointStatus:
        return QStringLiteral("ENDPOINT[,K[,STATUS]]");
    case FaultValue::Failure:
        return QStringLiteral("ENDPOINT,K,STATUS,CODE[,TEXT]");
    }
    Q_UNREACHABLE();
}

FaultRow row(const char *name, FaultValue value, const char *example, const char *effect)
{
    const QString faultName = QLatin1String(name);
    const QString given = QLatin1String(example);
    return {{faultName, syntaxOf(value), QCoreApplication::translate("Faults", effect),
             given.isEmpty() ? faultName : faultName + u'=' + given},
            value};
}

QList<FaultRow> makeTable()
{
    using V = FaultValue;
    // clang-format off
    return {
        // Users and members
        row("visibility-delay", V::Duration, "1500",
            QT_TRANSLATE_NOOP("Faults", "A user who was just upserted is unknown to channels and queries for a while; creating the channel at once says they don't exist.")),
        row("upsert-lost", V::Id, "onecrew_user_a",
            QT_TRANSLATE_NOOP("Faults", "The upsert says that all went well, yet this user is never stored.")),
        row("member-dropped", V::IdOrCount, "1",
            QT_TRANSLATE_NOOP("Faults", "The channel is created without an error, but a member is missing from it.")),
        row("poisoned-batch", V::OptionalId, "onecrew_user_a",
            QT_TRANSLATE_NOOP("Faults", "Every upsert with this user in it is refused as a whole, and the error does not say who is to blame.")),
        row("user-deleted", V::Id, "onecrew_user_a",
            QT_TRANSLATE_NOOP("Faults", "The user was deleted in StreamChat: upserts with them are refused, and queries do not show them.")),
        row("user-deactivated", V::Id, "onecrew_user_a",
            QT_TRANSLATE_NOOP("Faults", "The user was deactivated in StreamChat: upserts with them are refused, and queries hide them unless asked.")),
        row("user-banned", V::Id, "onecrew_user_a",
            QT_TRANSLATE_NOOP("Faults", "The user is banned in the whole app: the conversation is created, but they cannot write in it.")),
        row("anonymous-errors", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "Errors about deleted, deactivated and missing users leave out who is meant.")),
        row("old-wording", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "Missing members are told in the wording of 2020: could not find user ID from add_members.")),
        row("unique-names", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "The app enforces unique user names: two people of the same name cannot both be synced.")),
        row("read-lag", V::Duration, "800",
            QT_TRANSLATE_NOOP("Faults", "Members and channel data read right after a change are those from before it.")),
        // Load and time
        row("latency", V::DurationRange, "50..250",
            QT_TRANSLATE_NOOP("Faults", "Every answer takes its time.")),
        row("rate-limit", V::Number, "3",
            QT_TRANSLATE_NOOP("Faults", "After K calls every call is refused with 429 until the minute is over.")),
        row("edge-limit", V::Count, "1",
            QT_TRANSLATE_NOOP("Faults", "K calls are refused with 429 and plain text, as the limit for one address does at the edge.")),
        row("server-errors", V::Count, "2",
            QT_TRANSLATE_NOOP("Faults", "K calls fail on StreamChat's side with 500 and no reason.")),
        row("fail", V::Failure, "GetOrCreateChannel,1,500,-1",
            QT_TRANSLATE_NOOP("Faults", "The first K calls of an endpoint fail with this status, code and text.")),
        row("hang", V::Endpoint, "GetOrCreateChannel,1",
            QT_TRANSLATE_NOOP("Faults", "The call is carried out, but no answer ever comes: the caller runs into its time-out.")),
        row("slow", V::Endpoint, "UpdateUsers,1",
            QT_TRANSLATE_NOOP("Faults", "The answer takes 4 s: longer than the official client waits, shorter than others do.")),
        row("clock-skew", V::Seconds, "-90",
            QT_TRANSLATE_NOOP("Faults", "StreamChat's clock and this machine's differ: times, reset moments and tokens with iat are off.")),
        // Broken answers
        row("reset", V::Endpoint, "UpdateUsers,1",
            QT_TRANSLATE_NOOP("Faults", "The call is carried out, then the connection is closed without a byte of an answer.")),
        row("cut-body", V::Endpoint, "GetOrCreateChannel,1",
            QT_TRANSLATE_NOOP("Faults", "The call is carried out, but the connection breaks in the middle of the answer.")),
        row("truncated-json", V::Endpoint, "QueryMembers,1",
            QT_TRANSLATE_NOOP("Faults", "The call is carried out, and the answer arrives as half a JSON document.")),
        row("empty-body", V::Endpoint, "UpdateUsers,1",
            QT_TRANSLATE_NOOP("Faults", "The call is carried out, and the answer has no body at all.")),
        row("html", V::EndpointStatus, "UpdateUsers,1,502",
            QT_TRANSLATE_NOOP("Faults", "A proxy answers with an HTML page instead of StreamChat (502, or 200 as a login page does).")),
        // Key, secret, app
        row("wrong-secret", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "The secret does not belong to the key: every call is refused with 401.")),
        row("unknown-key", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "StreamChat does not know the API key: every call is refused with 401.")),
        row("wrong-region", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "The app lives in another region than the address that was called.")),
        row("chat-disabled", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "Chat is not enabled for the organization, as after a trial has ended.")),
        row("app-suspended", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "The app is suspended: only its settings can still be read.")),
        row("no-messaging-type", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "The channel type messaging does not exist in this app.")),
        row("multi-tenant", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "The app keeps teams apart: people outside of a channel's team cannot see it.")),
        row("no-get-channel", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "Reading a channel by GET is not there yet for this app: 404 Not Found.")),
        row("task-failed", V::None, "",
            QT_TRANSLATE_NOOP("Faults", "Deleting in batches is accepted, but the task behind it fails.")),
    };
    // clang-format on
}

} // namespace

const QList<FaultRow> &faultTable()
{
    static const QList<FaultRow> table = makeTable();
    return table;
}

const QList<FaultKind> &faultCatalogue()
{
    static const QList<FaultKind> kinds = [] {
        QList<FaultKind> list;
        for (const FaultRow &row : faultTable())
            list.append(row.kind);
        return list;
    }();
    return kinds;
}

} // namespace chatsync::sandbox
