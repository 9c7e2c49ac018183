// SPDX-License-Identifier: MIT
#include "core/diagnosis/history.h"

#include "core/diagnosis/recipe.h"
#include "core/domain/identity.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace chatsync::diagnosis {

namespace {

std::optional<Hint::Kind> kindOf(const QString &meaning)
{
    if (meaning == QLatin1String("missing_users"))
        return Hint::Kind::Missing;
    if (meaning == QLatin1String("user_deleted"))
        return Hint::Kind::Deleted;
    if (meaning == QLatin1String("user_deactivated"))
        return Hint::Kind::Deactivated;
    return std::nullopt;
}

class Listener {
public:
    std::vector<Hint> hear(const std::vector<RunEvent> &events)
    {
        for (const RunEvent &event : events) {
            if (event.kind == EventKind::RunStarted && event.data[QLatin1String("dry_run")].toBool())
                return {};
            hear(event);
        }
        hearDefects(events);
        return std::move(m_hints);
    }

private:
    void add(const RunEvent &event, Hint::Kind kind, const QString &subject, const QString &text = {})
    {
        const bool known = std::any_of(m_hints.begin(), m_hints.end(), [&](const Hint &hint) {
            return hint.kind == kind && hint.subject == subject;
        });
        if (known || subject.isEmpty())
            return;
        m_hints.push_back({.kind = kind,
                           .subject = subject,
                           .at = event.at,
                           .run = event.run,
                           .step = event.step ? chatsync::toString(*event.step) : QString{},
                           .text = text});
    }

    void hear(const RunEvent &event)
    {
        if (event.kind == EventKind::Exchange)
            hearExchange(event);
        else if (event.kind == EventKind::StepFinished && event.step == Step::Upsert)
            hearUpsert(event);
        else if (event.kind == EventKind::StepFinished && event.step == Step::Resolve)
            hearResolve(event);
        else if (event.kind == EventKind::StepFinished && event.step == Step::Create &&
                 event.outcome != Outcome::Failed)
            add(event, Hint::Kind::ChannelCreated,
                event.data[QLatin1String("channel")][QLatin1String("cid")].toString());
    }

    void hearExchange(const RunEvent &event)
    {
        const std::optional<ExchangeError> error = event.data.exchange().error;
        const std::optional<Hint::Kind> kind = error ? kindOf(error->meaning) : std::nullopt;
        if (!kind)
            return;
        for (const QString &id : error->missingIds)
            add(event, *kind, id, error->message);
    }

    void hearUpsert(const RunEvent &event)
    {
        const QJsonArray failed = event.data[QLatin1String("failed")].toArray();
        for (const QJsonValue &refused : failed) {
            const QJsonValue error = refused[QLatin1String("error")];
            if (const auto kind = kindOf(error[QLatin1String("meaning")].toString()))
                add(event, *kind, refused[QLatin1String("stream_id")].toString(),
                    error[QLatin1String("message")].toString());
        }
        const QJsonArray synced = event.data[QLatin1String("synced")].toArray();
        for (const QJsonValue &id : synced)
            add(event, Hint::Kind::Synced, id.toString());
    }

    void hearResolve(const RunEvent &event)
    {
        const QJsonArray people = event.data[QLatin1String("participants")].toArray();
        for (const QJsonValue &person : people) {
            const QString source = person[QLatin1String("source")].toString();
            if (source == QLatin1String("fallback") || source == QLatin1String("unreadable"))
                add(event, Hint::Kind::SentAsOther, person[QLatin1String("stream_id")].toString());
        }
    }

    void hearDefects(const std::vector<RunEvent> &events)
    {
        for (const Struck &struck : defectsIn(events)) {
            const auto event = std::find_if(events.begin(), events.end(), [&](const RunEvent &candidate) {
                return candidate.seq == struck.seq;
            });
            if (event != events.end())
                add(*event, Hint::Kind::Defect, struck.code, struck.evidence);
        }
    }

    std::vector<Hint> m_hints;
};

} // namespace

std::vector<Hint> hintsIn(const std::vector<RunEvent> &events)
{
    return Listener{}.hear(events);
}

std::vector<Hint> hintsIn(const Recognition &recognition)
{
    std::vector<Hint> hints;
    if (!recognition.error)
        return hints;
    const auto kind = kindOf(stream::toString(recognition.error->meaning));
    if (!kind)
        return hints;
    constexpr std::size_t most = 100;
    for (const Subject &subject : recognition.subjects) {
        if (hints.size() >= most)
            break;
        const bool named =
            subject.missing || recognition.error->missingIds.contains(subject.text, Qt::CaseInsensitive);
        if (named && subject.prefix)
            hints.push_back({.kind = *kind,
                             .subject = streamIdOf(*subject.prefix, subject.value),
                             .text = recognition.error->message.left(500)});
    }
    return hints;
}

} // namespace chatsync::diagnosis
