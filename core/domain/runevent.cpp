// SPDX-License-Identifier: MIT
#include "core/domain/runevent.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <utility>

namespace chatsync {

namespace {

template<typename E, size_t N>
using Names = std::array<std::pair<E, QLatin1String>, N>;

constexpr Names<EventKind, 8> eventKinds{{
    {EventKind::RunStarted, QLatin1String{"run.started"}},
    {EventKind::StepStarted, QLatin1String{"step.started"}},
    {EventKind::Exchange, QLatin1String{"exchange"}},
    {EventKind::Query, QLatin1String{"query"}},
    {EventKind::Wait, QLatin1String{"wait"}},
    {EventKind::Note, QLatin1String{"note"}},
    {EventKind::StepFinished, QLatin1String{"step.finished"}},
    {EventKind::RunFinished, QLatin1String{"run.finished"}},
}};

constexpr Names<Step, 10> steps{{
    {Step::Record, QLatin1String{"record"}},
    {Step::Resolve, QLatin1String{"resolve"}},
    {Step::Upsert, QLatin1String{"upsert"}},
    {Step::Wait, QLatin1String{"wait"}},
    {Step::Create, QLatin1String{"create"}},
    {Step::Retry, QLatin1String{"retry"}},
    {Step::Verify, QLatin1String{"verify"}},
    {Step::AddMissing, QLatin1String{"add_missing"}},
    {Step::Answer, QLatin1String{"answer"}},
    {Step::CleanUp, QLatin1String{"clean_up"}},
}};

constexpr Names<Outcome, 5> outcomes{{
    {Outcome::Passed, QLatin1String{"passed"}},
    {Outcome::Recovered, QLatin1String{"recovered"}},
    {Outcome::Failed, QLatin1String{"failed"}},
    {Outcome::Skipped, QLatin1String{"skipped"}},
    {Outcome::Cancelled, QLatin1String{"cancelled"}},
}};

constexpr Names<Error::Kind, 9> errorKinds{{
    {Error::Kind::Cancelled, QLatin1String{"cancelled"}},
    {Error::Kind::Timeout, QLatin1String{"timeout"}},
    {Error::Kind::Network, QLatin1String{"network"}},
    {Error::Kind::Tls, QLatin1String{"tls"}},
    {Error::Kind::Refused, QLatin1String{"refused"}},
    {Error::Kind::Http, QLatin1String{"http"}},
    {Error::Kind::Parse, QLatin1String{"parse"}},
    {Error::Kind::Storage, QLatin1String{"storage"}},
    {Error::Kind::Input, QLatin1String{"input"}},
}};

template<typename E, size_t N>
QString nameOf(E value, const Names<E, N> &names)
{
    for (const auto &[candidate, name] : names) {
        if (candidate == value)
            return name;
    }
    Q_UNREACHABLE();
}

template<typename E, size_t N>
std::optional<E> valueOf(const QString &name, const Names<E, N> &names)
{
    for (const auto &[value, candidate] : names) {
        if (candidate == name)
            return value;
    }
    return std::nullopt;
}

tl::unexpected<Error> malformed(const QString &key)
{
    return tl::unexpected(
        Error{Error::Kind::Parse,
              QStringLiteral("An event of the run cannot be read: “%1” is missing or malformed.").arg(key),
              {},
              {}});
}

/// The members in the order of the documentation, which is the order a person reads them in.
template<typename Insert>
void forEachMember(const RunEvent &event, Insert insert)
{
    insert(QLatin1String{"run"}, event.run.toString(QUuid::WithoutBraces));
    insert(QLatin1String{"seq"}, event.seq);
    insert(QLatin1String{"at"}, event.at.toUTC().toString(Qt::ISODateWithMs));
    insert(QLatin1String{"t_ms"}, event.tMs);
    insert(QLatin1String{"kind"}, toString(event.kind));
    if (event.step)
        insert(QLatin1String{"step"}, toString(*event.step));
    if (event.step || event.attempt != 1)
        insert(QLatin1String{"attempt"}, qint64{event.attempt});
    if (event.outcome)
        insert(QLatin1String{"outcome"}, toString(*event.outcome));
    if (!event.message.isEmpty())
        insert(QLatin1String{"message"}, event.message);
}

bool isPlain(const QString &text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c >= u' ' && c < QChar{0x7f} && c != u'"' && c != u'\\'; });
}

void appendLiteral(QByteArray &line, const QString &text)
{
    if (isPlain(text)) {
        line.append('"').append(text.toLatin1()).append('"');
        return;
    }
    const QByteArray wrapped = QJsonDocument{QJsonArray{text}}.toJson(QJsonDocument::Compact);
    line.append(wrapped.constData() + 1, wrapped.size() - 2);
}

void appendLiteral(QByteArray &line, qint64 number)
{
    line.append(QByteArray::number(number));
}

} // namespace

QString toString(EventKind kind)
{
    return nameOf(kind, eventKinds);
}

QString toString(Step step)
{
    return nameOf(step, steps);
}

QString toString(Outcome outcome)
{
    return nameOf(outcome, outcomes);
}

std::optional<EventKind> eventKindFrom(const QString &name)
{
    return valueOf(name, eventKinds);
}

std::optional<Step> stepFrom(const QString &name)
{
    return valueOf(name, steps);
}

std::optional<Outcome> outcomeFrom(const QString &name)
{
    return valueOf(name, outcomes);
}

QJsonObject toJson(const RunEvent &event)
{
    QJsonObject json;
    forEachMember(event, [&json](QLatin1String key, const auto &value) { json.insert(key, value); });
    if (!event.data.isEmpty())
        json.insert(QLatin1String{"data"}, event.data);
    return json;
}

QByteArray toJsonLine(const RunEvent &event)
{
    QByteArray line{"{"};
    forEachMember(event, [&line](QLatin1String key, const auto &value) {
        line.append('"').append(key.data(), key.size()).append("\":");
        appendLiteral(line, value);
        line.append(',');
    });
    if (event.data.isEmpty())
        line.chop(1);
    else
        line.append("\"data\":").append(QJsonDocument{event.data}.toJson(QJsonDocument::Compact));
    return line.append('}');
}

Result<RunEvent> runEventFromJson(const QJsonObject &json)
{
    RunEvent event;
    event.run = QUuid::fromString(json[QLatin1String("run")].toString());
    if (event.run.isNull())
        return malformed(QStringLiteral("run"));
    event.seq = json[QLatin1String("seq")].toInteger();
    if (event.seq < 1)
        return malformed(QStringLiteral("seq"));
    event.at = QDateTime::fromString(json[QLatin1String("at")].toString(), Qt::ISODateWithMs);
    if (!event.at.isValid())
        return malformed(QStringLiteral("at"));
    event.at = event.at.toUTC();
    if (!json[QLatin1String("t_ms")].isDouble())
        return malformed(QStringLiteral("t_ms"));
    event.tMs = json[QLatin1String("t_ms")].toInteger();
    const std::optional<EventKind> kind = eventKindFrom(json[QLatin1String("kind")].toString());
    if (!kind)
        return malformed(QStringLiteral("kind"));
    event.kind = *kind;
    if (json.contains(QLatin1String("step"))) {
        event.step = stepFrom(json[QLatin1String("step")].toString());
        if (!event.step)
            return malformed(QStringLiteral("step"));
    }
    event.attempt = json.contains(QLatin1String("attempt")) ? json[QLatin1String("attempt")].toInt(0) : 1;
    if (event.attempt < 1)
        return malformed(QStringLiteral("attempt"));
    if (json.contains(QLatin1String("outcome"))) {
        event.outcome = outcomeFrom(json[QLatin1String("outcome")].toString());
        if (!event.outcome)
            return malformed(QStringLiteral("outcome"));
    }
    if (json.contains(QLatin1String("message")) && !json[QLatin1String("message")].isString())
        return malformed(QStringLiteral("message"));
    event.message = json[QLatin1String("message")].toString();
    if (json.contains(QLatin1String("data")) && !json[QLatin1String("data")].isObject())
        return malformed(QStringLiteral("data"));
    event.data = json[QLatin1String("data")].toObject();
    return event;
}

QJsonObject toJson(const Error &error)
{
    QJsonObject json{{QStringLiteral("kind"), nameOf(error.kind, errorKinds)},
                     {QStringLiteral("what"), error.what}};
    if (!error.advice.isEmpty())
        json.insert(QStringLiteral("advice"), error.advice);
    if (!error.detail.isEmpty())
        json.insert(QStringLiteral("detail"), error.detail);
    return json;
}

Error errorFromJson(const QJsonObject &json)
{
    return {valueOf(json[QLatin1String("kind")].toString(), errorKinds).value_or(Error::Kind::Network),
            json[QLatin1String("what")].toString(), json[QLatin1String("advice")].toString(),
            json[QLatin1String("detail")].toString()};
}

} // namespace chatsync
