// SPDX-License-Identifier: MIT
#include "core/environment/environmentfile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <functional>

namespace chatsync {

namespace {

const QString versionKey = QStringLiteral("chat_sync_environments");

QString tr(const char *text)
{
    return QCoreApplication::translate("Environments", text);
}

tl::unexpected<Error> wrong(const QString &what)
{
    return tl::unexpected(Error{Error::Kind::Input, what, tr("Correct the file, or export it anew."), {}});
}

/// What people write secrets under, ours and others'; compared without case, `_` and `-`.
bool isSecretKey(const QString &key)
{
    QString plain = key.toLower();
    plain.remove(u'_').remove(u'-');
    static const QSet<QString> words{
        QStringLiteral("secret"),       QStringLiteral("streamsecret"), QStringLiteral("apisecret"),
        QStringLiteral("password"),     QStringLiteral("passwd"),       QStringLiteral("databasepassword"),
        QStringLiteral("dbpassword"),   QStringLiteral("token"),        QStringLiteral("servertoken"),
        QStringLiteral("appsecret"),    QStringLiteral("pgpassword"),   QStringLiteral("jwtsecret"),
        QStringLiteral("signingsecret")};
    return words.contains(plain);
}

/// Reads the keys of one object, each at most once; what is left over is unknown.
class Reader {
public:
    Reader(QJsonObject json, QString path, QString who, QStringList *notices)
        : m_json(std::move(json))
        , m_path(std::move(path))
        , m_who(std::move(who))
        , m_notices(notices)
    {}

    QString text(const QString &key)
    {
        const QJsonValue value = m_json.take(key);
        if (!value.isUndefined() && !value.isString())
            complain(tr("“%1” should be a text.").arg(m_path + key));
        return value.toString();
    }

    QJsonObject object(const QString &key)
    {
        const QJsonValue value = m_json.take(key);
        if (!value.isUndefined() && !value.isObject())
            complain(tr("“%1” should be an object.").arg(m_path + key));
        return value.toObject();
    }

    /// A value out of a few; the first error counts.
    template<typename T>
    T choice(const QString &key, T byDefault, std::optional<T> (*from)(const QString &), const QString &all)
    {
        if (!m_json.contains(key))
            return byDefault;
        const QString name = text(key);
        const std::optional<T> value = from(name);
        if (!value)
            complain(tr("“%1” cannot be “%2”: it is one of %3.").arg(m_path + key, name.left(40), all));
        return value.value_or(byDefault);
    }

    Reader below(const QString &key)
    {
        Reader reader{object(key), m_path + key + u'.', m_who, m_notices};
        reader.m_first = m_first;
        return reader;
    }

    /// Secrets are left out and told; anything else that was not asked for is an error.
    std::optional<QString> finish()
    {
        for (const QString &key : m_json.keys()) {
            if (isSecretKey(key))
                m_notices->append(
                    tr("The secret under “%1” of %2 was left out: secrets belong into the keychain "
                       "or into variables. Take it out of the file, and consider it known to all "
                       "who have read it.")
                        .arg(m_path + key, m_who));
            else
                complain(tr("“%1” is not known.").arg(m_path + key));
        }
        return m_first;
    }

    void complain(const QString &what)
    {
        if (!m_first)
            m_first = what;
    }
    void take(std::optional<QString> complaint)
    {
        if (complaint)
            complain(*complaint);
    }

private:
    QJsonObject m_json;
    QString m_path;
    QString m_who;
    QStringList *m_notices;
    std::optional<QString> m_first;
};

void insertText(QJsonObject &json, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        json.insert(key, text);
}

void insertObject(QJsonObject &json, const QString &key, const QJsonObject &object)
{
    if (!object.isEmpty())
        json.insert(key, object);
}

QString whoIs(const QJsonObject &json)
{
    const QString name = json[QLatin1String("name")].toString().left(80);
    return name.isEmpty() ? tr("an environment without a name") : name;
}

Result<void> takeOutPassword(Environment &environment, QStringList *notices)
{
    if (environment.database.isEmpty())
        return {};
    const Result<SplitDatabase> split = splitPassword(environment.database);
    if (!split)
        return tl::unexpected(split.error());
    if (!split->password.isEmpty())
        notices->append(
            tr("The password in the database address of %1 was left out: passwords belong into the "
               "keychain or into variables. Take it out of the file, and consider it known to all "
               "who have read it.")
                .arg(environment.name));
    environment.database = split->address;
    return {};
}

std::pair<int, int> placeOf(const QByteArray &text, int offset)
{
    const QByteArray before = text.left(offset);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {static_cast<int>(before.count('\n')) + 1, static_cast<int>(before.size() - lineStart) + 1};
}

Result<QJsonObject> wholeObject(const QByteArray &text)
{
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(text, &parsing);
    if (parsing.error != QJsonParseError::NoError) {
        const auto [line, column] = placeOf(text, parsing.offset);
        return tl::unexpected(Error{Error::Kind::Parse,
                                    tr("The file of environments is no JSON: line %1, column %2: %3.")
                                        .arg(line)
                                        .arg(column)
                                        .arg(parsing.errorString()),
                                    tr("Correct the file, or move it away to begin anew."),
                                    {}});
    }
    if (!document.isObject() || !document.object().contains(versionKey))
        return tl::unexpected(Error{Error::Kind::Parse,
                                    tr("This is no file of environments: “%1” is missing.").arg(versionKey),
                                    tr("Take one that was exported by this program."),
                                    {}});
    return document.object();
}

Result<void> checkVersion(const QJsonValue &version)
{
    if (version.toDouble() == EnvironmentFile::version)
        return {};
    if (version.isDouble() && version.toDouble() > EnvironmentFile::version)
        return tl::unexpected(Error{
            Error::Kind::Input,
            tr("The file of environments was written by a later version of this program (%1 instead of %2).")
                .arg(version.toDouble())
                .arg(EnvironmentFile::version),
            tr("Update the program, or name another file in CHATSYNC_CONFIG."),
            {}});
    return wrong(tr("The version of the file of environments cannot be read."));
}

Result<void> checkUnique(const std::vector<Environment> &environments)
{
    QSet<QString> names{Environment::sandbox().name.toLower()};
    QSet<QString> ids{Environment::sandbox().id};
    for (const Environment &environment : environments) {
        const bool free = !names.contains(environment.name.toLower()) && !ids.contains(environment.id);
        if (!free)
            return wrong(tr("Two environments are called “%1”, or have one id.").arg(environment.name));
        names.insert(environment.name.toLower());
        ids.insert(environment.id);
    }
    return {};
}

} // namespace

QJsonObject toJson(const Environment &environment)
{
    QJsonObject stream;
    insertText(stream, QStringLiteral("url"), environment.streamUrl);
    insertText(stream, QStringLiteral("key"), environment.streamKey);
    QJsonObject database;
    insertText(database, QStringLiteral("url"), environment.database);
    insertObject(database, QStringLiteral("mapping"), toJson(environment.mapping));
    QJsonObject backend;
    insertText(backend, QStringLiteral("url"), environment.backendUrl);
    if (environment.backendSignIn != BackendSignIn::Secret)
        backend.insert(QStringLiteral("sign_in"), toString(environment.backendSignIn));
    QJsonObject json{{QStringLiteral("id"), environment.id},
                     {QStringLiteral("name"), environment.name},
                     {QStringLiteral("kind"), toString(environment.kind)},
                     {QStringLiteral("writes"), toString(environment.writes)}};
    insertObject(json, QStringLiteral("stream"), stream);
    insertObject(json, QStringLiteral("database"), database);
    insertObject(json, QStringLiteral("backend"), backend);
    return json;
}

Result<Environment> environmentFromJson(const QJsonObject &json, QStringList *notices)
{
    const QString who = whoIs(json);
    Reader reader{json, {}, who, notices};
    Environment environment;
    environment.name = reader.text(QStringLiteral("name"));
    environment.id = reader.text(QStringLiteral("id"));
    environment.kind = reader.choice(QStringLiteral("kind"), EnvironmentKind::Custom, &environmentKindFrom,
                                     QStringLiteral("sandbox, staging, production, custom"));
    environment.writes = reader.choice(QStringLiteral("writes"), defaultPolicyOf(environment.kind),
                                       &writePolicyFrom, QStringLiteral("allowed, read_only, when_armed"));
    Reader stream = reader.below(QStringLiteral("stream"));
    environment.streamUrl = stream.text(QStringLiteral("url"));
    environment.streamKey = stream.text(QStringLiteral("key"));
    Reader database = reader.below(QStringLiteral("database"));
    environment.database = database.text(QStringLiteral("url"));
    const QJsonObject mapping = database.object(QStringLiteral("mapping"));
    Reader backend = reader.below(QStringLiteral("backend"));
    environment.backendUrl = backend.text(QStringLiteral("url"));
    environment.backendSignIn = backend.choice(QStringLiteral("sign_in"), BackendSignIn::Secret,
                                               &backendSignInFrom, QStringLiteral("hs256, token"));
    for (Reader *part : {&stream, &database, &backend})
        reader.take(part->finish());
    if (const std::optional<QString> complaint = reader.finish())
        return wrong(tr("%1: %2").arg(who, *complaint));

    const Result<SchemaMapping> read = schemaMappingFromJson(mapping);
    if (!read)
        return tl::unexpected(read.error());
    environment.mapping = *read;
    if (environment.id.isEmpty())
        environment.id = environmentIdOf(environment.name);
    if (environment.id != environmentIdOf(environment.id))
        return wrong(tr("%1: “id” may hold lower-case letters, digits and single hyphens.").arg(who));
    if (const Result<void> clean = takeOutPassword(environment, notices); !clean)
        return tl::unexpected(clean.error());
    if (Result<void> usable = checkEnvironment(environment); !usable) {
        usable.error().what = tr("%1: %2").arg(who, usable.error().what);
        return tl::unexpected(usable.error());
    }
    return environment;
}

QByteArray toText(const std::vector<Environment> &environments)
{
    QJsonArray list;
    for (const Environment &environment : environments) {
        if (!environment.isEmbedded())
            list.append(toJson(environment));
    }
    const QJsonObject whole{{versionKey, EnvironmentFile::version}, {QStringLiteral("environments"), list}};
    return QJsonDocument{whole}.toJson(QJsonDocument::Indented);
}

Result<EnvironmentFile> environmentFileFrom(const QByteArray &text)
{
    const Result<QJsonObject> whole = wholeObject(text);
    if (!whole)
        return tl::unexpected(whole.error());
    if (const Result<void> version = checkVersion(whole->value(versionKey)); !version)
        return tl::unexpected(version.error());
    for (const QString &key : whole->keys()) {
        if (key != versionKey && key != QLatin1String("environments"))
            return wrong(tr("“%1” is not known.").arg(key.left(80)));
    }
    const QJsonValue list = whole->value(QLatin1String("environments"));
    if (!list.isArray() && !list.isUndefined())
        return wrong(tr("“%1” should be a list.").arg(QLatin1String("environments")));
    EnvironmentFile file;
    for (const QJsonValue &item : list.toArray()) {
        if (!item.isObject())
            return wrong(
                tr("“%1” holds something that is no environment.").arg(QLatin1String("environments")));
        const Result<Environment> environment = environmentFromJson(item.toObject(), &file.notices);
        if (!environment)
            return tl::unexpected(environment.error());
        file.environments.push_back(*environment);
    }
    if (const Result<void> unique = checkUnique(file.environments); !unique)
        return tl::unexpected(unique.error());
    return file;
}

} // namespace chatsync
