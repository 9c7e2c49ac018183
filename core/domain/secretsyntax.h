// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace chatsync {

/// Where text holds a secret by its syntax, whatever its value. Each function looks at one place and forward
/// from it.
struct SecretSpan {
    qsizetype begin = 0;
    qsizetype end = 0;
    bool needsQuotes = false; ///< A JSON object or array: what replaces it must be a JSON string.
};

/// As QByteArrayView::indexOf(), on the C library's vectorised search. -1 when there is none.
qsizetype indexOf(QByteArrayView text, QByteArrayView word, qsizetype from);

/// The end of the JSON Web Token that begins with the `eyJ` at @p at, or 0 when that is no token. A token may
/// be cut anywhere, and be written as a sum of strings (`'eyJ…' + '…'`).
qsizetype endOfToken(QByteArrayView text, qsizetype at);

/// The password in a URL's authority, which begins at @p authority (behind `://`).
std::optional<SecretSpan> passwordOfUrl(QByteArrayView text, qsizetype authority);

/// libpq's `password = value`; @p afterWord is behind the word.
std::optional<SecretSpan> valueOfPassword(QByteArrayView text, qsizetype afterWord);

/// The value of a JSON member (or of a property as Node prints it) whose key is the word at @p at.
std::optional<SecretSpan> valueOfSecretKey(QByteArrayView text, qsizetype at, qsizetype length);

} // namespace chatsync
