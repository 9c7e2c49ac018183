// SPDX-License-Identifier: MIT
#include "core/backendlog/logjudge.h"

#include "core/backendlog/logtexts.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::backendlog {

namespace {

using Line = BackendLine;
using Severity = LogFinding::Severity;

QString tr(const char *text)
{
    return QCoreApplication::translate("BackendLog", text);
}

class Judge {
public:
    explicit Judge(LogConversation &conversation)
        : m_it(conversation)
    {}

    void all()
    {
        beginning();
        people();
        upsert();
        waits();
        order();
        creation();
        members();
        ending();
        errors();
        doubts();
        m_it.verdict = verdict();
        m_it.sentence = sentenceOf(m_it);
    }

private:
    LogFinding &tell(Severity severity, const char *code, const QString &sentence,
                     const LogRecord *at = nullptr, const QString &advice = {})
    {
        m_it.findings.push_back({.code = QLatin1String{code},
                                 .severity = severity,
                                 .sentence = sentence,
                                 .advice = advice,
                                 .line = at ? at->line : 0});
        return m_it.findings.back();
    }

    void beginning()
    {
        if (!m_it.beganBefore)
            return;
        m_unclear = true;
        tell(Severity::Warning, "began_before",
             tr("The beginning of this conversation is not in the log: the first line found is “%1”.")
                 .arg(nameOf(m_it.records.front().kind)),
             &m_it.records.front(), tr("Open the part of the log before it as well."));
    }

    void people()
    {
        for (const LogRecord &record : m_it.records) {
            if (record.kind == Line::NotFound) {
                tell(Severity::Warning, "not_in_database",
                     tr("%1 is in neither table of the database; the fallback “User” was used.")
                         .arg(record.ids.value(0)),
                     &record, tr("Check the id. If it is right, add the person to the database."));
            } else if (record.kind == Line::FetchFailed) {
                tell(Severity::Warning, "fetch_failed",
                     tr("%1 could not be read from the database; the fallback “User” was used, and may have "
                        "overwritten a profile in StreamChat.")
                         .arg(record.ids.value(0)),
                     &record,
                     tr("Look the person up, and repair name and role in StreamChat if they are wrong."))
                    .error = record.error;
            }
        }
    }

    void upsert()
    {
        const LogRecord *sent = m_it.first(Line::Upserting);
        const LogRecord *done = m_it.first(Line::Upserted);
        const LogRecord *failed = m_it.first(Line::UpsertFailed);
        if (failed) {
            m_deviates = true;
            tell(Severity::Error, "upsert_failed",
                 tr("The users were not synced; the flow went on without it: “%1”").arg(failed->error->words),
                 failed, tr("Read StreamChat's words: a refused user keeps all others from being synced."))
                .error = failed->error;
        }
        if (const LogRecord *again = m_it.first(Line::ReUpsertFailed)) {
            m_deviates = true;
            tell(Severity::Error, "upsert_failed",
                 tr("The users were not synced before the second attempt either: “%1”")
                     .arg(again->error->words),
                 again)
                .error = again->error;
        }
        if (sent && sent->count && sent->total() >= 0 && *sent->count != sent->total()) {
            m_deviates = true;
            tell(Severity::Warning, "count_differs",
                 tr("The line says %1 users and lists %2.").arg(*sent->count).arg(sent->total()), sent);
        }
        const LogRecord *made = m_it.first(Line::Creating);
        const LogRecord *synced = done ? done : sent;
        if (!made || !synced || made->total() < 0 || synced->total() < 0 || made->moreIds > 0)
            return;
        QStringList unsynced;
        for (const QString &id : made->ids) {
            if (!synced->ids.contains(id))
                unsynced.append(id);
        }
        if (unsynced.isEmpty())
            return;
        m_deviates = true;
        tell(Severity::Error, "not_upserted",
             tr("Made a member without having been synced before: %1.")
                 .arg(unsynced.join(QStringLiteral(", "))),
             made, tr("The backend has to upsert every participant, not the initiator alone."))
            .streamIds = unsynced;
    }

    /// Lines are written when something is over, so the difference is never shorter than the wait in between.
    void wait(Line from, Line to, qint64 milliseconds)
    {
        const LogRecord *a = m_it.first(from);
        const LogRecord *b = m_it.first(to);
        if (!a || !b || !a->at.isValid() || !b->at.isValid())
            return;
        constexpr qint64 timersTolerance = 10;
        const bool coarse = a->coarse || b->coarse;
        const qint64 passed = a->at.msecsTo(b->at);
        const qint64 least = coarse ? milliseconds - 999 : milliseconds - timersTolerance;
        if (passed < 0) {
            m_deviates = true;
            tell(Severity::Warning, "time_goes_back",
                 tr("“%1” is older than “%2”, which comes before it.").arg(nameOf(to), nameOf(from)), b,
                 tr("Check whether the log was merged from several, or a clock was set."));
        } else if (passed < least) {
            m_deviates = true;
            tell(Severity::Warning, "too_early",
                 tr("“%1” came %2 s after “%3”, and %4 s are needed: StreamChat may not know the users yet.")
                     .arg(nameOf(to))
                     .arg(double(passed) / 1000.0)
                     .arg(nameOf(from))
                     .arg(double(milliseconds) / 1000.0),
                 b, tr("The backend has to wait after the upsert, always."));
        }
    }

    void waits()
    {
        wait(m_it.has(Line::Upserted) ? Line::Upserted : Line::UpsertFailed, Line::Creating, 1000);
        wait(Line::Retrying, m_it.has(Line::ReUpserted) ? Line::ReUpserted : Line::ReUpsertFailed, 2000);
        if (std::none_of(m_it.records.begin(), m_it.records.end(),
                         [](const LogRecord &record) { return record.at.isValid(); })) {
            tell(Severity::Info, "no_times",
                 tr("The log has no times: whether the waits were kept cannot be told."));
        }
    }

    void order()
    {
        for (const size_t index : m_it.outOfOrder) {
            m_deviates = true;
            const LogRecord &record = m_it.records[index];
            const QString after = index > 0 ? nameOf(m_it.records[index - 1].kind) : QString{};
            tell(Severity::Warning, "out_of_order",
                 tr("“%1” is out of order: it comes after “%2”.").arg(nameOf(record.kind), after), &record);
        }
        for (const size_t index : m_it.repeated) {
            m_deviates = true;
            tell(Severity::Warning, "duplicate",
                 tr("“%1” stands there again.").arg(nameOf(m_it.records[index].kind)), &m_it.records[index],
                 tr("Check whether the log was collected twice, or the backend did the step twice."));
        }
        missing(Line::Upserting, {Line::Upserted, Line::UpsertFailed, Line::Creating, Line::Created});
        if (!m_it.has(Line::UpsertFailed))
            missing(Line::Upserted, {Line::Creating, Line::Created});
        missing(Line::Creating, {Line::Created, Line::Retrying, Line::Members});
        if (!m_it.has(Line::CreatedAfterRetry))
            missing(Line::Created, {Line::Members, Line::MembersMissing, Line::MembersUnread});
        if (!m_it.has(Line::ReUpsertFailed))
            missing(Line::ReUpserted, {Line::CreatedAfterRetry, Line::FailedAfterRetry});
        missing(Line::Members, {Line::MembersMissing, Line::MembersAdded, Line::AddFailed});
    }

    void missing(Line line, std::initializer_list<Line> later)
    {
        if (m_it.has(line))
            return;
        const LogRecord *next = nullptr;
        for (const Line kind : later)
            next = next ? next : m_it.first(kind);
        // What came before the log's first line is told once.
        if (!next || (m_it.beganBefore && next == &m_it.records.front()))
            return;
        m_deviates = true;
        tell(Severity::Warning, "missing_line",
             tr("“%1” is missing before “%2”.").arg(nameOf(line), nameOf(next->kind)), next);
    }

    void creation()
    {
        if (const LogRecord *retry = m_it.first(Line::Retrying)) {
            tell(Severity::Warning, "retried",
                 tr("The channel was not created at first: “%1”").arg(retry->error->words), retry)
                .error = retry->error;
        }
    }

    void members()
    {
        const LogRecord *seen = m_it.last(Line::Members);
        const LogRecord *absent = m_it.last(Line::MembersMissing);
        if (const LogRecord *refused = m_it.first(Line::AddFailed)) {
            m_incomplete = true;
            LogFinding &finding =
                tell(Severity::Error, "success_claimed",
                     tr("The backend answers with success although members are missing: they could not be "
                        "added. “%1”")
                         .arg(refused->error->words),
                     refused, tr("Add the missing members, and find out why StreamChat refused them."));
            finding.error = refused->error;
            finding.streamIds = absent ? absent->ids : QStringList{};
        } else if (m_it.has(Line::MembersAdded)) {
            tell(Severity::Warning, "members_added",
                 absent ? tr("Left out by StreamChat and added afterwards: %1.")
                              .arg(absent->ids.join(QStringLiteral(", ")))
                        : tr("Members were left out by StreamChat and added afterwards."),
                 absent)
                .streamIds = absent ? absent->ids : QStringList{};
        }
        if (const LogRecord *unread = m_it.first(Line::MembersUnread)) {
            m_unclear = true;
            tell(Severity::Error, "members_unread",
                 tr("The members could not be read, so nobody knows whether all are there: “%1”")
                     .arg(unread->error->words),
                 unread, tr("Read the channel's members now."))
                .error = unread->error;
        }
        if (seen && !absent)
            compare(*seen);
    }

    void compare(const LogRecord &seen)
    {
        const LogRecord *wanted = m_it.first(Line::Creating);
        wanted = wanted && wanted->total() >= 0 ? wanted : m_it.first(Line::Created);
        wanted = wanted && wanted->total() >= 0 ? wanted : m_it.first(Line::Upserting);
        if (seen.total() < 0 || !wanted || wanted->total() < 0) {
            m_unclear = true;
            tell(Severity::Warning, "members_not_comparable",
                 tr("The list of members is cut or was left out, so nobody knows whether all are there."),
                 &seen, tr("Read the channel's members now."));
            return;
        }
        QStringList absent;
        for (const QString &id : wanted->ids) {
            if (!seen.ids.contains(id))
                absent.append(id);
        }
        const bool shortened = seen.moreIds > 0 || wanted->moreIds > 0;
        if (shortened && seen.total() >= wanted->total()) {
            tell(Severity::Info, "values_shortened",
                 tr("Node left out part of the lists: members were compared by their number."), &seen);
            return;
        }
        if (absent.isEmpty() && !shortened)
            return;
        m_incomplete = true;
        tell(Severity::Error, "success_claimed",
             shortened ? tr("The channel has %1 members instead of %2, and the backend did not notice.")
                             .arg(seen.total())
                             .arg(wanted->total())
                       : tr("Missing from the channel, and the backend did not notice: %1.")
                             .arg(absent.join(QStringLiteral(", "))),
             &seen, tr("Add the missing members."))
            .streamIds = absent;
    }

    void ending()
    {
        const LogRecord &last = m_it.records.back();
        m_failed = m_it.has(Line::Failed) || m_it.has(Line::FailedAfterRetry);
        const bool done = m_it.has(Line::Members) || m_it.has(Line::MembersAdded) ||
                          m_it.has(Line::AddFailed) || m_it.has(Line::MembersUnread) || m_failed;
        const LogRecord *absent = m_it.last(Line::MembersMissing);
        const bool open = absent && !m_it.has(Line::MembersAdded) && !m_it.has(Line::AddFailed) && !m_failed;
        if (done && !open)
            return;
        m_unclear = true;
        tell(Severity::Warning, "unfinished",
             tr("The log ends, or says no more, after “%1”.").arg(nameOf(last.kind)), &last,
             tr("Open the rest of the log; if there is none, the backend stopped in the middle."));
    }

    void errors()
    {
        if (const LogRecord *failed = m_it.last(Line::Failed); failed || m_it.has(Line::FailedAfterRetry)) {
            const LogRecord *record = failed ? failed : m_it.last(Line::FailedAfterRetry);
            LogFinding &finding =
                tell(Severity::Error, "failed",
                     tr("The backend answered with an error: “%1”").arg(record->error->words), record,
                     saysMissing(*record->error)
                         ? tr("Sync the named users to StreamChat, then create the conversation again.")
                         : tr("Read StreamChat's own words: they name what it refuses."));
            finding.error = record->error;
            finding.streamIds = record->error->streamIds;
        }
        for (const LogRecord &record : m_it.records) {
            if (!record.cut)
                continue;
            tell(Severity::Info, "line_cut",
                 tr("“%1” is cut: its values end early.").arg(nameOf(record.kind)), &record);
        }
    }

    void doubts()
    {
        if (!m_it.doubtful)
            return;
        m_unclear = m_unclear || m_it.doubtMatters;
        tell(m_it.doubtMatters ? Severity::Warning : Severity::Info, "not_certain",
             m_it.doubtMatters ? tr("Another conversation of the same people ran at the same time and did "
                                    "not go well: which lines "
                                    "belong to which is not certain.")
                               : tr("Another conversation of the same people ran at the same time: they were "
                                    "told apart by the order "
                                    "of the lines alone."))
            .line = m_it.doubtfulLines.empty() ? 0 : m_it.doubtfulLines.front();
    }

    LogVerdict verdict() const
    {
        if (m_failed)
            return LogVerdict::Failed;
        if (m_incomplete)
            return LogVerdict::Incomplete;
        if (m_unclear)
            return LogVerdict::Unclear;
        if (m_deviates)
            return LogVerdict::Deviates;
        if (m_it.has(Line::CreatedAfterRetry) || m_it.has(Line::MembersAdded))
            return LogVerdict::Recovered;
        return LogVerdict::Works;
    }

    LogConversation &m_it;
    bool m_failed = false;
    bool m_incomplete = false;
    bool m_unclear = false;
    bool m_deviates = false;
};

} // namespace

QString toString(LogVerdict verdict)
{
    switch (verdict) {
    case LogVerdict::Works:
        return QStringLiteral("works");
    case LogVerdict::Recovered:
        return QStringLiteral("recovered");
    case LogVerdict::Deviates:
        return QStringLiteral("deviates");
    case LogVerdict::Incomplete:
        return QStringLiteral("incomplete");
    case LogVerdict::Failed:
        return QStringLiteral("failed");
    case LogVerdict::Unclear:
        return QStringLiteral("unclear");
    }
    Q_UNREACHABLE();
}

bool isHealthy(LogVerdict verdict)
{
    return verdict == LogVerdict::Works || verdict == LogVerdict::Recovered;
}

QString toString(LogFinding::Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return QStringLiteral("info");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Error:
        return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

void judge(LogConversation &conversation)
{
    Judge{conversation}.all();
}

} // namespace chatsync::backendlog
