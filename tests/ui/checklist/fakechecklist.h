// SPDX-License-Identifier: MIT
#pragma once

#include "ui/checklist/checklistbackend.h"

#include <QPromise>

#include <array>

namespace chatsync::test {

/// A checklist that goes as the test tells it.
class FakeChecklist final : public ui::ChecklistBackend {
    Q_OBJECT
public:
    Result<RunEnvironment> environment() const override
    {
        return RunEnvironment{.name = QStringLiteral("Sandbox"), .kind = QStringLiteral("sandbox")};
    }
    bool isEmbedded() const override { return embedded; }
    Result<void> mayCheck() const override { return may; }
    Result<void> mayAskBackend() const override { return mayBackend; }

    QUuid run(const checklist::Order &order, const QString &logFile) override
    {
        if (refuses)
            return {};
        orders.push_back(order);
        log = logFile;
        current = QUuid::createUuid();
        return current;
    }
    void stop() override { ++stops; }
    QFuture<Result<std::vector<ChecklistResult>>> results(int) override
    {
        return answered<Result<std::vector<ChecklistResult>>>(kept);
    }
    QFuture<Result<std::optional<ChecklistResult>>> unfinishedSweep(const QString &) override
    {
        return answered<Result<std::optional<ChecklistResult>>>(unfinished);
    }
    QFuture<Result<ChecklistResult>> mark(const QUuid &id, const std::vector<checklist::Mark> &given) override
    {
        for (ChecklistResult &result : kept) {
            if (result.id != id)
                continue;
            const Result<ChecklistResult> changed = checklist::marked(result, given);
            if (changed)
                result = *changed;
            marks.insert(marks.end(), given.begin(), given.end());
            return answered<Result<ChecklistResult>>(changed);
        }
        return answered<Result<ChecklistResult>>(
            tl::unexpected(Error{Error::Kind::Input, QStringLiteral("There is no such result."), {}, {}}));
    }
    QFuture<Result<ChecklistResult>> signOff(const QUuid &id, const QString &tester) override
    {
        for (ChecklistResult &result : kept) {
            if (result.id != id)
                continue;
            result.tester = tester;
            result.signedOffAt = QDateTime::currentDateTimeUtc();
            return answered<Result<ChecklistResult>>(result);
        }
        return answered<Result<ChecklistResult>>(
            tl::unexpected(Error{Error::Kind::Input, QStringLiteral("There is no such result."), {}, {}}));
    }
    QFuture<Result<std::vector<RunSummary>>> runs(const RunFilter &) override
    {
        return answered<Result<std::vector<RunSummary>>>(summaries);
    }
    QFuture<Result<std::vector<RunEvent>>> loadEvents(const QUuid &run) override
    {
        return answered<Result<std::vector<RunEvent>>>(events.value(run));
    }
    QFuture<Result<void>> writeReport(const ui::ReportRequest &request) override
    {
        reports.push_back(request);
        return answered<Result<void>>(writes);
    }

    // ---- What a test says

    void tell(checklist::Progress news)
    {
        news.checklist = current;
        Q_EMIT progress(news);
    }

    /// The checks as they are before anything was done, under the id of what is under way.
    ChecklistResult begun() const
    {
        ChecklistResult result;
        result.id = current;
        result.checklist = checklist::oneCrew().name;
        result.target = QStringLiteral("backend");
        result.tester = QStringLiteral("R. Lindqvist");
        result.startedAt = QDateTime::currentDateTimeUtc();
        for (const checklist::Check &check : checklist::oneCrew().checks) {
            CheckResult one;
            one.id = check.id;
            one.title = check.title;
            one.passesWhen = check.passesWhen;
            result.checks.push_back(one);
        }
        return result;
    }

    static CheckResult passed(CheckResult check)
    {
        check.verdict = CheckVerdict::Passed;
        check.summary = QStringLiteral("Company and 2 users");
        check.runs = {QUuid::createUuid()};
        check.duration = std::chrono::milliseconds{1970};
        check.evidence = {{.kind = CheckEvidence::Kind::Run,
                           .sentence = QStringLiteral("9 steps, request and response bodies"),
                           .run = check.runs.last()}};
        return check;
    }

    static CheckResult failed(CheckResult check)
    {
        check.verdict = CheckVerdict::Failed;
        check.summary = QStringLiteral("1 member missing: Amira Haddad");
        check.cause = QStringLiteral("never-synced");
        check.why = QStringLiteral("The backend synced a user as a company.");
        check.next = {QStringLiteral("Sync the user.")};
        check.runs = {QUuid::createUuid()};
        check.duration = std::chrono::milliseconds{3990};
        check.evidence = {{.kind = CheckEvidence::Kind::Run,
                           .sentence = QStringLiteral("9 steps"),
                           .run = check.runs.last()},
                          {.kind = CheckEvidence::Kind::Log,
                           .speaksFor = CheckVerdict::Failed,
                           .sentence = QStringLiteral("Backend log, 14 lines"),
                           .detail = QStringLiteral("14:31:46 to 14:31:50"),
                           .subject = QStringLiteral("backend.log:41207-41220")},
                          {.kind = CheckEvidence::Kind::Participant,
                           .speaksFor = CheckVerdict::Failed,
                           .sentence = QStringLiteral("Amira Haddad"),
                           .detail = QStringLiteral("Missing from StreamChat"),
                           .subject = QStringLiteral("onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352")}};
        return check;
    }

    void endCheck(const CheckResult &outcome)
    {
        checklist::Progress news;
        news.kind = checklist::Progress::Kind::CheckEnded;
        news.check = outcome.id;
        news.outcome = outcome;
        tell(news);
    }

    void startCheck(const QString &id)
    {
        checklist::Progress news;
        news.kind = checklist::Progress::Kind::CheckStarted;
        news.check = id;
        tell(news);
    }

    void start(const ChecklistResult &head)
    {
        checklist::Progress news;
        news.kind = checklist::Progress::Kind::Started;
        news.result = std::make_shared<const ChecklistResult>(head);
        tell(news);
    }

    void end(ChecklistResult result, checklist::EndReason reason = checklist::EndReason::Done)
    {
        result.endedAt = QDateTime::currentDateTimeUtc();
        kept.insert(kept.begin(), result);
        checklist::End ending;
        ending.reason = reason;
        ending.result = result;
        Q_EMIT ended(ending);
    }

    /// A sweep of @p companies; every fifth fails with a new user, every seventh recovers.
    ChecklistResult swept(int companies) const
    {
        ChecklistResult result = begun();
        result.checks.clear();
        for (int i = 0; i < checklist::scenarioCount; ++i)
            result.scenarios << checklist::titleOf(static_cast<checklist::Scenario>(i));
        for (int i = 0; i < companies; ++i) {
            CompanyResult company{.id = QStringLiteral("company-%1").arg(i),
                                  .name = QStringLiteral("Company %1").arg(i, 3, 10, QLatin1Char('0')),
                                  .newlyApproved = i % 4 == 0};
            for (int cell = 0; cell < checklist::scenarioCount; ++cell) {
                CheckResult one;
                one.id = toString(static_cast<checklist::Scenario>(cell));
                one.title = result.scenarios[cell];
                one = cell == 1 && i % 5 == 0 ? failed(one) : passed(one);
                if (cell == 2 && i % 7 == 3)
                    one.verdict = CheckVerdict::Recovered;
                company.cells.push_back(one);
            }
            result.companies.push_back(company);
        }
        return result;
    }

    Result<void> may;
    Result<void> mayBackend;
    bool embedded = true;
    bool refuses = false;
    Result<void> writes;
    std::optional<ChecklistResult> unfinished;
    std::vector<ChecklistResult> kept;
    std::vector<RunSummary> summaries;

    std::vector<checklist::Order> orders;
    std::vector<checklist::Mark> marks;
    std::vector<ui::ReportRequest> reports;
    QHash<QUuid, std::vector<RunEvent>> events;
    QString log;
    QUuid current;
    int stops = 0;

private:
    template<typename T>
    static QFuture<T> answered(T value)
    {
        QPromise<T> promise;
        promise.start();
        const QFuture<T> future = promise.future();
        promise.addResult(std::move(value));
        promise.finish();
        return future;
    }
};

} // namespace chatsync::test
