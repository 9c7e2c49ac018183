// SPDX-License-Identifier: MIT
#include "core/diagnosis/comparison.h"
#include "core/diagnosis/lookup.h"

#include <QJsonArray>

namespace chatsync::diagnosis {

namespace {

QJsonArray toJson(const std::vector<Subject> &subjects)
{
    QJsonArray array;
    for (const Subject &subject : subjects) {
        QJsonObject json{{QStringLiteral("kind"), toString(subject.kind)},
                         {QStringLiteral("value"), subject.value},
                         {QStringLiteral("text"), subject.text}};
        if (subject.missing)
            json.insert(QStringLiteral("missing"), true);
        array.append(json);
    }
    return array;
}

QJsonObject toJson(const Recognition &recognition)
{
    QJsonArray forms;
    for (const TextForm form : recognition.forms)
        forms.append(toString(form));
    QJsonObject json{{QStringLiteral("forms"), forms},
                     {QStringLiteral("headline"), recognition.headline},
                     {QStringLiteral("detail"), recognition.detail},
                     {QStringLiteral("subjects"), toJson(recognition.subjects)},
                     {QStringLiteral("characters_left_out"), recognition.leftOut},
                     {QStringLiteral("subjects_left_out"), recognition.subjectsLeftOut}};
    if (recognition.error) {
        json.insert(QStringLiteral("error"), chatsync::toJson(stream::toExchangeError(*recognition.error)));
    }
    return json;
}

/// A spreadsheet must show what is in a cell, not calculate it.
QByteArray cell(QString text)
{
    if (!text.isEmpty() && QStringView{u"=+-@\t\r"}.contains(text.front()))
        text.prepend(u'\'');
    const bool plain =
        !text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n') && !text.contains(u'\r');
    return (plain ? text : u'"' + text.replace(u'"', QLatin1String("\"\"")) + u'"').toUtf8();
}

QByteArray line(const QStringList &cells)
{
    QByteArrayList out;
    for (const QString &text : cells)
        out << cell(text);
    return out.join(',') + "\r\n";
}

QString yesOrNo(bool value)
{
    return value ? QStringLiteral("yes") : QStringLiteral("no");
}

} // namespace

QJsonObject toJson(const LookupResult &result)
{
    QJsonArray people;
    for (std::size_t i = 0; i < result.facts.people.size(); ++i) {
        QJsonObject person = toJson(result.facts.people[i], result.facts.now);
        person.insert(QStringLiteral("verdict"), toJson(result.verdicts[i]));
        people.append(person);
    }
    QJsonArray channels;
    for (const ChannelFacts &channel : result.facts.channels)
        channels.append(toJson(channel, result.facts.now));
    QJsonArray matches;
    for (const Match &match : result.matches) {
        matches.append(QJsonObject{{QStringLiteral("group"), toString(match.group)},
                                   {QStringLiteral("person"), qint64(match.person)},
                                   {QStringLiteral("stream_id"), match.streamId}});
    }
    QJsonObject json{{QStringLiteral("recognition"), toJson(result.recognition)},
                     {QStringLiteral("matches"), matches},
                     {QStringLiteral("people"), people},
                     {QStringLiteral("channels"), channels},
                     {QStringLiteral("not_found"), toJson(result.notFound)},
                     {QStringLiteral("ambiguous"), toJson(result.ambiguous)},
                     {QStringLiteral("took_ms"), qint64(result.took.count())}};
    if (result.together)
        json.insert(QStringLiteral("together"), toJson(*result.together));
    if (!result.next.isEmpty())
        json.insert(QStringLiteral("next"), result.next);
    return json;
}

QByteArray toCsv(const LookupResult &result)
{
    QByteArray csv =
        line({QStringLiteral("asked"), QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("kind"),
              QStringLiteral("stream_id"), QStringLiteral("in_database"), QStringLiteral("stream_chat"),
              QStringLiteral("role"), QStringLiteral("other_identity"), QStringLiteral("approval"),
              QStringLiteral("answer"), QStringLiteral("code"), QStringLiteral("sentence")});
    for (std::size_t i = 0; i < result.facts.people.size(); ++i) {
        const PersonFacts &person = result.facts.people[i];
        const Verdict &verdict = result.verdicts[i];
        const bool company = person.expected.kind == ParticipantKind::Company;
        csv +=
            line({person.asked, person.id, person.displayName(),
                  company ? QStringLiteral("company") : QStringLiteral("user"), person.expected.streamId,
                  person.database.done() ? yesOrNo(person.inDatabase()) : QStringLiteral("unknown"),
                  toString(person.stream.existence),
                  person.stream.user ? person.stream.user->role : QString{}, yesOrNo(person.other.isThere()),
                  person.company ? person.company->approval.value_or(QString{}) : QString{},
                  toString(verdict.answer), verdict.first().code, verdict.first().sentence});
    }
    for (const auto *list : {&result.notFound, &result.ambiguous}) {
        const bool nobody = list == &result.notFound;
        for (const Subject &subject : *list) {
            csv += line({subject.text,
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         QStringLiteral("unknown"),
                         nobody ? QStringLiteral("not-found") : QStringLiteral("ambiguous"),
                         {}});
        }
    }
    return csv;
}

} // namespace chatsync::diagnosis
