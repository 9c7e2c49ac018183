// SPDX-License-Identifier: MIT
#include "core/checklist/runner.h"

#include "core/checklist/conversationcheck.h"
#include "core/checklist/ledgercleanup.h"
#include "core/checklist/plan.h"
#include "core/checklist/sample.h"
#include "core/checklist/stage.h"
#include "core/checklist/sweep.h"
#include "core/checklist/verdicts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace chatsync::checklist {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Checklist", text);
}

Error error(Error::Kind kind, const QString &what, const QString &advice)
{
    return {kind, what, advice, {}};
}

/// A performance: the checks that were made so far, and what is known of them.
struct Performance {
    explicit Performance(RunnerContext context, Order order)
        : stage(std::move(context), std::move(order))
    {}

    Stage stage;
    std::vector<Check> wanted; ///< With those that others look back on
    std::vector<KeptCheck> kept;
    std::vector<Participant> companies; ///< Approved ones
    std::vector<KeptCompany> swept;
    std::vector<Scenario> scenarios;
    bool resumes = false;

    const KeptCheck *find(const QString &id) const
    {
        for (const KeptCheck &check : kept) {
            if (check.result.id == id)
                return &check;
        }
        return nullptr;
    }
    Clock *clock() const { return stage.context.flow.clock; }
};

/// The checks that were asked for, and those whose conversations they look at.
std::vector<Check> wantedOf(const Order &order)
{
    std::vector<Check> wanted;
    if (!order.checks)
        return wanted;
    QStringList ids = order.only;
    for (const Check &check : order.checklist.checks) {
        const bool looksBack = check.kind == CheckKind::Log || check.kind == CheckKind::Roles;
        if (!looksBack || !order.only.contains(check.id))
            continue;
        for (const Check &before : order.checklist.checks) {
            if (before.id == check.id)
                break;
            if (converses(before.kind) && (check.of.isEmpty() || check.of.contains(before.id)))
                ids << before.id;
        }
    }
    for (const Check &check : order.checklist.checks) {
        if (order.only.isEmpty() || ids.contains(check.id))
            wanted.push_back(check);
    }
    return wanted;
}

/// Nothing has been begun; why nothing can be.
std::optional<std::pair<EndReason, Error>> refusal(const RunnerContext &context, const Order &order)
{
    if (const Result<void> fits = checkOrder(order); !fits)
        return std::pair{EndReason::Usage, fits.error()};
    if (!context.mayConverse)
        return std::pair{EndReason::Usage, context.mayConverse.error()};
    if (order.target == Order::Target::Backend && !context.backend) {
        return std::pair{EndReason::Usage, error(Error::Kind::Input, tr("There is no backend to ask."),
                                                 tr("Name its address, or let the console make them."))};
    }
    return std::nullopt;
}

void fillHead(Performance &p, const DirectoryCapabilities &database)
{
    const Stage &stage = p.stage;
    const RunEnvironment &place = stage.context.flow.environment;
    ChecklistResult &head = p.stage.head;
    head.id = stage.context.id.isNull() ? stage.context.flow.newId() : stage.context.id;
    head.checklist = stage.order.checklist.name;
    head.version = stage.order.checklist.version;
    head.environment = place.name;
    head.environmentKind = place.kind;
    head.streamUrl = place.streamUrl;
    head.database = place.database;
    const bool backend = stage.order.target == Order::Target::Backend;
    head.target = backend ? QStringLiteral("backend") : QStringLiteral("engine");
    head.preset = backend ? stage.context.backendPreset : chatsync::toString(stage.order.settings.preset);
    head.build = stage.order.build;
    head.tester = stage.order.tester;
    head.consoleVersion = stage.context.consoleVersion;
    head.startedAt = p.clock()->now();
    head.services = {database.dialect == QLatin1String("postgresql") ? QStringLiteral("PostgreSQL")
                     : database.dialect == QLatin1String("sqlite")   ? QStringLiteral("SQLite")
                                                                     : database.dialect,
                     QStringLiteral("StreamChat API v1")};
}

void sayDataSet(Performance &p, int all)
{
    const int approved = static_cast<int>(p.companies.size());
    p.stage.head.dataSet =
        QCoreApplication::translate("Checklist", "%n company(ies), %1 of them approved", nullptr, all)
            .arg(approved);
}

/// Reads whom the checks may choose from. An Error means that the environment is not there.
QCoro::Task<Result<void>> findPeople(Performance *p, std::stop_token stop)
{
    auto listing = p->stage.cast.companies(stop);
    const Result<std::vector<Participant>> companies = co_await listing;
    if (!companies)
        co_return tl::unexpected(companies.error());
    for (const Participant &company : *companies) {
        if (isApproved(company))
            p->companies.push_back(company);
    }
    sayDataSet(*p, static_cast<int>(companies->size()));
    const bool withNewUsers =
        std::find(p->scenarios.begin(), p->scenarios.end(), Scenario::NewUser) != p->scenarios.end();
    const auto newUsers = std::count_if(p->wanted.begin(), p->wanted.end(),
                                        [](const Check &check) { return check.kind == CheckKind::NewUser; });
    const std::size_t cells = withNewUsers ? p->companies.size() : 0;
    auto finding = p->stage.cast.findUsers(static_cast<int>(newUsers) + static_cast<int>(cells), stop);
    const Result<void> found = co_await finding;
    co_return found;
}

void chooseCompanies(Performance &p)
{
    const Sweep &sweep = *p.stage.order.sweep;
    Sample sample;
    if (sweep.companies.isEmpty()) {
        sample = sampleOf(p.companies, sweep.sample, p.clock()->now());
    } else {
        for (const QString &id : sweep.companies) {
            const auto found = std::find_if(p.companies.begin(), p.companies.end(),
                                            [&id](const Participant &company) { return company.id == id; });
            if (found != p.companies.end())
                sample.companies.push_back(*found);
        }
        const int count = static_cast<int>(sample.companies.size());
        sample.sentence =
            QCoreApplication::translate("Checklist", "%n company(ies) by name.", nullptr, count);
    }
    for (const Participant &company : sample.companies)
        p.swept.push_back({company.id, company.name, isNewlyApproved(company, p.clock()->now())});
    p.stage.head.dataSet += QStringLiteral(". ") + sample.sentence;
}

/// What passed in the last result stays as it was; all else is performed.
Result<void> takeOverPasses(Performance &p)
{
    ChecklistStore &store = p.stage.store;
    const Result<QList<QUuid>> before = store.ended(p.stage.head.environment, 30);
    if (!before)
        return tl::unexpected(before.error());
    std::optional<QUuid> last;
    for (const QUuid &id : *before) {
        const Result<ChecklistResult> result = store.load(id);
        if (result && result->checklist == p.stage.head.checklist && result->target == p.stage.head.target) {
            last = id;
            break;
        }
    }
    if (!last) {
        return tl::unexpected(error(Error::Kind::Input,
                                    tr("No result of this checklist is kept of this environment."),
                                    tr("Run the whole checklist first.")));
    }
    const Result<std::vector<KeptCheck>> checks = store.checks(*last);
    const Result<std::vector<KeptCompany>> companies = store.companies(*last);
    if (!checks || !companies)
        return tl::unexpected(checks ? companies.error() : checks.error());
    for (const KeptCheck &check : *checks) {
        const Check *const known = p.stage.order.checklist.find(check.result.id);
        const bool remade = known && !converses(known->kind) && known->kind != CheckKind::Manual;
        if (check.result.passes() && !remade)
            p.kept.push_back(check);
    }
    if (!companies->empty()) {
        p.stage.order.sweep = p.stage.order.sweep.value_or(Sweep{});
        p.scenarios = scenariosOf(*p.stage.order.sweep);
        p.swept = *companies;
    }
    p.stage.head.dataSet.clear();
    return {};
}

/// The cells that passed the last time; those which look back are made anew.
Result<void> copyCells(Performance &p)
{
    const Result<QList<QUuid>> before = p.stage.store.ended(p.stage.head.environment, 30);
    if (!before)
        return tl::unexpected(before.error());
    for (const QUuid &id : *before) {
        const Result<std::vector<KeptCompany>> companies = p.stage.store.companies(id);
        if (!companies || *companies != p.swept)
            continue;
        for (int place = 0; place < static_cast<int>(p.swept.size()); ++place) {
            const auto cells = p.stage.store.cells(id, place);
            if (!cells)
                return tl::unexpected(cells.error());
            for (const auto &[column, cell] : *cells) {
                const bool passes =
                    cell.result.passes() || cell.result.verdict == CheckVerdict::NotApplicable;
                if (!passes || column >= static_cast<int>(Scenario::LogOrder))
                    continue;
                if (const Result<void> put = p.stage.store.putCell(p.stage.head.id, place, column, cell);
                    !put)
                    return put;
            }
        }
        break;
    }
    return {};
}

void tellStart(Performance &p)
{
    Standing &standing = p.stage.standing;
    standing.checks = static_cast<int>(p.wanted.size());
    standing.companies = static_cast<int>(p.swept.size());
    standing.cells = standing.companies * static_cast<int>(p.scenarios.size());
    auto result = std::make_shared<ChecklistResult>(p.stage.head);
    for (const Check &check : p.wanted) {
        const KeptCheck *const kept = p.find(check.id);
        result->checks.push_back(kept ? kept->result : p.stage.resultOf(check));
    }
    Progress progress;
    progress.kind = Progress::Kind::Started;
    for (const KeptCompany &company : p.swept) {
        result->companies.push_back({company.id, company.name, company.newlyApproved, {}});
        progress.companies.push_back({company.id, company.name, company.newlyApproved});
    }
    progress.result = std::move(result);
    p.stage.tell(std::move(progress));
}

void tellSweep(Performance &p)
{
    Progress progress;
    progress.kind = Progress::Kind::SweepStarted;
    progress.sentence = p.stage.head.dataSet;
    for (const KeptCompany &company : p.swept)
        progress.companies.push_back({company.id, company.name, company.newlyApproved});
    p.stage.tell(std::move(progress));
}

/// A company that is not one of those which other checks name: the one approved last, else the same each
/// time.
std::optional<Participant> anyCompany(const Performance &p)
{
    QStringList named;
    for (const Check &check : p.stage.order.checklist.checks)
        named << check.company.toCaseFolded();
    std::vector<Participant> free;
    for (const Participant &company : p.companies) {
        if (!named.contains(company.name.toCaseFolded()) && !named.contains(company.id))
            free.push_back(company);
    }
    const std::vector<Participant> &among = free.empty() ? p.companies : free;
    const auto last =
        std::max_element(among.begin(), among.end(), [](const Participant &left, const Participant &right) {
            return left.approvedAt.value_or(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)) <
                   right.approvedAt.value_or(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
        });
    return last == among.end() ? std::nullopt : std::optional{*last};
}

/// Whose conversation a check makes.
QCoro::Task<Result<Participant>> initiatorFor(Performance *p, Check check, std::stop_token stop)
{
    if (!check.company.isEmpty()) {
        auto finding = p->stage.cast.company(check.company, stop);
        const Result<Participant> found = co_await finding;
        co_return found;
    }
    const std::optional<Participant> any = anyCompany(*p);
    if (!any) {
        co_return tl::unexpected(error(Error::Kind::Input,
                                       tr("There is no approved company in the database."),
                                       tr("Have one approved.")));
    }
    co_return *any;
}

CheckEvidence rowEvidence(const Participant &company, const QDateTime &at)
{
    return {.kind = CheckEvidence::Kind::Row,
            .sentence =
                QCoreApplication::translate("Checklist", "Database: the company “%1”").arg(company.name),
            .detail = company.approval.value_or(QString{}),
            .subject = QStringLiteral("companies/") + company.id,
            .at = at};
}

QCoro::Task<Scene> sceneFor(Performance *p, Check check, std::stop_token stop)
{
    Scene scene;
    scene.result = p->stage.resultOf(check);
    scene.check = check.id;
    auto finding = initiatorFor(p, check, stop);
    const Result<Participant> initiator = co_await finding;
    if (!initiator) {
        block(scene.result, initiator.error().what, initiator.error().advice);
        co_return scene;
    }
    scene.initiator = *initiator;
    scene.evidence.push_back(rowEvidence(*initiator, p->clock()->now()));
    const bool fresh = check.kind == CheckKind::NewUser;
    const int known = fresh ? check.users - 1 : check.users;
    scene.others = p->stage.cast.existing(known, check.id);
    if (static_cast<int>(scene.others.size()) < known) {
        block(scene.result, tr("The database has too few users whom StreamChat knows."),
              tr("Sync some of them first."));
        co_return scene;
    }
    for (const Participant &other : scene.others) {
        scene.evidence.push_back({.kind = CheckEvidence::Kind::Participant,
                                  .sentence = tr("Before: StreamChat has %1").arg(identityOf(other).streamId),
                                  .detail = other.name,
                                  .subject = identityOf(other).streamId,
                                  .at = p->stage.cast.existingReadAt()});
    }
    if (!fresh)
        co_return scene;
    const QString name = QStringLiteral("QA Probe %1")
                             .arg(QLocale::c().toString(p->clock()->now(), QStringLiteral("d MMM hh:mm")));
    auto making = p->stage.cast.newUser(name, stop);
    const Result<NewUser> made = co_await making;
    if (!made) {
        block(scene.result, made.error().what, made.error().advice);
        co_return scene;
    }
    const QString streamId = identityOf(made->who).streamId;
    scene.others.insert(scene.others.begin(), made->who);
    scene.evidence.push_back({.kind = CheckEvidence::Kind::Participant,
                              .sentence = tr("Before: StreamChat has no %1").arg(streamId),
                              .detail = made->who.name,
                              .subject = streamId,
                              .at = made->absentAt});
    co_return scene;
}

/// The conversations that a check looks back on.
Before beforeOf(const Performance &p, const Check &check)
{
    Before before;
    for (const Check &other : p.wanted) {
        if (other.id == check.id)
            break;
        const KeptCheck *const kept = p.find(other.id);
        if (kept && converses(other.kind) && (check.of.isEmpty() || check.of.contains(other.id)))
            before.conversations.push_back(factsFromJson(kept->facts));
    }
    return before;
}

/// Everybody is read again, now that all conversations were made; whoever took part in a check taken over is
/// left as seen then, for what was made has been removed since.
QCoro::Task<Before> readAgain(Performance *p, Before before, std::stop_token stop)
{
    for (Facts &facts : before.conversations) {
        const bool madeNow = std::any_of(p->kept.begin(), p->kept.end(), [&](const KeptCheck &one) {
            return one.result.startedAt >= p->stage.head.startedAt && one.result.runs.contains(facts.run);
        });
        if (!madeNow)
            continue;
        std::vector<Identity> identities;
        for (const SeenPerson &person : facts.people) {
            const bool company = person.expectedRole == roleOf(ParticipantKind::Company);
            identities.push_back({.streamId = person.streamId,
                                  .kind = company ? ParticipantKind::Company : ParticipantKind::User,
                                  .name = person.name});
        }
        ReadBackRequest request{.conversation = {}, .identities = identities, .patient = true};
        auto reading = readBack(p->stage.reader(), std::move(request), stop);
        const ReadBack seen = co_await reading;
        if (!seen.error) {
            facts.people = seen.people;
            continue;
        }
        for (SeenPerson &person : facts.people)
            person.state = SeenPerson::State::Unknown;
    }
    co_return before;
}

QCoro::Task<KeptCheck> perform(Performance *p, Check check, std::stop_token stop)
{
    KeptCheck made{.result = p->stage.resultOf(check), .facts = {}};
    made.result.startedAt = p->clock()->now();
    const auto began = p->clock()->elapsed();
    if (check.kind == CheckKind::Manual) {
        made.result.manual = true;
        made.result.summary = tr("A person has to look.");
    } else if (check.kind == CheckKind::Log) {
        judgeLogs(made.result, beforeOf(*p, check));
    } else if (check.kind == CheckKind::Roles) {
        auto reading = readAgain(p, beforeOf(*p, check), stop);
        const Before before = co_await reading;
        judgePeople(made.result, before);
    } else {
        auto casting = sceneFor(p, check, stop);
        const Scene scene = co_await casting;
        if (scene.result.verdict != CheckVerdict::NotRun || stop.stop_requested()) {
            made.result = scene.result;
            made.result.evidence = scene.evidence;
            co_return made;
        }
        auto playing = play(&p->stage, scene, stop);
        const Played played = co_await playing;
        co_return KeptCheck{played.result, toJson(played.facts)};
    }
    made.result.duration =
        std::chrono::duration_cast<std::chrono::milliseconds>(p->clock()->elapsed() - began);
    co_return made;
}

void count(Performance &p, const CheckResult &result)
{
    ++p.stage.standing.checksDone;
    ++p.stage.standing.checkCounts.byVerdict[static_cast<std::size_t>(result.verdict)];
}

int placeOf(const Performance &p, const QString &id)
{
    for (std::size_t i = 0; i < p.stage.order.checklist.checks.size(); ++i) {
        if (p.stage.order.checklist.checks[i].id == id)
            return static_cast<int>(i);
    }
    return 0;
}

/// False where it could not be kept.
bool settle(Performance &p, const KeptCheck &check)
{
    std::erase_if(p.kept, [&](const KeptCheck &old) { return old.result.id == check.result.id; });
    p.kept.push_back(check);
    if (!p.stage.keep(p.stage.store.putCheck(p.stage.head.id, placeOf(p, check.result.id), check)))
        return false;
    count(p, check.result);
    Progress progress;
    progress.kind = Progress::Kind::CheckEnded;
    progress.check = check.result.id;
    progress.outcome = check.result;
    p.stage.tell(std::move(progress));
    p.stage.minds(check.result);
    return true;
}

/// Whether the sweep performs it, company by company.
bool isSwept(const Performance &p, const Check &check)
{
    return check.kind == CheckKind::AnyCompany && !p.swept.empty();
}

QCoro::Task<void> performChecks(Performance *p, std::stop_token stop)
{
    for (const Check &check : p->wanted) {
        if (stop.stop_requested() || p->stage.halted())
            break;
        if (isSwept(*p, check))
            continue;
        if (const KeptCheck *kept = p->find(check.id)) {
            const KeptCheck same = *kept;
            settle(*p, same);
            continue;
        }
        Progress progress;
        progress.kind = Progress::Kind::CheckStarted;
        progress.check = check.id;
        p->stage.tell(std::move(progress));
        auto performing = perform(p, check, stop);
        const KeptCheck made = co_await performing;
        if (p->stage.trouble || stop.stop_requested())
            break;
        settle(*p, made);
    }
}

/// What the sweep says of the check that it performs.
KeptCheck summedUp(Performance &p, const Check &check)
{
    KeptCheck sum{.result = p.stage.resultOf(check), .facts = {}};
    CheckResult &result = sum.result;
    CheckCounts counts;
    std::vector<bool> failed(p.swept.size(), false);
    const auto visit = [&](int company, int, const CheckResult &cell) {
        ++counts.byVerdict[static_cast<std::size_t>(cell.verdict)];
        result.duration += cell.duration;
        if (!result.startedAt.isValid() || (cell.startedAt.isValid() && cell.startedAt < result.startedAt))
            result.startedAt = cell.startedAt;
        if (cell.verdict != CheckVerdict::Failed)
            return;
        failed[static_cast<std::size_t>(company)] = true;
        if (result.cause.isEmpty()) {
            result.cause = cell.cause;
            result.why = cell.why;
            result.next = cell.next;
        }
        constexpr std::size_t mostNamed = 20;
        if (result.evidence.size() < mostNamed && !cell.runs.isEmpty())
            result.evidence.push_back({.kind = CheckEvidence::Kind::Run,
                                       .speaksFor = CheckVerdict::Failed,
                                       .sentence = p.swept[static_cast<std::size_t>(company)].name +
                                                   QStringLiteral(": ") + cell.summary,
                                       .run = cell.runs.front(),
                                       .at = cell.startedAt});
    };
    if (!p.stage.keep(p.stage.store.eachCell(p.stage.head.id, visit)))
        return sum;
    std::vector<CheckVerdict> verdicts;
    for (const CheckVerdict verdict : allCheckVerdicts) {
        if (counts.of(verdict) > 0)
            verdicts.push_back(verdict);
    }
    const int wanted = static_cast<int>(p.swept.size() * p.scenarios.size());
    result.verdict = counts.all() < wanted ? CheckVerdict::NotRun : worstOf(verdicts);
    if (counts.of(CheckVerdict::Failed) > 0)
        result.verdict = CheckVerdict::Failed;
    const int bad = static_cast<int>(std::count(failed.begin(), failed.end(), true));
    const int all = static_cast<int>(p.swept.size());
    result.summary = QCoreApplication::translate(
                         "Checklist", "%1 of %n company(ies) cannot start every chat.", nullptr, all)
                         .arg(bad);
    if (result.evidence.empty() && result.verdict != CheckVerdict::NotRun)
        result.evidence.push_back({.kind = CheckEvidence::Kind::Run,
                                   .speaksFor = result.verdict,
                                   .sentence = result.summary,
                                   .at = p.clock()->now()});
    return sum;
}

/// Those whom StreamChat may be asked to put into a channel with another company.
std::vector<Participant> otherCompanies(const Performance &p)
{
    return p.companies;
}

QCoro::Task<void> sweep(Performance *p, std::stop_token stop)
{
    tellSweep(*p);
    auto sweeping = performSweep(&p->stage, p->swept, p->scenarios, otherCompanies(*p), stop);
    co_await sweeping;
    for (const Check &check : p->wanted) {
        if (isSwept(*p, check) && !p->stage.trouble && !stop.stop_requested())
            settle(*p, summedUp(*p, check));
    }
}

QCoro::Task<void> cleanUp(Performance *p)
{
    Stage &stage = p->stage;
    QList<QUuid> runs;
    for (const KeptCheck &check : p->kept) {
        if (check.result.startedAt >= stage.head.startedAt)
            runs += check.result.runs;
    }
    stage.keep(stage.store.eachCell(stage.head.id,
                                    [&runs](int, int, const CheckResult &cell) { runs += cell.runs; }));
    if (runs.isEmpty() && stage.cast.made().isEmpty())
        co_return;
    if (stage.order.keep) {
        stage.head.cleanUp = tr("Everything that was made was kept, as asked for.");
        stage.head.leftovers = static_cast<int>(runs.size());
        co_return;
    }
    Progress progress;
    progress.kind = Progress::Kind::CleaningUp;
    progress.sentence = tr("Removing what was made.");
    stage.tell(std::move(progress));
    // Whoever stopped the checks does not want to find their leavings.
    LedgerCleanUp byLedger{stage.context.flow, stage.context.journal};
    CleanUp *const cleaner = stage.context.cleanUp ? stage.context.cleanUp : &byLedger;
    auto removing = cleaner->remove(runs, std::stop_token{});
    const CleanUpOutcome outcome = co_await removing;
    stage.head.cleanUp = outcome.sentence;
    stage.head.leftovers = outcome.leftovers;
    if (stage.cast.made().isEmpty())
        co_return;
    auto forgetting = stage.context.newUsers->remove(stage.cast.made(), std::stop_token{});
    const Result<void> forgotten = co_await forgetting;
    if (!forgotten) {
        stage.head.cleanUp += u' ' + forgotten.error().what;
        stage.head.leftovers += static_cast<int>(stage.cast.made().size());
    }
}

/// Checks and cells that nobody came to, and what people said.
Result<ChecklistResult> wholeResult(Performance &p)
{
    Result<ChecklistResult> result = p.stage.store.load(p.stage.head.id);
    if (!result)
        return result;
    std::vector<CheckResult> checks;
    for (const Check &check : p.wanted) {
        const auto found = std::find_if(result->checks.begin(), result->checks.end(),
                                        [&](const CheckResult &one) { return one.id == check.id; });
        checks.push_back(found == result->checks.end() ? p.stage.resultOf(check) : *found);
        if (checks.back().summary.isEmpty() && checks.back().verdict == CheckVerdict::NotRun)
            checks.back().summary = tr("Not reached.");
    }
    result->checks = std::move(checks);
    for (CompanyResult &company : result->companies) {
        std::vector<CheckResult> cells;
        for (const Scenario scenario : p.scenarios) {
            const auto found = std::find_if(company.cells.begin(), company.cells.end(),
                                            [&](const auto &cell) { return cell.id == toString(scenario); });
            cells.push_back(found == company.cells.end() ? p.stage.resultOf(scenario) : *found);
        }
        company.cells = std::move(cells);
    }
    Result<ChecklistResult> spoken = marked(std::move(*result), p.stage.order.marks);
    if (spoken)
        applyKnown(*spoken, p.stage.order.known);
    return spoken;
}

/// Puts what people said back into the store.
void keepWords(Performance &p, const ChecklistResult &result)
{
    Stage &stage = p.stage;
    for (const CheckResult &check : result.checks) {
        const KeptCheck *const kept = p.find(check.id);
        const KeptCheck changed{check, kept ? kept->facts : QJsonObject{}};
        if (!kept || kept->result != check)
            stage.keep(stage.store.putCheck(stage.head.id, placeOf(p, check.id), changed));
    }
    for (std::size_t i = 0; i < result.companies.size() && !result.known.empty(); ++i) {
        for (const CheckResult &cell : result.companies[i].cells) {
            if (!cell.known)
                continue;
            const int place = static_cast<int>(*scenarioFrom(cell.id));
            stage.keep(stage.store.putCell(stage.head.id, static_cast<int>(i), place, {cell, {}}));
        }
    }
}

End endOf(Performance &p, bool stopped)
{
    Stage &stage = p.stage;
    End end;
    stage.head.endedAt = p.clock()->now();
    stage.head.stopped = stopped || stage.halted();
    if (stage.order.signOff)
        stage.head.signedOffAt = stage.head.endedAt;
    const bool whole = !stopped && !stage.trouble;
    stage.head.known = stage.order.known;
    stage.keep(
        stage.store.end(stage.head, whole ? ChecklistStore::End::Finished : ChecklistStore::End::Stopped));
    const Result<ChecklistResult> result = wholeResult(p);
    if (result) {
        end.result = *result;
        keepWords(p, *result);
        stage.head.known = result->known;
        stage.keep(stage.store.putHead(stage.head));
    } else {
        end.result = stage.head;
        stage.halt(result.error().kind == Error::Kind::Input ? EndReason::Usage : EndReason::Journal,
                   result.error());
    }
    end.reason = stage.trouble ? stage.trouble->first : stopped ? EndReason::Stopped : EndReason::Done;
    if (stage.trouble)
        end.error = stage.trouble->second;
    Progress progress;
    progress.kind = Progress::Kind::Ended;
    stage.tell(std::move(progress));
    return end;
}

End refused(const std::pair<EndReason, Error> &why)
{
    End end;
    end.reason = why.first;
    end.error = why.second;
    return end;
}

/// The companies, the checks and the cells that are there already.
Result<void> resume(Performance &p)
{
    Stage &stage = p.stage;
    const Result<std::optional<QUuid>> unfinished =
        stage.store.unfinished(stage.head.environment, stage.head.checklist);
    if (!unfinished)
        return tl::unexpected(unfinished.error());
    if (!*unfinished) {
        return tl::unexpected(error(Error::Kind::Input,
                                    tr("There is no sweep of this environment that could be gone on with."),
                                    tr("Begin one.")));
    }
    const QUuid id = **unfinished;
    const Result<QJsonObject> plan = stage.store.plan(id);
    const Result<ChecklistResult> head = stage.store.load(id);
    const Result<std::vector<KeptCheck>> checks = stage.store.checks(id);
    const Result<std::vector<KeptCompany>> companies = stage.store.companies(id);
    if (!plan || !head || !checks || !companies)
        return tl::unexpected(!plan     ? plan.error()
                              : !head   ? head.error()
                              : !checks ? checks.error()
                                        : companies.error());
    if (const Result<void> same = samePlan(*plan, stage.order, stage.head); !same)
        return same;
    takeChecks(stage.order, *plan);
    p.wanted = wantedOf(stage.order);
    ChecklistResult begun = *head;
    begun.checks.clear();
    begun.companies.clear();
    begun.stopped = false;
    stage.head = begun;
    p.kept = *checks;
    // Of what was not reached nothing is known.
    std::erase_if(p.kept,
                  [](const KeptCheck &check) { return check.result.verdict == CheckVerdict::NotRun; });
    p.swept = *companies;
    p.scenarios = scenariosIn(*plan);
    p.resumes = true;
    int cells = 0;
    std::vector<int> done(p.swept.size(), 0);
    CheckCounts counts;
    const Result<void> counted = stage.store.eachCell(id, [&](int company, int, const CheckResult &cell) {
        ++cells;
        ++done[static_cast<std::size_t>(company)];
        ++counts.byVerdict[static_cast<std::size_t>(cell.verdict)];
    });
    if (!counted)
        return counted;
    stage.standing.cellsDone = cells;
    stage.standing.cellCounts = counts;
    stage.standing.companiesDone =
        static_cast<int>(std::count(done.begin(), done.end(), static_cast<int>(p.scenarios.size())));
    return stage.store.takeOver(id);
}

/// What is to be performed, with a place on disk for it.
Result<void> begin(Performance &p)
{
    Stage &stage = p.stage;
    if (p.resumes)
        return {};
    stage.head.scenarios.clear();
    if (!p.swept.empty() || stage.order.sweep) {
        for (const Scenario scenario : p.scenarios)
            stage.head.scenarios << titleOf(scenario);
    }
    if (const Result<void> begun =
            stage.store.begin(stage.head, planOf(stage.order, stage.head, p.scenarios));
        !begun)
        return begun;
    if (p.swept.empty())
        return {};
    return stage.store.putCompanies(stage.head.id, p.swept);
}

QCoro::Task<std::optional<std::pair<EndReason, Error>>> prepare(Performance *p, std::stop_token stop)
{
    using Why = std::pair<EndReason, Error>;
    Stage &stage = p->stage;
    auto opening = stage.context.flow.directory->open(stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return Why{EndReason::Environment, opened.error()};
    fillHead(*p, *opened);
    p->wanted = wantedOf(stage.order);
    if (stage.order.sweep)
        p->scenarios = scenariosOf(*stage.order.sweep);
    if (stage.order.resume) {
        if (const Result<void> resumed = resume(*p); !resumed)
            co_return Why{resumed.error().kind == Error::Kind::Input ? EndReason::Usage : EndReason::Journal,
                          resumed.error()};
    } else if (stage.order.rerunFailed) {
        if (const Result<void> taken = takeOverPasses(*p); !taken)
            co_return Why{taken.error().kind == Error::Kind::Input ? EndReason::Usage : EndReason::Journal,
                          taken.error()};
    }
    const QString dataSet = stage.head.dataSet;
    auto finding = findPeople(p, stop);
    const Result<void> found = co_await finding;
    if (!found)
        co_return Why{EndReason::Environment, found.error()};
    if (p->resumes)
        stage.head.dataSet = dataSet;
    if (stage.order.sweep && p->swept.empty())
        chooseCompanies(*p);
    if (stage.order.sweep && p->swept.empty())
        co_return Why{EndReason::Usage,
                      error(Error::Kind::Input, tr("There is no approved company that could be checked."),
                            tr("Look at the companies in the database."))};
    if (const Result<void> begun = begin(*p); !begun)
        co_return Why{EndReason::Journal, begun.error()};
    if (stage.order.rerunFailed && !p->swept.empty()) {
        if (const Result<void> copied = copyCells(*p); !copied)
            co_return Why{EndReason::Journal, copied.error()};
    }
    co_return std::nullopt;
}

} // namespace

QCoro::Task<End> runChecklist(RunnerContext context, Order order, std::stop_token stop)
{
    if (const auto why = refusal(context, order)) {
        co_return refused(*why);
    }
    auto p = std::make_unique<Performance>(std::move(context), std::move(order));
    auto preparing = prepare(p.get(), stop);
    const std::optional<std::pair<EndReason, Error>> why = co_await preparing;
    if (why) {
        const bool stopped = stop.stop_requested() && why->second.kind == Error::Kind::Cancelled;
        co_return refused(stopped ? std::pair{EndReason::Stopped, why->second} : *why);
    }
    tellStart(*p);
    auto checking = performChecks(p.get(), stop);
    co_await checking;
    if (!p->swept.empty() && !stop.stop_requested() && !p->stage.halted()) {
        auto sweeping = sweep(p.get(), stop);
        co_await sweeping;
    }
    const bool stopped = stop.stop_requested();
    auto cleaning = cleanUp(p.get());
    co_await cleaning;
    co_return endOf(*p, stopped);
}

} // namespace chatsync::checklist
