// SPDX-License-Identifier: MIT
#include "core/environment/connectiontest.h"

#include "core/environment/connectionrows.h"
#include "core/environment/databasetest.h"
#include "core/environment/streamtest.h"

#include <QCoreApplication>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ConnectionTest", text);
}

Redactor redactorOf(const EnvironmentSecrets &secrets)
{
    Redactor redactor;
    redactor.addSecret(QStringLiteral("api_secret"), secrets.streamSecret);
    redactor.addSecret(QStringLiteral("password"), secrets.databasePassword.toUtf8());
    return redactor;
}

void tellKind(ConnectionRows &rows, const ConnectionTestContext &context)
{
    const QString id = QStringLiteral("environment.kind");
    const Environment &environment = context.environment;
    if (const auto suspicion = productionSuspicion(environment, context.known))
        rows.warn(
            id, *suspicion,
            tr("Make it a Production environment, which is read-only unless armed, or correct the address."));
    else
        rows.ok(id, tr("%1, %2").arg(titleOf(environment.kind), titleOf(environment.writes)));
}

QString serviceTitle(const QString &service)
{
    if (service == u"database")
        return tr("the database");
    if (service == u"streamchat")
        return tr("StreamChat");
    return service == u"backend" ? tr("the backend") : tr("the environment");
}

} // namespace

QString toString(CheckRow::State state)
{
    switch (state) {
    case CheckRow::State::Ok:
        return QStringLiteral("ok");
    case CheckRow::State::Warn:
        return QStringLiteral("warn");
    case CheckRow::State::Fail:
        return QStringLiteral("fail");
    case CheckRow::State::Skipped:
        return QStringLiteral("skipped");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const CheckRow &row)
{
    QJsonObject json{{QStringLiteral("service"), row.service},
                     {QStringLiteral("id"), row.id},
                     {QStringLiteral("title"), row.title},
                     {QStringLiteral("state"), toString(row.state)},
                     {QStringLiteral("seen"), row.seen}};
    if (!row.advice.isEmpty())
        json.insert(QStringLiteral("advice"), row.advice);
    if (!row.detail.isEmpty())
        json.insert(QStringLiteral("detail"), row.detail);
    if (row.tookMs > 0)
        json.insert(QStringLiteral("took_ms"), row.tookMs);
    return json;
}

int ConnectionReport::count(CheckRow::State state) const
{
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [state](const CheckRow &row) { return row.state == state; }));
}

QString ConnectionReport::verdict() const
{
    if (stopped)
        return tr("The test was stopped.");
    QStringList failed;
    QStringList doubtful;
    for (const CheckRow &row : rows) {
        const QString service = serviceTitle(row.service);
        if (row.state == CheckRow::State::Fail && !failed.contains(service))
            failed << service;
        if (row.state == CheckRow::State::Warn && !doubtful.contains(service))
            doubtful << service;
    }
    const QString joint = tr(" and ");
    if (!failed.isEmpty())
        return tr("Not ready: %1.").arg(failed.join(joint));
    if (!doubtful.isEmpty())
        return tr("Ready to work; %1 should be looked at.").arg(doubtful.join(joint));
    return tr("Everything is ready.");
}

QCoro::Task<ConnectionReport> testConnection(ConnectionTestContext context, std::stop_token stop)
{
    auto rows = std::make_shared<ConnectionRows>(redactorOf(context.secrets), context.told);
    ConnectionReport report;
    tellKind(*rows, context);
    if (context.environment.isEmbedded()) {
        for (const CheckRow &row : connectionChecks())
            rows->ok(row.id, tr("Built in, nothing to set up"));
        report.rows = rows->rows();
        co_return report;
    }
    auto database = testDatabase(rows, context, stop);
    auto stream = testStream(rows, context, stop);
    auto backend = testBackend(rows, context, stop);
    report.mapping = co_await database;
    co_await stream;
    co_await backend;
    report.rows = rows->rows();
    report.stopped = stop.stop_requested();
    co_return report;
}

} // namespace chatsync
