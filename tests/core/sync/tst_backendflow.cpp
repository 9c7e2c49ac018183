// SPDX-License-Identifier: MIT
// A run on the backend: what the backend says against what is true, under the virtual clock.
#include "tests/support/backendfixture.h"

#include "core/stream/gatedtransport.h"
#include "core/stream/token.h"

#include <QJsonArray>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

class TestBackendFlow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void presets_data();
    void presets();
    void tellsBoth();
    void asksAsTheInitiator();
    void takesTheGivenToken();
    void refusesSomebodyElsesToken();
    void needsProof();
    void memberLeftOut();
    void failureButWorks();
    void successWithoutChannel();
    void successWithoutRow();
    void rowThatDiffers();
    void wrongRole();
    void companyOfStreamChatAlone();
    void pagesThroughAllMembers();
    void cannotVerify();
    void databaseUnreadable();
    void plans();
    void passesTheGate();
    void stops_data();
    void stops();
    void stopsWithTheJournal();
};

namespace {

const auto amiraId = u"onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352"_s;

QStringList steps(const FlowFixture &flow)
{
    QStringList list;
    for (const RunEvent &event : flow.of(EventKind::StepFinished))
        list << toString(*event.step) + u' ' + toString(*event.outcome);
    return list;
}

QStringList strings(const QJsonValue &array)
{
    QStringList list;
    for (const QJsonValue &value : array.toArray())
        list << value.toString();
    return list;
}

} // namespace

void TestBackendFlow::presets_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<bool>("sendCreator");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("error");
    const QString sentence = missingMembersSentence({amiraId});
    const QString none;
    QTest::newRow("unsynced") << u"unsynced"_s << false << none << 1 << sentence;
    QTest::newRow("documented") << u"documented"_s << false << none << 1 << u"created_by"_s;
    QTest::newRow("documented with creator") << u"documented"_s << true << none << 0 << none;
    QTest::newRow("hardened") << u"hardened"_s << false << none << 0 << none;
    QTest::newRow("documented, late user")
        << u"documented"_s << true << u"visibility-delay=1500"_s << 1 << u"but don't exist"_s;
    QTest::newRow("hardened, late user") << u"hardened"_s << false << u"visibility-delay=1500"_s << 0 << none;
}

void TestBackendFlow::presets()
{
    QFETCH(QString, preset);
    QFETCH(bool, sendCreator);
    QFETCH(QString, fault);
    QFETCH(int, exitCode);
    QFETCH(QString, error);
    FlowSettings settings = settingsOf(presetFrom(preset).value());
    settings.sendCreator = settings.sendCreator || sendCreator;
    sandbox::SimulatorOptions options;
    if (!fault.isEmpty())
        options.faults.append(sandbox::parseFault(fault).value());
    BackendFixture fixture{settings, {}, options};
    const RunResult result = fixture.run();

    QCOMPARE(exitCodeOf(result.failure), exitCode);
    QCOMPARE(result.answer["success"_L1].toBool(), exitCode == 0);
    QVERIFY2(result.answer["error"_L1].toString().contains(error), fixture.told());
    QCOMPARE(fixture.finding(), exitCode == 0 ? QString{} : u"backend_refused"_s);
    // Failed or not, the row was made first: flow, step 1.
    QCOMPARE(fixture.verified()["row"_L1].toString(), u"yes"_s);
    QCOMPARE(fixture.verified()["channel"_L1].toString(), exitCode == 0 ? u"yes"_s : u"no"_s);
    // The late user is still on their way when the documented flow has given up.
    const bool unknown = fixture.verified()["users_absent"_L1].toArray().contains(amiraId);
    QCOMPARE(unknown, preset == u"unsynced" || (exitCode == 1 && !fault.isEmpty()));
}

void TestBackendFlow::tellsBoth()
{
    BackendFixture fixture;
    const RunResult result = fixture.run();
    QVERIFY2(result.failure == Failure::None, fixture.told());
    QCOMPARE(steps(fixture.flow),
             (QStringList{u"record passed"_s, u"resolve passed"_s, u"upsert skipped"_s, u"wait skipped"_s,
                          u"create passed"_s, u"retry skipped"_s, u"verify passed"_s,
                          u"add_missing skipped"_s, u"answer passed"_s}));
    const QJsonObject start = fixture.flow.sink.events.front().data;
    QCOMPARE(start["target"_L1].toString(), u"backend"_s);
    QCOMPARE(start["preset"_L1].toString(), u"backend"_s);
    QCOMPARE(start["environment"_L1]["backend_url"_L1].toString(), fixture.access.url.toString());
    QCOMPARE(fixture.end()["backend"_L1]["success"_L1].toBool(), true);
    const QJsonObject verified = fixture.verified();
    QCOMPARE(verified["row"_L1].toString(), u"yes"_s);
    QCOMPARE(verified["cid"_L1].toString(),
             u"messaging:onecrew_"_s + result.answer["data"_L1]["id"_L1].toString());
    QCOMPARE(strings(verified["absent"_L1]), QStringList{});
    QCOMPARE(strings(verified["present"_L1]).size(), 2);
    // The console itself wrote nothing, and prints none of the backend's lines.
    QCOMPARE(fixture.flow.backendLog(), QStringList{});
    QVERIFY(fixture.log.size() >= 6);
    for (const RunEvent &event : fixture.flow.of(EventKind::Exchange))
        QCOMPARE(event.data["writes"_L1].toBool(),
                 event.data["endpoint"_L1].toString() == u"CreateConversation");
}

void TestBackendFlow::asksAsTheInitiator()
{
    BackendFixture fixture;
    ConversationRequest request = requestOf(u"Sat Education"_s, {u"Amira Haddad"_s, FlowFixture::jonas});
    request.type = u"group"_s;
    request.name = u"Crew"_s;
    fixture.run(request);
    QCOMPARE(fixture.way.requests.size(), size_t{1});
    const stream::HttpRequest &sent = fixture.way.requests.front();
    QCOMPARE(sent.method, QByteArray{"POST"});
    QCOMPARE(sent.url.toUrl(), fixture.access.url);
    QVERIFY(sent.writes);
    QVERIFY(sent.timeout == std::chrono::seconds{60});
    const QJsonObject body = QJsonDocument::fromJson(sent.body).object();
    QCOMPARE(body, (QJsonObject{{u"conversation_type"_s, u"group"_s},
                                {u"participant_ids"_s, QJsonArray{FlowFixture::amira, FlowFixture::jonas}},
                                {u"name"_s, u"Crew"_s}}));
    const QByteArray proof = headerValue(sent.headers, "Authorization");
    QVERIFY(proof.startsWith("Bearer "));
    QVERIFY(stream::isSignedWith(proof.mid(7), fixture.access.secret));
    QCOMPARE(*stream::claimsOf(proof.mid(7)),
             (QJsonObject{{u"sub"_s, FlowFixture::satEducation}, {u"category"_s, u"company"_s}}));
    QVERIFY(!fixture.told().contains(proof.mid(7)));
}

void TestBackendFlow::takesTheGivenToken()
{
    BackendFixture fixture;
    const QByteArray given =
        stream::signedToken({{u"sub"_s, FlowFixture::satEducation},
                             {u"category"_s, u"company"_s},
                             {u"exp"_s, fixture.flow.clock.now().addSecs(-60).toSecsSinceEpoch()}},
                            fixture.access.secret);
    fixture.access.token = given;
    const RunResult result = fixture.run();
    QCOMPARE(headerValue(fixture.way.requests.front().headers, "Authorization"), "Bearer " + given);
    // It is the backend's clock that counts; this one's is only told.
    QVERIFY(fixture.noteCodes().contains(u"backend_token_expired_here"_s));
    QCOMPARE(fixture.finding(), u"backend_token_expired"_s);
    QCOMPARE(exitCodeOf(result.failure), 3);
    QVERIFY(!fixture.told().contains(given));

    BackendFixture opaque;
    opaque.access.token = "an-opaque-token-of-another-kind";
    opaque.run();
    QCOMPARE(opaque.finding(), u"backend_unauthorized"_s);
    QVERIFY(!opaque.told().contains(opaque.access.token));
}

void TestBackendFlow::refusesSomebodyElsesToken()
{
    BackendFixture fixture;
    fixture.access.token = backendToken(fixture.access.secret, FlowFixture::jonas, ParticipantKind::User);
    const RunResult result = fixture.run();
    QCOMPARE(exitCodeOf(result.failure), 2);
    QVERIFY(fixture.way.requests.empty());
    QVERIFY2(fixture.why().contains(FlowFixture::jonas), qPrintable(fixture.why()));
}

void TestBackendFlow::needsProof()
{
    BackendFixture fixture;
    fixture.access.secret.clear();
    QCOMPARE(exitCodeOf(fixture.run().failure), 2);
    QVERIFY(fixture.way.requests.empty());
}

void TestBackendFlow::memberLeftOut()
{
    BackendFixture fixture{settingsOf(Preset::Hardened), {u"backend-member-left-out"_s}};
    const RunResult result = fixture.run();
    QCOMPARE(exitCodeOf(result.failure), 1);
    QCOMPARE(fixture.finding(), u"backend_success_without_members"_s);
    QVERIFY(fixture.flow.last().outcome == Outcome::Failed);
    // Both are told: what the backend said …
    QCOMPARE(result.answer["success"_L1].toBool(), true);
    QVERIFY2(fixture.why().contains(u"success"_s), qPrintable(fixture.why()));
    // … and what is true.
    QVERIFY2(fixture.what().contains(amiraId), qPrintable(fixture.what()));
    QCOMPARE(strings(fixture.verified()["absent"_L1]), QStringList{amiraId});
    QVERIFY(fixture.flow.finished(Step::Verify)->outcome == Outcome::Failed);
}

void TestBackendFlow::failureButWorks()
{
    BackendFixture fixture{settingsOf(Preset::Hardened), {u"backend-failure-but-works"_s}};
    const RunResult result = fixture.run();
    QCOMPARE(exitCodeOf(result.failure), 1);
    QCOMPARE(fixture.finding(), u"backend_failure_but_works"_s);
    QVERIFY2(fixture.why().contains(u"reading 'emit'"_s), qPrintable(fixture.why()));
    QCOMPARE(strings(fixture.verified()["present"_L1]).size(), 2);
    QVERIFY(fixture.flow.finished(Step::Verify)->outcome == Outcome::Passed);
}

void TestBackendFlow::successWithoutChannel()
{
    BackendFixture fixture;
    fixture.way.afterwards = [&fixture] {
        fixture.flow.simulator.deleteChannel(
            u"messaging:onecrew_"_s + fixture.flow.directory.inserted.back().id, true);
    };
    QCOMPARE(exitCodeOf(fixture.run().failure), 1);
    QCOMPARE(fixture.finding(), u"backend_success_without_channel"_s);
}

void TestBackendFlow::successWithoutRow()
{
    BackendFixture fixture;
    fixture.way.afterwards = [&fixture] { fixture.flow.directory.conversations.clear(); };
    QCOMPARE(exitCodeOf(fixture.run().failure), 1);
    QCOMPARE(fixture.finding(), u"backend_success_without_row"_s);
}

void TestBackendFlow::rowThatDiffers()
{
    BackendFixture fixture;
    fixture.way.afterwards = [&fixture] {
        fixture.flow.directory.conversations.front().participantIds = {FlowFixture::jonas};
    };
    QVERIFY(fixture.run().failure == Failure::None);
    QVERIFY(fixture.noteCodes().contains(u"backend_row_differs"_s));
}

void TestBackendFlow::wrongRole()
{
    BackendFixture fixture;
    fixture.way.afterwards = [&fixture] {
        fixture.flow.simulator.putUser({{u"id"_s, amiraId}, {u"role"_s, u"admin"_s}});
    };
    QVERIFY(fixture.run().failure == Failure::None);
    QVERIFY2(fixture.noteCodes().contains(u"wrong_role"_s), fixture.told());
    QCOMPARE(fixture.verified()["roles"_L1][0]["stream_id"_L1].toString(), amiraId);
}

/// An id that is in no table and that StreamChat has as a company is no ghost user to be missed.
void TestBackendFlow::companyOfStreamChatAlone()
{
    const auto lost = u"9b1e7c90-52af-4f0e-9d3b-0c6a8e21f7d4"_s;
    BackendFixture fixture;
    fixture.flow.simulator.putUser({{u"id"_s, u"onecrew_company_"_s + lost}, {u"role"_s, u"admin"_s}});
    const RunResult result = fixture.run(requestOf(FlowFixture::satEducation, {lost}));
    QVERIFY2(result.failure == Failure::None, fixture.told());
    QVERIFY(strings(fixture.verified()["present"_L1]).contains(u"onecrew_company_"_s + lost));
}

void TestBackendFlow::pagesThroughAllMembers()
{
    BackendFixture fixture;
    QStringList people;
    for (int i = 0; i < 150; ++i) {
        const QString id = u"00000000-0000-4000-8000-%1"_s.arg(i, 12, 10, QLatin1Char('0'));
        fixture.flow.directory.add(user(id, u"P%1"_s.arg(i)));
        people << id;
    }
    const RunResult result = fixture.run(requestOf(FlowFixture::satEducation, people));
    QVERIFY2(result.failure == Failure::None, fixture.told());
    QCOMPARE(strings(fixture.verified()["present"_L1]).size(), 151);
}

void TestBackendFlow::cannotVerify()
{
    BackendFixture fixture;
    fixture.way.afterwards = [&fixture] {
        fixture.flow.simulator.setFaults({sandbox::parseFault(u"wrong-secret"_s).value()});
    };
    QCOMPARE(exitCodeOf(fixture.run().failure), 3);
    QCOMPARE(fixture.finding(), u"backend_success_unverified"_s);
    QVERIFY2(fixture.why().contains(u"secret"_s), qPrintable(fixture.why()));
}

/// Without the database a failed conversation cannot be looked for, and nobody claims to know.
void TestBackendFlow::databaseUnreadable()
{
    BackendFixture fixture{settingsOf(Preset::Unsynced)};
    fixture.way.afterwards = [&fixture] {
        fixture.flow.directory.resolveFails = Error{Error::Kind::Storage, u"The database is gone."_s, {}, {}};
    };
    QCOMPARE(exitCodeOf(fixture.run().failure), 1);
    QCOMPARE(fixture.finding(), u"backend_refused"_s);
    QCOMPARE(fixture.verified()["row"_L1].toString(), u"unread"_s);
    QVERIFY2(fixture.why().contains(u"The database is gone."_s), qPrintable(fixture.why()));
}

void TestBackendFlow::plans()
{
    BackendFixture fixture;
    fixture.flow.context.dryRun = true;
    const RunResult result = fixture.run();
    QVERIFY(result.failure == Failure::None);
    QVERIFY(fixture.way.requests.empty());
    QVERIFY(fixture.flow.directory.inserted.empty());
    const std::vector<RunEvent> exchanges = fixture.flow.of(EventKind::Exchange);
    QCOMPARE(exchanges.size(), size_t{1});
    QCOMPARE(exchanges[0].data["planned"_L1].toBool(), true);
    QVERIFY(exchanges[0].data["request"_L1]["body"_L1].toString().contains(FlowFixture::amira));
    QVERIFY(!fixture.told().contains("Bearer e"));
}

void TestBackendFlow::passesTheGate()
{
    BackendFixture fixture;
    // As a path it would pass for StreamChat's query of channels, which reads.
    fixture.access.url = QUrl{u"http://backend.invalid/channels"_s};
    const stream::NeverWrite never;
    stream::GatedTransport gate{&fixture.way, &never, fixture.access.url};
    fixture.access.transport = &gate;
    const RunResult result = fixture.run();
    QCOMPARE(exitCodeOf(result.failure), 3);
    QCOMPARE(fixture.finding(), u"backend_read_only"_s);
    QVERIFY(fixture.way.requests.empty());
    QCOMPARE(fixture.flow.of(EventKind::Exchange).front().data["sent"_L1].toBool(true), false);
}

void TestBackendFlow::stops_data()
{
    QTest::addColumn<qint64>("at");
    BackendFixture fixture;
    fixture.run();
    QVERIFY(fixture.flow.sink.events.size() > 20);
    for (qint64 seq = 1; seq < qint64(fixture.flow.sink.events.size()); ++seq)
        QTest::addRow("event %d", int(seq)) << seq;
}

/// Stopped at any event, a run ends whole, and tells what the backend was asked for.
void TestBackendFlow::stops()
{
    QFETCH(qint64, at);
    BackendFixture fixture;
    std::stop_source stop;
    fixture.flow.sink.onEvent = [&](const RunEvent &event) {
        if (event.seq == at)
            stop.request_stop();
    };
    const RunResult result = fixture.run(stop.get_token());
    const std::vector<RunEvent> &events = fixture.flow.sink.events;
    for (size_t i = 0; i < events.size(); ++i)
        QCOMPARE(events[i].seq, qint64(i) + 1);
    QVERIFY(events.back().kind == EventKind::RunFinished);
    const bool toldLate = result.failure == Failure::None;
    QVERIFY2(toldLate || exitCodeOf(result.failure) == 130, fixture.told());
    if (!toldLate && !fixture.way.requests.empty())
        QVERIFY2(fixture.why().contains(u"may work on"_s), qPrintable(fixture.why()));
}

void TestBackendFlow::stopsWithTheJournal()
{
    BackendFixture fixture;
    fixture.flow.sink.failFrom = 3;
    QCOMPARE(exitCodeOf(fixture.run().failure), 4);
    QVERIFY(fixture.way.requests.empty());
}

QTEST_GUILESS_MAIN(TestBackendFlow)
#include "tst_backendflow.moc"
