// SPDX-License-Identifier: MIT
#include "core/domain/jsontext.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace chatsync::json {

namespace {

constexpr bool needsEscape(unsigned char byte)
{
    return byte < 0x20 || byte == '"' || byte == '\\';
}

/// Stretches without anything to escape, which are nearly everything, are copied as a whole.
void appendEscaped(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char digits[] = "0123456789abcdef";
    out += '"';
    const char *const end = utf8.data() + utf8.size();
    for (const char *from = utf8.data(); from != end;) {
        const char *const stop =
            std::find_if(from, end, [](char c) { return needsEscape(static_cast<unsigned char>(c)); });
        out.append(from, stop - from);
        if (stop == end)
            break;
        const char byte = *stop;
        if (byte == '"' || byte == '\\')
            out.append('\\').append(byte);
        else if (byte == '\n')
            out.append("\\n");
        else
            out.append("\\u00").append(digits[byte >> 4]).append(digits[byte & 0x0f]);
        from = stop + 1;
    }
    out += '"';
}

bool isAscii(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) > 0x7f; });
}

template<size_t N>
void appendPadded(QByteArray &out, unsigned number)
{
    std::array<char, N> digits;
    for (size_t i = N; i-- > 0; number /= 10)
        digits[i] = static_cast<char>('0' + number % 10);
    out.append(digits.data(), N);
}

} // namespace

void appendString(QByteArray &out, QStringView text)
{
    QVarLengthArray<char, 512> plain;
    for (const QChar c : text) {
        if (c.unicode() > 0x7f)
            return appendEscaped(out, text.toUtf8());
        plain.append(static_cast<char>(c.unicode()));
    }
    appendEscaped(out, {plain.constData(), plain.size()});
}

void appendUtf8(QByteArray &out, const QByteArray &text)
{
    if (text.isValidUtf8())
        appendEscaped(out, text);
    else
        appendEscaped(out, QString::fromUtf8(text).toUtf8());
}

void appendLatin1(QByteArray &out, QByteArrayView text)
{
    if (isAscii(text))
        appendEscaped(out, text);
    else
        appendEscaped(out, QString::fromLatin1(text).toUtf8());
}

void appendNumber(QByteArray &out, double number)
{
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    std::array<char, 32> digits;
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), written.ptr - digits.data());
}

void appendNumber(QByteArray &out, qint64 number)
{
    std::array<char, 24> digits;
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), written.ptr - digits.data());
}

void appendTimestamp(QByteArray &out, qint64 milliseconds)
{
    using namespace std::chrono;
    const sys_time<std::chrono::milliseconds> at{std::chrono::milliseconds{milliseconds}};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss time{at - day};
    appendPadded<4>(out, static_cast<unsigned>(int{date.year()}));
    appendPadded<2>(out += '-', unsigned{date.month()});
    appendPadded<2>(out += '-', unsigned{date.day()});
    appendPadded<2>(out += 'T', static_cast<unsigned>(time.hours().count()));
    appendPadded<2>(out += ':', static_cast<unsigned>(time.minutes().count()));
    appendPadded<2>(out += ':', static_cast<unsigned>(time.seconds().count()));
    appendPadded<3>(out += '.', static_cast<unsigned>(time.subseconds().count()));
    out += 'Z';
}

} // namespace chatsync::json
