// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runevent.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <vector>

namespace chatsync::test {

/// How a program ended and what it said.
struct Ran {
    int exitCode = -1; ///< 128 + signal when a signal ended it, as a shell tells it; -1 when it never ended
    QByteArray out;
    QByteArray err;

    /// The whole lines of standard output.
    QList<QByteArray> lines() const;
    /// Each line as JSON.
    QList<QJsonObject> objects() const;
    /// Standard output as events; empty where a line is none.
    std::vector<RunEvent> events() const;
    /// `data` of the last event.
    QJsonObject end() const;
    QString why() const;   ///< `explanation`, what and why
    QString error() const; ///< `answer.error`
    /// Everything, for a failing test.
    QByteArray told() const;
};

/// What is not whole about a run: a gap in `seq`, an event of another run, a step without an end, no
/// run.finished with an answer. Empty: nothing.
QString flawOf(const std::vector<RunEvent> &events);

/// A person's machine: an own home, an own journal, an environment in which nothing names a target.
class Machine {
public:
    Machine();

    QString journal() const;
    QString file(const QString &name) const { return m_home.filePath(name); }
    void set(const QString &variable, const QString &value) { m_environment.insert(variable, value); }
    void unset(const QString &variable) { m_environment.remove(variable); }
    const QProcessEnvironment &environment() const { return m_environment; }
    QString home() const { return m_home.path(); }

    /// Starts `chat-sync` and does not wait for its end.
    void start(QProcess &process, const QStringList &arguments) const;
    /// Runs `chat-sync` to its end while the event loop of the caller goes on.
    Ran run(const QStringList &arguments, const QByteArray &input = {}) const;
    /// `converse --json` from "Sat Education", without waits unless given, to whom StreamChat does not know
    /// unless
    /// `--with` is given.
    Ran converse(const QStringList &arguments = {}) const;
    QStringList converseArguments(const QStringList &arguments = {}) const;
    std::vector<RunEvent> shown(const QString &run = QStringLiteral("last")) const;

private:
    QTemporaryDir m_home;
    QProcessEnvironment m_environment;
};

/// Collects what is left of a process once it has ended.
Ran ended(QProcess &process);

/// `chat-sync sandbox` in a process of its own.
class SandboxProcess {
public:
    ~SandboxProcess();
    bool start(const Machine &machine, const QStringList &arguments = {});
    /// Sends the signal and waits for the end.
    int stopWith(int signal);

    QProcess &process() { return m_process; }
    QString url() const { return m_told[QLatin1String("url")].toString(); }
    QString key() const { return m_told[QLatin1String("key")].toString(); }
    QByteArray secret() const { return m_told[QLatin1String("secret")].toString().toUtf8(); }
    QString database() const { return m_told[QLatin1String("database")].toString(); }
    const QJsonObject &told() const { return m_told; }

    /// Makes this sandbox the target of all that runs on @p machine.
    void target(Machine &machine) const;
    /// A request of the test's own, with a token of its own: the answer's JSON, with its HTTP status as
    /// `_status`.
    QJsonObject ask(const QByteArray &method, const QString &path, const QJsonObject &payload = {}) const;
    /// The requests it has seen, without those of ask() to its control paths.
    QJsonArray requests() const;

private:
    QProcess m_process;
    QJsonObject m_told;
};

/// Amira Haddad, whom the demo's StreamChat does not know.
QString unsyncedId();

} // namespace chatsync::test
