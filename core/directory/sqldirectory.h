// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/directory.h"
#include "core/directory/schema.h"
#include "core/directory/store.h"

#include <memory>

namespace chatsync {

/// Participants and conversations in a SQL database (SQLite or PostgreSQL), on the store's worker thread.
///
/// May be destroyed while calls are under way: they are answered with an Error of kind Cancelled.
class SqlDirectory final : public Directory {
public:
    explicit SqlDirectory(DatabaseUrl url, StoreOptions options = {}, SchemaMapping mapping = {});
    /// Takes a store that has been filled, e.g. one in memory.
    explicit SqlDirectory(std::unique_ptr<Store> store, SchemaMapping mapping = {});
    ~SqlDirectory() override;

    QCoro::Task<Result<DirectoryCapabilities>> open(std::stop_token stop) override;
    QCoro::Task<Traced<std::vector<Resolution>>> resolve(QStringList ids, std::stop_token stop) override;
    QCoro::Task<Traced<ParticipantPage>> search(ParticipantSearch search, std::stop_token stop) override;
    QCoro::Task<Traced<ParticipantPage>> list(ParticipantListing listing, std::stop_token stop) override;
    QCoro::Task<Traced<PeopleAnswer>> people(PeopleQuery query, std::stop_token stop) override;
    QCoro::Task<Traced<Conversation>> insertConversation(Conversation conversation,
                                                         std::stop_token stop) override;
    QCoro::Task<Traced<int>> deleteConversation(Conversation row, std::stop_token stop) override;

    /// What resolve() would send, in order, not sent: for plans. Empty before open().
    std::vector<QueryTrace> plannedResolve(const QStringList &ids) const;
    /// The same for insertConversation().
    std::vector<QueryTrace> plannedInsert(const Conversation &conversation) const;

    /// Tables and columns as found by open().
    std::optional<Schema> schema() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace chatsync
