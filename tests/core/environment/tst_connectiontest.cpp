// SPDX-License-Identifier: MIT
#include "core/directory/store.h"
#include "core/environment/connectiontest.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/simulatortransport.h"
#include "core/sync/systemclock.h"

#include <QCoroTask>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

namespace {

/// StreamChat's host goes to the simulator, any other is a backend that does as it is told.
class TwoHosts final : public stream::Transport {
public:
    TwoHosts(sandbox::Simulator *simulator, Clock *clock)
        : m_stream(simulator, clock)
    {}
    QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override
    {
        if (request.url.host() == u"chat.example")
            return m_stream.send(std::move(request), std::move(stop));
        backendHeaders = request.headers;
        return [](stream::TransportResult answer) -> QCoro::Task<stream::TransportResult> {
            co_return answer;
        }(backend);
    }

    stream::TransportResult backend = stream::HttpResponse{.status = 404};
    HttpHeaders backendHeaders;

private:
    sandbox::SimulatorTransport m_stream;
};

void perform(const QString &path, const QStringList &statements)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"breaking"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        for (const QString &sql : statements) {
            QSqlQuery query{database};
            QVERIFY2(query.exec(sql), qPrintable(sql));
        }
    }
    QSqlDatabase::removeDatabase(u"breaking"_s);
}

} // namespace

class TestConnectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const QString path = m_folder->filePath(u"demo.sqlite"_s);
        QVERIFY(sandbox::createDemoDatabase(path, 1));
        sandbox::SimulatorOptions options;
        options.enforceLimits = false; // Many tests within one second
        m_simulator = std::make_unique<sandbox::Simulator>(options);
        m_simulator->seedDemo(sandbox::demoStreamUsers(1));
        m_transport = std::make_unique<TwoHosts>(m_simulator.get(), &m_clock);
        m_context = {};
        m_context.environment.id = u"staging"_s;
        m_context.environment.name = u"Staging"_s;
        m_context.environment.kind = EnvironmentKind::Staging;
        m_context.environment.streamUrl = u"https://chat.example"_s;
        m_context.environment.streamKey = m_simulator->options().apiKey;
        m_context.environment.database = u"sqlite:"_s + path;
        m_context.environment.backendUrl = u"https://api.example/v1"_s;
        m_context.secrets.streamSecret = m_simulator->options().secret;
        m_context.transport = m_transport.get();
        m_context.clock = &m_clock;
        m_context.timeout = std::chrono::milliseconds{1000};
    }
    void cleanup() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    void allIsReady()
    {
        std::vector<CheckRow> told;
        m_context.told = [&told](const CheckRow &row) { told.push_back(row); };
        const ConnectionReport report = test();
        for (const CheckRow &row : report.rows)
            QVERIFY2(row.state == CheckRow::State::Ok, qPrintable(row.id + u": "_s + row.seen));
        QCOMPARE(report.rows.size(), connectionChecks().size());
        QCOMPARE(told.size(), report.rows.size());
        QCOMPARE(report.verdict(), u"Everything is ready."_s);
        QVERIFY(!report.hasFailures());
        QVERIFY(m_transport->backendHeaders.isEmpty());
    }

    void sendsNothingThatWrites()
    {
        test();
        QVERIFY(!m_simulator->requestLog().isEmpty());
        for (const sandbox::LoggedRequest &request : m_simulator->requestLog())
            QVERIFY(!request.mutating);
    }

    void namesWhatIsWrongWithStreamChat_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const QString &fault, const char *id, const char *state,
                            const QString &said) {
            QTest::addRow("%s", name)
                << fault << QString::fromLatin1(id) << QString::fromLatin1(state) << said;
        };
        row("unknown key", u"unknown-key"_s, "streamchat.key", "fail", u"key"_s);
        row("another region", u"wrong-region"_s, "streamchat.key", "fail", u"region"_s);
        row("wrong secret", u"wrong-secret"_s, "streamchat.secret", "fail", u"secret"_s);
        row("chat not enabled", u"chat-disabled"_s, "streamchat.active", "fail", QString{});
        row("suspended", u"app-suspended"_s, "streamchat.active", "fail", u"Suspended by the sandbox."_s);
        row("no messaging", u"no-messaging-type"_s, "streamchat.messaging", "fail", u"messaging"_s);
        row("multi-tenant", u"multi-tenant"_s, "streamchat.multi_tenant", "warn", u"team"_s);
        row("unique names", u"unique-names"_s, "streamchat.unique_names", "warn", u"code 6"_s);
        row("clock behind", u"clock-skew=90"_s, "streamchat.clock", "warn", u"behind"_s);
        row("clock ahead", u"clock-skew=-3600"_s, "streamchat.clock", "warn", u"60 min ahead"_s);
        row("harmless skew", u"clock-skew=20"_s, "", "", QString{});
        row("auth checks off", u"setting:disable_auth_checks"_s, "streamchat.auth_checks", "warn",
            u"anybody"_s);
        row("permission checks off", u"setting:disable_permissions_checks"_s, "streamchat.auth_checks",
            "warn", u"Permission"_s);
        row("limits refuse", u"rate-limit=1"_s, "streamchat.rate_limits", "warn", QString{});
        row("proxy", u"html=GetApp,1,502"_s, "streamchat.reachable", "fail", QString{});
        row("login page", u"html=GetApp,1,200"_s, "streamchat.reachable", "fail", QString{});
        row("cut off", u"truncated-json=GetApp,1"_s, "streamchat.reachable", "fail", QString{});
        row("no answer", u"hang=GetApp,1"_s, "streamchat.reachable", "fail", u"time"_s);
        row("reset", u"reset=GetApp,1"_s, "streamchat.reachable", "fail", QString{});
        row("refused at the edge", u"edge-limit=1"_s, "streamchat.rate_limits", "fail", QString{});
    }
    void namesWhatIsWrongWithStreamChat()
    {
        QFETCH(QString, fault);
        QFETCH(QString, row);
        QFETCH(QString, state);
        QFETCH(QString, said);
        if (fault.startsWith(u"setting:"))
            m_simulator->setAppSetting(fault.mid(8), true);
        else
            m_simulator->setFaults({sandbox::parseFault(fault).value()});
        expectOnly(test(), row, state, said);
    }

    void namesWhatWasNotGiven()
    {
        m_context.environment.streamKey.clear();
        expectOnly(test(), u"streamchat.key"_s, u"fail"_s, u"No key"_s);
        init();
        m_context.secrets.streamSecret.clear();
        m_context.secrets.states = {{SecretKind::StreamSecret, std::nullopt, u"Not given"_s,
                                     Error{Error::Kind::Storage, u"There is no keychain."_s, {}, {}}}};
        const ConnectionReport report = test();
        expectOnly(report, u"streamchat.secret"_s, u"fail"_s, u"There is no keychain."_s);
        QVERIFY2(stateOf(report, u"streamchat.key"_s) == CheckRow::State::Ok,
                 "the key was tried all the same");
        init();
        m_context.environment.streamUrl = u"http://chat.example"_s;
        expectOnly(test(), u"streamchat.reachable"_s, u"fail"_s, u"not encrypted"_s);
    }

    void namesWhatIsWrongWithTheDatabase_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<QString>("mapping");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("said");
        const QString tables = u"database.tables"_s;
        const QString none;
        QTest::addRow("no tables") << QStringList{u"DROP TABLE users"_s, u"DROP TABLE companies"_s} << none
                                   << tables << u"fail"_s << u"neither a users nor a companies table"_s;
        QTest::addRow("no companies") << QStringList{u"DROP TABLE companies"_s} << none << tables << u"warn"_s
                                      << u"no table of companies"_s;
        QTest::addRow("nobody") << QStringList{u"DELETE FROM users"_s, u"DELETE FROM companies"_s} << none
                                << tables << u"warn"_s << u"nobody is in them"_s;
        QTest::addRow("mapped table") << QStringList{} << u"{\"users\":{\"table\":\"persons\"}}"_s << tables
                                      << u"fail"_s << u"persons"_s;
        QTest::addRow("mapped column")
            << QStringList{} << u"{\"users\":{\"name\":[\"nick\"]}}"_s << tables << u"fail"_s << u"nick"_s;
        QTest::addRow("another name") << QStringList{u"ALTER TABLE users RENAME TO crew_people"_s} << none
                                      << tables << u"warn"_s << u"no table of users"_s;
    }
    void namesWhatIsWrongWithTheDatabase()
    {
        QFETCH(QStringList, statements);
        QFETCH(QString, mapping);
        QFETCH(QString, row);
        QFETCH(QString, state);
        QFETCH(QString, said);
        perform(m_folder->filePath(u"demo.sqlite"_s), statements);
        m_context.environment.mapping =
            schemaMappingFromJson(QJsonDocument::fromJson(mapping.toUtf8()).object()).value();
        expectOnly(test(), row, state, said);
    }

    void proposesAMapping()
    {
        perform(m_folder->filePath(u"demo.sqlite"_s), {u"ALTER TABLE users RENAME TO crew_people"_s,
                                                       u"ALTER TABLE crew_people RENAME name TO full_name"_s,
                                                       u"ALTER TABLE companies RENAME TO client_firms"_s,
                                                       u"ALTER TABLE client_firms RENAME id TO firm_uuid"_s});
        const ConnectionReport report = test();
        expectOnly(report, u"database.tables"_s, u"fail"_s, u"neither"_s);
        QVERIFY(report.mapping);
        const TableProposal &users = report.mapping->tables[0];
        QCOMPARE(users.table, u"crew_people"_s);
        QVERIFY(users.guessed);
        QVERIFY2(!users.sampleRows.empty(), "with rows to judge by");
        QCOMPARE(users.sampleRows.front().size(), users.sampleColumns.size());
        QCOMPARE(report.mapping->mapping.companies.table, u"client_firms"_s);
        QCOMPARE(report.mapping->mapping.companies.id, u"firm_uuid"_s);
        m_context.environment.mapping = report.mapping->mapping;
        const ConnectionReport mapped = test();
        QVERIFY2(stateOf(mapped, u"database.tables"_s) == CheckRow::State::Ok, "what is proposed works");
        QVERIFY(mapped.mapping->tables[0].given);
        QVERIFY(!mapped.mapping->tables[0].guessed);
    }

    void provesThatNothingCanBeWritten()
    {
        m_context.environment.writes = WritePolicy::WhenArmed;
        const ConnectionReport report = test();
        QVERIFY2(stateOf(report, u"database.read_only"_s) == CheckRow::State::Ok,
                 qPrintable(seenIn(report, u"database.read_only"_s) + report.rows[3].detail));
        QVERIFY(seenIn(report, u"database.read_only"_s).contains(u"Proven"));
    }

    void saysWhenTheFileIsNone()
    {
        m_context.environment.database = u"sqlite:/nonexistent/a.sqlite"_s;
        expectOnly(test(), u"database.reachable"_s, u"fail"_s, u"does not exist"_s);
        m_context.environment.database = u"sqlite:"_s + m_folder->path();
        expectOnly(test(), u"database.reachable"_s, u"fail"_s, u"folder"_s);
        QFile file{m_folder->filePath(u"text"_s)};
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(4096, 'x')) == 4096);
        file.close();
        m_context.environment.database = u"sqlite:"_s + file.fileName();
        expectOnly(test(), u"database.reachable"_s, u"fail"_s, u"not a SQLite database"_s);
    }

    void namesWhatIsWrongWithTheBackend()
    {
        using Kind = stream::TransportFailure::Kind;
        const QList<std::pair<Kind, QString>> failures{
            {Kind::Timeout, u"No answer from api.example in 1 s"_s},
            {Kind::Refused, u"Nothing answers"_s},
            {Kind::Dns, u"not known"_s},
            {Kind::Tls, u"who it is"_s},
            {Kind::NotHttp, u"no web server"_s}};
        for (const auto &[kind, said] : failures) {
            m_transport->backend = tl::unexpected(stream::TransportFailure{.kind = kind});
            expectOnly(test(), u"backend.reachable"_s, u"fail"_s, said);
        }
        m_transport->backend = stream::HttpResponse{.status = 503};
        expectOnly(test(), u"backend.reachable"_s, u"fail"_s, u"HTTP 503"_s);
        m_context.environment.backendUrl.clear();
        QVERIFY(stateOf(test(), u"backend.reachable"_s) == CheckRow::State::Skipped);
    }

    void noticesProduction()
    {
        Environment production = m_context.environment;
        production.id = u"production"_s;
        production.name = u"Production"_s;
        production.kind = EnvironmentKind::Production;
        m_context.known = {production};
        expectOnly(test(), u"environment.kind"_s, u"warn"_s, u"same StreamChat app as Production"_s);
    }

    void canBeStopped()
    {
        m_simulator->setFaults({sandbox::parseFault(u"hang=GetApp,1"_s).value()});
        m_context.timeout = std::chrono::milliseconds{60'000};
        std::stop_source stop;
        QTimer::singleShot(100, this, [&stop] { stop.request_stop(); });
        const ConnectionReport report = QCoro::waitFor(testConnection(m_context, stop.get_token()));
        QVERIFY(report.stopped);
        QVERIFY(report.rows.size() < connectionChecks().size());
    }

    void theSandboxNeedsNoTest()
    {
        m_context.environment = Environment::sandbox();
        const ConnectionReport report = test();
        QVERIFY(!report.hasFailures());
        QCOMPARE(m_simulator->requestLog().size(), 0);
    }

    void tellsNoSecretWhateverThePeerSays()
    {
        const QString secret = QString::fromUtf8(m_simulator->options().secret);
        m_simulator->setFaults({sandbox::parseFault(u"fail=GetApp,1,500,-1,quotes "_s + secret).value()});
        for (const CheckRow &row : test().rows)
            QVERIFY(!QJsonDocument{toJson(row)}.toJson().contains(m_simulator->options().secret));
    }

private:
    ConnectionReport test() { return QCoro::waitFor(testConnection(m_context, {})); }

    static CheckRow::State stateOf(const ConnectionReport &report, const QString &id)
    {
        for (const CheckRow &row : report.rows) {
            if (row.id == id)
                return row.state;
        }
        return CheckRow::State::Fail;
    }
    static QString seenIn(const ConnectionReport &report, const QString &id)
    {
        for (const CheckRow &row : report.rows) {
            if (row.id == id)
                return row.seen;
        }
        return {};
    }

    /// Every row but this one is fine or skipped.
    static void expectOnly(const ConnectionReport &report, const QString &id, const QString &state,
                           const QString &said)
    {
        QCOMPARE(report.rows.size(), connectionChecks().size());
        QString found;
        for (const CheckRow &row : report.rows) {
            if (row.state == CheckRow::State::Ok || row.state == CheckRow::State::Skipped)
                continue;
            found += row.id + u' ' + toString(row.state) + u' ';
            QVERIFY2(row.id == id, qPrintable(row.id + u": "_s + row.seen));
            QCOMPARE(toString(row.state), state);
            QVERIFY2(row.seen.contains(said, Qt::CaseInsensitive), qPrintable(row.seen));
            QVERIFY2(!row.advice.isEmpty(), qPrintable(row.seen));
        }
        QVERIFY2(found.isEmpty() == id.isEmpty(), qPrintable(found));
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<sandbox::Simulator> m_simulator;
    std::unique_ptr<TwoHosts> m_transport;
    ConnectionTestContext m_context;
};

QTEST_GUILESS_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
