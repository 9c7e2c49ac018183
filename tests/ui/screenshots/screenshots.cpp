// SPDX-License-Identifier: MIT
// chatsync_screenshots: every view in its named states, from the sandbox under commanded time.
//   QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 chatsync_screenshots --dark --out FOLDER [STATE …]
#include "app/gui/window.h"
#include "core/directory/store.h"
#include "core/sync/virtualclock.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/shellstatusbar.h"
#include "ui/shell/topbar.h"
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

/// A window on a sandbox of its own; each state begins with a new one.
class Stage {
public:
    explicit Stage(const QString &fault = {})
        : m_console({.target = {.faults = fault.isEmpty() ? QStringList{u"latency=30..120"_s}
                                                          : QStringList{u"latency=30..120"_s, fault}},
                     .journal = u"journal.sqlite"_s, // In a folder whose name changes, and must not show
                     .virtualTime = true})
        , m_window(makeWindow(&m_console, {.scheme = theme().scheme()}))
    {
        m_window->statusBar()->setNow([] { return VirtualClock::defaultStart().addSecs(2); });
        m_window->resize(windowSize);
        m_window->show();
        m_window->begin();
        wait([this] { return m_console.streamChat().state == ServiceHealth::State::Up; });
    }

    MainWindow *window() { return m_window.get(); }
    Console *console() { return &m_console; }

    void trigger(const QString &action) { window()->actions()->action(action)->trigger(); }

    template<typename Fn>
    void wait(Fn done)
    {
        if (!QTest::qWaitFor(done, 20'000))
            qFatal("A state did not come about.");
        QCoreApplication::sendPostedEvents();
    }

private:
    Console m_console;
    std::unique_ptr<MainWindow> m_window;
};

struct State {
    const char *name;
    std::function<void(Stage &)> reach;
    QString fault = {};
};

QList<State> states()
{
    return {
        {"start", [](Stage &) {}},
        {"palette",
         [](Stage &stage) {
             stage.trigger(u"go.find"_s);
             QTest::keyClicks(stage.window()->topBar()->lookUp(), u"co"_s);
         }},
        {"help", [](Stage &stage) { stage.trigger(u"go.help"_s); }},
        {"about", [](Stage &stage) { stage.trigger(u"help.about"_s); }},
    };
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setCursorFlashTime(0);
    QCoreApplication::setApplicationVersion(u"1.0"_s);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCommandLineParser options;
    options.addOptions(
        {{u"dark"_s, u"The dark palette"_s}, {u"out"_s, u"Where to write"_s, u"folder"_s, u"."_s}});
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
        for (const State &state : states()) {
            const QString name = QString::fromLatin1(state.name);
            if (!options.positionalArguments().isEmpty() && !options.positionalArguments().contains(name))
                continue;
            const QTemporaryDir scratch;
            QDir::setCurrent(scratch.path());
            Stage stage(state.fault);
            state.reach(stage);
            QCoreApplication::sendPostedEvents();
            const QString file = folder.filePath(name + suffix + u".png"_s);
            if (!stage.window()->grab().save(file))
                qFatal("%s cannot be written", qPrintable(file));
            std::puts(qPrintable(file));
        }
    }
    Store::waitForWorkers(std::chrono::seconds{5});
    return 0;
}
