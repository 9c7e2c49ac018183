// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/environmentfile.h"

#include <utility>

namespace chatsync {

/// What an import did, by name.
struct ImportReport {
    QStringList added;
    QStringList replaced;
    QStringList skipped; ///< Known by name or id already, and not to be replaced
    QStringList notices; ///< As in EnvironmentFile

    bool operator==(const ImportReport &) const = default;
};

/// The environments on disk: a readable JSON file without secrets, fit for Git. The embedded sandbox stands
/// first and is in no file.
///
/// Each change locks the file, reads it anew, and replaces it whole (QSaveFile): several programs may work at
/// it. A file that cannot be read, or is of a later version, is never written over: every call then gives
/// that Error. Blocks for the time of the disk; belongs to one thread.
class EnvironmentStore {
public:
    /// The file in `CHATSYNC_CONFIG`, else `environments.json` in QStandardPaths::AppConfigLocation.
    static QString defaultPath();

    /// Empty: defaultPath(). Nothing is read yet.
    explicit EnvironmentStore(QString path = {});

    QString path() const { return m_path; }

    /// The sandbox, then those of the file in their order. No file is no error.
    Result<std::vector<Environment>> load();
    /// Of the last load: secrets that stand in the file all the same and are not used.
    QStringList notices() const { return m_notices; }

    /// Adds it, or replaces the one with its id. Without an id it gets one that is free. Gives what was
    /// kept. An Error of kind Input for what checkEnvironment() refuses and for a name that is taken.
    Result<Environment> save(Environment environment);

    /// An Error of kind Input where there is none, and for the sandbox. Its secrets are not touched.
    Result<void> remove(const QString &nameOrId);

    /// Takes over what another file holds. All or nothing.
    Result<ImportReport> import(const QByteArray &text, bool replace);

private:
    Result<EnvironmentFile> read();
    Result<void> write(const std::vector<Environment> &environments);
    /// Locks, reads, lets @p work change what was read, writes: nothing is written when it gives an Error.
    template<typename Change>
    auto change(Change work) -> decltype(work(std::declval<std::vector<Environment> &>()));

    QString m_path;
    QStringList m_notices;
};

/// By name, without regard to case, else by id; an Error of kind Input that lists the names there are.
Result<Environment> findEnvironment(const std::vector<Environment> &all, const QString &nameOrId);

} // namespace chatsync
