// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/databaseurl.h"
#include "core/domain/querytrace.h"

#include <QVariant>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace chatsync {

/// What a session may do to the database. Nothing but conversation rows is ever written.
enum class DirectoryAccess { ReadOnly, InsertConversations };

struct ConnectionOptions {
    DirectoryAccess access = DirectoryAccess::ReadOnly;
    bool createSqliteFile = false; ///< Only for whoever makes a new database; opening never creates one
    std::chrono::milliseconds connectTimeout{5'000};    ///< PostgreSQL counts whole seconds, at least 2
    std::chrono::milliseconds statementTimeout{10'000}; ///< For SQLite: how long to wait for a lock

    bool operator==(const ConnectionOptions &) const = default;
};

using Row = QVariantList;

/// A statement with its values apart: they are bound, never pasted.
struct Statement {
    QString sql; ///< With `?` for each value
    QVariantList values;
    QString table; ///< What it is about, for error sentences
    bool writes = false;

    bool operator==(const Statement &) const = default;
};

/// One connection to a database. It is created, used and destroyed in one thread, and blocks that thread.
///
/// It stands outside QSqlDatabase's list of named connections: those are closed under the feet of other
/// threads when QCoreApplication ends.
class Connection {
public:
    Connection(DatabaseUrl url, ConnectionOptions options);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    const DatabaseUrl &url() const;
    const ConnectionOptions &options() const;

    /// Opens what is not open or has been lost.
    Result<void> open();
    bool isOpen() const;

    /// Performs one statement; what was sent is appended to @p traces. A reading statement that finds the
    /// connection lost connects anew and is sent once more.
    Result<std::vector<Row>> execute(const Statement &statement, std::vector<QueryTrace> *traces = nullptr);

    /// Performs @p work between BEGIN and COMMIT, or ROLLBACK where it gives an error.
    Result<void> transaction(const std::function<Result<void>()> &work);

    /// Asks the server to break off the running statement; callable from any thread, as long as wanted, also
    /// after the connection is gone. Empty where the database offers no such thing. May block for the time of
    /// a connect.
    std::function<void()> canceller() const;

private:
    Result<void> prepareSession();
    Result<std::vector<Row>> executeOnce(const Statement &statement, QueryTrace &trace);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace chatsync
