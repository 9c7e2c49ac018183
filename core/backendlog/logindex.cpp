// SPDX-License-Identifier: MIT
#include "core/backendlog/logindex.h"

#include "core/domain/backendlinetable.h"
#include "core/domain/secretsyntax.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace chatsync::backendlog {

namespace {

constexpr qsizetype tagSize = qsizetype(sizeof backendLineTag) - 1;

qsizetype lastLineEnd(QByteArrayView bytes)
{
    const void *found = memrchr(bytes.data(), '\n', static_cast<size_t>(bytes.size()));
    return found ? static_cast<const char *>(found) - bytes.data() : -1;
}

} // namespace

qint64 lineEndsIn(QByteArrayView bytes)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    qint64 count = 0;
    // Short rounds with a byte to count in: a form that compilers turn into vector code at -O2 as well.
    while (end - at >= 64) {
        uint8_t sums[16] = {};
        const qsizetype rounds = std::min<qsizetype>((end - at) / 16, 255);
        for (qsizetype round = 0; round < rounds; ++round, at += 16) {
            for (int i = 0; i < 16; ++i)
                sums[i] = static_cast<uint8_t>(sums[i] + (at[i] == '\n' ? 1 : 0));
        }
        for (const uint8_t sum : sums)
            count += sum;
    }
    for (; at < end; ++at)
        count += *at == '\n' ? 1 : 0;
    return count;
}

qsizetype nextTag(QByteArrayView bytes, qsizetype from)
{
    return chatsync::indexOf(bytes, QByteArrayView{backendLineTag, tagSize}, from);
}

void LogIndex::feed(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    // A tag that began in the piece before.
    if (!m_tail.isEmpty() && !m_lineFound) {
        const QByteArray joint = m_tail + bytes.first(std::min(bytes.size(), tagSize - 1)).toByteArray();
        if (const qsizetype at = nextTag(joint, 0); at >= 0 && at < m_tail.size()) {
            m_entries.push_back({m_lineOffset, m_line});
            m_lineFound = true;
        }
    }
    qsizetype counted = 0;
    for (qsizetype at = nextTag(bytes, 0); at >= 0;) {
        const QByteArrayView before = bytes.sliced(counted, at - counted);
        if (const qsizetype lineEnd = lastLineEnd(before); lineEnd >= 0) {
            m_line += lineEndsIn(before);
            m_lineOffset = m_offset + counted + lineEnd + 1;
            m_lineFound = false;
        }
        counted = at;
        if (!m_lineFound)
            m_entries.push_back({m_lineOffset, m_line});
        m_lineFound = true;
        at = nextTag(bytes, at + tagSize);
    }
    const QByteArrayView rest = bytes.sliced(counted);
    if (const qsizetype lineEnd = lastLineEnd(rest); lineEnd >= 0) {
        m_line += lineEndsIn(rest);
        m_lineOffset = m_offset + counted + lineEnd + 1;
        m_lineFound = false;
    }
    m_offset += bytes.size();
    m_tail.append(bytes.last(std::min(bytes.size(), tagSize - 1)).toByteArray());
    if (m_tail.size() > tagSize - 1)
        m_tail = m_tail.last(tagSize - 1);
    if (const qsizetype lineEnd = m_tail.lastIndexOf('\n'); lineEnd >= 0)
        m_tail = m_tail.sliced(lineEnd + 1);
}

void LogIndex::finish()
{
    if (m_offset > m_lineOffset)
        ++m_line; // The last line has no end.
    m_lineOffset = m_offset;
    m_tail.clear();
}

} // namespace chatsync::backendlog
