// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/dictionary.h"
#include "core/diagnosis/lookup.h"

namespace chatsync::cli {

/// What was recognised and, of each person: the verdict, the comparison and the findings; of more than five
/// people a line each.
void printLookup(const diagnosis::LookupResult &result);

/// The verdict on several people: sentence, findings with their evidence, what to do, what was not checked.
void printVerdict(const diagnosis::Verdict &verdict, const QDateTime &now);

void printEntry(const diagnosis::DictionaryEntry &entry);

/// Text in a colour where the terminal takes colours; names are the sequences' numbers.
QString coloured(const QString &colour, const QString &text);
const QString &redColour();
const QString &greenColour();
const QString &yellowColour();
const QString &dimColour();
const QString &boldColour();

} // namespace chatsync::cli
