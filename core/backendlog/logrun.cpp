// SPDX-License-Identifier: MIT
#include "core/backendlog/logrun.h"

#include "core/backendlog/logtexts.h"
#include "core/domain/conversation.h"
#include "core/domain/exchange.h"
#include "core/domain/identity.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace chatsync::backendlog {

namespace {

using Line = BackendLine;

QString tr(const char *text)
{
    return QCoreApplication::translate("BackendLog", text);
}

QJsonArray toArray(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QJsonObject toJson(const LoggedError &error)
{
    return chatsync::toJson(ExchangeError{
        .kind = error.code || error.status != 0 ? QStringLiteral("api") : QStringLiteral("network"),
        .status = error.status,
        .code = error.code,
        .message = error.words,
        .explanation = error.words,
        .missingIds = saysMissing(error) ? error.streamIds : QStringList{}});
}

Outcome outcomeOf(LogVerdict verdict)
{
    switch (verdict) {
    case LogVerdict::Works:
        return Outcome::Passed;
    case LogVerdict::Recovered:
    case LogVerdict::Deviates:
        return Outcome::Recovered;
    case LogVerdict::Incomplete:
    case LogVerdict::Failed:
        return Outcome::Failed;
    case LogVerdict::Unclear:
        return Outcome::Cancelled; // It was not seen to its end.
    }
    Q_UNREACHABLE();
}

class Teller {
public:
    Teller(const LogConversation &conversation, const LogOrigin &origin)
        : m_it(conversation)
        , m_origin(origin)
    {
        for (const LogRecord &record : m_it.records) {
            if (record.at.isValid() && (!m_began.isValid() || record.at < m_began))
                m_began = record.at;
        }
        m_hasTimes = m_began.isValid();
        m_began = m_hasTimes ? m_began : origin.readAt;
    }

    std::vector<RunEvent> tell()
    {
        start();
        for (const LogRecord &record : m_it.records) {
            m_record = &record;
            if (record.at.isValid())
                m_tMs = std::max(m_tMs, m_began.msecsTo(record.at));
            tellRecord(record);
            notes(record.line);
        }
        m_record = nullptr;
        finish();
        return std::move(m_events);
    }

private:
    struct OpenStep {
        Step step;
        int attempt;
        qint64 tMs;
    };

    RunEvent &emitEvent(EventKind kind, const QString &message, QJsonObject data = {})
    {
        const bool inStep =
            !m_open.empty() && kind != EventKind::RunStarted && kind != EventKind::RunFinished;
        m_events.push_back({.run = m_it.run,
                            .seq = static_cast<qint64>(m_events.size()) + 1,
                            .at = m_began.addMSecs(m_tMs),
                            .tMs = m_tMs,
                            .kind = kind,
                            .step = inStep ? std::optional{m_open.back().step} : std::nullopt,
                            .attempt = inStep ? m_open.back().attempt : 1,
                            .message = message,
                            .data = EventData{std::move(data)}});
        return m_events.back();
    }

    QJsonObject withLine(QJsonObject data = {}) const
    {
        if (!m_record)
            return data;
        data.insert(QStringLiteral("backend_log"), m_record->text);
        data.insert(QStringLiteral("log_line"), m_record->line);
        data.insert(QStringLiteral("log_line_end"), m_record->lastLine);
        return data;
    }

    void begin(Step step, int attempt, const QString &message, QJsonObject data = {})
    {
        m_told.insert(step);
        m_open.push_back({step, attempt, m_tMs});
        emitEvent(EventKind::StepStarted, message, std::move(data));
    }

    /// Ends the step, and whatever was left open inside of it. One that the log does not begin is begun here.
    void end(Step step, int attempt, Outcome outcome, const QString &message, QJsonObject data = {})
    {
        const auto isIt = [step, attempt](const OpenStep &open) {
            return open.step == step && open.attempt == attempt;
        };
        if (std::none_of(m_open.begin(), m_open.end(), isIt))
            begin(step, attempt, tr("Not told by the log."));
        while (!isIt(m_open.back()))
            endInnermost(Outcome::Cancelled, tr("The log does not tell how it ended."), {});
        endInnermost(outcome, message, std::move(data));
    }

    void endInnermost(Outcome outcome, const QString &message, QJsonObject data)
    {
        const OpenStep open = m_open.back();
        m_open.pop_back();
        if (m_hasTimes)
            data.insert(QStringLiteral("duration_ms"), m_tMs - open.tMs);
        RunEvent &event = emitEvent(EventKind::StepFinished, message, std::move(data));
        event.step = open.step;
        event.attempt = open.attempt;
        event.outcome = outcome;
    }

    void skip(Step step, const QString &message)
    {
        if (m_told.contains(step))
            return;
        m_told.insert(step);
        RunEvent &event = emitEvent(EventKind::StepFinished, message);
        event.step = step;
        event.attempt = 1;
        event.outcome = Outcome::Skipped;
    }

    void start()
    {
        const QStringList people = m_it.people;
        QJsonObject data{
            {QStringLiteral("initiator"),
             people.isEmpty() || m_it.morePeople > 0 ? QString{} : people.last()},
            {QStringLiteral("participants"),
             toArray(m_it.morePeople > 0 ? people : people.mid(0, people.size() - 1))},
            {QStringLiteral("conversation_type"), QString{}},
            {QStringLiteral("name"), QString{}},
            {QStringLiteral("preset"), QStringLiteral("log")},
            {QStringLiteral("deviations"), QJsonArray{}},
            {QStringLiteral("settings"),
             QJsonObject{{QStringLiteral("attempts"), m_it.has(Line::Retrying) ? 2 : 1}}},
            {QStringLiteral("environment"), QJsonObject{{QStringLiteral("name"), m_origin.name},
                                                        {QStringLiteral("kind"), QStringLiteral("log")},
                                                        {QStringLiteral("stream_url"), QString{}},
                                                        {QStringLiteral("database"), QString{}}}},
            {QStringLiteral("times"), m_hasTimes ? QStringLiteral("log") : QStringLiteral("none")},
            {QStringLiteral("version"), m_origin.version},
            {QStringLiteral("log_line"), m_it.records.front().line},
            {QStringLiteral("log_line_end"), m_it.records.back().lastLine},
        };
        if (!m_it.source.isEmpty())
            data.insert(QStringLiteral("log_source"), m_it.source);
        if (!m_it.requestId.isEmpty())
            data.insert(QStringLiteral("request_id"), m_it.requestId);
        emitEvent(EventKind::RunStarted,
                  m_it.conversation.isEmpty() ? tr("Conversation from the log %1, line %2.")
                                                    .arg(m_origin.name)
                                                    .arg(m_it.records.front().line)
                                              : tr("Conversation %1 from the log %2, line %3.")
                                                    .arg(m_it.conversation, m_origin.name)
                                                    .arg(m_it.records.front().line),
                  std::move(data));
    }

    /// The findings about a line stand behind it; at the end (0) all that are left.
    void notes(qint64 line)
    {
        for (const LogFinding &finding : m_it.findings) {
            if (m_noted.contains(&finding) || (line != 0 && finding.line != line))
                continue;
            m_noted.insert(&finding);
            QJsonObject data = backendlog::toJson(finding);
            data.remove(QStringLiteral("sentence"));
            emitEvent(EventKind::Note, finding.sentence, std::move(data));
        }
    }

    void tellRecord(const LogRecord &record)
    {
        const int count = static_cast<int>(record.ids.size() + record.moreIds);
        switch (record.kind) {
        case Line::Syncing:
            if (m_told.contains(Step::Record))
                return;
            begin(Step::Record, 1, tr("The conversation is recorded."));
            end(Step::Record, 1, Outcome::Passed,
                record.conversation.isEmpty() ? tr("The log does not tell the conversation's id.")
                                              : tr("Conversation %1 recorded.").arg(record.conversation),
                {{QStringLiteral("conversation"),
                  QJsonObject{{QStringLiteral("id"), record.conversation},
                              {QStringLiteral("participant_ids"), toArray(record.ids)},
                              {QStringLiteral("inserted"), true}}}});
            begin(Step::Resolve, 1, tr("Look up all participants in the database."), withLine());
            return;
        case Line::NotFound:
        case Line::FetchFailed:
            (record.kind == Line::NotFound ? m_fallbacks : m_unreadable).insert(record.ids.value(0));
            return;
        case Line::Upserting:
            resolved(record);
            begin(Step::Upsert, 1, tr("Make all participants known to StreamChat."), withLine());
            return;
        case Line::Upserted:
            end(Step::Upsert, 1, Outcome::Passed,
                QCoreApplication::translate("BackendLog", "%n user(s) upserted.", nullptr, count),
                withLine({{QStringLiteral("synced"), toArray(record.ids)}}));
            waiting();
            return;
        case Line::UpsertFailed:
            end(Step::Upsert, 1, Outcome::Failed, tr("The upsert failed; the flow goes on."),
                withError(record));
            waiting();
            return;
        case Line::Creating:
            waited();
            begin(Step::Create, 1, tr("Create the channel with all members."), withLine());
            return;
        case Line::Created:
            created(record, 1);
            skip(Step::Retry, tr("Not needed."));
            return;
        case Line::Retrying:
            end(Step::Create, 1, Outcome::Failed, record.error->words, withError(record, false));
            begin(Step::Retry, 2, tr("Attempt %1.").arg(2), withLine());
            emitEvent(EventKind::Wait, tr("Waiting before the retry."),
                      waitData(Line::Retrying, Line::ReUpserted, QStringLiteral("before_retry")));
            waitBeforeRetry(record);
            begin(Step::Upsert, 2, tr("Make all participants known to StreamChat again."));
            return;
        case Line::ReUpserted:
            end(Step::Upsert, 2, Outcome::Passed, tr("Users upserted again."), withLine());
            begin(Step::Create, 2, tr("Create the channel with all members."));
            return;
        case Line::ReUpsertFailed:
            end(Step::Upsert, 2, Outcome::Failed, tr("The upsert failed; the flow goes on."),
                withError(record));
            begin(Step::Create, 2, tr("Create the channel with all members."));
            return;
        case Line::CreatedAfterRetry:
            created(record, 2);
            return;
        case Line::FailedAfterRetry:
            end(Step::Create, 2, Outcome::Failed, record.error->words, withError(record));
            end(Step::Retry, 2, Outcome::Failed, tr("Attempt %1 failed.").arg(2));
            return;
        case Line::Members:
            members(record);
            return;
        case Line::MembersMissing:
            begin(Step::AddMissing, 1,
                  QCoreApplication::translate("BackendLog", "Add %n absent member(s).", nullptr, count),
                  withLine());
            return;
        case Line::MembersAdded:
            end(Step::AddMissing, 1, Outcome::Passed, tr("Missing members added."), withLine());
            end(Step::Verify, 1, Outcome::Recovered, tr("Absent members were added."), comparison());
            return;
        case Line::AddFailed:
            end(Step::AddMissing, 1, Outcome::Failed, tr("The members could not be added."),
                withError(record));
            end(Step::Verify, 1, Outcome::Failed, tr("Absent members could not be added."), comparison());
            return;
        case Line::MembersUnread:
            end(Step::Verify, 1, Outcome::Failed,
                tr("The members could not be read, so nobody knows whether all are there."),
                withError(record));
            return;
        case Line::Failed:
            while (!m_open.empty())
                endInnermost(Outcome::Failed, record.error->words,
                             {{QStringLiteral("error"), toJson(*record.error)}});
            skipTheRest();
            begin(Step::Answer, 1, tr("Answer."), withLine());
            end(Step::Answer, 1, Outcome::Failed, record.error->words);
            return;
        }
    }

    QJsonObject withError(const LogRecord &record, bool withIts = true) const
    {
        QJsonObject data{{QStringLiteral("error"), toJson(*record.error)}};
        return withIts ? withLine(std::move(data)) : data;
    }

    void resolved(const LogRecord &record)
    {
        const int count = static_cast<int>(record.ids.size() + record.moreIds);
        QJsonArray people;
        for (const QString &streamId : record.ids) {
            const std::optional<StreamUserId> known = parseStreamUserId(streamId);
            const QString id = known ? known->id : streamId;
            const bool company = known && known->kind == ParticipantKind::Company;
            const QString source = m_fallbacks.contains(id)    ? QStringLiteral("fallback")
                                   : m_unreadable.contains(id) ? QStringLiteral("unreadable")
                                   : company                   ? QStringLiteral("companies")
                                                               : QStringLiteral("users");
            people.append(QJsonObject{
                {QStringLiteral("id"), id},
                {QStringLiteral("stream_id"), streamId},
                {QStringLiteral("kind"), company ? QStringLiteral("company") : QStringLiteral("user")},
                {QStringLiteral("role"), company ? QStringLiteral("admin") : QStringLiteral("user")},
                {QStringLiteral("name"), QString{}},
                {QStringLiteral("source"), source}});
        }
        const qsizetype fallbacks = m_fallbacks.size() + m_unreadable.size();
        end(Step::Resolve, 1, Outcome::Passed,
            QCoreApplication::translate("BackendLog", "%n participant(s) to be synced.", nullptr, count),
            {{QStringLiteral("participants"), people},
             {QStringLiteral("found"), people.size() - fallbacks},
             {QStringLiteral("fallbacks"), fallbacks}});
    }

    QJsonObject waitData(Line from, Line to, const QString &reason) const
    {
        QJsonObject data{{QStringLiteral("reason"), reason}};
        const LogRecord *a = m_it.first(from);
        const LogRecord *b = m_it.first(to);
        if (a && b && a->at.isValid() && b->at.isValid())
            data.insert(QStringLiteral("ms"), std::max<qint64>(0, a->at.msecsTo(b->at)));
        return data;
    }

    /// No line tells when the wait was over and the upsert began; the wait is the known part.
    void waitBeforeRetry(const LogRecord &retrying)
    {
        constexpr qint64 wait = 2000;
        const LogRecord *again = m_it.first(Line::ReUpserted);
        again = again ? again : m_it.first(Line::ReUpsertFailed);
        if (again && again->at.isValid() && retrying.at.isValid())
            m_tMs += std::clamp<qint64>(retrying.at.msecsTo(again->at), 0, wait);
    }

    void waiting()
    {
        begin(Step::Wait, 1, tr("Give StreamChat time to know the users."));
        emitEvent(EventKind::Wait, tr("Waiting after the upsert."),
                  waitData(m_it.has(Line::Upserted) ? Line::Upserted : Line::UpsertFailed, Line::Creating,
                           QStringLiteral("after_upsert")));
    }

    void waited()
    {
        const auto isWait = [](const OpenStep &open) { return open.step == Step::Wait; };
        const auto found = std::find_if(m_open.begin(), m_open.end(), isWait);
        if (found == m_open.end())
            return;
        end(Step::Wait, 1, Outcome::Passed,
            m_hasTimes ? tr("Waited %1 s.").arg(double(m_tMs - found->tMs) / 1000.0)
                       : tr("How long it waited the log does not tell."));
    }

    void created(const LogRecord &record, int attempt)
    {
        QJsonObject channel{{QStringLiteral("members_sent"), m_it.people.size() + m_it.morePeople}};
        if (!m_it.conversation.isEmpty())
            channel.insert(QStringLiteral("cid"),
                           QStringLiteral("messaging:") + channelIdOf(m_it.conversation));
        m_created = true;
        end(Step::Create, attempt, Outcome::Passed, tr("Channel created."),
            withLine({{QStringLiteral("channel"), channel}}));
        if (attempt > 1)
            end(Step::Retry, attempt, Outcome::Recovered, tr("Attempt %1 created the channel.").arg(attempt));
        m_attempts = attempt;
        Q_UNUSED(record);
        begin(Step::Verify, 1, tr("Read the channel's members and compare."));
    }

    QJsonObject comparison() const
    {
        const LogRecord *wanted = m_it.first(Line::Creating);
        wanted = wanted ? wanted : m_it.first(Line::Created);
        const LogRecord *seen = m_it.last(Line::Members);
        const QStringList expected = wanted ? wanted->ids : QStringList{};
        const QStringList present = seen ? seen->ids : QStringList{};
        const LogRecord *missing = m_it.last(Line::MembersMissing);
        QStringList absent = missing ? missing->ids : QStringList{};
        QStringList unexpected;
        for (const QString &id : expected) {
            if (!missing && seen && seen->moreIds == 0 && !seen->cut && !present.contains(id))
                absent.append(id);
        }
        for (const QString &id : present) {
            if (wanted && wanted->moreIds == 0 && !wanted->cut && !expected.contains(id))
                unexpected.append(id);
        }
        return {{QStringLiteral("expected"), toArray(expected)},
                {QStringLiteral("present"), toArray(present)},
                {QStringLiteral("absent"), toArray(absent)},
                {QStringLiteral("unexpected"), toArray(unexpected)},
                {QStringLiteral("roles"), QJsonArray{}}};
    }

    void members(const LogRecord &record)
    {
        if (m_it.has(Line::MembersMissing)) {
            emitEvent(EventKind::Note, tr("StreamChat left members out of the channel."),
                      withLine({{QStringLiteral("severity"), QStringLiteral("warning")},
                                {QStringLiteral("code"), QStringLiteral("members_absent")},
                                {QStringLiteral("absent"), comparison()[QLatin1String("absent")]}}));
            return;
        }
        const int count = static_cast<int>(record.total());
        const bool all = m_it.verdict != LogVerdict::Incomplete && record.total() >= 0;
        end(Step::Verify, 1, all ? Outcome::Passed : Outcome::Failed,
            all ? QCoreApplication::translate("BackendLog", "All %n member(s) are there.", nullptr, count)
                : tr("Whether all members are there cannot be seen, or some are not."),
            withLine(comparison()));
        skip(Step::AddMissing, tr("Not needed: nobody is missing."));
    }

    void skipTheRest()
    {
        for (const Step step : {Step::Record, Step::Resolve, Step::Upsert, Step::Wait, Step::Create,
                                Step::Retry, Step::Verify, Step::AddMissing})
            skip(step, tr("Not in the log."));
    }

    void finish()
    {
        const bool bad = m_it.verdict == LogVerdict::Failed || m_it.verdict == LogVerdict::Incomplete;
        const Outcome outcome = outcomeOf(m_it.verdict);
        while (!m_open.empty())
            endInnermost(bad ? Outcome::Failed : Outcome::Cancelled,
                         tr("The log does not tell how it ended."), {});
        notes(0);
        skipTheRest();
        const LogRecord *failed = m_it.last(Line::Failed);
        failed = failed ? failed : m_it.last(Line::FailedAfterRetry);
        if (!m_told.contains(Step::Answer) && m_it.verdict != LogVerdict::Unclear) {
            begin(Step::Answer, 1, tr("Answer."));
            end(Step::Answer, 1, failed ? Outcome::Failed : Outcome::Passed,
                failed ? failed->error->words : tr("Success, as far as the log tells."));
        }
        skip(Step::Answer, tr("Not in the log."));

        Conversation row;
        row.id = m_it.conversation;
        row.participantIds = m_it.people;
        QJsonObject state{{QStringLiteral("channel"), m_created ? QStringLiteral("created")
                                                      : failed  ? QStringLiteral("not_created")
                                                                : QStringLiteral("unknown")},
                          {QStringLiteral("row_inserted"), m_it.has(Line::Syncing)}};
        if (const LogRecord *synced = m_it.last(Line::Upserted))
            state.insert(QStringLiteral("users_synced"), toArray(synced->ids));
        if (!m_it.conversation.isEmpty()) {
            state.insert(QStringLiteral("conversation"), m_it.conversation);
            state.insert(QStringLiteral("cid"),
                         QStringLiteral("messaging:") + channelIdOf(m_it.conversation));
        }
        const Explained why = explained(m_it);
        QJsonObject explanation{{QStringLiteral("what"), m_it.sentence},
                                {QStringLiteral("next"), toArray(why.next)}};
        if (!why.why.isEmpty())
            explanation.insert(QStringLiteral("why"), why.why);
        QJsonObject data{{QStringLiteral("verdict"), toString(m_it.verdict)},
                         {QStringLiteral("exit_code"), isHealthy(m_it.verdict) ? 0 : 1},
                         {QStringLiteral("attempts"), m_it.has(Line::Retrying) ? 2 : m_attempts},
                         {QStringLiteral("state"), state},
                         {QStringLiteral("explanation"), explanation}};
        if (failed)
            data.insert(QStringLiteral("answer"), failureAnswer(documentedErrorText(failed->error->words)));
        else if (m_it.verdict != LogVerdict::Unclear)
            data.insert(QStringLiteral("answer"), successAnswer(row));
        if (!isHealthy(m_it.verdict) && m_it.verdict != LogVerdict::Deviates)
            data.insert(QStringLiteral("failure"), QStringLiteral("conversation"));
        if (m_hasTimes)
            data.insert(QStringLiteral("duration_ms"), m_tMs);
        RunEvent &event = emitEvent(EventKind::RunFinished, m_it.sentence, std::move(data));
        event.outcome = outcome;
    }

    const LogConversation &m_it;
    const LogOrigin &m_origin;
    const LogRecord *m_record = nullptr;
    QDateTime m_began;
    bool m_hasTimes = false;
    bool m_created = false;
    int m_attempts = 1;
    qint64 m_tMs = 0;
    std::vector<RunEvent> m_events;
    std::vector<OpenStep> m_open;
    QSet<Step> m_told;
    QSet<QString> m_fallbacks;
    QSet<QString> m_unreadable;
    QSet<const LogFinding *> m_noted;
};

} // namespace

std::vector<RunEvent> runOf(const LogConversation &conversation, const LogOrigin &origin)
{
    return Teller{conversation, origin}.tell();
}

QUuid runIdOf(const LogConversation &conversation, const QString &logName)
{
    static const QUuid space{QStringLiteral("{5b0c7d2e-6a5e-4c3f-9d0a-2f4b8c1e7a90}")};
    const LogRecord &first = conversation.records.front();
    return QUuid::createUuidV5(space, logName.toUtf8() + '\n' + conversation.conversation.toUtf8() + '\n' +
                                          QByteArray::number(first.line) + '\n' +
                                          QByteArray::number(first.offset));
}

QJsonObject toJson(const LogFinding &finding)
{
    QJsonObject json{{QStringLiteral("code"), finding.code},
                     {QStringLiteral("severity"), toString(finding.severity)},
                     {QStringLiteral("sentence"), finding.sentence}};
    if (!finding.advice.isEmpty())
        json.insert(QStringLiteral("advice"), finding.advice);
    if (finding.line > 0)
        json.insert(QStringLiteral("log_line"), finding.line);
    if (!finding.streamIds.isEmpty())
        json.insert(QStringLiteral("stream_ids"), toArray(finding.streamIds));
    if (finding.error)
        json.insert(QStringLiteral("error"), toJson(*finding.error));
    return json;
}

QJsonObject toJson(const LogConversation &conversation)
{
    QJsonArray findings;
    for (const LogFinding &finding : conversation.findings)
        findings.append(toJson(finding));
    QJsonObject json{{QStringLiteral("run"), conversation.run.toString(QUuid::WithoutBraces)},
                     {QStringLiteral("verdict"), toString(conversation.verdict)},
                     {QStringLiteral("sentence"), conversation.sentence},
                     {QStringLiteral("participants"), toArray(conversation.people)},
                     {QStringLiteral("log_line"), conversation.records.front().line},
                     {QStringLiteral("log_line_end"), conversation.records.back().lastLine},
                     {QStringLiteral("certain"), !conversation.doubtful},
                     {QStringLiteral("findings"), findings}};
    if (!conversation.conversation.isEmpty())
        json.insert(QStringLiteral("conversation"), conversation.conversation);
    if (!conversation.source.isEmpty())
        json.insert(QStringLiteral("log_source"), conversation.source);
    if (!conversation.requestId.isEmpty())
        json.insert(QStringLiteral("request_id"), conversation.requestId);
    return json;
}

} // namespace chatsync::backendlog
