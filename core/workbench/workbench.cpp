// SPDX-License-Identifier: MIT
#include "core/workbench/workbench.h"

#include "core/workbench/rehearsaldirectory.h"
#include "core/directory/sqldirectory.h"
#include "core/domain/identity.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/rehearsaltransport.h"
#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatortransport.h"
#include "core/stream/networktransport.h"
#include "core/stream/rategovernor.h"
#include "core/stream/token.h"
#include "core/sync/systemclock.h"
#include "core/sync/virtualclock.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Workbench", text);
}

tl::unexpected<Error> incomplete(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

Result<void> checkReal(const Target &target)
{
    const QString orSandbox = tr("Or give none of address, key, secret and database to use the embedded sandbox.");
    if (target.streamKey.isEmpty())
        return incomplete(tr("StreamChat's key is missing."), tr("Set STREAM_KEY or give --stream-key.") + u' ' + orSandbox);
    if (target.streamSecret.isEmpty())
        return incomplete(tr("StreamChat's secret is missing."), tr("Set STREAM_SECRET in the environment.") + u' ' + orSandbox);
    if (target.database.isEmpty())
        return incomplete(tr("The participants' database is missing."), tr("Set DATABASE_URL or give --database.") + u' ' + orSandbox);
    if (!target.faults.isEmpty())
        return incomplete(tr("Faults belong to the embedded sandbox."),
                          tr("Leave --fault out, or give it to “chat-sync sandbox”."));
    return {};
}

Result<QUrl> streamUrl(const QString &text)
{
    if (text.isEmpty())
        return stream::Credentials{}.baseUrl;
    const QUrl url{text, QUrl::StrictMode};
    const bool http = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || url.host().isEmpty() || !http || !url.userInfo().isEmpty() || url.hasQuery()) {
        return incomplete(tr("StreamChat's address cannot be used."),
                          tr("Give it as https://HOST, without user, password or query."));
    }
    const bool loopback = url.host() == QLatin1String("localhost") || url.host() == QLatin1String("127.0.0.1")
        || url.host() == QLatin1String("::1");
    if (url.scheme() == QLatin1String("http") && !loopback) {
        return incomplete(tr("StreamChat's address is not encrypted, and the token would be readable on its way."),
                          tr("Use https:// (http:// is for this machine alone)."));
    }
    return url;
}

} // namespace

struct Workbench::Private {
    std::unique_ptr<Clock> clock;
    Redactor redactor;
    std::unique_ptr<QNetworkAccessManager> network;
    std::unique_ptr<sandbox::Simulator> simulator;
    std::unique_ptr<stream::Transport> transport;
    std::unique_ptr<stream::Transport> rehearsal;
    std::unique_ptr<stream::RateGovernor> governor;
    std::unique_ptr<Directory> directory;
    stream::Credentials credentials;
    RunEnvironment environment;
    bool dryRun = false;

    Result<void> openSandbox(const Target &target);
    Result<void> openReal(const Target &target);
    void takeDirectory(std::unique_ptr<SqlDirectory> sql);
    void rehearse();
};

void Workbench::Private::takeDirectory(std::unique_ptr<SqlDirectory> sql)
{
    if (dryRun)
        directory = std::make_unique<RehearsalDirectory>(std::move(sql));
    else
        directory = std::move(sql);
}

Result<void> Workbench::Private::openSandbox(const Target &target)
{
    sandbox::SimulatorOptions options;
    for (const QString &text : target.faults) {
        const Result<sandbox::Fault> fault = sandbox::parseFault(text);
        if (!fault)
            return tl::unexpected(fault.error());
        options.faults.append(*fault);
    }
    simulator = std::make_unique<sandbox::Simulator>(options);
    simulator->seedDemo(sandbox::demoStreamUsers(sandbox::defaultDemoSeed));
    transport = std::make_unique<sandbox::SimulatorTransport>(simulator.get(), clock.get());
    credentials = {.baseUrl = QUrl{QStringLiteral("http://sandbox.localhost")},
                   .apiKey = options.apiKey,
                   .token = stream::serverToken(options.secret)};
    redactor.addSecret(QStringLiteral("api_secret"), options.secret);
    takeDirectory(sandbox::demoDirectory(sandbox::defaultDemoSeed));
    environment = {.name = tr("Sandbox"),
                   .kind = QStringLiteral("sandbox"),
                   .streamUrl = tr("embedded"),
                   .database = tr("embedded demo database"),
                   .faults = target.faults};
    return {};
}

Result<void> Workbench::Private::openReal(const Target &target)
{
    if (const Result<void> complete = checkReal(target); !complete)
        return complete;
    const Result<QUrl> url = streamUrl(target.streamUrl);
    if (!url)
        return tl::unexpected(url.error());
    const Result<DatabaseUrl> database = DatabaseUrl::parse(target.database);
    if (!database)
        return tl::unexpected(database.error());

    credentials = {.baseUrl = *url, .apiKey = target.streamKey, .token = stream::serverToken(target.streamSecret)};
    redactor.addSecret(QStringLiteral("api_secret"), target.streamSecret);
    for (const QString &secret : database->secrets())
        redactor.addSecret(QStringLiteral("password"), secret.toUtf8());
    network = std::make_unique<QNetworkAccessManager>();
    transport = std::make_unique<stream::NetworkTransport>(network.get());
    StoreOptions options;
    options.connection.access = DirectoryAccess::InsertConversations;
    takeDirectory(std::make_unique<SqlDirectory>(*database, options));
    environment = {.name = url->host(),
                   .kind = QStringLiteral("custom"),
                   .streamUrl = url->toString(),
                   .database = database->location()};
    return {};
}

/// Whatever writes is answered by a simulator of its own from here on, and waits are not waited.
void Workbench::Private::rehearse()
{
    rehearsal = std::make_unique<sandbox::RehearsalTransport>(transport.get(), clock.get());
}

Workbench::Workbench(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

Workbench::~Workbench() = default;

Result<std::unique_ptr<Workbench>> Workbench::open(const Target &target, bool dryRun)
{
    auto p = std::make_unique<Private>();
    p->dryRun = dryRun;
    if (dryRun)
        p->clock = std::make_unique<VirtualClock>(QDateTime::currentDateTimeUtc());
    else
        p->clock = std::make_unique<SystemClock>();
    const Result<void> opened = target.isSandbox() ? p->openSandbox(target) : p->openReal(target);
    if (!opened)
        return tl::unexpected(opened.error());
    p->redactor.addSecret(QStringLiteral("token"), p->credentials.token);
    p->governor = std::make_unique<stream::RateGovernor>(p->clock.get());
    if (dryRun)
        p->rehearse();
    return std::unique_ptr<Workbench>{new Workbench{std::move(p)}};
}

FlowContext Workbench::context(std::vector<EventSink *> sinks) const
{
    FlowContext context;
    context.directory = d->directory.get();
    context.transport = d->rehearsal ? d->rehearsal.get() : d->transport.get();
    context.governor = d->governor.get();
    context.credentials = d->credentials;
    context.clock = d->clock.get();
    context.redactor = &d->redactor;
    context.newId = randomIds();
    context.sinks = std::move(sinks);
    context.environment = d->environment;
    context.dryRun = d->dryRun;
    return context;
}

const Redactor &Workbench::redactor() const
{
    return d->redactor;
}

} // namespace chatsync
