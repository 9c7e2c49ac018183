// SPDX-License-Identifier: MIT
#include "core/domain/checklist.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <utility>

namespace chatsync {

namespace {

using Kind = CheckEvidence::Kind;

constexpr std::array<std::pair<Kind, QLatin1String>, 7> evidenceKinds{{
    {Kind::Run, QLatin1String{"run"}},
    {Kind::Exchange, QLatin1String{"exchange"}},
    {Kind::Row, QLatin1String{"row"}},
    {Kind::Log, QLatin1String{"log"}},
    {Kind::Participant, QLatin1String{"participant"}},
    {Kind::Channel, QLatin1String{"channel"}},
    {Kind::CleanUp, QLatin1String{"clean_up"}},
}};

/// Reads the members of one object; what is malformed is told once, by its key.
class Reader {
public:
    Reader(QJsonObject json, QString &malformed)
        : m_json(std::move(json))
        , m_malformed(malformed)
    {}

    QJsonValue value(const char *key) const { return m_json[QLatin1String{key}]; }
    bool has(const char *key) const { return m_json.contains(QLatin1String{key}); }
    void wrong(const char *key) const
    {
        if (m_malformed.isEmpty())
            m_malformed = QLatin1String{key};
    }

    QString text(const char *key) const
    {
        if (has(key) && !value(key).isString())
            wrong(key);
        return value(key).toString();
    }
    bool flag(const char *key) const
    {
        if (has(key) && !value(key).isBool())
            wrong(key);
        return value(key).toBool();
    }
    qint64 number(const char *key) const
    {
        if (has(key) && !value(key).isDouble())
            wrong(key);
        return value(key).toInteger();
    }
    QStringList texts(const char *key) const
    {
        QStringList list;
        for (const QJsonValue &item : array(key)) {
            if (!item.isString())
                wrong(key);
            list << item.toString();
        }
        return list;
    }
    QUuid id(const char *key) const { return has(key) ? idFrom(value(key), key) : QUuid{}; }
    QList<QUuid> ids(const char *key) const
    {
        QList<QUuid> list;
        for (const QJsonValue &item : array(key))
            list << idFrom(item, key);
        return list;
    }
    QDateTime time(const char *key) const
    {
        if (!has(key))
            return {};
        const QDateTime time = QDateTime::fromString(value(key).toString(), Qt::ISODateWithMs);
        if (!time.isValid())
            wrong(key);
        return time.toUTC();
    }
    CheckVerdict verdict(const char *key) const
    {
        const std::optional<CheckVerdict> verdict = checkVerdictFrom(value(key).toString());
        if (!verdict)
            wrong(key);
        return verdict.value_or(CheckVerdict::NotRun);
    }
    QJsonArray array(const char *key) const
    {
        if (has(key) && !value(key).isArray())
            wrong(key);
        return value(key).toArray();
    }
    Reader object(const QJsonValue &item, const char *key) const
    {
        if (!item.isObject())
            wrong(key);
        return {item.toObject(), m_malformed};
    }
    const QJsonObject &json() const { return m_json; }

private:
    QUuid idFrom(const QJsonValue &item, const char *key) const
    {
        const QUuid id = QUuid::fromString(item.toString());
        if (id.isNull())
            wrong(key);
        return id;
    }

    QJsonObject m_json;
    QString &m_malformed;
};

QJsonObject toJson(const CheckEvidence &evidence);
QJsonObject toJson(const KnownIssue &issue);
QJsonObject toJson(const CompanyResult &company);

/// Writes the members of one object; what says nothing is left out.
class Writer {
public:
    Writer &text(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            m_json.insert(QLatin1String{key}, value);
        return *this;
    }
    Writer &always(const char *key, const QJsonValue &value)
    {
        m_json.insert(QLatin1String{key}, value);
        return *this;
    }
    Writer &flag(const char *key, bool value) { return value ? always(key, true) : *this; }
    Writer &number(const char *key, qint64 value) { return value != 0 ? always(key, value) : *this; }
    Writer &texts(const char *key, const QStringList &list)
    {
        return list.isEmpty() ? *this : always(key, QJsonArray::fromStringList(list));
    }
    Writer &id(const char *key, const QUuid &id)
    {
        return id.isNull() ? *this : always(key, id.toString(QUuid::WithoutBraces));
    }
    Writer &time(const char *key, const QDateTime &time)
    {
        return time.isValid() ? always(key, time.toUTC().toString(Qt::ISODateWithMs)) : *this;
    }
    template<typename List>
    Writer &list(const char *key, const List &items)
    {
        QJsonArray array;
        for (const auto &item : items)
            array.append(toJson(item));
        return array.isEmpty() ? *this : always(key, array);
    }
    const QJsonObject &json() const { return m_json; }

private:
    QJsonObject m_json;
};

QJsonObject toJson(const CheckEvidence &evidence)
{
    const auto *kind = std::find_if(evidenceKinds.begin(), evidenceKinds.end(),
                                    [&](const auto &row) { return row.first == evidence.kind; });
    return Writer{}
        .always("kind", QString{kind->second})
        .always("speaks_for", toString(evidence.speaksFor))
        .text("sentence", evidence.sentence)
        .text("detail", evidence.detail)
        .id("run", evidence.run)
        .number("exchange", evidence.exchange)
        .text("subject", evidence.subject)
        .time("at", evidence.at)
        .json();
}

CheckEvidence evidenceFrom(const Reader &json)
{
    const QString name = json.text("kind");
    const auto *kind = std::find_if(evidenceKinds.begin(), evidenceKinds.end(),
                                    [&](const auto &row) { return row.second == name; });
    if (kind == evidenceKinds.end())
        json.wrong("kind");
    return {.kind = kind == evidenceKinds.end() ? Kind::Run : kind->first,
            .speaksFor = json.verdict("speaks_for"),
            .sentence = json.text("sentence"),
            .detail = json.text("detail"),
            .run = json.id("run"),
            .exchange = static_cast<int>(json.number("exchange")),
            .subject = json.text("subject"),
            .at = json.time("at")};
}

QJsonObject toJson(const KnownIssue &issue)
{
    return Writer{}
        .always("ticket", issue.ticket)
        .always("check", issue.check)
        .text("cause", issue.cause)
        .text("company", issue.company)
        .flag("stopped_failing", issue.stoppedFailing)
        .json();
}

KnownIssue issueFrom(const Reader &json)
{
    return {.ticket = json.text("ticket"),
            .check = json.text("check"),
            .cause = json.text("cause"),
            .company = json.text("company"),
            .stoppedFailing = json.flag("stopped_failing")};
}

CheckResult checkFrom(const Reader &json)
{
    CheckResult result{.id = json.text("id"),
                       .title = json.text("title"),
                       .passesWhen = json.text("passes_when"),
                       .summary = json.text("summary"),
                       .verdict = json.verdict("verdict"),
                       .recoveredIsPass = json.flag("recovered_is_pass"),
                       .manual = json.flag("manual"),
                       .cause = json.text("cause"),
                       .why = json.text("why"),
                       .next = json.texts("next"),
                       .runs = json.ids("runs"),
                       .startedAt = json.time("started_at"),
                       .duration = std::chrono::milliseconds{json.number("duration_ms")},
                       .note = json.text("note")};
    if (result.id.isEmpty())
        json.wrong("id");
    for (const QJsonValue &item : json.array("evidence"))
        result.evidence.push_back(evidenceFrom(json.object(item, "evidence")));
    for (const QJsonValue &item : json.array("exchanges"))
        result.exchanges.push_back(exchangeFromJson(json.object(item, "exchanges").json()));
    if (json.has("known"))
        result.known = issueFrom(json.object(json.value("known"), "known"));
    return result;
}

QJsonObject toJson(const CompanyResult &company)
{
    return Writer{}
        .always("id", company.id)
        .text("name", company.name)
        .flag("newly_approved", company.newlyApproved)
        .list("cells", company.cells)
        .json();
}

CompanyResult companyFrom(const Reader &json)
{
    CompanyResult company{.id = json.text("id"),
                          .name = json.text("name"),
                          .newlyApproved = json.flag("newly_approved"),
                          .cells = {}};
    if (company.id.isEmpty())
        json.wrong("id");
    for (const QJsonValue &item : json.array("cells"))
        company.cells.push_back(checkFrom(json.object(item, "cells")));
    return company;
}

tl::unexpected<Error> malformedError(const QString &key)
{
    return tl::unexpected(
        Error{Error::Kind::Parse,
              QCoreApplication::translate("Checklist", "The result of a checklist cannot be read: “%1” is "
                                                       "missing or not what it should be.")
                  .arg(key),
              QCoreApplication::translate("Checklist", "Take the file as the console wrote it."),
              {}});
}

} // namespace

QJsonObject toJson(const CheckResult &result)
{
    Writer json;
    json.always("id", result.id)
        .text("title", result.title)
        .text("passes_when", result.passesWhen)
        .text("summary", result.summary)
        .always("verdict", toString(result.verdict))
        .flag("recovered_is_pass", result.recoveredIsPass)
        .flag("manual", result.manual)
        .text("cause", result.cause)
        .text("why", result.why)
        .texts("next", result.next)
        .list("evidence", result.evidence)
        .list("exchanges", result.exchanges)
        .time("started_at", result.startedAt)
        .number("duration_ms", result.duration.count())
        .text("note", result.note);
    QJsonArray runs;
    for (const QUuid &run : result.runs)
        runs.append(run.toString(QUuid::WithoutBraces));
    if (!runs.isEmpty())
        json.always("runs", runs);
    if (result.known)
        json.always("known", toJson(*result.known));
    return json.json();
}

Result<CheckResult> checkResultFromJson(const QJsonObject &json)
{
    QString malformed;
    CheckResult result = checkFrom({json, malformed});
    if (!malformed.isEmpty())
        return malformedError(malformed);
    return result;
}

QJsonObject toJson(const ChecklistResult &result)
{
    return Writer{}
        .always("format", 1)
        .id("id", result.id)
        .text("checklist", result.checklist)
        .text("version", result.version)
        .text("environment", result.environment)
        .text("environment_kind", result.environmentKind)
        .text("stream_url", result.streamUrl)
        .text("database", result.database)
        .text("target", result.target)
        .text("preset", result.preset)
        .text("build", result.build)
        .text("tester", result.tester)
        .time("signed_off_at", result.signedOffAt)
        .text("data_set", result.dataSet)
        .texts("services", result.services)
        .text("console_version", result.consoleVersion)
        .time("started_at", result.startedAt)
        .time("ended_at", result.endedAt)
        .flag("stopped", result.stopped)
        .list("checks", result.checks)
        .texts("scenarios", result.scenarios)
        .list("companies", result.companies)
        .text("clean_up", result.cleanUp)
        .number("leftovers", result.leftovers)
        .list("known", result.known)
        .json();
}

Result<ChecklistResult> checklistResultFromJson(const QJsonObject &object)
{
    QString malformed;
    const Reader json{object, malformed};
    if (!json.has("id") || json.number("format") != 1)
        return malformedError(json.has("id") ? QStringLiteral("format") : QStringLiteral("id"));
    ChecklistResult result{.id = json.id("id"),
                           .checklist = json.text("checklist"),
                           .version = json.text("version"),
                           .environment = json.text("environment"),
                           .environmentKind = json.text("environment_kind"),
                           .streamUrl = json.text("stream_url"),
                           .database = json.text("database"),
                           .target = json.text("target"),
                           .preset = json.text("preset"),
                           .build = json.text("build"),
                           .tester = json.text("tester"),
                           .signedOffAt = json.time("signed_off_at"),
                           .dataSet = json.text("data_set"),
                           .services = json.texts("services"),
                           .consoleVersion = json.text("console_version"),
                           .startedAt = json.time("started_at"),
                           .endedAt = json.time("ended_at"),
                           .stopped = json.flag("stopped"),
                           .scenarios = json.texts("scenarios"),
                           .cleanUp = json.text("clean_up"),
                           .leftovers = static_cast<int>(json.number("leftovers"))};
    for (const QJsonValue &item : json.array("checks"))
        result.checks.push_back(checkFrom(json.object(item, "checks")));
    for (const QJsonValue &item : json.array("companies"))
        result.companies.push_back(companyFrom(json.object(item, "companies")));
    for (const QJsonValue &item : json.array("known"))
        result.known.push_back(issueFrom(json.object(item, "known")));
    if (!malformed.isEmpty())
        return malformedError(malformed);
    return result;
}

} // namespace chatsync
