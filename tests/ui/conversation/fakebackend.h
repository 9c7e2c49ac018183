// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/flowfixture.h"
#include "ui/conversation/conversationbackend.h"

#include <QCoroTask>
#include <QPromise>

namespace chatsync::test {

/// The engine for the page's tests: runs are the real flow's against the simulator under the virtual clock,
/// told when the test says so.
class FakeBackend final : public ui::ConversationBackend {
    Q_OBJECT
public:
    FakeBackend()
    {
        people << company(FlowFixture::satEducation, QStringLiteral("Sat Education"))
               << user(FlowFixture::amira, QStringLiteral("Amira Haddad"))
               << user(FlowFixture::jonas, QStringLiteral("Jonas Weber"));
        people[1].email = QStringLiteral("amira@example.org");
        absent << FlowFixture::amira;
    }

    Result<RunEnvironment> environment() const override { return place; }
    bool isEmbedded() const override { return place.kind == QLatin1String("sandbox"); }
    Result<void> mayConverse() const override
    {
        if (locked)
            return tl::unexpected(*locked);
        return {};
    }

    QFuture<Result<ParticipantPage>> search(const ParticipantSearch &search) override
    {
        searches << search;
        QPromise<Result<ParticipantPage>> promise;
        promise.start();
        const QFuture<Result<ParticipantPage>> future = promise.future();
        if (holdAnswers) {
            heldSearches.push_back(std::move(promise));
            return future;
        }
        promise.addResult(searchFails ? Result<ParticipantPage>(tl::unexpected(*searchFails)) : find(search));
        promise.finish();
        return future;
    }

    QFuture<Result<std::vector<ParticipantState>>> states(const QStringList &ids) override
    {
        asked << ids;
        std::vector<ParticipantState> found;
        for (const QString &id : ids) {
            ParticipantState state;
            state.resolution.id = id;
            state.identity = fallbackIdentity(id);
            state.inStream =
                absent.contains(id) ? ParticipantState::InStream::Absent : ParticipantState::InStream::Exists;
            for (const Participant &person : people) {
                if (person.id != id)
                    continue;
                (person.table == Participant::Table::Users ? state.resolution.user
                                                           : state.resolution.company) = person;
                state.identity = identityOf(person);
            }
            if (!state.resolution.found())
                state.inStream = ParticipantState::InStream::Absent;
            found.push_back(state);
        }
        QPromise<Result<std::vector<ParticipantState>>> promise;
        promise.start();
        const auto future = promise.future();
        if (holdAnswers) {
            heldStates.push_back(std::move(promise));
            return future;
        }
        promise.addResult(Result<std::vector<ParticipantState>>(found));
        promise.finish();
        return future;
    }

    QFuture<std::vector<RunEvent>> plan(const ConversationRequest &request,
                                        const FlowSettings &settings, ConversationTarget target) override
    {
        lastRequest = request;
        lastSettings = settings;
        lastTarget = target;
        ++plans;
        heldPlans.emplace_back();
        heldPlans.back().start();
        return heldPlans.back().future();
    }

    Result<void> mayAskBackend() const override { return {}; }

    QUuid converse(const ConversationRequest &request, const FlowSettings &settings,
                   ConversationTarget target) override
    {
        if (refuseRuns)
            return {};
        ++runs;
        lastTarget = target;
        lastRequest = request;
        lastSettings = settings;
        m_told = 0;
        return seededIds(seed())();
    }

    void stop() override { ++stops; }

    Result<void> setFaults(const QStringList &given) override
    {
        if (faultsFail)
            return tl::unexpected(*faultsFail);
        faults = given;
        place.faults = given;
        return {};
    }

    /// Tells the events of the run up to and with the first one that @p until accepts.
    void tellUntil(const std::function<bool(const RunEvent &)> &until)
    {
        const std::vector<RunEvent> all = perform(false, 0).events;
        const auto last = std::find_if(all.begin(), all.end(), until);
        tell(all, last == all.end() ? all.size() : static_cast<std::size_t>(last - all.begin()) + 1);
    }

    /// Tells the rest and the end. With @p stopAtWait the run is one that was stopped at its n-th wait.
    void finish(int stopAtWait = 0)
    {
        const Performed run = perform(false, stopAtWait);
        tell(run.events, run.events.size());
        Q_EMIT ended(run.result.run, run.result);
    }

    void answerPlan()
    {
        heldPlans.back().addResult(perform(true, 0).events);
        heldPlans.back().finish();
    }

    void answerSearches()
    {
        for (auto &promise : heldSearches) {
            promise.addResult(find(searches.last()));
            promise.finish();
        }
        heldSearches.clear();
    }

    Result<ParticipantPage> find(const ParticipantSearch &search) const
    {
        ParticipantPage page;
        for (const Participant &person : people) {
            const bool exact =
                person.name.compare(search.text, Qt::CaseInsensitive) == 0 || person.email == search.text;
            const bool part =
                person.name.contains(search.text, Qt::CaseInsensitive) || person.id.startsWith(search.text);
            if (exact || (part && !search.exactNameOnly))
                page.participants.push_back(person);
        }
        return page;
    }

    RunEnvironment place{.name = QStringLiteral("Sandbox"), .kind = QStringLiteral("sandbox")};
    QList<Participant> people;
    QSet<QString> absent;
    bool holdAnswers = false;
    std::optional<Error> locked;
    bool refuseRuns = false;
    std::optional<Error> searchFails;
    std::optional<Error> faultsFail;

    QList<ParticipantSearch> searches;
    QList<QStringList> asked;
    ConversationRequest lastRequest;
    ConversationTarget lastTarget = ConversationTarget::Direct;
    FlowSettings lastSettings;
    QStringList faults;
    int runs = 0;
    int stops = 0;
    int plans = 0;
    std::vector<QPromise<Result<ParticipantPage>>> heldSearches;
    std::vector<QPromise<Result<std::vector<ParticipantState>>>> heldStates;
    std::vector<QPromise<std::vector<RunEvent>>> heldPlans;

private:
    struct Performed {
        std::vector<RunEvent> events;
        RunResult result;
    };

    quint32 seed() const { return static_cast<quint32>(runs) + 1; }

    Performed perform(bool dryRun, int stopAtWait)
    {
        FlowFixture fixture;
        for (const Participant &person : std::as_const(people))
            fixture.directory.add(person);
        QList<sandbox::Fault> parsed;
        for (const QString &text : std::as_const(faults))
            parsed << sandbox::parseFault(text).value();
        fixture.simulator.setFaults(parsed);
        fixture.context.environment.faults = faults;
        fixture.context.newId = seededIds(seed());
        fixture.context.dryRun = dryRun;
        std::stop_source stopping;
        int waits = 0;
        fixture.sink.onEvent = [&](const RunEvent &event) {
            if (event.kind == EventKind::Wait && ++waits == stopAtWait)
                stopping.request_stop();
        };
        const RunResult result = fixture.run(lastRequest, lastSettings, stopping.get_token());
        return {fixture.sink.events, result};
    }

    void tell(const std::vector<RunEvent> &all, std::size_t upTo)
    {
        if (m_told >= upTo)
            return;
        const auto from = all.begin() + static_cast<std::ptrdiff_t>(m_told);
        const std::vector<RunEvent> news(from, all.begin() + static_cast<std::ptrdiff_t>(upTo));
        m_told = upTo;
        Q_EMIT events(all.front().run, news);
    }

    std::size_t m_told = 0;
};

} // namespace chatsync::test
