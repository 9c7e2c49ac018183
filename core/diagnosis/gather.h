// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/facts.h"
#include "core/diagnosis/recognition.h"
#include "core/directory/directory.h"
#include "core/domain/exchange.h"
#include "core/stream/client.h"

#include <QCoroTask>

#include <chrono>
#include <functional>
#include <stop_token>

namespace chatsync::diagnosis {

/// Keeps what `GET /app` told for a minute. One for each app; lives in one thread.
class AppCache {
public:
    /// Nothing when it is older than a minute at @p now, or was a failure.
    std::optional<AppFacts> get(const QDateTime &now) const;
    void put(const AppFacts &facts);

private:
    std::optional<AppFacts> m_facts;
};

/// What gathering stands on. Pointers are borrowed and outlive it; all of it lives in one thread.
struct GatherContext {
    Directory *directory = nullptr;
    stream::ClientContext client; ///< Its `recorded` is told of each exchange as ever
    AppCache *app = nullptr;      ///< None: asked each time
    /// How long the database may take before StreamChat is asked without it (real time).
    std::chrono::milliseconds databasePatience{5'000};
};

/// Whom to gather facts about.
struct GatherRequest {
    std::vector<Subject> subjects;
    std::vector<Hint> hints;
    int namesPerSearch = 25; ///< At most so many people for each part of a name
    /// Each name is to be one person: whoever is called exactly so, else the only one found. Names that leave
    /// a choice are told in Gathered::ambiguous, and nobody is taken for them.
    bool oneForEachName = false;
    QString after;        ///< ParticipantPage::next, to go on with the search for one name
    bool channels = true; ///< Also the channels; never for more than 50 people
};

/// Facts, and the evidence they rest on.
struct Gathered {
    Facts facts;
    QString next; ///< Where a search for one name goes on; empty on its last page
    /// Subjects whom neither database nor StreamChat know, and names that nobody bears.
    std::vector<Subject> notFound;
    /// Names that several people bear, so that nobody can say who is meant.
    std::vector<Subject> ambiguous;
    std::vector<QueryTrace> queries;
    std::vector<Exchange> exchanges; ///< Redacted
    std::chrono::milliseconds took{0};
};

/// Reads; never writes. Wave 1: database (people in one statement, their conversations in another) and, when
/// not cached, `GET /app`; wave 2: users under both prefixes and channels, both at once. Up to 50 people by
/// id or e-mail cost at most two database round trips and two StreamChat requests (three with `GET /app`);
/// more of them go in portions and without channels.
///
/// Whatever could not be read is told in the facts; the result itself is an error only when stopped.
QCoro::Task<Result<Gathered>> gather(GatherContext context, GatherRequest request, std::stop_token stop);

} // namespace chatsync::diagnosis
