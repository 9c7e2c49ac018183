// SPDX-License-Identifier: MIT
#include "ui/theme/accessiblerole.h"
#include "ui/theme/theme.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/environmentpill.h"
#include "ui/widgets/healthindicator.h"
#include "ui/widgets/lookupfield.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/navrail.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWidgets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCursor::setPos(790, 590); } // A message under the pointer would stay.
    void railByMouseAndKeyboard();
    void railLeadsBack();
    void ownWidgetsHaveRoles();
    void railSaysBadges();
    void segmentsByMouseAndKeyboard();
    void healthTurnsSlow();
    void pillNamesItsNote();
    void lookUpSubmits();
    void lookUpPasteStarts();
    void messagesHideOrStay_data();
    void messagesHideOrStay();
    void messageStaysWhileFocused();
    void bannerTakesTextLiterally();
    void elidedCopiesAll();
    void sectionToggles();
    void codeMarksAndSearch();
    void codeKeepsTheLineHeight();
    void countdownSays();
    void initials_data();
    void initials();
    void switchRepaints();

private:
    void activate(QWidget &widget)
    {
        widget.show();
        QApplication::setActiveWindow(&widget);
        QVERIFY(QTest::qWaitForWindowActive(&widget));
    }

    Theme m_theme;
};

void TestWidgets::railByMouseAndKeyboard()
{
    NavRail rail;
    rail.addItem(u"lookup"_s, Icon::LookUp, u"Look up"_s);
    rail.addItem(u"runs"_s, Icon::Runs, u"Runs"_s);
    rail.resize(88, 400);
    activate(rail);
    QSignalSpy changed(&rail, &NavRail::currentChanged);
    const auto items = rail.findChildren<QPushButton *>();
    QTest::mouseClick(items.at(1), Qt::LeftButton);
    QCOMPARE(rail.current(), u"runs"_s);
    items.at(1)->setFocus();
    QTest::keyClick(items.at(1), Qt::Key_Up);
    QVERIFY(items.at(0)->hasFocus());
    QTest::keyClick(items.at(0), Qt::Key_Space);
    QCOMPARE(rail.current(), u"lookup"_s);
    QCOMPARE(changed.size(), 2);
    rail.setCurrent(u"unknown"_s);
    QCOMPARE(rail.current(), u"lookup"_s);
}

void TestWidgets::railLeadsBack()
{
    NavRail rail;
    rail.addItem(u"lookup"_s, Icon::LookUp, u"Look up"_s);
    rail.addItem(u"runs"_s, Icon::Runs, u"Runs"_s);
    QSignalSpy changed(&rail, &NavRail::currentChanged);
    auto *runs = rail.findChildren<QPushButton *>().at(1);
    // As a screen reader does it: not by a click.
    QAccessibleInterface *item = QAccessible::queryAccessibleInterface(runs);
    QVERIFY(item->role() == QAccessible::RadioButton);
    item->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    QCOMPARE(rail.current(), u"runs"_s);
    QCOMPARE(changed.size(), 1);
    rail.setCurrent({});
    QVERIFY(!runs->isChecked());
    runs->click();
    QCOMPARE(rail.current(), u"runs"_s);
    QCOMPARE(changed.size(), 2);
}

void TestWidgets::ownWidgetsHaveRoles()
{
    StatusGlyph glyph(Status::Fail, 16);
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(&glyph);
    QVERIFY(seen->role() == QAccessible::Graphic);
    QCOMPARE(seen->text(QAccessible::Name), u"Failed"_s);
    QWidget owner;
    setAccessibleRole(&owner, QAccessible::Grouping);
    QListView popup;
    setAccessiblePopup(&owner, &popup);
    QAccessibleInterface *field = QAccessible::queryAccessibleInterface(&owner);
    QCOMPARE(field->childCount(), 0);
    popup.show();
    QCOMPARE(field->childCount(), 1);
    QVERIFY(field->child(0)->object() == &popup);
    QCOMPARE(field->indexOfChild(field->child(0)), 0);
}

void TestWidgets::railSaysBadges()
{
    NavRail rail;
    rail.addItem(u"runs"_s, Icon::Runs, u"Runs"_s);
    const auto *item = rail.findChild<QPushButton *>();
    QCOMPARE(item->accessibleName(), u"Runs"_s);
    rail.setBusy(u"runs"_s, true);
    QVERIFY(item->accessibleName().contains(u"running"_s));
    rail.setBadge(u"runs"_s, 3);
    QVERIFY(item->accessibleName().contains(u'3'));
}

void TestWidgets::segmentsByMouseAndKeyboard()
{
    SegmentedControl control;
    control.addSegment(u"a"_s, u"Hardened"_s);
    control.addSegment(u"b"_s, u"As documented"_s);
    activate(control);
    QCOMPARE(control.value(), u"a"_s);
    QSignalSpy changed(&control, &SegmentedControl::valueChanged);
    const auto buttons = control.findChildren<QAbstractButton *>();
    QTest::mouseClick(buttons.at(1), Qt::LeftButton, {}, buttons.at(1)->rect().bottomRight() - QPoint(3, 3));
    QCOMPARE(control.value(), u"b"_s);
    buttons.at(1)->setFocus();
    QTest::keyClick(buttons.at(1), Qt::Key_Left);
    QCOMPARE(control.value(), u"a"_s);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(buttons.at(0)->accessibleName(), u"Hardened"_s);
}

void TestWidgets::healthTurnsSlow()
{
    HealthIndicator health(u"StreamChat"_s);
    QCOMPARE(health.health(), HealthIndicator::Health::NotSetUp);
    health.setLatency(399);
    QCOMPARE(health.health(), HealthIndicator::Health::Ok);
    health.setLatency(400);
    QCOMPARE(health.health(), HealthIndicator::Health::Slow);
    QVERIFY(health.accessibleName().contains(u"slow"_s));
    QVERIFY(health.accessibleName().contains(u"400"_s));
    health.setDown();
    QCOMPARE(health.accessibleName(), u"StreamChat: down"_s);
}

void TestWidgets::pillNamesItsNote()
{
    EnvironmentPill pill;
    pill.setEnvironment(EnvironmentKind::Production, u"Production"_s, u"read-only"_s);
    QCOMPARE(pill.accessibleName(), u"Environment: Production, read-only"_s);
    activate(pill);
    QSignalSpy clicked(&pill, &QPushButton::clicked);
    pill.setFocus();
    QTest::keyClick(&pill, Qt::Key_Space);
    QCOMPARE(clicked.size(), 1);
}

void TestWidgets::lookUpSubmits()
{
    LookUpField field;
    QSignalSpy submitted(&field, &LookUpField::submitted);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(submitted.size(), 0);
    QTest::keyClicks(&field, u" sat "_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(submitted.at(0).at(0).toString(), u"sat"_s);
    QCOMPARE(field.cursorPosition(), 0);
}

void TestWidgets::lookUpPasteStarts()
{
    LookUpField field;
    QSignalSpy submitted(&field, &LookUpField::submitted);
    QApplication::clipboard()->setText(u"onecrew_user_1"_s);
    QTest::keySequence(&field, QKeySequence::Paste);
    QCOMPARE(submitted.size(), 1);
}

void TestWidgets::messagesHideOrStay_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("stays");
    QTest::newRow("info") << int(Status::Info) << false;
    QTest::newRow("ok") << int(Status::Ok) << false;
    QTest::newRow("warning") << int(Status::Warn) << true;
    QTest::newRow("error") << int(Status::Fail) << true;
}

void TestWidgets::messagesHideOrStay()
{
    QFETCH(int, status);
    QFETCH(bool, stays);
    QWidget window;
    window.resize(400, 200);
    auto *field = new QLineEdit(&window);
    MessageBar bar(&window);
    activate(window);
    field->setFocus(); // Or the close button would have it.
    bar.setAutoHideDelay(1);
    bar.showMessage(static_cast<Status>(status), u"Heading"_s, u"Text"_s);
    QSignalSpy dismissed(&bar, &MessageBar::dismissed);
    if (stays) {
        // The clock of another message runs out meanwhile: were this one to hide, it would have by then.
        MessageBar passing(&window);
        passing.setAutoHideDelay(20);
        passing.showMessage(Status::Info, u"Passing"_s);
        QTRY_VERIFY(!passing.isVisible());
        QVERIFY(bar.isVisible());
        QTest::mouseClick(bar.findChild<QToolButton *>(), Qt::LeftButton);
    }
    QTRY_VERIFY(!bar.isVisible());
    QCOMPARE(dismissed.size(), 1);
}

void TestWidgets::messageStaysWhileFocused()
{
    QWidget window;
    auto *bar = new MessageBar(&window);
    auto *passing = new MessageBar(&window);
    bar->setAutoHideDelay(1);
    passing->setAutoHideDelay(30);
    window.resize(400, 200);
    activate(window);
    QPushButton *action = bar->addAction(u"Open"_s);
    bar->showMessage(Status::Info, u"Saved"_s);
    action->setFocus();
    passing->showMessage(Status::Info, u"Passing"_s);
    QTRY_VERIFY(!passing->isVisible());
    QVERIFY(bar->isVisible());
    QTest::keyClick(action, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
}

void TestWidgets::bannerTakesTextLiterally()
{
    VerdictBanner banner;
    banner.setMessage(Status::Fail, u"<b>Missing</b>"_s, u"<img src=x>"_s);
    for (const QLabel *label : banner.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(banner.accessibleName(), u"Failed: <b>Missing</b>"_s);
}

void TestWidgets::elidedCopiesAll()
{
    const QString id = u"onecrew_company_4b1e7c90-52af-4f0e-9d3b-0c6a8e21f7d4"_s;
    ElidedLabel label(id, ElidedLabel::Kind::Id);
    label.resize(120, 20);
    QVERIFY(label.isElided());
    QVERIFY(label.minimumSizeHint().width() < label.sizeHint().width());
    QTest::keySequence(&label, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), id);
}

void TestWidgets::sectionToggles()
{
    CollapsibleSection section(u"Sandbox faults"_s);
    auto *content = new QLabel(u"Content"_s);
    section.setContent(content);
    section.setSummary(u"Off"_s);
    activate(section);
    QVERIFY(!content->isVisible());
    auto *header = section.findChild<QPushButton *>();
    header->setFocus();
    QTest::keyClick(header, Qt::Key_Space);
    QVERIFY(content->isVisible());
    QVERIFY(header->accessibleName().contains(u"open"_s));
    QTest::mouseClick(header, Qt::LeftButton);
    QVERIFY(!content->isVisible());
}

void TestWidgets::codeMarksAndSearch()
{
    CodeView view;
    view.resize(400, 200);
    view.setCode(u"{\n \"code\": 4,\n \"message\": \"no, No, NO\"\n}"_s);
    CodeView::Mark mark;
    mark.line = 3;
    mark.explanation = u"This says no."_s;
    view.setMarks({mark});
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QVERIFY(view.accessibleDescription().contains(u"Line 3: This says no."_s));
    const QImage image = view.viewport()->grab().toImage();
    const int y = 8 + 2 * m_theme.lineHeight(FontRole::Code) + 2;
    QCOMPARE(image.pixelColor(image.width() - 4, y), m_theme.tokens().fail.tint);
    QCOMPARE(view.search(u"no"_s), 3);
    QVERIFY(view.showHit(true));
    const int first = view.textCursor().selectionStart();
    QVERIFY(view.showHit(true));
    QVERIFY(view.textCursor().selectionStart() > first);
    QVERIFY(view.showHit(false));
    QCOMPARE(view.textCursor().selectionStart(), first);
    QCOMPARE(view.search({}), 0);
    QVERIFY(!view.showHit(true));
}

void TestWidgets::codeKeepsTheLineHeight()
{
    CodeView view;
    view.resize(300, 200);
    view.setCode(u"{\n\"a\": 1,\n\"b\": 2\n}"_s);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto top = [&](int line) {
        const QTextBlock block = view.document()->findBlockByNumber(line);
        QTextCursor cursor(block);
        return view.cursorRect(cursor).top();
    };
    QCOMPARE(top(1) - top(0), 19);
    QCOMPARE(top(2) - top(1), 19);
}

void TestWidgets::countdownSays()
{
    CountdownRing ring;
    ring.setRemaining(800ms, 2000ms);
    QCOMPARE(ring.accessibleName(), u"0.8 s left"_s);
    ring.setRemaining(-5ms, 2000ms);
    QCOMPARE(ring.text(), u"0.0"_s);
}

void TestWidgets::initials_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("letters");
    QTest::newRow("two words") << u"Amira Haddad"_s << u"AH"_s;
    QTest::newRow("one word") << u"sat"_s << u"S"_s;
    QTest::newRow("three words") << u"Sat Education Ltd"_s << u"SL"_s;
    QTest::newRow("nothing") << u"  "_s << u"?"_s;
    QTest::newRow("emoji") << u"👩‍🚒 Fire"_s << u"👩‍🚒F"_s;
}

void TestWidgets::initials()
{
    QFETCH(QString, name);
    QFETCH(QString, letters);
    QCOMPARE(Avatar::initials(name), letters);
}

void TestWidgets::switchRepaints()
{
    VerdictBanner banner;
    banner.setMessage(Status::Fail, u"Missing"_s);
    banner.resize(300, 60);
    const auto ground = [&] { return banner.grab().toImage().pixelColor(295, 30); };
    m_theme.setScheme(Theme::Scheme::Light);
    QCOMPARE(ground(), lightTokens().fail.tint);
    m_theme.setScheme(Theme::Scheme::Dark);
    QCOMPARE(ground(), darkTokens().fail.tint);
    m_theme.setScheme(Theme::Scheme::Light);
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
