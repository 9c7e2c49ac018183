// SPDX-License-Identifier: MIT
#include "core/directory/sqldirectory.h"
#include "tests/support/postgresserver.h"

#include <QCoroTask>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace std::chrono_literals;

namespace {

const QString ann = QStringLiteral("11111111-1111-4111-8111-111111111111");
const QString acme = QStringLiteral("22222222-2222-4222-8222-222222222222");
const QString nobody = QStringLiteral("33333333-3333-4333-8333-333333333333");
const QString both = QStringLiteral("44444444-4444-4444-8444-444444444444");
const QString talk = QStringLiteral("55555555-5555-4555-8555-555555555555");

/// %1: type of the ids, %2: type of participant_ids, %3 and %4: its values.
QString tables(const QString &idType, const QString &listType, const QString &list, const QString &other)
{
    return QStringLiteral(
               "CREATE TABLE users (id %1 PRIMARY KEY, name TEXT, email TEXT, image_url TEXT, user_type "
               "TEXT);"
               "CREATE TABLE companies (id %1 PRIMARY KEY, company_name TEXT, display_name TEXT, email "
               "TEXT, logo_url TEXT, approval_status TEXT);"
               "CREATE TABLE conversations (id %1 PRIMARY KEY, type TEXT, participant_ids %2, name TEXT, "
               "created_by %1, created_at TEXT);"
               "INSERT INTO users VALUES ('%5', 'Ann', 'Ann@Example.com', NULL, 'user');"
               "INSERT INTO users VALUES ('%8', 'Both', NULL, NULL, 'user');"
               "INSERT INTO companies VALUES ('%6', '', 'Acme', 'shared@example.com', 'logo', 'approved');"
               "INSERT INTO companies VALUES ('%8', 'Both', NULL, 'SHARED@example.com', NULL, 'pending');"
               "INSERT INTO conversations VALUES ('%7', 'direct', %3, 'Talk', '%5', "
               "'2026-01-15T10:00:00Z');"
               "INSERT INTO conversations VALUES ('%6', 'direct', %4, 'Other', '%6', "
               "'2026-01-14T10:00:00Z');")
        .arg(idType, listType, list, other, ann, acme, talk, both);
}

PeopleAnswer ask(Directory &directory, const PeopleQuery &query, std::size_t *statements = nullptr)
{
    const Traced<PeopleAnswer> answer = QCoro::waitFor(directory.people(query, {}));
    if (statements)
        *statements = answer.queries.size();
    return answer.result.value_or(PeopleAnswer{});
}

} // namespace

/// People with their conversations, from SQLite and from a real PostgreSQL.
class TestPeople : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        QVERIFY(m_server.execute(QStringLiteral("CREATE ROLE reader LOGIN")));
    }

    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(30s)); }

    void reads_data()
    {
        QTest::addColumn<bool>("postgres");
        QTest::addColumn<QString>("sql");
        const QString json = QStringLiteral("'[\"%1\",\"%2\"]'").arg(ann, acme);
        const QString otherJson = QStringLiteral("'[\"%1\",\"%2\"]'").arg(acme, nobody);
        const QString array = QStringLiteral("'{%1,%2}'").arg(ann, acme);
        const QString otherArray = QStringLiteral("'{%1,%2}'").arg(acme, nobody);
        QTest::newRow("SQLite, JSON in a text")
            << false << tables(QStringLiteral("TEXT"), QStringLiteral("TEXT"), json, otherJson);
        QTest::newRow("PostgreSQL, uuid and uuid[]")
            << true << tables(QStringLiteral("uuid"), QStringLiteral("uuid[]"), array, otherArray);
        QTest::newRow("PostgreSQL, text and text[]")
            << true << tables(QStringLiteral("text"), QStringLiteral("text[]"), array, otherArray);
        QTest::newRow("PostgreSQL, uuid and jsonb")
            << true << tables(QStringLiteral("uuid"), QStringLiteral("jsonb"), json, otherJson);
        QTest::newRow("PostgreSQL, varchar and json")
            << true << tables(QStringLiteral("varchar(40)"), QStringLiteral("json"), json, otherJson);
    }

    void reads()
    {
        QFETCH(bool, postgres);
        QFETCH(QString, sql);
        const std::unique_ptr<SqlDirectory> directory = open(postgres, sql);
        QVERIFY(directory);

        std::size_t statements = 0;
        const PeopleAnswer answer = ask(*directory,
                                        {.ids = {ann, nobody, both, QStringLiteral("x' OR 1=1 --"), acme},
                                         .emails = {QStringLiteral("Ann@Example.com")},
                                         .conversations = 10},
                                        &statements);
        QCOMPARE(statements, std::size_t{2});
        QCOMPARE(answer.byId.size(), std::size_t{5});
        QCOMPARE(answer.byId[0].user->name, QStringLiteral("Ann"));
        QVERIFY(!answer.byId[0].company);
        QVERIFY(!answer.byId[1].user && !answer.byId[1].company && !answer.byId[1].unreadable);
        QVERIFY(answer.byId[2].user && answer.byId[2].company);
        QVERIFY(!answer.byId[3].user && !answer.byId[3].company);
        QCOMPARE(answer.byId[4].company->name, QStringLiteral("Acme"));
        QCOMPARE(answer.byId[4].company->image.value_or(QString{}), QStringLiteral("logo"));
        QCOMPARE(answer.byEmail.size(), std::size_t{1});
        QCOMPARE(answer.byEmail[0].user->id, ann);
        QVERIFY(!answer.conversationsUnread);
        QCOMPARE(answer.conversations.size(), std::size_t{2});
        QCOMPARE(answer.conversations[0].id, talk);
        QCOMPARE(answer.conversations[0].participantIds, (QStringList{ann, acme}));
        QCOMPARE(answer.conversations[0].createdAt, QDateTime(QDate{2026, 1, 15}, QTime{10, 0}, Qt::UTC));

        const PeopleAnswer one = ask(*directory, {.ids = {ann}, .conversations = 10});
        QCOMPARE(one.conversations.size(), std::size_t{1});
        QVERIFY(!one.moreConversations);
        const PeopleAnswer few = ask(*directory, {.ids = {acme}, .conversations = 1});
        QCOMPARE(few.conversations.size(), std::size_t{1});
        QVERIFY(few.moreConversations);
        const PeopleAnswer byRow = ask(*directory, {.conversationIds = {talk}});
        QCOMPARE(byRow.conversations.size(), std::size_t{1});
    }

    /// One statement where the case fits, one more where it does not.
    void findsEmailsInAnyCase_data()
    {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("SQLite") << false;
        QTest::newRow("PostgreSQL") << true;
    }

    void findsEmailsInAnyCase()
    {
        QFETCH(bool, postgres);
        const std::unique_ptr<SqlDirectory> directory =
            open(postgres, tables(QStringLiteral("TEXT"), QStringLiteral("TEXT"), QStringLiteral("'[]'"),
                                  QStringLiteral("'[]'")));
        std::size_t statements = 0;
        const PeopleAnswer lower =
            ask(*directory, {.emails = {QStringLiteral("ann@example.com")}}, &statements);
        QCOMPARE(statements, std::size_t{2});
        QCOMPARE(lower.byEmail.size(), std::size_t{1});
        const PeopleAnswer shared =
            ask(*directory, {.emails = {QStringLiteral("shared@example.com")}}, &statements);
        QCOMPARE(statements, std::size_t{1});
        QVERIFY(!shared.byEmail.empty());
        QVERIFY(ask(*directory, {.emails = {QStringLiteral("' OR '1'='1")}}).byEmail.empty());
    }

    void asksInPortions()
    {
        const std::unique_ptr<SqlDirectory> directory =
            open(false, tables(QStringLiteral("TEXT"), QStringLiteral("TEXT"), QStringLiteral("'[]'"),
                               QStringLiteral("'[]'")));
        QStringList ids{ann};
        for (int i = 0; i < 1200; ++i)
            ids << QStringLiteral("id-%1").arg(i);
        ids << acme << ann;
        std::size_t statements = 0;
        const PeopleAnswer answer = ask(*directory, {.ids = ids}, &statements);
        QCOMPARE(statements, std::size_t{3});
        QVERIFY(answer.byId.front().user && answer.byId.back().user);
        QVERIFY(answer.byId[1201].company);
    }

    /// What must not be read is told of whoever is not in the other table.
    void tellsWhatItMayNotRead()
    {
        const std::unique_ptr<SqlDirectory> owner =
            open(true, tables(QStringLiteral("uuid"), QStringLiteral("text"), QStringLiteral("'[]'"),
                              QStringLiteral("'[]'")));
        QVERIFY(m_server.execute(
            QStringLiteral("GRANT SELECT ON users TO reader; GRANT SELECT (id) ON companies TO reader"),
            m_database));
        QVERIFY(QCoro::waitFor(owner->open({})));
        // The permission goes after the tables were looked at.
        SqlDirectory directory{*DatabaseUrl::parse(m_server.url(m_database, QStringLiteral("reader")))};
        QVERIFY(QCoro::waitFor(directory.open({})));
        QVERIFY(m_server.execute(
            QStringLiteral(
                "REVOKE ALL ON companies FROM reader; REVOKE SELECT (id) ON companies FROM reader"),
            m_database));
        const PeopleAnswer answer = ask(directory, {.ids = {ann, acme}, .conversations = 5});
        QCOMPARE(answer.byId.size(), std::size_t{2});
        QVERIFY(answer.byId[0].user);
        QVERIFY(!answer.byId[0].unreadable);
        QVERIFY(answer.byId[1].unreadable);
    }

    void tellsThatThereAreNoConversations()
    {
        const std::unique_ptr<SqlDirectory> directory =
            open(false, QStringLiteral("CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT);"
                                       "INSERT INTO users VALUES ('a', 'Ann');"));
        const PeopleAnswer answer = ask(*directory, {.ids = {QStringLiteral("a")}, .conversations = 5});
        QVERIFY(answer.byId.front().user);
        QVERIFY(answer.conversationsUnread);
    }

private:
    std::unique_ptr<SqlDirectory> open(bool postgres, const QString &sql)
    {
        if (postgres) {
            m_database = QStringLiteral("people%1").arg(++m_count);
            if (!m_server.execute(QStringLiteral("CREATE DATABASE ") + m_database) ||
                !m_server.execute(sql, m_database)) {
                qWarning() << m_server.error();
                return nullptr;
            }
            return std::make_unique<SqlDirectory>(*DatabaseUrl::parse(m_server.url(m_database)));
        }
        StoreOptions options;
        options.connection.access = DirectoryAccess::InsertConversations;
        auto store = std::make_unique<Store>(DatabaseUrl::memory(), options);
        auto work = [sql](Connection &connection) -> Result<bool> {
            for (const QString &statement : sql.split(u';', Qt::SkipEmptyParts)) {
                if (const auto done = connection.execute({statement, {}, {}, true}); !done)
                    return tl::unexpected(done.error());
            }
            return true;
        };
        const QFuture<Result<bool>> filled = store->run(work);
        if (!QTest::qWaitFor([&filled] { return filled.isFinished(); }) || !filled.result())
            return nullptr;
        return std::make_unique<SqlDirectory>(std::move(store));
    }

    test::PostgresServer m_server;
    QString m_database;
    int m_count = 0;
};

QTEST_GUILESS_MAIN(TestPeople)
#include "tst_people.moc"
