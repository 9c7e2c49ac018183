// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/exchange.h"

#include <QString>
#include <QStringList>

namespace chatsync::report {

/// "500 Internal Server Error"
QString statusLine(int status);

/// "Authorization: Bearer [secret: token]" …: those that tell something about a failure, at most twelve.
QStringList headersWorthPrinting(const HttpHeaders &headers);

} // namespace chatsync::report
