// SPDX-License-Identifier: MIT
#include "ui/runs/runfacts.h"

#include "ui/runs/runtexts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace chatsync::ui {
namespace {

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &item : value.toArray())
        list.append(item.toString());
    return list;
}

void addStart(RunFacts &facts, const RunEvent &event)
{
    const QJsonObject &data = event.data;
    const QJsonObject settings = data[QLatin1String("settings")].toObject();
    const QJsonObject environment = data[QLatin1String("environment")].toObject();
    facts.initiator = data[QLatin1String("initiator")].toString();
    facts.participants = strings(data[QLatin1String("participants")]);
    facts.preset = data[QLatin1String("preset")].toString();
    facts.environment = environment[QLatin1String("name")].toString();
    facts.environmentKind = environment[QLatin1String("kind")].toString();
    facts.streamUrl = environment[QLatin1String("stream_url")].toString();
    facts.faults = strings(data[QLatin1String("faults")]);
    facts.waitMs = settings[QLatin1String("wait_ms")].toDouble();
    for (const QJsonValue &ms : settings[QLatin1String("retry_wait_ms")].toArray())
        facts.retryWaitMs.append(ms.toDouble());
    facts.attemptsAllowed = std::max(1, settings[QLatin1String("attempts")].toInt(1));
    facts.dryRun = data[QLatin1String("dry_run")].toBool();
}

void addPeople(RunFacts &facts, const QJsonObject &data)
{
    facts.people.clear();
    facts.byStreamId.clear();
    for (const QJsonValue &value : data[QLatin1String("participants")].toArray()) {
        const QString streamId = value[QLatin1String("stream_id")].toString();
        facts.byStreamId.insert(streamId, static_cast<int>(facts.people.size()));
        facts.people.append(
            {.id = value[QLatin1String("id")].toString(),
             .streamId = streamId,
             .name = value[QLatin1String("name")].toString(),
             .role = value[QLatin1String("role")].toString(),
             .company = value[QLatin1String("kind")].toString() == QLatin1String("company"),
             .inDatabase = value[QLatin1String("source")].toString() != QLatin1String("fallback")});
    }
}

void addStep(RunFacts &facts, const RunEvent &event)
{
    const QJsonObject &data = event.data;
    if (event.step == Step::Resolve)
        addPeople(facts, data);
    if (event.step == Step::Upsert) {
        for (const QString &id : strings(data[QLatin1String("synced")])) {
            const int at = facts.byStreamId.value(id, -1);
            if (at >= 0 && facts.people[at].syncedInAttempt == 0)
                facts.people[at].syncedInAttempt = event.attempt;
        }
    }
    if (event.step == Step::Create && data.contains(QLatin1String("channel")))
        facts.cid = data[QLatin1String("channel")][QLatin1String("cid")].toString();
    if (event.step == Step::Verify && data.contains(QLatin1String("expected"))) {
        const QStringList absent = strings(data[QLatin1String("absent")]);
        facts.membersExpected = static_cast<int>(data[QLatin1String("expected")].toArray().size());
        facts.membersPresent = facts.membersExpected - static_cast<int>(absent.size());
        for (RunFacts::Person &person : facts.people)
            person.member = !absent.contains(person.streamId);
    }
    if (facts.byBackend() && event.step == Step::Create)
        facts.backendSaid = data[QLatin1String("backend")].toObject();
    if (facts.byBackend() && event.step == Step::Verify)
        facts.backendTruth = data;
    if (event.step == Step::Answer)
        facts.answerStep = event.message;
}

void addFinish(RunFacts &facts, const RunEvent &event)
{
    const QJsonObject explanation = event.data[QLatin1String("explanation")].toObject();
    facts.finished = true;
    facts.outcome = event.outcome;
    facts.message = event.message;
    facts.failure = event.data[QLatin1String("failure")].toString();
    facts.answerError = event.data[QLatin1String("answer")][QLatin1String("error")].toString();
    facts.what = explanation[QLatin1String("what")].toString();
    facts.why = explanation[QLatin1String("why")].toString();
    facts.next = strings(explanation[QLatin1String("next")]);
    if (const QJsonObject truth = event.data[QLatin1String("verified")].toObject(); !truth.isEmpty())
        facts.backendTruth = truth;
    if (facts.cid.isEmpty())
        facts.cid = facts.backendTruth[QLatin1String("cid")].toString();
    facts.attempt = std::max(1, event.data[QLatin1String("attempts")].toInt(facts.attempt));
    facts.durationMs = event.data[QLatin1String("duration_ms")].toDouble(static_cast<double>(event.tMs));
    if (facts.cid.isEmpty())
        facts.cid = event.data[QLatin1String("state")][QLatin1String("cid")].toString();
}

} // namespace

void RunFacts::add(const RunEvent &event)
{
    if (id.isNull()) {
        id = event.run;
        startedAt = event.at.addMSecs(-event.tMs);
    }
    durationMs = std::max(durationMs, static_cast<double>(event.tMs));
    printed = printed || event.data.contains(QLatin1String("backend_log"));
    if (event.step == Step::Create || event.step == Step::Retry)
        attempt = std::max(attempt, event.attempt);
    switch (event.kind) {
    case EventKind::RunStarted:
        addStart(*this, event);
        break;
    case EventKind::StepFinished:
        addStep(*this, event);
        break;
    case EventKind::RunFinished:
        addFinish(*this, event);
        break;
    default:
        break;
    }
}

const RunFacts::Person *RunFacts::person(const QString &streamId) const
{
    const int at = byStreamId.value(streamId, -1);
    return at < 0 ? nullptr : &people[at];
}

QString RunFacts::displayName(const QString &typed) const
{
    for (const Person &known : people) {
        if ((known.id == typed || known.streamId == typed) && !known.name.isEmpty())
            return known.inDatabase ? known.name : runtexts::personName(typed);
    }
    return runtexts::personName(typed);
}

QString RunFacts::participantsSentence() const
{
    QStringList names;
    for (const QString &typed : participants.mid(0, 2))
        names.append(displayName(typed));
    names.append(participants.mid(2));
    if (preset == QLatin1String("repair"))
        return QCoreApplication::translate("RunView", "Repair of %1").arg(runtexts::people(names));
    return QCoreApplication::translate("RunView", "%1 with %2")
        .arg(displayName(initiator), runtexts::people(names));
}

} // namespace chatsync::ui
