// SPDX-License-Identifier: MIT
#include "core/environment/streamtest.h"

#include "core/stream/client.h"
#include "core/stream/gatedtransport.h"
#include "core/stream/token.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUuid>

#include <cmath>

using namespace std::chrono_literals;

namespace chatsync {

namespace {

using stream::Meaning;

const QString service = QStringLiteral("streamchat");
const QString reachable = QStringLiteral("streamchat.reachable");
const QString key = QStringLiteral("streamchat.key");
const QString secret = QStringLiteral("streamchat.secret");
const QString clockRow = QStringLiteral("streamchat.clock");
const QString active = QStringLiteral("streamchat.active");
const QString limits = QStringLiteral("streamchat.rate_limits");
const QString roles = QStringLiteral("streamchat.roles");
const QString backend = QStringLiteral("backend.reachable");

/// Beyond it tokens that carry a time begin to be refused.
constexpr auto harmlessSkew = 30s;

QString tr(const char *text)
{
    return QCoreApplication::translate("ConnectionTest", text);
}

/// Which row a refusal belongs to.
enum class Blame { Connection, Key, Secret, App, Limit };

Blame blameOf(const stream::CallError &error)
{
    switch (error.meaning) {
    case Meaning::KeyMissing:
    case Meaning::KeyUnknown:
    case Meaning::WrongRegion:
        return Blame::Key;
    case Meaning::SignatureInvalid:
    case Meaning::TokenExpired:
    case Meaning::TokenFromTheFuture:
    case Meaning::AuthTypeMissing:
    case Meaning::AuthenticationFailed:
        return Blame::Secret;
    case Meaning::AppSuspended:
    case Meaning::ChatNotEnabled:
        return Blame::App;
    case Meaning::RateLimited:
        return Blame::Limit;
    default:
        return Blame::Connection;
    }
}

/// The test of one app, step by step; lives as long as its coroutine.
struct StreamTest {
    std::shared_ptr<ConnectionRows> rows;
    ConnectionTestContext context;
    QUrl url;
    Redactor redactor;
    Exchange last;

    bool hasSecret() const { return !context.secrets.streamSecret.isEmpty(); }
    QString secretFrom() const;
    void tellNoSecret();
    void tellClock();
    void tellRefusal(const stream::CallError &error);
    void tellApp(const QJsonObject &app);
    void tellLimits(const QHash<QString, stream::RateLimit> &told);
    void tellRoles(const QStringList &names);
};

const SecretState *stateOf(const EnvironmentSecrets &secrets)
{
    for (const SecretState &state : secrets.states) {
        if (state.kind == SecretKind::StreamSecret)
            return &state;
    }
    return nullptr;
}

QString StreamTest::secretFrom() const
{
    const SecretState *const state = stateOf(context.secrets);
    return state ? state->where : tr("As typed");
}

void StreamTest::tellNoSecret()
{
    const SecretState *const state = stateOf(context.secrets);
    Error error{Error::Kind::Refused,
                tr("No secret was given."),
                tr("Keep it in the keychain, or set %1.")
                    .arg(Secrets::variableFor(context.environment, SecretKind::StreamSecret)),
                {}};
    if (state && state->problem) {
        error.what += u' ' + state->problem->what;
        error.detail = state->problem->detail;
    }
    rows->fail(secret, error);
}

/// As HTTP says it: `Sun, 06 Nov 1994 08:49:37 GMT`.
std::optional<QDateTime> dateIn(const HttpHeaders &headers)
{
    const QString text = QString::fromLatin1(headerValue(headers, "date")).trimmed();
    QDateTime date = QLocale::c().toDateTime(text, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return date;
}

/// StreamChat tells whole seconds: its half second and half of the exchange are within what is not known.
void StreamTest::tellClock()
{
    const auto date = dateIn(last.responseHeaders);
    if (!date) {
        rows->tell(clockRow, {CheckRow::State::Skipped, tr("Not known: the answer tells no time")});
        return;
    }
    const QDateTime middle = context.clock->now().addMSecs(-static_cast<qint64>(last.durationMs / 2));
    const double ahead = static_cast<double>(date->addMSecs(500).msecsTo(middle)) / 1000.0;
    const double size = std::abs(ahead);
    const QString amount =
        size < 120 ? tr("%1 s").arg(size, 0, 'f', 0) : tr("%1 min").arg(size / 60, 0, 'f', 0);
    if (size <= static_cast<double>(harmlessSkew.count())) {
        rows->ok(clockRow, size < 1.5 ? tr("This computer and StreamChat agree")
                                      : tr("%1 apart, up to 30 s is harmless").arg(amount));
        return;
    }
    rows->warn(
        clockRow,
        ahead > 0 ? tr("This computer's clock is %1 ahead of StreamChat's").arg(amount)
                  : tr("This computer's clock is %1 behind StreamChat's").arg(amount),
        tr("Set the clock (timedatectl set-ntp true). A backend with such a clock has its tokens refused."));
}

void StreamTest::tellRefusal(const stream::CallError &refusal)
{
    const Error error = stream::toError(refusal);
    const double took = last.durationMs;
    const Blame blame = blameOf(refusal);
    if (blame == Blame::Connection) {
        rows->fail(reachable, error, took);
        rows->skipRest(service, tr("Not tried: StreamChat is not reached"));
        return;
    }
    rows->ok(reachable, tr("%1 answers").arg(url.host()), took);
    if (blame == Blame::Limit) {
        rows->fail(limits, error);
        rows->skipRest(service, tr("Not tried: StreamChat refuses everything for now"));
        return;
    }
    tellClock();
    if (blame == Blame::Key) {
        rows->fail(key, error);
        rows->skipRest(service, tr("Not tried: the key is not known"));
        return;
    }
    rows->ok(key, tr("StreamChat knows it"));
    if (blame == Blame::Secret) {
        if (hasSecret())
            rows->fail(secret, error);
        else
            tellNoSecret();
        rows->skipRest(service, tr("Not tried: StreamChat does not accept the secret"));
        return;
    }
    rows->ok(secret, tr("Signed request accepted (%1)").arg(secretFrom()));
    rows->fail(active, error);
    rows->skipRest(service, tr("Not tried: the app is not active"));
}

void StreamTest::tellApp(const QJsonObject &app)
{
    const QString name = app[QLatin1String("name")].toString();
    const QString region = app[QLatin1String("placement")].toString();
    rows->ok(reachable,
             region.isEmpty() ? tr("%1 answers").arg(url.host())
                              : tr("%1, application in %2").arg(url.host(), region),
             last.durationMs);
    rows->ok(key, name.isEmpty() ? tr("StreamChat knows it") : tr("Application “%1”").arg(name));
    rows->ok(secret, tr("Signed request accepted (%1)").arg(secretFrom()));
    tellClock();

    if (app[QLatin1String("suspended")].toBool()) {
        const QString why = app[QLatin1String("suspended_explanation")].toString();
        rows->fail(active,
                   {Error::Kind::Refused,
                    why.isEmpty() ? tr("The app is suspended.") : tr("The app is suspended: %1").arg(why),
                    tr("Settle it in StreamChat's dashboard or with its support; until then no "
                       "conversation works."),
                    {}});
    } else {
        rows->ok(active, tr("Not suspended"));
    }

    const QString messaging = QStringLiteral("streamchat.messaging");
    if (app[QLatin1String("channel_configs")].toObject().contains(QLatin1String("messaging")))
        rows->ok(messaging, tr("Present"));
    else
        rows->fail(messaging,
                   {Error::Kind::Http,
                    tr("The channel type “messaging” does not exist in this app."),
                    tr("Create it in StreamChat's dashboard; OneCrew's channels are of this type."),
                    {}});

    const QString tenants = QStringLiteral("streamchat.multi_tenant");
    if (app[QLatin1String("multi_tenant_enabled")].toBool())
        rows->warn(tenants, tr("On: people outside of a channel's team cannot see it"),
                   tr("Compare the teams of both sides when somebody sees no channel, or switch it off."));
    else
        rows->ok(tenants, tr("Off: teams are not compared"));

    const QString names = QStringLiteral("streamchat.unique_names");
    const QString unique = app[QLatin1String("enforce_unique_usernames")].toString(QStringLiteral("no"));
    if (unique != u"no" && !unique.isEmpty())
        rows->warn(
            names,
            unique == u"team"
                ? tr("On within each team: two people with equal names cannot both be written (code 6)")
                : tr("On for the whole application: two people with equal names cannot both "
                     "be written (code 6)"),
            tr("Give fallback users distinct names, or switch the setting off in StreamChat's dashboard."));
    else
        rows->ok(names, tr("Off: equal names are no obstacle"));

    const QString checks = QStringLiteral("streamchat.auth_checks");
    if (app[QLatin1String("disable_auth_checks")].toBool())
        rows->warn(
            checks, tr("Off: anybody with the key can sign in as anybody"),
            tr("Switch “Disable Auth Checks” off in StreamChat's dashboard; it is for development alone."));
    else if (app[QLatin1String("disable_permissions_checks")].toBool())
        rows->warn(checks, tr("Permission checks are off: every user may do everything"),
                   tr("Switch “Disable Permission Checks” off in StreamChat's dashboard."));
    else
        rows->ok(checks, tr("On"));
}

void StreamTest::tellLimits(const QHash<QString, stream::RateLimit> &told)
{
    constexpr double scarce = 0.12;
    QStringList texts;
    QStringList low;
    for (const char *name : {"UpdateUsers", "GetOrCreateChannel", "QueryUsers"}) {
        const auto limit = told.constFind(QLatin1String(name));
        if (limit == told.cend() || limit->limit <= 0)
            continue;
        texts << tr("%1 %2 a minute, %3 left").arg(limit.key()).arg(limit->limit).arg(limit->remaining);
        if (limit->remaining < scarce * limit->limit)
            low << limit.key();
    }
    if (texts.isEmpty())
        rows->tell(limits, {CheckRow::State::Skipped, tr("StreamChat tells none"), {}, {}, last.durationMs});
    else if (!low.isEmpty())
        rows->warn(limits, texts.join(QStringLiteral("; ")),
                   tr("Somebody else uses nearly all of %1: wait a minute before you go on.")
                       .arg(low.join(QStringLiteral(", "))),
                   last.durationMs);
    else
        rows->ok(limits, texts.value(0), last.durationMs);
}

void StreamTest::tellRoles(const QStringList &names)
{
    QStringList absent;
    for (const char *role : {"admin", "user"}) {
        if (!names.contains(QLatin1String(role)))
            absent << QLatin1String(role);
    }
    if (absent.isEmpty())
        rows->ok(roles, tr("admin and user exist"), last.durationMs);
    else
        rows->fail(roles,
                   {Error::Kind::Http,
                    tr("The role %1 does not exist.").arg(absent.join(QStringLiteral(", "))),
                    tr("Create it in StreamChat's dashboard; companies are admin, people are user."),
                    {}},
                   last.durationMs);
}

stream::ClientContext clientOf(StreamTest *test, stream::Transport *transport)
{
    stream::ClientContext client;
    // Without a secret any signature will do: the refusal tells whether the key is known.
    const QByteArray signing =
        test->hasSecret() ? test->context.secrets.streamSecret : QByteArrayLiteral("no secret was given");
    client.credentials = {.baseUrl = test->url,
                          .apiKey = test->context.environment.streamKey,
                          .token = stream::serverToken(signing)};
    client.transport = transport;
    client.clock = test->context.clock;
    client.redactor = &test->redactor;
    client.newId = [] { return QUuid::createUuid(); };
    client.timeout = test->context.timeout;
    client.recorded = [test](const Exchange &exchange) { test->last = exchange; };
    test->redactor.addSecret(QStringLiteral("api_secret"), signing);
    test->redactor.addSecret(QStringLiteral("token"), client.credentials.token);
    return client;
}

/// What stands in a failure's place when the backend gives no HTTP answer.
Error backendError(const QString &host, const stream::TransportFailure &failure,
                   std::chrono::milliseconds patience)
{
    using Kind = stream::TransportFailure::Kind;
    const QString advice = tr(
        "Connect the VPN or check that the service runs, then test again. Until then only what goes through "
        "the backend is blocked.");
    switch (failure.kind) {
    case Kind::Timeout:
        return {
            Error::Kind::Timeout,
            tr("No answer from %1 in %2 s.").arg(host).arg(static_cast<double>(patience.count()) / 1000.0),
            advice, failure.message};
    case Kind::Dns:
        return {Error::Kind::Network, tr("The host %1 is not known.").arg(host),
                tr("Check the backend's address, and the network."), failure.message};
    case Kind::Refused:
        return {Error::Kind::Network, tr("Nothing answers at %1.").arg(host), advice, failure.message};
    case Kind::Tls:
        return {Error::Kind::Tls, tr("%1 could not prove who it is.").arg(host),
                tr("Check the address, and the certificate of the backend."), failure.message};
    case Kind::NotHttp:
        return {Error::Kind::Network, tr("What answers at %1 is no web server.").arg(host),
                tr("Check host and port of the backend's address."), failure.message};
    default:
        return {Error::Kind::Network, tr("The connection to %1 broke.").arg(host), advice, failure.message};
    }
}

} // namespace

QCoro::Task<void> testStream(std::shared_ptr<ConnectionRows> rows, ConnectionTestContext context,
                             std::stop_token stop)
{
    auto test = std::make_unique<StreamTest>();
    test->rows = rows;
    test->context = context;
    const Result<QUrl> url = streamUrlFrom(context.environment.streamUrl);
    if (!url) {
        rows->fail(reachable, url.error());
        rows->skipRest(service, tr("Not tried: StreamChat's address cannot be used"));
        co_return;
    }
    test->url = *url;
    if (context.environment.streamKey.isEmpty()) {
        rows->fail(key, {Error::Kind::Input,
                         tr("No key was given."),
                         tr("It stands beside the secret in StreamChat's dashboard."),
                         {}});
        rows->skipRest(service, tr("Not tried: there is no key"));
        co_return;
    }
    const stream::NeverWrite never;
    stream::GatedTransport gate{context.transport, &never, *url};
    stream::Client client{clientOf(test.get(), &gate)};
    auto asking = client.getApp(stop);
    const stream::CallResult<QJsonObject> app = co_await asking;
    if (stop.stop_requested())
        co_return;
    if (!app) {
        test->tellRefusal(app.error());
        co_return;
    }
    test->tellApp(*app);
    if ((*app)[QLatin1String("suspended")].toBool()) {
        rows->skipRest(service, tr("Not tried: the app is suspended"));
        co_return;
    }

    const QList<stream::Endpoint> endpoints{
        stream::Endpoint::UpdateUsers, stream::Endpoint::GetOrCreateChannel, stream::Endpoint::QueryUsers};
    auto measuring = client.getRateLimits(endpoints, stop);
    const stream::CallResult<QHash<QString, stream::RateLimit>> told = co_await measuring;
    if (stop.stop_requested())
        co_return;
    if (told)
        test->tellLimits(*told);
    else
        rows->warn(limits, stream::toError(told.error()).what, stream::toError(told.error()).advice,
                   test->last.durationMs);

    if (!told && told.error().meaning == Meaning::RateLimited) {
        rows->skipRest(service, tr("Not tried: StreamChat refuses everything for now"));
        co_return;
    }
    auto listing = client.listRoles(stop);
    const stream::CallResult<QStringList> names = co_await listing;
    if (stop.stop_requested())
        co_return;
    if (names)
        test->tellRoles(*names);
    else
        rows->warn(roles, stream::toError(names.error()).what, stream::toError(names.error()).advice,
                   test->last.durationMs);
}

QCoro::Task<void> testBackend(std::shared_ptr<ConnectionRows> rows, ConnectionTestContext context,
                              std::stop_token stop)
{
    const QUrl url{context.environment.backendUrl, QUrl::StrictMode};
    if (context.environment.backendUrl.isEmpty()) {
        rows->tell(backend, {CheckRow::State::Skipped, tr("No backend is set up")});
        co_return;
    }
    if (!url.isValid() || url.host().isEmpty()) {
        rows->fail(backend, {Error::Kind::Input,
                             tr("The backend's address cannot be used."),
                             tr("Give it as https://HOST, without user, password or query."),
                             {}});
        co_return;
    }
    stream::HttpRequest request;
    request.method = QByteArrayLiteral("GET");
    request.url = url;
    request.timeout = context.timeout;
    const std::chrono::microseconds from = context.clock->elapsed();
    auto asking = context.transport->send(request, stop);
    const stream::TransportResult answer = co_await asking;
    if (stop.stop_requested())
        co_return;
    const double took = static_cast<double>((context.clock->elapsed() - from).count()) / 1000.0;
    if (!answer)
        rows->fail(backend, backendError(url.host(), answer.error(), context.timeout), took);
    else if (answer->status >= 500)
        rows->fail(backend,
                   {Error::Kind::Http,
                    tr("%1 answers with an error of its own (HTTP %2).").arg(url.host()).arg(answer->status),
                    tr("Look at the backend's log, or at what stands in front of it."),
                    {}},
                   took);
    else
        rows->ok(backend, tr("%1 answers (HTTP %2)").arg(url.host()).arg(answer->status), took);
}

} // namespace chatsync
