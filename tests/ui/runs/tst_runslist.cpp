// SPDX-License-Identifier: MIT
#include "tests/ui/runs/uitest.h"
#include "ui/runs/runslist.h"

#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace chatsync;
using namespace chatsync::ui;

namespace {

RunSummary summary(int number, RunSummary::State state, std::optional<Outcome> outcome)
{
    return {.id = QUuid::createUuid(),
            .number = number,
            .startedAt = QDateTime::fromMSecsSinceEpoch(1'768'471'200'000 + number * 60'000LL, Qt::UTC),
            .state = state,
            .outcome = outcome,
            .environment = QStringLiteral("Sandbox"),
            .preset = QStringLiteral("hardened"),
            .initiator = QStringLiteral("Company %1").arg(number),
            .participants = {QStringLiteral("<b>Amira</b>")},
            .attempts = number % 3 + 1,
            .durationMs = number * 70};
}

std::vector<RunSummary> three()
{
    return {summary(1, RunSummary::State::Finished, Outcome::Passed),
            summary(2, RunSummary::State::Finished, Outcome::Failed),
            summary(3, RunSummary::State::Finished, Outcome::Recovered)};
}

} // namespace

class TestRunsList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTheRulesOfModels()
    {
        RunsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns(three());
        RunSummary running = summary(4, RunSummary::State::Running, {});
        model.upsertRun(running);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(3, 0).data().toString(), QStringLiteral("Running"));
        running.state = RunSummary::State::Finished;
        running.outcome = Outcome::Cancelled;
        model.upsertRun(running);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(3, 0).data().toString(), QStringLiteral("Cancelled"));
        model.setNow(QDateTime::currentDateTimeUtc());
    }

    void sortsByNumbersAndTimes()
    {
        RunsList list;
        std::vector<RunSummary> runs;
        for (const int number : {9, 100, 20})
            runs.push_back(summary(number, RunSummary::State::Finished, Outcome::Passed));
        list.setRuns(runs);
        const auto first = [&] {
            return list.table()->model()->index(0, 0).data(RunsModel::IdRole).toUuid();
        };
        QCOMPARE(first(), runs[1].id); // Newest first
        list.table()->sortByColumn(RunsModel::DurationColumn, Qt::AscendingOrder);
        QCOMPARE(first(), runs[0].id);
    }

    void searchesAndSaysWhenNothingMatches()
    {
        RunsList list;
        list.show();
        list.setRuns(three());
        list.setSearchText(QStringLiteral("failed"));
        QCOMPARE(list.table()->model()->rowCount(), 1);
        list.setSearchText(QStringLiteral("nobody at all"));
        QVERIFY(!list.table()->isVisible());
        for (QPushButton *button : list.findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Clear filter"))
                button->click();
        }
        QVERIFY(list.table()->isVisible());
        QCOMPARE(list.table()->model()->rowCount(), 3);
    }

    void showsNamesAndFindsThemByBoth()
    {
        RunsList list;
        RunSummary known = summary(1, RunSummary::State::Finished, Outcome::Passed);
        known.initiator = QStringLiteral("c0ffee00-d123-4e57-aeef-f0661ec61352");
        known.participants = {QStringLiteral("dda3aaa6-d123-4e57-aeef-f0661ec61352")};
        known.people = {{known.participants.first(), QStringLiteral("Dilnoza <i>Karimova</i>")},
                        {QStringLiteral("0b7e7d2f-d123-4e57-aeef-f0661ec61352"), {}},
                        {known.initiator, QStringLiteral("Sat Education")}};
        RunSummary typed = summary(2, RunSummary::State::Interrupted, {});
        typed.participants = known.participants;
        list.setRuns({known, typed});
        const auto shown = [&](int row, int role) {
            return list.model().index(row, RunsModel::ParticipantsColumn).data(role).toString();
        };
        QCOMPARE(shown(0, Qt::DisplayRole),
                 QStringLiteral("Sat Education with Dilnoza <i>Karimova</i> and 0b7e7d2f…1352"));
        QVERIFY(shown(0, Qt::ToolTipRole).contains(known.participants.first()));
        QVERIFY(!shown(0, Qt::ToolTipRole).contains(QStringLiteral("<i>")));
        QCOMPARE(shown(1, Qt::DisplayRole), QStringLiteral("Company 2 with dda3aaa6…1352"));
        QVERIFY(shown(1, Qt::ToolTipRole).contains(known.participants.first()));
        for (const char *text : {"karimova", "0b7e7d2f-d123", "sat edu"}) {
            list.setSearchText(QLatin1String(text));
            QCOMPARE(list.table()->model()->rowCount(), 1);
        }
    }

    void opensByKeyAndMouse()
    {
        RunsList list;
        list.resize(1000, 500);
        list.show();
        const auto runs = three();
        list.setRuns(runs);
        QSignalSpy opened(&list, &RunsList::openRequested);
        list.setCurrentRun(runs[1].id);
        QTest::keyClick(list.table(), Qt::Key_Return);
        QCOMPARE(opened.value(0).value(0).toUuid(), runs[1].id);
        const QPoint at = list.table()->visualRect(list.table()->model()->index(0, 1)).center();
        QTest::mouseClick(list.table()->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(list.table()->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(opened.value(1).value(0).toUuid(), runs[2].id);
    }

    void offersAnInterruptedRun()
    {
        RunsList list;
        list.show();
        auto runs = three();
        list.setRuns(runs);
        RunSummary dead = summary(9, RunSummary::State::Interrupted, {});
        list.upsertRun(dead);
        QSignalSpy opened(&list, &RunsList::openRequested);
        for (QPushButton *button : list.findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Look at it"))
                button->click();
        }
        QCOMPARE(opened.value(0).value(0).toUuid(), dead.id);
    }

    void keepsSelectionAndColumns()
    {
        RunsList list;
        const auto runs = three();
        list.setRuns(runs);
        list.setCurrentRun(runs[0].id);
        list.upsertRun(summary(12, RunSummary::State::Running, {}));
        QCOMPARE(list.currentRun(), runs[0].id);
        list.table()->setColumnWidth(RunsModel::PresetColumn, 177);
        RunsList other;
        QVERIFY(other.restoreColumns(list.saveColumns()));
        QCOMPARE(other.table()->columnWidth(RunsModel::PresetColumn), 177);
    }
};

CHATSYNC_UI_TEST_MAIN(TestRunsList)
#include "tst_runslist.moc"
