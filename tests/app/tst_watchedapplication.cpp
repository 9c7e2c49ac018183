// SPDX-License-Identifier: MIT
#include "app/gui/watchedapplication.h"

#include <QEventLoop>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <functional>
#include <vector>

using namespace chatsync;
using namespace std::chrono_literals;

namespace {

/// Time that passes when a test says so, from any thread.
std::atomic<std::chrono::nanoseconds::rep> commanded{1};

std::chrono::nanoseconds commandedTime()
{
    return std::chrono::nanoseconds{commanded};
}

void pass(std::chrono::nanoseconds time)
{
    commanded += time.count();
}

/// Busy for as long as it takes the one who watches to look, which is what is tested.
[[gnu::noinline]] void blockOnPurpose()
{
    const auto until = std::chrono::steady_clock::now() + 1s;
    while (std::chrono::steady_clock::now() < until) {
    }
}

std::vector<Blocked> reports;

WatchedApplication *watched()
{
    return static_cast<WatchedApplication *>(qApp);
}

void send(const std::function<void()> &work)
{
    QObject receiver;
    QMetaObject::invokeMethod(&receiver, work, Qt::QueuedConnection);
    QCoreApplication::sendPostedEvents(&receiver);
}

} // namespace

class TestWatchedApplication : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { reports.clear(); }

    void tellsWhatTakesLong()
    {
        send([] { pass(51ms); });
        QCOMPARE(reports.size(), size_t{1});
        QCOMPARE(reports[0].ms, 51);
        QCOMPARE(reports[0].event, QStringLiteral("MetaCall to QObject"));
    }

    /// A thousand events that take ten seconds together let the window live: none of them is long.
    void staysQuietInAStream()
    {
        watched()->takeLongest();
        for (int i = 0; i < 1000; ++i)
            send([] { pass(10ms); });
        QVERIFY(reports.empty());
        QCOMPARE(watched()->takeLongest(), 10.0);
        QCOMPARE(watched()->takeLongest(), 0.0);
    }

    void countsWhatAnEventSetsOffAtOnce()
    {
        send([] {
            for (int i = 0; i < 6; ++i)
                send([] { pass(10ms); });
        });
        QCOMPARE(reports.size(), size_t{1});
        QCOMPARE(reports[0].ms, 60);
    }

    /// A menu that is open for a minute blocks nothing; what is done meanwhile may.
    void doesNotCountWaitingInALoopOfItsOwn()
    {
        send([] {
            QEventLoop menu;
            QTimer::singleShot(0, &menu, [&menu] {
                pass(1min);
                menu.quit();
            });
            menu.exec();
            pass(1min);
        });
        QCOMPARE(reports.size(), size_t{1});
        QCOMPARE(reports[0].ms, 60'000);
    }

    void leavesOtherThreadsAlone()
    {
        QThread thread;
        QObject worker;
        worker.moveToThread(&thread);
        std::atomic<bool> done = false;
        QMetaObject::invokeMethod(
            &worker,
            [&done] {
                pass(1min);
                done = true;
            },
            Qt::QueuedConnection);
        thread.start();
        // Without handling events: what waits here must not be counted as well.
        while (!done)
            QThread::yieldCurrentThread();
        thread.quit();
        thread.wait();
        QVERIFY(reports.empty());
    }

    void namesTheCallsThatBlock()
    {
        send([] {
            pass(51ms);
            blockOnPurpose();
        });
        QCOMPARE(reports.size(), size_t{1});
        const QString stack = reports[0].stack.join(u'\n');
        QVERIFY2(stack.contains(QStringLiteral("blockOnPurpose()")), qPrintable(stack));
        // The function that called it, a lambda in a member of ours.
        QVERIFY2(stack.contains(QStringLiteral("TestWatchedApplication::namesTheCallsThatBlock()")),
                 qPrintable(stack));
        QVERIFY2(stack.contains(QStringLiteral("QMetaCallEvent")) ||
                     stack.contains(QStringLiteral("QObject::event")),
                 qPrintable(stack));
        QVERIFY2(!stack.contains(QStringLiteral("takeSample")), qPrintable(stack));
        QVERIFY(describe(reports[0]).contains(QStringLiteral("51 ms: MetaCall to QObject")));
    }
};

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv, &commandedTime);
    application.setReporter([](const Blocked &blocked) { reports.push_back(blocked); });
    TestWatchedApplication test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_watchedapplication.moc"
