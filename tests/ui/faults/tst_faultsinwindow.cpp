// SPDX-License-Identifier: MIT
// Each fault of the sandbox and each input that cannot work, performed in the program's window by each flow:
// a person is told what failed, what was done about it and what to do, and the journal has all of it.
#include "core/directory/store.h"
#include "core/sandbox/faultcatalogue.h"
#include "resources/translations.h"
#include "tests/ui/faults/faultdesk.h"
#include "ui/conversation/conversationform.h"
#include "ui/runs/detailpane.h"
#include "ui/theme/theme.h"

#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

class TestFaultsInWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsEachFault_data();
    void tellsEachFault();
    void tellsBadInput_data();
    void tellsBadInput();
    void refusesBeforeItBegins();
};

namespace {

/// How the run ends by flow, hardened, documented, unsynced: `p`assed, `r`ecovered, `f`ailed; and what the
/// head of the hardened run says, nothing where a fault does it no harm.
struct Expected {
    const char *fault;
    const char *ends;
    const char *said;
};

constexpr Expected expectations[] = {
    {"visibility-delay", "rff", "does not know Amira Haddad"},
    {"upsert-lost", "fff", "does not know Amira Haddad"},
    {"member-dropped", "rrf", "left one member out of the channel: Amira Haddad"},
    {"poisoned-batch", "fff", "Amira Haddad: The data of a user is larger"},
    {"user-deleted", "fff", "StreamChat refuses Amira Haddad, who was deleted there"},
    {"user-deactivated", "fff", "Amira Haddad is deactivated in StreamChat"},
    {"user-banned", "ppp", "Amira Haddad is banned in StreamChat"},
    {"anonymous-errors", "ppf", ""},
    {"old-wording", "ppf", ""},
    {"unique-names", "ppf", ""},
    {"read-lag", "prf", ""},
    {"latency", "ppf", ""},
    {"rate-limit", "ppf", "asked too often"},
    {"edge-limit", "pff", "Too many requests came from this address"},
    {"server-errors", "rff", "a fault of its own"},
    {"fail", "rff", "a fault of its own"},
    {"hang", "rff", "did not answer in time"},
    {"slow", "ppf", ""},
    {"clock-skew", "ppf", ""},
    {"reset", "rpf", "was cut"},
    {"cut-body", "rff", "was cut"},
    {"truncated-json", "rpf", "broke off"},
    {"empty-body", "rpf", "was empty"},
    {"html", "rff", "a server in front of it"},
    {"wrong-secret", "fff", "The secret does not belong to this API key"},
    {"unknown-key", "fff", "does not know this API key"},
    {"wrong-region", "fff", "another region"},
    {"chat-disabled", "fff", "Chat is not enabled"},
    {"app-suspended", "fff", "suspended this app"},
    {"no-messaging-type", "fff", "type is not set up"},
    {"multi-tenant", "ppf", ""},
    {"no-get-channel", "ppf", ""},
    {"task-failed", "ppf", ""},
};

/// Words of programmers; the backend's own words, which are quoted, apart.
QString jargonIn(const QStringList &texts)
{
    static const QRegularExpression jargon(
        u"\\b(QNetworkReply|errno|SQLSTATE|nullptr|undefined|exception|stack|socket|JSON|HTTP|kind|enum)\\b|[{}\\[\\]]|0x|\\(s\\)"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (const QString &text : texts) {
        if (jargon.match(text).hasMatch())
            return text;
    }
    return {};
}

/// The texts of the run's head without the quoted answer, which is the backend's to the letter.
QStringList toldTexts(const FaultDesk &desk)
{
    QStringList texts = shownTexts(desk.page->runView()->findChild<RunHeaderPanel *>());
    texts.removeAll(desk.facts().answerError);
    return texts;
}

QString letterOf(const std::optional<Outcome> &outcome)
{
    return outcome ? toString(*outcome).left(1) : u"-"_s;
}

/// Empty when the run is as whole in the journal as in the view.
QString flawInJournal(FaultDesk &desk)
{
    const auto events = desk.console.loadEvents(desk.run());
    const auto runs = desk.console.runs({});
    if (!QTest::qWaitFor([&] { return events.isFinished() && runs.isFinished(); }, 20'000))
        return u"The journal does not answer."_s;
    const auto kept = events.result();
    const auto &shown = desk.page->runView()->model().events();
    if (!kept || !std::ranges::equal(*kept, shown))
        return u"The journal has other events than the view."_s;
    for (size_t i = 0; i < kept->size(); ++i) {
        if ((*kept)[i].seq != static_cast<qint64>(i) + 1)
            return u"The events have a gap."_s;
    }
    if (kept->empty() || kept->back().kind != EventKind::RunFinished)
        return u"The run has no end."_s;
    const auto list = runs.result();
    return list && list->size() == 1 && list->front().state == RunSummary::State::Finished
               ? QString()
               : u"The list of runs is wrong."_s;
}

/// Empty when the window can be worked with again.
QString flawInWindow(const FaultDesk &desk)
{
    if (QApplication::activeModalWidget() || QApplication::activePopupWidget())
        return u"Something stands above the window."_s;
    for (const auto *button : desk.window->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->isEnabled() && button->text().startsWith(u"Create conversation"_s))
            return {};
    }
    return u"The form is still locked."_s;
}

} // namespace

void TestFaultsInWindow::tellsEachFault_data()
{
    QTest::addColumn<FaultScene>("scene");
    QTest::addColumn<QString>("ends");
    QTest::addColumn<QString>("said");
    const QList<Preset> presets{Preset::Hardened, Preset::Documented, Preset::Unsynced};
    QCOMPARE(std::size(expectations), static_cast<size_t>(sandbox::faultTable().size()));
    for (int flow = 0; flow < presets.size(); ++flow) {
        const QList<FaultScene> scenes = catalogueScenes(presets[flow]);
        for (const Expected &expected : expectations) {
            const auto scene = std::ranges::find(scenes, QLatin1String(expected.fault), &FaultScene::name);
            QVERIFY2(scene != scenes.end(), expected.fault);
            QTest::addRow("%s, %s", expected.fault, qPrintable(toString(presets[flow])))
                << *scene << QString(QLatin1Char(expected.ends[flow]))
                << (flow == 0 ? QString::fromLatin1(expected.said) : QString());
        }
    }
}

void TestFaultsInWindow::tellsEachFault()
{
    QFETCH(const FaultScene, scene);
    QFETCH(const QString, ends);
    QFETCH(const QString, said);
    FaultDesk desk;
    QVERIFY(desk.perform(scene.draft));
    const RunFacts &facts = desk.facts();
    QCOMPARE(letterOf(facts.outcome), ends);
    const QStringList told = toldTexts(desk);
    const QString all = told.join(u'\n');
    QCOMPARE(jargonIn(told), QString());
    QVERIFY2(all.contains(said), qPrintable(all));

    const QString headline = desk.page->runView()->headline();
    QVERIFY(told.contains(headline));
    if (ends == u"f"_s) {
        QVERIFY2(headline.startsWith(u"Failed: "_s), qPrintable(headline));
        QVERIFY(facts.why.endsWith(u'.') && !facts.next.isEmpty());
        QVERIFY2(told.contains(u"Why it failed"_s) && told.contains(u"What to do"_s), qPrintable(all));
        for (const QString &step : facts.next.mid(0, 3))
            QVERIFY2(step.endsWith(u'.') && told.contains(step), qPrintable(step));
    } else {
        QVERIFY2(headline.startsWith(u"Created on attempt "_s), qPrintable(headline));
        const auto *banner =
            desk.page->runView()->findChild<RunHeaderPanel *>()->findChild<VerdictBanner *>();
        const bool troubled = !desk.page->runView()->model().problems().empty();
        QCOMPARE(banner->isVisible(), troubled);
        if (troubled) {
            // Heading, what went wrong, what the console did about it or what is left to do.
            const QStringList sentences = shownTexts(banner);
            QCOMPARE(sentences.size(), 3);
            for (const QString &sentence : sentences)
                QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
        }
    }
    if (ends == u"r"_s && facts.attempt > 1)
        QVERIFY2(all.contains(u"created the channel once more"_s), qPrintable(all));
    QCOMPARE(flawInWindow(desk), QString());
    QCOMPARE(flawInJournal(desk), QString());
}

void TestFaultsInWindow::tellsBadInput_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("ends");
    QTest::addColumn<QStringList>("said");
    const auto row = [](const char *name, const char *ends, const QStringList &said) {
        QTest::addRow("%s", name) << QString::fromLatin1(name) << QString::fromLatin1(ends) << said;
    };
    row("unknown-name", "f", {u"“Nobody Atall”"_s, u"Nothing was sent"_s, u"Check the spelling"_s});
    row("ambiguous-name", "f",
        {u"is ambiguous"_s, u"77e1714f-48bc-444e-84c2-a0c52b40222f"_s,
         u"8cefd860-fbfb-4f14-bad7-2c5b542a4f4a"_s, u"Give the id"_s});
    row("malformed-id", "f", {u"not a well-formed id"_s, u"Give a whole id"_s});
    row("undefined", "f", {u"not a well-formed id"_s, u"Give a whole id"_s});
    row("unknown-id", "p", {u"in neither table"_s, u"Check the id"_s});
    row("initiator-among-participants", "p", {u"all 2 members"_s});
    row("hundred-and-fifty", "p", {u"all 151 members"_s, u"and 148 more"_s});
    row("long-name", "f", {QString(200, u'x'), u"Check the spelling"_s});
    row("right-to-left", "f", {u"مدرسة اللغات"_s});
    row("emoji", "f", {u"🎓 Academy 🚀"_s});
    row("html", "f", {u"<b>Amira</b><img src=x onerror=alert(1)>"_s});
}

void TestFaultsInWindow::tellsBadInput()
{
    QFETCH(const QString, name);
    QFETCH(const QString, ends);
    QFETCH(const QStringList, said);
    const QList<FaultScene> scenes = inputScenes();
    const auto scene = std::ranges::find(scenes, name, &FaultScene::name);
    QVERIFY(scene != scenes.end());
    FaultDesk desk;
    QVERIFY(desk.perform(scene->draft));
    QCOMPARE(letterOf(desk.facts().outcome), ends);
    auto *header = desk.page->runView()->findChild<RunHeaderPanel *>();
    const QString all = shownTexts(header).join(u'\n');
    for (const QString &text : said)
        QVERIFY2(all.contains(text), qPrintable(all));
    for (const QLabel *label : desk.page->runView()->findChildren<QLabel *>())
        QVERIFY2(label->text().isEmpty() || label->textFormat() == Qt::PlainText ||
                     !Qt::mightBeRichText(label->text()),
                 qPrintable(label->text()));
    for (const QScrollArea *area : desk.page->findChildren<QScrollArea *>())
        QVERIFY2(!area->widget() || area->widget()->width() <= area->viewport()->width(),
                 "A long text must not push its pane apart");
    if (ends == u"f"_s) {
        const QStringList texts = shownTexts(desk.page->findChild<ConversationForm *>());
        QVERIFY2(!texts.filter(QRegularExpression(u"“|”"_s)).isEmpty(), qPrintable(texts.join(u'\n')));
    }
    QCOMPARE(flawInWindow(desk), QString());
    QCOMPARE(flawInJournal(desk), QString());
}

/// What the form can know is told at its field, and nothing begins.
void TestFaultsInWindow::refusesBeforeItBegins()
{
    FaultDesk desk;
    const QList<FaultScene> scenes = inputScenes();
    const auto scene = std::ranges::find(scenes, u"single-participant"_s, &FaultScene::name);
    desk.page->setDraft(scene->draft);
    desk.page->create();
    QVERIFY(!desk.page->isRunning());
    const QStringList texts = shownTexts(desk.page->findChild<ConversationForm *>());
    QVERIFY(texts.contains(u"The initiator is the only participant. Name at least one other."_s));
    QCOMPARE(flawInWindow(desk), QString());
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    installTranslations();
    Theme look;
    look.setScheme(Theme::Scheme::Light);
    TestFaultsInWindow test;
    const int failures = QTest::qExec(&test, argc, argv);
    Store::waitForWorkers(std::chrono::seconds{10});
    return failures;
}
#include "tst_faultsinwindow.moc"
