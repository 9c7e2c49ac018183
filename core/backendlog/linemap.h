// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/utf8stream.h"

#include <vector>

namespace chatsync::backendlog {

/// Where the lines of a log are: the first one of every 16 KiB. Feed it the bytes as they stand in the file,
/// so that its offsets are the file's, in UTF-16 as well.
///
/// Takes 1 MiB for a log of 1 GiB, and nothing of the text.
class LineMap {
public:
    struct Mark {
        qint64 line = 1;
        qint64 offset = 0; ///< Bytes, of the line's first
    };

    void feed(QByteArrayView bytes);
    /// Nothing comes at the moment: what is held back until the encoding is known counts as well.
    void settle();

    /// Those with an end, and the one that has begun.
    qint64 lines() const { return m_line - (m_lineOffset < m_offset ? 0 : 1); }
    qint64 size() const { return m_offset; }
    Encoding encoding() const { return m_encoding; }
    /// At or before @p line.
    Mark markFor(qint64 line) const;
    /// The first one behind @p line; nothing where there is none.
    std::optional<Mark> markAfter(qint64 line) const;

private:
    void take(QByteArrayView bytes);
    void takeWide(QByteArrayView bytes);
    void mark();

    std::vector<Mark> m_marks{{}};
    QByteArray m_held;
    Encoding m_encoding = Encoding::Unknown;
    qint64 m_offset = 0;
    qint64 m_line = 1; ///< The line that the next byte is in
    qint64 m_lineOffset = 0;
    int m_half = -1; ///< The first byte of a unit of UTF-16 whose second one is still to come
};

} // namespace chatsync::backendlog
