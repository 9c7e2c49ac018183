// SPDX-License-Identifier: MIT
#include "core/diagnosis/gather.h"

#include "core/diagnosis/assemble.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace chatsync::diagnosis {

namespace {

using stream::CallError;
using stream::CallResult;

constexpr qsizetype usersPerRequest = 100;    // StreamChat's limit of a page
constexpr int channelsPerRequest = 30;        // The same
constexpr std::size_t mostWithChannels = 50;  // Both identities of each fit into one request
constexpr std::size_t mostWithNamesakes = 25; // Leaves half of the page to others of the same name
constexpr qint64 appAgeSeconds = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("Diagnosis", text);
}

/// What the exchanges of one look-up left behind; shared with the client's callback.
struct Recorded {
    std::vector<Exchange> exchanges;
    std::optional<std::chrono::seconds> skew;
};

Error databaseSlow(std::chrono::milliseconds patience)
{
    return {Error::Kind::Timeout,
            tr("The database did not answer within %1 s.").arg(double(patience.count()) / 1000.0),
            tr("What StreamChat knows is shown all the same. Check the database, then look up again."),
            {}};
}

/// Everything under way in one look-up. Lives in the frame of gather().
struct Work {
    GatherContext context;
    GatherRequest request;
    std::stop_token stop;
    std::stop_source databaseStop;
    bool databaseLate = false;
    std::shared_ptr<Recorded> recorded = std::make_shared<Recorded>();
    stream::Client *client = nullptr;

    Gathered out;
    std::vector<std::optional<ParticipantKind>> prefixes; ///< Beside out.facts.people
    std::vector<Conversation> rows;
    std::optional<std::vector<stream::ChannelState>> states;
    bool statesComplete = true;
    bool rowsRead = false;
    bool databaseFailed = false;

    QDateTime now() const { return context.client.clock->now(); }
    Facts &facts() { return out.facts; }
    bool stopped() const { return stop.stop_requested(); }

    Reading reading(const QString &source) const
    {
        return {.state = Reading::State::Read, .at = now(), .source = source};
    }
    Reading failure(const QString &source, const Error &error) const
    {
        return {.state = Reading::State::Failed, .at = now(), .source = source, .error = error};
    }

    void failDatabase(const Error &error)
    {
        const bool late = error.kind == Error::Kind::Cancelled && databaseLate;
        databaseFailed = true;
        facts().database = failure(tr("database"), late ? databaseSlow(context.databasePatience) : error);
    }

    void failStream(const CallError &error, Reading &reading, const QString &source)
    {
        reading = failure(source, stream::toError(error));
        if (!facts().streamError)
            facts().streamError = error;
    }

    void keep(const std::vector<QueryTrace> &queries)
    {
        out.queries.insert(out.queries.end(), queries.begin(), queries.end());
    }

    PersonFacts *personBy(const QString &id)
    {
        for (PersonFacts &person : facts().people) {
            if (person.id == id)
                return &person;
        }
        return nullptr;
    }

    void addPerson(PersonFacts person, std::optional<ParticipantKind> prefix)
    {
        facts().people.push_back(std::move(person));
        prefixes.push_back(prefix);
    }
};

stream::ClientContext listening(const GatherContext &context, const std::shared_ptr<Recorded> &recorded,
                                bool bulk)
{
    stream::ClientContext client = context.client;
    // A refusal by the limits is told at once; only who asks for many waits for the minute to be over.
    if (!bulk)
        client.governor = nullptr;
    client.recorded = [recorded, clock = client.clock, told = client.recorded](const Exchange &exchange) {
        if (const auto skew = skewIn(exchange.responseHeaders, clock->now()))
            recorded->skew = skew;
        recorded->exchanges.push_back(exchange);
        if (told)
            told(exchange);
    };
    return client;
}

// ---- Names

/// Who is meant by a name: whoever is called exactly so, else the only one found.
const Participant *theOne(const std::vector<Participant> &found, const QString &name)
{
    const Participant *exact = nullptr;
    for (const Participant &participant : found) {
        const bool same = participant.name.compare(name, Qt::CaseInsensitive) == 0;
        if (same && exact)
            return nullptr;
        if (same)
            exact = &participant;
    }
    return exact ? exact : found.size() == 1 ? &found.front() : nullptr;
}

PersonFacts personFrom(const Participant &row, const QString &asked)
{
    PersonFacts person;
    person.id = row.id;
    person.asked = asked;
    (row.table == Participant::Table::Users ? person.user : person.company) = row;
    return person;
}

void takeNamed(Work &work, const Subject &subject, const std::vector<Participant> &found)
{
    if (found.empty()) {
        work.out.notFound.push_back(subject);
        return;
    }
    std::vector<Participant> taken = found;
    if (work.request.oneForEachName) {
        const Participant *one = theOne(found, subject.value);
        if (!one) {
            work.out.ambiguous.push_back(subject);
            return;
        }
        taken = {*one};
    }
    for (const Participant &row : taken) {
        if (PersonFacts *known = work.personBy(row.id))
            (row.table == Participant::Table::Users ? known->user : known->company) = row;
        else
            work.addPerson(personFrom(row, subject.value), std::nullopt);
    }
}

QCoro::Task<void> searchNames(Work *work)
{
    for (const Subject &subject : work->request.subjects) {
        if (subject.kind != Subject::Kind::Name || work->databaseFailed || work->stopped())
            continue;
        ParticipantSearch search;
        search.text = subject.value;
        search.limit = work->request.namesPerSearch;
        search.after = work->request.after;
        auto searching = work->context.directory->search(search, work->databaseStop.get_token());
        const Traced<ParticipantPage> page = co_await searching;
        work->keep(page.queries);
        if (!page.result) {
            work->failDatabase(page.result.error());
            continue;
        }
        work->out.next = page.result->next;
        takeNamed(*work, subject, page.result->participants);
        work->facts().database = work->reading(tr("users and companies"));
    }
}

// ---- Wave 1

PeopleQuery peopleQuery(const Work &work)
{
    PeopleQuery query;
    for (const Subject &subject : work.request.subjects) {
        const bool id =
            subject.kind == Subject::Kind::Participant || subject.kind == Subject::Kind::StreamUser;
        if (id)
            query.ids << subject.value;
        else if (subject.kind == Subject::Kind::Email)
            query.emails << subject.value;
    }
    return query;
}

void takePeople(Work &work, const PeopleQuery &query, const PeopleAnswer &answer)
{
    const auto byId = std::count_if(answer.byId.begin(), answer.byId.end(),
                                    [](const auto &person) { return person.user || person.company; });
    const int count = static_cast<int>(byId) + static_cast<int>(answer.byEmail.size());
    const Reading reading = work.reading(
        QCoreApplication::translate("Diagnosis", "users and companies, %n row(s)", nullptr, count));
    work.facts().database = reading;
    for (const PeopleAnswer::Person &found : answer.byId) {
        PersonFacts *person = work.personBy(found.asked);
        if (!person)
            continue;
        person->user = found.user;
        person->company = found.company;
        person->database = found.unreadable ? work.failure(reading.source, *found.unreadable) : reading;
        if (found.unreadable)
            work.facts().database = person->database;
    }
    for (const PeopleAnswer::Person &found : answer.byEmail) {
        const QString id = found.user ? found.user->id : found.company->id;
        if (work.personBy(id))
            continue;
        PersonFacts person;
        person.id = id;
        person.asked = found.asked;
        person.user = found.user;
        person.company = found.company;
        person.database = reading;
        work.addPerson(std::move(person), std::nullopt);
    }
    for (const QString &email : query.emails) {
        const bool known = std::any_of(answer.byEmail.begin(), answer.byEmail.end(),
                                       [&](const auto &person) { return person.asked == email; });
        if (!known)
            work.out.notFound.push_back({.kind = Subject::Kind::Email, .value = email, .text = email});
    }
}

void takeRows(Work &work, const PeopleQuery &query, const PeopleAnswer &answer)
{
    if (query.conversations <= 0 && query.conversationIds.isEmpty())
        return;
    if (answer.conversationsUnread) {
        work.facts().notChecked.push_back(
            {tr("Conversations in the database"), answer.conversationsUnread->what});
        return;
    }
    work.rowsRead = true;
    for (const Conversation &row : answer.conversations) {
        const bool known = std::any_of(work.rows.begin(), work.rows.end(),
                                       [&](const Conversation &other) { return other.id == row.id; });
        if (!known)
            work.rows.push_back(row);
    }
    if (answer.moreConversations)
        work.facts().notChecked.push_back({tr("Older conversations"), tr("only the newest were read")});
}

QCoro::Task<void> readPeople(Work *work)
{
    PeopleQuery query = peopleQuery(*work);
    QStringList named;
    for (const PersonFacts &person : work->facts().people) {
        if (!query.ids.contains(person.id))
            named << person.id;
    }
    const bool few =
        work->request.subjects.size() <= mostWithChannels && work->facts().people.size() <= mostWithChannels;
    if (work->request.channels && few) {
        query.conversations = channelsPerRequest;
        query.ids << named; // Read again, so that their conversations come along.
    }
    if (work->databaseFailed || (query.ids.isEmpty() && query.emails.isEmpty()))
        co_return;
    auto reading = work->context.directory->people(query, work->databaseStop.get_token());
    const Traced<PeopleAnswer> answer = co_await reading;
    work->keep(answer.queries);
    if (!answer.result) {
        work->failDatabase(answer.result.error());
        co_return;
    }
    takePeople(*work, query, *answer.result);
    takeRows(*work, query, *answer.result);
}

QCoro::Task<void> readApp(Work *work)
{
    if (work->context.app) {
        if (const std::optional<AppFacts> known = work->context.app->get(work->now())) {
            work->facts().app = *known;
            co_return;
        }
    }
    const QString source = QStringLiteral("GET /app");
    auto asking = work->client->getApp(work->stop);
    const CallResult<QJsonObject> answer = co_await asking;
    if (!answer) {
        work->failStream(answer.error(), work->facts().app.reading, source);
        work->facts().app.error = answer.error();
        co_return;
    }
    work->facts().app = appFactsFrom(*answer, work->reading(source));
    if (work->context.app)
        work->context.app->put(work->facts().app);
}

// ---- Wave 2

QStringList streamIdsOf(const Work &work)
{
    QStringList ids;
    for (const PersonFacts &person : work.out.facts.people) {
        for (const ParticipantKind kind : {ParticipantKind::User, ParticipantKind::Company}) {
            if (const QString id = streamIdOf(kind, person.id); isValidStreamUserId(id))
                ids << id;
        }
    }
    return ids;
}

QJsonObject in(const QString &field, const QStringList &values)
{
    return {{field, QJsonObject{{QStringLiteral("$in"), QJsonArray::fromStringList(values)}}}};
}

QJsonObject either(const QJsonArray &choices)
{
    return choices.size() == 1 ? choices.first().toObject() : QJsonObject{{QStringLiteral("$or"), choices}};
}

/// Names that must be nobody else's: of those whom StreamChat may still have to take.
QStringList guardedNames(const Work &work)
{
    QStringList names;
    const Facts &facts = work.out.facts;
    if (facts.app.uniqueNames == QLatin1String("no") || facts.people.size() > mostWithNamesakes)
        return names;
    for (const PersonFacts &person : facts.people) {
        if (person.inDatabase())
            names << person.expected.name;
    }
    names.removeDuplicates();
    return names;
}

/// With the database silent, StreamChat may know who bears a name.
QStringList searchedNames(const Work &work)
{
    QStringList names;
    for (const Subject &subject : work.request.subjects) {
        if (work.databaseFailed && subject.kind == Subject::Kind::Name)
            names << subject.value;
    }
    return names.mid(0, 5);
}

QJsonObject usersFilter(const Work &work, const QStringList &ids, bool first)
{
    QJsonArray choices;
    if (!ids.isEmpty())
        choices.append(in(QStringLiteral("id"), ids));
    if (first) {
        if (const QStringList names = guardedNames(work); !names.isEmpty())
            choices.append(in(QStringLiteral("name"), names));
        for (const QString &name : searchedNames(work)) {
            choices.append(
                QJsonObject{{QStringLiteral("name"), QJsonObject{{QStringLiteral("$autocomplete"), name}}}});
        }
    }
    return choices.isEmpty() ? QJsonObject{} : either(choices);
}

/// The users under both prefixes; null where StreamChat could not be asked about all of them.
QCoro::Task<std::optional<StreamUsers>> readUsers(Work *work)
{
    const QString source = QStringLiteral("GET /users");
    const QStringList ids = streamIdsOf(*work);
    StreamUsers users;
    qsizetype at = 0;
    do {
        const QJsonObject filter = usersFilter(*work, ids.mid(at, usersPerRequest), at == 0);
        if (filter.isEmpty())
            co_return users;
        stream::Query query;
        query.filter = filter;
        query.limit = usersPerRequest;
        auto asking = work->client->queryUsers(query, true, work->stop);
        const CallResult<std::vector<stream::User>> answer = co_await asking;
        if (!answer) {
            work->failStream(answer.error(), work->facts().streamUsers, source);
            break;
        }
        for (const stream::User &user : *answer)
            users.insert(user.id, user);
        at += usersPerRequest;
    } while (at < ids.size());
    if (at < ids.size() || work->facts().streamUsers.state == Reading::State::Failed) {
        // What was told before the refusal stays; of the rest nothing is known.
        work->facts().notChecked.push_back(
            {tr("Users in StreamChat"), work->facts().streamUsers.error->what});
        if (users.isEmpty())
            co_return std::nullopt;
        co_return users;
    }
    work->facts().streamUsers = work->reading(source);
    co_return users;
}

QStringList wantedCids(const Work &work)
{
    QStringList cids;
    for (const Conversation &row : work.rows)
        cids << QStringLiteral("messaging:") + channelIdOf(row.id);
    for (const Subject &subject : work.request.subjects) {
        if (subject.kind == Subject::Kind::Channel)
            cids << subject.value;
    }
    cids.removeDuplicates();
    return cids;
}

QCoro::Task<void> readChannels(Work *work, QJsonObject filter)
{
    const QString source = QStringLiteral("POST /channels");
    stream::Query query;
    query.filter = filter;
    query.sort = {QJsonObject{{QStringLiteral("field"), QStringLiteral("created_at")},
                              {QStringLiteral("direction"), -1}}};
    query.limit = channelsPerRequest;
    auto asking = work->client->queryChannels(query, work->stop);
    const CallResult<std::vector<stream::ChannelState>> answer = co_await asking;
    if (!answer) {
        work->failStream(answer.error(), work->facts().streamChannels, source);
        work->facts().notChecked.push_back({tr("Channels in StreamChat"), answer.error().explanation});
        co_return;
    }
    work->facts().streamChannels = work->reading(source);
    work->statesComplete = answer->size() < std::size_t{channelsPerRequest};
    work->states = *answer;
    if (!work->statesComplete)
        work->facts().notChecked.push_back(
            {tr("Older channels"), tr("StreamChat lists the newest %1").arg(channelsPerRequest)});
}

/// Of a channel that was named, the row and the members are the people to look at.
QCoro::Task<void> readNamedChannels(Work *work)
{
    const QStringList cids = wantedCids(*work);
    if (cids.isEmpty())
        co_return;
    PeopleQuery query;
    for (const QString &cid : cids) {
        const QString id = cid.section(u':', 1);
        if (id.startsWith(QLatin1String("onecrew_")))
            query.conversationIds << id.sliced(8);
    }
    auto database = work->context.directory->people(query, work->databaseStop.get_token());
    auto channels = readChannels(work, in(QStringLiteral("cid"), cids.mid(0, channelsPerRequest)));
    const Traced<PeopleAnswer> answer = co_await database;
    co_await channels;
    work->keep(answer.queries);
    if (answer.result)
        takeRows(*work, query, *answer.result);
    else
        work->failDatabase(answer.result.error());

    QStringList ids;
    for (const Conversation &row : work->rows)
        ids << row.participantIds;
    if (work->states) {
        for (const stream::ChannelState &state : *work->states) {
            for (const stream::Member &member : state.members) {
                if (const std::optional<StreamUserId> parsed = parseStreamUserId(member.userId))
                    ids << parsed->id;
            }
        }
    }
    ids.removeDuplicates();
    for (const QString &id : ids.mid(0, static_cast<qsizetype>(mostWithChannels))) {
        const bool known = std::any_of(work->request.subjects.begin(), work->request.subjects.end(),
                                       [&](const Subject &subject) { return subject.value == id; });
        if (!known)
            work->request.subjects.push_back({.kind = Subject::Kind::Participant, .value = id, .text = id});
    }
}

// ---- All of it

void beginPeople(Work &work)
{
    for (const Subject &subject : work.request.subjects) {
        const bool id =
            subject.kind == Subject::Kind::Participant || subject.kind == Subject::Kind::StreamUser;
        if (!id)
            continue;
        PersonFacts person;
        person.id = subject.value;
        person.asked = subject.text;
        person.missingInMessage = subject.missing;
        work.addPerson(std::move(person), subject.prefix);
    }
}

void settleIdentities(Work &work)
{
    const QDateTime now = work.now();
    for (std::size_t i = 0; i < work.facts().people.size(); ++i) {
        PersonFacts &person = work.facts().people[i];
        if (person.database.state == Reading::State::NotAsked)
            person.database = work.facts().database;
        settleIdentity(person, work.prefixes[i], now);
    }
}

/// Whom StreamChat found by name while the database was silent.
void takeStreamNames(Work &work, const StreamUsers &users)
{
    if (searchedNames(work).isEmpty())
        return;
    for (const stream::User &user : users) {
        const std::optional<StreamUserId> parsed = parseStreamUserId(user.id);
        if (!parsed || work.personBy(parsed->id))
            continue;
        PersonFacts person;
        person.id = parsed->id;
        person.asked = user.name;
        person.database = work.facts().database;
        work.addPerson(std::move(person), parsed->kind);
    }
}

void takeNamesakes(Work &work, const StreamUsers &users)
{
    if (guardedNames(work).isEmpty())
        return;
    const QStringList own = streamIdsOf(work);
    for (const stream::User &user : users) {
        if (!own.contains(user.id))
            work.facts().namesakes.push_back(user);
    }
}

/// A deleted user is told in one place: as the creator of a channel that outlived them.
void hearCreators(Work &work)
{
    if (!work.states)
        return;
    for (const stream::ChannelState &state : *work.states) {
        if (!state.channel.createdByDeletedAt)
            continue;
        Hint hint;
        hint.kind = Hint::Kind::Deleted;
        hint.subject = state.channel.createdById;
        hint.at = *state.channel.createdByDeletedAt;
        hint.text = tr("StreamChat tells it of the creator of %1").arg(state.channel.cid);
        work.facts().hints.push_back(hint);
    }
}

void settle(Work &work, const std::optional<StreamUsers> &users)
{
    Facts &facts = work.facts();
    if (users) {
        takeStreamNames(work, *users);
        takeNamesakes(work, *users);
    }
    hearCreators(work);
    const bool partly = facts.streamUsers.state == Reading::State::Failed;
    for (std::size_t i = 0; i < facts.people.size(); ++i) {
        PersonFacts &person = facts.people[i];
        settleStream(person, work.prefixes[i], users ? &*users : nullptr, facts.streamUsers, facts.hints);
        if (!partly)
            continue;
        for (StreamSide *side : {&person.stream, &person.other}) {
            if (!side->user)
                side->existence = Existence::Unknown;
        }
    }
    facts.channels = channelsFrom(work.rows, work.states ? &*work.states : nullptr, work.statesComplete,
                                  work.rowsRead ? facts.database : Reading{}, facts.streamChannels,
                                  facts.people, facts.hints);
    facts.clockSkew = work.recorded->skew;
    work.out.exchanges = work.recorded->exchanges;
}

QJsonObject channelsFilter(const Work &work)
{
    QJsonArray choices;
    if (const QStringList cids = wantedCids(work); !cids.isEmpty())
        choices.append(in(QStringLiteral("cid"), cids.mid(0, 2 * channelsPerRequest)));
    if (const QStringList ids = streamIdsOf(work); !ids.isEmpty())
        choices.append(in(QStringLiteral("members"), ids));
    return choices.isEmpty() ? QJsonObject{} : either(choices);
}

QCoro::Task<void> performWaves(Work *work)
{
    auto channelsNamed = readNamedChannels(work);
    co_await channelsNamed;
    auto names = searchNames(work);
    co_await names;
    if (work->stopped())
        co_return;
    beginPeople(*work);

    auto app = readApp(work);
    auto people = readPeople(work);
    co_await people;
    co_await app;
    if (work->stopped())
        co_return;
    settleIdentities(*work);

    const bool few = work->facts().people.size() <= mostWithChannels;
    const bool wanted = work->request.channels && few;
    if (work->request.channels && !few)
        work->facts().notChecked.push_back(
            {tr("Channels"), tr("not for more than %1 people at once").arg(mostWithChannels)});
    const QJsonObject filter = wanted ? channelsFilter(*work) : QJsonObject{};
    auto users = readUsers(work);
    std::vector<QCoro::Task<void>> channels;
    if (!filter.isEmpty())
        channels.push_back(readChannels(work, filter));
    const std::optional<StreamUsers> found = co_await users;
    for (QCoro::Task<void> &reading : channels)
        co_await reading;
    settle(*work, found);
}

} // namespace

std::optional<AppFacts> AppCache::get(const QDateTime &now) const
{
    const bool fresh = m_facts && m_facts->reading.done() && m_facts->reading.at.secsTo(now) <= appAgeSeconds;
    return fresh ? m_facts : std::nullopt;
}

void AppCache::put(const AppFacts &facts)
{
    m_facts = facts;
}

QCoro::Task<Result<Gathered>> gather(GatherContext context, GatherRequest request, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelledError();
    QElapsedTimer took;
    took.start();
    Work work{.context = context, .request = std::move(request), .stop = stop};
    work.facts().hints = work.request.hints;
    const bool bulk = work.request.subjects.size() > mostWithChannels;
    stream::Client client{listening(context, work.recorded, bulk)};
    work.client = &client;

    const std::stop_callback both{stop, [&work] { work.databaseStop.request_stop(); }};
    QTimer patience;
    patience.setSingleShot(true);
    QObject::connect(&patience, &QTimer::timeout, &patience, [&work] {
        work.databaseLate = true;
        work.databaseStop.request_stop();
    });
    patience.start(context.databasePatience);

    auto waves = performWaves(&work);
    co_await waves;
    if (stop.stop_requested())
        co_return cancelledError();
    work.facts().now = work.now();
    work.out.took = std::chrono::milliseconds{took.elapsed()};
    co_return std::move(work.out);
}

} // namespace chatsync::diagnosis
