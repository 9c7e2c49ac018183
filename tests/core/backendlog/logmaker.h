// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logreader.h"

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>

#include <functional>
#include <vector>

namespace chatsync::test {

/// What one call of console.log prints: its lines.
using PrintedRecord = QByteArray;

/// One conversation as the backend prints it, and what really happened in it.
struct PrintedConversation {
    QString id;
    backendlog::LogVerdict truth = backendlog::LogVerdict::Works;
    QList<PrintedRecord> records; ///< Without the last line end
};

/// Which of the ways a conversation can go.
enum class Course { Good, Retried, RetryFailed, Refused, UpsertFailed, MemberAdded, AddFailed, Unread };
constexpr Course allCourses[] = {Course::Good,      Course::Retried,      Course::RetryFailed,
                                 Course::Refused,   Course::UpsertFailed, Course::MemberAdded,
                                 Course::AddFailed, Course::Unread};

/// With ids made from @p random unless given: database ids of users, the initiator (a company) is added.
PrintedConversation printed(Course course, QRandomGenerator &random, QStringList people = {});

/// A token with the claims of the server, and of nobody's.
QByteArray serverToken();

/// A dump as the official client's, with serverToken() in it.
QString dumpedError(const QString &message, const QString &conversation);

/// The records of a log: each from a line with the tag up to the next.
QList<PrintedRecord> recordsOf(const QByteArray &log);

/// Merged in a random order; within one conversation the order stays.
QList<PrintedRecord> interleaved(const std::vector<PrintedConversation> &conversations,
                                 QRandomGenerator &random);

/// What a log goes through before somebody has it in hand.
struct Frame {
    const char *name;
    bool hasTimes;
    std::function<QByteArray(const QList<PrintedRecord> &)> apply;
};
const std::vector<Frame> &frames();

struct Encoded {
    const char *name;
    std::function<QByteArray(const QByteArray &)> apply;
};
const std::vector<Encoded> &encodings();

/// Everything that was told of a log.
struct Told {
    std::vector<backendlog::LogConversation> conversations;
    backendlog::LogSummary summary;
    QByteArray json; ///< Events, conversations and findings, all there is to show or keep

    QString verdicts() const; ///< `works, failed`, in the order of their beginnings
    const backendlog::LogConversation *of(const QString &id) const;
    bool hasFinding(const char *code) const;
};
Told told(const QByteArray &log, qsizetype pieceSize = 64 * 1024);

} // namespace chatsync::test
