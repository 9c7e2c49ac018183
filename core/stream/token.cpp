// SPDX-License-Identifier: MIT
#include "core/stream/token.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace chatsync::stream {

namespace {

constexpr auto tokenEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray signatureOf(const QByteArray &unsignedToken, const QByteArray &secret)
{
    return QMessageAuthenticationCode::hash(unsignedToken, secret, QCryptographicHash::Sha256)
        .toBase64(tokenEncoding);
}

QByteArray tokenOf(const QByteArray &claims, const QByteArray &secret)
{
    const QByteArray unsignedToken =
        QByteArrayLiteral(R"({"alg":"HS256","typ":"JWT"})").toBase64(tokenEncoding) + '.' +
        claims.toBase64(tokenEncoding);
    return unsignedToken + '.' + signatureOf(unsignedToken, secret);
}

std::optional<QJsonObject> objectIn(const QByteArray &part)
{
    const auto bytes = QByteArray::fromBase64Encoding(part, tokenEncoding);
    const QJsonDocument document = bytes ? QJsonDocument::fromJson(*bytes) : QJsonDocument{};
    return document.isObject() ? std::optional{document.object()} : std::nullopt;
}

} // namespace

QByteArray serverToken(const QByteArray &secret)
{
    return tokenOf(QByteArrayLiteral(R"({"server":true})"), secret);
}

QByteArray signedToken(const QJsonObject &claims, const QByteArray &secret)
{
    return tokenOf(QJsonDocument{claims}.toJson(QJsonDocument::Compact), secret);
}

std::optional<QJsonObject> claimsOf(const QByteArray &token)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3 || !objectIn(parts.at(0)))
        return std::nullopt;
    return objectIn(parts.at(1));
}

bool isSignedWith(const QByteArray &token, const QByteArray &secret)
{
    if (!claimsOf(token))
        return false;
    const qsizetype dot = token.lastIndexOf('.');
    const QJsonObject header = *objectIn(token.left(token.indexOf('.')));
    return header[QLatin1String("alg")].toString() == QLatin1String("HS256") &&
           signatureOf(token.left(dot), secret) == token.mid(dot + 1);
}

} // namespace chatsync::stream
