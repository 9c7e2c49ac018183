// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/sqldirectory.h"
#include "core/journal/journal.h"
#include "core/stream/transport.h"
#include "core/sync/flow.h"
#include "core/workbench/workbench.h"

#include <QProcess>
#include <QTemporaryDir>

namespace chatsync::bench {

/// `chat-sync sandbox` in a process of its own, without limits, and a workbench on it over real sockets: what
/// a person has who points chat-sync at it, journal on disk included.
class Loopback {
public:
    explicit Loopback(const QString &chatSync);
    ~Loopback();
    Loopback(const Loopback &) = delete;
    Loopback &operator=(const Loopback &) = delete;

    bool isReady() const { return m_workbench && m_journal; }
    QString url() const { return m_target.streamUrl; }
    QString key() const { return m_target.streamKey; }
    QString secret() const { return QString::fromUtf8(m_target.streamSecret); }

    /// A conversation of Sat Education with Amira Haddad, waits left out, and the milliseconds it took;
    /// negative when it did not work.
    double converse(Preset preset);

    /// What the last conversation sent.
    const std::vector<stream::HttpRequest> &sent() const { return m_recording.sent; }

private:
    struct Recording final : stream::Transport {
        QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override;
        Transport *transport = nullptr;
        std::vector<stream::HttpRequest> sent;
    };

    QProcess m_sandbox;
    QTemporaryDir m_folder;
    Target m_target;
    std::unique_ptr<Workbench> m_workbench;
    /// In memory: SQLite's own flush of the conversation row to disk takes ten times as long as all requests
    /// together and is no work of ours.
    std::unique_ptr<SqlDirectory> m_directory;
    std::unique_ptr<Journal> m_journal;
    Recording m_recording;
};

} // namespace chatsync::bench
