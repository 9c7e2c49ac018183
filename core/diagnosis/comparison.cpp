// SPDX-License-Identifier: MIT
#include "core/diagnosis/comparison.h"

namespace chatsync::diagnosis {

QString toString(FieldComparison::Result)
{
    return {};
}
std::vector<FieldComparison> compare(const PersonFacts &)
{
    return {};
}
QString summaryOf(const PersonFacts &)
{
    return {};
}
QString kindSentence(const PersonFacts &)
{
    return {};
}

} // namespace chatsync::diagnosis
