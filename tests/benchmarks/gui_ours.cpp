// SPDX-License-Identifier: MIT
// gui_ours JOURNAL RUN LIVE-RUN
// The window of the program with a run out of its journal.
#include "app/gui/runspage.h"
#include "app/gui/watchedapplication.h"
#include "app/gui/window.h"
#include "core/directory/store.h"
#include "tests/benchmarks/bigrun.h"
#include "tests/benchmarks/gui_scene.h"
#include "ui/runs/runslist.h"
#include "ui/runs/runview.h"
#include "ui/theme/theme.h"

#include <QTreeView>

#include <cstdio>

using namespace chatsync;

namespace {

const QString runsView = QStringLiteral("runs");

class OurScene final : public bench::Scene {
public:
    OurScene(const QString &journal, const QUuid &run, const QUuid &live)
        : m_run(run)
        , m_live(live)
        , m_console({.target = {}, .journal = journal})
        , m_window(ui::makeWindow(&m_console, {}))
    {}

    void show() override
    {
        m_window->resize(1360, 860);
        m_window->show();
        m_window->begin();
        bench::pumpUntil([this] { return m_console.streamChat().state == ServiceHealth::State::Up; });
        m_window->showView(runsView);
        bench::pumpUntil([this] { return page()->list()->model().rowCount() > 1; });
    }
    void open() override { page()->open(m_run); }
    bool isOpen() const override { return page()->runView()->model().events().size() >= 10'000; }
    void unfold() override { page()->runView()->tree()->expandAll(); }
    void filter(const QString &text) override { page()->runView()->setFilterText(text); }
    QAbstractScrollArea *view() const override { return page()->runView()->tree(); }
    QStringList filters() const override
    {
        return {QStringLiteral("status:fail"), QStringLiteral("kind:request"), QStringLiteral("users"),
                QStringLiteral("nothing like it")};
    }

    void beginStream() override
    {
        m_stream = bench::bigRun(10'000);
        m_stream.pop_back(); // It goes on and on.
        for (RunEvent &event : m_stream)
            event.run = m_live;
        page()->open(m_live);
        bench::pumpUntil([this] {
            const auto &model = page()->runView()->model();
            m_next = model.events().size();
            return model.facts().id == m_live;
        });
        page()->runView()->tree()->expandAll();
    }
    bool stream(int count) override
    {
        const size_t end = std::min(m_stream.size(), m_next + static_cast<size_t>(count));
        const auto at = [this](size_t i) { return m_stream.begin() + static_cast<std::ptrdiff_t>(i); };
        if (m_next < end)
            Q_EMIT m_console.events(m_live, std::vector<RunEvent>(at(m_next), at(end)));
        m_next = end;
        return end < m_stream.size();
    }

private:
    ui::RunsPage *page() const { return qobject_cast<ui::RunsPage *>(m_window->ensureView(runsView)); }

    QUuid m_run;
    QUuid m_live;
    Console m_console;
    std::unique_ptr<ui::MainWindow> m_window;
    std::vector<RunEvent> m_stream;
    size_t m_next = 0;
};

} // namespace

int main(int argc, char **argv)
{
    WatchedApplication app{argc, argv};
    app.setReporter([](const Blocked &blocked) { std::fputs(qPrintable(describe(blocked)), stderr); });
    if (argc < 4) {
        std::fputs("gui_ours JOURNAL RUN LIVE-RUN\n", stderr);
        return 2;
    }
    {
        ui::Theme look;
        OurScene scene{QString::fromLocal8Bit(argv[1]), QUuid{QString::fromLatin1(argv[2])},
                       QUuid{QString::fromLatin1(argv[3])}};
        bench::measure(scene, [&app] { return app.takeLongest(); });
    }
    Store::waitForWorkers(std::chrono::seconds{2});
    return 0;
}
