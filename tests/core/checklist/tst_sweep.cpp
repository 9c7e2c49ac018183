// SPDX-License-Identifier: MIT
// Every scenario for each company: verdicts, limits, stops and what is gone on with.
#include "tests/core/checklist/checklistworld.h"

#include "core/checklist/sample.h"
#include "core/domain/identity.h"
#include "core/journal/checkliststore.h"

#include <QSet>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::checklist;
using namespace Qt::Literals::StringLiterals;

namespace {

Order sweepOf(const FlowSettings &settings, std::optional<int> sample = std::nullopt)
{
    Order order;
    order.settings = settings;
    order.checks = false;
    order.sweep = Sweep{.sample = sample};
    return order;
}

QByteArray told(const End &end)
{
    QByteArray text;
    for (const CompanyResult &company : end.result.companies) {
        text += company.name.toUtf8() + ": " + ChecklistWorld::lettersOf(company.cells).toUtf8() + '\n';
        for (const CheckResult &cell : company.cells)
            text += "  " + cell.id.toUtf8() + ": " + cell.summary.toUtf8() + '\n';
    }
    if (end.error)
        text += end.error->what.toUtf8();
    return text;
}

QStringList lettersIn(const End &end)
{
    QStringList letters;
    for (const CompanyResult &company : end.result.companies)
        letters << ChecklistWorld::lettersOf(company.cells);
    return letters;
}

} // namespace

class TestSweep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void presets_data();
    void presets();
    void sampleTakesTheNewlyApprovedFirst();
    void noLimitIsEverMet_data();
    void noLimitIsEverMet();
    void limitsReachedInTheMiddle();
    void aCompanyThatVanishesDoesNotApply();
    void stoppedAndGoneOnWith();
    void anotherOrderCannotGoOn();
    void whatFailedIsRunAgain();
    void endsWhereNobodyIsHome();
    void theCheckOfAnyCompanyIsTheSweep();
};

void TestSweep::presets_data()
{
    QTest::addColumn<bool>("backend");
    QTest::addColumn<QString>("verdicts");
    for (const bool backend : {false, true}) {
        const char *by = backend ? ", backend" : "";
        QTest::addRow("hardened%s", by) << backend << u"PPPPPPPP"_s;
        QTest::addRow("documented+creator%s", by) << backend << u"PPPPPPPP"_s;
        QTest::addRow("documented%s", by) << backend << u"FFFFBFPP"_s;
        QTest::addRow("unsynced%s", by) << backend << u"PFPPPFFB"_s;
    }
}

void TestSweep::presets()
{
    QFETCH(bool, backend);
    QFETCH(QString, verdicts);
    const QString preset = QString::fromLatin1(QTest::currentDataTag()).section(u',', 0, 0);
    FlowSettings settings = settingsOf(presetFrom(preset.section(u'+', 0, 0)).value());
    settings.sendCreator = settings.sendCreator || preset.endsWith(u"+creator");
    ChecklistWorld world;
    world.populate(4, 20);
    if (backend)
        world.useBackend(settings);
    Order order = sweepOf(settings);
    order.target = backend ? Order::Target::Backend : Order::Target::Engine;
    const End end = world.run(order);
    QVERIFY2(end.reason == EndReason::Done, told(end));
    // Of the demo's four companies one is not approved.
    QCOMPARE(end.result.companies.size(), std::size_t{7});
    for (const QString &letters : lettersIn(end)) {
        // Whether the other company is one that StreamChat knows differs.
        QString known = letters;
        known[3] = verdicts[3];
        QVERIFY2(known == verdicts, told(end));
    }
    QCOMPARE(world.refusals(), 0);
    QCOMPARE(exitCodeOf(end, CheckVerdict::Blocked), verdicts == u"PPPPPPPP" ? 0 : 1);
}

void TestSweep::sampleTakesTheNewlyApprovedFirst()
{
    const QDateTime now = VirtualClock::defaultStart();
    std::vector<Participant> companies;
    for (int i = 0; i < 100; ++i) {
        Participant made = company(u"c%1"_s.arg(i), u"Company %1"_s.arg(i));
        made.approval = i % 10 == 9 ? u"pending"_s : u"approved"_s;
        made.approvedAt = now.addDays(i < 3 ? i - 3 : -30 - i);
        companies.push_back(made);
    }
    const Sample sample = sampleOf(companies, 10, now);
    QCOMPARE(sample.companies.size(), std::size_t{10});
    QCOMPARE(sample.companies[0].id, u"c2"_s);
    QCOMPARE(sample.companies[1].id, u"c1"_s);
    QCOMPARE(sample.companies[2].id, u"c0"_s);
    QVERIFY(sample.sentence.contains(u"3 newly approved"));
    QVERIFY(sample.sentence.contains(u"90"));
    std::reverse(companies.begin(), companies.end());
    QVERIFY(sampleOf(companies, 10, now).companies == sample.companies);
    QCOMPARE(sampleOf(companies, std::nullopt, now).companies.size(), std::size_t{90});
}

void TestSweep::noLimitIsEverMet_data()
{
    QTest::addColumn<bool>("backend");
    QTest::newRow("hardened") << false;
    QTest::newRow("documented+creator") << false;
    QTest::newRow("documented+creator, backend") << true;
}

void TestSweep::noLimitIsEverMet()
{
    QFETCH(bool, backend);
    const QString preset = QString::fromLatin1(QTest::currentDataTag()).section(u',', 0, 0);
    FlowSettings settings = settingsOf(presetFrom(preset.section(u'+', 0, 0)).value());
    settings.sendCreator = true;
    sandbox::SimulatorOptions options;
    options.logCapacity = 100'000;
    options.limits = {{u"UpdateUsers"_s, 60}, {u"UpdateUsersPartial"_s, 60}, {u"QueryMembers"_s, 60}};
    ChecklistWorld world{options};
    world.populate(30, 20);
    if (backend)
        world.useBackend(settings);
    Order order = sweepOf(settings);
    order.target = backend ? Order::Target::Backend : Order::Target::Engine;
    const End end = world.run(order);
    QVERIFY2(end.reason == EndReason::Done, told(end));
    QCOMPARE(world.refusals(), 0);
    for (const QString &letters : lettersIn(end))
        QCOMPARE(letters, u"PPPPPPPP"_s);
}

/// Somebody else spends the same limits: the sweep waits, and everything passes in the end.
void TestSweep::limitsReachedInTheMiddle()
{
    sandbox::SimulatorOptions options;
    options.faults.append(sandbox::parseFault(u"edge-limit=6,150"_s).value());
    ChecklistWorld world{options};
    world.populate(6, 20);
    const End end = world.run(sweepOf(settingsOf(Preset::Hardened)));
    QVERIFY2(end.reason == EndReason::Done, told(end));
    QVERIFY(world.refusals() > 0);
    for (const QString &letters : lettersIn(end))
        QVERIFY2(letters == u"PPPPPPPP", told(end));
}

void TestSweep::aCompanyThatVanishesDoesNotApply()
{
    ChecklistWorld world;
    world.populate(4, 20);
    Order order = sweepOf(settingsOf(Preset::Hardened));
    order.concurrency = 1;
    QString vanished;
    world.progress.onNews = [&](const Progress &news) {
        if (news.kind == Progress::Kind::SweepStarted)
            vanished = news.companies[3].id;
        if (news.kind == Progress::Kind::CellEnded && news.company->id == vanished &&
            news.scenario == Scenario::NewUser)
            world.directory.remove(vanished);
    };
    const End end = world.run(order);
    QCOMPARE(lettersIn(end)[3].left(5), u"PP..."_s);
    QVERIFY2(end.result.companies[3].cells[2].summary.contains(u"no longer in the database"), told(end));
    QCOMPARE(lettersIn(end)[4], u"PPPPPPPP"_s);
}

void TestSweep::stoppedAndGoneOnWith()
{
    ChecklistWorld world;
    world.populate(12, 20);
    Order order = sweepOf(settingsOf(Preset::Hardened));
    order.concurrency = 4;
    QHash<QString, int> cells;
    int seen = 0;
    std::stop_source stop;
    world.progress.onNews = [&](const Progress &news) {
        if (news.kind != Progress::Kind::CellEnded)
            return;
        ++cells[news.company->id + toString(*news.scenario)];
        if (++seen % 17 == 0)
            stop.request_stop();
    };
    End end = world.run(order, stop.get_token());
    QVERIFY(end.reason == EndReason::Stopped);
    const QUuid id = end.result.id;
    for (int rounds = 0; end.reason == EndReason::Stopped && rounds < 20; ++rounds) {
        stop = {};
        world.reopenJournal();
        order.resume = true;
        end = world.run(order, stop.get_token());
        QCOMPARE(end.result.id, id);
    }
    QVERIFY2(end.reason == EndReason::Done, told(end));
    QCOMPARE(end.result.companies.size(), std::size_t{15});
    QSet<QString> companies;
    for (const CompanyResult &company : end.result.companies)
        companies.insert(company.id);
    QCOMPARE(companies.size(), 15);
    for (const QString &letters : lettersIn(end))
        QVERIFY2(letters == u"PPPPPPPP", told(end));
    // Each cell was told once, however often it was stopped.
    QCOMPARE(cells.size(), 15 * 8);
    for (const int times : std::as_const(cells))
        QCOMPARE(times, 1);
    QVERIFY(world.run(order).reason == EndReason::Usage);
}

void TestSweep::anotherOrderCannotGoOn()
{
    ChecklistWorld world;
    world.populate(6, 20);
    Order order = sweepOf(settingsOf(Preset::Hardened));
    std::stop_source stop;
    world.progress.onNews = [&](const Progress &news) {
        if (news.kind == Progress::Kind::CellEnded)
            stop.request_stop();
    };
    world.run(order, stop.get_token());
    order.resume = true;
    order.settings = settingsOf(Preset::Unsynced);
    const End end = world.run(order);
    QVERIFY(end.reason == EndReason::Usage);
    QVERIFY(end.error->what.contains(u"hardened"));
}

void TestSweep::whatFailedIsRunAgain()
{
    ChecklistWorld world;
    world.populate(3, 20);
    Order order = sweepOf(settingsOf(Preset::Unsynced));
    const End before = world.run(order);
    for (const QString &letters : lettersIn(before))
        QCOMPARE(letters.mid(1, 1), u"F"_s);
    world.progress.news.clear();
    order.settings = settingsOf(Preset::Hardened);
    order.sweep.reset();
    order.checks = true;
    order.checklist.checks = {order.checklist.checks[2]};
    order.rerunFailed = true;
    const End end = world.run(order);
    QVERIFY2(end.reason == EndReason::Done, told(end));
    for (const QString &letters : lettersIn(end))
        QVERIFY2(letters.startsWith(u"PPPPP"), told(end));
    QCOMPARE(world.progress.of(Progress::Kind::RunStarted).size(), before.result.companies.size());
}

void TestSweep::endsWhereNobodyIsHome()
{
    ChecklistWorld world;
    world.populate(20, 20);
    int cells = 0;
    world.progress.onNews = [&](const Progress &news) {
        if (news.kind == Progress::Kind::CellEnded && ++cells == 10)
            world.simulator.setFaults({sandbox::parseFault(u"wrong-secret"_s).value()});
    };
    const End end = world.run(sweepOf(settingsOf(Preset::Hardened)));
    QVERIFY2(end.reason == EndReason::Environment, told(end));
    QCOMPARE(exitCodeOf(end, CheckVerdict::Blocked), 3);
    world.simulator.setFaults({});
    world.progress.onNews = {};
    Order order = sweepOf(settingsOf(Preset::Hardened));
    order.resume = true;
    const End later = world.run(order);
    QVERIFY2(later.reason == EndReason::Done, told(later));
    QCOMPARE(later.result.id, end.result.id);
}

void TestSweep::theCheckOfAnyCompanyIsTheSweep()
{
    ChecklistWorld world;
    world.populate(3, 20);
    Order order = sweepOf(settingsOf(Preset::Unsynced));
    order.checks = true;
    const End end = world.run(order);
    const CheckResult &any = end.result.checks[2];
    QVERIFY2(any.verdict == CheckVerdict::Failed, told(end));
    QCOMPARE(any.cause, u"never-synced"_s);
    QVERIFY(any.summary.contains(u"6 of 6"));
    QVERIFY(!any.evidence.empty());
    QCOMPARE(end.result.scenarios.size(), 8);
}

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
