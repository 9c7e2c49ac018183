// SPDX-License-Identifier: MIT
#include "core/workbench/demonstration.h"

#include "core/domain/identity.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatortransport.h"
#include "core/stream/rategovernor.h"
#include "core/stream/token.h"
#include "core/sync/flow.h"
#include "core/sync/virtualclock.h"
#include "core/workbench/commandeddirectory.h"

#include <QCoreApplication>
#include <QSet>
#include <QTimer>

#include <algorithm>

namespace chatsync {

namespace {

using diagnosis::Demonstration;

constexpr int mostParticipants = 190; // So many the demo's StreamChat knows.

/// A database in which nobody can be looked up.
class DeafDirectory final : public Directory {
public:
    explicit DeafDirectory(std::unique_ptr<Directory> directory)
        : m_directory(std::move(directory))
    {}

    QCoro::Task<Result<DirectoryCapabilities>> open(std::stop_token stop) override
    {
        return m_directory->open(stop);
    }
    QCoro::Task<Traced<std::vector<Resolution>>> resolve(QStringList ids, std::stop_token) override
    {
        const Error error{
            Error::Kind::Timeout,
            QCoreApplication::translate("Demonstration", "The database did not answer in time."),
            {},
            {}};
        Traced<std::vector<Resolution>> answer;
        for (const QString &id : ids)
            answer.result->push_back(
                {.id = id, .user = std::nullopt, .company = std::nullopt, .unreadable = error});
        co_return answer;
    }
    QCoro::Task<Traced<ParticipantPage>> search(ParticipantSearch search, std::stop_token stop) override
    {
        return m_directory->search(search, stop);
    }
    QCoro::Task<Traced<Conversation>> insertConversation(Conversation conversation,
                                                         std::stop_token stop) override
    {
        return m_directory->insertConversation(conversation, stop);
    }

private:
    std::unique_ptr<Directory> m_directory;
};

class Collected final : public EventSink {
public:
    Result<void> append(const RunEvent &event) override
    {
        events.push_back(event);
        return {};
    }

    std::vector<RunEvent> events;
};

sandbox::SimulatorOptions optionsFor(const Demonstration &demonstration)
{
    sandbox::SimulatorOptions options;
    for (const QString &text : demonstration.faults) {
        const Result<sandbox::Fault> fault = sandbox::parseFault(text);
        Q_ASSERT(fault);
        options.faults.append(*fault);
    }
    return options;
}

/// The first company, then whom StreamChat knows; the newcomer second where one is wanted.
std::vector<Participant> castFor(const Demonstration &demonstration)
{
    const std::vector<Participant> all = sandbox::demoParticipants(sandbox::defaultDemoSeed);
    const QStringList unknownIds = sandbox::demoUnknownIds(sandbox::defaultDemoSeed);
    const QSet<QString> unknown{unknownIds.begin(), unknownIds.end()};
    const int wanted = std::clamp(demonstration.members, 2, mostParticipants);
    std::vector<Participant> cast{all.front()};
    for (const Participant &participant : all) {
        const bool newcomer = participant.id == sandbox::demoUnsyncedUserId();
        const bool fits = newcomer ? demonstration.newcomer : !unknown.contains(participant.id);
        if (int(cast.size()) < wanted && fits && participant.table == Participant::Table::Users)
            cast.push_back(participant);
    }
    return cast;
}

/// Everything a run of a demonstration stands on.
struct World {
    explicit World(const Demonstration &demonstration)
        : simulator(optionsFor(demonstration))
        , transport(&simulator, &clock)
        , governor(&clock)
        , cast(castFor(demonstration))
    {
        simulator.seedDemo(sandbox::demoStreamUsers(sandbox::defaultDemoSeed));
        if (demonstration.deactivated)
            simulator.deactivateUser(identityOf(cast.back()).streamId);
        std::unique_ptr<Directory> demo = sandbox::demoDirectory(sandbox::defaultDemoSeed);
        if (demonstration.databaseFails)
            demo = std::make_unique<DeafDirectory>(std::move(demo));
        directory = std::make_unique<CommandedDirectory>(std::move(demo), &clock);
    }

    FlowContext context()
    {
        FlowContext made;
        made.directory = directory.get();
        made.transport = &transport;
        made.governor = &governor;
        made.credentials = {.baseUrl = QUrl{QStringLiteral("http://sandbox.localhost")},
                            .apiKey = simulator.options().apiKey,
                            .token = stream::serverToken(simulator.options().secret)};
        made.clock = &clock;
        made.redactor = &redactor;
        made.newId = seededIds(1);
        made.sinks = {&sink};
        made.environment = {.name = QCoreApplication::translate("Demonstration", "Demonstration"),
                            .kind = QStringLiteral("sandbox")};
        return made;
    }

    ConversationRequest request() const
    {
        ConversationRequest made{.initiator = cast.front().id};
        for (auto who = cast.begin() + 1; who != cast.end(); ++who)
            made.participants << who->id;
        return made;
    }

    /// The participants first, so that they are the oldest members.
    void plantChannel(const QString &conversationId, int strangers)
    {
        QJsonArray members;
        const auto add = [&members](const QString &id, const QDateTime &at) {
            members.append(QJsonObject{{QStringLiteral("user_id"), id},
                                       {QStringLiteral("created_at"), at.toString(Qt::ISODateWithMs)}});
        };
        const QDateTime begin = VirtualClock::defaultStart().addDays(-10);
        for (const Participant &who : cast)
            add(identityOf(who).streamId, begin);
        for (int i = 0; i < strangers; ++i) {
            const QString id = QStringLiteral("onecrew_user_stranger%1").arg(i);
            simulator.putUser({{QStringLiteral("id"), id}, {QStringLiteral("name"), id}});
            add(id, begin.addSecs(60 + i));
        }
        const QString channel = channelIdOf(conversationId);
        simulator.putChannel({{QStringLiteral("type"), QStringLiteral("messaging")},
                              {QStringLiteral("id"), channel},
                              {QStringLiteral("created_by_id"), identityOf(cast.front()).streamId}},
                             {});
        simulator.putMembers(QStringLiteral("messaging:") + channel, members);
    }

    VirtualClock clock;
    sandbox::Simulator simulator;
    sandbox::SimulatorTransport transport;
    stream::RateGovernor governor;
    Redactor redactor;
    Collected sink;
    std::vector<Participant> cast;
    std::unique_ptr<Directory> directory;
};

QString conversationIn(const std::vector<RunEvent> &events)
{
    for (const RunEvent &event : events) {
        if (event.kind == EventKind::StepFinished && event.step == Step::Record)
            return event.data[QLatin1String("conversation")][QLatin1String("id")].toString();
    }
    return {};
}

QCoro::Task<std::vector<RunEvent>> perform(Demonstration demonstration, Preset preset, QString conversation,
                                           std::stop_token stop)
{
    auto world = std::make_shared<World>(demonstration);
    if (!conversation.isEmpty())
        world->plantChannel(conversation, demonstration.strangers);
    FlowSettings settings = settingsOf(preset);
    settings.sendCreator = demonstration.sendCreator || preset == Preset::Hardened;
    auto running = runConversation(world->context(), world->request(), settings, stop);
    co_await running;
    std::vector<RunEvent> events = std::move(world->sink.events);
    // The clock that woke this coroutine is still on the stack. It goes in this thread, as its timers do.
    QTimer::singleShot(0, [kept = std::move(world)] {});
    co_return events;
}

/// Ids are drawn from a seed, so that the same run makes the same conversation again.
QCoro::Task<QString> conversationOf(Demonstration demonstration, Preset preset, std::stop_token stop)
{
    if (demonstration.strangers == 0)
        co_return QString{};
    auto rehearsing = perform(demonstration, preset, {}, stop);
    const std::vector<RunEvent> events = co_await rehearsing;
    co_return conversationIn(events);
}

QCoro::Task<std::vector<RunEvent>> show(Demonstration demonstration, Preset preset, std::stop_token stop)
{
    auto finding = conversationOf(demonstration, preset, stop);
    const QString conversation = co_await finding;
    auto performing = perform(demonstration, preset, conversation, stop);
    std::vector<RunEvent> events = co_await performing;
    co_return events;
}

bool strikes(const std::vector<RunEvent> &events, const QString &code)
{
    const std::vector<diagnosis::Struck> struck = diagnosis::defectsIn(events);
    return std::any_of(struck.begin(), struck.end(),
                       [&](const diagnosis::Struck &one) { return one.code == code; });
}

QString endOf(const std::vector<RunEvent> &events)
{
    return events.empty() ? QString{} : events.back().message;
}

} // namespace

QCoro::Task<Result<DemonstrationResult>> demonstrate(QString defectCode, std::stop_token stop)
{
    const diagnosis::RecipeDefect *defect = diagnosis::recipeDefectBy(defectCode);
    if (!defect) {
        co_return tl::unexpected(
            Error{Error::Kind::Input,
                  QCoreApplication::translate("Demonstration", "“%1” is no defect of the recipe.")
                      .arg(defectCode.left(100)),
                  QCoreApplication::translate("Demonstration", "“chat-sync doctor” lists all of them."),
                  {}});
    }
    DemonstrationResult result;
    result.code = defect->code;
    auto documented = show(defect->demonstration, Preset::Documented, stop);
    result.documented = co_await documented;
    auto hardened = show(defect->demonstration, Preset::Hardened, stop);
    result.hardened = co_await hardened;
    if (stop.stop_requested())
        co_return cancelledError();
    result.documentedShows = strikes(result.documented, defect->code);
    result.hardenedShows = strikes(result.hardened, defect->code);
    result.documentedOutcome = endOf(result.documented);
    result.hardenedOutcome = endOf(result.hardened);
    co_return result;
}

} // namespace chatsync
