// SPDX-License-Identifier: MIT
#pragma once

#include "app/options/targetoptions.h"

#include <QString>
#include <QStringList>

namespace CLI {
class App;
}

namespace chatsync::cli {

struct LookupOptions {
    QString text;
    bool fromInput = false; ///< The text comes from standard input instead
    Target target;
    QString journal;
    bool json = false;
    bool csv = false;
};

struct DiagnoseOptions {
    QStringList people;
    Target target;
    QString journal;
    bool json = false;
};

struct ExplainOptions {
    QString text;
    bool json = false;
};

struct DoctorOptions {
    QString run; ///< Empty: all defects are listed and shown
    QString journal;
    bool json = false;
};

/// What CLI11 fills in for the four commands.
struct LookupRaw {
    std::vector<std::string> texts;
    bool csv = false;
};

CLI::App *addLookup(CLI::App &app, LookupRaw &raw, TargetOptions &target, bool &json);
CLI::App *addDiagnose(CLI::App &app, LookupRaw &raw, TargetOptions &target, bool &json);
CLI::App *addExplain(CLI::App &app, LookupRaw &raw, bool &json);
CLI::App *addDoctor(CLI::App &app, LookupRaw &raw, TargetOptions &target, bool &json);

LookupOptions lookupOptions(const LookupRaw &raw, const TargetOptions &target, bool json);
DiagnoseOptions diagnoseOptions(const LookupRaw &raw, const TargetOptions &target, bool json);
ExplainOptions explainOptions(const LookupRaw &raw, bool json);
DoctorOptions doctorOptions(const LookupRaw &raw, const TargetOptions &target, bool json);

} // namespace chatsync::cli
