// SPDX-License-Identifier: MIT
#include "app/cli/await.h"
#include "app/cli/commands.h"
#include "app/cli/environmenttarget.h"
#include "app/cli/output.h"
#include "app/interrupt/interrupt.h"
#include "core/environment/connectiontest.h"
#include "core/stream/networktransport.h"
#include "core/sync/systemclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>

namespace chatsync::cli {

namespace {

constexpr int failuresExit = 1;
constexpr int interruptedExit = 130;

QString tr(const char *text)
{
    return QCoreApplication::translate("EnvironmentCommands", text);
}

QString markOf(CheckRow::State state)
{
    switch (state) {
    case CheckRow::State::Ok:
        return QStringLiteral("✔");
    case CheckRow::State::Warn:
        return QStringLiteral("!");
    case CheckRow::State::Fail:
        return QStringLiteral("✘");
    case CheckRow::State::Skipped:
        return QStringLiteral("–");
    }
    Q_UNREACHABLE();
}

QString colourOf(CheckRow::State state)
{
    switch (state) {
    case CheckRow::State::Ok:
        return QStringLiteral("32");
    case CheckRow::State::Warn:
        return QStringLiteral("33");
    case CheckRow::State::Fail:
        return QStringLiteral("31");
    case CheckRow::State::Skipped:
        return QStringLiteral("2");
    }
    Q_UNREACHABLE();
}

void tellRow(const CheckRow &row)
{
    QString mark = markOf(row.state);
    if (wantsColour())
        mark = QStringLiteral("\033[%1m%2\033[0m").arg(colourOf(row.state), mark);
    const QString took = row.tookMs > 0 ? QStringLiteral("  %1 ms").arg(row.tookMs, 0, 'f', 0) : QString{};
    writeLine(QStringLiteral("%1 %2 %3 %4%5")
                  .arg(mark, row.service.leftJustified(11), row.title.leftJustified(22), printable(row.seen),
                       took));
    const bool matters = row.state == CheckRow::State::Fail || row.state == CheckRow::State::Warn;
    if (matters && !row.advice.isEmpty())
        writeLine(QString(14, u' ') + printable(row.advice));
}

void tellMapping(const MappingProposal &proposal)
{
    writeLine({});
    for (const QString &line : summaryOf(proposal))
        writeLine(tr("Mapping  %1").arg(printable(line)));
}

void writeJson(const QJsonObject &json)
{
    writeOut(QJsonDocument{json}.toJson(QJsonDocument::Compact) + '\n');
}

QJsonObject endOf(const Environment &environment, const ConnectionReport &report)
{
    QJsonObject json{{QStringLiteral("environment"), environment.name},
                     {QStringLiteral("verdict"), report.verdict()},
                     {QStringLiteral("failed"), report.count(CheckRow::State::Fail)},
                     {QStringLiteral("warnings"), report.count(CheckRow::State::Warn)},
                     {QStringLiteral("passed"), report.count(CheckRow::State::Ok)},
                     {QStringLiteral("skipped"), report.count(CheckRow::State::Skipped)}};
    if (report.mapping)
        json.insert(QStringLiteral("mapping"), toJson(report.mapping->mapping));
    return json;
}

/// Finds the secrets, then tests, under one stop.
QCoro::Task<ConnectionReport> findAndTest(Secrets *secrets, ConnectionTestContext context,
                                          std::stop_token stop)
{
    auto finding = secrets->findWith(context.environment, {}, stop);
    context.secrets = co_await finding;
    auto testing = testConnection(context, stop);
    ConnectionReport report = co_await testing;
    co_return report;
}

} // namespace

int testEnvironment(const EnvTestOptions &options)
{
    EnvironmentStore store;
    const Result<std::vector<Environment>> all = store.load();
    const Result<Environment> environment =
        all ? findEnvironment(*all, options.name) : Result<Environment>{tl::unexpected(all.error())};
    if (!environment) {
        complain(printable(environment.error().what), printable(environment.error().advice));
        return exitCodeOf(environment.error());
    }
    Secrets secrets{systemKeychain()};
    QNetworkAccessManager network;
    stream::NetworkTransport transport{&network};
    SystemClock clock;
    ConnectionTestContext context;
    context.environment = *environment;
    context.known = *all;
    context.transport = &transport;
    context.clock = &clock;
    context.told = [json = options.json](const CheckRow &row) {
        if (json)
            writeJson(toJson(row));
        else
            tellRow(row);
    };
    std::stop_source stop;
    const Interrupt interrupt{[&stop] { stop.request_stop(); }};
    const ConnectionReport report = awaited(findAndTest(&secrets, context, stop.get_token()));
    if (options.json) {
        writeJson(endOf(*environment, report));
    } else {
        if (report.mapping)
            tellMapping(*report.mapping);
        writeLine({});
        writeLine(printable(report.verdict()));
    }
    if (report.stopped)
        return interruptedExit;
    return report.hasFailures() ? failuresExit : 0;
}

} // namespace chatsync::cli
