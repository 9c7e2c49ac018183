// SPDX-License-Identifier: MIT
#include "app/gui/runspage.h"
#include "core/sandbox/demodatabase.h"
#include "tests/ui/screenshots/stage.h"
#include "ui/backendlog/backendlogpage.h"
#include "ui/backendlog/loghome.h"
#include "ui/backendlog/loglines.h"
#include "ui/checklist/checklistpage.h"
#include "ui/checklist/checkstab.h"
#include "ui/conversation/conversationform.h"
#include "ui/conversation/conversationpage.h"
#include "ui/conversation/faultpanel.h"
#include "ui/conversation/flowpanel.h"
#include "ui/doctor/doctorsheet.h"
#include "ui/lookup/lookuppage.h"
#include "ui/lookup/personcard.h"
#include "ui/lookup/repairsheet.h"
#include "ui/runs/runslist.h"
#include "ui/runs/runview.h"
#include "ui/settings/environmentspage.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/armsheet.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/helppage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/lookupfield.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace chatsync::test {

namespace {

/// Inside the wait before the second attempt.
constexpr std::chrono::milliseconds inRetryWait{2600};

void openRuns(Stage &stage)
{
    stage.run(stage.sample());
    stage.run(stage.example());
    stage.trigger(u"go.runs"_s);
    stage.settle();
}

void openRun(Stage &stage, DetailPane::Tab tab)
{
    openRuns(stage);
    RunsList *list = stage.runsPage()->list();
    list->setCurrentRun(list->model().run(0)->id);
    stage.settle();
    stage.runsPage()->runView()->details()->chooseTab(tab);
}

void open(Stage &stage, CollapsibleSection *section)
{
    section->setOpen(true);
    stage.settle();
    auto *bar =
        stage.page()->findChild<ConversationForm *>()->findChild<QScrollArea *>()->verticalScrollBar();
    bar->setValue(bar->maximum());
}

QList<State> shellStates()
{
    return {
        {"start", [](Stage &) {}},
        {"palette",
         [](Stage &stage) {
             stage.trigger(u"go.find"_s);
             QTest::keyClicks(stage.window()->topBar()->lookUp(), u"co"_s);
         }},
        {"palette-none",
         [](Stage &stage) {
             stage.trigger(u"go.find"_s);
             QTest::keyClicks(stage.window()->topBar()->lookUp(), u"xyzzy"_s);
         }},
        {"message",
         [](Stage &stage) {
             stage.window()->showMessage(
                 Status::Fail, QCoreApplication::translate("Stage", "The journal could not be read."),
                 QCoreApplication::translate(
                     "Stage", "Another program holds the file. Close it, or try again in a moment."));
         }},
        {"help", [](Stage &stage) { stage.trigger(u"go.help"_s); }},
        {"about", [](Stage &stage) { stage.trigger(u"help.about"_s); }},
        {"closing",
         [](Stage &stage) {
             stage.runToRetryWait();
             stage.window()->close();
         },
         inRetryWait},
    };
}

QList<State> formStates()
{
    return {
        {"conversation-empty", [](Stage &stage) { stage.trigger(u"conversation.new"_s); }},
        {"conversation-filled", [](Stage &stage) { stage.fill(stage.example()); }},
        {"conversation-errors",
         [](Stage &stage) {
             ConversationDraft wrong = stage.example();
             wrong.request.initiator = u"Maria Silva"_s;
             wrong.request.participants = {u"Nobody Atall"_s};
             stage.fill(wrong);
             stage.page()->create();
         }},
        {"conversation-deviations",
         [](Stage &stage) {
             stage.fill(stage.example());
             open(stage, stage.page()->findChild<FlowPanel *>()->findChild<CollapsibleSection *>());
         }},
        {"conversation-faults",
         [](Stage &stage) {
             stage.fill(stage.example());
             open(stage, stage.page()->findChild<FaultPanel *>()->findChild<CollapsibleSection *>());
         }},
        {"conversation-planned",
         [](Stage &stage) {
             stage.fill(stage.example());
             stage.page()->plan();
             stage.wait([&] { return !stage.page()->isPlanning(); });
         }},
        {"conversation-stale",
         [](Stage &stage) {
             stage.fill(stage.example());
             stage.page()->plan();
             stage.wait([&] { return !stage.page()->isPlanning(); });
             ConversationDraft changed = stage.page()->draft();
             changed.request.name = u"Onboarding"_s;
             stage.fill(changed);
         }},
    };
}

/// In the backend's words and in no other language.
QString missingError()
{
    return u"Failed to add all members to channel. Missing: onecrew_user_%1. This usually means these users don't exist in StreamChat yet."_s
        .arg(sandbox::demoUnsyncedUserId());
}

QString missingUser()
{
    return u"onecrew_user_"_s + sandbox::demoUnsyncedUserId();
}

QList<State> lookUpStates()
{
    return {
        {"lookup-empty", [](Stage &stage) { stage.trigger(u"go.lookup"_s); }},
        {"lookup-missing",
         [](Stage &stage) {
             stage.run(stage.sample());
             stage.lookUp(missingError());
         }},
        {"lookup-findings",
         [](Stage &stage) {
             stage.lookUp(missingError());
             stage.lookUpPage()->personCard()->explain();
         }},
        {"lookup-healthy", [](Stage &stage) { stage.lookUp(u"Sat Education"_s); }},
        {"lookup-name", [](Stage &stage) { stage.lookUp(u"an"_s); }},
        {"lookup-nonsense", [](Stage &stage) { stage.lookUp(u"%%% ???"_s); }},
        {"lookup-nobody", [](Stage &stage) { stage.lookUp(u"0e8400e2-9b41-44d4-a716-446655440000"_s); }},
        {"lookup-two",
         [](Stage &stage) {
             stage.run(stage.sample());
             stage.lookUp(u"Sat Education, "_s + missingUser());
         }},
        {"lookup-many",
         [](Stage &stage) {
             QStringList ids;
             const std::vector<Participant> all = sandbox::demoParticipants(sandbox::defaultDemoSeed);
             for (size_t i = 0; i < 40 && i < all.size(); ++i)
                 ids << all[i].id;
             stage.lookUp(ids.join(u'\n'));
         }},
        {"lookup-repair",
         [](Stage &stage) {
             stage.lookUp(missingError());
             stage.lookUpPage()->personCard()->repairButton()->click();
             stage.wait([&] { return stage.lookUpPage()->repairSheet() != nullptr; });
         }},
        {"lookup-repaired",
         [](Stage &stage) {
             stage.lookUp(missingError());
             stage.lookUpPage()->personCard()->repairButton()->click();
             stage.wait([&] { return stage.lookUpPage()->repairSheet() != nullptr; });
             stage.settle();
             RepairSheet *sheet = stage.lookUpPage()->repairSheet();
             sheet->repairButton()->click();
             stage.wait([&] { return !sheet->run().isNull() && !sheet->isRunning(); });
             stage.settle();
         }},
        {"lookup-cured",
         [](Stage &stage) {
             stage.lookUp(missingError());
             stage.lookUpPage()->personCard()->repairButton()->click();
             stage.wait([&] { return stage.lookUpPage()->repairSheet() != nullptr; });
             stage.settle();
             RepairSheet *sheet = stage.lookUpPage()->repairSheet();
             sheet->repairButton()->click();
             stage.wait([&] { return !sheet->run().isNull() && !sheet->isRunning(); });
             sheet->cancelButton()->click();
             stage.settle();
         }},
        {"help-errors",
         [](Stage &stage) {
             stage.trigger(u"go.help"_s);
             qobject_cast<HelpPage *>(stage.window()->view(u"help"_s))->showCode(u"never-synced"_s);
         }},
    };
}

/// Over a run that failed by the recipe's defects.
DoctorSheet *openDoctor(Stage &stage)
{
    ConversationDraft draft = stage.sample();
    draft.settings = settingsOf(Preset::Documented);
    stage.run(draft);
    stage.trigger(u"help.doctor"_s);
    auto *sheet = stage.window()->findChild<DoctorSheet *>();
    stage.settle();
    return sheet;
}

QList<State> doctorStates()
{
    return {
        {"doctor", [](Stage &stage) { openDoctor(stage); }},
        {"doctor-shown",
         [](Stage &stage) {
             DoctorSheet *sheet = openDoctor(stage);
             sheet->showDefect(u"recipe-retry-words"_s);
             sheet->demonstrateCurrent();
             stage.wait([&] { return sheet->wasShown(u"recipe-retry-words"_s); });
             stage.settle();
         }},
    };
}

QList<State> runStates()
{
    return {
        {"conversation-running", [](Stage &stage) { stage.runToRetryWait(); }, inRetryWait},
        {"conversation-recovered", [](Stage &stage) { stage.run(stage.example()); }},
        {"conversation-failed", [](Stage &stage) { stage.run(stage.sample()); }},
        {"conversation-cancelled",
         [](Stage &stage) {
             stage.runToRetryWait();
             stage.page()->stop();
             stage.wait([&] { return !stage.page()->isRunning(); });
         },
         inRetryWait},
        {"conversation-compressed",
         [](Stage &stage) {
             ConversationDraft draft = stage.example();
             draft.faults.first() = u"visibility-delay=9000"_s;
             draft.settings.retryWait = std::chrono::milliseconds{4000};
             stage.run(draft);
             stage.page()->runView()->setIdleCompressed(true);
         }},
        {"runs-empty", [](Stage &stage) { stage.trigger(u"go.runs"_s); }},
        {"runs", [](Stage &stage) { openRun(stage, DetailPane::Response); }},
        {"runs-summary", [](Stage &stage) { openRun(stage, DetailPane::Summary); }},
        {"runs-log", [](Stage &stage) { openRun(stage, DetailPane::BackendLog); }},
        {"runs-filtered",
         [](Stage &stage) {
             openRun(stage, DetailPane::Response);
             stage.runsPage()->runView()->focusFilter();
             stage.runsPage()->runView()->setFilterText(u"status:fail"_s);
         }},
    };
}

BackendLogPage *openLog(Stage &stage, const QString &text)
{
    stage.trigger(u"go.backendlog"_s);
    auto *page = stage.window()->findChild<BackendLogPage *>();
    page->openText(u"onecrew-backend.log"_s, text);
    stage.wait([page] {
        const LogLinesView *lines = page->lines();
        return !page->isReading() && page->conversation() && lines->currentLine() > 0 &&
               lines->line(lines->currentLine()) && lines->line(lines->lines());
    });
    stage.settle();
    return page;
}

QList<State> logStates()
{
    return {
        {"log-empty", [](Stage &stage) { stage.trigger(u"go.backendlog"_s); }},
        {"log-failed", [](Stage &stage) { openLog(stage, exampleOfFailure()); }},
        {"log-checked",
         [](Stage &stage) {
             BackendLogPage *page = openLog(stage, exampleOfFailure());
             page->checkNow();
             stage.wait([page] { return page->comparison().has_value(); });
         }},
        {"log-leak", [](Stage &stage) { openLog(stage, exampleOfLeak()); }},
        {"log-run", [](Stage &stage) { openLog(stage, exampleOfFailure())->showRun(); }},
    };
}

void openSettings(Stage &stage, const QString &environment)
{
    stage.trigger(u"go.settings"_s);
    stage.environments()->choose(environment);
    stage.settle();
}

void openTab(Stage &stage, int tab)
{
    stage.trigger(u"go.settings"_s);
    stage.window()->findChild<SettingsPage *>()->setCurrent(tab);
}

/// The sheet, with the name typed as far as given.
ArmSheet *openArming(Stage &stage, const QString &typed)
{
    stage.use(u"production"_s);
    stage.trigger(u"go.conversation"_s);
    stage.trigger(u"look.arm"_s);
    auto *sheet = stage.window()->findChild<ArmSheet *>();
    QTest::keyClicks(sheet->findChildren<QLineEdit *>().first(), typed);
    return sheet;
}

QList<State> checklistStates()
{
    return {
        {"checklist-empty", [](Stage &stage) { stage.trigger(u"go.checklist"_s); }},
        {"checklist-set-up",
         [](Stage &stage) {
             stage.trigger(u"go.checklist"_s);
             stage.checklist()->checks()->setUpButton()->setChecked(true);
         }},
        {"checklist-passed", [](Stage &stage) { stage.check(Preset::Hardened); }},
        {"checklist-failed",
         [](Stage &stage) {
             stage.check(Preset::Unsynced);
             stage.checklist()->nextFailure();
         }},
        {"checklist-companies-empty",
         [](Stage &stage) {
             stage.trigger(u"go.checklist"_s);
             stage.checklist()->showTab(ChecklistPage::Companies);
         }},
        {"checklist-companies",
         [](Stage &stage) {
             stage.sweep(Preset::Unsynced, 24);
             stage.checklist()->nextFailure();
         }},
        {"checklist-reports",
         [](Stage &stage) {
             stage.check(Preset::Unsynced);
             stage.check(Preset::Hardened);
             stage.checklist()->showTab(ChecklistPage::Reports);
             stage.settle();
         }},
        {"conversation-backend",
         [](Stage &stage) {
             ConversationDraft draft = stage.sample();
             draft.target = ConversationTarget::Backend;
             stage.run(draft);
         }},
    };
}

QList<State> environmentStates()
{
    return {
        {"settings", [](Stage &stage) { openSettings(stage, u"sandbox"_s); }},
        {"settings-staging", [](Stage &stage) { openSettings(stage, u"staging"_s); }},
        {"settings-errors",
         [](Stage &stage) {
             openSettings(stage, u"staging"_s);
             stage.environments()->add();
             stage.environments()->save();
         }},
        {"settings-appearance", [](Stage &stage) { openTab(stage, 1); }},
        {"settings-storage", [](Stage &stage) { openTab(stage, 2); }},
        {"settings-about", [](Stage &stage) { openTab(stage, 3); }},
        {"production",
         [](Stage &stage) {
             stage.fill(stage.example());
             stage.use(u"production"_s);
         }},
        {"arming", [](Stage &stage) { openArming(stage, u"Product"_s); }},
        {"armed",
         [](Stage &stage) {
             openArming(stage, u"Production"_s)->accept();
             stage.wait([&] { return stage.console()->arming().armed; });
         }},
    };
}

} // namespace

QList<State> states()
{
    return shellStates() + lookUpStates() + doctorStates() + formStates() + runStates() + checklistStates() +
           logStates() + environmentStates();
}

} // namespace chatsync::test
