// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/facts.h"
#include "core/diagnosis/finding.h"
#include "core/domain/runevent.h"

#include <QJsonObject>

#include <vector>

namespace chatsync::diagnosis {

/// What a run, live or read from a log, says of its people and its channel.
struct Past {
    QDateTime at; ///< UTC, of the failure, else of the end; invalid where a log has no times
    QString cid;
    Outcome outcome = Outcome::Cancelled;
    QStringList members; ///< Stream ids of everybody it was about
    QStringList missing; ///< Whom StreamChat did not know
    QStringList synced;  ///< Whom the upsert is said to have made known
    QStringList present; ///< Who is said to have been a member in the end
    bool channelCreated = false;
    QString words; ///< StreamChat's or the backend's, when it failed

    bool operator==(const Past &) const = default;
};

Past pastOf(const std::vector<RunEvent> &events);

/// What to look up (LookupRequest::text) for comparing: everybody, and the channel.
QString textFor(const Past &past);

/// One person, or the channel, then and now.
struct Change {
    QString subject; ///< Stream id, or cid
    Evidence::Mark mark = Evidence::Mark::Info;
    QString sentence;
    bool contradicts = false; ///< What was said then does not agree with what StreamChat says now

    bool operator==(const Change &) const = default;
};

struct ThenAndNow {
    enum class Outlook { Succeeds, FailsTheSame, FailsOtherwise, Unknown };

    Outlook outlook = Outlook::Unknown;
    QString sentence;            ///< What changed, and whether it would succeed today
    std::vector<Change> changes; ///< Those that changed or contradict first

    bool operator==(const ThenAndNow &) const = default;
};

QString toString(ThenAndNow::Outlook outlook); ///< `succeeds`, `fails_the_same`, `fails_otherwise`, `unknown`

/// Pure. Compares what a run says with what was read since (see textFor()): who was missing and exists by
/// now, who still is, and whether the same conversation would succeed today.
ThenAndNow thenAndNow(const Past &then, const Facts &now);

QJsonObject toJson(const ThenAndNow &comparison);

} // namespace chatsync::diagnosis
