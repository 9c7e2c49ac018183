// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/facts.h"
#include "core/diagnosis/finding.h"

#include <span>
#include <vector>

namespace chatsync::diagnosis {

/// Where a rule strikes: a person, a channel, both, or neither (the environment).
struct Hit {
    const PersonFacts *person = nullptr;
    const ChannelFacts *channel = nullptr;
    QStringList arguments{}; ///< %2, %3 … of the rule's texts; %1 is the name of person or channel
    std::optional<Severity> severity{}; ///< In place of the rule's own
};

/// One cause: everything there is to say about it stands in its row of the table (ruletable.cpp), and nowhere
/// else. Rows stand in the order in which causes explain each other: of two findings of one severity, the one
/// whose row comes first is the cause of the other.
struct Rule {
    const char *code;
    Severity severity;
    Waiting waiting;
    bool hides; ///< While it holds, nobody can tell whether they can chat
    const char *sentence;
    const char *consequence;
    const char *meaning; ///< For the dictionary: what it means, without names
    const char *causes;  ///< For the dictionary: how it comes about
    const char *cure;    ///< For the dictionary: what to do
    std::vector<Hit> (*hits)(const Facts &facts);
    std::vector<Evidence> (*evidence)(const Facts &facts, const Hit &hit);
    Remedy (*remedy)(const Facts &facts, const Hit &hit);
};

std::span<const Rule> rules();

/// Null for an unknown code.
const Rule *ruleBy(const QString &code);

/// Asks every rule. In order: the first names the cause. Empty when nothing is wrong.
std::vector<Finding> findingsIn(const Facts &facts);

} // namespace chatsync::diagnosis
