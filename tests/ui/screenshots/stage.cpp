// SPDX-License-Identifier: MIT
#include "tests/ui/screenshots/stage.h"

#include "app/gui/runspage.h"
#include "app/gui/window.h"
#include "core/environment/environmentstore.h"
#include "core/sandbox/demodatabase.h"
#include "core/sync/virtualclock.h"
#include "ui/checklist/checklistpage.h"
#include "ui/checklist/orderpanel.h"
#include "ui/checklist/sweeptab.h"
#include "ui/conversation/conversationpage.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/lookup/lookuppage.h"
#include "ui/runs/runview.h"
#include "ui/settings/environmentspage.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/shellstatusbar.h"
#include "ui/theme/statusglyph.h"

#include <QAction>
#include <QComboBox>
#include <QApplication>
#include <QLineEdit>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace chatsync::test {

namespace {

// Not a range: which request gets which latency depends on how often a form asked before.
const QString latency = u"latency=80"_s;
constexpr int patienceMs = 30'000;
constexpr int soonMs = 500; ///< A timer beyond that is no part of reaching a state

Participant demoPerson(const std::function<bool(const Participant &)> &wanted)
{
    const std::vector<Participant> all = sandbox::demoParticipants(sandbox::defaultDemoSeed);
    const auto found = std::find_if(all.begin(), all.end(), wanted);
    if (found == all.end())
        qFatal("The demo has lost somebody.");
    return *found;
}

/// Known from the start: a name that had to be looked up would make one question more or less.
ConversationDraft draftOf(Preset preset, const QStringList &faults)
{
    const Participant company =
        demoPerson([](const Participant &who) { return who.name == u"Sat Education"_s; });
    const Participant user =
        demoPerson([](const Participant &who) { return who.id == sandbox::demoUnsyncedUserId(); });
    ConversationDraft draft;
    draft.request.initiator = company.id;
    draft.request.participants = {user.id};
    draft.known = {{company.id, company}, {user.id, user}};
    draft.settings = settingsOf(preset);
    draft.faults = faults;
    return draft;
}

/// Qt fades the clear button of a line of input in and out, by an animation nobody can get at.
bool isFading(const QToolButton *button)
{
    const auto *edit = qobject_cast<const QLineEdit *>(button->parentWidget());
    const QAction *action = button->defaultAction();
    if (!edit || !action || action->objectName() != u"_q_qlineeditclearaction"_s)
        return false;
    return button->property("opacity").toReal() != (edit->text().isEmpty() ? 0 : 1);
}

/// Two environments beside the sandbox, with their secrets from variables: no keychain has a part in this.
QString environmentsFile()
{
    qputenv("CHATSYNC_KEYCHAIN", "none");
    qputenv("CHATSYNC_PRODUCTION_STREAM_SECRET", "secret");
    const QString path = u"environments.json"_s;
    EnvironmentStore store{path};
    for (const auto kind : {chatsync::EnvironmentKind::Staging, chatsync::EnvironmentKind::Production}) {
        Environment environment;
        environment.name = kind == chatsync::EnvironmentKind::Staging ? u"Staging"_s : u"Production"_s;
        environment.kind = kind;
        environment.streamUrl = u"http://127.0.0.1:9"_s; // Nobody listens there.
        environment.streamKey =
            kind == chatsync::EnvironmentKind::Staging ? u"q7zk2m9xw4td"_s : u"p8rd0n1xk2me"_s;
        environment.database = u"sqlite:"_s + environment.name.toLower() + u".sqlite"_s;
        environment.writes = defaultPolicyOf(kind);
        if (!findEnvironment(store.load().value_or(std::vector<Environment>{}), environment.name) &&
            !store.save(environment))
            qFatal("The environments of the stage cannot be kept.");
    }
    return path;
}

} // namespace

Stage::Stage(QSize size, std::optional<std::chrono::milliseconds> timeEnds)
    : m_console({.target = {.faults = {latency}},
                 .journal = u"journal.sqlite"_s, // In a folder whose name changes, and must not show
                 .environments = environmentsFile(),
                 .virtualTime = true,
                 .timeEnds = timeEnds})
    , m_window(makeWindow(&m_console, {.scheme = theme().scheme(), .textSize = theme().textSize()}))
{
    m_window->statusBar()->setNow([] { return VirtualClock::defaultStart().addSecs(2); });
    QObject::connect(&m_console, &Console::ended, &m_console, [this] { m_ended = true; });
    m_window->resize(size);
    m_window->show();
    QApplication::setActiveWindow(m_window.get());
    wait([this] { return m_window->isActiveWindow(); });
    m_window->begin();
    wait([this] {
        return m_console.streamChat().state == ServiceHealth::State::Up && m_window->view(u"settings"_s) &&
               m_console.environments()->all().size() == 3;
    });
    lookUpPage()->setElapsedSource([] { return std::chrono::milliseconds{4'000}; },
                                   std::chrono::milliseconds{400});
    // Real time has no part in what is shown: neither in how far a run is nor in how much is shown at once.
    page()->runView()->setTimeSource([] { return 0.0; });
    QObject::connect(&m_console, &Console::events, &m_console,
                     [this](const QUuid &, const std::vector<RunEvent> &events) {
                         m_events.insert(m_events.end(), events.begin(), events.end());
                         page()->runView()->flush();
                         runsPage()->runView()->flush();
                     });
    settle();
}

Stage::~Stage() = default;

ConversationPage *Stage::page() const
{
    return m_window->findChild<ConversationPage *>();
}

RunsPage *Stage::runsPage() const
{
    return qobject_cast<RunsPage *>(m_window->view(u"runs"_s));
}

LookUpPage *Stage::lookUpPage() const
{
    return m_window->findChild<LookUpPage *>();
}

void Stage::lookUp(const QString &text)
{
    trigger(u"go.lookup"_s);
    lookUpPage()->lookUp(text);
    wait([this] { return !lookUpPage()->isSearching(); });
    settle();
}

ChecklistPage *Stage::checklist() const
{
    return m_window->findChild<ChecklistPage *>();
}

void Stage::openChecklist(Preset preset)
{
    trigger(u"go.checklist"_s);
    OrderPanel *order = checklist()->orderPanel();
    order->target()->setValue(toString(ConversationTarget::Backend));
    order->preset()->setCurrentIndex(order->preset()->findData(toString(preset)));
}

void Stage::check(Preset preset)
{
    openChecklist(preset);
    checklist()->runAll();
    wait([this] { return !checklist()->isRunning(); });
    settle();
}

void Stage::sweep(Preset preset, int companies)
{
    openChecklist(preset);
    checklist()->companies()->setSample(companies);
    checklist()->runCompanies();
    wait([this] { return !checklist()->isRunning(); });
    settle();
}

void Stage::trigger(const QString &action)
{
    m_window->actions()->action(action)->trigger();
}

EnvironmentsPage *Stage::environments() const
{
    return m_window->findChild<EnvironmentsPage *>();
}

void Stage::use(const QString &environment)
{
    const Result<Environment> wanted = findEnvironment(m_console.environments()->all(), environment);
    Q_ASSERT(wanted);
    m_window->useEnvironment(*wanted);
    wait([&] { return m_console.inUse().id == environment; });
    wait([this] { return m_console.streamChat().state == ServiceHealth::State::Down; });
    settle();
}

ConversationDraft Stage::example() const
{
    return draftOf(Preset::Hardened, {u"visibility-delay=1500"_s, latency});
}

ConversationDraft Stage::sample() const
{
    return draftOf(Preset::Unsynced, {latency});
}

void Stage::fill(const ConversationDraft &draft)
{
    trigger(u"go.conversation"_s);
    page()->setDraft(draft);
    settle();
}

void Stage::run(const ConversationDraft &draft)
{
    tryToRun(draft);
    Q_ASSERT(m_ended);
}

void Stage::tryToRun(const ConversationDraft &draft)
{
    fill(draft);
    m_ended = false;
    page()->create();
    if (page()->isRunning())
        wait([this] { return m_ended; });
    settle();
}

void Stage::runToRetryWait()
{
    fill(example());
    page()->create();
    const auto isRetryWait = [](const RunEvent &event) {
        return event.kind == EventKind::Wait && event.data[u"reason"_s] == u"before_retry"_s;
    };
    wait([&] { return std::ranges::any_of(m_events, isRetryWait); });
    const auto at = m_events.back().tMs + 1200;
    page()->runView()->setTimeSource([at] { return static_cast<double>(at); });
}

bool Stage::isMoving() const
{
    if (std::ranges::any_of(m_window->findChildren<QToolButton *>(), isFading))
        return true;
    const QList<QTimer *> timers = m_window->findChildren<QTimer *>();
    return std::ranges::any_of(timers, [](const QTimer *timer) {
        return timer->isSingleShot() && timer->isActive() && timer->interval() <= soonMs;
    });
}

void Stage::settle(bool engineToo)
{
    // Twice: an answer may lead to a question.
    for (int quiet = 0; quiet < 2;) {
        wait([this] { return !isMoving(); });
        const auto kept = m_console.runs({});
        wait([&] { return kept.isFinished(); });
        const auto idle = m_console.isIdle();
        wait([&] { return idle.isFinished(); });
        quiet = (idle.result() || !engineToo) && !isMoving() ? quiet + 1 : 0;
    }
}

void Stage::wait(const std::function<bool()> &done)
{
    if (!QTest::qWaitFor(done, patienceMs))
        qFatal("A state did not come about.");
    QApplication::processEvents();
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

std::unique_ptr<Stage> reached(const State &state, QSize size)
{
    auto stage = std::make_unique<Stage>(size, state.timeEnds);
    state.reach(*stage);
    stage->settle(!state.timeEnds);
    // What is left of the minute is a matter of how often a form asked.
    stage->window()->statusBar()->showBudget(u"QueryUsers"_s,
                                             {1000, 941, VirtualClock::defaultStart().addSecs(25)});
    stage->settle(!state.timeEnds);
    for (StatusGlyph *glyph : stage->window()->findChildren<StatusGlyph *>()) {
        if (glyph->status() == Status::Running)
            glyph->setProgress(0.25); // It turns in real time.
    }
    return stage;
}

} // namespace chatsync::test
