// SPDX-License-Identifier: MIT
// What earlier test conversations left is told at the next start, listed, and removed, in the program's
// window on a real socket and a real database.
#include "app/gui/window.h"
#include "core/directory/store.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/simulatorserver.h"
#include "resources/translations.h"
#include "ui/cleanup/leftovernotice.h"
#include "ui/cleanup/leftoverssheet.h"
#include "ui/lookup/celltable.h"
#include "ui/shell/actionregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QJsonObject>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000;

/// A StreamChat and a database that outlive the program.
struct Place {
    Place()
        : server(&simulator)
    {
        simulator.seedDemo(sandbox::demoStreamUsers(1));
    }

    bool start()
    {
        const QString path = folder.filePath(u"demo.sqlite"_s);
        if (!sandbox::createDemoDatabase(path, 1) || !server.start())
            return false;
        target.streamUrl = server.url().toString();
        target.streamKey = simulator.options().apiKey;
        target.streamSecret = simulator.options().secret;
        target.database = u"sqlite:"_s + path;
        return true;
    }

    QStringList users() const { return simulator.snapshot()["users"_L1].toObject().keys(); }

    QTemporaryDir folder;
    sandbox::Simulator simulator;
    sandbox::SimulatorServer server;
    Target target;
};

/// The program, from its start to its end.
struct Program {
    explicit Program(const Place &place)
        : console({.target = place.target,
                   .journal = place.folder.filePath(u"journal.sqlite"_s),
                   .environments = place.folder.filePath(u"environments.json"_s)})
        , window(makeWindow(&console, {}))
    {
        window->resize(1360, 860);
        window->show();
        QApplication::setActiveWindow(window.get());
        window->begin();
    }

    bool converse()
    {
        QSignalSpy ended{&console, &Console::ended};
        FlowSettings settings = settingsOf(Preset::Hardened);
        console.converse({.initiator = u"Sat Education"_s, .participants = {sandbox::demoUnsyncedUserId()}},
                         settings);
        return QTest::qWaitFor([&ended] { return ended.count() == 1; }, patience);
    }

    MessageBar *bar() const { return window->messages(); }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *button : bar()->findChildren<QPushButton *>()) {
            if (button->text() == text && !button->isHidden())
                return button;
        }
        return nullptr;
    }
    LeftoverNotice *notice() const { return window->findChild<LeftoverNotice *>(); }
    LeftoversSheet *sheet() const { return notice()->sheet(); }

    Console console;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestLeftovers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    void tellsListsAndRemoves()
    {
        Place place;
        QVERIFY(place.start());
        const QStringList before = place.users();
        {
            Program program{place};
            QVERIFY(program.converse());
            QVERIFY(place.users() != before);
            QVERIFY2(!program.bar()->isVisible(), "nothing is said of what has just been made");
        }
        {
            Program program{place};
            QTRY_VERIFY_WITH_TIMEOUT(program.bar()->isVisible(), patience);
            QCOMPARE(program.bar()->heading(), u"3 objects of earlier test conversations are left here."_s);
            QTRY_VERIFY_WITH_TIMEOUT(program.button(u"Clean up..."_s) && program.button(u"Later"_s),
                                     patience);
            QTest::mouseClick(program.button(u"Clean up..."_s), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(program.sheet() && program.sheet()->isVisible(), patience);
            QVERIFY(!program.bar()->isVisible());
            LeftoversSheet *sheet = program.sheet();
            new QAbstractItemModelTester(sheet->objects(),
                                         QAbstractItemModelTester::FailureReportingMode::QtTest, sheet);
            QCOMPARE(sheet->objects()->rowCount(), 3);
            QVERIFY(sheet->cancelButton()->hasFocus());
            QSignalSpy ended{sheet, &LeftoversSheet::ended};
            QTest::mouseClick(sheet->removeButton(), Qt::LeftButton);
            QVERIFY(sheet->isRunning());
            QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, patience);
            QVERIFY2(sheet->outcome()->status() == Status::Ok, qPrintable(sheet->outcome()->heading()));
            QCOMPARE(sheet->outcome()->heading(), u"3 objects removed."_s);
            for (int row = 0; row < 3; ++row)
                QCOMPARE(sheet->objects()->index(row, 3).data().toString(), u"Removed"_s);
            QCOMPARE(place.users(), before);
            QCOMPARE(place.simulator.channelCount(), 0);
            QTest::keyClick(sheet, Qt::Key_Escape);
            QTRY_VERIFY(!program.sheet() || !program.sheet()->isVisible());
        }
        Program program{place};
        QTRY_VERIFY_WITH_TIMEOUT(program.window->view(u"help"_s), patience);
        const QFuture<bool> idle = program.console.isIdle();
        QTRY_VERIFY_WITH_TIMEOUT(idle.isFinished(), patience);
        QVERIFY(!program.bar()->isVisible());
        // The action is always there, and says so.
        program.window->actions()->action(u"conversation.cleanup"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(program.sheet() && program.sheet()->isVisible(), patience);
        QVERIFY(!program.sheet()->removeButton()->isVisible());
        QCOMPARE(program.sheet()->outcome()->heading(), u"Nothing is left of earlier test conversations."_s);
    }

    void laterLeavesEverything()
    {
        Place place;
        QVERIFY(place.start());
        {
            Program program{place};
            QVERIFY(program.converse());
        }
        const QJsonObject between = place.simulator.snapshot();
        Program program{place};
        QTRY_VERIFY_WITH_TIMEOUT(program.button(u"Later"_s), patience);
        QTest::mouseClick(program.button(u"Later"_s), Qt::LeftButton);
        QVERIFY(!program.bar()->isVisible());
        QVERIFY(place.simulator.snapshot() == between);
    }

    void saysWhatWasKeptAndWhy()
    {
        Place place;
        QVERIFY(place.start());
        Program program{place};
        QVERIFY(program.converse());
        const QString cid = place.simulator.snapshot()["channels"_L1].toObject().keys().first();
        const QJsonObject channel = place.simulator.snapshot()["channels"_L1][cid].toObject();
        QStringList members = place.simulator.memberIds(cid);
        members << u"onecrew_user_stranger"_s;
        place.simulator.putUser({{u"id"_s, members.last()}});
        place.simulator.deleteChannel(cid, true);
        place.simulator.putChannel(channel, members);
        program.window->actions()->action(u"conversation.cleanup"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(program.sheet() && program.sheet()->isVisible(), patience);
        LeftoversSheet *sheet = program.sheet();
        QTest::mouseClick(sheet->removeButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(sheet->isDone(), patience);
        QVERIFY(sheet->outcome()->status() == Status::Warn);
        int kept = 0;
        for (int row = 0; row < sheet->objects()->rowCount(); ++row) {
            const QModelIndex state = sheet->objects()->index(row, 3);
            kept += state.data().toString() == u"Kept"_s && !state.data(Qt::ToolTipRole).toString().isEmpty();
        }
        QCOMPARE(kept, 3);
        QVERIFY(place.simulator.hasChannel(cid));
    }

    /// A window that goes while it removes.
    void mayBeClosedMeanwhile()
    {
        Place place;
        QVERIFY(place.start());
        const QStringList before = place.users();
        {
            Program program{place};
            QVERIFY(program.converse());
            program.window->actions()->action(u"conversation.cleanup"_s)->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(program.sheet() && program.sheet()->isVisible(), patience);
            QTest::mouseClick(program.sheet()->removeButton(), Qt::LeftButton);
        }
        Program program{place};
        program.window->actions()->action(u"conversation.cleanup"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(program.sheet() && program.sheet()->isVisible(), patience);
        if (program.sheet()->removeButton()->isVisible()) {
            QTest::mouseClick(program.sheet()->removeButton(), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(program.sheet()->isDone(), patience);
        }
        QCOMPARE(place.users(), before);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setCursorFlashTime(0);
    installTranslations();
    Theme look;
    look.setScheme(Theme::Scheme::Light);
    TestLeftovers test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_leftovers.moc"
