// SPDX-License-Identifier: MIT
#include "core/workbench/target.h"

namespace chatsync {

Environment environmentOf(const Target &target)
{
    if (target.isSandbox())
        return Environment::sandbox();
    Environment environment;
    environment.name = target.name;
    environment.kind = target.kind;
    environment.streamUrl = target.streamUrl;
    environment.streamKey = target.streamKey;
    if (const Result<SplitDatabase> database = splitPassword(target.database))
        environment.database = database->address;
    environment.mapping = target.mapping;
    environment.backendUrl = target.backendUrl;
    environment.backendSignIn = target.backendSignIn;
    environment.writes = target.writes;
    return environment;
}

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
    target.backendSignIn = environment.backendSignIn;
    target.backendToken = secrets.backendToken;
    target.backendSecret = secrets.backendSecret;
    return target;
}

} // namespace chatsync
