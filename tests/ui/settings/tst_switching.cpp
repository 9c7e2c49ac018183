// SPDX-License-Identifier: MIT
// The window in other environments than the sandbox: going there, what is locked there, arming.
#include "app/gui/window.h"
#include "core/directory/store.h"
#include "core/environment/environmentstore.h"
#include "resources/translations.h"
#include "ui/conversation/conversationpage.h"
#include "ui/settings/environmentform.h"
#include "ui/settings/environmentlistmodel.h"
#include "ui/settings/environmentspage.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/armsheet.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/sheet.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

/// Nobody listens at port 9 of this machine; nothing of a test depends on an answer.
Environment place(const QString &name, chatsync::EnvironmentKind kind, WritePolicy writes,
                  const QString &folder)
{
    Environment environment;
    environment.name = name;
    environment.kind = kind;
    environment.streamUrl = u"http://127.0.0.1:9"_s;
    environment.streamKey = u"key"_s;
    environment.database = u"sqlite:"_s + folder + u"/crew.sqlite"_s;
    environment.writes = writes;
    return environment;
}

struct Desk {
    explicit Desk(bool virtualTime = false, std::optional<std::chrono::milliseconds> timeEnds = {})
    {
        EnvironmentStore store{file()};
        using Kind = chatsync::EnvironmentKind;
        for (const Environment &one :
             {place(u"Staging"_s, Kind::Staging, WritePolicy::Allowed, folder.path()),
              place(u"Production"_s, Kind::Production, WritePolicy::WhenArmed, folder.path()),
              place(u"Nowhere"_s, Kind::Staging, WritePolicy::ReadOnly, folder.path())}) {
            if (const auto kept = store.save(one); !kept)
                qFatal("%s", qPrintable(kept.error().what));
        }
        qputenv("CHATSYNC_STAGING_STREAM_SECRET", "s1");
        qputenv("CHATSYNC_PRODUCTION_STREAM_SECRET", "s2");
        console = std::make_unique<Console>(ConsoleOptions{.target = {},
                                                           .journal = folder.filePath(u"journal.sqlite"_s),
                                                           .environments = file(),
                                                           .virtualTime = virtualTime,
                                                           .timeEnds = timeEnds});
        window = makeWindow(console.get(), {});
        window->resize(1360, 860);
        window->show();
        QApplication::setActiveWindow(window.get());
        window->begin();
    }

    QString file() const { return folder.filePath(u"environments.json"_s); }
    bool settled()
    {
        return QTest::qWaitForWindowActive(window.get()) &&
               QTest::qWaitFor(
                   [this] {
                       return window->actions()->action(u"conversation.create"_s) &&
                              window->view(u"settings"_s) && console->environments()->all().size() == 4 &&
                              console->streamChat().state == ServiceHealth::State::Up;
                   },
                   20'000);
    }
    /// By the menu of the pill, as a person would.
    QAction *choice(const QString &id)
    {
        QMenu *menu = window->topBar()->pill()->menu();
        Q_EMIT menu->aboutToShow();
        return menu->findChild<QAction *>(u"environment."_s + id);
    }
    bool go(const QString &id)
    {
        choice(id)->trigger();
        return QTest::qWaitFor([&] { return console->inUse().id == id; }, 20'000);
    }
    EnvironmentsPage *settings(const QString &environment)
    {
        window->showView(u"settings"_s);
        auto *page = window->findChild<EnvironmentsPage *>();
        page->choose(environment);
        return page;
    }
    /// Over the field that holds @p before.
    static bool type(EnvironmentsPage *page, const QString &before, const QString &text)
    {
        for (QLineEdit *field : page->form()->findChildren<QLineEdit *>()) {
            if (field->text() != before)
                continue;
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, text);
            return field->text() == text;
        }
        return false;
    }
    QAction *action(const QString &id) const { return window->actions()->action(id); }
    QString pill() const { return window->topBar()->pill()->note(); }
    QString news() const { return window->findChild<MessageBar *>()->heading(); }
    ArmSheet *armSheet() const
    {
        for (ArmSheet *sheet : window->findChildren<ArmSheet *>()) {
            if (sheet->isVisible())
                return sheet;
        }
        return nullptr;
    }

    QTemporaryDir folder;
    std::unique_ptr<Console> console;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestSwitching : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("CHATSYNC_KEYCHAIN", "none");
        installTranslations();
        m_theme = std::make_unique<Theme>();
    }
    void cleanupTestCase()
    {
        m_theme.reset();
        QVERIFY(Store::waitForWorkers(std::chrono::seconds{10}));
    }

    void theMenuHasEveryEnvironmentAndItsHost()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QVERIFY(desk.choice(u"sandbox"_s)->isChecked());
        QVERIFY(desk.choice(u"staging"_s)->text().contains(u"127.0.0.1"_s));
        QVERIFY(!desk.choice(u"production"_s)->icon().isNull());
        QVERIFY(desk.choice(u"production"_s)->toolTip().contains(titleOf(WritePolicy::WhenArmed)));
        QVERIFY(desk.action(u"look.environment"_s)->shortcut() ==
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M));
        QVERIFY(desk.action(u"go.settings"_s)->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Comma));
    }

    void goingThereIsShownAndRemembered()
    {
        Desk desk;
        QVERIFY(desk.settled());
        desk.window->showView(u"runs"_s);
        QSignalSpy remembered(desk.window.get(), &MainWindow::settingsChanged);
        QVERIFY(desk.go(u"staging"_s));
        QTRY_VERIFY(desk.pill().isEmpty());
        QVERIFY(desk.window->topBar()->pill()->kind() == ui::EnvironmentKind::Staging);
        QCOMPARE(desk.window->windowTitle(), u"Runs - Staging - Chat Sync Console"_s);
        QTRY_VERIFY(!remembered.isEmpty());
        QCOMPARE(desk.window->settings().environment, u"staging"_s);
        QVERIFY(!desk.action(u"conversation.sample"_s)->isEnabled());
        QVERIFY(desk.go(u"sandbox"_s));
        QTRY_VERIFY(desk.window->settings().environment.isEmpty());
        QVERIFY(desk.action(u"conversation.sample"_s)->isEnabled());
    }

    void whatIsEditedThereIsWorkedWithAtOnce()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QVERIFY(desk.go(u"staging"_s));
        EnvironmentsPage *page = desk.settings(u"staging"_s);
        QCOMPARE(desk.console->streamKey(), u"key"_s);
        QVERIFY(desk.type(page, u"key"_s, u"other-key"_s));
        page->save();
        QTRY_COMPARE(desk.console->streamKey(), u"other-key"_s);
        QCOMPARE(desk.console->inUse().streamKey, u"other-key"_s);
    }

    void closingAsksBeforeEditsAreLost()
    {
        Desk desk;
        QVERIFY(desk.settled());
        EnvironmentsPage *page = desk.settings(u"staging"_s);
        QVERIFY(desk.type(page, u"key"_s, u"other-key"_s));
        desk.window->close();
        QVERIFY(desk.window->isVisible());
        Sheet *sheet = nullptr;
        for (Sheet *each : desk.window->findChildren<Sheet *>())
            sheet = each->isVisible() ? each : sheet;
        QVERIFY(sheet);
        sheet->cancelButton()->click();
        QVERIFY(desk.window->isVisible());
        page->save();
        QTRY_COMPARE(page->model()->dirtyCount(), 0);
        desk.window->close();
        QTRY_VERIFY(!desk.window->isVisible());
    }

    void whatIsRememberedOutlivesTheProgram()
    {
        const QTemporaryDir folder;
        QSettings store{folder.filePath(u"window.ini"_s), QSettings::IniFormat};
        Settings settings;
        settings.environment = u"production"_s;
        settings.save(store);
        QCOMPARE(Settings::load(store).environment, u"production"_s);
    }

    void oneOpensWhereOneLeftAndNeverArmed()
    {
        Desk desk;
        desk.window->openEnvironment(u"production"_s);
        QTRY_COMPARE(desk.console->inUse().id, u"production"_s);
        QTRY_COMPARE(desk.pill(), u"read-only"_s);
        QVERIFY(desk.window->topBar()->pill()->kind() == ui::EnvironmentKind::Production);
        QVERIFY(!desk.console->arming().armed);
        QVERIFY(!desk.window->topBar()->lockButton()->isVisible());
    }

    void whatHasGoneIsSaid()
    {
        Desk desk;
        desk.window->openEnvironment(u"gone"_s);
        QTRY_COMPARE(desk.news(), u"gone is not known here any more"_s);
        QVERIFY(desk.console->inUse().isEmbedded());
    }

    void withoutItsSecretOneStays()
    {
        Desk desk;
        QVERIFY(desk.settled());
        desk.choice(u"nowhere"_s)->trigger();
        QTRY_VERIFY2(desk.news().startsWith(u"Still in Sandbox."_s), qPrintable(desk.news()));
        QVERIFY(desk.console->inUse().isEmbedded());
        QVERIFY(desk.pill().isEmpty());
    }

    void whileARunIsOnOneStays()
    {
        Desk desk(true, std::chrono::milliseconds{2600});
        QVERIFY(desk.settled());
        desk.window->showView(u"conversation"_s);
        auto *page = desk.window->findChild<ConversationPage *>();
        page->fillExample();
        page->create();
        QVERIFY(desk.console->isRunning());
        desk.choice(u"staging"_s)->trigger();
        QTRY_VERIFY2(desk.news().contains(u"A run is under way"_s), qPrintable(desk.news()));
        QVERIFY(desk.console->inUse().isEmbedded());
        page->stop();
        QTRY_VERIFY(!desk.console->isRunning());
    }

    void writingIsLockedWhereOneMayOnlyRead()
    {
        Desk desk;
        QVERIFY(desk.settled());
        desk.window->showView(u"conversation"_s);
        QVERIFY(desk.action(u"conversation.create"_s)->isEnabled());
        QVERIFY(desk.go(u"production"_s));
        QTRY_VERIFY(!desk.action(u"conversation.create"_s)->isEnabled());
        QVERIFY(desk.action(u"conversation.plan"_s)->isEnabled());
        const QString why = desk.window->actions()->disabledReason(desk.action(u"conversation.create"_s));
        QVERIFY2(why.contains(u"Production"_s), qPrintable(why));
        QVERIFY(desk.action(u"conversation.create"_s)->toolTip().contains(why));
        KeyButton *create = nullptr;
        for (KeyButton *button : desk.window->findChildren<KeyButton *>()) {
            if (button->text() == u"Create conversation"_s)
                create = button;
        }
        QVERIFY(create && create->isVisible() && !create->isEnabled());
        QVERIFY2(create->toolTip().contains(u"Plan it instead"_s), qPrintable(create->toolTip()));
        auto *page = desk.window->findChild<ConversationPage *>();
        page->create();
        QVERIFY(!page->isRunning());
        QVERIFY(desk.go(u"sandbox"_s));
        QTRY_VERIFY(desk.action(u"conversation.create"_s)->isEnabled());
        QVERIFY(desk.window->actions()->disabledReason(desk.action(u"conversation.create"_s)).isEmpty());
    }

    void onlyTheNameArms()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QVERIFY(!desk.action(u"look.arm"_s)->isEnabled());
        QVERIFY(desk.go(u"production"_s));
        QTRY_VERIFY(desk.action(u"look.arm"_s)->isEnabled());
        desk.action(u"look.arm"_s)->trigger();
        ArmSheet *sheet = desk.armSheet();
        QVERIFY(sheet);
        QVERIFY(sheet->cancelButton()->hasFocus());
        QPushButton *arm = armButton(sheet);
        QVERIFY(!arm->isEnabled());
        auto *name = sheet->findChildren<QLineEdit *>().first();
        name->setFocus();
        QTest::keyClicks(name, u"production"_s);
        QVERIFY(!arm->isEnabled());
        name->clear();
        QTest::keyClicks(name, u"Productio"_s);
        QCOMPARE(name->accessibleDescription(), u"1 letter to go"_s);
        QVERIFY(!arm->isEnabled());
        QTest::keyClicks(name, u"n"_s);
        QVERIFY(arm->isEnabled());
        // Enter never arms, wherever the focus is.
        QTest::keyClick(name, Qt::Key_Return);
        arm->setFocus();
        QTest::keyClick(arm, Qt::Key_Return);
        QVERIFY(desk.armSheet());
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(!desk.armSheet());
        QVERIFY(!desk.console->arming().armed);
    }

    void armedItCountsDownAndF9Locks()
    {
        Desk desk;
        QVERIFY(armed(desk));
        QVERIFY(desk.window->topBar()->pill()->armed());
        QVERIFY2(desk.pill().startsWith(u"armed "_s), qPrintable(desk.pill()));
        QVERIFY(desk.window->topBar()->lockButton()->isVisible());
        QCOMPARE(desk.console->arming().reason, u"Ticket 4187"_s);
        QVERIFY(!desk.action(u"look.arm"_s)->isEnabled());
        // Runs stay locked: arming is for repairs.
        QVERIFY(!desk.action(u"conversation.create"_s)->isEnabled());
        QTest::keyClick(desk.window.get(), Qt::Key_F9);
        QTRY_COMPARE(desk.pill(), u"read-only"_s);
        QVERIFY(!desk.window->topBar()->lockButton()->isVisible());
        QCOMPARE(desk.news(), u"Production is read-only again"_s);
    }

    void leavingItDisarms()
    {
        Desk desk;
        QVERIFY(armed(desk));
        QVERIFY(desk.go(u"staging"_s));
        QTRY_VERIFY(!desk.window->topBar()->pill()->armed());
        QVERIFY(desk.go(u"production"_s));
        QTRY_COMPARE(desk.pill(), u"read-only"_s);
    }

    void theSheetGoesWithTheView()
    {
        Desk desk;
        QVERIFY(desk.settled());
        QVERIFY(desk.go(u"production"_s));
        QTRY_VERIFY(desk.action(u"look.arm"_s)->isEnabled());
        desk.window->showView(u"runs"_s);
        desk.action(u"look.arm"_s)->trigger();
        QVERIFY(desk.armSheet());
        desk.window->showView(u"settings"_s);
        QVERIFY(!desk.armSheet());
    }

    void theLastMinuteIsLouder()
    {
        TopBar bar;
        bar.setEnvironment({u"Production"_s, u"production"_s, {}, {}, {}}, u"read-only"_s);
        bar.resize(1360, 53);
        bar.show();
        bar.setArmed(std::chrono::seconds{600});
        QCOMPARE(bar.pill()->note(), u"armed 10:00"_s);
        const QColor calm = bar.pill()->grab().toImage().pixelColor(14, 6);
        bar.setArmed(std::chrono::seconds{60});
        QCOMPARE(bar.pill()->grab().toImage().pixelColor(14, 6), calm);
        bar.setArmed(std::chrono::seconds{59});
        QCOMPARE(bar.pill()->note(), u"armed 0:59"_s);
        QVERIFY(bar.pill()->grab().toImage().pixelColor(14, 6) != calm);
        bar.setArmed(std::nullopt);
        QCOMPARE(bar.pill()->note(), u"read-only"_s);
    }

private:
    static QPushButton *armButton(const ArmSheet *sheet)
    {
        for (QPushButton *button : sheet->findChildren<QPushButton *>()) {
            if (button->text().startsWith(u"Arm for"_s))
                return button;
        }
        return nullptr;
    }

    static bool armed(Desk &desk)
    {
        if (!desk.settled() || !desk.go(u"production"_s) ||
            !QTest::qWaitFor([&] { return desk.action(u"look.arm"_s)->isEnabled(); }, 20'000))
            return false;
        desk.action(u"look.arm"_s)->trigger();
        ArmSheet *sheet = desk.armSheet();
        if (!sheet)
            return false;
        const QList<QLineEdit *> fields = sheet->findChildren<QLineEdit *>();
        QTest::keyClicks(fields[0], u"Production"_s);
        QTest::keyClicks(fields[1], u"Ticket 4187"_s);
        armButton(sheet)->setFocus();
        QTest::keyClick(armButton(sheet), Qt::Key_Space);
        return QTest::qWaitFor([&] { return desk.console->arming().armed; }, 20'000);
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestSwitching)
#include "tst_switching.moc"
