// SPDX-License-Identifier: MIT
// A stop at every event of every kind of run: it ends, in order, and what it tells about StreamChat is true.
#include "tests/support/flowfixture.h"

#include "core/sandbox/fault.h"

#include <QJsonArray>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;

class TestFlowCancel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void atEveryEvent_data();
    void atEveryEvent();
    void duringARequest_data();
    void duringARequest();
    void inTheBackOffAfterAnUnansweredUpsert();
    void beforeTheStart();
};

namespace {

sandbox::SimulatorOptions withFault(const QString &text)
{
    sandbox::SimulatorOptions options;
    if (!text.isEmpty())
        options.faults.append(sandbox::parseFault(text).value());
    return options;
}

FlowSettings settingsFor(const QString &preset)
{
    FlowSettings settings = settingsOf(presetFrom(preset).value());
    settings.sendCreator = true;
    return settings;
}

void checkTold(const FlowFixture &fixture, const RunResult &result)
{
    QCOMPARE(name(fixture.last().kind), QStringLiteral("run.finished"));
    qint64 seq = 0;
    int open = 0;
    for (const RunEvent &event : fixture.sink.events) {
        QCOMPARE(event.seq, ++seq);
        if (event.kind == EventKind::StepStarted)
            ++open;
        if (event.kind == EventKind::StepFinished && event.outcome != Outcome::Skipped)
            --open;
    }
    QCOMPARE(open, 0);

    const QJsonObject state = fixture.last().data[QLatin1String("state")].toObject();
    const bool exists = fixture.simulator.channelCount() > 0;
    QCOMPARE(state[QLatin1String("channel")].toString(),
             exists ? QStringLiteral("created") : QStringLiteral("not_created"));
    QCOMPARE(state[QLatin1String("row_inserted")].toBool(), !fixture.directory.inserted.empty());
    if (result.failure == Failure::Cancelled) {
        QCOMPARE(exitCodeOf(result.failure), 130);
        const QJsonObject explanation = fixture.last().data[QLatin1String("explanation")].toObject();
        QVERIFY(explanation[QLatin1String("why")].toString().contains(
            exists ? QLatin1String("The channel exists") : QLatin1String("The channel was not created")));
    }
}

} // namespace

void TestFlowCancel::atEveryEvent_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("fault");
    for (const char *preset : {"hardened", "documented", "unsynced"}) {
        for (const char *fault :
             {"", "visibility-delay=1500", "member-dropped=1", "server-errors=2", "latency=30"})
            QTest::addRow("%s, %s", preset, *fault ? fault : "no fault")
                << QString::fromLatin1(preset) << QString::fromLatin1(fault);
    }
}

void TestFlowCancel::atEveryEvent()
{
    QFETCH(QString, preset);
    QFETCH(QString, fault);
    FlowFixture whole{withFault(fault)};
    const RunResult undisturbed = whole.run(settingsFor(preset));
    const qint64 events = static_cast<qint64>(whole.sink.events.size());
    QVERIFY(events > 10);

    for (qint64 at = 1; at <= events; ++at) {
        FlowFixture fixture{withFault(fault)};
        std::stop_source stop;
        fixture.sink.onEvent = [&stop, at](const RunEvent &event) {
            if (event.seq == at)
                stop.request_stop();
        };
        const RunResult result = fixture.run(settingsFor(preset), stop.get_token());
        // A stop behind the last wait and request has nothing left to stop.
        if (result.failure != Failure::Cancelled)
            QCOMPARE(name(result.outcome), name(undisturbed.outcome));
        checkTold(fixture, result);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("stopped at event %1").arg(at)));
    }
}

void TestFlowCancel::duringARequest_data()
{
    QTest::addColumn<QString>("endpoint");
    for (const char *endpoint :
         {"QueryUsers", "UpdateUsers", "UpdateUsersPartial", "GetOrCreateChannel", "QueryMembers"})
        QTest::addRow("%s", endpoint) << QString::fromLatin1(endpoint);
}

/// The call is carried out and never answered: the stop comes while it hangs, and the state has to be looked
/// up.
void TestFlowCancel::duringARequest()
{
    QFETCH(QString, endpoint);
    FlowFixture fixture{withFault(QStringLiteral("hang=%1,1").arg(endpoint))};
    std::stop_source stop;
    bool stopping = false;
    const auto stopLater = [](VirtualClock *clock, std::stop_source source) -> QCoro::Task<void> {
        // Half-way into the hang, which is the only thing that can take this long here.
        auto sleeping = clock->sleep(std::chrono::milliseconds{5000}, {});
        co_await sleeping;
        source.request_stop();
    };
    QCoro::Task<void> stopper;
    fixture.sink.onEvent = [&](const RunEvent &event) {
        if (!std::exchange(stopping, true))
            stopper = stopLater(&fixture.clock, stop);
        Q_UNUSED(event)
    };
    const RunResult result = fixture.run(settingsFor(QStringLiteral("hardened")), stop.get_token());
    QCOMPARE(name(result.failure), QStringLiteral("cancelled"));
    checkTold(fixture, result);
    if (endpoint == QLatin1String("UpdateUsers")) {
        const QJsonArray synced =
            fixture.last().data[QLatin1String("state")][QLatin1String("users_synced")].toArray();
        QVERIFY(synced.contains(QStringLiteral("onecrew_user_") + FlowFixture::amira));
    }
}

void TestFlowCancel::inTheBackOffAfterAnUnansweredUpsert()
{
    FlowFixture fixture{withFault(QStringLiteral("reset=UpdateUsers,5"))};
    std::stop_source stop;
    fixture.sink.onEvent = [&stop](const RunEvent &event) {
        if (event.kind == EventKind::Wait)
            stop.request_stop();
    };
    const RunResult result = fixture.run(settingsOf(Preset::Hardened), stop.get_token());
    QCOMPARE(name(result.failure), QStringLiteral("cancelled"));
    const QJsonArray synced =
        fixture.last().data[QLatin1String("state")][QLatin1String("users_synced")].toArray();
    QVERIFY(synced.contains(QStringLiteral("onecrew_user_") + FlowFixture::amira));
}

void TestFlowCancel::beforeTheStart()
{
    FlowFixture fixture;
    std::stop_source stop;
    stop.request_stop();
    const RunResult result = fixture.run(settingsOf(Preset::Hardened), stop.get_token());
    QCOMPARE(name(result.failure), QStringLiteral("cancelled"));
    QVERIFY(fixture.simulator.requestLog().isEmpty());
    checkTold(fixture, result);
}

QTEST_GUILESS_MAIN(TestFlowCancel)
#include "tst_flowcancel.moc"
