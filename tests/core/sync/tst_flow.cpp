// SPDX-License-Identifier: MIT
// The flow's steps and presets, as the contract tells them, against the simulator under the virtual clock.
#include "tests/support/flowfixture.h"

#include "core/domain/identity.h"
#include "core/sandbox/fault.h"

#include <QJsonArray>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace std::chrono_literals;

namespace {

const QString sentenceOfAmira = QStringLiteral(
    "Failed to add all members to channel. Missing: onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352. "
    "This usually means these users don't exist in StreamChat yet.");

sandbox::SimulatorOptions withFaults(const QStringList &texts)
{
    sandbox::SimulatorOptions options;
    for (const QString &text : texts) {
        const Result<sandbox::Fault> fault = sandbox::parseFault(text);
        if (!fault)
            qFatal("%s", qPrintable(fault.error().what));
        options.faults.append(*fault);
    }
    return options;
}

FlowSettings documentedWithCreator()
{
    FlowSettings settings = settingsOf(Preset::Documented);
    settings.sendCreator = true;
    return settings;
}

QString answerError(const RunResult &result)
{
    return result.answer[QLatin1String("error")].toString();
}

QJsonObject userIn(const sandbox::Simulator &simulator, const QString &streamId)
{
    return simulator.snapshot()[QLatin1String("users")][streamId].toObject();
}

QString uuidNumber(int number)
{
    return QStringLiteral("00000000-0000-4000-8000-%1").arg(number, 12, 10, QLatin1Char('0'));
}

} // namespace

class TestFlow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goodRun();
    void everyRunIsWellFormed_data();
    void everyRunIsWellFormed();
    void sameRunSameBytes();
    void backendLinesOfAGoodRun();
    void unsyncedReproducesTheBug();
    void documentedWithoutCreatorIsRefused();
    void documentedNeverRetriesOnStreamsWording();
    void documentedRetriesOnItsOwnWording();
    void hardenedRecoversFromLateVisibility();
    void attemptsAreLimited();
    void nobodyIsSkipped_data();
    void nobodyIsSkipped();
    void unreadableNeverOverwritesAProfile();
    void companyKnownOnlyToStreamKeepsItsIdentity();
    void customDataSurvives();
    void documentedLosesCustomData();
    void deletedAmongAHundred_data();
    void deletedAmongAHundred();
    void manyParticipantsAreAllMembers();
    void absentMemberIsAdded_data();
    void absentMemberIsAdded();
    void memberAbsentForGood();
    void wrongRoleIsTold();
    void unansweredCreationIsLookedUp();
    void shortWaitIsTold();
    void rowNotInserted_data();
    void rowNotInserted();
    void badInput_data();
    void badInput();
    void journalFailureEndsTheRun_data();
    void journalFailureEndsTheRun();
    void nothingIsWrittenWithoutAJournal_data();
    void nothingIsWrittenWithoutAJournal();
    void retrySaysWhyNot_data();
    void retrySaysWhyNot();
    void unansweredUpsertReplacesNobody();
    void restThatFailsIsLeftToVerification();
    void everyStepIsToldOnce();
    void loggedErrorIsTheThrownOne();
    void upsertFailureIsExplained();
};

void TestFlow::goodRun()
{
    FlowFixture fixture;
    const RunResult result = fixture.run(settingsOf(Preset::Hardened));

    QCOMPARE(name(result.failure), name(Failure::None));
    QCOMPARE(name(result.outcome), name(Outcome::Passed));
    QCOMPARE(name(fixture.last().kind), name(EventKind::RunFinished));
    QCOMPARE(fixture.last().data[QLatin1String("answer")].toObject(), result.answer);
    const QJsonObject data = result.answer[QLatin1String("data")].toObject();
    QCOMPARE(data[QLatin1String("participant_ids")].toArray(),
             (QJsonArray{FlowFixture::amira, FlowFixture::satEducation}));

    const QString amira = QStringLiteral("onecrew_user_") + FlowFixture::amira;
    const QString company = QStringLiteral("onecrew_company_") + FlowFixture::satEducation;
    QCOMPARE(userIn(fixture.simulator, amira)[QLatin1String("role")].toString(), QStringLiteral("user"));
    QCOMPARE(userIn(fixture.simulator, company)[QLatin1String("role")].toString(), QStringLiteral("admin"));
    const QString cid = QStringLiteral("messaging:onecrew_") + data[QLatin1String("id")].toString();
    QStringList members = fixture.simulator.memberIds(cid);
    members.sort();
    QCOMPARE(members, (QStringList{company, amira}));

    const std::vector<RunEvent> waits = fixture.of(EventKind::Wait);
    QCOMPARE(waits.size(), size_t{1});
    QCOMPARE(waits.front().data[QLatin1String("ms")].toInt(), 1000);
    const std::optional<RunEvent> waited = fixture.finished(Step::Wait);
    QVERIFY(waited);
    QVERIFY(waited->tMs - waits.front().tMs >= 1000);
}

void TestFlow::everyRunIsWellFormed_data()
{
    QTest::addColumn<QStringList>("faults");
    for (const QString &fault : {QStringLiteral("visibility-delay=1500"), QStringLiteral("member-dropped=1"),
                                 QStringLiteral("wrong-secret"), QStringLiteral("hang=GetOrCreateChannel"),
                                 QStringLiteral("server-errors=50")})
        QTest::addRow("%s", qPrintable(fault)) << QStringList{fault};
    QTest::addRow("none") << QStringList{};
}

void TestFlow::everyRunIsWellFormed()
{
    QFETCH(QStringList, faults);
    for (const Preset preset : {Preset::Hardened, Preset::Documented, Preset::Unsynced}) {
        FlowFixture fixture{withFaults(faults)};
        fixture.run(settingsOf(preset));
        qint64 seq = 0;
        qint64 time = 0;
        QList<std::pair<Step, int>> open;
        for (const RunEvent &event : fixture.sink.events) {
            QCOMPARE(event.seq, ++seq);
            QVERIFY(event.tMs >= time);
            time = event.tMs;
            const Result<RunEvent> back = runEventFromJson(toJson(event));
            QVERIFY(back);
            QVERIFY(*back == event);
            if (event.kind == EventKind::StepStarted)
                open.append({*event.step, event.attempt});
            if (event.kind == EventKind::StepFinished && event.outcome != Outcome::Skipped) {
                QVERIFY(!open.isEmpty());
                QVERIFY(open.takeLast() == std::pair(*event.step, event.attempt));
            }
        }
        QVERIFY(open.isEmpty());
        QCOMPARE(name(fixture.sink.events.front().kind), name(EventKind::RunStarted));
        QCOMPARE(name(fixture.sink.events.back().kind), name(EventKind::RunFinished));
        for (const Step step : {Step::Record, Step::Resolve, Step::Upsert, Step::Wait, Step::Create,
                                Step::Verify, Step::AddMissing, Step::Answer})
            QVERIFY2(fixture.finished(step), qPrintable(toString(step)));
    }
}

void TestFlow::sameRunSameBytes()
{
    const auto bytes = [] {
        FlowFixture fixture{
            withFaults({QStringLiteral("visibility-delay=1500"), QStringLiteral("latency=20..90")})};
        fixture.run(settingsOf(Preset::Hardened));
        QByteArray all;
        for (const RunEvent &event : fixture.sink.events)
            all += toJsonLine(event) + '\n';
        return all;
    };
    const QByteArray first = bytes();
    QVERIFY(first.contains("\"recovered\""));
    QCOMPARE(bytes(), first);
}

void TestFlow::backendLinesOfAGoodRun()
{
    FlowFixture fixture;
    fixture.run(documentedWithCreator());
    QStringList beginnings;
    for (const QString &line : fixture.backendLog())
        beginnings << line.section(QStringLiteral("[createConversation] "), 1)
                          .section(u':', 0, 0)
                          .section(u'.', 0, 0)
                          .section(u'{', 0, 0)
                          .trimmed();
    QCOMPARE(beginnings, (QStringList{QStringLiteral("Syncing all participants to StreamChat"),
                                      QStringLiteral("Upserting users to StreamChat"),
                                      QStringLiteral("All users upserted successfully"),
                                      QStringLiteral("Creating channel with members"),
                                      QStringLiteral("Channel created successfully with members"),
                                      QStringLiteral("Channel members after creation")}));
}

void TestFlow::unsyncedReproducesTheBug()
{
    FlowFixture fixture;
    const RunResult result = fixture.run(settingsOf(Preset::Unsynced));
    QCOMPARE(name(result.failure), name(Failure::Conversation));
    QCOMPARE(exitCodeOf(result.failure), 1);
    QCOMPARE(answerError(result), sentenceOfAmira);
    QVERIFY(fixture.of(EventKind::Wait).empty());
    QCOMPARE(name(fixture.finished(Step::Wait)->outcome), name(Outcome::Skipped));
    QVERIFY(!fixture.simulator.hasUser(QStringLiteral("onecrew_user_") + FlowFixture::amira));
}

void TestFlow::documentedWithoutCreatorIsRefused()
{
    FlowFixture fixture;
    const RunResult result = fixture.run(settingsOf(Preset::Documented));
    QCOMPARE(name(result.failure), name(Failure::Conversation));
    QCOMPARE(answerError(result),
             QStringLiteral(
                 "StreamChat error code 4: GetOrCreateChannel failed with error: \"either data.created_by or "
                 "data.created_by_id must be provided when using server side auth.\""));
    QCOMPARE(name(fixture.finished(Step::Retry)->outcome), name(Outcome::Skipped));
}

void TestFlow::documentedNeverRetriesOnStreamsWording()
{
    FlowFixture fixture{withFaults({QStringLiteral("visibility-delay=1500")})};
    const RunResult result = fixture.run(documentedWithCreator());
    QCOMPARE(name(result.failure), name(Failure::Conversation));
    QVERIFY(answerError(result).contains(QLatin1String("but don't exist")));
    QCOMPARE(fixture.last().data[QLatin1String("attempts")].toInt(), 1);
    QCOMPARE(name(fixture.finished(Step::Retry)->outcome), name(Outcome::Skipped));
}

void TestFlow::documentedRetriesOnItsOwnWording()
{
    FlowFixture fixture{withFaults({QStringLiteral("fail=GetOrCreateChannel,1,404,16,user not found")})};
    const RunResult result = fixture.run(documentedWithCreator());
    QCOMPARE(name(result.outcome), name(Outcome::Recovered));
    QCOMPARE(fixture.last().data[QLatin1String("attempts")].toInt(), 2);
    const QString log = fixture.backendLog().join(u'\n');
    for (const char *line : {"Channel creation failed, retrying after re-sync", "Users re-upserted",
                             "Channel created after retry"})
        QVERIFY2(log.contains(QLatin1String(line)), line);

    FlowFixture failing{withFaults({QStringLiteral("fail=GetOrCreateChannel,9,404,16,user not found")})};
    const RunResult failed = failing.run(documentedWithCreator());
    QVERIFY2(answerError(failed).startsWith(QLatin1String("Failed to create channel after retry: ")),
             qPrintable(answerError(failed)));
    QCOMPARE(failing.last().data[QLatin1String("attempts")].toInt(), 2);
}

void TestFlow::hardenedRecoversFromLateVisibility()
{
    FlowFixture fixture{withFaults({QStringLiteral("visibility-delay=1500")})};
    const RunResult result = fixture.run(settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::None));
    QCOMPARE(name(result.outcome), name(Outcome::Recovered));
    QCOMPARE(fixture.last().data[QLatin1String("attempts")].toInt(), 2);
    QCOMPARE(name(fixture.finished(Step::Create, 1)->outcome), name(Outcome::Failed));
    QCOMPARE(name(fixture.finished(Step::Create, 2)->outcome), name(Outcome::Passed));
    QCOMPARE(name(fixture.finished(Step::Retry, 2)->outcome), name(Outcome::Recovered));
    // Rule 2: a wait after each upsert, that of the retry included.
    QVERIFY(fixture.finished(Step::Wait, 1));
    QVERIFY(fixture.finished(Step::Wait, 2));
}

void TestFlow::attemptsAreLimited()
{
    FlowFixture fixture{withFaults({QStringLiteral("visibility-delay=600000")})};
    const RunResult result = fixture.run(settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::Conversation));
    QCOMPARE(answerError(result), sentenceOfAmira);
    QCOMPARE(fixture.last().data[QLatin1String("attempts")].toInt(), 3);
    QList<int> retryWaits;
    for (const RunEvent &wait : fixture.of(EventKind::Wait)) {
        if (wait.data[QLatin1String("reason")] == QLatin1String("before_retry"))
            retryWaits << wait.data[QLatin1String("ms")].toInt();
    }
    QCOMPARE(retryWaits, (QList<int>{2000, 4000}));
}

void TestFlow::nobodyIsSkipped_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<bool>("wholeLookUpFails");
    for (const char *preset : {"hardened", "documented", "unsynced"}) {
        QTest::addRow("%s, one unreadable", preset) << QString::fromLatin1(preset) << false;
        QTest::addRow("%s, database gone", preset) << QString::fromLatin1(preset) << true;
    }
}

void TestFlow::nobodyIsSkipped()
{
    QFETCH(QString, preset);
    QFETCH(bool, wholeLookUpFails);
    FlowFixture fixture;
    const QString stranger = uuidNumber(7);
    fixture.directory.unreadable.insert(FlowFixture::amira);
    if (wholeLookUpFails) {
        fixture.directory.resolveFails = Error{
            Error::Kind::Storage, QStringLiteral("The database went away."), QStringLiteral("Start it."), {}};
    }
    FlowSettings settings = settingsOf(*presetFrom(preset));
    settings.sendCreator = true;
    fixture.run(requestOf(FlowFixture::satEducation, {FlowFixture::amira, stranger, FlowFixture::jonas}),
                settings);

    QStringList resolved;
    for (const QJsonValue &person :
         fixture.finished(Step::Resolve)->data[QLatin1String("participants")].toArray())
        resolved << person[QLatin1String("id")].toString();
    QCOMPARE(resolved,
             (QStringList{FlowFixture::amira, stranger, FlowFixture::jonas, FlowFixture::satEducation}));
    if (preset != QLatin1String("unsynced")) {
        QVERIFY(fixture.simulator.hasUser(QStringLiteral("onecrew_user_") + FlowFixture::amira));
        QVERIFY(fixture.simulator.hasUser(QStringLiteral("onecrew_user_") + stranger));
    }
}

void TestFlow::unreadableNeverOverwritesAProfile()
{
    FlowFixture fixture;
    const QString jonas = QStringLiteral("onecrew_user_") + FlowFixture::jonas;
    const QJsonObject before = userIn(fixture.simulator, jonas);
    fixture.directory.unreadable.insert(FlowFixture::jonas);
    const RunResult result =
        fixture.run(requestOf(FlowFixture::satEducation, {FlowFixture::jonas}), settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::None));
    QCOMPARE(userIn(fixture.simulator, jonas)[QLatin1String("name")], before[QLatin1String("name")]);

    FlowFixture moderator;
    QJsonObject promoted = before;
    promoted.insert(QStringLiteral("role"), QStringLiteral("admin"));
    moderator.simulator.putUser(promoted);
    moderator.directory.unreadable.insert(FlowFixture::jonas);
    moderator.run(requestOf(FlowFixture::satEducation, {FlowFixture::jonas}), settingsOf(Preset::Hardened));
    QCOMPARE(userIn(moderator.simulator, jonas)[QLatin1String("role")].toString(), QStringLiteral("admin"));
    QVERIFY(moderator.finished(Step::Verify)->data[QLatin1String("roles")].toArray().isEmpty());

    FlowFixture documented;
    documented.directory.unreadable.insert(FlowFixture::jonas);
    documented.run(requestOf(FlowFixture::satEducation, {FlowFixture::jonas}), documentedWithCreator());
    QCOMPARE(userIn(documented.simulator, jonas)[QLatin1String("name")].toString(), QStringLiteral("User"));
}

void TestFlow::companyKnownOnlyToStreamKeepsItsIdentity()
{
    const QString id = uuidNumber(9);
    const QString companyId = QStringLiteral("onecrew_company_") + id;
    for (const bool unreadable : {false, true}) {
        FlowFixture fixture;
        fixture.simulator.putUser({{QStringLiteral("id"), companyId},
                                   {QStringLiteral("name"), QStringLiteral("Old Guild")},
                                   {QStringLiteral("role"), QStringLiteral("admin")}});
        if (unreadable)
            fixture.directory.unreadable.insert(id);
        const RunResult result =
            fixture.run(requestOf(FlowFixture::satEducation, {id}), settingsOf(Preset::Hardened));
        QCOMPARE(name(result.failure), name(Failure::None));
        QVERIFY(!fixture.simulator.hasUser(QStringLiteral("onecrew_user_") + id));
        QCOMPARE(userIn(fixture.simulator, companyId)[QLatin1String("name")].toString(),
                 QStringLiteral("Old Guild"));
        QCOMPARE(userIn(fixture.simulator, companyId)[QLatin1String("role")].toString(),
                 QStringLiteral("admin"));
    }
}

void TestFlow::customDataSurvives()
{
    FlowFixture fixture;
    const QString jonas = QStringLiteral("onecrew_user_") + FlowFixture::jonas;
    fixture.simulator.putUser({{QStringLiteral("id"), jonas},
                               {QStringLiteral("name"), QStringLiteral("Old name")},
                               {QStringLiteral("role"), QStringLiteral("guest")},
                               {QStringLiteral("theme"), QStringLiteral("dark")}});
    const RunResult result =
        fixture.run(requestOf(FlowFixture::satEducation, {FlowFixture::jonas}), settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::None));
    const QJsonObject after = userIn(fixture.simulator, jonas);
    QCOMPARE(after[QLatin1String("theme")].toString(), QStringLiteral("dark"));
    QCOMPARE(after[QLatin1String("name")].toString(), QStringLiteral("Jonas Weber"));
    QCOMPARE(after[QLatin1String("role")].toString(), QStringLiteral("user"));
}

void TestFlow::documentedLosesCustomData()
{
    FlowFixture fixture;
    const QString jonas = QStringLiteral("onecrew_user_") + FlowFixture::jonas;
    fixture.simulator.putUser(
        {{QStringLiteral("id"), jonas}, {QStringLiteral("theme"), QStringLiteral("dark")}});
    fixture.run(requestOf(FlowFixture::satEducation, {FlowFixture::jonas}), documentedWithCreator());
    QVERIFY(!userIn(fixture.simulator, jonas).contains(QLatin1String("theme")));
}

void TestFlow::deletedAmongAHundred_data()
{
    QTest::addColumn<QStringList>("faults");
    QTest::addRow("the refusal names the user") << QStringList{};
    QTest::addRow("the refusal names nobody") << QStringList{QStringLiteral("anonymous-errors")};
}

void TestFlow::deletedAmongAHundred()
{
    QFETCH(QStringList, faults);
    FlowFixture fixture{withFaults(faults)};
    QStringList ids;
    for (int i = 1; i <= 100; ++i) {
        ids << uuidNumber(i);
        fixture.directory.add(user(ids.last(), QStringLiteral("Person %1").arg(i)));
    }
    QStringList deleted;
    for (const int i : {4, 50, 99}) {
        deleted << QStringLiteral("onecrew_user_") + ids[i];
        fixture.simulator.putUser({{QStringLiteral("id"), deleted.last()}});
        QVERIFY(fixture.simulator.deleteUser(deleted.last(), false));
    }
    const RunResult result =
        fixture.run(requestOf(FlowFixture::satEducation, ids), settingsOf(Preset::Hardened));

    QCOMPARE(name(result.failure), name(Failure::Conversation));
    const QJsonObject upsert = fixture.finished(Step::Upsert)->data;
    QCOMPARE(upsert[QLatin1String("synced")].toArray().size(), 97 + 1);
    QStringList named;
    for (const QJsonValue &failed : upsert[QLatin1String("failed")].toArray()) {
        named << failed[QLatin1String("stream_id")].toString();
        QCOMPARE(failed[QLatin1String("error")][QLatin1String("meaning")].toString(),
                 QStringLiteral("user_deleted"));
    }
    QCOMPARE(named, deleted);
    QCOMPARE(answerError(result), missingMembersSentence(deleted));
    QVERIFY2(fixture.exchanges() <= 60, qPrintable(QString::number(fixture.exchanges())));
    QCOMPARE(name(fixture.finished(Step::Retry)->outcome), name(Outcome::Skipped));
}

void TestFlow::manyParticipantsAreAllMembers()
{
    FlowFixture fixture;
    QStringList ids;
    for (int i = 1; i <= 149; ++i)
        ids << uuidNumber(i);
    const RunResult result =
        fixture.run(requestOf(FlowFixture::satEducation, ids), settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::None));
    QCOMPARE(fixture.finished(Step::Verify)->data[QLatin1String("present")].toArray().size(), 150);
    const QString cid = QStringLiteral("messaging:onecrew_") +
                        result.answer[QLatin1String("data")][QLatin1String("id")].toString();
    QCOMPARE(fixture.simulator.memberIds(cid).size(), 150);
}

void TestFlow::absentMemberIsAdded_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addRow("hardened") << QStringLiteral("hardened");
    QTest::addRow("documented") << QStringLiteral("documented");
}

void TestFlow::absentMemberIsAdded()
{
    QFETCH(QString, preset);
    FlowFixture fixture{withFaults({QStringLiteral("member-dropped=1")})};
    FlowSettings settings = settingsOf(*presetFrom(preset));
    settings.sendCreator = true;
    const RunResult result = fixture.run(settings);
    QCOMPARE(name(result.outcome), name(Outcome::Recovered));
    QCOMPARE(name(fixture.finished(Step::AddMissing)->outcome), name(Outcome::Passed));
    const QString cid = QStringLiteral("messaging:onecrew_") +
                        result.answer[QLatin1String("data")][QLatin1String("id")].toString();
    QCOMPARE(fixture.simulator.memberIds(cid).size(), 2);
    QVERIFY(fixture.backendLog().join(u'\n').contains(QLatin1String("Missing members added")));
}

void TestFlow::memberAbsentForGood()
{
    const QStringList faults{QStringLiteral("member-dropped=1"),
                             QStringLiteral("fail=UpdateChannel,9,403,17,not allowed")};
    FlowFixture hardened{withFaults(faults)};
    const RunResult result = hardened.run(settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::Conversation));
    QVERIFY(answerError(result).startsWith(
        QLatin1String("Failed to add all members to channel. Missing: onecrew_")));
    QVERIFY(hardened.last().data[QLatin1String("explanation")][QLatin1String("why")].toString().contains(
        QLatin1String("could not be added")));

    FlowFixture documented{withFaults(faults)};
    QCOMPARE(name(documented.run(documentedWithCreator()).failure), name(Failure::None));
    QCOMPARE(name(documented.finished(Step::AddMissing)->outcome), name(Outcome::Failed));
    QCOMPARE(name(documented.finished(Step::Verify)->outcome), name(Outcome::Failed));
    QVERIFY(documented.last().message.contains(QLatin1String("missing")));
}

void TestFlow::wrongRoleIsTold()
{
    FlowFixture fixture;
    // Somebody else changes the role while the flow waits.
    fixture.sink.onEvent = [&fixture](const RunEvent &event) {
        if (event.kind != EventKind::Wait)
            return;
        QJsonObject user = userIn(fixture.simulator, QStringLiteral("onecrew_user_") + FlowFixture::amira);
        user.insert(QStringLiteral("role"), QStringLiteral("admin"));
        fixture.simulator.putUser(user);
    };
    const RunResult result = fixture.run(settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::None));
    const QJsonArray roles = fixture.finished(Step::Verify)->data[QLatin1String("roles")].toArray();
    QCOMPARE(roles.size(), 1);
    QCOMPARE(roles[0][QLatin1String("actual")].toString(), QStringLiteral("admin"));
}

void TestFlow::unansweredCreationIsLookedUp()
{
    FlowFixture fixture{withFaults({QStringLiteral("hang=GetOrCreateChannel,1")})};
    const RunResult result = fixture.run(settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::None));
    QCOMPARE(name(result.outcome), name(Outcome::Recovered));
    QCOMPARE(fixture.simulator.channelCount(), 1);

    FlowFixture cut{withFaults({QStringLiteral("cut-body=GetOrCreateChannel,1")})};
    QCOMPARE(name(cut.run(settingsOf(Preset::Hardened)).failure), name(Failure::None));
    const std::vector<RunEvent> notes = cut.of(EventKind::Note);
    QVERIFY(std::any_of(notes.begin(), notes.end(), [](const RunEvent &note) {
        return note.data[QLatin1String("code")] == QLatin1String("created_by_unanswered_request");
    }));
    int creations = 0;
    for (const RunEvent &event : cut.of(EventKind::Exchange))
        creations += event.data[QLatin1String("endpoint")] == QLatin1String("GetOrCreateChannel") ? 1 : 0;
    QCOMPARE(creations, 1);
}

void TestFlow::shortWaitIsTold()
{
    FlowFixture fixture;
    FlowSettings settings;
    settings.wait = 10ms;
    QCOMPARE(name(fixture.run(settings).failure), name(Failure::None));
    const std::vector<RunEvent> notes = fixture.of(EventKind::Note);
    QVERIFY(!notes.empty());
    QCOMPARE(notes.front().data[QLatin1String("code")].toString(), QStringLiteral("unusual_wait"));
}

void TestFlow::rowNotInserted_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<bool>("mayInsert");
    QTest::addColumn<bool>("works");
    QTest::addRow("hardened, not allowed") << QStringLiteral("hardened") << false << true;
    QTest::addRow("documented, not allowed") << QStringLiteral("documented") << false << true;
    QTest::addRow("hardened, failing") << QStringLiteral("hardened") << true << true;
    QTest::addRow("documented, failing") << QStringLiteral("documented") << true << false;
}

void TestFlow::rowNotInserted()
{
    QFETCH(QString, preset);
    QFETCH(bool, mayInsert);
    QFETCH(bool, works);
    FlowFixture fixture;
    fixture.directory.mayInsert = mayInsert;
    fixture.directory.insertFails = Error{Error::Kind::Storage, QStringLiteral("The disk is full."), {}, {}};
    FlowSettings settings = settingsOf(*presetFrom(preset));
    settings.sendCreator = true;
    const RunResult result = fixture.run(settings);
    QCOMPARE(result.failure == Failure::None, works);
    if (!works)
        return;
    QVERIFY(
        !QUuid::fromString(result.answer[QLatin1String("data")][QLatin1String("id")].toString()).isNull());
    QCOMPARE(fixture.finished(Step::Record)
                 ->data[QLatin1String("conversation")][QLatin1String("inserted")]
                 .toBool(true),
             false);
    QCOMPARE(fixture.of(EventKind::Note).front().data[QLatin1String("code")].toString(),
             QStringLiteral("row_not_inserted"));
}

void TestFlow::badInput_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QStringList>("with");
    QTest::addColumn<QString>("says");
    const QString sat = QStringLiteral("Sat Education");
    QTest::addRow("unknown name") << sat << QStringList{QStringLiteral("Nobody Atall")}
                                  << QStringLiteral("Nobody in the database is called");
    QTest::addRow("ambiguous name") << sat << QStringList{QStringLiteral("Maria")}
                                    << QStringLiteral("ambiguous: Maria One");
    QTest::addRow("half a UUID") << sat << QStringList{QStringLiteral("dda3aaa6-d123-4e57")}
                                 << QStringLiteral("not a well-formed id");
    QTest::addRow("what JavaScript prints for nothing")
        << sat << QStringList{QStringLiteral("undefined")} << QStringLiteral("not a well-formed id");
    QTest::addRow("a prefix without an id")
        << sat << QStringList{QStringLiteral("onecrew_user_null")} << QStringLiteral("not a well-formed id");
    QTest::addRow("empty") << sat << QStringList{QString{}} << QStringLiteral("is empty");
    QTest::addRow("only the initiator") << sat << QStringList{sat} << QStringLiteral("only participant");
}

void TestFlow::badInput()
{
    QFETCH(QString, from);
    QFETCH(QStringList, with);
    QFETCH(QString, says);
    FlowFixture fixture;
    fixture.directory.add(user(uuidNumber(1), QStringLiteral("Maria One")));
    fixture.directory.add(user(uuidNumber(2), QStringLiteral("Maria Two")));
    const RunResult result = fixture.run(requestOf(from, with), settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::Usage));
    QCOMPARE(exitCodeOf(result.failure), 2);
    QVERIFY2(answerError(result).contains(says), qPrintable(answerError(result)));
    QVERIFY(fixture.simulator.requestLog().isEmpty());
    QVERIFY(fixture.directory.inserted.empty());
    QCOMPARE(name(fixture.last().kind), name(EventKind::RunFinished));
}

void TestFlow::journalFailureEndsTheRun_data()
{
    QTest::addColumn<int>("failFrom");
    for (const int failFrom : {1, 5, 9, 14})
        QTest::addRow("from event %d on", failFrom) << failFrom;
}

void TestFlow::journalFailureEndsTheRun()
{
    QFETCH(int, failFrom);
    FlowFixture fixture;
    CollectingSink journal;
    journal.failFrom = failFrom;
    fixture.context.sinks = {&journal, &fixture.sink};
    const RunResult result = fixture.run(settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::Journal));
    QCOMPARE(exitCodeOf(result.failure), 4);
    QVERIFY(result.journalError);
    QCOMPARE(name(fixture.last().kind), name(EventKind::RunFinished));
    if (failFrom == 1)
        QVERIFY(fixture.simulator.requestLog().isEmpty());
}

void TestFlow::nothingIsWrittenWithoutAJournal_data()
{
    QTest::addColumn<Preset>("preset");
    QTest::addColumn<bool>("mayInsert");
    for (const Preset preset : {Preset::Hardened, Preset::Documented, Preset::Unsynced}) {
        for (const bool mayInsert : {true, false})
            QTest::addRow("%s, %s", qPrintable(toString(preset)), mayInsert ? "with a row" : "without a row")
                << preset << mayInsert;
    }
}

/// Events are kept while requests are under way, but the run's beginning before anything is written.
void TestFlow::nothingIsWrittenWithoutAJournal()
{
    QFETCH(Preset, preset);
    QFETCH(bool, mayInsert);
    FlowFixture fixture;
    fixture.directory.mayInsert = mayInsert;
    CollectingSink journal;
    journal.failFrom = 1;
    fixture.context.sinks = {&journal, &fixture.sink};
    const RunResult result = fixture.run(settingsOf(preset));
    QCOMPARE(name(result.failure), name(Failure::Journal));
    QVERIFY(fixture.directory.inserted.empty());
    for (const auto &request : fixture.simulator.requestLog())
        QVERIFY2(!request.mutating, qPrintable(request.endpoint));
}

void TestFlow::retrySaysWhyNot_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("says");
    const auto late = QStringLiteral("visibility-delay=600000");
    const auto ownWords = QStringLiteral("fail=GetOrCreateChannel,9,404,16,user not found");
    QTest::addRow("documented, Stream's wording")
        << QStringLiteral("documented") << 2 << late << QStringLiteral("none of the words");
    QTest::addRow("documented, one attempt")
        << QStringLiteral("documented") << 1 << ownWords << QStringLiteral("used up");
    QTest::addRow("unsynced, whatever was set")
        << QStringLiteral("unsynced") << 3 << ownWords << QStringLiteral("has no retry");
    QTest::addRow("hardened, one attempt")
        << QStringLiteral("hardened") << 1 << late << QStringLiteral("used up");
    QTest::addRow("hardened, deleted user")
        << QStringLiteral("hardened") << 3
        << QStringLiteral("user-deleted=onecrew_user_") + FlowFixture::amira
        << QStringLiteral("not one that waiting cures");
}

void TestFlow::retrySaysWhyNot()
{
    QFETCH(QString, preset);
    QFETCH(int, attempts);
    QFETCH(QString, fault);
    QFETCH(QString, says);
    FlowFixture fixture{withFaults({fault})};
    FlowSettings settings = settingsOf(presetFrom(preset).value());
    settings.sendCreator = true;
    settings.attempts = attempts;
    fixture.run(settings);
    QCOMPARE(fixture.last().data[QLatin1String("attempts")].toInt(), 1);
    QVERIFY2(fixture.finished(Step::Retry)->message.contains(says),
             qPrintable(fixture.finished(Step::Retry)->message));
}

/// Between an unanswered upsert and its repetition somebody may have given the user data of their own.
void TestFlow::unansweredUpsertReplacesNobody()
{
    FlowFixture fixture{withFaults({QStringLiteral("reset=UpdateUsers,1")})};
    const QString amira = QStringLiteral("onecrew_user_") + FlowFixture::amira;
    fixture.sink.onEvent = [&](const RunEvent &event) {
        if (event.kind != EventKind::Wait || event.data[QLatin1String("reason")] != QLatin1String("back_off"))
            return;
        QJsonObject user = userIn(fixture.simulator, amira);
        user.insert(QStringLiteral("theme"), QStringLiteral("dark"));
        fixture.simulator.putUser(user);
    };
    const RunResult result = fixture.run(settingsOf(Preset::Hardened));
    QCOMPARE(name(result.outcome), name(Outcome::Recovered));
    QCOMPARE(userIn(fixture.simulator, amira)[QLatin1String("theme")].toString(), QStringLiteral("dark"));
}

void TestFlow::restThatFailsIsLeftToVerification()
{
    FlowFixture fixture{withFaults({QStringLiteral("fail=UpdateChannel,1,503,-1,boom")})};
    QStringList ids;
    for (int i = 1; i <= 150; ++i)
        ids << uuidNumber(i);
    const RunResult result =
        fixture.run(requestOf(FlowFixture::satEducation, ids), settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::None));
    const QString cid = QStringLiteral("messaging:onecrew_") +
                        result.answer[QLatin1String("data")][QLatin1String("id")].toString();
    QCOMPARE(fixture.simulator.memberIds(cid).size(), 151);
}

void TestFlow::everyStepIsToldOnce()
{
    const QStringList faults{QStringLiteral("member-dropped=1"),
                             QStringLiteral("fail=UpdateChannel,9,403,17,not allowed")};
    FlowFixture fixture{withFaults(faults)};
    fixture.run(settingsOf(Preset::Hardened));
    QStringList told;
    for (const RunEvent &event : fixture.of(EventKind::StepFinished))
        told << name(*event.step);
    QStringList once = told;
    once.removeDuplicates();
    QCOMPARE(told, once);
    QCOMPARE(told.size(), 9);
}

void TestFlow::loggedErrorIsTheThrownOne()
{
    FlowFixture fixture;
    fixture.run(settingsOf(Preset::Unsynced));
    QVERIFY(fixture.backendLog().last().contains(QLatin1String("Error: StreamChat error code 4: ")));

    FlowFixture usage;
    usage.run(requestOf(FlowFixture::satEducation, {QStringLiteral("undefined")}),
              settingsOf(Preset::Hardened));
    QVERIFY(usage.backendLog().isEmpty());
}

void TestFlow::upsertFailureIsExplained()
{
    FlowFixture fixture{withFaults({QStringLiteral("fail=UpdateUsers,99,503,-1,boom")})};
    const RunResult result = fixture.run(settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), name(Failure::Conversation));
    const QString why = fixture.last().data[QLatin1String("explanation")][QLatin1String("why")].toString();
    QVERIFY2(why.contains(QLatin1String("could not be synced before")), qPrintable(why));
}

QTEST_GUILESS_MAIN(TestFlow)
#include "tst_flow.moc"
