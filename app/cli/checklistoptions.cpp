// SPDX-License-Identifier: MIT
#include "app/cli/checklistoptions.h"

#include "core/domain/identity.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>

namespace chatsync::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ChecklistOptions", text);
}

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

tl::unexpected<Error> wrong(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

/// `ID`, or `COMPANY/SCENARIO` for a cell of the sweep.
checklist::Mark markOf(const QString &id)
{
    checklist::Mark mark;
    mark.check = id.section(u'/', -1);
    mark.company = id.contains(u'/') ? id.section(u'/', 0, -2) : QString{};
    return mark;
}

/// `ID=VERDICT[:NOTE]`
Result<checklist::Mark> verdictFrom(const QString &given)
{
    const QString said = given.section(u'=', 1);
    const std::optional<CheckVerdict> verdict = checkVerdictFrom(said.section(u':', 0, 0).trimmed());
    if (!given.contains(u'=') || !verdict) {
        return wrong(
            tr("“%1” is no verdict.").arg(given.left(100)),
            tr("Give it as --mark ID=VERDICT[:NOTE], with passed, recovered, failed, blocked, not_run "
               "or not_applicable."));
    }
    checklist::Mark mark = markOf(given.section(u'=', 0, 0).trimmed());
    mark.verdict = verdict;
    if (said.contains(u':'))
        mark.note = said.section(u':', 1).trimmed();
    return mark;
}

/// `ID=TEXT`
Result<checklist::Mark> noteFrom(const QString &given)
{
    if (!given.contains(u'='))
        return wrong(tr("“%1” is no note.").arg(given.left(100)), tr("Give it as --note ID=TEXT."));
    checklist::Mark mark = markOf(given.section(u'=', 0, 0).trimmed());
    mark.note = given.section(u'=', 1).trimmed();
    return mark;
}

Result<std::optional<checklist::Sweep>> sweepFrom(const ChecklistRaw &raw)
{
    const QString companies = text(raw.companies);
    if (companies.isEmpty() && raw.company.empty())
        return std::nullopt;
    checklist::Sweep sweep;
    for (const std::string &company : raw.company) {
        const std::optional<QString> id = participantIdIn(text(company));
        if (!id)
            return wrong(tr("“%1” is no company's id.").arg(text(company).left(100)),
                         tr("Give the id it has in the database."));
        sweep.companies << *id;
    }
    if (companies.isEmpty() || companies == QLatin1String("all"))
        return sweep;
    bool isNumber = false;
    const int count = companies.toInt(&isNumber);
    if (!isNumber || count < 1)
        return wrong(tr("“%1” is no number of companies.").arg(companies.left(100)),
                     tr("Give --companies all, or how many of them."));
    sweep.sample = count;
    return sweep;
}

void addWhat(CLI::App *command, ChecklistRaw &raw)
{
    const char *group = "What is checked";
    command
        ->add_option("--checklist", raw.file, "A checklist of your own (JSON); the seven checks unless given")
        ->group(group);
    command->add_flag("--print", raw.print, "Print the checklist as such a file, and perform nothing")
        ->group(group);
    command->add_option("--only", raw.only, "Only this check, by its id; may be repeated")->group(group);
    command
        ->add_option("--companies", raw.companies,
                     "`all`: every scenario for each approved company; N: for a sample of N")
        ->group(group);
    command->add_option("--company", raw.company, "For this company alone, by its id; may be repeated")
        ->group(group);
    command->add_flag("--sweep-only", raw.sweepOnly, "The companies, without the checks")->group(group);
    command->add_flag("--resume", raw.resume, "Go on with the unfinished sweep of this environment")
        ->group(group);
    command->add_flag("--rerun-failed", raw.rerunFailed, "Only what did not pass the last time")
        ->group(group);
    command->add_flag("--stop-at-first", raw.stopAtFirst, "Begin nothing new after a failure")->group(group);
    command
        ->add_option("--concurrency", raw.concurrency, "Companies at a time; as many as serve unless given")
        ->check(CLI::Range(1, 64))
        ->group(group);
    command->add_flag("--keep", raw.keep, "Leave the conversations and users that were made")->group(group);
}

void addWords(CLI::App *command, ChecklistRaw &raw)
{
    const char *group = "What people say";
    command->add_option("--build", raw.build, "The build under test")->group(group);
    command->add_option("--tester", raw.tester, "Who tests")->group(group);
    command
        ->add_option("--mark", raw.marks,
                     "ID=VERDICT[:NOTE]: a person's verdict; a cell's id is COMPANY/SCENARIO")
        ->group(group);
    command->add_option("--note", raw.notes, "ID=TEXT: a note for the report")->group(group);
    command->add_flag("--sign-off", raw.signOff, "Sign the result as the tester")->group(group);
    command->add_option("--known", raw.known, "Known issues (a JSON list): failures linked to tickets")
        ->group(group);
}

} // namespace

CLI::App *addChecklist(CLI::App &app, ChecklistRaw &raw)
{
    CLI::App *command = app.add_subcommand(
        "checklist", "Perform the testing checklist, each verdict with its evidence, and report it");
    command
        ->add_option("--target", raw.target,
                     "engine: this program makes the conversations; backend: OneCrew's backend does")
        ->check(CLI::IsMember({"engine", "direct", "backend"}))
        ->capture_default_str();
    command->add_option("--log", raw.log, "The file the backend writes its log to");
    addWhat(command, raw);
    addWords(command, raw);
    command->add_option("--report", raw.reports,
                        "FORMAT=FILE: html, markdown, csv, json, junit or pdf; may be repeated");
    command
        ->add_option("--fail-on", raw.failOn,
                     "What makes the exit code 1: failed; recovered, too; blocked or not run, too")
        ->check(CLI::IsMember({"failed", "recovered", "blocked"}))
        ->capture_default_str();
    return command;
}

Result<ChecklistOptions> checklistOptions(const ChecklistRaw &raw)
{
    ChecklistOptions options;
    checklist::Order &order = options.order;
    const Result<std::optional<checklist::Sweep>> sweep = sweepFrom(raw);
    if (!sweep)
        return tl::unexpected(sweep.error());
    order.sweep = *sweep;
    if (raw.sweepOnly && !order.sweep && !raw.resume)
        return wrong(tr("No company is named that could be checked."), tr("Give --companies, too."));
    for (const std::string &given : raw.marks) {
        const Result<checklist::Mark> mark = verdictFrom(text(given));
        if (!mark)
            return tl::unexpected(mark.error());
        order.marks.push_back(*mark);
    }
    for (const std::string &given : raw.notes) {
        const Result<checklist::Mark> mark = noteFrom(text(given));
        if (!mark)
            return tl::unexpected(mark.error());
        order.marks.push_back(*mark);
    }
    for (const std::string &given : raw.reports) {
        const Result<ReportFile> file = reportFileFrom(text(given));
        if (!file)
            return tl::unexpected(file.error());
        options.reports.push_back(*file);
    }
    order.target =
        raw.target == "backend" ? checklist::Order::Target::Backend : checklist::Order::Target::Engine;
    order.checks = !raw.sweepOnly;
    for (const std::string &id : raw.only)
        order.only << text(id);
    order.resume = raw.resume;
    order.rerunFailed = raw.rerunFailed;
    order.stopAtFirst = raw.stopAtFirst;
    order.keep = raw.keep;
    order.concurrency = raw.concurrency;
    order.build = text(raw.build);
    order.tester = text(raw.tester);
    order.signOff = raw.signOff;
    options.checklistFile = text(raw.file);
    options.knownFile = text(raw.known);
    options.logFile = text(raw.log);
    options.print = raw.print;
    options.threshold = checkVerdictFrom(text(raw.failOn)).value_or(CheckVerdict::Blocked);
    return options;
}

} // namespace chatsync::cli
