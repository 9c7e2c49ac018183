// SPDX-License-Identifier: MIT
#include "tests/ui/runs/runsamples.h"
#include "tests/ui/runs/uitest.h"
#include "ui/runs/idlescale.h"
#include "ui/runs/overviewstrip.h"
#include "ui/runs/runview.h"
#include "ui/theme/statusglyph.h"
#include "ui/widgets/codeview.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QTreeView>

using namespace chatsync;
using namespace chatsync::ui;
using namespace chatsync::test;

namespace {

QStringList lost()
{
    return {QStringLiteral("latency=100"), QStringLiteral("upsert-lost=onecrew_user_") + FlowFixture::amira};
}

std::vector<RunEvent> failedRun()
{
    return eventsOf(settingsOf(Preset::Hardened), lost(), threePeople());
}

std::vector<RunEvent> untilRetryWait()
{
    auto events =
        eventsOf(settingsOf(Preset::Hardened), {QStringLiteral("visibility-delay=2500")}, threePeople());
    const auto wait = std::find_if(events.begin(), events.end(), [](const RunEvent &event) {
        return event.kind == EventKind::Wait && event.step == Step::Retry;
    });
    events.erase(wait + 1, events.end());
    return events;
}

QPushButton *button(const QWidget &in, const QString &text)
{
    for (QPushButton *found : in.findChildren<QPushButton *>()) {
        if (found->text() == text)
            return found;
    }
    return nullptr;
}

} // namespace

class TestRunView : public QObject {
    Q_OBJECT
private:
    static void show(RunView &view)
    {
        view.resize(943, 782);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
    }

private Q_SLOTS:
    void opensAtTheFirstFailure()
    {
        RunView view;
        show(view);
        view.setRun(failedRun());
        QVERIFY(view.currentRow());
        QCOMPARE(test::name(view.currentRow()->step), test::name(Step::Create));
        QCOMPARE(view.currentRow()->attempt, 1);
        QCOMPARE(view.details()->tab(), DetailPane::Response);
        QCOMPARE(view.headline(), QStringLiteral("Failed: the channel was not created"));
        QVERIFY(view.tree()->viewport()->rect().contains(
            view.tree()->visualRect(view.tree()->currentIndex()).center()));
    }

    void stepsThroughProblems()
    {
        RunView view;
        show(view);
        view.setRun(failedRun());
        const auto problems = view.model().problems();
        QVERIFY(problems.size() >= 3);
        for (size_t i = 1; i <= problems.size(); ++i) {
            QTest::keyClick(view.tree(), Qt::Key_F8);
            QCOMPARE(view.currentRow(), problems[i % problems.size()]);
        }
        QTest::keyClick(view.tree(), Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(view.currentRow(), problems.back());
    }

    void followsUntilSomebodyChooses()
    {
        RunView view;
        show(view);
        const auto events = untilRetryWait();
        std::vector<RunEvent> some(events.begin(), events.begin() + 6);
        view.append(some);
        QVERIFY(view.isFollowing());
        QPushButton *chip = button(view, QStringLiteral("Follow"));
        QVERIFY(chip && !chip->isVisible());
        QTest::keyClick(view.tree(), Qt::Key_Home);
        QTest::keyClick(view.tree(), Qt::Key_Down);
        QVERIFY(!view.isFollowing());
        QVERIFY(chip->isVisible());
        const RunRow *chosen = view.currentRow();
        view.append(std::vector<RunEvent>(events.begin() + 6, events.end()));
        view.flush();
        QCOMPARE(view.currentRow(), chosen);
        chip->click();
        QVERIFY(view.isFollowing());
        QCOMPARE(test::name(view.currentRow()->step), test::name(Step::Create));
        QCOMPARE(view.currentRow()->status, Status::Fail);
    }

    void tellsTheTimeLeft()
    {
        RunView view;
        show(view);
        const auto events = untilRetryWait();
        view.setTimeSource([at = static_cast<double>(events.back().tMs) + 1200] { return at; });
        view.append(events);
        QCOMPARE(view.headline(), QStringLiteral("Running: retry in 0.8 s"));
    }

    void showsAnInterruptedRun()
    {
        RunView view;
        show(view);
        view.setRun(untilRetryWait(), RunSummary::State::Interrupted);
        QCOMPARE(view.headline(), QStringLiteral("Interrupted at step 6 of 9"));
        QVERIFY(!view.model().isLive());
    }

    void filtersAndSaysSo()
    {
        RunView view;
        show(view);
        view.setRun(failedRun());
        QTest::keyClick(view.tree(), Qt::Key_F, Qt::ControlModifier);
        auto *field = view.findChild<QLineEdit *>();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("status:fail"));
        QVERIFY(view.hiddenRows() > 0);
        bool said = false;
        for (const QLabel *label : view.findChildren<QLabel *>())
            said = said || label->text().contains(QStringLiteral("rows hidden"));
        QVERIFY(said);
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(view.hiddenRows(), 0);
    }

    void choosesTabsByKey()
    {
        RunView view;
        show(view);
        view.setRun(failedRun());
        QTest::keyClick(view.tree(), Qt::Key_2, Qt::AltModifier);
        QCOMPARE(view.details()->tab(), DetailPane::Request);
        QTest::keyClick(view.tree(), Qt::Key_1, Qt::AltModifier);
        QCOMPARE(view.details()->tab(), DetailPane::Summary);
        QTest::keyClick(view.tree(), Qt::Key_5, Qt::AltModifier);
        QCOMPARE(view.details()->tab(), DetailPane::BackendLog);
    }

    void copies()
    {
        RunView view;
        show(view);
        view.setRun(failedRun());
        QClipboard *clipboard = QGuiApplication::clipboard();
        view.copyId();
        QCOMPARE(clipboard->text(), QStringLiteral("onecrew_user_") + FlowFixture::amira);
        view.copyRow();
        QVERIFY(clipboard->text().startsWith(QStringLiteral("Failed\tCreate channel\t1\t400 · code 4\t")));
        view.copySummary();
        QVERIFY(clipboard->text().contains(QStringLiteral("Failed to add all members")));
        QVERIFY(!clipboard->text().contains(u'\n'));
        view.copyCurl();
        QVERIFY(clipboard->text().contains(QStringLiteral("\"Authorization: $STREAM_TOKEN\"")));
        QVERIFY(clipboard->text().contains(QStringLiteral("api_key=")));
    }

    void leadsFromEvidenceToItsRow()
    {
        RunView view;
        show(view);
        view.setRun(failedRun());
        QPushButton *link = button(view, QStringLiteral("Step 6"));
        QVERIFY(link);
        link->click();
        QCOMPARE(view.currentRow()->attempt, 2);
        QCOMPARE(test::name(view.currentRow()->step), test::name(Step::Create));
    }

    void asksToLookUpWhoIsMissing()
    {
        RunView view;
        show(view);
        view.setRun(failedRun());
        QSignalSpy asked(&view, &RunView::lookUpRequested);
        QPushButton *look = button(*view.details(), QStringLiteral("Look up"));
        QVERIFY(look);
        look->click();
        QCOMPARE(asked.value(0).value(0).toString(), QStringLiteral("onecrew_user_") + FlowFixture::amira);
    }

    void becomesATabWhenNarrow()
    {
        RunView view;
        show(view);
        view.setRun(failedRun());
        QVERIFY(!view.details()->isNarrow());
        view.resize(760, 700);
        QTRY_VERIFY(view.details()->isNarrow());
        QVERIFY(view.details()->hasContent(DetailPane::Explanation));
    }

    /// What was running when it was chosen, and failed meanwhile.
    void detailsFollowTheChosenStepToItsEnd()
    {
        const auto events = failedRun();
        const auto at = [&events](EventKind kind) {
            return std::find_if(events.begin(), events.end(), [kind](const RunEvent &event) {
                return event.kind == kind && event.step == Step::Create;
            });
        };
        const auto ended = at(EventKind::StepFinished) + 1;
        RunView view;
        show(view);
        view.setRun({events.begin(), at(EventKind::StepStarted) + 1});
        const RunRow *step = view.currentRow();
        QVERIFY(step && step->step == Step::Create && view.model().isLive());
        auto *glyph = view.details()->findChild<StatusGlyph *>();
        QVERIFY(glyph && glyph->status() == Status::Running);
        view.setCurrentRow(step);
        view.append({at(EventKind::StepStarted) + 1, ended});
        view.flush();
        QVERIFY(view.currentRow() == step && view.model().isLive());
        QTRY_VERIFY(glyph->status() == Status::Fail);
    }

    void showsHostileNamesAsTheyAre_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("HTML") << QStringLiteral("<b>bold</b><img src=x> & co");
        QTest::newRow("long") << QString(500, u'x');
        QTest::newRow("right to left") << QStringLiteral("\u0645\u062f\u0631\u0633\u0629 \u202e evil");
        QTest::newRow("emoji") << QStringLiteral("\U0001F600\U0001F468\u200D\U0001F469\u200D\U0001F467 Crew");
    }

    void showsHostileNamesAsTheyAre()
    {
        QFETCH(QString, name);
        auto events = failedRun();
        for (RunEvent &event : events) {
            event.message.replace(QStringLiteral("Amira Haddad"), name);
            const QByteArray json = QJsonDocument(event.data).toJson(QJsonDocument::Compact);
            QByteArray quoted = QJsonDocument(QJsonArray{name}).toJson(QJsonDocument::Compact);
            quoted = quoted.mid(2, quoted.size() - 4);
            event.data =
                QJsonDocument::fromJson(QByteArray{json}.replace("\"Amira Haddad\"", '"' + quoted + '"'))
                    .object();
        }
        RunView view;
        show(view);
        view.setRun(events);
        QCOMPARE(view.width(), 943);
        for (const QLabel *label : view.findChildren<QLabel *>()) {
            if (label->text().contains(name.left(20)))
                QVERIFY(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()));
        }
        QCOMPARE(view.model().facts().displayName(FlowFixture::amira), name);
        QVERIFY(!view.grab().isNull());
    }

    void changesItsColours()
    {
        RunView view;
        show(view);
        view.setRun(failedRun());
        const QColor light = view.grab().toImage().pixelColor(2, 2);
        theme().setScheme(Theme::Scheme::Dark);
        const QColor dark = view.grab().toImage().pixelColor(2, 2);
        theme().setScheme(Theme::Scheme::Light);
        QVERIFY(light.lightness() > 200);
        QVERIFY(dark.lightness() < 60);
    }

    /// Streams every fault through a whole view, with filter, selection and details along: none may crash,
    /// jump or lose the row that was chosen.
    void livesThroughEveryFault_data()
    {
        QTest::addColumn<QString>("fault");
        for (const sandbox::FaultKind &kind : sandbox::faultCatalogue())
            QTest::newRow(qPrintable(kind.name)) << QString{kind.example}.replace(
                QStringLiteral("onecrew_user_a"), QStringLiteral("onecrew_user_") + FlowFixture::amira);
    }

    void livesThroughEveryFault()
    {
        QFETCH(QString, fault);
        const auto events = eventsOf(settingsOf(Preset::Hardened), {fault}, threePeople());
        RunView view;
        show(view);
        const QSignalSpy resets(view.tree()->model(), &QAbstractItemModel::modelReset);
        for (const RunEvent &event : events) {
            view.append({event});
            view.flush();
        }
        QCOMPARE(resets.count(), 0);
        QVERIFY(!view.headline().isEmpty());
        QVERIFY(!view.headline().startsWith(QStringLiteral("Running")));
        for (int tab = 0; tab < DetailPane::TabCount; ++tab)
            view.details()->chooseTab(static_cast<DetailPane::Tab>(tab));
        QVERIFY(!view.grab().isNull());
        if (events.back().outcome == Outcome::Failed)
            QVERIFY(view.currentRow() && view.currentRow()->status == Status::Fail);
    }

    void marksTheFailingLineInView()
    {
        RunView view;
        view.setRun(failedRun());
        show(view);
        CodeView *code = nullptr;
        for (CodeView *candidate : view.details()->findChildren<CodeView *>()) {
            if (candidate->accessibleName() == QStringLiteral("Response"))
                code = candidate;
        }
        QVERIFY(code);
        QTRY_VERIFY(code->isVisible());
        QCOMPARE(code->marks().size(), 1);
        const QTextBlock marked = code->document()->findBlockByNumber(code->marks().at(0).line - 1);
        QTRY_VERIFY(code->viewport()->rect().contains(code->cursorRect(QTextCursor(marked)).topLeft()));
    }

    void opensTenThousandEvents()
    {
        auto events = failedRun();
        const auto exchange = std::find_if(events.begin(), events.end(), [](const RunEvent &event) {
            return event.kind == EventKind::Exchange;
        });
        const RunEvent copy = *exchange;
        events.insert(exchange, 10'000 - events.size(), copy);
        for (size_t i = 0; i < events.size(); ++i)
            events[i].seq = static_cast<qint64>(i) + 1;
        RunView view;
        show(view);
        QBENCHMARK_ONCE
        {
            view.setRun(events);
            view.grab();
        }
        QCOMPARE(view.model().events().size(), size_t{10'000});
        QCOMPARE(view.currentRow()->status, Status::Fail);
    }

    /// The run that `./dev bench` measures is the run that is shown: every row is there, each once, and the
    /// filter leaves those that fit.
    void showsAndFiltersTenThousandEvents()
    {
        auto events = failedRun();
        const auto exchange = std::find_if(events.begin(), events.end(), [](const RunEvent &event) {
            return event.kind == EventKind::Exchange;
        });
        const RunEvent copy = *exchange;
        const auto before = static_cast<qsizetype>(exchange - events.begin());
        const size_t added = 10'000 - events.size();
        events.insert(exchange, added, copy);
        for (size_t i = 0; i < events.size(); ++i)
            events[i].seq = static_cast<qint64>(i) + 1;
        for (size_t i = 0; i < added; ++i)
            events[static_cast<size_t>(before) + i].message = QStringLiteral("copy<%1>").arg(i);
        RunView view;
        show(view);
        view.setRun(events);
        const int rows = view.model().rowCountTotal();
        QVERIFY(rows >= static_cast<int>(added));
        for (const size_t i : {size_t{0}, added / 2, added - 1}) {
            const qsizetype position = before + static_cast<qsizetype>(i);
            const RunRow *row = view.model().rowOfEvent(position);
            QVERIFY(row);
            QCOMPARE(row->first, position);
            view.setCurrentRow(row);
            QVERIFY(view.currentRow() == row);
            QVERIFY(view.tree()->visualRect(view.tree()->currentIndex()).isValid());
        }
        view.setFilterText(QStringLiteral("copy<"));
        QCOMPARE(rows - view.hiddenRows(), static_cast<int>(added) + 1); // And the step they are in.
        view.setFilterText(QStringLiteral("copy<77>"));
        QCOMPARE(rows - view.hiddenRows(), 2);
        const QModelIndex step = view.tree()->model()->index(0, 0);
        QCOMPARE(view.tree()->model()->rowCount(step), 1);
        QVERIFY(view.tree()->isExpanded(step));
        view.setFilterText(QStringLiteral("nothing like it"));
        QCOMPARE(view.hiddenRows(), rows);
        view.setFilterText({});
        QCOMPARE(view.hiddenRows(), 0);
    }

    /// A batch of a tenth of a second, at 1,000 events a second, on top of 9,900 that are shown already.
    void addsABatchToALongRun()
    {
        auto events = untilRetryWait();
        const auto exchange = std::find_if(events.begin(), events.end(), [](const RunEvent &event) {
            return event.kind == EventKind::Exchange;
        });
        const RunEvent copy = *exchange;
        events.erase(exchange + 1, events.end());
        events.resize(10'000, copy);
        for (size_t i = 0; i < events.size(); ++i)
            events[i].seq = static_cast<qint64>(i) + 1;
        RunView view;
        show(view);
        view.append(std::vector<RunEvent>(events.begin(), events.end() - 100));
        view.tree()->expandAll();
        QBENCHMARK_ONCE
        {
            view.append(std::vector<RunEvent>(events.end() - 100, events.end()));
            view.flush();
        }
        QCOMPARE(view.model().events().size(), size_t{10'000});
    }

    void keepsItsLayout()
    {
        RunView first;
        show(first);
        first.setRun(failedRun());
        first.tree()->setColumnWidth(RunModel::StepColumn, 301);
        RunView second;
        QVERIFY(second.restoreState(first.saveState()));
        QCOMPARE(second.tree()->columnWidth(RunModel::StepColumn), 301);
        QVERIFY(!second.restoreState("nonsense"));
    }

    void isEmptyLoadingAndFullAgain()
    {
        RunView view;
        show(view);
        QSignalSpy wanted(&view, &RunView::newConversationRequested);
        button(view, QStringLiteral("New conversation"))->click();
        QCOMPARE(wanted.count(), 1);
        view.setLoading();
        view.setRun(failedRun());
        QVERIFY(view.tree()->isVisible());
        view.clear();
        QVERIFY(!view.tree()->isVisible());
    }

    void namesEverythingForAScreenReader()
    {
        RunView view;
        show(view);
        view.setRun(failedRun());
        for (const QAbstractButton *control : view.findChildren<QAbstractButton *>()) {
            if (control->isVisible())
                QVERIFY2(!control->text().isEmpty() || !control->accessibleName().isEmpty(),
                         control->metaObject()->className());
        }
        for (const QAbstractItemView *table : view.findChildren<QAbstractItemView *>())
            QVERIFY2(!table->accessibleName().isEmpty() || qobject_cast<const QHeaderView *>(table),
                     table->metaObject()->className());
    }

    void squeezesIdleTime()
    {
        // 10 s, of which 2 to 8 are idle; 900 ms from 9 s on are idle, too.
        const IdleScale scale({0, 10'000}, 400, {{2000, 8000}, {9000, 9900}});
        QCOMPARE(scale.breaks().size(), size_t{2});
        QCOMPARE(scale.xFor(8000) - scale.xFor(2000), IdleScale::breakWidth);
        QCOMPARE(scale.xFor(0), 0.0);
        QCOMPARE(scale.xFor(10'000), 400.0);
        for (const double ms : {0.0, 1500.0, 2000.0, 5000.0, 8500.0, 9400.0, 10'000.0})
            QVERIFY(qAbs(scale.msAt(scale.xFor(ms)) - ms) < 1e-6);
        // What is narrower than the mark already is left as it is.
        QVERIFY(IdleScale({0, 10'000}, 400, {{2000, 2500}}).breaks().empty());
        QVERIFY(IdleScale({0, 1000}, 400, {{2000, 8000}}).breaks().empty());
    }

    void idleIsWhereNothingIsAsked()
    {
        RunModel model;
        model.setRun(failedRun(), false);
        const std::vector<TimeSpan> idle = idleSpans(model);
        double waited = 0;
        for (const RunEvent &event : model.events()) {
            if (event.kind == EventKind::Wait)
                waited += event.data[QLatin1String("ms")].toDouble();
        }
        double sum = 0;
        for (const auto &[from, to] : idle)
            sum += to - from;
        QVERIFY(waited > 0);
        QVERIFY2(sum >= waited, "Every wait is idle time");
        QVERIFY(sum < model.facts().durationMs);
    }

    void compressesByKeyAndRemembersIt()
    {
        RunView view;
        view.setRun(failedRun());
        show(view);
        const auto wait = [&] {
            for (int i = 0; i < view.tree()->model()->rowCount(); ++i) {
                const QModelIndex index = view.tree()->model()->index(i, 0);
                if (index.data(RunModel::WaitRole).toDouble() > 0)
                    return view.tree()->visualRect(index.siblingAtColumn(RunModel::TimelineColumn));
            }
            return QRect();
        };
        const auto timeline = [&] { return view.tree()->viewport()->grab(wait()).toImage(); };
        QVERIFY(wait().isValid());
        const QImage before = timeline();
        view.tree()->setFocus();
        QTest::keyClick(view.tree(), Qt::Key_I);
        QVERIFY(view.isIdleCompressed());
        QVERIFY(view.overview()->isVisible());
        QVERIFY(timeline() != before);
        RunView other;
        QVERIFY(other.restoreState(view.saveState()));
        QVERIFY(other.isIdleCompressed());
        QVERIFY(button(other, QStringLiteral("Compress idle"))->isChecked());
        QTest::keyClick(view.tree(), Qt::Key_I);
        QVERIFY(!view.isIdleCompressed());
        QCOMPARE(timeline(), before);
    }

    void overviewMovesWhatIsLookedAt()
    {
        FlowSettings slow = settingsOf(Preset::Hardened);
        slow.wait = std::chrono::milliseconds{20'000};
        RunView view;
        view.setRun(eventsOf(settingsOf(Preset::Hardened), {}, threePeople()));
        show(view);
        OverviewStrip *strip = view.overview();
        QVERIFY2(!strip->isVisible(), "A short run is seen as a whole");
        view.setRun(eventsOf(slow, {}, threePeople()));
        QVERIFY(strip->isVisible());
        QVERIFY(!strip->accessibleName().isEmpty());
        const QString whole = strip->accessibleDescription();
        const int y = strip->height() / 2;
        QTest::mousePress(strip, Qt::LeftButton, {}, {100, y});
        QTest::mouseMove(strip, {200, y});
        QTest::mouseRelease(strip, Qt::LeftButton, {}, {200, y});
        const QString part = strip->accessibleDescription();
        QVERIFY(part != whole);
        strip->setFocus();
        QTest::keyClick(strip, Qt::Key_Right);
        const QString moved = strip->accessibleDescription();
        QVERIFY(moved != part);
        QTest::keyClick(strip, Qt::Key_Home);
        QVERIFY(strip->accessibleDescription() != moved);
        QTest::keyClick(strip, Qt::Key_0);
        QCOMPARE(strip->accessibleDescription(), whole);
    }
};

CHATSYNC_UI_TEST_MAIN(TestRunView)
#include "tst_runview.moc"
