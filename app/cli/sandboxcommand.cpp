// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/interrupt/interrupt.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatorserver.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

namespace chatsync::cli {

namespace {

constexpr int usageExit = 2;
constexpr int environmentExit = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sandbox", text);
}

Result<sandbox::SimulatorOptions> simulatorOptions(const SandboxOptions &options)
{
    sandbox::SimulatorOptions simulator;
    simulator.seed = options.seed;
    for (const QString &text : options.faults) {
        const Result<sandbox::Fault> fault = sandbox::parseFault(text);
        if (!fault)
            return tl::unexpected(fault.error());
        simulator.faults.append(*fault);
    }
    if (!options.limits) {
        // Clients which obey the headers must not slow down either.
        constexpr int withoutEnd = 1'000'000'000;
        simulator.enforceLimits = false;
        for (const QString &endpoint : sandbox::simulatedEndpoints())
            simulator.limits.insert(endpoint, withoutEnd);
    }
    return simulator;
}

} // namespace

int serveSandbox(const SandboxOptions &options)
{
    const Result<sandbox::SimulatorOptions> simulatorSettings = simulatorOptions(options);
    if (!simulatorSettings) {
        complain(simulatorSettings.error().what, simulatorSettings.error().advice);
        return usageExit;
    }
    const QTemporaryDir folder;
    const QString database = folder.filePath(QStringLiteral("demo.sqlite"));
    if (!folder.isValid()) {
        complain(tr("No folder for the demo database could be made: %1.").arg(folder.errorString()));
        return environmentExit;
    }
    if (const Result<void> made = sandbox::createDemoDatabase(database, options.seed); !made) {
        complain(made.error().what, made.error().advice);
        return environmentExit;
    }

    sandbox::Simulator simulator{*simulatorSettings};
    simulator.seedDemo(sandbox::demoStreamUsers(options.seed));
    sandbox::SimulatorServer server{&simulator};
    // Before anybody is told where it listens: who knows may want it stopped.
    const Interrupt interrupt{[] { QCoreApplication::quit(); }};
    if (const Result<quint16> port = server.start(static_cast<quint16>(options.port)); !port) {
        complain(port.error().what, port.error().advice);
        return environmentExit;
    }
    const QJsonObject told{{QStringLiteral("url"), server.url().toString()},
                           {QStringLiteral("key"), simulator.options().apiKey},
                           {QStringLiteral("secret"), QString::fromUtf8(simulator.options().secret)},
                           {QStringLiteral("database"), QStringLiteral("sqlite:") + database}};
    writeOut(QJsonDocument{told}.toJson(QJsonDocument::Compact) + '\n');

    QCoreApplication::exec();
    server.stop();
    return 0;
}

} // namespace chatsync::cli
