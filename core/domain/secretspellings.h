// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>

namespace chatsync {

/// Each way a secret can be written where the console reads or writes: none is shorter than 4 bytes.
QSet<QByteArray> secretSpellings(const QByteArray &secret);

} // namespace chatsync
