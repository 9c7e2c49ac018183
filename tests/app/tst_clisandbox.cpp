// SPDX-License-Identifier: MIT
// `chat-sync converse` against `chat-sync sandbox` and against worse peers, over real sockets.
#include "tests/app/consoleprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Answers whatever comes with the same bytes.
void answerAll(QTcpServer &server, const QByteArray &answer)
{
    QObject::connect(&server, &QTcpServer::pendingConnectionAvailable, &server, [&server, answer] {
        while (QTcpSocket *socket = server.nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
                socket->readAll();
                socket->write(answer);
                socket->disconnectFromHost();
            });
        }
    });
}

const auto wrongSecretWhy = u"The secret does not belong to this API key."_s;

} // namespace

class TestCliSandbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsHowToReachIt();
    void sameSeedSameData();
    void conversesByEnvironment();
    void conversesByOptions();
    void explainsRefusals_data();
    void explainsRefusals();
    void explainsStrangers_data();
    void explainsStrangers();
    void sandboxStopsOnSignals_data();
    void sandboxStopsOnSignals();
    void converseStopsOnSignals_data();
    void converseStopsOnSignals();
    void syncsAllButTheDeleted();
    void makesBigConversations();
    void dryRunWritesNothing();

private:
    static QString streamId(const RunEvent &resolved, int index);

    Machine m_machine;
    SandboxProcess m_sandbox;
};

void TestCliSandbox::initTestCase()
{
    QVERIFY(m_sandbox.start(m_machine));
    m_sandbox.target(m_machine);
}

void TestCliSandbox::tellsHowToReachIt()
{
    QCOMPARE(m_sandbox.told().keys(), (QStringList{u"database"_s, u"key"_s, u"secret"_s, u"url"_s}));
    QCOMPARE(QUrl{m_sandbox.url()}.host(), u"127.0.0.1"_s);
    QVERIFY(m_sandbox.database().startsWith(u"sqlite:/"_s));
    SandboxProcess second;
    QProcess taken;
    m_machine.start(taken, {u"sandbox"_s, u"--port"_s, QString::number(QUrl{m_sandbox.url()}.port())});
    const Ran ran = ended(taken);
    QVERIFY2(ran.exitCode == 3 && ran.err.contains("port") && ran.out.isEmpty(), ran.told());
    QCOMPARE(m_machine.run({u"sandbox"_s, u"--fault"_s, u"nonsense"_s}).exitCode, 2);
    QCOMPARE(m_machine.run({u"sandbox"_s, u"--port"_s, u"65536"_s}).exitCode, 2);
}

void TestCliSandbox::sameSeedSameData()
{
    const Machine machine;
    QByteArrayList contents;
    for (const char *seed : {"7", "7", "8"}) {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start(machine, {u"--seed"_s, QLatin1String(seed)}));
        QFile file{sandbox.database().mid(7)};
        QVERIFY(file.open(QIODevice::ReadOnly));
        contents << file.readAll();
    }
    QVERIFY(contents[0] == contents[1]);
    QVERIFY(contents[0] != contents[2]);
}

QString TestCliSandbox::streamId(const RunEvent &resolved, int index)
{
    return resolved.data["participants"_L1][index]["stream_id"_L1].toString();
}

void TestCliSandbox::conversesByEnvironment()
{
    const Ran ran = m_machine.converse({u"--wait-ms"_s, u"1000"_s});
    QVERIFY2(ran.exitCode == 0, ran.told());
    const std::vector<RunEvent> events = ran.events();
    QCOMPARE(flawOf(events), QString{});
    QString user;
    QString company;
    for (const RunEvent &event : events) {
        if (event.kind == EventKind::StepFinished && event.step == Step::Resolve) {
            user = streamId(event, 0);
            company = streamId(event, 1);
        }
    }
    QCOMPARE(user, u"onecrew_user_"_s + unsyncedId());

    const QJsonObject filter{{u"id"_s, QJsonObject{{u"$in"_s, QJsonArray{user, company}}}}};
    const QJsonArray users =
        m_sandbox.ask("GET", u"/users"_s, {{u"filter_conditions"_s, filter}})["users"_L1].toArray();
    QCOMPARE(users.size(), 2);
    for (const QJsonValue &found : users)
        QCOMPARE(found["role"_L1].toString(), found["id"_L1].toString() == user ? u"user"_s : u"admin"_s);

    const QString channel = u"onecrew_"_s + ran.end()["answer"_L1]["data"_L1]["id"_L1].toString();
    const QJsonObject asked{
        {u"type"_s, u"messaging"_s}, {u"id"_s, channel}, {u"filter_conditions"_s, QJsonObject{}}};
    QStringList members;
    for (const QJsonValue &member : m_sandbox.ask("GET", u"/members"_s, asked)["members"_L1].toArray())
        members << member["user_id"_L1].toString();
    members.sort();
    QCOMPARE(members, (QStringList{company, user}));
}

void TestCliSandbox::conversesByOptions()
{
    Machine machine;
    machine.set(u"STREAM_SECRET"_s, QString::fromUtf8(m_sandbox.secret()));
    const Ran ran = machine.converse({u"--stream-url"_s, m_sandbox.url(), u"--stream-key"_s, m_sandbox.key(),
                                      u"--database"_s, m_sandbox.database(), u"--journal"_s,
                                      machine.file(u"mine.sqlite"_s)});
    QVERIFY2(ran.exitCode == 0, ran.told());
    QCOMPARE(ran.events().front().data["environment"_L1]["stream_url"_L1].toString(), m_sandbox.url());
    QVERIFY(QFile::exists(machine.file(u"mine.sqlite"_s)));
    QVERIFY(!QFile::exists(machine.journal()));
}

void TestCliSandbox::explainsRefusals_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("said");
    QTest::addRow("wrong key") << u"STREAM_KEY"_s << u"otherkey"_s << 3 << u"key"_s;
    QTest::addRow("wrong secret") << u"STREAM_SECRET"_s << u"other-secret-marked"_s << 3 << wrongSecretWhy;
    QTest::addRow("no secret") << u"STREAM_SECRET"_s << QString{} << 2 << u"secret is missing"_s;
    QTest::addRow("no key") << u"STREAM_KEY"_s << QString{} << 2 << u"key is missing"_s;
    QTest::addRow("no database") << u"DATABASE_URL"_s << QString{} << 2 << u"database is missing"_s;
    QTest::addRow("database is no URL") << u"DATABASE_URL"_s << u"nonsense"_s << 2 << u"database"_s;
    QTest::addRow("absent file") << u"DATABASE_URL"_s << u"sqlite:/nowhere/none.sqlite"_s << 3
                                 << u"none.sqlite"_s;
    QTest::addRow("not encrypted") << u"STREAM_URL"_s << u"http://stream.example"_s << 2
                                   << u"not encrypted"_s;
    QTest::addRow("password in the address")
        << u"STREAM_URL"_s << u"https://u:marked-pw@127.0.0.1"_s << 2 << u"address"_s;
    QTest::addRow("nothing listens") << u"STREAM_URL"_s << u"http://127.0.0.1:1"_s << 3 << u"refused"_s;
    QTest::addRow("no such host") << u"STREAM_URL"_s << u"https://nowhere.invalid"_s << 3
                                  << u"could not be found"_s;
}

void TestCliSandbox::explainsRefusals()
{
    QFETCH(const QString, variable);
    QFETCH(const QString, value);
    QFETCH(const int, exitCode);
    QFETCH(const QString, said);
    Machine machine;
    m_sandbox.target(machine);
    machine.set(variable, value);
    const Ran ran = machine.converse();
    QVERIFY2(ran.exitCode == exitCode, ran.told());
    QVERIFY2(!ran.out.contains("marked") && !ran.err.contains("marked"), ran.told());
    if (exitCode == 2) {
        QVERIFY2(ran.out.isEmpty() && ran.err.contains(said.toUtf8()), ran.told());
        return;
    }
    QCOMPARE(flawOf(ran.events()), QString{});
    QVERIFY2(ran.why().contains(said), qPrintable(ran.why()));
    QVERIFY(!ran.end()["explanation"_L1]["next"_L1].toArray().isEmpty());
    QVERIFY(machine.shown() == ran.events());
}

void TestCliSandbox::explainsStrangers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("said");
    QTest::addRow("login page") << QByteArray{"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                                              "19\r\n\r\n<html>Hello</html>\n"}
                                << u"web page"_s;
    QTest::addRow("mail server") << QByteArray{"220 mail.example ESMTP\r\n"} << u"no web server"_s;
    QTest::addRow("closes at once") << QByteArray{} << u"cut before"_s;
    QTest::addRow("TLS of its own making")
        << QByteArray{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"} << u"certificate"_s;
}

void TestCliSandbox::explainsStrangers()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, said);
    Machine machine;
    m_sandbox.target(machine);
    const bool tls = said == "certificate"_L1;
    std::unique_ptr<QTcpServer> server;
    if (tls) {
        auto secure = std::make_unique<QSslServer>();
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        QFile key{QStringLiteral(CHATSYNC_SOURCE_DIR "/tests/data/stream/self-signed.key")};
        QVERIFY(key.open(QIODevice::ReadOnly));
        const auto certificates = QSslCertificate::fromPath(
            QStringLiteral(CHATSYNC_SOURCE_DIR "/tests/data/stream/self-signed.pem"));
        configuration.setLocalCertificateChain(certificates);
        configuration.setPrivateKey(QSslKey{key.readAll(), QSsl::Rsa});
        secure->setSslConfiguration(configuration);
        server = std::move(secure);
    } else {
        server = std::make_unique<QTcpServer>();
    }
    answerAll(*server, answer);
    QVERIFY(server->listen(QHostAddress::LocalHost));
    machine.set(u"STREAM_URL"_s,
                u"%1://127.0.0.1:%2"_s.arg(tls ? u"https"_s : u"http"_s).arg(server->serverPort()));
    const Ran ran = machine.converse();
    QVERIFY2(ran.exitCode == 3, ran.told());
    QVERIFY2(ran.why().contains(said), qPrintable(ran.why()));
    QCOMPARE(flawOf(ran.events()), QString{});
    QVERIFY(machine.shown() == ran.events());
}

void TestCliSandbox::sandboxStopsOnSignals_data()
{
    QTest::addColumn<int>("signal");
    QTest::addRow("SIGTERM") << SIGTERM;
    QTest::addRow("SIGINT") << SIGINT;
}

void TestCliSandbox::sandboxStopsOnSignals()
{
    QFETCH(const int, signal);
    const Machine machine;
    SandboxProcess sandbox;
    QVERIFY(sandbox.start(machine));
    const QString file = sandbox.database().mid(7);
    QVERIFY(QFile::exists(file));
    QCOMPARE(sandbox.stopWith(signal), 0);
    QVERIFY(!QFile::exists(file));
}

void TestCliSandbox::converseStopsOnSignals_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("channel");
    QTest::addRow("while it waits") << SIGINT << u"latency=0"_s << u"wait"_s << u"not_created"_s;
    QTest::addRow("by SIGTERM") << SIGTERM << u"latency=0"_s << u"wait"_s << u"not_created"_s;
    QTest::addRow("while the creation is unanswered")
        << SIGINT << u"hang=GetOrCreateChannel,1"_s << u"create"_s << u"created"_s;
    QTest::addRow("while members are read")
        << SIGINT << u"hang=QueryMembers,9"_s << u"verify"_s << u"created"_s;
}

void TestCliSandbox::converseStopsOnSignals()
{
    QFETCH(const int, signal);
    QFETCH(const QString, fault);
    QFETCH(const QString, step);
    QFETCH(const QString, channel);
    Machine machine;
    SandboxProcess sandbox;
    QVERIFY(sandbox.start(machine, {u"--fault"_s, fault}));
    sandbox.target(machine);
    QProcess process;
    machine.start(process,
                  machine.converseArguments({u"--wait-ms"_s, step == "wait"_L1 ? u"60000"_s : u"1"_s}));
    QByteArray out;
    bool reached = false;
    while (!reached) {
        QVERIFY(process.canReadLine() || process.waitForReadyRead());
        while (process.canReadLine()) {
            const QByteArray line = process.readLine();
            out += line;
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            reached = reached || (event["kind"_L1] == "step.started"_L1 && event["step"_L1] == step);
        }
    }
    // The hanging request must have arrived, or there would be nothing to look up.
    const QString endpoint = fault.section(u'=', 1).section(u',', 0, 0);
    const auto arrived = [&] {
        for (const QJsonValue &request : sandbox.requests()) {
            if (request["endpoint"_L1] == endpoint)
                return true;
        }
        return false;
    };
    if (step != "wait"_L1)
        QTRY_VERIFY(arrived());
    ::kill(static_cast<pid_t>(process.processId()), signal);
    Ran ran = ended(process);
    ran.out = out + ran.out;
    QVERIFY2(ran.exitCode == 130, ran.told());
    QCOMPARE(flawOf(ran.events()), QString{});
    QVERIFY(ran.events().back().outcome == Outcome::Cancelled);
    const QJsonObject state = ran.end()["state"_L1].toObject();
    QCOMPARE(state["channel"_L1].toString(), channel);
    QCOMPARE(state["users_synced"_L1].toArray().size(), 2);
    QCOMPARE(state["row_inserted"_L1].toBool(), true);
    QVERIFY(machine.shown() == ran.events());
}

void TestCliSandbox::syncsAllButTheDeleted()
{
    Machine machine;
    SandboxProcess sandbox;
    QVERIFY(sandbox.start(machine));
    sandbox.target(machine);
    QStringList arguments;
    QStringList ids;
    for (int i = 0; i < 99; ++i) {
        ids << u"10000000-0000-4000-8000-%1"_s.arg(i, 12, 10, QLatin1Char('0'));
        arguments << u"--with"_s << ids.last();
    }
    QStringList deleted;
    QJsonObject users;
    for (const int index : {3, 50, 98}) {
        deleted << u"onecrew_user_"_s + ids[index];
        users.insert(deleted.last(), QJsonObject{{u"id"_s, deleted.last()}});
    }
    QCOMPARE(sandbox.ask("POST", u"/users"_s, {{u"users"_s, users}})["_status"_L1].toInt(), 201);
    QCOMPARE(
        sandbox
            .ask("POST", u"/users/delete"_s,
                 {{u"user_ids"_s, QJsonArray::fromStringList(deleted)}, {u"user"_s, u"soft"_s}})["_status"_L1]
            .toInt(),
        201);
    const auto allDeleted = [&] {
        const QJsonObject filter{{u"id"_s, QJsonObject{{u"$in"_s, QJsonArray::fromStringList(deleted)}}}};
        return sandbox.ask("GET", u"/users"_s, {{u"filter_conditions"_s, filter}})["users"_L1]
            .toArray()
            .isEmpty();
    };
    QTRY_VERIFY(allDeleted());
    sandbox.ask("DELETE", u"/__sandbox/requests"_s);

    const Ran ran = machine.converse(arguments);
    QVERIFY2(ran.exitCode == 1, ran.told());
    QCOMPARE(flawOf(ran.events()), QString{});
    QJsonArray failed;
    QJsonArray synced;
    for (const RunEvent &event : ran.events()) {
        if (event.kind == EventKind::StepFinished && event.step == Step::Upsert && event.attempt == 1) {
            failed = event.data["failed"_L1].toArray();
            synced = event.data["synced"_L1].toArray();
        }
    }
    QCOMPARE(synced.size(), 97);
    QStringList named;
    for (const QJsonValue &one : failed) {
        named << one["stream_id"_L1].toString();
        QCOMPARE(one["error"_L1]["meaning"_L1].toString(), u"user_deleted"_s);
    }
    named.sort();
    QCOMPARE(named, deleted);
    for (const QString &id : deleted)
        QVERIFY2(ran.error().contains(id), qPrintable(ran.error()));
    const qsizetype requests = sandbox.requests().size();
    QVERIFY2(requests > 3 && requests <= 60, QByteArray::number(requests));
}

void TestCliSandbox::makesBigConversations()
{
    Machine machine;
    SandboxProcess sandbox;
    QVERIFY(sandbox.start(machine));
    sandbox.target(machine);
    QStringList arguments;
    for (int i = 0; i < 149; ++i)
        arguments << u"--with"_s << u"10000000-0000-4000-8000-%1"_s.arg(i, 12, 10, QLatin1Char('0'));
    const Ran ran = machine.converse(arguments);
    QVERIFY2(ran.exitCode == 0, ran.told());
    bool verified = false;
    for (const RunEvent &event : ran.events()) {
        if (event.kind != EventKind::StepFinished || event.step != Step::Verify)
            continue;
        verified = true;
        QCOMPARE(event.data["present"_L1].toArray().size(), 150);
        QVERIFY(event.data["absent"_L1].toArray().isEmpty());
    }
    QVERIFY(verified);
}

void TestCliSandbox::dryRunWritesNothing()
{
    const QJsonObject before = m_sandbox.ask("GET", u"/__sandbox/snapshot"_s);
    QFile file{m_sandbox.database().mid(7)};
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray database = file.readAll();
    const Ran ran =
        m_machine.converse({u"--dry-run"_s, u"--with"_s, u"10000000-0000-4000-8000-000000000009"_s});
    QVERIFY2(ran.exitCode == 0, ran.told());
    QCOMPARE(m_sandbox.ask("GET", u"/__sandbox/snapshot"_s), before);
    file.seek(0);
    QVERIFY(file.readAll() == database);
}

QTEST_GUILESS_MAIN(TestCliSandbox)
#include "tst_clisandbox.moc"
