// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"
#include "ui/widgets/sheet.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace chatsync::ui;
using namespace Qt::StringLiterals;

class TestSheet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }
    void opensOnTheSafeButton();
    void escapeCancels();
    void enterPressesOnlyTheFocused();
    void actionAccepts();
    void leavingTheViewCancels();
    void tabStaysInside();
    void followsTheView();

private:
    Theme m_theme;
    std::unique_ptr<QWidget> m_view;
    QLineEdit *m_behind = nullptr;
    Sheet *m_sheet = nullptr;
    QPushButton *m_action = nullptr;
};

void TestSheet::init()
{
    m_view = std::make_unique<QWidget>();
    m_view->resize(900, 600);
    m_behind = new QLineEdit(m_view.get());
    m_sheet = new Sheet(u"Repair Priya Nair in Staging?"_s, 560, m_view.get());
    m_action = m_sheet->setAction(u"Repair 1 participant"_s);
    m_sheet->setEnvironment(EnvironmentKind::Staging);
    m_view->show();
    QApplication::setActiveWindow(m_view.get());
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_behind->setFocus();
    m_sheet->open();
}

void TestSheet::opensOnTheSafeButton()
{
    QVERIFY(m_sheet->isVisible());
    QVERIFY(m_sheet->cancelButton()->hasFocus());
    QCOMPARE(m_sheet->geometry(), m_view->rect());
}

void TestSheet::escapeCancels()
{
    QSignalSpy cancelled(m_sheet, &Sheet::cancelled);
    QTest::keyClick(m_sheet->cancelButton(), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(!m_sheet->isVisible());
    QVERIFY(m_behind->hasFocus());
}

void TestSheet::enterPressesOnlyTheFocused()
{
    QSignalSpy accepted(m_sheet, &Sheet::accepted);
    auto *name = new QLineEdit;
    m_sheet->content()->addWidget(name);
    name->show();
    name->setFocus();
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(accepted.size(), 0);
    QVERIFY(m_sheet->isVisible());
}

void TestSheet::actionAccepts()
{
    QSignalSpy accepted(m_sheet, &Sheet::accepted);
    QSignalSpy cancelled(m_sheet, &Sheet::cancelled);
    QTest::mouseClick(m_action, Qt::LeftButton);
    QCOMPARE(accepted.size(), 1);
    QCOMPARE(cancelled.size(), 0);
}

void TestSheet::leavingTheViewCancels()
{
    QSignalSpy cancelled(m_sheet, &Sheet::cancelled);
    m_view->hide();
    QCOMPARE(cancelled.size(), 1);
}

void TestSheet::tabStaysInside()
{
    QTest::keyClick(m_sheet->cancelButton(), Qt::Key_Tab);
    QVERIFY(m_action->hasFocus());
    QTest::keyClick(m_action, Qt::Key_Tab);
    QVERIFY(m_sheet->cancelButton()->hasFocus());
    QTest::keyClick(m_sheet->cancelButton(), Qt::Key_Backtab);
    QVERIFY(m_action->hasFocus());
}

void TestSheet::followsTheView()
{
    m_view->resize(1200, 500);
    QTRY_COMPARE(m_sheet->geometry(), m_view->rect());
}

QTEST_MAIN(TestSheet)
#include "tst_sheet.moc"
