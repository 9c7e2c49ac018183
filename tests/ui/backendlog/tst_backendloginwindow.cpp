// SPDX-License-Identifier: MIT
// From a log to a conversation that would succeed, in the program's window on the sandbox.
#include "app/gui/window.h"
#include "core/directory/store.h"
#include "resources/translations.h"
#include "ui/backendlog/backendlogpage.h"
#include "ui/backendlog/checkpane.h"
#include "ui/backendlog/loghome.h"
#include "ui/lookup/lookuppage.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/helppage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000;

struct Desk {
    Desk()
        : console({.target = {}, .journal = folder.filePath(u"journal.sqlite"_s), .virtualTime = true})
        , window(makeWindow(&console, {}))
    {
        window->resize(1360, 860);
        window->show();
        QApplication::setActiveWindow(window.get());
        window->begin();
        window->actions()->action(u"go.backendlog"_s)->trigger();
        page = window->findChild<BackendLogPage *>();
    }

    QTemporaryDir folder;
    Console console;
    std::unique_ptr<MainWindow> window;
    BackendLogPage *page = nullptr;
};

} // namespace

class TestBackendLogInWindow : public QObject {
    Q_OBJECT

private:
    Theme m_theme;

private Q_SLOTS:
    void initTestCase() { installTranslations(); }
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    void fromTheLogToToday()
    {
        Desk desk;
        QVERIFY(desk.page && desk.page->isVisible());
        desk.page->openText(u"Example"_s, exampleOfFailure());
        QTRY_VERIFY_WITH_TIMEOUT(desk.page->conversation() != nullptr, patience);
        desk.window->actions()->action(u"backendlog.checkNow"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(desk.page->comparison().has_value(), patience);
        QVERIFY(desk.page->comparison()->outlook == diagnosis::ThenAndNow::Outlook::FailsTheSame);
        QVERIFY2(desk.page->comparison()->sentence.contains(u"Amira Haddad was missing at 2026-03-02 14:31 UTC"_s),
                 qPrintable(desk.page->comparison()->sentence));
        // They are synced meanwhile; the very same log is told otherwise.
        const ConversationRequest request{.initiator = u"Sat Education"_s,
                                          .participants = {u"dda3aaa6-d123-4e57-aeef-f0661ec61352"_s}};
        bool ended = false;
        QObject::connect(&desk.console, &Console::ended, desk.page, [&ended] { ended = true; });
        QVERIFY(!desk.console.converse(request, settingsOf(Preset::Hardened)).isNull());
        QTRY_VERIFY_WITH_TIMEOUT(ended, patience);
        desk.page->checkNow();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.page->isChecking(), patience);
        QVERIFY2(desk.page->comparison()->outlook == diagnosis::ThenAndNow::Outlook::Succeeds,
                 qPrintable(desk.page->comparison()->sentence));
        QVERIFY2(desk.page->comparison()->sentence.endsWith(u"It would succeed today."_s),
                 qPrintable(desk.page->comparison()->sentence));
    }

    void leadsToLookUpAndHelp()
    {
        Desk desk;
        desk.page->openText(u"Example"_s, exampleOfLeak());
        QTRY_VERIFY_WITH_TIMEOUT(desk.page->conversation() && desk.page->warning()->isVisible(), patience);
        for (QPushButton *button : desk.page->warning()->findChildren<QPushButton *>()) {
            if (button->text() == u"What to do"_s)
                button->click();
        }
        QCOMPARE(desk.window->currentView(), u"help"_s);
        QCOMPARE(qobject_cast<HelpPage *>(desk.window->view(u"help"_s))->topic(), u"backend-log"_s);
        desk.window->actions()->action(u"go.backendlog"_s)->trigger();
        for (QPushButton *button : desk.page->rightPane()->findChildren<QPushButton *>()) {
            if (button->text() == u"Look up"_s)
                button->click();
        }
        QCOMPARE(desk.window->currentView(), u"lookup"_s);
        const auto *lookup = desk.window->findChild<LookUpPage *>();
        QTRY_VERIFY_WITH_TIMEOUT(lookup->result() && !lookup->isSearching(), patience);
        QCOMPARE(lookup->result()->facts.people.size(), size_t{2});
    }

    /// Its number in the navigation, its keys in the list of shortcuts.
    void isReachedByKeyboard()
    {
        Desk desk;
        const QList<QKeySequence> keys = desk.window->actions()->action(u"go.backendlog"_s)->shortcuts();
        QCOMPARE(keys.size(), 1);
        QVERIFY(keys.first().toString().startsWith(u"Ctrl+"_s));
        for (const QString &id : {u"open"_s, u"paste"_s, u"follow"_s, u"find"_s, u"findNext"_s,
                                  u"nextTrouble"_s, u"checkNow"_s, u"run"_s})
            QVERIFY2(desk.window->actions()->action(u"backendlog."_s + id), qPrintable(id));
    }
};

QTEST_MAIN(TestBackendLogInWindow)
#include "tst_backendloginwindow.moc"
