// SPDX-License-Identifier: MIT
// The recipe doctor in the program's window: each defect shown with one click, and those that struck in a
// run.
#include "app/gui/runspage.h"
#include "app/gui/window.h"
#include "core/directory/store.h"
#include "resources/translations.h"
#include "ui/doctor/doctorsheet.h"
#include "ui/runs/runview.h"
#include "ui/shell/actionregistry.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QListWidget>
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
    }

    DoctorSheet *open()
    {
        window->actions()->action(u"help.doctor"_s)->trigger();
        return sheet();
    }
    DoctorSheet *sheet() const
    {
        for (DoctorSheet *each : window->findChildren<DoctorSheet *>()) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }

    QTemporaryDir folder;
    Console console;
    std::unique_ptr<MainWindow> window;
};

QPushButton *demonstrateButton(DoctorSheet *sheet)
{
    const auto buttons = sheet->findChildren<QPushButton *>(u"demonstrate"_s);
    return buttons.isEmpty() ? nullptr : buttons.last();
}

bool tells(DoctorSheet *sheet, const QString &text)
{
    return sheet->currentText().contains(text);
}

} // namespace

class TestDoctor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    void oneClickShowsADefect()
    {
        Desk desk;
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        DoctorSheet *sheet = desk.open();
        QVERIFY(sheet);
        QCOMPARE(sheet->list()->count(), static_cast<int>(diagnosis::recipeDefects().size()));
        sheet->showDefect(u"recipe-retry-words"_s);
        QVERIFY(tells(sheet, u"in line 33"_s));
        QVERIFY(!tells(sheet, u"documented: strikes"_s));
        QTest::mouseClick(demonstrateButton(sheet), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(tells(sheet, u"documented: strikes"_s), patience);
        QVERIFY(tells(sheet, u"hardened: does not strike"_s));
    }

    void theKeyboardShowsAllOfThem()
    {
        Desk desk;
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        DoctorSheet *sheet = desk.open();
        QVERIFY(sheet);
        for (int presses = 0; presses < 20 && !qobject_cast<QPushButton *>(QApplication::focusWidget());
             ++presses)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const auto focused = [] {
            auto *button = qobject_cast<QPushButton *>(QApplication::focusWidget());
            return button ? button->text() : QString{};
        };
        for (int presses = 0; presses < 20 && focused() != u"Demonstrate all"_s; ++presses)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(focused(), u"Demonstrate all"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        const auto shown = [sheet] {
            int count = 0;
            for (int row = 0; row < sheet->list()->count(); ++row)
                count += sheet->list()
                             ->item(row)
                             ->data(Qt::AccessibleTextRole)
                             .toString()
                             .endsWith(u"shown: only the documented flow has it"_s);
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(shown(), sheet->list()->count(), 3 * patience);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!desk.sheet());
    }

    void aFailedRunTellsWhichStruck()
    {
        Desk desk;
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        ConversationRequest request;
        request.initiator = u"Sat Education"_s;
        request.participants = {u"dda3aaa6-d123-4e57-aeef-f0661ec61352"_s};
        QUuid run;
        const auto begun = [&] { // Null while the console is still opening its journal
            if (run.isNull())
                run = desk.console.converse(request, settingsOf(Preset::Documented));
            return !run.isNull();
        };
        QTRY_VERIFY_WITH_TIMEOUT(begun(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.console.isRunning(), patience);
        Q_EMIT desk.window->runRequested(run);
        auto *page = desk.window->findChild<RunsPage *>();
        QVERIFY(page);
        QTRY_VERIFY_WITH_TIMEOUT(!page->runView()->model().events().empty(), patience);
        page->runView()->setCurrentRow(nullptr);
        QPushButton *show = nullptr;
        const auto find = [&] {
            for (QPushButton *button : page->findChildren<QPushButton *>()) {
                if (button->accessibleName() == u"Show the defect “The creator is never sent”"_s)
                    show = button;
            }
            return show != nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(find(), patience);
        show->click();
        QVERIFY(desk.sheet());
        QVERIFY2(tells(desk.sheet(), u"Struck in Run 1, event "_s), qPrintable(desk.sheet()->currentText()));
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    installTranslations();
    Theme look;
    look.setScheme(Theme::Scheme::Light);
    TestDoctor test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_doctor.moc"
