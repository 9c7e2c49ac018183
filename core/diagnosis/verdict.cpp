// SPDX-License-Identifier: MIT
#include "core/diagnosis/verdict.h"

namespace chatsync::diagnosis {

int Verdict::count(Severity) const
{
    return 0;
}
QString toString(Verdict::Answer)
{
    return {};
}
Verdict diagnose(const Facts &)
{
    return {};
}
Facts factsOf(const Facts &facts, const QStringList &)
{
    return facts;
}
QJsonObject toJson(const Verdict &)
{
    return {};
}
QJsonObject toJson(const Finding &)
{
    return {};
}
QJsonObject toJson(const Remedy &)
{
    return {};
}
QJsonObject toJson(const PersonFacts &, const QDateTime &)
{
    return {};
}
QJsonObject toJson(const ChannelFacts &, const QDateTime &)
{
    return {};
}

} // namespace chatsync::diagnosis
