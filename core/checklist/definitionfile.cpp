// SPDX-License-Identifier: MIT
#include "core/checklist/definition.h"
#include "core/checklist/jsonplaces.h"
#include "core/checklist/order.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace chatsync::checklist {

namespace {

constexpr qsizetype mostBytes = 1024 * 1024;
constexpr int mostChecks = 200;
constexpr int mostUsers = 99; // with the company as many as StreamChat takes in one creation

QString tr(const char *text)
{
    return QCoreApplication::translate("Checklist", text);
}

/// Reads one object, and complains once: about the first thing that is wrong.
class Reader {
public:
    Reader(const JsonPlaces &places, std::optional<Error> &error, QJsonObject json, QString path)
        : m_places(places)
        , m_error(error)
        , m_json(std::move(json))
        , m_path(std::move(path))
    {}

    void complain(const QString &key, const QString &what) const
    {
        if (!m_error)
            m_error = m_places.complaint(pathOf(key), what).value();
    }

    void knowsOnly(const QStringList &keys) const
    {
        for (auto member = m_json.begin(); member != m_json.end(); ++member) {
            if (!keys.contains(member.key()) && member.key() != QLatin1String{"$schema"})
                complain(member.key(), tr("there is no “%1” here. Known are: %2.")
                                           .arg(member.key().left(50), keys.join(QStringLiteral(", "))));
        }
    }

    QString text(const QString &key, bool required = false) const
    {
        const QJsonValue value = m_json[key];
        if (value.isUndefined() && !required)
            return {};
        if (!value.isString() || (required && value.toString().trimmed().isEmpty()))
            complain(key, value.isUndefined() ? tr("“%1” is missing.").arg(key)
                                              : tr("“%1” has to be a text that says something.").arg(key));
        return value.toString().trimmed();
    }

    bool flag(const QString &key) const
    {
        const QJsonValue value = m_json[key];
        if (!value.isUndefined() && !value.isBool())
            complain(key, tr("“%1” has to be true or false.").arg(key));
        return value.toBool();
    }

    int number(const QString &key, int otherwise, int least, int most) const
    {
        const QJsonValue value = m_json[key];
        if (value.isUndefined())
            return otherwise;
        const int number = value.toInt(least - 1);
        if (number < least || number > most)
            complain(key, tr("“%1” has to be a whole number from %2 to %3.").arg(key).arg(least).arg(most));
        return number;
    }

    QJsonArray array(const QString &key) const
    {
        const QJsonValue value = m_json[key];
        if (!value.isUndefined() && !value.isArray())
            complain(key, tr("“%1” has to be a list.").arg(key));
        return value.toArray();
    }

    QStringList texts(const QString &key) const
    {
        QStringList list;
        const QJsonArray items = array(key);
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (!items[i].isString())
                complain(key + u'/' + QString::number(i), tr("this has to be a text."));
            list << items[i].toString();
        }
        return list;
    }

private:
    QString pathOf(const QString &key) const { return m_path.isEmpty() ? key : m_path + u'/' + key; }

    const JsonPlaces &m_places;
    std::optional<Error> &m_error;
    QJsonObject m_json;
    QString m_path;
};

Check checkFrom(const Reader &json, const Definition &before)
{
    static const QRegularExpression idForm{QStringLiteral("\\A[a-z0-9][a-z0-9-]{0,63}\\z")};
    json.knowsOnly({QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("passes_when"),
                    QStringLiteral("kind"), QStringLiteral("company"), QStringLiteral("users"),
                    QStringLiteral("of"), QStringLiteral("recovered_is_pass")});
    Check check;
    check.id = json.text(QStringLiteral("id"), true);
    check.title = json.text(QStringLiteral("title"), true);
    check.passesWhen = json.text(QStringLiteral("passes_when"));
    check.company = json.text(QStringLiteral("company"));
    check.of = json.texts(QStringLiteral("of"));
    check.recoveredIsPass = json.flag(QStringLiteral("recovered_is_pass"));
    const QString kind = json.text(QStringLiteral("kind"), true);
    const std::optional<CheckKind> known = checkKindFrom(kind);
    if (!known)
        json.complain(QStringLiteral("kind"),
                      tr("there is no kind “%1”. There are: company, any_company, new_user, existing_user, "
                         "log, roles, manual.")
                          .arg(kind.left(50)));
    check.kind = known.value_or(CheckKind::Manual);
    const bool single = check.kind == CheckKind::NewUser || check.kind == CheckKind::ExistingUser;
    check.users = json.number(QStringLiteral("users"), single ? 1 : 2, 1, mostUsers);
    if (!idForm.match(check.id).hasMatch())
        json.complain(QStringLiteral("id"),
                      tr("an id has small letters, digits and “-”, at most 64 of them."));
    if (before.find(check.id))
        json.complain(QStringLiteral("id"), tr("there is another check with the id “%1”.").arg(check.id));
    if (check.kind == CheckKind::Company && check.company.isEmpty())
        json.complain(QStringLiteral("company"),
                      tr("“company” is missing: the name or the id of the company whose check this is."));
    for (const QString &other : std::as_const(check.of)) {
        const Check *const found = before.find(other);
        if (!found || !converses(found->kind))
            json.complain(
                QStringLiteral("of"),
                tr("“%1” is no check before this one that makes a conversation.").arg(other.left(64)));
    }
    return check;
}

} // namespace

Result<Definition> definitionFromJson(const QByteArray &json, const QString &source)
{
    if (json.size() > mostBytes)
        return tl::unexpected(Error{Error::Kind::Input,
                                    tr("%1 is too long for a checklist.").arg(source),
                                    tr("A checklist has at most 1 MiB."),
                                    {}});
    const Result<JsonPlaces> places = JsonPlaces::parse(json, source);
    if (!places)
        return tl::unexpected(places.error());
    if (!places->document().isObject())
        return places->complaint({}, tr("a checklist is an object with “name”, “version” and “checks”."));
    std::optional<Error> error;
    const Reader reader{*places, error, places->document().object(), {}};
    reader.knowsOnly({QStringLiteral("name"), QStringLiteral("version"), QStringLiteral("checks")});
    Definition definition;
    definition.name = reader.text(QStringLiteral("name"), true);
    definition.version = reader.text(QStringLiteral("version"), true);
    const QJsonArray checks = reader.array(QStringLiteral("checks"));
    if (checks.isEmpty() || checks.size() > mostChecks)
        reader.complain(QStringLiteral("checks"), tr("a checklist has 1 to %1 checks.").arg(mostChecks));
    for (qsizetype i = 0; i < checks.size() && !error; ++i) {
        const QString path = QStringLiteral("checks/%1").arg(i);
        if (!checks[i].isObject())
            reader.complain(path, tr("a check is an object."));
        else
            definition.checks.push_back(checkFrom({*places, error, checks[i].toObject(), path}, definition));
    }
    if (error)
        return tl::unexpected(*error);
    return definition;
}

QByteArray toJson(const Definition &definition)
{
    QJsonArray checks;
    for (const Check &check : definition.checks) {
        QJsonObject json{{QStringLiteral("id"), check.id},
                         {QStringLiteral("title"), check.title},
                         {QStringLiteral("kind"), toString(check.kind)}};
        if (!check.passesWhen.isEmpty())
            json.insert(QStringLiteral("passes_when"), check.passesWhen);
        if (!check.company.isEmpty())
            json.insert(QStringLiteral("company"), check.company);
        if (converses(check.kind))
            json.insert(QStringLiteral("users"), check.users);
        if (!check.of.isEmpty())
            json.insert(QStringLiteral("of"), QJsonArray::fromStringList(check.of));
        if (check.recoveredIsPass)
            json.insert(QStringLiteral("recovered_is_pass"), true);
        checks.append(json);
    }
    return QJsonDocument{QJsonObject{{QStringLiteral("name"), definition.name},
                                     {QStringLiteral("version"), definition.version},
                                     {QStringLiteral("checks"), checks}}}
        .toJson();
}

Result<std::vector<KnownIssue>> knownIssuesFromJson(const QByteArray &json, const QString &source)
{
    const Result<JsonPlaces> places = JsonPlaces::parse(json, source);
    if (!places)
        return tl::unexpected(places.error());
    if (!places->document().isArray())
        return places->complaint({}, tr("known issues are a list of objects."));
    std::optional<Error> error;
    std::vector<KnownIssue> issues;
    const QJsonArray items = places->document().array();
    for (qsizetype i = 0; i < items.size() && !error; ++i) {
        const Reader reader{*places, error, items[i].toObject(), QString::number(i)};
        if (!items[i].isObject())
            reader.complain({}, tr("a known issue is an object."));
        reader.knowsOnly({QStringLiteral("ticket"), QStringLiteral("check"), QStringLiteral("cause"),
                          QStringLiteral("company")});
        issues.push_back({.ticket = reader.text(QStringLiteral("ticket"), true),
                          .check = reader.text(QStringLiteral("check"), true),
                          .cause = reader.text(QStringLiteral("cause")),
                          .company = reader.text(QStringLiteral("company"))});
    }
    if (error)
        return tl::unexpected(*error);
    return issues;
}

} // namespace chatsync::checklist
