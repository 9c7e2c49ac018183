// SPDX-License-Identifier: MIT
#include "core/stream/ratelimitheaders.h"

#include <QLocale>

#include <algorithm>
#include <limits>

namespace chatsync::stream {

namespace {

using namespace std::chrono_literals;

/// The first integer of a value such as `300` or `300, 300`; nothing for junk, negatives and what no sane
/// peer sends.
std::optional<qint64> firstInteger(QByteArrayView value)
{
    value = value.trimmed();
    qsizetype digits = 0;
    while (digits < value.size() && value[digits] >= '0' && value[digits] <= '9')
        ++digits;
    const bool delimited = digits == value.size() || value[digits] == ',' || value[digits] == ' ';
    if (digits == 0 || digits > 15 || !delimited)
        return std::nullopt;
    return value.first(digits).toLongLong();
}

std::optional<int> smallInteger(QByteArrayView value)
{
    const std::optional<qint64> number = firstInteger(value);
    if (!number || *number > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(*number);
}

std::optional<std::chrono::milliseconds> retryAfterFrom(const QByteArray &value, const QDateTime &peerNow)
{
    if (const std::optional<qint64> seconds = firstInteger(value))
        return std::chrono::seconds{*seconds};
    if (const std::optional<QDateTime> date = httpDate(value))
        return std::chrono::milliseconds{peerNow.msecsTo(*date)};
    return std::nullopt;
}

bool is(QByteArrayView name, QByteArrayView wanted)
{
    return name.size() == wanted.size() && name.compare(wanted, Qt::CaseInsensitive) == 0;
}

} // namespace

std::optional<QDateTime> httpDate(const QByteArray &text)
{
    // Read with every answer: by the parser of mail's dates, at a hundredth of what one for any format costs.
    // The two differ in nothing but how they name UTC.
    constexpr QByteArrayView utc{"GMT"};
    const QByteArray trimmed = text.trimmed();
    if (!trimmed.endsWith(utc))
        return std::nullopt;
    const QString asInMail = QString::fromLatin1(trimmed.chopped(utc.size())) + QLatin1String{"+0000"};
    QDateTime date = QDateTime::fromString(asInMail, Qt::RFC2822Date);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return date;
}

RateLimitHeaders rateLimitHeadersFrom(const HttpHeaders &headers, const QDateTime &now)
{
    RateLimitHeaders found;
    std::optional<qint64> reset;
    QByteArray date;
    QByteArray retryAfter;
    for (const auto &[name, value] : headers) {
        if (is(name, "x-ratelimit-limit"))
            found.limit = smallInteger(value);
        else if (is(name, "x-ratelimit-remaining"))
            found.remaining = smallInteger(value);
        else if (is(name, "x-ratelimit-reset"))
            reset = firstInteger(value);
        else if (is(name, "retry-after"))
            retryAfter = value;
        else if (is(name, "date"))
            date = value;
    }
    if (!reset && retryAfter.isEmpty())
        return found;
    const QDateTime peerNow = date.isEmpty() ? now : httpDate(date).value_or(now);
    if (reset)
        found.untilReset = std::chrono::milliseconds{*reset * 1000 - peerNow.toMSecsSinceEpoch()};
    if (!retryAfter.isEmpty())
        found.retryAfter = retryAfterFrom(retryAfter, peerNow);
    return found;
}

std::optional<std::chrono::milliseconds> waitAskedFor(const RateLimitHeaders &headers)
{
    const auto longest = std::max(headers.untilReset.value_or(0ms), headers.retryAfter.value_or(0ms));
    return longest > 0ms ? std::optional{longest} : std::nullopt;
}

} // namespace chatsync::stream
