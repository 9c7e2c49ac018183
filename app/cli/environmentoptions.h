// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/environment.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace CLI {
class App;
}

namespace chatsync::cli {

struct EnvListOptions {
    bool json = false;
};

/// What is not given stays as it is in an update, else empty or the kind's default.
struct EnvAddOptions {
    QString name;
    std::optional<EnvironmentKind> kind;
    std::optional<WritePolicy> writes;
    std::optional<QString> streamUrl;
    std::optional<QString> streamKey;
    std::optional<QString> database;
    std::optional<QString> backendUrl;
    std::optional<BackendSignIn> backendSignIn;
    std::optional<QString> mappingFile; ///< `-`: none any more
    QString secretFrom;                 ///< A variable, or `-`; empty: ask where somebody can be asked
    QString passwordFrom;
    QString backendSecretFrom; ///< Never asked for; nor is the token
    QString backendTokenFrom;
    QString backendTokenOf; ///< An initiator's database id; empty: everybody's
    bool update = false;
    bool json = false;
};

struct EnvTestOptions {
    QString name;
    bool json = false;
};

struct EnvExportOptions {
    QStringList names; ///< Empty: all
    QString file;      ///< Empty: standard output
    bool json = false;
};

struct EnvImportOptions {
    QString file; ///< `-`: standard input
    bool replace = false;
    bool json = false;
};

struct EnvRemoveOptions {
    QString name;
    bool json = false;
};

using EnvCommand = std::variant<EnvListOptions, EnvAddOptions, EnvTestOptions, EnvExportOptions,
                                EnvImportOptions, EnvRemoveOptions>;

/// `chat-sync env …` as CLI11 fills it in.
class EnvParser {
public:
    explicit EnvParser(CLI::App &app);
    ~EnvParser();

    /// Nothing where the command line has another command.
    std::optional<EnvCommand> command() const;

private:
    struct Raw;
    std::unique_ptr<Raw> m_raw;
};

} // namespace chatsync::cli
