// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"
#include "core/stream/transport.h"

#include <memory>

namespace chatsync::sandbox {

/// A rehearsal: reads go to the real StreamChat, writes go to a private simulator, which answers them as
/// StreamChat would. What the reads show is imported into it, and what was written in the rehearsal shows in
/// later reads. Nothing that writes is ever sent.
///
/// Its knowledge of reality is what was read through it: a user or channel that nobody read is new to it.
/// Answers in which the simulator had a hand carry the header `x-rehearsed: 1`.
class RehearsalTransport final : public stream::Transport {
public:
    /// Both are borrowed. Without a real transport everything is answered here.
    RehearsalTransport(stream::Transport *real, Clock *clock);
    ~RehearsalTransport() override;

    QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override;

    /// Whether the last exchange was answered by the rehearsal, in whole or in part.
    bool answeredHere() const;

private:
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace chatsync::sandbox
