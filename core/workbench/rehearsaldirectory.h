// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/sqldirectory.h"

#include <memory>

namespace chatsync {

/// For plans: reads from the real database, and tells what it would insert instead of inserting it.
class RehearsalDirectory final : public Directory {
public:
    explicit RehearsalDirectory(std::unique_ptr<SqlDirectory> directory);

    QCoro::Task<Result<DirectoryCapabilities>> open(std::stop_token stop) override;
    QCoro::Task<Traced<std::vector<Resolution>>> resolve(QStringList ids, std::stop_token stop) override;
    QCoro::Task<Traced<ParticipantPage>> search(ParticipantSearch search, std::stop_token stop) override;
    QCoro::Task<Traced<ParticipantPage>> list(ParticipantListing listing, std::stop_token stop) override;
    QCoro::Task<Traced<PeopleAnswer>> people(PeopleQuery query, std::stop_token stop) override;
    QCoro::Task<Traced<Conversation>> insertConversation(Conversation conversation,
                                                         std::stop_token stop) override;

private:
    std::unique_ptr<SqlDirectory> m_directory;
};

} // namespace chatsync
