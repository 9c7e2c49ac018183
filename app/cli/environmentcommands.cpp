// SPDX-License-Identifier: MIT
#include "app/cli/askedsecret.h"
#include "app/cli/await.h"
#include "app/cli/commands.h"
#include "app/cli/environmenttarget.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUrl>

namespace chatsync::cli {

namespace {

constexpr qint64 largestFile = 10 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("EnvironmentCommands", text);
}

int fail(const Error &error)
{
    complain(printable(error.what), printable(error.advice));
    return exitCodeOf(error);
}

void writeJson(const QJsonObject &json)
{
    writeOut(QJsonDocument{json}.toJson(QJsonDocument::Compact) + '\n');
}

void tellNotices(const QStringList &notices)
{
    for (const QString &notice : notices)
        complain(printable(notice));
}

QString hostOf(const Environment &environment)
{
    const Result<QUrl> url = streamUrlFrom(environment.streamUrl);
    return environment.isEmbedded() || !url ? tr("embedded") : url->host();
}

QString databaseOf(const Environment &environment)
{
    const Result<DatabaseUrl> url = DatabaseUrl::parse(environment.database);
    return environment.isEmbedded() || !url ? tr("embedded demo database") : url->location();
}

QJsonObject describedJson(const Environment &environment)
{
    QJsonObject json = toJson(environment);
    QJsonArray variables;
    for (const SecretKind kind : secretsOf(environment))
        variables.append(QJsonObject{{QStringLiteral("secret"), toString(kind)},
                                     {QStringLiteral("variable"), Secrets::variableFor(environment, kind)}});
    json.insert(QStringLiteral("secrets"), variables);
    json.insert(QStringLiteral("built_in"), environment.isEmbedded());
    return json;
}

void tell(const Environment &environment)
{
    writeLine(QStringLiteral("%1  %2, %3")
                  .arg(printable(environment.name).leftJustified(20), titleOf(environment.kind),
                       titleOf(environment.writes)));
    const QString indent(22, u' ');
    writeLine(indent + printable(hostOf(environment) + QStringLiteral(" · ") + databaseOf(environment)));
    for (const SecretKind kind : secretsOf(environment))
        writeLine(
            indent +
            tr("%1: in the keychain or in %2").arg(titleOf(kind), Secrets::variableFor(environment, kind)));
}

Result<SchemaMapping> mappingFrom(const QString &path)
{
    if (path == QLatin1String("-"))
        return SchemaMapping{};
    QFile file{path};
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return tl::unexpected(Error{Error::Kind::Input, tr("The schema mapping %1 cannot be read.").arg(path),
                                    tr("Check the path."), file.errorString()});
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject())
        return tl::unexpected(Error{Error::Kind::Input,
                                    tr("The schema mapping %1 is no JSON object.").arg(path),
                                    tr("See the page on environments in the user guide."),
                                    {}});
    return schemaMappingFromJson(document.object());
}

/// What somebody gives at the command line, turned into an environment and its secrets.
struct Given {
    Environment environment;
    QByteArray streamSecret;
    QByteArray databasePassword;
    QByteArray backendSecret;
    QByteArray backendToken;
    QString backendTokenOf;
};

Result<Given> givenBy(const EnvAddOptions &options, const Environment &before)
{
    Given given;
    given.environment = before;
    given.environment.name = before.name.isEmpty() ? options.name : before.name;
    Environment &environment = given.environment;
    if (options.kind) {
        environment.kind = *options.kind;
        environment.writes = defaultPolicyOf(*options.kind);
    }
    environment.writes = options.writes.value_or(environment.writes);
    environment.streamUrl = options.streamUrl.value_or(environment.streamUrl);
    environment.streamKey = options.streamKey.value_or(environment.streamKey);
    environment.backendUrl = options.backendUrl.value_or(environment.backendUrl);
    environment.backendSignIn = options.backendSignIn.value_or(environment.backendSignIn);
    if (options.database) {
        const Result<SplitDatabase> split = splitPassword(*options.database);
        if (!split)
            return tl::unexpected(split.error());
        environment.database = split->address;
        given.databasePassword = split->password.toUtf8();
    }
    if (options.mappingFile) {
        const Result<SchemaMapping> mapping = mappingFrom(*options.mappingFile);
        if (!mapping)
            return tl::unexpected(mapping.error());
        environment.mapping = *mapping;
    }
    if (const Result<void> usable = checkEnvironment(environment); !usable)
        return tl::unexpected(usable.error());
    return given;
}

/// From the source that was named, else from whoever sits at the terminal; empty where there is neither.
Result<QByteArray> obtain(const QString &source, const QString &question)
{
    if (!source.isEmpty())
        return secretFrom(source);
    return canAsk() ? askSecret(question) : Result<QByteArray>{QByteArray{}};
}

Result<void> obtainBackendProof(const EnvAddOptions &options, Given &given)
{
    given.backendTokenOf = options.backendTokenOf;
    const std::pair<QString, QByteArray *> wanted[] = {{options.backendSecretFrom, &given.backendSecret},
                                                       {options.backendTokenFrom, &given.backendToken}};
    for (const auto &[source, value] : wanted) {
        if (source.isEmpty())
            continue;
        const Result<QByteArray> found = secretFrom(source);
        if (!found)
            return tl::unexpected(found.error());
        *value = *found;
    }
    return {};
}

Result<void> obtainSecrets(const EnvAddOptions &options, Given &given)
{
    const QString later = options.update ? tr("empty: as it is") : tr("empty: later");
    const QString name = printable(given.environment.name);
    const Result<QByteArray> secret =
        obtain(options.secretFrom, tr("StreamChat's secret of %1 (%2): ").arg(name, later));
    if (!secret)
        return tl::unexpected(secret.error());
    given.streamSecret = *secret;
    const bool wanted = secretsOf(given.environment).contains(SecretKind::DatabasePassword);
    if (!wanted || !given.databasePassword.isEmpty())
        return {};
    const Result<QByteArray> password =
        obtain(options.passwordFrom, tr("The database's password of %1 (%2): ").arg(name, later));
    if (!password)
        return tl::unexpected(password.error());
    given.databasePassword = *password;
    return {};
}

/// Keeps what was given; the first reason why not.
std::optional<Error> keepSecrets(const Given &given, QStringList &kept)
{
    Secrets secrets{systemKeychain()};
    std::optional<Error> problem;
    const auto keep = [&](SecretKind kind, const QByteArray &value, const QString &initiator = {}) {
        if (value.isEmpty() || problem)
            return;
        const Result<void> done =
            awaited(secrets.keep(given.environment, kind, value, std::stop_token{}, initiator));
        if (done)
            kept << titleOf(kind);
        else
            problem = done.error();
    };
    keep(SecretKind::StreamSecret, given.streamSecret);
    keep(SecretKind::DatabasePassword, given.databasePassword);
    keep(SecretKind::BackendSecret, given.backendSecret);
    keep(SecretKind::BackendToken, given.backendToken, given.backendTokenOf);
    return problem;
}

void tellAdded(const Given &given, const QStringList &kept, bool update)
{
    writeLine((update ? tr("%1 was changed.") : tr("%1 was added.")).arg(printable(given.environment.name)));
    tell(given.environment);
    if (!kept.isEmpty())
        writeLine(tr("In the keychain now: %1.").arg(kept.join(QStringLiteral(", "))));
    else if (const QString variable = Secrets::variableFor(given.environment, SecretKind::StreamSecret);
             !update && given.streamSecret.isEmpty() && !qEnvironmentVariableIsSet(qPrintable(variable)))
        writeLine(tr("Its secret is still missing: give it with --update, or set %1.").arg(variable));
}

} // namespace

int listEnvironments(const EnvListOptions &options)
{
    EnvironmentStore store;
    const Result<std::vector<Environment>> all = store.load();
    if (!all)
        return fail(all.error());
    tellNotices(store.notices());
    for (const Environment &environment : *all) {
        if (options.json)
            writeJson(describedJson(environment));
        else
            tell(environment);
        if (const auto suspicion = productionSuspicion(environment, *all))
            complain(printable(*suspicion));
    }
    return 0;
}

int addEnvironment(const EnvAddOptions &options)
{
    EnvironmentStore store;
    const Result<std::vector<Environment>> all = store.load();
    if (!all)
        return fail(all.error());
    const Result<Environment> known = findEnvironment(*all, options.name);
    if (options.update && !known)
        return fail(known.error());
    if (!options.update && known)
        return fail({Error::Kind::Input,
                     tr("There is an environment called %1 already.").arg(known->name),
                     tr("Give --update to change it."),
                     {}});
    Result<Given> given = givenBy(options, options.update ? *known : Environment{});
    if (!given)
        return fail(given.error());
    if (const Result<void> obtained = obtainSecrets(options, *given); !obtained)
        return fail(obtained.error());
    if (const Result<void> obtained = obtainBackendProof(options, *given); !obtained)
        return fail(obtained.error());
    const Result<Environment> saved = store.save(given->environment);
    if (!saved)
        return fail(saved.error());
    given->environment = *saved;
    QStringList kept;
    const std::optional<Error> problem = keepSecrets(*given, kept);
    if (options.json)
        writeJson(describedJson(*saved));
    else
        tellAdded(*given, kept, options.update);
    if (const auto suspicion = productionSuspicion(*saved, *all))
        complain(printable(*suspicion), tr("Give it the kind production, or correct the address."));
    if (!problem)
        return 0;
    return fail({problem->kind == Error::Kind::Input ? Error::Kind::Storage : problem->kind,
                 tr("%1 was kept, but its secret was not. %2").arg(saved->name, problem->what),
                 problem->advice,
                 {}});
}

int exportEnvironments(const EnvExportOptions &options)
{
    EnvironmentStore store;
    const Result<std::vector<Environment>> all = store.load();
    if (!all)
        return fail(all.error());
    std::vector<Environment> chosen;
    for (const QString &name : options.names) {
        const Result<Environment> environment = findEnvironment(*all, name);
        if (!environment)
            return fail(environment.error());
        chosen.push_back(*environment);
    }
    const QByteArray text = toText(options.names.isEmpty() ? *all : chosen);
    if (options.file.isEmpty()) {
        writeOut(text);
        return 0;
    }
    QSaveFile file{options.file};
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return fail({Error::Kind::Storage, tr("%1 could not be written.").arg(options.file),
                     tr("Check the path and its permissions."), file.errorString()});
    return 0;
}

int importEnvironments(const EnvImportOptions &options)
{
    QFile file{options.file};
    const bool standardInput = options.file == QLatin1String("-");
    const bool open = standardInput ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!open)
        return fail(
            {Error::Kind::Input, tr("%1 cannot be read.").arg(options.file), tr("Check the path."), {}});
    EnvironmentStore store;
    const Result<ImportReport> report = store.import(file.read(largestFile), options.replace);
    if (!report)
        return fail(report.error());
    tellNotices(report->notices);
    if (options.json) {
        writeJson({{QStringLiteral("added"), QJsonArray::fromStringList(report->added)},
                   {QStringLiteral("replaced"), QJsonArray::fromStringList(report->replaced)},
                   {QStringLiteral("skipped"), QJsonArray::fromStringList(report->skipped)},
                   {QStringLiteral("notices"), QJsonArray::fromStringList(report->notices)}});
        return 0;
    }
    for (const QString &name : report->added)
        writeLine(tr("%1 was added.").arg(printable(name)));
    for (const QString &name : report->replaced)
        writeLine(tr("%1 was replaced.").arg(printable(name)));
    for (const QString &name : report->skipped)
        writeLine(tr("%1 is there already; give --replace to replace it.").arg(printable(name)));
    return 0;
}

int removeEnvironment(const EnvRemoveOptions &options)
{
    EnvironmentStore store;
    const Result<std::vector<Environment>> all = store.load();
    if (!all)
        return fail(all.error());
    const Result<Environment> environment = findEnvironment(*all, options.name);
    if (!environment)
        return fail(environment.error());
    if (const Result<void> removed = store.remove(environment->id); !removed)
        return fail(removed.error());
    Secrets secrets{systemKeychain()};
    bool forgotten = true;
    for (const SecretKind kind : secretsOf(*environment)) {
        const Result<void> done = awaited(secrets.forget(*environment, kind, std::stop_token{}));
        forgotten = forgotten && done.has_value();
    }
    if (options.json)
        writeJson(
            {{QStringLiteral("removed"), environment->id}, {QStringLiteral("secrets_forgotten"), forgotten}});
    else
        writeLine((forgotten ? tr("%1 was removed, with its secrets in the keychain.")
                             : tr("%1 was removed. The keychain could not be asked about its secrets."))
                      .arg(printable(environment->name)));
    return 0;
}

} // namespace chatsync::cli
