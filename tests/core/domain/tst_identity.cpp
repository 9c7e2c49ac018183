// SPDX-License-Identifier: MIT
// The table "Identity" of the flow, row by row.
#include "core/domain/identity.h"

#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

namespace {
const QString id = u"dda3aaa6-d123-4e57-aeef-f0661ec61352"_s;
}

class TestIdentity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void upsert_data();
    void upsert();
    void fallback();
    void channelId() { QCOMPARE(channelIdOf(id), u"onecrew_"_s + id); }
    void recognisesIds_data();
    void recognisesIds();
    void validUserIds_data();
    void validUserIds();
};

void TestIdentity::upsert_data()
{
    QTest::addColumn<bool>("company");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("image");
    QTest::addColumn<QJsonObject>("expected");
    QTest::addRow("user") << false << u"Ayla"_s << u"https://a/b.png"_s
                          << QJsonObject{{u"id"_s, u"onecrew_user_"_s + id},
                                         {u"name"_s, u"Ayla"_s},
                                         {u"image"_s, u"https://a/b.png"_s},
                                         {u"role"_s, u"user"_s}};
    QTest::addRow("company without image") << true << u"Sat Education"_s << QString{}
                                           << QJsonObject{{u"id"_s, u"onecrew_company_"_s + id},
                                                          {u"name"_s, u"Sat Education"_s},
                                                          {u"image"_s, QJsonValue::Null},
                                                          {u"role"_s, u"admin"_s}};
    QTest::addRow("user without name") << false << QString{} << QString{}
                                       << QJsonObject{{u"id"_s, u"onecrew_user_"_s + id},
                                                      {u"name"_s, u"User"_s},
                                                      {u"image"_s, QJsonValue::Null},
                                                      {u"role"_s, u"user"_s}};
}

void TestIdentity::upsert()
{
    QFETCH(const bool, company);
    QFETCH(const QString, name);
    QFETCH(const QString, image);
    Participant participant;
    participant.id = id;
    participant.kind = company ? ParticipantKind::Company : ParticipantKind::User;
    participant.name = name;
    if (!image.isNull())
        participant.image = image;
    QTEST(upsertObject(identityOf(participant)), "expected");
}

void TestIdentity::fallback()
{
    const QJsonObject expected{{u"id"_s, u"onecrew_user_"_s + id},
                               {u"name"_s, u"User"_s},
                               {u"image"_s, QJsonValue::Null},
                               {u"role"_s, u"user"_s}};
    QCOMPARE(upsertObject(fallbackIdentity(id)), expected);
}

void TestIdentity::recognisesIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addRow("plain") << id << id;
    QTest::addRow("capitals, braces, blanks") << u" {"_s + id.toUpper() + u"}\n"_s << id;
    QTest::addRow("user") << u"onecrew_user_"_s + id << id;
    QTest::addRow("company") << u"onecrew_company_"_s + id.toUpper() << id;
    QTest::addRow("no UUID behind the prefix") << u"onecrew_user_42"_s << u"42"_s;
    QTest::addRow("prefix alone") << u"onecrew_user_"_s << QString{};
    QTest::addRow("name") << u"Ayla"_s << QString{};
    QTest::addRow("nil UUID is an id like any other")
        << u"00000000-0000-0000-0000-000000000000"_s << u"00000000-0000-0000-0000-000000000000"_s;
    QTest::addRow("UUID with a tail") << id + u"x"_s << QString{};
    QTest::addRow("UUID cut") << id.chopped(1) << QString{};
}

void TestIdentity::recognisesIds()
{
    QFETCH(const QString, text);
    QTEST(participantIdIn(text).value_or(QString{}), "expected");
}

void TestIdentity::validUserIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addRow("ours") << u"onecrew_user_"_s + id << true;
    QTest::addRow("all characters") << u"aZ09_@-"_s << true;
    QTest::addRow("longest") << QString(255, u'a') << true;
    QTest::addRow("too long") << QString(256, u'a') << false;
    QTest::addRow("empty") << QString{} << false;
    QTest::addRow("dot") << u"a.b"_s << false;
    QTest::addRow("line end") << u"a\n"_s << false;
    QTest::addRow("umlaut") << u"ä"_s << false;
}

void TestIdentity::validUserIds()
{
    QFETCH(const QString, text);
    QTEST(isValidStreamUserId(text), "valid");
}

QTEST_GUILESS_MAIN(TestIdentity)
#include "tst_identity.moc"
