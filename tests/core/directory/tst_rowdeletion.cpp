// SPDX-License-Identifier: MIT
// Deleting a conversation row: exactly the one, in SQLite and in a real PostgreSQL.
#include "core/directory/sqldirectory.h"
#include "tests/support/postgresserver.h"

#include <QCoroTask>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString ann = u"11111111-1111-4111-8111-111111111111"_s;
const QString talk = u"55555555-5555-4555-8555-555555555555"_s;
const QString other = u"66666666-6666-4666-8666-666666666666"_s;

QString tables(bool postgres, bool numbered)
{
    const QString id = postgres ? u"uuid"_s : u"TEXT"_s;
    const QString number = postgres ? u"serial PRIMARY KEY"_s : u"INTEGER PRIMARY KEY"_s;
    return u"CREATE TABLE users (id %1 PRIMARY KEY, name TEXT);"
           "CREATE TABLE conversations (id %2, type TEXT, participant_ids TEXT, name TEXT, created_by %1);"
           "CREATE TABLE messages (id INTEGER, conversation_id %3 REFERENCES conversations (id) ON DELETE "
           "CASCADE,"
           " text TEXT);"
           "INSERT INTO users VALUES ('%4', 'Ann');"_s.arg(id, numbered ? number : id + u" PRIMARY KEY"_s,
                                                           numbered ? u"INTEGER"_s : id, ann);
}

Conversation rowOf(const QString &id)
{
    return {.id = id,
            .type = u"direct"_s,
            .participantIds = {ann},
            .name = {},
            .createdBy = ann,
            .createdAt = {}};
}

} // namespace

class TestRowDeletion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        QVERIFY(m_server.execute(u"CREATE ROLE inserter LOGIN"_s));
    }
    void cleanup() { m_directory.reset(); }
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(30s)); }

    void deletesExactlyThatRow_data() { kinds(); }
    void deletesExactlyThatRow()
    {
        QFETCH(bool, postgres);
        QFETCH(bool, numbered);
        prepare(postgres, numbered);
        const Conversation first = insert(talk);
        const Conversation second = insert(other);
        QVERIFY(first.id != second.id);
        QCOMPARE(first.id == talk, !numbered);

        const Traced<int> gone = QCoro::waitFor(m_directory->deleteConversation(first, {}));
        QVERIFY2(gone.result.has_value(), qPrintable(gone.result ? QString{} : gone.result.error().detail));
        QCOMPARE(*gone.result, 1);
        QVERIFY(gone.queries.back().writes);
        QVERIFY2(!gone.queries.back().sql.contains(first.id), "values are bound, never pasted");
        QCOMPARE(there({first.id, second.id}), QStringList{second.id});
        QCOMPARE(*QCoro::waitFor(m_directory->deleteConversation(first, {})).result, 0);
    }

    void leavesTheRowOfAnotherCreator_data() { kinds(); }
    void leavesTheRowOfAnotherCreator()
    {
        QFETCH(bool, postgres);
        QFETCH(bool, numbered);
        prepare(postgres, numbered);
        Conversation row = insert(talk);
        row.createdBy = other;
        QCOMPARE(*QCoro::waitFor(m_directory->deleteConversation(row, {})).result, 0);
        QCOMPARE(there({row.id}), QStringList{row.id});
    }

    /// What others hung on it would go with it, or keep it from going: neither is tried.
    void leavesARowOthersReferTo_data() { kinds(); }
    void leavesARowOthersReferTo()
    {
        QFETCH(bool, postgres);
        QFETCH(bool, numbered);
        prepare(postgres, numbered);
        const Conversation row = insert(talk);
        execute(u"INSERT INTO messages VALUES (1, '%1', 'Hello')"_s.arg(row.id));
        const Traced<int> gone = QCoro::waitFor(m_directory->deleteConversation(row, {}));
        QVERIFY(!gone.result.has_value());
        QVERIFY2(gone.result.error().what.contains(u"messages"_s), qPrintable(gone.result.error().what));
        QCOMPARE(there({row.id}), QStringList{row.id});
    }

    void refusesWhereItMayOnlyRead_data() { kinds(); }
    void refusesWhereItMayOnlyRead()
    {
        QFETCH(bool, postgres);
        QFETCH(bool, numbered);
        prepare(postgres, numbered);
        const Conversation row = insert(talk);
        m_directory = std::make_unique<SqlDirectory>(m_url);
        const Traced<int> gone = QCoro::waitFor(m_directory->deleteConversation(row, {}));
        QVERIFY(!gone.result.has_value());
        QVERIFY(gone.result.error().kind == Error::Kind::Refused);
        QVERIFY(gone.queries.empty());
        QCOMPARE(there({row.id}), QStringList{row.id});
    }

    void saysWhoMayNotDelete()
    {
        prepare(true, false);
        const Conversation row = insert(talk);
        QVERIFY(m_server.execute(u"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO inserter"_s,
                                 m_database));
        m_url = *DatabaseUrl::parse(m_server.url(m_database, u"inserter"_s));
        m_directory = std::make_unique<SqlDirectory>(m_url, writing());
        const Traced<int> gone = QCoro::waitFor(m_directory->deleteConversation(row, {}));
        QVERIFY(!gone.result.has_value());
        QCOMPARE(there({row.id}), QStringList{row.id});
    }

private:
    static void kinds()
    {
        QTest::addColumn<bool>("postgres");
        QTest::addColumn<bool>("numbered");
        QTest::newRow("SQLite, UUID") << false << false;
        QTest::newRow("SQLite, numbered") << false << true;
        QTest::newRow("PostgreSQL, UUID") << true << false;
        QTest::newRow("PostgreSQL, numbered") << true << true;
    }

    static StoreOptions writing()
    {
        StoreOptions options;
        options.connection.access = DirectoryAccess::InsertConversations;
        return options;
    }

    void prepare(bool postgres, bool numbered)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        if (postgres) {
            m_database = u"d%1"_s.arg(++m_databases);
            QVERIFY(m_server.execute(u"CREATE DATABASE "_s + m_database));
            m_url = *DatabaseUrl::parse(m_server.url(m_database));
            QVERIFY2(m_server.execute(tables(true, numbered), m_database), qPrintable(m_server.error()));
        } else {
            m_url = *DatabaseUrl::parse(u"sqlite:"_s + m_folder->filePath(u"d.sqlite"_s));
            m_database.clear();
            execute(tables(false, numbered));
        }
        m_directory = std::make_unique<SqlDirectory>(m_url, writing());
    }

    void execute(const QString &sql)
    {
        if (!m_database.isEmpty()) {
            QVERIFY2(m_server.execute(sql, m_database), qPrintable(m_server.error()));
            return;
        }
        ConnectionOptions options = writing().connection;
        options.createSqliteFile = true;
        Connection connection{m_url, options};
        QVERIFY(connection.open().has_value());
        for (const QString &statement : sql.split(u';', Qt::SkipEmptyParts)) {
            const auto done =
                connection.execute({.sql = statement, .values = {}, .table = {}, .writes = true});
            QVERIFY2(done.has_value(), qPrintable(done ? QString{} : done.error().detail));
        }
    }

    Conversation insert(const QString &id)
    {
        const Traced<Conversation> inserted = QCoro::waitFor(m_directory->insertConversation(rowOf(id), {}));
        return inserted.result.value_or(Conversation{});
    }

    QStringList there(const QStringList &ids)
    {
        SqlDirectory reader{m_url};
        PeopleQuery query;
        query.conversationIds = ids;
        const Traced<PeopleAnswer> answer = QCoro::waitFor(reader.people(query, {}));
        QStringList found;
        for (const Conversation &row : answer.result.value_or(PeopleAnswer{}).conversations)
            found << row.id;
        return found;
    }

    PostgresServer m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_database;
    int m_databases = 0;
    DatabaseUrl m_url = *DatabaseUrl::parse(u"sqlite:/nowhere"_s);
    std::unique_ptr<SqlDirectory> m_directory;
};

QTEST_GUILESS_MAIN(TestRowDeletion)
#include "tst_rowdeletion.moc"
