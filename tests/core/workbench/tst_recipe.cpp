// SPDX-License-Identifier: MIT
#include "core/diagnosis/history.h"
#include "core/diagnosis/recipe.h"
#include "core/workbench/demonstration.h"
#include "tests/support/flowfixture.h"

#include <QCoroTask>
#include <QTest>

using namespace chatsync;
using namespace chatsync::diagnosis;
using test::FlowFixture;

namespace {

QStringList codesOf(const std::vector<Struck> &struck)
{
    QStringList codes;
    for (const Struck &one : struck)
        codes << one.code;
    return codes;
}

bool has(const std::vector<Hint> &hints, Hint::Kind kind, const QString &subject)
{
    return std::any_of(hints.begin(), hints.end(),
                       [&](const Hint &hint) { return hint.kind == kind && hint.subject == subject; });
}

} // namespace

class TestRecipe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyDefectIsShown_data()
    {
        QTest::addColumn<QString>("code");
        for (const RecipeDefect &defect : recipeDefects())
            QTest::newRow(qPrintable(defect.code)) << defect.code;
    }

    void everyDefectIsShown()
    {
        QFETCH(QString, code);
        const Result<DemonstrationResult> shown = QCoro::waitFor(demonstrate(code, {}));
        QVERIFY(shown);
        QVERIFY2(shown->documentedShows, qPrintable(codesOf(defectsIn(shown->documented)).join(u' ')));
        QVERIFY2(!shown->hardenedShows, qPrintable(shown->hardenedOutcome));
        QVERIFY(shown->proven());
        QVERIFY(!shown->documentedOutcome.isEmpty() && !shown->hardenedOutcome.isEmpty());
        // The sign points at an event of the run.
        for (const Struck &struck : defectsIn(shown->documented)) {
            const bool there = std::any_of(shown->documented.begin(), shown->documented.end(),
                                           [&](const RunEvent &event) { return event.seq == struck.seq; });
            QVERIFY2(there && !struck.evidence.isEmpty(), qPrintable(struck.code));
        }
    }

    /// A row whose channel cannot be had stays under any flow: that one is told of hardened runs which fail.
    void hardenedRunsShowNoOtherDefect()
    {
        for (const RecipeDefect &defect : recipeDefects()) {
            const Result<DemonstrationResult> shown = QCoro::waitFor(demonstrate(defect.code, {}));
            QVERIFY(shown);
            const bool failed = shown->hardened.back().outcome == Outcome::Failed;
            const QStringList expected =
                failed ? QStringList{QStringLiteral("recipe-row-before-channel")} : QStringList{};
            QCOMPARE(codesOf(defectsIn(shown->hardened)).join(u' '), expected.join(u' '));
        }
    }

    void demonstrationsAreTheSameEachTime()
    {
        const QString code = recipeDefects().front().code;
        const Result<DemonstrationResult> first = QCoro::waitFor(demonstrate(code, {}));
        const Result<DemonstrationResult> second = QCoro::waitFor(demonstrate(code, {}));
        QVERIFY(first && second);
        QVERIFY(first->documented == second->documented);
        QVERIFY(first->hardened == second->hardened);
    }

    void unknownDefectIsRefused()
    {
        const Result<DemonstrationResult> shown =
            QCoro::waitFor(demonstrate(QStringLiteral("recipe-of-soup"), {}));
        QVERIFY(!shown);
        QVERIFY(shown.error().kind == Error::Kind::Input);
    }

    /// Each quotation is a part of the flow's description, shortened to what the tests may know of it.
    void everyDefectNamesItsLine()
    {
        for (const RecipeDefect &defect : recipeDefects()) {
            QVERIFY2(defect.line >= 27 && defect.line <= 45, qPrintable(defect.code));
            QVERIFY2(!defect.quote.isEmpty() && !defect.effect.isEmpty() && !defect.cure.isEmpty(),
                     qPrintable(defect.code));
        }
    }

    void aGoodRunOfTheRecipeStillVerifiesByAWrite()
    {
        FlowFixture fixture;
        FlowSettings settings = settingsOf(Preset::Documented);
        settings.sendCreator = true;
        fixture.run(settings);
        QVERIFY(codesOf(defectsIn(fixture.sink.events)).contains(QLatin1String("recipe-query-creates")));
    }

    void eventsBearWitness()
    {
        FlowFixture fixture;
        fixture.run(settingsOf(Preset::Hardened));
        const std::vector<Hint> hints = hintsIn(fixture.sink.events);
        const QString amira = QStringLiteral("onecrew_user_") + FlowFixture::amira;
        QVERIFY(has(hints, Hint::Kind::Synced, amira));
        QVERIFY(std::any_of(hints.begin(), hints.end(),
                            [](const Hint &hint) { return hint.kind == Hint::Kind::ChannelCreated; }));
        QVERIFY(!has(hints, Hint::Kind::Deleted, amira));
        QVERIFY(!hints.front().run.isNull());
    }

    void deletionIsHeardFromARun()
    {
        FlowFixture fixture;
        const QString jonas = QStringLiteral("onecrew_user_") + FlowFixture::jonas;
        fixture.simulator.deleteUser(jonas, false);
        fixture.run(test::requestOf(FlowFixture::satEducation, {FlowFixture::jonas}),
                    settingsOf(Preset::Hardened));
        QVERIFY(has(hintsIn(fixture.sink.events), Hint::Kind::Deleted, jonas));
    }

    void missingIsHeardFromARun()
    {
        FlowFixture fixture;
        FlowSettings settings = settingsOf(Preset::Unsynced);
        settings.sendCreator = true;
        fixture.run(settings);
        QVERIFY(has(hintsIn(fixture.sink.events), Hint::Kind::Missing,
                    QStringLiteral("onecrew_user_") + FlowFixture::amira));
    }
};

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
