// SPDX-License-Identifier: MIT
#pragma once

#include "core/report/report.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace chatsync::cli {

struct ReportOptions {
    QString file; ///< A result kept as JSON; `-`: standard input
    report::Format format = report::Format::Html;
    QString last;        ///< The result before; empty: none
    QStringList earlier; ///< Those before it, oldest first
    QString output;      ///< `-`: standard output
    QString ticket;      ///< Id of a check to tell as text for a ticket; empty: a whole report
};

/// What CLI11 fills in.
struct RawReport {
    std::string file;
    std::string format;
    std::string last;
    std::vector<std::string> earlier;
    std::string output = "-";
    std::string ticket;

    ReportOptions options() const;
};

CLI::App *addReport(CLI::App &app, RawReport &raw);

} // namespace chatsync::cli
