// SPDX-License-Identifier: MIT
#pragma once

#include <httplib.h>

#include <atomic>
#include <mutex>
#include <set>

namespace chatsync::sandbox {

/// cpp-httplib's server with its connections in our hands, for what 0.11 cannot do: end idle keep-alive
/// connections at once (it waits up to five seconds for each), and close one without a byte of an answer.
class LoopbackServer final : public httplib::Server {
public:
    LoopbackServer();

    /// Ends all connections; those that come later end at once.
    void closeConnections();

    /// Of the request that the calling thread serves: nothing more goes out, the connection is closed.
    static void dropCurrentConnection();

private:
    bool process_and_close_socket(socket_t socket) override;

    std::mutex m_mutex;
    std::set<socket_t> m_sockets;
    std::atomic<bool> m_closing = false;
};

} // namespace chatsync::sandbox
