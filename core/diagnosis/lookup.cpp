// SPDX-License-Identifier: MIT
#include "core/diagnosis/lookup.h"

namespace chatsync::diagnosis {

QString toString(Match::Group)
{
    return {};
}
QCoro::Task<Result<LookupResult>> lookUp(GatherContext, LookupRequest, std::stop_token)
{
    co_return LookupResult{};
}
QJsonObject toJson(const LookupResult &)
{
    return {};
}
QByteArray toCsv(const LookupResult &)
{
    return {};
}

} // namespace chatsync::diagnosis
