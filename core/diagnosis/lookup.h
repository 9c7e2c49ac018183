// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/gather.h"
#include "core/diagnosis/recognition.h"
#include "core/diagnosis/verdict.h"

#include <QJsonObject>

namespace chatsync::diagnosis {

/// One line of the results.
struct Match {
    enum class Group {
        MissingInMessage, ///< Called missing by the message that was pasted
        InMessage,        ///< In the text, by id, e-mail or name
        SameId,           ///< The same id under the other prefix, where StreamChat has it
        Found,            ///< By part of a name or e-mail
    };

    Group group = Group::InMessage;
    std::size_t person = 0; ///< Index into LookupResult::facts.people, and into `verdicts`
    QString streamId;       ///< Expected one; the other one for SameId

    bool operator==(const Match &) const = default;
};

QString toString(Match::Group group); ///< `missing_in_message`, `in_message`, `same_id`, `found`

/// Everything one look-up gives.
struct LookupResult {
    QString text; ///< As asked, at most its first 1000 characters
    Recognition recognition;
    Facts facts;
    std::vector<Match> matches;      ///< By group, in each in the order of the text
    std::vector<Verdict> verdicts;   ///< One for each of facts.people
    std::optional<Verdict> together; ///< When two to ten people were named (not merely found by a name)
    std::vector<Subject> notFound;
    std::vector<Subject> ambiguous;
    QString next; ///< For LookupRequest::after; empty on the last page
    std::vector<QueryTrace> queries;
    std::vector<Exchange> exchanges;
    std::chrono::milliseconds took{0};
};

struct LookupRequest {
    QString text;
    std::optional<Recognition> recognition{}; ///< Of the text, where it was recognised already
    QString after;                            ///< LookupResult::next of the page before
    std::vector<Hint> hints;                  ///< From runs; see hintsIn()
    bool together = false; ///< The people are to be judged together, also where names were given
};

/// Recognises, gathers, diagnoses. An error only when stopped; nonsense, a database or a StreamChat that is
/// down are results that say so.
QCoro::Task<Result<LookupResult>> lookUp(GatherContext context, LookupRequest request, std::stop_token stop);

QJsonObject toJson(const LookupResult &result);

/// The table of a bulk look-up as CSV (RFC 4180, UTF-8, with a header row); cells that a spreadsheet would
/// take for a formula are quoted with an apostrophe.
QByteArray toCsv(const LookupResult &result);

} // namespace chatsync::diagnosis
