// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logconversation.h"

#include <QByteArray>
#include <QMetaType>

#include <optional>
#include <vector>

namespace chatsync::backendlog {

/// A conversation as a list shows it, and all of it in a form that takes little room.
struct FoundConversation {
    QUuid run;
    LogVerdict verdict = LogVerdict::Unclear;
    QString conversation; ///< Its id; may be empty
    QString sentence;
    QDateTime at; ///< Of its first line with a time; invalid where there is none
    qint64 line = 0;
    qint64 lastLine = 0;
    qint32 epoch = 0;                             ///< Which file of this name: a rotated log begins a new one
    QByteArray search;                            ///< Ids and sentence in lower case, UTF-8
    std::vector<std::pair<qint64, qint32>> lines; ///< Where its records begin, and how many lines each has
    QByteArray packed;
};

FoundConversation foundOf(const LogConversation &conversation, qint32 epoch);

QByteArray packed(const LogConversation &conversation);
/// Nothing when the bytes are none of packed()'s.
std::optional<LogConversation> unpacked(const QByteArray &bytes);

/// The conversations of a log as they are found. Keeps at most 96 MiB of them; those that work give way first
/// (beyond 64 MiB they are counted alone), so that what went wrong stays.
///
/// A value of one thread.
class LogCatalogue {
public:
    /// True when it was kept.
    bool add(FoundConversation found);
    void clear();

    size_t size() const { return m_kept.size(); }
    const FoundConversation &at(size_t index) const { return m_kept[index]; }
    std::optional<LogConversation> load(size_t index) const { return unpacked(m_kept[index].packed); }
    /// Of the conversation a line of the present file belongs to.
    std::optional<size_t> ownerOf(qint64 line, qint32 epoch) const;

    qint64 found() const { return m_found; } ///< Kept or not
    qint64 leftOut() const { return m_found - qint64(m_kept.size()); }
    qint64 troubled() const { return m_troubled; } ///< Those that do not work, kept or not
    qsizetype bytes() const { return m_bytes; }

private:
    struct Owner {
        qint64 line = 0;
        qint32 lines = 1;
        quint32 conversation = 0;
    };

    std::vector<FoundConversation> m_kept;
    mutable std::vector<Owner> m_owners; ///< Sorted up to m_sorted
    mutable size_t m_sorted = 0;
    qint32 m_epoch = 0;
    qint64 m_found = 0;
    qint64 m_troubled = 0;
    qsizetype m_bytes = 0;
};

} // namespace chatsync::backendlog

Q_DECLARE_METATYPE(std::vector<chatsync::backendlog::FoundConversation>)
