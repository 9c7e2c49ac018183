// SPDX-License-Identifier: MIT
// Environments, switching and arming as the window uses them.
#include "core/directory/store.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatorserver.h"
#include "core/workbench/console.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace Qt::StringLiterals;

namespace {

template<typename T>
bool finished(const QFuture<T> &future)
{
    return QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000);
}

ConversationRequest request()
{
    return {.initiator = u"Sat Education"_s, .participants = {sandbox::demoUnsyncedUserId()}};
}

FlowSettings quick()
{
    FlowSettings settings = settingsOf(Preset::Hardened);
    settings.wait = std::chrono::milliseconds{1};
    return settings;
}

} // namespace

class TestConsoleEnvironments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        qputenv("CHATSYNC_KEYCHAIN", "none");
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(sandbox::createDemoDatabase(m_folder->filePath(u"demo.sqlite"_s), 1));
        sandbox::SimulatorOptions options;
        options.enforceLimits = false;
        m_simulator = std::make_unique<sandbox::Simulator>(options);
        m_simulator->seedDemo(sandbox::demoStreamUsers(1));
        m_server = std::make_unique<sandbox::SimulatorServer>(m_simulator.get());
        QVERIFY(m_server->start());
        m_console = std::make_unique<Console>(
            ConsoleOptions{.journal = m_folder->filePath(u"journal.sqlite"_s),
                           .environments = m_folder->filePath(u"config/environments.json"_s)});
    }
    void cleanup()
    {
        m_console.reset();
        m_server.reset();
        m_simulator.reset();
    }
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    void keepsEnvironments()
    {
        Environments *environments = m_console->environments();
        QSignalSpy changed{environments, &Environments::changed};
        QCOMPARE(environments->all().size(), size_t{1});
        const auto saved = environments->save(staging());
        QVERIFY(finished(saved));
        QVERIFY(saved.result());
        QVERIFY(changed.count() > 0);
        QCOMPARE(environments->all().back().name, u"Staging"_s);
        QVERIFY(environments->exported().contains("\"Staging\""));

        const auto removed = environments->remove(u"staging"_s);
        QVERIFY(finished(removed));
        QVERIFY(removed.result());
        QCOMPARE(environments->all().size(), size_t{1});
        const auto imported = environments->import(toText({staging()}), false);
        QVERIFY(finished(imported));
        QCOMPARE(imported.result()->added, QStringList{u"Staging"_s});
        QVERIFY(!environments->suspicion(environments->all().back()));
    }

    void saysWhatIsWrongWithTheFile()
    {
        QVERIFY(QDir{m_folder->path()}.mkpath(u"config"_s));
        QFile file{m_console->environments()->path()};
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
        file.close();
        QSignalSpy changed{m_console->environments(), &Environments::changed};
        m_console->environments()->reload();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->environments()->problem().has_value(), 20'000);
        QCOMPARE(m_console->environments()->all().size(), size_t{1});
        const auto saved = m_console->environments()->save(staging());
        QVERIFY(finished(saved));
        QVERIFY(!saved.result());
    }

    void givesSecretsForTheSession()
    {
        Environments *environments = m_console->environments();
        auto states = environments->secretStates(staging());
        QVERIFY(finished(states));
        QCOMPARE(states.result().size(), size_t{1});
        QVERIFY(!states.result().front().source);
        QVERIFY2(states.result().front().problem, "and why the keychain has none");
        const auto kept =
            environments->setSecret(staging(), SecretKind::StreamSecret, secret(), SecretSource::Keychain);
        QVERIFY(finished(kept));
        QVERIFY2(!kept.result(), "there is no keychain");
        const auto given =
            environments->setSecret(staging(), SecretKind::StreamSecret, secret(), SecretSource::Session);
        QVERIFY(finished(given));
        QVERIFY(given.result());
        QCOMPARE(given.result()->where, u"For this session"_s);
        const auto forgotten = environments->forgetSecret(staging(), SecretKind::StreamSecret);
        QVERIFY(finished(forgotten));
        states = environments->secretStates(staging());
        QVERIFY(finished(states));
        QVERIFY(!states.result().front().source);
    }

    void testsWhatIsTyped()
    {
        Environments *environments = m_console->environments();
        QSignalSpy rows{environments, &Environments::tested};
        QSignalSpy ended{environments, &Environments::testEnded};
        const QUuid id = environments->test(staging(), {.streamSecret = secret(), .databasePassword = {}});
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        QCOMPARE(ended.front().at(0).toUuid(), id);
        const auto report = ended.front().at(1).value<ConnectionReport>();
        QCOMPARE(report.verdict(), u"Everything is ready."_s);
        QCOMPARE(rows.count(), static_cast<int>(report.rows.size()));
        for (const auto &row : rows)
            QCOMPARE(row.at(0).toUuid(), id);
    }

    void aTestCanBeStopped()
    {
        m_simulator->setFaults({sandbox::parseFault(u"hang=GetApp,9"_s).value()});
        QSignalSpy rows{m_console->environments(), &Environments::tested};
        QSignalSpy ended{m_console->environments(), &Environments::testEnded};
        m_console->environments()->test(staging(), {.streamSecret = secret(), .databasePassword = {}});
        QTRY_VERIFY_WITH_TIMEOUT(rows.count() > 1, 20'000);
        m_console->environments()->stopTest();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        QVERIFY(ended.front().at(1).value<ConnectionReport>().stopped);
    }

    void goesDuringATest()
    {
        m_simulator->setFaults({sandbox::parseFault(u"hang=GetApp,9"_s).value()});
        QSignalSpy rows{m_console->environments(), &Environments::tested};
        m_console->environments()->test(staging(), {.streamSecret = secret(), .databasePassword = {}});
        QTRY_VERIFY_WITH_TIMEOUT(rows.count() > 0, 20'000);
        m_console.reset();
        QVERIFY2(Store::waitForWorkers(std::chrono::seconds{10}), "nothing is left behind");
    }

    void switchesEnvironments()
    {
        QCOMPARE(m_console->inUse().id, u"sandbox"_s);
        QVERIFY(switchTo(staging()));
        QCOMPARE(m_console->inUse().id, u"staging"_s);
        QCOMPARE(m_console->environment()->name, u"Staging"_s);
        QCOMPARE(m_console->environment()->kind, u"staging"_s);
        QCOMPARE(m_console->streamKey(), staging().streamKey);
        QSignalSpy ended{m_console.get(), &Console::ended};
        QSignalSpy events{m_console.get(), &Console::events};
        QVERIFY(!m_console->converse(request(), quick()).isNull());
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        QVERIFY(ended.front().at(1).value<RunResult>().outcome == Outcome::Passed);
        QVERIFY(m_simulator->hasUser(u"onecrew_user_"_s + sandbox::demoUnsyncedUserId()));
        const auto first = events.front().at(1).value<std::vector<RunEvent>>().front();
        QCOMPARE(first.data[QLatin1String("environment")][QLatin1String("name")].toString(), u"Staging"_s);

        QVERIFY(switchTo(Environment::sandbox()));
        QCOMPARE(m_console->environment()->kind, u"sandbox"_s);
        QVERIFY2(m_console->setFaults({u"latency=1"_s}), "faults are the sandbox's again");
        const auto people = m_console->search({});
        QVERIFY(finished(people));
        QVERIFY(people.result());
    }

    void staysWhereItIsWithoutASecret()
    {
        const auto used = m_console->use(staging());
        QVERIFY(finished(used));
        QVERIFY(!used.result());
        QVERIFY(used.result().error().kind == Error::Kind::Refused);
        QCOMPARE(m_console->inUse().id, u"sandbox"_s);
        QVERIFY(QTest::qWaitFor([this] { return !m_console->converse(request(), quick()).isNull(); }, 20'000));
    }

    void doesNotSwitchUnderARun()
    {
        QSignalSpy ended{m_console.get(), &Console::ended};
        QVERIFY(!m_console->converse(request(), settingsOf(Preset::Hardened)).isNull());
        const auto used = m_console->use(staging());
        QVERIFY(finished(used));
        QVERIFY(!used.result());
        QVERIFY(used.result().error().what.contains(u"run"));
        m_console->stop();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
    }

    void questionsUnderWayAreAnsweredAsCancelled()
    {
        QVERIFY(switchTo(staging()));
        m_simulator->setFaults({sandbox::parseFault(u"hang=QueryUsers,9"_s).value()});
        const auto asked = m_console->states({sandbox::demoUnsyncedUserId()});
        QTRY_VERIFY_WITH_TIMEOUT(!m_simulator->requestLog().isEmpty(), 20'000);
        QVERIFY(switchTo(Environment::sandbox()));
        QVERIFY(finished(asked));
    }

    void productionIsLockedAndCanBeArmedForRepairs()
    {
        Environment production = staging();
        production.name = u"Production"_s;
        production.kind = EnvironmentKind::Production;
        production.writes = WritePolicy::WhenArmed;
        QVERIFY(switchTo(production));
        QVERIFY(!m_console->mayConverse());
        QVERIFY(m_console->converse(request(), quick()).isNull());
        const auto plan = m_console->plan(request(), quick());
        QVERIFY(finished(plan));
        QVERIFY2(!plan.result().empty(), "a plan is always allowed");

        QSignalSpy changed{m_console.get(), &Console::armingChanged};
        auto armed = m_console->arm(u"production"_s, u"why"_s);
        QVERIFY(finished(armed));
        QVERIFY(!armed.result());
        QVERIFY(!m_console->arming().armed);
        armed = m_console->arm(u"Production"_s, u"Ticket 4187"_s);
        QVERIFY(finished(armed));
        QVERIFY(armed.result());
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, 20'000);
        QVERIFY(m_console->arming().armed);
        QCOMPARE(m_console->arming().reason, u"Ticket 4187"_s);
        QVERIFY(m_console->arming().remaining > std::chrono::minutes{9});
        QVERIFY2(m_console->converse(request(), quick()).isNull(), "conversations stay locked");
        m_console->disarm();
        QTRY_VERIFY_WITH_TIMEOUT(!m_console->arming().armed, 20'000);

        armed = m_console->arm(u"Production"_s, {});
        QVERIFY(finished(armed));
        QVERIFY(switchTo(Environment::sandbox()));
        QVERIFY2(!m_console->arming().armed, "leaving ends it");
        armed = m_console->arm(u"Sandbox"_s, {});
        QVERIFY(finished(armed));
        QVERIFY2(!armed.result(), "there is nothing to arm");
        for (const sandbox::LoggedRequest &sent : m_simulator->requestLog())
            QVERIFY(!sent.mutating);
    }

private:
    QByteArray secret() const { return m_simulator->options().secret; }
    Environment staging() const
    {
        Environment environment;
        environment.id = u"staging"_s;
        environment.name = u"Staging"_s;
        environment.kind = EnvironmentKind::Staging;
        environment.streamUrl = m_server->url().toString();
        environment.streamKey = m_simulator->options().apiKey;
        environment.database = u"sqlite:"_s + m_folder->filePath(u"demo.sqlite"_s);
        return environment;
    }
    bool switchTo(const Environment &environment)
    {
        const auto given = m_console->environments()->setSecret(environment, SecretKind::StreamSecret,
                                                                secret(), SecretSource::Session);
        QSignalSpy changed{m_console.get(), &Console::environmentChanged};
        const auto used = m_console->use(environment);
        return finished(given) && finished(used) && used.result().has_value() &&
               QTest::qWaitFor([&changed] { return changed.count() == 1; });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<sandbox::Simulator> m_simulator;
    std::unique_ptr<sandbox::SimulatorServer> m_server;
    std::unique_ptr<Console> m_console;
};

QTEST_GUILESS_MAIN(TestConsoleEnvironments)
#include "tst_consoleenvironments.moc"
