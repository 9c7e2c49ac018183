// SPDX-License-Identifier: MIT
#include "app/gui/watchedapplication.h"
#include "app/gui/window.h"
#include "app/interrupt/interrupt.h"
#include "app/options/targetoptions.h"
#include "core/directory/store.h"
#include "core/domain/version.h"
#include "core/environment/environmentstore.h"
#include "core/workbench/whenready.h"
#include "resources/translations.h"

#include <CLI/CLI.hpp>

#include <QSettings>

#include <iostream>

using namespace chatsync;

namespace {

constexpr int usageExit = 2;
constexpr int environmentExit = 3;

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
    if (const std::optional<QString> complaint = options.target.contradiction()) {
        std::cerr << complaint->toStdString() << '\n';
        return usageExit;
    }
    return std::nullopt;
}

int complain(const Error &error)
{
    std::cerr << "chat-sync-console: " << error.what.toStdString() << '\n'
              << error.advice.toStdString() << '\n';
    return error.kind == Error::Kind::Input ? usageExit : environmentExit;
}

/// The sandbox where no name was given.
Result<Environment> environmentNamed(const std::string &name)
{
    if (name.empty())
        return Environment::sandbox();
    const Result<std::vector<Environment>> all = EnvironmentStore{}.load();
    if (!all)
        return tl::unexpected(all.error());
    return findEnvironment(*all, QString::fromStdString(name));
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
        const bool named = !options.target.environment.empty();
        Result<Environment> place = environmentNamed(options.target.environment);
        if (!place)
            return complain(place.error());
        // A named one is gone to before there is a window.
        Console console{{.target = named ? Target{} : options.target.target(),
                         .journal = options.target.journalPath(),
                         .virtualTime = options.virtualTime}};
        if (const Result<RunEnvironment> environment = console.environment(); !environment)
            return complain(environment.error());
        std::unique_ptr<ui::MainWindow> window;
        const auto open = [&] {
            window = ui::makeWindow(&console, ui::Settings::load(store));
            QObject::connect(window.get(), &ui::MainWindow::settingsChanged, &look,
                             [&store](const ui::Settings &settings) { settings.save(store); });
            window->show();
            window->begin();
        };
        // A session that ends asks with a signal: there is nobody left to answer a question.
        const Interrupt interrupt{[&window] { window ? window->stopAndQuit() : QApplication::quit(); }};
        if (!named) {
            open();
        } else {
            whenReady(console.use(*place), &app, [&open](const Result<RunEnvironment> *used) {
                if (used && *used)
                    open();
                else
                    QApplication::exit(used ? complain(used->error()) : usageExit);
            });
        }
        exitCode = QApplication::exec();
    }
    // A thread that is still closing its database must not outlive what it logs to.
    Store::waitForWorkers(std::chrono::seconds{2});
    return exitCode;
}
