// SPDX-License-Identifier: MIT
#include "core/report/httpwords.h"

#include "core/report/excerpt.h"

#include <algorithm>
#include <array>

namespace chatsync::report {

namespace {

struct Reason {
    int status;
    QLatin1String text;
};

// RFC 9110 and 6585, as far as peers of ours use them.
constexpr std::array reasons{
    Reason{200, QLatin1String{"OK"}},
    Reason{201, QLatin1String{"Created"}},
    Reason{202, QLatin1String{"Accepted"}},
    Reason{204, QLatin1String{"No Content"}},
    Reason{301, QLatin1String{"Moved Permanently"}},
    Reason{302, QLatin1String{"Found"}},
    Reason{307, QLatin1String{"Temporary Redirect"}},
    Reason{308, QLatin1String{"Permanent Redirect"}},
    Reason{400, QLatin1String{"Bad Request"}},
    Reason{401, QLatin1String{"Unauthorized"}},
    Reason{403, QLatin1String{"Forbidden"}},
    Reason{404, QLatin1String{"Not Found"}},
    Reason{408, QLatin1String{"Request Timeout"}},
    Reason{409, QLatin1String{"Conflict"}},
    Reason{413, QLatin1String{"Content Too Large"}},
    Reason{422, QLatin1String{"Unprocessable Content"}},
    Reason{429, QLatin1String{"Too Many Requests"}},
    Reason{500, QLatin1String{"Internal Server Error"}},
    Reason{502, QLatin1String{"Bad Gateway"}},
    Reason{503, QLatin1String{"Service Unavailable"}},
    Reason{504, QLatin1String{"Gateway Timeout"}},
};

constexpr int mostHeaders = 12;

bool isWorthPrinting(const QByteArray &name)
{
    static constexpr std::array exact{"authorization", "content-type",     "location",    "retry-after",
                                      "date",          "stream-auth-type", "x-request-id"};
    const QByteArray lower = name.toLower();
    return lower.startsWith("x-ratelimit-") ||
           std::any_of(exact.begin(), exact.end(), [&lower](const char *wanted) { return lower == wanted; });
}

} // namespace

QString statusLine(int status)
{
    const auto found = std::find_if(reasons.begin(), reasons.end(),
                                    [status](const Reason &reason) { return reason.status == status; });
    const QString digits = QString::number(status);
    return found == reasons.end() ? digits : digits + u' ' + found->text;
}

QStringList headersWorthPrinting(const HttpHeaders &headers)
{
    QStringList lines;
    for (const auto &[name, value] : headers) {
        if (isWorthPrinting(name) && lines.size() < mostHeaders)
            lines << bounded(cleanLine(QString::fromLatin1(name + ": " + value)), 300);
    }
    return lines;
}

} // namespace chatsync::report
