// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/environmentstore.h"
#include "ui/settings/environmentbackend.h"

#include <QPromise>

#include <deque>

namespace chatsync::test {

/// Environments in memory, with a keychain that answers when the test says so, and a self-test whose rows the
/// test tells.
class FakeEnvironments final : public ui::EnvironmentBackend {
    Q_OBJECT
public:
    struct Kept {
        QString environment;
        SecretKind kind;
        QByteArray value;
        SecretSource where;
        QString initiator{};
    };

    FakeEnvironments()
    {
        known.push_back(Environment::sandbox());
        known.push_back(staging());
        known.push_back(production());
    }

    static Environment staging()
    {
        Environment environment;
        environment.id = QStringLiteral("staging");
        environment.name = QStringLiteral("Staging");
        environment.kind = EnvironmentKind::Staging;
        environment.streamUrl = QStringLiteral("https://chat.stream-io-api.com");
        environment.streamKey = QStringLiteral("q7zk2m9xw4td");
        environment.database =
            QStringLiteral("postgresql://reader@db.staging.onecrew.example/crew?sslmode=verify-full");
        environment.backendUrl = QStringLiteral("https://api.staging.onecrew.example");
        environment.writes = WritePolicy::Allowed;
        return environment;
    }

    static Environment production()
    {
        Environment environment;
        environment.id = QStringLiteral("production");
        environment.name = QStringLiteral("Production");
        environment.kind = EnvironmentKind::Production;
        environment.streamKey = QStringLiteral("p8rd0n1xk2me");
        environment.database =
            QStringLiteral("postgresql://reader@db.onecrew.example/crew?sslmode=verify-full");
        environment.writes = WritePolicy::WhenArmed;
        return environment;
    }

    // ---- What the page asks

    std::vector<Environment> all() const override { return known; }
    std::optional<Error> problem() const override { return fileProblem; }
    QStringList notices() const override { return {}; }
    QString inUse() const override { return used; }

    QFuture<Result<Environment>> save(const Environment &environment) override
    {
        saved.push_back(environment);
        if (saveFails)
            return answered<Result<Environment>>(tl::unexpected(*saveFails));
        Environment result = environment;
        if (result.id.isEmpty())
            result.id = environmentIdOf(result.name);
        const auto there = std::find_if(known.begin(), known.end(),
                                        [&](const Environment &one) { return one.id == result.id; });
        if (there == known.end())
            known.push_back(result);
        else
            *there = result;
        Q_EMIT changed(); // Before the answer, as the engine has it.
        return answered<Result<Environment>>(result);
    }

    QFuture<Result<void>> remove(const QString &id) override
    {
        removed << id;
        std::erase_if(known, [&](const Environment &one) { return one.id == id; });
        Q_EMIT changed();
        return answered<Result<void>>({});
    }

    QFuture<Result<ImportReport>> import(const QByteArray &text, bool replace) override
    {
        imports.push_back({text, replace});
        return answered<Result<ImportReport>>(importAnswer);
    }

    QByteArray exported() const override { return toText(known); }
    std::optional<QString> suspicion(const Environment &environment) const override
    {
        return productionSuspicion(environment, known);
    }

    QFuture<std::vector<SecretState>> secretStates(const Environment &environment,
                                                   const QString &initiator) override
    {
        asked << environment.id;
        askedOf << initiator;
        if (holdKeychain) {
            held.emplace_back();
            held.back().start();
            return held.back().future();
        }
        return answered(statesOf(environment));
    }

    QFuture<Result<SecretState>> setSecret(const Environment &environment, SecretKind kind,
                                           const QByteArray &value, SecretSource where,
                                           const QString &initiator) override
    {
        if (keychainFails && where == SecretSource::Keychain)
            return answered<Result<SecretState>>(tl::unexpected(*keychainFails));
        kept.push_back({environment.id, kind, value, where, initiator});
        return answered<Result<SecretState>>(stateOf(kind, where));
    }

    QFuture<Result<void>> forgetSecret(const Environment &environment, SecretKind kind,
                                       const QString &initiator) override
    {
        std::erase_if(kept,
                      [&](const Kept &one) { return one.environment == environment.id && one.kind == kind && one.initiator == initiator; });
        forgotten << environment.id;
        return answered<Result<void>>({});
    }

    QUuid test(const Environment &environment, const TypedSecrets &typed) override
    {
        tests.push_back({environment, typed});
        running = QUuid::createUuid();
        return running;
    }

    void stopTest() override { ++stops; }

    // ---- What a test says

    void releaseKeychain()
    {
        while (!held.empty()) {
            QPromise<std::vector<SecretState>> promise = std::move(held.front());
            held.pop_front();
            promise.addResult(statesOf(staging()));
            promise.finish();
        }
    }

    /// Rows as a real test would tell them: all pass but those given.
    static std::vector<CheckRow> rows(const QHash<QString, CheckRow> &others = {})
    {
        static const QHash<QString, std::pair<QString, double>> seen{
            {QStringLiteral("environment.kind"), {QStringLiteral("Staging, writing allowed"), 0}},
            {QStringLiteral("database.reachable"),
             {QStringLiteral("PostgreSQL 15.6, TLS 1.3, host name verified"), 14}},
            {QStringLiteral("database.tables"), {QStringLiteral("3 tables, 14 of 14 columns found"), 22}},
            {QStringLiteral("database.read_only"),
             {QStringLiteral("Proven: a write was refused by the server (25006)"), 6}},
            {QStringLiteral("streamchat.reachable"), {QStringLiteral("chat.stream-io-api.com"), 91}},
            {QStringLiteral("streamchat.key"), {QStringLiteral("Application “OneCrew Staging”"), 0}},
            {QStringLiteral("streamchat.secret"), {QStringLiteral("Signed request accepted"), 88}},
            {QStringLiteral("streamchat.clock"),
             {QStringLiteral("This computer is 1.2 s ahead, up to 30 s is harmless"), 0}},
            {QStringLiteral("streamchat.active"), {QStringLiteral("Not suspended"), 0}},
            {QStringLiteral("streamchat.messaging"), {QStringLiteral("Present"), 0}},
            {QStringLiteral("streamchat.multi_tenant"), {QStringLiteral("Off: teams are not compared"), 0}},
            {QStringLiteral("streamchat.unique_names"), {QStringLiteral("Off"), 0}},
            {QStringLiteral("streamchat.auth_checks"), {QStringLiteral("On"), 0}},
            {QStringLiteral("streamchat.rate_limits"),
             {QStringLiteral("UpdateUsers 300 a minute, 298 left"), 79}},
            {QStringLiteral("streamchat.roles"), {QStringLiteral("admin and user exist"), 84}},
            {QStringLiteral("backend.reachable"), {QStringLiteral("Answers with 200"), 31}},
        };
        std::vector<CheckRow> all = connectionChecks();
        for (CheckRow &row : all) {
            if (others.contains(row.id)) {
                const CheckRow other = others[row.id];
                row.state = other.state;
                row.seen = other.seen;
                row.advice = other.advice;
                row.tookMs = other.tookMs;
                continue;
            }
            row.state = CheckRow::State::Ok;
            row.seen = seen[row.id].first;
            row.tookMs = seen[row.id].second;
        }
        return all;
    }

    /// A warning and a failure, as in the picture of the design.
    static std::vector<CheckRow> doubtfulRows()
    {
        CheckRow names;
        names.state = CheckRow::State::Warn;
        names.seen = QStringLiteral("On for the whole application");
        names.advice =
            QStringLiteral("Give fallback users distinct names, or switch the setting off in the StreamChat "
                           "dashboard: two people with equal names cannot both be written (code 6).");
        CheckRow backend;
        backend.state = CheckRow::State::Fail;
        backend.seen = QStringLiteral("No answer from api.staging.onecrew.example in 10 s");
        backend.advice = QStringLiteral("Connect the VPN or check that the service runs, then test again.");
        backend.tookMs = 10'000;
        return rows({{QStringLiteral("streamchat.unique_names"), names},
                     {QStringLiteral("backend.reachable"), backend}});
    }

    static MappingProposal proposal()
    {
        const auto participants = [](const QString &role, const QString &table) {
            TableProposal found;
            found.role = role;
            found.table = table;
            found.tables = {table, QStringLiteral("app.audit")};
            found.allColumns = {QStringLiteral("uuid"), QStringLiteral("name"), QStringLiteral("avatar_url"),
                                QStringLiteral("mail"), QStringLiteral("kind")};
            found.columns = {{QStringLiteral("id"), {QStringLiteral("uuid")}, false},
                             {QStringLiteral("name"), {QStringLiteral("name")}, false},
                             {QStringLiteral("image"), {QStringLiteral("avatar_url")}, false},
                             {QStringLiteral("email"), {}, false}};
            found.sampleColumns = {QStringLiteral("uuid"), QStringLiteral("name"),
                                   QStringLiteral("avatar_url")};
            found.sampleRows = {{QStringLiteral("dda3aaa6-d123-4e57-aeef-f0661ec61352"),
                                 QStringLiteral("Amira Haddad"),
                                 QStringLiteral("https://cdn.onecrew.example/u/1.png")},
                                {QStringLiteral("4b1e7c90-52af-4f0e-9d3b-0c6a8e21f7d4"),
                                 QStringLiteral("Jonas Weber"), QString{}}};
            return found;
        };
        MappingProposal proposal;
        proposal.tables = {participants(QStringLiteral("users"), QStringLiteral("app.users")),
                           participants(QStringLiteral("companies"), QStringLiteral("app.companies"))};
        TableProposal conversations;
        conversations.role = QStringLiteral("conversations");
        conversations.table = QStringLiteral("app.conversations");
        conversations.tables = {conversations.table};
        conversations.allColumns = {QStringLiteral("id"), QStringLiteral("members")};
        conversations.columns = {{QStringLiteral("id"), {QStringLiteral("id")}, false},
                                 {QStringLiteral("participant_ids"), {QStringLiteral("members")}, false}};
        proposal.tables.push_back(conversations);
        proposal.columnsFound = 8;
        proposal.columnsKnown = 14;
        return proposal;
    }

    void tellRow(const CheckRow &row) { Q_EMIT tested(running, row); }
    void endTest(const std::vector<CheckRow> &told, bool stopped = false)
    {
        ConnectionReport report;
        report.rows = told;
        report.mapping = proposal();
        report.stopped = stopped;
        Q_EMIT testEnded(running, report);
    }

    std::vector<Environment> known;
    QString used = QStringLiteral("sandbox");
    std::optional<Error> fileProblem;
    std::optional<Error> saveFails;
    std::optional<Error> keychainFails;
    ImportReport importAnswer;
    bool holdKeychain = false;
    std::deque<QPromise<std::vector<SecretState>>> held;

    std::vector<Environment> saved;
    QStringList removed;
    QStringList asked;
    QStringList askedOf; ///< The initiators, or nobody
    QStringList forgotten;
    std::vector<Kept> kept{
        {QStringLiteral("staging"), SecretKind::StreamSecret, "old", SecretSource::Keychain},
        {QStringLiteral("staging"), SecretKind::DatabasePassword, "old", SecretSource::Keychain}};
    std::vector<std::pair<QByteArray, bool>> imports;
    std::vector<std::pair<Environment, TypedSecrets>> tests;
    QUuid running;
    int stops = 0;

private:
    template<typename T>
    static QFuture<T> answered(T value)
    {
        QPromise<T> promise;
        promise.start();
        QFuture<T> future = promise.future();
        promise.addResult(std::move(value));
        promise.finish();
        return future;
    }

    static SecretState stateOf(SecretKind kind, SecretSource where)
    {
        SecretState state;
        state.kind = kind;
        state.source = where;
        state.where = where == SecretSource::Keychain  ? QStringLiteral("In the keychain")
                      : where == SecretSource::Session ? QStringLiteral("For this session")
                                                       : QStringLiteral("From STREAM_SECRET");
        return state;
    }

    std::vector<SecretState> statesOf(const Environment &environment) const
    {
        std::vector<SecretState> states;
        for (const SecretKind kind : secretsOf(environment)) {
            SecretState state;
            state.kind = kind;
            for (const Kept &one : kept) {
                if (one.environment == environment.id && one.kind == kind)
                    state = stateOf(kind, one.where);
            }
            if (!state.source)
                state.problem = keychainFails;
            states.push_back(state);
        }
        return states;
    }
};

} // namespace chatsync::test
