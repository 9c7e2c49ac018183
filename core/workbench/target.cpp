// SPDX-License-Identifier: MIT
#include "core/workbench/target.h"

namespace chatsync {

Target targetOf(const Environment &environment, const EnvironmentSecrets &secrets, const QStringList &faults)
{
    Target target;
    target.streamUrl = environment.streamUrl;
    target.streamKey = environment.streamKey;
    target.streamSecret = secrets.streamSecret;
    target.database = environment.database;
    target.faults = faults;
    target.name = environment.name;
    target.kind = environment.kind;
    target.writes = environment.writes;
    target.databasePassword = secrets.databasePassword;
    target.mapping = environment.mapping;
    target.backendUrl = environment.backendUrl;
    return target;
}

} // namespace chatsync
