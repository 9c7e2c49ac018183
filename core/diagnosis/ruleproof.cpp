// SPDX-License-Identifier: MIT
#include "core/diagnosis/rulehits.h"

#include "core/diagnosis/comparison.h"
#include "core/diagnosis/recipe.h"

#include <QCoreApplication>
#include <QLocale>

namespace chatsync::diagnosis {

namespace {

using Mark = Evidence::Mark;
using Link = Evidence::Link;

QString tr(const char *text)
{
    return QCoreApplication::translate("Diagnosis", text);
}

Evidence request(Mark mark, const QString &text, const QString &endpoint, const Reading &reading)
{
    return {.mark = mark,
            .text = text,
            .link = Link::Request,
            .linkText = reading.source,
            .target = endpoint,
            .at = reading.at};
}

Evidence rowEvidence(const PersonFacts &person)
{
    if (person.database.state == Reading::State::Failed) {
        return {.mark = Mark::Warning,
                .text = tr("Database: not read. %1").arg(person.database.error->what),
                .at = person.database.at};
    }
    const Participant *row = person.row();
    if (!row) {
        return {.mark = Mark::Bad,
                .text = tr("Database: the id is in neither table"),
                .linkText = person.database.source,
                .at = person.database.at};
    }
    const bool users = row->table == Participant::Table::Users;
    const QString table = users ? QStringLiteral("users") : QStringLiteral("companies");
    return {.mark = Mark::Ok,
            .text = tr("Database: %1").arg(kindSentence(person)),
            .link = Link::Row,
            .linkText = tr("%1, 1 row").arg(table),
            .target = table + u'/' + row->id,
            .at = person.database.at};
}

Evidence sideEvidence(const StreamSide &side, const Reading &reading, bool expected)
{
    const auto told = [&](Mark mark, const char *text) {
        return request(mark, tr(text).arg(side.streamId), QStringLiteral("QueryUsers"), reading);
    };
    switch (side.existence) {
    case Existence::Unknown:
        return told(Mark::Warning, QT_TRANSLATE_NOOP("Diagnosis", "StreamChat: %1 could not be asked for"));
    case Existence::Absent:
        return expected
                   ? told(Mark::Bad, QT_TRANSLATE_NOOP("Diagnosis", "StreamChat: no %1"))
                   : told(Mark::Ok, QT_TRANSLATE_NOOP("Diagnosis", "StreamChat: no %1, as it should be"));
    case Existence::Deleted:
        return told(Mark::Bad, QT_TRANSLATE_NOOP("Diagnosis", "StreamChat: %1 is not there any more"));
    case Existence::Deactivated:
        return told(Mark::Bad, QT_TRANSLATE_NOOP("Diagnosis", "StreamChat: %1 is deactivated"));
    case Existence::Exists:
        break;
    }
    if (!expected)
        return told(Mark::Twin, QT_TRANSLATE_NOOP("Diagnosis", "StreamChat: %1 exists"));
    Evidence evidence = told(Mark::Ok, QT_TRANSLATE_NOOP("Diagnosis", "StreamChat: %1 exists"));
    evidence.text += tr(", role %1").arg(side.user->role);
    if (side.user->banned || side.user->shadowBanned) {
        evidence.mark = Mark::Bad;
        evidence.text += side.user->banned ? tr(", banned") : tr(", banned without knowing it");
    }
    return evidence;
}

QString hintText(const Hint &hint)
{
    switch (hint.kind) {
    case Hint::Kind::Missing:
        return tr("StreamChat refused the channel for want of %1").arg(hint.subject);
    case Hint::Kind::Deleted:
        return tr("StreamChat said that %1 was deleted").arg(hint.subject);
    case Hint::Kind::Deactivated:
        return tr("StreamChat said that %1 was deactivated").arg(hint.subject);
    case Hint::Kind::Synced:
        return tr("%1 was in StreamChat then").arg(hint.subject);
    case Hint::Kind::ChannelCreated:
        return tr("The channel was there then");
    case Hint::Kind::ChannelDeleted:
        return tr("StreamChat said that the channel was deleted");
    case Hint::Kind::SentAsOther:
        return tr("The sync wrote %1 instead").arg(hint.subject);
    case Hint::Kind::Defect:
        break;
    }
    return hint.text;
}

Evidence hintEvidence(const Hint &hint)
{
    Evidence evidence;
    evidence.mark =
        hint.kind == Hint::Kind::Synced || hint.kind == Hint::Kind::ChannelCreated ? Mark::Info : Mark::Bad;
    evidence.text = hintText(hint);
    evidence.at = hint.at;
    if (!hint.run.isNull()) {
        const QString run = hint.run.toString(QUuid::WithoutBraces);
        evidence.link = Link::Run;
        evidence.target = run;
        evidence.linkText = hint.step.isEmpty() ? tr("Run %1").arg(run.left(8))
                                                : tr("Run %1, %2").arg(run.left(8), hint.step);
    } else if (hint.at.isNull()) {
        evidence.linkText = tr("the message");
    }
    return evidence;
}

void hear(Proof &proof, const Facts &facts, const QStringList &subjects)
{
    constexpr std::size_t most = 8;
    for (const Hint &hint : facts.hints) {
        if (proof.size() < most && subjects.contains(hint.subject))
            proof.push_back(hintEvidence(hint));
    }
}

QString stateOf(const ChannelFacts &channel)
{
    switch (channel.state) {
    case ChannelFacts::State::Unknown:
        return tr("StreamChat: the channel could not be asked for");
    case ChannelFacts::State::Absent:
        return tr("StreamChat: no channel %1").arg(channel.cid);
    case ChannelFacts::State::Deleted:
        return tr("StreamChat: %1 is not there any more").arg(channel.cid);
    case ChannelFacts::State::Exists:
        break;
    }
    QString text = QCoreApplication::translate("Diagnosis", "StreamChat: %1 exists, %n member(s)", nullptr,
                                               channel.memberCount.value_or(int(channel.present.size())))
                       .arg(channel.cid);
    if (channel.disabled)
        text += tr(", disabled");
    if (channel.frozen)
        text += tr(", frozen");
    if (!channel.team.isEmpty())
        text += tr(", team %1").arg(channel.team);
    return text;
}

} // namespace

namespace proof {

Proof environment(const Facts &facts, const Hit &)
{
    Proof proof;
    if (!facts.streamError)
        return proof;
    const Reading *reading = &facts.app.reading;
    for (const Reading *other : {&facts.streamUsers, &facts.streamChannels}) {
        if (reading->state != Reading::State::Failed)
            reading = other;
    }
    const stream::CallError &error = *facts.streamError;
    QString text = tr("StreamChat: %1").arg(error.message.isEmpty() ? error.explanation : error.message);
    if (error.code)
        text += tr(" (code %1)").arg(*error.code);
    else if (error.status > 0)
        text += tr(" (HTTP %1)").arg(error.status);
    proof.push_back(request(Mark::Bad, text, reading->source, *reading));
    return proof;
}

Proof app(const Facts &facts, const Hit &hit)
{
    Proof proof = environment(facts, hit);
    if (!facts.app.reading.done())
        return proof;
    QString text = tr("StreamChat: application “%1”").arg(facts.app.name);
    if (facts.app.suspended)
        text += facts.app.suspendedExplanation.isEmpty()
                    ? tr(", suspended")
                    : tr(", suspended: %1").arg(facts.app.suspendedExplanation);
    if (!facts.app.hasMessaging)
        text += tr(", no channel type “messaging”");
    proof.push_back(request(Mark::Bad, text, QStringLiteral("GetApp"), facts.app.reading));
    return proof;
}

Proof clock(const Facts &facts, const Hit &hit)
{
    Proof proof = environment(facts, hit);
    if (facts.clockSkew) {
        const qint64 seconds = facts.clockSkew->count();
        const QString amount = QLocale{}.toString(std::abs(seconds));
        proof.push_back({.mark = Mark::Warning,
                         .text = seconds < 0
                                     ? tr("StreamChat's clock is %1 s behind this machine's").arg(amount)
                                     : tr("StreamChat's clock is %1 s ahead of this machine's").arg(amount),
                         .linkText = QStringLiteral("Date"),
                         .at = facts.now});
    }
    return proof;
}

Proof database(const Facts &facts, const Hit &)
{
    Proof proof;
    if (facts.database.error)
        proof.push_back({.mark = Mark::Bad,
                         .text = tr("Database: %1").arg(facts.database.error->what),
                         .linkText = facts.database.source,
                         .at = facts.database.at});
    return proof;
}

Proof identity(const Facts &facts, const Hit &hit)
{
    const PersonFacts &person = *hit.person;
    Proof proof{rowEvidence(person), sideEvidence(person.stream, person.streamChat, true),
                sideEvidence(person.other, person.streamChat, false)};
    hear(proof, facts, {person.stream.streamId, person.other.streamId});
    return proof;
}

Proof state(const Facts &facts, const Hit &hit)
{
    const PersonFacts &person = *hit.person;
    Proof proof{rowEvidence(person), sideEvidence(person.stream, person.streamChat, true)};
    if (!proof.back().at.isValid())
        proof.back().at = facts.now;
    return proof;
}

Proof namesakes(const Facts &facts, const Hit &hit)
{
    Proof proof = state(facts, hit);
    proof.push_back(request(Mark::Bad,
                            tr("StreamChat: %1 bears the name already").arg(hit.arguments.value(1)),
                            QStringLiteral("QueryUsers"), facts.streamUsers));
    proof.push_back(request(Mark::Warning, tr("StreamChat: user names have to be unique in this app"),
                            QStringLiteral("GetApp"), facts.app.reading));
    return proof;
}

Proof channel(const Facts &facts, const Hit &hit)
{
    Proof proof;
    if (hit.person)
        proof.push_back(sideEvidence(hit.person->stream, hit.person->streamChat, true));
    if (!hit.channel)
        return proof;
    const ChannelFacts &channel = *hit.channel;
    if (channel.row) {
        proof.push_back(
            {.mark = Mark::Ok,
             .text = QCoreApplication::translate("Diagnosis", "Database: conversation with %n participant(s)",
                                                 nullptr, int(channel.row->participantIds.size())),
             .link = Link::Row,
             .linkText = tr("conversations, 1 row"),
             .target = QStringLiteral("conversations/") + channel.row->id,
             .at = channel.database.at});
    }
    const bool good = channel.state == ChannelFacts::State::Exists && !channel.frozen && !channel.disabled;
    proof.push_back(request(good ? Mark::Info : Mark::Bad, stateOf(channel), QStringLiteral("QueryChannels"),
                            channel.streamChat));
    if (!channel.missing.isEmpty())
        proof.push_back(request(Mark::Bad, tr("Not a member: %1").arg(channel.missing.mid(0, 5).join(u", ")),
                                QStringLiteral("QueryChannels"), channel.streamChat));
    if (!channel.unexpected.isEmpty())
        proof.push_back(request(
            Mark::Warning, tr("Not in the conversation: %1").arg(channel.unexpected.mid(0, 5).join(u", ")),
            QStringLiteral("QueryChannels"), channel.streamChat));
    hear(proof, facts, {channel.cid});
    return proof;
}

Proof recipe(const Facts &facts, const Hit &hit)
{
    Proof proof;
    const RecipeDefect *defect = recipeDefectBy(hit.arguments.value(2));
    for (const Hint &hint : facts.hints) {
        if (defect && hint.kind == Hint::Kind::Defect && hint.subject == defect->code)
            proof.push_back(hintEvidence(hint));
    }
    if (defect)
        proof.push_back({.mark = Mark::Info,
                         .text = tr("The recipe says: %1").arg(defect->quote),
                         .link = Link::Recipe,
                         .linkText = tr("flow, line %1").arg(defect->line),
                         .target = QString::number(defect->line)});
    return proof;
}

Proof healthy(const Facts &facts, const Hit &)
{
    Proof proof;
    for (const PersonFacts &person : facts.people) {
        proof.push_back(rowEvidence(person));
        proof.push_back(sideEvidence(person.stream, person.streamChat, true));
    }
    return proof;
}

} // namespace proof

namespace cure {

namespace {

Remedy ofPerson(Remedy::Action action, const Hit &hit, const QString &text, const QString &consequence)
{
    return {.action = action,
            .text = text,
            .consequence = consequence,
            .streamId = hit.person->expected.streamId,
            .identity = hit.person->expected};
}

} // namespace

Remedy none(const Facts &, const Hit &)
{
    return {};
}

Remedy createUser(const Facts &facts, const Hit &hit)
{
    const PersonFacts &person = *hit.person;
    // Without a row nobody knows name and role: a made-up profile would hide the trouble.
    if (!person.inDatabase())
        return {};
    const QString name = nameIn(facts, person);
    return ofPerson(Remedy::Action::CreateUser, hit,
                    person.expected.kind == ParticipantKind::Company ? tr("Create %1 as a company").arg(name)
                                                                     : tr("Create %1 as a user").arg(name),
                    tr("Name, image and role from the database. The other identity is not touched."));
}

Remedy setRole(const Facts &facts, const Hit &hit)
{
    return ofPerson(Remedy::Action::SetRole, hit, tr("Set the role of %1").arg(nameIn(facts, *hit.person)),
                    tr("Partial update. Custom data stays."));
}

Remedy setName(const Facts &facts, const Hit &hit)
{
    return ofPerson(Remedy::Action::SetName, hit, tr("Set the name of %1").arg(nameIn(facts, *hit.person)),
                    tr("Partial update. Custom data stays."));
}

Remedy setImage(const Facts &facts, const Hit &hit)
{
    return ofPerson(Remedy::Action::SetImage, hit,
                    tr("Set the picture of %1").arg(nameIn(facts, *hit.person)),
                    tr("Partial update. Custom data stays."));
}

Remedy reactivate(const Facts &facts, const Hit &hit)
{
    return ofPerson(Remedy::Action::Reactivate, hit, tr("Reactivate %1").arg(nameIn(facts, *hit.person)),
                    tr("The user can be a member again. Profile and custom data stay."));
}

Remedy restore(const Facts &facts, const Hit &hit)
{
    return ofPerson(Remedy::Action::Restore, hit, tr("Restore %1").arg(nameIn(facts, *hit.person)),
                    tr("Brings back the user's data, not memberships or messages."));
}

Remedy addMember(const Facts &facts, const Hit &hit)
{
    if (!hit.person)
        return {};
    Remedy remedy = ofPerson(Remedy::Action::AddMember, hit,
                             tr("Add %1 to %2").arg(nameIn(facts, *hit.person), nameOf(*hit.channel)),
                             tr("Other members and the channel's data stay."));
    remedy.cid = hit.channel->cid;
    return remedy;
}

Remedy createChannel(const Facts &, const Hit &hit)
{
    return {.action = Remedy::Action::CreateChannel,
            .text = tr("Create the conversation again"),
            .consequence = tr("As a test conversation, watched step by step."),
            .cid = hit.channel->cid};
}

} // namespace cure

} // namespace chatsync::diagnosis
