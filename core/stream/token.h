// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace chatsync::stream {

/// The server token: a JSON Web Token of exactly `{"server":true}`, HS256 with the secret's own bytes. It has
/// no `iat`, so that a skewed clock cannot spoil it, and no end: whoever has it has the app.
QByteArray serverToken(const QByteArray &secret);

} // namespace chatsync::stream
