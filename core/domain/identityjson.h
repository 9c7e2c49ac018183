// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/identity.h"
#include "core/domain/jsonbuilder.h"

namespace chatsync {

/// upsertObject() to be sent, at a fraction of its cost.
json::Object upsertJson(const Identity &identity);

} // namespace chatsync
