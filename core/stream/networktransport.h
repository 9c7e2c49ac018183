// SPDX-License-Identifier: MIT
#pragma once

#include "core/stream/transport.h"

class QNetworkAccessManager;

namespace chatsync::stream {

/// HTTP through Qt. The manager is borrowed, has to outlive every exchange and lives in the same thread.
///
/// What it makes sure of: no redirect is followed, so the token never reaches another host; certificates are
/// always verified; nothing is cached, no cookie kept; the whole exchange ends by HttpRequest::timeout; an
/// answer is at most 32 MiB; a body is sent once. Qt 6.4 sends a request up to three times when the
/// connection breaks before an answer, without a word. Here that ends with Kind::CutOff instead, for
/// everything that has a body or writes.
class NetworkTransport final : public Transport {
public:
    explicit NetworkTransport(QNetworkAccessManager *network);

    QCoro::Task<TransportResult> send(HttpRequest request, std::stop_token stop) override;

private:
    QNetworkAccessManager *m_network;
};

} // namespace chatsync::stream
