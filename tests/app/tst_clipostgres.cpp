// SPDX-License-Identifier: MIT
// `chat-sync converse` with its participants in a real PostgreSQL and StreamChat's part played over loopback.
#include "tests/app/consoleprogram.h"
#include "tests/support/postgresserver.h"

#include <QJsonArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QUuid>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto ann = u"11111111-1111-4111-8111-111111111111"_s;
const auto acme = u"22222222-2222-4222-8222-222222222222"_s;
const auto password = u"right-horse-battery"_s;

} // namespace

class TestCliPostgres : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void conversesWith_data();
    void conversesWith();
    void goesOnWithoutPermissionToWrite();
    void takesAPassword();
    void explainsRefusals_data();
    void explainsRefusals();
    void databaseFailsInTheMiddle_data();
    void databaseFailsInTheMiddle();

private:
    bool makeTables(const QString &idType, const QString &participantIds);
    Ran converse(const QStringList &arguments = {}) const
    {
        return m_machine.converse(QStringList{u"--from"_s, u"Acme"_s, u"--with"_s, ann} + arguments);
    }
    static QStringList noteCodes(const Ran &ran);

    PostgresServer m_postgres;
    SandboxProcess m_sandbox;
    Machine m_machine;
    QString m_database;
    int m_count = 0;
};

void TestCliPostgres::initTestCase()
{
    QVERIFY2(m_postgres.start(), qPrintable(m_postgres.error()));
    QVERIFY2(m_postgres.execute(
                 u"CREATE ROLE reader LOGIN; CREATE ROLE scram_user LOGIN SUPERUSER PASSWORD '%1'"_s.arg(
                     password)),
             qPrintable(m_postgres.error()));
    QVERIFY(m_sandbox.start(m_machine));
}

void TestCliPostgres::init()
{
    m_database = u"db%1"_s.arg(++m_count);
    QVERIFY2(m_postgres.execute(u"CREATE DATABASE "_s + m_database), qPrintable(m_postgres.error()));
    m_sandbox.target(m_machine);
    m_machine.set(u"DATABASE_URL"_s, m_postgres.url(m_database));
}

bool TestCliPostgres::makeTables(const QString &idType, const QString &participantIds)
{
    const QString sql =
        u"CREATE TABLE users (id %1 PRIMARY KEY, name text, email text, image_url text, user_type text);"
        "CREATE TABLE companies (id %1 PRIMARY KEY, company_name text, logo_url text, is_approved boolean);"
        "CREATE TABLE conversations (id %1 PRIMARY KEY, conversation_type text NOT NULL, participant_ids %2,"
        " name text, created_by %1, created_at timestamptz NOT NULL DEFAULT now());"
        "INSERT INTO users VALUES ('%3', 'Ann O''Neil', 'ann@example.org', 'https://x/a.png');"
        "INSERT INTO companies VALUES ('%4', 'Acme', 'https://x/l.png', true);"
        "GRANT SELECT ON users, companies, conversations TO reader"_s.arg(idType, participantIds, ann, acme);
    return m_postgres.execute(sql, m_database);
}

QStringList TestCliPostgres::noteCodes(const Ran &ran)
{
    QStringList codes;
    for (const RunEvent &event : ran.events()) {
        if (event.kind == EventKind::Note)
            codes << event.data["code"_L1].toString();
    }
    return codes;
}

void TestCliPostgres::conversesWith_data()
{
    QTest::addColumn<QString>("idType");
    QTest::addColumn<QString>("participantIds");
    QTest::addColumn<QStringList>("arguments");
    for (const char *flow : {"hardened", "documented"}) {
        const QStringList arguments{u"--send-creator"_s, u"--flow"_s, QLatin1String(flow)};
        for (const char *idType : {"uuid", "text"}) {
            for (const char *array : {"uuid[]", "text[]", "jsonb", "json", "text"})
                QTest::addRow("%s: %s, participant_ids %s", flow, idType, array)
                    << QString{QLatin1String(idType)} << QString{QLatin1String(array)} << arguments;
        }
    }
}

void TestCliPostgres::conversesWith()
{
    QFETCH(const QString, idType);
    QFETCH(const QString, participantIds);
    QFETCH(const QStringList, arguments);
    QVERIFY2(makeTables(idType, participantIds), qPrintable(m_postgres.error()));
    const Ran ran = converse(arguments);
    QVERIFY2(ran.exitCode == 0, ran.told());
    QCOMPARE(flawOf(ran.events()), QString{});
    const QString id = ran.end()["answer"_L1]["data"_L1]["id"_L1].toString();
    QCOMPARE(ran.end()["state"_L1]["row_inserted"_L1].toBool(), true);
    QCOMPARE(m_postgres.query(u"SELECT id FROM conversations"_s, m_database), id);
    const QString kept = m_postgres.query(u"SELECT participant_ids FROM conversations"_s, m_database);
    QVERIFY2(kept.indexOf(ann) > 0 && kept.indexOf(acme) > kept.indexOf(ann), qPrintable(kept));
    QCOMPARE(m_postgres.query(u"SELECT created_by FROM conversations"_s, m_database), acme);
    // Ann by her name, too: the same person.
    const Ran byName = m_machine.converse({u"--from"_s, u"acme"_s, u"--with"_s, u"Ann O'Neil"_s});
    QVERIFY2(byName.exitCode == 0, byName.told());
    QCOMPARE(byName.end()["answer"_L1]["data"_L1]["participant_ids"_L1].toArray(), (QJsonArray{ann, acme}));
}

void TestCliPostgres::goesOnWithoutPermissionToWrite()
{
    QVERIFY2(makeTables(u"uuid"_s, u"uuid[]"_s), qPrintable(m_postgres.error()));
    m_machine.set(u"DATABASE_URL"_s, m_postgres.url(m_database, u"reader"_s));
    const Ran ran = converse();
    QVERIFY2(ran.exitCode == 0, ran.told());
    QVERIFY(noteCodes(ran).contains(u"row_not_inserted"_s));
    QCOMPARE(ran.end()["state"_L1]["row_inserted"_L1].toBool(), false);
    QVERIFY(!QUuid::fromString(ran.end()["answer"_L1]["data"_L1]["id"_L1].toString()).isNull());
    QCOMPARE(m_postgres.query(u"SELECT count(*) FROM conversations"_s, m_database), u"0"_s);
}

void TestCliPostgres::takesAPassword()
{
    QVERIFY2(makeTables(u"uuid"_s, u"jsonb"_s), qPrintable(m_postgres.error()));
    m_machine.set(u"DATABASE_URL"_s, m_postgres.url(m_database, u"scram_user"_s, password));
    const Ran ran = converse();
    QVERIFY2(ran.exitCode == 0, ran.told());
    QVERIFY(!ran.out.contains(password.toUtf8()) && !ran.err.contains(password.toUtf8()));
}

void TestCliPostgres::explainsRefusals_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("said");
    const auto superuser = u"postgres"_s;
    QTest::addRow("absent database") << u"no_such_database"_s << superuser << QString{}
                                     << u"no_such_database"_s;
    QTest::addRow("without the tables") << QString{} << superuser << QString{} << u"users"_s;
    QTest::addRow("unknown role") << QString{} << u"no_such_role"_s << QString{}
                                  << u"does not know this user"_s;
    QTest::addRow("wrong password") << QString{} << u"scram_user"_s << u"wrong-horse-marked"_s
                                    << u"password"_s;
    QTest::addRow("no password") << QString{} << u"scram_user"_s << QString{} << u"password"_s;
}

void TestCliPostgres::explainsRefusals()
{
    QFETCH(const QString, database);
    QFETCH(const QString, user);
    QFETCH(const QString, secret);
    QFETCH(const QString, said);
    m_machine.set(u"DATABASE_URL"_s,
                  m_postgres.url(database.isEmpty() ? m_database : database, user, secret));
    const Ran ran = converse();
    QVERIFY2(ran.exitCode == 3, ran.told());
    QCOMPARE(flawOf(ran.events()), QString{});
    QVERIFY2(ran.why().contains(said), qPrintable(ran.why()));
    QVERIFY2(!ran.end()["explanation"_L1]["next"_L1].toArray().isEmpty(), ran.told());
    QVERIFY2(!ran.out.contains("marked") && !ran.err.contains("marked"), ran.told());
    QVERIFY(m_machine.shown() == ran.events());
}

void TestCliPostgres::databaseFailsInTheMiddle_data()
{
    QTest::addColumn<QString>("flow");
    QTest::addColumn<bool>("comesBack");
    QTest::addRow("hardened") << u"hardened"_s << false;
    QTest::addRow("documented") << u"documented"_s << false;
    QTest::addRow("comes back") << u"hardened"_s << true;
}

/// Another session holds the table of users: the look-up waits for it, and that is when the database goes
/// away.
void TestCliPostgres::databaseFailsInTheMiddle()
{
    QFETCH(const QString, flow);
    QFETCH(const bool, comesBack);
    QVERIFY2(makeTables(u"uuid"_s, u"uuid[]"_s), qPrintable(m_postgres.error()));
    QSqlDatabase holder = QSqlDatabase::addDatabase(u"QPSQL"_s, u"holder"_s);
    holder.setHostName(u"127.0.0.1"_s);
    holder.setPort(m_postgres.port());
    holder.setDatabaseName(m_database);
    holder.setUserName(u"postgres"_s);
    QVERIFY(holder.open());
    QSqlQuery lock{holder};
    QVERIFY(holder.transaction() && lock.exec(u"LOCK TABLE users IN ACCESS EXCLUSIVE MODE"_s));

    QProcess process;
    m_machine.start(process, m_machine.converseArguments({u"--from"_s, acme, u"--with"_s, ann, u"--flow"_s,
                                                          flow, u"--send-creator"_s}));
    const auto waiting = u" FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%users%'"_s;
    QTRY_COMPARE_WITH_TIMEOUT(m_postgres.query(u"SELECT count(*)"_s + waiting), u"1"_s, 20'000);
    if (comesBack) {
        QVERIFY2(m_postgres.execute(u"SELECT pg_terminate_backend(pid)"_s + waiting),
                 qPrintable(m_postgres.error()));
        QVERIFY(holder.rollback());
    } else {
        QVERIFY2(m_postgres.execute(
                     u"ALTER DATABASE %1 ALLOW_CONNECTIONS false; SELECT pg_terminate_backend(pid)"_s.arg(
                         m_database) +
                     waiting),
                 qPrintable(m_postgres.error()));
    }
    const Ran ran = ended(process);
    lock.clear();
    lock = QSqlQuery{};
    holder.close();
    holder = {};
    QSqlDatabase::removeDatabase(u"holder"_s);

    // Connection::execute() uses a connection that could not be opened again. Goes with its correction.
    QEXPECT_FAIL("hardened", "the second table's look-up crashes on the lost connection", Abort);
    QEXPECT_FAIL("documented", "the second table's look-up crashes on the lost connection", Abort);
    QVERIFY2(ran.exitCode == 0, ran.told());
    QCOMPARE(flawOf(ran.events()), QString{});
    QStringList sources;
    for (const RunEvent &event : ran.events()) {
        if (event.kind == EventKind::StepFinished && event.step == Step::Resolve) {
            for (const QJsonValue &participant : event.data["participants"_L1].toArray())
                sources << participant["source"_L1].toString();
        }
    }
    if (comesBack) {
        QCOMPARE(sources, (QStringList{u"users"_s, u"companies"_s}));
        return;
    }
    QCOMPARE(sources, (QStringList{u"unreadable"_s, u"unreadable"_s}));
    QCOMPARE(noteCodes(ran).count(u"database_unreadable"_s), 2);
    QCOMPARE(ran.end()["state"_L1]["users_synced"_L1].toArray().size(), 2);
}

QTEST_GUILESS_MAIN(TestCliPostgres)
#include "tst_clipostgres.moc"
