// SPDX-License-Identifier: MIT
#include "core/domain/runsummary.h"

#include "core/domain/identity.h"

#include <algorithm>

namespace chatsync {

namespace {

void addStart(RunSummary &summary, const RunEvent &event)
{
    const QJsonObject &data = event.data;
    summary.id = event.run;
    summary.startedAt = event.at;
    summary.environment = data[QLatin1String("environment")][QLatin1String("name")].toString();
    summary.preset = data[QLatin1String("preset")].toString();
    summary.initiator = data[QLatin1String("initiator")].toString();
    summary.participants.clear();
    for (const QJsonValue &participant : data[QLatin1String("participants")].toArray())
        summary.participants.append(participant.toString());
    summary.dryRun = data[QLatin1String("dry_run")].toBool();
}

/// Where the initiator stands among the people: last, unless named among the participants, too.
qsizetype initiatorAt(const RunSummary &run)
{
    const auto isInitiator = [id = participantIdIn(run.initiator), &run](const RunPerson &person) {
        return id ? person.id == *id : person.name.compare(run.initiator, Qt::CaseInsensitive) == 0;
    };
    const auto found = std::find_if(run.people.cbegin(), run.people.cend(), isInitiator);
    return found == run.people.cend() ? run.people.size() - 1 : found - run.people.cbegin();
}

QString nameOf(const RunPerson &person)
{
    return person.name.isEmpty() ? person.id : person.name;
}

QString errorTextOf(const RunEvent &event)
{
    const QString answer = event.data[QLatin1String("answer")][QLatin1String("error")].toString();
    if (!answer.isEmpty())
        return answer;
    const QString explanation = event.data[QLatin1String("explanation")][QLatin1String("what")].toString();
    return explanation.isEmpty() ? event.message : explanation;
}

void addFinish(RunSummary &summary, const RunEvent &event)
{
    summary.state = RunSummary::State::Finished;
    summary.outcome = event.outcome;
    summary.failure = event.data[QLatin1String("failure")].toString();
    const bool worked = event.outcome == Outcome::Passed || event.outcome == Outcome::Recovered;
    summary.errorText = worked ? QString{} : errorTextOf(event);
    summary.attempts = event.data[QLatin1String("attempts")].toInt(summary.attempts);
    summary.durationMs = event.data[QLatin1String("duration_ms")].toInteger(event.tMs);
}

} // namespace

QString RunSummary::initiatorName() const
{
    return people.isEmpty() || isRepair() ? initiator : nameOf(people[initiatorAt(*this)]);
}

QStringList RunSummary::participantNames() const
{
    if (people.isEmpty())
        return participants;
    const qsizetype apart = isRepair() ? -1 : initiatorAt(*this);
    QStringList names;
    for (qsizetype i = 0; i < people.size(); ++i) {
        if (i != apart)
            names.append(nameOf(people[i]));
    }
    names.removeDuplicates();
    return names;
}

QList<RunPerson> peopleIn(const RunEvent &event)
{
    QList<RunPerson> people;
    if (event.kind != EventKind::StepFinished || event.step != Step::Resolve)
        return people;
    for (const QJsonValue &value : event.data[QLatin1String("participants")].toArray()) {
        const QString source = value[QLatin1String("source")].toString();
        const bool known = source == QLatin1String("users") || source == QLatin1String("companies");
        people.append({value[QLatin1String("id")].toString(),
                       known ? value[QLatin1String("name")].toString() : QString{}});
    }
    return people;
}

void addToSummary(RunSummary &summary, const RunEvent &event)
{
    if (summary.eventCount == 0) {
        summary.id = event.run;
        summary.startedAt = event.at;
    }
    ++summary.eventCount;
    summary.durationMs = std::max(summary.durationMs, event.tMs);
    if (event.kind == EventKind::RunStarted)
        addStart(summary, event);
    if (QList<RunPerson> people = peopleIn(event); !people.isEmpty())
        summary.people = std::move(people);
    // Only creating is attempted again; a step that merely precedes it is no attempt.
    if (event.step == Step::Create || event.step == Step::Retry)
        summary.attempts = std::max(summary.attempts, event.attempt);
    if (event.kind == EventKind::RunFinished)
        addFinish(summary, event);
}

RunSummary summarize(const std::vector<RunEvent> &events)
{
    RunSummary summary;
    for (const RunEvent &event : events)
        addToSummary(summary, event);
    return summary;
}

QString toString(RunSummary::State state)
{
    switch (state) {
    case RunSummary::State::Running:
        return QStringLiteral("running");
    case RunSummary::State::Finished:
        return QStringLiteral("finished");
    case RunSummary::State::Interrupted:
        return QStringLiteral("interrupted");
    }
    Q_UNREACHABLE();
}

} // namespace chatsync
