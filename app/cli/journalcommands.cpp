// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/eventlog.h"
#include "app/cli/output.h"
#include "core/journal/journal.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace chatsync::cli {

namespace {

constexpr int usageExit = 2;
constexpr int journalExit = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("Runs", text);
}

int fail(const Error &error)
{
    complain(error.what, error.advice);
    return error.kind == Error::Kind::Input ? usageExit : journalExit;
}

/// Opened for writing, so that runs whose console died are found and marked.
Result<std::unique_ptr<Journal>> openJournal(const QString &path)
{
    return Journal::open({.path = path});
}

QJsonObject toJson(const RunSummary &run)
{
    QJsonObject json{
        {QStringLiteral("run"), run.id.toString(QUuid::WithoutBraces)},
        {QStringLiteral("started_at"), run.startedAt.toUTC().toString(Qt::ISODateWithMs)},
        {QStringLiteral("state"), toString(run.state)},
        {QStringLiteral("environment"), run.environment},
        {QStringLiteral("preset"), run.preset},
        {QStringLiteral("initiator"), run.initiator},
        {QStringLiteral("participants"), QJsonArray::fromStringList(run.participants)},
        {QStringLiteral("dry_run"), run.dryRun},
        {QStringLiteral("attempts"), run.attempts},
        {QStringLiteral("duration_ms"), run.durationMs},
        {QStringLiteral("events"), run.eventCount},
    };
    QJsonArray people;
    for (const RunPerson &person : run.people)
        people.append(QJsonObject{{QStringLiteral("id"), person.id}, {QStringLiteral("name"), person.name}});
    if (!people.isEmpty())
        json.insert(QStringLiteral("people"), people);
    if (run.outcome)
        json.insert(QStringLiteral("outcome"), toString(*run.outcome));
    if (!run.failure.isEmpty())
        json.insert(QStringLiteral("failure"), run.failure);
    if (!run.errorText.isEmpty())
        json.insert(QStringLiteral("error"), run.errorText);
    return json;
}

QString stateWord(const RunSummary &run)
{
    return run.outcome ? toString(*run.outcome) : toString(run.state);
}

QString titleOf(const RunSummary &run, const QString &with)
{
    if (run.preset == QLatin1String("cleanup"))
        return tr("Clean-up of test objects");
    if (run.preset == QLatin1String("probe"))
        return tr("Probe of the time to visibility");
    return run.isRepair() ? tr("Repair of %1").arg(with) : tr("%1 with %2").arg(run.initiatorName(), with);
}

void printRow(const RunSummary &run)
{
    const QStringList names = run.participantNames();
    const QString with = names.mid(0, 2).join(QStringLiteral(", ")) +
                         (names.size() > 2 ? tr(" and %1 more").arg(names.size() - 2) : QString{});
    writeLine(QStringLiteral("%1  %2  %3 %4 %5 s  %6")
                  .arg(run.id.toString(QUuid::WithoutBraces).left(8),
                       run.startedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
                       stateWord(run).leftJustified(11), run.preset.leftJustified(10),
                       QString::number(double(run.durationMs) / 1000.0, 'f', 2).rightJustified(7),
                       printable(titleOf(run, with))));
    if (!run.errorText.isEmpty())
        writeLine(QStringLiteral("          ") + printable(run.errorText));
}

void printBackendLog(const std::vector<RunEvent> &events)
{
    for (const RunEvent &event : events) {
        const QString lines = event.data[QLatin1String("backend_log")].toString();
        if (lines.isEmpty())
            continue;
        for (const QString &line : lines.split(u'\n'))
            writeLine(printable(line));
    }
}

} // namespace

int listRuns(const RunsOptions &options)
{
    const Result<std::unique_ptr<Journal>> journal = openJournal(options.journal);
    if (!journal)
        return fail(journal.error());
    const Result<std::vector<RunSummary>> runs =
        (*journal)->runs({.text = options.search, .limit = options.limit});
    if (!runs)
        return fail(runs.error());
    if (runs->empty() && !options.json)
        writeLine(options.search.isEmpty() ? tr("No runs yet. “chat-sync converse” makes one.")
                                           : tr("No run matches."));
    for (const RunSummary &run : *runs) {
        if (options.json)
            writeOut(QJsonDocument{toJson(run)}.toJson(QJsonDocument::Compact) + '\n');
        else
            printRow(run);
    }
    return 0;
}

int showRun(const ShowOptions &options)
{
    const Result<std::unique_ptr<Journal>> journal = openJournal(options.journal);
    if (!journal)
        return fail(journal.error());
    const Result<QUuid> run = (*journal)->findRun(options.run);
    if (!run)
        return fail(run.error());
    const Result<std::vector<RunEvent>> events = (*journal)->events(*run);
    if (!events)
        return fail(events.error());
    if (options.form == ShowOptions::Form::BackendLog) {
        printBackendLog(*events);
        return 0;
    }
    EventLog log{false};
    EventJson json;
    EventSink *const told = options.form == ShowOptions::Form::Json ? static_cast<EventSink *>(&json) : &log;
    for (const RunEvent &event : *events) {
        if (const Result<void> shown = told->append(event); !shown)
            return fail(shown.error());
    }
    const bool whole = !events->empty() && events->back().kind == EventKind::RunFinished;
    if (!whole && options.form == ShowOptions::Form::Log)
        writeLine(tr("The run ends here: it was interrupted, or is still under way."));
    return 0;
}

} // namespace chatsync::cli
