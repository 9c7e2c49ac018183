// SPDX-License-Identifier: MIT
// chatsync_screenshots: every view in its named states, from the sandbox under commanded time.
//   QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 chatsync_screenshots --dark --out FOLDER [STATE …]
#include "app/gui/runspage.h"
#include "app/gui/window.h"
#include "core/directory/store.h"
#include "core/sandbox/demodatabase.h"
#include "core/sync/virtualclock.h"
#include "resources/translations.h"
#include "tests/ui/faults/faultscenes.h"
#include "ui/conversation/conversationpage.h"
#include "ui/runs/runslist.h"
#include "ui/runs/runview.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/shellstatusbar.h"
#include "ui/shell/topbar.h"
#include "ui/theme/statusglyph.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lookupfield.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize windowSize{1360, 860};
// Not a range: which request gets which latency depends on how often a form asked before.
const QString latency = u"latency=80"_s;

/// A window on a sandbox of its own; each state begins with a new one.
class Stage {
public:
    explicit Stage(std::optional<std::chrono::milliseconds> timeEnds)
        : m_console({.target = {.faults = {latency}},
                     .journal = u"journal.sqlite"_s, // In a folder whose name changes, and must not show
                     .virtualTime = true,
                     .timeEnds = timeEnds})
        , m_window(makeWindow(&m_console, {.scheme = theme().scheme()}))
    {
        m_window->statusBar()->setNow([] { return VirtualClock::defaultStart().addSecs(2); });
        QObject::connect(&m_console, &Console::events, &m_console,
                         [this](const QUuid &, const std::vector<RunEvent> &events) {
                             m_events.insert(m_events.end(), events.begin(), events.end());
                         });
        QObject::connect(&m_console, &Console::requested, &m_console, [this] { ++m_requests; });
        QObject::connect(&m_console, &Console::ended, &m_console, [this] { m_ended = true; });
        m_window->resize(windowSize);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
        if (!QTest::qWaitForWindowActive(m_window.get()))
            qFatal("The window does not become active.");
        m_window->begin();
        wait([this] {
            return m_console.streamChat().state == ServiceHealth::State::Up && window()->view(u"help"_s);
        });
    }

    MainWindow *window() { return m_window.get(); }
    Console *console() { return &m_console; }

    void trigger(const QString &action) { window()->actions()->action(action)->trigger(); }

    ConversationPage *page() { return window()->findChild<ConversationPage *>(); }
    const std::vector<RunEvent> &events() const { return m_events; }

    void openExample()
    {
        trigger(u"conversation.example"_s);
        settle(); // One question after the other: commanded time is shared by all of them.
        // The page's faults replace those of the command line.
        ConversationDraft draft = page()->draft();
        draft.faults << latency;
        page()->setDraft(draft);
        settle();
    }
    void runExample()
    {
        openExample();
        page()->create();
        waitForEnd();
    }
    /// As the action for the sample error does it, with its questions answered before it starts.
    void runSample()
    {
        trigger(u"conversation.new"_s);
        settle();
        ConversationDraft draft;
        draft.request.initiator = u"Sat Education"_s;
        draft.request.participants = {sandbox::demoUnsyncedUserId()};
        draft.settings = settingsOf(Preset::Unsynced);
        draft.faults = {latency};
        page()->setDraft(draft);
        settle();
        page()->create();
        waitForEnd();
    }
    void runScene(const test::FaultScene &scene)
    {
        trigger(u"conversation.new"_s);
        settle();
        page()->setDraft(scene.draft);
        settle();
        page()->create();
        if (page()->isRunning())
            waitForEnd();
    }
    void waitForEnd()
    {
        m_ended = false;
        wait([this] { return m_ended; });
        settle();
    }
    /// Until nothing has been asked for a while: forms ask a little after they change.
    void settle()
    {
        int quiet = 0;
        while (quiet < 3) {
            const int before = m_requests;
            QTest::qWait(200);
            const auto runs = m_console.runs({});
            wait([&] { return runs.isFinished(); });
            quiet = before == m_requests ? quiet + 1 : 0;
        }
    }

    template<typename Fn>
    void wait(Fn done)
    {
        if (!QTest::qWaitFor(done, 20'000))
            qFatal("A state did not come about.");
        QCoreApplication::sendPostedEvents();
    }

private:
    std::vector<RunEvent> m_events;
    bool m_ended = false;
    int m_requests = 0;
    Console m_console;
    std::unique_ptr<MainWindow> m_window;
};

struct State {
    QString name;
    std::function<void(Stage &)> reach;
    std::optional<std::chrono::milliseconds> timeEnds = {};
};

/// `faults/…`: what a person sees of each fault and of each input that cannot work.
QList<State> faultStates()
{
    QList<State> states;
    const auto add = [&states](const QString &flow, const QList<test::FaultScene> &scenes) {
        for (const test::FaultScene &scene : scenes)
            states.append(
                {u"faults/"_s + flow + scene.name, [scene](Stage &stage) { stage.runScene(scene); }});
    };
    add({}, test::catalogueScenes(Preset::Hardened));
    add(u"documented-"_s, test::catalogueScenes(Preset::Documented));
    add(u"unsynced-"_s, test::catalogueScenes(Preset::Unsynced));
    add(u"input-"_s, test::inputScenes());
    return states;
}

QList<State> viewStates()
{
    return {
        {u"start"_s, [](Stage &) {}},
        {u"palette"_s,
         [](Stage &stage) {
             stage.trigger(u"go.find"_s);
             QTest::keyClicks(stage.window()->topBar()->lookUp(), u"co"_s);
         }},
        {u"conversation-empty"_s, [](Stage &stage) { stage.trigger(u"conversation.new"_s); }},
        {u"conversation-filled"_s, [](Stage &stage) { stage.openExample(); }},
        {u"conversation-planned"_s,
         [](Stage &stage) {
             stage.openExample();
             stage.page()->plan();
             stage.wait([&] { return !stage.page()->isPlanning(); });
         }},
        {u"conversation-running"_s,
         [](Stage &stage) {
             stage.openExample();
             stage.page()->create();
             const auto isRetryWait = [](const RunEvent &event) {
                 return event.kind == EventKind::Wait && event.data[u"reason"_s] == u"before_retry"_s;
             };
             stage.wait([&] { return std::ranges::any_of(stage.events(), isRetryWait); });
             RunView *view = stage.page()->runView();
             const auto at = stage.events().back().tMs + 1200;
             view->setTimeSource([at] { return static_cast<double>(at); });
             view->flush();
         },
         std::chrono::milliseconds{2600}},
        {u"conversation-recovered"_s, [](Stage &stage) { stage.runExample(); }},
        {u"conversation-failed"_s, [](Stage &stage) { stage.runSample(); }},
        {u"conversation-cancelled"_s,
         [](Stage &stage) {
             QObject::connect(stage.console(), &Console::events, stage.console(), &Console::stop);
             stage.openExample();
             stage.page()->create();
             stage.waitForEnd();
         }},
        {u"runs"_s,
         [](Stage &stage) {
             stage.runSample();
             stage.runExample();
             stage.trigger(u"go.runs"_s);
             auto *page = qobject_cast<RunsPage *>(stage.window()->view(u"runs"_s));
             stage.wait([&] { return page->list()->model().rowCount() == 2; });
             page->list()->setCurrentRun(page->list()->model().run(0)->id);
             stage.settle();
         }},
        {u"conversation-compressed"_s,
         [](Stage &stage) {
             stage.openExample();
             ConversationDraft draft = stage.page()->draft();
             draft.faults = {latency, u"visibility-delay=9000"_s};
             draft.settings.retryWait = std::chrono::milliseconds{4000};
             stage.page()->setDraft(draft);
             stage.settle();
             stage.page()->create();
             stage.waitForEnd();
             stage.page()->runView()->setIdleCompressed(true);
         }},
        {u"help"_s, [](Stage &stage) { stage.trigger(u"go.help"_s); }},
        {u"about"_s, [](Stage &stage) { stage.trigger(u"help.about"_s); }},
    };
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setCursorFlashTime(0);
    QCoreApplication::setApplicationVersion(u"1.0"_s);
    installTranslations();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCommandLineParser options;
    options.addOptions({{u"dark"_s, u"The dark palette"_s},
                        {u"faults"_s, u"Each fault and each bad input instead of the views"_s},
                        {u"out"_s, u"Where to write"_s, u"folder"_s, u"."_s}});
    options.addPositionalArgument(u"state"_s, u"Only these"_s, u"[STATE …]"_s);
    options.addHelpOption();
    options.process(app);
    const QDir folder(QFileInfo(options.value(u"out"_s)).absoluteFilePath());
    folder.mkpath(u"."_s);

    {
        Theme look;
        look.setScheme(options.isSet(u"dark"_s) ? Theme::Scheme::Dark : Theme::Scheme::Light);
        const QString suffix =
            (options.isSet(u"dark"_s) ? u"-dark"_s : u"-light"_s) +
            (app.devicePixelRatio() > 1 ? u"@%1x"_s.arg(app.devicePixelRatio()) : QString{});
        for (const State &state : options.isSet(u"faults"_s) ? faultStates() : viewStates()) {
            const QString &name = state.name;
            if (!options.positionalArguments().isEmpty() && !options.positionalArguments().contains(name))
                continue;
            folder.mkpath(QFileInfo(name).path());
            const QTemporaryDir scratch;
            QDir::setCurrent(scratch.path());
            Stage stage(state.timeEnds);
            state.reach(stage);
            stage.settle();
            // How often a form asks in between is a matter of real time, and so is what is left.
            stage.window()->statusBar()->showBudget(u"QueryUsers"_s,
                                                    {1000, 941, VirtualClock::defaultStart().addSecs(25)});
            for (StatusGlyph *glyph : stage.window()->findChildren<StatusGlyph *>()) {
                if (glyph->status() == Status::Running)
                    glyph->setProgress(0.25); // It turns in real time.
            }
            const QString file = folder.filePath(name + suffix + u".png"_s);
            if (!stage.window()->grab().save(file))
                qFatal("%s cannot be written", qPrintable(file));
            std::puts(qPrintable(file));
        }
    }
    Store::waitForWorkers(std::chrono::seconds{5});
    return 0;
}
