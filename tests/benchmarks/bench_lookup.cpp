// SPDX-License-Identifier: MIT
// bench_lookup CHAT-SYNC [PEOPLE [ROUNDS]]
// Looking up among a million participants, in SQLite and in a PostgreSQL of its own, in turns with the same
// statements and requests sent bare.
#include "core/diagnosis/lookup.h"
#include "core/workbench/lookups.h"
#include "core/workbench/workbench.h"
#include "tests/benchmarks/measure.h"
#include "tests/support/postgresserver.h"

#include <QCoreApplication>
#include <QCoroTask>
#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <cstdio>

using namespace chatsync;

namespace {

constexpr int warmUp = 10;
constexpr int conversations = 10'000;

struct Recording final : stream::Transport {
    QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override
    {
        sent.push_back(request);
        return transport->send(std::move(request), std::move(stop));
    }

    stream::Transport *transport = nullptr;
    std::vector<stream::HttpRequest> sent;
};

QString idOf(int number)
{
    return QStringLiteral("%1-0000-4000-8000-%2")
        .arg(number, 8, 16, QLatin1Char('0'))
        .arg(number, 12, 16, QLatin1Char('0'));
}

QString emailOf(int number)
{
    return QStringLiteral("user%1@example.com").arg(number);
}

/// One of a hundred is a company.
QStringList sqliteStatements(int people)
{
    const QString id = QStringLiteral("printf('%08x-0000-4000-8000-%012x', i, i)");
    const QString count =
        QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) ");
    return {QStringLiteral("CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT, email TEXT, image_url TEXT, "
                           "user_type TEXT)"),
            QStringLiteral("CREATE TABLE companies (id TEXT PRIMARY KEY, name TEXT, email TEXT, logo_url "
                           "TEXT, approval_status TEXT)"),
            QStringLiteral("CREATE TABLE conversations (id TEXT PRIMARY KEY, type TEXT, participant_ids "
                           "TEXT, name TEXT, created_by TEXT, created_at TEXT)"),
            count.arg(people) + QStringLiteral("INSERT INTO users SELECT %1, 'User Nr ' || i, 'user' || i || "
                                               "'@example.com', NULL, 'user' FROM n WHERE i % 100 > 0")
                                    .arg(id),
            count.arg(people) +
                QStringLiteral("INSERT INTO companies SELECT %1, 'Company ' || i, 'user' || i || "
                               "'@example.com', NULL, 'approved' FROM n WHERE i % 100 = 0")
                    .arg(id),
            count.arg(conversations) + QStringLiteral("INSERT INTO conversations SELECT %1, 'direct', '[\"' "
                                                      "|| %1 || '\"]', 'Talk', %1, '2026-01-15' FROM n")
                                           .arg(id),
            QStringLiteral("CREATE INDEX user_email ON users (email)"),
            QStringLiteral("CREATE INDEX company_email ON companies (email)"),
            QStringLiteral("ANALYZE")};
}

QString postgresStatements(int people)
{
    const QString id =
        QStringLiteral("(lpad(to_hex(i), 8, '0') || '-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid");
    // The expressions of the search, so that its first page has an index.
    const QString searched = QStringLiteral(
        "CREATE INDEX ON %1 USING gin (lower(COALESCE(NULLIF(CAST(\"name\" AS TEXT), ''), '') COLLATE "
        "\"und-x-icu\") gin_trgm_ops);"
        "CREATE INDEX ON %1 USING gin (lower(CAST(\"email\" AS TEXT) COLLATE \"und-x-icu\") gin_trgm_ops);"
        "CREATE INDEX ON %1 USING gin (lower(CAST(\"id\" AS TEXT) COLLATE \"und-x-icu\") gin_trgm_ops);"
        "CREATE INDEX ON %1 (email);");
    return QStringLiteral("CREATE EXTENSION pg_trgm;"
                          "CREATE TABLE users (id uuid PRIMARY KEY, name text, email text, image_url text, "
                          "user_type text);"
                          "CREATE TABLE companies (id uuid PRIMARY KEY, name text, email text, logo_url "
                          "text, approval_status text);"
                          "CREATE TABLE conversations (id uuid PRIMARY KEY, type text, participant_ids "
                          "uuid[], name text, created_by uuid, created_at timestamptz);"
                          "INSERT INTO users SELECT %1, 'User Nr ' || i, 'user' || i || '@example.com', "
                          "NULL, 'user' FROM generate_series(1, %2) i WHERE i % 100 > 0;"
                          "INSERT INTO companies SELECT %1, 'Company ' || i, 'user' || i || '@example.com', "
                          "NULL, 'approved' FROM generate_series(1, %2) i WHERE i % 100 = 0;"
                          "INSERT INTO conversations SELECT %1, 'direct', ARRAY[%1], 'Talk', %1, now() FROM "
                          "generate_series(1, %3) i;"
                          "CREATE INDEX ON conversations USING gin (participant_ids);")
               .arg(id)
               .arg(people)
               .arg(conversations) +
           searched.arg(QStringLiteral("users")) + searched.arg(QStringLiteral("companies")) +
           QStringLiteral("ANALYZE;");
}

bool fillSqlite(const QString &path, int people)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("fill"));
    database.setDatabaseName(path);
    if (!database.open())
        return false;
    QSqlQuery query{database};
    for (const QString &statement : sqliteStatements(people)) {
        if (!query.exec(statement)) {
            std::fprintf(stderr, "%s\n", qPrintable(query.lastError().text()));
            return false;
        }
    }
    return true;
}

/// The sandbox, without limits, as the StreamChat of the look-ups.
class Sandbox {
public:
    explicit Sandbox(const QString &chatSync)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(chatSync,
                        {QStringLiteral("sandbox"), QStringLiteral("--limits"), QStringLiteral("off")});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(10'000)) {
        }
        m_told = QJsonDocument::fromJson(m_process.readLine()).object();
    }
    ~Sandbox()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    Target target(const QString &database) const
    {
        return {.streamUrl = m_told[QLatin1String("url")].toString(),
                .streamKey = m_told[QLatin1String("key")].toString(),
                .streamSecret = m_told[QLatin1String("secret")].toString().toUtf8(),
                .database = database};
    }

private:
    QProcess m_process;
    QJsonObject m_told;
};

/// One database with our way to it and the bare one.
class Place {
public:
    Place(const Target &target, QSqlDatabase bare)
        : m_bare(std::move(bare))
    {
        Result<std::unique_ptr<Workbench>> opened = Workbench::open(target, false);
        if (!opened)
            return;
        m_workbench = std::move(*opened);
        m_context = gatherContext(m_workbench->context({}), &m_app, {});
        m_recording.transport = m_context.client.transport;
        m_context.client.transport = &m_recording;
    }

    bool isReady() const { return m_workbench && m_bare.isOpen(); }

    /// Milliseconds; negative when it failed.
    double ours(const QString &text)
    {
        m_recording.sent.clear();
        diagnosis::LookupRequest request;
        request.text = text;
        Result<diagnosis::LookupResult> result = cancelledError();
        const double took = bench::millisecondsOf(
            [&] { result = QCoro::waitFor(diagnosis::lookUp(m_context, request, {})); });
        if (!result || result->facts.people.empty() || !result->facts.people.front().inDatabase())
            return -1;
        m_queries = result->queries;
        return took;
    }

    double search(const QString &text)
    {
        ParticipantSearch search;
        search.text = text;
        search.limit = 25;
        Traced<ParticipantPage> page;
        const double took =
            bench::millisecondsOf([&] { page = QCoro::waitFor(m_context.directory->search(search, {})); });
        m_queries = page.queries;
        m_recording.sent.clear();
        return page.result && !page.result->participants.empty() ? took : -1;
    }

    /// What the last call sent: the statements one after another, then the requests at once.
    double sendBare()
    {
        bool well = true;
        const double took = bench::millisecondsOf([&] {
            for (const QueryTrace &trace : m_queries)
                well = sendBare(trace) && well;
            well = sendBare(m_recording.sent) && well;
        });
        return well ? took : -1;
    }

private:
    bool sendBare(const QueryTrace &trace)
    {
        QSqlQuery query{m_bare};
        query.setForwardOnly(true);
        if (!query.prepare(trace.sql))
            return false;
        for (const QJsonValue &value : trace.values)
            query.addBindValue(value.toVariant());
        if (!query.exec())
            return false;
        while (query.next())
            static_cast<void>(query.value(0));
        return true;
    }

    bool sendBare(const std::vector<stream::HttpRequest> &requests)
    {
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        QEventLoop loop;
        int open = int(requests.size());
        for (const stream::HttpRequest &request : requests) {
            QNetworkRequest made{request.url};
            for (const auto &[name, value] : request.headers)
                made.setRawHeader(name, value);
            replies.emplace_back(m_network.sendCustomRequest(made, request.method, request.body));
            QObject::connect(replies.back().get(), &QNetworkReply::finished, &loop, [&open, &loop] {
                if (--open == 0)
                    loop.quit();
            });
        }
        if (open > 0)
            loop.exec();
        bool well = true;
        for (const auto &reply : replies)
            well = well && reply->error() == QNetworkReply::NoError && !reply->readAll().isEmpty();
        return well;
    }

    QSqlDatabase m_bare;
    std::unique_ptr<Workbench> m_workbench;
    diagnosis::AppCache m_app;
    diagnosis::GatherContext m_context;
    Recording m_recording;
    QNetworkAccessManager m_network;
    std::vector<QueryTrace> m_queries;
};

/// Whoever comes first reads the pages of a new row from disk for both: with @p touch neither is measured
/// before they were read.
bool compare(Place &place, const QByteArray &what, int rounds, const QByteArray &target,
             const std::function<double(int)> &once, int idle = warmUp, bool touch = true)
{
    std::vector<double> ours;
    std::vector<double> bare;
    for (int round = 0; round < idle + rounds; ++round) {
        if (touch && once(round) < 0)
            return false;
        const double ourTime = once(round);
        const double bareTime = place.sendBare();
        if (ourTime < 0 || bareTime < 0) {
            std::fprintf(stderr, "%s failed.\n", what.constData());
            return false;
        }
        if (round < idle)
            continue;
        ours.push_back(ourTime);
        bare.push_back(bareTime);
    }
    bench::print({what, bench::median(ours), bench::median(bare), "ms",
                  "the same statements and requests, bare", target});
    return true;
}

bool measure(Place &place, const QByteArray &name, int people, int rounds)
{
    if (!place.isReady())
        return false;
    const auto number = [people](int round) { return 1 + (round * 7919) % people; };
    const bool byId = compare(place, "look-up by id, " + name, rounds, "<= 1.3x",
                              [&](int round) { return place.ours(idOf(number(round))); });
    const bool byEmail = compare(place, "look-up by e-mail, " + name, rounds, "<= 1.3x",
                                 [&](int round) { return place.ours(emailOf(number(round))); });
    // Without an index each reads the whole table: a few will do.
    const bool byName = compare(
        place, "name search, " + name, std::min(rounds, 10), name == "SQLite" ? "no index" : "<= 150 ms",
        [&](int round) { return place.search(QStringLiteral("r Nr %1").arg(number(round) / 100 * 100 + 1)); },
        1, false);
    return byId && byEmail && byName;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app{argc, argv};
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        std::fputs("bench_lookup CHAT-SYNC [PEOPLE [ROUNDS]]\n", stderr);
        return 2;
    }
    const int people = arguments.value(2, QStringLiteral("1000000")).toInt();
    const int rounds = arguments.value(3, QStringLiteral("200")).toInt();
    QTemporaryDir folder{QCoreApplication::applicationDirPath() + QStringLiteral("/lookup-XXXXXX")};
    const Sandbox sandbox{arguments[1]};
    bool well = true;
    {
        const QString path = folder.filePath(QStringLiteral("people.sqlite"));
        well = fillSqlite(path, people);
        QSqlDatabase::removeDatabase(QStringLiteral("fill"));
        QSqlDatabase bare =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("bare-sqlite"));
        bare.setDatabaseName(path);
        bare.setConnectOptions(QStringLiteral("QSQLITE_ENABLE_REGEXP"));
        bare.open();
        Place place{sandbox.target(QStringLiteral("sqlite:") + path), bare};
        well = well && measure(place, "SQLite", people, rounds);
    }
    test::PostgresServer server;
    if (!server.start() || !server.execute(postgresStatements(people))) {
        std::fprintf(stderr, "%s\n", qPrintable(server.error()));
        return 1;
    }
    {
        const QUrl url{server.url(QStringLiteral("postgres"))};
        QSqlDatabase bare =
            QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), QStringLiteral("bare-postgres"));
        bare.setHostName(url.host());
        bare.setPort(url.port());
        bare.setUserName(QStringLiteral("postgres"));
        bare.setDatabaseName(QStringLiteral("postgres"));
        bare.open();
        Place place{sandbox.target(server.url(QStringLiteral("postgres"))), bare};
        well = measure(place, "PostgreSQL", people, rounds) && well;
    }
    bench::print({"memory after the look-ups", bench::residentMebibytes(), 0, "MiB", "-", "<= 150 MiB"});
    return well ? 0 : 1;
}
