// SPDX-License-Identifier: MIT
// `chat-sync cleanup`, `converse --clean-up` and `chat-sync probe`: what they leave is read back from the
// server and from its database.
#include "tests/app/consoleprogram.h"

#include "core/domain/identity.h"
#include "core/domain/ledger.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString amira()
{
    return streamIdOf(ParticipantKind::User, unsyncedId());
}

int rowsIn(const SandboxProcess &sandbox)
{
    int rows = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"rows"_s);
        database.setDatabaseName(sandbox.database().mid(u"sqlite:"_s.size()));
        if (database.open()) {
            QSqlQuery query{database};
            if (query.exec(u"SELECT count(*) FROM conversations"_s) && query.next())
                rows = query.value(0).toInt();
        }
    }
    QSqlDatabase::removeDatabase(u"rows"_s);
    return rows;
}

/// Without what only counts.
QJsonObject stateOf(const SandboxProcess &sandbox)
{
    QJsonObject state = sandbox.ask("GET", u"/__sandbox/snapshot"_s);
    QJsonObject users = state["users"_L1].toObject();
    for (const QString &id : users.keys()) {
        QJsonObject user = users[id].toObject();
        user.remove(u"updated_at"_s); // That a conversation updates those who exist is its purpose.
        users.insert(id, user);
    }
    state.insert(u"users"_s, users);
    state.insert(u"rows"_s, rowsIn(sandbox));
    return state;
}

int mutationsOf(const SandboxProcess &sandbox)
{
    int count = 0;
    for (const QJsonValue &request : sandbox.requests())
        count += request["mutating"_L1].toBool() ? 1 : 0;
    return count;
}

QString firstChannel(const SandboxProcess &sandbox)
{
    return stateOf(sandbox)["channels"_L1].toObject().keys().value(0);
}

} // namespace

class TestCliCleanUp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_machine = std::make_unique<Machine>();
        m_sandbox = std::make_unique<SandboxProcess>();
        QVERIFY(m_sandbox->start(*m_machine));
        m_sandbox->target(*m_machine);
        m_before = stateOf(*m_sandbox);
    }

    void listsThenRemoves()
    {
        QVERIFY(m_machine->converse().exitCode == 0);
        const QJsonObject between = stateOf(*m_sandbox);
        QCOMPARE(between["rows"_L1].toInt(), m_before["rows"_L1].toInt() + 1);
        const int mutations = mutationsOf(*m_sandbox);

        const Ran listed = m_machine->run({u"cleanup"_s, u"--dry-run"_s});
        QVERIFY2(listed.exitCode == 1 && listed.out.contains(amira().toUtf8()), listed.told());
        QCOMPARE(listed.out.count("to be removed"), 3);
        QVERIFY(stateOf(*m_sandbox) == between);
        QCOMPARE(mutationsOf(*m_sandbox), mutations);

        const Ran removed = m_machine->run({u"cleanup"_s});
        QVERIFY2(removed.exitCode == 0, removed.told());
        QVERIFY2(stateOf(*m_sandbox) == m_before, removed.told());
        QCOMPARE(flawOf(m_machine->shown()), QString{});
        const Ran runs = m_machine->run({u"runs"_s});
        QVERIFY2(runs.out.contains("Clean-up of test objects"), runs.told());

        const Ran again = m_machine->run({u"cleanup"_s});
        QVERIFY2(again.exitCode == 0 && again.out.contains("Nothing is left"), again.told());
    }

    void tellsAsJson()
    {
        QVERIFY(m_machine->converse().exitCode == 0);
        const QList<QJsonObject> planned =
            m_machine->run({u"cleanup"_s, u"--dry-run"_s, u"--json"_s}).objects();
        QCOMPARE(planned.size(), 4);
        QCOMPARE(planned.last()["open"_L1].toInt(), 3);
        QVERIFY(planned.last()["dry_run"_L1].toBool());
        const Ran ran = m_machine->run({u"cleanup"_s, u"--run"_s, u"last"_s, u"--json"_s});
        QVERIFY2(ran.exitCode == 0, ran.told());
        QStringList kinds;
        for (const QJsonObject &line : ran.objects()) {
            if (line.contains("kind"_L1)) {
                kinds << line["kind"_L1].toString();
                QCOMPARE(line["state"_L1].toString(), u"removed"_s);
            }
        }
        kinds.sort();
        QCOMPARE(kinds, (QStringList{u"channel"_s, u"row"_s, u"user"_s}));
        QCOMPARE(ran.objects().last()["removed"_L1].toInt(), 3);
        QVERIFY(stateOf(*m_sandbox) == m_before);
    }

    void cleansUpAfterItself()
    {
        const Ran ran = m_machine->converse({u"--clean-up"_s});
        QVERIFY2(ran.exitCode == 0, ran.told());
        QVERIFY2(stateOf(*m_sandbox) == m_before, ran.told());
        const Ran failing = m_machine->converse({u"--clean-up"_s, u"--flow"_s, u"documented"_s});
        QVERIFY2(failing.exitCode == 1, failing.told());
        QCOMPARE(stateOf(*m_sandbox)["rows"_L1], m_before["rows"_L1]);
        QCOMPARE(stateOf(*m_sandbox)["channels"_L1], m_before["channels"_L1]);
    }

    void leavesWhatSomebodyElseUses()
    {
        QVERIFY(m_machine->converse().exitCode == 0);
        const QString cid = firstChannel(*m_sandbox);
        const QString other = u"onecrew_user_stranger"_s;
        QVERIFY(m_sandbox
                    ->ask("POST", u"/users"_s,
                          {{u"users"_s, QJsonObject{{other, QJsonObject{{u"id"_s, other}}}}}})["_status"_L1]
                    .toInt() == 201);
        const QString path = u"/channels/"_s + QString{cid}.replace(u':', u'/');
        QVERIFY(m_sandbox->ask("POST", path, {{u"add_members"_s, QJsonArray{other}}})["_status"_L1].toInt() ==
                201);
        const QJsonObject between = stateOf(*m_sandbox);
        const Ran ran = m_machine->run({u"cleanup"_s});
        QVERIFY2(ran.exitCode == 1 && ran.out.contains("left"), ran.told());
        QVERIFY2(stateOf(*m_sandbox) == between, ran.told());
        // It was told once; nobody is bothered with it again.
        QCOMPARE(m_machine->run({u"cleanup"_s}).exitCode, 0);
        QVERIFY(stateOf(*m_sandbox) == between);
    }

    /// kill -9 after each line that a conversation prints, then the same for the clean-up.
    void removesAfterAnyKill()
    {
        const qsizetype lines = m_machine->converse().lines().size();
        QVERIFY(m_machine->run({u"cleanup"_s}).exitCode == 0);
        for (qsizetype k = 1; k < lines; k += 3) {
            QProcess process;
            m_machine->start(process, m_machine->converseArguments({u"--wait-ms"_s, u"30"_s}));
            for (qsizetype i = 0; i < k; ++i) {
                while (!process.canReadLine())
                    QVERIFY(process.waitForReadyRead() || process.canReadLine());
                process.readLine();
            }
            process.kill();
            ended(process);
            QProcess cleaning;
            m_machine->start(cleaning, {u"cleanup"_s});
            for (qsizetype i = 0; i < 1 + k % 7; ++i) {
                while (!cleaning.canReadLine() && cleaning.waitForReadyRead()) {
                }
                cleaning.readLine();
            }
            cleaning.kill();
            ended(cleaning);
            const Ran ran = m_machine->run({u"cleanup"_s});
            QVERIFY2(ran.exitCode == 0, ran.told());
            QVERIFY2(stateOf(*m_sandbox) == m_before, ran.told());
        }
    }

    void refusesWhereOnlyReadingIsAllowed_data()
    {
        QTest::addColumn<QString>("policy");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("read-only") << u"read_only"_s << QByteArray("the environment is read-only");
        QTest::newRow("when armed") << u"when_armed"_s << QByteArray("arming unlocks repairs alone");
    }

    void refusesWhereOnlyReadingIsAllowed()
    {
        QFETCH(QString, policy);
        QFETCH(QByteArray, sentence);
        m_machine->set(u"CHATSYNC_LIVE_STREAM_SECRET"_s, QString::fromUtf8(m_sandbox->secret()));
        const QStringList place{u"env"_s,
                                u"add"_s,
                                u"Live"_s,
                                u"--kind"_s,
                                u"staging"_s,
                                u"--stream-url"_s,
                                m_sandbox->url(),
                                u"--stream-key"_s,
                                m_sandbox->key(),
                                u"--database"_s,
                                m_sandbox->database()};
        for (const QString &variable :
             {u"STREAM_URL"_s, u"STREAM_KEY"_s, u"STREAM_SECRET"_s, u"DATABASE_URL"_s})
            m_machine->unset(variable);
        const Ran added = m_machine->run(place + QStringList{u"--writes"_s, u"allowed"_s});
        QVERIFY2(added.exitCode == 0, added.told());
        QVERIFY(m_machine->converse({u"--env"_s, u"Live"_s}).exitCode == 0);
        const QJsonObject between = stateOf(*m_sandbox);
        QVERIFY(between != m_before);
        QVERIFY(m_machine->run(place + QStringList{u"--writes"_s, policy, u"--update"_s}).exitCode == 0);
        const Ran refused = m_machine->run({u"cleanup"_s, u"--env"_s, u"Live"_s});
        QVERIFY2(refused.exitCode == 3 && refused.err.contains(sentence), refused.told());
        const Ran listed = m_machine->run({u"cleanup"_s, u"--dry-run"_s, u"--env"_s, u"Live"_s});
        QVERIFY2(listed.exitCode == 1 && listed.out.count("to be removed") == 3, listed.told());
        QVERIFY(stateOf(*m_sandbox) == between);
    }

    void measuresAndAdvises()
    {
        const Ran nothing = m_machine->run({u"probe"_s, u"--times"_s, u"0"_s});
        QVERIFY2(nothing.exitCode == 0 && nothing.out.contains("Nothing has been measured"), nothing.told());
        m_sandbox->ask("PUT", u"/__sandbox/faults"_s, {{u"faults"_s, QJsonArray{u"visibility-delay=120"_s}}});
        const Ran ran = m_machine->run({u"probe"_s, u"--times"_s, u"3"_s, u"--json"_s});
        QVERIFY2(ran.exitCode == 0, ran.told());
        const QJsonObject told = ran.objects().last();
        QCOMPARE(told["measurements"_L1].toInt(), 3);
        QCOMPARE(told["wait_ms"_L1].toInt(), 1000);
        QCOMPARE(told["first_rate"_L1].toDouble(), 1.0);
        QVERIFY(!told["second_attempt_needed"_L1].toBool());
        int early = 0;
        for (const QJsonValue &bar : told["distribution"_L1].toArray())
            early += bar["up_to_ms"_L1].toInt(1'000'000) <= 100 ? bar["count"_L1].toInt() : 0;
        QCOMPARE(early, 0);
        QVERIFY2(stateOf(*m_sandbox) == m_before, ran.told());
        const Ran again = m_machine->run({u"probe"_s, u"--times"_s, u"0"_s});
        QVERIFY2(again.out.contains("3 measurements here"), again.told());
        QVERIFY2(again.out.contains("never needed"), again.told());
    }

private:
    std::unique_ptr<Machine> m_machine;
    std::unique_ptr<SandboxProcess> m_sandbox;
    QJsonObject m_before;
};

QTEST_GUILESS_MAIN(TestCliCleanUp)
#include "tst_clicleanup.moc"
