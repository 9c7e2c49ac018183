// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/backendoptions.h"
#include "app/options/targetoptions.h"
#include "app/pdf/reportfile.h"
#include "core/checklist/order.h"
#include "core/workbench/target.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace chatsync::cli {

struct ChecklistOptions {
    checklist::Order order; ///< With the seven checks, unless `checklistFile` says otherwise
    QString checklistFile;
    QString knownFile;
    QString logFile;
    std::vector<ReportFile> reports;
    CheckVerdict threshold = CheckVerdict::Blocked;
    Target target;
    BackendOptions backend;
    QString journal;
    bool print = false; ///< The checklist itself, as a file to begin one's own with
    bool json = false;
};

/// As CLI11 fills it in.
struct ChecklistRaw {
    std::string target = "engine";
    std::string file;
    std::string known;
    std::string log;
    std::string companies;
    std::vector<std::string> company;
    std::vector<std::string> only;
    std::vector<std::string> marks;
    std::vector<std::string> notes;
    std::vector<std::string> reports;
    std::string build;
    std::string tester;
    std::string failOn = "blocked";
    int concurrency = 0;
    bool resume = false;
    bool rerunFailed = false;
    bool stopAtFirst = false;
    bool keep = false;
    bool signOff = false;
    bool sweepOnly = false;
    bool print = false;
};

CLI::App *addChecklist(CLI::App &app, ChecklistRaw &raw);

/// An Error of kind Input for what cannot be meant. Settings, target and journal are up to the caller.
Result<ChecklistOptions> checklistOptions(const ChecklistRaw &raw);

} // namespace chatsync::cli
