// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace chatsync::test {

/// A real Secret Service (gnome-keyring) on a session bus of the test's own, with an empty home: nobody's
/// keychain is touched. Stopped in the end.
class SecretService {
public:
    ~SecretService();

    /// With an open keyring. False with error() where the packages dbus-daemon and gnome-keyring are missing.
    bool start();
    /// Locks the keyring: whoever wants something from it from now on has to ask a person, and there is none.
    bool lock();
    /// Just the bus, with nobody on it who keeps secrets.
    bool startBusAlone();

    QString address() const { return m_address; } ///< For DBUS_SESSION_BUS_ADDRESS
    QString home() const { return m_home.path(); }
    QString error() const { return m_error; }

    /// What `secret-tool` finds under the key of an environment's secret; empty where nothing is.
    QByteArray kept(const QString &key) const;

private:
    QProcessEnvironment environment() const;

    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_keyring;
    QString m_address;
    QString m_error;
};

} // namespace chatsync::test
