// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QString>

namespace chatsync::cli {

/// Whether somebody sits at a terminal who can be asked.
bool canAsk();

/// Asks on the terminal without showing what is typed. Empty when nothing was typed; an Error of kind
/// Cancelled at Ctrl+C. The terminal is left as it was.
Result<QByteArray> askSecret(const QString &question);

/// The value of a named variable, or, for `-`, the next line of standard input. An Error of kind Input when
/// it is empty or too long.
Result<QByteArray> secretFrom(const QString &source);

} // namespace chatsync::cli
