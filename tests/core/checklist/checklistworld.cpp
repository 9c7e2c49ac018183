// SPDX-License-Identifier: MIT
#include "tests/core/checklist/checklistworld.h"

#include "core/domain/identity.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/stream/token.h"

namespace chatsync::test {

QString FixedNewUsers::id(int number)
{
    return QStringLiteral("00000000-0000-4000-8000-%1").arg(number, 12, 10, QLatin1Char('0'));
}

QCoro::Task<Result<Participant>> FixedNewUsers::make(QString name, std::stop_token)
{
    Participant made = user(id(++m_made), name);
    m_directory->add(made);
    co_return made;
}

QCoro::Task<Result<void>> FixedNewUsers::remove(QStringList ids, std::stop_token)
{
    for (const QString &one : ids)
        m_directory->remove(one);
    removed += ids;
    co_return Result<void>{};
}

void CollectingProgress::tell(const checklist::Progress &progress)
{
    if (keeps)
        news.push_back(progress);
    if (onNews)
        onNews(progress);
}

std::vector<checklist::Progress> CollectingProgress::of(checklist::Progress::Kind kind) const
{
    std::vector<checklist::Progress> chosen;
    std::copy_if(news.begin(), news.end(), std::back_inserter(chosen),
                 [kind](const checklist::Progress &one) { return one.kind == kind; });
    return chosen;
}

ChecklistWorld::ChecklistWorld(sandbox::SimulatorOptions options)
    : simulator(options)
    , transport(&simulator, &clock)
{
    for (const Participant &one : sandbox::demoParticipants(sandbox::defaultDemoSeed))
        directory.add(one);
    simulator.seedDemo(sandbox::demoStreamUsers(sandbox::defaultDemoSeed));
    FlowContext &flow = context.flow;
    flow.directory = &directory;
    flow.transport = &transport;
    flow.governor = &governor;
    flow.credentials = {.baseUrl = QUrl{QStringLiteral("http://sandbox.invalid")},
                        .apiKey = simulator.options().apiKey,
                        .token = stream::serverToken(simulator.options().secret)};
    flow.clock = &clock;
    flow.redactor = &redactor;
    flow.newId = [ids = std::make_shared<IdSource>(randomIds())] { return (*ids)(); };
    flow.environment = {.name = QStringLiteral("Sandbox"), .kind = QStringLiteral("sandbox")};
    context.newUsers = &newUsers;
    context.progress = &progress;
    context.consoleVersion = QStringLiteral("1.2.3");
    reopenJournal();
}

void ChecklistWorld::reopenJournal()
{
    journal.reset();
    Result<std::unique_ptr<Journal>> opened =
        Journal::open({.path = folder.filePath(QStringLiteral("journal.sqlite"))});
    Q_ASSERT(opened);
    journal = std::move(*opened);
    context.journal = journal.get();
}

void ChecklistWorld::populate(int companies, int users)
{
    const IdSource ids = seededIds(99);
    const auto put = [this](const Participant &who) {
        directory.add(who);
        simulator.putUser(upsertObject(identityOf(who)));
    };
    for (int i = 1; i <= companies; ++i) {
        Participant made = company(ids().toString(QUuid::WithoutBraces), QStringLiteral("Company %1").arg(i));
        made.approval = QStringLiteral("approved");
        made.approvedAt = clock.now().addDays(i <= 3 ? -i : -100 - i);
        put(made);
    }
    for (int i = 1; i <= users; ++i)
        put(user(ids().toString(QUuid::WithoutBraces), QStringLiteral("Person %1").arg(i)));
}

void ChecklistWorld::useBackend(const FlowSettings &settings, const QStringList &faults, bool withLog)
{
    sandbox::BackendOptions options;
    options.settings = settings;
    for (const QString &fault : faults)
        options.faults.append(sandbox::parseBackendFault(fault).value());
    log = std::make_unique<checklist::LineLog>(QStringLiteral("backend.log"));
    sandbox::BackendSurroundings around;
    around.directory = &directory;
    around.transport = &transport;
    around.governor = &governor;
    around.credentials = context.flow.credentials;
    around.clock = &clock;
    around.newId = context.flow.newId;
    around.ended = [this](const RunResult &run, const std::vector<RunEvent> &events) {
        log->take(run, events);
    };
    standIn = std::make_unique<sandbox::BackendStandIn>(options, around);
    toStandIn = std::make_unique<sandbox::BackendStandInTransport>(standIn.get(), &clock);
    context.backend =
        BackendAccess{.url = QUrl{QStringLiteral("http://backend.invalid") + sandbox::BackendStandIn::path()},
                      .token = {},
                      .secret = standIn->options().secret,
                      .transport = toStandIn.get()};
    context.backendPreset = toString(settings.preset);
    context.log = withLog ? log.get() : nullptr;
}

checklist::End ChecklistWorld::run(const checklist::Order &order, std::stop_token stop)
{
    return QCoro::waitFor(checklist::runChecklist(context, order, stop));
}

QString ChecklistWorld::lettersOf(const std::vector<CheckResult> &results)
{
    QString letters;
    for (const CheckResult &result : results)
        letters += QStringLiteral("PRFB-.").at(static_cast<qsizetype>(result.verdict));
    return letters;
}

int ChecklistWorld::refusals() const
{
    const QList<sandbox::LoggedRequest> requests = simulator.requestLog();
    return static_cast<int>(
        std::count_if(requests.begin(), requests.end(),
                      [](const sandbox::LoggedRequest &one) { return one.status == 429; }));
}

} // namespace chatsync::test
