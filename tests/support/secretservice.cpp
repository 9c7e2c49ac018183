// SPDX-License-Identifier: MIT
#include "tests/support/secretservice.h"

#include <QFile>

namespace chatsync::test {

namespace {

constexpr int patienceMs = 20'000;

} // namespace

SecretService::~SecretService()
{
    for (QProcess *process : {&m_keyring, &m_bus}) {
        process->kill();
        process->waitForFinished();
    }
}

QProcessEnvironment SecretService::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *variable :
         {"DISPLAY", "WAYLAND_DISPLAY", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "GNOME_KEYRING_CONTROL"})
        environment.remove(QLatin1String(variable));
    environment.insert(QStringLiteral("HOME"), m_home.path());
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_home.path());
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_address);
    return environment;
}

/// A bus of its own, which starts no services: the system's list of them would bring in the developer's.
bool SecretService::startBusAlone()
{
    QFile config{m_home.filePath(QStringLiteral("bus.conf"))};
    if (!config.open(QIODevice::WriteOnly))
        return false;
    config.write("<busconfig><type>session</type><listen>unix:tmpdir=" + m_home.path().toUtf8() +
                 "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" "
                 "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
    config.close();
    m_bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                                                QStringLiteral("--config-file"), config.fileName()});
    while (!m_bus.canReadLine()) {
        if (!m_bus.waitForReadyRead(patienceMs)) {
            m_error = QStringLiteral("dbus-daemon: ") + m_bus.errorString() +
                      QString::fromUtf8(m_bus.readAllStandardError());
            return false;
        }
    }
    m_address = QString::fromUtf8(m_bus.readLine()).trimmed();
    return true;
}

bool SecretService::start()
{
    if (!startBusAlone())
        return false;
    m_keyring.setProcessEnvironment(environment());
    m_keyring.start(
        QStringLiteral("gnome-keyring-daemon"),
        {QStringLiteral("--foreground"), QStringLiteral("--components=secrets"), QStringLiteral("--unlock")});
    if (!m_keyring.waitForStarted(patienceMs)) {
        m_error = QStringLiteral("gnome-keyring-daemon: ") + m_keyring.errorString();
        return false;
    }
    m_keyring.write("a password of the test's own");
    m_keyring.closeWriteChannel();
    // It is there once somebody owns the name.
    for (int round = 0; round < 200; ++round) {
        QProcess ask;
        ask.setProcessEnvironment(environment());
        ask.start(QStringLiteral("dbus-send"),
                  {QStringLiteral("--session"), QStringLiteral("--print-reply"),
                   QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
                   QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
                   QStringLiteral("string:org.freedesktop.secrets")});
        if (!ask.waitForFinished(patienceMs)) {
            m_error = QStringLiteral("dbus-send: ") + ask.errorString();
            return false;
        }
        if (ask.readAllStandardOutput().contains("true"))
            return true;
        if (m_keyring.waitForFinished(50)) {
            m_error = QString::fromUtf8(m_keyring.readAllStandardError());
            return false;
        }
    }
    m_error = QStringLiteral("gnome-keyring-daemon does not come");
    return false;
}

bool SecretService::lock()
{
    QProcess ask;
    ask.setProcessEnvironment(environment());
    ask.start(QStringLiteral("dbus-send"),
              {QStringLiteral("--session"), QStringLiteral("--print-reply"),
               QStringLiteral("--dest=org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
               QStringLiteral("org.freedesktop.Secret.Service.Lock"),
               QStringLiteral("array:objpath:/org/freedesktop/secrets/collection/login")});
    const bool done = ask.waitForFinished(patienceMs) && ask.exitCode() == 0;
    if (!done)
        m_error = QString::fromUtf8(ask.readAllStandardError());
    return done;
}

QByteArray SecretService::kept(const QString &key) const
{
    QProcess tool;
    tool.setProcessEnvironment(environment());
    tool.start(QStringLiteral("secret-tool"),
               {QStringLiteral("lookup"), QStringLiteral("user"), key, QStringLiteral("server"),
                QStringLiteral("chat-sync-console")});
    tool.waitForFinished(patienceMs);
    return tool.readAllStandardOutput();
}

} // namespace chatsync::test
