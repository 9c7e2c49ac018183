// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runevent.h"

#include <QStringList>

#include <vector>

namespace chatsync {

/// Whom a run found behind an id.
struct RunPerson {
    QString id;
    QString name; ///< Empty when no table knows the id

    bool operator==(const RunPerson &) const = default;
};

/// What a list of runs shows of one.
struct RunSummary {
    enum class State {
        Running,     ///< Its console is still at it (or these events are not all).
        Finished,    ///< Told run.finished.
        Interrupted, ///< Its console died. Only the journal can know.
    };

    QUuid id;
    qint64 number = 0; ///< The order in which a journal got it; 0 outside a journal.
    QDateTime startedAt;
    State state = State::Running;
    std::optional<Outcome> outcome; ///< None before the end
    QString environment;
    QString preset;
    QString initiator; ///< As typed, like the participants
    QStringList participants;
    QList<RunPerson> people; ///< Everybody as resolved, the initiator last; empty before that
    bool dryRun = false;
    QString failure; ///< `usage`, `environment`, `conversation`, `journal`, `cancelled`; empty when it worked
    QString errorText; ///< What the answer says, else the explanation
    int attempts = 0;
    qint64 durationMs = 0; ///< To the last event so far
    qint64 eventCount = 0;

    bool operator==(const RunSummary &) const = default;

    /// A repair of its participants; it has no initiator.
    bool isRepair() const { return preset == QLatin1String("repair"); }

    /// The initiator's name in the database; before that is known, or without one, what was typed.
    QString initiatorName() const;
    /// The same for everybody else, in order; each once.
    QStringList participantNames() const;
};

/// Whom the end of a resolve step tells of; empty for any other event.
QList<RunPerson> peopleIn(const RunEvent &event);

/// From the events of one run, in order; also from a part of them.
RunSummary summarize(const std::vector<RunEvent> &events);

/// The same, an event at a time.
void addToSummary(RunSummary &summary, const RunEvent &event);

QString toString(RunSummary::State state); ///< `running`, `finished`, `interrupted`

} // namespace chatsync
