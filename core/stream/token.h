// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace chatsync::stream {

/// The server token: a JSON Web Token of exactly `{"server":true}`, HS256 with the secret's own bytes. It has
/// no `iat`, so that a skewed clock cannot spoil it, and no end: whoever has it has the app.
QByteArray serverToken(const QByteArray &secret);

/// A JSON Web Token of these claims, as they are, HS256 with the secret's own bytes.
QByteArray signedToken(const QJsonObject &claims, const QByteArray &secret);

/// What a token claims, whoever signed it. Nothing where the text is no JSON Web Token.
std::optional<QJsonObject> claimsOf(const QByteArray &token);

/// Whether a token is HS256 and signed with this secret. What it claims is another matter.
bool isSignedWith(const QByteArray &token, const QByteArray &secret);

} // namespace chatsync::stream
