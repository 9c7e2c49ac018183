// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/directory.h"
#include "core/sync/virtualclock.h"

#include <QFuture>

#include <memory>

namespace chatsync {

/// For pictures and tests: a directory whose statements all take the same commanded time, told and passed
/// alike.
class CommandedDirectory final : public Directory {
public:
    /// The clock is borrowed.
    CommandedDirectory(std::unique_ptr<Directory> directory, VirtualClock *clock);

    QCoro::Task<Result<DirectoryCapabilities>> open(std::stop_token stop) override;
    QCoro::Task<Traced<std::vector<Resolution>>> resolve(QStringList ids, std::stop_token stop) override;
    QCoro::Task<Traced<ParticipantPage>> search(ParticipantSearch search, std::stop_token stop) override;
    QCoro::Task<Traced<ParticipantPage>> list(ParticipantListing listing, std::stop_token stop) override;
    QCoro::Task<Traced<PeopleAnswer>> people(PeopleQuery query, std::stop_token stop) override;
    QCoro::Task<Traced<Conversation>> insertConversation(Conversation conversation,
                                                         std::stop_token stop) override;
    QCoro::Task<Traced<int>> deleteConversation(Conversation row, std::stop_token stop) override;

private:
    class Turn;

    template<typename T, typename Ask>
    static QCoro::Task<Traced<T>> inTurn(std::shared_ptr<Directory> directory, VirtualClock *clock,
                                         QFuture<void> *turns, Ask ask);

    std::shared_ptr<Directory> m_directory;
    QFuture<void> m_turns; ///< One call after another: two at once would take commanded time in either order
    VirtualClock *m_clock;
};

} // namespace chatsync
