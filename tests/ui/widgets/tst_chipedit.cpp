// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"
#include "ui/widgets/chipedit.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTest>

using namespace chatsync::ui;
using namespace Qt::StringLiterals;

class TestChipEdit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_edit.reset(); }
    void enterAndSeparatorsSubmit_data();
    void enterAndSeparatorsSubmit();
    void sameIdOnlyOnce();
    void backspaceSelectsThenRemoves();
    void arrowsWalk();
    void crossRemoves();
    void lockedChangesNothing();
    void singleReplaces();
    void dropAndPasteOfSeveral();
    void completion();
    void hostileNames_data();
    void hostileNames();
    void namesForTheScreenReader();
    void wrapsAndMirrors();
    void offersTheList();

private:
    void show();
    Chip *chip(int index) const { return m_edit->findChildren<Chip *>().at(index); }

    Theme m_theme;
    std::unique_ptr<ChipEdit> m_edit;
    const ChipData m_amira{u"onecrew_user_1"_s, u"Amira Haddad"_s, Status::Fail, u"Missing"_s};
    const ChipData m_jonas{u"onecrew_user_2"_s, u"Jonas Weber"_s, Status::Ok, {}};
};

void TestChipEdit::init()
{
    m_edit = std::make_unique<ChipEdit>();
    m_edit->setChips({m_amira, m_jonas});
    m_edit->resize(400, 80);
    show();
}

void TestChipEdit::offersTheList()
{
    QSignalSpy wanted(m_edit.get(), &ChipEdit::listRequested);
    QTest::keyClick(m_edit->lineEdit(), Qt::Key_Down);
    QCOMPARE(wanted.size(), 0);
    m_edit->setListOffered(true);
    auto *arrow = m_edit->findChild<QAbstractButton *>();
    QVERIFY(arrow && arrow->isVisible());
    QTest::mouseClick(arrow, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QVERIFY(m_edit->lineEdit()->hasFocus());
    QTest::keyClick(m_edit->lineEdit(), Qt::Key_Down);
    QCOMPARE(wanted.size(), 2);
    for (const Chip *each : m_edit->findChildren<Chip *>())
        QVERIFY(!each->geometry().intersects(arrow->geometry()));
    m_edit->setLocked(true);
    QVERIFY(!arrow->isVisible());
}

void TestChipEdit::show()
{
    m_edit->show();
    QApplication::setActiveWindow(m_edit.get());
    QVERIFY(QTest::qWaitForWindowActive(m_edit.get()));
    m_edit->setFocus();
}

void TestChipEdit::enterAndSeparatorsSubmit_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("return") << int(Qt::Key_Return);
    QTest::newRow("comma") << int(Qt::Key_Comma);
    QTest::newRow("semicolon") << int(Qt::Key_Semicolon);
}

void TestChipEdit::enterAndSeparatorsSubmit()
{
    QFETCH(int, key);
    QSignalSpy submitted(m_edit.get(), &ChipEdit::textSubmitted);
    QTest::keyClicks(m_edit->lineEdit(), u" sat education "_s);
    QTest::keyClick(m_edit->lineEdit(), Qt::Key(key));
    QCOMPARE(submitted.size(), 1);
    QCOMPARE(submitted.at(0).at(0).toString(), u"sat education"_s);
}

void TestChipEdit::sameIdOnlyOnce()
{
    QVERIFY(!m_edit->addChip(m_amira));
    QCOMPARE(m_edit->chips().size(), 2);
}

void TestChipEdit::backspaceSelectsThenRemoves()
{
    QSignalSpy changed(m_edit.get(), &ChipEdit::chipsChanged);
    QTest::keyClick(m_edit->lineEdit(), Qt::Key_Backspace);
    QVERIFY(chip(1)->hasFocus());
    QCOMPARE(m_edit->chips().size(), 2);
    QTest::keyClick(chip(1), Qt::Key_Backspace);
    QCOMPARE(m_edit->chips(), QList<ChipData>{m_amira});
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_edit->lineEdit()->hasFocus());
}

void TestChipEdit::arrowsWalk()
{
    QTest::keyClick(m_edit->lineEdit(), Qt::Key_Left);
    QVERIFY(chip(1)->hasFocus());
    QTest::keyClick(chip(1), Qt::Key_Left);
    QVERIFY(chip(0)->hasFocus());
    QTest::keyClick(chip(0), Qt::Key_Right);
    QTest::keyClick(chip(1), Qt::Key_Right);
    QVERIFY(m_edit->lineEdit()->hasFocus());
}

void TestChipEdit::crossRemoves()
{
    QTest::mouseClick(chip(0), Qt::LeftButton, {}, chip(0)->crossRect().center());
    QCOMPARE(m_edit->chips(), QList<ChipData>{m_jonas});
}

void TestChipEdit::lockedChangesNothing()
{
    m_edit->setLocked(true);
    QVERIFY(!m_edit->lineEdit()->isVisible());
    QVERIFY(chip(0)->crossRect().isEmpty());
    QTest::keyClick(chip(0), Qt::Key_Delete);
    QCOMPARE(m_edit->chips().size(), 2);
}

void TestChipEdit::singleReplaces()
{
    m_edit->setSingle(true);
    QVERIFY(m_edit->addChip({u"x"_s, u"Sat Education"_s, Status::Ok, {}}));
    QCOMPARE(m_edit->chips().size(), 1);
}

void TestChipEdit::dropAndPasteOfSeveral()
{
    QSignalSpy dropped(m_edit.get(), &ChipEdit::idsDropped);
    QMimeData mime;
    mime.setText(u"a, b;c\n d"_s);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_edit.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_edit.get(), &drop);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.at(0).at(0).toStringList(), QStringList({u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    QApplication::clipboard()->setText(u"one\ntwo"_s);
    QTest::keySequence(m_edit->lineEdit(), QKeySequence::Paste);
    QCOMPARE(dropped.size(), 2);
    QApplication::clipboard()->setText(u"Sat Education"_s);
    QTest::keySequence(m_edit->lineEdit(), QKeySequence::Paste);
    QCOMPARE(dropped.size(), 2);
    QCOMPARE(m_edit->text(), u"Sat Education"_s);
}

void TestChipEdit::completion()
{
    auto *completer = new QCompleter(QStringList({u"Sat Education"_s, u"Saturn"_s}), m_edit.get());
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_edit->setCompleter(completer);
    QSignalSpy chosen(m_edit.get(), &ChipEdit::completionChosen);
    QSignalSpy submitted(m_edit.get(), &ChipEdit::textSubmitted);
    QTest::keyClicks(m_edit->lineEdit(), u"sat"_s);
    QTRY_VERIFY(completer->popup()->isVisible());
    QTest::keyClick(completer->popup(), Qt::Key_Down);
    QTest::keyClick(completer->popup(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toModelIndex().data().toString(), u"Sat Education"_s);
    QTRY_VERIFY(m_edit->text().isEmpty());
    QCOMPARE(submitted.size(), 0);
}

void TestChipEdit::hostileNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("500 characters") << QString(500, u'W');
    QTest::newRow("right to left") << u"עדן לוי"_s;
    QTest::newRow("emoji") << u"👩‍🚒👨‍👩‍👧"_s;
    QTest::newRow("html") << u"<b onclick=x>&amp;</b>"_s;
    QTest::newRow("empty") << QString();
}

void TestChipEdit::hostileNames()
{
    QFETCH(QString, name);
    m_edit->setChips({{u"id"_s, name, Status::Ok, {}}});
    QVERIFY(chip(0)->width() <= m_edit->width());
    QVERIFY(!m_edit->grab().isNull());
    QVERIFY(!chip(0)->toolTip().contains(u"<b on"_s));
}

void TestChipEdit::namesForTheScreenReader()
{
    QCOMPARE(chip(0)->accessibleName(), u"Amira Haddad, Missing"_s);
    QVERIFY(!m_edit->lineEdit()->accessibleName().isEmpty());
    ChipData synced = m_amira;
    synced.status = Status::Ok;
    synced.statusText.clear();
    m_edit->updateChip(synced);
    QCOMPARE(chip(0)->accessibleName(), u"Amira Haddad, Passed"_s);
}

void TestChipEdit::wrapsAndMirrors()
{
    QVERIFY(m_edit->heightForWidth(170) > m_edit->heightForWidth(800));
    const int left = chip(0)->x();
    m_edit->setLayoutDirection(Qt::RightToLeft);
    QCOMPARE(m_edit->width() - chip(0)->geometry().right() - 1, left);
}

QTEST_MAIN(TestChipEdit)
#include "tst_chipedit.moc"
