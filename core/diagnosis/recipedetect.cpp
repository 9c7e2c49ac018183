// SPDX-License-Identifier: MIT
#include "core/diagnosis/recipedetect.h"

#include "core/domain/conversation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace chatsync::diagnosis::detect {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Recipe", text);
}

struct Sent {
    const RunEvent *event = nullptr;
    Exchange exchange;
};

/// Requests that were sent, in order.
std::vector<Sent> sent(const Events &events, const char *endpoint = nullptr)
{
    std::vector<Sent> all;
    for (const RunEvent &event : events) {
        if (event.kind != EventKind::Exchange)
            continue;
        Exchange exchange = event.data.exchange();
        if (!exchange.planned && (!endpoint || exchange.endpoint == QLatin1String{endpoint}))
            all.push_back({&event, std::move(exchange)});
    }
    return all;
}

QString meaningOf(const Exchange &exchange)
{
    return exchange.error ? exchange.error->meaning : QString{};
}

Sign sign(const RunEvent &event, const QString &evidence)
{
    return Struck{.code = {}, .seq = event.seq, .evidence = evidence};
}

bool failed(const Events &events)
{
    return !events.empty() && events.back().kind == EventKind::RunFinished &&
           events.back().outcome == Outcome::Failed;
}

QJsonObject usersSent(const Exchange &exchange)
{
    return QJsonDocument::fromJson(exchange.requestBody).object().value(QLatin1String("users")).toObject();
}

QJsonObject usersAnswered(const Exchange &exchange)
{
    return QJsonDocument::fromJson(exchange.responseBody).object().value(QLatin1String("users")).toObject();
}

/// Users of an upsert that went through, who had been there before the run.
QStringList knownBefore(const Events &events, const Exchange &exchange)
{
    constexpr qint64 tolerance = 60; // seconds, for clocks that differ a little
    QStringList ids;
    const QJsonObject users = usersAnswered(exchange);
    for (auto it = users.begin(); it != users.end(); ++it) {
        const QDateTime created =
            QDateTime::fromString(it.value()[QLatin1String("created_at")].toString(), Qt::ISODateWithMs);
        if (created.isValid() && created.secsTo(events.front().at) > tolerance)
            ids << it.key();
    }
    return ids;
}

/// StreamChat ids under which somebody was to be synced whom nobody could look up.
QSet<QString> guessed(const Events &events)
{
    QSet<QString> ids;
    for (const RunEvent &event : events) {
        if (event.kind != EventKind::StepFinished || event.step != Step::Resolve)
            continue;
        const QJsonArray people = event.data[QLatin1String("participants")].toArray();
        for (const QJsonValue &person : people) {
            if (person[QLatin1String("source")] == QLatin1String("unreadable"))
                ids.insert(person[QLatin1String("stream_id")].toString());
        }
    }
    return ids;
}

bool noAnswer(const Exchange &exchange)
{
    static const QSet<QString> kinds{QStringLiteral("timeout"), QStringLiteral("cut_off"),
                                     QStringLiteral("network")};
    return exchange.error && kinds.contains(exchange.error->kind);
}

} // namespace

Sign noCreator(const Events &events)
{
    for (const Sent &request : sent(events, "GetOrCreateChannel")) {
        if (meaningOf(request.exchange) == QLatin1String("no_creator"))
            return sign(*request.event, tr("StreamChat refused the channel for want of a creator."));
    }
    return std::nullopt;
}

Sign retryWords(const Events &events)
{
    const RunEvent *refused = nullptr;
    QString words;
    for (const Sent &request : sent(events, "GetOrCreateChannel")) {
        if (meaningOf(request.exchange) != QLatin1String("missing_users"))
            continue;
        refused = request.event;
        words = request.exchange.error->message;
    }
    if (!refused || documentedMissingTest(words))
        return std::nullopt;
    // Whoever asked who exists decided by that, not by words.
    for (const Sent &request : sent(events, "QueryUsers")) {
        if (request.event->seq > refused->seq)
            return std::nullopt;
    }
    for (const RunEvent &event : events) {
        const bool skipped = event.kind == EventKind::StepFinished && event.step == Step::Retry &&
                             event.outcome == Outcome::Skipped && event.seq > refused->seq;
        if (skipped)
            return sign(event, tr("Members were missing, and the retry did not fire: none of its words is in "
                                  "StreamChat's text."));
    }
    return std::nullopt;
}

Sign batchSwallowed(const Events &events)
{
    const std::vector<Sent> upserts = sent(events, "UpdateUsers");
    for (const Sent &request : upserts) {
        const qsizetype size = usersSent(request.exchange).size();
        if (size < 2 || request.exchange.status / 100 != 4 || request.exchange.status == 429)
            continue;
        const bool narrowed = std::any_of(upserts.begin(), upserts.end(), [&](const Sent &later) {
            return later.event->seq > request.event->seq && usersSent(later.exchange).size() < size;
        });
        if (!narrowed)
            return sign(*request.event,
                        QCoreApplication::translate(
                            "Recipe", "One user was refused, and with them all %n of the batch.", nullptr,
                            int(size)));
    }
    return std::nullopt;
}

Sign upsertReplaces(const Events &events)
{
    for (const Sent &request : sent(events, "UpdateUsers")) {
        const QStringList known =
            request.exchange.error ? QStringList{} : knownBefore(events, request.exchange);
        if (!known.isEmpty())
            return sign(*request.event,
                        tr("%1 was there before; the upsert replaced all of their data.").arg(known.first()));
    }
    return std::nullopt;
}

Sign fallbackOverwrites(const Events &events)
{
    const QSet<QString> unread = guessed(events);
    for (const Sent &request : sent(events, "UpdateUsers")) {
        if (request.exchange.error)
            continue;
        for (const QString &id : knownBefore(events, request.exchange)) {
            if (unread.contains(id))
                return sign(
                    *request.event,
                    tr("%1 could not be looked up and was overwritten with the name “User”.").arg(id));
        }
    }
    return std::nullopt;
}

Sign ghostUser(const Events &events)
{
    const QSet<QString> unread = guessed(events);
    for (const Sent &request : sent(events, "UpdateUsers")) {
        if (request.exchange.error)
            continue;
        const QStringList known = knownBefore(events, request.exchange);
        const QStringList written = usersAnswered(request.exchange).keys();
        for (const QString &id : written) {
            if (unread.contains(id) && !known.contains(id))
                return sign(*request.event,
                            tr("%1 was made although nobody knows whether it is a user at all.").arg(id));
        }
    }
    return std::nullopt;
}

Sign hundredMembers(const Events &events)
{
    for (const Sent &request : sent(events)) {
        if (meaningOf(request.exchange) == QLatin1String("too_many_items"))
            return sign(*request.event, tr("More than a hundred were sent in one request."));
    }
    return std::nullopt;
}

Sign memberPage(const Events &events)
{
    for (const Sent &request : sent(events, "GetOrCreateChannel")) {
        if (request.event->step != Step::Verify || request.exchange.error)
            continue;
        const QJsonObject answer = QJsonDocument::fromJson(request.exchange.responseBody).object();
        const int count = answer.value(QLatin1String("channel"))[QLatin1String("member_count")].toInt();
        const auto listed = answer.value(QLatin1String("members")).toArray().size();
        if (listed < count)
            return sign(
                *request.event,
                tr("%1 of %2 members were read; the others counted as missing.").arg(listed).arg(count));
    }
    return std::nullopt;
}

Sign queryCreates(const Events &events)
{
    for (const Sent &request : sent(events, "GetOrCreateChannel")) {
        if (request.event->step == Step::Verify)
            return sign(*request.event,
                        tr("The members were read by a call that creates the channel where it is absent."));
    }
    return std::nullopt;
}

Sign oneSentence(const Events &events)
{
    if (!failed(events))
        return std::nullopt;
    const QString answer = events.back().data[QLatin1String("answer")][QLatin1String("error")].toString();
    if (!answer.startsWith(QLatin1String("Failed to add all members to channel. Missing:")))
        return std::nullopt;
    const std::vector<Sent> creations = sent(events, "GetOrCreateChannel");
    const bool missing = std::any_of(creations.begin(), creations.end(), [](const Sent &request) {
        return meaningOf(request.exchange) == QLatin1String("missing_users");
    });
    const bool refused = !creations.empty() && creations.back().exchange.error;
    return refused && !missing
               ? sign(events.back(), tr("Nobody is missing, yet the answer says so: “%1”").arg(answer))
               : std::nullopt;
}

Sign rowBeforeChannel(const Events &events)
{
    if (!failed(events))
        return std::nullopt;
    for (const RunEvent &event : events) {
        if (event.kind != EventKind::StepFinished || event.step != Step::Record)
            continue;
        const QJsonValue row = event.data[QLatin1String("conversation")];
        const std::vector<Sent> creations = sent(events, "GetOrCreateChannel");
        const bool refused = !creations.empty() && creations.back().exchange.error &&
                             creations.back().exchange.status / 100 == 4;
        if (row[QLatin1String("inserted")].toBool() && refused)
            return sign(event, tr("The row %1 is in the database, and its channel does not exist.")
                                   .arg(row[QLatin1String("id")].toString()));
    }
    return std::nullopt;
}

Sign timeoutIsFailure(const Events &events)
{
    if (!failed(events))
        return std::nullopt;
    for (const Sent &request : sent(events, "GetOrCreateChannel")) {
        if (request.event->step != Step::Create || !noAnswer(request.exchange))
            continue;
        const std::vector<Sent> all = sent(events);
        const bool looked = std::any_of(all.begin(), all.end(), [&](const Sent &later) {
            return later.event->seq > request.event->seq && later.event->step == Step::Create &&
                   !later.exchange.writes;
        });
        if (!looked)
            return sign(*request.event,
                        tr("The answer never came, and nobody looked whether the channel was there."));
    }
    return std::nullopt;
}

} // namespace chatsync::diagnosis::detect
