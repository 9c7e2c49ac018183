// SPDX-License-Identifier: MIT
#include "ui/lookup/lookuptexts.h"

#include "ui/runs/runtexts.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace chatsync::ui::lookuptexts {

namespace {

using diagnosis::Evidence;
using diagnosis::Existence;
using diagnosis::Match;
using diagnosis::Severity;
using diagnosis::Verdict;

constexpr qsizetype longestName = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("LookUp", text);
}

} // namespace

Status statusOf(Severity severity)
{
    switch (severity) {
    case Severity::Blocks:
        return Status::Fail;
    case Severity::Risk:
        return Status::Warn;
    case Severity::Note:
        return Status::Info;
    case Severity::Healthy:
        return Status::Ok;
    }
    Q_UNREACHABLE();
}

Status statusOf(Evidence::Mark mark)
{
    switch (mark) {
    case Evidence::Mark::Ok:
        return Status::Ok;
    case Evidence::Mark::Bad:
        return Status::Fail;
    case Evidence::Mark::Warning:
        return Status::Warn;
    case Evidence::Mark::Twin:
        return Status::Twin;
    case Evidence::Mark::Info:
        return Status::Info;
    }
    Q_UNREACHABLE();
}

Status statusOf(const Verdict &verdict)
{
    switch (verdict.answer) {
    case Verdict::Answer::Yes:
        return Status::Ok;
    case Verdict::Answer::YesWithRisks:
        return Status::Warn;
    case Verdict::Answer::No:
        return Status::Fail;
    case Verdict::Answer::Unknown:
        return Status::Blocked;
    }
    Q_UNREACHABLE();
}

Status statusOf(const diagnosis::PersonFacts &person, const Verdict &verdict)
{
    if (person.stream.existence == Existence::Deactivated)
        return Status::Deactivated;
    return statusOf(verdict);
}

Status statusOf(const RunSummary &run)
{
    if (run.outcome)
        return ui::statusOf(*run.outcome);
    return run.state == RunSummary::State::Running ? Status::Running : Status::Blocked;
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Blocks:
        return tr("Blocks");
    case Severity::Risk:
        return tr("Risk");
    case Severity::Note:
        return tr("Note");
    case Severity::Healthy:
        return tr("Healthy");
    }
    Q_UNREACHABLE();
}

QString kindWord(ParticipantKind kind)
{
    return kind == ParticipantKind::Company ? tr("Company") : tr("User");
}

QString age(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return {};
    const qint64 seconds = std::max<qint64>(0, at.secsTo(now));
    if (seconds < 1)
        return tr("now");
    if (seconds < 60)
        return tr("%1 s ago").arg(seconds);
    if (seconds < 60 * 60)
        return tr("%1 min ago").arg(seconds / 60);
    if (seconds < 48 * 60 * 60)
        return tr("%1 h ago").arg(seconds / 3600);
    const int days = static_cast<int>(seconds / 86400);
    return QCoreApplication::translate("LookUp", "%n day(s) ago", nullptr, days);
}

QString age(const diagnosis::Reading &reading, const QDateTime &now)
{
    switch (reading.state) {
    case diagnosis::Reading::State::NotAsked:
        return tr("not read");
    case diagnosis::Reading::State::Failed:
        return tr("could not be read");
    case diagnosis::Reading::State::Read:
        return age(reading.at, now);
    }
    Q_UNREACHABLE();
}

QString shortId(const QString &streamId)
{
    const std::optional<StreamUserId> parts = parseStreamUserId(streamId);
    if (!parts || parts->id.size() < 16)
        return streamId;
    const QString prefix = streamId.left(streamId.size() - parts->id.size());
    return prefix + parts->id.left(8) + u'…' + parts->id.right(4);
}

QString withShortIds(const QString &sentence)
{
    static const QRegularExpression id(QStringLiteral("(onecrew_(?:user_|company_)?[0-9a-f]{8})-[0-9a-f]{4}-["
                                                      "0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}([0-9a-f]{4})"),
                                       QRegularExpression::CaseInsensitiveOption);
    return QString{sentence}.replace(id, QStringLiteral("\\1…\\2"));
}

QString groupTitle(Match::Group group)
{
    switch (group) {
    case Match::Group::MissingInMessage:
        return tr("Missing in the message");
    case Match::Group::InMessage:
        return tr("In the text");
    case Match::Group::SameId:
        return tr("Same id under the other prefix");
    case Match::Group::Found:
        return tr("Found by name");
    }
    Q_UNREACHABLE();
}

QString streamState(const diagnosis::StreamSide &side)
{
    switch (side.existence) {
    case Existence::Unknown:
        return tr("Not known");
    case Existence::Absent:
        return tr("Missing");
    case Existence::Deactivated:
        return tr("Deactivated");
    case Existence::Deleted:
        return tr("Deleted");
    case Existence::Exists:
        break;
    }
    if (side.user && side.user->banned)
        return side.user->shadowBanned ? tr("Shadow-banned") : tr("Banned");
    return tr("Active");
}

QString databaseState(const diagnosis::PersonFacts &person)
{
    if (!person.database.done() && !person.inDatabase())
        return tr("Not known");
    if (!person.inDatabase())
        return tr("Not there");
    const Participant *row = person.row();
    if (row->approval && !row->approval->isEmpty()) {
        QString state = *row->approval;
        state[0] = state[0].toUpper();
        return state.left(longestName);
    }
    return tr("There");
}

QString when(const std::optional<QDateTime> &at, const QDateTime &now)
{
    return at && at->isValid() ? runtexts::moment(*at, now) : QString{};
}

QString runTitle(const RunSummary &run)
{
    const QString subject = shortName(runtexts::subject(run));
    return run.number > 0 ? tr("Run %1 · %2").arg(run.number).arg(subject) : subject;
}

QString runLine(const RunSummary &run, const QDateTime &now)
{
    const QString state = run.outcome                               ? word(*run.outcome)
                          : run.state == RunSummary::State::Running ? word(Status::Running)
                                                                    : tr("Interrupted");
    return runtexts::moment(run.startedAt, now) + QStringLiteral(" · ") + state;
}

QString answerLine(const Verdict &verdict)
{
    const int risks = verdict.count(Severity::Risk);
    const int blocks = verdict.count(Severity::Blocks);
    switch (verdict.answer) {
    case Verdict::Answer::Yes:
        return tr("Yes: nothing found");
    case Verdict::Answer::YesWithRisks:
        return QCoreApplication::translate("LookUp", "Yes, with %n risk(s)", nullptr, risks);
    case Verdict::Answer::No:
        return QCoreApplication::translate("LookUp", "No: %n finding(s) block(s)", nullptr, blocks);
    case Verdict::Answer::Unknown:
        return tr("Cannot be told now");
    }
    Q_UNREACHABLE();
}

QString waitingLine(const diagnosis::Finding &finding)
{
    if (!finding.waitingText.isEmpty())
        return finding.waitingText;
    switch (finding.waiting) {
    case diagnosis::Waiting::DoesNotHelp:
        return tr("Waiting does not help.");
    case diagnosis::Waiting::Helps:
        return tr("Waiting helps.");
    case diagnosis::Waiting::MayHelp:
        return tr("Waiting may help.");
    }
    Q_UNREACHABLE();
}

QString shortName(const QString &name)
{
    const QString plain = name.simplified();
    return plain.size() <= longestName ? plain : plain.left(longestName).trimmed() + QStringLiteral(" …");
}

QString names(const std::vector<diagnosis::PersonFacts> &people)
{
    QStringList all;
    for (const diagnosis::PersonFacts &person : people)
        all << shortName(person.displayName());
    if (all.size() < 2)
        return all.join(QString{});
    const QString last = all.takeLast();
    return tr("%1 and %2").arg(all.join(QStringLiteral(", ")), last);
}

} // namespace chatsync::ui::lookuptexts
