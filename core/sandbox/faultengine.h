// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/call.h"
#include "core/sandbox/simulator.h"

#include <variant>

namespace chatsync::sandbox {

/// The faults of one simulator and how often each has struck. Faults of behaviour are handed to the AppState
/// as bends; those of transport and edge are decided here, before and after a call.
class FaultEngine {
public:
    FaultEngine(QList<Fault> faults, quint32 seed);

    Bends bends() const;
    bool has(const QString &name) const;
    Millis clockSkew() const { return m_skew; }
    const QList<Fault> &faults() const { return m_faults; }

    /// An answer which takes the place of the call's own, and the fault behind it.
    struct Instead {
        QString fault;
        std::variant<ApiError, SimulatorReply> answer;
        qint64 reset = 0; ///< For a rate limit: when it ends, Unix time in seconds
    };

    /// Before key and token are looked at: what stands in front of StreamChat.
    std::optional<Instead> atEdge(const QString &operation);
    /// After them: what StreamChat itself refuses.
    std::optional<Instead> atService(const QString &operation, Millis now);
    /// Bends the finished answer. Gives the names of the faults that did.
    QStringList onTheWay(const QString &operation, SimulatorReply &reply);

private:
    struct Strikes {
        int seen = 0;
        qint64 refusedUntil = 0; ///< Seconds, for rate-limit
    };
    /// Whether the fault strikes this call; counts it.
    bool strikes(qsizetype index, const QString &operation, int standardCount);
    std::optional<Instead> rateLimit(qsizetype index, Millis now);

    QList<Fault> m_faults;
    std::vector<Strikes> m_strikes;
    QRandomGenerator m_random;
    Millis m_skew = 0;
};

} // namespace chatsync::sandbox
