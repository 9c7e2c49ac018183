// SPDX-License-Identifier: MIT
// Renders the conversation page in its states, light and dark, into a folder: chatsync_conversationpictures
// FOLDER
#include "tests/ui/conversation/fakebackend.h"
#include "ui/conversation/conversationform.h"
#include "ui/conversation/conversationpage.h"
#include "ui/conversation/faultpanel.h"
#include "ui/conversation/flowpanel.h"
#include "ui/runs/runview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

ui::ConversationDraft draft(const QStringList &faults = {}, Preset preset = Preset::Hardened)
{
    ui::ConversationDraft filled;
    filled.request = requestOf(FlowFixture::satEducation, {FlowFixture::amira, FlowFixture::jonas});
    filled.request.name = u"Sat Education · Onboarding"_s;
    filled.settings = settingsOf(preset);
    filled.faults = faults;
    return filled;
}

const QStringList late{u"latency=150..250"_s, u"visibility-delay=2500"_s};
const QStringList never{u"latency=150..250"_s,
                        u"upsert-lost=onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352"_s};

struct Scene {
    QString name;
    std::function<void(ConversationPage &, FakeBackend &)> play;
};

void waitForStates()
{
    for (int i = 0; i < 5; ++i)
        QApplication::processEvents();
}

bool isRetryWait(const RunEvent &event)
{
    return event.kind == EventKind::Wait && event.step == Step::Retry;
}

QList<Scene> scenes()
{
    const auto filled = [](const QStringList &faults, Preset preset = Preset::Hardened) {
        return [=](ConversationPage &page, FakeBackend &) {
            page.setDraft(draft(faults, preset));
            waitForStates();
        };
    };
    const auto ran = [=](const QStringList &faults, Preset preset = Preset::Hardened, int stopAt = 0) {
        return [=](ConversationPage &page, FakeBackend &backend) {
            filled(faults, preset)(page, backend);
            page.create();
            if (stopAt == 0 && preset == Preset::Hardened && faults != never)
                backend.absent.clear();
            backend.finish(stopAt);
            waitForStates();
        };
    };
    return {
        {u"empty"_s, [](ConversationPage &, FakeBackend &) {}},
        {u"filled"_s, filled({})},
        {u"deviations"_s,
         [=](ConversationPage &page, FakeBackend &backend) {
             filled({})(page, backend);
             page.findChild<FlowPanel *>()->findChild<CollapsibleSection *>()->setOpen(true);
         }},
        {u"documented"_s, filled({}, Preset::Documented)},
        {u"unsynced"_s, filled({}, Preset::Unsynced)},
        {u"faults"_s,
         [=](ConversationPage &page, FakeBackend &backend) {
             filled(late)(page, backend);
             page.findChild<FaultPanel *>()->setOpen(true);
             waitForStates();
             auto *bar =
                 page.findChild<ConversationForm *>()->findChild<QScrollArea *>()->verticalScrollBar();
             bar->setValue(430);
         }},
        {u"errors"_s,
         [=](ConversationPage &page, FakeBackend &) {
             ui::ConversationDraft wrong = draft();
             wrong.request.initiator = u"Maria"_s;
             wrong.request.participants = {u"Nobody Atall"_s, FlowFixture::jonas};
             page.setDraft(wrong);
             waitForStates();
             page.create();
         }},
        {u"completion"_s,
         [=](ConversationPage &page, FakeBackend &) {
             auto *field = page.findChild<ConversationForm *>()->findChildren<QLineEdit *>().first();
             field->setFocus();
             QTest::keyClicks(field, u"mari"_s);
             [[maybe_unused]] const bool open =
                 QTest::qWaitFor([] { return QApplication::activePopupWidget() != nullptr; });
         }},
        {u"planned"_s,
         [=](ConversationPage &page, FakeBackend &backend) {
             filled(late)(page, backend);
             page.plan();
             backend.answerPlan();
             waitForStates();
         }},
        {u"running"_s,
         [=](ConversationPage &page, FakeBackend &backend) {
             filled(late)(page, backend);
             page.create();
             qint64 at = 0;
             backend.tellUntil([&at](const RunEvent &event) {
                 at = event.tMs;
                 return isRetryWait(event);
             });
             page.runView()->setTimeSource([at] { return static_cast<double>(at) + 1200; });
             page.runView()->flush();
         }},
        {u"recovered"_s, ran(late)},
        {u"passed"_s, ran({u"latency=150..250"_s})},
        {u"failed"_s, ran(never)},
        {u"failed-documented"_s, ran(never, Preset::Documented)},
        {u"cancelled"_s, ran(late, Preset::Hardened, 2)},
    };
}

void savePicture(QWidget &page, const QString &path)
{
    QPixmap picture = page.grab();
    if (QWidget *popup = QApplication::activePopupWidget()) {
        QPainter painter(&picture);
        painter.drawPixmap(page.mapFromGlobal(popup->pos()), popup->grab());
        painter.end();
        popup->hide();
    }
    picture.save(path);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Theme look;
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"."_s);
    folder.mkpath(u"."_s);
    for (const auto &[scheme, suffix] :
         {std::pair{Theme::Scheme::Light, u"light"_s}, std::pair{Theme::Scheme::Dark, u"dark"_s}}) {
        look.setScheme(scheme);
        for (const Scene &scene : scenes()) {
            FakeBackend backend;
            backend.people << user(u"0b7e7d2f-1111-4e57-aeef-000000000001"_s, u"Maria Silva"_s)
                           << user(u"0b7e7d2f-2222-4e57-aeef-000000000002"_s, u"Maria Silva"_s);
            backend.people.last().email = u"maria.silva@example.org"_s;
            ConversationPage page(&backend);
            page.resize(1272, 782);
            page.show();
            QApplication::setActiveWindow(&page);
            waitForStates();
            scene.play(page, backend);
            waitForStates();
            savePicture(page, folder.filePath(u"conversation-%1-%2.png"_s.arg(scene.name, suffix)));
        }
    }
    return 0;
}
