// SPDX-License-Identifier: MIT
#include "app/cli/cleanupcommand.h"

#include "app/cli/await.h"
#include "app/cli/commands.h"
#include "app/cli/environmenttarget.h"
#include "app/cli/eventlog.h"
#include "app/cli/output.h"
#include "app/interrupt/interrupt.h"
#include "core/journal/journal.h"
#include "core/workbench/workbench.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace chatsync::cli {

namespace {

constexpr int journalExit = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("CleanUp", text);
}

int fail(const Error &error)
{
    complain(printable(error.what), printable(error.advice));
    return exitCodeOf(error);
}

QString kindWord(LedgerEntry::Kind kind)
{
    switch (kind) {
    case LedgerEntry::Kind::ConversationRow:
        return tr("row");
    case LedgerEntry::Kind::Channel:
        return tr("channel");
    case LedgerEntry::Kind::User:
        return tr("user");
    }
    Q_UNREACHABLE();
}

QString stateWord(const LedgerEntry &entry, bool dryRun)
{
    if (entry.isOpen())
        return dryRun && entry.reason.isEmpty() ? tr("to be removed") : tr("still there");
    if (entry.state == LedgerEntry::State::Removed)
        return dryRun ? tr("gone already") : tr("removed");
    return dryRun ? tr("to be left") : tr("left");
}

void printEntry(const LedgerEntry &entry, bool dryRun)
{
    constexpr int stateWidth = 14;
    constexpr int kindWidth = 8;
    const QString id = entry.id.isEmpty() ? tr("(id not known)") : entry.id;
    writeLine(QStringLiteral("%1%2%3").arg(stateWord(entry, dryRun).leftJustified(stateWidth),
                                           kindWord(entry.kind).leftJustified(kindWidth), printable(id)));
    if (!entry.reason.isEmpty())
        writeLine(QString{stateWidth, u' '} + printable(entry.reason));
}

void printJson(const CleanUpOutcome &outcome, bool dryRun)
{
    for (const LedgerEntry &entry : outcome.entries)
        writeOut(QJsonDocument{toJson(entry)}.toJson(QJsonDocument::Compact) + '\n');
    QJsonObject counts{{QStringLiteral("removed"), outcome.removed},
                       {QStringLiteral("kept"), outcome.kept},
                       {QStringLiteral("open"), outcome.open}};
    if (dryRun)
        counts.insert(QStringLiteral("dry_run"), true);
    if (!outcome.run.run.isNull())
        counts.insert(QStringLiteral("run"), outcome.run.run.toString(QUuid::WithoutBraces));
    if (const QString error = outcome.run.answer[QLatin1String("error")].toString(); !error.isEmpty())
        counts.insert(QStringLiteral("error"), error);
    writeOut(QJsonDocument{counts}.toJson(QJsonDocument::Compact) + '\n');
}

Result<QList<QUuid>> runsOf(const QStringList &texts, const Journal &journal)
{
    QList<QUuid> runs;
    for (const QString &text : texts) {
        const Result<QUuid> run = journal.findRun(text);
        if (!run)
            return tl::unexpected(run.error());
        runs.append(*run);
    }
    return runs;
}

} // namespace

int exitCodeOf(const CleanUpOutcome &outcome)
{
    if (outcome.run.failure != Failure::None)
        return exitCodeOf(outcome.run.failure);
    return outcome.open + outcome.kept > 0 ? 1 : 0;
}

void tellKept(const CleanUpOutcome &outcome)
{
    for (const LedgerEntry &entry : outcome.entries) {
        if (entry.state != LedgerEntry::State::Removed)
            printEntry(entry, false);
    }
}

int cleanUpLeftovers(const CleanUpOptions &options)
{
    const Result<Target> target = targetFor(options.target);
    if (!target)
        return fail(target.error());
    const Result<std::unique_ptr<Workbench>> opened = Workbench::open(*target, options.dryRun);
    if (!opened)
        return fail(opened.error());
    if (const Result<void> allowed = (*opened)->mayCleanUp(); !allowed)
        return fail(allowed.error());
    const Result<std::unique_ptr<Journal>> journal = Journal::open({.path = options.journal});
    if (!journal) {
        complain(journal.error().what, journal.error().advice);
        return journalExit;
    }
    const Result<QList<QUuid>> runs = runsOf(options.runs, **journal);
    if (!runs)
        return fail(runs.error());

    EventLog log{true};
    std::vector<EventSink *> sinks;
    // What is only looked at is no run worth keeping.
    if (!options.dryRun)
        sinks.push_back(journal->get());
    if (!options.dryRun && !options.json)
        sinks.push_back(&log);
    std::stop_source stop;
    const Interrupt interrupt{[&stop] { stop.request_stop(); }};
    FlowContext context = (*opened)->context(sinks);
    context.ledger = journal->get();
    const CleanUpOutcome outcome = awaited(cleanUp(context, *runs, stop.get_token()));
    if (options.json) {
        printJson(outcome, options.dryRun);
        return exitCodeOf(outcome);
    }
    if (outcome.entries.empty() && outcome.run.failure == Failure::None)
        writeLine(tr("Nothing is left of earlier test conversations."));
    for (const LedgerEntry &entry : outcome.entries) {
        if (options.dryRun || entry.state != LedgerEntry::State::Removed)
            printEntry(entry, options.dryRun);
    }
    const QString error = outcome.run.answer[QLatin1String("error")].toString();
    if (!error.isEmpty() && (options.dryRun || outcome.run.run.isNull()))
        complain(printable(error));
    return exitCodeOf(outcome);
}

} // namespace chatsync::cli
