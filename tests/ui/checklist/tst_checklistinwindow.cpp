// SPDX-License-Identifier: MIT
// The testing checklist in the program's window, performed in earnest on the sandbox.
#include "app/gui/runspage.h"
#include "app/gui/window.h"
#include "core/checklist/definition.h"
#include "core/directory/store.h"
#include "resources/translations.h"
#include "ui/checklist/checklistpage.h"
#include "ui/checklist/checkstab.h"
#include "ui/checklist/evidencepane.h"
#include "ui/checklist/orderpanel.h"
#include "ui/checklist/reportstab.h"
#include "ui/checklist/sweeptab.h"
#include "ui/runs/runview.h"
#include "ui/shell/actionregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

struct Desk {
    Desk()
        : console({.target = {}, .journal = folder.filePath(u"journal.sqlite"_s), .virtualTime = true})
        , window(makeWindow(&console, {}))
    {
        window->resize(1360, 860);
        window->show();
        QApplication::setActiveWindow(window.get());
        window->begin();
    }

    bool ready()
    {
        if (!QTest::qWaitForWindowActive(window.get()))
            return false;
        window->actions()->action(u"go.checklist"_s)->trigger();
        return page() != nullptr;
    }
    ChecklistPage *page() const { return window->findChild<ChecklistPage *>(); }
    bool ended() const
    {
        return QTest::qWaitFor([this] { return !page()->isRunning(); }, patience);
    }
    void throughBackend(Preset preset)
    {
        page()->orderPanel()->target()->setValue(u"backend"_s);
        QComboBox *flow = page()->orderPanel()->preset();
        flow->setCurrentIndex(flow->findData(toString(preset)));
    }
    QString verdicts() const
    {
        QStringList all;
        for (const CheckResult &check : page()->shownChecks().result.checks)
            all << check.id + u'=' + toString(check.verdict);
        return all.join(u' ');
    }

    QTemporaryDir folder;
    Console console;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestChecklistInWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    /// By mouse, from Run all to the run behind a verdict.
    void allPassOnAHardenedBackend()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.throughBackend(Preset::Hardened);
        QTest::mouseClick(desk.page()->checks()->runButton(), Qt::LeftButton);
        QVERIFY(desk.page()->isRunning());
        QVERIFY(desk.ended());
        QVERIFY2(desk.page()->checks()->headline()->text() == u"All 7 checks passed"_s,
                 qPrintable(desk.verdicts()));
        for (const CheckResult &check : desk.page()->shownChecks().result.checks)
            QVERIFY2(!check.evidence.empty(), qPrintable(check.id));
        // One click.
        const ChecksModel &model = desk.page()->checks()->model();
        QTableView *table = desk.page()->checks()->table();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(model.index(0, ChecksModel::Evidence)).center());
        QCOMPARE(desk.window->currentView(), u"runs"_s);
        auto *runs = desk.window->findChild<RunsPage *>();
        QTRY_COMPARE_WITH_TIMEOUT(runs->runView()->model().facts().id, model.at(0)->runs.last(), patience);
    }

    /// By keyboard, before the fix: what must fail does, and the report is written.
    void theBackendBeforeTheFixFails()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.throughBackend(Preset::Unsynced);
        desk.page()->checks()->table()->setFocus();
        QTest::keySequence(desk.page()->checks()->table(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
        QVERIFY(desk.page()->isRunning());
        QVERIFY(desk.ended());
        const ChecklistResult &result = desk.page()->shownChecks().result;
        QVERIFY2(countOf(result.checks).of(CheckVerdict::Failed) > 0, qPrintable(desk.verdicts()));
        QTest::keyClick(desk.page()->checks()->table(), Qt::Key_F8);
        const CheckResult *failed = desk.page()->checks()->current();
        QVERIFY(failed && failed->verdict == CheckVerdict::Failed);
        const QString id = failed->id;

        EvidencePane *pane = desk.page()->checks()->pane();
        QVERIFY(!pane->links().isEmpty());
        pane->noteField()->setFocus();
        QTest::keyClicks(pane->noteField(), u"As in the ticket."_s);
        desk.page()->checks()->table()->setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(desk.page()->shownChecks().find(id)->note == u"As in the ticket."_s,
                                 patience);
        for (const QString &name : {u"report.html"_s, u"report.xml"_s, u"report.json"_s, u"report.csv"_s}) {
            QSignalSpy exported(desk.page(), &ChecklistPage::exported);
            const QString path = desk.folder.filePath(name);
            desk.page()->exportTo(path);
            QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, patience);
            QVERIFY2(exported.first().first().toBool(), qPrintable(desk.page()->messages()->heading()));
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY2(text.contains("As in the ticket."), qPrintable(name));
        }
        desk.page()->showTab(ChecklistPage::Reports);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page()->reports()->model().rowCount(), 1, patience);
    }

    void aSampleOfCompaniesIsSwept()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page()->companies()->setSample(3);
        desk.page()->showTab(ChecklistPage::Companies);
        QTest::mouseClick(desk.page()->companies()->runButton(), Qt::LeftButton);
        QVERIFY(desk.page()->isRunning());
        QVERIFY(desk.ended());
        SweepTab *sweep = desk.page()->companies();
        QCOMPARE(sweep->model()->rowCount(), 3);
        QCOMPARE(sweep->model()->scenarioCount(), checklist::scenarioCount);
        for (const CompanyResult &company : sweep->model()->companies())
            QVERIFY2(isDone(company), qPrintable(company.name));
        // Return opens the run behind a cell.
        sweep->table()->setFocus();
        sweep->table()->setCurrentIndex(sweep->filter()->index(0, 1));
        QVERIFY(sweep->current() && !sweep->current()->runs.isEmpty());
        QTest::keyClick(sweep->table(), Qt::Key_Return);
        QTRY_COMPARE(desk.window->currentView(), u"runs"_s);
    }

    void canBeStopped()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.page()->showTab(ChecklistPage::Companies);
        QTest::mouseClick(desk.page()->companies()->runButton(), Qt::LeftButton);
        QVERIFY(desk.page()->isRunning());
        // From anywhere in the window.
        desk.window->actions()->action(u"run.stop"_s)->trigger();
        QVERIFY(desk.ended());
        QVERIFY(!desk.window->actions()->action(u"run.stop"_s)->isEnabled());
        // The window may go in the middle, too.
        desk.page()->runCompanies();
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    installTranslations();
    Theme look;
    look.setScheme(Theme::Scheme::Light);
    TestChecklistInWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_checklistinwindow.moc"
