// SPDX-License-Identifier: MIT
// What is kept of a run when the program dies, when the journal cannot be used, and what must never be kept.
#include "tests/app/consoleprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

class TestCliJournal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoAtOnce();
    void runningIsNotInterrupted();
    void needsAJournal_data();
    void needsAJournal();
    void saysSoWhenLocked();
    void endsWhenTheDiskIsFull();
    void showsInEveryForm();

private:
    static QByteArray readLine(QProcess &process);
};

QByteArray TestCliJournal::readLine(QProcess &process)
{
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead())
            return {};
    }
    return process.readLine();
}

void TestCliJournal::twoAtOnce()
{
    const Machine machine;
    std::array<QProcess, 4> processes;
    for (QProcess &process : processes)
        machine.start(process, machine.converseArguments());
    QHash<QString, QByteArray> told;
    for (QProcess &process : processes) {
        const Ran ran = ended(process);
        QVERIFY2(ran.exitCode == 0, ran.told());
        told.insert(ran.events().front().run.toString(QUuid::WithoutBraces), ran.out);
    }
    QCOMPARE(machine.run({u"runs"_s, u"--json"_s}).objects().size(), 4);
    for (auto run = told.cbegin(); run != told.cend(); ++run)
        QCOMPARE(machine.run({u"show"_s, run.key(), u"--json"_s}).out, run.value());
}

void TestCliJournal::runningIsNotInterrupted()
{
    const Machine machine;
    QProcess process;
    machine.start(process, machine.converseArguments({u"--wait-ms"_s, u"60000"_s}));
    while (!readLine(process).contains("\"kind\":\"wait\"")) {
    }
    QJsonObject run = machine.run({u"runs"_s, u"--json"_s}).objects().value(0);
    QCOMPARE(run["state"_L1].toString(), u"running"_s);
    const Ran shown = machine.run({u"show"_s, u"last"_s});
    QVERIFY2(shown.exitCode == 0 && shown.out.contains("still under way"), shown.told());
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QCOMPARE(ended(process).exitCode, 130);
    run = machine.run({u"runs"_s, u"--json"_s}).objects().value(0);
    QCOMPARE(run["state"_L1].toString(), u"finished"_s);
    QCOMPARE(run["outcome"_L1].toString(), u"cancelled"_s);
}

void TestCliJournal::needsAJournal_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("said");
    QTest::addRow("a folder") << u"folder"_s << u"journal"_s;
    QTest::addRow("no database") << u"letter.txt"_s << u"is not a journal"_s;
    QTest::addRow("another program's database") << u"other.sqlite"_s << u"journal"_s;
    QTest::addRow("below a file") << u"letter.txt/journal.sqlite"_s << u"journal"_s;
    QTest::addRow("where nobody may write") << u"/proc/journal.sqlite"_s << u"journal"_s;
}

void TestCliJournal::needsAJournal()
{
    QFETCH(const QString, name);
    QFETCH(const QString, said);
    const Machine machine;
    QVERIFY(QDir{}.mkdir(machine.file(u"folder"_s)));
    const QByteArray letter = QByteArray{"Dear journal, "}.repeated(200);
    QFile file{machine.file(u"letter.txt"_s)};
    QVERIFY(file.open(QIODevice::ReadWrite) && file.write(letter) > 0 && file.flush());
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        other.setDatabaseName(machine.file(u"other.sqlite"_s));
        QVERIFY(other.open());
        QSqlQuery query{other};
        QVERIFY(query.exec(u"CREATE TABLE run (mine text)"_s));
    }
    QSqlDatabase::removeDatabase(u"other"_s);

    const QString path = name.startsWith(u'/') ? name : machine.file(name);
    for (const QStringList &command :
         {machine.converseArguments(), QStringList{u"runs"_s}, QStringList{u"show"_s, u"last"_s}}) {
        const Ran ran = machine.run(command + QStringList{u"--journal"_s, path});
        QVERIFY2(ran.exitCode == 4, ran.told());
        QVERIFY2(ran.err.startsWith("chat-sync: ") && QString::fromUtf8(ran.err).contains(said), ran.told());
        QVERIFY2(ran.out.isEmpty(), ran.told());
    }
    file.seek(0);
    QVERIFY(file.readAll() == letter);
}

void TestCliJournal::saysSoWhenLocked()
{
    const Machine machine;
    QCOMPARE(machine.converse().exitCode, 0);
    {
        QSqlDatabase holder = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"holder"_s);
        holder.setDatabaseName(machine.journal());
        QVERIFY(holder.open());
        QSqlQuery query{holder};
        QVERIFY(query.exec(u"BEGIN IMMEDIATE"_s));
        const Ran ran = machine.converse();
        QVERIFY2(ran.exitCode == 4, ran.told());
        QVERIFY2(ran.err.contains("locked"), ran.told());
    }
    QSqlDatabase::removeDatabase(u"holder"_s);
    QCOMPARE(machine.converse().exitCode, 0);
    QCOMPARE(machine.run({u"runs"_s, u"--json"_s}).objects().last()["state"_L1].toString(), u"finished"_s);
}

/// A limit on the size of files stands in for the disk; SQLite sees the same error.
void TestCliJournal::endsWhenTheDiskIsFull()
{
    int endedInTheMiddle = 0;
    for (const rlim_t bytes : {1'000, 50'000, 100'000, 140'000, 180'000, 220'000}) {
        const Machine machine;
        QProcess process;
        process.setChildProcessModifier([bytes] {
            const rlimit limit{bytes, bytes};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            ::signal(SIGXFSZ, SIG_IGN);
        });
        machine.start(process, machine.converseArguments());
        const Ran ran = ended(process);
        if (ran.exitCode == 0)
            continue;
        QVERIFY2(ran.exitCode == 4, QByteArray::number(qulonglong{bytes}) + ' ' + ran.told());
        QVERIFY2(ran.err.contains("journal"), ran.told());
        if (ran.out.isEmpty())
            continue;
        QVERIFY2(ran.err.count("chat-sync: ") == 1, ran.told());
        // What was told is there, and the run is whole for whoever watched it.
        QCOMPARE(flawOf(ran.events()), QString{});
        // Where there was room for all but the very end, the conversation had worked by then.
        const bool worked = ran.end()["answer"_L1]["success"_L1].toBool();
        QCOMPARE(ran.end()["failure"_L1].toString(), worked ? QString{} : u"journal"_s);
        const QList<QJsonObject> runs = machine.run({u"runs"_s, u"--json"_s}).objects();
        if (runs.isEmpty()) // not even its beginning had room
            continue;
        const Ran shown = machine.run({u"show"_s, u"last"_s, u"--json"_s});
        QVERIFY2(!shown.out.isEmpty() && ran.out.startsWith(shown.out), shown.told());
        QCOMPARE(runs.first()["state"_L1].toString(), u"interrupted"_s);
        ++endedInTheMiddle;
    }
    QVERIFY(endedInTheMiddle > 0);
}

void TestCliJournal::showsInEveryForm()
{
    const Machine machine;
    const Ran none = machine.run({u"runs"_s});
    QVERIFY2(none.exitCode == 0 && none.out.contains("No runs yet"), none.told());
    QVERIFY(machine.run({u"runs"_s, u"--json"_s}).out.isEmpty());
    QCOMPARE(machine.run({u"show"_s, u"last"_s}).exitCode, 2);

    const Ran first = machine.converse();
    const Ran second = machine.converse({u"--flow"_s, u"unsynced"_s});
    const QString id = first.events().front().run.toString(QUuid::WithoutBraces);
    const QList<QJsonObject> runs = machine.run({u"runs"_s, u"--json"_s}).objects();
    QCOMPARE(runs.size(), 2);
    QCOMPARE(runs[1]["run"_L1].toString(), id);
    QCOMPARE(runs[0]["preset"_L1].toString(), u"unsynced"_s);
    QCOMPARE(runs[0]["outcome"_L1].toString(), u"failed"_s);
    QCOMPARE(runs[0]["error"_L1].toString(), second.error());
    const Ran table = machine.run({u"runs"_s});
    QVERIFY2(table.out.contains(id.left(8).toUtf8()) && table.out.contains("Sat Education") &&
                 table.out.contains("unsynced"),
             table.told());
    QCOMPARE(machine.run({u"runs"_s, u"--json"_s, u"--search"_s, u"unsynced"_s}).objects().size(), 1);
    QCOMPARE(machine.run({u"runs"_s, u"--json"_s, u"--limit"_s, u"1"_s}).objects().size(), 1);

    for (const QString &spelling : {id, id.left(8), id.toUpper(), u'{' + id + u'}'})
        QCOMPARE(machine.run({u"show"_s, spelling, u"--json"_s}).out, first.out);
    QCOMPARE(machine.run({u"show"_s, u"last"_s, u"--json"_s}).out, second.out);
    const Ran read = machine.run({u"show"_s, id});
    QVERIFY2(read.exitCode == 0 && read.out.contains("The conversation works."), read.told());

    const QString log = QString::fromUtf8(machine.run({u"show"_s, id, u"--backend-log"_s}).out);
    qsizetype from = 0;
    for (const auto &line : {u"🔄 [createConversation] Syncing all participants to StreamChat..."_s,
                             u"🔄 [createConversation] Upserting users to StreamChat..."_s,
                             u"✅ [createConversation] All users upserted successfully: ["_s,
                             u"🔍 [createConversation] Creating channel with members: ["_s,
                             u"✅ [createConversation] Channel created successfully with members: ["_s,
                             u"🔍 [createConversation] Channel members after creation: ["_s}) {
        from = log.indexOf(line, from);
        QVERIFY2(from >= 0, qPrintable(line));
    }
    const Ran unknown = machine.run({u"show"_s, u"00000000-0000-4000-8000-000000000000"_s});
    QVERIFY2(unknown.exitCode == 2 && !unknown.err.isEmpty() && unknown.out.isEmpty(), unknown.told());
    QCOMPARE(machine.run({u"show"_s, u"nonsense"_s}).exitCode, 2);
    QCOMPARE(machine.run({u"show"_s, u"last"_s, u"--json"_s, u"--backend-log"_s}).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestCliJournal)
#include "tst_clijournal.moc"
