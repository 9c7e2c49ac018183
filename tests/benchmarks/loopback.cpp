// SPDX-License-Identifier: MIT
#include "tests/benchmarks/loopback.h"

#include "core/sandbox/demodatabase.h"
#include "tests/benchmarks/measure.h"

#include <QCoreApplication>
#include <QCoroTask>
#include <QJsonDocument>

#include <cstdio>

namespace chatsync::bench {

QCoro::Task<stream::TransportResult> Loopback::Recording::send(stream::HttpRequest request,
                                                               std::stop_token stop)
{
    sent.push_back(request);
    return transport->send(std::move(request), std::move(stop));
}

Loopback::Loopback(const QString &chatSync)
    // Beside the programs, which is on a disk; a temporary folder may be in memory.
    : m_folder(QCoreApplication::applicationDirPath() + QStringLiteral("/loopback-XXXXXX"))
{
    m_sandbox.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_sandbox.start(chatSync, {QStringLiteral("sandbox"), QStringLiteral("--limits"), QStringLiteral("off")});
    while (!m_sandbox.canReadLine() && m_sandbox.waitForReadyRead(10'000)) {
    }
    const QJsonObject told = QJsonDocument::fromJson(m_sandbox.readLine()).object();
    m_target = {.streamUrl = told[QLatin1String("url")].toString(),
                .streamKey = told[QLatin1String("key")].toString(),
                .streamSecret = told[QLatin1String("secret")].toString().toUtf8(),
                .database = told[QLatin1String("database")].toString()};
    if (Result<std::unique_ptr<Workbench>> opened = Workbench::open(m_target, false))
        m_workbench = std::move(*opened);
    m_directory = sandbox::demoDirectory(sandbox::defaultDemoSeed);
    if (Result<std::unique_ptr<Journal>> journal =
            Journal::open({.path = m_folder.filePath(QStringLiteral("journal.sqlite"))}))
        m_journal = std::move(*journal);
}

Loopback::~Loopback()
{
    m_sandbox.terminate();
    m_sandbox.waitForFinished();
}

double Loopback::converse(Preset preset)
{
    FlowSettings settings = settingsOf(preset);
    settings.wait = settings.retryWait = std::chrono::milliseconds{0};
    settings.sendCreator = true;
    FlowContext context = m_workbench->context({m_journal.get()});
    context.directory = m_directory.get();
    m_recording.transport = context.transport;
    m_recording.sent.clear();
    context.transport = &m_recording;
    const ConversationRequest request{
        .initiator = QStringLiteral("Sat Education"),
        .participants = {QStringLiteral("dda3aaa6-d123-4e57-aeef-f0661ec61352")}};
    RunResult result;
    const double took =
        millisecondsOf([&] { result = QCoro::waitFor(runConversation(context, request, settings, {})); });
    if (result.failure == Failure::None)
        return took;
    std::fprintf(stderr, "The conversation failed: %s\n", QJsonDocument{result.answer}.toJson().constData());
    return -1;
}

} // namespace chatsync::bench
