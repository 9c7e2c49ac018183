// SPDX-License-Identifier: MIT
#include "core/workbench/demonstration.h"

namespace chatsync {

QCoro::Task<Result<DemonstrationResult>> demonstrate(QString, std::stop_token)
{
    co_return DemonstrationResult{};
}

} // namespace chatsync
