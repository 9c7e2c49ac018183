// SPDX-License-Identifier: MIT
// The stand-in for OneCrew's backend: whom it refuses, what it prints, its faults, and its server.
#include "tests/support/backendfixture.h"

#include "core/sandbox/backendserver.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/stream/token.h"

#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::sandbox;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

class TestBackendStandIn : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refuses_data();
    void refuses();
    void answersAsLaidDown();
    void printsTheLog_data();
    void printsTheLog();
    void faults_data();
    void faults();
    void readsFaults();
    void serves();
    void stopsAtWork();

private:
    static SimulatorRequest requestTo(const QByteArray &token);
    static SimulatorReply ask(BackendFixture &fixture, const SimulatorRequest &request);
};

namespace {

const auto amiraId = u"onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352"_s;

QJsonObject jsonOf(const SimulatorReply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

QByteArray bodyFor(const QStringList &ids)
{
    const QJsonObject body{{u"conversation_type"_s, u"direct"_s},
                           {u"participant_ids"_s, QJsonArray::fromStringList(ids)},
                           {u"name"_s, QJsonValue{}}};
    return QJsonDocument{body}.toJson();
}

QByteArray goodToken()
{
    return backendToken(BackendOptions{}.secret, FlowFixture::satEducation, ParticipantKind::Company);
}

} // namespace

SimulatorRequest TestBackendStandIn::requestTo(const QByteArray &token)
{
    SimulatorRequest request;
    request.method = "POST";
    request.path = BackendStandIn::path();
    if (!token.isEmpty())
        request.headers = {{"authorization", "Bearer " + token}};
    request.body = bodyFor({FlowFixture::amira});
    return request;
}

SimulatorReply TestBackendStandIn::ask(BackendFixture &fixture, const SimulatorRequest &request)
{
    return QCoro::waitFor(fixture.standIn.handle(request, {}));
}

void TestBackendStandIn::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const QByteArray secret = BackendOptions{}.secret;
    const QByteArray good = goodToken();
    const QByteArray body = bodyFor({FlowFixture::amira});
    const QString path = BackendStandIn::path();
    const auto token = [&secret](const QJsonObject &claims) { return stream::signedToken(claims, secret); };
    const QString sub = FlowFixture::satEducation;
    const QJsonObject claims{{u"sub"_s, sub}, {u"category"_s, u"company"_s}};
    QJsonObject expired = claims;
    expired.insert(u"exp"_s, 1);

    QTest::newRow("path") << QByteArray{"POST"} << u"/"_s << good << body << 404 << u"Not found"_s;
    QTest::newRow("method") << QByteArray{"GET"} << path << good << body << 405 << u"Method not allowed"_s;
    QTest::newRow("no token") << QByteArray{"POST"} << path << QByteArray{} << body << 401
                              << u"No token provided"_s;
    QTest::newRow("no JWT") << QByteArray{"POST"} << path << QByteArray{"abc"} << body << 401
                            << u"jwt malformed"_s;
    QTest::newRow("signature") << QByteArray{"POST"} << path << stream::signedToken(claims, "other") << body
                               << 401 << u"invalid signature"_s;
    QTest::newRow("expired") << QByteArray{"POST"} << path << token(expired) << body << 401
                             << u"jwt expired"_s;
    QTest::newRow("no sub") << QByteArray{"POST"} << path << token({{u"category"_s, u"user"_s}}) << body
                            << 401 << u"jwt has no sub"_s;
    QTest::newRow("category") << QByteArray{"POST"} << path << token({{u"sub"_s, sub}}) << body << 401
                              << u"jwt category must be user or company"_s;
    QTest::newRow("body") << QByteArray{"POST"} << path << good << QByteArray{"["} << 400
                          << u"The body is no JSON object"_s;
    QTest::newRow("nobody") << QByteArray{"POST"} << path << good << bodyFor({}) << 400
                            << u"participant_ids must be an array of UUIDs"_s;
    QTest::newRow("a name for an id") << QByteArray{"POST"} << path << good << bodyFor({u"Amira"_s}) << 400
                                      << u"participant_ids must be an array of UUIDs"_s;
    QTest::newRow("type") << QByteArray{"POST"} << path << good
                          << QByteArray{R"({"participant_ids":["dda3aaa6-d123-4e57-aeef-f0661ec61352"]})"}
                          << 400 << u"conversation_type is required"_s;
}

void TestBackendStandIn::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, error);
    BackendFixture fixture;
    SimulatorRequest request = requestTo(token);
    request.method = method;
    request.path = path;
    request.body = body;
    const SimulatorReply reply = ask(fixture, request);
    QCOMPARE(reply.status, status);
    QCOMPARE(jsonOf(reply), failureAnswer(error));
    QVERIFY(fixture.flow.directory.inserted.empty());
    QVERIFY(fixture.flow.simulator.requestLog().isEmpty());
}

void TestBackendStandIn::answersAsLaidDown()
{
    BackendFixture fixture;
    const SimulatorReply made = ask(fixture, requestTo(goodToken()));
    QCOMPARE(made.status, 200);
    const Conversation row = fixture.flow.directory.inserted.back();
    QCOMPARE(jsonOf(made), successAnswer(row));
    QCOMPARE(row.createdBy, FlowFixture::satEducation);
    QCOMPARE(row.participantIds, (QStringList{FlowFixture::amira, FlowFixture::satEducation}));
    QCOMPARE(fixture.flow.simulator.memberIds(u"messaging:onecrew_"_s + row.id).size(), 2);

    BackendFixture before{settingsOf(Preset::Unsynced)};
    const SimulatorReply refused = ask(before, requestTo(goodToken()));
    QCOMPARE(refused.status, 500);
    QCOMPARE(jsonOf(refused), failureAnswer(missingMembersSentence({amiraId})));
}

void TestBackendStandIn::printsTheLog_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QStringList>("begins");
    const QString tag = u" [createConversation] "_s;
    const QStringList good{u"🔄"_s + tag + u"Syncing all participants to StreamChat..."_s,
                           u"🔄"_s + tag + u"Upserting users to StreamChat..."_s,
                           u"✅"_s + tag + u"All users upserted successfully:"_s,
                           u"🔍"_s + tag + u"Creating channel with members:"_s,
                           u"✅"_s + tag + u"Channel created successfully with members:"_s,
                           u"🔍"_s + tag + u"Channel members after creation:"_s};
    QTest::newRow("hardened") << u"hardened"_s << good;
    QTest::newRow("documented") << u"documented"_s << good;
    QTest::newRow("unsynced") << u"unsynced"_s
                              << QStringList{good[0], good[1], good[2], good[3], u"❌"_s + tag + u"Error: "_s};
}

void TestBackendStandIn::printsTheLog()
{
    QFETCH(QString, preset);
    QFETCH(QStringList, begins);
    FlowSettings settings = settingsOf(presetFrom(preset).value());
    settings.sendCreator = true;
    BackendFixture fixture{settings};
    ask(fixture, requestTo(goodToken()));
    const QString all = fixture.log.join(u'\n');
    QCOMPARE(fixture.log.size(), begins.size());
    for (qsizetype i = 0; i < begins.size(); ++i)
        QVERIFY2(fixture.log[i].startsWith(begins[i]), qPrintable(all));
}

void TestBackendStandIn::faults_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("done");
    QTest::newRow("backend-html") << 200 << QByteArray{"<!DOCTYPE html>"} << false;
    QTest::newRow("backend-failure-as-200") << 200 << QByteArray{R"("success":false)"} << false;
    QTest::newRow("backend-no-json") << 500 << QByteArray{"Internal Server Error"} << false;
    QTest::newRow("backend-hang") << 200 << QByteArray{R"("success":true)"} << true;
    QTest::newRow("backend-redirect") << 302 << QByteArray{} << false;
    QTest::newRow("backend-wrong-schema") << 200 << QByteArray{R"("ok":true)"} << true;
    QTest::newRow("backend-expired-token") << 401 << QByteArray{"jwt expired"} << false;
    QTest::newRow("backend-member-left-out") << 200 << QByteArray{R"("success":true)"} << true;
    QTest::newRow("backend-failure-but-works") << 500 << QByteArray{R"("success":false)"} << true;
}

void TestBackendStandIn::faults()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, done);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    BackendFixture fixture{settingsOf(Preset::Hardened), {name + u"=1"_s}};
    const SimulatorReply reply = ask(fixture, requestTo(goodToken()));
    QCOMPARE(reply.status, status);
    QVERIFY2(reply.body.contains(body), reply.body);
    QCOMPARE(reply.hang, name == u"backend-hang");
    QCOMPARE(fixture.flow.directory.inserted.size(), size_t(done ? 1 : 0));
    if (done) {
        const QString cid = u"messaging:onecrew_"_s + fixture.flow.directory.inserted.back().id;
        QCOMPARE(fixture.flow.simulator.memberIds(cid).size(), name == u"backend-member-left-out" ? 1 : 2);
    }
    // The next request is none of the one that the fault strikes.
    const SimulatorReply next = ask(fixture, requestTo(goodToken()));
    QCOMPARE(next.status, 200);
    QCOMPARE(jsonOf(next)["success"_L1].toBool(), true);
    QVERIFY(!next.hang);
}

void TestBackendStandIn::readsFaults()
{
    for (const FaultKind &kind : backendFaultCatalogue()) {
        QVERIFY(isBackendFault(kind.name));
        QVERIFY(!kind.effect.isEmpty());
        QVERIFY2(parseBackendFault(kind.name).has_value(), qPrintable(kind.name));
        QCOMPARE(parseBackendFault(kind.name + u"=3"_s)->count, std::optional{3});
    }
    for (const char *wrong : {"backend-nonsense", "backend-html=", "backend-html=0", "backend-html=x"})
        QVERIFY2(!parseBackendFault(QLatin1String(wrong)), wrong);
    QVERIFY(parseBackendFault(u"backend-x"_s).error().advice.contains(u"backend-html"_s));
}

namespace {

/// A served stand-in on a demo database, and a client.
struct Served {
    explicit Served(const FlowSettings &settings, const QList<BackendFault> &faults = {})
    {
        const QString path = folder.filePath(u"demo.sqlite"_s);
        static_cast<void>(createDemoDatabase(path, defaultDemoSeed));
        simulator.seedDemo(demoStreamUsers(defaultDemoSeed));
        server = std::make_unique<BackendServer>(
            &simulator, BackendServerOptions{.backend = {.settings = settings, .faults = faults},
                                             .database = path,
                                             .log = {}});
    }

    QNetworkReply *post(const QString &participant)
    {
        QNetworkRequest request{server->url()};
        const QString company = demoParticipants(defaultDemoSeed).front().id;
        request.setRawHeader("Authorization", "Bearer " + backendToken(BackendOptions{}.secret, company,
                                                                       ParticipantKind::Company));
        request.setRawHeader("Content-Type", "application/json");
        return network.post(request, bodyFor({participant}));
    }

    QTemporaryDir folder;
    Simulator simulator;
    QNetworkAccessManager network;
    std::unique_ptr<BackendServer> server;
};

} // namespace

void TestBackendStandIn::serves()
{
    FlowSettings settings = settingsOf(Preset::Hardened);
    settings.wait = std::chrono::milliseconds{1};
    Served served{settings};
    QVERIFY(served.server->url().isEmpty());
    QVERIFY(served.server->start().has_value());
    QList<QNetworkReply *> replies;
    for (int i = 0; i < 5; ++i)
        replies << served.post(demoUnsyncedUserId());
    QSet<QString> ids;
    for (QNetworkReply *reply : replies) {
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 20'000);
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
        ids.insert(answer["data"_L1]["id"_L1].toString());
        QVERIFY(served.simulator.hasChannel(u"messaging:onecrew_"_s + answer["data"_L1]["id"_L1].toString()));
    }
    QCOMPARE(ids.size(), 5);
    served.server->stop();
    QVERIFY(served.server->url().isEmpty());
}

/// A stop does not wait for what would take long: a wait of a minute, and an answer that never comes.
void TestBackendStandIn::stopsAtWork()
{
    FlowSettings settings = settingsOf(Preset::Hardened);
    settings.wait = std::chrono::milliseconds{60'000};
    Served waiting{settings};
    QVERIFY(waiting.server->start().has_value());
    QNetworkReply *reply = waiting.post(demoUnsyncedUserId());
    QTRY_VERIFY_WITH_TIMEOUT(!waiting.simulator.requestLog().isEmpty(), 20'000);
    waiting.server->stop();
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 20'000);

    settings.wait = std::chrono::milliseconds{1};
    Served hanging{settings, {{BackendFaultKind::Hang, std::nullopt}}};
    QVERIFY(hanging.server->start().has_value());
    QNetworkReply *hung = hanging.post(demoUnsyncedUserId());
    QTRY_VERIFY_WITH_TIMEOUT(hanging.simulator.channelCount() > 0, 20'000);
    hanging.server->stop();
    QTRY_VERIFY_WITH_TIMEOUT(hung->isFinished(), 20'000);
}

QTEST_GUILESS_MAIN(TestBackendStandIn)
#include "tst_backendstandin.moc"
