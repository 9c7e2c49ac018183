// SPDX-License-Identifier: MIT
#include "app/cli/reportoptions.h"

#include <CLI/CLI.hpp>

namespace chatsync::cli {

ReportOptions RawReport::options() const
{
    QStringList before;
    for (const std::string &path : earlier)
        before << QString::fromStdString(path);
    return {.file = QString::fromStdString(file),
            .format = report::formatFrom(QString::fromStdString(format)).value_or(report::Format::Html),
            .last = QString::fromStdString(last),
            .earlier = before,
            .output = QString::fromStdString(output),
            .ticket = QString::fromStdString(ticket)};
}

CLI::App *addReport(CLI::App &app, RawReport &raw)
{
    CLI::App *command =
        app.add_subcommand("report", "Make a report of a checklist's result that was kept as JSON");
    command->add_option("FILE", raw.file, "The result, as --report json=FILE keeps it; `-` is standard input")
        ->required();
    CLI::Option *format =
        command->add_option("--format", raw.format, "html, markdown, csv, json, junit or pdf")
            ->check(CLI::IsMember({"html", "markdown", "md", "csv", "json", "junit", "xml", "pdf"}));
    command->add_option("--last", raw.last, "The result before it, as JSON: what changed since is told");
    command
        ->add_option("--earlier", raw.earlier,
                     "One before that; may be repeated, oldest first: tells what is flaky")
        ->allow_extra_args(false)
        ->needs("--last");
    command->add_option("-o,--output", raw.output, "Where to; `-` is standard output")->capture_default_str();
    command->add_option("--ticket", raw.ticket, "Only the check with this id, as text for a support ticket")
        ->excludes(format);
    return command;
}

} // namespace chatsync::cli
