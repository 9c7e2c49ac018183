// SPDX-License-Identifier: MIT
#pragma once

// How a journal's row keeps the people of its run. Internal to core/journal.

#include "core/domain/runsummary.h"

namespace chatsync {

/// A JSON array of pairs of id and name; empty without people.
QString peopleText(const QList<RunPerson> &people);
/// Whatever does not fit is left out.
QList<RunPerson> peopleFromText(const QByteArray &text);

/// What a search finds them by: ids and names.
QStringList peopleWords(const QList<RunPerson> &people);

} // namespace chatsync
