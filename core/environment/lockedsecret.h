// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/environment.

#include <QString>

#include <functional>

namespace chatsync {

/// Whether the Secret Service has something under these attributes that is locked: libsecret tells a locked
/// secret whose prompt nobody answered as one that is not there. Asks no question of anybody. @p told is
/// called in this thread, later, with false where there is no such service.
void askWhetherLocked(const QString &service, const QString &key, std::function<void(bool)> told);

} // namespace chatsync
