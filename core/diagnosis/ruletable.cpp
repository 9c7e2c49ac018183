// SPDX-License-Identifier: MIT
#include "core/diagnosis/rules.h"

namespace chatsync::diagnosis {

std::span<const Rule> rules()
{
    return {};
}

} // namespace chatsync::diagnosis
