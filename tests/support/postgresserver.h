// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace chatsync::test {

/// A real PostgreSQL of the test's own: fresh folder, free port on 127.0.0.1, stopped and removed in the end.
///
/// The role `postgres` is let in without password, the role `scram_user` only with one (SCRAM). Blocks the
/// calling thread.
class PostgresServer {
public:
    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer &) = delete;
    PostgresServer &operator=(const PostgresServer &) = delete;

    /// Makes and starts it; false with error() where that fails, also where PostgreSQL is not installed.
    bool start();
    /// Makes it offer TLS with this certificate and key (PEM files), and starts it again.
    bool useTls(const QString &certificate, const QString &key);
    /// Ends every connection and starts again on the same port and data.
    bool restart();
    QString error() const { return m_error; }

    int port() const { return m_port; }
    /// `postgresql://<user>[:<password>]@127.0.0.1:<port>/<database>`
    QString url(const QString &database = QStringLiteral("postgres"),
                const QString &user = QStringLiteral("postgres"), const QString &password = {}) const;

    /// Runs statements as the superuser through psql; false with error() at the first that fails.
    bool execute(const QString &sql, const QString &database = QStringLiteral("postgres"));
    /// The same, and what they give: one line a row, columns separated by `|`.
    QString query(const QString &sql, const QString &database = QStringLiteral("postgres"));

private:
    bool initialise();
    bool launch();
    void stop();
    bool run(const QString &program, const QStringList &arguments, const QByteArray &input = {},
             QByteArray *output = nullptr);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_binaries;
    QString m_error;
    int m_port = 0;
    bool m_running = false;
};

} // namespace chatsync::test
