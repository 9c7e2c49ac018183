// SPDX-License-Identifier: MIT
#include "app/cli/await.h"
#include "app/cli/cleanupcommand.h"
#include "app/cli/commands.h"
#include "app/cli/environmenttarget.h"
#include "app/cli/eventlog.h"
#include "app/cli/output.h"
#include "app/interrupt/interrupt.h"
#include "core/journal/journal.h"
#include "core/sync/probe.h"
#include "core/workbench/workbench.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace chatsync::cli {

namespace {

constexpr int journalExit = 4;
constexpr int mostMeasurements = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Probe", text);
}

int fail(const Error &error)
{
    complain(printable(error.what), printable(error.advice));
    return exitCodeOf(error);
}

QString labelOf(const VisibilityBar &bar)
{
    if (!bar.upTo)
        return tr("later, or never");
    return bar.upTo->count() == 0 ? tr("at once") : tr("up to %1 ms").arg(bar.upTo->count());
}

void printDistribution(const std::vector<Visibility> &measured)
{
    constexpr int labelWidth = 16;
    constexpr int widest = 40;
    const std::vector<VisibilityBar> bars = distributionOf(measured);
    int most = 1;
    for (const VisibilityBar &bar : bars)
        most = std::max(most, bar.count);
    for (const VisibilityBar &bar : bars) {
        // One is to be seen as one, however many the others are.
        const int length = bar.count == 0 ? 0 : std::max(1, bar.count * widest / most);
        writeLine(QStringLiteral("%1%2%3").arg(labelOf(bar).leftJustified(labelWidth),
                                               QString::number(bar.count).rightJustified(5),
                                               length == 0 ? QString{} : u' ' + QString{length, u'#'}));
    }
}

QJsonObject toJson(const VisibilityAdvice &advice, const std::vector<Visibility> &measured)
{
    QJsonArray bars;
    for (const VisibilityBar &bar : distributionOf(measured)) {
        QJsonObject json{{QStringLiteral("count"), bar.count}};
        if (bar.upTo)
            json.insert(QStringLiteral("up_to_ms"), qint64{bar.upTo->count()});
        bars.append(json);
    }
    return {{QStringLiteral("measurements"), advice.measurements},
            {QStringLiteral("distribution"), bars},
            {QStringLiteral("wait_ms"), qint64{advice.wait.count()}},
            {QStringLiteral("attempts"), advice.attempts},
            {QStringLiteral("rate"), advice.rate},
            {QStringLiteral("first_rate"), advice.firstRate},
            {QStringLiteral("second_attempt_needed"), advice.secondNeeded},
            {QStringLiteral("advice"), QJsonArray::fromStringList(advice.sentences)}};
}

void tell(const std::vector<Visibility> &measured, bool json)
{
    const VisibilityAdvice advice = adviceFor(measured);
    if (json) {
        writeOut(QJsonDocument{toJson(advice, measured)}.toJson(QJsonDocument::Compact) + '\n');
        return;
    }
    if (!measured.empty())
        printDistribution(measured);
    for (const QString &sentence : advice.sentences)
        writeLine(sentence);
}

} // namespace

int probeVisibility(const ProbeOptions &options)
{
    const Result<Target> target = targetFor(options.target);
    if (!target)
        return fail(target.error());
    const Result<std::unique_ptr<Workbench>> opened = Workbench::open(*target, false);
    if (!opened)
        return fail(opened.error());
    const Result<std::unique_ptr<Journal>> journal = Journal::open({.path = options.journal});
    if (!journal) {
        complain(journal.error().what, journal.error().advice);
        return journalExit;
    }
    int exitCode = 0;
    FlowContext context = (*opened)->context({});
    if (options.times > 0) {
        if (const Result<void> allowed = (*opened)->mayConverse(); !allowed)
            return fail(allowed.error());
        EventLog log{true};
        context = (*opened)->context({journal->get()});
        if (!options.json)
            context.sinks.push_back(&log);
        context.ledger = journal->get();
        std::stop_source stop;
        const Interrupt interrupt{[&stop] { stop.request_stop(); }};
        const ProbeOutcome outcome = awaited(probe(context, options.times, stop.get_token()));
        if (!options.json)
            tellKept(outcome.cleaned);
        exitCode = exitCodeOf(outcome.run.failure);
        if (exitCode == 0)
            exitCode = exitCodeOf(outcome.cleaned);
    }
    const Result<std::vector<Visibility>> measured =
        (*journal)->measurements(placeOf(context), mostMeasurements);
    if (!measured) {
        complain(measured.error().what, measured.error().advice);
        return journalExit;
    }
    tell(*measured, options.json);
    return exitCode;
}

} // namespace chatsync::cli
