// SPDX-License-Identifier: MIT
#include "core/backendlog/logtexts.h"

#include "core/domain/conversation.h"

#include <QCoreApplication>

namespace chatsync::backendlog {

namespace {

using Line = BackendLine;

QString tr(const char *text)
{
    return QCoreApplication::translate("BackendLog", text);
}

const LogRecord *lastError(const LogConversation &conversation)
{
    for (auto record = conversation.records.rbegin(); record != conversation.records.rend(); ++record) {
        if (record->error && record->kind != Line::FetchFailed)
            return &*record;
    }
    return nullptr;
}

const LogFinding *worst(const LogConversation &conversation)
{
    const LogFinding *found = nullptr;
    for (const LogFinding &finding : conversation.findings) {
        if (!found || finding.severity > found->severity)
            found = &finding;
    }
    return found;
}

} // namespace

QString nameOf(BackendLine line)
{
    QString name = QLatin1String{rowOf(line).text};
    while (name.endsWith(u'.') || name.endsWith(u':'))
        name.chop(1);
    return name;
}

bool saysMissing(const LoggedError &error)
{
    // "don't exist" is StreamChat's wording of today, "could not find user" that of 2020.
    return error.words.contains(QLatin1String{"don't exist"}) ||
           error.words.contains(QLatin1String{"could not find user"}) || documentedMissingTest(error.words);
}

QString sentenceOf(const LogConversation &conversation)
{
    const int count = static_cast<int>(conversation.people.size() + conversation.morePeople);
    switch (conversation.verdict) {
    case LogVerdict::Works:
        return QCoreApplication::translate(
            "BackendLog", "The conversation works: all %n member(s) are there.", nullptr, count);
    case LogVerdict::Recovered:
        return conversation.has(Line::MembersAdded)
                   ? tr("The conversation works, after missing members were added.")
                   : tr("The conversation works, after the channel was created on the second attempt.");
    case LogVerdict::Deviates: {
        const LogFinding *finding = worst(conversation);
        return tr("The channel was created, but not as it should be.") +
               (finding ? u' ' + finding->sentence : QString{});
    }
    case LogVerdict::Incomplete:
        return tr("Success was claimed, but members are missing from the channel.");
    case LogVerdict::Failed: {
        const LogRecord *record = lastError(conversation);
        if (record && saysMissing(*record->error) && !record->error->streamIds.isEmpty())
            return tr("The conversation failed: StreamChat does not know %1.")
                .arg(record->error->streamIds.mid(0, 3).join(QStringLiteral(", ")));
        return record && !record->error->words.isEmpty()
                   ? tr("The conversation failed: %1").arg(record->error->words.left(300))
                   : tr("The conversation failed.");
    }
    case LogVerdict::Unclear: {
        const LogFinding *finding = worst(conversation);
        return tr("The log does not tell whether the conversation works.") +
               (finding ? u' ' + finding->sentence : QString{});
    }
    }
    Q_UNREACHABLE();
}

Explained explained(const LogConversation &conversation)
{
    Explained result;
    const LogRecord *record = lastError(conversation);
    if (record && !record->error->words.isEmpty())
        result.why = tr("The log says at line %1: “%2”").arg(record->line).arg(record->error->words);
    for (const LogFinding &finding : conversation.findings) {
        if (finding.severity == LogFinding::Severity::Info)
            continue;
        if (result.why.isEmpty())
            result.why = finding.sentence;
        if (!finding.advice.isEmpty() && !result.next.contains(finding.advice))
            result.next.append(finding.advice);
    }
    return result;
}

} // namespace chatsync::backendlog
