// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/directory.h"

#include <QHash>
#include <QSet>

namespace chatsync::test {

/// Participants in memory, answered at once; what may go wrong is switched on by the test.
class MemoryDirectory final : public Directory {
public:
    void add(const Participant &participant);
    void remove(const QString &id);

    QCoro::Task<Result<DirectoryCapabilities>> open(std::stop_token stop) override;
    QCoro::Task<Traced<std::vector<Resolution>>> resolve(QStringList ids, std::stop_token stop) override;
    QCoro::Task<Traced<ParticipantPage>> search(ParticipantSearch search, std::stop_token stop) override;
    QCoro::Task<Traced<PeopleAnswer>> people(PeopleQuery query, std::stop_token stop) override;
    QCoro::Task<Traced<Conversation>> insertConversation(Conversation conversation,
                                                         std::stop_token stop) override;
    QCoro::Task<Traced<int>> deleteConversation(Conversation row, std::stop_token stop) override;

    std::optional<Error> openFails;
    std::optional<Error> resolveFails; ///< For everybody
    QSet<QString> unreadable;          ///< These alone
    std::optional<Error> insertFails;
    std::optional<Error> deleteFails;
    bool mayInsert = true;
    std::vector<Conversation> inserted;
    std::vector<Conversation> conversations; ///< Found by people(), newest first

private:
    QHash<QString, Participant> m_users;
    QHash<QString, Participant> m_companies;
};

Participant user(const QString &id, const QString &name);
Participant company(const QString &id, const QString &name);

} // namespace chatsync::test
