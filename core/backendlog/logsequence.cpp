// SPDX-License-Identifier: MIT
#include "core/backendlog/logsequence.h"

#include "core/backendlog/logtexts.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::backendlog {

namespace {

using Line = BackendLine;
using State = SequenceRow::State;

QString tr(const char *text)
{
    return QCoreApplication::translate("BackendLog", text);
}

/// Those that a conversation has in which all goes well.
constexpr Line plainOrder[] = {Line::Syncing,  Line::Upserting, Line::Upserted,
                               Line::Creating, Line::Created,   Line::Members};

bool tellsTrouble(Line kind)
{
    switch (kind) {
    case Line::NotFound:
    case Line::Retrying:
    case Line::MembersMissing:
    case Line::MembersAdded:
        return true;
    default:
        return false;
    }
}

bool tellsFailure(Line kind)
{
    switch (kind) {
    case Line::FetchFailed:
    case Line::UpsertFailed:
    case Line::ReUpsertFailed:
    case Line::FailedAfterRetry:
    case Line::AddFailed:
    case Line::MembersUnread:
    case Line::Failed:
        return true;
    default:
        return false;
    }
}

/// What stands in the place of one that went otherwise.
bool isThere(const LogConversation &conversation, Line kind)
{
    if (conversation.has(kind))
        return true;
    switch (kind) {
    case Line::Upserted:
        return conversation.has(Line::UpsertFailed);
    case Line::Created:
        return conversation.has(Line::CreatedAfterRetry) || conversation.has(Line::FailedAfterRetry);
    case Line::Members:
        return conversation.has(Line::MembersUnread);
    default:
        return false;
    }
}

/// Up to where of the plain order a line shows that the backend got.
size_t reachedBy(Line kind)
{
    switch (kind) {
    case Line::Syncing:
    case Line::NotFound:
    case Line::FetchFailed:
        return 0;
    case Line::Upserting:
        return 1;
    case Line::Upserted:
    case Line::UpsertFailed:
        return 2;
    case Line::Creating:
    case Line::Retrying:
    case Line::ReUpserted:
    case Line::ReUpsertFailed:
    case Line::FailedAfterRetry:
        return 3;
    case Line::Created:
    case Line::CreatedAfterRetry:
        return 4;
    case Line::Members:
    case Line::MembersMissing:
    case Line::MembersAdded:
    case Line::AddFailed:
    case Line::MembersUnread:
        return 5;
    case Line::Failed:
        break;
    }
    return 0;
}

const LogFinding *worstAt(const LogConversation &conversation, qint64 line)
{
    const LogFinding *worst = nullptr;
    for (const LogFinding &finding : conversation.findings) {
        // That a line lacks is told in the row of the line that lacks.
        if (finding.line != line || finding.code == QLatin1String{"missing_line"} ||
            finding.code == QLatin1String{"unfinished"})
            continue;
        if (!worst || finding.severity > worst->severity)
            worst = &finding;
    }
    return worst;
}

class Teller {
public:
    explicit Teller(const LogConversation &conversation)
        : m_it(conversation)
    {
        for (const LogRecord &record : m_it.records) {
            if (record.at.isValid() && (!m_began.isValid() || record.at < m_began))
                m_began = record.at;
        }
    }

    std::vector<SequenceRow> tell()
    {
        for (const LogRecord &record : m_it.records) {
            lackBefore(reachedBy(record.kind));
            m_rows.push_back(rowOf(record));
            m_reached = std::max(m_reached, reachedBy(record.kind) + (record.kind == Line::Failed ? 0 : 1));
        }
        const bool gaveUp = m_it.has(Line::Failed) || m_it.has(Line::FailedAfterRetry);
        for (; m_reached < std::size(plainOrder); ++m_reached) {
            if (!isThere(m_it, plainOrder[m_reached]))
                lack(plainOrder[m_reached], gaveUp ? State::NotReached : State::Missing);
        }
        return std::move(m_rows);
    }

private:
    void lackBefore(size_t place)
    {
        for (; m_reached < place; ++m_reached) {
            if (!isThere(m_it, plainOrder[m_reached]))
                lack(plainOrder[m_reached], State::Missing);
        }
    }

    void lack(Line kind, State state)
    {
        SequenceRow row;
        row.kind = kind;
        row.state = state;
        row.title = nameOf(kind);
        row.detail = state == State::NotReached ? tr("Not reached") : tr("Expected here, not in the log");
        m_rows.push_back(std::move(row));
    }

    SequenceRow rowOf(const LogRecord &record) const
    {
        SequenceRow row;
        row.kind = record.kind;
        row.title = nameOf(record.kind);
        row.line = record.line;
        row.lastLine = record.lastLine;
        if (record.at.isValid())
            row.ms = m_began.msecsTo(record.at);
        row.state = tellsFailure(record.kind)   ? State::Failed
                    : tellsTrouble(record.kind) ? State::Deviates
                                                : State::AsExpected;
        if (const LogFinding *finding = worstAt(m_it, record.line)) {
            row.detail = finding->sentence;
            if (finding->severity != LogFinding::Severity::Info)
                row.state = finding->severity == LogFinding::Severity::Error ? State::Failed
                            : row.state == State::Failed                     ? State::Failed
                                                                             : State::Deviates;
        } else if (record.error) {
            row.detail = record.error->words;
        }
        return row;
    }

    const LogConversation &m_it;
    QDateTime m_began;
    size_t m_reached = 0;
    std::vector<SequenceRow> m_rows;
};

} // namespace

std::vector<SequenceRow> sequenceOf(const LogConversation &conversation)
{
    return Teller{conversation}.tell();
}

SequenceCount countOf(const std::vector<SequenceRow> &rows)
{
    SequenceCount count;
    for (const SequenceRow &row : rows) {
        ++count.all;
        count.asExpected += row.state == State::AsExpected ? 1 : 0;
    }
    return count;
}

} // namespace chatsync::backendlog
