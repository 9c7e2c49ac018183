// SPDX-License-Identifier: MIT
// The whole story in the program's window on the sandbox: from the sentence of a ticket to a verdict that is
// healthy.
#include "app/gui/window.h"
#include "core/diagnosis/dictionary.h"
#include "core/directory/store.h"
#include "resources/translations.h"
#include "ui/conversation/conversationpage.h"
#include "ui/lookup/cardheader.h"
#include "ui/lookup/lookuppage.h"
#include "ui/lookup/paircard.h"
#include "ui/lookup/personcard.h"
#include "ui/lookup/repairsheet.h"
#include "ui/lookup/resultspane.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/helppage.h"
#include "ui/shell/topbar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lookupfield.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

const QString amira = u"onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352"_s;
const QString sentence = u"Failed to add all members to channel. Missing: "_s + amira +
                         u". This usually means these users don't exist in StreamChat yet."_s;

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

    bool settled()
    {
        return QTest::qWaitForWindowActive(window.get()) &&
               QTest::qWaitFor(
                   [this] {
                       return window->view(u"help"_s) &&
                              console.streamChat().state == ServiceHealth::State::Up;
                   },
                   20'000);
    }
    LookUpPage *page() const { return window->findChild<LookUpPage *>(); }
    LookUpField *field() const { return window->topBar()->lookUp(); }
    bool found() const
    {
        return QTest::qWaitFor([this] { return page()->result() && !page()->isSearching(); }, 20'000);
    }
    void paste(const QString &text)
    {
        QApplication::clipboard()->setText(text);
        window->actions()->action(u"go.find"_s)->trigger();
        QTest::keySequence(field(), QKeySequence::Paste);
    }

    QTemporaryDir folder;
    Console console;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestLookUpInWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    void fromTheSentenceToHealthy()
    {
        Desk desk;
        QVERIFY(desk.settled());
        desk.paste(sentence);
        QCOMPARE(desk.window->currentView(), u"lookup"_s);
        QVERIFY(desk.found());
        QVERIFY(!desk.window->palette()->isVisible());
        // Recognised, missing, cause, cure.
        QVERIFY2(desk.page()->results()->heading().startsWith(u"Error message recognised"_s),
                 qPrintable(desk.page()->results()->heading()));
        const diagnosis::LookupResult *result = desk.page()->result();
        QCOMPARE(result->facts.people.size(), size_t{1});
        QVERIFY(result->matches.front().group == diagnosis::Match::Group::MissingInMessage);
        QCOMPARE(result->verdicts.front().first().code, u"never-synced"_s);
        PersonCard *card = desk.page()->personCard();
        QVERIFY(card->banner()->status() == Status::Fail);
        QCOMPARE(card->repairButton()->text(), u"Sync now"_s);
        // One click, and a confirmation.
        QTest::mouseClick(card->repairButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(desk.page()->repairSheet() && desk.page()->repairSheet()->isVisible(),
                                 20'000);
        RepairSheet *sheet = desk.page()->repairSheet();
        QVERIFY(sheet->cancelButton()->hasFocus());
        QTRY_VERIFY_WITH_TIMEOUT(sheet->copyButton()->isEnabled(), 20'000);
        QTest::mouseClick(sheet->repairButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!sheet->run().isNull() && !sheet->isRunning(), 20'000);
        QVERIFY2(sheet->hasWorked(), qPrintable(sheet->outcome()->heading()));
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(card->banner()->status() == Status::Ok, 20'000);
        QVERIFY(desk.page()->result()->facts.people.front().stream.isThere());
        QCOMPARE(desk.page()->result()->facts.people.front().stream.user->role, u"user"_s);
    }

    void twoByKeyboard()
    {
        Desk desk;
        QVERIFY(desk.settled());
        desk.window->actions()->action(u"go.find"_s)->trigger();
        QTest::keyClicks(desk.field(), u"Sat Education, "_s + amira);
        QTest::keyClick(desk.field(), Qt::Key_Return); // The first offer is to look it up.
        QVERIFY(desk.found());
        QVERIFY(desk.page()->detail() == desk.page()->pairCard());
        QVERIFY(desk.page()->result()->together->answer == diagnosis::Verdict::Answer::No);
        QTRY_VERIFY(desk.page()->results()->list()->hasFocus());
        // Both are filled in; nothing is sent.
        desk.window->actions()->action(u"lookup.converse"_s)->trigger();
        QCOMPARE(desk.window->currentView(), u"conversation"_s);
        const auto *form = desk.window->findChild<ConversationPage *>();
        QVERIFY(form->draft().request.initiator.startsWith(u"32dcafe3"_s) ||
                !form->draft().request.initiator.isEmpty());
        QCOMPARE(form->draft().request.participants, QStringList{amira.mid(13)});
        QVERIFY(!desk.console.isRunning());
    }

    void namesAreOfferedBehindActions()
    {
        Desk desk;
        QVERIFY(desk.settled());
        desk.window->actions()->action(u"go.find"_s)->trigger();
        const auto first = [&] {
            return desk.window->palette()->list()->model()->index(0, 0).data().toString();
        };
        QTest::keyClicks(desk.field(), u"dark"_s);
        QCOMPARE(first(), u"Dark colours"_s);
        desk.field()->clear();
        QTest::keyClicks(desk.field(), u"lolo academy"_s);
        QCOMPARE(first(), u"Look up “lolo academy”"_s);
        QTest::keyClick(desk.field(), Qt::Key_Return);
        QVERIFY(desk.found());
        QCOMPARE(desk.page()->result()->facts.people.front().displayName(), u"Lolo Academy"_s);
        QCOMPARE(desk.field()->text(), u"lolo academy"_s);
    }

    void longTextsGoWhole()
    {
        Desk desk;
        QVERIFY(desk.settled());
        const QString log = u"line of a log without anything\n"_s.repeated(20'000) + amira;
        desk.paste(log);
        QVERIFY(desk.field()->text().size() <= 300);
        QVERIFY(desk.found());
        QCOMPARE(desk.page()->result()->facts.people.front().id, amira.mid(13));
    }

    void codesLeadToTheDictionary()
    {
        Desk desk;
        QVERIFY(desk.settled());
        Q_EMIT desk.window->ensureView(u"lookup"_s)
            ->findChild<LookUpPage *>()
            ->explanationRequested(u"never-synced"_s);
        QCOMPARE(desk.window->currentView(), u"help"_s);
        auto *help = qobject_cast<HelpPage *>(desk.window->view(u"help"_s));
        QCOMPARE(help->topic(), u"errors"_s);
        for (const diagnosis::DictionaryEntry &entry : diagnosis::dictionary()) {
            if (entry.origin == diagnosis::DictionaryEntry::Origin::Finding)
                QVERIFY2(help->showCode(entry.code), qPrintable(entry.code));
        }
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setCursorFlashTime(0);
    installTranslations();
    Theme look;
    look.setScheme(Theme::Scheme::Light);
    TestLookUpInWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_lookupinwindow.moc"
