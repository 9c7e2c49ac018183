// SPDX-License-Identifier: MIT
#include "tests/support/postgresserver.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QUrl>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chatsync::test {

namespace {

QString binaryFolder()
{
    QDir root{QStringLiteral("/usr/lib/postgresql")};
    QStringList versions = root.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(versions.begin(), versions.end(),
              [](const QString &left, const QString &right) { return left.toInt() > right.toInt(); });
    for (const QString &version : versions) {
        const QString folder = root.filePath(version + QStringLiteral("/bin"));
        if (QFile::exists(folder + QStringLiteral("/initdb")))
            return folder;
    }
    return {};
}

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

PostgresServer::PostgresServer() = default;

PostgresServer::~PostgresServer()
{
    stop();
}

bool PostgresServer::start()
{
    m_binaries = binaryFolder();
    if (m_binaries.isEmpty()) {
        m_error = QStringLiteral("PostgreSQL is not installed: ./dev test installs the package postgresql");
        return false;
    }
    m_folder = std::make_unique<QTemporaryDir>();
    if (geteuid() == 0) {
        // The server refuses to run as root.
        const passwd *user = getpwnam("postgres");
        if (!user || chown(m_folder->path().toUtf8().constData(), user->pw_uid, user->pw_gid) != 0) {
            m_error = QStringLiteral("the user postgres does not exist");
            return false;
        }
    }
    return initialise() && launch();
}

bool PostgresServer::initialise()
{
    const QString data = m_folder->filePath(QStringLiteral("data"));
    if (!run(m_binaries + QStringLiteral("/initdb"),
             {QStringLiteral("-D"), data, QStringLiteral("-U"), QStringLiteral("postgres"),
              QStringLiteral("-A"), QStringLiteral("trust"), QStringLiteral("-E"), QStringLiteral("UTF8"),
              QStringLiteral("--locale=C.UTF-8"), QStringLiteral("--no-sync")}))
        return false;
    QFile access{data + QStringLiteral("/pg_hba.conf")};
    if (!access.open(QIODevice::ReadWrite)) {
        m_error = access.errorString();
        return false;
    }
    const QByteArray rest = access.readAll();
    access.seek(0);
    access.write("host all scram_user 127.0.0.1/32 scram-sha-256\n" + rest);
    return true;
}

bool PostgresServer::launch()
{
    // Somebody else may take the port between finding and using it.
    for (int attempt = 0; attempt < 3; ++attempt) {
        const int port = m_port ? m_port : freePort();
        const QString options = QStringLiteral("-k %1 -p %2 -c listen_addresses=127.0.0.1 -c fsync=off")
                                    .arg(m_folder->path())
                                    .arg(port);
        m_running = run(m_binaries + QStringLiteral("/pg_ctl"),
                        {QStringLiteral("-D"), m_folder->filePath(QStringLiteral("data")),
                         QStringLiteral("-l"), m_folder->filePath(QStringLiteral("log")),
                         QStringLiteral("-o"), options, QStringLiteral("-w"), QStringLiteral("start")});
        if (m_running) {
            m_port = port;
            return true;
        }
    }
    return false;
}

void PostgresServer::stop()
{
    if (!std::exchange(m_running, false))
        return;
    run(m_binaries + QStringLiteral("/pg_ctl"),
        {QStringLiteral("-D"), m_folder->filePath(QStringLiteral("data")), QStringLiteral("-m"),
         QStringLiteral("immediate"), QStringLiteral("-w"), QStringLiteral("stop")});
}

bool PostgresServer::restart()
{
    stop();
    return launch();
}

bool PostgresServer::useTls(const QString &certificate, const QString &key)
{
    const auto copy = [this](const QString &from, const QString &name) {
        const QString to = m_folder->filePath(QStringLiteral("data/") + name);
        if (!QFile::copy(from, to))
            return false;
        // The server refuses a key that others may read, or that is not its own.
        const passwd *const user = geteuid() == 0 ? getpwnam("postgres") : nullptr;
        const QByteArray path = to.toUtf8();
        return chmod(path.constData(), 0600) == 0 &&
               (!user || chown(path.constData(), user->pw_uid, user->pw_gid) == 0);
    };
    if (!copy(certificate, QStringLiteral("server.crt")) || !copy(key, QStringLiteral("server.key"))) {
        m_error = QStringLiteral("certificate or key cannot be copied");
        return false;
    }
    QFile config{m_folder->filePath(QStringLiteral("data/postgresql.conf"))};
    if (!config.open(QIODevice::Append) || config.write("ssl = on\n") < 0)
        return false;
    config.close();
    return restart();
}

QString PostgresServer::url(const QString &database, const QString &user, const QString &password) const
{
    const QString secret = password.isEmpty()
                               ? QString{}
                               : QLatin1Char(':') + QString::fromLatin1(QUrl::toPercentEncoding(password));
    return QStringLiteral("postgresql://%1%2@127.0.0.1:%3/%4")
        .arg(user, secret, QString::number(m_port), database);
}

bool PostgresServer::execute(const QString &sql, const QString &database)
{
    return run(m_binaries + QStringLiteral("/psql"),
               {QStringLiteral("-X"), QStringLiteral("-q"), QStringLiteral("-v"),
                QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-d"), url(database), QStringLiteral("-f"),
                QStringLiteral("-")},
               sql.toUtf8());
}

QString PostgresServer::query(const QString &sql, const QString &database)
{
    QByteArray output;
    run(m_binaries + QStringLiteral("/psql"),
        {QStringLiteral("-X"), QStringLiteral("-q"), QStringLiteral("-A"), QStringLiteral("-t"),
         QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-d"), url(database),
         QStringLiteral("-f"), QStringLiteral("-")},
        sql.toUtf8(), &output);
    return QString::fromUtf8(output).trimmed();
}

bool PostgresServer::run(const QString &program, const QStringList &arguments, const QByteArray &input,
                         QByteArray *output)
{
    QProcess process;
    process.setWorkingDirectory(m_folder->path());
    // A server that inherits the pipe keeps it open: what pg_ctl says goes to a file instead.
    const bool starts = arguments.contains(QStringLiteral("start"));
    if (starts)
        process.setStandardOutputFile(QProcess::nullDevice());
    if (starts)
        process.setStandardErrorFile(QProcess::nullDevice());
    if (geteuid() == 0)
        process.start(QStringLiteral("runuser"), QStringList{QStringLiteral("-u"), QStringLiteral("postgres"),
                                                             QStringLiteral("--"), program} +
                                                     arguments);
    else
        process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool done = process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit &&
                      process.exitCode() == 0;
    if (output)
        *output = process.readAllStandardOutput();
    if (!done)
        m_error = program + QStringLiteral(": ") + process.errorString() + QLatin1Char(' ') +
                  QString::fromUtf8(process.readAllStandardError());
    return done;
}

} // namespace chatsync::test
