// SPDX-License-Identifier: MIT
#include "core/backendlog/linemap.h"

#include "core/backendlog/logindex.h"

#include <algorithm>
#include <utility>

namespace chatsync::backendlog {

namespace {

constexpr qsizetype interval = 16 * 1024;

} // namespace

void LineMap::feed(QByteArrayView bytes)
{
    if (m_encoding != Encoding::Unknown) {
        take(bytes);
        return;
    }
    m_held.append(bytes.data(), bytes.size());
    m_encoding = encodingOf(m_held, false);
    if (m_encoding != Encoding::Unknown)
        take(std::exchange(m_held, {}));
}

void LineMap::settle()
{
    if (m_encoding != Encoding::Unknown || m_held.isEmpty())
        return;
    m_encoding = encodingOf(m_held, true);
    take(std::exchange(m_held, {}));
}

void LineMap::take(QByteArrayView bytes)
{
    if (m_encoding != Encoding::Utf8) {
        takeWide(bytes);
        return;
    }
    while (!bytes.isEmpty()) {
        const QByteArrayView piece = bytes.first(std::min(bytes.size(), interval));
        bytes = bytes.sliced(piece.size());
        const qsizetype last = piece.lastIndexOf('\n');
        if (last >= 0) {
            // Behind a very long line, so that nobody has to read it for those that follow.
            if (m_offset - m_lineOffset >= 4 * interval)
                m_marks.push_back({m_line + 1, m_offset + piece.indexOf('\n') + 1});
            m_line += lineEndsIn(piece.first(last + 1));
            m_lineOffset = m_offset + last + 1;
        }
        m_offset += piece.size();
        mark();
    }
}

/// A line end is a unit, not a byte: U+0A00 is none.
void LineMap::takeWide(QByteArrayView bytes)
{
    const bool little = m_encoding == Encoding::Utf16Le;
    for (const char byte : bytes) {
        const int value = static_cast<uchar>(byte);
        ++m_offset;
        if (m_half < 0) {
            m_half = value;
            continue;
        }
        const int unit = little ? m_half | value << 8 : m_half << 8 | value;
        m_half = -1;
        if (unit != '\n')
            continue;
        ++m_line;
        m_lineOffset = m_offset;
        mark();
    }
}

void LineMap::mark()
{
    if (m_lineOffset - m_marks.back().offset >= interval)
        m_marks.push_back({m_line, m_lineOffset});
}

LineMap::Mark LineMap::markFor(qint64 line) const
{
    const auto behind = std::upper_bound(m_marks.begin(), m_marks.end(), line,
                                         [](qint64 wanted, const Mark &it) { return wanted < it.line; });
    return behind == m_marks.begin() ? m_marks.front() : *std::prev(behind);
}

std::optional<LineMap::Mark> LineMap::markAfter(qint64 line) const
{
    const auto behind = std::upper_bound(m_marks.begin(), m_marks.end(), line,
                                         [](qint64 wanted, const Mark &it) { return wanted < it.line; });
    return behind == m_marks.end() ? std::nullopt : std::optional{*behind};
}

} // namespace chatsync::backendlog
