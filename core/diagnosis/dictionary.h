// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace chatsync::diagnosis {

/// An entry of the error dictionary.
struct DictionaryEntry {
    enum class Origin {
        StreamCode, ///< A number of StreamChat's: `4`
        Meaning,    ///< A row of the wording table: `missing_users`
        Finding,    ///< Of ours: `never-synced`
        Recipe,     ///< A defect of the documented flow: `recipe-no-creator`
        Backend,    ///< What came of asking OneCrew's backend: `backend_timed_out`
    };

    QString code;
    Origin origin = Origin::Finding;
    QString name;    ///< "InputError", "Never synced"
    QString meaning; ///< What it says, a sentence or two
    QStringList causes;
    QStringList remedies;
    bool retryable = false;
    int status = 0;      ///< HTTP status of a StreamCode, 0 where none is documented
    QString words;       ///< A text StreamChat uses for it; may be empty
    QStringList seeAlso; ///< Codes

    bool operator==(const DictionaryEntry &) const = default;
};

QString toString(DictionaryEntry::Origin origin); ///< `stream_code`, `meaning`, `finding`, `recipe`, `backend`

/// Every code of StreamChat's, every meaning of the wording table, every rule, every defect of the recipe and
/// whatever may come of asking the backend.
const std::vector<DictionaryEntry> &dictionary();

/// By code: `4`, `code 4`, `-1`, `missing_users`, `never-synced`; or the entry for a text of StreamChat's, in
/// any wording. Nothing when neither fits.
std::optional<DictionaryEntry> explain(const QString &codeOrText);

/// Entries in which all words occur, best first; all of them for an empty text.
std::vector<DictionaryEntry> searchDictionary(const QString &words);

QJsonObject toJson(const DictionaryEntry &entry);

/// The whole dictionary as a page of the user guide (Markdown).
QString dictionaryPage();

} // namespace chatsync::diagnosis
