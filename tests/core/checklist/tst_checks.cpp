// SPDX-License-Identifier: MIT
// The seven checks: what each preset of the flow does to them, and which of them one fault flips.
#include "tests/core/checklist/checklistworld.h"

#include "core/checklist/runner.h"
#include "core/domain/identity.h"
#include "core/journal/checkliststore.h"
#include "core/sandbox/demodatabase.h"

#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::checklist;
using namespace Qt::Literals::StringLiterals;

namespace {

FlowSettings settingsFor(const QString &preset)
{
    FlowSettings settings = settingsOf(presetFrom(preset.section(u'+', 0, 0)).value());
    settings.sendCreator = settings.sendCreator || preset.endsWith(u"+creator");
    return settings;
}

Order orderFor(const QString &preset, bool backend)
{
    Order order;
    order.settings = settingsFor(preset);
    order.target = backend ? Order::Target::Backend : Order::Target::Engine;
    return order;
}

QString newStreamId()
{
    return u"onecrew_user_"_s + FixedNewUsers::id(1);
}

QByteArray told(const End &end)
{
    QByteArray text;
    for (const CheckResult &check : end.result.checks)
        text += (check.id + u": "_s + toString(check.verdict) + u" ["_s + check.cause + u"] "_s +
                 check.summary + u" | "_s + check.why + u'\n')
                    .toUtf8();
    if (end.error)
        text += end.error->what.toUtf8();
    return text;
}

} // namespace

class TestChecks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void presets_data();
    void presets();
    void oneFaultFlipsItsItems_data();
    void oneFaultFlipsItsItems();
    void aWrongRoleFlipsTheRolesAlone();
    void everyVerdictHasEvidence();
    void aCheckWithoutItsLogIsNotRun();
    void aMissingCompanyBlocksItsCheck();
    void anUnreachableEnvironmentIsNoFailure();
    void recoveredIsNoPassUnlessTheItemSaysSo();
    void stopsAtTheFirstFailure();
    void aStopLeavesTheRestNotRun();
    void onlySome();
    void runsAgainWhatFailed();
    void marksNotesAndKnownIssues();
    void refusesWhatCannotBeMeant();
    void isKept();
};

void TestChecks::presets_data()
{
    QTest::addColumn<bool>("backend");
    QTest::addColumn<QString>("verdicts");
    QTest::addColumn<QString>("cause"); // of the fourth check
    QTest::newRow("hardened") << false << u"PPPPPPP"_s << QString{};
    QTest::newRow("hardened, backend") << true << u"PPPPPPP"_s << QString{};
    QTest::newRow("documented+creator") << false << u"PPPPPPP"_s << QString{};
    QTest::newRow("documented+creator, backend") << true << u"PPPPPPP"_s << QString{};
    QTest::newRow("documented") << false << u"FFFFFFP"_s << u"recipe-no-creator"_s;
    QTest::newRow("documented, backend") << true << u"FFFFFFP"_s << u"recipe-no-creator"_s;
    QTest::newRow("unsynced") << false << u"PPPFPFF"_s << u"never-synced"_s;
    QTest::newRow("unsynced, backend") << true << u"PPPFPFF"_s << u"never-synced"_s;
}

void TestChecks::presets()
{
    QFETCH(bool, backend);
    QFETCH(QString, verdicts);
    QFETCH(QString, cause);
    const QString preset = QString::fromLatin1(QTest::currentDataTag()).section(u',', 0, 0);
    ChecklistWorld world;
    if (backend)
        world.useBackend(settingsFor(preset));
    const End end = world.run(orderFor(preset, backend));
    QVERIFY2(end.reason == EndReason::Done, told(end));
    QVERIFY2(world.lettersOf(end.result.checks) == verdicts, told(end));
    QVERIFY2(end.result.checks[3].cause == cause, told(end));
    QCOMPARE(exitCodeOf(end, CheckVerdict::Blocked), verdicts == u"PPPPPPP" ? 0 : 1);
    QCOMPARE(world.refusals(), 0);
}

void TestChecks::oneFaultFlipsItsItems_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<bool>("backend");
    QTest::addColumn<QString>("verdicts");
    QTest::newRow("upsert-lost") << u"hardened"_s << false << u"PPPFPFF"_s;
    QTest::newRow("user-deleted") << u"hardened"_s << false << u"PPPFPFF"_s;
    QTest::newRow("visibility-delay") << u"hardened"_s << false << u"PPRRPRP"_s;
    QTest::newRow("visibility-delay ") << u"documented+creator"_s << false << u"PPFFPFP"_s;
    QTest::newRow("member-dropped") << u"hardened"_s << false << u"RRRRRRP"_s;
    QTest::newRow("backend-html") << u"hardened"_s << true << u"BPPPPPP"_s;
    QTest::newRow("backend-no-json") << u"hardened"_s << true << u"FPPPPPP"_s;
    QTest::newRow("backend-failure-as-200") << u"hardened"_s << true << u"FPPPPPP"_s;
    QTest::newRow("backend-member-left-out") << u"hardened"_s << true << u"FPPPPPP"_s;
    QTest::newRow("backend-failure-but-works") << u"hardened"_s << true << u"FPPPPPP"_s;
}

void TestChecks::oneFaultFlipsItsItems()
{
    QFETCH(QString, preset);
    QFETCH(bool, backend);
    QFETCH(QString, verdicts);
    const QString name = QString::fromLatin1(QTest::currentDataTag()).trimmed();
    sandbox::SimulatorOptions options;
    QStringList backendFaults;
    if (name.startsWith(u"backend-"))
        backendFaults << name + u"=1"_s;
    else if (name == u"upsert-lost" || name == u"user-deleted")
        options.faults.append(sandbox::parseFault(name + u'=' + newStreamId()).value());
    else if (name == u"visibility-delay")
        options.faults.append(sandbox::parseFault(u"visibility-delay=1500"_s).value());
    else if (name == u"member-dropped")
        options.faults.append(sandbox::parseFault(u"member-dropped=1"_s).value());
    ChecklistWorld world{options};
    if (backend)
        world.useBackend(settingsFor(preset), backendFaults);
    const End end = world.run(orderFor(preset, backend));
    QVERIFY2(end.reason == EndReason::Done, told(end));
    QVERIFY2(world.lettersOf(end.result.checks) == verdicts, told(end));
    for (const CheckResult &check : end.result.checks) {
        if (check.verdict != CheckVerdict::Failed)
            continue;
        QVERIFY2(!check.cause.isEmpty() && !check.why.isEmpty() && !check.next.isEmpty(), told(end));
    }
}

/// The flow before the fix never sends the others' roles: one that is wrong stays so.
void TestChecks::aWrongRoleFlipsTheRolesAlone()
{
    for (const bool planted : {false, true}) {
        ChecklistWorld world;
        for (const Participant &one : sandbox::demoParticipants(sandbox::defaultDemoSeed)) {
            QJsonObject user = upsertObject(identityOf(one));
            user.insert(u"role"_s, u"moderator"_s);
            if (planted && one.kind == ParticipantKind::User &&
                world.simulator.hasUser(identityOf(one).streamId))
                world.simulator.putUser(user);
        }
        Order order = orderFor(u"unsynced"_s, false);
        order.only = {u"existing-user"_s, u"roles"_s};
        order.checklist.checks.back().of = {u"existing-user"_s};
        const End end = world.run(order);
        QVERIFY2(world.lettersOf(end.result.checks) == (planted ? u"PF" : u"PP"), told(end));
        QCOMPARE(end.result.checks[1].cause, planted ? u"wrong-role"_s : QString{});
    }
}

void TestChecks::everyVerdictHasEvidence()
{
    ChecklistWorld world;
    const End end = world.run(orderFor(u"unsynced"_s, false));
    for (const CheckResult &check : end.result.checks) {
        QVERIFY2(!check.evidence.empty(), qPrintable(check.id));
        QVERIFY2(check.startedAt.isValid(), qPrintable(check.id));
        const bool converses = checklist::converses(oneCrew().find(check.id)->kind);
        QCOMPARE(check.runs.size(), converses ? 1 : 0);
        if (!converses)
            continue;
        // The run can be opened, and what was read afterwards has its time.
        QVERIFY(world.journal->events(check.runs.front()));
        const auto read = std::find_if(check.evidence.begin(), check.evidence.end(), [](const auto &one) {
            return one.kind == CheckEvidence::Kind::Channel;
        });
        QVERIFY2(read != check.evidence.end() && read->at.isValid(), qPrintable(check.id));
    }
    const CheckResult &failed = end.result.checks[3];
    QVERIFY(!failed.exchanges.empty());
    QVERIFY(failed.exchanges.back().error);
}

void TestChecks::aCheckWithoutItsLogIsNotRun()
{
    ChecklistWorld world;
    world.useBackend(settingsFor(u"hardened"_s), {}, false);
    const End end = world.run(orderFor(u"hardened"_s, true));
    QCOMPARE(world.lettersOf(end.result.checks), u"PPPPP-P"_s);
    QVERIFY(!end.result.checks[5].summary.isEmpty());
    QCOMPARE(exitCodeOf(end, CheckVerdict::Blocked), 1);
    QCOMPARE(exitCodeOf(end, CheckVerdict::Failed), 0);
}

void TestChecks::aMissingCompanyBlocksItsCheck()
{
    ChecklistWorld world;
    world.directory.remove(sandbox::demoParticipants(sandbox::defaultDemoSeed)[1].id);
    const End end = world.run(orderFor(u"hardened"_s, false));
    QVERIFY2(world.lettersOf(end.result.checks) == u"PBPPPPP", told(end));
    QVERIFY(end.result.checks[1].why.contains(u"Lolo Academy"));
}

void TestChecks::anUnreachableEnvironmentIsNoFailure()
{
    sandbox::SimulatorOptions options;
    options.faults.append(sandbox::parseFault(u"wrong-secret"_s).value());
    ChecklistWorld world{options};
    const End end = world.run(orderFor(u"hardened"_s, false));
    QVERIFY(end.reason == EndReason::Environment);
    QVERIFY(end.error);
    QCOMPARE(exitCodeOf(end, CheckVerdict::Blocked), 3);
}

void TestChecks::recoveredIsNoPassUnlessTheItemSaysSo()
{
    sandbox::SimulatorOptions options;
    options.faults.append(sandbox::parseFault(u"visibility-delay=1500"_s).value());
    Order order = orderFor(u"hardened"_s, false);
    order.only = {u"new-user"_s};
    {
        ChecklistWorld world{options};
        const End end = world.run(order);
        QCOMPARE(world.lettersOf(end.result.checks), u"R"_s);
        QVERIFY(!end.result.checks.front().passes());
        QCOMPARE(exitCodeOf(end, CheckVerdict::Recovered), 1);
        QCOMPARE(exitCodeOf(end, CheckVerdict::Failed), 0);
    }
    for (Check &check : order.checklist.checks)
        check.recoveredIsPass = true;
    ChecklistWorld world{options};
    const End end = world.run(order);
    QVERIFY(end.result.checks.front().passes());
    QCOMPARE(exitCodeOf(end, CheckVerdict::Blocked), 0);
}

void TestChecks::stopsAtTheFirstFailure()
{
    ChecklistWorld world;
    Order order = orderFor(u"unsynced"_s, false);
    order.stopAtFirst = true;
    const End end = world.run(order);
    QCOMPARE(world.lettersOf(end.result.checks), u"PPPF---"_s);
    QVERIFY(end.result.stopped);
    QCOMPARE(exitCodeOf(end, CheckVerdict::Failed), 1);
}

void TestChecks::aStopLeavesTheRestNotRun()
{
    ChecklistWorld world;
    std::stop_source stop;
    world.progress.onNews = [&stop](const Progress &news) {
        if (news.kind == Progress::Kind::RunStarted && news.check == u"any-company")
            stop.request_stop();
    };
    const End end = world.run(orderFor(u"hardened"_s, false), stop.get_token());
    QCOMPARE(world.lettersOf(end.result.checks), u"PP-----"_s);
    QCOMPARE(exitCodeOf(end, CheckVerdict::Blocked), 130);
}

/// A check that looks back brings the conversations it looks at.
void TestChecks::onlySome()
{
    ChecklistWorld world;
    Order order = orderFor(u"hardened"_s, false);
    order.only = {u"roles"_s};
    const End end = world.run(order);
    QCOMPARE(end.result.checks.size(), std::size_t{6});
    QCOMPARE(end.result.checks.back().id, u"roles"_s);
    QVERIFY(end.result.checks.back().passes());
    order.only = {u"existing-user"_s};
    QCOMPARE(world.run(order).result.checks.size(), std::size_t{1});
}

void TestChecks::runsAgainWhatFailed()
{
    ChecklistWorld world;
    Order order = orderFor(u"unsynced"_s, false);
    const End before = world.run(order);
    QCOMPARE(world.lettersOf(before.result.checks), u"PPPFPFF"_s);
    world.progress.news.clear();
    order.settings = settingsFor(u"hardened"_s);
    order.rerunFailed = true;
    const End end = world.run(order);
    // What was not made again is as it was, its log, too: the two that look back say so.
    QVERIFY2(world.lettersOf(end.result.checks) == u"PPPPPFP", told(end));
    QCOMPARE(world.progress.of(Progress::Kind::RunStarted).size(), std::size_t{1});
    QCOMPARE(end.result.checks[0], before.result.checks[0]);

    ChecklistWorld empty;
    QVERIFY(empty.run(order).reason == EndReason::Usage);
}

void TestChecks::marksNotesAndKnownIssues()
{
    ChecklistWorld world;
    Order order = orderFor(u"unsynced"_s, false);
    order.tester = u"R. Lindqvist"_s;
    order.signOff = true;
    order.marks = {{.check = u"existing-user"_s, .verdict = CheckVerdict::Failed, .note = u"Seen by hand"_s},
                   {.check = u"log"_s, .note = u"As on Monday"_s}};
    order.known = {{.ticket = u"OC-7"_s, .check = u"new-user"_s, .cause = u"never-synced"_s},
                   {.ticket = u"OC-8"_s, .check = u"sat-education"_s},
                   {.ticket = u"OC-9"_s, .check = u"new-user"_s, .cause = u"deactivated"_s}};
    const End end = world.run(order);
    const std::vector<CheckResult> &checks = end.result.checks;
    QVERIFY(checks[4].verdict == CheckVerdict::Failed && checks[4].manual);
    QCOMPARE(checks[4].note, u"Seen by hand"_s);
    QVERIFY(!checks[5].manual);
    QCOMPARE(checks[5].note, u"As on Monday"_s);
    QVERIFY(checks[3].known);
    QCOMPARE(checks[3].known->ticket, u"OC-7"_s);
    QVERIFY(!checks[0].known);
    QCOMPARE(end.result.known.size(), std::size_t{3});
    QVERIFY(!end.result.known[0].stoppedFailing);
    QVERIFY(end.result.known[1].stoppedFailing);
    QVERIFY(!end.result.known[2].stoppedFailing);
    QVERIFY(end.result.signedOffAt.isValid());

    const Result<ChecklistResult> again =
        amended(world.journal.get(), end.result.id,
                {{.check = u"existing-user"_s, .verdict = CheckVerdict::Passed, .note = u"Was a slip"_s}}, {},
                world.clock.now());
    QVERIFY(again);
    QVERIFY(again->checks[4].passes());
    QVERIFY(!amended(world.journal.get(), end.result.id, {{.check = u"nothing"_s}}, {}, world.clock.now()));
}

void TestChecks::refusesWhatCannotBeMeant()
{
    ChecklistWorld world;
    Order order;
    order.only = {u"sat"_s};
    QVERIFY(world.run(order).reason == EndReason::Usage);
    order = {};
    order.signOff = true;
    QVERIFY(world.run(order).reason == EndReason::Usage);
    order = {};
    order.target = Order::Target::Backend;
    QVERIFY(world.run(order).reason == EndReason::Usage);
    order = {};
    order.resume = true;
    QVERIFY(world.run(order).reason == EndReason::Usage);
    order = {};
    world.context.mayConverse =
        tl::unexpected(Error{Error::Kind::Refused, u"Production is read-only."_s, {}, {}});
    const End end = world.run(order);
    QVERIFY(end.reason == EndReason::Usage);
    QCOMPARE(end.error->what, u"Production is read-only."_s);
    QVERIFY(world.simulator.requestLog().isEmpty());
}

void TestChecks::isKept()
{
    ChecklistWorld world;
    const End end = world.run(orderFor(u"unsynced"_s, false));
    world.reopenJournal();
    const ChecklistStore store{world.journal.get()};
    const Result<QList<QUuid>> ids = store.ended(u"Sandbox"_s, 5);
    QVERIFY(ids);
    QCOMPARE(*ids, QList<QUuid>{end.result.id});
    const Result<ChecklistResult> kept = store.load(end.result.id);
    QVERIFY2(kept, kept ? "" : qPrintable(kept.error().what));
    QVERIFY(*kept == end.result);
}

QTEST_GUILESS_MAIN(TestChecks)
#include "tst_checks.moc"
