// SPDX-License-Identifier: MIT
#include "core/sandbox/simulatorserver.h"

#include "core/sandbox/loopbackserver.h"
#include "core/sandbox/servercontrol.h"

#include <QCoreApplication>

#include <condition_variable>
#include <thread>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

constexpr std::size_t largestRequest = 16 * 1024 * 1024;

SimulatorRequest toSimulator(const httplib::Request &request)
{
    HttpHeaders headers;
    for (const auto &[name, value] : request.headers)
        headers.append({QByteArray::fromStdString(name), QByteArray::fromStdString(value)});
    return simulatorRequest(QByteArray::fromStdString(request.method),
                            QUrl::fromEncoded(QByteArray::fromStdString(request.target)), headers,
                            QByteArray::fromStdString(request.body));
}

/// httplib 0.11 reads the body of a DELETE that has none until the connection ends, so it must not come to
/// that.
bool hasNoBody(const httplib::Request &request)
{
    return request.method == "GET" || (request.method == "DELETE" && !request.has_header("Content-Length") &&
                                       !request.has_header("Transfer-Encoding"));
}

} // namespace

class SimulatorServer::Private {
public:
    explicit Private(Answer given)
        : answer(std::move(given))
    {}

    void serve(const httplib::Request &request, httplib::Response &response);
    static void write(SimulatorReply reply, httplib::Response &response);
    /// False when the server stops first.
    bool pause(std::chrono::milliseconds duration);
    bool pauseForEver();

    Answer answer;
    std::unique_ptr<LoopbackServer> server;
    std::thread listener;
    quint16 port = 0;
    std::mutex mutex;
    std::condition_variable stopped;
    bool stopping = false;
};

bool SimulatorServer::Private::pause(std::chrono::milliseconds duration)
{
    std::unique_lock lock{mutex};
    return !stopped.wait_for(lock, duration, [this] { return stopping; });
}

bool SimulatorServer::Private::pauseForEver()
{
    std::unique_lock lock{mutex};
    stopped.wait(lock, [this] { return stopping; });
    return false;
}

void SimulatorServer::Private::serve(const httplib::Request &request, httplib::Response &response)
{
    SimulatorReply reply = answer(toSimulator(request));
    const bool goesOn = reply.hang ? pauseForEver() : reply.delay.count() == 0 || pause(reply.delay);
    if (!goesOn || reply.reset)
        LoopbackServer::dropCurrentConnection();
    write(std::move(reply), response);
}

void SimulatorServer::Private::write(SimulatorReply reply, httplib::Response &response)
{
    response.status = reply.status;
    std::string type = "application/octet-stream";
    for (const auto &[name, value] : reply.headers) {
        if (name.compare("content-type", Qt::CaseInsensitive) == 0)
            type = value.toStdString();
        else
            response.set_header(name.toStdString(), value.toStdString());
    }
    if (!reply.cutAfter) {
        response.set_content(reply.body.toStdString(), type);
        return;
    }
    // httplib 0.11 does not tell the length of what a provider gives.
    response.set_header("Content-Length", std::to_string(reply.body.size()));
    const auto cut = static_cast<std::size_t>(*reply.cutAfter);
    response.set_content_provider(
        static_cast<std::size_t>(reply.body.size()), type,
        [body = std::move(reply.body), cut](std::size_t offset, std::size_t, httplib::DataSink &sink) {
            if (offset < cut)
                sink.write(body.constData() + offset, cut - offset);
            return false;
        });
}

SimulatorServer::SimulatorServer(Simulator *simulator)
    : SimulatorServer([simulator](const SimulatorRequest &request) {
        const auto control = controlReply(*simulator, request);
        return control ? *control : simulator->handle(request, QDateTime::currentDateTimeUtc());
    })
{}

SimulatorServer::SimulatorServer(Answer answer)
    : d(std::make_unique<Private>(std::move(answer)))
{}

SimulatorServer::~SimulatorServer()
{
    stop();
}

Result<quint16> SimulatorServer::start(quint16 port)
{
    stop();
    d->stopping = false;
    d->server = std::make_unique<LoopbackServer>();
    LoopbackServer &server = *d->server;
    server.set_payload_max_length(largestRequest);
    // Told to clients in a header; how long and how often is our own connections' matter.
    server.set_keep_alive_max_count(1'000'000);
    server.set_keep_alive_timeout(60);
    const auto serve = [this](const httplib::Request &request, httplib::Response &response) {
        d->serve(request, response);
    };
    server.set_pre_routing_handler([serve](const httplib::Request &request, httplib::Response &response) {
        if (!hasNoBody(request))
            return httplib::Server::HandlerResponse::Unhandled;
        serve(request, response);
        return httplib::Server::HandlerResponse::Handled;
    });
    server.Post(".*", serve).Put(".*", serve).Patch(".*", serve).Delete(".*", serve);
    const int bound = port == 0                                ? server.bind_to_any_port("127.0.0.1")
                      : server.bind_to_port("127.0.0.1", port) ? int{port}
                                                               : -1;
    if (bound <= 0) {
        d->server.reset();
        return tl::unexpected(Error{
            Error::Kind::Network,
            QCoreApplication::translate("SimulatorServer",
                                        "The sandbox could not listen on port %1 of this machine.")
                .arg(port),
            QCoreApplication::translate("SimulatorServer", "Choose another port, or 0 for any that is free."),
            {}});
    }
    d->port = static_cast<quint16>(bound);
    d->listener = std::thread{[&server] { server.listen_after_bind(); }};
    // A stop before this would be missed by httplib.
    while (!server.is_running())
        std::this_thread::yield();
    return d->port;
}

void SimulatorServer::stop()
{
    if (!d->server)
        return;
    {
        const std::lock_guard lock{d->mutex};
        d->stopping = true;
    }
    d->stopped.notify_all();
    d->server->closeConnections();
    d->server->stop();
    if (d->listener.joinable())
        d->listener.join();
    d->server.reset();
    d->port = 0;
}

QUrl SimulatorServer::url() const
{
    return d->port == 0 ? QUrl{} : QUrl{u"http://127.0.0.1:%1"_s.arg(d->port)};
}

} // namespace chatsync::sandbox
