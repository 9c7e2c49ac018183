// SPDX-License-Identifier: MIT
#pragma once

#include "core/stream/transport.h"

#include <optional>

namespace chatsync::stream {

/// Says whether anything may be changed at StreamChat at this moment. A port: core/environment has the
/// policies.
class WritePermission {
public:
    virtual ~WritePermission() = default;
    /// Nothing where writing is allowed; else why not (a sentence) and what to do.
    virtual std::optional<Error> refusal() const = 0;
};

/// Never: for rehearsals, whatever the policy is.
class NeverWrite final : public WritePermission {
public:
    std::optional<Error> refusal() const override;
};

/// Whether a request could change something at StreamChat, by method and path alone, never by what a caller
/// says of it. What is not known to be a read counts as a change: only a GET or HEAD without a body, and
/// `POST /channels` (a query), read. `POST …/query` creates.
bool couldChange(const HttpRequest &request, const QUrl &baseUrl);

/// The gate at the one place where requests leave: what could change something passes only while the
/// permission has nothing against it, else it ends as TransportFailure::Kind::ReadOnly and nothing is sent.
///
/// Both are borrowed. Asked anew for each request; what is under way is not called back.
class GatedTransport final : public Transport {
public:
    GatedTransport(Transport *gated, const WritePermission *permission, QUrl baseUrl);

    QCoro::Task<TransportResult> send(HttpRequest request, std::stop_token stop) override;

private:
    Transport *m_gated;
    const WritePermission *m_permission;
    QUrl m_baseUrl;
};

} // namespace chatsync::stream
