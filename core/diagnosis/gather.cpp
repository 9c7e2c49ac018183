// SPDX-License-Identifier: MIT
#include "core/diagnosis/gather.h"

namespace chatsync::diagnosis {

std::optional<AppFacts> AppCache::get(const QDateTime &) const
{
    return m_facts;
}
void AppCache::put(const AppFacts &facts)
{
    m_facts = facts;
}
QCoro::Task<Result<Gathered>> gather(GatherContext, GatherRequest, std::stop_token)
{
    co_return Gathered{};
}

} // namespace chatsync::diagnosis
