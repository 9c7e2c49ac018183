// SPDX-License-Identifier: MIT
#include "ui/lookup/recentlookups.h"

#include "core/diagnosis/comparison.h"
#include "ui/lookup/lookuptexts.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr quint32 format = 1;

RecentLookUp::Person personOf(const diagnosis::PersonFacts &person)
{
    return {person.id, person.expected.streamId, lookuptexts::shortName(person.displayName()),
            person.expected.kind};
}

QStringList idsOf(const RecentLookUp &seen)
{
    QStringList ids;
    for (const RecentLookUp::Person &person : seen.people)
        ids << (person.streamId.isEmpty() ? person.id : person.streamId);
    return ids;
}

} // namespace

QString RecentLookUp::key() const
{
    QStringList ids = idsOf(*this);
    ids.sort();
    return ids.join(u' ');
}

QString RecentLookUp::lookup() const
{
    return idsOf(*this).join(QStringLiteral(", "));
}

void RecentLookUps::add(const RecentLookUp &seen)
{
    if (seen.people.isEmpty())
        return;
    m_all.removeIf([key = seen.key()](const RecentLookUp &known) { return known.key() == key; });
    m_all.prepend(seen);
    if (m_all.size() > most)
        m_all.resize(most);
}

QByteArray RecentLookUps::save() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << format << static_cast<quint32>(m_all.size());
    for (const RecentLookUp &seen : m_all) {
        stream << seen.line << static_cast<qint32>(seen.status) << static_cast<quint32>(seen.people.size());
        for (const RecentLookUp::Person &person : seen.people)
            stream << person.id << person.streamId << person.name
                   << (person.kind == ParticipantKind::Company);
    }
    return state;
}

bool RecentLookUps::restore(const QByteArray &state)
{
    QDataStream stream(state);
    quint32 version = 0;
    quint32 count = 0;
    stream >> version >> count;
    if (version != format || count > most)
        return false;
    QList<RecentLookUp> all;
    for (quint32 i = 0; i < count; ++i) {
        RecentLookUp seen;
        qint32 status = 0;
        quint32 people = 0;
        stream >> seen.line >> status >> people;
        if (stream.status() != QDataStream::Ok || status < 0 || status >= statusCount || people > 10)
            return false;
        seen.status = static_cast<Status>(status);
        for (quint32 k = 0; k < people; ++k) {
            RecentLookUp::Person person;
            bool company = false;
            stream >> person.id >> person.streamId >> person.name >> company;
            person.kind = company ? ParticipantKind::Company : ParticipantKind::User;
            seen.people.append(person);
        }
        all.append(seen);
    }
    if (stream.status() != QDataStream::Ok)
        return false;
    m_all = all;
    return true;
}

RecentLookUp recentOf(const diagnosis::PersonFacts &person, const diagnosis::Verdict &verdict)
{
    QString line = diagnosis::summaryOf(person);
    if (line.isEmpty())
        line = verdict.sentence;
    return {{personOf(person)}, line, lookuptexts::statusOf(person, verdict)};
}

RecentLookUp recentOf(const diagnosis::LookupResult &together)
{
    RecentLookUp seen;
    for (const diagnosis::PersonFacts &person : together.facts.people)
        seen.people.append(personOf(person));
    if (together.together) {
        seen.line = lookuptexts::answerLine(*together.together);
        seen.status = lookuptexts::statusOf(*together.together);
    }
    return seen;
}

} // namespace chatsync::ui
