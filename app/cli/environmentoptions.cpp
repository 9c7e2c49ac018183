// SPDX-License-Identifier: MIT
#include "app/cli/environmentoptions.h"

#include <CLI/CLI.hpp>

namespace chatsync::cli {

struct EnvParser::Raw {
    CLI::App *env = nullptr;
    CLI::App *list = nullptr;
    CLI::App *add = nullptr;
    CLI::App *test = nullptr;
    CLI::App *exporting = nullptr;
    CLI::App *import = nullptr;
    CLI::App *remove = nullptr;
    std::string name;
    std::vector<std::string> names;
    std::string kind;
    std::string writes;
    std::string streamUrl;
    std::string streamKey;
    std::string database;
    std::string backendUrl;
    std::string mapping;
    std::string secretFrom;
    std::string passwordFrom;
    std::string backendSignIn;
    std::string backendSecretFrom;
    std::string backendTokenFrom;
    std::string backendTokenOf;
    std::string file;
    bool update = false;
    bool replace = false;
    bool json = false;

    void addAdd();
    EnvAddOptions adding() const;
};

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

} // namespace

void EnvParser::Raw::addAdd()
{
    add = env->add_subcommand("add", "Add an environment, or change one");
    add->add_option("NAME", name, "Its name")->required();
    add->add_option("--kind", kind, "What it is: decides colour, lock and defaults")
        ->check(CLI::IsMember({"sandbox", "staging", "production", "custom"}));
    add->add_option("--writes", writes, "What may be written; production: when_armed unless given")
        ->check(CLI::IsMember({"allowed", "read_only", "when_armed"}));
    add->add_option("--stream-url", streamUrl, "Where StreamChat is; its public address unless given");
    add->add_option("--stream-key", streamKey, "The app's key");
    add->add_option("--database", database,
                    "sqlite:PATH or postgresql://USER@HOST/NAME?sslmode=...; a password in it goes to the "
                    "keychain");
    add->add_option("--backend-url", backendUrl, "Where OneCrew's backend is");
    add->add_option("--mapping", mapping, "A JSON file with names of tables and columns; - for none");
    add->add_option("--secret-from", secretFrom,
                    "The variable that holds StreamChat's secret; - for a line of standard input");
    add->add_option("--password-from", passwordFrom, "The same for the database's password");
    add->add_option("--backend-sign-in", backendSignIn,
                    "hs256: a token is made for each initiator with the backend's secret; token: as they were "
                    "given")
        ->check(CLI::IsMember({"hs256", "token"}));
    add->add_option("--backend-secret-from", backendSecretFrom, "The same for the backend's secret");
    CLI::Option *token =
        add->add_option("--backend-token-from", backendTokenFrom, "The same for a bearer token");
    add->add_option("--backend-token-of", backendTokenOf,
                    "The database id of the initiator whose token it is; everybody's unless given")
        ->needs(token);
    add->add_flag("--update", update, "Change the one of this name: what is not given stays");
    add->add_flag("--json", json, "What was kept, as JSON");
}

EnvParser::EnvParser(CLI::App &app)
    : m_raw(std::make_unique<Raw>())
{
    Raw &raw = *m_raw;
    raw.env = app.add_subcommand("env", "List, add, test and share environments");
    raw.env->require_subcommand(1);
    raw.list = raw.env->add_subcommand("list", "List the environments");
    raw.list->add_flag("--json", raw.json, "One JSON object a line");
    raw.addAdd();
    raw.test = raw.env->add_subcommand("test", "Try everything an environment stands on; writes nothing");
    raw.test->add_option("NAME", raw.name, "Its name")->required();
    raw.test->add_flag("--json", raw.json, "Each row as a JSON object in a line of its own");
    raw.exporting = raw.env->add_subcommand("export", "Write environments without secrets, fit for Git");
    raw.exporting->add_option("NAME", raw.names, "Which; all unless given");
    raw.exporting->add_option("--output", raw.file, "The file; standard output unless given");
    raw.exporting->add_flag("--json", raw.json, "JSON, which it is anyway");
    raw.import = raw.env->add_subcommand("import", "Take over environments from a file");
    raw.import->add_option("FILE", raw.file, "The file; - for standard input")->required();
    raw.import->add_flag("--replace", raw.replace, "Replace those of the same name or id");
    raw.import->add_flag("--json", raw.json, "What was done, as JSON");
    raw.remove = raw.env->add_subcommand("remove", "Remove an environment and its secrets");
    raw.remove->add_option("NAME", raw.name, "Its name")->required();
    raw.remove->add_flag("--json", raw.json, "What was removed, as JSON");
}

EnvParser::~EnvParser() = default;

EnvAddOptions EnvParser::Raw::adding() const
{
    const auto given = [this](const char *option, const std::string &value) -> std::optional<QString> {
        return add->count(option) > 0 ? std::optional{text(value)} : std::nullopt;
    };
    EnvAddOptions options;
    options.name = text(name);
    options.kind = environmentKindFrom(text(kind));
    options.writes = writePolicyFrom(text(writes));
    options.streamUrl = given("--stream-url", streamUrl);
    options.streamKey = given("--stream-key", streamKey);
    options.database = given("--database", database);
    options.backendUrl = given("--backend-url", backendUrl);
    options.mappingFile = given("--mapping", mapping);
    options.secretFrom = text(secretFrom);
    options.passwordFrom = text(passwordFrom);
    options.backendSignIn = backendSignInFrom(text(backendSignIn));
    options.backendSecretFrom = text(backendSecretFrom);
    options.backendTokenFrom = text(backendTokenFrom);
    options.backendTokenOf = text(backendTokenOf);
    options.update = update;
    options.json = json;
    return options;
}

std::optional<EnvCommand> EnvParser::command() const
{
    const Raw &raw = *m_raw;
    if (raw.list->parsed())
        return EnvListOptions{raw.json};
    if (raw.add->parsed())
        return raw.adding();
    if (raw.test->parsed())
        return EnvTestOptions{text(raw.name), raw.json};
    if (raw.exporting->parsed()) {
        QStringList names;
        for (const std::string &name : raw.names)
            names << text(name);
        return EnvExportOptions{names, text(raw.file), raw.json};
    }
    if (raw.import->parsed())
        return EnvImportOptions{text(raw.file), raw.replace, raw.json};
    if (raw.remove->parsed())
        return EnvRemoveOptions{text(raw.name), raw.json};
    return std::nullopt;
}

} // namespace chatsync::cli
