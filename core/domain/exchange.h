// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace chatsync {

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

/// The first value of a header, compared without case; empty when there is none.
QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name);

/// What was wrong with an exchange, typed.
struct ExchangeError {
    QString kind;   ///< `api`, `not_stream`, `timeout`, `network`, `tls`, `dns`, `refused`, `cut_off`,
                    ///< `cancelled`, `read_only`, `not_backend`
    int status = 0; ///< HTTP status, 0 without an answer
    std::optional<int> code; ///< Stream's code
    QString meaning;         ///< The row of the wording table, e.g. `missing_users`; empty when unknown
    QString message;         ///< The peer's own words, or the transport's
    QString explanation;     ///< One sentence for a person
    QString advice;          ///< What to do next
    QStringList missingIds;

    bool operator==(const ExchangeError &) const = default;
};

/// One HTTP request and its answer, as recorded: redacted, measured, complete.
struct Exchange {
    int number = 0;   ///< 1, 2, 3 … within the run
    QString endpoint; ///< Stream's name, e.g. `UpdateUsers`
    QString method;
    QString url;
    HttpHeaders requestHeaders;
    QByteArray requestBody;
    int status = 0;
    QString httpVersion;
    HttpHeaders responseHeaders;
    QByteArray responseBody;
    double startedMs = 0; ///< Since the run began
    double durationMs = 0;
    int tries = 1; ///< 1 for the first sending, 2 after a rate limit or a repeated read …
    bool writes = false;
    bool planned = false; ///< Part of a plan: was not sent
    bool sent = true;     ///< False: kept back by the environment's write policy
    std::optional<ExchangeError> error;

    bool operator==(const Exchange &) const = default;
};

QJsonObject toJson(const ExchangeError &error);
ExchangeError exchangeErrorFromJson(const QJsonObject &json);

/// The `data` of an `exchange` event. Bodies are texts, so that a cut or broken one is kept as it came.
QJsonObject toJson(const Exchange &exchange);
Exchange exchangeFromJson(const QJsonObject &json);

/// toJson() as text, at the end of @p out, at a fraction of its cost.
void appendJson(QByteArray &out, const Exchange &exchange);

} // namespace chatsync
