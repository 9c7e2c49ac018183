// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/linepage.h"
#include "core/backendlog/logcatalogue.h"
#include "core/backendlog/logreader.h"
#include "core/domain/redactor.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace chatsync::backendlog {

/// What is to be read: a file, or a text that was pasted.
struct LogSource {
    QString path; ///< Empty: the text
    QString text;
    QString name;        ///< As people know it: the file's name, "Pasted text"
    bool follow = false; ///< Go on as the file grows
    QString version;     ///< Of the program
    Redactor redactor{}; ///< With what is known to be secret
};

struct LogProgress {
    qint64 bytes = 0;
    qint64 total = 0; ///< As the file is large by now
    qint64 lines = 0;
    qint32 epoch = 0; ///< Grows when another file takes the name, or this one is emptied: lines begin anew
    bool reading = true;
    bool following = false;
    bool stopped = false; ///< By cancel(): the rest was not read
    LogSummary summary;
    QDateTime readAt;
};

class LogWorker;
struct LogWishes;

/// A log that is open: read, searched and followed in a thread of its own, which keeps places and no text.
/// Everything it gives is redacted.
///
/// Lives in the thread of who shows it; no call blocks. Destroying it ends the thread, which takes as long as
/// a piece of 64 KiB.
class LogSession final : public QObject {
    Q_OBJECT
public:
    explicit LogSession(LogSource source, QObject *parent = nullptr);
    ~LogSession() override;

    const LogSource &source() const { return m_source; }
    LogOrigin origin() const;

    /// Reads no further; what was found stays.
    void cancel();
    /// Of a file that is followed: no more. progressed() tells.
    void stopFollowing();
    /// linesRead() answers; of several wishes only the latest is certain to be heard.
    void wantLines(qint64 first, qint64 count);
    /// Where @p text stands, in any case of ASCII letters; hitsFound() tells. Empty ends the search. Looks
    /// through the file as it is, so a hit may lie in what is not shown.
    void search(const QString &text);

Q_SIGNALS:
    /// At most ten times a second, and at the end.
    void progressed(const chatsync::backendlog::LogProgress &progress);
    void found(const std::vector<chatsync::backendlog::FoundConversation> &conversations);
    void linesRead(qint32 epoch, qint64 first, const std::vector<chatsync::backendlog::ShownLine> &lines);
    /// More lines with the text; at most 10,000 in all.
    void hitsFound(const QString &text, const std::vector<qint64> &lines, bool done);
    /// The file was rotated, emptied, or is gone.
    void changed(const QString &sentence);
    /// It could not be read at all.
    void failed(const chatsync::Error &error);

private:
    LogSource m_source;
    QDateTime m_readAt;
    std::shared_ptr<LogWishes> m_wishes;
    QThread m_thread;
    LogWorker *m_worker; ///< Lives in the thread, which deletes it
};

} // namespace chatsync::backendlog

Q_DECLARE_METATYPE(chatsync::backendlog::LogProgress)
