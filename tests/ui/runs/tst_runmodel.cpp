// SPDX-License-Identifier: MIT
#include "tests/ui/runs/runsamples.h"
#include "tests/ui/runs/uitest.h"
#include "ui/runs/runfilter.h"
#include "ui/runs/runmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace chatsync;
using namespace chatsync::ui;
using namespace chatsync::test;

namespace {

QString outline(const RunModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        text += QString(depth * 2, u' ') + index.data().toString() + u'|' +
                index.data(RunModel::StatusWordRole).toString() + u'|' +
                index.siblingAtColumn(RunModel::ResultColumn).data().toString() + u'\n';
        text += outline(model, index, depth + 1);
    }
    return text;
}

const RunRow *find(const RunModel &model, Step step, int attempt = 1, const QModelIndex &parent = {})
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const RunRow *found = model.rowOf(index);
        if (found->kind == RunRow::Kind::Step && found->step == step && found->attempt == attempt &&
            !found->planned)
            return found;
        if ((found = find(model, step, attempt, index)))
            return found;
    }
    return nullptr;
}

/// A run of one step with many requests.
std::vector<RunEvent> manyEvents(int count)
{
    std::vector<RunEvent> events;
    const QUuid run = QUuid::createUuid();
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'768'471'200'000, Qt::UTC);
    const auto add = [&](EventKind kind, std::optional<Step> step, const QJsonObject &data) {
        const auto seq = static_cast<qint64>(events.size()) + 1;
        events.push_back({.run = run,
                          .seq = seq,
                          .at = at,
                          .tMs = seq,
                          .kind = kind,
                          .step = step,
                          .message = QStringLiteral("event %1").arg(seq),
                          .data = data});
    };
    add(EventKind::RunStarted, {}, {{QStringLiteral("preset"), QStringLiteral("hardened")}});
    add(EventKind::StepStarted, Step::Upsert, {});
    Exchange exchange{.endpoint = QStringLiteral("UpdateUsers"),
                      .method = QStringLiteral("POST"),
                      .url = QStringLiteral("http://sandbox.invalid/users?api_key=key"),
                      .status = 201};
    while (static_cast<int>(events.size()) < count - 2) {
        exchange.number = static_cast<int>(events.size());
        exchange.startedMs = static_cast<double>(events.size());
        exchange.error = exchange.number % 100
                             ? std::nullopt
                             : std::optional(ExchangeError{.kind = QStringLiteral("timeout")});
        add(EventKind::Exchange, Step::Upsert, toJson(exchange));
    }
    add(EventKind::StepFinished, Step::Upsert, {});
    events.back().outcome = Outcome::Passed;
    add(EventKind::RunFinished, {}, {});
    events.back().outcome = Outcome::Passed;
    return events;
}

} // namespace

class TestRunModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Every fault with every flow, an event at a time, watched by Qt's own checker; then the same run at
    /// once.
    void streamsEveryFault_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("preset");
        for (const sandbox::FaultKind &kind : sandbox::faultCatalogue()) {
            for (const Preset preset : {Preset::Hardened, Preset::Documented, Preset::Unsynced}) {
                QString fault = kind.example;
                fault.replace(QStringLiteral("onecrew_user_a"),
                              QStringLiteral("onecrew_user_") + FlowFixture::amira);
                QTest::addRow("%s %s", qPrintable(kind.name), qPrintable(toString(preset)))
                    << fault << static_cast<int>(preset);
            }
        }
    }

    void streamsEveryFault()
    {
        QFETCH(QString, fault);
        QFETCH(int, preset);
        const auto events = eventsOf(settingsOf(static_cast<Preset>(preset)), {fault}, threePeople());
        RunModel live;
        RunFilter filter(&live);
        const QAbstractItemModelTester tester(&live, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester proxied(&filter,
                                               QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy resets(&live, &QAbstractItemModel::modelReset);
        for (const RunEvent &event : events)
            live.append({&event, 1});
        QCOMPARE(resets.count(), 0);
        QVERIFY(!live.isLive());

        RunModel whole;
        whole.setRun(events, false);
        QCOMPARE(outline(live), outline(whole));
        QCOMPARE(live.rowCountTotal(), static_cast<int>(outline(live).count(u'\n')));
        QVERIFY2(!outline(live).contains(QStringLiteral("|Planned|")), qPrintable(outline(live)));
        const bool bad =
            events.back().outcome == Outcome::Failed || events.back().outcome == Outcome::Recovered;
        if (bad)
            QVERIFY2(!live.problems().empty(), qPrintable(outline(live)));
        for (const RunRow *problem : live.problems())
            QVERIFY(problem->step != Step::Answer);
    }

    void nestsAttemptsUnderTheirRetry()
    {
        RunModel model;
        model.setRun(
            eventsOf(settingsOf(Preset::Hardened), {QStringLiteral("visibility-delay=2500")}, threePeople()),
            false);
        const RunRow *retry = find(model, Step::Retry, 2);
        QVERIFY(retry);
        QCOMPARE(retry->status, Status::Recovered);
        QCOMPARE(find(model, Step::Create, 2)->parent, retry);
        QCOMPARE(find(model, Step::Upsert, 2)->parent, retry);
        QCOMPARE(retry->children.front()->kind, RunRow::Kind::Wait);
        QCOMPARE(find(model, Step::Create, 1)->number, 5);
        QCOMPARE(retry->number, 6);
    }

    void putsAddMissingUnderVerify()
    {
        RunModel model;
        model.setRun(
            eventsOf(settingsOf(Preset::Hardened), {QStringLiteral("member-dropped=1")}, threePeople()),
            false);
        const RunRow *adding = find(model, Step::AddMissing);
        QVERIFY(adding);
        QCOMPARE(adding->parent, find(model, Step::Verify));
    }

    void plansWhatIsToCome()
    {
        const auto events = eventsOf(settingsOf(Preset::Hardened), {}, threePeople());
        RunModel model;
        model.append({events.data(), 2});
        QCOMPARE(model.stepTotal(), 9);
        QCOMPARE(model.stepReached(), 1);
        const QModelIndex last = model.index(8, 0);
        QVERIFY(last.data(RunModel::PlannedRole).toBool());
        QVERIFY(last.data(RunModel::StartRole).toDouble() >
                model.index(2, 0).data(RunModel::StartRole).toDouble());
        QVERIFY(model.horizonMs() >= 1000); // The wait is known beforehand.
    }

    void countsDown()
    {
        auto events =
            eventsOf(settingsOf(Preset::Hardened), {QStringLiteral("visibility-delay=2500")}, threePeople());
        const auto wait = std::find_if(events.begin(), events.end(), [](const RunEvent &event) {
            return event.kind == EventKind::Wait && event.step == Step::Retry;
        });
        events.erase(wait + 1, events.end());
        RunModel model;
        model.append(events);
        model.setNow(static_cast<double>(events.back().tMs) + 1200);
        const RunRow *row = model.runningWait();
        QVERIFY(row);
        QCOMPARE(model.indexOf(row, RunModel::ResultColumn).data().toString(), QStringLiteral("0.8 s left"));
        model.setInterrupted();
        QVERIFY(!model.isLive());
        QCOMPARE(find(model, Step::Retry, 2)->status, Status::Blocked);
        QVERIFY(!outline(model).contains(QStringLiteral("|Planned|")));
    }

    void speaks()
    {
        RunModel model;
        model.setRun(eventsOf(settingsOf(Preset::Hardened),
                              {QStringLiteral("visibility-delay=2500"), QStringLiteral("latency=189")},
                              threePeople()),
                     false);
        const RunRow *create = find(model, Step::Create, 1);
        QVERIFY(create);
        const QString text =
            model.indexOf(create, RunModel::TimelineColumn).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(text.startsWith(QStringLiteral("Create channel, failed, HTTP 400, code 4, started at 1.")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral(" milliseconds")), qPrintable(text));
        QVERIFY2(text.endsWith(QStringLiteral("attempt 1 of 3")), qPrintable(text));
    }

    void leavesOutWhatIsNotItsOwn()
    {
        auto events = eventsOf(settingsOf(Preset::Hardened), {}, threePeople());
        RunModel model;
        model.append(events);
        const QString before = outline(model);
        model.append(events); // Seen before
        for (RunEvent &event : events) {
            event.run = QUuid::createUuid();
            event.seq += 1000;
        }
        model.append(events); // Another run's
        QCOMPARE(outline(model), before);
    }

    void namesTheAnswerThatFailedAStep()
    {
        RunModel model;
        model.setRun(eventsOf(settingsOf(Preset::Hardened), {QStringLiteral("wrong-secret")}, threePeople()),
                     false);
        QCOMPARE(find(model, Step::Upsert)->result, QStringLiteral("401 · code 43"));
    }

    void filtersAndCounts()
    {
        RunModel model;
        RunFilter filter(&model);
        model.setRun(
            eventsOf(settingsOf(Preset::Hardened), {QStringLiteral("visibility-delay=2500")}, threePeople()),
            false);
        QCOMPARE(filter.hiddenRows(), 0);
        filter.setFilter(QStringLiteral("status:fail kind:request"));
        const QModelIndex parent = filter.index(0, 0);
        QCOMPARE(filter.rowCount(), 1); // The step stays for the sake of its request.
        QCOMPARE(test::name(filter.rowOf(parent)->step), test::name(Step::Create));
        QCOMPARE(filter.rowCount(parent), 1);
        QCOMPARE(filter.hiddenRows(), model.rowCountTotal() - 2);
        filter.setFilter(QStringLiteral("no such thing"));
        QCOMPARE(filter.rowCount(), 0);
        QCOMPARE(filter.hiddenRows(), model.rowCountTotal());
        filter.setFilter({});
        QCOMPARE(filter.rowCount(), model.rowCount());
    }

    void holdsTenThousandEvents()
    {
        const auto events = manyEvents(10'000);
        RunModel whole;
        RunFilter filter(&whole);
        whole.setRun(events, false);
        QCOMPARE(static_cast<int>(whole.events().size()), 10'000);
        filter.setFilter(QStringLiteral("status:fail"));
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 99);
        RunModel streamed;
        for (size_t at = 0; at < events.size(); at += 100)
            streamed.append({events.data() + at, std::min<size_t>(100, events.size() - at)});
        QCOMPARE(streamed.rowCountTotal(), whole.rowCountTotal());
    }

    void opensTenThousandEvents()
    {
        const auto events = manyEvents(10'000);
        QBENCHMARK_ONCE
        {
            RunModel model;
            model.setRun(events, false);
        }
    }

    void filtersTenThousandRows()
    {
        RunModel model;
        RunFilter filter(&model);
        model.setRun(manyEvents(10'000), false);
        QBENCHMARK_ONCE
        {
            filter.setFilter(QStringLiteral("status:fail"));
            QVERIFY(filter.hiddenRows() > 9'000);
        }
    }
};

CHATSYNC_UI_TEST_MAIN(TestRunModel)
#include "tst_runmodel.moc"
