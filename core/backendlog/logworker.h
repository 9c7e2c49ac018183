// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logfollower.h"
#include "core/backendlog/logsession.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QMutex>
#include <QTimer>

#include <atomic>
#include <optional>

namespace chatsync::backendlog {

/// What one thread asks of the other; of each kind the latest counts.
struct LogWishes {
    std::atomic<bool> quit = false;
    std::atomic<bool> cancel = false;
    std::atomic<bool> unfollow = false;

    QMutex mutex;
    std::optional<std::pair<qint64, qint64>> lines;
    std::optional<QString> search;
};

/// The part of a LogSession that works, in the session's thread.
class LogWorker final : public QObject {
    Q_OBJECT
public:
    LogWorker(LogSource source, QDateTime readAt, std::shared_ptr<LogWishes> wishes);

public Q_SLOTS:
    void start();
    /// Hears the wishes, and does the next piece of what there is to do.
    void work();

Q_SIGNALS:
    void progressed(const chatsync::backendlog::LogProgress &progress);
    void found(const std::vector<chatsync::backendlog::FoundConversation> &conversations);
    void linesRead(qint32 epoch, qint64 first, const std::vector<chatsync::backendlog::ShownLine> &lines);
    void hitsFound(const QString &text, const std::vector<qint64> &lines, bool done);
    void changed(const QString &sentence);
    void failed(const chatsync::Error &error);

private:
    void openShown();
    void hearWishes();
    void serveLines();
    void readPiece();
    bool take(QByteArrayView bytes);
    void heed(LogFollower::Change change);
    void pause();
    void end(bool stopped);
    void tell(bool now);
    void beginSearch(const QString &text);
    void searchPiece();
    void tellHits(bool done);

    LogSource m_source;
    QDateTime m_readAt;
    std::shared_ptr<LogWishes> m_wishes;
    LogReader m_reader;
    LineMap m_map;
    std::optional<LogFollower> m_file;
    std::unique_ptr<QIODevice> m_shown; ///< The same file, for reading here and there
    QByteArray m_text;
    QTimer *m_timer;
    QElapsedTimer m_sinceTold;
    std::vector<FoundConversation> m_found;
    qint64 m_bytes = 0;
    qint64 m_total = 0;
    qint32 m_epoch = 0;
    int m_idle = 0;
    bool m_reading = false;
    bool m_following = false;
    bool m_stopped = false;

    QString m_wanted;    ///< What is searched for; empty: nothing
    QByteArray m_needle; ///< In lower case
    std::unique_ptr<QIODevice> m_searched;
    std::optional<Utf8Stream> m_searchText;
    QByteArray m_searchTail;
    qint64 m_searchLine = 1;
    qint64 m_lastHit = 0;
    qint64 m_hitCount = 0;
    std::vector<qint64> m_hits;
};

} // namespace chatsync::backendlog
