// SPDX-License-Identifier: MIT
// A log of 200 MB in the window: how long nothing else could happen meanwhile, how long until the first lines
// stand there and until all is read, and what it takes of the memory.
#include "core/diagnosis/lookup.h"
#include "tests/benchmarks/biglog.h"
#include "tests/benchmarks/measure.h"
#include "ui/backendlog/backendlogpage.h"
#include "ui/backendlog/loglines.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

using namespace chatsync;

namespace {

constexpr int patienceMs = 120'000;
constexpr int tickMs = 1;

class NobodyToAsk final : public ui::BackendLogBackend {
public:
    Redactor redactor() const override { return {}; }
    QString environmentName() const override { return {}; }
    QFuture<Result<diagnosis::LookupResult>> lookUp(const diagnosis::LookupRequest &) override { return {}; }
    void cancelLookUps() override {}
};

/// The longest time between two turns of the event loop.
class Watch {
public:
    Watch()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = std::max(m_longest, double(m_since.nsecsElapsed()) / 1e6 - tickMs);
            m_since.restart();
        });
        m_since.start();
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(tickMs);
    }
    double longest() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    double m_longest = 0;
};

bool waitFor(const std::function<bool()> &done)
{
    QElapsedTimer since;
    since.start();
    while (!done() && since.elapsed() < patienceMs)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return done();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app{argc, argv};
    const ui::Theme look;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("backend.log"));
    if (!bench::writeBigLog(path))
        return 1;
    NobodyToAsk nobody;
    ui::BackendLogPage page{&nobody};
    page.resize(1272, 780);
    page.show();
    waitFor([&page] { return page.isActiveWindow() || page.isVisible(); });
    const double before = bench::residentMebibytes();
    QElapsedTimer since;
    since.start();
    const Watch reading;
    page.openFile(path);
    waitFor([&page] { return page.lines()->line(1) != nullptr; });
    const double firstLine = double(since.nsecsElapsed()) / 1e6;
    const bool whole = waitFor([&page] { return !page.isReading() && page.progress().bytes > 0; });
    const double all = double(since.nsecsElapsed()) / 1e6;
    const double blockedReading = reading.longest();
    // Here and there, as somebody who drags the scroll bar.
    const Watch scrolling;
    QRandomGenerator random{1};
    std::vector<double> jumps;
    for (int i = 0; i < 50; ++i) {
        QScrollBar *bar = page.lines()->verticalScrollBar();
        since.restart();
        bar->setValue(random.bounded(bar->maximum()));
        waitFor([&page] { return page.lines()->line(page.lines()->firstVisible()) != nullptr; });
        jumps.push_back(double(since.nsecsElapsed()) / 1e6);
    }
    bench::print(
        {"log, 200 MB, window: longest pause while it is read", blockedReading, 50, "ms", "allowed", "<= 1"});
    bench::print({"log, 200 MB, window: longest pause while scrolling", scrolling.longest(), 50, "ms",
                  "allowed", "<= 1"});
    bench::print({"log, 200 MB, window: first line", firstLine, 100, "ms", "noticed", "-"});
    bench::print({"log, 200 MB, window: lines elsewhere", bench::median(jumps), 100, "ms", "noticed", "-"});
    bench::print({"log, 200 MB, window: all read", all, 1000, "ms", "a second", "-"});
    bench::print({"log, 200 MB, window: memory", bench::residentMebibytes(), 200, "MiB", "allowed", "<= 1"});
    bench::print({"log, 200 MB, window: memory of the log alone", bench::residentMebibytes() - before, 200,
                  "MiB", "allowed", "-"});
    return whole && page.catalogue().found() > 0 ? 0 : 1;
}
