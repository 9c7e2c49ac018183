// SPDX-License-Identifier: MIT
#include "app/cli/verdictlog.h"

#include "app/cli/output.h"
#include "core/diagnosis/comparison.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::cli {

namespace {

using diagnosis::Evidence;
using diagnosis::FieldComparison;
using diagnosis::Finding;
using diagnosis::LookupResult;
using diagnosis::PersonFacts;
using diagnosis::Severity;
using diagnosis::Subject;
using diagnosis::Verdict;

constexpr std::size_t mostCards = 5;
constexpr qsizetype longestValue = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("Lookup", text);
}

struct Look {
    QString mark;
    QString colour;
};

Look lookOf(Verdict::Answer answer)
{
    switch (answer) {
    case Verdict::Answer::Yes:
        return {QStringLiteral("✔"), greenColour()};
    case Verdict::Answer::YesWithRisks:
        return {QStringLiteral("!"), yellowColour()};
    case Verdict::Answer::No:
        return {QStringLiteral("✘"), redColour()};
    case Verdict::Answer::Unknown:
        return {QStringLiteral("?"), yellowColour()};
    }
    Q_UNREACHABLE();
}

Look lookOf(Evidence::Mark mark)
{
    switch (mark) {
    case Evidence::Mark::Ok:
        return {QStringLiteral("✔"), greenColour()};
    case Evidence::Mark::Bad:
        return {QStringLiteral("✘"), redColour()};
    case Evidence::Mark::Warning:
        return {QStringLiteral("!"), yellowColour()};
    case Evidence::Mark::Twin:
        return {QStringLiteral("∞"), yellowColour()};
    case Evidence::Mark::Info:
        return {QStringLiteral("·"), dimColour()};
    }
    Q_UNREACHABLE();
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Blocks:
        return coloured(redColour(), tr("Blocks"));
    case Severity::Risk:
        return coloured(yellowColour(), tr("Risk"));
    case Severity::Note:
        return coloured(dimColour(), tr("Note"));
    case Severity::Healthy:
        return coloured(greenColour(), tr("Healthy"));
    }
    Q_UNREACHABLE();
}

void say(int indent, const QString &text)
{
    writeLine(QString{indent, u' '} + text);
}

QString ageText(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return {};
    const qint64 seconds = std::max<qint64>(0, at.secsTo(now));
    if (seconds < 120)
        return tr("%1 s ago").arg(seconds);
    return seconds < 7200 ? tr("%1 min ago").arg(seconds / 60) : tr("%1 h ago").arg(seconds / 3600);
}

QString shortened(const QString &text)
{
    const QString shown = printable(text);
    return shown.size() <= longestValue
               ? shown
               : shown.left(longestValue / 2 - 1) + u'…' + shown.right(longestValue / 2);
}

void printEvidence(const Evidence &evidence, const QDateTime &now)
{
    const Look look = lookOf(evidence.mark);
    QStringList source;
    for (const QString &part : {evidence.linkText, ageText(evidence.at, now)}) {
        if (!part.isEmpty())
            source << part;
    }
    const QString where = source.isEmpty()
                              ? QString{}
                              : coloured(dimColour(), QStringLiteral("  (%1)").arg(source.join(u", ")));
    say(6, coloured(look.colour, look.mark) + u' ' + printable(evidence.text) + where);
}

QString remedyText(const diagnosis::Remedy &remedy)
{
    QString text = printable(remedy.text);
    if (remedy.writes() > 0)
        text += u' ' + (remedy.cid.isEmpty() ? tr("(writes 1 user)") : tr("(writes 1 channel)"));
    return text;
}

void printFinding(const Finding &finding, const QDateTime &now)
{
    say(2, QStringLiteral("[%1] %2  %3")
               .arg(severityWord(finding.severity), coloured(boldColour(), printable(finding.sentence)),
                    coloured(dimColour(), finding.code)));
    say(4, printable(finding.consequence));
    if (finding.severity == Severity::Blocks || finding.severity == Severity::Risk)
        say(4, finding.waitingText);
    for (const Evidence &evidence : finding.evidence)
        printEvidence(evidence, now);
    if (!finding.remedy.text.isEmpty())
        say(4, tr("What to do: %1").arg(remedyText(finding.remedy)));
}

void printComparison(const PersonFacts &person)
{
    const std::vector<FieldComparison> rows = diagnosis::compare(person);
    qsizetype width = tr("StreamChat").size();
    for (const FieldComparison &row : rows)
        width = std::max({width, shortened(row.expected).size(), shortened(row.actual).size()});
    const auto line = [width](const QString &field, const QString &expected, const QString &actual) {
        return QStringLiteral("%1 %2 %3 ")
            .arg(field.leftJustified(12), expected.leftJustified(width), actual.leftJustified(width));
    };
    say(2, coloured(dimColour(), line(tr("Field"), tr("Database"), tr("StreamChat")) + tr("Result")));
    for (const FieldComparison &row : rows) {
        const bool wrong = row.result == FieldComparison::Result::Different ||
                           row.result == FieldComparison::Result::Missing;
        say(2, line(row.field, shortened(row.expected), shortened(row.actual)) +
                   (wrong ? coloured(redColour(), row.words) : row.words));
    }
}

void printPerson(const PersonFacts &person, const Verdict &verdict, const QDateTime &now)
{
    const bool company = person.expected.kind == ParticipantKind::Company;
    writeLine({});
    writeLine(QStringLiteral("%1  %2  %3")
                  .arg(coloured(boldColour(), printable(person.displayName())),
                       company ? tr("company") : tr("user"), person.expected.streamId));
    const Look look = lookOf(verdict.answer);
    writeLine(coloured(look.colour, look.mark + u' ' + printable(verdict.sentence)));
    printComparison(person);
    if (person.other.isThere())
        say(2, coloured(yellowColour(), tr("Other identity: %1 exists in StreamChat, role %2")
                                            .arg(person.other.streamId, person.other.user->role)));
    for (const Finding &finding : verdict.findings)
        printFinding(finding, now);
}

void printLine(const PersonFacts &person, const Verdict &verdict)
{
    const Look look = lookOf(verdict.answer);
    writeLine(QStringLiteral("%1 %2 %3 %4  %5")
                  .arg(coloured(look.colour, look.mark), person.expected.streamId.leftJustified(54),
                       verdict.first().code.leftJustified(22), printable(person.displayName()),
                       coloured(dimColour(), diagnosis::summaryOf(person))));
}

void printChannels(const LookupResult &result)
{
    if (result.facts.channels.empty())
        return;
    writeLine({});
    writeLine(coloured(boldColour(), tr("Channels")));
    for (const diagnosis::ChannelFacts &channel : result.facts.channels) {
        QString state;
        switch (channel.state) {
        case diagnosis::ChannelFacts::State::Unknown:
            state = tr("not known");
            break;
        case diagnosis::ChannelFacts::State::Absent:
            state = tr("not created");
            break;
        case diagnosis::ChannelFacts::State::Deleted:
            state = tr("deleted");
            break;
        case diagnosis::ChannelFacts::State::Exists:
            state = channel.expected.isEmpty()
                        ? QCoreApplication::translate("Lookup", "%n member(s)", nullptr,
                                                      int(channel.present.size()))
                        : tr("%1 of %2 members")
                              .arg(channel.expected.size() - channel.missing.size())
                              .arg(channel.expected.size());
            break;
        }
        say(2, QStringLiteral("%1  %2  %3").arg(channel.cid, printable(channel.name), state));
    }
}

void printNotChecked(const Verdict &verdict)
{
    writeLine({});
    writeLine(coloured(boldColour(), tr("Not checked")));
    for (const diagnosis::NotChecked &item : verdict.notChecked)
        say(2, printable(QStringLiteral("%1: %2").arg(item.what, item.reason)));
}

void printSubjects(const QString &heading, const std::vector<Subject> &subjects)
{
    if (subjects.empty())
        return;
    writeLine({});
    writeLine(heading);
    for (const Subject &subject : subjects)
        say(2, printable(subject.text));
}

} // namespace

QString coloured(const QString &colour, const QString &text)
{
    static const bool wanted = wantsColour();
    return wanted ? QStringLiteral("\x1b[%1m%2\x1b[0m").arg(colour, text) : text;
}

const QString &redColour()
{
    static const QString colour = QStringLiteral("31");
    return colour;
}

const QString &greenColour()
{
    static const QString colour = QStringLiteral("32");
    return colour;
}

const QString &yellowColour()
{
    static const QString colour = QStringLiteral("33");
    return colour;
}

const QString &dimColour()
{
    static const QString colour = QStringLiteral("2");
    return colour;
}

const QString &boldColour()
{
    static const QString colour = QStringLiteral("1");
    return colour;
}

void printVerdict(const Verdict &verdict, const QDateTime &now)
{
    const Look look = lookOf(verdict.answer);
    writeLine(coloured(look.colour, look.mark + u' ' + printable(verdict.sentence)));
    for (const Finding &finding : verdict.findings)
        printFinding(finding, now);
    writeLine(coloured(dimColour(), QCoreApplication::translate("Lookup", "%n cause(s) checked.", nullptr,
                                                                verdict.causesChecked)));
    printNotChecked(verdict);
}

void printLookup(const LookupResult &result)
{
    writeLine(coloured(boldColour(), printable(result.recognition.headline)));
    if (!result.recognition.detail.isEmpty())
        writeLine(printable(result.recognition.detail));
    const std::vector<PersonFacts> &people = result.facts.people;
    if (result.together) {
        writeLine({});
        const Look look = lookOf(result.together->answer);
        writeLine(coloured(look.colour, look.mark + u' ' + printable(result.together->sentence)));
    }
    const bool cards = people.size() <= mostCards;
    if (!cards)
        writeLine({});
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (cards)
            printPerson(people[i], result.verdicts[i], result.facts.now);
        else
            printLine(people[i], result.verdicts[i]);
    }
    if (cards)
        printChannels(result);
    printSubjects(tr("Found nowhere:"), result.notFound);
    printSubjects(tr("Several people are called so; give an id or an e-mail:"), result.ambiguous);
    if (!people.empty())
        printNotChecked(result.verdicts.front());
    if (!result.next.isEmpty())
        writeLine(tr("There are more; type more of the name."));
}

void printEntry(const diagnosis::DictionaryEntry &entry)
{
    QString title = entry.origin == diagnosis::DictionaryEntry::Origin::StreamCode
                        ? tr("StreamChat code %1: %2").arg(entry.code, entry.name)
                        : QStringLiteral("%1  %2").arg(entry.name, coloured(dimColour(), entry.code));
    if (entry.status > 0)
        title += QStringLiteral("  HTTP %1").arg(entry.status);
    writeLine(coloured(boldColour(), title));
    say(2, printable(entry.meaning));
    for (const QString &cause : entry.causes)
        say(2, tr("Cause: %1").arg(printable(cause)));
    for (const QString &remedy : entry.remedies)
        say(2, tr("What to do: %1").arg(printable(remedy)));
    say(2, entry.retryable ? tr("Trying again later may help.") : tr("Trying again does not help."));
    if (!entry.seeAlso.isEmpty())
        say(2, tr("See also: %1").arg(entry.seeAlso.join(u", ")));
}

} // namespace chatsync::cli
