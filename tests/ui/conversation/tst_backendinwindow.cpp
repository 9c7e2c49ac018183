// SPDX-License-Identifier: MIT
// Through the backend in the program's window, on the sandbox and its stand-in: what the backend says, beside
// what is true.
#include "app/gui/window.h"
#include "core/directory/store.h"
#include "core/sandbox/demodatabase.h"
#include "resources/translations.h"
#include "ui/conversation/conversationform.h"
#include "ui/conversation/conversationpage.h"
#include "ui/conversation/flowpanel.h"
#include "ui/runs/backendword.h"
#include "ui/runs/runview.h"
#include "ui/shell/actionregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

struct Desk {
    explicit Desk(const Settings &settings = {})
        : console({.target = {}, .journal = folder.filePath(u"journal.sqlite"_s), .virtualTime = true})
        , window(makeWindow(&console, settings))
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
        window->actions()->action(u"conversation.new"_s)->trigger();
        return page() && console.environment().has_value();
    }
    ConversationPage *page() const { return window->findChild<ConversationPage *>(); }
    SegmentedControl *target() const
    {
        for (SegmentedControl *control : page()->form()->findChildren<SegmentedControl *>()) {
            if (control->accessibleName() == u"Target"_s)
                return control;
        }
        return nullptr;
    }
    QRadioButton *segment(const QString &text) const
    {
        for (QRadioButton *button : target()->findChildren<QRadioButton *>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }
    void fill(Preset preset)
    {
        ConversationDraft draft;
        draft.request.initiator = u"Sat Education"_s;
        draft.request.participants = {sandbox::demoUnsyncedUserId()};
        draft.settings = settingsOf(preset);
        draft.target = page()->draft().target;
        page()->setDraft(draft);
    }
    const RunFacts &facts() const { return page()->runView()->model().facts(); }
    bool shows(const QString &text) const
    {
        for (const QLabel *label : page()->runView()->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
    bool performed()
    {
        page()->create();
        return QTest::qWaitFor([this] { return facts().finished; }, 20'000);
    }

    QTemporaryDir folder;
    Console console;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestBackendInWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    /// The bug of the ticket, through the backend: it says so, and what is true stands beside it.
    void aFailureIsTheBackendsOwnAndVerified()
    {
        Desk desk;
        QVERIFY(desk.ready());
        QTest::mouseClick(desk.segment(u"Through backend"_s), Qt::LeftButton);
        QCOMPARE(desk.target()->value(), u"backend"_s);
        desk.fill(Preset::Unsynced);
        QVERIFY(desk.performed());
        QVERIFY(desk.facts().byBackend());
        QVERIFY(desk.facts().outcome == Outcome::Failed);
        const BackendWord said = saidByBackend(desk.facts());
        QVERIFY(said.status == Status::Fail);
        QVERIFY2(said.text.contains(u"HTTP 500") && said.text.contains(u"Failed to add all members"),
                 qPrintable(said.text));
        const BackendWord truth = trueOfBackend(desk.facts());
        QVERIFY2(truth.text.contains(u"The channel does not exist."), qPrintable(truth.text));
        QTRY_VERIFY(desk.shows(u"The backend says"_s));
        QVERIFY(desk.shows(u"What is true"_s));
        QVERIFY(desk.shows(truth.text));
    }

    void aSuccessIsVerified()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.target()->setValue(u"backend"_s);
        desk.fill(Preset::Hardened);
        QVERIFY(desk.performed());
        QVERIFY2(desk.facts().outcome == Outcome::Passed, qPrintable(desk.facts().message));
        const BackendWord truth = trueOfBackend(desk.facts());
        QVERIFY(truth.status == Status::Ok);
        QVERIFY2(truth.text.contains(u"All 2 members are in the channel."), qPrintable(truth.text));
        QTRY_VERIFY(desk.shows(truth.text));
        QVERIFY(desk.page()->runView()->headline().contains(u"by the backend"));
        for (const RunFacts::Person &person : desk.facts().people)
            QVERIFY(person.member.value_or(false));
    }

    void aPlanAsksNobody()
    {
        Desk desk;
        QVERIFY(desk.ready());
        desk.target()->setValue(u"backend"_s);
        desk.fill(Preset::Hardened);
        desk.page()->plan();
        QVERIFY(QTest::qWaitFor([&] { return !desk.page()->isPlanning() && desk.facts().finished; }, 20'000));
        QVERIFY(desk.facts().dryRun);
        QVERIFY(desk.facts().backendSaid.isEmpty());
        bool planned = false;
        for (const RunEvent &event : desk.page()->runView()->model().events()) {
            if (event.kind == EventKind::Exchange &&
                event.data[u"url"_s].toString().contains(u"backend.localhost"))
                planned = event.data[u"planned"_s].toBool();
        }
        QVERIFY2(planned, "what would be sent to the backend");
    }

    void theTargetIsRemembered()
    {
        Settings settings;
        {
            Desk desk;
            QVERIFY(desk.ready());
            desk.target()->setValue(u"backend"_s);
            settings = desk.window->settings();
        }
        Desk desk{settings};
        QVERIFY(desk.ready());
        QCOMPARE(desk.target()->value(), u"backend"_s);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    installTranslations();
    Theme look;
    look.setScheme(Theme::Scheme::Light);
    TestBackendInWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_backendinwindow.moc"
