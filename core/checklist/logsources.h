// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logfollower.h"
#include "core/backendlog/logreader.h"
#include "core/checklist/ports.h"
#include "core/checklist/readback.h"
#include "core/domain/clock.h"
#include "core/domain/runevent.h"
#include "core/sync/flow.h"

#include <QHash>

#include <deque>
#include <memory>

namespace chatsync::checklist {

/// A line of a backend's log and when it was printed.
struct LogLine {
    QDateTime at;
    QString text; ///< May hold line ends
};

/// The conversation's id, as far as anybody told it in its run.
QString conversationIn(const RunResult &run, const std::vector<RunEvent> &events);

/// What these lines say of their one conversation, judged; nothing where they tell of none.
std::optional<backendlog::LogConversation> judged(const std::vector<LogLine> &lines, const QString &name);

/// The lines that the console emits for a run of its own.
std::vector<LogLine> linesOf(const std::vector<RunEvent> &events);

/// What of it is kept. @p fromFile: its lines have numbers that a person can look up.
SeenLog seenLog(const backendlog::LogConversation &conversation, const QString &name, bool fromFile);

/// The log of a backend within this program, conversation by conversation.
class LineLog final : public LogSource {
public:
    explicit LineLog(QString name);

    /// The run of one conversation, once it has ended.
    void take(const RunResult &run, const std::vector<RunEvent> &events);

    QCoro::Task<Result<std::optional<backendlog::LogConversation>>>
    conversation(QString conversationId, std::stop_token stop) override;
    QString name() const override { return m_name; }

private:
    QString m_name;
    QHash<QString, backendlog::LogConversation> m_told;
};

/// A log file that a backend writes to. Only what is written from now on counts.
class FileLog final : public LogSource {
public:
    /// An Error of kind Storage where it cannot be read. The clock is borrowed.
    static Result<std::unique_ptr<FileLog>> open(const QString &path, Clock *clock, const Redactor &redactor);

    QCoro::Task<Result<std::optional<backendlog::LogConversation>>>
    conversation(QString conversationId, std::stop_token stop) override;
    QString name() const override { return m_name; }

private:
    FileLog(const QString &path, Clock *clock, const Redactor &redactor);
    bool read(); ///< Whether there was anything new
    void told(const backendlog::LogConversation &conversation);

    QString m_name;
    Clock *m_clock;
    Redactor m_redactor;
    backendlog::LogFollower m_file;
    backendlog::LogReader m_reader;
    QHash<QString, backendlog::LogConversation> m_told;
    qint64 m_linesBefore = 0;
    std::deque<QString> m_order; ///< Others write to it as well: of what nobody asks for, the oldest goes
};

} // namespace chatsync::checklist
