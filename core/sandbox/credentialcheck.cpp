// SPDX-License-Identifier: MIT
#include "core/sandbox/credentialcheck.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

tl::unexpected<ApiError> refused(int code, const QString &reason)
{
    return tl::unexpected(ApiError{401, code, reason});
}

QJsonObject decoded(const QByteArray &part)
{
    const auto bytes =
        QByteArray::fromBase64Encoding(part, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject{};
}

} // namespace

CredentialCheck::CredentialCheck(QString apiKey, QByteArray secret)
    : m_apiKey(std::move(apiKey))
    , m_secret(std::move(secret))
{}

tl::expected<void, ApiError> CredentialCheck::check(const QueryItems &query, const HttpHeaders &headers,
                                                    Millis now, bool secretIsWrong)
{
    const auto key =
        std::find_if(query.begin(), query.end(), [](const auto &item) { return item.first == u"api_key"; });
    if (key == query.end() || key->second.isEmpty())
        return refused(2, u"api_key not provided"_s);
    if (key->second != m_apiKey)
        return refused(2, u"api_key is invalid"_s);
    if (headerValue(headers, "stream-auth-type") != "jwt")
        return refused(5, u"stream-auth-type missing or invalid"_s);
    const QByteArray token = headerValue(headers, "authorization");
    if (token.isEmpty())
        return refused(5, u"Authorization header is missing"_s);
    if (token == m_lastGood && !secretIsWrong)
        return {};
    const QString badSignature =
        u"JWTAuth error: signature is not valid. Make sure the token is created using the "
        "secret for API key \"%1\""_s.arg(m_apiKey);
    if (secretIsWrong)
        return refused(43, badSignature);
    if (const auto good = checkToken(token, now); !good) {
        if (good.error().code == 43)
            return refused(43, badSignature);
        return good;
    }
    if (decoded(token.split('.').at(1)).size() == 1)
        m_lastGood = token;
    return {};
}

tl::expected<void, ApiError> CredentialCheck::checkToken(const QByteArray &token, Millis now) const
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3 || decoded(parts.first()).isEmpty())
        return refused(5, u"JWTAuth error: token is malformed"_s);
    const QByteArray signature =
        QMessageAuthenticationCode::hash(parts.at(0) + '.' + parts.at(1), m_secret,
                                         QCryptographicHash::Sha256)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    if (decoded(parts.first()).value("alg"_L1).toString() != u"HS256" || signature != parts.at(2))
        return refused(43, {});
    const QJsonObject claims = decoded(parts.at(1));
    const double seconds = static_cast<double>(now) / 1000;
    if (claims.contains("exp"_L1) && claims.value("exp"_L1).toDouble() < seconds)
        return refused(40, u"JWTAuth error: token is expired (exp)"_s);
    if (claims.value("nbf"_L1).toDouble() > seconds)
        return refused(41, u"JWTAuth error: token is not valid yet (nbf)"_s);
    if (claims.value("iat"_L1).toDouble() > seconds)
        return refused(42, u"JWTAuth error: token used before issue at (iat)"_s);
    if (!claims.value("server"_L1).toBool()) {
        return tl::unexpected(
            ApiError{403, 17,
                     u"User '%1' with role 'user' is not allowed to perform this action"_s.arg(
                         claims.value("user_id"_L1).toString())});
    }
    return {};
}

} // namespace chatsync::sandbox
