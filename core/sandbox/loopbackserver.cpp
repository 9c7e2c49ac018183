// SPDX-License-Identifier: MIT
#include "core/sandbox/loopbackserver.h"

#include <QtGlobal>

#include <array>

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace chatsync::sandbox {

namespace {

constexpr int idleMs = 60'000;
constexpr int silenceMs = 30'000;
constexpr std::size_t servingThreads = 32;

bool ready(socket_t socket, short what, int milliseconds)
{
    pollfd entry{socket, what, 0};
    int result = 0;
    do {
        result = ::poll(&entry, 1, milliseconds);
    } while (result < 0 && errno == EINTR);
    return result > 0;
}

/// Buffered, as httplib reads a request's head byte by byte.
class SocketStream final : public httplib::Stream {
public:
    explicit SocketStream(socket_t socket)
        : m_socket(socket)
    {}

    bool waitForRequest() const { return buffered() > 0 || ready(m_socket, POLLIN, idleMs); }
    bool is_readable() const override { return buffered() > 0 || ready(m_socket, POLLIN, silenceMs); }
    bool is_writable() const override { return ready(m_socket, POLLOUT, silenceMs); }

    ssize_t read(char *to, size_t size) override
    {
        if (buffered() == 0) {
            if (!is_readable())
                return -1;
            const ssize_t got = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
            if (got <= 0)
                return got;
            m_begin = 0;
            m_end = static_cast<std::size_t>(got);
        }
        const std::size_t count = std::min(size, buffered());
        std::copy_n(m_buffer.data() + m_begin, count, to);
        m_begin += count;
        return static_cast<ssize_t>(count);
    }

    ssize_t write(const char *from, size_t size) override
    {
        return is_writable() ? ::send(m_socket, from, size, MSG_NOSIGNAL) : -1;
    }

    void get_remote_ip_and_port(std::string &ip, int &port) const override
    {
        ip = "127.0.0.1";
        port = 0;
    }
    void get_local_ip_and_port(std::string &ip, int &port) const override
    {
        get_remote_ip_and_port(ip, port);
    }
    socket_t socket() const override { return m_socket; }

private:
    std::size_t buffered() const { return m_end - m_begin; }

    socket_t m_socket;
    std::array<char, 8192> m_buffer{};
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

thread_local socket_t currentSocket = INVALID_SOCKET;

} // namespace

LoopbackServer::LoopbackServer()
{
    // A kept-alive connection holds its thread, so there have to be more than a client opens.
    new_task_queue = [] { return new httplib::ThreadPool(servingThreads); };
    // The default asks for SO_REUSEPORT, by which two servers share one port and each gets half of the
    // requests.
    set_socket_options([](socket_t socket) {
        const int reuse = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
    });
}

void LoopbackServer::closeConnections()
{
    const std::lock_guard lock{m_mutex};
    m_closing = true;
    for (const socket_t socket : m_sockets)
        ::shutdown(socket, SHUT_RDWR);
}

void LoopbackServer::dropCurrentConnection()
{
    ::shutdown(currentSocket, SHUT_RDWR);
}

bool LoopbackServer::process_and_close_socket(socket_t socket)
{
    // Head and body go out in two writes: without this, Nagle's algorithm holds the second back for 40 ms.
    const int noDelay = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &noDelay, sizeof noDelay);
    {
        const std::lock_guard lock{m_mutex};
        m_sockets.insert(socket);
    }
    currentSocket = socket;
    SocketStream stream{socket};
    bool served = true;
    bool closed = false;
    while (!m_closing && served && !closed && stream.waitForRequest())
        served = process_request(stream, m_closing, closed, nullptr);
    {
        const std::lock_guard lock{m_mutex};
        m_sockets.erase(socket);
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return served;
}

} // namespace chatsync::sandbox
