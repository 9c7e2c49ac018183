// SPDX-License-Identifier: MIT
#include "core/diagnosis/lookup.h"

#include "core/diagnosis/history.h"

#include <algorithm>

namespace chatsync::diagnosis {

namespace {

constexpr qsizetype longestQuotation = 1000;
constexpr std::size_t mostTogether = 10;

std::vector<Subject> searchable(const Recognition &recognition)
{
    std::vector<Subject> subjects;
    for (const Subject &subject : recognition.subjects) {
        if (subject.kind != Subject::Kind::Code)
            subjects.push_back(subject);
    }
    return subjects;
}

Match::Group groupOf(const LookupResult &result, const PersonFacts &person)
{
    if (person.missingInMessage)
        return Match::Group::MissingInMessage;
    return result.recognition.forms.contains(TextForm::Name) ? Match::Group::Found : Match::Group::InMessage;
}

void match(LookupResult &result)
{
    const std::vector<PersonFacts> &people = result.facts.people;
    for (std::size_t i = 0; i < people.size(); ++i) {
        result.matches.push_back({groupOf(result, people[i]), i, people[i].stream.streamId});
        if (people[i].other.isThere())
            result.matches.push_back({Match::Group::SameId, i, people[i].other.streamId});
    }
    std::stable_sort(result.matches.begin(), result.matches.end(),
                     [](const Match &a, const Match &b) { return a.group < b.group; });
}

void judge(LookupResult &result, bool together)
{
    for (const PersonFacts &person : result.facts.people)
        result.verdicts.push_back(diagnose(factsOf(result.facts, {person.id})));
    const bool found = result.facts.people.size() > 1 && result.facts.people.size() <= mostTogether;
    const bool named = together || !result.recognition.forms.contains(TextForm::Name);
    if (found && named && result.ambiguous.empty())
        result.together = diagnose(result.facts);
}

} // namespace

QString toString(Match::Group group)
{
    switch (group) {
    case Match::Group::MissingInMessage:
        return QStringLiteral("missing_in_message");
    case Match::Group::InMessage:
        return QStringLiteral("in_message");
    case Match::Group::SameId:
        return QStringLiteral("same_id");
    case Match::Group::Found:
        return QStringLiteral("found");
    }
    Q_UNREACHABLE();
}

QCoro::Task<Result<LookupResult>> lookUp(GatherContext context, LookupRequest request, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelledError();
    LookupResult result;
    result.text = request.text.left(longestQuotation);
    result.recognition = request.recognition ? *request.recognition : recognise(request.text);

    GatherRequest gathering;
    gathering.subjects = searchable(result.recognition);
    gathering.hints = request.hints;
    for (const Hint &hint : hintsIn(result.recognition))
        gathering.hints.push_back(hint);
    gathering.after = request.after;
    gathering.oneForEachName = request.together || gathering.subjects.size() > 1;
    if (gathering.subjects.empty()) {
        result.facts.now = context.client.clock->now();
        co_return result;
    }
    auto pending = gather(context, gathering, stop);
    Result<Gathered> gathered = co_await pending;
    if (!gathered)
        co_return tl::unexpected(gathered.error());
    result.facts = std::move(gathered->facts);
    result.next = gathered->next;
    result.notFound = std::move(gathered->notFound);
    result.ambiguous = std::move(gathered->ambiguous);
    result.queries = std::move(gathered->queries);
    result.exchanges = std::move(gathered->exchanges);
    result.took = gathered->took;
    match(result);
    judge(result, request.together);
    co_return result;
}

} // namespace chatsync::diagnosis
