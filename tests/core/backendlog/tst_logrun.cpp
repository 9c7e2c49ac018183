// SPDX-License-Identifier: MIT
// A run read back from the lines of a live one is that run, as far as lines tell.
#include "core/domain/runsummary.h"
#include "tests/core/backendlog/logmaker.h"
#include "tests/support/flowfixture.h"

#include <QtTest>

using namespace chatsync;
using namespace chatsync::test;

namespace {

/// Step, attempt and outcome of each finished step.
QStringList shapeOf(const std::vector<RunEvent> &events)
{
    QStringList shape;
    for (const RunEvent &event : events) {
        if (event.kind == EventKind::StepFinished)
            shape << QStringLiteral("%1 %2 %3")
                         .arg(name(event.step))
                         .arg(event.attempt)
                         .arg(name(event.outcome));
        if (event.kind == EventKind::RunFinished)
            shape << QStringLiteral("run ") + name(event.outcome);
    }
    return shape;
}

QByteArray logOf(const std::vector<RunEvent> &events)
{
    QByteArray log;
    for (const RunEvent &event : events) {
        const QString lines = event.data[QLatin1String("backend_log")].toString();
        for (const QString &line : lines.isEmpty() ? QStringList{} : lines.split(u'\n'))
            log += event.at.toString(Qt::ISODateWithMs).toUtf8() + ' ' + line.toUtf8() + '\n';
    }
    return log;
}

} // namespace

class TestLogRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asTheLiveRun_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::newRow("works") << QString{};
        QTest::newRow("member dropped") << QStringLiteral("member-dropped=1");
        QTest::newRow("upsert failed") << QStringLiteral("server-errors=1");
        QTest::newRow("not visible") << QStringLiteral("visibility-delay=60000");
    }

    void asTheLiveRun()
    {
        QFETCH(QString, fault);
        sandbox::SimulatorOptions options;
        if (!fault.isEmpty())
            options.faults.append(*sandbox::parseFault(fault));
        FlowFixture live{options};
        FlowSettings settings = settingsOf(Preset::Documented);
        settings.sendCreator = true;
        live.run(settings);
        const Told result = told(logOf(live.sink.events));
        QCOMPARE(result.conversations.size(), size_t{1});
        const std::vector<RunEvent> events =
            runOf(result.conversations[0], {QStringLiteral("x"), live.clock.now(), QStringLiteral("1")});
        QStringList wanted = shapeOf(live.sink.events);
        QStringList seen = shapeOf(events);
        if (fault.startsWith(QStringLiteral("server-errors"))) {
            // Nobody was synced, so the creation was refused as well.
            QVERIFY(wanted.last() == QStringLiteral("run failed"));
        }
        wanted.sort(); // Where skipped steps are told differs.
        seen.sort();
        QCOMPARE(seen, wanted);
        const RunSummary liveSummary = summarize(live.sink.events);
        const RunSummary summary = summarize(events);
        QCOMPARE(summary.attempts, liveSummary.attempts);
        QCOMPARE(summary.people.size(), liveSummary.people.size());
        QVERIFY(summary.outcome == liveSummary.outcome);
        QCOMPARE(summary.preset, QStringLiteral("log"));
        QVERIFY(qAbs(summary.durationMs - liveSummary.durationMs) < 200);
    }

    void isWhole_data()
    {
        QTest::addColumn<int>("course");
        QTest::addColumn<int>("records");
        for (const Course course : allCourses) {
            for (int records = 1; records <= 9; ++records)
                QTest::addRow("course %d, %d records", int(course), records) << int(course) << records;
        }
    }

    /// Numbered without gaps, each step ended, readable as any run is; also of a part of a conversation.
    void isWhole()
    {
        QFETCH(int, course);
        QFETCH(int, records);
        QRandomGenerator random{8};
        PrintedConversation it = printed(Course(course), random);
        it.records = it.records.mid(0, records);
        for (const size_t frame : {size_t{0}, size_t{2}}) {
            for (const int first : {0, 2}) {
                const Told result = told(frames()[frame].apply(it.records.mid(first)));
                if (result.conversations.empty())
                    continue;
                const std::vector<RunEvent> events =
                    runOf(result.conversations[0],
                          {QStringLiteral("x"), QDateTime::currentDateTimeUtc(), QStringLiteral("1")});
                int open = 0;
                qint64 seq = 0;
                qint64 tMs = 0;
                for (const RunEvent &event : events) {
                    QCOMPARE(event.seq, ++seq);
                    QVERIFY(event.tMs >= tMs);
                    tMs = event.tMs;
                    open += event.kind == EventKind::StepStarted ? 1 : 0;
                    open -=
                        event.kind == EventKind::StepFinished && event.outcome != Outcome::Skipped ? 1 : 0;
                    QVERIFY(open >= 0);
                    QVERIFY(!event.run.isNull());
                    const Result<RunEvent> read = runEventFromJson(toJson(event));
                    QVERIFY(read);
                    QVERIFY(*read == event);
                }
                QCOMPARE(open, 0);
                QVERIFY(events.front().kind == EventKind::RunStarted);
                QVERIFY(events.back().kind == EventKind::RunFinished);
                QVERIFY(!events.back().message.isEmpty());
                QCOMPARE(events.front().data[QLatin1String("times")].toString(),
                         frame == 0 ? QStringLiteral("none") : QStringLiteral("log"));
            }
        }
    }

    void sameIdEachTime()
    {
        QRandomGenerator random{8};
        const QByteArray log = frames()[0].apply(printed(Course::Good, random).records);
        QCOMPARE(told(log).conversations.at(0).run, told(log, 10).conversations.at(0).run);
        QVERIFY(told(log).conversations.at(0).run != told("\n" + log).conversations.at(0).run);
    }
};

QTEST_GUILESS_MAIN(TestLogRun)
#include "tst_logrun.moc"
