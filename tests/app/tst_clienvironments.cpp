// SPDX-License-Identifier: MIT
// `chat-sync env …` and `--env` as a person uses them.
#include "tests/app/consoleprogram.h"
#include "tests/support/postgresserver.h"
#include "tests/support/secretservice.h"

#include "core/sandbox/demodatabase.h"
#include "core/stream/token.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto dbPassword = u"marked-password-xyz"_s;

/// A program with somebody at its terminal: what it shows there, and what is typed.
class Terminal {
public:
    Terminal()
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0)
            return;
        m_slave = ::ptsname(m_master);
        ::fcntl(m_master, F_SETFL, O_NONBLOCK);
    }
    ~Terminal() { ::close(m_master); }

    void attach(QProcess &process) const
    {
        process.setChildProcessModifier([slave = m_slave] {
            ::setsid();
            const int terminal = ::open(slave.constData(), O_RDWR);
            ::ioctl(terminal, TIOCSCTTY, 0);
            ::dup2(terminal, STDIN_FILENO);
            ::dup2(terminal, STDERR_FILENO);
        });
    }
    /// Whether the text is shown, now or before.
    bool shows(const QByteArray &text)
    {
        return QTest::qWaitFor(
            [&] {
                char bytes[4096];
                const ssize_t count = ::read(m_master, bytes, sizeof bytes);
                if (count > 0)
                    m_shown.append(bytes, count);
                return m_shown.contains(text);
            },
            20'000);
    }
    void type(const QByteArray &text) const
    {
        QCOMPARE(::write(m_master, text.constData(), text.size()), text.size());
    }
    const QByteArray &shown() const { return m_shown; }
    bool echoes() const
    {
        termios state{};
        return ::tcgetattr(m_master, &state) == 0 && (state.c_lflag & ECHO) != 0;
    }

private:
    int m_master;
    QByteArray m_slave;
    QByteArray m_shown;
};

QStringList filesWith(const QString &folder, const QByteArrayList &needles)
{
    QStringList found;
    QDirIterator files{folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories};
    while (files.hasNext()) {
        QFile file{files.next()};
        const QByteArray content = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
        for (const QByteArray &needle : needles) {
            if (content.contains(needle))
                found << file.fileName() + u": "_s + QString::fromUtf8(needle);
        }
    }
    return found;
}

int mutating(const QJsonArray &requests)
{
    int count = 0;
    for (const QJsonValue &request : requests)
        count += request[QLatin1String("mutating")].toBool() ? 1 : 0;
    return count;
}

int closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

class TestCliEnvironments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void keepsEnvironments();
    void sharesThemWithoutSecrets();
    void refusesNonsense_data();
    void refusesNonsense();
    void neverWritesOverABrokenFile();
    void worksInANamedEnvironment();
    void nothingIsWrittenWhereOnlyReadingIsAllowed_data();
    void nothingIsWrittenWhereOnlyReadingIsAllowed();
    void mapsRenamedColumnsOfUuids();
    void tellsHowTheDatabaseIsReached();
    void noticesProduction();
    void keepsSecretsInTheKeychain();
    void asksWithoutEcho();
    void leavesNoSecret_data();
    void leavesNoSecret();
    void testNamesEachBreak_data();
    void testNamesEachBreak();

private:
    Ran add(const QString &name, const QStringList &arguments = {}, const QByteArray &input = {}) const;
    QJsonObject known(const QString &name) const;

    PostgresServer m_postgres;
    PostgresServer m_tls;
    QString m_otherCertificate;
    QTemporaryDir m_folder;
    std::unique_ptr<SandboxProcess> m_sandbox;
    std::unique_ptr<Machine> m_machine;
};

void TestCliEnvironments::initTestCase()
{
    const QString tables =
        u"CREATE ROLE reader LOGIN; CREATE ROLE nobody LOGIN;"
        "CREATE ROLE scram_user LOGIN PASSWORD '%1';"
        "CREATE TABLE users (id uuid PRIMARY KEY, name text, email text, image_url text);"
        "CREATE TABLE companies (id uuid PRIMARY KEY, company_name text, logo_url text);"
        "CREATE TABLE conversations (id uuid PRIMARY KEY, conversation_type text, participant_ids uuid[],"
        " name text, created_by uuid, created_at timestamptz);"
        "INSERT INTO users VALUES ('dda3aaa6-d123-4e57-aeef-f0661ec61352', 'Amira Haddad');"
        "INSERT INTO companies VALUES ('22222222-2222-4222-8222-222222222222', 'Sat Education');"
        "GRANT SELECT ON users, companies, conversations TO reader, scram_user;"_s.arg(dbPassword);
    QVERIFY2(m_postgres.start() && m_postgres.execute(tables), qPrintable(m_postgres.error()));
    QVERIFY2(m_postgres.execute(u"CREATE DATABASE empty"_s), qPrintable(m_postgres.error()));
    QVERIFY2(m_postgres.execute(u"CREATE DATABASE mapped"_s), qPrintable(m_postgres.error()));
    QVERIFY2(
        m_postgres.execute(
            u"CREATE SCHEMA crew;"
            "CREATE TABLE crew.person (person_key uuid PRIMARY KEY, full_name text, mail text, portrait "
            "text);"
            "CREATE TABLE crew.firm (firm_key uuid PRIMARY KEY, title text);"
            "INSERT INTO crew.person VALUES ('dda3aaa6-d123-4e57-aeef-f0661ec61352', 'Amira Haddad');"
            "INSERT INTO crew.firm VALUES ('22222222-2222-4222-8222-222222222222', 'Sat Education');"
            "GRANT USAGE ON SCHEMA crew TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA crew TO reader"_s,
            u"mapped"_s),
        qPrintable(m_postgres.error()));
    const QString data = QStringLiteral(CHATSYNC_SOURCE_DIR "/tests/data/stream/self-signed");
    QVERIFY2(m_tls.start() && m_tls.execute(tables) && m_tls.useTls(data + u".pem"_s, data + u".key"_s),
             qPrintable(m_tls.error()));
    m_otherCertificate = m_folder.filePath(u"other.pem"_s);
    QCOMPARE(QProcess::execute(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ed25519"_s, u"-nodes"_s,
                                              u"-keyout"_s, m_folder.filePath(u"other.key"_s), u"-out"_s,
                                              m_otherCertificate, u"-subj"_s, u"/CN=other"_s, u"-batch"_s}),
             0);
}

void TestCliEnvironments::init()
{
    m_machine = std::make_unique<Machine>();
    // Some faults change the app for good: each test has an app of its own.
    m_sandbox = std::make_unique<SandboxProcess>();
    QVERIFY(m_sandbox->start(*m_machine, {u"--limits"_s, u"off"_s}));
}

/// On the sandbox and its database unless the arguments say otherwise.
Ran TestCliEnvironments::add(const QString &name, const QStringList &arguments, const QByteArray &input) const
{
    QStringList all{u"env"_s, u"add"_s, name};
    const auto byDefault = [&](const QString &option, const QString &value) {
        if (!arguments.contains(option) && !arguments.contains(u"--update"_s))
            all << option << value;
    };
    byDefault(u"--stream-url"_s, m_sandbox->url());
    byDefault(u"--stream-key"_s, m_sandbox->key());
    byDefault(u"--database"_s, m_sandbox->database());
    return m_machine->run(all + arguments, input);
}

QJsonObject TestCliEnvironments::known(const QString &name) const
{
    for (const QJsonObject &environment : m_machine->run({u"env"_s, u"list"_s, u"--json"_s}).objects()) {
        if (environment[QLatin1String("name")] == name)
            return environment;
    }
    return {};
}

void TestCliEnvironments::keepsEnvironments()
{
    QCOMPARE(known(u"Sandbox"_s)[QLatin1String("built_in")], QJsonValue{true});
    Ran ran = add(u"Staging EU"_s, {u"--kind"_s, u"staging"_s});
    QVERIFY2(ran.exitCode == 0, ran.told());
    QVERIFY2(ran.out.contains("CHATSYNC_STAGING_EU_STREAM_SECRET"), ran.told());
    QCOMPARE(known(u"Staging EU"_s)[QLatin1String("writes")].toString(), u"allowed"_s);

    QCOMPARE(add(u"staging eu"_s).exitCode, 2);
    ran = add(u"Staging EU"_s, {u"--update"_s, u"--kind"_s, u"production"_s});
    QVERIFY2(ran.exitCode == 0, ran.told());
    const QJsonObject changed = known(u"Staging EU"_s);
    QCOMPARE(changed[QLatin1String("writes")].toString(), u"when_armed"_s);
    QCOMPARE(changed[QLatin1String("stream")][QLatin1String("url")].toString(), m_sandbox->url());
    QVERIFY(m_machine->run({u"env"_s, u"list"_s}).out.contains("Staging EU"));

    QCOMPARE(m_machine->run({u"env"_s, u"remove"_s, u"Sandbox"_s}).exitCode, 2);
    QCOMPARE(m_machine->run({u"env"_s, u"remove"_s, u"staging-eu"_s}).exitCode, 0);
    QVERIFY(known(u"Staging EU"_s).isEmpty());
}

void TestCliEnvironments::sharesThemWithoutSecrets()
{
    QCOMPARE(add(u"Staging"_s, {u"--database"_s, m_postgres.url(u"postgres"_s, u"scram_user"_s, dbPassword)})
                 .exitCode,
             3);
    const Ran exported = m_machine->run({u"env"_s, u"export"_s});
    QCOMPARE(exported.exitCode, 0);
    QVERIFY2(!exported.out.contains(dbPassword.toUtf8()), exported.told());
    const QString file = m_machine->file(u"environments-export.json"_s);
    QCOMPARE(m_machine->run({u"env"_s, u"export"_s, u"Staging"_s, u"--output"_s, file}).exitCode, 0);
    const QJsonObject before = known(u"Staging"_s);

    m_machine = std::make_unique<Machine>();
    Ran imported = m_machine->run({u"env"_s, u"import"_s, u"-"_s, u"--json"_s}, exported.out);
    QVERIFY2(imported.exitCode == 0, imported.told());
    QCOMPARE(known(u"Staging"_s), before);
    imported = m_machine->run({u"env"_s, u"import"_s, u"-"_s, u"--json"_s}, exported.out);
    QCOMPARE(imported.objects().front()[QLatin1String("skipped")].toArray(), QJsonArray{u"Staging"_s});

    const QByteArray poisoned =
        QByteArray{exported.out}
            .replace("\"name\": \"Staging\"", "\"name\": \"Poisoned\", \"secret\": \"s3cr3t-value\"")
            .replace("\"id\": \"staging\"", "\"id\": \"poisoned\"");
    imported = m_machine->run({u"env"_s, u"import"_s, u"-"_s}, poisoned);
    QVERIFY2(imported.exitCode == 0 && imported.err.contains("left out"), imported.told());
    QVERIFY(!imported.told().contains("s3cr3t-value"));
    QCOMPARE(filesWith(m_machine->home(), {"s3cr3t-value"}), QStringList{});
}

void TestCliEnvironments::refusesNonsense_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    const QStringList converse{u"converse"_s, u"--from"_s, u"Sat Education"_s, u"--with"_s, unsyncedId()};
    QTest::addRow("no such environment")
        << converse + QStringList{u"--env"_s, u"Nowhere"_s} << QByteArray{"There are: Sandbox"};
    QTest::addRow("before the command")
        << QStringList{u"--env"_s, u"Nowhere"_s} + converse << QByteArray{"Nowhere"};
    QTest::addRow("two places") << converse + QStringList{u"--env"_s, u"Sandbox"_s, u"--stream-key"_s, u"k"_s}
                                << QByteArray{"--env"};
    QTest::addRow("test of none") << QStringList{u"env"_s, u"test"_s, u"Nowhere"_s} << QByteArray{"Nowhere"};
    QTest::addRow("no key") << QStringList{u"env"_s, u"add"_s, u"X"_s, u"--database"_s, u"sqlite:/x"_s}
                            << QByteArray{"key"};
    QTest::addRow("no encryption") << QStringList{u"env"_s,
                                                  u"add"_s,
                                                  u"X"_s,
                                                  u"--stream-key"_s,
                                                  u"k"_s,
                                                  u"--stream-url"_s,
                                                  u"http://chat.example"_s,
                                                  u"--database"_s,
                                                  u"sqlite:/x"_s}
                                   << QByteArray{"not encrypted"};
    QTest::addRow("an empty variable")
        << QStringList{u"env"_s,    u"add"_s,        u"X"_s,         u"--stream-key"_s,
                       u"k"_s,      u"--database"_s, u"sqlite:/x"_s, u"--secret-from"_s,
                       u"NOT_SET"_s}
        << QByteArray{"NOT_SET"};
    QTest::addRow("a name of two lines")
        << QStringList{u"env"_s, u"add"_s,        u"X\nY"_s,     u"--stream-key"_s,
                       u"k"_s,   u"--database"_s, u"sqlite:/x"_s}
        << QByteArray{"name"};
    QTest::addRow("import of nothing")
        << QStringList{u"env"_s, u"import"_s, u"/nonexistent"_s} << QByteArray{"cannot be read"};
    QTest::addRow("no command") << QStringList{u"env"_s} << QByteArray{"subcommand"};
}
void TestCliEnvironments::refusesNonsense()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    const Ran ran = m_machine->run(arguments);
    QVERIFY2(ran.exitCode == 2, ran.told());
    QVERIFY2(ran.err.contains(said), ran.told());
    QVERIFY(known(u"X"_s).isEmpty());
}

void TestCliEnvironments::neverWritesOverABrokenFile()
{
    const QString path = m_machine->file(u"own.json"_s);
    m_machine->set(u"CHATSYNC_CONFIG"_s, path);
    QFile file{path};
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ broken");
    file.close();
    const Ran ran = add(u"Staging"_s);
    QVERIFY2(ran.exitCode == 3 && ran.err.contains(path.toUtf8()), ran.told());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray{"{ broken"});
}

void TestCliEnvironments::worksInANamedEnvironment()
{
    QCOMPARE(add(u"Staging"_s, {u"--kind"_s, u"staging"_s}).exitCode, 0);
    const QStringList arguments = m_machine->converseArguments({u"--env"_s, u"staging"_s});
    Ran ran = m_machine->run(arguments);
    QVERIFY2(ran.exitCode == 3 && ran.err.contains("CHATSYNC_STAGING_STREAM_SECRET"), ran.told());
    m_machine->set(u"CHATSYNC_STAGING_STREAM_SECRET"_s, QString::fromUtf8(m_sandbox->secret()));
    // What stands in the general variables gives way.
    m_machine->set(u"STREAM_URL"_s, u"https://elsewhere.invalid"_s);
    m_machine->set(u"DATABASE_URL"_s, u"sqlite:/nonexistent"_s);
    ran = m_machine->run(arguments);
    QVERIFY2(ran.exitCode == 0, ran.told());
    const QJsonObject place = ran.events().front().data[QLatin1String("environment")].toObject();
    QCOMPARE(place[QLatin1String("name")].toString(), u"Staging"_s);
    QCOMPARE(place[QLatin1String("kind")].toString(), u"staging"_s);
    ran = m_machine->run(
        m_machine->converseArguments({u"--env"_s, u"Sandbox"_s, u"--fault"_s, u"latency=1"_s}));
    QVERIFY2(ran.exitCode == 0, ran.told());
}

void TestCliEnvironments::nothingIsWrittenWhereOnlyReadingIsAllowed_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addRow("production") << QString{};
    QTest::addRow("read-only") << u"read_only"_s;
}
void TestCliEnvironments::nothingIsWrittenWhereOnlyReadingIsAllowed()
{
    QFETCH(QString, policy);
    QStringList arguments{u"--kind"_s, policy.isEmpty() ? u"production"_s : u"custom"_s, u"--database"_s,
                          m_postgres.url()};
    if (!policy.isEmpty())
        arguments << u"--writes"_s << policy;
    QCOMPARE(add(u"Live"_s, arguments).exitCode, 0);
    m_machine->set(u"CHATSYNC_LIVE_STREAM_SECRET"_s, QString::fromUtf8(m_sandbox->secret()));
    for (const QString &flow : {u"hardened"_s, u"documented"_s, u"unsynced"_s}) {
        const Ran ran = m_machine->converse({u"--env"_s, u"Live"_s, u"--flow"_s, flow});
        QVERIFY2(ran.exitCode == 3 && ran.err.contains("Live") && ran.err.contains("--dry-run"), ran.told());
    }
    QCOMPARE(m_sandbox->requests().size(), 0);
    const Ran planned = m_machine->converse({u"--env"_s, u"Live"_s, u"--dry-run"_s});
    QVERIFY2(planned.exitCode == 0, planned.told());
    QVERIFY2(planned.out.contains("opened for reading only"), "says that no row would be inserted");
    const Ran tested = m_machine->run({u"env"_s, u"test"_s, u"Live"_s});
    QVERIFY2(tested.exitCode == 0 &&
                 tested.out.contains("Proven: a write was refused by the database (25006)"),
             tested.told());
    QVERIFY(m_sandbox->requests().size() > 0);
    QCOMPARE(mutating(m_sandbox->requests()), 0);
    QCOMPARE(m_postgres.query(u"SELECT count(*) FROM conversations"_s), u"0"_s);
}

void TestCliEnvironments::mapsRenamedColumnsOfUuids()
{
    const QString mapping = m_machine->file(u"mapping.json"_s);
    QFile file{mapping};
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"schema": "crew", "users": {"table": "person", "id": "person_key", "name": ["full_name"]},)"
        R"("companies": {"table": "firm", "id": "firm_key", "name": ["title"]}})");
    file.close();
    const QString database = m_postgres.url(u"mapped"_s, u"reader"_s);
    QCOMPARE(add(u"Mapped"_s, {u"--database"_s, database, u"--mapping"_s, mapping}).exitCode, 0);
    m_machine->set(u"CHATSYNC_MAPPED_STREAM_SECRET"_s, QString::fromUtf8(m_sandbox->secret()));
    const Ran tested = m_machine->run({u"env"_s, u"test"_s, u"Mapped"_s});
    QVERIFY2(tested.exitCode == 0 && tested.out.contains("users: person (id person_key, name full_name"),
             tested.told());
    const Ran ran = m_machine->converse({u"--env"_s, u"Mapped"_s});
    QVERIFY2(ran.exitCode == 0, ran.told());
    // And the same proposed to whoever has no mapping yet.
    QCOMPARE(add(u"Unmapped"_s, {u"--database"_s, database + u"?options=-csearch_path%3Dcrew"_s}).exitCode,
             0);
    const Ran proposed = m_machine->run({u"env"_s, u"test"_s, u"Unmapped"_s});
    QVERIFY2(proposed.exitCode == 1 && proposed.out.contains("users: person (id person_key, name full_name"),
             proposed.told());
}

void TestCliEnvironments::tellsHowTheDatabaseIsReached()
{
    const QString trusted = QStringLiteral(CHATSYNC_SOURCE_DIR "/tests/data/stream/self-signed.pem");
    const QString address = m_tls.url(u"postgres"_s, u"reader"_s);
    QCOMPARE(add(u"Verified"_s, {u"--database"_s, address + u"?sslmode=verify-full&sslrootcert="_s + trusted})
                 .exitCode,
             0);
    QCOMPARE(add(u"Encrypted"_s, {u"--database"_s, address + u"?sslmode=require"_s}).exitCode, 0);
    QCOMPARE(known(u"Verified"_s)[QLatin1String("database")][QLatin1String("url")].toString(),
             address + u"?sslmode=verify-full&sslrootcert="_s + trusted);
    const QByteArray verified = m_machine->run({u"env"_s, u"test"_s, u"Verified"_s}).out;
    QVERIFY2(verified.contains("TLSv1.3, host name verified"), verified);
    const QByteArray encrypted = m_machine->run({u"env"_s, u"test"_s, u"Encrypted"_s}).out;
    QVERIFY2(encrypted.contains("TLSv1.3, certificate not verified"), encrypted);
    m_machine->set(u"CHATSYNC_VERIFIED_STREAM_SECRET"_s, QString::fromUtf8(m_sandbox->secret()));
    QCOMPARE(m_machine->converse({u"--env"_s, u"Verified"_s}).exitCode, 0);
}

void TestCliEnvironments::noticesProduction()
{
    QCOMPARE(add(u"Production"_s, {u"--kind"_s, u"production"_s}).exitCode, 0);
    const Ran added = add(u"Test"_s, {u"--kind"_s, u"staging"_s});
    QVERIFY2(added.exitCode == 0 && added.err.contains("same StreamChat app as Production"), added.told());
    m_machine->set(u"CHATSYNC_TEST_STREAM_SECRET"_s, QString::fromUtf8(m_sandbox->secret()));
    const Ran tested = m_machine->run({u"env"_s, u"test"_s, u"Test"_s});
    QVERIFY2(tested.exitCode == 0 && tested.out.contains("same StreamChat app as Production"), tested.told());
    const Ran ran = m_machine->converse({u"--env"_s, u"Test"_s, u"--dry-run"_s});
    QVERIFY2(ran.err.contains("same StreamChat app as Production"), ran.told());
    // Also where nobody gave it a name.
    m_sandbox->target(*m_machine);
    const Ran loose = m_machine->converse({u"--dry-run"_s});
    QVERIFY2(loose.err.contains("same StreamChat app as Production"), loose.told());
}

void TestCliEnvironments::keepsSecretsInTheKeychain()
{
    SecretService service;
    QVERIFY2(service.start(), qPrintable(service.error()));
    m_machine->unset(u"CHATSYNC_KEYCHAIN"_s);
    m_machine->set(u"DBUS_SESSION_BUS_ADDRESS"_s, service.address());
    const QString database = m_postgres.url(u"postgres"_s, u"scram_user"_s, dbPassword);
    const Ran added = add(u"Staging"_s, {u"--database"_s, database, u"--secret-from"_s, u"-"_s},
                          m_sandbox->secret() + '\n');
    QVERIFY2(added.exitCode == 0 && added.out.contains("In the keychain now"), added.told());
    QCOMPARE(service.kept(u"staging/stream_secret"_s), m_sandbox->secret());
    QCOMPARE(service.kept(u"staging/database_password"_s), dbPassword.toUtf8());
    const Ran tested = m_machine->run({u"env"_s, u"test"_s, u"Staging"_s});
    QVERIFY2(tested.exitCode == 0 && tested.out.contains("Signed request accepted (In the keychain)"),
             tested.told());
    QCOMPARE(m_machine->converse({u"--env"_s, u"Staging"_s}).exitCode, 0);

    QVERIFY(service.lock());
    const Ran locked = m_machine->converse({u"--env"_s, u"Staging"_s});
    QVERIFY2(locked.exitCode == 3 && locked.err.contains("locked"), locked.told());
    const Ran removed = m_machine->run({u"env"_s, u"remove"_s, u"Staging"_s});
    QVERIFY2(removed.exitCode == 0 && removed.out.contains("could not be asked"), removed.told());
}

void TestCliEnvironments::asksWithoutEcho()
{
    SecretService service;
    QVERIFY2(service.start(), qPrintable(service.error()));
    m_machine->unset(u"CHATSYNC_KEYCHAIN"_s);
    m_machine->set(u"DBUS_SESSION_BUS_ADDRESS"_s, service.address());
    Terminal terminal;
    QProcess process;
    terminal.attach(process);
    m_machine->start(process, {u"env"_s, u"add"_s, u"Typed"_s, u"--stream-url"_s, m_sandbox->url(),
                               u"--stream-key"_s, m_sandbox->key(), u"--database"_s, m_sandbox->database()});
    QVERIFY(terminal.shows("StreamChat's secret of Typed"));
    QVERIFY(QTest::qWaitFor([&] { return !terminal.echoes(); }, 20'000));
    terminal.type("wrong\x15" + m_sandbox->secret() + "x\x7f\r");
    const Ran ran = ended(process);
    QVERIFY2(ran.exitCode == 0, ran.told() + terminal.shown());
    QVERIFY(terminal.shows("secret of Typed"));
    for (const QByteArray &typed : {QByteArray{"wrong"}, m_sandbox->secret().left(8)})
        QVERIFY2(!terminal.shown().contains(typed), terminal.shown());
    QVERIFY2(terminal.echoes(), "the terminal is as it was");
    QCOMPARE(service.kept(u"typed/stream_secret"_s), m_sandbox->secret());

    Terminal second;
    QProcess interrupted;
    second.attach(interrupted);
    m_machine->start(interrupted, {u"env"_s, u"add"_s, u"Typed"_s, u"--update"_s});
    QVERIFY(second.shows("StreamChat's secret of Typed"));
    QVERIFY(QTest::qWaitFor([&] { return !second.echoes(); }, 20'000));
    second.type("\x03");
    QCOMPARE(ended(interrupted).exitCode, 130);
    QVERIFY(second.echoes());
}

void TestCliEnvironments::leavesNoSecret_data()
{
    QTest::addColumn<bool>("keychain");
    QTest::addRow("with a keychain") << true;
    QTest::addRow("without") << false;
}
void TestCliEnvironments::leavesNoSecret()
{
    QFETCH(bool, keychain);
    const QByteArray secret = m_sandbox->secret();
    const QByteArray token = stream::serverToken(secret);
    const QByteArray password = dbPassword.toUtf8();
    const QByteArrayList needles{secret,
                                 secret.toBase64(),
                                 secret.toHex(),
                                 token,
                                 password,
                                 password.toBase64(),
                                 token.mid(token.lastIndexOf('.') + 1)};
    SecretService service;
    if (keychain) {
        QVERIFY2(service.start(), qPrintable(service.error()));
        m_machine->unset(u"CHATSYNC_KEYCHAIN"_s);
        m_machine->set(u"DBUS_SESSION_BUS_ADDRESS"_s, service.address());
    }
    m_machine->set(u"GIVEN"_s, QString::fromUtf8(secret));
    QByteArray told;
    const auto run = [&](const QStringList &arguments, const QByteArray &input = {}) {
        const Ran ran = m_machine->run(arguments, input);
        told += ran.out + ran.err;
        return ran.exitCode;
    };
    const QString database = m_postgres.url(u"postgres"_s, u"scram_user"_s, dbPassword);
    const Ran added = add(u"Staging"_s, {u"--database"_s, database, u"--secret-from"_s, u"GIVEN"_s});
    told += added.out + added.err;
    QCOMPARE(added.exitCode, keychain ? 0 : 3);
    if (!keychain) {
        m_machine->set(u"CHATSYNC_STAGING_STREAM_SECRET"_s, QString::fromUtf8(secret));
        m_machine->set(u"CHATSYNC_STAGING_DATABASE_PASSWORD"_s, dbPassword);
    }
    QCOMPARE(run({u"env"_s, u"test"_s, u"Staging"_s}), 0);
    QCOMPARE(run({u"env"_s, u"test"_s, u"Staging"_s, u"--json"_s}), 0);
    QCOMPARE(run({u"env"_s, u"list"_s, u"--json"_s}), 0);
    QCOMPARE(run({u"env"_s, u"export"_s, u"--output"_s, m_machine->file(u"export.json"_s)}), 0);
    QCOMPARE(run(m_machine->converseArguments({u"--env"_s, u"Staging"_s})), 0);
    QCOMPARE(run(m_machine->converseArguments({u"--env"_s, u"Staging"_s, u"--dry-run"_s})), 0);
    for (const char *fault :
         {"wrong-secret", "fail=GetApp,9,500,-1,quotes %1", "html=GetApp,9,502", "app-suspended"}) {
        const QString text =
            QString::fromLatin1(fault).replace(u"%1"_s, QString::fromUtf8(secret + ' ' + token));
        m_sandbox->ask("PUT", u"/__sandbox/faults"_s, {{u"faults"_s, QJsonArray{text}}});
        run({u"env"_s, u"test"_s, u"Staging"_s, u"--json"_s});
        run(m_machine->converseArguments({u"--env"_s, u"Staging"_s}));
    }
    run({u"env"_s, u"import"_s, u"-"_s},
        "{\"chat_sync_environments\": 1, \"environments\": [{\"name\": \"I\", \"stream\": {\"key\": \"k\", "
        "\"secret\": \"" +
            secret + "\"}, \"database\": {\"url\": \"" + database.toUtf8() + "\"}}]}");
    QVERIFY2(told.contains("left out"), told.right(2000));
    for (const QByteArray &needle : needles)
        QVERIFY2(!told.contains(needle), needle);
    QVERIFY(QFile::exists(m_machine->journal()));
    QVERIFY(QFile::exists(m_machine->file(u"config/chat-sync-console/environments.json"_s)));
    QCOMPARE(filesWith(m_machine->home(), needles), QStringList{});
    if (keychain)
        QCOMPARE(filesWith(service.home(), needles), QStringList{});
}

void TestCliEnvironments::testNamesEachBreak_data()
{
    QTest::addColumn<QString>("broken"); ///< `part=value`
    QTest::addColumn<QString>("row");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QString &broken, const QString &id, const char *state,
                        const QString &said) {
        QTest::addRow("%s", name) << broken << id << QString::fromLatin1(state) << said;
    };
    const QString reachable = u"database.reachable"_s;
    const QString tables = u"database.tables"_s;
    row("nothing broken", {}, {}, "ok", {});
    // The database
    row("database: nothing listens", u"database=closed"_s, reachable, "fail", u"Nothing answers"_s);
    row("database: hangs", u"database=hangs"_s, reachable, "fail", u"in time"_s);
    row("database: host unknown", u"database=postgresql://reader@nosuchhost.invalid/x"_s, reachable, "fail",
        u"host"_s);
    row("database: wrong password", u"password=wrong-password"_s, reachable, "fail", u"password"_s);
    row("database: no password", u"password="_s, reachable, "fail", u"asks for a password"_s);
    row("database: absent", u"database="_s + m_postgres.url(u"absent"_s), reachable, "fail",
        u"does not exist"_s);
    row("database: role unknown", u"database="_s + m_postgres.url(u"postgres"_s, u"stranger"_s), reachable,
        "fail", u"user"_s);
    row("database: TLS not offered",
        u"database="_s + m_postgres.url(u"postgres"_s, u"reader"_s) + u"?sslmode=require"_s, reachable,
        "fail", u"encrypted"_s);
    row("database: another certificate",
        u"database="_s + m_tls.url(u"postgres"_s, u"reader"_s) + u"?sslmode=verify-full&sslrootcert="_s +
            m_otherCertificate,
        reachable, "fail", u"who it is"_s);
    row("database: no tables", u"database="_s + m_postgres.url(u"empty"_s), tables, "fail", u"neither"_s);
    row("database: nothing may be read", u"database="_s + m_postgres.url(u"postgres"_s, u"nobody"_s), tables,
        "fail", u"may not read"_s);
    row("database: column absent", u"mapping={\"users\": {\"name\": [\"nick\"]}}"_s, tables, "fail",
        u"nick"_s);
    row("database: table absent", u"mapping={\"companies\": {\"table\": \"firms\"}}"_s, tables, "fail",
        u"firms"_s);
    // StreamChat
    row("StreamChat: nothing listens", u"stream=closed"_s, u"streamchat.reachable"_s, "fail", u"answers"_s);
    row("StreamChat: hangs", u"fault=hang=GetApp,1"_s, u"streamchat.reachable"_s, "fail", u"in time"_s);
    row("StreamChat: no web server", u"stream=ssh"_s, u"streamchat.reachable"_s, "fail", u"web server"_s);
    row("StreamChat: a proxy's page", u"fault=html=GetApp,1,502"_s, u"streamchat.reachable"_s, "fail", {});
    row("StreamChat: key unknown", u"key=otherkey"_s, u"streamchat.key"_s, "fail", u"key"_s);
    row("StreamChat: another region", u"fault=wrong-region"_s, u"streamchat.key"_s, "fail", u"region"_s);
    row("StreamChat: wrong secret", u"secret=another-secret"_s, u"streamchat.secret"_s, "fail", u"secret"_s);
    row("StreamChat: no secret", u"secret="_s, u"streamchat.secret"_s, "fail", u"No secret"_s);
    row("StreamChat: suspended", u"fault=app-suspended"_s, u"streamchat.active"_s, "fail", u"suspended"_s);
    row("StreamChat: chat not enabled", u"fault=chat-disabled"_s, u"streamchat.active"_s, "fail", {});
    row("StreamChat: no type messaging", u"fault=no-messaging-type"_s, u"streamchat.messaging"_s, "fail",
        u"messaging"_s);
    row("StreamChat: clock", u"fault=clock-skew=-300"_s, u"streamchat.clock"_s, "warn", u"5 min ahead"_s);
    row("StreamChat: teams", u"fault=multi-tenant"_s, u"streamchat.multi_tenant"_s, "warn", u"team"_s);
    row("StreamChat: unique names", u"fault=unique-names"_s, u"streamchat.unique_names"_s, "warn",
        u"equal"_s);
    row("StreamChat: limit", u"fault=edge-limit=1"_s, u"streamchat.rate_limits"_s, "fail", {});
    // The backend
    row("backend: nothing listens", u"backend=closed"_s, u"backend.reachable"_s, "fail",
        u"Nothing answers"_s);
    row("backend: host unknown", u"backend=https://nosuchhost.invalid"_s, u"backend.reachable"_s, "fail",
        u"not known"_s);
}
/// Everything is right but one thing: that one is named, and nothing else is blamed.
void TestCliEnvironments::testNamesEachBreak()
{
    QFETCH(QString, broken);
    QFETCH(QString, row);
    QFETCH(QString, state);
    QFETCH(QString, said);
    const QString part = broken.section(u'=', 0, 0);
    const QString value = broken.section(u'=', 1);
    QTcpServer mute;
    QTcpServer ssh;
    QVERIFY(mute.listen(QHostAddress::LocalHost) && ssh.listen(QHostAddress::LocalHost));
    connect(&ssh, &QTcpServer::newConnection, &ssh,
            [&ssh] { ssh.nextPendingConnection()->write("SSH-2.0-x\r\n"); });
    const QString nowhere = u"127.0.0.1:%1"_s.arg(closedPort());

    QString database = m_postgres.url(u"postgres"_s, u"scram_user"_s);
    if (part == u"database")
        database = value == u"closed"  ? u"postgresql://reader@"_s + nowhere + u"/x"_s
                   : value == u"hangs" ? u"postgresql://reader@127.0.0.1:%1/x"_s.arg(mute.serverPort())
                                       : value;
    QString url = m_sandbox->url();
    if (part == u"stream")
        url = u"http://"_s + (value == u"closed" ? nowhere : u"127.0.0.1:%1"_s.arg(ssh.serverPort()));
    QString backend = m_sandbox->url();
    if (part == u"backend")
        backend = value == u"closed" ? u"http://"_s + nowhere : value;
    QStringList arguments{u"--kind"_s,        u"production"_s,
                          u"--database"_s,    database,
                          u"--stream-url"_s,  url,
                          u"--backend-url"_s, backend,
                          u"--stream-key"_s,  part == u"key" ? value : m_sandbox->key()};
    if (part == u"mapping") {
        QFile file{m_machine->file(u"mapping.json"_s)};
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(value.toUtf8());
        arguments << u"--mapping"_s << file.fileName();
    }
    const Ran added = add(u"Live"_s, arguments);
    QVERIFY2(added.exitCode == 0, added.told());
    m_machine->set(u"CHATSYNC_LIVE_STREAM_SECRET"_s,
                   part == u"secret" ? value : QString::fromUtf8(m_sandbox->secret()));
    m_machine->set(u"CHATSYNC_LIVE_DATABASE_PASSWORD"_s, part == u"password" ? value : dbPassword);
    if (part == u"fault")
        m_sandbox->ask("PUT", u"/__sandbox/faults"_s, {{u"faults"_s, QJsonArray{value}}});

    const Ran ran = m_machine->run({u"env"_s, u"test"_s, u"Live"_s, u"--json"_s});
    QList<QJsonObject> rows = ran.objects();
    QVERIFY2(rows.size() > 10, ran.told());
    const QJsonObject end = rows.takeLast();
    QVERIFY2(!end[QLatin1String("verdict")].toString().isEmpty(), ran.told());
    QCOMPARE(ran.exitCode, state == u"fail" ? 1 : 0);
    QString blamed;
    for (const QJsonObject &told : rows) {
        const QString is = told[QLatin1String("state")].toString();
        if (is == u"ok" || is == u"skipped")
            continue;
        blamed = told[QLatin1String("id")].toString();
        const QString seen = told[QLatin1String("seen")].toString();
        qInfo("%-32s %-24s %-5s %s", QTest::currentDataTag(), qPrintable(blamed), qPrintable(is),
              qPrintable(seen));
        QVERIFY2(blamed == row, ran.told());
        QCOMPARE(is, state);
        QVERIFY2(seen.contains(said, Qt::CaseInsensitive), qPrintable(seen));
        QVERIFY2(!told[QLatin1String("advice")].toString().isEmpty(), ran.told());
    }
    QCOMPARE(blamed, row);
    QCOMPARE(mutating(m_sandbox->requests()), 0);
}

QTEST_GUILESS_MAIN(TestCliEnvironments)
#include "tst_clienvironments.moc"
