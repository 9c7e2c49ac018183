// SPDX-License-Identifier: MIT
#include "core/sandbox/backendserver.h"

#include "core/directory/sqldirectory.h"
#include "core/sandbox/simulatorserver.h"
#include "core/sandbox/simulatortransport.h"
#include "core/stream/rategovernor.h"
#include "core/stream/token.h"
#include "core/sync/systemclock.h"

#include <QThread>

#include <future>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

using Promise = std::shared_ptr<std::promise<SimulatorReply>>;

Result<std::unique_ptr<SqlDirectory>> openDirectory(const QString &path)
{
    const Result<DatabaseUrl> url = DatabaseUrl::parse(u"sqlite:"_s + path);
    if (!url)
        return tl::unexpected(url.error());
    StoreOptions options;
    options.connection.access = DirectoryAccess::InsertConversations;
    return std::make_unique<SqlDirectory>(*url, options);
}

/// The stand-in with what it works on, made and used in one thread.
class Worker final : public QObject {
public:
    Worker(Simulator *simulator, const BackendServerOptions &options, std::unique_ptr<SqlDirectory> directory)
        : m_directory(std::move(directory))
        , m_transport(simulator, &m_clock)
        , m_governor(&m_clock)
        , m_standIn(options.backend,
                    {.directory = m_directory.get(),
                     .transport = &m_transport,
                     .governor = &m_governor,
                     .credentials = {.baseUrl = QUrl{u"http://sandbox.localhost"_s},
                                     .apiKey = simulator->options().apiKey,
                                     .token = stream::serverToken(simulator->options().secret)},
                     .clock = &m_clock,
                     .newId = randomIds(),
                     .log = options.log})
    {}

    void handle(const SimulatorRequest &request, const Promise &promise)
    {
        QCoro::connect(m_standIn.handle(request, m_stop.get_token()), this,
                       [promise](const SimulatorReply &reply) { promise->set_value(reply); });
    }

    void requestStop() { m_stop.request_stop(); }

private:
    SystemClock m_clock;
    std::unique_ptr<SqlDirectory> m_directory;
    SimulatorTransport m_transport;
    stream::RateGovernor m_governor;
    BackendStandIn m_standIn;
    std::stop_source m_stop;
};

} // namespace

class BackendServer::Private {
public:
    Private(Simulator *given, BackendServerOptions with)
        : simulator(given)
        , options(std::move(with))
        , server([this](const SimulatorRequest &request) { return answer(request); })
    {}

    Result<void> startWorker();
    void stopWorker();
    SimulatorReply answer(const SimulatorRequest &request);

    Simulator *simulator;
    BackendServerOptions options;
    QThread thread;
    Worker *worker = nullptr; ///< Lives in the thread, and ends with it
    SimulatorServer server;
};

Result<void> BackendServer::Private::startWorker()
{
    thread.start();
    QObject context;
    context.moveToThread(&thread);
    Result<void> result;
    QMetaObject::invokeMethod(
        &context,
        [&] {
            Result<std::unique_ptr<SqlDirectory>> directory = openDirectory(options.database);
            if (directory)
                worker = new Worker{simulator, options, std::move(*directory)};
            else
                result = tl::unexpected(directory.error());
            context.moveToThread(nullptr);
        },
        Qt::BlockingQueuedConnection);
    if (worker)
        QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
    return result;
}

/// The thread of a request waits; the conversation is made in the worker's.
SimulatorReply BackendServer::Private::answer(const SimulatorRequest &request)
{
    const Promise promise = std::make_shared<std::promise<SimulatorReply>>();
    std::future<SimulatorReply> reply = promise->get_future();
    QMetaObject::invokeMethod(
        worker, [this, request, promise] { worker->handle(request, promise); }, Qt::QueuedConnection);
    return reply.get();
}

void BackendServer::Private::stopWorker()
{
    thread.quit();
    thread.wait();
    worker = nullptr;
}

BackendServer::BackendServer(Simulator *simulator, BackendServerOptions options)
    : d(std::make_unique<Private>(simulator, std::move(options)))
{}

BackendServer::~BackendServer()
{
    stop();
}

Result<quint16> BackendServer::start(quint16 port)
{
    stop();
    if (const Result<void> started = d->startWorker(); !started) {
        d->stopWorker();
        return tl::unexpected(started.error());
    }
    Result<quint16> listening = d->server.start(port);
    if (!listening)
        d->stopWorker();
    return listening;
}

void BackendServer::stop()
{
    if (!d->worker)
        return;
    // Whatever is under way ends soon; the server waits for it, and the worker's thread still runs.
    QMetaObject::invokeMethod(
        d->worker, [worker = d->worker] { worker->requestStop(); }, Qt::QueuedConnection);
    d->server.stop();
    d->stopWorker();
}

QUrl BackendServer::url() const
{
    QUrl url = d->server.url();
    if (!url.isEmpty())
        url.setPath(BackendStandIn::path());
    return url;
}

} // namespace chatsync::sandbox
