// SPDX-License-Identifier: MIT
#include "core/directory/people.h"

namespace chatsync {

Traced<PeopleAnswer> peopleIn(Connection &, const Schema &, const PeopleQuery &)
{
    return {};
}

} // namespace chatsync
