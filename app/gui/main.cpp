// SPDX-License-Identifier: MIT
#include "app/gui/watchedapplication.h"
#include "app/gui/window.h"
#include "app/interrupt/interrupt.h"
#include "app/options/targetoptions.h"
#include "core/directory/store.h"
#include "core/domain/version.h"
#include "resources/translations.h"

#include <CLI/CLI.hpp>

#include <QSettings>

#include <iostream>

using namespace chatsync;

namespace {

constexpr int usageExit = 2;

#ifdef QT_NO_DEBUG
using Application = QApplication;
#else
using Application = WatchedApplication;
#endif

struct Options {
    TargetOptions target;
    bool virtualTime = false;
};

/// The exit code when there is nothing left to do.
std::optional<int> parse(int argc, char **argv, Options &options)
{
    CLI::App app{"Watch test conversations on StreamChat happen, and see why they fail.",
                 "chat-sync-console"};
    app.set_version_flag("--version", std::string{"chat-sync-console "} + CHATSYNC_VERSION);
    addTarget(&app, options.target);
    addJournal(&app, options.target);
    app.add_flag("--virtual-time", options.virtualTime)->group(""); // For pictures
    app.allow_extras(false);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : usageExit;
    }
    if (const std::optional<QString> why = options.target.contradiction()) {
        std::cerr << "chat-sync-console: " << why->toStdString() << '\n';
        return usageExit;
    }
    return std::nullopt;
}

/// A named environment brings its own StreamChat and database, for which STREAM_SECRET alone is no target.
Target targetWanted(const TargetOptions &options)
{
    Target target = options.target();
    const bool secretAlone =
        target.streamUrl.isEmpty() && target.streamKey.isEmpty() && target.database.isEmpty();
    if (secretAlone || !options.environment.empty())
        return {.faults = target.faults};
    return target;
}

/// What the command line says wins over what was chosen last time. Empty: the one the console begins with.
QString environmentWanted(const TargetOptions &options, const QString &lastTime)
{
    if (!options.environment.empty())
        return QString::fromStdString(options.environment);
    const Target target = targetWanted(options);
    return target.isSandbox() && target.faults.isEmpty() ? lastTime : QString{};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("chat-sync-console"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CHATSYNC_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("chat-sync-console"));
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);

    Options options;
    // Before the application, so that help and complaints need no display; Qt's own options stay for it.
    std::vector<char *> own{argv[0]}, qt{argv[0]};
    constexpr std::string_view withValue[] = {"-platform", "-style", "-display", "-geometry",
                                              "-qwindowgeometry"};
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument{argv[i]};
        const bool isQts = std::ranges::find(withValue, argument) != std::end(withValue);
        (isQts ? qt : own).push_back(argv[i]);
        if (isQts && i + 1 < argc)
            qt.push_back(argv[++i]);
    }
    if (const std::optional<int> exitCode = parse(static_cast<int>(own.size()), own.data(), options))
        return *exitCode;

    int qtCount = static_cast<int>(qt.size());
    qt.push_back(nullptr);
    Application app{qtCount, qt.data()};
    installTranslations();
    int exitCode = 0;
    {
        ui::Theme look;
        QSettings store{QSettings::IniFormat, QSettings::UserScope, QStringLiteral("chat-sync-console"),
                        QStringLiteral("window")};
        Console console{{.target = targetWanted(options.target),
                         .journal = options.target.journalPath(),
                         .virtualTime = options.virtualTime}};
        if (const Result<RunEnvironment> environment = console.environment(); !environment) {
            std::cerr << "chat-sync-console: " << environment.error().what.toStdString() << '\n'
                      << environment.error().advice.toStdString() << '\n';
            return usageExit;
        }
        const ui::Settings settings = ui::Settings::load(store);
        const std::unique_ptr<ui::MainWindow> window = ui::makeWindow(&console, settings);
        QObject::connect(window.get(), &ui::MainWindow::settingsChanged, &look,
                         [&store](const ui::Settings &now) { now.save(store); });
        // A session that ends asks with a signal: there is nobody left to answer a question.
        const Interrupt interrupt{[&window] { window->stopAndQuit(); }};
        window->show();
        window->begin();
        window->openEnvironment(environmentWanted(options.target, settings.environment));
        exitCode = QApplication::exec();
    }
    // A thread that is still closing its database must not outlive what it logs to.
    Store::waitForWorkers(std::chrono::seconds{2});
    return exitCode;
}
