// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/sqldirectory.h"
#include "core/domain/participant.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace chatsync::sandbox {

/// The seed of the sandbox where nobody gives one.
constexpr quint32 defaultDemoSeed = 1;

/// 2026-01-15T10:00:00Z: the day on which the demo plays. `Nova Tutors` was approved the day before.
QDateTime demoDate();

/// Everybody in the demo database, companies first, then the 200 users; the same for the same seed. Names
/// come in several scripts; two users are called Maria Silva; one has no name, one no image, one is marked as
/// a company.
std::vector<Participant> demoParticipants(quint32 seed);

/// The id of Amira Haddad, whom StreamChat does not know.
QString demoUnsyncedUserId();

/// Ids of those whom the demo's StreamChat does not know: Amira Haddad, the newly approved and the pending
/// company, and the last five users.
QStringList demoUnknownIds(quint32 seed);

/// Writes a new SQLite file: users, companies and an empty conversations table. The same seed gives the same
/// bytes. Blocks. An Error of kind Storage where the file exists or cannot be written.
Result<void> createDemoDatabase(const QString &path, quint32 seed);

/// Fills the store's empty database (e.g. in memory) in its thread.
QFuture<Result<void>> createDemoDatabase(Store &store, quint32 seed);

/// A directory on a demo database in memory, ready at once: whatever is asked of it waits until it is filled.
std::unique_ptr<SqlDirectory> demoDirectory(quint32 seed);

/// The same, with the store beneath it, which lives as long as the directory.
struct DemoInMemory {
    std::unique_ptr<SqlDirectory> directory;
    Store *store = nullptr;
};
DemoInMemory demoInMemory(quint32 seed);

} // namespace chatsync::sandbox
