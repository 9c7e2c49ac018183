// SPDX-License-Identifier: MIT
#include "core/directory/sqldirectory.h"

#include "core/directory/introspection.h"
#include "core/directory/lookup.h"
#include "core/directory/people.h"
#include "core/directory/statements.h"

#include <QCoreApplication>
#include <QCoroFuture>

namespace chatsync {

/// Outlives the directory for as long as a call is under way; destroying the directory closes the store in
/// it.
struct SqlDirectory::State {
    State(std::unique_ptr<Store> filled, SchemaMapping map)
        : store(std::move(filled))
        , mapping(std::move(map))
    {}

    std::unique_ptr<Store> store;
    SchemaMapping mapping;
    std::optional<Introspection> known;

    using Self = std::shared_ptr<State>;
    static QCoro::Task<Result<DirectoryCapabilities>> open(Self self, std::stop_token stop);
    static QCoro::Task<Traced<std::vector<Resolution>>> resolve(Self self, QStringList ids,
                                                                std::stop_token stop);
    static QCoro::Task<Traced<ParticipantPage>> search(Self self, ParticipantSearch search,
                                                       std::stop_token stop);
    static QCoro::Task<Traced<ParticipantPage>> list(Self self, ParticipantListing listing,
                                                     std::stop_token stop);
    static QCoro::Task<Traced<PeopleAnswer>> people(Self self, PeopleQuery query, std::stop_token stop);
    static QCoro::Task<Traced<Conversation>> insert(Self self, Conversation conversation,
                                                    std::stop_token stop);
    static QCoro::Task<Traced<int>> remove(Self self, Conversation row, std::stop_token stop);
};

namespace {

/// A job's answer: outside what the store says, inside what the database says.
template<typename T>
Traced<T> flattened(Result<Traced<T>> answer)
{
    if (!answer)
        return {tl::unexpected(answer.error()), {}};
    return std::move(*answer);
}

/// What could not be asked at all is unreadable, each id for itself; only a stop is an error of the whole.
Traced<std::vector<Resolution>> allUnreadable(const QStringList &ids, const Error &error)
{
    if (error.kind == Error::Kind::Cancelled)
        return {tl::unexpected(error), {}};
    Traced<std::vector<Resolution>> answer;
    for (const QString &id : ids)
        answer.result->push_back(
            {.id = id, .user = std::nullopt, .company = std::nullopt, .unreadable = error});
    return answer;
}

Error mayNotInsert(const QString &why)
{
    return {Error::Kind::Refused,
            QCoreApplication::translate("Directory", "No conversation row can be inserted. %1").arg(why),
            QCoreApplication::translate("Directory", "Allow it, or let the run make its own id."),
            {}};
}

Error mayNotDelete(const QString &why)
{
    return {Error::Kind::Refused,
            QCoreApplication::translate("Directory", "No conversation row can be deleted. %1").arg(why),
            QCoreApplication::translate("Directory", "Allow it, or remove the row by other means."),
            {}};
}

QueryTrace planned(const Statement &statement)
{
    QueryTrace trace;
    trace.sql = statement.sql;
    trace.values = QJsonArray::fromVariantList(statement.values);
    trace.writes = statement.writes;
    trace.planned = true;
    return trace;
}

} // namespace

QCoro::Task<Result<DirectoryCapabilities>> SqlDirectory::State::open(Self self, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelledError();
    if (self->known)
        co_return self->known->capabilities;
    auto work = [mapping = self->mapping](Connection &connection) { return introspect(connection, mapping); };
    auto job = self->store->run(std::move(work), stop);
    const Result<Introspection> found = co_await job;
    if (!found)
        co_return tl::unexpected(found.error());
    self->known = *found;
    co_return found->capabilities;
}

QCoro::Task<Traced<std::vector<Resolution>>> SqlDirectory::State::resolve(Self self, QStringList ids,
                                                                          std::stop_token stop)
{
    auto opening = open(self, stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return allUnreadable(ids, opened.error());
    auto work = [schema = self->known->schema, ids](Connection &connection) {
        return Result<Traced<std::vector<Resolution>>>{resolveIn(connection, schema, ids)};
    };
    auto job = self->store->run(std::move(work), stop);
    const Result<Traced<std::vector<Resolution>>> answer = co_await job;
    if (!answer)
        co_return allUnreadable(ids, answer.error());
    co_return *answer;
}

QCoro::Task<Traced<ParticipantPage>> SqlDirectory::State::search(Self self, ParticipantSearch search,
                                                                 std::stop_token stop)
{
    auto opening = open(self, stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return Traced<ParticipantPage>{tl::unexpected(opened.error()), {}};
    auto work = [schema = self->known->schema, search](Connection &connection) {
        return Result<Traced<ParticipantPage>>{searchIn(connection, schema, search)};
    };
    auto job = self->store->run(std::move(work), stop);
    const Result<Traced<ParticipantPage>> answer = co_await job;
    co_return flattened(answer);
}

QCoro::Task<Traced<ParticipantPage>> SqlDirectory::State::list(Self self, ParticipantListing listing,
                                                               std::stop_token stop)
{
    auto opening = open(self, stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return Traced<ParticipantPage>{tl::unexpected(opened.error()), {}};
    auto work = [schema = self->known->schema, listing](Connection &connection) {
        return Result<Traced<ParticipantPage>>{listIn(connection, schema, listing)};
    };
    auto job = self->store->run(std::move(work), stop);
    const Result<Traced<ParticipantPage>> answer = co_await job;
    co_return flattened(answer);
}

QCoro::Task<Traced<PeopleAnswer>> SqlDirectory::State::people(Self self, PeopleQuery query,
                                                              std::stop_token stop)
{
    auto opening = open(self, stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return Traced<PeopleAnswer>{tl::unexpected(opened.error()), {}};
    auto work = [schema = self->known->schema, query](Connection &connection) {
        return Result<Traced<PeopleAnswer>>{peopleIn(connection, schema, query)};
    };
    auto job = self->store->run(std::move(work), stop);
    const Result<Traced<PeopleAnswer>> answer = co_await job;
    co_return flattened(answer);
}

QCoro::Task<Traced<Conversation>> SqlDirectory::State::insert(Self self, Conversation conversation,
                                                              std::stop_token stop)
{
    auto opening = open(self, stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return Traced<Conversation>{tl::unexpected(opened.error()), {}};
    if (!opened->mayInsertConversation)
        co_return Traced<Conversation>{tl::unexpected(mayNotInsert(opened->whyNoInsert)), {}};
    auto work = [table = *self->known->schema.conversations, conversation](Connection &connection) {
        return Result<Traced<Conversation>>{insertIn(connection, table, conversation)};
    };
    auto job = self->store->run(std::move(work), stop);
    const Result<Traced<Conversation>> answer = co_await job;
    co_return flattened(answer);
}

QCoro::Task<Traced<int>> SqlDirectory::State::remove(Self self, Conversation row, std::stop_token stop)
{
    auto opening = open(self, stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return Traced<int>{tl::unexpected(opened.error()), {}};
    if (!opened->mayInsertConversation)
        co_return Traced<int>{tl::unexpected(mayNotDelete(opened->whyNoInsert)), {}};
    auto work = [table = *self->known->schema.conversations, row](Connection &connection) {
        return Result<Traced<int>>{deleteIn(connection, table, row)};
    };
    auto job = self->store->run(std::move(work), stop);
    const Result<Traced<int>> answer = co_await job;
    co_return flattened(answer);
}

SqlDirectory::SqlDirectory(DatabaseUrl url, StoreOptions options, SchemaMapping mapping)
    : SqlDirectory(std::make_unique<Store>(std::move(url), options), std::move(mapping))
{}

SqlDirectory::SqlDirectory(std::unique_ptr<Store> store, SchemaMapping mapping)
    : m_state(std::make_shared<State>(std::move(store), std::move(mapping)))
{}

SqlDirectory::~SqlDirectory()
{
    m_state->store->close();
}

QCoro::Task<Result<DirectoryCapabilities>> SqlDirectory::open(std::stop_token stop)
{
    return State::open(m_state, std::move(stop));
}

QCoro::Task<Traced<std::vector<Resolution>>> SqlDirectory::resolve(QStringList ids, std::stop_token stop)
{
    return State::resolve(m_state, std::move(ids), std::move(stop));
}

QCoro::Task<Traced<ParticipantPage>> SqlDirectory::search(ParticipantSearch search, std::stop_token stop)
{
    return State::search(m_state, std::move(search), std::move(stop));
}

QCoro::Task<Traced<ParticipantPage>> SqlDirectory::list(ParticipantListing listing, std::stop_token stop)
{
    return State::list(m_state, std::move(listing), std::move(stop));
}

QCoro::Task<Traced<PeopleAnswer>> SqlDirectory::people(PeopleQuery query, std::stop_token stop)
{
    return State::people(m_state, std::move(query), std::move(stop));
}

QCoro::Task<Traced<Conversation>> SqlDirectory::insertConversation(Conversation conversation,
                                                                   std::stop_token stop)
{
    return State::insert(m_state, std::move(conversation), std::move(stop));
}

QCoro::Task<Traced<int>> SqlDirectory::deleteConversation(Conversation row, std::stop_token stop)
{
    return State::remove(m_state, std::move(row), std::move(stop));
}

std::vector<QueryTrace> SqlDirectory::plannedResolve(const QStringList &ids) const
{
    std::vector<QueryTrace> traces;
    if (!m_state->known)
        return traces;
    for (const Statement &statement :
         resolveStatements(m_state->known->schema, m_state->store->url().dialect(), ids))
        traces.push_back(planned(statement));
    return traces;
}

std::vector<QueryTrace> SqlDirectory::plannedInsert(const Conversation &conversation) const
{
    if (!m_state->known || !m_state->known->capabilities.mayInsertConversation)
        return {};
    const auto statement = insertConversationRow({m_state->store->url().dialect(), false},
                                                 *m_state->known->schema.conversations, conversation);
    return statement ? std::vector{planned(*statement)} : std::vector<QueryTrace>{};
}

std::optional<Schema> SqlDirectory::schema() const
{
    return m_state->known ? std::optional{m_state->known->schema} : std::nullopt;
}

} // namespace chatsync
