// SPDX-License-Identifier: MIT
#include "core/directory/sqldirectory.h"

#include <QCoroTask>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace chatsync;
using namespace std::chrono_literals;

namespace {

StoreOptions writing(std::chrono::milliseconds patience = 200ms)
{
    StoreOptions options;
    options.connection.access = DirectoryAccess::InsertConversations;
    options.connection.statementTimeout = patience;
    return options;
}

ParticipantSearch searchFor(const QString &text)
{
    ParticipantSearch search;
    search.text = text;
    return search;
}

Conversation conversation()
{
    return {.id = QStringLiteral("c1"),
            .type = QStringLiteral("group"),
            .participantIds = {QStringLiteral("a"), QStringLiteral("b\"'\\")},
            .name = {},
            .createdBy = QStringLiteral("a"),
            .createdAt = QDateTime{QDate{2026, 1, 15}, QTime{10, 0}, Qt::UTC}};
}

/// Acts as a user without rights for a while; files owned by root are then not writable.
class Unprivileged {
public:
    Unprivileged() { m_changed = geteuid() == 0 && setresuid(65534, 65534, 0) == 0; }
    ~Unprivileged()
    {
        if (m_changed)
            [[maybe_unused]] const int back = setresuid(0, 0, 0);
    }

private:
    bool m_changed = false;
};

} // namespace

class TestSqlDirectorySqlite : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanupTestCase();
    void resolves();
    void appliesTheIdentityRules_data();
    void appliesTheIdentityRules();
    void insertsRows();
    void numbersItsRows();
    void tellsWhyNoRowIsInserted_data();
    void tellsWhyNoRowIsInserted();
    void neverCreatesAFile();
    void explainsBrokenFiles();
    void explainsALockedFile();
    void readsAReadOnlyFile();
    void searches_data();
    void searches();
    void pagesWithoutGaps();
    void stopsAHangingQuery();
    void answersOnceClosed();
    void mappingGoesThroughJson();
    void mappingRefusesNonsense_data();
    void mappingRefusesNonsense();

private:
    DatabaseUrl make(const QStringList &statements);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSqlDirectorySqlite::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSqlDirectorySqlite::cleanupTestCase()
{
    QVERIFY(Store::waitForWorkers(60s));
}

/// A file whose name SQLite would take apart if it were not escaped.
DatabaseUrl TestSqlDirectorySqlite::make(const QStringList &statements)
{
    ConnectionOptions options;
    options.access = DirectoryAccess::InsertConversations;
    options.createSqliteFile = true;
    const DatabaseUrl url = DatabaseUrl::sqliteFile(m_folder->filePath(QStringLiteral("a b?c#d%20;é.db")));
    Connection connection{url, options};
    Result<void> done = connection.open();
    for (const QString &sql : statements) {
        if (done && !connection.execute({sql, {}, {}, true}))
            qFatal("%s", qPrintable(sql));
    }
    if (!done)
        qFatal("%s", qPrintable(done.error().detail));
    return url;
}

void TestSqlDirectorySqlite::resolves()
{
    const DatabaseUrl url =
        make({QStringLiteral("CREATE TABLE users (id TEXT, name TEXT)"),
              QStringLiteral(
                  "CREATE TABLE companies (id INTEGER PRIMARY KEY, company_name TEXT, approved BOOLEAN)"),
              QStringLiteral("INSERT INTO users VALUES ('a', 'Ann'), ('7', 'Both')"),
              QStringLiteral("INSERT INTO companies VALUES (7, 'Acme', 0)")});
    SqlDirectory directory{url};
    const auto answer = QCoro::waitFor(
        directory.resolve({QStringLiteral("a"), QStringLiteral("7"), QStringLiteral("'x")}, {}));
    QVERIFY(answer.result);
    const auto &found = *answer.result;
    QVERIFY(found[0].user && !found[0].company);
    QVERIFY(found[1].user && found[1].company);
    QCOMPARE(found[1].company->approval, QStringLiteral("not approved"));
    QVERIFY(!found[2].found() && !found[2].unreadable);
    QCOMPARE(answer.queries.size(), std::size_t{2});
    // Only numbers are asked of a numeric column.
    QCOMPARE(answer.queries[1].values, QJsonArray{7});
}

void TestSqlDirectorySqlite::appliesTheIdentityRules_data()
{
    QTest::addColumn<QString>("columns");
    QTest::addColumn<QString>("values");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("image");
    QTest::addColumn<bool>("company");
    const auto row = [](const char *title, const char *columns, const char *values, const char *name,
                        const char *image, bool company) {
        QTest::addRow("%s", title) << QString::fromLatin1(columns) << QString::fromLatin1(values)
                                   << QString::fromLatin1(name) << QString::fromLatin1(image) << company;
    };
    row("name first", "name, company_name, display_name", "'N', 'C', 'D'", "N", "", false);
    row("company name next", "name, company_name, display_name", "'', 'C', 'D'", "C", "", false);
    row("display name last", "display_name, company_name, name", "'D', NULL, NULL", "D", "", false);
    row("no name", "name", "NULL", "", "", false);
    row("image first", "image_url, logo_url, avatar_url", "'i', 'l', 'a'", "", "i", false);
    row("avatar last", "avatar_url, logo_url, image_url", "'a', '', NULL", "", "a", false);
    row("category", "category", "'company'", "", "", true);
    row("type", "type", "'Company'", "", "", true);
    row("user_type", "category, user_type", "'x', 'COMPANY'", "", "", true);
    row("something else", "category", "'companies'", "", "", false);
}

void TestSqlDirectorySqlite::appliesTheIdentityRules()
{
    QFETCH(QString, columns);
    QFETCH(QString, values);
    const DatabaseUrl url = make({QStringLiteral("CREATE TABLE users (id, %1)").arg(columns),
                                  QStringLiteral("INSERT INTO users VALUES ('a', %1)").arg(values)});
    SqlDirectory directory{url};
    const auto answer = QCoro::waitFor(directory.resolve({QStringLiteral("a")}, {}));
    QVERIFY(answer.result->front().user);
    const Participant who = *answer.result->front().user;
    QTEST(who.name, "name");
    QTEST(who.image.value_or(QString{}), "image");
    QTEST(who.kind == ParticipantKind::Company, "company");
}

void TestSqlDirectorySqlite::insertsRows()
{
    const DatabaseUrl url =
        make({QStringLiteral("CREATE TABLE users (id)"),
              QStringLiteral("CREATE TABLE conversations (id TEXT PRIMARY KEY, conversation_type TEXT,"
                             " participant_ids TEXT, name TEXT, created_by TEXT, created_at TEXT)")});
    SqlDirectory directory{url, writing()};
    const auto made = QCoro::waitFor(directory.insertConversation(conversation(), {}));
    QVERIFY2(made.result, qPrintable(made.result ? QString{} : made.result.error().detail));
    QCOMPARE(*made.result, conversation());
    Connection connection{url, {}};
    QVERIFY(connection.open());
    const auto rows = connection.execute({QStringLiteral("SELECT * FROM conversations"), {}, {}, false});
    QCOMPARE(rows->size(), std::size_t{1});
    QCOMPARE(rows->front()[2].toString(), QStringLiteral("[\"a\",\"b\\\"'\\\\\"]"));
    QVERIFY(rows->front()[3].isNull());
    QCOMPARE(rows->front()[5].toString(), QStringLiteral("2026-01-15T10:00:00.000Z"));
    // The same id again: the rule of the table is told.
    const auto twice = QCoro::waitFor(directory.insertConversation(conversation(), {}));
    QCOMPARE(twice.result.error().kind, Error::Kind::Storage);
}

void TestSqlDirectorySqlite::numbersItsRows()
{
    const DatabaseUrl url =
        make({QStringLiteral("CREATE TABLE companies (id)"),
              QStringLiteral("CREATE TABLE chats (id INTEGER PRIMARY KEY AUTOINCREMENT, members TEXT)")});
    SqlDirectory directory{url, writing()};
    for (const QString &id : {QStringLiteral("1"), QStringLiteral("2")}) {
        const auto made = QCoro::waitFor(directory.insertConversation(conversation(), {}));
        QVERIFY2(made.result, qPrintable(made.result ? QString{} : made.result.error().detail));
        QCOMPARE(made.result->id, id);
    }
}

void TestSqlDirectorySqlite::tellsWhyNoRowIsInserted_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<bool>("writes");
    QTest::addColumn<QString>("word");
    QTest::addRow("no table") << QStringLiteral("CREATE TABLE other (id)") << true
                              << QStringLiteral("no conversations");
    QTest::addRow("opened for reading") << QStringLiteral("CREATE TABLE conversations (id, participants)")
                                        << false << QStringLiteral("reading");
    QTest::addRow("no participants") << QStringLiteral("CREATE TABLE conversations (id, name)") << true
                                     << QStringLiteral("participants");
    QTest::addRow("a column nobody knows")
        << QStringLiteral("CREATE TABLE conversations (id, participants, tenant TEXT NOT NULL)") << true
        << QStringLiteral("tenant");
}

void TestSqlDirectorySqlite::tellsWhyNoRowIsInserted()
{
    QFETCH(QString, table);
    QFETCH(bool, writes);
    QFETCH(QString, word);
    SqlDirectory directory{make({QStringLiteral("CREATE TABLE users (id)"), table}),
                           writes ? writing() : StoreOptions{}};
    const auto opened = QCoro::waitFor(directory.open({}));
    QVERIFY(opened && !opened->mayInsertConversation);
    QVERIFY2(opened->whyNoInsert.contains(word), qPrintable(opened->whyNoInsert));
    const auto made = QCoro::waitFor(directory.insertConversation(conversation(), {}));
    QCOMPARE(made.result.error().kind, Error::Kind::Refused);
}

void TestSqlDirectorySqlite::neverCreatesAFile()
{
    const QString path = m_folder->filePath(QStringLiteral("absent.db"));
    SqlDirectory directory{DatabaseUrl::sqliteFile(path), writing()};
    const auto opened = QCoro::waitFor(directory.open({}));
    QVERIFY(!opened);
    QVERIFY(opened.error().what.contains(QLatin1String("does not exist")));
    QVERIFY(!QFile::exists(path));
    SqlDirectory folder{DatabaseUrl::sqliteFile(m_folder->path())};
    const auto refused = QCoro::waitFor(folder.open({}));
    QVERIFY(refused.error().what.contains(QLatin1String("folder")));
}

void TestSqlDirectorySqlite::explainsBrokenFiles()
{
    QFile file{m_folder->filePath(QStringLiteral("text.db"))};
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray{"This is no database at all. "}.repeated(100));
    file.close();
    SqlDirectory directory{DatabaseUrl::sqliteFile(file.fileName())};
    const auto opened = QCoro::waitFor(directory.open({}));
    QVERIFY(!opened);
    QVERIFY2(opened.error().what.contains(QLatin1String("not a SQLite database")),
             qPrintable(opened.error().what + opened.error().detail));
    QCOMPARE(opened.error().kind, Error::Kind::Storage);
}

void TestSqlDirectorySqlite::explainsALockedFile()
{
    const DatabaseUrl url =
        make({QStringLiteral("CREATE TABLE users (id)"), QStringLiteral("INSERT INTO users VALUES ('a')")});
    SqlDirectory directory{url, writing(50ms)};
    QVERIFY(QCoro::waitFor(directory.open({})));
    ConnectionOptions options;
    options.access = DirectoryAccess::InsertConversations;
    Connection other{url, options};
    QVERIFY(other.open());
    QVERIFY(other.execute({QStringLiteral("BEGIN EXCLUSIVE"), {}, {}, true}));
    const auto locked = QCoro::waitFor(directory.resolve({QStringLiteral("a")}, {}));
    QVERIFY(locked.result->front().unreadable);
    QVERIFY2(locked.result->front().unreadable->what.contains(QLatin1String("locked")),
             qPrintable(locked.result->front().unreadable->detail));
    QVERIFY(other.execute({QStringLiteral("ROLLBACK"), {}, {}, true}));
    const auto free = QCoro::waitFor(directory.resolve({QStringLiteral("a")}, {}));
    QVERIFY(free.result->front().user);
}

void TestSqlDirectorySqlite::readsAReadOnlyFile()
{
    const DatabaseUrl url =
        make({QStringLiteral("CREATE TABLE users (id)"), QStringLiteral("INSERT INTO users VALUES ('a')"),
              QStringLiteral("CREATE TABLE conversations (id, participants)")});
    QVERIFY(QFile::setPermissions(url.path(), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::Permissions{0x5055}));
    {
        const Unprivileged nobody;
        SqlDirectory directory{url, writing()};
        const auto opened = QCoro::waitFor(directory.open({}));
        QVERIFY2(opened, qPrintable(opened ? QString{} : opened.error().what));
        QVERIFY(!opened->mayInsertConversation);
        QVERIFY(QCoro::waitFor(directory.resolve({QStringLiteral("a")}, {})).result->front().user);
    }
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TestSqlDirectorySqlite::searches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("exact");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const char *name, const char *text, bool exact, const QStringList &ids) {
        QTest::addRow("%s", name) << QString::fromUtf8(text) << exact << ids;
    };
    const auto one = [](const char *id) { return QStringList{QString::fromLatin1(id)}; };
    row("part of a name", "OLO ac", false, one("c1"));
    row("e-mail", "@SAT.", false, one("c2"));
    row("beginning of an id", "ID-9", false, one("Id-9x"));
    row("not the middle of an id", "d-9", false, {});
    row("capitals of another script", "ольга", false, one("u1"));
    row("umlaut", "ÄNNE", false, one("u2"));
    row("right to left", "ليلى", false, one("u3"));
    row("emoji", "🌟", false, one("u4"));
    row("percent", "%", false, one("u5"));
    row("underscore", "_", false, one("u5"));
    row("the escape itself", "!", false, one("u5"));
    row("quote", "O'", false, one("u6"));
    row("injection", "'; DROP TABLE users; --", false, {});
    row("regular expression", "ä.*", false, {});
    row("exact", "lolo academy", true, one("c1"));
    row("exact, other script", "ОЛЬГА", true, one("u1"));
    row("exact e-mail", "HI@sat.example.org", true, one("c2"));
    row("only a part", "lolo", true, {});
    row("two of one name", "Kim", true, {QStringLiteral("u7"), QStringLiteral("u8")});
}

void TestSqlDirectorySqlite::searches()
{
    QFETCH(QString, text);
    QFETCH(bool, exact);
    const DatabaseUrl url =
        make({QStringLiteral("CREATE TABLE users (id TEXT, name TEXT)"),
              QStringLiteral("CREATE TABLE companies (id TEXT, company_name TEXT, email TEXT)"),
              QStringLiteral("INSERT INTO companies VALUES ('c1', 'Lolo Academy', NULL), ('c2', 'Sat', "
                             "'hi@sat.example.org')"),
              QStringLiteral(
                  "INSERT INTO users VALUES ('u1', 'Ольга'), ('u2', 'Änne'), ('u3', 'ليلى'), ('u4', 'A 🌟'),"
                  " ('u5', '100%_!'), ('u6', 'O''Neil'), ('u8', 'Kim'), ('u7', 'kim'), ('Id-9x', 'Zed'), "
                  "('n', NULL)")});
    SqlDirectory directory{url};
    ParticipantSearch search = searchFor(text);
    search.exactNameOnly = exact;
    const auto answer = QCoro::waitFor(directory.search(search, {}));
    QVERIFY2(answer.result, qPrintable(answer.result ? QString{} : answer.result.error().detail));
    QStringList ids;
    for (const Participant &who : answer.result->participants)
        ids << who.id;
    QTEST(ids, "ids");
    QVERIFY(answer.result->next.isEmpty());
}

void TestSqlDirectorySqlite::pagesWithoutGaps()
{
    const DatabaseUrl url =
        make({QStringLiteral("CREATE TABLE users (id TEXT, name TEXT)"),
              QStringLiteral("CREATE TABLE companies (id TEXT, company_name TEXT)"),
              QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)"
                             " INSERT INTO users SELECT 'x' || i, CASE i % 4 WHEN 0 THEN 'Ann' WHEN 1 THEN "
                             "'ann' WHEN 2 THEN 'Ö' END FROM n"),
              QStringLiteral("INSERT INTO companies SELECT id, name FROM users WHERE rowid % 2")});
    SqlDirectory directory{url};
    QSet<QString> seen;
    ParticipantSearch search;
    search.limit = 33;
    int pages = 0;
    int rows = 0;
    do {
        const auto page = QCoro::waitFor(directory.search(search, {}));
        QVERIFY(page.result);
        for (const Participant &who : page.result->participants) {
            seen.insert(who.id +
                        (who.table == Participant::Table::Users ? QLatin1Char('u') : QLatin1Char('c')));
            ++rows;
        }
        search.after = page.result->next;
        QVERIFY(++pages < 100);
    } while (!search.after.isEmpty());
    QCOMPARE(rows, 1050);
    QCOMPARE(seen.size(), 1050);
}

void TestSqlDirectorySqlite::stopsAHangingQuery()
{
    const DatabaseUrl url =
        make({QStringLiteral("CREATE TABLE users (id)"), QStringLiteral("INSERT INTO users VALUES ('a')")});
    SqlDirectory directory{url, writing(3s)};
    QVERIFY(QCoro::waitFor(directory.open({})));
    ConnectionOptions options;
    options.access = DirectoryAccess::InsertConversations;
    Connection other{url, options};
    QVERIFY(other.open());
    QVERIFY(other.execute({QStringLiteral("BEGIN EXCLUSIVE"), {}, {}, true}));
    std::stop_source stop;
    auto task = directory.resolve({QStringLiteral("a")}, stop.get_token());
    stop.request_stop();
    const auto answer = QCoro::waitFor(std::move(task));
    QCOMPARE(answer.result.error().kind, Error::Kind::Cancelled);
    QVERIFY(other.execute({QStringLiteral("ROLLBACK"), {}, {}, true}));
    const auto next = QCoro::waitFor(directory.resolve({QStringLiteral("a")}, {}));
    QVERIFY(next.result->front().user);
    const auto never = QCoro::waitFor(directory.open(stop.get_token()));
    QCOMPARE(never.error().kind, Error::Kind::Cancelled);
}

void TestSqlDirectorySqlite::answersOnceClosed()
{
    Store store{DatabaseUrl::memory()};
    store.close();
    const Result<int> answer = store.run([](Connection &) { return Result<int>{1}; }).result();
    QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
}

void TestSqlDirectorySqlite::mappingGoesThroughJson()
{
    SchemaMapping mapping;
    mapping.schema = QStringLiteral("crm");
    mapping.users.table = QStringLiteral("people");
    mapping.users.name = QStringList{QStringLiteral("a"), QStringLiteral("b")};
    mapping.conversations.participantIds = QStringLiteral("who");
    QCOMPARE(*schemaMappingFromJson(toJson(mapping)), mapping);
    QCOMPARE(toJson(SchemaMapping{}), QJsonObject{});
}

void TestSqlDirectorySqlite::mappingRefusesNonsense_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("key");
    QTest::addRow("unknown part") << QByteArray{R"({"people": {}})"} << QStringLiteral("people");
    QTest::addRow("unknown key") << QByteArray{R"({"users": {"surname": "x"}})"}
                                 << QStringLiteral("users.surname");
    QTest::addRow("number") << QByteArray{R"({"users": {"id": 1}})"} << QStringLiteral("users.id");
    QTest::addRow("list of numbers") << QByteArray{R"({"users": {"name": ["a", 1]}})"}
                                     << QStringLiteral("users.name");
    QTest::addRow("no object") << QByteArray{R"({"companies": []})"} << QStringLiteral("companies");
}

void TestSqlDirectorySqlite::mappingRefusesNonsense()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, key);
    const auto read = schemaMappingFromJson(QJsonDocument::fromJson(json).object());
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Input);
    QVERIFY(read.error().what.contains(key));
}

QTEST_GUILESS_MAIN(TestSqlDirectorySqlite)
#include "tst_sqldirectory_sqlite.moc"
