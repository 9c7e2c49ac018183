// SPDX-License-Identifier: MIT
#include "app/cli/await.h"
#include "app/cli/checklistlog.h"
#include "app/cli/commands.h"
#include "app/cli/environmenttarget.h"
#include "app/cli/output.h"
#include "app/interrupt/interrupt.h"
#include "core/journal/checkliststore.h"
#include "core/journal/journal.h"
#include "core/workbench/workbench.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace chatsync::cli {

namespace {

constexpr int usageExit = 2;
constexpr int journalExit = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("ChecklistCommand", text);
}

int fail(const Error &error)
{
    complain(printable(error.what), printable(error.advice));
    return exitCodeOf(error);
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file{path};
    constexpr qint64 mostBytes = 8 * 1024 * 1024;
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(Error{Error::Kind::Input,
                                    tr("The file %1 cannot be read: %2.").arg(path, file.errorString()),
                                    tr("Check its name and its permissions."),
                                    {}});
    return file.read(mostBytes);
}

/// The checklist and the known issues, from their files.
Result<void> readFiles(checklist::Order &order, const ChecklistOptions &options)
{
    if (!options.checklistFile.isEmpty()) {
        const Result<QByteArray> json = contentOf(options.checklistFile);
        if (!json)
            return tl::unexpected(json.error());
        const Result<checklist::Definition> own =
            checklist::definitionFromJson(*json, QFileInfo{options.checklistFile}.fileName());
        if (!own)
            return tl::unexpected(own.error());
        order.checklist = *own;
    }
    if (!options.knownFile.isEmpty()) {
        const Result<QByteArray> json = contentOf(options.knownFile);
        if (!json)
            return tl::unexpected(json.error());
        const Result<std::vector<KnownIssue>> known =
            checklist::knownIssuesFromJson(*json, QFileInfo{options.knownFile}.fileName());
        if (!known)
            return tl::unexpected(known.error());
        order.known = *known;
    }
    return checklist::checkOrder(order);
}

/// The results kept before this one, oldest first, for what changed since and what is flaky.
std::vector<ChecklistResult> resultsBefore(const ChecklistStore &store, const ChecklistResult &result)
{
    constexpr int few = 10;
    std::vector<ChecklistResult> results;
    const Result<QList<QUuid>> ids = store.ended(result.environment, few);
    for (const QUuid &id : ids.value_or(QList<QUuid>{})) {
        const Result<ChecklistResult> before = store.load(id);
        if (id != result.id && before && before->checklist == result.checklist)
            results.insert(results.begin(), *before);
    }
    return results;
}

/// False where one could not be written.
bool writeReports(const ChecklistOptions &options, const ChecklistStore &store, const ChecklistResult &result)
{
    if (options.reports.empty() || result.checklist.isEmpty())
        return true;
    std::vector<ChecklistResult> earlier = resultsBefore(store, result);
    std::optional<ChecklistResult> last;
    if (!earlier.empty()) {
        last = earlier.back();
        earlier.pop_back();
    }
    bool written = true;
    for (const ReportFile &file : options.reports) {
        if (const Result<void> done = writeReport(file, result, last, earlier); !done) {
            complain(printable(done.error().what), printable(done.error().advice));
            written = false;
        }
    }
    return written;
}

void tellUnfinished(const ChecklistStore &store, const checklist::Order &order, const QString &environment)
{
    if (order.resume || !order.sweep)
        return;
    const Result<std::optional<QUuid>> id = store.unfinished(environment, order.checklist.name);
    if (!id || !*id)
        return;
    const Result<std::vector<KeptCompany>> companies = store.companies(**id);
    const int count = static_cast<int>(companies.value_or(std::vector<KeptCompany>{}).size());
    complain(QCoreApplication::translate("ChecklistCommand",
                                         "There is an unfinished sweep of %n company(ies).", nullptr, count),
             tr("--resume goes on with it; this one begins anew."));
}

int perform(const ChecklistOptions &options, const checklist::Order &order, Workbench &workbench,
            Journal *journal)
{
    Result<checklist::RunnerContext> context = workbench.checklist(order, options.logFile);
    if (!context)
        return fail(context.error());
    Secrets secrets{systemKeychain()};
    if (context->backend) {
        context->backend->timeout = options.backend.timeout;
        context->backend->tokenOf = backendTokensOf(options.target, &secrets);
    }
    const ChecklistStore store{journal};
    tellUnfinished(store, order, context->flow.environment.name);
    ChecklistLog log;
    ChecklistJson json;
    context->journal = journal;
    context->progress = options.json ? static_cast<checklist::ProgressSink *>(&json) : &log;
    std::stop_source stop;
    const Interrupt interrupt{[&stop] { stop.request_stop(); }};
    const checklist::End end = awaited(checklist::runChecklist(*context, order, stop.get_token()));
    int exitCode = checklist::exitCodeOf(end, options.threshold);
    if (!writeReports(options, store, end.result) && exitCode == 0)
        exitCode = journalExit;
    if (options.json) {
        ChecklistJson::conclude(end, exitCode);
        if (end.error)
            complain(printable(end.error->what), printable(end.error->advice));
    } else {
        ChecklistLog::conclude(end);
    }
    return exitCode;
}

} // namespace

int runChecklist(const ChecklistOptions &options)
{
    checklist::Order order = options.order;
    if (const Result<void> read = readFiles(order, options); !read)
        return fail(read.error());
    if (options.print) {
        writeOut(checklist::toJson(order.checklist));
        return 0;
    }
    Result<Target> target = targetFor(options.target);
    if (!target)
        return fail(target.error());
    if (const Result<void> meant = options.backend.apply(*target, !options.target.environment.isEmpty());
        !meant)
        return fail(meant.error());
    if (!options.logFile.isEmpty() && !options.backend.asked) {
        complain(tr("A log is the backend's."), tr("Give --target backend, too."));
        return usageExit;
    }
    const Result<std::unique_ptr<Workbench>> workbench = Workbench::open(*target, false);
    if (!workbench)
        return fail(workbench.error());
    if (const Result<void> allowed = (*workbench)->mayConverse(); !allowed)
        return fail(allowed.error());
    const Result<std::unique_ptr<Journal>> journal = Journal::open({.path = options.journal});
    if (!journal) {
        complain(journal.error().what, journal.error().advice);
        return journalExit;
    }
    return perform(options, order, **workbench, journal->get());
}

} // namespace chatsync::cli
