// SPDX-License-Identifier: MIT
#include "core/domain/conversation.h"

#include <QJsonArray>
#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

namespace {
const QString sentence =
    u"Failed to add all members to channel. Missing: %1. This usually means these users don't "
    "exist in StreamChat yet."_s;
}

class TestConversation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void participants_data();
    void participants();
    void answers();
    void errorText_data();
    void errorText();
    void missing_data();
    void missing();
};

void TestConversation::participants_data()
{
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QStringList>("expected");
    QTest::addRow("initiator last") << QStringList{u"b"_s, u"a"_s} << QStringList{u"b"_s, u"a"_s, u"me"_s};
    QTest::addRow("initiator given") << QStringList{u"me"_s, u"a"_s} << QStringList{u"me"_s, u"a"_s};
    QTest::addRow("duplicates") << QStringList{u"a"_s, u"b"_s, u"a"_s}
                                << QStringList{u"a"_s, u"b"_s, u"me"_s};
    QTest::addRow("nobody") << QStringList{} << QStringList{u"me"_s};
}

void TestConversation::participants()
{
    QFETCH(const QStringList, given);
    QTEST(allParticipants(given, u"me"_s), "expected");
}

void TestConversation::answers()
{
    Conversation conversation;
    conversation.id = u"c1"_s;
    conversation.type = u"direct"_s;
    conversation.participantIds = {u"a"_s, u"b"_s};
    conversation.createdAt = QDateTime{{2026, 3, 1}, {12, 0, 0, 7}, Qt::OffsetFromUTC, 3600};
    QCOMPARE(channelNameOf(conversation), u"Conversation c1"_s);
    QJsonObject data{{u"id"_s, u"c1"_s},
                     {u"conversation_type"_s, u"direct"_s},
                     {u"participant_ids"_s, QJsonArray{u"a"_s, u"b"_s}},
                     {u"name"_s, QJsonValue::Null},
                     {u"created_at"_s, u"2026-03-01T11:00:00.007Z"_s}};
    QCOMPARE(successAnswer(conversation), (QJsonObject{{u"success"_s, true}, {u"data"_s, data}}));
    conversation.name = u"Team"_s;
    data[u"name"_s] = u"Team"_s;
    QCOMPARE(successAnswer(conversation), (QJsonObject{{u"success"_s, true}, {u"data"_s, data}}));
    QCOMPARE(channelNameOf(conversation), u"Team"_s);
    QCOMPARE(failureAnswer(u"no"_s), (QJsonObject{{u"success"_s, false}, {u"error"_s, u"no"_s}}));
    QCOMPARE(missingMembersSentence({u"a"_s, u"%1"_s}), sentence.arg(u"a, %1"_s));
}

void TestConversation::errorText_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("expected");
    QTest::addRow("other") << u"timeout of 3000ms exceeded"_s << u"timeout of 3000ms exceeded"_s;
    QTest::addRow("not found is no match here") << u"User not found"_s << u"User not found"_s;
    QTest::addRow("Missing") << u"Missing: onecrew_user_1, onecrew_user_2"_s
                             << sentence.arg(u"onecrew_user_1,"_s);
    QTest::addRow("doesn't exist") << u"onecrew_company_9.x doesn't exist"_s
                                   << sentence.arg(u"onecrew_company_9"_s);
    QTest::addRow("no id") << u"user doesn't exist"_s << sentence.arg(u"user"_s);
    QTest::addRow("lower case") << u"missing onecrew_user_1"_s << u"missing onecrew_user_1"_s;
    QTest::addRow("Stream's wording")
        << u"but don't exist: [onecrew_user_1]"_s << u"but don't exist: [onecrew_user_1]"_s;
    QTest::addRow("bracket") << u"Missing [onecrew_user_1]"_s << sentence.arg(u"onecrew_user_1]"_s);
}

void TestConversation::errorText()
{
    QFETCH(const QString, message);
    QTEST(documentedErrorText(message), "expected");
}

void TestConversation::missing_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("missing");
    QTest::addRow("not found") << u"user not found"_s << true;
    QTest::addRow("Missing") << u"Missing: x"_s << true;
    QTest::addRow("doesn't exist") << u"x doesn't exist"_s << true;
    QTest::addRow("Stream's wording") << u"users don't exist"_s << false;
    QTest::addRow("lower case") << u"missing"_s << false;
    QTest::addRow("capitals") << u"Not Found"_s << false;
}

void TestConversation::missing()
{
    QFETCH(const QString, message);
    QTEST(documentedMissingTest(message), "missing");
}

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
