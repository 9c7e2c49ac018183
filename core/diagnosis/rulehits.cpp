// SPDX-License-Identifier: MIT
#include "core/diagnosis/rulehits.h"

#include "core/diagnosis/recipe.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace chatsync::diagnosis {

namespace {

using stream::Meaning;

constexpr qsizetype mostCustomData = 5 * 1024; // stream-api.md 5; name and image count
constexpr qint64 skewWorthTelling = 30;        // seconds

/// Something that holds of some of the people.
template<typename Test>
Hits people(const Facts &facts, Test test)
{
    Hits found;
    for (const PersonFacts &person : facts.people) {
        if (test(person))
            found.push_back({.person = &person});
    }
    return found;
}

bool refusedFor(const Facts &facts, std::initializer_list<Meaning> meanings)
{
    return facts.streamError &&
           std::find(meanings.begin(), meanings.end(), facts.streamError->meaning) != meanings.end();
}

Hits environmentIf(bool holds, const QStringList &arguments = {})
{
    return holds ? Hits{Hit{.arguments = arguments}} : Hits{};
}

bool hasHint(const Facts &facts, Hint::Kind kind, const QString &subject)
{
    return std::any_of(facts.hints.begin(), facts.hints.end(),
                       [&](const Hint &hint) { return hint.kind == kind && hint.subject == subject; });
}

/// As StreamChat compares them: without blanks, punctuation and case.
QString foldedName(const QString &name)
{
    QString folded;
    for (const QChar c : name) {
        if (c.isLetterOrNumber() || c.isMark() || c.isSurrogate())
            folded += c.toCaseFolded();
    }
    return folded;
}

bool isPlaceholder(const QString &id)
{
    static const QStringList words{QStringLiteral("undefined"), QStringLiteral("null"),
                                   QStringLiteral("NaN"),       QStringLiteral("0"),
                                   QStringLiteral("1"),         QStringLiteral("none")};
    return words.contains(id);
}

bool isApproved(const QString &word)
{
    static const QStringList words{
        QStringLiteral("approved"), QStringLiteral("active"),  QStringLiteral("accepted"),
        QStringLiteral("verified"), QStringLiteral("enabled"), QStringLiteral("true"),
        QStringLiteral("yes"),      QStringLiteral("1"),       QStringLiteral("t")};
    return words.contains(word.trimmed().toLower());
}

qsizetype profileSize(const PersonFacts &person)
{
    QJsonObject profile = person.stream.user ? person.stream.user->custom : QJsonObject{};
    profile.insert(QStringLiteral("name"), person.expected.name);
    if (person.expected.image)
        profile.insert(QStringLiteral("image"), *person.expected.image);
    return QJsonDocument{profile}.toJson(QJsonDocument::Compact).size();
}

/// Whoever bears the name in StreamChat, other than the person.
const stream::User *namesakeOf(const Facts &facts, const PersonFacts &person)
{
    const QString folded = foldedName(person.expected.name);
    const auto bears = [&](const stream::User &user) {
        return user.id != person.expected.streamId && foldedName(user.name) == folded;
    };
    for (const PersonFacts &other : facts.people) {
        for (const StreamSide *side : {&other.stream, &other.other}) {
            if (side->user && bears(*side->user))
                return &*side->user;
        }
    }
    const auto found = std::find_if(facts.namesakes.begin(), facts.namesakes.end(), bears);
    return found == facts.namesakes.end() ? nullptr : &*found;
}

bool sharesTeam(const QStringList &left, const QStringList &right)
{
    if (left.isEmpty() && right.isEmpty())
        return true;
    return std::any_of(left.begin(), left.end(), [&](const QString &team) { return right.contains(team); });
}

bool isAmong(const Facts &facts, const ChannelFacts &channel)
{
    return std::any_of(facts.people.begin(), facts.people.end(), [&](const PersonFacts &person) {
        return channel.expected.contains(person.expected.streamId) ||
               channel.present.contains(person.expected.streamId);
    });
}

bool isOfAll(const Facts &facts, const ChannelFacts &channel)
{
    QStringList streamIds;
    QStringList ids;
    for (const PersonFacts &person : facts.people) {
        streamIds << person.expected.streamId;
        ids << person.id;
    }
    return !facts.people.empty() && channel.isOf(streamIds, ids);
}

bool works(const Facts &facts, const ChannelFacts &channel)
{
    if (channel.state != ChannelFacts::State::Exists || channel.disabled || channel.frozen)
        return false;
    return std::none_of(facts.people.begin(), facts.people.end(), [&](const PersonFacts &person) {
        return channel.missing.contains(person.expected.streamId) ||
               channel.banned.contains(person.expected.streamId);
    });
}

/// Of the channels that matter to these people. One person: all of theirs.
template<typename Test>
Hits channels(const Facts &facts, Test test)
{
    Hits found;
    for (const ChannelFacts &channel : facts.channels) {
        const bool theirs = facts.people.size() > 1 ? isOfAll(facts, channel)
                                                    : facts.people.empty() || isAmong(facts, channel);
        if (!theirs || !test(channel))
            continue;
        found.push_back(
            {.channel = &channel,
             .severity = isDecisive(facts, channel) ? std::nullopt : std::optional{Severity::Risk}});
    }
    return found;
}

} // namespace

QString nameIn(const Facts &facts, const PersonFacts &person)
{
    const QString name = person.displayName();
    const auto same = std::count_if(facts.people.begin(), facts.people.end(),
                                    [&](const PersonFacts &other) { return other.displayName() == name; });
    return same > 1 && name != person.id ? QStringLiteral("%1 (%2)").arg(name, person.id.left(8)) : name;
}

QString nameOf(const ChannelFacts &channel)
{
    return channel.name.isEmpty() ? channel.cid : channel.name;
}

bool isDecisive(const Facts &facts, const ChannelFacts &channel)
{
    if (facts.people.size() < 2 || !isOfAll(facts, channel))
        return false;
    return std::none_of(facts.channels.begin(), facts.channels.end(), [&](const ChannelFacts &other) {
        return &other != &channel && isOfAll(facts, other) && works(facts, other);
    });
}

QString filled(const QString &text, const QStringList &arguments)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int number = text[i] == u'%' && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
        if (number < 1 || number > arguments.size()) {
            out += text[i];
            continue;
        }
        out += arguments[number - 1];
        ++i;
    }
    return out;
}

namespace hits {

Hits wrongKey(const Facts &facts)
{
    return environmentIf(refusedFor(facts, {Meaning::KeyMissing, Meaning::KeyUnknown}));
}

Hits wrongSecret(const Facts &facts)
{
    return environmentIf(refusedFor(facts, {Meaning::SignatureInvalid, Meaning::TokenExpired,
                                            Meaning::AuthenticationFailed, Meaning::AuthTypeMissing}));
}

Hits wrongRegion(const Facts &facts)
{
    return environmentIf(refusedFor(facts, {Meaning::WrongRegion}));
}

Hits chatNotEnabled(const Facts &facts)
{
    return environmentIf(refusedFor(facts, {Meaning::ChatNotEnabled}));
}

Hits appSuspended(const Facts &facts)
{
    return environmentIf(facts.app.suspended || refusedFor(facts, {Meaning::AppSuspended}));
}

Hits clockSkew(const Facts &facts)
{
    const bool refused = refusedFor(facts, {Meaning::TokenFromTheFuture});
    const qint64 seconds = facts.clockSkew ? facts.clockSkew->count() : 0;
    if (!refused && std::abs(seconds) < skewWorthTelling)
        return {};
    Hit hit{.arguments = {QLocale{}.toString(std::abs(seconds))}};
    if (refused)
        hit.severity = Severity::Blocks;
    return {hit};
}

Hits rateLimited(const Facts &facts)
{
    return environmentIf(refusedFor(facts, {Meaning::RateLimited}));
}

Hits streamUnreachable(const Facts &facts)
{
    if (!facts.streamError || !wrongKey(facts).empty() || !wrongSecret(facts).empty() ||
        !wrongRegion(facts).empty() || !chatNotEnabled(facts).empty() || !appSuspended(facts).empty() ||
        !rateLimited(facts).empty() || refusedFor(facts, {Meaning::TokenFromTheFuture}))
        return {};
    return environmentIf(true, {facts.streamError->explanation});
}

Hits noMessagingType(const Facts &facts)
{
    return environmentIf(facts.app.reading.done() && !facts.app.hasMessaging);
}

Hits databaseUnreachable(const Facts &facts)
{
    if (facts.database.state != Reading::State::Failed)
        return {};
    return environmentIf(true, {facts.database.error ? facts.database.error->what : QString{}});
}

Hits invalidId(const Facts &facts)
{
    return people(facts, [](const PersonFacts &person) {
        return !isValidStreamUserId(person.expected.streamId) || isPlaceholder(person.id);
    });
}

Hits notInDatabase(const Facts &facts)
{
    Hits found = people(facts, [](const PersonFacts &person) {
        return person.isUnknownToDatabase() && isValidStreamUserId(person.expected.streamId) &&
               !isPlaceholder(person.id);
    });
    for (Hit &hit : found) {
        if (hit.person->stream.existence == Existence::Absent && !hit.person->other.isThere())
            hit.severity = Severity::Blocks;
    }
    return found;
}

Hits inBothTables(const Facts &facts)
{
    return people(facts, [](const PersonFacts &person) { return person.user && person.company; });
}

Hits softDeleted(const Facts &facts)
{
    return people(facts, [&](const PersonFacts &person) {
        return person.stream.existence == Existence::Deleted &&
               (person.stream.user || hasHint(facts, Hint::Kind::Deleted, person.stream.streamId));
    });
}

Hits hardDeleted(const Facts &facts)
{
    return people(facts, [&](const PersonFacts &person) {
        return person.stream.existence == Existence::Deleted && !person.stream.user &&
               !hasHint(facts, Hint::Kind::Deleted, person.stream.streamId);
    });
}

Hits deactivated(const Facts &facts)
{
    return people(
        facts, [](const PersonFacts &person) { return person.stream.existence == Existence::Deactivated; });
}

Hits companyAsUser(const Facts &facts)
{
    return people(facts, [](const PersonFacts &person) {
        return person.expected.kind == ParticipantKind::Company && !person.isUnknownToDatabase() &&
               person.stream.existence == Existence::Absent && person.other.isThere();
    });
}

Hits userAsCompany(const Facts &facts)
{
    return people(facts, [](const PersonFacts &person) {
        return person.expected.kind == ParticipantKind::User && !person.isUnknownToDatabase() &&
               person.stream.existence == Existence::Absent && person.other.isThere();
    });
}

Hits wrongIdentitySent(const Facts &facts)
{
    return people(facts, [&](const PersonFacts &person) {
        return person.inDatabase() && (hasHint(facts, Hint::Kind::SentAsOther, person.other.streamId) ||
                                       hasHint(facts, Hint::Kind::Missing, person.other.streamId));
    });
}

Hits duplicateName(const Facts &facts)
{
    if (facts.app.uniqueNames == QLatin1String("no"))
        return {};
    Hits found;
    for (const PersonFacts &person : facts.people) {
        const bool toCome = person.inDatabase() && person.stream.existence == Existence::Absent;
        const stream::User *namesake = toCome ? namesakeOf(facts, person) : nullptr;
        if (!namesake)
            continue;
        const bool perTeam = facts.app.uniqueNames == QLatin1String("team");
        found.push_back({.person = &person,
                         .arguments = {person.expected.name, namesake->id},
                         .severity = perTeam ? std::optional{Severity::Risk} : std::nullopt});
    }
    return found;
}

Hits oversizedData(const Facts &facts)
{
    Hits found;
    for (const PersonFacts &person : facts.people) {
        const qsizetype size = person.inDatabase() ? profileSize(person) : 0;
        if (size <= mostCustomData)
            continue;
        found.push_back({.person = &person,
                         .arguments = {QLocale{}.formattedDataSize(size)},
                         .severity = person.stream.isThere() ? std::optional{Severity::Risk} : std::nullopt});
    }
    return found;
}

Hits neverSynced(const Facts &facts)
{
    return people(facts, [](const PersonFacts &person) {
        return person.stream.existence == Existence::Absent && !person.other.isThere() &&
               !person.isUnknownToDatabase() && isValidStreamUserId(person.expected.streamId);
    });
}

Hits bothIdentities(const Facts &facts)
{
    return people(
        facts, [](const PersonFacts &person) { return person.stream.isThere() && person.other.isThere(); });
}

Hits banned(const Facts &facts)
{
    return people(facts,
                  [](const PersonFacts &person) { return person.stream.user && person.stream.user->banned; });
}

Hits shadowBanned(const Facts &facts)
{
    return people(facts, [](const PersonFacts &person) {
        return person.stream.user && person.stream.user->shadowBanned && !person.stream.user->banned;
    });
}

Hits wrongRole(const Facts &facts)
{
    Hits found;
    for (const PersonFacts &person : facts.people) {
        const QString expected = roleOf(person.expected.kind);
        if (person.inDatabase() && person.stream.user && person.stream.user->role != expected)
            found.push_back({.person = &person, .arguments = {person.stream.user->role, expected}});
    }
    return found;
}

Hits teamMismatch(const Facts &facts)
{
    if (!facts.app.multiTenant)
        return {};
    Hits found;
    const auto hit = [&found](const PersonFacts &person, const ChannelFacts *channel) {
        const bool known = std::any_of(found.begin(), found.end(),
                                       [&](const Hit &other) { return other.person == &person; });
        if (!known)
            found.push_back({.person = &person, .channel = channel});
    };
    for (const ChannelFacts &channel : facts.channels) {
        const bool theirs = facts.people.size() < 2 || isOfAll(facts, channel);
        for (const PersonFacts &person : facts.people) {
            const bool there = channel.expected.contains(person.expected.streamId) ||
                               channel.present.contains(person.expected.streamId);
            if (theirs && there && !channel.team.isEmpty() && person.stream.user &&
                !person.stream.user->teams.contains(channel.team))
                hit(person, &channel);
        }
    }
    const PersonFacts *first = facts.people.empty() ? nullptr : &facts.people.front();
    for (const PersonFacts &person : facts.people) {
        if (found.empty() && first->stream.user && person.stream.user &&
            !sharesTeam(first->stream.user->teams, person.stream.user->teams))
            hit(person, nullptr);
    }
    return found;
}

Hits companyNotApproved(const Facts &facts)
{
    Hits found;
    for (const PersonFacts &person : facts.people) {
        const std::optional<QString> approval =
            person.company ? person.company->approval : std::optional<QString>{};
        if (approval && !isApproved(*approval))
            found.push_back({.person = &person, .arguments = {*approval}});
    }
    return found;
}

Hits nameDiffers(const Facts &facts)
{
    Hits found;
    for (const PersonFacts &person : facts.people) {
        if (person.inDatabase() && person.stream.user && person.stream.user->name != person.expected.name)
            found.push_back(
                {.person = &person, .arguments = {person.stream.user->name, person.expected.name}});
    }
    return found;
}

Hits imageDiffers(const Facts &facts)
{
    return people(facts, [](const PersonFacts &person) {
        if (!person.inDatabase() || !person.stream.user)
            return false;
        // An empty picture and none are the same to whoever looks at it.
        const auto shown = [](const std::optional<QString> &image) { return image.value_or(QString{}); };
        return shown(person.stream.user->image) != shown(person.expected.image);
    });
}

Hits newlyApproved(const Facts &facts)
{
    return people(facts, [](const PersonFacts &person) { return person.newlyApproved; });
}

Hits channelDeleted(const Facts &facts)
{
    return channels(
        facts, [](const ChannelFacts &channel) { return channel.state == ChannelFacts::State::Deleted; });
}

Hits channelMissing(const Facts &facts)
{
    return channels(facts,
                    [](const ChannelFacts &channel) { return channel.state == ChannelFacts::State::Absent; });
}

Hits channelDisabled(const Facts &facts)
{
    return channels(facts, [](const ChannelFacts &channel) {
        return channel.state == ChannelFacts::State::Exists && channel.disabled;
    });
}

Hits channelFrozen(const Facts &facts)
{
    return channels(facts, [](const ChannelFacts &channel) {
        return channel.state == ChannelFacts::State::Exists && channel.frozen;
    });
}

Hits memberMissing(const Facts &facts)
{
    Hits found;
    for (Hit hit : channels(facts, [](const ChannelFacts &channel) { return !channel.missing.isEmpty(); })) {
        const qsizetype before = static_cast<qsizetype>(found.size());
        for (const PersonFacts &person : facts.people) {
            if (!hit.channel->missing.contains(person.expected.streamId))
                continue;
            Hit personal = hit;
            personal.person = &person;
            personal.arguments = {nameOf(*hit.channel)};
            found.push_back(personal);
        }
        if (static_cast<qsizetype>(found.size()) > before)
            continue;
        // Somebody nobody asked about.
        hit.severity = Severity::Risk;
        hit.arguments = {nameOf(*hit.channel), hit.channel->missing.join(u", ")};
        found.push_back(hit);
    }
    return found;
}

Hits bannedInChannel(const Facts &facts)
{
    Hits found;
    for (const Hit &hit : channels(facts, [](const ChannelFacts &channel) {
             return channel.state == ChannelFacts::State::Exists && !channel.banned.isEmpty();
         })) {
        for (const PersonFacts &person : facts.people) {
            if (!hit.channel->banned.contains(person.expected.streamId))
                continue;
            Hit personal = hit;
            personal.person = &person;
            personal.arguments = {nameOf(*hit.channel)};
            found.push_back(personal);
        }
    }
    return found;
}

Hits unexpectedMember(const Facts &facts)
{
    Hits found;
    for (Hit hit :
         channels(facts, [](const ChannelFacts &channel) { return !channel.unexpected.isEmpty(); })) {
        hit.severity = std::nullopt;
        hit.arguments = {hit.channel->unexpected.mid(0, 5).join(u", ")};
        found.push_back(hit);
    }
    return found;
}

Hits recipeStruck(const Facts &facts)
{
    Hits found;
    QStringList told;
    for (const Hint &hint : facts.hints) {
        const RecipeDefect *defect = hint.kind == Hint::Kind::Defect ? recipeDefectBy(hint.subject) : nullptr;
        if (!defect || told.contains(hint.subject))
            continue;
        told << hint.subject;
        found.push_back({.arguments = {defect->title, defect->effect, defect->code}});
    }
    return found;
}

Hits none(const Facts &)
{
    return {};
}

} // namespace hits

} // namespace chatsync::diagnosis
