// SPDX-License-Identifier: MIT
#include "core/backendlog/utf8stream.h"

#include <QString>

#include <algorithm>

namespace chatsync::backendlog {

namespace {

constexpr qsizetype enough = 4096;

/// A log in UTF-16 is mostly ASCII, of which every other byte is zero. A binary file has zeros on both sides.
Encoding byZeros(QByteArrayView bytes)
{
    qsizetype even = 0;
    qsizetype odd = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        (i % 2 == 0 ? even : odd) += bytes[i] == '\0' ? 1 : 0;
    const qsizetype pairs = bytes.size() / 2;
    if (pairs < 2)
        return Encoding::Utf8;
    if (odd * 10 > pairs * 4 && even * 20 < pairs)
        return Encoding::Utf16Le;
    if (even * 10 > pairs * 4 && odd * 20 < pairs)
        return Encoding::Utf16Be;
    return Encoding::Utf8;
}

} // namespace

Encoding encodingOf(QByteArrayView beginning, bool whole)
{
    if (beginning.startsWith("\xff\xfe"))
        return Encoding::Utf16Le;
    if (beginning.startsWith("\xfe\xff"))
        return Encoding::Utf16Be;
    if (beginning.startsWith("\xef\xbb\xbf"))
        return Encoding::Utf8;
    if (beginning.size() < enough && !whole)
        return Encoding::Unknown;
    return byZeros(beginning.first(std::min(enough, beginning.size())));
}

QByteArrayView Utf8Stream::feed(QByteArrayView bytes)
{
    if (m_encoding != Encoding::Unknown)
        return pass(bytes);
    m_held.append(bytes.data(), bytes.size());
    m_encoding = encodingOf(m_held, false);
    return m_encoding == Encoding::Unknown ? QByteArrayView{} : finish();
}

QByteArrayView Utf8Stream::finish()
{
    if (m_held.isEmpty())
        return {};
    if (m_encoding == Encoding::Unknown)
        m_encoding = encodingOf(m_held, true);
    const QByteArray held = std::exchange(m_held, {});
    const qsizetype mark = held.startsWith("\xef\xbb\xbf")                              ? 3
                           : held.startsWith("\xff\xfe") || held.startsWith("\xfe\xff") ? 2
                                                                                        : 0;
    const QByteArrayView converted = pass(QByteArrayView{held}.sliced(mark));
    if (converted.data() != m_converted.constData())
        m_converted = converted.toByteArray();
    return m_converted;
}

QByteArrayView Utf8Stream::pass(QByteArrayView bytes)
{
    if (m_encoding == Encoding::Utf8)
        return bytes;
    if (!m_decoder)
        m_decoder.emplace(m_encoding == Encoding::Utf16Le ? QStringDecoder::Utf16LE
                                                          : QStringDecoder::Utf16BE);
    // Whole units alone: of a single byte at a time Qt 6.4's decoder makes something else.
    m_units.append(bytes.data(), bytes.size());
    const qsizetype whole = m_units.size() / 2 * 2;
    if (whole == 0)
        return {};
    QString text = m_half + m_decoder->decode(QByteArrayView{m_units}.first(whole));
    m_units.remove(0, whole);
    m_half.clear();
    if (!text.isEmpty() && text.back().isHighSurrogate()) {
        m_half = text.back();
        text.chop(1);
    }
    m_converted = text.toUtf8();
    return m_converted;
}

} // namespace chatsync::backendlog
