// SPDX-License-Identifier: MIT
#include "core/checklist/verdicts.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace chatsync::checklist {

namespace {

using backendlog::LogVerdict;
using Kind = CheckEvidence::Kind;
using State = SeenPerson::State;

QString tr(const char *text)
{
    return QCoreApplication::translate("Checklist", text);
}

QString counted(const char *text, qsizetype number)
{
    const int count = static_cast<int>(number);
    return QCoreApplication::translate("Checklist", text, nullptr, count);
}

CheckVerdict verdictOf(LogVerdict log)
{
    switch (log) {
    case LogVerdict::Works:
        return CheckVerdict::Passed;
    case LogVerdict::Recovered:
        return CheckVerdict::Recovered;
    case LogVerdict::Deviates:
    case LogVerdict::Incomplete:
    case LogVerdict::Failed:
        return CheckVerdict::Failed;
    case LogVerdict::Unclear:
        return CheckVerdict::Blocked;
    }
    Q_UNREACHABLE();
}

CheckEvidence evidenceOf(const SeenLog &log, const QUuid &run)
{
    CheckEvidence evidence{.kind = Kind::Log,
                           .speaksFor = verdictOf(log.verdict),
                           .sentence = log.sentence,
                           .detail = log.findings.join(u' '),
                           .run = run};
    if (log.firstLine > 0)
        evidence.subject = QStringLiteral("%1:%2-%3").arg(log.name).arg(log.firstLine).arg(log.lastLine);
    return evidence;
}

/// The sentence, and whatever findings it leaves out.
QString told(const SeenLog &log)
{
    QString text = log.sentence;
    for (const QString &finding : log.findings) {
        if (!text.contains(finding))
            text += u' ' + finding;
    }
    return text;
}

/// As much as is read at a glance; the rest is in the evidence.
QString toldOf(const QStringList &conversations)
{
    constexpr qsizetype most = 2;
    QString text = conversations.mid(0, most).join(u' ');
    if (const qsizetype more = conversations.size() - most; more > 0)
        text += u' ' +
                counted(QT_TRANSLATE_N_NOOP("Checklist", "%n more conversation(s): see the evidence."), more);
    return text;
}

QStringList namesOf(const std::vector<SeenPerson> &people)
{
    QStringList names;
    for (const SeenPerson &person : people)
        names << (person.name.isEmpty() ? person.streamId : person.name);
    return names;
}

/// Everybody once, as last read.
std::vector<std::pair<SeenPerson, QUuid>> everybodyIn(const Before &before)
{
    QMap<QString, std::size_t> places;
    std::vector<std::pair<SeenPerson, QUuid>> everybody;
    for (const Facts &facts : before.conversations) {
        for (const SeenPerson &person : facts.people) {
            const auto place = places.constFind(person.streamId);
            if (place == places.cend()) {
                places.insert(person.streamId, everybody.size());
                everybody.emplace_back(person, facts.run);
            } else {
                everybody[*place] = {person, facts.run};
            }
        }
    }
    return everybody;
}

/// Some of everybody, by what was found.
struct Everybody {
    explicit Everybody(const Before &before)
        : all(everybodyIn(before))
    {
        for (const auto &[person, run] : all) {
            if (person.state == State::Unknown)
                unread.push_back(person);
            else if (person.state != State::Exists)
                absent.push_back(person);
            else if (person.role != person.expectedRole)
                wrong.push_back(person);
        }
    }

    std::vector<std::pair<SeenPerson, QUuid>> all;
    std::vector<SeenPerson> unread;
    std::vector<SeenPerson> absent; ///< Or deactivated
    std::vector<SeenPerson> wrong;  ///< In their roles
};

/// True where there is nothing to look at; says so.
bool isNothing(CheckResult &result, const Before &before)
{
    const bool any = std::any_of(before.conversations.begin(), before.conversations.end(),
                                 [](const Facts &facts) { return facts.performed; });
    if (any)
        return false;
    result.verdict = CheckVerdict::NotRun;
    result.summary = tr("No conversation was made that could be looked at.");
    return true;
}

void addPeople(CheckResult &result, const Everybody &people)
{
    for (const auto &[person, run] : people.all)
        result.evidence.push_back(checklist::evidenceOf(person, run));
}

void sayMissing(CheckResult &result, const std::vector<SeenPerson> &absent)
{
    const bool never = std::any_of(absent.begin(), absent.end(),
                                   [](const SeenPerson &one) { return one.state == State::Absent; });
    result.verdict = CheckVerdict::Failed;
    result.summary = counted(QT_TRANSLATE_N_NOOP("Checklist", "%n participant(s) missing from StreamChat: "),
                             static_cast<qsizetype>(absent.size())) +
                     namesOf(absent).join(QStringLiteral(", "));
    result.cause = never ? QStringLiteral("never-synced") : QStringLiteral("deactivated");
    result.why = never ? tr("Nobody created them in StreamChat before the conversation.")
                       : tr("They are deactivated in StreamChat.");
    result.next = {tr("Look them up: the verdict there names the cause and the remedy.")};
}

void sayWrongRoles(CheckResult &result, const std::vector<SeenPerson> &wrong)
{
    QStringList sentences;
    for (const SeenPerson &person : wrong) {
        sentences << tr("%1 is “%2” instead of “%3”.").arg(person.name, person.role, person.expectedRole);
    }
    result.verdict = CheckVerdict::Failed;
    result.summary = counted(QT_TRANSLATE_N_NOOP("Checklist", "%n participant(s) with a wrong role."),
                             static_cast<qsizetype>(wrong.size()));
    result.cause = QStringLiteral("wrong-role");
    result.why = sentences.join(u' ');
    result.next = {tr("Set the role, or let the upsert send it: companies are “admin”, users are “user”.")};
}

void sayAllThere(CheckResult &result, const Everybody &people, bool roles)
{
    result.verdict = CheckVerdict::Passed;
    const auto count = static_cast<qsizetype>(people.all.size());
    result.summary =
        roles ? counted(QT_TRANSLATE_N_NOOP("Checklist", "%n participant(s), each with the correct role."),
                        count)
              : counted(QT_TRANSLATE_N_NOOP("Checklist", "StreamChat has all %n participant(s)."), count);
}

bool sayUnread(CheckResult &result, const Everybody &people)
{
    if (people.unread.empty() && !people.all.empty())
        return false;
    block(result, tr("StreamChat could not be read afterwards, so nobody knows who is there."),
          tr("Run the check again once StreamChat answers."));
    return true;
}

CheckEvidence evidenceOf(const SeenChannel &channel, const QUuid &run)
{
    CheckEvidence evidence{.kind = Kind::Channel,
                           .speaksFor = channel.isWhole() ? CheckVerdict::Passed : CheckVerdict::Failed,
                           .run = run,
                           .subject = channel.cid,
                           .at = channel.at};
    if (channel.state == SeenChannel::State::Absent) {
        evidence.sentence = tr("StreamChat: no channel %1").arg(channel.cid);
        return evidence;
    }
    evidence.sentence = channel.isWhole() ? tr("StreamChat: %1 holds exactly its members").arg(channel.cid)
                                          : tr("StreamChat: %1 does not hold its members").arg(channel.cid);
    QStringList details;
    if (!channel.missing.isEmpty())
        details << tr("Missing: %1.").arg(channel.missing.join(QStringLiteral(", ")));
    if (!channel.unexpected.isEmpty())
        details << tr("Unexpected: %1.").arg(channel.unexpected.join(QStringLiteral(", ")));
    evidence.detail = details.join(u' ');
    return evidence;
}

void addSeen(CheckResult &result, const QUuid &run, const ReadBack &seen)
{
    if (seen.channel.state != SeenChannel::State::Unread)
        result.evidence.push_back(evidenceOf(seen.channel, run));
    for (const SeenPerson &person : seen.people) {
        CheckEvidence evidence = checklist::evidenceOf(person, run);
        // Roles are the affair of another check.
        if (person.state == State::Exists)
            evidence.speaksFor = CheckVerdict::Passed;
        result.evidence.push_back(evidence);
    }
}

/// The run says that it works: does it?
void judgeClaim(CheckResult &result, Outcome outcome, const ReadBack &seen)
{
    if (seen.channel.state == SeenChannel::State::Unread) {
        block(result,
              tr("Success was reported, but StreamChat could not be read to see whether it is true. %1")
                  .arg(seen.error ? seen.error->explanation : QString{}),
              tr("Run the check again once StreamChat answers."));
        return;
    }
    const QStringList next{tr("Open the run and compare what was answered with what StreamChat has.")};
    if (seen.channel.state == SeenChannel::State::Absent) {
        fail(result, QStringLiteral("backend_success_without_channel"),
             tr("Success was reported, but StreamChat has no channel %1.").arg(seen.channel.cid), next);
    } else if (!seen.channel.missing.isEmpty()) {
        fail(result, QStringLiteral("backend_success_without_members"),
             tr("Success was reported, but these are no members of the channel: %1.")
                 .arg(seen.channel.missing.join(QStringLiteral(", "))),
             next);
    } else if (!seen.channel.unexpected.isEmpty()) {
        fail(result, QStringLiteral("unexpected-member"),
             tr("Success was reported, but the channel has members who do not belong there: %1.")
                 .arg(seen.channel.unexpected.join(QStringLiteral(", "))),
             next);
    } else {
        result.verdict = outcome == Outcome::Recovered ? CheckVerdict::Recovered : CheckVerdict::Passed;
    }
}

QStringList textsIn(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue &text : array.toArray())
        texts << text.toString();
    return texts;
}

} // namespace

void block(CheckResult &result, const QString &why, const QString &advice)
{
    result.verdict = CheckVerdict::Blocked;
    result.why = why;
    if (result.summary.isEmpty())
        result.summary = why;
    if (!advice.isEmpty())
        result.next << advice;
}

void fail(CheckResult &result, const QString &cause, const QString &why, const QStringList &next)
{
    result.verdict = CheckVerdict::Failed;
    result.cause = cause;
    result.why = why;
    result.summary = why;
    result.next = next;
}

CheckEvidence evidenceOf(const SeenPerson &person, const QUuid &run)
{
    CheckEvidence evidence{
        .kind = Kind::Participant, .run = run, .subject = person.streamId, .at = person.at};
    evidence.detail = person.name;
    switch (person.state) {
    case State::Unknown:
        evidence.speaksFor = CheckVerdict::Blocked;
        evidence.sentence = tr("StreamChat: %1 could not be read").arg(person.streamId);
        break;
    case State::Absent:
        evidence.speaksFor = CheckVerdict::Failed;
        evidence.sentence = tr("StreamChat: no %1").arg(person.streamId);
        break;
    case State::Deactivated:
        evidence.speaksFor = CheckVerdict::Failed;
        evidence.sentence = tr("StreamChat: %1 is deactivated").arg(person.streamId);
        break;
    case State::Exists:
        evidence.speaksFor = person.role == person.expectedRole ? CheckVerdict::Passed : CheckVerdict::Failed;
        evidence.sentence = tr("StreamChat: %1 exists, role “%2”").arg(person.streamId, person.role);
        break;
    }
    return evidence;
}

void judgeLogs(CheckResult &result, const Before &before)
{
    if (isNothing(result, before))
        return;
    std::vector<CheckVerdict> verdicts;
    QStringList worst;
    QString none;
    for (const Facts &facts : before.conversations) {
        if (!facts.performed)
            continue;
        if (!facts.log) {
            none = facts.whyNoLog;
            // The backend made none at all, which another check tells.
            if (facts.conversation.isEmpty())
                continue;
            verdicts.push_back(facts.logSilent ? CheckVerdict::Blocked : CheckVerdict::NotRun);
            if (facts.logSilent)
                worst << facts.whyNoLog;
            continue;
        }
        result.evidence.push_back(evidenceOf(*facts.log, facts.run));
        verdicts.push_back(verdictOf(facts.log->verdict));
        if (verdicts.back() != CheckVerdict::Passed)
            worst << told(*facts.log);
    }
    result.verdict = worstOf(verdicts);
    const auto count = static_cast<qsizetype>(result.evidence.size());
    if (result.verdict == CheckVerdict::NotRun) {
        result.summary = none;
        return;
    }
    worst.removeDuplicates();
    result.summary =
        counted(QT_TRANSLATE_N_NOOP("Checklist", "The log of %n conversation(s) was read."), count);
    if (result.verdict == CheckVerdict::Failed) {
        result.cause = QStringLiteral("log_deviates");
        result.summary = worst.first();
        result.next = {tr("Open the run, or the log, at the line that deviates.")};
    }
    result.why = toldOf(worst);
}

void judgeExistence(CheckResult &result, const Before &before)
{
    if (isNothing(result, before))
        return;
    const Everybody people{before};
    addPeople(result, people);
    for (CheckEvidence &evidence : result.evidence) {
        const bool exists =
            std::none_of(people.absent.begin(), people.absent.end(),
                         [&](const SeenPerson &one) { return one.streamId == evidence.subject; });
        if (exists && evidence.speaksFor == CheckVerdict::Failed)
            evidence.speaksFor = CheckVerdict::Passed;
    }
    if (!people.absent.empty())
        sayMissing(result, people.absent);
    else if (!sayUnread(result, people))
        sayAllThere(result, people, false);
}

void judgeRoles(CheckResult &result, const Before &before)
{
    if (isNothing(result, before))
        return;
    const Everybody people{before};
    addPeople(result, people);
    if (!people.wrong.empty()) {
        sayWrongRoles(result, people.wrong);
    } else if (!people.absent.empty()) {
        const QString names = namesOf(people.absent).join(QStringLiteral(", "));
        block(result, tr("Whoever is not in StreamChat has no role: %1.").arg(names));
    } else if (!sayUnread(result, people)) {
        sayAllThere(result, people, true);
    }
}

void judgePeople(CheckResult &result, const Before &before)
{
    if (isNothing(result, before))
        return;
    const Everybody people{before};
    addPeople(result, people);
    if (!people.absent.empty())
        sayMissing(result, people.absent);
    else if (!people.wrong.empty())
        sayWrongRoles(result, people.wrong);
    else if (!sayUnread(result, people))
        sayAllThere(result, people, true);
}

void judgeConversation(CheckResult &result, const RunResult &run, const RunEvent &end, const ReadBack &seen)
{
    const QJsonObject explanation = end.data[QLatin1String("explanation")].toObject();
    const int exchanges = end.data[QLatin1String("attempts")].toInt();
    result.evidence.push_back(
        {.kind = Kind::Run,
         .speaksFor = run.failure == Failure::None ? CheckVerdict::Passed : CheckVerdict::Failed,
         .sentence = end.message,
         .detail =
             counted(QT_TRANSLATE_N_NOOP("Checklist", "%n attempt(s) to create the channel."), exchanges),
         .run = run.run,
         .at = end.at});
    addSeen(result, run.run, seen);
    const QString what = explanation[QLatin1String("what")].toString();
    const QString why = QString{what + u' ' + explanation[QLatin1String("why")].toString()}.trimmed();
    switch (run.failure) {
    case Failure::None:
        judgeClaim(result, run.outcome, seen);
        if (result.summary.isEmpty())
            result.summary = what.isEmpty() ? end.message : what;
        if (result.verdict == CheckVerdict::Recovered)
            result.why = tr("It works, but not at the first attempt.");
        return;
    case Failure::Conversation:
        fail(result, end.data[QLatin1String("finding")].toString(),
             explanation[QLatin1String("why")].toString(why), textsIn(explanation[QLatin1String("next")]));
        result.summary = what;
        return;
    case Failure::Environment:
    case Failure::Usage:
        block(result, why);
        result.summary = what;
        result.next = textsIn(explanation[QLatin1String("next")]);
        result.evidence.front().speaksFor = CheckVerdict::Blocked;
        return;
    case Failure::Journal:
    case Failure::Cancelled:
        result.verdict = CheckVerdict::NotRun;
        result.summary = what;
        result.evidence.front().speaksFor = CheckVerdict::NotRun;
        return;
    }
}

CheckVerdict worstOf(const std::vector<CheckVerdict> &verdicts)
{
    for (const CheckVerdict bad : {CheckVerdict::Failed, CheckVerdict::Blocked, CheckVerdict::Recovered,
                                   CheckVerdict::NotRun, CheckVerdict::Passed, CheckVerdict::NotApplicable}) {
        if (std::find(verdicts.begin(), verdicts.end(), bad) != verdicts.end())
            return bad;
    }
    return CheckVerdict::NotRun;
}

} // namespace chatsync::checklist
