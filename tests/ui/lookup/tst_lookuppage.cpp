// SPDX-License-Identifier: MIT
// The look-up's page in every state, by mouse and by keyboard.
#include "resources/translations.h"
#include "tests/ui/layout/textprobe.h"
#include "tests/ui/lookup/fakelookups.h"
#include "ui/lookup/bulkpage.h"
#include "ui/lookup/cardheader.h"
#include "ui/lookup/celltable.h"
#include "ui/lookup/detailtabs.h"
#include "ui/lookup/facttables.h"
#include "ui/lookup/findingspane.h"
#include "ui/lookup/lookuphome.h"
#include "ui/lookup/lookuppage.h"
#include "ui/lookup/lookuptexts.h"
#include "ui/lookup/paircard.h"
#include "ui/lookup/personcard.h"
#include "ui/lookup/remedypane.h"
#include "ui/lookup/repairsheet.h"
#include "ui/lookup/resultspane.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize pageSize{1032, 622}; // What the window of least size leaves to a page.

struct Desk {
    Desk()
        : page(&backend)
    {
        page.resize(pageSize);
        page.show();
        page.setElapsedSource([this] { return elapsed; });
        QApplication::setActiveWindow(&page);
    }

    void show(const FakeLookUps::Found &result, const QString &text = u"somebody"_s)
    {
        backend.next = result;
        page.lookUp(text);
        QTRY_VERIFY(!page.isSearching() && page.result());
    }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *found : page.findChildren<QPushButton *>()) {
            if (found->isVisible() && found->text() == text)
                return found;
        }
        return nullptr;
    }
    QStringList titles() const
    {
        QStringList all;
        for (const ResultItem &item : page.results()->model()->items())
            all << item.title;
        return all;
    }

    FakeLookUps backend;
    std::chrono::milliseconds elapsed{4'000};
    LookUpPage page;
};

RepairSheet *openedSheet(Desk &desk)
{
    desk.show(lookupOf({missingAmira()}));
    QPushButton *repair = desk.page.personCard()->repairButton();
    if (!repair || !repair->isEnabled())
        return nullptr;
    QTest::mouseClick(repair, Qt::LeftButton);
    if (!QTest::qWaitFor([&] { return desk.page.repairSheet() && desk.page.repairSheet()->isVisible(); }))
        return nullptr;
    return QTest::qWaitFor([&] { return desk.page.repairSheet()->copyButton()->isEnabled(); })
               ? desk.page.repairSheet()
               : nullptr;
}

} // namespace

class TestLookUpPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }

    void examplesLookUp()
    {
        Desk desk;
        QVERIFY(desk.page.detail() == desk.page.home());
        const QList<QPushButton *> buttons = desk.page.home()->findChildren<QPushButton *>();
        QPushButton *error = desk.button(u"An error"_s);
        QVERIFY(error && desk.button(u"A name"_s) && desk.button(u"Two participants"_s));
        QTest::mouseClick(error, Qt::LeftButton);
        QCOMPARE(desk.backend.asked.size(), size_t{1});
        QVERIFY(desk.backend.asked[0].text.startsWith(u"Failed to add all members"_s));
        QTRY_VERIFY(desk.page.detail() == desk.page.personCard());
    }

    void saysCauseAndCure()
    {
        Desk desk;
        desk.show(lookupOf({missingAmira()}));
        const PersonCard *card = desk.page.personCard();
        QVERIFY(card->banner()->status() == Status::Fail);
        QVERIFY(card->banner()->heading().contains(u"Amira Haddad"_s));
        QVERIFY(visibleText(desk.page.personCard()->banner()).contains(u"Waiting does not help"_s));
        QCOMPARE(card->repairButton()->text(), u"Sync now"_s);
        QCOMPARE(desk.page.results()->heading(), u"Ids recognised"_s);
        // Missing under its id, in the words of the table.
        const QModelIndex result = card->comparison()->model()->index(0, 3);
        QCOMPARE(result.data(TintRole).toInt(), static_cast<int>(Tint::Fail));
        QVERIFY(!result.data(Qt::AccessibleTextRole).toString().isEmpty());
    }

    void healthyIsHealthy()
    {
        Desk desk;
        desk.show(lookupOf({healthySat()}));
        QVERIFY(desk.page.personCard()->banner()->status() == Status::Ok);
        QVERIFY(!desk.page.personCard()->repairButton());
        desk.page.personCard()->explain();
        QVERIFY(visibleText(&desk.page).contains(u"Not checked"_s));
    }

    void agesGoOn()
    {
        Desk desk;
        desk.show(lookupOf({missingAmira()}));
        QTRY_VERIFY(visibleText(&desk.page).contains(u"read 4 s ago"_s));
        desk.elapsed = std::chrono::minutes{3};
        QTRY_VERIFY_WITH_TIMEOUT(visibleText(&desk.page).contains(u"read 3 min ago"_s), 10'000);
    }

    void keysLeadThrough()
    {
        Desk desk;
        desk.show(lookupOf({healthySat(), missingAmira()}, true));
        QVERIFY(desk.page.detail() == desk.page.pairCard());
        QListView *list = desk.page.results()->list();
        QTRY_VERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Down); // Past the heading.
        QVERIFY(desk.page.detail() == desk.page.personCard());
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"onecrew_company_"_s + satId);
        QTest::keyClick(list, Qt::Key_2, Qt::AltModifier);
        QCOMPARE(desk.page.personCard()->tabs()->current(), 1);
        QTest::keyClick(list, Qt::Key_Up);
        QVERIFY(desk.page.detail() == desk.page.pairCard());
        QTest::keyClick(list, Qt::Key_F5);
        QCOMPARE(desk.backend.asked.size(), size_t{2});
        QTRY_VERIFY(!desk.page.isSearching());
        QVERIFY(desk.page.detail() == desk.page.pairCard());
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return); // This one alone.
        QCOMPARE(desk.backend.asked.back().text, u"onecrew_company_"_s + satId);
    }

    void searchingIsSeenAndEnds()
    {
        Desk desk;
        desk.backend.hold = true;
        desk.page.lookUp(u"amira"_s);
        QVERIFY(desk.page.isSearching());
        QTRY_VERIFY(desk.page.results()->isSearching());
        QCOMPARE(desk.page.home()->heading(), u"Searching"_s);
        QTest::keyClick(&desk.page, Qt::Key_Escape);
        QVERIFY(!desk.page.isSearching() && !desk.page.results()->isSearching());
        QCOMPARE(desk.backend.cancelled, 1);
        desk.backend.give(0, lookupOf({healthySat()}));
        QCoreApplication::processEvents();
        QVERIFY(!desk.page.result()); // It came too late.
    }

    void theLatestIsShown()
    {
        Desk desk;
        desk.backend.hold = true;
        desk.page.lookUp(u"first"_s);
        desk.page.lookUp(u"second"_s);
        desk.backend.give(1, lookupOf({missingAmira()}));
        QTRY_VERIFY(desk.page.result());
        desk.backend.give(0, lookupOf({healthySat()}));
        QCoreApplication::processEvents();
        QCOMPARE(desk.page.result()->facts.people.front().id, amiraId);
    }

    void mayGoWhileAsking()
    {
        FakeLookUps backend;
        backend.hold = true;
        auto page = std::make_unique<LookUpPage>(&backend);
        page->show();
        page->lookUp(u"amira"_s);
        page.reset();
        backend.give(0, lookupOf({missingAmira()}));
        QCoreApplication::processEvents();
        QCOMPARE(backend.asked.size(), size_t{1});
    }

    void nonsenseSaysWhatWasLookedFor()
    {
        Desk desk;
        diagnosis::LookupResult nothing;
        nothing.recognition = diagnosis::recognise(u"%%% ???"_s);
        nothing.facts.now = lookupTime();
        desk.show(nothing, u"%%% ???"_s);
        QVERIFY(desk.page.detail() == desk.page.home());
        QCOMPARE(desk.page.home()->heading(), nothing.recognition.headline);
        QVERIFY(visibleText(desk.page.home()).contains(u"e-mail"_s));
        QSignalSpy typing(&desk.page, &LookUpPage::typingRequested);
        QTest::mouseClick(desk.button(u"Change the text"_s), Qt::LeftButton);
        QCOMPARE(typing.size(), 1);
    }

    void errorsKeepWhatWasThere()
    {
        Desk desk;
        desk.show(lookupOf({missingAmira()}));
        desk.backend.next =
            tl::unexpected(Error{Error::Kind::Network, u"Not reached."_s, u"Try later."_s, {}});
        desk.page.checkAgain();
        QTRY_VERIFY(desk.page.messages()->isVisible());
        QCOMPARE(desk.page.messages()->heading(), u"Not reached."_s);
        QVERIFY(desk.page.detail() == desk.page.personCard());
    }

    void moreGoesOn()
    {
        Desk desk;
        diagnosis::LookupResult first = lookupOf({healthySat()});
        first.next = u"page-2"_s;
        desk.show(first, u"a"_s);
        const int rows = desk.page.results()->model()->rowCount();
        QCOMPARE(desk.titles().last(), u"More"_s);
        desk.backend.next = lookupOf({missingAmira()});
        desk.page.results()->selectRow(rows - 1);
        QTest::keyClick(desk.page.results()->list(), Qt::Key_Return);
        QCOMPARE(desk.backend.asked.back().after, u"page-2"_s);
        QTRY_COMPARE(desk.page.result()->facts.people.size(), size_t{2});
        QVERIFY(!desk.titles().contains(u"More"_s));
        QVERIFY(desk.titles().contains(u"Amira Haddad"_s));
        QCOMPARE(desk.page.result()->matches[1].person, size_t{1});
    }

    void twoAreJudgedTogether()
    {
        Desk desk;
        desk.show(lookupOf({healthySat(), missingAmira()}, true));
        PairCard *card = desk.page.pairCard();
        QVERIFY(card->banner()->status() == Status::Fail);
        QVERIFY(card->banner()->heading().contains(u"Amira Haddad"_s));
        const QString seen = visibleText(card);
        for (const QString &told :
             {u"Blocks"_s, u"What to do"_s, u"Writes 1 user"_s, u"never-synced"_s, u"4 s ago"_s})
            QVERIFY2(seen.contains(told), qPrintable(told + u'\n' + seen));
        QSignalSpy converse(&desk.page, &LookUpPage::conversationRequested);
        QTest::mouseClick(card->header()->newConversation(), Qt::LeftButton);
        QCOMPARE(converse.size(), 1);
        QCOMPARE(converse[0][0].value<QList<Participant>>().size(), 2);
        QSignalSpy explained(&desk.page, &LookUpPage::explanationRequested);
        QTest::mouseClick(desk.button(u"never-synced"_s), Qt::LeftButton);
        QCOMPARE(explained[0][0].toString(), u"never-synced"_s);
        QTest::mouseClick(desk.button(u"Repair..."_s), Qt::LeftButton);
        QCOMPARE(desk.backend.planned.size(), size_t{1});
        QVERIFY(desk.backend.planned[0].actions[0].kind == RepairAction::Kind::CreateUser);
    }

    void manyAreATable()
    {
        Desk desk;
        std::vector<diagnosis::PersonFacts> people{missingAmira()};
        for (int i = 0; i < 12; ++i)
            people.push_back(personFacts(QUuid::createUuid().toString(QUuid::WithoutBraces),
                                         u"User %1"_s.arg(i), ParticipantKind::User, true));
        desk.show(lookupOf(people));
        QVERIFY(desk.page.detail() == desk.page.bulkPage());
        QTableView *table = desk.page.bulkPage()->table();
        const QAbstractItemModelTester tester(table->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table->model()->rowCount(), 13);
        QVERIFY2(desk.page.bulkPage()->summary().contains(u"1 cannot chat"_s),
                 qPrintable(desk.page.bulkPage()->summary()));
        table->sortByColumn(0, Qt::DescendingOrder);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"User 9"_s);
        const QTemporaryDir folder;
        QVERIFY(desk.page.exportTo(folder.filePath(u"t.csv"_s)));
        QFile file(folder.filePath(u"t.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), diagnosis::toCsv(*desk.page.result()));
        QVERIFY(!desk.page.exportTo(folder.filePath(u"no/such/folder.csv"_s)));
        QVERIFY(desk.page.messages()->status() == Status::Fail);
    }

    void lastKnownStateIsKept()
    {
        Desk desk;
        desk.show(lookupOf({healthySat()}));
        diagnosis::PersonFacts silent = healthySat();
        silent.stream.user.reset();
        silent.stream.existence = diagnosis::Existence::Unknown;
        silent.streamChat = {.state = diagnosis::Reading::State::Failed, .at = {}, .source = {}};
        desk.backend.next = lookupOf({silent});
        desk.page.checkAgain();
        QTRY_VERIFY(!desk.page.isSearching());
        QTRY_VERIFY(visibleText(&desk.page).contains(u"StreamChat does not answer; this is what it had"_s));
        QCOMPARE(desk.page.personCard()->comparison()->model()->index(2, 2).data().toString(), u"admin"_s);
        QVERIFY(desk.page.personCard()->comparison()->graphicsEffect());
    }

    void anotherEnvironmentBeginsAnew()
    {
        Desk desk;
        desk.show(lookupOf({missingAmira()}));
        Q_EMIT desk.backend.environmentChanged();
        QVERIFY(!desk.page.result());
        QVERIFY(desk.page.detail() == desk.page.home());
        QVERIFY(!desk.titles().contains(u"In the text"_s));
        desk.page.checkAgain();
        QCOMPARE(desk.backend.asked.size(), size_t{1});
        // Who was there before is not taken for who is here now.
        diagnosis::PersonFacts silent = missingAmira();
        silent.streamChat.state = diagnosis::Reading::State::Failed;
        desk.show(lookupOf({silent}));
        QVERIFY(!visibleText(&desk.page).contains(u"this is what it had"_s));
    }

    void lockedWritingWakes()
    {
        Desk desk;
        desk.backend.leave = {false, u"Production is read-only here."_s};
        desk.show(lookupOf({missingAmira()}));
        QVERIFY(!desk.page.personCard()->repairButton()->isEnabled());
        desk.backend.leave = {};
        Q_EMIT desk.backend.leaveChanged();
        QVERIFY(desk.page.personCard()->repairButton()->isEnabled());
    }

    void lockedWritingSaysWhy()
    {
        Desk desk;
        desk.backend.leave = {false, u"Production is read-only here."_s};
        desk.show(lookupOf({missingAmira()}));
        QPushButton *repair = desk.page.personCard()->repairButton();
        QVERIFY(repair && !repair->isEnabled());
        QCOMPARE(repair->toolTip(), u"Production is read-only here."_s);
        QVERIFY(visibleText(desk.page.personCard()->banner()).contains(u"Production is read-only here."_s));
        QApplication::clipboard()->clear();
        QTest::mouseClick(desk.button(u"Copy repair request"_s), Qt::LeftButton);
        QTRY_VERIFY(QApplication::clipboard()->text().startsWith(u"curl "_s));
        const QString command = QApplication::clipboard()->text();
        QVERIFY(command.contains(u"$STREAM_TOKEN"_s) && !command.contains(u"secret"_s));
        QCOMPARE(desk.backend.repaired.size(), size_t{0});
    }

    void previewShowsFieldByField()
    {
        Desk desk;
        RepairSheet *sheet = openedSheet(desk);
        QVERIFY(sheet);
        const QAbstractItemModelTester tester(sheet->fields(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QString seen = visibleText(sheet);
        for (const QString &told :
             {u"Repair Amira Haddad in Sandbox?"_s, u"Role"_s, u"admin"_s, u"crew_rank"_s,
              u"<b>second</b> officer"_s, u"A full upsert would lose 2 fields"_s, u"Kept"_s, u"Not sent"_s,
              u"1 request that writes"_s, u"PATCH /users"_s, u"The fields are set back."_s,
              u"1 of at most 100 users"_s})
            QVERIFY2(seen.contains(told), qPrintable(told + u'\n' + seen));
        QVERIFY(sheet->cancelButton()->hasFocus());
        QTest::keyClick(sheet->cancelButton(), Qt::Key_Return);
        QVERIFY(!sheet->isVisible());
        QCOMPARE(desk.backend.repaired.size(), size_t{0});
    }

    void repairIsReadBackAndUndone()
    {
        Desk desk;
        RepairSheet *sheet = openedSheet(desk);
        QVERIFY(sheet);
        QTest::mouseClick(sheet->repairButton(), Qt::LeftButton);
        QCOMPARE(desk.backend.repaired.size(), size_t{1});
        QVERIFY(sheet->isRunning() && !sheet->repairButton()->isEnabled());
        desk.backend.next = lookupOf({personFacts(amiraId, u"Amira Haddad"_s, ParticipantKind::User, true)});
        RepairRequest back;
        back.actions.push_back({.kind = RepairAction::Kind::RevertUser,
                                .streamId = u"onecrew_user_"_s + amiraId,
                                .fields = {},
                                .cid = {},
                                .set = {{u"role"_s, u"admin"_s}},
                                .unset = {}});
        desk.backend.endRepair(Outcome::Passed, u"1 user repaired and read again."_s, back);
        QVERIFY(sheet->hasWorked() && sheet->isVisible());
        QVERIFY(sheet->outcome()->status() == Status::Ok);
        QVERIFY(visibleText(sheet).contains(u"Done"_s));
        QSignalSpy run(&desk.page, &LookUpPage::runRequested);
        QTest::mouseClick(desk.button(u"Open run"_s), Qt::LeftButton);
        QCOMPARE(run.size(), 1);
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(desk.page.personCard()->banner()->status() == Status::Ok);
        QVERIFY(desk.page.messages()->heading().contains(u"repaired"_s));
        // Back again: a preview as well, nothing is sent by the click alone.
        QTest::mouseClick(desk.button(u"Undo..."_s), Qt::LeftButton);
        QTRY_VERIFY(desk.page.repairSheet() && desk.page.repairSheet()->isVisible());
        QCOMPARE(desk.backend.planned.back() == back, true);
        QVERIFY(desk.page.repairSheet()->accessibleName().startsWith(u"Undo the repair of Amira Haddad"_s));
        QCOMPARE(desk.backend.repaired.size(), size_t{1});
    }

    void refusalsAreShown()
    {
        Desk desk;
        RepairSheet *sheet = openedSheet(desk);
        QVERIFY(sheet);
        desk.backend.busy = true;
        QTest::mouseClick(sheet->repairButton(), Qt::LeftButton);
        QVERIFY(sheet->outcome()->status() == Status::Fail && sheet->outcome()->isVisible());
        desk.backend.busy = false;
        QTest::mouseClick(sheet->repairButton(), Qt::LeftButton);
        desk.backend.endRepair(Outcome::Failed, u"Production is read-only here: nothing was sent."_s);
        QVERIFY(!sheet->hasWorked());
        QCOMPARE(sheet->outcome()->heading(), u"Production is read-only here: nothing was sent."_s);
        QVERIFY(visibleText(sheet).contains(u"Not done"_s));
        desk.backend.plan = tl::unexpected(Error{Error::Kind::Input, u"Too many."_s, {}, {}});
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!desk.page.isSearching());
        QTest::mouseClick(desk.page.personCard()->repairButton(), Qt::LeftButton);
        QTRY_COMPARE(desk.page.messages()->heading(), u"Too many."_s);
    }

    void recentIsKeptById()
    {
        Desk desk;
        desk.show(lookupOf({missingAmira()}), u"token eyJhbGciOi for Amira"_s);
        desk.show(lookupOf({healthySat()}));
        QVERIFY(desk.titles().contains(u"Recent"_s));
        QVERIFY(desk.titles().contains(u"Amira Haddad"_s));
        const QByteArray state = desk.page.saveState();
        QVERIFY(!state.contains("eyJhbGciOi") && !state.contains(QByteArray("\0e\0y\0J", 6)));
        FakeLookUps other;
        LookUpPage next(&other);
        QVERIFY(next.restoreState(state));
        QCOMPARE(next.recent().all() == desk.page.recent().all(), true);
        QCOMPARE(next.recent().all().first().lookup(), u"onecrew_company_"_s + satId);
        QVERIFY(!next.restoreState("nonsense"));
        QCOMPARE(next.recent().all().size(), qsizetype{2});
    }

    void modelsAreSound()
    {
        ResultsModel results;
        const QAbstractItemModelTester first(&results,
                                             QAbstractItemModelTester::FailureReportingMode::QtTest);
        CellModel cells(facttables::participantTitles());
        const QAbstractItemModelTester second(&cells, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RecentLookUps recent;
        recent.add(recentOf(healthySat(), lookupOf({healthySat()}).verdicts.front()));
        for (const auto &result :
             {lookupOf({missingAmira()}), lookupOf({healthySat(), missingAmira()}, true)}) {
            results.setItems(resultItems(&result, {}, recent, lookupTime()));
            cells.setRows(facttables::participantRows(result, lookupTime()));
            QCOMPARE(cells.rowCount(), static_cast<int>(result.facts.people.size()));
            QVERIFY(results.flags(results.index(0)) != (Qt::ItemIsEnabled | Qt::ItemIsSelectable));
            QVERIFY(results.at(results.index(results.firstRow())));
        }
        results.setItems(resultItems(nullptr, {}, {}, lookupTime()));
        QCOMPARE(results.rowCount(), 0);
        QCOMPARE(results.firstRow(), -1);
    }

    void namesKeepTheirPlace_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("seen");
        QTest::newRow("500 characters") << u"Wolfeschlegelstein"_s.repeated(28) << u"Wolf"_s;
        QTest::newRow("500 characters, many words") << u"Anna Maria "_s.repeated(46) << u"Anna"_s;
        QTest::newRow("right to left") << u"שרה כהן"_s << u"שרה"_s;
        QTest::newRow("turned by a control character") << u"\u202Egnp.exe"_s << u"gnp"_s;
        QTest::newRow("emoji") << u"Zoë 👩‍👩‍👧‍👦🎓"_s << u"Zoë"_s;
        QTest::newRow("markup") << u"<b>Bold</b><img src='x'>"_s << u"<b>Bo"_s;
        QTest::newRow("entities") << u"Tom &amp; &Jerry"_s << u"Tom &amp; &Jerry"_s;
    }

    void namesKeepTheirPlace()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, seen);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            QApplication::setLayoutDirection(direction);
            Desk desk;
            for (const bool two : {false, true}) {
                const auto people =
                    two ? std::vector{healthySat(name), missingAmira(name)} : std::vector{missingAmira(name)};
                desk.show(lookupOf(people, two));
                QApplication::processEvents();
                const QStringList faults = layoutFaults(&desk.page);
                for (const QString &fault : faults)
                    qWarning("%s", qPrintable(fault));
                QVERIFY(faults.isEmpty());
                QVERIFY2(visibleText(&desk.page).count(seen) >= 2, qPrintable(visibleText(&desk.page)));
                for (const QPointer<QWidget> &widget : visibleWidgets(&desk.page)) {
                    if (widget && Qt::mightBeRichText(widget->toolTip()))
                        QVERIFY2(!widget->toolTip().contains(u"<b>Bold"_s), qPrintable(widget->toolTip()));
                }
            }
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
    TestLookUpPage test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_lookuppage.moc"
