// SPDX-License-Identifier: MIT
#include "core/diagnosis/comparison.h"
#include "core/diagnosis/verdict.h"
#include "core/domain/runevent.h"

#include <QJsonArray>

namespace chatsync::diagnosis {

namespace {

QJsonValue timeOf(const QDateTime &time)
{
    return time.isValid() ? QJsonValue{time.toUTC().toString(Qt::ISODateWithMs)} : QJsonValue{};
}

QJsonValue timeOf(const std::optional<QDateTime> &time)
{
    return time ? timeOf(*time) : QJsonValue{};
}

QJsonObject toJson(const Reading &reading, const QDateTime &now)
{
    QJsonObject json{{QStringLiteral("state"), reading.state == Reading::State::Read ? QStringLiteral("read")
                                               : reading.state == Reading::State::Failed
                                                   ? QStringLiteral("failed")
                                                   : QStringLiteral("not_asked")}};
    if (reading.at.isValid()) {
        json.insert(QStringLiteral("at"), timeOf(reading.at));
        json.insert(QStringLiteral("age_s"), qint64(ageOf(reading, now)->count()));
    }
    if (!reading.source.isEmpty())
        json.insert(QStringLiteral("source"), reading.source);
    if (reading.error)
        json.insert(QStringLiteral("error"), chatsync::toJson(*reading.error));
    return json;
}

QJsonObject toJson(const Participant &row)
{
    QJsonObject json{{QStringLiteral("id"), row.id},
                     {QStringLiteral("name"), row.name},
                     {QStringLiteral("kind"), row.kind == ParticipantKind::Company ? QStringLiteral("company")
                                                                                   : QStringLiteral("user")}};
    if (row.email)
        json.insert(QStringLiteral("email"), *row.email);
    if (row.image)
        json.insert(QStringLiteral("image"), *row.image);
    if (row.approval)
        json.insert(QStringLiteral("approval"), *row.approval);
    if (row.approvedAt)
        json.insert(QStringLiteral("approved_at"), timeOf(row.approvedAt));
    if (row.createdAt)
        json.insert(QStringLiteral("created_at"), timeOf(row.createdAt));
    return json;
}

QJsonObject toJson(const StreamSide &side)
{
    QJsonObject json{{QStringLiteral("stream_id"), side.streamId},
                     {QStringLiteral("existence"), toString(side.existence)}};
    if (!side.user)
        return json;
    const stream::User &user = *side.user;
    json.insert(QStringLiteral("role"), user.role);
    json.insert(QStringLiteral("name"), user.name);
    json.insert(QStringLiteral("image"), user.image ? QJsonValue{*user.image} : QJsonValue{});
    json.insert(QStringLiteral("teams"), QJsonArray::fromStringList(user.teams));
    json.insert(QStringLiteral("banned"), user.banned);
    json.insert(QStringLiteral("shadow_banned"), user.shadowBanned);
    json.insert(QStringLiteral("online"), user.online);
    json.insert(QStringLiteral("last_active"), timeOf(user.lastActive));
    json.insert(QStringLiteral("created_at"), timeOf(user.createdAt));
    json.insert(QStringLiteral("updated_at"), timeOf(user.updatedAt));
    json.insert(QStringLiteral("deactivated_at"), timeOf(user.deactivatedAt));
    json.insert(QStringLiteral("custom"), user.custom);
    return json;
}

QString nameOf(Evidence::Mark mark)
{
    switch (mark) {
    case Evidence::Mark::Ok:
        return QStringLiteral("ok");
    case Evidence::Mark::Bad:
        return QStringLiteral("bad");
    case Evidence::Mark::Warning:
        return QStringLiteral("warning");
    case Evidence::Mark::Twin:
        return QStringLiteral("twin");
    case Evidence::Mark::Info:
        return QStringLiteral("info");
    }
    Q_UNREACHABLE();
}

QString nameOf(Evidence::Link link)
{
    switch (link) {
    case Evidence::Link::None:
        return QStringLiteral("none");
    case Evidence::Link::Row:
        return QStringLiteral("row");
    case Evidence::Link::Request:
        return QStringLiteral("request");
    case Evidence::Link::Run:
        return QStringLiteral("run");
    case Evidence::Link::Recipe:
        return QStringLiteral("recipe");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const Evidence &evidence)
{
    QJsonObject json{{QStringLiteral("mark"), nameOf(evidence.mark)},
                     {QStringLiteral("text"), evidence.text},
                     {QStringLiteral("source"), evidence.linkText}};
    if (evidence.link != Evidence::Link::None) {
        json.insert(QStringLiteral("link"), nameOf(evidence.link));
        json.insert(QStringLiteral("target"), evidence.target);
    }
    if (evidence.at.isValid())
        json.insert(QStringLiteral("at"), timeOf(evidence.at));
    return json;
}

QString nameOf(ChannelFacts::State state)
{
    switch (state) {
    case ChannelFacts::State::Unknown:
        return QStringLiteral("unknown");
    case ChannelFacts::State::Absent:
        return QStringLiteral("absent");
    case ChannelFacts::State::Exists:
        return QStringLiteral("exists");
    case ChannelFacts::State::Deleted:
        return QStringLiteral("deleted");
    }
    Q_UNREACHABLE();
}

} // namespace

QJsonObject toJson(const Remedy &remedy)
{
    QJsonObject json{{QStringLiteral("action"), toString(remedy.action)},
                     {QStringLiteral("text"), remedy.text},
                     {QStringLiteral("writes"), remedy.writes()}};
    if (!remedy.consequence.isEmpty())
        json.insert(QStringLiteral("consequence"), remedy.consequence);
    if (!remedy.streamId.isEmpty())
        json.insert(QStringLiteral("stream_id"), remedy.streamId);
    if (!remedy.cid.isEmpty())
        json.insert(QStringLiteral("cid"), remedy.cid);
    return json;
}

QJsonObject toJson(const Finding &finding)
{
    QJsonArray evidence;
    for (const Evidence &item : finding.evidence)
        evidence.append(toJson(item));
    QJsonObject json{{QStringLiteral("code"), finding.code},
                     {QStringLiteral("severity"), toString(finding.severity)},
                     {QStringLiteral("sentence"), finding.sentence},
                     {QStringLiteral("consequence"), finding.consequence},
                     {QStringLiteral("waiting"), toString(finding.waiting)},
                     {QStringLiteral("evidence"), evidence},
                     {QStringLiteral("remedy"), toJson(finding.remedy)}};
    if (!finding.person.isEmpty())
        json.insert(QStringLiteral("participant"), finding.person);
    if (!finding.streamId.isEmpty())
        json.insert(QStringLiteral("stream_id"), finding.streamId);
    if (!finding.cid.isEmpty())
        json.insert(QStringLiteral("cid"), finding.cid);
    return json;
}

QJsonObject toJson(const Verdict &verdict)
{
    QJsonArray findings;
    for (const Finding &finding : verdict.findings)
        findings.append(toJson(finding));
    QJsonArray notChecked;
    for (const NotChecked &item : verdict.notChecked)
        notChecked.append(
            QJsonObject{{QStringLiteral("what"), item.what}, {QStringLiteral("reason"), item.reason}});
    return {{QStringLiteral("answer"), toString(verdict.answer)},
            {QStringLiteral("sentence"), verdict.sentence},
            {QStringLiteral("cause"), verdict.cause},
            {QStringLiteral("consequence"), verdict.consequence},
            {QStringLiteral("findings"), findings},
            {QStringLiteral("not_checked"), notChecked},
            {QStringLiteral("causes_checked"), verdict.causesChecked}};
}

QJsonObject toJson(const PersonFacts &person, const QDateTime &now)
{
    QJsonArray fields;
    for (const FieldComparison &row : compare(person)) {
        fields.append(QJsonObject{{QStringLiteral("field"), row.key},
                                  {QStringLiteral("expected"), row.expected},
                                  {QStringLiteral("actual"), row.actual},
                                  {QStringLiteral("result"), toString(row.result)}});
    }
    QJsonObject json{{QStringLiteral("id"), person.id},
                     {QStringLiteral("asked"), person.asked},
                     {QStringLiteral("name"), person.displayName()},
                     {QStringLiteral("missing_in_message"), person.missingInMessage},
                     {QStringLiteral("kind"), person.expected.kind == ParticipantKind::Company
                                                  ? QStringLiteral("company")
                                                  : QStringLiteral("user")},
                     {QStringLiteral("kind_reason"), toString(person.reason)},
                     {QStringLiteral("newly_approved"), person.newlyApproved},
                     {QStringLiteral("expected"), upsertObject(person.expected)},
                     {QStringLiteral("stream"), toJson(person.stream)},
                     {QStringLiteral("other_identity"), toJson(person.other)},
                     {QStringLiteral("fields"), fields},
                     {QStringLiteral("summary"), summaryOf(person)},
                     {QStringLiteral("database_reading"), toJson(person.database, now)},
                     {QStringLiteral("stream_reading"), toJson(person.streamChat, now)}};
    if (person.user)
        json.insert(QStringLiteral("users_row"), toJson(*person.user));
    if (person.company)
        json.insert(QStringLiteral("companies_row"), toJson(*person.company));
    return json;
}

QJsonObject toJson(const ChannelFacts &channel, const QDateTime &now)
{
    QJsonObject json{{QStringLiteral("cid"), channel.cid},
                     {QStringLiteral("name"), channel.name},
                     {QStringLiteral("state"), nameOf(channel.state)},
                     {QStringLiteral("in_database"), channel.row.has_value()},
                     {QStringLiteral("expected"), QJsonArray::fromStringList(channel.expected)},
                     {QStringLiteral("present"), QJsonArray::fromStringList(channel.present)},
                     {QStringLiteral("missing"), QJsonArray::fromStringList(channel.missing)},
                     {QStringLiteral("unexpected"), QJsonArray::fromStringList(channel.unexpected)},
                     {QStringLiteral("members_complete"), channel.membersComplete},
                     {QStringLiteral("frozen"), channel.frozen},
                     {QStringLiteral("disabled"), channel.disabled},
                     {QStringLiteral("created_at"), timeOf(channel.createdAt)},
                     {QStringLiteral("last_message_at"), timeOf(channel.lastMessageAt)},
                     {QStringLiteral("stream_reading"), toJson(channel.streamChat, now)}};
    if (channel.memberCount)
        json.insert(QStringLiteral("member_count"), *channel.memberCount);
    if (!channel.team.isEmpty())
        json.insert(QStringLiteral("team"), channel.team);
    return json;
}

} // namespace chatsync::diagnosis
