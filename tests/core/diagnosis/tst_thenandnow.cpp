// SPDX-License-Identifier: MIT
// What a log said then beside what StreamChat says now.
#include "core/backendlog/logreader.h"
#include "core/diagnosis/thenandnow.h"
#include "core/sync/backendlines.h"

#include <QJsonArray>
#include <QtTest>

using namespace chatsync;
using namespace chatsync::diagnosis;
using namespace Qt::StringLiterals;

namespace {

const QString amira = u"dda3aaa6-d123-4e57-aeef-f0661ec61352"_s;
const QString sat = u"4b1e7c90-52af-4f0e-9d3b-0c6a8e21f7d4"_s;
const QString amiraStream = u"onecrew_user_"_s + amira;
const QString satStream = u"onecrew_company_"_s + sat;
const QString conversation = u"c4a1f6be-0d52-4f37-8f6a-91d3b6e2a704"_s;
const QString cid = u"messaging:onecrew_"_s + conversation;

QDateTime at(int hour, int minute, int second = 0)
{
    return QDateTime(QDate(2026, 3, 2), QTime(hour, minute, second), Qt::UTC);
}

/// The log of a conversation that StreamChat refused, or not, as runs are made of it.
Past pastOfLog(bool fails, bool times = true)
{
    const QStringList both{amiraStream, satStream};
    QStringList records{backendlines::syncing({amira, sat}, conversation),
                        backendlines::upserting(fails ? QStringList{satStream} : both),
                        backendlines::upserted(fails ? QStringList{satStream} : both),
                        backendlines::creating(both)};
    if (fails) {
        records << backendlines::failed(u"Error: Failed to add all members to channel. Missing: "_s +
                                        amiraStream +
                                        u". This usually means these users don't exist in StreamChat yet."_s);
    } else {
        records << backendlines::created(both) << backendlines::members(both);
    }
    QByteArray log;
    QDateTime now = at(14, 31);
    for (const QString &record : records) {
        now = now.addMSecs(1100);
        for (const QString &line : record.split(u'\n'))
            log += (times ? now.toString(Qt::ISODateWithMs).toUtf8() + ' ' : QByteArray{}) + line.toUtf8() +
                   '\n';
    }
    std::vector<RunEvent> events;
    backendlog::LogReader reader{
        {.name = u"log"_s, .readAt = at(15, 0)},
        [&](const backendlog::LogConversation &it) { events = runOf(it, reader.origin()); }};
    reader.feed(log);
    reader.finish();
    return pastOf(events);
}

PersonFacts person(const QString &id, const QString &name, ParticipantKind kind, Existence existence,
                   const QDateTime &since = at(9, 0))
{
    PersonFacts facts;
    Participant row;
    row.id = id;
    row.kind = kind;
    row.name = name;
    (kind == ParticipantKind::User ? facts.user : facts.company) = row;
    facts.id = id;
    facts.expected = identityOf(row);
    facts.stream.streamId = facts.expected.streamId;
    facts.stream.existence = existence;
    if (existence == Existence::Exists || existence == Existence::Deactivated) {
        stream::User user;
        user.id = facts.expected.streamId;
        user.name = name;
        user.role = roleOf(kind);
        user.createdAt = since;
        facts.stream.user = user;
    }
    facts.other.streamId =
        streamIdOf(kind == ParticipantKind::User ? ParticipantKind::Company : ParticipantKind::User, id);
    facts.other.existence = Existence::Absent;
    facts.database.state = facts.streamChat.state = Reading::State::Read;
    return facts;
}

Facts factsWith(Existence amiraNow, const QDateTime &since = at(14, 40))
{
    Facts facts;
    facts.people = {person(amira, u"Amira Haddad"_s, ParticipantKind::User, amiraNow, since),
                    person(sat, u"Sat Education"_s, ParticipantKind::Company, Existence::Exists)};
    facts.now = at(16, 0);
    facts.database.state = facts.streamUsers.state = facts.streamChannels.state = Reading::State::Read;
    facts.app.reading.state = Reading::State::Read;
    return facts;
}

const Change *changeOf(const ThenAndNow &it, const QString &subject)
{
    for (const Change &change : it.changes) {
        if (change.subject == subject)
            return &change;
    }
    return nullptr;
}

} // namespace

class TestThenAndNow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLogsPast()
    {
        const Past past = pastOfLog(true);
        QCOMPARE(past.missing, QStringList{amiraStream});
        QVERIFY(past.members.contains(satStream) && past.members.contains(amiraStream));
        QVERIFY(past.outcome == Outcome::Failed);
        QVERIFY(!past.channelCreated);
        QCOMPARE(past.at.toUTC().time().hour(), 14);
        QCOMPARE(textFor(past).count(u'\n'), past.cid.isEmpty() ? 1 : 2);
        const Past good = pastOfLog(false);
        QVERIFY(good.channelCreated);
        QCOMPARE(good.cid, cid);
        QCOMPARE(good.present.size(), 2);
        QVERIFY(good.missing.isEmpty());
        QVERIFY(!pastOfLog(true, false).at.isValid());
    }

    void wouldSucceed()
    {
        const ThenAndNow it = thenAndNow(pastOfLog(true), factsWith(Existence::Exists));
        QVERIFY(it.outlook == ThenAndNow::Outlook::Succeeds);
        QCOMPARE(it.sentence,
                 u"Amira Haddad was missing at 14:31 UTC; exists since 14:40 UTC with role user. It "
                 "would succeed today."_s);
        QVERIFY(!changeOf(it, amiraStream)->contradicts);
        // Without times in the log none is told.
        const ThenAndNow timeless = thenAndNow(pastOfLog(true, false), factsWith(Existence::Exists));
        QVERIFY2(timeless.sentence.startsWith(u"Amira Haddad was missing; exists by now"_s),
                 qPrintable(timeless.sentence));
    }

    void stillMissing()
    {
        const ThenAndNow it = thenAndNow(pastOfLog(true), factsWith(Existence::Absent));
        QVERIFY(it.outlook == ThenAndNow::Outlook::FailsTheSame);
        QCOMPARE(it.sentence,
                 u"Amira Haddad was missing at 14:31 UTC and still is. It would fail the same way today."_s);
    }

    void wrongRole()
    {
        Facts facts = factsWith(Existence::Exists);
        facts.people[0].stream.user->role = u"admin"_s;
        const ThenAndNow it = thenAndNow(pastOfLog(true), facts);
        QVERIFY2(it.sentence.contains(u"with role admin instead of user"_s), qPrintable(it.sentence));
        QVERIFY(changeOf(it, amiraStream)->mark == Evidence::Mark::Warning);
    }

    void deactivated()
    {
        const ThenAndNow it = thenAndNow(pastOfLog(true), factsWith(Existence::Deactivated));
        QVERIFY(it.outlook == ThenAndNow::Outlook::FailsOtherwise);
        QVERIFY2(it.sentence.contains(u"deactivated"_s), qPrintable(it.sentence));
    }

    void notAsked()
    {
        QVERIFY(thenAndNow(pastOfLog(true), factsWith(Existence::Unknown)).outlook ==
                ThenAndNow::Outlook::Unknown);
        QVERIFY(thenAndNow(pastOfLog(true), {}).outlook == ThenAndNow::Outlook::Unknown);
    }

    void onlyTheOtherIdentity()
    {
        Facts facts = factsWith(Existence::Absent);
        facts.people[0].other.existence = Existence::Exists;
        facts.people[0].other.user.emplace();
        const ThenAndNow it = thenAndNow(pastOfLog(true), facts);
        QVERIFY(changeOf(it, amiraStream)->mark == Evidence::Mark::Twin);
        QVERIFY(it.sentence.contains(u"onecrew_company_"_s + amira));
    }

    /// StreamChat had them already when it said that they are missing.
    void contradictedByTheirAge()
    {
        const ThenAndNow days = thenAndNow(pastOfLog(true), factsWith(Existence::Exists, at(9, 0)));
        QVERIFY(changeOf(days, amiraStream)->contradicts);
        QVERIFY2(days.sentence.contains(u"another environment"_s), qPrintable(days.sentence));
        const ThenAndNow early = thenAndNow(pastOfLog(true), factsWith(Existence::Exists, at(14, 31, 4)));
        QVERIFY(changeOf(early, amiraStream)->contradicts);
        QVERIFY2(early.sentence.contains(u"A longer wait would have helped"_s), qPrintable(early.sentence));
    }

    void contradictedAlthoughItWorked()
    {
        const Past past = pastOfLog(false);
        const ThenAndNow gone = thenAndNow(past, factsWith(Existence::Absent));
        QVERIFY(gone.outlook == ThenAndNow::Outlook::FailsOtherwise);
        QVERIFY(changeOf(gone, amiraStream)->contradicts);
        QVERIFY2(gone.sentence.contains(u"said to have been synced"_s), qPrintable(gone.sentence));

        Facts facts = factsWith(Existence::Exists);
        ChannelFacts channel;
        channel.cid = cid;
        channel.state = ChannelFacts::State::Absent;
        facts.channels = {channel};
        const ThenAndNow noChannel = thenAndNow(past, facts);
        QVERIFY(changeOf(noChannel, cid)->contradicts);

        facts.channels[0].state = ChannelFacts::State::Exists;
        facts.channels[0].present = QStringList{satStream};
        const ThenAndNow lacking = thenAndNow(past, facts);
        QVERIFY(changeOf(lacking, cid)->contradicts);
        QVERIFY(changeOf(lacking, cid)->sentence.contains(u"Amira Haddad"_s));

        facts.channels[0].present = QStringList{satStream, amiraStream};
        const ThenAndNow fine = thenAndNow(past, facts);
        QVERIFY(!changeOf(fine, cid)->contradicts);
        QVERIFY(fine.outlook == ThenAndNow::Outlook::Succeeds);
        QCOMPARE(fine.sentence, u"It would succeed today as well."_s);
    }

    void asJson()
    {
        const QJsonObject json = toJson(thenAndNow(pastOfLog(true), factsWith(Existence::Absent)));
        QCOMPARE(json[u"outlook"_s].toString(), u"fails_the_same"_s);
        QVERIFY(json[u"sentence"_s].toString().contains(u"still is"_s));
        QCOMPARE(json[u"changes"_s].toArray().size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestThenAndNow)
#include "tst_thenandnow.moc"
