// SPDX-License-Identifier: MIT
#include "core/domain/jsontext.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>

namespace chatsync::json {

namespace {

constexpr bool needsEscape(unsigned char byte)
{
    return byte < 0x20 || byte == '"' || byte == '\\';
}

/// Whether one of eight bytes needs it. (The classic test for a byte that is less than a bound; what it says
/// of bytes over 0x7f does not count.)
bool anyNeedsEscape(const char *at)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 highs = 0x8080808080808080;
    quint64 word = 0;
    std::memcpy(&word, at, sizeof word);
    const quint64 quotes = word ^ (ones * '"');
    const quint64 slashes = word ^ (ones * '\\');
    const quint64 controls = (word - ones * 0x20) & ~word;
    return (((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes) | controls) & highs;
}

/// Whether all of it is ASCII with nothing to escape. Each term has its highest bit set where the unit is
/// less than a blank, more than 0x7f, a quote, a backslash: without a branch, the compiler looks at many at
/// once.
bool isPlain(QStringView text)
{
    const char16_t *const units = text.utf16();
    const qsizetype size = text.size();
    quint16 seen = 0;
    for (qsizetype i = 0; i < size; ++i) {
        const quint16 unit = units[i];
        seen |= static_cast<quint16>(static_cast<quint16>(unit - 0x20) | static_cast<quint16>(0x7f - unit) |
                                     static_cast<quint16>((unit ^ '"') - 1) |
                                     static_cast<quint16>((unit ^ '\\') - 1));
    }
    return !(seen & 0x8000);
}

const char *firstToEscape(const char *from, const char *end)
{
    while (end - from >= 8 && !anyNeedsEscape(from))
        from += 8;
    return std::find_if(from, end, [](char c) { return needsEscape(static_cast<unsigned char>(c)); });
}

/// Room for so many bytes more.
char *extended(QByteArray &out, qsizetype by)
{
    const qsizetype size = out.size();
    out.resize(size + by);
    return out.data() + size;
}

/// Stretches without anything to escape, which are nearly everything, are copied as a whole.
void appendEscaped(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char digits[] = "0123456789abcdef";
    const char *from = utf8.data();
    const char *const end = from + utf8.size();
    const char *stop = firstToEscape(from, end);
    if (stop == end) {
        char *const to = extended(out, utf8.size() + 2);
        to[0] = '"';
        std::copy(from, end, to + 1);
        to[utf8.size() + 1] = '"';
        return;
    }
    out += '"';
    for (;; stop = firstToEscape(from, end)) {
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

/// The number in so many digits; negative where one is none.
int digitsAt(const char *at, int count)
{
    int number = 0;
    for (int i = 0; i < count; ++i) {
        const int digit = at[i] - '0';
        if (digit < 0 || digit > 9)
            return -1;
        number = number * 10 + digit;
    }
    return number;
}

bool isZeros(QByteArrayView digits)
{
    return std::all_of(digits.begin(), digits.end(), [](char c) { return c == '0'; });
}

/// Milliseconds out of the digits behind the point. Nothing where their rounding needs thought: a tie, or a
/// whole second.
std::optional<int> fractionOf(QByteArrayView digits)
{
    int milliseconds = 0;
    for (qsizetype i = 0; i < std::max<qsizetype>(3, digits.size()); ++i) {
        const int digit = i < digits.size() ? digits[i] - '0' : 0;
        if (digit < 0 || digit > 9)
            return std::nullopt;
        if (i < 3)
            milliseconds = milliseconds * 10 + digit;
        if (i == 3 && digit == 5 && isZeros(digits.sliced(4)))
            return std::nullopt;
        if (i == 3 && digit >= 5)
            ++milliseconds;
    }
    return digits.isEmpty() || milliseconds > 999 ? std::nullopt : std::optional{milliseconds};
}

/// `2026-01-15T10:00:00Z`, with or without a fraction. Nothing for every other form.
std::optional<qint64> millisecondsOf(QByteArrayView text)
{
    using namespace std::chrono;
    constexpr qsizetype whole = 19;
    if (text.size() < whole + 1 || text.size() > whole + 11 || text.back() != 'Z' || text[4] != '-' ||
        text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const char *const at = text.data();
    const int month = digitsAt(at + 5, 2);
    const int day = digitsAt(at + 8, 2);
    const int hour = digitsAt(at + 11, 2);
    const int minute = digitsAt(at + 14, 2);
    const int second = digitsAt(at + 17, 2);
    const year_month_day date{year{digitsAt(at, 4)}, std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    // Qt takes 24:00 as well, and refuses the year 0.
    if (int{date.year()} < 1 || !date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59)
        return std::nullopt;
    std::optional<int> fraction = 0;
    if (text.size() > whole + 1)
        fraction = text[whole] == '.' ? fractionOf(text.sliced(whole + 1).chopped(1)) : std::nullopt;
    if (!fraction)
        return std::nullopt;
    return sys_days{date}.time_since_epoch() / milliseconds{1} +
           ((hour * 60 + minute) * 60 + second) * qint64{1000} + *fraction;
}

template<size_t N>
void putPadded(char *to, unsigned number)
{
    for (size_t i = N; i-- > 0; number /= 10)
        to[i] = static_cast<char>('0' + number % 10);
}

} // namespace

char *putPlainString(char *to, QStringView text)
{
    if (!isPlain(text))
        return nullptr;
    *to++ = '"';
    to = std::copy(text.utf16(), text.utf16() + text.size(), to);
    *to++ = '"';
    return to;
}

void appendString(QByteArray &out, QStringView text)
{
    const qsizetype before = out.size();
    if (putPlainString(extended(out, text.size() + 2), text))
        return;
    out.truncate(before);
    appendEscaped(out, text.toUtf8());
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
    constexpr QByteArrayView form{"0000-00-00T00:00:00.000Z"};
    char *const to = std::copy(form.begin(), form.end(), extended(out, form.size())) - form.size();
    putPadded<4>(to, static_cast<unsigned>(int{date.year()}));
    putPadded<2>(to + 5, unsigned{date.month()});
    putPadded<2>(to + 8, unsigned{date.day()});
    putPadded<2>(to + 11, static_cast<unsigned>(time.hours().count()));
    putPadded<2>(to + 14, static_cast<unsigned>(time.minutes().count()));
    putPadded<2>(to + 17, static_cast<unsigned>(time.seconds().count()));
    putPadded<3>(to + 20, static_cast<unsigned>(time.subseconds().count()));
}

std::optional<QDateTime> timestampFrom(const QByteArray &text)
{
    if (const std::optional<qint64> read = millisecondsOf(text))
        return QDateTime::fromMSecsSinceEpoch(*read, Qt::UTC);
    if (text.isEmpty())
        return std::nullopt;
    const QDateTime time = QDateTime::fromString(QString::fromUtf8(text), Qt::ISODateWithMs);
    return time.isValid() ? std::optional{time.toUTC()} : std::nullopt;
}

} // namespace chatsync::json
