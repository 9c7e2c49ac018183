// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runevent.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace chatsync::ui {

/// What is known about a run as a whole, from its events so far.
struct RunFacts {
    struct Person {
        QString id;
        QString streamId;
        QString name;
        QString role;
        bool company = false;
        bool inDatabase = true;
        int syncedInAttempt = 0; ///< 0: not
        std::optional<bool> member; ///< Of the channel, once it was read back
    };

    QUuid id;
    QDateTime startedAt;
    QString initiator; ///< As typed
    QStringList participants;
    QString preset;
    QString environment;
    QString environmentKind;
    QString streamUrl;
    QStringList faults;
    double waitMs = 0;
    QList<double> retryWaitMs;
    int attemptsAllowed = 1;
    bool dryRun = false;
    bool printed = false; ///< The backend would have printed something

    QList<Person> people;           ///< In the order of the resolve step
    QHash<QString, int> byStreamId; ///< Position in people
    QString cid;

    int attempt = 1; ///< Reached so far
    bool finished = false;
    bool interrupted = false;
    std::optional<Outcome> outcome;
    QString message;
    QString failure;
    QString answerError; ///< What the backend would have answered, to the letter
    QString what;
    QString why;
    QStringList next;
    double durationMs = 0;
    QJsonObject backendSaid;  ///< Empty: nobody asked one
    QJsonObject backendTruth; ///< What was verified of it
    QString answerStep;       ///< The sentence of the step `answer`
    int membersPresent = 0;
    int membersExpected = 0;

    void add(const RunEvent &event);

    /// OneCrew's backend did the work.
    bool byBackend() const { return preset == QLatin1String("backend"); }
    const Person *person(const QString &streamId) const;
    /// The name behind what was typed, a uuid or a Stream id; else what was typed, an id shortened.
    QString displayName(const QString &typed) const;
    QString participantsSentence() const; ///< "A with B and C"
};

} // namespace chatsync::ui
