// SPDX-License-Identifier: MIT
#include "core/stream/token.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace chatsync::stream {

namespace {

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

QByteArray serverToken(const QByteArray &secret)
{
    const QByteArray unsignedToken = base64Url(QByteArrayLiteral(R"({"alg":"HS256","typ":"JWT"})")) + '.' +
                                     base64Url(QByteArrayLiteral(R"({"server":true})"));
    return unsignedToken + '.' +
           base64Url(QMessageAuthenticationCode::hash(unsignedToken, secret, QCryptographicHash::Sha256));
}

} // namespace chatsync::stream
