// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/lookup.h"
#include "ui/lookup/lookupbackend.h"

#include <QJsonArray>
#include <QPromise>

namespace chatsync::test {

inline const QString amiraId = QStringLiteral("dda3aaa6-d123-4e57-aeef-f0661ec61352");
inline const QString satId = QStringLiteral("4b1e7c90-52af-4f0e-9d3b-0c6a8e21f7d4");

inline QDateTime lookupTime()
{
    return QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);
}

inline diagnosis::Reading readNow(const QString &source)
{
    return {.state = diagnosis::Reading::State::Read, .at = lookupTime(), .source = source};
}

inline diagnosis::PersonFacts personFacts(const QString &id, const QString &name, ParticipantKind kind,
                                          bool inStream)
{
    diagnosis::PersonFacts person;
    person.id = id;
    person.asked = id;
    Participant row;
    row.id = id;
    row.kind = kind;
    row.table = kind == ParticipantKind::User ? Participant::Table::Users : Participant::Table::Companies;
    row.name = name;
    (kind == ParticipantKind::User ? person.user : person.company) = row;
    person.reason = kind == ParticipantKind::User ? diagnosis::KindReason::UsersTable
                                                  : diagnosis::KindReason::CompaniesTable;
    person.expected = identityOf(row);
    person.stream.streamId = person.expected.streamId;
    person.stream.existence = inStream ? diagnosis::Existence::Exists : diagnosis::Existence::Absent;
    if (inStream) {
        stream::User user;
        user.id = person.expected.streamId;
        user.name = person.expected.name;
        user.role = roleOf(kind);
        person.stream.user = user;
    }
    person.other.streamId =
        streamIdOf(kind == ParticipantKind::User ? ParticipantKind::Company : ParticipantKind::User, id);
    person.other.existence = diagnosis::Existence::Absent;
    person.database = readNow(QStringLiteral("users, 1 row"));
    person.streamChat = readNow(QStringLiteral("GET /users"));
    return person;
}

/// As a look-up would give it: matches, and the verdicts that the rules give.
inline diagnosis::LookupResult lookupOf(const std::vector<diagnosis::PersonFacts> &people,
                                        bool together = false)
{
    diagnosis::LookupResult result;
    result.recognition.headline = QStringLiteral("Ids recognised");
    result.recognition.detail = QStringLiteral("What was in the text.");
    result.facts.people = people;
    result.facts.now = lookupTime();
    result.facts.database = readNow(QStringLiteral("users, 1 row"));
    result.facts.streamUsers = readNow(QStringLiteral("GET /users"));
    result.facts.streamChannels = readNow(QStringLiteral("POST /channels"));
    result.facts.app.reading = readNow(QStringLiteral("GET /app"));
    for (size_t i = 0; i < people.size(); ++i) {
        result.matches.push_back({diagnosis::Match::Group::InMessage, i, people[i].expected.streamId});
        result.verdicts.push_back(diagnosis::diagnose(diagnosis::factsOf(result.facts, {people[i].id})));
    }
    if (together)
        result.together = diagnosis::diagnose(result.facts);
    return result;
}

inline diagnosis::PersonFacts missingAmira(const QString &name = QStringLiteral("Amira Haddad"))
{
    return personFacts(amiraId, name, ParticipantKind::User, false);
}

inline diagnosis::PersonFacts healthySat(const QString &name = QStringLiteral("Sat Education"))
{
    return personFacts(satId, name, ParticipantKind::Company, true);
}

/// The engine for the page's tests: answers what the test says, when the test says.
class FakeLookUps final : public ui::LookUpBackend {
    Q_OBJECT
public:
    using Found = Result<diagnosis::LookupResult>;

    Result<RunEnvironment> environment() const override
    {
        return RunEnvironment{.name = QStringLiteral("Sandbox"),
                              .kind = QStringLiteral("sandbox"),
                              .streamUrl = QStringLiteral("embedded"),
                              .database = {},
                              .faults = {}};
    }
    ui::WriteLeave writeLeave() const override { return leave; }
    QFuture<Found> lookUp(const diagnosis::LookupRequest &request) override
    {
        asked.push_back(request);
        if (hold) {
            held.emplace_back();
            held.back().start();
            return held.back().future();
        }
        return now(next);
    }
    void cancelLookUps() override { ++cancelled; }
    QFuture<Result<std::vector<RunSummary>>> runs(const RunFilter &filter) override
    {
        runFilters << filter.text;
        return now(Result<std::vector<RunSummary>>(runList));
    }
    QFuture<Result<std::vector<RunEvent>>> loadEvents(const QUuid &) override
    {
        return now(Result<std::vector<RunEvent>>(std::vector<RunEvent>{}));
    }
    QFuture<Result<RepairPlan>> planRepair(const RepairRequest &request) override
    {
        planned.push_back(request);
        return now(plan);
    }
    QFuture<std::vector<RunEvent>> rehearse(const RepairPlan &) override { return now(rehearsal()); }
    QUuid repair(const RepairPlan &done) override
    {
        if (busy)
            return {};
        repaired.push_back(done);
        run = QUuid::createUuid();
        return run;
    }

    /// Ends the run of a repair as the engine would.
    void endRepair(Outcome outcome, const QString &message, const RepairRequest &undo = {})
    {
        RunEvent first;
        first.run = run;
        first.kind = EventKind::RunStarted;
        first.data = QJsonObject{{QStringLiteral("preset"), QStringLiteral("repair")}};
        RunEvent last;
        last.run = run;
        last.kind = EventKind::RunFinished;
        last.outcome = outcome;
        last.message = message;
        QJsonArray back;
        for (const RepairAction &action : undo.actions)
            back.append(toJson(action));
        last.data = QJsonObject{{QStringLiteral("undo"), back}};
        Q_EMIT events(run, {first, last});
        RunResult result;
        result.run = run;
        result.outcome = outcome;
        Q_EMIT ended(run, result);
    }
    void give(size_t place, const Found &answer)
    {
        held[place].addResult(answer);
        held[place].finish();
    }
    static RepairPlan planFor(const diagnosis::PersonFacts &person)
    {
        RepairPlan plan;
        PlannedRepair item;
        item.action.kind = RepairAction::Kind::UpdateUser;
        item.action.streamId = person.expected.streamId;
        item.action.fields = QStringList{QStringLiteral("role")};
        item.identity = person.expected;
        item.inDatabase = true;
        item.undo = QStringLiteral("The fields are set back.");
        plan.items = {item};
        const auto field = [&](const char *name, const QJsonValue &database, const QJsonValue &there,
                               std::optional<QJsonValue> sent, bool lost) {
            plan.fields.push_back({.streamId = person.expected.streamId,
                                   .field = QString::fromLatin1(name),
                                   .database = database,
                                   .now = there,
                                   .sent = std::move(sent),
                                   .lostByUpsert = lost});
        };
        field("role", QStringLiteral("user"), QStringLiteral("admin"), QJsonValue(QStringLiteral("user")),
              false);
        field("crew_rank", QJsonValue(QJsonValue::Undefined), QStringLiteral("<b>second</b> officer"), {},
              true);
        field("vessel", QJsonValue(QJsonValue::Undefined), QJsonObject{{QStringLiteral("imo"), 9321483}}, {},
              true);
        field("teams", QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Undefined), {}, false);
        plan.users = 1;
        plan.requests = 1;
        plan.readAt = lookupTime();
        return plan;
    }

    Found next = lookupOf({missingAmira()});
    Result<RepairPlan> plan = planFor(missingAmira());
    ui::WriteLeave leave;
    std::vector<RunSummary> runList;
    bool hold = false;
    bool busy = false;
    int cancelled = 0;
    QUuid run;
    QStringList runFilters;
    std::vector<diagnosis::LookupRequest> asked;
    std::vector<QPromise<Found>> held;
    std::vector<RepairRequest> planned;
    std::vector<RepairPlan> repaired;

private:
    template<typename T>
    static QFuture<T> now(const T &value)
    {
        QPromise<T> promise;
        promise.start();
        promise.addResult(value);
        promise.finish();
        return promise.future();
    }
    static std::vector<RunEvent> rehearsal()
    {
        Exchange exchange;
        exchange.endpoint = QStringLiteral("UpdateUsersPartial");
        exchange.method = QStringLiteral("PATCH");
        exchange.url = QStringLiteral("https://chat.example.org/users?api_key=key");
        exchange.requestHeaders = {{"Authorization", "eyJ.secret.token"},
                                   {"Content-Type", "application/json"}};
        exchange.requestBody = R"({"users":[]})";
        exchange.writes = true;
        RunEvent event;
        event.kind = EventKind::Exchange;
        event.data = toJson(exchange);
        return {event};
    }
};

} // namespace chatsync::test
