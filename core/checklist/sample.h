// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/participant.h"

#include <optional>
#include <vector>

namespace chatsync::checklist {

/// Whether the database calls a company approved; true where it does not tell.
bool isApproved(const Participant &company);

/// Approved within the last seven days.
bool isNewlyApproved(const Participant &company, const QDateTime &now);

/// The companies of a sweep, in its order, and a sentence on how they were chosen.
struct Sample {
    std::vector<Participant> companies;
    QString sentence;
};

/// Of the approved companies all, or @p size of them: the newly approved first, the last one first; the rest
/// spread evenly by a hash of the id, so that the same companies are chosen each time and no beginning of
/// the table is preferred.
Sample sampleOf(std::vector<Participant> companies, std::optional<int> size, const QDateTime &now);

/// A number that is the same for the same text on every machine.
quint64 stableHash(const QString &text);

} // namespace chatsync::checklist
