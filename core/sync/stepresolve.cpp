// SPDX-License-Identifier: MIT
#include "core/sync/backendlines.h"
#include "core/sync/flowrun.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace chatsync::flow {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Flow", text);
}

QString sourceName(Source source)
{
    switch (source) {
    case Source::Users:
        return QStringLiteral("users");
    case Source::Companies:
        return QStringLiteral("companies");
    case Source::StreamOnly:
        return QStringLiteral("stream");
    case Source::Fallback:
        return QStringLiteral("fallback");
    case Source::Unreadable:
        return QStringLiteral("unreadable");
    }
    Q_UNREACHABLE();
}

void tellUnresolved(Run *run, const Person &person, const Resolution &resolution)
{
    if (person.source == Source::Fallback) {
        run->recorder->note(
            QStringLiteral("warning"), QStringLiteral("not_in_database"),
            tr("%1 is in neither table of the database. A StreamChat user called “User” is made all the "
               "same.")
                .arg(person.id),
            {{QStringLiteral("participant"), person.id},
             {QStringLiteral("advice"),
              tr("Check the id. If it is right, add the person to the database, then create the "
                 "conversation again.")},
             {QStringLiteral("backend_log"), backendlines::notFound(person.id)}});
    } else if (person.source == Source::Unreadable) {
        run->recorder->note(QStringLiteral("error"), QStringLiteral("database_unreadable"),
                            tr("%1 could not be looked up: %2 Nobody is skipped; the fallback stands in.")
                                .arg(person.id, resolution.unreadable->what),
                            {{QStringLiteral("participant"), person.id},
                             {QStringLiteral("error"), toJson(*resolution.unreadable)},
                             {QStringLiteral("backend_log"),
                              backendlines::fetchFailed(person.id, resolution.unreadable->what)}});
    } else if (person.inBothTables) {
        run->recorder->note(
            QStringLiteral("warning"), QStringLiteral("in_both_tables"),
            tr("%1 is in the users table and in the companies table. The users table counts.").arg(person.id),
            {{QStringLiteral("participant"), person.id},
             {QStringLiteral("advice"), tr("Remove the row that is wrong from its table.")}});
    }
}

} // namespace

Person personOf(const Resolution &resolution)
{
    Person person;
    person.id = resolution.id;
    if (const Participant *found = resolution.found()) {
        person.identity = identityOf(*found);
        person.source = found->table == Participant::Table::Users ? Source::Users : Source::Companies;
        person.inBothTables = resolution.user && resolution.company;
        return person;
    }
    person.identity = fallbackIdentity(resolution.id);
    person.source = resolution.unreadable ? Source::Unreadable : Source::Fallback;
    return person;
}

json::Array peopleToJson(const std::vector<Person> &people)
{
    json::Array list;
    for (const Person &person : people) {
        const Identity &identity = person.identity;
        const bool isCompany = identity.kind == ParticipantKind::Company;
        list.append(json::Object{
            {QStringLiteral("id"), person.id},
            {QStringLiteral("image"),
             identity.image ? json::Value{*identity.image} : json::Value{QJsonValue{}}},
            {QStringLiteral("kind"), isCompany ? QStringLiteral("company") : QStringLiteral("user")},
            {QStringLiteral("name"), identity.name},
            {QStringLiteral("role"), roleOf(identity.kind)},
            {QStringLiteral("source"), sourceName(person.source)},
            {QStringLiteral("stream_id"), identity.streamId}});
    }
    return list;
}

QCoro::Task<StepResult> resolve(Run *run)
{
    run->recorder->stepStarted(
        Step::Resolve, 1, tr("Look up all participants in the database."),
        {{QStringLiteral("backend_log"), backendlines::syncing(run->participantIds, run->conversation.id)}});

    if (!run->resolving)
        run->resolving = run->context.directory->resolve(run->participantIds, run->stop);
    auto pending = *std::exchange(run->resolving, std::nullopt);
    if (!pending.isReady())
        run->recorder->flush();
    const Traced<std::vector<Resolution>> answer = co_await pending;
    run->recorder->queries(answer.queries);
    if (run->stopped())
        co_return tl::unexpected(cancelled());

    std::vector<Resolution> resolutions;
    if (answer.result) {
        resolutions = *answer.result;
    } else {
        // Rule 1: the failure of the whole look-up is the failure of each, never the loss of one.
        for (const QString &id : run->participantIds)
            resolutions.push_back({.id = id, .unreadable = answer.result.error()});
    }

    int fallbacks = 0;
    for (const Resolution &resolution : resolutions) {
        const Person person = personOf(resolution);
        fallbacks += person.source == Source::Fallback || person.source == Source::Unreadable ? 1 : 0;
        tellUnresolved(run, person, resolution);
        run->people.push_back(person);
    }

    const int found = static_cast<int>(run->people.size()) - fallbacks;
    const QString message =
        fallbacks == 0 ? QCoreApplication::translate("Flow", "%n participant(s) found.", nullptr, found)
                       : tr("%1 of %2 participants found in the database; the others are called “User”.")
                             .arg(found)
                             .arg(run->people.size());
    run->recorder->stepFinished(Outcome::Passed, message,
                                {{QStringLiteral("participants"), peopleToJson(run->people)},
                                 {QStringLiteral("found"), found},
                                 {QStringLiteral("fallbacks"), fallbacks}});
    co_return StepResult{};
}

} // namespace chatsync::flow
