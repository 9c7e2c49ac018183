// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/interrupt/interrupt.h"
#include "core/sandbox/backendserver.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatorserver.h"

#include <QCoreApplication>
#include <QFile>
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
        if (sandbox::isBackendFault(text))
            continue;
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

Result<QList<sandbox::BackendFault>> backendFaults(const SandboxOptions &options)
{
    QList<sandbox::BackendFault> faults;
    for (const QString &text : options.faults) {
        if (!sandbox::isBackendFault(text))
            continue;
        if (!options.backend.settings) {
            return tl::unexpected(Error{Error::Kind::Input,
                                        tr("The fault “%1” is one of the backend's.").arg(text),
                                        tr("Give --backend, too."),
                                        {}});
        }
        const Result<sandbox::BackendFault> fault = sandbox::parseBackendFault(text);
        if (!fault)
            return tl::unexpected(fault.error());
        faults.append(*fault);
    }
    return faults;
}

using LogLine = std::function<void(const QString &)>;

/// Standard output, or a file that is written line by line.
Result<LogLine> backendLog(const QString &path)
{
    if (path.isEmpty())
        return LogLine{[](const QString &line) { writeOut(line.toUtf8() + '\n'); }};
    const auto file = std::make_shared<QFile>(path);
    if (!file->open(QIODevice::Append | QIODevice::Unbuffered)) {
        return tl::unexpected(Error{Error::Kind::Input,
                                    tr("The backend's log cannot be written to %1.").arg(path),
                                    tr("Choose a file that may be written."), file->errorString()});
    }
    return LogLine{[file](const QString &line) { file->write(line.toUtf8() + '\n'); }};
}

/// Null without a backend.
Result<std::unique_ptr<sandbox::BackendServer>> startBackend(const SandboxBackendOptions &options,
                                                             const QList<sandbox::BackendFault> &faults,
                                                             sandbox::Simulator *simulator,
                                                             const QString &database)
{
    if (!options.settings)
        return nullptr;
    const Result<LogLine> log = backendLog(options.log);
    if (!log)
        return tl::unexpected(log.error());
    auto server = std::make_unique<sandbox::BackendServer>(
        simulator, sandbox::BackendServerOptions{.backend = {.settings = *options.settings, .faults = faults},
                                                 .database = database,
                                                 .log = *log});
    const Result<quint16> port = server->start(static_cast<quint16>(options.port));
    if (!port)
        return tl::unexpected(port.error());
    return server;
}

QJsonObject toldOf(const sandbox::BackendServer &backend)
{
    const QJsonObject claims{{QStringLiteral("sub"), QStringLiteral("the initiator's id")},
                             {QStringLiteral("category"), QStringLiteral("user or company")}};
    return {{QStringLiteral("url"), backend.url().toString()},
            {QStringLiteral("secret"), QString::fromUtf8(sandbox::BackendOptions{}.secret)},
            {QStringLiteral("claims"), claims}};
}

} // namespace

int serveSandbox(const SandboxOptions &options)
{
    const Result<sandbox::SimulatorOptions> simulatorSettings = simulatorOptions(options);
    if (!simulatorSettings) {
        complain(simulatorSettings.error().what, simulatorSettings.error().advice);
        return usageExit;
    }
    const Result<QList<sandbox::BackendFault>> faults = backendFaults(options);
    if (!faults) {
        complain(faults.error().what, faults.error().advice);
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
    const auto backend = startBackend(options.backend, *faults, &simulator, database);
    if (!backend) {
        complain(backend.error().what, backend.error().advice);
        return backend.error().kind == Error::Kind::Input ? usageExit : environmentExit;
    }
    QJsonObject told{{QStringLiteral("url"), server.url().toString()},
                     {QStringLiteral("key"), simulator.options().apiKey},
                     {QStringLiteral("secret"), QString::fromUtf8(simulator.options().secret)},
                     {QStringLiteral("database"), QStringLiteral("sqlite:") + database}};
    if (*backend)
        told.insert(QStringLiteral("backend"), toldOf(**backend));
    writeOut(QJsonDocument{told}.toJson(QJsonDocument::Compact) + '\n');

    QCoreApplication::exec();
    if (*backend)
        (*backend)->stop();
    server.stop();
    return 0;
}

} // namespace chatsync::cli
