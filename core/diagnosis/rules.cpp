// SPDX-License-Identifier: MIT
#include "core/diagnosis/rules.h"

#include "core/diagnosis/rulehits.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::diagnosis {

namespace {

QString translated(const char *text)
{
    return *text ? QCoreApplication::translate("Diagnosis", text) : QString{};
}

QString waitingText(Waiting waiting)
{
    switch (waiting) {
    case Waiting::DoesNotHelp:
        return translated(QT_TRANSLATE_NOOP("Diagnosis", "Waiting does not help: nothing is on its way."));
    case Waiting::Helps:
        return translated(QT_TRANSLATE_NOOP("Diagnosis", "Waiting helps."));
    case Waiting::MayHelp:
        return translated(QT_TRANSLATE_NOOP("Diagnosis", "Waiting may help."));
    }
    Q_UNREACHABLE();
}

Finding findingOf(const Rule &rule, const Facts &facts, const Hit &hit)
{
    QStringList arguments{hit.person    ? nameIn(facts, *hit.person)
                          : hit.channel ? nameOf(*hit.channel)
                                        : QString{}};
    arguments += hit.arguments;
    Finding finding;
    finding.code = QLatin1String{rule.code};
    finding.severity = hit.severity.value_or(rule.severity);
    finding.sentence = filled(translated(rule.sentence), arguments);
    finding.consequence = filled(translated(rule.consequence), arguments);
    finding.waiting = rule.waiting;
    finding.waitingText = waitingText(rule.waiting);
    if (hit.person) {
        finding.person = hit.person->id;
        finding.streamId = hit.person->expected.streamId;
    }
    if (hit.channel)
        finding.cid = hit.channel->cid;
    finding.evidence = rule.evidence(facts, hit);
    finding.remedy = rule.remedy(facts, hit);
    if (finding.remedy.action == Remedy::Action::None && finding.remedy.text.isEmpty())
        finding.remedy.text = filled(translated(rule.cure), arguments);
    return finding;
}

} // namespace

const Rule *ruleBy(const QString &code)
{
    const auto all = rules();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Rule &rule) { return code == QLatin1String{rule.code}; });
    return found == all.end() ? nullptr : &*found;
}

std::vector<Finding> findingsIn(const Facts &facts)
{
    std::vector<Finding> findings;
    for (const Rule &rule : rules()) {
        for (const Hit &hit : rule.hits(facts))
            findings.push_back(findingOf(rule, facts, hit));
    }
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    return findings;
}

} // namespace chatsync::diagnosis
