// SPDX-License-Identifier: MIT
// `chat-sync checklist`: in the embedded sandbox, against a served one with a backend, killed and gone on
// with.
#include "tests/app/consoleprogram.h"

#include "core/domain/checklist.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <csignal>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList command(const QStringList &more)
{
    return QStringList{u"checklist"_s, u"--json"_s} + more;
}

QJsonObject lastOf(const Ran &ran)
{
    const QList<QJsonObject> objects = ran.objects();
    return objects.isEmpty() ? QJsonObject{} : objects.last();
}

QString letterOf(const QJsonValue &check)
{
    static const QHash<QString, QString> letters{{u"passed"_s, u"P"_s},  {u"recovered"_s, u"R"_s},
                                                 {u"failed"_s, u"F"_s},  {u"blocked"_s, u"B"_s},
                                                 {u"not_run"_s, u"-"_s}, {u"not_applicable"_s, u"."_s}};
    return letters.value(check["verdict"_L1].toString(), u"?"_s);
}

QString lettersOf(const QJsonValue &list)
{
    QString letters;
    for (const QJsonValue &check : list.toArray())
        letters += letterOf(check);
    return letters;
}

QString checksOf(const Ran &ran)
{
    return lettersOf(lastOf(ran)["result"_L1]["checks"_L1]);
}

QByteArray contentOf(const QString &path)
{
    QFile file{path};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

void put(const QString &path, const QByteArray &content)
{
    QFile file{path};
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

class TestCliChecklist : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void inTheSandbox_data();
    void inTheSandbox();
    void everyCompanyWithReports();
    void againstAServedBackend();
    void withoutALogItsCheckIsNotRun();
    void killedAndGoneOnWith();
    void aChecklistOfOnesOwn();
    void interrupted();
    void unreachable();
    void refusesWhatCannotBeMeant_data();
    void refusesWhatCannotBeMeant();
    void readOnlyIsRefused();
};

void TestCliChecklist::inTheSandbox_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("checks");
    QTest::addColumn<int>("exitCode");
    const QStringList backend{u"--target"_s, u"backend"_s};
    QTest::newRow("hardened") << QStringList{} << u"PPPPPPP"_s << 0;
    QTest::newRow("hardened, backend") << backend << u"PPPPPPP"_s << 0;
    QTest::newRow("documented, backend")
        << backend + QStringList{u"--flow"_s, u"documented"_s} << u"FFFFFFP"_s << 1;
    QTest::newRow("unsynced, backend")
        << backend + QStringList{u"--flow"_s, u"unsynced"_s} << u"PPPFPFF"_s << 1;
    QTest::newRow("one fault") << backend + QStringList{u"--fault"_s, u"backend-member-left-out=1"_s}
                               << u"FPPPPPP"_s << 1;
    QTest::newRow("failures let pass")
        << QStringList{u"--fail-on"_s, u"failed"_s,  u"--fault"_s, u"visibility-delay=1500"_s,
                       u"--only"_s,    u"new-user"_s}
        << u"R"_s << 0;
}

void TestCliChecklist::inTheSandbox()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, checks);
    QFETCH(int, exitCode);
    const Machine machine;
    const Ran ran = machine.run(command(arguments));
    QVERIFY2(checksOf(ran) == checks, ran.told());
    QVERIFY2(ran.exitCode == exitCode, ran.told());
    QCOMPARE(lastOf(ran)["exit_code"_L1].toInt(), exitCode);
    const QJsonObject result = lastOf(ran)["result"_L1].toObject();
    QVERIFY(checklistResultFromJson(result));
    QVERIFY2(result["leftovers"_L1].toInt() == 0 && !result["clean_up"_L1].toString().isEmpty(), ran.told());
    // The run behind a verdict can be opened.
    const QString run = result["checks"_L1][0]["runs"_L1][0].toString();
    QCOMPARE(machine.run({u"show"_s, run}).exitCode, 0);
}

void TestCliChecklist::everyCompanyWithReports()
{
    const Machine machine;
    const QString json = machine.file(u"report.json"_s);
    const QString junit = machine.file(u"report.xml"_s);
    const QString pdf = machine.file(u"report.pdf"_s);
    const Ran ran =
        machine.run({u"checklist"_s, u"--target"_s, u"backend"_s, u"--companies"_s, u"all"_s, u"--report"_s,
                     u"json="_s + json, u"--report"_s, u"junit="_s + junit, u"--report"_s, u"pdf="_s + pdf});
    QVERIFY2(ran.exitCode == 0, ran.told());
    const Result<ChecklistResult> result =
        checklistResultFromJson(QJsonDocument::fromJson(contentOf(json)).object());
    QVERIFY2(result, result ? "" : qPrintable(result.error().what));
    QCOMPARE(result->companies.size(), std::size_t{3});
    QVERIFY(contentOf(junit).contains("<testsuite"));
    QVERIFY2(contentOf(pdf).startsWith("%PDF-"), ran.told());
    QVERIFY2(ran.out.contains("7 passed"), ran.told());
    const Ran again = machine.run(command({u"--rerun-failed"_s, u"--target"_s, u"backend"_s}));
    QVERIFY2(again.exitCode == 0, again.told());
}

void TestCliChecklist::againstAServedBackend()
{
    Machine machine;
    SandboxProcess sandbox;
    const QString log = machine.file(u"backend.log"_s);
    put(log, "[createConversation] what was there before\n");
    QVERIFY(sandbox.start(machine, {u"--backend"_s, u"hardened"_s, u"--backend-log"_s, log}));
    sandbox.target(machine);
    const QJsonObject backend = sandbox.told()["backend"_L1].toObject();
    machine.set(u"BACKEND_URL"_s, backend["url"_L1].toString());
    machine.set(u"BACKEND_SECRET"_s, backend["secret"_L1].toString());
    const Ran ran = machine.run(command({u"--target"_s, u"backend"_s, u"--log"_s, log}));
    QVERIFY2(checksOf(ran) == u"PPPPPPP", ran.told());
    QVERIFY2(ran.exitCode == 0, ran.told());
    const QJsonObject result = lastOf(ran)["result"_L1].toObject();
    QVERIFY2(result["leftovers"_L1].toInt() == 0, ran.told());
    // Whoever was synced and removed again is new once more.
    const Ran engine = machine.run(command({u"--only"_s, u"new-user"_s}));
    QVERIFY2(checksOf(engine) == u"P", engine.told());
    // No token or secret in what is kept.
    const QByteArray kept = contentOf(machine.journal()) + ran.out;
    QVERIFY(!kept.contains(backend["secret"_L1].toString().toUtf8()));
    QVERIFY(!kept.contains(sandbox.secret()));
}

void TestCliChecklist::withoutALogItsCheckIsNotRun()
{
    Machine machine;
    SandboxProcess sandbox;
    QVERIFY(
        sandbox.start(machine, {u"--backend"_s, u"unsynced"_s, u"--backend-log"_s, machine.file(u"l"_s)}));
    sandbox.target(machine);
    const QJsonObject backend = sandbox.told()["backend"_L1].toObject();
    machine.set(u"BACKEND_URL"_s, backend["url"_L1].toString());
    machine.set(u"BACKEND_SECRET"_s, backend["secret"_L1].toString());
    const Ran ran = machine.run(command({u"--target"_s, u"backend"_s}));
    QVERIFY2(checksOf(ran) == u"PPPFP-F", ran.told());
    QVERIFY2(ran.exitCode == 1, ran.told());
}

/// kill -9 in the middle, twenty times: what was told is kept, and each cell is told once.
void TestCliChecklist::killedAndGoneOnWith()
{
    Machine machine;
    SandboxProcess sandbox;
    QVERIFY(sandbox.start(machine));
    sandbox.target(machine);
    QStringList arguments = command({u"--companies"_s, u"all"_s, u"--sweep-only"_s, u"--flow"_s,
                                     u"unsynced"_s, u"--concurrency"_s, u"1"_s});
    QHash<QString, int> told;
    int kills = 0;
    Ran ran;
    for (int round = 0; round < 40; ++round) {
        QProcess process;
        machine.start(process, arguments);
        QByteArray out;
        bool killed = false;
        // Every other time before anything was kept, so that it dies often enough.
        const QByteArray sign = kills % 2 == 0 ? "\"kind\":\"cell.ended\"" : "\"kind\":\"run.started\"";
        while (process.waitForReadyRead(60'000)) {
            out += process.readAllStandardOutput();
            if (kills < 20 && out.contains(sign)) {
                process.kill();
                killed = true;
                break;
            }
        }
        ran = ended(process);
        out += ran.out;
        for (const QByteArray &line : out.left(out.lastIndexOf('\n') + 1).split('\n')) {
            const QJsonObject news = QJsonDocument::fromJson(line).object();
            if (news["kind"_L1] == "cell.ended"_L1)
                ++told[news["company"_L1]["id"_L1].toString() + news["scenario"_L1].toString()];
        }
        ran.out = out;
        if (!killed)
            break;
        ++kills;
        arguments.removeAll(u"--resume"_s);
        arguments << u"--resume"_s;
    }
    QCOMPARE(kills, 20);
    const QJsonArray companies = lastOf(ran)["result"_L1]["companies"_L1].toArray();
    QVERIFY2(companies.size() == 3, ran.told());
    for (const QJsonValue &company : companies)
        QVERIFY2(!lettersOf(company["cells"_L1]).contains(u'-'), ran.told());
    // A cell may have been kept and not told any more when the end came, but none was told twice.
    QVERIFY(told.size() <= 24);
    for (const int times : std::as_const(told))
        QCOMPARE(times, 1);
}

void TestCliChecklist::aChecklistOfOnesOwn()
{
    const Machine machine;
    const Ran printed = machine.run({u"checklist"_s, u"--print"_s});
    QCOMPARE(printed.exitCode, 0);
    QJsonObject own = QJsonDocument::fromJson(printed.out).object();
    QCOMPARE(own["checks"_L1].toArray().size(), 7);
    own["name"_L1] = u"Mine"_s;
    own["checks"_L1] =
        QJsonArray{QJsonObject{{u"id"_s, u"nova"_s},
                               {u"title"_s, u"Nova"_s},
                               {u"kind"_s, u"company"_s},
                               {u"company"_s, u"Nova Tutors"_s}},
                   QJsonObject{{u"id"_s, u"app"_s}, {u"title"_s, u"The app"_s}, {u"kind"_s, u"manual"_s}}};
    put(machine.file(u"mine.json"_s), QJsonDocument{own}.toJson());
    const QStringList with{u"--checklist"_s, machine.file(u"mine.json"_s)};
    QCOMPARE(checksOf(machine.run(command(with))), u"P-"_s);
    const Ran marked = machine.run(command(with + QStringList{u"--mark"_s, u"app=passed:Seen on a phone"_s,
                                                              u"--tester"_s, u"R."_s, u"--sign-off"_s}));
    QVERIFY2(checksOf(marked) == u"PP" && marked.exitCode == 0, marked.told());
    QCOMPARE(lastOf(marked)["result"_L1]["checks"_L1][1]["note"_L1].toString(), u"Seen on a phone"_s);

    put(machine.file(u"bad.json"_s), "{\"name\": \"A\",\n\"version\": \"1\", \"checks\": [\n{\"id\": 1}]}");
    const Ran bad = machine.run(command({u"--checklist"_s, machine.file(u"bad.json"_s)}));
    QVERIFY2(bad.exitCode == 2 && bad.err.contains("bad.json, line 3"), bad.told());
    const Ran known = machine.run(command({u"--known"_s, machine.file(u"mine.json"_s)}));
    QVERIFY2(known.exitCode == 2 && known.err.contains("mine.json, line 1"), known.told());
}

void TestCliChecklist::interrupted()
{
    const Machine machine;
    QProcess process;
    machine.start(process, command({u"--companies"_s, u"all"_s}));
    QByteArray out;
    while (!out.contains("\"run.started\"") && process.waitForReadyRead())
        out += process.readAllStandardOutput();
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Ran ran = ended(process);
    QVERIFY2(ran.exitCode == 130, ran.told());
    const QJsonObject result = ran.objects().last()["result"_L1].toObject();
    QVERIFY(result["stopped"_L1].toBool());
    QCOMPARE(result["leftovers"_L1].toInt(), 0);
}

void TestCliChecklist::unreachable()
{
    const Machine machine;
    const Ran ran = machine.run(command({u"--fault"_s, u"wrong-secret"_s}));
    QVERIFY2(ran.exitCode == 3, ran.told());
    QVERIFY(!ran.err.isEmpty());
}

void TestCliChecklist::refusesWhatCannotBeMeant_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("unknown check") << QStringList{u"--only"_s, u"eight"_s} << QByteArray{"sat-education"};
    QTest::newRow("no report") << QStringList{u"--report"_s, u"html"_s} << QByteArray{"FORMAT=FILE"};
    QTest::newRow("no format") << QStringList{u"--report"_s, u"doc=x"_s} << QByteArray{"junit"};
    QTest::newRow("no number") << QStringList{u"--companies"_s, u"some"_s} << QByteArray{"--companies all"};
    QTest::newRow("no verdict") << QStringList{u"--mark"_s, u"log=good"_s} << QByteArray{"not_applicable"};
    QTest::newRow("nobody signs") << QStringList{u"--sign-off"_s} << QByteArray{"tester"};
    QTest::newRow("nothing to go on with") << QStringList{u"--resume"_s} << QByteArray{"gone on with"};
    QTest::newRow("nothing to run again")
        << QStringList{u"--rerun-failed"_s} << QByteArray{"whole checklist"};
    QTest::newRow("a log of nobody") << QStringList{u"--log"_s, u"x"_s} << QByteArray{"--target backend"};
    QTest::newRow("no file") << QStringList{u"--checklist"_s, u"/nowhere.json"_s}
                             << QByteArray{"cannot be read"};
    QTest::newRow("no threshold") << QStringList{u"--fail-on"_s, u"never"_s} << QByteArray{"--fail-on"};
    QTest::newRow("no company") << QStringList{u"--company"_s, u"Sat"_s} << QByteArray{"no company's id"};
}

void TestCliChecklist::refusesWhatCannotBeMeant()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const Machine machine;
    const Ran ran = machine.run(QStringList{u"checklist"_s} + arguments);
    QVERIFY2(ran.exitCode == 2, ran.told());
    QVERIFY2(ran.err.contains(says), ran.told());
}

void TestCliChecklist::readOnlyIsRefused()
{
    Machine machine;
    SandboxProcess sandbox;
    QVERIFY(sandbox.start(machine));
    sandbox.target(machine);
    const QStringList place{u"--stream-url"_s, sandbox.url(),   u"--stream-key"_s,
                            sandbox.key(),     u"--database"_s, sandbox.database()};
    for (const char *variable : {"STREAM_URL", "STREAM_KEY", "DATABASE_URL"})
        machine.unset(QLatin1String{variable});
    const Ran added =
        machine.run(QStringList{u"env"_s, u"add"_s, u"Production"_s, u"--kind"_s, u"production"_s} + place);
    QVERIFY2(added.exitCode == 0, added.told());
    machine.set(u"CHATSYNC_PRODUCTION_STREAM_SECRET"_s, QString::fromUtf8(sandbox.secret()));
    const Ran ran = machine.run(command({u"--env"_s, u"Production"_s}));
    QVERIFY2(ran.exitCode != 0 && ran.err.contains("Production"), ran.told());
    QVERIFY(sandbox.requests().isEmpty());
    QVERIFY(ran.objects().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliChecklist)
#include "tst_clichecklist.moc"
