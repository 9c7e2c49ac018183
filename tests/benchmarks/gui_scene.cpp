// SPDX-License-Identifier: MIT
#include "tests/benchmarks/gui_scene.h"

#include "tests/benchmarks/measure.h"

#include <QCoreApplication>
#include <QEvent>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace chatsync::bench {

namespace {

constexpr int settleMs = 1500;
constexpr int repeats = 5;
constexpr int frames = 400;
constexpr int wheelStep = 84; ///< Three rows
constexpr int batchMs = 100;  ///< As often as the console tells events
constexpr int batchEvents = 100;

class PaintSpy final : public QObject {
public:
    explicit PaintSpy(QWidget *widget) { widget->installEventFilter(this); }
    bool painted = false;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        painted = painted || event->type() == QEvent::Paint;
        return false;
    }
};

void pumpFor(int ms)
{
    bool over = false;
    QTimer::singleShot(ms, [&over] { over = true; });
    pumpUntil([&over] { return over; });
}

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[static_cast<size_t>(share * static_cast<double>(values.size() - 1))];
}

void print(const char *name, double value)
{
    std::printf("%s %f\n", name, value);
    std::fflush(stdout);
}

std::vector<double> scroll(const Scene &scene, int step)
{
    QScrollBar *bar = scene.view()->verticalScrollBar();
    bar->setValue(0);
    pumpFor(100);
    std::vector<double> times;
    for (int i = 0; i < frames; ++i) {
        if (bar->value() + step > bar->maximum() || bar->value() + step < 0)
            step = -step;
        times.push_back(untilPainted(scene, [bar, step] { bar->setValue(bar->value() + step); }));
    }
    return times;
}

void measureFilters(Scene &scene)
{
    double slowest = 0;
    for (const QString &text : scene.filters()) {
        std::vector<double> set;
        std::vector<double> cleared;
        for (int i = 0; i < repeats; ++i) {
            set.push_back(untilPainted(scene, [&] { scene.filter(text); }));
            pumpFor(20);
            cleared.push_back(untilPainted(scene, [&] { scene.filter({}); }));
            pumpFor(20);
        }
        slowest = std::max({slowest, median(set), median(cleared)});
        std::fprintf(stderr, "  filter %s: %.1f ms, cleared %.1f ms\n", qPrintable(text), median(set),
                     median(cleared));
    }
    print("filter", slowest);
}

} // namespace

bool pumpUntil(const std::function<bool()> &done)
{
    bool late = false;
    QTimer::singleShot(60'000, [&late] { late = true; });
    while (!done() && !late)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    return !late;
}

double untilPainted(const Scene &scene, const std::function<void()> &work, const std::function<bool()> &done)
{
    return millisecondsOf([&] {
        work();
        if (done)
            pumpUntil(done);
        PaintSpy spy{scene.view()->viewport()};
        scene.view()->viewport()->update();
        // Handling the event that painted ends with the frame being on the screen.
        pumpUntil([&spy] { return spy.painted; });
    });
}

void measure(Scene &scene, const std::function<double()> &longestBlock)
{
    scene.show();
    pumpFor(settleMs);
    print("open", untilPainted(
                      scene, [&] { scene.open(); }, [&] { return scene.isOpen(); }));
    pumpFor(settleMs);
    print("memory", residentMebibytes());
    measureFilters(scene);
    scene.unfold();
    const std::vector<double> wheel = scroll(scene, wheelStep);
    print("wheel95", percentile(wheel, 0.95));
    print("wheel99", percentile(wheel, 0.99));
    const std::vector<double> pages = scroll(scene, scene.view()->viewport()->height());
    print("pages95", percentile(pages, 0.95));
    print("pages99", percentile(pages, 0.99));

    scene.beginStream();
    pumpFor(settleMs);
    longestBlock(); // From here on.
    QTimer source;
    bool over = false;
    source.setTimerType(Qt::PreciseTimer);
    QObject::connect(&source, &QTimer::timeout, [&] { over = !scene.stream(batchEvents); });
    source.start(batchMs);
    pumpUntil([&over] { return over; });
    source.stop();
    pumpFor(500);
    print("block", longestBlock());
}

} // namespace chatsync::bench
