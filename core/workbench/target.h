// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/environment.h"
#include "core/environment/secrets.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace chatsync {

/// Where to work, with all that is needed for it: a real StreamChat app with its database, or, with nothing
/// given, the embedded sandbox. Made of a named environment by targetOf(), or of loose options.
struct Target {
    QString streamUrl; ///< Empty: StreamChat's default address
    QString streamKey;
    QByteArray streamSecret;
    QString database;   ///< `sqlite:PATH` or a libpq URI
    QStringList faults; ///< Of the embedded sandbox, `NAME[=VALUE]`

    /// A kept environment that is still to be looked up, by name or id (the command line does so in
    /// targetFor()). A workbench refuses such a target.
    QString environment;

    QString name; ///< Of the environment; empty: named after the host
    EnvironmentKind kind = EnvironmentKind::Custom;
    WritePolicy writes = WritePolicy::Allowed;
    QString databasePassword; ///< Empty: the one in `database`, if there is one there
    SchemaMapping mapping;
    QString backendUrl;
    BackendSignIn backendSignIn = BackendSignIn::Secret;
    QByteArray backendToken;  ///< A bearer token of the initiator's; counts before the secret
    QByteArray backendSecret; ///< Makes tokens for any initiator

    bool isSandbox() const
    {
        return environment.isEmpty() && streamUrl.isEmpty() && streamKey.isEmpty() &&
               streamSecret.isEmpty() && database.isEmpty();
    }
};

/// The target as an environment without secrets; one of loose options has no id, and no name of its own.
Environment environmentOf(const Target &target);

/// @p faults only for the embedded sandbox.
Target targetOf(const Environment &environment, const EnvironmentSecrets &secrets,
                const QStringList &faults = {});

} // namespace chatsync
