// SPDX-License-Identifier: MIT
// Repairs: what is shown is what is sent, nothing else is touched, and it can be taken back.
#include "core/domain/runsummary.h"
#include "core/sandbox/fault.h"
#include "core/sync/repair.h"
#include "tests/support/flowfixture.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace chatsync;
using namespace chatsync::test;
using Kind = RepairAction::Kind;

namespace {

QString amiraId()
{
    return streamIdOf(ParticipantKind::User, FlowFixture::amira);
}
QString jonasId()
{
    return streamIdOf(ParticipantKind::User, FlowFixture::jonas);
}
QString companyId()
{
    return streamIdOf(ParticipantKind::Company, FlowFixture::satEducation);
}
const QString cid = QStringLiteral("messaging:onecrew_5f0c8a3e-1111-4222-8333-944445555666");

Result<RepairPlan> plan(FlowFixture &fixture, const std::vector<RepairAction> &actions)
{
    return QCoro::waitFor(planRepair(fixture.context, RepairRequest{actions}, {}));
}

RunResult perform(FlowFixture &fixture, const RepairPlan &plan, std::stop_token stop = {})
{
    return QCoro::waitFor(runRepair(fixture.context, plan, stop));
}

RunResult perform(FlowFixture &fixture, const std::vector<RepairAction> &actions)
{
    const Result<RepairPlan> planned = plan(fixture, actions);
    if (!planned) {
        RunResult failed;
        failed.failure = Failure::Usage;
        return failed;
    }
    return perform(fixture, *planned);
}

QJsonObject userIn(const FlowFixture &fixture, const QString &id)
{
    return fixture.simulator.snapshot()[QLatin1String("users")][id].toObject();
}

/// A user without what StreamChat counts by itself.
QJsonObject lasting(QJsonObject user)
{
    user.remove(QStringLiteral("updated_at"));
    user.remove(QStringLiteral("last_active"));
    return user;
}

int writes(const FlowFixture &fixture)
{
    const QList<sandbox::LoggedRequest> log = fixture.simulator.requestLog();
    return static_cast<int>(std::count_if(
        log.begin(), log.end(), [](const sandbox::LoggedRequest &request) { return request.mutating; }));
}

QJsonObject jonasWith(const QJsonObject &more)
{
    QJsonObject json = upsertObject(identityOf(user(FlowFixture::jonas, QStringLiteral("Jonas Weber"))));
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

void putChannel(FlowFixture &fixture, const QStringList &members)
{
    fixture.simulator.putChannel({{QStringLiteral("type"), QStringLiteral("messaging")},
                                  {QStringLiteral("id"), cid.section(u':', 1)},
                                  {QStringLiteral("created_by_id"), companyId()}},
                                 members);
}

} // namespace

class TestRepair : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void createsTheAbsent();
    void neverCreatesOverSomebody();
    void correctsWhatDiffersAlone();
    void keepsAllThatAnUpsertWouldLose();
    void keepsWhatWasThereBeforeItSends();
    void undoesWhatItDid_data();
    void undoesWhatItDid();
    void restoresTheDeleted();
    void refusesWhatGoesTooFar_data();
    void refusesWhatGoesTooFar();
    void sendsNothingWhenThePreviewIsOld();
    void sendsNothingWhenTheDatabaseIsDown();
    void tellsWhoWasRefused();
    void readsAgainAfterALag();
    void endsWhereItIsStopped();
    void endsWhenItCannotBeKept();
    void losesNothingUnderAnyFault_data();
    void losesNothingUnderAnyFault();
    void isListedAsARepair();
};

void TestRepair::createsTheAbsent()
{
    FlowFixture fixture;
    const Result<RepairPlan> planned = plan(fixture, {{.kind = Kind::CreateUser, .streamId = amiraId()}});
    QVERIFY(planned);
    QCOMPARE(planned->users, 1);
    QCOMPARE(planned->requests, 1);
    QVERIFY(planned->lostByUpsert().isEmpty());
    QVERIFY(!planned->items.front().undoable);
    QCOMPARE(writes(fixture), 0);

    const RunResult result = perform(fixture, *planned);
    QCOMPARE(name(result.outcome), QStringLiteral("passed"));
    QCOMPARE(userIn(fixture, amiraId())[QLatin1String("role")].toString(), QStringLiteral("user"));
    QCOMPARE(userIn(fixture, amiraId())[QLatin1String("name")].toString(), QStringLiteral("Amira Haddad"));
    QCOMPARE(writes(fixture), 1);
    QVERIFY(fixture.finished(Step::Wait));
    const std::vector<RunEvent> waits = fixture.of(EventKind::Wait);
    QVERIFY(!waits.empty() && waits.front().data[QLatin1String("ms")].toInt() >= 1000);
}

void TestRepair::neverCreatesOverSomebody()
{
    FlowFixture fixture;
    const Result<RepairPlan> planned = plan(fixture, {{.kind = Kind::CreateUser, .streamId = jonasId()}});
    QVERIFY(planned);
    QVERIFY(!planned->isNeeded());

    // Somebody else makes the user between the preview and the repair.
    const Result<RepairPlan> absent = plan(fixture, {{.kind = Kind::CreateUser, .streamId = amiraId()}});
    QVERIFY(absent && absent->isNeeded());
    fixture.simulator.putUser({{QStringLiteral("id"), amiraId()}, {QStringLiteral("shirt"), 7}});
    perform(fixture, *absent);
    QCOMPARE(userIn(fixture, amiraId())[QLatin1String("shirt")].toInt(), 7);
    QCOMPARE(writes(fixture), 0);
}

void TestRepair::correctsWhatDiffersAlone()
{
    FlowFixture fixture;
    fixture.simulator.putUser(jonasWith({{QStringLiteral("role"), QStringLiteral("admin")},
                                         {QStringLiteral("locale"), QStringLiteral("de")}}));
    const std::vector<RepairAction> actions{{.kind = Kind::UpdateUser,
                                             .streamId = jonasId(),
                                             .fields = {QStringLiteral("role"), QStringLiteral("name")}}};
    const Result<RepairPlan> planned = plan(fixture, actions);
    QVERIFY(planned);
    QCOMPARE(planned->items.front().action.fields, QStringList{QStringLiteral("role")});

    const QJsonObject before = lasting(userIn(fixture, jonasId()));
    QCOMPARE(name(perform(fixture, *planned).outcome), QStringLiteral("passed"));
    QJsonObject expected = before;
    expected.insert(QStringLiteral("role"), QStringLiteral("user"));
    QCOMPARE(lasting(userIn(fixture, jonasId())), expected);
}

/// What a full upsert really changes, tried in a world of its own, is what the preview says it would.
void TestRepair::keepsAllThatAnUpsertWouldLose()
{
    QRandomGenerator random{20260101};
    FlowFixture fixture;
    FlowFixture other;
    QStringList ids;
    std::vector<RepairAction> actions;
    const auto id = [](int i) {
        return QStringLiteral("%1-0000-4000-8000-%2")
            .arg(i, 8, 16, QLatin1Char('0'))
            .arg(i, 12, 16, QLatin1Char('0'));
    };
    constexpr int users = 500;
    for (int i = 0; i < users; ++i) {
        const Participant person = user(id(i), QStringLiteral("Person %1").arg(i));
        fixture.directory.add(person);
        QJsonObject json{
            {QStringLiteral("id"), streamIdOf(ParticipantKind::User, id(i))},
            {QStringLiteral("name"), random.bounded(2) ? person.name : QStringLiteral("Old name")},
            {QStringLiteral("role"), random.bounded(2) ? QStringLiteral("admin") : QStringLiteral("user")}};
        if (random.bounded(2))
            json.insert(QStringLiteral("image"), QStringLiteral("https://pictures.invalid/%1.png").arg(i));
        for (int key = random.bounded(6); key > 0; --key)
            json.insert(QStringLiteral("custom_%1").arg(random.bounded(40)), random.bounded(1000));
        fixture.simulator.putUser(json);
        other.simulator.putUser(json);
        ids.append(json[QLatin1String("id")].toString());
    }

    for (int from = 0; from < users; from += mostRepairedUsers) {
        actions.clear();
        QList<json::Object> upserts;
        for (int i = from; i < from + mostRepairedUsers; ++i) {
            actions.push_back({.kind = Kind::UpdateUser,
                               .streamId = ids[i],
                               .fields = {QStringLiteral("role"), QStringLiteral("name")}});
            upserts.append(upsertObject(identityOf(user(id(i), QStringLiteral("Person %1").arg(i)))));
        }
        const Result<RepairPlan> planned = plan(fixture, actions);
        QVERIFY(planned);

        stream::ClientContext context;
        context.credentials = other.context.credentials;
        context.transport = &other.transport;
        context.clock = &other.clock;
        context.redactor = &other.redactor;
        context.newId = seededIds(3);
        stream::Client client{context};
        const QJsonObject before = other.simulator.snapshot()[QLatin1String("users")].toObject();
        QVERIFY(QCoro::waitFor(client.upsertUsers(upserts, {})));
        const QJsonObject after = other.simulator.snapshot()[QLatin1String("users")].toObject();
        QStringList lost;
        for (int i = from; i < from + mostRepairedUsers; ++i) {
            const QJsonObject was = lasting(before[ids[i]].toObject());
            for (auto it = was.begin(); it != was.end(); ++it) {
                if (after[ids[i]][it.key()] != it.value())
                    lost.append(ids[i] + QStringLiteral(": ") + it.key());
            }
        }
        QStringList said = planned->lostByUpsert();
        said.sort();
        lost.sort();
        QCOMPARE(said, lost);

        const QJsonObject beforeRepair = fixture.simulator.snapshot()[QLatin1String("users")].toObject();
        QVERIFY(perform(fixture, *planned).failure == Failure::None);
        for (int i = from; i < from + mostRepairedUsers; ++i) {
            QJsonObject expected = lasting(beforeRepair[ids[i]].toObject());
            expected.insert(QStringLiteral("role"), QStringLiteral("user"));
            expected.insert(QStringLiteral("name"), QStringLiteral("Person %1").arg(i));
            QCOMPARE(lasting(userIn(fixture, ids[i])), expected);
        }
    }
}

void TestRepair::keepsWhatWasThereBeforeItSends()
{
    FlowFixture fixture;
    fixture.simulator.putUser(jonasWith({{QStringLiteral("role"), QStringLiteral("admin")},
                                         {QStringLiteral("locale"), QStringLiteral("de")}}));
    bool isKept = false;
    int writesBefore = -1;
    fixture.sink.onEvent = [&](const RunEvent &event) {
        if (event.kind != EventKind::StepFinished || event.step != Step::Resolve)
            return;
        const QJsonValue before = event.data[QLatin1String("before")].toArray().at(0);
        isKept = before[QLatin1String("role")] == QLatin1String("admin") &&
                 before[QLatin1String("locale")] == QLatin1String("de");
        writesBefore = writes(fixture);
    };
    perform(fixture, {{.kind = Kind::UpdateUser, .streamId = jonasId(), .fields = {QStringLiteral("role")}}});
    QVERIFY(isKept);
    QCOMPARE(writesBefore, 0);
    QCOMPARE(writes(fixture), 1);
}

void TestRepair::undoesWhatItDid_data()
{
    QTest::addColumn<QJsonObject>("jonas");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<bool>("inChannel");
    QTest::newRow("role") << QJsonObject{{QStringLiteral("role"), QStringLiteral("admin")}}
                          << QStringLiteral("update_user") << QStringList{QStringLiteral("role")} << false;
    QTest::newRow("name and role") << QJsonObject{{QStringLiteral("role"), QStringLiteral("admin")},
                                                  {QStringLiteral("name"), QStringLiteral("J")}}
                                   << QStringLiteral("update_user")
                                   << QStringList{QStringLiteral("role"), QStringLiteral("name")} << false;
    QTest::newRow("activation") << QJsonObject{{QStringLiteral("deactivated_at"),
                                                QStringLiteral("2026-01-01T00:00:00.000Z")}}
                                << QStringLiteral("reactivate") << QStringList{} << false;
    QTest::newRow("membership") << QJsonObject{} << QStringLiteral("add_member") << QStringList{} << true;
}

void TestRepair::undoesWhatItDid()
{
    QFETCH(QJsonObject, jonas);
    QFETCH(QString, kind);
    QFETCH(QStringList, fields);
    QFETCH(bool, inChannel);
    FlowFixture fixture;
    fixture.simulator.putUser(jonasWith(jonas));
    putChannel(fixture, {companyId()});
    const QJsonObject before = lasting(userIn(fixture, jonasId()));
    const bool wasDeactivated = before.contains(QStringLiteral("deactivated_at"));

    const RunResult result = perform(fixture, {{.kind = repairKindFrom(kind).value(),
                                                .streamId = jonasId(),
                                                .fields = fields,
                                                .cid = inChannel ? cid : QString{}}});
    QCOMPARE(name(result.failure), QString{});
    QCOMPARE(fixture.simulator.memberIds(cid).contains(jonasId()), inChannel);
    QVERIFY(inChannel || lasting(userIn(fixture, jonasId())) != before);

    const Result<RepairRequest> undo = undoOf(fixture.sink.events);
    QVERIFY(undo);
    fixture.sink.events.clear();
    QCOMPARE(name(perform(fixture, undo->actions).failure), QString{});
    QCOMPARE(fixture.simulator.memberIds(cid), QStringList{companyId()});
    QJsonObject after = lasting(userIn(fixture, jonasId()));
    QCOMPARE(after.contains(QStringLiteral("deactivated_at")), wasDeactivated);
    QJsonObject expected = before;
    after.remove(QStringLiteral("deactivated_at"));
    expected.remove(QStringLiteral("deactivated_at"));
    QCOMPARE(after, expected);
}

void TestRepair::restoresTheDeleted()
{
    FlowFixture fixture;
    fixture.simulator.deleteUser(jonasId(), false);
    const RunResult result = perform(fixture, {{.kind = Kind::Restore, .streamId = jonasId()}});
    QCOMPARE(name(result.failure), QString{});
    QVERIFY(fixture.simulator.hasUser(jonasId()));
    QVERIFY(!undoOf(fixture.sink.events));
}

void TestRepair::refusesWhatGoesTooFar_data()
{
    QTest::addColumn<QString>("streamId");
    QTest::addColumn<QString>("cid");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("somebody else's user")
        << QStringLiteral("admin") << QString{} << 1 << QStringLiteral("is no user of OneCrew's");
    QTest::newRow("somebody else's channel") << jonasId() << QStringLiteral("messaging:general") << 1
                                             << QStringLiteral("is no channel of OneCrew's");
    QTest::newRow("too many") << QString{} << QString{} << 101 << QStringLiteral("at most 100 users");
    QTest::newRow("nobody") << QString{} << QString{} << 0 << QStringLiteral("nothing to repair");
    QTest::newRow("a company as a user") << streamIdOf(ParticipantKind::User, FlowFixture::satEducation)
                                         << QString{} << 1 << QStringLiteral("is not touched");
}

void TestRepair::refusesWhatGoesTooFar()
{
    QFETCH(QString, streamId);
    QFETCH(QString, cid);
    QFETCH(int, count);
    QFETCH(QString, sentence);
    FlowFixture fixture;
    std::vector<RepairAction> actions;
    for (int i = 0; i < count; ++i) {
        actions.push_back(
            {.kind = cid.isEmpty() ? Kind::CreateUser : Kind::AddMember,
             .streamId = streamId.isEmpty() ? QStringLiteral("onecrew_user_%1").arg(i) : streamId,
             .cid = cid});
    }
    const Result<RepairPlan> planned = plan(fixture, actions);
    QVERIFY(!planned);
    QVERIFY(planned.error().kind == Error::Kind::Input);
    QVERIFY2(planned.error().what.contains(sentence), qPrintable(planned.error().what));
    QVERIFY(!planned.error().advice.isEmpty());
    QCOMPARE(writes(fixture), 0);
}

void TestRepair::sendsNothingWhenThePreviewIsOld()
{
    FlowFixture fixture;
    fixture.simulator.putUser(jonasWith({{QStringLiteral("role"), QStringLiteral("admin")}}));
    const Result<RepairPlan> planned = plan(
        fixture, {{.kind = Kind::UpdateUser, .streamId = jonasId(), .fields = {QStringLiteral("role")}}});
    QVERIFY(planned);
    fixture.simulator.putUser(jonasWith({{QStringLiteral("role"), QStringLiteral("guest")}}));
    const RunResult result = perform(fixture, *planned);
    QCOMPARE(exitCodeOf(result.failure), 1);
    QCOMPARE(writes(fixture), 0);
    QVERIFY(fixture.last().message.contains(QLatin1String("Nothing was sent")));
}

void TestRepair::sendsNothingWhenTheDatabaseIsDown()
{
    FlowFixture fixture;
    fixture.directory.resolveFails =
        Error{Error::Kind::Network, QStringLiteral("The database did not answer."), {}, {}};
    const Result<RepairPlan> planned = plan(fixture, {{.kind = Kind::CreateUser, .streamId = amiraId()}});
    QVERIFY(!planned);
    QVERIFY(planned.error().what.contains(QLatin1String("The database did not answer.")));
    QCOMPARE(writes(fixture), 0);
}

void TestRepair::tellsWhoWasRefused()
{
    FlowFixture fixture;
    fixture.simulator.deleteUser(jonasId(), false); // StreamChat refuses to make a deleted user anew.
    const RunResult result = perform(fixture, {{.kind = Kind::CreateUser, .streamId = amiraId()},
                                               {.kind = Kind::CreateUser, .streamId = jonasId()}});
    QCOMPARE(exitCodeOf(result.failure), 1);
    QVERIFY(fixture.simulator.hasUser(amiraId()));
    QVERIFY(fixture.last().message.contains(jonasId()));
    QVERIFY(!fixture.last().message.contains(amiraId()));
    const QString why = fixture.last().data[QLatin1String("explanation")][QLatin1String("why")].toString();
    QVERIFY2(why.contains(QLatin1String("deleted")), qPrintable(why));
}

void TestRepair::readsAgainAfterALag()
{
    sandbox::SimulatorOptions options;
    options.faults.append(sandbox::parseFault(QStringLiteral("visibility-delay=1500")).value());
    FlowFixture fixture{options};
    const RunResult result = perform(fixture, {{.kind = Kind::CreateUser, .streamId = amiraId()}});
    QCOMPARE(name(result.failure), QString{});
    QVERIFY(fixture.simulator.hasUser(amiraId()));
}

void TestRepair::endsWhereItIsStopped()
{
    size_t count = 0;
    for (size_t at = 0; at == 0 || at < count; ++at) {
        FlowFixture fixture;
        fixture.simulator.putUser(jonasWith({{QStringLiteral("role"), QStringLiteral("admin")}}));
        putChannel(fixture, {companyId()});
        const Result<RepairPlan> planned = plan(
            fixture, {{.kind = Kind::UpdateUser, .streamId = jonasId(), .fields = {QStringLiteral("role")}},
                      {.kind = Kind::AddMember, .streamId = jonasId(), .cid = cid}});
        QVERIFY(planned);
        std::stop_source stop;
        fixture.sink.onEvent = [&](const RunEvent &event) {
            if (event.seq == static_cast<qint64>(at) + 1)
                stop.request_stop();
        };
        const RunResult result = perform(fixture, *planned, stop.get_token());
        count = std::max(count, fixture.sink.events.size());
        QCOMPARE(name(fixture.last().kind), QStringLiteral("run.finished"));
        const QStringList outcomes{QStringLiteral("passed"), QStringLiteral("cancelled")};
        QVERIFY(outcomes.contains(name(result.outcome)));
        // What is told as undoable is what was done.
        QStringList done;
        if (fixture.simulator.memberIds(cid).contains(jonasId()))
            done.append(QStringLiteral("remove_member"));
        if (userIn(fixture, jonasId())[QLatin1String("role")] == QLatin1String("user"))
            done.append(QStringLiteral("revert_user"));
        QStringList undo;
        for (const QJsonValue &action : fixture.last().data[QLatin1String("undo")].toArray())
            undo.append(action[QLatin1String("kind")].toString());
        QCOMPARE(undo, done);
    }
    QVERIFY(count > 10);
}

void TestRepair::endsWhenItCannotBeKept()
{
    FlowFixture fixture;
    fixture.simulator.putUser(jonasWith({{QStringLiteral("role"), QStringLiteral("admin")}}));
    fixture.sink.failFrom = 2;
    const RunResult result = perform(
        fixture, {{.kind = Kind::UpdateUser, .streamId = jonasId(), .fields = {QStringLiteral("role")}}});
    QCOMPARE(exitCodeOf(result.failure), 4);
    QCOMPARE(writes(fixture), 0);
}

void TestRepair::losesNothingUnderAnyFault_data()
{
    QTest::addColumn<QString>("fault");
    for (const sandbox::FaultKind &kind : sandbox::faultCatalogue())
        QTest::newRow(qPrintable(kind.example)) << kind.example;
    for (const char *fault :
         {"fail=UpdateUsers,1,500,-1", "fail=UpdateUsersPartial,1,500,-1", "hang=UpdateUsersPartial",
          "fail=UpdateChannel,2,503,-1", "reset=UpdateUsers,1", "server-errors=100"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

/// Passed means that it is so; failed means a sentence; custom data survives either.
void TestRepair::losesNothingUnderAnyFault()
{
    QFETCH(QString, fault);
    FlowFixture fixture;
    fixture.simulator.putUser(jonasWith({{QStringLiteral("role"), QStringLiteral("admin")},
                                         {QStringLiteral("locale"), QStringLiteral("de")}}));
    putChannel(fixture, {companyId()});
    const Result<RepairPlan> planned =
        plan(fixture, {{.kind = Kind::CreateUser, .streamId = amiraId()},
                       {.kind = Kind::UpdateUser, .streamId = jonasId(), .fields = {QStringLiteral("role")}},
                       {.kind = Kind::AddMember, .streamId = jonasId(), .cid = cid}});
    QVERIFY(planned);
    fixture.simulator.setFaults({sandbox::parseFault(fault).value()});
    const RunResult result = perform(fixture, *planned);
    QCOMPARE(name(fixture.last().kind), QStringLiteral("run.finished"));
    const QJsonObject jonas = userIn(fixture, jonasId());
    QCOMPARE(jonas[QLatin1String("locale")].toString(), QStringLiteral("de"));
    if (result.failure == Failure::None) {
        QVERIFY(fixture.simulator.hasUser(amiraId()));
        QCOMPARE(jonas[QLatin1String("role")].toString(), QStringLiteral("user"));
        QVERIFY(fixture.simulator.memberIds(cid).contains(jonasId()));
        return;
    }
    const QStringList passing{QStringLiteral("server-errors=2"), QStringLiteral("read-lag=800"),
                              QStringLiteral("rate-limit=2"), QStringLiteral("reset=UpdateUsers,1"),
                              QStringLiteral("fail=UpdateUsersPartial,1,500,-1")};
    QVERIFY2(!passing.contains(fault), qPrintable(fixture.last().message));
    QVERIFY(result.failure == Failure::Conversation || result.failure == Failure::Environment);
    const QJsonObject explanation = fixture.last().data[QLatin1String("explanation")].toObject();
    QVERIFY(!explanation[QLatin1String("what")].toString().isEmpty());
    QVERIFY2(!explanation[QLatin1String("why")].toString().isEmpty(), qPrintable(fixture.last().message));
}

void TestRepair::isListedAsARepair()
{
    FlowFixture fixture;
    perform(fixture, {{.kind = Kind::CreateUser, .streamId = amiraId()}});
    const RunSummary summary = summarize(fixture.sink.events);
    QVERIFY(summary.isRepair());
    QCOMPARE(summary.participantNames(), QStringList{QStringLiteral("Amira Haddad")});
    QVERIFY(summary.initiatorName().isEmpty());
    QCOMPARE(name(summary.outcome), QStringLiteral("passed"));
}

QTEST_GUILESS_MAIN(TestRepair)
#include "tst_repair.moc"
