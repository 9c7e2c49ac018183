// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/facts.h"
#include "core/diagnosis/finding.h"

#include <QJsonObject>

namespace chatsync::diagnosis {

/// Whether these people can chat with each other now; of one person, whether others can chat with them.
struct Verdict {
    enum class Answer { Yes, YesWithRisks, No, Unknown };

    Answer answer = Answer::Unknown;
    QString sentence;    ///< "Sat Education cannot chat with Amira Haddad: …"; persons by name, no pronoun
    QString cause;       ///< What the first finding says; empty when healthy
    QString consequence; ///< What the remedy would do, or what follows
    std::vector<Finding> findings;      ///< Never empty: a healthy one has the finding `healthy`
    std::vector<NotChecked> notChecked; ///< Never empty
    int causesChecked = 0;

    const Finding &first() const { return findings.front(); }
    int count(Severity severity) const;
    bool operator==(const Verdict &) const = default;
};

QString toString(Verdict::Answer answer); ///< `yes`, `yes_with_risks`, `no`, `unknown`

/// Pure. The people, their channels and the environment as gathered. Of channels only those count which all
/// of the people are to be in (with one person: all).
Verdict diagnose(const Facts &facts);

/// The facts about some of the people alone.
Facts factsOf(const Facts &facts, const QStringList &participantIds);

/// Stable keys, for `--json` and exports.
QJsonObject toJson(const Verdict &verdict);
QJsonObject toJson(const Finding &finding);
QJsonObject toJson(const Remedy &remedy);
QJsonObject toJson(const PersonFacts &person, const QDateTime &now);
QJsonObject toJson(const ChannelFacts &channel, const QDateTime &now);

} // namespace chatsync::diagnosis
