// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace chatsync::bench {

constexpr qint64 bigLogSize = 200'000'000;

/// 200 MB: one conversation in some 200 KB of other lines, as a busy backend prints them. False when it
/// cannot be written.
bool writeBigLog(const QString &path);

} // namespace chatsync::bench
