// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logconversation.h"

#include <QSet>

#include <functional>
#include <list>

namespace chatsync::backendlog {

/// Tells the conversations of a log apart: by the conversation's id, by the request, by who takes part, by
/// which line is due next, by source, and at last by order. Where the order alone decides and another choice
/// was as good, the conversations are marked as doubtful.
///
/// Holds at most 512 conversations; the one that said nothing for longest is given away first.
class ConversationTracker {
public:
    explicit ConversationTracker(std::function<void(LogConversation)> done);

    void add(LogRecord record);
    /// Everything is given away, what has no end as well.
    void flush();
    /// In a log that grows: what has ended need not wait for more lines.
    void flushEnded();

private:
    struct Open {
        LogConversation conversation;
        qint64 serial = 0;
        qint64 lastSeen = 0; ///< The number of its last record
        QSet<QString> people;
        QSet<QString> sent; ///< Whom the upsert was about
        QSet<qint64> lookalikes;
        bool ended = false;
        bool failed = false; ///< As far as is known
    };
    struct Match {
        int score = 0;
        bool due = false;
        bool named = false; ///< By an id, or word for word
    };

    std::optional<Match> match(const LogRecord &record, const QSet<QString> &ids, const Open &open) const;
    static void markDoubtful(const std::vector<Open *> &choices, const LogRecord &record);
    bool reconsider(const LogRecord &record, Open &open);
    void confirm(Open &open);
    void move(Open &from, Open &to, size_t count);
    void put(LogRecord record, Open &open, bool due);
    void release(bool all);
    bool allLookalikesEnded(const Open &open, bool all) const;
    void giveAway(std::list<Open>::iterator open);
    bool matters(const Open &open) const;

    std::function<void(LogConversation)> m_done;
    std::list<Open> m_open;
    QSet<qint64> m_troubled; ///< Serials of conversations given away that did not go well
    qint64 m_serial = 0;
    qint64 m_seen = 0;
};

} // namespace chatsync::backendlog
