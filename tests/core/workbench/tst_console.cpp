// SPDX-License-Identifier: MIT
#include "core/directory/store.h"
#include "core/sandbox/demodatabase.h"
#include "core/workbench/console.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace chatsync;
using namespace Qt::StringLiterals;

namespace {

ConversationRequest request()
{
    return {.initiator = u"Sat Education"_s, .participants = {sandbox::demoUnsyncedUserId()}};
}

FlowSettings quick(Preset preset = Preset::Hardened)
{
    FlowSettings settings = settingsOf(preset);
    return settings;
}

/// Everything a console tells, in order.
struct Listener : QObject {
    explicit Listener(Console *console)
    {
        connect(console, &Console::events, this, [this](const QUuid &run, const std::vector<RunEvent> &some) {
            ++batches;
            for (const RunEvent &event : some) {
                QCOMPARE(event.run, run);
                events.push_back(event);
            }
        });
        connect(console, &Console::ended, this,
                [this](const QUuid &, const RunResult &ended) { result = ended; });
    }

    std::vector<RunEvent> events;
    std::optional<RunResult> result;
    int batches = 0;
};

template<typename T>
bool finished(const QFuture<T> &future)
{
    return QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000);
}

} // namespace

class TestConsole : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    void tellsTheEnvironmentAtOnce()
    {
        Console console{options()};
        QVERIFY(console.environment());
        QCOMPARE(console.environment()->kind, u"sandbox"_s);
    }

    void aTargetThatCannotBeOpenedRefusesRunsAndAnswersAll()
    {
        ConsoleOptions broken = options();
        broken.target.streamKey = u"key"_s;
        Console console{broken};
        QVERIFY(!console.environment());
        QVERIFY(console.converse(request(), quick()).isNull());
        const auto page = console.search({});
        QVERIFY(finished(page));
        QVERIFY(!page.result());
        const auto plan = console.plan(request(), quick());
        QVERIFY(finished(plan));
        QVERIFY(plan.result().empty());
        const auto runs = console.runs({});
        QVERIFY(finished(runs));
        QVERIFY2(runs.result(), "the journal is there without a target");
    }

    void runsAndKeepsTheRun()
    {
        Console console{options()};
        Listener listener{&console};
        QElapsedTimer beat;
        qint64 longest = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, &heart, [&] { longest = std::max(longest, beat.restart()); });
        beat.start();
        heart.start(10);

        const QUuid run = console.converse(request(), quick());
        QVERIFY(!run.isNull());
        QVERIFY(console.isRunning());
        QVERIFY2(console.converse(request(), quick()).isNull(), "one at a time");
        QTRY_VERIFY_WITH_TIMEOUT(listener.result, 20'000);
        qDebug() << "longest pause of the caller's thread:" << longest << "ms";

        QVERIFY(!console.isRunning());
        QCOMPARE(listener.result->run, run);
        QVERIFY(listener.result->outcome == Outcome::Passed);
        for (size_t i = 0; i < listener.events.size(); ++i)
            QCOMPARE(listener.events[i].seq, static_cast<qint64>(i) + 1);
        QVERIFY(listener.events.back().kind == EventKind::RunFinished);

        const auto kept = console.loadEvents(run);
        QVERIFY(finished(kept));
        QVERIFY(kept.result());
        QCOMPARE(kept.result()->size(), listener.events.size());
        const auto runs = console.runs({});
        QVERIFY(finished(runs));
        QCOMPARE(runs.result()->size(), size_t{1});
        QVERIFY(runs.result()->front().state == RunSummary::State::Finished);
    }

    void tellsInBatches()
    {
        Console console{options(true)};
        Listener listener{&console};
        console.converse(request(), quick());
        QTRY_VERIFY_WITH_TIMEOUT(listener.result, 20'000);
        QVERIFY(listener.events.size() > 10);
        QVERIFY2(listener.batches < static_cast<int>(listener.events.size()), "events come together");
    }

    void stops()
    {
        Console console{options()};
        Listener listener{&console};
        FlowSettings settings = quick();
        settings.wait = std::chrono::milliseconds{2000};
        connect(&console, &Console::events, &console,
                [&](const QUuid &, const std::vector<RunEvent> &) { console.stop(); });
        console.converse(request(), settings);
        QTRY_VERIFY_WITH_TIMEOUT(listener.result, 20'000);
        QVERIFY(listener.result->failure == Failure::Cancelled);
        QVERIFY(listener.events.back().outcome == std::optional{Outcome::Cancelled});
    }

    void goesWhileARunIsOn()
    {
        QUuid run;
        QFuture<Result<ParticipantPage>> page;
        QFuture<std::vector<RunEvent>> plan;
        {
            Console console{options()};
            Listener listener{&console};
            run = console.converse(request(), quick());
            QTRY_VERIFY_WITH_TIMEOUT(!listener.events.empty(), 20'000);
            page = console.search({});
            plan = console.plan(request(), quick());
        }
        QVERIFY2(page.isFinished() && page.resultCount() == 1, "every future is finished");
        QVERIFY(plan.isFinished() && plan.resultCount() == 1);

        Console next{options()};
        const auto events = next.loadEvents(run);
        QVERIFY(finished(events));
        QVERIFY2(events.result() && events.result()->back().kind == EventKind::RunFinished,
                 "the run told its end before the console went");
    }

    void goesAtOnce()
    {
        QFuture<Result<std::vector<RunSummary>>> runs;
        {
            Console console{options()};
            runs = console.runs({});
        }
        QVERIFY(runs.isFinished());
    }

    void plansWithoutWriting()
    {
        Console console{options()};
        const auto before = console.states({sandbox::demoUnsyncedUserId()});
        QVERIFY(finished(before));
        const auto plan = console.plan(request(), quick());
        QVERIFY(finished(plan));
        const std::vector<RunEvent> events = plan.result();
        QVERIFY(events.size() > 5);
        QVERIFY(events.front().data[u"dry_run"_s].toBool());
        QVERIFY(events.back().outcome == std::optional{Outcome::Passed});
        const auto after = console.states({sandbox::demoUnsyncedUserId()});
        QVERIFY(finished(after));
        QCOMPARE(after.result()->front().inStream, ParticipantState::InStream::Absent);
        QCOMPARE(after.result(), before.result());
        const auto runs = console.runs({});
        QVERIFY(finished(runs));
        QVERIFY(runs.result()->empty());
    }

    void seesInAPlanWhatARunCreated()
    {
        Console console{options(true)};
        Listener listener{&console};
        console.converse(request(), quick());
        QTRY_VERIFY_WITH_TIMEOUT(listener.result, 20'000);
        const auto states = console.states({sandbox::demoUnsyncedUserId()});
        QVERIFY(finished(states));
        QCOMPARE(states.result()->front().inStream, ParticipantState::InStream::Exists);
    }

    void searches()
    {
        Console console{options()};
        const auto page = console.search({.text = u"amira"_s});
        QVERIFY(finished(page));
        QVERIFY(page.result());
        QCOMPARE(page.result()->participants.front().name, u"Amira Haddad"_s);
    }

    void tellsStates()
    {
        Console console{options()};
        const auto page = console.search({.text = u"Sat Education"_s});
        QVERIFY(finished(page));
        const QString company = page.result()->participants.front().id;
        const QString nobody = u"00000000-0000-4000-8000-000000000000"_s;
        QSignalSpy requests{&console, &Console::requested};
        const auto states = console.states({company, sandbox::demoUnsyncedUserId(), nobody});
        QVERIFY(finished(states));
        QVERIFY(states.result());
        const std::vector<ParticipantState> found = states.result().value();
        QCOMPARE(found.size(), size_t{3});
        QCOMPARE(found[0].inStream, ParticipantState::InStream::Exists);
        QCOMPARE(found[0].identity.kind, ParticipantKind::Company);
        QCOMPARE(found[1].inStream, ParticipantState::InStream::Absent);
        QVERIFY(!found[2].resolution.found());
        QTRY_COMPARE(requests.size(), 1);
    }

    void tellsHealth()
    {
        Console console{options()};
        QCOMPARE(console.database().state, ServiceHealth::State::NotSetUp);
        QSignalSpy budgets{&console, &Console::rateBudgetChanged};
        console.checkHealth();
        QCOMPARE(console.database().state, ServiceHealth::State::Checking);
        QTRY_COMPARE(console.database().state, ServiceHealth::State::Up);
        QTRY_COMPARE(console.streamChat().state, ServiceHealth::State::Up);
        QVERIFY(!console.streamChat().detail.isEmpty());
        QTRY_VERIFY(!budgets.isEmpty());
    }

    void tellsADatabaseThatIsDown()
    {
        ConsoleOptions real = options();
        real.target = {.streamUrl = u"http://127.0.0.1:9"_s,
                       .streamKey = u"key"_s,
                       .streamSecret = "secret",
                       .database = u"sqlite:"_s + m_folder->filePath(u"none.sqlite"_s)};
        Console console{real};
        console.checkHealth();
        QTRY_COMPARE_WITH_TIMEOUT(console.database().state, ServiceHealth::State::Down, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(console.streamChat().state, ServiceHealth::State::Down, 20'000);
        QVERIFY(!console.database().error.what.isEmpty());
        QVERIFY(!console.streamChat().error.what.isEmpty());
    }

    void switchesFaults()
    {
        Console console{options(true)};
        QVERIFY(!console.setFaults({u"no-such-fault"_s}));
        QVERIFY(console.setFaults({u"fail=GetOrCreateChannel,1,500,-1"_s}));
        QCOMPARE(console.environment()->faults.size(), 1);
        for (int i = 0; i < 2; ++i) {
            Listener listener{&console};
            console.converse(request(), quick());
            QTRY_VERIFY_WITH_TIMEOUT(listener.result, 20'000);
            QVERIFY(listener.result->outcome == Outcome::Recovered); // Counts begin anew with each run.
        }
        QVERIFY(console.setFaults({}));
        Listener listener{&console};
        console.converse(request(), quick());
        QTRY_VERIFY_WITH_TIMEOUT(listener.result, 20'000);
        QVERIFY(listener.result->outcome == Outcome::Passed);
    }

    void refusesToRunWithoutAJournal()
    {
        ConsoleOptions unwritable = options();
        QFile file{m_folder->filePath(u"file"_s)};
        QVERIFY(file.open(QIODevice::WriteOnly));
        unwritable.journal = m_folder->filePath(u"file/journal.sqlite"_s);
        Console console{unwritable};
        Listener listener{&console};
        QVERIFY(!console.converse(request(), quick()).isNull());
        QTRY_VERIFY_WITH_TIMEOUT(listener.result, 20'000);
        QVERIFY(listener.result->failure == Failure::Journal);
        QVERIFY(listener.result->journalError);
        QVERIFY(!listener.result->journalError->what.isEmpty());
        QVERIFY(listener.events.empty());
        const auto page = console.search({});
        QVERIFY(finished(page));
        QVERIFY2(page.result(), "all else works");
        const auto runs = console.runs({});
        QVERIFY(finished(runs));
        QVERIFY(!runs.result());
    }

    void twoShareAJournal()
    {
        Console one{options(true)}, two{options(true)};
        Listener first{&one}, second{&two};
        // Their commanded ids are the same; a third has real ones.
        Console three{options()};
        Listener third{&three};
        one.converse(request(), quick());
        three.converse(request(), quick());
        QTRY_VERIFY_WITH_TIMEOUT(first.result && third.result, 20'000);
        QVERIFY(first.result->outcome == Outcome::Passed);
        QVERIFY(third.result->outcome == Outcome::Passed);
        const auto runs = two.runs({});
        QVERIFY(finished(runs));
        QCOMPARE(runs.result()->size(), size_t{2});
    }

    void commandedTimeGivesTheSameEvents()
    {
        std::vector<RunEvent> before;
        for (const QString &name : {u"a"_s, u"b"_s}) {
            ConsoleOptions commanded = options(true);
            commanded.journal = m_folder->filePath(name);
            commanded.target.faults = {u"latency=20..120"_s};
            Console console{commanded};
            Listener listener{&console};
            console.converse(request(), quick());
            QTRY_VERIFY_WITH_TIMEOUT(listener.result, 20'000);
            if (!before.empty())
                QCOMPARE(listener.events, before);
            before = listener.events;
        }
    }

private:
    ConsoleOptions options(bool virtualTime = false) const
    {
        return {.target = {}, .journal = m_folder->filePath(u"journal.sqlite"_s), .virtualTime = virtualTime};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
