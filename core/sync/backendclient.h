// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"
#include "core/domain/participant.h"
#include "core/domain/redactor.h"
#include "core/sync/backendanswer.h"

#include <QCoroTask>
#include <QUrl>

#include <functional>

namespace chatsync {

/// Where OneCrew's backend creates conversations, and how to sign in there as the initiator.
struct BackendAccess {
    QUrl url;          ///< Of the request itself, path included
    QByteArray token;  ///< A bearer token of the initiator's; counts before the secret
    QByteArray secret; ///< HS256: a token is made for whoever the initiator is
    /// Asked, once it is known who the initiator is, for a token of theirs alone, which counts before both;
    /// empty: there is none. May be empty itself.
    std::function<QCoro::Task<QByteArray>(QString initiatorId, std::stop_token stop)> tokenOf{};
    /// Borrowed. A gate in front of it is up to whoever gives it.
    stream::Transport *transport = nullptr;
    std::chrono::milliseconds timeout{60'000};
};

/// The token of an initiator: claims `sub` (their database id) and `category` (`user` or `company`), no
/// times, so that a skewed clock cannot spoil it.
QByteArray backendToken(const QByteArray &secret, const QString &initiatorId, ParticipantKind kind);

/// What the backend is asked for: `{conversation_type, participant_ids, name}`.
struct BackendRequest {
    QString type;
    QStringList participantIds; ///< Without the initiator, whom the backend knows by the token
    QString name;               ///< Empty: null is sent

    QByteArray body() const;
};

/// What a client stands on. The pointers are borrowed and outlive every call.
struct BackendContext {
    BackendAccess access;
    Clock *clock = nullptr;
    const Redactor *redactor = nullptr;
    /// Told of each exchange, redacted, before the call returns.
    std::function<void(const Exchange &)> recorded;
    /// Told before the request is sent, and once it is under way.
    std::function<void()> sending;
};

/// OneCrew's backend, typed. One request each call, never repeated: whether it did its work is not to be seen
/// from outside. Redirects are never followed, that is up to the transport (see stream::NetworkTransport).
class BackendClient {
public:
    explicit BackendClient(BackendContext context);

    /// @p token goes out as `Authorization: Bearer`, and nowhere else.
    QCoro::Task<BackendResult> createConversation(BackendRequest request, QByteArray token,
                                                  std::stop_token stop);

    /// Records what createConversation() would send, and sends nothing.
    void plan(const BackendRequest &request, const QByteArray &token);

private:
    stream::HttpRequest requestOf(const BackendRequest &request, const QByteArray &token) const;

    BackendContext m_context;
};

} // namespace chatsync
