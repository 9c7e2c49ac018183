// SPDX-License-Identifier: MIT
#include "core/directory/directory.h"

#include <QCoreApplication>

namespace chatsync {

namespace {

void addByEmail(PeopleAnswer &answer, const QString &asked, const ParticipantPage &page)
{
    for (const Participant &found : page.participants) {
        if (!found.email || found.email->compare(asked, Qt::CaseInsensitive) != 0)
            continue;
        PeopleAnswer::Person person{.asked = asked};
        (found.table == Participant::Table::Users ? person.user : person.company) = found;
        answer.byEmail.push_back(std::move(person));
    }
}

} // namespace

QCoro::Task<Traced<ParticipantPage>> Directory::list(ParticipantListing listing, std::stop_token stop)
{
    ParticipantSearch everybody;
    everybody.limit = listing.limit;
    everybody.after = listing.after;
    auto searching = search(everybody, stop);
    Traced<ParticipantPage> page = co_await searching;
    if (page.result) {
        std::erase_if(page.result->participants,
                      [&listing](const Participant &found) { return found.table != listing.table; });
    }
    co_return page;
}

QCoro::Task<Traced<PeopleAnswer>> Directory::people(PeopleQuery query, std::stop_token stop)
{
    Traced<PeopleAnswer> answer;
    auto resolving = resolve(query.ids, stop);
    const Traced<std::vector<Resolution>> resolved = co_await resolving;
    answer.queries = resolved.queries;
    if (!resolved.result) {
        answer.result = tl::unexpected(resolved.result.error());
        co_return answer;
    }
    for (const Resolution &found : *resolved.result)
        answer.result->byId.push_back({found.id, found.user, found.company, found.unreadable});
    for (const QString &email : query.emails) {
        ParticipantSearch wanted;
        wanted.text = email;
        wanted.exactNameOnly = true;
        auto searching = search(wanted, stop);
        const Traced<ParticipantPage> page = co_await searching;
        answer.queries.insert(answer.queries.end(), page.queries.begin(), page.queries.end());
        if (!page.result) {
            answer.result = tl::unexpected(page.result.error());
            co_return answer;
        }
        addByEmail(*answer.result, email, *page.result);
    }
    co_return answer;
}

QCoro::Task<Traced<int>> Directory::deleteConversation(Conversation, std::stop_token)
{
    Traced<int> answer;
    answer.result = tl::unexpected(
        Error{Error::Kind::Refused,
              QCoreApplication::translate("Directory", "No conversation row can be deleted here."),
              {},
              {}});
    co_return answer;
}

} // namespace chatsync
