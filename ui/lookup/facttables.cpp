// SPDX-License-Identifier: MIT
#include "ui/lookup/facttables.h"

#include "ui/lookup/lookuptexts.h"
#include "ui/runs/runtexts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace chatsync::ui::facttables {

namespace {

using diagnosis::ChannelFacts;
using diagnosis::FieldComparison;
using diagnosis::PersonFacts;
using Compared = FieldComparison::Result;

const QString nothing = QStringLiteral("—");

QString tr(const char *text)
{
    return QCoreApplication::translate("LookUp", text);
}

bool isMain(const FieldComparison &field)
{
    static const QStringList main{
        QStringLiteral("stream_id"), QStringLiteral("exists"), QStringLiteral("role"), QStringLiteral("name"),
        QStringLiteral("image"),     QStringLiteral("state"),  QStringLiteral("teams")};
    return main.contains(field.key);
}

bool isMono(const QString &key)
{
    static const QStringList mono{QStringLiteral("stream_id"), QStringLiteral("role"),
                                  QStringLiteral("image"), QStringLiteral("custom")};
    return mono.contains(key);
}

Status statusOf(Compared result)
{
    switch (result) {
    case Compared::Match:
        return Status::Same;
    case Compared::Different:
        return Status::Different;
    case Compared::Missing:
        return Status::Fail;
    case Compared::NotCompared:
        return Status::NotCompared;
    }
    Q_UNREACHABLE();
}

Cell expectedCell(const FieldComparison &field)
{
    if (field.expected.isEmpty())
        return {.text = tr("None"), .ink = Ink::Secondary};
    return {.text = field.expected, .mono = isMono(field.key)};
}

Cell actualCell(const FieldComparison &field)
{
    Cell cell{.text = field.actual, .mono = isMono(field.key)};
    if (field.result == Compared::Missing) {
        cell.ink = Ink::Fail;
        cell.strong = true;
        cell.mono = false;
        if (cell.text.isEmpty())
            cell.text = field.key == QLatin1String("stream_id") ? tr("No user with this id") : tr("No");
    } else if (field.result == Compared::Different) {
        cell.ink = Ink::Warn;
    }
    if (cell.text.isEmpty()) {
        cell.text = field.result == Compared::NotCompared ? nothing : tr("None");
        cell.ink = field.result == Compared::Different ? Ink::Warn : Ink::Secondary;
        cell.mono = false;
    }
    return cell;
}

Cell resultCell(const FieldComparison &field)
{
    const Ink ink = field.result == Compared::Missing     ? Ink::Fail
                    : field.result == Compared::Different ? Ink::Warn
                                                          : Ink::Secondary;
    return {.text = field.words.isEmpty() ? word(statusOf(field.result)) : field.words,
            .status = statusOf(field.result),
            .ink = ink,
            .tip = field.consequence};
}

CellRow fact(const QString &field, const QString &database, const QString &streamChat, bool mono = false)
{
    const auto side = [mono](const QString &text) {
        return text.isEmpty() ? Cell{.text = nothing, .ink = Ink::Secondary}
                              : Cell{.text = text, .mono = mono};
    };
    return {.cells = {{.text = field, .ink = Ink::Secondary}, side(database), side(streamChat)}};
}

Cell membership(const ChannelFacts &channel, const PersonFacts &person)
{
    const QString &id = person.expected.streamId;
    if (channel.present.contains(id)) {
        if (channel.banned.contains(id))
            return {.text = tr("Banned in this channel"), .status = Status::Fail, .ink = Ink::Fail};
        if (!channel.row || channel.expected.contains(id))
            return {.text = tr("Member"), .status = Status::Ok};
        return {.text = tr("Member, not expected"), .status = Status::Warn, .ink = Ink::Warn};
    }
    if (channel.present.contains(person.other.streamId))
        return {.text = tr("Member as the other identity"), .status = Status::Twin, .ink = Ink::Warn};
    if (!channel.membersComplete || channel.state == ChannelFacts::State::Unknown)
        return {.text = tr("Not read"), .status = Status::NotCompared, .ink = Ink::Secondary};
    return {.text = tr("Should be a member"), .status = Status::Fail, .ink = Ink::Fail};
}

QString memberCount(const ChannelFacts &channel)
{
    if (channel.state == ChannelFacts::State::Unknown)
        return tr("Not read");
    const qsizetype expected = channel.expected.size();
    const bool gone =
        channel.state == ChannelFacts::State::Absent || channel.state == ChannelFacts::State::Deleted;
    const qsizetype there = gone ? 0 : expected - channel.missing.size();
    if (channel.row)
        return channel.unexpected.isEmpty()
                   ? tr("%1 of %2").arg(there).arg(expected)
                   : tr("%1 of %2, %3 more").arg(there).arg(expected).arg(channel.unexpected.size());
    return QString::number(channel.memberCount.value_or(static_cast<int>(channel.present.size())));
}

QString lastMessage(const ChannelFacts &channel, const QDateTime &now)
{
    switch (channel.state) {
    case ChannelFacts::State::Absent:
        return tr("Not created");
    case ChannelFacts::State::Deleted:
        return tr("Deleted");
    case ChannelFacts::State::Unknown:
        return tr("Not read");
    case ChannelFacts::State::Exists:
        break;
    }
    const QString said = lookuptexts::when(channel.lastMessageAt, now);
    if (channel.disabled)
        return tr("Disabled");
    if (channel.frozen)
        return tr("Frozen");
    return said.isEmpty() ? tr("No message yet") : said;
}

bool isTroubled(const ChannelFacts &channel)
{
    return channel.disabled || channel.frozen || channel.state == ChannelFacts::State::Absent ||
           channel.state == ChannelFacts::State::Deleted;
}

CellRow sectionRow(const QString &title, const QString &aside, qsizetype columns)
{
    CellRow row{.section = true};
    row.cells.resize(static_cast<size_t>(columns));
    row.cells.front().text = title;
    row.cells.back().text = aside;
    return row;
}

QString fieldName(const QString &field)
{
    if (field == QLatin1String("role"))
        return tr("Role");
    if (field == QLatin1String("name"))
        return tr("Name");
    if (field == QLatin1String("image"))
        return tr("Image");
    if (field == QLatin1String("teams"))
        return tr("Teams");
    if (field == QLatin1String("state"))
        return tr("State");
    if (field == QLatin1String("id"))
        return tr("Stream id");
    if (field.startsWith(QLatin1String("member of ")))
        return tr("Member of %1").arg(field.mid(10));
    return field;
}

bool isBuiltIn(const QString &field)
{
    return fieldName(field) != field;
}

Cell valueCell(const QJsonValue &value, const QString &absent)
{
    if (value.isUndefined() || value.isNull())
        return {.text = absent, .ink = Ink::Secondary};
    // A name is read as words, everything else as a value.
    return {.text = shown(value), .mono = true};
}

Cell afterwards(const RepairField &field, std::optional<bool> worked)
{
    if (!field.sent)
        return {.text = tr("Kept"), .status = Status::Same, .ink = Ink::Secondary};
    if (!worked)
        return {.text = field.now == *field.sent ? tr("Same") : QStringLiteral("→ ") + tr("Changes"),
                .ink = field.now == *field.sent ? Ink::Secondary : Ink::Warn,
                .strong = true,
                .tip = tr("Changes")};
    return *worked ? Cell{.text = tr("Done"), .status = Status::Ok, .ink = Ink::Ok}
                   : Cell{.text = tr("Not done"), .status = Status::Fail, .ink = Ink::Fail};
}

CellRow repairRow(const RepairField &field, std::optional<bool> worked)
{
    const bool builtIn = isBuiltIn(field.field);
    CellRow row{.cells = {{.text = fieldName(field.field), .ink = Ink::Secondary, .mono = !builtIn},
                          valueCell(field.database, builtIn ? tr("None") : tr("Not in the database")),
                          valueCell(field.now, tr("None")),
                          field.sent ? valueCell(*field.sent, tr("Removed"))
                                     : Cell{.text = tr("Not sent"), .ink = Ink::Secondary},
                          afterwards(field, worked)},
                .tint = field.sent && !worked ? Tint::Warn : Tint::None,
                .key = field.field};
    return row;
}

} // namespace

QString shown(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isUndefined() || value.isNull())
        return {};
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2)).left(4'000);
}

QStringList comparisonTitles()
{
    return {tr("Field"), tr("Expected (from database)"), tr("Actual (StreamChat)"), tr("Result")};
}

std::vector<CellRow> comparisonRows(const PersonFacts &person)
{
    std::vector<CellRow> rows;
    for (const FieldComparison &field : diagnosis::compare(person)) {
        if (!isMain(field))
            continue;
        rows.push_back({.cells = {{.text = field.field, .ink = Ink::Secondary},
                                  expectedCell(field),
                                  actualCell(field),
                                  resultCell(field)},
                        .tint = field.result == Compared::Missing     ? Tint::Fail
                                : field.result == Compared::Different ? Tint::Warn
                                                                      : Tint::None,
                        .key = field.actual.isEmpty() ? field.expected : field.actual,
                        .spoken = field.consequence});
    }
    return rows;
}

int differences(const PersonFacts &person)
{
    const std::vector<FieldComparison> all = diagnosis::compare(person);
    return static_cast<int>(std::count_if(all.begin(), all.end(), [](const FieldComparison &field) {
        return field.result == Compared::Different || field.result == Compared::Missing;
    }));
}

QStringList detailTitles()
{
    return {tr("Field"), tr("Database"), tr("StreamChat")};
}

std::vector<CellRow> detailRows(const PersonFacts &person, const QDateTime &now)
{
    std::vector<CellRow> rows;
    rows.push_back(fact(tr("User or company"), diagnosis::kindSentence(person), {}));
    if (person.user && person.company)
        rows.push_back(
            fact(tr("Tables"), tr("In users and in companies: the users table is asked first"), {}));
    else if (person.inDatabase())
        rows.push_back(fact(tr("Tables"), person.user ? tr("users") : tr("companies"), {}));
    if (const Participant *row = person.row()) {
        if (row->approval) {
            rows.push_back(
                fact(tr("Approval"),
                     person.newlyApproved
                         ? tr("%1, newly: %2").arg(*row->approval, lookuptexts::when(row->approvedAt, now))
                         : *row->approval,
                     {}));
        }
        rows.push_back(fact(tr("E-mail"), row->email.value_or(QString{}), {}));
    }
    for (const FieldComparison &field : diagnosis::compare(person)) {
        if (!isMain(field))
            rows.push_back(fact(field.field, field.expected, field.actual, isMono(field.key)));
    }
    const auto read = [&now](const diagnosis::Reading &reading) {
        const QString when = lookuptexts::age(reading, now);
        if (reading.error)
            return tr("%1: %2").arg(when, reading.error->what);
        return reading.source.isEmpty() ? when : tr("%1, from %2").arg(when, reading.source);
    };
    rows.push_back(fact(tr("Read"), read(person.database), read(person.streamChat)));
    return rows;
}

QStringList channelTitles(const PersonFacts *person)
{
    QStringList titles{tr("Channel"), tr("Name"), tr("Members")};
    if (person)
        titles << tr("This participant");
    return titles << tr("Last message");
}

std::vector<CellRow> channelRows(const std::vector<ChannelFacts> &channels, const PersonFacts *person,
                                 const QDateTime &now)
{
    std::vector<CellRow> rows;
    for (const ChannelFacts &channel : channels) {
        CellRow row{
            .cells = {{.text = channel.cid, .mono = true},
                      {.text = channel.name.isEmpty() ? nothing : channel.name,
                       .ink = channel.name.isEmpty() ? Ink::Secondary : Ink::Primary},
                      {.text = memberCount(channel),
                       .ink = channel.missing.isEmpty() && !isTroubled(channel) ? Ink::Primary : Ink::Fail,
                       .mono = true,
                       .tip = channel.missing.isEmpty()
                                  ? QString{}
                                  : tr("Missing: %1").arg(channel.missing.join(QStringLiteral(", ")))}},
            .key = channel.cid};
        if (person)
            row.cells.push_back(membership(channel, *person));
        row.cells.push_back(
            {.text = lastMessage(channel, now), .ink = isTroubled(channel) ? Ink::Fail : Ink::Secondary});
        rows.push_back(std::move(row));
    }
    return rows;
}

QStringList runTitles()
{
    return {tr("Run"), tr("Participants"), tr("Outcome"), tr("When")};
}

std::vector<CellRow> runRows(const std::vector<RunSummary> &runs, const QDateTime &now)
{
    std::vector<CellRow> rows;
    for (const RunSummary &run : runs) {
        const Status status = lookuptexts::statusOf(run);
        rows.push_back(
            {.cells = {{.text = run.number > 0 ? QString::number(run.number) : nothing, .mono = true},
                       {.text = runtexts::subject(run)},
                       {.text = run.outcome ? word(*run.outcome) : word(status), .status = status},
                       {.text = runtexts::moment(run.startedAt, now), .ink = Ink::Secondary}},
             .key = run.id.toString(QUuid::WithoutBraces),
             .spoken = run.errorText});
    }
    return rows;
}

QStringList participantTitles()
{
    return {tr("Participant"), tr("Stream id"), tr("Database"), tr("StreamChat"), tr("Role"), tr("Read")};
}

std::vector<CellRow> participantRows(const diagnosis::LookupResult &result, const QDateTime &now)
{
    std::vector<CellRow> rows;
    for (size_t i = 0; i < result.facts.people.size(); ++i) {
        const PersonFacts &person = result.facts.people[i];
        const diagnosis::Verdict none;
        const diagnosis::Verdict &verdict = i < result.verdicts.size() ? result.verdicts[i] : none;
        const bool there = person.stream.user.has_value();
        const bool right = there && person.stream.user->role == roleOf(person.expected.kind);
        const bool gone = person.stream.existence == diagnosis::Existence::Absent ||
                          person.stream.existence == diagnosis::Existence::Deleted;
        rows.push_back({.cells = {{.text = person.displayName(),
                                   .status = lookuptexts::statusOf(person, verdict),
                                   .strong = true,
                                   .kind = person.expected.kind},
                                  {.text = person.expected.streamId, .mono = true},
                                  {.text = lookuptexts::databaseState(person),
                                   .ink = person.isUnknownToDatabase() ? Ink::Fail : Ink::Primary},
                                  {.text = lookuptexts::streamState(person.stream),
                                   .ink = gone ? Ink::Fail : Ink::Primary},
                                  there ? Cell{.text = person.stream.user->role,
                                               .status = right ? Status::Same : Status::Different,
                                               .ink = right ? Ink::Primary : Ink::Warn,
                                               .mono = true}
                                        : Cell{.text = {}, .status = Status::NotCompared},
                                  {.text = lookuptexts::age(person.streamChat, now), .ink = Ink::Secondary}},
                        .key = person.expected.streamId,
                        .spoken = verdict.sentence});
    }
    return rows;
}

QStringList repairTitles()
{
    return {tr("Field"), tr("Database"), tr("StreamChat now"), tr("Will be sent"), tr("Afterwards")};
}

std::vector<CellRow> repairRows(const RepairPlan &plan, const QString &streamId, std::optional<bool> worked)
{
    const qsizetype columns = repairTitles().size();
    std::vector<CellRow> changes;
    std::vector<CellRow> custom;
    QStringList rest;
    int lost = 0;
    for (const RepairField &field : plan.fields) {
        if (field.streamId != streamId)
            continue;
        lost += field.lostByUpsert ? 1 : 0;
        if (field.sent)
            changes.push_back(repairRow(field, worked));
        else if (!isBuiltIn(field.field))
            custom.push_back(repairRow(field, worked));
        else
            rest << fieldName(field.field);
    }
    std::vector<CellRow> rows;
    const auto append = [&rows](std::vector<CellRow> &&part) {
        std::move(part.begin(), part.end(), std::back_inserter(rows));
    };
    const int changed = static_cast<int>(changes.size());
    rows.push_back(sectionRow(worked ? tr("Changed") : tr("Changes"),
                              QCoreApplication::translate("LookUp", "%n field(s)", nullptr, changed),
                              columns));
    append(std::move(changes));
    if (!custom.empty()) {
        rows.push_back(sectionRow(
            tr("Kept, custom data"),
            lost > 0
                ? QCoreApplication::translate("LookUp", "A full upsert would lose %n field(s)", nullptr, lost)
                : QString{},
            columns));
        append(std::move(custom));
    }
    if (!rest.isEmpty())
        rows.push_back(sectionRow(tr("Kept, the rest"), rest.join(QStringLiteral(", ")), columns));
    return rows;
}

} // namespace chatsync::ui::facttables
