// SPDX-License-Identifier: MIT
#include "core/diagnosis/verdict.h"

#include "core/diagnosis/rulehits.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace chatsync::diagnosis {

namespace {

using Answer = Verdict::Answer;

QString tr(const char *text)
{
    return QCoreApplication::translate("Diagnosis", text);
}

bool hides(const Finding &finding)
{
    const Rule *rule = ruleBy(finding.code);
    return rule && rule->hides;
}

bool isAnybodyUnknown(const Facts &facts)
{
    return facts.people.empty() ||
           std::any_of(facts.people.begin(), facts.people.end(), [](const PersonFacts &person) {
               return person.stream.existence == Existence::Unknown &&
                      isValidStreamUserId(person.expected.streamId);
           });
}

Answer answerOf(const Facts &facts, const std::vector<Finding> &findings)
{
    const auto any = [&](auto test) { return std::any_of(findings.begin(), findings.end(), test); };
    if (any([](const Finding &f) { return f.severity == Severity::Blocks && !hides(f); }))
        return Answer::No;
    if (isAnybodyUnknown(facts) || any(hides))
        return Answer::Unknown;
    return any([](const Finding &f) { return f.severity == Severity::Risk; }) ? Answer::YesWithRisks
                                                                              : Answer::Yes;
}

QString sentenceForOne(const QString &name, Answer answer, const QString &cause)
{
    switch (answer) {
    case Answer::Yes:
        return filled(tr("Others can chat with %1"), {name});
    case Answer::YesWithRisks:
        return filled(tr("Others can chat with %1, at a risk: %2"), {name, cause});
    case Answer::No:
        return filled(tr("Conversations with %1 fail: %2"), {name, cause});
    case Answer::Unknown:
        return filled(tr("Whether others can chat with %1 cannot be told: %2"), {name, cause});
    }
    Q_UNREACHABLE();
}

QString sentenceForSeveral(const QString &first, const QString &rest, Answer answer, const QString &cause)
{
    switch (answer) {
    case Answer::Yes:
        return filled(tr("%1 can chat with %2"), {first, rest});
    case Answer::YesWithRisks:
        return filled(tr("%1 can chat with %2, at a risk: %3"), {first, rest, cause});
    case Answer::No:
        return filled(tr("%1 cannot chat with %2: %3"), {first, rest, cause});
    case Answer::Unknown:
        return filled(tr("Whether %1 can chat with %2 cannot be told: %3"), {first, rest, cause});
    }
    Q_UNREACHABLE();
}

QString sentenceOf(const Facts &facts, Answer answer, const QString &cause)
{
    if (facts.people.empty())
        return tr("Nobody was found whom this could be said of");
    QStringList names;
    for (const PersonFacts &person : facts.people)
        names << nameIn(facts, person);
    const QString first = names.takeFirst();
    constexpr qsizetype most = 4;
    if (names.isEmpty())
        return sentenceForOne(first, answer, cause);
    if (names.size() > most) {
        const int more = int(names.size() - most);
        names = names.mid(0, most);
        names << QCoreApplication::translate("Diagnosis", "%n more", nullptr, more);
    }
    return sentenceForSeveral(first, QLocale{}.createSeparatedList(names), answer, cause);
}

Finding healthyFinding(const Facts &facts)
{
    const Rule *rule = ruleBy(QStringLiteral("healthy"));
    Finding finding;
    finding.code = QLatin1String{rule->code};
    finding.severity = Severity::Healthy;
    finding.sentence = tr(rule->sentence);
    finding.consequence = tr(rule->consequence);
    finding.evidence = rule->evidence(facts, {});
    finding.remedy.text = tr(rule->cure);
    return finding;
}

Finding nobodyKnown(const Facts &facts)
{
    Finding finding = healthyFinding(facts);
    finding.code = QStringLiteral("not-checked");
    finding.severity = Severity::Note;
    finding.sentence = tr("StreamChat was not asked about everybody");
    finding.consequence = tr("Nothing can be said of whoever was not looked at.");
    finding.remedy.text = tr("Look up again.");
    return finding;
}

std::vector<NotChecked> notChecked(const Facts &facts)
{
    std::vector<NotChecked> all = facts.notChecked;
    if (!facts.app.reading.done())
        all.push_back({tr("The app's settings"),
                       facts.app.reading.error ? facts.app.reading.error->what : tr("not asked for")});
    if (!facts.streamChannels.done() && facts.streamChannels.state == Reading::State::NotAsked)
        all.push_back({tr("Channels"), tr("not asked for")});
    all.push_back({tr("Deleted ids"), tr("to every read they look as if they had never been there")});
    all.push_back({tr("The backend"), tr("not set up here")});
    all.push_back({tr("Blocks between users"), tr("not readable by a server")});
    all.push_back({tr("Devices and push"), tr("no part of a chat")});
    return all;
}

} // namespace

int Verdict::count(Severity severity) const
{
    return int(std::count_if(findings.begin(), findings.end(),
                             [severity](const Finding &finding) { return finding.severity == severity; }));
}

QString toString(Verdict::Answer answer)
{
    switch (answer) {
    case Answer::Yes:
        return QStringLiteral("yes");
    case Answer::YesWithRisks:
        return QStringLiteral("yes_with_risks");
    case Answer::No:
        return QStringLiteral("no");
    case Answer::Unknown:
        return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

Verdict diagnose(const Facts &facts)
{
    Verdict verdict;
    verdict.findings = findingsIn(facts);
    verdict.answer = answerOf(facts, verdict.findings);
    if (verdict.findings.empty())
        verdict.findings.push_back(verdict.answer == Answer::Unknown ? nobodyKnown(facts)
                                                                     : healthyFinding(facts));
    const Finding &first = verdict.first();
    if (first.severity != Severity::Healthy)
        verdict.cause = first.sentence;
    verdict.consequence = first.consequence;
    verdict.sentence = sentenceOf(facts, verdict.answer, first.sentence);
    verdict.notChecked = notChecked(facts);
    verdict.causesChecked = int(rules().size()) - 1; // `healthy` is none.
    return verdict;
}

Facts factsOf(const Facts &facts, const QStringList &participantIds)
{
    Facts some;
    some.app = facts.app;
    some.namesakes = facts.namesakes;
    some.notChecked = facts.notChecked;
    some.database = facts.database;
    some.streamUsers = facts.streamUsers;
    some.streamChannels = facts.streamChannels;
    some.streamError = facts.streamError;
    some.clockSkew = facts.clockSkew;
    some.now = facts.now;
    QStringList subjects;
    for (const PersonFacts &person : facts.people) {
        if (!participantIds.contains(person.id))
            continue;
        some.people.push_back(person);
        subjects << person.stream.streamId << person.other.streamId;
    }
    for (const ChannelFacts &channel : facts.channels) {
        const bool theirs = std::any_of(subjects.begin(), subjects.end(), [&](const QString &id) {
            return channel.expected.contains(id) || channel.present.contains(id);
        });
        if (!theirs)
            continue;
        some.channels.push_back(channel);
        subjects << channel.cid;
    }
    for (const Hint &hint : facts.hints) {
        if (hint.kind == Hint::Kind::Defect || subjects.contains(hint.subject))
            some.hints.push_back(hint);
    }
    return some;
}

} // namespace chatsync::diagnosis
