// SPDX-License-Identifier: MIT
#pragma once

#include <QUuid>

#include <functional>

namespace chatsync {

using IdSource = std::function<QUuid()>;

/// Ids nobody can foresee.
IdSource randomIds();

/// The same ids each time, version 4 in form: for rehearsals, pictures and tests.
IdSource seededIds(quint32 seed);

} // namespace chatsync
