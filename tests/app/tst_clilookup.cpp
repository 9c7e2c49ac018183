// SPDX-License-Identifier: MIT
// `chat-sync lookup`, `diagnose`, `explain` and `doctor`: what they tell and how they end.
#include "tests/app/consoleprogram.h"

#include "core/domain/conversation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject only(const Ran &ran)
{
    const QList<QJsonObject> objects = ran.objects();
    return objects.size() == 1 ? objects.front() : QJsonObject{};
}

Ran runWithInput(const Machine &machine, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    machine.start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60'000);
    return ended(process);
}

int mutating(const QJsonArray &requests)
{
    int count = 0;
    for (const QJsonValue &request : requests)
        count += request["mutating"_L1].toBool() ? 1 : 0;
    return count;
}

QString amira()
{
    return u"onecrew_user_"_s + unsyncedId();
}

} // namespace

class TestCliLookup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsTheCauseOfTheSentence()
    {
        const Machine machine;
        const Ran ran = machine.run({u"lookup"_s, u"--json"_s, missingMembersSentence({amira()})});
        QVERIFY2(ran.exitCode == 1, ran.told());
        const QJsonObject json = only(ran);
        QCOMPARE(json["recognition"_L1]["headline"_L1].toString(),
                 u"Error message recognised: 1 participant is missing"_s);
        const QJsonValue person = json["people"_L1][0];
        QCOMPARE(person["name"_L1].toString(), u"Amira Haddad"_s);
        const QJsonValue first = person["verdict"_L1]["findings"_L1][0];
        QCOMPARE(first["code"_L1].toString(), u"never-synced"_s);
        QCOMPARE(first["remedy"_L1]["action"_L1].toString(), u"create_user"_s);
        QCOMPARE(json["matches"_L1][0]["group"_L1].toString(), u"missing_in_message"_s);
    }

    void sentenceMayBeTypedWithoutQuotes()
    {
        const Machine machine;
        const QStringList words = missingMembersSentence({amira()}).split(u' ');
        const Ran ran = machine.run(QStringList{u"lookup"_s} + words);
        QVERIFY2(ran.exitCode == 1, ran.told());
        QVERIFY(ran.out.contains("1 participant is missing"));
        QVERIFY(ran.out.contains("Create Amira Haddad as a user (writes 1 user)"));
        QVERIFY(ran.out.contains("Not checked"));
        QVERIFY2(!ran.out.contains('\x1b'), "colours in a pipe");
    }

    void endsAs_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("told");
        const QString lookup = u"lookup"_s;
        const QString diagnose = u"diagnose"_s;
        QTest::newRow("healthy") << QStringList{lookup, u"Sat Education"_s} << 0
                                 << QByteArray{"Others can chat with Sat Education"};
        QTest::newRow("e-mail") << QStringList{lookup, u"Olga.Smirnova@example.org"_s} << 0
                                << QByteArray{"Ольга Смирнова"};
        QTest::newRow("nobody") << QStringList{lookup, u"zacharias@example.org"_s} << 1
                                << QByteArray{"Found nowhere"};
        QTest::newRow("nonsense") << QStringList{lookup, u"???"_s} << 2 << QByteArray{"Looked for"};
        QTest::newRow("wrong secret")
            << QStringList{lookup, u"Sat Education"_s, u"--fault"_s, u"wrong-secret"_s} << 3
            << QByteArray{"wrong-secret"};
        QTest::newRow("pair that works") << QStringList{diagnose, u"Sat Education"_s, u"Ольга Смирнова"_s} << 0
                                     << QByteArray{"can chat with Ольга Смирнова"};
        QTest::newRow("pair") << QStringList{diagnose, u"Sat Education"_s, amira()} << 1
                              << QByteArray{"Sat Education cannot chat with Amira Haddad"};
        QTest::newRow("ambiguous") << QStringList{diagnose, u"Sat Education"_s, u"Maria Silva"_s} << 2
                                   << QByteArray{"ambiguous"};
        QTest::newRow("unknown name") << QStringList{diagnose, u"Sat Education"_s, u"Zacharias"_s} << 2
                                      << QByteArray{"Nobody is called"};
        QTest::newRow("the same twice")
            << QStringList{diagnose, amira(), unsyncedId()} << 2 << QByteArray{"Fewer than two"};
        QTest::newRow("one alone") << QStringList{diagnose, amira()} << 2 << QByteArray{};
        QTest::newRow("code") << QStringList{u"explain"_s, u"43"_s} << 0
                              << QByteArray{"AuthErrorTokenSignatureInvalid"};
        QTest::newRow("finding") << QStringList{u"explain"_s, u"never-synced"_s} << 0
                                 << QByteArray{"Never synced"};
        QTest::newRow("unknown code") << QStringList{u"explain"_s, u"xyzzy"_s} << 1 << QByteArray{"Nothing"};
        QTest::newRow("no such run") << QStringList{u"doctor"_s, u"last"_s} << 2 << QByteArray{};
    }

    void endsAs()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, told);
        const Machine machine;
        const Ran ran = machine.run(arguments);
        QVERIFY2(ran.exitCode == exitCode, ran.told());
        QVERIFY2((ran.out + ran.err).contains(told), ran.told());
    }

    void takesAListAndGivesATable()
    {
        const Machine machine;
        const QByteArray input = "id,name\n" + unsyncedId().toUtf8() + ",Amira\n" +
                                 "onecrew_user_00000000-0000-4000-8000-000000000001,Nobody\n";
        const Ran ran = runWithInput(machine, {u"lookup"_s, u"-"_s, u"--csv"_s}, input);
        QVERIFY2(ran.exitCode == 1, ran.told());
        const QList<QByteArray> lines = ran.lines();
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith("asked,id,name,kind,stream_id"));
        QVERIFY(lines[1].contains("never-synced"));
        QVERIFY(lines[2].contains("not-in-database"));
    }

    void readsOnly()
    {
        Machine machine;
        SandboxProcess sandbox;
        QVERIFY(sandbox.start(machine));
        sandbox.target(machine);
        for (const QStringList &arguments :
             {QStringList{u"lookup"_s, amira()}, QStringList{u"lookup"_s, u"maria"_s},
              QStringList{u"diagnose"_s, u"Sat Education"_s, amira()},
              QStringList{u"diagnose"_s, u"Sat Education"_s, u"Lolo Academy"_s}})
            machine.run(arguments);
        const QJsonArray requests = sandbox.requests();
        QVERIFY(requests.size() >= 8);
        QCOMPARE(mutating(requests), 0);
    }

    /// What a run made is seen by the look-up that follows, in the same StreamChat.
    void seesWhatARunMade()
    {
        Machine machine;
        SandboxProcess sandbox;
        QVERIFY(sandbox.start(machine));
        sandbox.target(machine);
        QCOMPARE(machine.run({u"diagnose"_s, u"Sat Education"_s, amira()}).exitCode, 1);
        const Ran converse = machine.converse();
        QVERIFY2(converse.exitCode == 0, converse.told());
        const Ran after = machine.run({u"diagnose"_s, u"Sat Education"_s, amira(), u"--json"_s});
        QVERIFY2(after.exitCode == 0, after.told());
        QCOMPARE(only(after)["together"_L1]["answer"_L1].toString(), u"yes"_s);
        QCOMPARE(only(after)["channels"_L1].toArray().size(), 1);
    }

    void tellsOfADeadDatabase()
    {
        Machine machine;
        SandboxProcess sandbox;
        QVERIFY(sandbox.start(machine));
        sandbox.target(machine);
        machine.set(u"DATABASE_URL"_s, u"sqlite:"_s + machine.file(u"absent.sqlite"_s));
        const Ran ran = machine.run({u"lookup"_s, amira(), u"--json"_s});
        QVERIFY2(ran.exitCode == 1 || ran.exitCode == 3, ran.told());
        QVERIFY2(ran.out.contains("database-unreachable"), ran.told());
    }

    void tellsOfADeadStreamChat()
    {
        Machine machine;
        SandboxProcess sandbox;
        QVERIFY(sandbox.start(machine));
        sandbox.target(machine);
        QTcpServer nobody;
        QVERIFY(nobody.listen(QHostAddress::LocalHost));
        const QString url = u"http://127.0.0.1:%1"_s.arg(nobody.serverPort());
        nobody.close();
        machine.set(u"STREAM_URL"_s, url);
        const Ran ran = machine.run({u"lookup"_s, u"Sat Education"_s});
        QVERIFY2(ran.exitCode == 3, ran.told());
        QVERIFY(ran.out.contains("streamchat-unreachable"));
        QVERIFY(ran.out.contains("Sat Education"));
    }

    void doctorShowsEveryDefect()
    {
        const Machine machine;
        const Ran ran = machine.run({u"doctor"_s, u"--json"_s});
        QVERIFY2(ran.exitCode == 0, ran.told());
        QCOMPARE(ran.objects().size(), 12);
        for (const QJsonObject &defect : ran.objects()) {
            QVERIFY2(defect["documented_shows"_L1].toBool(), ran.told());
            QVERIFY2(!defect["hardened_shows"_L1].toBool(), ran.told());
        }
    }

    void doctorExaminesARun()
    {
        const Machine machine;
        QCOMPARE(machine.converse({u"--flow"_s, u"documented"_s}).exitCode, 1);
        const Ran struck = machine.run({u"doctor"_s, u"last"_s});
        QVERIFY2(struck.exitCode == 1, struck.told());
        QVERIFY(struck.out.contains("recipe-no-creator"));
        QCOMPARE(machine.converse().exitCode, 0);
        const Ran clean = machine.run({u"doctor"_s, u"last"_s});
        QVERIFY2(clean.exitCode == 0, clean.told());
        QVERIFY(clean.out.contains("No defect"));
    }

    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing to look up") << QStringList{u"lookup"_s};
        QTest::newRow("two forms") << QStringList{u"lookup"_s, u"a"_s, u"--json"_s, u"--csv"_s};
        QTest::newRow("nothing to explain") << QStringList{u"explain"_s};
        QTest::newRow("half a target") << QStringList{u"lookup"_s, u"a"_s, u"--stream-key"_s, u"k"_s};
    }

    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        const Machine machine;
        const Ran ran = machine.run(arguments);
        QVERIFY2(ran.exitCode == 2, ran.told());
        QVERIFY(ran.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCliLookup)
#include "tst_clilookup.moc"
