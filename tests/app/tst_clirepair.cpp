// SPDX-License-Identifier: MIT
// `chat-sync repair`: shows before it writes, writes only what was confirmed, and takes it back.
#include "tests/app/consoleprogram.h"

#include "core/domain/conversation.h"

#include <QJsonArray>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString amira()
{
    return u"onecrew_user_"_s + unsyncedId();
}

QStringList mutations(const SandboxProcess &sandbox)
{
    QStringList paths;
    for (const QJsonValue &request : sandbox.requests()) {
        if (request["mutating"_L1].toBool())
            paths.append(request["method"_L1].toString() + u' ' + request["path"_L1].toString());
    }
    return paths;
}

QJsonObject userAt(const SandboxProcess &sandbox, const QString &id)
{
    return sandbox.ask("GET", u"/__sandbox/snapshot"_s)["users"_L1][id].toObject();
}

} // namespace

class TestCliRepair : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsAndWritesOnlyWhatIsConfirmed()
    {
        Machine machine;
        SandboxProcess sandbox;
        QVERIFY(sandbox.start(machine));
        sandbox.target(machine);
        const QString sentence = missingMembersSentence({amira()});

        const Ran preview = machine.run({u"repair"_s, sentence});
        QVERIFY2(preview.exitCode == 0, preview.told());
        QVERIFY2(preview.out.contains("becomes “Amira Haddad”"), preview.told());
        QVERIFY2(preview.err.contains("--confirm 1"), preview.told());
        const Ran wrong = machine.run({u"repair"_s, sentence, u"--confirm"_s, u"2"_s});
        QVERIFY2(wrong.exitCode == 2, wrong.told());
        QCOMPARE(mutations(sandbox), QStringList{});

        const Ran written = machine.run({u"repair"_s, sentence, u"--confirm"_s, u"1"_s});
        QVERIFY2(written.exitCode == 0, written.told());
        QCOMPARE(mutations(sandbox), QStringList{u"POST /users"_s});
        QCOMPARE(userAt(sandbox, amira())["role"_L1].toString(), u"user"_s);
        const Ran verdict = machine.run({u"diagnose"_s, u"Sat Education"_s, amira()});
        QVERIFY2(verdict.exitCode == 0, verdict.told());

        const Ran again = machine.run({u"repair"_s, sentence, u"--confirm"_s, u"1"_s});
        QVERIFY2(again.exitCode == 0 && again.out.contains("Nothing to repair"), again.told());
        QCOMPARE(mutations(sandbox).size(), 1);
    }

    void takesBackWhatItDid()
    {
        Machine machine;
        SandboxProcess sandbox;
        QVERIFY(sandbox.start(machine));
        sandbox.target(machine);
        QVERIFY(machine.run({u"repair"_s, amira(), u"--confirm"_s, u"1"_s}).exitCode == 0);
        const QJsonObject change{
            {"users"_L1,
             QJsonArray{QJsonObject{{"id"_L1, amira()},
                                    {"set"_L1, QJsonObject{{"role"_L1, u"admin"_s}, {"shirt"_L1, 7}}}}}}};
        QCOMPARE(sandbox.ask("PATCH", u"/users"_s, change)["_status"_L1].toInt(), 200);

        const Ran written = machine.run({u"repair"_s, amira(), u"--confirm"_s, u"1"_s, u"--json"_s});
        QVERIFY2(written.exitCode == 0, written.told());
        QCOMPARE(written.objects().front()["preview"_L1]["users"_L1].toInt(), 1);
        QCOMPARE(userAt(sandbox, amira())["role"_L1].toString(), u"user"_s);
        QCOMPARE(userAt(sandbox, amira())["shirt"_L1].toInt(), 7);

        const Ran undone = machine.run({u"repair"_s, u"--undo"_s, u"last"_s, u"--confirm"_s, u"1"_s});
        QVERIFY2(undone.exitCode == 0, undone.told());
        QCOMPARE(userAt(sandbox, amira())["role"_L1].toString(), u"admin"_s);
        QCOMPARE(userAt(sandbox, amira())["shirt"_L1].toInt(), 7);
    }

    void complains_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("nobody") << QStringList{} << 2 << QByteArray("Say whom to repair");
        QTest::newRow("both") << QStringList{u"x"_s, u"--undo"_s, u"last"_s} << 2 << QByteArray("undo");
        QTest::newRow("a name of several") << QStringList{u"Maria Silva"_s} << 2 << QByteArray("by a guess");
        QTest::newRow("no run") << QStringList{u"--undo"_s, u"last"_s} << 2 << QByteArray("There is no run");
    }

    void complains()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, sentence);
        const Machine machine;
        const Ran ran = machine.run(QStringList{u"repair"_s} + arguments);
        QVERIFY2(ran.exitCode == exitCode, ran.told());
        QVERIFY2(ran.err.contains(sentence), ran.told());
    }
};

QTEST_GUILESS_MAIN(TestCliRepair)
#include "tst_clirepair.moc"
