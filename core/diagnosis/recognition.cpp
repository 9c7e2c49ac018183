// SPDX-License-Identifier: MIT
#include "core/diagnosis/recognition.h"

namespace chatsync::diagnosis {

QString toString(TextForm)
{
    return {};
}
Recognition recognise(const QString &)
{
    return {};
}
std::vector<Subject> peopleIn(const Recognition &)
{
    return {};
}

} // namespace chatsync::diagnosis
