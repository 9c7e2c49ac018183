// SPDX-License-Identifier: MIT
#include "core/diagnosis/history.h"

namespace chatsync::diagnosis {

std::vector<Hint> hintsIn(const std::vector<RunEvent> &)
{
    return {};
}
std::vector<Hint> hintsIn(const Recognition &)
{
    return {};
}

} // namespace chatsync::diagnosis
