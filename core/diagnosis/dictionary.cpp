// SPDX-License-Identifier: MIT
#include "core/diagnosis/dictionary.h"

namespace chatsync::diagnosis {

QString toString(DictionaryEntry::Origin)
{
    return {};
}
const std::vector<DictionaryEntry> &dictionary()
{
    static const std::vector<DictionaryEntry> all;
    return all;
}
std::optional<DictionaryEntry> explain(const QString &)
{
    return std::nullopt;
}
std::vector<DictionaryEntry> searchDictionary(const QString &)
{
    return {};
}
QJsonObject toJson(const DictionaryEntry &)
{
    return {};
}

} // namespace chatsync::diagnosis
