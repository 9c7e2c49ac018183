// SPDX-License-Identifier: MIT
// Several real processes on one journal: killed, side by side, out of space.
#include "core/journal/journal.h"

#include <QHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

class TestJournalProcesses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAnywhereKeepsWhatWasTold_data();
    void killedAnywhereKeepsWhatWasTold();
    void livingSessionStaysRunning();
    void twoWritersAtOnce();
    void noSpaceLeft();

private:
    static void start(QProcess &process, QStringList arguments)
    {
        process.start(QStringLiteral(CHATSYNC_JOURNAL_WRITER), arguments);
        QVERIFY(process.waitForStarted());
    }
};

void TestJournalProcesses::killedAnywhereKeepsWhatWasTold_data()
{
    QTest::addColumn<int>("lines");
    for (const int lines : {1, 2, 3, 7, 10, 11, 50, 333})
        QTest::addRow("after %d events", lines) << lines;
}

void TestJournalProcesses::killedAnywhereKeepsWhatWasTold()
{
    QFETCH(const int, lines);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.sqlite"_s);
    QProcess writer;
    start(writer, {path, u"100000"_s, u"10"_s});
    QByteArray told;
    while (told.count('\n') < lines) {
        QVERIFY(writer.waitForReadyRead());
        told += writer.readAllStandardOutput();
    }
    writer.kill();
    QVERIFY(writer.waitForFinished());
    told += writer.readAllStandardOutput();

    QHash<QUuid, qint64> lastTold;
    for (const QByteArray &line : told.left(told.lastIndexOf('\n')).split('\n'))
        lastTold[QUuid::fromString(line.left(36))] = line.mid(37).toLongLong();

    for (const bool readOnly : {true, false}) {
        const auto journal = Journal::open({.path = path, .readOnly = readOnly});
        QVERIFY2(journal.has_value(), journal ? "" : qPrintable(journal.error().detail));
        const std::vector<RunSummary> runs =
            (*journal)->runs({.text = {}, .limit = 1'000'000, .before = {}}).value();
        QVERIFY(runs.size() >= size_t(lastTold.size()));
        for (const RunSummary &run : runs) {
            QCOMPARE((*journal)->events(run.id).value().size(), size_t(run.eventCount));
            QVERIFY(run.eventCount >= lastTold.value(run.id));
            QVERIFY(run.state ==
                    (run.eventCount == 10 ? RunSummary::State::Finished : RunSummary::State::Interrupted));
        }
    }
}

void TestJournalProcesses::livingSessionStaysRunning()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.sqlite"_s);
    QProcess writer;
    start(writer, {path, u"1"_s, u"5"_s, u"hold"_s});
    QByteArray told;
    while (!told.contains("holding")) {
        QVERIFY(writer.waitForReadyRead());
        told += writer.readAllStandardOutput();
    }
    for (const bool readOnly : {true, false}) {
        const auto journal = Journal::open({.path = path, .readOnly = readOnly});
        QVERIFY((*journal)->runs({}).value().at(0).state == RunSummary::State::Running);
    }
    writer.kill();
    QVERIFY(writer.waitForFinished());
    const auto journal = Journal::open({.path = path});
    const RunSummary run = (*journal)->runs({}).value().at(0);
    QVERIFY(run.state == RunSummary::State::Interrupted);
    QCOMPARE(run.eventCount, 5);
    QCOMPARE(run.durationMs, 5);
}

void TestJournalProcesses::twoWritersAtOnce()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.sqlite"_s);
    QProcess first;
    QProcess second;
    for (QProcess *writer : {&first, &second})
        start(*writer, {path, u"20"_s, u"25"_s});
    for (QProcess *writer : {&first, &second}) {
        QVERIFY(writer->waitForFinished());
        QVERIFY2(writer->exitCode() == 0, writer->readAllStandardError().constData());
    }
    const auto journal = Journal::open({.path = path});
    const std::vector<RunSummary> runs = (*journal)->runs({}).value();
    QCOMPARE(runs.size(), size_t{40});
    for (const RunSummary &run : runs) {
        QVERIFY(run.state == RunSummary::State::Finished);
        QCOMPARE((*journal)->eventCount(run.id).value(), 25);
    }
}

void TestJournalProcesses::noSpaceLeft()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.sqlite"_s);
    QProcess writer;
    start(writer, {path, u"1"_s, u"100000"_s, u"limit"_s, u"300000"_s});
    QVERIFY(writer.waitForFinished());
    QCOMPARE(writer.exitCode(), 1);
    const QByteArray said = writer.readAllStandardError();
    QVERIFY2(said.contains("The journal"), said.constData());
    const qint64 told = writer.readAllStandardOutput().count('\n');
    const auto journal = Journal::open({.path = path});
    QVERIFY(journal.has_value());
    const RunSummary run = (*journal)->runs({}).value().at(0);
    QCOMPARE(run.eventCount, told);
    QCOMPARE((*journal)->events(run.id).value().size(), size_t(told));
}

QTEST_GUILESS_MAIN(TestJournalProcesses)
#include "tst_journalprocesses.moc"
