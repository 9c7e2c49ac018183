// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/verdictlog.h"
#include "app/interrupt/interrupt.h"
#include "core/journal/journal.h"
#include "core/workbench/lookups.h"
#include "core/workbench/workbench.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace chatsync::cli {

namespace {

using diagnosis::LookupRequest;
using diagnosis::LookupResult;
using diagnosis::Verdict;

constexpr int problemExit = 1;
constexpr int usageExit = 2;
constexpr int unreachableExit = 3;
constexpr int interruptedExit = 130;

QString tr(const char *text)
{
    return QCoreApplication::translate("Lookup", text);
}

/// UTF-8 takes up to four bytes a character; what is longer is said to be left out.
QString standardInput()
{
    constexpr qint64 most = 4 * diagnosis::longestText + 4;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(input.read(most));
}

/// Runs of the journal that was there already; looking up makes no file.
std::vector<diagnosis::Hint> hintsFor(const diagnosis::Recognition &recognition, const QString &path,
                                      const FlowContext &context)
{
    const QString file = path.isEmpty() ? defaultJournalPath() : path;
    if (!QFile::exists(file))
        return {};
    const Result<std::unique_ptr<Journal>> journal = Journal::open({.path = file});
    if (!journal)
        return {};
    return witnesses(journal->get(), recognition, context.environment, context.clock->now());
}

struct Asked {
    Result<LookupResult> result = cancelledError();
    int exitCode = 0; ///< When nothing could be asked at all
};

Asked ask(const Target &target, const QString &journal, LookupRequest request)
{
    Asked asked;
    const Result<std::unique_ptr<Workbench>> workbench = Workbench::open(target, false);
    if (!workbench) {
        complain(workbench.error().what, workbench.error().advice);
        asked.exitCode = workbench.error().kind == Error::Kind::Input ? usageExit : unreachableExit;
        return asked;
    }
    const FlowContext context = (*workbench)->context({});
    request.recognition = diagnosis::recognise(request.text);
    request.hints = hintsFor(*request.recognition, journal, context);
    diagnosis::AppCache app;
    std::stop_source stop;
    const Interrupt interrupt{[&stop] { stop.request_stop(); }};
    auto task = diagnosis::lookUp(gatherContext(context, &app, {}), std::move(request), stop.get_token());
    QObject receiver;
    bool ended = false;
    QCoro::connect(std::move(task), &receiver, [&](const Result<LookupResult> &result) {
        asked.result = result;
        ended = true;
        QCoreApplication::quit();
    });
    // Nothing to ask: it is over before there is a loop to end.
    if (!ended)
        QCoreApplication::exec();
    if (!asked.result)
        asked.exitCode = interruptedExit;
    return asked;
}

int exitCodeOf(const Verdict &verdict)
{
    switch (verdict.answer) {
    case Verdict::Answer::Yes:
        return 0;
    case Verdict::Answer::YesWithRisks:
    case Verdict::Answer::No:
        return problemExit;
    case Verdict::Answer::Unknown:
        return unreachableExit;
    }
    Q_UNREACHABLE();
}

int exitCodeOf(const LookupResult &result)
{
    if (result.recognition.isNothing())
        return usageExit;
    int code = result.notFound.empty() && result.ambiguous.empty() ? 0 : problemExit;
    if (result.facts.people.empty() && result.facts.database.state == diagnosis::Reading::State::Failed)
        code = unreachableExit;
    for (const Verdict &verdict : result.verdicts)
        code = std::max(code, exitCodeOf(verdict));
    if (result.together)
        code = std::max(code, exitCodeOf(*result.together));
    return code;
}

} // namespace

int lookUp(const LookupOptions &options)
{
    LookupRequest request;
    request.text = options.fromInput ? standardInput() : options.text;
    const Asked asked = ask(options.target, options.journal, std::move(request));
    if (!asked.result)
        return asked.exitCode;
    if (options.json)
        writeOut(QJsonDocument{toJson(*asked.result)}.toJson(QJsonDocument::Compact) + '\n');
    else if (options.csv)
        writeOut(toCsv(*asked.result));
    else
        printLookup(*asked.result);
    return exitCodeOf(*asked.result);
}

int diagnose(const DiagnoseOptions &options)
{
    LookupRequest request;
    request.text = options.people.join(u'\n');
    request.together = true;
    const Asked asked = ask(options.target, options.journal, std::move(request));
    if (!asked.result)
        return asked.exitCode;
    const LookupResult &result = *asked.result;
    if (options.json)
        writeOut(QJsonDocument{toJson(result)}.toJson(QJsonDocument::Compact) + '\n');
    if (!result.together) {
        const auto &unclear = result.ambiguous.empty() ? result.notFound : result.ambiguous;
        const bool unread = result.facts.database.state == diagnosis::Reading::State::Failed;
        const QString who = unclear.empty() ? QString{} : unclear.front().text;
        if (unread)
            complain(result.facts.database.error->what, result.facts.database.error->advice);
        else if (!result.ambiguous.empty())
            complain(tr("“%1” is ambiguous.").arg(who), tr("Give the id or the e-mail of the one you mean."));
        else if (!who.isEmpty())
            complain(tr("Nobody is called “%1”.").arg(who), tr("Check the spelling, or give the id."));
        else
            complain(tr("Fewer than two people were named."), tr("Name two people who differ."));
        return unread ? unreachableExit : usageExit;
    }
    if (!options.json)
        printVerdict(*result.together, result.facts.now);
    return exitCodeOf(*result.together);
}

} // namespace chatsync::cli
