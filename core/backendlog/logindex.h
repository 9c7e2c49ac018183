// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace chatsync::backendlog {

/// How many line ends there are in it.
qint64 lineEndsIn(QByteArrayView bytes);

/// The next `[createConversation]` at or behind @p from; -1: none.
qsizetype nextTag(QByteArrayView bytes, qsizetype from);

/// Where the flow's lines stand in a log, found by their tag alone and at the speed of memmem: a first look
/// at a log of hundreds of megabytes, from which a view reads what it shows. Feed it UTF-8 (see Utf8Stream).
///
/// Holds 16 bytes a line found, and nothing of the text.
class LogIndex {
public:
    struct Entry {
        qint64 offset = 0; ///< Of the line's first byte
        qint64 line = 0;   ///< 1, 2, 3 …
    };

    void feed(QByteArrayView bytes);
    void finish();

    const std::vector<Entry> &entries() const { return m_entries; }
    qint64 lines() const { return m_line - 1; } ///< After finish()
    qint64 size() const { return m_offset; }

private:
    std::vector<Entry> m_entries;
    QByteArray m_tail;        ///< The end of the last piece, in which a tag may begin
    qint64 m_offset = 0;      ///< Bytes fed
    qint64 m_line = 1;        ///< The line that the next byte is in
    qint64 m_lineOffset = 0;  ///< Where it begins
    bool m_lineFound = false; ///< It is an entry already
};

} // namespace chatsync::backendlog
