// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logconversation.h"

#include <vector>

namespace chatsync::backendlog {

/// A line of the expected order, and what became of it.
struct SequenceRow {
    enum class State {
        AsExpected,
        Deviates,   ///< There, but early, twice, out of order, or saying that something went wrong
        Failed,     ///< There, and it tells an error
        Missing,    ///< Expected here, not in the log
        NotReached, ///< Behind the line with which the backend gave up
    };

    BackendLine kind = BackendLine::Failed;
    State state = State::AsExpected;
    QString title;   ///< The line's own words
    QString detail;  ///< What is to be said of it; may be empty
    qint64 line = 0; ///< 0: it is not in the log
    qint64 lastLine = 0;
    std::optional<qint64> ms; ///< Since the first line with a time
};

/// The conversation beside the order that flow.md gives, each line of it and those it lacks. Judge first.
std::vector<SequenceRow> sequenceOf(const LogConversation &conversation);

/// Of the rows that are expected, how many are there as expected.
struct SequenceCount {
    int asExpected = 0;
    int all = 0;
};
SequenceCount countOf(const std::vector<SequenceRow> &rows);

} // namespace chatsync::backendlog
