// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/exchange.h"
#include "core/sandbox/call.h"

namespace chatsync::sandbox {

/// What StreamChat's edge asks of every request: key, kind of authentication, token.
class CredentialCheck {
public:
    CredentialCheck(QString apiKey, QByteArray secret);

    /// @p secretIsWrong is the fault: no token is good.
    tl::expected<void, ApiError> check(const QueryItems &query, const HttpHeaders &headers, Millis now,
                                       bool secretIsWrong);

private:
    tl::expected<void, ApiError> checkToken(const QByteArray &token, Millis now) const;

    QString m_apiKey;
    QByteArray m_secret;
    QByteArray m_lastGood; ///< A server token without times stays good: it need not be computed again
};

} // namespace chatsync::sandbox
