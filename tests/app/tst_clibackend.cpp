// SPDX-License-Identifier: MIT
// `chat-sync converse --target backend` against the backend that `chat-sync sandbox --backend` stands in for,
// over real sockets.
#include "tests/app/consoleprogram.h"

#include "core/sandbox/demodatabase.h"
#include "core/stream/token.h"
#include "core/sync/backendclient.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto sentence =
    u"Failed to add all members to channel. Missing: onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352. "
    "This usually means these users don't exist in StreamChat yet."_s;

/// A served sandbox with a backend, and a machine that knows both.
struct Place {
    bool start(const QStringList &arguments)
    {
        if (!sandbox.start(machine, arguments + QStringList{u"--backend-log"_s, log()}))
            return false;
        sandbox.target(machine);
        machine.set(u"BACKEND_URL"_s, backend()["url"_L1].toString());
        machine.set(u"BACKEND_SECRET"_s, backend()["secret"_L1].toString());
        return true;
    }
    QJsonObject backend() const { return sandbox.told()["backend"_L1].toObject(); }
    QString log() const { return machine.file(u"backend.log"_s); }
    QByteArray logged() const
    {
        QFile file{log()};
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
    }
    /// Without the options of how it is done, which are the backend's affair.
    Ran converse(const QStringList &more = {}) const
    {
        return machine.run(QStringList{u"converse"_s, u"--json"_s, u"--target"_s, u"backend"_s, u"--from"_s,
                                       u"Sat Education"_s, u"--with"_s, unsyncedId()} +
                           more);
    }

    Machine machine;
    SandboxProcess sandbox;
};

QByteArray everyFileIn(const QString &folder)
{
    QByteArray all;
    for (const QString &name : QDir{folder}.entryList(QDir::Files | QDir::Hidden)) {
        QFile file{QDir{folder}.filePath(name)};
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace

class TestCliBackend : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void presets_data();
    void presets();
    void faults_data();
    void faults();
    void asksTheEmbeddedBackend_data();
    void asksTheEmbeddedBackend();
    void printsItsLog();
    void refusesWhatCannotBeMeant_data();
    void refusesWhatCannotBeMeant();
    void keepsNoSecret();
    void stopsOnCtrlC();
};

void TestCliBackend::presets_data()
{
    QTest::addColumn<QStringList>("backend");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QByteArray>("logged");
    const QString none;
    QTest::newRow("unsynced") << QStringList{u"unsynced"_s} << 1 << sentence << QByteArray{"❌"};
    QTest::newRow("documented") << QStringList{u"documented"_s} << 1
                                << u"data.created_by_id must be provided"_s << QByteArray{"❌"};
    QTest::newRow("documented, creator sent") << QStringList{u"documented"_s, u"--send-creator"_s} << 0
                                              << none << QByteArray{"Channel members after creation"};
    QTest::newRow("hardened") << QStringList{u"hardened"_s} << 0 << none
                              << QByteArray{"Channel members after creation"};
    QTest::newRow("documented, creator sent, late user")
        << QStringList{u"documented"_s, u"--send-creator"_s, u"--fault"_s, u"visibility-delay=1500"_s} << 1
        << u"but don't exist"_s << QByteArray{"❌"};
}

void TestCliBackend::presets()
{
    QFETCH(QStringList, backend);
    QFETCH(int, exitCode);
    QFETCH(QString, error);
    QFETCH(QByteArray, logged);
    Place place;
    QVERIFY(place.start(QStringList{u"--backend"_s} + backend));
    const Ran ran = place.converse();
    QVERIFY2(ran.exitCode == exitCode, ran.told());
    QCOMPARE(flawOf(ran.events()), QString{});
    QVERIFY2(ran.error().contains(error), ran.told());
    QCOMPARE(ran.end()["answer"_L1]["success"_L1].toBool(), exitCode == 0);
    const QJsonObject verified = ran.end()["verified"_L1].toObject();
    QCOMPARE(verified["row"_L1].toString(), u"yes"_s);
    QCOMPARE(verified["channel"_L1].toString(), exitCode == 0 ? u"yes"_s : u"no"_s);
    if (exitCode == 0)
        QCOMPARE(verified["present"_L1].toArray().size(), 2);
    QVERIFY2(place.logged().startsWith("🔄 [createConversation] Syncing all participants"), place.logged());
    QVERIFY2(place.logged().contains(logged), place.logged());
    // The run is kept as it was told.
    QVERIFY(place.machine.shown() == ran.events());
}

void TestCliBackend::faults_data()
{
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("finding");
    QTest::newRow("backend-html") << 3 << u"backend_html"_s;
    QTest::newRow("backend-failure-as-200") << 1 << u"backend_refused"_s;
    QTest::newRow("backend-no-json") << 1 << u"backend_crashed"_s;
    QTest::newRow("backend-hang") << 3 << u"backend_timed_out"_s;
    QTest::newRow("backend-redirect") << 3 << u"backend_redirects"_s;
    QTest::newRow("backend-wrong-schema") << 3 << u"backend_wrong_schema"_s;
    QTest::newRow("backend-expired-token") << 3 << u"backend_token_expired"_s;
    QTest::newRow("backend-member-left-out") << 1 << u"backend_success_without_members"_s;
    QTest::newRow("backend-failure-but-works") << 1 << u"backend_failure_but_works"_s;
}

void TestCliBackend::faults()
{
    QFETCH(int, exitCode);
    QFETCH(QString, finding);
    Place place;
    QVERIFY(place.start(
        {u"--backend"_s, u"hardened"_s, u"--fault"_s, QString::fromLatin1(QTest::currentDataTag())}));
    const Ran ran = place.converse({u"--backend-timeout-ms"_s, u"4000"_s});
    QVERIFY2(ran.exitCode == exitCode, ran.told());
    QCOMPARE(ran.end()["finding"_L1].toString(), finding);
    QVERIFY2(!ran.end()["explanation"_L1]["next"_L1].toArray().isEmpty(), ran.told());
}

void TestCliBackend::asksTheEmbeddedBackend_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("finding");
    QTest::newRow("hardened") << QStringList{} << 0 << QString{};
    QTest::newRow("unsynced") << QStringList{u"--flow"_s, u"unsynced"_s} << 1 << u"backend_refused"_s;
    QTest::newRow("a fault") << QStringList{u"--fault"_s, u"backend-member-left-out"_s} << 1
                             << u"backend_success_without_members"_s;
    QTest::newRow("a plan") << QStringList{u"--dry-run"_s} << 0 << QString{};
}

void TestCliBackend::asksTheEmbeddedBackend()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, finding);
    const Machine machine;
    const Ran ran = machine.converse(QStringList{u"--target"_s, u"backend"_s} + arguments);
    QVERIFY2(ran.exitCode == exitCode, ran.told());
    QCOMPARE(flawOf(ran.events()), QString{});
    QCOMPARE(ran.end()["finding"_L1].toString(), finding);
}

void TestCliBackend::printsItsLog()
{
    Place place;
    QVERIFY(place.sandbox.start(place.machine, {u"--backend"_s, u"unsynced"_s}));
    place.sandbox.target(place.machine);
    QCOMPARE(place.backend().keys(), (QStringList{u"claims"_s, u"secret"_s, u"url"_s}));
    place.machine.set(u"BACKEND_URL"_s, place.backend()["url"_L1].toString());
    place.machine.set(u"BACKEND_SECRET"_s, place.backend()["secret"_L1].toString());
    QCOMPARE(place.converse().exitCode, 1);
    QProcess &served = place.sandbox.process();
    QTRY_VERIFY_WITH_TIMEOUT(served.peek(100'000).contains("[createConversation] Error: "), 20'000);
    QVERIFY(served.readLine().startsWith("🔄 [createConversation] Syncing all participants"));
    QCOMPARE(place.sandbox.stopWith(SIGTERM), 0);
}

void TestCliBackend::refusesWhatCannotBeMeant_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const QStringList backend{u"--target"_s, u"backend"_s};
    const QStringList real{u"--stream-key"_s, u"k"_s, u"--database"_s, u"sqlite:/nowhere"_s};
    QTest::newRow("address without its StreamChat")
        << backend + QStringList{u"--backend-url"_s, u"http://127.0.0.1:9/x"_s}
        << QByteArray{"does not work on the embedded sandbox"};
    QTest::newRow("no address") << backend + real << QByteArray{"backend's address is missing"};
    QTest::newRow("no proof") << backend + real +
                                     QStringList{u"--backend-url"_s, u"https://backend.example/x"_s}
                              << QByteArray{"no token for the backend"};
    QTest::newRow("unencrypted") << backend + real +
                                        QStringList{u"--backend-url"_s, u"http://backend.example/x"_s}
                                 << QByteArray{"not encrypted"};
    QTest::newRow("no address at all")
        << backend + real + QStringList{u"--backend-url"_s, u"backend"_s} << QByteArray{"cannot be used"};
    QTest::newRow("how it is done") << backend + real + QStringList{u"--flow"_s, u"unsynced"_s}
                                    << QByteArray{"backend's own affair"};
    QTest::newRow("its fault without it")
        << QStringList{u"--fault"_s, u"backend-html"_s} << QByteArray{"--target backend"};
    QTest::newRow("unknown target") << QStringList{u"--target"_s, u"elsewhere"_s} << QByteArray{"--target"};
}

void TestCliBackend::refusesWhatCannotBeMeant()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    Machine machine;
    machine.set(u"STREAM_SECRET"_s, u"some-secret-of-streamchat"_s);
    if (!arguments.contains(u"--stream-key"_s))
        machine.unset(u"STREAM_SECRET"_s);
    const Ran ran = machine.run(
        QStringList{u"converse"_s, u"--from"_s, u"Sat Education"_s, u"--with"_s, unsyncedId()} + arguments);
    QVERIFY2(ran.exitCode == 2, ran.told());
    QVERIFY2(ran.err.contains(says), ran.told());
    QVERIFY(ran.out.isEmpty());

    const Ran sandbox = machine.run({u"sandbox"_s, u"--fault"_s, u"backend-html"_s});
    QVERIFY2(sandbox.exitCode == 2 && sandbox.err.contains("--backend"), sandbox.told());
    QCOMPARE(machine.run({u"sandbox"_s, u"--send-creator"_s}).exitCode, 2);
}

/// Neither token nor secret in anything that is left behind, whichever way the run ends.
void TestCliBackend::keepsNoSecret()
{
    Place place;
    QVERIFY(place.start({u"--backend"_s, u"documented"_s, u"--fault"_s, u"backend-wrong-schema=1"_s,
                         u"--fault"_s, u"backend-html=1"_s}));
    const QByteArray secret = place.backend()["secret"_L1].toString().toUtf8();
    QByteArray told;
    for (int i = 0; i < 4; ++i) {
        const Ran ran = place.converse();
        told += ran.out + ran.err;
    }
    const QJsonObject claims{{u"sub"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}};
    const QByteArray foreign = stream::signedToken(claims, secret);
    const QByteArray opaque = "marked-bearer-0123456789abcdefghij";
    for (const QByteArray &token : {foreign, opaque}) {
        place.machine.set(u"BACKEND_TOKEN"_s, QString::fromLatin1(token));
        const Ran ran = place.converse();
        QVERIFY2(ran.exitCode == (token == foreign ? 2 : 3), ran.told());
        told += ran.out + ran.err;
    }
    told += everyFileIn(QFileInfo{place.machine.journal()}.path()) + place.logged();
    const QByteArray own = backendToken(
        secret, sandbox::demoParticipants(sandbox::defaultDemoSeed).front().id, ParticipantKind::Company);
    for (const QByteArray &needle : {secret, secret.toBase64(), own, own.mid(own.lastIndexOf('.') + 1),
                                     foreign, foreign.mid(foreign.lastIndexOf('.') + 1), opaque})
        QVERIFY2(!told.contains(needle), needle);
    // What was looked through is what was told.
    QVERIFY(told.contains("CreateConversation") && told.contains("[secret: token]"));
}

void TestCliBackend::stopsOnCtrlC()
{
    Place place;
    QVERIFY(place.start({u"--backend"_s, u"hardened"_s, u"--fault"_s, u"backend-hang"_s}));
    QProcess process;
    place.machine.start(process, {u"converse"_s, u"--json"_s, u"--target"_s, u"backend"_s, u"--from"_s,
                                  u"Sat Education"_s, u"--with"_s, unsyncedId()});
    // The backend has done its work and does not say so.
    QTRY_VERIFY_WITH_TIMEOUT(place.logged().contains("Channel members after creation"), 30'000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Ran ran = ended(process);
    QVERIFY2(ran.exitCode == 130, ran.told());
    QCOMPARE(flawOf(ran.events()), QString{});
    QCOMPARE(ran.end()["verified"_L1]["channel"_L1].toString(), u"yes"_s);
}

QTEST_GUILESS_MAIN(TestCliBackend)
#include "tst_clibackend.moc"
