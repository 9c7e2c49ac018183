// SPDX-License-Identifier: MIT
// The view of the checklist as the mouse and the keyboard find it, on an engine that the test plays.
#include "resources/translations.h"
#include "tests/ui/checklist/fakechecklist.h"
#include "ui/checklist/checklistpage.h"
#include "ui/checklist/checkstab.h"
#include "ui/checklist/comparesheet.h"
#include "ui/checklist/evidencepane.h"
#include "ui/checklist/orderpanel.h"
#include "ui/checklist/reportstab.h"
#include "ui/checklist/segmentbar.h"
#include "ui/checklist/sweepstrip.h"
#include "ui/checklist/sweeptab.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

struct Desk {
    Desk()
        : page(&backend)
    {
        page.resize(1272, 782);
        page.show();
        QApplication::setActiveWindow(&page);
    }
    bool ready() { return QTest::qWaitForWindowActive(&page); }
    QAbstractItemModel *rows() const { return page.checks()->table()->model(); }
    QString state(int row) const { return rows()->index(row, ChecksModel::State).data().toString(); }
    QPoint at(int row, int column) const
    {
        return page.checks()->table()->visualRect(rows()->index(row, column)).center();
    }
    /// All as planned but the first, which fails.
    void performAll()
    {
        ChecklistResult result = backend.begun();
        backend.start(result);
        for (CheckResult &check : result.checks) {
            backend.startCheck(check.id);
            check = &check == &result.checks.front() ? FakeChecklist::failed(check)
                                                     : FakeChecklist::passed(check);
            backend.endCheck(check);
        }
        backend.end(result);
    }
    void sweep(int companies)
    {
        page.runCompanies();
        const ChecklistResult result = backend.swept(companies);
        backend.end(result);
    }

    FakeChecklist backend;
    ChecklistPage page;
};

} // namespace

class TestChecklistPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What is offered before anything was run: the seven checks, open, and how to begin.
    void beginsWithTheSevenChecksOpen()
    {
        Desk desk;
        QVERIFY(desk.ready());
        QCOMPARE(desk.rows()->rowCount(), 7);
        for (int row = 0; row < 7; ++row)
            QCOMPARE(desk.state(row), u"Not run"_s);
        QVERIFY(desk.page.checks()->runButton()->isEnabled());
        QVERIFY2(!desk.page.checks()->exportButton()->isEnabled(), "nothing to report yet");
        QVERIFY(!desk.page.checks()->pane()->markButton()->isEnabled());
    }

    void runsAllByMouse()
    {
        Desk desk;
        QVERIFY(desk.ready());
        QTest::mouseClick(desk.page.checks()->runButton(), Qt::LeftButton);
        QCOMPARE(desk.backend.orders.size(), size_t{1});
        QVERIFY(desk.backend.orders.front().checks);
        QVERIFY(!desk.backend.orders.front().stopAtFirst);
        QVERIFY(desk.page.isRunning());
        ChecklistResult result = desk.backend.begun();
        desk.backend.start(result);
        desk.backend.startCheck(result.checks[0].id);
        QCOMPARE(desk.state(0), u"Running"_s);
        QCOMPARE(desk.state(1), u"Waiting"_s);
        desk.backend.endCheck(FakeChecklist::failed(result.checks[0]));
        QCOMPARE(desk.state(0), u"Failed"_s);
        result.checks[0] = FakeChecklist::failed(result.checks[0]);
        desk.backend.end(result);
        QVERIFY(!desk.page.isRunning());
        QCOMPARE(desk.page.checks()->headline()->text(), u"1 check failed of 7"_s);
        QVERIFY(desk.page.checks()->exportButton()->isEnabled());
    }

    void runsAllByKeyboard()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page.checks()->table()->setFocus();
        QTest::keySequence(&desk.page, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
        QCOMPARE(desk.backend.orders.size(), size_t{1});
        desk.performAll();
        // Down to the second check, and its run opens.
        QSignalSpy opened(&desk.page, &ChecklistPage::runRequested);
        desk.page.checks()->table()->selectRow(0);
        QTest::keyClick(desk.page.checks()->table(), Qt::Key_Down);
        QCOMPARE(desk.page.checks()->current()->id, checklist::oneCrew().checks[1].id);
        QTest::keyClick(desk.page.checks()->table(), Qt::Key_Return);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toUuid(), desk.page.checks()->current()->runs.last());
        // F8 goes to the failure.
        QTest::keyClick(desk.page.checks()->table(), Qt::Key_F8);
        QCOMPARE(desk.page.checks()->current()->id, checklist::oneCrew().checks[0].id);
        QTest::keySequence(&desk.page, QKeySequence(Qt::ALT | Qt::Key_2));
        QCOMPARE(int(desk.page.tab()), int(ChecklistPage::Companies));
    }

    /// One click from each verdict to what speaks for it.
    void evidenceIsOneClickAway()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page.runAll();
        desk.performAll();
        QSignalSpy opened(&desk.page, &ChecklistPage::runRequested);
        QTest::mouseClick(desk.page.checks()->table()->viewport(), Qt::LeftButton, {},
                          desk.at(2, ChecksModel::Evidence));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toUuid(), desk.page.checks()->model().at(2)->runs.last());

        desk.page.checks()->setCurrent(checklist::oneCrew().checks[0].id);
        EvidencePane *pane = desk.page.checks()->pane();
        QCOMPARE(pane->links().size(), qsizetype{3});
        QSignalSpy log(&desk.page, &ChecklistPage::logRequested);
        QSignalSpy person(&desk.page, &ChecklistPage::lookUpRequested);
        QTest::mouseClick(pane->links()[0], Qt::LeftButton);
        QTest::mouseClick(pane->links()[1], Qt::LeftButton);
        QTest::mouseClick(pane->links()[2], Qt::LeftButton);
        QCOMPARE(opened.size(), 2);
        QCOMPARE(log.size(), 1);
        QCOMPARE(log.first(), (QVariantList{u"backend.log"_s, 41207, 41220}));
        QCOMPARE(person.size(), 1);
        QCOMPARE(person.first().first().toString(), u"onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352"_s);
    }

    void stopsByButtonAndByKey()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page.runAll();
        const ChecklistResult begun = desk.backend.begun();
        desk.backend.start(begun);
        desk.backend.startCheck(begun.checks[0].id);
        QVERIFY(desk.page.checks()->stopButton()->isVisible());
        // In the row under way there is one, too.
        QTest::mouseClick(desk.page.checks()->table()->viewport(), Qt::LeftButton, {},
                          desk.at(0, ChecksModel::Action));
        QCOMPARE(desk.backend.stops, 1);
        QVERIFY2(!desk.page.checks()->stopButton()->isEnabled(), "asked once");
        desk.page.stop();
        QCOMPARE(desk.backend.stops, 1);
        ChecklistResult ended = begun;
        ended.stopped = true;
        desk.backend.end(ended, checklist::EndReason::Stopped);
        QVERIFY(!desk.page.isRunning());

        desk.page.runAll();
        desk.page.checks()->table()->setFocus();
        QTest::keyClick(desk.page.checks()->table(), Qt::Key_Escape);
        QCOMPARE(desk.backend.stops, 2);
    }

    /// A verdict of one's own and a note are kept in the result, and so in its report.
    void marksAndNotesAreKeptIntoTheReport()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page.runAll();
        desk.performAll();
        EvidencePane *pane = desk.page.checks()->pane();
        desk.page.checks()->setCurrent(checklist::oneCrew().checks[0].id);
        pane->noteField()->setFocus();
        QTest::keyClicks(pane->noteField(), u"Same failure as on 19 November."_s);
        desk.page.checks()->table()->setFocus(); // Leaving the field keeps it.
        QTRY_COMPARE(desk.backend.marks.size(), size_t{1});
        QCOMPARE(desk.backend.marks.front().note.value(), u"Same failure as on 19 November."_s);

        const QList<QAction *> verdicts = pane->markButton()->findChild<QMenu *>()->actions();
        verdicts.at(2)->trigger(); // Blocked
        QTRY_COMPARE(desk.state(0), u"Blocked"_s);
        QVERIFY(desk.page.checks()->model().at(0)->manual);

        QSignalSpy exported(&desk.page, &ChecklistPage::exported);
        desk.page.exportTo(u"/somewhere/report.html"_s);
        QTRY_COMPARE(exported.size(), 1);
        QVERIFY(exported.first().first().toBool());
        const ReportRequest &request = desk.backend.reports.front();
        QCOMPARE(request.format, u"html"_s);
        QCOMPARE(request.result.checks[0].note, u"Same failure as on 19 November."_s);
        QVERIFY(request.result.checks[0].verdict == CheckVerdict::Blocked);
    }

    /// What is typed while the checklist is on waits for its end: nothing of it is kept before.
    void notesTypedWhileRunningAreNotLost()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page.runAll();
        ChecklistResult result = desk.backend.begun();
        desk.backend.start(result);
        result.checks[0] = FakeChecklist::failed(result.checks[0]);
        desk.backend.endCheck(result.checks[0]);
        desk.page.checks()->setCurrent(result.checks[0].id);
        QPlainTextEdit *note = desk.page.checks()->pane()->noteField();
        note->setFocus();
        QTest::keyClicks(note, u"Seen before"_s);
        desk.page.checks()->table()->setFocus();
        QVERIFY(desk.backend.marks.empty());
        desk.backend.startCheck(result.checks[1].id);
        QCOMPARE(note->toPlainText(), u"Seen before"_s);
        desk.backend.end(result);
        QTRY_COMPARE(desk.backend.marks.size(), size_t{1});
        QTRY_COMPARE(desk.page.shownChecks().result.checks[0].note, u"Seen before"_s);
    }

    void exportSaysWhatIsWrong()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page.runAll();
        desk.performAll();
        QSignalSpy exported(&desk.page, &ChecklistPage::exported);
        desk.page.exportTo(u"report.doc"_s);
        QCOMPARE(exported.size(), 1);
        QVERIFY(!exported.first().first().toBool());
        QVERIFY(desk.backend.reports.empty());
        QVERIFY(desk.page.messages()->heading().contains(u"report.doc"));
        desk.backend.writes = tl::unexpected(Error{Error::Kind::Storage, u"The disk is full."_s, {}, {}});
        desk.page.exportTo(u"report.xml"_s);
        QTRY_COMPARE(exported.size(), 2);
        QCOMPARE(desk.backend.reports.front().format, u"junit"_s);
        QCOMPARE(desk.page.messages()->heading(), u"The disk is full."_s);
    }

    void isLockedWhereNothingMayBeMade()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.backend.may =
            tl::unexpected(Error{Error::Kind::Refused, u"Production is read-only."_s, u"Use another."_s, {}});
        Q_EMIT desk.backend.environmentChanged();
        QVERIFY(!desk.page.checks()->runButton()->isEnabled());
        QVERIFY(!desk.page.companies()->runButton()->isEnabled());
        desk.page.runAll();
        QVERIFY(desk.backend.orders.empty());
        QCOMPARE(desk.page.messages()->heading(), u"Production is read-only."_s);
    }

    void ordersWhatIsSetUp()
    {
        Desk desk;
        QVERIFY(desk.ready());
        QTest::mouseClick(desk.page.checks()->setUpButton(), Qt::LeftButton);
        QVERIFY(desk.page.orderPanel()->isVisible());
        desk.page.orderPanel()->target()->setValue(u"backend"_s);
        desk.page.checks()->setOptions(false, false);
        desk.page.runAll();
        const checklist::Order &order = desk.backend.orders.front();
        QVERIFY(order.target == checklist::Order::Target::Backend);
        QVERIFY(order.stopAtFirst);
        QVERIFY(order.keep);
        // Remembered.
        const QByteArray state = desk.page.saveState();
        Desk next;
        QVERIFY(next.page.restoreState(state));
        QCOMPARE(next.page.orderPanel()->target()->value(), u"backend"_s);
        QVERIFY(!next.page.checks()->goesOn());
        QVERIFY(!next.page.restoreState("nonsense"));
    }

    void showsTheSweepAsAMap()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.sweep(40);
        SweepTab *sweep = desk.page.companies();
        const QAbstractItemModelTester tester(sweep->model());
        const QAbstractItemModelTester filterTester(sweep->filter());
        QCOMPARE(sweep->filter()->rowCount(), 40);
        QCOMPARE(sweep->model()->failuresIn(2), 8);
        QCOMPARE(sweep->headline()->text(), u"8 of 40 companies cannot start every chat"_s);
        // Worst first.
        QCOMPARE(sweep->filter()->index(0, 0).data().toString(), u"Company 010"_s); // Also recovered once.
        QCOMPARE(sweep->filter()->index(1, 0).data().toString(), u"Company 000"_s);
        QCOMPARE(sweep->filter()->index(7, 0).data().toString(), u"Company 035"_s);
        // Only the failed ones.
        QTest::mouseClick(sweep->chip(CheckVerdict::Failed), Qt::LeftButton);
        QCOMPARE(sweep->filter()->rowCount(), 8);
        QTest::mouseClick(sweep->chip(CheckVerdict::Failed), Qt::LeftButton);
        QTest::keyClicks(sweep->field(), u"Company 01"_s);
        QCOMPARE(sweep->filter()->rowCount(), 10);
        sweep->field()->clear();
        // From the overview to the row.
        const QPointF at = sweep->strip()->columnOf(17).center();
        QTest::mouseClick(sweep->strip(), Qt::LeftButton, {}, at.toPoint());
        QCOMPARE(sweep->currentCompany()->name, u"Company 017"_s);
    }

    void goesFromFailureToFailureByKey()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.sweep(40);
        SweepTab *sweep = desk.page.companies();
        QTRY_VERIFY(sweep->table()->isVisible());
        sweep->table()->setFocus();
        sweep->table()->setCurrentIndex(sweep->filter()->index(0, 1));
        QTest::keyClick(sweep->table(), Qt::Key_F8);
        QCOMPARE(sweep->currentCompany()->name, u"Company 010"_s);
        QVERIFY(sweep->current()->verdict == CheckVerdict::Failed);
        QCOMPARE(sweep->failureLabel()->text(), u"Failure 1 of 8"_s);
        QTest::keyClick(sweep->table(), Qt::Key_F8);
        QCOMPARE(sweep->currentCompany()->name, u"Company 000"_s);
        QTest::keyClick(sweep->table(), Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(sweep->currentCompany()->name, u"Company 010"_s);
        QSignalSpy opened(&desk.page, &ChecklistPage::runRequested);
        QTest::keyClick(sweep->table(), Qt::Key_Return);
        QTRY_COMPARE(opened.size(), 1);
        QTest::keyClick(sweep->table(), Qt::Key_Right);
        QVERIFY(sweep->current()->verdict != CheckVerdict::Failed);
    }

    void groupsCellsOfOneCause()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.sweep(40);
        SweepTab *sweep = desk.page.companies();
        sweep->setCurrent(u"company-0"_s, 2);
        QPushButton *same = sweep->pane()->sameCauseButton();
        QVERIFY(same);
        QCOMPARE(sweep->pane()->subject().sameCause, 7);
        QCOMPARE(sweep->pane()->subject().sameCauseNew, 1); // Company 20
        QTest::mouseClick(same, Qt::LeftButton);
        QCOMPARE(sweep->filter()->rowCount(), 8);
    }

    void pausesAndGoesOn()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page.showTab(ChecklistPage::Companies);
        QTest::mouseClick(desk.page.companies()->runButton(), Qt::LeftButton);
        QVERIFY(desk.backend.orders.front().sweep.has_value());
        QVERIFY(!desk.backend.orders.front().checks);
        QTest::mouseClick(desk.page.companies()->pauseButton(), Qt::LeftButton);
        QCOMPARE(desk.backend.stops, 1);
        ChecklistResult half = desk.backend.swept(10);
        for (CheckResult &cell : half.companies.back().cells)
            cell = CheckResult{};
        half.stopped = true;
        desk.backend.unfinished = half;
        desk.backend.end(half, checklist::EndReason::Stopped);
        QTRY_VERIFY(desk.page.companies()->resumeButton()->isVisible());
        QTest::mouseClick(desk.page.companies()->resumeButton(), Qt::LeftButton);
        QCOMPARE(desk.backend.orders.size(), size_t{2});
        QVERIFY(desk.backend.orders.back().resume);
    }

    void runsOneCellAgain()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.sweep(10);
        SweepTab *sweep = desk.page.companies();
        sweep->setCurrent(u"company-5"_s, 2);
        QTest::mouseClick(sweep->cellButton(), Qt::LeftButton);
        const checklist::Order &order = desk.backend.orders.back();
        QCOMPARE(order.sweep->companies, QStringList{u"company-5"_s});
        QCOMPARE(order.sweep->scenarios.size(), size_t{1});
        QVERIFY(order.sweep->scenarios.front() == checklist::Scenario::NewUser);
        ChecklistResult one = desk.backend.swept(6);
        one.companies = {one.companies.back()};
        one.companies.front().cells = {FakeChecklist::passed(one.companies.front().cells[1])};
        desk.backend.end(one);
        QVERIFY2(desk.page.messages()->heading().endsWith(u"passed this time"),
                 qPrintable(desk.page.messages()->heading()));
        // The sweep's own result stays.
        QCOMPARE(sweep->model()->rowCount(), 10);
        QVERIFY(sweep->current()->verdict == CheckVerdict::Failed);
    }

    /// A sweep of a thousand companies: news by the thousand neither blocks nor moves what is chosen.
    void keepsTheChosenCellWhileNewsComes()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page.runCompanies();
        const ChecklistResult done = desk.backend.swept(200);
        ChecklistResult head = done;
        for (CompanyResult &company : head.companies)
            company.cells.assign(company.cells.size(), CheckResult{});
        desk.backend.start(head);
        SweepTab *sweep = desk.page.companies();
        QTRY_COMPARE(sweep->model()->rowCount(), 200);
        sweep->setCurrent(u"company-150"_s, 3);
        for (const CompanyResult &company : done.companies) {
            for (int i = 0; i < checklist::scenarioCount; ++i) {
                checklist::Progress news;
                news.kind = checklist::Progress::Kind::CellEnded;
                news.company = {company.id, company.name, company.newlyApproved};
                news.scenario = static_cast<checklist::Scenario>(i);
                news.outcome = company.cells[static_cast<size_t>(i)];
                desk.backend.tell(news);
            }
        }
        QTRY_COMPARE(sweep->model()->failuresIn(2), 40);
        QCOMPARE(sweep->currentCompany()->id, u"company-150"_s);
    }

    void keepsReportsAndTellsWhatChanged()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page.runAll();
        desk.performAll();
        desk.page.runAll();
        ChecklistResult better = desk.backend.begun();
        for (CheckResult &check : better.checks)
            check = FakeChecklist::passed(check);
        desk.backend.end(better);
        desk.page.showTab(ChecklistPage::Reports);
        ReportsTab *reports = desk.page.reports();
        QTRY_COMPARE(reports->model().rowCount(), 2);
        QCOMPARE(reports->current()->id, better.id);
        bool fixed = false;
        for (const QLabel *label : reports->findChildren<QLabel *>())
            fixed = fixed || label->text() == u"Fixed"_s;
        QVERIFY2(fixed, "what changed since the report before");
        // Opened again, it is what the other tab shows.
        reports->table()->selectRow(1);
        QTest::mouseClick(reports->openButton(), Qt::LeftButton);
        QCOMPARE(int(desk.page.tab()), int(ChecklistPage::Checks));
        QCOMPARE(desk.state(0), u"Failed"_s);
        // Nobody signs without a name.
        desk.page.showTab(ChecklistPage::Reports);
        QTest::mouseClick(reports->signButton(), Qt::LeftButton);
        QVERIFY(desk.page.messages()->heading().contains(u"name is missing"));
    }

    /// A failed check beside one that passed: where they part ways.
    void comparesTwoChecks()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page.runAll();
        desk.performAll();
        const auto step = [](Step which, Outcome outcome) {
            RunEvent event;
            event.kind = EventKind::StepFinished;
            event.step = which;
            event.attempt = 1;
            event.outcome = outcome;
            event.message = u"As it went."_s;
            return event;
        };
        const auto run = [&](int row) { return desk.page.checks()->model().at(row)->runs.last(); };
        desk.backend.events.insert(
            run(0), {step(Step::Upsert, Outcome::Passed), step(Step::Create, Outcome::Failed)});
        desk.backend.events.insert(run(1),
                                   {step(Step::Upsert, Outcome::Passed), step(Step::Create, Outcome::Passed),
                                    step(Step::Verify, Outcome::Passed)});
        desk.page.checks()->setCurrent(checklist::oneCrew().checks[0].id);
        QPushButton *compare = desk.page.checks()->compareButton();
        QCOMPARE(compare->text(), u"Compare with check 2"_s);
        QTest::mouseClick(compare, Qt::LeftButton);
        QVERIFY(desk.page.compareSheet());
        QTRY_VERIFY2(
            desk.page.compareSheet()->sentence().startsWith(u"They first differ at: Create channel"_s),
            qPrintable(desk.page.compareSheet()->sentence()));
        QTest::keyClick(desk.page.compareSheet(), Qt::Key_Escape);
        QTRY_VERIFY(!desk.page.compareSheet());
    }

    void mayGoWhileQuestionsAreOpen()
    {
        FakeChecklist backend;
        auto page = std::make_unique<ChecklistPage>(&backend);
        page->show();
        page->runAll();
        page.reset();
        Q_EMIT backend.progress({});
        Q_EMIT backend.ended({});
        QVERIFY(!page);
    }
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    chatsync::installTranslations();
    chatsync::ui::Theme look;
    look.setScheme(chatsync::ui::Theme::Scheme::Light);
    TestChecklistPage test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_checklistpage.moc"
