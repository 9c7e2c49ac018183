// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/conversationtracker.h"
#include "core/backendlog/logrun.h"
#include "core/backendlog/recordassembler.h"
#include "core/backendlog/utf8stream.h"

#include <functional>
#include <map>

namespace chatsync::backendlog {

/// What a log is, besides its conversations.
struct LogSummary {
    qint64 bytes = 0;
    qint64 lines = 0;
    qint64 records = 0; ///< Lines of the flow
    qint64 conversations = 0;
    std::map<LogVerdict, qint64> verdicts;
    QStringList formats;              ///< `docker`, `pm2` … in the order they were met
    std::vector<LogFinding> findings; ///< About the log itself: leaked secrets, repaired text, binary data

    /// Every conversation works, there is at least one, and nothing else is an error.
    bool allGood() const;
};

/// Reads a backend's log, in pieces of any size, in any of the encodings and frames that Utf8Stream,
/// lineText() and unframed() know, and tells each conversation as soon as it has ended.
///
/// Everything kept or told has passed the redactor. The memory it takes depends on the conversations under
/// way, not on the log: a line is read up to 1 MiB, what stands behind is passed over and said.
///
/// Lives in one thread; give it a thread of its own where a window waits.
class LogReader {
public:
    struct Options {
        QString name;                       ///< Of the log, for runs and texts
        QDateTime readAt;                   ///< UTC; also says the year where a log leaves it out
        QString version;                    ///< Of the program
        const Redactor *redactor = nullptr; ///< With what is known to be secret; null: by syntax alone
    };

    LogReader(Options options, std::function<void(const LogConversation &)> told);

    void feed(QByteArrayView bytes);
    /// At the end of the log.
    void finish();
    /// In a log that grows: nothing came for a while, so what looks whole is.
    void settle();
    /// In a log that grows: it was cut, or is another file now. Lines and offsets begin anew.
    void startOver(const QString &why);

    const LogSummary &summary() const { return m_summary; }
    /// In a log that grows: as if it ended here, as far as is known by now. That there is no conversation is
    /// not said yet.
    LogSummary summarySoFar() const;
    LogOrigin origin() const { return {m_options.name, m_options.readAt, m_options.version}; }

private:
    void process(QByteArrayView bytes);
    void processLines(QByteArrayView bytes);
    void takeLine(QByteArrayView bytes);
    void holdTail(QByteArrayView bytes);
    void seekTokens(QByteArrayView bytes, qint64 firstLine);
    void noteBinary(QByteArrayView bytes);
    void take(LogRecord record);
    void conclude(LogConversation conversation);
    void tellAboutLog(LogSummary &summary) const;

    struct Leak {
        qint64 line = 0;
        qint64 count = 0;
        bool ofServer = false;
    };
    struct Seen {
        qint64 count = 0;
        qint64 firstLine = 0;
        void at(qint64 line)
        {
            if (count++ == 0)
                firstLine = line;
        }
    };

    Options m_options;
    Redactor m_bySyntax;
    std::function<void(const LogConversation &)> m_told;
    Utf8Stream m_stream;
    RecordAssembler m_assembler;
    ConversationTracker m_tracker;
    LogSummary m_summary;
    QByteArray m_tail;       ///< The line that has no end yet
    bool m_skipping = false; ///< What comes up to the line's end is passed over
    qint64 m_line = 1;
    qint64 m_offset = 0;
    std::map<size_t, Leak> m_leaks; ///< By what the token hashes to; the token itself is not kept
    Seen m_repaired;
    Seen m_binary;
    Seen m_tooLong;
    bool m_timeless = false; ///< A conversation has no times
    bool m_finished = false;
};

} // namespace chatsync::backendlog
