// SPDX-License-Identifier: MIT
#include "core/checklist/cast.h"

#include "core/checklist/sample.h"
#include "core/domain/identity.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::checklist {

namespace {

constexpr std::size_t enoughKnown = 200;
constexpr int mostPages = 100;
constexpr int pageSize = 500;
constexpr qsizetype idsPerRequest = 100;

QString tr(const char *text)
{
    return QCoreApplication::translate("Checklist", text);
}

tl::unexpected<Error> blocked(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

Result<Participant> approvedOnly(const Participant &company)
{
    if (!isApproved(company)) {
        return blocked(tr("The company “%1” is not approved: the database says “%2”.")
                           .arg(company.name, company.approval.value_or(QString{})),
                       tr("Have it approved, or name another company."));
    }
    return company;
}

Result<Participant> theOne(const QString &asked, const std::vector<Participant> &found)
{
    if (found.empty()) {
        return blocked(tr("There is no company “%1” in the database.").arg(asked),
                       tr("Add it, or name another company in a checklist of your own."));
    }
    if (found.size() > 1) {
        return blocked(tr("Several companies are called “%1”.").arg(asked),
                       tr("Name the one that is meant by its id in a checklist of your own."));
    }
    return approvedOnly(found.front());
}

} // namespace

Cast::Cast(Sources sources)
    : m_from(sources)
{}

QCoro::Task<Result<Participant>> Cast::company(QString nameOrId, std::stop_token stop)
{
    const QString asked = nameOrId;
    const std::optional<QString> id = participantIdIn(asked);
    std::vector<Participant> found;
    if (id) {
        auto resolving = m_from.directory->resolve({*id}, stop);
        const Traced<std::vector<Resolution>> answer = co_await resolving;
        if (!answer.result)
            co_return tl::unexpected(answer.result.error());
        const Resolution &resolution = answer.result->front();
        if (resolution.unreadable)
            co_return tl::unexpected(*resolution.unreadable);
        if (resolution.company)
            found.push_back(*resolution.company);
        co_return theOne(asked, found);
    }
    ParticipantSearch wanted;
    wanted.text = asked;
    wanted.exactNameOnly = true;
    auto searching = m_from.directory->search(wanted, stop);
    const Traced<ParticipantPage> page = co_await searching;
    if (!page.result)
        co_return tl::unexpected(page.result.error());
    for (const Participant &one : page.result->participants) {
        if (one.table == Participant::Table::Companies && one.name.compare(asked, Qt::CaseInsensitive) == 0)
            found.push_back(one);
    }
    co_return theOne(asked, found);
}

QCoro::Task<Result<std::vector<Participant>>> Cast::companies(std::stop_token stop)
{
    std::vector<Participant> all;
    ParticipantListing listing{.table = Participant::Table::Companies, .limit = pageSize};
    do {
        auto reading = m_from.directory->list(listing, stop);
        const Traced<ParticipantPage> page = co_await reading;
        if (!page.result)
            co_return tl::unexpected(page.result.error());
        all.insert(all.end(), page.result->participants.begin(), page.result->participants.end());
        listing.after = page.result->next;
    } while (!listing.after.isEmpty());
    co_return all;
}

/// Asks StreamChat who of them is known there.
QCoro::Task<Result<void>> Cast::sort(std::vector<Participant> users, std::stop_token stop)
{
    QStringList ids;
    for (const Participant &user : users)
        ids << identityOf(user).streamId;
    QHash<QString, stream::User> known;
    for (qsizetype first = 0; first < ids.size(); first += idsPerRequest) {
        const json::Object in{{QStringLiteral("$in"), ids.mid(first, idsPerRequest)}};
        const stream::Query query{.filter = {{QStringLiteral("id"), in}},
                                  .limit = static_cast<int>(idsPerRequest)};
        auto asking = m_from.client->queryUsers(query, true, stop);
        const stream::CallResult<std::vector<stream::User>> answer = co_await asking;
        if (!answer)
            co_return tl::unexpected(stream::toError(answer.error()));
        for (const stream::User &user : *answer)
            known.insert(user.id, user);
    }
    m_readAt = m_from.clock->now();
    for (const Participant &user : users) {
        const auto found = known.constFind(identityOf(user).streamId);
        if (found == known.cend())
            m_unknown.push_back(user);
        else if (!found->deactivatedAt && !found->banned)
            m_known.push_back(user);
    }
    co_return Result<void>{};
}

QCoro::Task<Result<void>> Cast::findUsers(int unknown, std::stop_token stop)
{
    ParticipantListing listing{.table = Participant::Table::Users, .limit = pageSize};
    for (int page = 0; page < mostPages; ++page) {
        auto reading = m_from.directory->list(listing, stop);
        const Traced<ParticipantPage> read = co_await reading;
        if (!read.result)
            co_return tl::unexpected(read.result.error());
        std::vector<Participant> users = read.result->participants;
        std::erase_if(users, [](const Participant &user) { return user.kind != ParticipantKind::User; });
        auto sorting = sort(std::move(users), stop);
        const Result<void> sorted = co_await sorting;
        if (!sorted)
            co_return tl::unexpected(sorted.error());
        listing.after = read.result->next;
        const bool enough = m_known.size() >= enoughKnown &&
                            (m_from.newUsers || m_unknown.size() >= static_cast<std::size_t>(unknown));
        if (enough || listing.after.isEmpty())
            break;
    }
    co_return Result<void>{};
}

std::vector<Participant> Cast::existing(int count, const QString &salt) const
{
    std::vector<Participant> chosen;
    const std::size_t most = std::min(static_cast<std::size_t>(std::max(count, 0)), m_known.size());
    const std::size_t first = m_known.empty() ? 0 : stableHash(salt) % m_known.size();
    for (std::size_t i = 0; i < most; ++i)
        chosen.push_back(m_known[(first + i) % m_known.size()]);
    return chosen;
}

QCoro::Task<Result<NewUser>> Cast::newUser(QString name, std::stop_token stop)
{
    if (!m_from.newUsers && m_unknown.empty()) {
        co_return blocked(tr("StreamChat knows every user of the database, and none can be added here."),
                          tr("Add a user to the database, or remove one from StreamChat."));
    }
    NewUser chosen;
    if (m_from.newUsers) {
        auto making = m_from.newUsers->make(name, stop);
        const Result<Participant> made = co_await making;
        if (!made)
            co_return tl::unexpected(made.error());
        chosen = {.who = *made, .made = true};
        m_made << made->id;
    } else {
        chosen = {.who = m_unknown.front()};
        m_unknown.pop_front();
    }
    const QString streamId = identityOf(chosen.who).streamId;
    const json::Object in{{QStringLiteral("$in"), QStringList{streamId}}};
    const stream::Query query{.filter = {{QStringLiteral("id"), in}}, .limit = 1};
    auto asking = m_from.client->queryUsers(query, true, stop);
    const stream::CallResult<std::vector<stream::User>> answer = co_await asking;
    if (!answer)
        co_return tl::unexpected(stream::toError(answer.error()));
    if (!answer->empty()) {
        co_return blocked(tr("%1 became known to StreamChat in the meantime.").arg(streamId),
                          tr("Run the check again."));
    }
    chosen.absentAt = m_from.clock->now();
    co_return chosen;
}

} // namespace chatsync::checklist
