// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/connection.h"
#include "core/directory/peoplequery.h"
#include "core/directory/schema.h"

namespace chatsync {

/// Directory::people() as the worker thread performs it: blocking, with the statements it took.
Traced<PeopleAnswer> peopleIn(Connection &connection, const Schema &schema, const PeopleQuery &query);

} // namespace chatsync
