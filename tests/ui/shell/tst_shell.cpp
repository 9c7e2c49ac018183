// SPDX-License-Identifier: MIT
#include "app/gui/runspage.h"
#include "app/gui/window.h"
#include "core/directory/store.h"
#include "ui/conversation/conversationpage.h"
#include "ui/runs/runslist.h"
#include "ui/runs/runview.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/helppage.h"
#include "ui/shell/shellstatusbar.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/lookupfield.h"
#include "ui/widgets/sheet.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

/// The window of the program on a sandbox of its own.
struct Desk {
    explicit Desk(bool virtualTime = true, const Settings &settings = {})
        : console({.target = {}, .journal = folder.filePath(u"journal.sqlite"_s), .virtualTime = virtualTime})
        , window(makeWindow(&console, settings))
    {
        window->resize(1360, 860);
        window->show();
        QApplication::setActiveWindow(window.get());
        window->begin();
    }

    QAction *action(const QString &id) const { return window->actions()->action(id); }
    bool settled()
    {
        return QTest::qWaitForWindowActive(window.get()) &&
               QTest::qWaitFor(
                   [this] {
                       return window->actions()->action(u"conversation.create"_s) &&
                              window->view(u"help"_s) &&
                              console.streamChat().state == ServiceHealth::State::Up;
                   },
                   20'000);
    }
    template<typename T>
    T *button(const QString &text) const
    {
        for (T *found : window->findChildren<T *>()) {
            if (found->isVisible() && found->text() == text)
                return found;
        }
        return nullptr;
    }

    QTemporaryDir folder;
    Console console;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestShell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(); }
    void cleanupTestCase()
    {
        m_theme.reset();
        QVERIFY(Store::waitForWorkers(std::chrono::seconds{10}));
    }

    void everyActionIsWhole()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QHash<QString, QString> taken;
        for (const QAction *action : desk.window->actions()->actions()) {
            const QString id = action->objectName();
            QVERIFY2(!id.isEmpty(), qPrintable(action->text()));
            QVERIFY2(!action->text().isEmpty(), qPrintable(id));
            QVERIFY2(!action->toolTip().isEmpty() && action->toolTip() != action->text(), qPrintable(id));
            QVERIFY2(!action->statusTip().isEmpty(), qPrintable(id));
            for (const QKeySequence &keys : action->shortcuts()) {
                const QString name = keys.toString(QKeySequence::PortableText);
                QVERIFY2(!taken.contains(name),
                         qPrintable(name + u" is of "_s + taken.value(name) + u" and "_s + id));
                taken.insert(name, id);
            }
        }
        QVERIFY(taken.size() > 10);
    }

    void everyControlHasAName()
    {
        Desk desk;
        QVERIFY(desk.settled());
        for (const QString &id : {u"lookup"_s, u"conversation"_s, u"runs"_s, u"help"_s}) {
            desk.window->showView(id);
            for (const QWidget *widget : desk.window->findChildren<QWidget *>()) {
                if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
                    continue;
                const auto *button = qobject_cast<const QAbstractButton *>(widget);
                if (button && button->text().isEmpty()) {
                    QVERIFY2(!button->accessibleName().isEmpty(),
                             qPrintable(id + u": "_s +
                                        QString::fromLatin1(button->metaObject()->className()) + u' ' +
                                        button->toolTip()));
                }
            }
        }
    }

    void thePaletteFindsEveryAction()
    {
        Desk desk;
        QVERIFY(desk.settled());
        PaletteModel model(desk.window->actions());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (QAction *action : desk.window->actions()->actions()) {
            model.setTyped(action->text());
            QVERIFY2(model.rowCount() > 0, qPrintable(action->text()));
            QCOMPARE(model.actionAt(model.index(0, 0)), action);
            QVERIFY(model.index(0, 0).data(Qt::AccessibleTextRole).toString().contains(action->text()));
        }
        model.setTyped(u"xqzj"_s);
        QCOMPARE(model.rowCount(), 0);
    }

    void fuzzyMatching_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::newRow("beginning") << u"new"_s << u"New conversation"_s << true;
        QTest::newRow("first letters") << u"nc"_s << u"New conversation"_s << true;
        QTest::newRow("inside") << u"vers"_s << u"New conversation"_s << true;
        QTest::newRow("wrong order") << u"wen"_s << u"New run"_s << false;
        QTest::newRow("other letters") << u"xyz"_s << u"New conversation"_s << false;
        QTest::newRow("nothing typed") << QString() << u"New conversation"_s << true;
        QTest::newRow("a later word is better") << u"run"_s << u"Replay a run"_s << true;
    }
    void fuzzyMatching()
    {
        QFETCH(QString, typed);
        QFETCH(QString, text);
        QTEST(fuzzyScore(typed, text) > 0, "fits");
    }

    void thePaletteRunsWhatWasChosen()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
        LookUpField *field = desk.window->topBar()->lookUp();
        QVERIFY(desk.window->palette()->isVisible());
        QTest::keyClicks(field, u"help"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(desk.window->currentView(), u"help"_s);
        QVERIFY(!desk.window->palette()->isVisible());
        QVERIFY(field->text().isEmpty());
        // Esc closes it and nothing else.
        QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(field, u"dark"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!desk.window->palette()->isVisible());
        QCOMPARE(desk.window->currentView(), u"help"_s);
    }

    void findsPeopleAndRuns()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QSignalSpy ended(&desk.console, &Console::ended);
        desk.console.converse({.initiator = u"Sat Education"_s, .participants = {u"Amira Haddad"_s}},
                              settingsOf(Preset::Hardened));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        LookUpField *field = desk.window->topBar()->lookUp();
        QListView *list = desk.window->palette()->list();
        const auto find = [&](const QString &typed) {
            QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
            field->clear();
            QTest::keyClicks(field, typed);
        };
        const auto rowOf = [&](const QString &text) {
            for (int row = 0; row < list->model()->rowCount(); ++row) {
                if (list->model()->index(row, 0).data().toString() == text)
                    return row;
            }
            return -1;
        };
        const auto choose = [&](const QString &text) {
            for (int i = 0, row = rowOf(text); i < row; ++i)
                QTest::keyClick(field, Qt::Key_Down);
            QTest::keyClick(field, Qt::Key_Return);
        };
        auto *page = desk.window->findChild<ConversationPage *>();

        find(u"amira"_s);
        QTRY_VERIFY(rowOf(u"Amira Haddad"_s) >= 0);
        QTRY_VERIFY(rowOf(u"Sat Education with Amira Haddad"_s) >= 0);
        const QAbstractItemModelTester tester(list->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        choose(u"Amira Haddad"_s);
        QCOMPARE(desk.window->currentView(), u"conversation"_s);
        QCOMPARE(page->draft().request.participants, QStringList{u"dda3aaa6-d123-4e57-aeef-f0661ec61352"_s});

        find(u"lolo aca"_s);
        QTRY_VERIFY(rowOf(u"Lolo Academy"_s) >= 0);
        choose(u"Lolo Academy"_s);
        QCOMPARE(page->draft().known.value(page->draft().request.initiator).name, u"Lolo Academy"_s);
        QCOMPARE(page->draft().request.participants.size(), 1);

        find(u"dda3aaa6"_s);
        QTRY_VERIFY(rowOf(u"Sat Education with Amira Haddad"_s) >= 0);
        choose(u"Sat Education with Amira Haddad"_s);
        QTRY_COMPARE(desk.window->currentView(), u"runs"_s);
        auto *runs = qobject_cast<RunsPage *>(desk.window->view(u"runs"_s));
        QTRY_VERIFY(!runs->runView()->model().events().empty());

        find(u"xqzjxqzj"_s); // What nothing fits can still be looked up.
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QCOMPARE(list->model()->index(0, 0).data().toString(), u"Look up “xqzjxqzj”"_s);
    }

    void environmentMenuTellsAndCopies()
    {
        QTemporaryDir folder;
        Console console({.target = {.streamUrl = u"https://chat.example.org"_s,
                                    .streamKey = u"the&key"_s,
                                    .streamSecret = "hush-hush",
                                    .database = u"postgresql://reader:quiet@db.example.org/people"_s},
                         .journal = folder.filePath(u"journal.sqlite"_s)});
        MainWindow window(&console, {});
        QMenu *menu = window.topBar()->pill()->menu();
        Q_EMIT menu->aboutToShow();
        QString all;
        for (QAction *action : menu->actions()) {
            all += action->text() + u'\n';
            if (action->text().startsWith(u"Key"_s))
                action->trigger();
        }
        for (const QString &told :
             {u"https://chat.example.org"_s, u"the&&key"_s, u"db.example.org"_s, console.journalPath()})
            QVERIFY2(all.contains(told), qPrintable(all));
        QVERIFY(!all.contains(u"hush"_s) && !all.contains(u"quiet"_s));
        QCOMPARE(QApplication::clipboard()->text(), u"the&key"_s);
    }

    void firstComesTheStartPage()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QTRY_VERIFY(desk.window->startPage()->isVisible());
        QVERIFY(desk.button<QPushButton>(u"New conversation"_s));
    }

    void laterComesTheWorkOfLastTime()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QSignalSpy ended(&desk.console, &Console::ended);
        desk.console.converse({.initiator = u"Sat Education"_s, .participants = {u"Amira Haddad"_s}},
                              settingsOf(Preset::Hardened));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        Settings settings;
        settings.view = u"runs"_s;
        const std::unique_ptr<MainWindow> next = makeWindow(&desk.console, settings);
        next->show();
        next->begin();
        QTRY_COMPARE(next->currentView(), u"runs"_s);
    }

    void remembersItsState()
    {
        QTemporaryDir folder;
        QSettings store(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
        Settings settings;
        settings.window = {10, 20, 1200, 750};
        settings.view = u"runs"_s;
        settings.views.insert(u"runs"_s, "state");
        settings.scheme = Theme::Scheme::Dark;
        settings.textSize = 1.2;
        settings.save(store);
        QCOMPARE(Settings::load(store) == settings, true);
        store.setValue(u"look/textSize"_s, u"huge"_s);
        store.setValue(u"look/scheme"_s, u"Pink"_s);
        QCOMPARE(Settings::load(store).textSize, 1.0);
        QVERIFY(Settings::load(store).scheme == Theme::Scheme::System);
    }

    void restoresAndForgets()
    {
        QByteArray moved;
        QList<int> sizes;
        {
            Desk desk;
            QVERIFY(desk.settled());
            desk.window->showView(u"runs"_s);
            auto *page = qobject_cast<RunsPage *>(desk.window->view(u"runs"_s));
            auto *splitter = page->findChild<QSplitter *>(QString(), Qt::FindDirectChildrenOnly);
            splitter->setSizes({560, 712});
            sizes = splitter->sizes();
            moved = page->saveState();
            QCOMPARE(desk.window->settings().views.value(u"runs"_s), moved);
        }
        Settings settings;
        settings.views.insert(u"runs"_s, moved);
        Desk desk(true, settings);
        QVERIFY(desk.settled());
        desk.window->showView(u"runs"_s);
        auto *page = qobject_cast<RunsPage *>(desk.window->view(u"runs"_s));
        auto *splitter = page->findChild<QSplitter *>(QString(), Qt::FindDirectChildrenOnly);
        QTRY_COMPARE(splitter->sizes(), sizes);
        desk.action(u"look.defaults"_s)->trigger();
        QVERIFY(splitter->sizes() != sizes);
        QVERIFY(!page->restoreState("junk"));
    }

    void clampsToScreens_data()
    {
        QTest::addColumn<QRect>("wanted");
        QTest::addColumn<QRect>("expected");
        const QRect centred(280, 75, 1360, 860);
        QTest::newRow("nothing remembered") << QRect() << centred.translated(0, 0);
        QTest::newRow("as it was") << QRect(50, 60, 1200, 800) << QRect(50, 60, 1200, 800);
        QTest::newRow("its screen has gone") << QRect(3000, 100, 1360, 860) << centred;
        QTest::newRow("title above the screen") << QRect(100, -400, 1360, 860) << centred;
        QTest::newRow("larger than the screen") << QRect(0, 0, 4000, 3000) << QRect(0, 0, 1920, 1010);
    }
    void clampsToScreens()
    {
        QFETCH(QRect, wanted);
        QFETCH(QRect, expected);
        const QRect screen(0, 0, 1920, 1010);
        const QRect placed = clampedToScreens(wanted, {screen}, {1120, 700});
        QCOMPARE(placed.size(), expected.size());
        QVERIFY(screen.contains(placed));
        if (wanted.isValid() && screen.contains(wanted))
            QCOMPARE(placed, expected);
    }

    void asksBeforeClosingWhileARunIsOn()
    {
        Desk desk(false);
        QVERIFY(desk.settled());
        QSignalSpy events(&desk.console, &Console::events);
        QSignalSpy ended(&desk.console, &Console::ended);
        const auto start = [&] {
            FlowSettings settings = settingsOf(Preset::Hardened);
            settings.wait = std::chrono::milliseconds{2000};
            QVERIFY(!desk.console
                         .converse({.initiator = u"Sat Education"_s, .participants = {u"Amira Haddad"_s}},
                                   settings)
                         .isNull());
            events.clear();
            QTRY_VERIFY_WITH_TIMEOUT(!events.isEmpty(), 20'000);
        };
        start();
        QVERIFY(!desk.window->close());
        auto *stay = desk.button<QPushButton>(u"Stay"_s);
        QVERIFY(stay);
        QCOMPARE(QApplication::focusWidget(), stay);
        QTest::keyClick(stay, Qt::Key_Escape);
        QVERIFY(desk.window->isVisible());
        QVERIFY2(desk.console.isRunning(), "Esc answers the question, it does not stop the run");

        QVERIFY(!desk.window->close());
        QTest::mouseClick(desk.button<QPushButton>(u"Stop safely"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        QVERIFY(ended[0][1].value<RunResult>().failure == Failure::Cancelled);
        QTRY_VERIFY(!desk.window->isVisible());
    }

    void finishesInTheBackground()
    {
        Desk desk(false);
        QVERIFY(desk.settled());
        QSignalSpy events(&desk.console, &Console::events);
        QSignalSpy ended(&desk.console, &Console::ended);
        desk.console.converse({.initiator = u"Sat Education"_s, .participants = {u"Amira Haddad"_s}},
                              settingsOf(Preset::Hardened));
        QTRY_VERIFY_WITH_TIMEOUT(!events.isEmpty(), 20'000);
        QVERIFY(!desk.window->close());
        QTest::mouseClick(desk.button<QPushButton>(u"Finish in background"_s), Qt::LeftButton);
        QVERIFY(!desk.window->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        QVERIFY(ended[0][1].value<RunResult>().outcome == Outcome::Passed);
    }

    void stopsByKey()
    {
        Desk desk(false);
        QVERIFY(desk.settled());
        QSignalSpy ended(&desk.console, &Console::ended);
        QSignalSpy events(&desk.console, &Console::events);
        QVERIFY(!desk.action(u"run.stop"_s)->isEnabled());
        QVERIFY(!desk.window->actions()->disabledReason(desk.action(u"run.stop"_s)).isEmpty());
        desk.window->showView(u"help"_s);
        desk.console.converse({.initiator = u"Sat Education"_s, .participants = {u"Amira Haddad"_s}},
                              settingsOf(Preset::Hardened));
        QTRY_VERIFY_WITH_TIMEOUT(!events.isEmpty(), 20'000);
        QTest::keyClick(desk.window.get(), Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        QVERIFY(ended[0][1].value<RunResult>().failure == Failure::Cancelled);
        QCOMPARE(desk.window->statusBar()->jobText(), u"Run cancelled"_s);
    }

    void createsByKeyboardAlone()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QSignalSpy ended(&desk.console, &Console::ended);
        const auto focus = [] { return QApplication::focusWidget(); };
        QTest::keyClick(desk.window.get(), Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(desk.window->currentView(), u"conversation"_s);
        QTRY_VERIFY(qobject_cast<QLineEdit *>(focus()));
        QTest::keyClicks(focus(), u"Sat Education"_s);
        QTest::keyClick(focus(), Qt::Key_Return);
        QTest::keyClick(focus(), Qt::Key_Tab);
        for (int i = 0; i < 5 && !qobject_cast<QLineEdit *>(focus()); ++i)
            QTest::keyClick(focus(), Qt::Key_Tab);
        QTest::keyClicks(focus(), u"Amira Haddad"_s);
        QTest::keyClick(focus(), Qt::Key_Return);
        QTest::keyClick(focus(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        QVERIFY(ended[0][1].value<RunResult>().outcome == Outcome::Passed);
        QCOMPARE(desk.window->statusBar()->jobText(), u"Run passed"_s);

        QTest::keyClick(desk.window.get(), Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(desk.window->currentView(), u"runs"_s);
        auto *page = qobject_cast<RunsPage *>(desk.window->view(u"runs"_s));
        QTRY_COMPARE(page->list()->model().rowCount(), 1);
    }

    void createsByMouseAlone()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QSignalSpy ended(&desk.console, &Console::ended);
        QTRY_VERIFY(desk.button<QPushButton>(u"Open the example"_s));
        QTest::mouseClick(desk.button<QPushButton>(u"Open the example"_s), Qt::LeftButton);
        QTRY_COMPARE(desk.window->currentView(), u"conversation"_s);
        QPushButton *create = nullptr;
        for (QPushButton *found : desk.window->findChildren<QPushButton *>()) {
            if (found->isVisible() && found->text().startsWith(u"Create conversation"_s))
                create = found;
        }
        QVERIFY(create);
        QTest::mouseClick(create, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        QVERIFY(ended[0][1].value<RunResult>().outcome == Outcome::Recovered);
    }

    void aSignalStopsTheRunAndThenQuits()
    {
        Desk desk(false); // In real time: there has to be a wait that can be cut short.
        QVERIFY(desk.settled());
        QSignalSpy ended(&desk.console, &Console::ended);
        QSignalSpy saved(desk.window.get(), &MainWindow::settingsChanged);
        desk.console.converse({.initiator = u"Sat Education"_s, .participants = {u"Amira Haddad"_s}},
                              settingsOf(Preset::Hardened));
        desk.window->stopAndQuit();
        QVERIFY(desk.window->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        QVERIFY(ended[0][1].value<RunResult>().outcome == Outcome::Cancelled);
        QTRY_VERIFY(!desk.window->isVisible());
        QCOMPARE(saved.size(), 1);
    }

    void f6GoesRoundAllPanes()
    {
        Desk desk;
        QVERIFY(desk.settled());
        desk.window->showView(u"help"_s);
        QSet<QWidget *> visited;
        for (int i = 0; i < 6; ++i) {
            QTest::keyClick(desk.window.get(), Qt::Key_F6);
            visited.insert(QApplication::focusWidget());
        }
        QVERIFY(visited.size() >= 3);
        QVERIFY(!visited.contains(nullptr));
    }

    void helpListsEveryAction()
    {
        Desk desk;
        QVERIFY(desk.settled());
        desk.window->showView(u"help"_s);
        auto *help = qobject_cast<HelpPage *>(desk.window->view(u"help"_s));
        help->showTopic(u"keys"_s);
        const QString text = help->text();
        for (const QAction *action : desk.window->actions()->actions())
            QVERIFY2(text.contains(action->text()), qPrintable(action->text()));
        help->showTopic(u"sandbox"_s);
        QVERIFY(help->text() != text);
    }

    void aLateJournalTakesNobodyBack()
    {
        Desk desk;
        // Faster than the journal, which answers only when events are handled; then it is asked again, in
        // line.
        desk.window->showView(u"conversation"_s);
        auto behind = desk.console.runs({.text = {}, .limit = 1, .before = std::nullopt});
        QTRY_VERIFY_WITH_TIMEOUT(behind.isFinished(), 20'000);
        QVERIFY(desk.settled());
        QCOMPARE(desk.window->currentView(), u"conversation"_s);
    }

    void tellsAJournalThatCannotBeWritten()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        Console console(
            {.target = {}, .journal = folder.filePath(u"file/journal.sqlite"_s), .virtualTime = true});
        const std::unique_ptr<MainWindow> window = makeWindow(&console, {});
        window->show();
        window->begin();
        QTRY_VERIFY(window->findChild<QWidget *>() && window->startPage()->isVisible());
        QSignalSpy ended(&console, &Console::ended);
        console.converse({.initiator = u"Sat Education"_s, .participants = {u"Amira Haddad"_s}},
                         settingsOf(Preset::Hardened));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        QCOMPARE(window->statusBar()->jobText(), u"The run was not kept"_s);
    }

    void diagnosticsTellNoSecret()
    {
        QTemporaryDir folder;
        Console console({.target = {.streamUrl = u"https://chat.example.org"_s,
                                    .streamKey = u"key"_s,
                                    .streamSecret = "hush-hush",
                                    .database = u"postgresql://reader:quiet@db.example.org/people"_s},
                         .journal = folder.filePath(u"journal.sqlite"_s)});
        const MainWindow window(&console, {});
        const QString text = window.diagnostics();
        QVERIFY(text.contains(u"chat.example.org"_s));
        QVERIFY(!text.contains(u"hush"_s));
        QVERIFY(!text.contains(u"quiet"_s));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
