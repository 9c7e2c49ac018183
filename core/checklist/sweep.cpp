// SPDX-License-Identifier: MIT
#include "core/checklist/sweep.h"

#include "core/checklist/conversationcheck.h"
#include "core/checklist/sample.h"
#include "core/checklist/verdicts.h"

#include <QCoreApplication>
#include <QLocale>

#include <map>

namespace chatsync::checklist {

namespace {

using namespace std::chrono_literals;

/// A conversation waits a second or two and StreamChat takes ten of the scarcest requests a second
/// (stream-api.md, 5), so that so many at a time use all of a minute's limit, and few of them queue.
constexpr int companiesAtATime = 16;
/// A backend does its work for others, too.
constexpr int companiesAtATimeOnBackend = 8;
/// So many conversations one after another which find nobody home end the sweep: it can be gone on with.
constexpr int patience = 12;

QString tr(const char *text)
{
    return QCoreApplication::translate("Checklist", text);
}

bool isConversation(Scenario scenario)
{
    return scenario != Scenario::LogOrder && scenario != Scenario::AllExist && scenario != Scenario::Roles;
}

struct Sweeping {
    Stage *stage;
    std::vector<KeptCompany> companies;
    std::vector<Scenario> scenarios;
    std::vector<Participant> others;
    std::stop_token stop;
    std::size_t next = 0;
    int cellsDoneHere = 0;
    std::chrono::microseconds began{};

    bool ends() const { return stop.stop_requested() || stage->halted(); }
};

/// One company under way.
struct Visit {
    Sweeping *sweep;
    int place = 0;
    KeptCompany company;
    std::map<Scenario, KeptCheck> kept{};

    Progress::Company told() const { return {company.id, company.name, company.newlyApproved}; }
};

/// The company as the database has it now.
struct Found {
    std::optional<Participant> company{};
    QString gone;                 ///< A sentence: why there is nothing to check any more
    std::optional<Error> error{}; ///< The database could not be asked
};

QCoro::Task<Found> find(Visit *visit)
{
    Directory *const directory = visit->sweep->stage->context.flow.directory;
    auto resolving = directory->resolve({visit->company.id}, visit->sweep->stop);
    const Traced<std::vector<Resolution>> answer = co_await resolving;
    Found found;
    if (!answer.result || answer.result->front().unreadable) {
        found.error = answer.result ? *answer.result->front().unreadable : answer.result.error();
        co_return found;
    }
    const std::optional<Participant> &company = answer.result->front().company;
    if (!company)
        found.gone = tr("%1 is no longer in the database.").arg(visit->company.name);
    else if (!isApproved(*company))
        found.gone = tr("%1 is no longer approved: the database says “%2”.")
                         .arg(company->name, company->approval.value_or(QString{}));
    else
        found.company = company;
    co_return found;
}

/// Another company to talk to, the same each time.
std::optional<Participant> otherFor(const Visit &visit)
{
    const std::vector<Participant> &others = visit.sweep->others;
    const std::size_t first = others.empty() ? 0 : stableHash(visit.company.id) % others.size();
    for (std::size_t i = 0; i < others.size(); ++i) {
        const Participant &other = others[(first + i) % others.size()];
        if (other.id != visit.company.id)
            return other;
    }
    return std::nullopt;
}

void needUsers(Scene &scene, const Visit &visit, int count, const QString &salt)
{
    scene.others = visit.sweep->stage->cast.existing(count, visit.company.id + salt);
    if (static_cast<int>(scene.others.size()) < count)
        block(scene.result, tr("The database has too few users whom StreamChat knows."));
}

QCoro::Task<Scene> withNewUser(Visit *visit, Scene scene)
{
    Stage *const stage = visit->sweep->stage;
    const QString name =
        QStringLiteral("QA Probe %1 %2")
            .arg(QLocale::c().toString(stage->context.flow.clock->now(), QStringLiteral("d MMM")))
            .arg(visit->place + 1);
    auto making = stage->cast.newUser(name, visit->sweep->stop);
    const Result<NewUser> made = co_await making;
    if (!made) {
        block(scene.result, made.error().what, made.error().advice);
        co_return scene;
    }
    scene.others = {made->who};
    scene.evidence.push_back(
        {.kind = CheckEvidence::Kind::Participant,
         .sentence = tr("Before: StreamChat has no %1").arg(identityOf(made->who).streamId),
         .detail = made->who.name,
         .subject = identityOf(made->who).streamId,
         .at = made->absentAt});
    co_return scene;
}

/// Who takes part; a verdict where nobody can.
QCoro::Task<Scene> sceneFor(Visit *visit, Scenario scenario, Participant company)
{
    Scene scene;
    scene.result = visit->sweep->stage->resultOf(scenario);
    scene.initiator = company;
    scene.company = visit->told();
    scene.scenario = scenario;
    switch (scenario) {
    case Scenario::Existing:
        needUsers(scene, *visit, 1, {});
        break;
    case Scenario::NewUser: {
        auto making = withNewUser(visit, scene);
        scene = co_await making;
        break;
    }
    case Scenario::TwoUsers:
        needUsers(scene, *visit, 2, QStringLiteral("/two"));
        break;
    case Scenario::Company:
        if (const std::optional<Participant> other = otherFor(*visit)) {
            scene.others = {*other};
        } else {
            scene.result.verdict = CheckVerdict::NotApplicable;
            scene.result.summary = tr("There is no other approved company.");
        }
        break;
    case Scenario::OnceMore: {
        const auto first = visit->kept.find(Scenario::Existing);
        needUsers(scene, *visit, 1, {});
        const bool worked = first == visit->kept.end() ||
                            first->second.result.verdict == CheckVerdict::Passed ||
                            first->second.result.verdict == CheckVerdict::Recovered;
        if (!worked)
            block(scene.result, tr("The first conversation did not work, so that it cannot be repeated."));
        break;
    }
    case Scenario::LogOrder:
    case Scenario::AllExist:
    case Scenario::Roles:
        break;
    }
    co_return scene;
}

/// Looks back on the conversations of this company.
CheckResult lookBack(const Visit &visit, Scenario scenario)
{
    CheckResult result = visit.sweep->stage->resultOf(scenario);
    result.startedAt = visit.sweep->stage->context.flow.clock->now();
    Before before;
    bool applies = false;
    for (const auto &[made, cell] : visit.kept) {
        if (!isConversation(made))
            continue;
        before.conversations.push_back(factsFromJson(cell.facts));
        applies = applies || cell.result.verdict != CheckVerdict::NotApplicable;
        if (!applies)
            result.summary = cell.result.summary;
    }
    if (!applies && !before.conversations.empty()) {
        result.verdict = CheckVerdict::NotApplicable;
        return result;
    }
    result.summary.clear();
    if (scenario == Scenario::LogOrder)
        judgeLogs(result, before);
    else if (scenario == Scenario::AllExist)
        judgeExistence(result, before);
    else
        judgeRoles(result, before);
    return result;
}

void countReach(Stage *stage, const Played &played)
{
    if (played.failure != Failure::Environment) {
        stage->unreachableInARow = 0;
        return;
    }
    if (++stage->unreachableInARow >= patience) {
        stage->halt(EndReason::Environment, {Error::Kind::Network,
                                             tr("The sweep was ended: %1").arg(played.result.summary),
                                             tr("Go on with it once the environment answers again."),
                                             {}});
    }
}

/// Nothing where the visit was broken off: the cell is then performed another time.
QCoro::Task<std::optional<KeptCheck>> perform(Visit *visit, Scenario scenario)
{
    Stage *const stage = visit->sweep->stage;
    auto finding = find(visit);
    const Found found = co_await finding;
    KeptCheck cell{.result = stage->resultOf(scenario), .facts = {}};
    if (found.error && found.error->kind == Error::Kind::Cancelled)
        co_return std::nullopt;
    if (found.error) {
        block(cell.result, found.error->what, found.error->advice);
        co_return cell;
    }
    if (!found.company) {
        cell.result.verdict = CheckVerdict::NotApplicable;
        cell.result.summary = found.gone;
        co_return cell;
    }
    auto casting = sceneFor(visit, scenario, *found.company);
    const Scene scene = co_await casting;
    if (visit->sweep->ends())
        co_return std::nullopt;
    cell.result = scene.result;
    if (scene.others.empty() || scene.result.verdict != CheckVerdict::NotRun)
        co_return cell;
    auto playing = play(stage, scene, visit->sweep->stop);
    const Played played = co_await playing;
    if (stage->trouble || played.failure == Failure::Cancelled)
        co_return std::nullopt;
    countReach(stage, played);
    cell = {played.result, toJson(played.facts)};
    co_return cell;
}

void tellTime(Sweeping &sweep)
{
    Standing &standing = sweep.stage->standing;
    const auto passed = sweep.stage->context.flow.clock->elapsed() - sweep.began;
    const int left = standing.cells - standing.cellsDone;
    standing.timeLeft = std::chrono::duration_cast<std::chrono::milliseconds>(
        sweep.cellsDoneHere > 0 ? passed * left / sweep.cellsDoneHere : passed);
    stream::RateGovernor *const governor = sweep.stage->context.flow.governor;
    standing.budget.reset();
    for (const stream::Endpoint endpoint :
         {stream::Endpoint::UpdateUsers, stream::Endpoint::UpdateUsersPartial, stream::Endpoint::QueryMembers,
          stream::Endpoint::QueryUsers}) {
        const std::optional<stream::RateBudget> budget = governor->budget(endpoint);
        const bool scarcer =
            budget && (!standing.budget || qint64{budget->remaining} * standing.budget->limit <
                                               qint64{standing.budget->remaining} * budget->limit);
        if (scarcer) {
            standing.budget = budget;
            standing.endpoint = stream::toString(endpoint);
        }
    }
}

void tellCell(Visit &visit, Scenario scenario, const CheckResult &result)
{
    Sweeping &sweep = *visit.sweep;
    Standing &standing = sweep.stage->standing;
    ++standing.cellsDone;
    ++sweep.cellsDoneHere;
    ++standing.cellCounts.byVerdict[static_cast<std::size_t>(result.verdict)];
    tellTime(sweep);
    Progress progress;
    progress.kind = Progress::Kind::CellEnded;
    progress.company = visit.told();
    progress.scenario = scenario;
    progress.outcome = result;
    sweep.stage->tell(std::move(progress));
    sweep.stage->minds(result);
}

void tellCompany(const Visit &visit, Progress::Kind kind)
{
    Progress progress;
    progress.kind = kind;
    progress.company = visit.told();
    visit.sweep->stage->tell(std::move(progress));
}

QCoro::Task<void> visitCompany(Visit visit)
{
    Sweeping *const sweep = visit.sweep;
    Stage *const stage = sweep->stage;
    const auto before = stage->store.cells(stage->head.id, visit.place);
    if (!before) {
        stage->halt(EndReason::Journal, before.error());
        co_return;
    }
    for (const auto &[place, cell] : *before)
        visit.kept.emplace(static_cast<Scenario>(place), cell);
    if (visit.kept.size() >= sweep->scenarios.size())
        co_return;
    tellCompany(visit, Progress::Kind::CompanyStarted);
    for (const Scenario scenario : sweep->scenarios) {
        if (visit.kept.contains(scenario))
            continue;
        std::optional<KeptCheck> cell;
        if (isConversation(scenario)) {
            auto performing = perform(&visit, scenario);
            cell = co_await performing;
        } else {
            cell = KeptCheck{.result = lookBack(visit, scenario), .facts = {}};
        }
        if (!cell || (sweep->ends() && isConversation(scenario) && !cell->result.runs.isEmpty() &&
                      cell->result.verdict == CheckVerdict::NotRun))
            co_return;
        const int place = static_cast<int>(scenario);
        if (!stage->keep(stage->store.putCell(stage->head.id, visit.place, place, *cell)))
            co_return;
        visit.kept.insert_or_assign(scenario, *cell);
        tellCell(visit, scenario, cell->result);
        if (sweep->ends())
            co_return;
    }
    ++stage->standing.companiesDone;
    tellCompany(visit, Progress::Kind::CompanyEnded);
}

QCoro::Task<void> work(Sweeping *sweep)
{
    while (sweep->next < sweep->companies.size() && !sweep->ends()) {
        const std::size_t place = sweep->next++;
        Visit visit{.sweep = sweep, .place = static_cast<int>(place), .company = sweep->companies[place]};
        auto visiting = visitCompany(visit);
        co_await visiting;
    }
}

/// What the app's limits are. A backend's answers from StreamChat are never seen here, so that nobody else
/// tells; where this cannot be asked either, the documented limits count.
QCoro::Task<void> learnLimits(Stage *stage, std::stop_token stop)
{
    const QList<stream::Endpoint> scarce{
        stream::Endpoint::UpdateUsers,        stream::Endpoint::UpdateUsersPartial,
        stream::Endpoint::GetOrCreateChannel, stream::Endpoint::UpdateChannel,
        stream::Endpoint::QueryMembers,       stream::Endpoint::QueryUsers};
    auto asking = stage->client.getRateLimits(scarce, stop);
    const stream::CallResult<QHash<QString, stream::RateLimit>> limits = co_await asking;
    if (!limits)
        co_return;
    stream::RateGovernor *const governor = stage->context.flow.governor;
    for (const stream::Endpoint endpoint : scarce) {
        const auto told = limits->constFind(stream::toString(endpoint));
        if (told == limits->cend() || told->limit <= 0)
            continue;
        governor->sent(endpoint);
        governor->answered(endpoint, 200, {{"X-RateLimit-Limit", QByteArray::number(told->limit)}});
    }
}

int workersFor(const Stage &stage, std::size_t companies)
{
    const bool backend = stage.order.target == Order::Target::Backend;
    const int standard = backend ? companiesAtATimeOnBackend : companiesAtATime;
    const int wanted = stage.order.concurrency > 0 ? stage.order.concurrency : standard;
    return std::min(wanted, static_cast<int>(companies));
}

} // namespace

std::vector<Scenario> scenariosOf(const Sweep &sweep)
{
    std::vector<Scenario> all;
    for (int i = 0; i < scenarioCount; ++i) {
        const auto scenario = static_cast<Scenario>(i);
        const bool wanted =
            sweep.scenarios.empty() ||
            std::find(sweep.scenarios.begin(), sweep.scenarios.end(), scenario) != sweep.scenarios.end();
        if (wanted)
            all.push_back(scenario);
    }
    return all;
}

QCoro::Task<void> performSweep(Stage *stage, std::vector<KeptCompany> companies,
                               std::vector<Scenario> scenarios, std::vector<Participant> others,
                               std::stop_token stop)
{
    auto learning = learnLimits(stage, stop);
    co_await learning;
    Sweeping sweep{.stage = stage,
                   .companies = std::move(companies),
                   .scenarios = std::move(scenarios),
                   .others = std::move(others),
                   .stop = stop,
                   .began = stage->context.flow.clock->elapsed()};
    std::vector<QCoro::Task<void>> workers;
    for (int i = 0; i < workersFor(*stage, sweep.companies.size()); ++i)
        workers.push_back(work(&sweep));
    for (QCoro::Task<void> &worker : workers)
        co_await worker;
}

} // namespace chatsync::checklist
