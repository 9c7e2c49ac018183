// SPDX-License-Identifier: MIT
#include "core/directory/sqldirectory.h"
#include "tests/support/postgresserver.h"

#include <QCoroTask>
#include <QJsonDocument>
#include <QSet>
#include <QTest>
#include <QUuid>

using namespace chatsync;
using namespace std::chrono_literals;

namespace {

const QString ann = QStringLiteral("11111111-1111-4111-8111-111111111111");
const QString acme = QStringLiteral("22222222-2222-4222-8222-222222222222");
const QString nobody = QStringLiteral("33333333-3333-4333-8333-333333333333");

StoreOptions writing()
{
    StoreOptions options;
    options.connection.access = DirectoryAccess::InsertConversations;
    return options;
}

Conversation conversation()
{
    return {.id = nobody,
            .type = QStringLiteral("direct"),
            .participantIds = {ann, acme},
            .name = QStringLiteral("O'Neil \\ \"Ω\""),
            .createdBy = acme,
            .createdAt = QDateTime{QDate{2026, 1, 15}, QTime{10, 0}, Qt::UTC}};
}

} // namespace

/// Everything against a real PostgreSQL; each test has a database of its own.
class TestSqlDirectoryPostgres : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void readsIdTypes_data();
    void readsIdTypes();
    void writesParticipantIds_data();
    void writesParticipantIds();
    void numbersItsRows();
    void readsWithoutPermissionToWrite();
    void sessionIsReadOnly();
    void losesThePermission();
    void readsWhatIsReadable();
    void findsRenamedTables();
    void obeysTheMapping();
    void followsTheSearchPath();
    void tellsOfMissingTables();
    void explainsRefusedConnections_data();
    void explainsRefusedConnections();
    void connectsAnew();
    void keepsUpWithAChangedColumn();
    void asksInHundreds();
    void survivesHostileNames();
    void pagesWithoutGaps();
    void foldsCapitalsOfAllScripts();
    void stopsAHangingQuery();
    void timesOut();
    void diesWithAQueryInFlight();

private:
    DatabaseUrl url(const QString &user = QStringLiteral("postgres"), const QString &password = {}) const;
    void make(const char *sql)
    {
        QVERIFY2(m_server.execute(QString::fromUtf8(sql), m_database), qPrintable(m_server.error()));
    }
    void makeStandardTables(const char *idType = "uuid");

    test::PostgresServer m_server;
    QString m_database;
    int m_count = 0;
};

void TestSqlDirectoryPostgres::initTestCase()
{
    QVERIFY2(m_server.start(), qPrintable(m_server.error()));
    QVERIFY2(m_server.execute(QStringLiteral("CREATE ROLE reader LOGIN; CREATE ROLE writer LOGIN;"
                                             "CREATE ROLE scram_user LOGIN PASSWORD 'right-horse'")),
             qPrintable(m_server.error()));
}

void TestSqlDirectoryPostgres::init()
{
    m_database = QStringLiteral("db%1").arg(++m_count);
    QVERIFY2(m_server.execute(QStringLiteral("CREATE DATABASE ") + m_database), qPrintable(m_server.error()));
}

void TestSqlDirectoryPostgres::cleanupTestCase()
{
    QVERIFY(Store::waitForWorkers(30s));
}

DatabaseUrl TestSqlDirectoryPostgres::url(const QString &user, const QString &password) const
{
    return *DatabaseUrl::parse(m_server.url(m_database, user, password));
}

void TestSqlDirectoryPostgres::makeStandardTables(const char *idType)
{
    const QString sql = QStringLiteral(
        "CREATE TABLE users (id %1 PRIMARY KEY, name text, display_name text, email text, image_url text, "
        "avatar_url text,"
        " user_type text, created_at timestamptz DEFAULT '2026-01-02 03:04:05.678+02');"
        "CREATE TABLE companies (id %1 PRIMARY KEY, company_name varchar(80), logo_url text, is_approved "
        "boolean,"
        " approved_at timestamp, created_at date);"
        "CREATE TABLE conversations (id %1 PRIMARY KEY, conversation_type text NOT NULL, participant_ids "
        "jsonb,"
        " name text, created_by %1, created_at timestamptz NOT NULL DEFAULT now());"
        "INSERT INTO users VALUES ('%2', '', 'Ann', 'ann@example.org', NULL, 'https://x/a.png');"
        "INSERT INTO companies VALUES ('%3', 'Acme', 'https://x/l.png', true, '2026-01-14 09:00:00', "
        "'2026-01-01')");
    const QString filled = sql.arg(QLatin1String(idType), ann, acme);
    QVERIFY2(m_server.execute(filled, m_database), qPrintable(m_server.error()));
}

void TestSqlDirectoryPostgres::readsIdTypes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addRow("uuid") << QByteArray{"uuid"};
    QTest::addRow("text") << QByteArray{"text"};
    QTest::addRow("varchar") << QByteArray{"varchar(64)"};
    QTest::addRow("char") << QByteArray{"char(36)"};
}

void TestSqlDirectoryPostgres::readsIdTypes()
{
    QFETCH(QByteArray, type);
    makeStandardTables(type.constData());
    SqlDirectory directory{url()};
    const QStringList ids{acme,
                          nobody,
                          ann,
                          QStringLiteral("'; DROP TABLE users; --"),
                          QStringLiteral("x\0y"),
                          QString{QChar::Null},
                          QString{},
                          ann};
    const auto answer = QCoro::waitFor(directory.resolve(ids, {}));
    QVERIFY2(answer.result, qPrintable(answer.result ? QString{} : answer.result.error().what));
    QCOMPARE(answer.result->size(), std::size_t(ids.size()));
    const auto &found = *answer.result;
    for (const Resolution &resolution : found)
        QVERIFY2(!resolution.unreadable,
                 qPrintable(resolution.unreadable ? resolution.unreadable->detail : QString{}));
    QVERIFY(found[0].company && !found[0].user);
    QCOMPARE(found[0].company->name, QStringLiteral("Acme"));
    QCOMPARE(found[0].company->kind, ParticipantKind::Company);
    QCOMPARE(found[0].company->approval, QStringLiteral("approved"));
    QCOMPARE(found[0].company->approvedAt, (QDateTime{QDate{2026, 1, 14}, QTime{9, 0}, Qt::UTC}));
    QCOMPARE(found[0].company->createdAt, (QDateTime{QDate{2026, 1, 1}, QTime{0, 0}, Qt::UTC}));
    QVERIFY(!found[1].found());
    QVERIFY(found[2].user);
    QCOMPARE(found[2].user->id, ann);
    QCOMPARE(found[2].user->name, QStringLiteral("Ann"));
    QCOMPARE(found[2].user->image, QStringLiteral("https://x/a.png"));
    QCOMPARE(found[2].user->createdAt, (QDateTime{QDate{2026, 1, 2}, QTime{1, 4, 5, 678}, Qt::UTC}));
    for (std::size_t i = 3; i < 7; ++i)
        QVERIFY(!found[i].found());
    QVERIFY(found[7].user);
    QCOMPARE(answer.queries.size(), std::size_t{2});
    QCOMPARE(answer.queries[0].rows, 1);
    QVERIFY(!answer.queries[0].sql.contains(ann));
}

void TestSqlDirectoryPostgres::writesParticipantIds_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("stored");
    const QString json = QStringLiteral("[\"%1\",\"%2\"]").arg(ann, acme);
    const QString array = QStringLiteral("{%1,%2}").arg(ann, acme);
    QTest::addRow("json") << QStringLiteral("json") << json;
    QTest::addRow("jsonb") << QStringLiteral("jsonb") << QStringLiteral("[\"%1\", \"%2\"]").arg(ann, acme);
    QTest::addRow("text") << QStringLiteral("text") << json;
    QTest::addRow("text[]") << QStringLiteral("text[]") << array;
    QTest::addRow("varchar[]") << QStringLiteral("varchar(40)[]") << array;
    QTest::addRow("uuid[]") << QStringLiteral("uuid[]") << array;
}

void TestSqlDirectoryPostgres::writesParticipantIds()
{
    QFETCH(QString, type);
    QFETCH(QString, stored);
    makeStandardTables();
    QVERIFY(m_server.execute(
        QStringLiteral("ALTER TABLE conversations DROP participant_ids, ADD participant_ids %1").arg(type),
        m_database));
    SqlDirectory directory{url(), writing()};
    const auto opened = QCoro::waitFor(directory.open({}));
    QVERIFY2(opened, qPrintable(opened ? QString{} : opened.error().detail));
    QVERIFY2(opened->mayInsertConversation, qPrintable(opened->whyNoInsert));
    QCOMPARE(m_server.query(QStringLiteral("SELECT count(*) FROM conversations"), m_database),
             QStringLiteral("0"));
    const auto made = QCoro::waitFor(directory.insertConversation(conversation(), {}));
    QVERIFY2(made.result, qPrintable(made.result ? QString{} : made.result.error().detail));
    QCOMPARE(*made.result, conversation());
    QCOMPARE(made.queries.size(), std::size_t{1});
    QVERIFY(made.queries.front().writes);
    QCOMPARE(made.queries.front().rows, 1);
    QCOMPARE(m_server.query(QStringLiteral("SELECT participant_ids::text FROM conversations"), m_database),
             stored);
    QCOMPARE(
        m_server.query(
            QStringLiteral("SELECT id, conversation_type, name, created_by, created_at AT TIME ZONE 'UTC'"
                           " FROM conversations"),
            m_database),
        QStringLiteral("%1|direct|%2|%3|2026-01-15 10:00:00").arg(nobody, conversation().name, acme));
}

void TestSqlDirectoryPostgres::numbersItsRows()
{
    makeStandardTables();
    make("DROP TABLE conversations; CREATE TABLE conversations (id bigint GENERATED ALWAYS AS IDENTITY "
         "(START 41) PRIMARY KEY,"
         " type text, participant_ids text[])");
    SqlDirectory directory{url(), writing()};
    const auto made = QCoro::waitFor(directory.insertConversation(conversation(), {}));
    QVERIFY2(made.result, qPrintable(made.result ? QString{} : made.result.error().detail));
    QCOMPARE(made.result->id, QStringLiteral("41"));
}

void TestSqlDirectoryPostgres::readsWithoutPermissionToWrite()
{
    makeStandardTables();
    make("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
    SqlDirectory directory{url(QStringLiteral("reader")), writing()};
    const auto opened = QCoro::waitFor(directory.open({}));
    QVERIFY(opened);
    QVERIFY(opened->hasUsers && opened->hasCompanies && opened->hasConversations);
    QVERIFY(!opened->mayInsertConversation);
    QVERIFY(opened->whyNoInsert.contains(QLatin1String("may not insert")));
    const auto found = QCoro::waitFor(directory.resolve({ann}, {}));
    QVERIFY(found.result->front().user);
    const auto made = QCoro::waitFor(directory.insertConversation(conversation(), {}));
    QVERIFY(!made.result);
    QCOMPARE(made.result.error().kind, Error::Kind::Refused);
    QVERIFY(made.queries.empty());
}

void TestSqlDirectoryPostgres::sessionIsReadOnly()
{
    makeStandardTables();
    Store store{url()};
    auto attempt = store.run([](Connection &connection) {
        return connection.execute({QStringLiteral("DELETE FROM users"), {}, QStringLiteral("users"), true});
    });
    const Result<std::vector<Row>> answer = attempt.result();
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Error::Kind::Refused);
    QCOMPARE(m_server.query(QStringLiteral("SELECT count(*) FROM users"), m_database), QStringLiteral("1"));
}

void TestSqlDirectoryPostgres::losesThePermission()
{
    makeStandardTables();
    make("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO writer");
    SqlDirectory directory{url(QStringLiteral("writer")), writing()};
    QVERIFY(QCoro::waitFor(directory.open({}))->mayInsertConversation);
    make("REVOKE INSERT ON conversations FROM writer");
    const auto made = QCoro::waitFor(directory.insertConversation(conversation(), {}));
    QVERIFY(!made.result);
    QCOMPARE(made.result.error().kind, Error::Kind::Refused);
    QVERIFY(made.queries.front().error.has_value());
    // The failed transaction is over: the next call works.
    QVERIFY(QCoro::waitFor(directory.resolve({ann}, {})).result->front().user);
}

void TestSqlDirectoryPostgres::readsWhatIsReadable()
{
    makeStandardTables();
    make("GRANT SELECT ON companies TO reader; GRANT SELECT (id, name) ON conversations TO reader");
    SqlDirectory directory{url(QStringLiteral("reader"))};
    const auto answer = QCoro::waitFor(directory.resolve({ann, acme}, {}));
    QVERIFY(answer.result);
    QVERIFY((*answer.result)[1].company);
    QVERIFY(!(*answer.result)[1].unreadable);
    QVERIFY((*answer.result)[0].unreadable);
    QCOMPARE((*answer.result)[0].unreadable->kind, Error::Kind::Refused);
    QVERIFY((*answer.result)[0].unreadable->what.contains(QLatin1String("users")));
    // Column by column.
    make("GRANT SELECT (id, name, display_name) ON users TO reader");
    SqlDirectory narrow{url(QStringLiteral("reader"))};
    const auto again = QCoro::waitFor(narrow.resolve({ann}, {}));
    QVERIFY(again.result->front().user);
    QVERIFY(!again.result->front().user->email);
}

void TestSqlDirectoryPostgres::findsRenamedTables()
{
    make(
        "CREATE TABLE \"AppUsers\" (\"Id\" uuid, \"displayName\" text, \"imageUrl\" text, \"userType\" text);"
        "INSERT INTO \"AppUsers\" VALUES ('11111111-1111-4111-8111-111111111111', 'Ann', '', 'COMPANY')");
    SqlDirectory directory{url()};
    const auto opened = QCoro::waitFor(directory.open({}));
    QVERIFY2(opened, qPrintable(opened ? QString{} : opened.error().what));
    QVERIFY(opened->hasUsers && !opened->hasCompanies && !opened->hasConversations);
    const auto answer = QCoro::waitFor(directory.resolve({ann}, {}));
    QVERIFY(answer.result->front().user);
    QCOMPARE(answer.result->front().user->kind, ParticipantKind::Company);
    QVERIFY(!answer.result->front().user->image);
    const auto found = QCoro::waitFor(directory.search({.text = QStringLiteral("an"), .after = {}}, {}));
    QCOMPARE(found.result->participants.size(), std::size_t{1});
}

void TestSqlDirectoryPostgres::obeysTheMapping()
{
    make("CREATE SCHEMA \"c.r\"\"m\"; CREATE TABLE \"c.r\"\"m\".\"the people\" (\"a.b\"\"c\" text, called "
         "text);"
         "INSERT INTO \"c.r\"\"m\".\"the people\" VALUES ('p1', 'Ann')");
    const QByteArray text =
        R"({"schema": "c.r\"m", "users": {"table": "the people", "id": "a.b\"c", "name": "called"}})";
    const Result<SchemaMapping> mapping = schemaMappingFromJson(QJsonDocument::fromJson(text).object());
    QVERIFY(mapping);
    SqlDirectory directory{url(), {}, *mapping};
    const auto answer = QCoro::waitFor(directory.resolve({QStringLiteral("p1")}, {}));
    QVERIFY2(answer.result->front().user,
             qPrintable(answer.result->front().unreadable ? answer.result->front().unreadable->detail
                                                          : QString{}));
    QCOMPARE(answer.result->front().user->name, QStringLiteral("Ann"));

    SchemaMapping wrong = *mapping;
    wrong.users.name = QStringList{QStringLiteral("absent")};
    SqlDirectory misled{url(), {}, wrong};
    const auto refused = QCoro::waitFor(misled.open({}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Input);
    QVERIFY(refused.error().what.contains(QLatin1String("absent")));
}

void TestSqlDirectoryPostgres::followsTheSearchPath()
{
    make(
        "CREATE SCHEMA crm; CREATE TABLE crm.users (id text, name text); INSERT INTO crm.users VALUES ('a', "
        "'In crm');"
        "CREATE TABLE public.users (id text, name text); INSERT INTO public.users VALUES ('a', 'In public')");
    const auto inCrm = DatabaseUrl::parse(m_server.url(m_database) +
                                          QStringLiteral("?options=-c%20search_path%3Dcrm,public"));
    SqlDirectory crm{*inCrm};
    SqlDirectory standard{url()};
    const QStringList ids{QStringLiteral("a")};
    const auto fromCrm = QCoro::waitFor(crm.resolve(ids, {}));
    const auto fromPublic = QCoro::waitFor(standard.resolve(ids, {}));
    QCOMPARE(fromCrm.result->front().user->name, QStringLiteral("In crm"));
    QCOMPARE(fromPublic.result->front().user->name, QStringLiteral("In public"));
}

void TestSqlDirectoryPostgres::tellsOfMissingTables()
{
    make("CREATE TABLE invoices (id text)");
    SqlDirectory directory{url()};
    const auto opened = QCoro::waitFor(directory.open({}));
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::Storage);
    QVERIFY(opened.error().what.contains(QLatin1String("invoices")));
    QVERIFY(!opened.error().advice.isEmpty());
    const auto answer = QCoro::waitFor(directory.resolve({ann}, {}));
    QVERIFY(answer.result && answer.result->front().unreadable);
}

void TestSqlDirectoryPostgres::explainsRefusedConnections_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("word");
    QTest::addRow("wrong password") << QStringLiteral("scram_user:wrong-horse@127.0.0.1:%1/postgres")
                                    << Error::Kind::Refused << QStringLiteral("password");
    QTest::addRow("no password") << QStringLiteral("scram_user@127.0.0.1:%1/postgres") << Error::Kind::Refused
                                 << QStringLiteral("password");
    QTest::addRow("absent database") << QStringLiteral("postgres@127.0.0.1:%1/absent") << Error::Kind::Refused
                                     << QStringLiteral("does not exist");
    QTest::addRow("absent role") << QStringLiteral("stranger@127.0.0.1:%1/postgres") << Error::Kind::Refused
                                 << QStringLiteral("user");
    QTest::addRow("nobody listens") << QStringLiteral("postgres:wrong-horse@127.0.0.1:1/postgres")
                                    << Error::Kind::Network << QStringLiteral("Nothing answers");
    QTest::addRow("absent socket") << QStringLiteral("/postgres?host=/nonexistent&user=x")
                                   << Error::Kind::Network << QStringLiteral("Nothing answers");
    QTest::addRow("unknown option") << QStringLiteral("postgres@127.0.0.1:%1/postgres?colour=red")
                                    << Error::Kind::Input << QStringLiteral("option");
    QTest::addRow("no TLS there") << QStringLiteral("postgres@127.0.0.1:%1/postgres?sslmode=require")
                                  << Error::Kind::Tls << QStringLiteral("encrypted");
}

void TestSqlDirectoryPostgres::explainsRefusedConnections()
{
    QFETCH(QString, address);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, word);
    const QString text = QStringLiteral("postgresql://") +
                         address.replace(QLatin1String("%1"), QString::number(m_server.port()));
    const auto parsed = DatabaseUrl::parse(text);
    QVERIFY(parsed);
    SqlDirectory directory{*parsed};
    const auto opened = QCoro::waitFor(directory.open({}));
    QVERIFY(!opened);
    QVERIFY2(opened.error().kind == kind, qPrintable(opened.error().what + opened.error().detail));
    QVERIFY2(opened.error().what.contains(word), qPrintable(opened.error().what));
    QVERIFY(!opened.error().advice.isEmpty());
    QVERIFY(!opened.error().detail.isEmpty());
    QVERIFY(!(opened.error().what + opened.error().detail).contains(QLatin1String("wrong-horse")));
}

void TestSqlDirectoryPostgres::connectsAnew()
{
    makeStandardTables();
    SqlDirectory directory{url(), writing()};
    QVERIFY(QCoro::waitFor(directory.resolve({ann}, {})).result->front().user);
    const QString kill =
        QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%1'"
                       " AND application_name = 'chat-sync'")
            .arg(m_database);
    QVERIFY(m_server.execute(kill));
    // Reading goes on over a new connection, and what happened is in the trace.
    const auto again = QCoro::waitFor(directory.resolve({ann}, {}));
    QVERIFY(again.result->front().user);
    QVERIFY(again.queries.front().error.has_value());
    QCOMPARE(again.queries.front().error->kind, Error::Kind::Network);
    // Writing is not sent twice; the call after it finds a new connection.
    QVERIFY(m_server.execute(kill));
    const auto lost = QCoro::waitFor(directory.insertConversation(conversation(), {}));
    QVERIFY(!lost.result);
    QCOMPARE(lost.result.error().kind, Error::Kind::Network);
    const auto made = QCoro::waitFor(directory.insertConversation(conversation(), {}));
    QVERIFY2(made.result, qPrintable(made.result ? QString{} : made.result.error().detail));
    QCOMPARE(m_server.query(QStringLiteral("SELECT count(*) FROM conversations"), m_database),
             QStringLiteral("1"));
    QVERIFY2(m_server.restart(), qPrintable(m_server.error()));
    QVERIFY(QCoro::waitFor(directory.resolve({ann}, {})).result->front().user);
}

/// Statements are kept prepared; PostgreSQL refuses one that was prepared for another type of id.
void TestSqlDirectoryPostgres::keepsUpWithAChangedColumn()
{
    makeStandardTables();
    SqlDirectory directory{url(), writing()};
    for (int round = 0; round < 2; ++round)
        QVERIFY(QCoro::waitFor(directory.resolve({ann}, {})).result->front().user);
    make("ALTER TABLE users ALTER COLUMN id TYPE text");
    const auto again = QCoro::waitFor(directory.resolve({ann}, {}));
    QVERIFY(again.result->front().user);
    QVERIFY(!again.queries.front().error);
}

void TestSqlDirectoryPostgres::asksInHundreds()
{
    makeStandardTables();
    make("INSERT INTO users (id, name) SELECT ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, "
         "'U' || i"
         " FROM generate_series(1, 250) i");
    QStringList ids;
    for (int i = 250; i > 0; --i)
        ids << QStringLiteral("00000000-0000-4000-8000-%1").arg(i, 12, 10, QLatin1Char('0'));
    ids.insert(7, QStringLiteral("no uuid"));
    SqlDirectory directory{url()};
    const auto answer = QCoro::waitFor(directory.resolve(ids, {}));
    QCOMPARE(answer.result->size(), std::size_t{251});
    QVERIFY(answer.queries.size() <= 6);
    for (const Resolution &resolution : *answer.result)
        QCOMPARE(resolution.user.has_value(), resolution.id != QLatin1String("no uuid"));
    QCOMPARE((*answer.result)[0].user->name, QStringLiteral("U250"));
}

void TestSqlDirectoryPostgres::survivesHostileNames()
{
    makeStandardTables();
    make("INSERT INTO users (id, name) VALUES (gen_random_uuid(), '100%_!sure'), (gen_random_uuid(), "
         "'Robert''); DROP TABLE users;--'),"
         "(gen_random_uuid(), 'back\\slash \"quoted\"'), (gen_random_uuid(), 'ليلى'), (gen_random_uuid(), "
         "'🌟'),"
         "(gen_random_uuid(), repeat('x', 500))");
    SqlDirectory directory{url()};
    const QStringList hostile{QStringLiteral("100%_!s"),
                              QStringLiteral("'); DROP TABLE users;--"),
                              QStringLiteral("k\\sl"),
                              QStringLiteral("\"quoted\""),
                              QStringLiteral("ليل"),
                              QStringLiteral("🌟"),
                              QStringLiteral("X").repeated(500),
                              QStringLiteral("%"),
                              QStringLiteral("_")};
    for (const QString &text : hostile) {
        const auto answer = QCoro::waitFor(directory.search({.text = text, .after = {}}, {}));
        QVERIFY2(answer.result, qPrintable(answer.result ? QString{} : answer.result.error().detail));
        QVERIFY2(answer.result->participants.size() == 1, qPrintable(text));
        const auto exact = QCoro::waitFor(directory.search(
            {.text = answer.result->participants.front().name, .after = {}, .exactNameOnly = true}, {}));
        QCOMPARE(exact.result->participants.size(), std::size_t{1});
    }
    const auto none = QCoro::waitFor(
        directory.search({.text = QString{QChar::Null} + QStringLiteral("zzz"), .after = {}}, {}));
    QVERIFY(none.result && none.result->participants.empty());
    const auto broken = QCoro::waitFor(directory.search({.text = {}, .after = QStringLiteral("!!")}, {}));
    QCOMPARE(broken.result.error().kind, Error::Kind::Input);
}

void TestSqlDirectoryPostgres::pagesWithoutGaps()
{
    // Names in few spellings, so that pages end among equal ones; the same ids in both tables.
    makeStandardTables("text");
    make("INSERT INTO users (id, name) SELECT 'u' || i, (ARRAY['ann', 'Ann', 'Ömer', 'ömer', '', 'Zoë'])[i % "
         "6 + 1]"
         " FROM generate_series(1, 600) i;"
         "INSERT INTO companies (id, company_name) SELECT 'u' || i, (ARRAY['ann', 'Ann', 'Ömer', 'Beta'])[i "
         "% 4 + 1]"
         " FROM generate_series(1, 500) i");
    SqlDirectory directory{url()};
    QSet<QString> seen;
    QString after;
    int pages = 0;
    int rows = 0;
    do {
        const auto page = QCoro::waitFor(directory.search({.text = {}, .limit = 37, .after = after}, {}));
        QVERIFY2(page.result, qPrintable(page.result ? QString{} : page.result.error().detail));
        for (const Participant &who : page.result->participants) {
            const QString key =
                who.id + (who.table == Participant::Table::Users ? QLatin1Char('u') : QLatin1Char('c'));
            QVERIFY2(!seen.contains(key), qPrintable(key));
            seen.insert(key);
            ++rows;
        }
        after = page.result->next;
        QVERIFY(++pages < 100);
    } while (!after.isEmpty());
    QCOMPARE(rows, 1102);
}

void TestSqlDirectoryPostgres::foldsCapitalsOfAllScripts()
{
    makeStandardTables();
    make("INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'ОЛЬГА Смирнова'), (gen_random_uuid(), "
         "'Ünal')");
    SqlDirectory directory{url()};
    for (const QString &text : {QStringLiteral("ольга"), QStringLiteral("ÜNAL")}) {
        const auto answer = QCoro::waitFor(directory.search({.text = text, .after = {}}, {}));
        QCOMPARE(answer.result->participants.size(), std::size_t{1});
    }
}

void TestSqlDirectoryPostgres::stopsAHangingQuery()
{
    makeStandardTables();
    make("ALTER TABLE users RENAME TO people;"
         "CREATE FUNCTION slow() RETURNS boolean VOLATILE LANGUAGE plpgsql AS"
         " $$ BEGIN PERFORM pg_sleep(CASE WHEN EXISTS (SELECT FROM companies WHERE company_name = 'hang') "
         "THEN 600 ELSE 0 END);"
         " RETURN true; END $$;"
         "CREATE VIEW users AS SELECT * FROM people WHERE slow();"
         "UPDATE companies SET company_name = 'hang'");
    StoreOptions options;
    options.connection.statementTimeout = 300s;
    options.totalTimeout = 300s;
    SqlDirectory directory{url(), options};
    QVERIFY(QCoro::waitFor(directory.open({})));
    std::stop_source stop;
    auto task = directory.resolve({ann}, stop.get_token());
    const QString sleeping = QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE datname = '%1'"
                                            " AND wait_event = 'PgSleep'")
                                 .arg(m_database);
    QTRY_COMPARE_WITH_TIMEOUT(m_server.query(sleeping), QStringLiteral("1"), 20'000);
    stop.request_stop();
    const auto answer = QCoro::waitFor(std::move(task));
    QVERIFY(!answer.result);
    QCOMPARE(answer.result.error().kind, Error::Kind::Cancelled);
    make("UPDATE companies SET company_name = 'Acme'");
    const auto next = QCoro::waitFor(directory.resolve({ann}, {}));
    QVERIFY(next.result->front().user);
    // The server has been told, too.
    QTRY_COMPARE_WITH_TIMEOUT(m_server.query(sleeping), QStringLiteral("0"), 20'000);
}

void TestSqlDirectoryPostgres::timesOut()
{
    makeStandardTables();
    make("CREATE OR REPLACE VIEW slow_users AS SELECT u.*, pg_sleep(600)::text AS category FROM users u;"
         "ALTER TABLE users RENAME TO people; ALTER VIEW slow_users RENAME TO users");
    StoreOptions serverCounts;
    serverCounts.connection.statementTimeout = 100ms;
    SqlDirectory first{url(), serverCounts};
    const auto cut = QCoro::waitFor(first.resolve({ann}, {}));
    QVERIFY(cut.result->front().unreadable);
    QCOMPARE(cut.result->front().unreadable->kind, Error::Kind::Timeout);
    QVERIFY(!cut.queries.empty());
    StoreOptions weCount;
    weCount.totalTimeout = 1500ms;
    weCount.connection.statementTimeout = 300s;
    SqlDirectory second{url(), weCount};
    const auto left = QCoro::waitFor(second.resolve({ann}, {}));
    QVERIFY(left.result->front().unreadable);
    QCOMPARE(left.result->front().unreadable->kind, Error::Kind::Timeout);
}

void TestSqlDirectoryPostgres::diesWithAQueryInFlight()
{
    makeStandardTables();
    make("ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT p.*, pg_sleep(600)::text AS "
         "category FROM people p");
    StoreOptions options;
    options.connection.statementTimeout = 300s;
    options.totalTimeout = 300s;
    auto directory = std::make_unique<SqlDirectory>(url(), options);
    QVERIFY(QCoro::waitFor(directory->open({})));
    auto task = directory->resolve({ann}, {});
    const QString sleeping = QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE datname = '%1'"
                                            " AND wait_event = 'PgSleep'")
                                 .arg(m_database);
    QTRY_COMPARE_WITH_TIMEOUT(m_server.query(sleeping), QStringLiteral("1"), 20'000);
    directory.reset();
    const auto answer = QCoro::waitFor(std::move(task));
    QCOMPARE(answer.result.error().kind, Error::Kind::Cancelled);
    QVERIFY(Store::waitForWorkers(30s));
}

QTEST_GUILESS_MAIN(TestSqlDirectoryPostgres)
#include "tst_sqldirectory_postgres.moc"
