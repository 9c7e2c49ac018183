// SPDX-License-Identifier: MIT
#include "tests/app/consoleprogram.h"

#include "core/sandbox/demodatabase.h"
#include "core/stream/token.h"

#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QUrlQuery>

#include <csignal>

namespace chatsync::test {

namespace {

constexpr int patienceMs = 60'000;
const QString program = QStringLiteral(CHATSYNC_BINARY_DIR "/chat-sync");

/// Nothing in a process may tell whether it was started by a test; only what leads it elsewhere is removed.
QProcessEnvironment bareEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *variable :
         {"STREAM_URL", "STREAM_KEY", "STREAM_SECRET", "BACKEND_URL", "BACKEND_TOKEN", "BACKEND_SECRET",
          "DATABASE_URL", "PGPASSWORD", "PGUSER", "PGHOST", "PGDATABASE", "http_proxy", "https_proxy",
          "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        environment.remove(QLatin1String(variable));
    for (const QString &variable : environment.keys()) {
        if (variable.startsWith(QLatin1String("CHATSYNC_")))
            environment.remove(variable);
    }
    // Nobody's own keychain is asked, and no window is opened to ask for it.
    environment.insert(QStringLiteral("CHATSYNC_KEYCHAIN"), QStringLiteral("none"));
    return environment;
}

bool isStepStart(const RunEvent &event)
{
    return event.kind == EventKind::StepStarted;
}

} // namespace

QList<QByteArray> Ran::lines() const
{
    QList<QByteArray> list = out.split('\n');
    list.removeLast();
    return list;
}

QList<QJsonObject> Ran::objects() const
{
    QList<QJsonObject> list;
    for (const QByteArray &line : lines())
        list.append(QJsonDocument::fromJson(line).object());
    return list;
}

std::vector<RunEvent> Ran::events() const
{
    std::vector<RunEvent> list;
    for (const QJsonObject &object : objects()) {
        const Result<RunEvent> event = runEventFromJson(object);
        if (!event)
            return {};
        list.push_back(*event);
    }
    return list;
}

QJsonObject Ran::end() const
{
    const std::vector<RunEvent> list = events();
    return list.empty() ? QJsonObject{} : list.back().data.object();
}

QString Ran::why() const
{
    const QJsonObject explanation = end()[QLatin1String("explanation")].toObject();
    return explanation[QLatin1String("what")].toString() + u' ' +
           explanation[QLatin1String("why")].toString();
}

QString Ran::error() const
{
    return end()[QLatin1String("answer")][QLatin1String("error")].toString();
}

QByteArray Ran::told() const
{
    return "exit " + QByteArray::number(exitCode) + "\n" + err + "\n" + out.right(4000);
}

QString flawOf(const std::vector<RunEvent> &events)
{
    if (events.empty())
        return QStringLiteral("no events");
    if (events.front().kind != EventKind::RunStarted)
        return QStringLiteral("does not begin with run.started");
    qint64 seq = 0;
    int open = 0;
    for (const RunEvent &event : events) {
        if (event.seq != ++seq)
            return QStringLiteral("event %1 stands where %2 should").arg(event.seq).arg(seq);
        if (event.run != events.front().run)
            return QStringLiteral("event %1 is of another run").arg(seq);
        open += isStepStart(event)                                                           ? 1
                : event.kind == EventKind::StepFinished && event.outcome != Outcome::Skipped ? -1
                                                                                             : 0;
    }
    if (events.back().kind != EventKind::RunFinished)
        return QStringLiteral("does not end with run.finished");
    if (open > 0)
        return QStringLiteral("%1 steps have no end").arg(open);
    if (!events.back().data[QLatin1String("answer")].isObject())
        return QStringLiteral("run.finished has no answer");
    return {};
}

Machine::Machine()
    : m_environment(bareEnvironment())
{
    set(QStringLiteral("HOME"), m_home.path());
    set(QStringLiteral("XDG_DATA_HOME"), m_home.path());
    set(QStringLiteral("XDG_CONFIG_HOME"), file(QStringLiteral("config")));
}

QString Machine::journal() const
{
    return file(QStringLiteral("chat-sync-console/journal.sqlite"));
}

void Machine::start(QProcess &process, const QStringList &arguments) const
{
    process.setProcessEnvironment(m_environment);
    process.start(program, arguments);
    process.waitForStarted();
}

Ran Machine::run(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    return ended(process);
}

Ran Machine::converse(const QStringList &arguments) const
{
    return run(converseArguments(arguments));
}

QStringList Machine::converseArguments(const QStringList &arguments) const
{
    QStringList all{QStringLiteral("converse"), QStringLiteral("--json")};
    const auto byDefault = [&](const QString &option, const QString &value) {
        if (!arguments.contains(option))
            all << option << value;
    };
    byDefault(QStringLiteral("--from"), QStringLiteral("Sat Education"));
    byDefault(QStringLiteral("--with"), unsyncedId());
    byDefault(QStringLiteral("--wait-ms"), QStringLiteral("1"));
    byDefault(QStringLiteral("--retry-wait-ms"), QStringLiteral("1"));
    return all + arguments;
}

std::vector<RunEvent> Machine::shown(const QString &run) const
{
    return this->run({QStringLiteral("show"), run, QStringLiteral("--json")}).events();
}

Ran ended(QProcess &process)
{
    QSignalSpy finished{&process, &QProcess::finished};
    if (process.state() != QProcess::NotRunning)
        finished.wait(patienceMs);
    Ran ran;
    if (process.state() == QProcess::NotRunning)
        ran.exitCode =
            process.exitStatus() == QProcess::CrashExit ? 128 + process.exitCode() : process.exitCode();
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

SandboxProcess::~SandboxProcess()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool SandboxProcess::start(const Machine &machine, const QStringList &arguments)
{
    machine.start(m_process,
                  QStringList{QStringLiteral("sandbox"), QStringLiteral("--port"), QStringLiteral("0")} +
                      arguments);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patienceMs))
            return false;
    }
    m_told = QJsonDocument::fromJson(m_process.readLine()).object();
    return !m_told.isEmpty();
}

int SandboxProcess::stopWith(int signal)
{
    ::kill(static_cast<pid_t>(m_process.processId()), signal);
    return ended(m_process).exitCode;
}

void SandboxProcess::target(Machine &machine) const
{
    machine.set(QStringLiteral("STREAM_URL"), url());
    machine.set(QStringLiteral("STREAM_KEY"), key());
    machine.set(QStringLiteral("STREAM_SECRET"), QString::fromUtf8(secret()));
    machine.set(QStringLiteral("DATABASE_URL"), database());
}

QJsonObject SandboxProcess::ask(const QByteArray &method, const QString &path,
                                const QJsonObject &payload) const
{
    QUrl address{url()};
    address.setPath(path);
    QUrlQuery query{{QStringLiteral("api_key"), key()}};
    const QByteArray json = QJsonDocument{payload}.toJson(QJsonDocument::Compact);
    const bool inQuery = method == "GET";
    if (inQuery && !payload.isEmpty())
        query.addQueryItem(QStringLiteral("payload"),
                           QString::fromUtf8(QUrl::toPercentEncoding(QString::fromUtf8(json))));
    address.setQuery(query);
    QNetworkRequest request{address};
    request.setRawHeader("Authorization", stream::serverToken(secret()));
    request.setRawHeader("Stream-Auth-Type", "jwt");
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply{
        network.sendCustomRequest(request, method, inQuery ? QByteArray{} : json)};
    QSignalSpy finished{reply.get(), &QNetworkReply::finished};
    if (!reply->isFinished())
        finished.wait(patienceMs);
    QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
    answer.insert(QStringLiteral("_status"),
                  reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt());
    return answer;
}

QJsonArray SandboxProcess::requests() const
{
    return ask("GET", QStringLiteral("/__sandbox/requests"))[QLatin1String("requests")].toArray();
}

QString unsyncedId()
{
    return sandbox::demoUnsyncedUserId();
}

} // namespace chatsync::test
