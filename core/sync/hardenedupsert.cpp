// SPDX-License-Identifier: MIT
#include "core/sync/hardenedupsert.h"

#include "core/domain/quickjson.h"
#include "core/sync/flowledger.h"

#include <QCoreApplication>

#include <deque>

namespace chatsync::flow {

namespace {

using People = std::vector<Person *>;

QString tr(const char *text)
{
    return QCoreApplication::translate("Flow", text);
}

bool inDatabase(const Person &person)
{
    return person.source == Source::Users || person.source == Source::Companies;
}

/// Who is in no table may still be known to StreamChat, under either prefix.
QStringList idsToAskFor(const Run &run)
{
    QStringList ids;
    for (const Person &person : run.people) {
        ids.append(person.identity.streamId);
        if (!inDatabase(person) && !person.update)
            ids.append(streamIdOf(ParticipantKind::Company, person.id));
    }
    ids.removeDuplicates();
    return ids;
}

/// A company that StreamChat has keeps its identity; a second one under the user's prefix would be a ghost.
void keepCompanyIdentities(Run *run, const QHash<QString, stream::User> &existing)
{
    for (Person &person : run->people) {
        const QString companyId = streamIdOf(ParticipantKind::Company, person.id);
        if (inDatabase(person) || person.identity.streamId == companyId || !existing.contains(companyId))
            continue;
        person.identity.streamId = companyId;
        person.identity.kind = ParticipantKind::Company;
        if (person.source == Source::Fallback)
            person.source = Source::StreamOnly;
        run->recorder->note(
            QStringLiteral("info"), QStringLiteral("company_identity_kept"),
            tr("%1 is in no table, but StreamChat has it as a company. That identity is kept.")
                .arg(person.id),
            {{QStringLiteral("participant"), person.id}, {QStringLiteral("stream_id"), companyId}});
    }
}

stream::CallError deactivatedRefusal(const Person &person)
{
    stream::CallError error;
    error.meaning = stream::Meaning::UserDeactivated;
    error.kind = QStringLiteral("api");
    error.message = tr("%1 is deactivated in StreamChat.").arg(person.identity.streamId);
    error.explanation = error.message;
    error.advice = tr("Reactivate the user, then create the conversation again.");
    return error;
}

stream::CallError goneRefusal(const Person &person)
{
    stream::CallError error;
    error.meaning = stream::Meaning::NotFound;
    error.kind = QStringLiteral("api");
    error.message = tr("%1 does not exist at StreamChat.").arg(person.identity.streamId);
    error.explanation = error.message;
    error.advice = tr("Create the user instead.");
    return error;
}

bool hasNothingToUpdate(const Person &person)
{
    return person.update && person.update->set.isEmpty() && person.update->unset.isEmpty();
}

/// What is in the database is set; a fallback never overwrites a name or a picture which somebody has.
stream::PartialUserUpdate updateFor(const Person &person)
{
    if (person.update)
        return *person.update;
    stream::PartialUserUpdate update{.id = person.identity.streamId};
    update.set.insert(QStringLiteral("role"), roleOf(person.identity.kind));
    if (!inDatabase(person))
        return update;
    update.set.insert(QStringLiteral("name"), person.identity.name);
    if (person.identity.image)
        update.set.insert(QStringLiteral("image"), *person.identity.image);
    return update;
}

QCoro::Task<stream::CallResult<std::vector<stream::User>>> send(Run *run, const People *batch, bool create)
{
    if (create) {
        QList<json::Object> users;
        for (const Person *person : *batch)
            users.append(upsertJson(person->identity));
        auto pending = run->client->upsertUsers(users, run->stop);
        stream::CallResult<std::vector<stream::User>> answer = co_await pending;
        co_return answer;
    }
    QList<stream::PartialUserUpdate> updates;
    for (const Person *person : *batch)
        updates.append(updateFor(*person));
    auto pending = run->client->updateUsersPartial(updates, run->stop);
    stream::CallResult<std::vector<stream::User>> answer = co_await pending;
    co_return answer;
}

/// Refused because of somebody in it, not because of what surrounds it.
bool blamesAUser(const stream::CallError &error)
{
    switch (error.meaning) {
    case stream::Meaning::UserDeleted:
    case stream::Meaning::UserDeactivated:
    case stream::Meaning::DuplicateName:
    case stream::Meaning::UserDataTooBig:
    case stream::Meaning::InvalidUserId:
    case stream::Meaning::RoleUndefined:
    case stream::Meaning::ReservedField:
    case stream::Meaning::PayloadTooBig:
    case stream::Meaning::MissingUsers:
    case stream::Meaning::NotFound:
        return true;
    case stream::Meaning::Unknown:
        return error.kind == QLatin1String("api") && error.status >= 400 && error.status < 500;
    default:
        return false;
    }
}

/// The one person whom the refusal names, if it names exactly one.
Person *namedBy(const stream::CallError &error, const People &batch)
{
    Person *named = nullptr;
    for (Person *person : batch) {
        if (!error.message.contains(person->identity.streamId))
            continue;
        if (named)
            return nullptr;
        named = person;
    }
    return named;
}

/// What is left to send after a refusal: without the named one, or in two halves.
void narrowDown(const stream::CallError &error, const People &batch, std::deque<People> *queue)
{
    if (batch.size() == 1) {
        batch.front()->refusal = error;
        return;
    }
    if (Person *named = namedBy(error, batch)) {
        named->refusal = error;
        People others;
        std::copy_if(batch.begin(), batch.end(), std::back_inserter(others),
                     [named](const Person *person) { return person != named; });
        queue->push_front(std::move(others));
        return;
    }
    const auto middle = batch.begin() + static_cast<std::ptrdiff_t>(batch.size() / 2);
    queue->push_front(People{middle, batch.end()});
    queue->push_front(People{batch.begin(), middle});
}

void confirm(Run *run, const People &batch, const std::vector<stream::User> &users, QStringList *done)
{
    QSet<QString> confirmed;
    for (const stream::User &user : users)
        confirmed.insert(user.id);
    for (Person *person : batch) {
        const QString &id = person->identity.streamId;
        // An answer that leaves somebody out is as good as a refusal without a word: verification will tell.
        if (!confirmed.contains(id))
            continue;
        person->synced = true;
        person->refusal.reset();
        run->createsInDoubt.removeAll(id);
        run->updatesInDoubt.removeAll(id);
        done->append(id);
    }
}

void doubt(Run *run, const People &batch, bool create)
{
    QStringList &inDoubt = create ? run->createsInDoubt : run->updatesInDoubt;
    for (const Person *person : batch) {
        if (!inDoubt.contains(person->identity.streamId))
            inDoubt.append(person->identity.streamId);
    }
}

std::deque<People> batchesOf(const People &people)
{
    std::deque<People> batches;
    for (size_t from = 0; from < people.size(); from += batchLimit) {
        const size_t to = std::min(people.size(), from + batchLimit);
        batches.emplace_back(people.begin() + static_cast<std::ptrdiff_t>(from),
                             people.begin() + static_cast<std::ptrdiff_t>(to));
    }
    return batches;
}

QStringList idsOf(const People &people)
{
    QStringList ids;
    for (const Person *person : people)
        ids.append(person->identity.streamId);
    return ids;
}

/// Who of a batch of absent people is still absent, after a write whose answer never came. The others go to
/// @p found: an upsert would replace what they have now, by our hand or another's.
QCoro::Task<stream::CallResult<People>> stillAbsent(Run *run, People batch, People *found)
{
    auto asking = existingUsers(run, idsOf(batch));
    const stream::CallResult<QHash<QString, stream::User>> existing = co_await asking;
    if (!existing)
        co_return tl::unexpected(existing.error());
    People absent;
    for (Person *person : batch)
        (existing->contains(person->identity.streamId) ? *found : absent).push_back(person);
    co_return absent;
}

/// Sends all batches. An error in the report means that what is left was not sent. Who turns out to exist
/// after an unanswered creation is handed back in @p found.
QCoro::Task<void> sendAll(Run *run, People people, bool create, SyncReport *report, People *found)
{
    std::deque<People> queue = batchesOf(people);
    constexpr int mostTries = 3;
    int tries = 1;
    while (!queue.empty()) {
        People batch = queue.front();
        queue.pop_front();
        if (create) {
            const StepResult entered = enterUsers(run, idsOf(batch), LedgerEntry::Proof::AbsentBefore);
            if (!entered) {
                report->unkept = entered.error();
                co_return;
            }
        }
        auto pending = send(run, &batch, create);
        const stream::CallResult<std::vector<stream::User>> answer = co_await pending;
        if (answer) {
            confirm(run, batch, *answer, create ? &report->created : &report->updated);
            tries = 1;
            continue;
        }
        const stream::CallError &error = answer.error();
        if (error.outcomeUnknown)
            doubt(run, batch, create);
        if (run->stopped())
            co_return;
        if (blamesAUser(error)) {
            narrowDown(error, batch, &queue);
            tries = 1;
            continue;
        }
        const bool open = error.transient || error.outcomeUnknown;
        if (!open || tries == mostTries) {
            report->error = error;
            co_return;
        }
        ++tries;
        report->repeated = true;
        auto pausing = pause(run, std::chrono::milliseconds{500 << (tries - 2)}, QStringLiteral("back_off"),
                             error.explanation);
        const bool whole = co_await pausing;
        if (!whole)
            co_return;
        if (create && error.outcomeUnknown) {
            auto asking = stillAbsent(run, batch, found);
            const stream::CallResult<People> absent = co_await asking;
            if (!absent) {
                report->error = absent.error();
                co_return;
            }
            batch = *absent;
        }
        if (!batch.empty())
            queue.push_front(batch);
    }
}

} // namespace

QCoro::Task<SyncReport> syncPeople(Run *run)
{
    SyncReport report;
    auto asking = existingUsers(run, idsToAskFor(*run));
    const stream::CallResult<QHash<QString, stream::User>> existing = co_await asking;
    if (run->stopped())
        co_return report;
    if (!existing) {
        report.error = existing.error();
        co_return report;
    }
    keepCompanyIdentities(run, *existing);

    People absent;
    People present;
    for (Person &person : run->people) {
        const auto found = existing->constFind(person.identity.streamId);
        person.refusal.reset();
        if (found == existing->constEnd() && !person.mayCreate)
            person.refusal = goneRefusal(person);
        else if (found == existing->constEnd())
            absent.push_back(&person);
        else if (hasNothingToUpdate(person))
            person.synced = true;
        else if (found->deactivatedAt)
            person.refusal = deactivatedRefusal(person);
        else if (person.source == Source::Unreadable)
            person.synced = true; // exists, and nothing we know is better than what is there
        else
            present.push_back(&person);
    }
    auto creating = sendAll(run, absent, true, &report, &present);
    co_await creating;
    if (run->stopped() || report.error || report.unkept)
        co_return report;
    auto updating = sendAll(run, present, false, &report, nullptr);
    co_await updating;
    run->recovered = run->recovered || (report.repeated && !report.error);
    co_return report;
}

} // namespace chatsync::flow
