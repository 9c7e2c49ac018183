// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/connection.h"
#include "core/directory/directory.h"
#include "core/directory/schema.h"

namespace chatsync {

/// What a database offers, and where in it.
struct Introspection {
    Schema schema;
    DirectoryCapabilities capabilities;

    bool operator==(const Introspection &) const = default;
};

/// The tables and columns there are, without looking for those that matter: for whoever proposes a mapping.
Result<Catalog> readCatalog(Connection &connection, const SchemaMapping &mapping);

/// Finds tables, columns and permissions by reading the catalog; writes nothing. Runs in the connection's
/// thread.
Result<Introspection> introspect(Connection &connection, const SchemaMapping &mapping);

} // namespace chatsync
