// SPDX-License-Identifier: MIT
// Each row is JavaScript's own value as JSON; the real `node` prints it, and so do we.
#include "core/domain/nodeinspect.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

class TestNodeInspect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asNodePrintsIt_data();
    void asNodePrintsIt();
    void orderOfMembersIsKept();
    void logLine();

private:
    static QJsonArray values();
    QJsonArray m_printed;
};

QJsonArray TestNodeInspect::values()
{
    const auto ids = [](int count, const QString &prefix) {
        QJsonArray list;
        for (int i = 0; i < count; ++i)
            list.append(prefix + QString::number(i * 7));
        return list;
    };
    const QString longId = u"onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec6135"_s;
    QJsonArray all{QJsonValue::Null,
                   true,
                   false,
                   0,
                   -1.5,
                   1e21,
                   1e-7,
                   123456789012.0,
                   0.1,
                   u"plain"_s,
                   u""_s,
                   u"it's"_s,
                   u"it's \"so\""_s,
                   u"it's \"so\" `too`"_s,
                   u"a\\b\n\t\u0001\u007f"_s,
                   u"é 🔄 漢字"_s,
                   QJsonArray{},
                   QJsonObject{},
                   QJsonObject{{u"a-b"_s, 1}, {u"_c1"_s, 2}, {u"1"_s, 3}, {u""_s, 4}, {u"it's"_s, 5}},
                   QJsonObject{{u"count"_s, 2}, {u"userIds"_s, ids(2, longId)}},
                   QJsonObject{{u"allParticipantIds"_s, ids(1, longId)}, {u"conversationId"_s, longId}},
                   QJsonObject{{u"error"_s, QString(200, u'x') + u"\nsecond line\n"_s}},
                   QJsonObject{{u"a"_s, QJsonObject{{u"b"_s, QJsonObject{{u"c"_s, QJsonObject{{u"d"_s, 1}}},
                                                                         {u"e"_s, QJsonArray{}}}}}}},
                   QJsonArray{QJsonArray{QJsonArray{QJsonArray{1}, QJsonArray{}, QJsonObject{}}}},
                   QJsonObject{{u"x"_s, QJsonArray{1, 2, QJsonObject{{u"y"_s, QJsonValue::Null}}}}},
                   QString(10'050, u'y'),
                   u"line one of a text\nline two of it, which makes the whole of it quite long enough\n"_s};
    for (const int count : {1, 2, 3, 6, 7, 8, 26, 27, 100, 101, 150}) {
        all.append(ids(count, longId));
        all.append(ids(count, u"id"_s));
        all.append(ids(count, u"漢"_s));
        all.append(QJsonObject{{u"list"_s, ids(count, u"user_"_s)}});
        QJsonArray numbers;
        for (int i = 0; i < count; ++i)
            numbers.append(i * i * 37);
        all.append(numbers);
        numbers.append(u"text"_s);
        all.append(numbers);
    }
    for (int length = 50; length <= 80; ++length) {
        all.append(QJsonArray{QString(length, u'z')});
        all.append(QJsonArray{QString(length / 2, u'z'), QString((length + 1) / 2, u'z')});
        all.append(QJsonObject{{u"key"_s, QString(length, u'z')}});
        all.append(
            QJsonObject{{u"key"_s, QJsonObject{{u"inner"_s, QString(length, u'z')}}}, {u"other"_s, 1}});
    }
    return all;
}

void TestNodeInspect::initTestCase()
{
    QProcess node;
    node.start(u"node"_s,
               {u"-e"_s, u"const v = JSON.parse(require('fs').readFileSync(0));"
                         "process.stdout.write(JSON.stringify(v.map(x => require('util').inspect(x))))"_s});
    QVERIFY2(node.waitForStarted(), "This test needs Node.js 20 (Debian: nodejs).");
    node.write(QJsonDocument{values()}.toJson());
    node.closeWriteChannel();
    QVERIFY(node.waitForFinished());
    m_printed = QJsonDocument::fromJson(node.readAllStandardOutput()).array();
    QCOMPARE(m_printed.size(), values().size());
}

void TestNodeInspect::asNodePrintsIt_data()
{
    QTest::addColumn<int>("index");
    const QJsonArray all = values();
    for (int i = 0; i < all.size(); ++i) {
        const QByteArray json = QJsonDocument{QJsonArray{all[i]}}.toJson(QJsonDocument::Compact);
        QTest::addRow("%d: %s", i, json.left(60).constData()) << i;
    }
}

void TestNodeInspect::asNodePrintsIt()
{
    QFETCH(const int, index);
    const QJsonValue value = values()[index];
    QCOMPARE(nodeInspect(InspectValue{value}), m_printed[index].toString());
}

void TestNodeInspect::orderOfMembersIsKept()
{
    const InspectValue value{InspectValue::Members{{u"z"_s, 1}, {u"a"_s, QStringList{u"x"_s}}, {u"m"_s, {}}}};
    QCOMPARE(nodeInspect(value), u"{ z: 1, a: [ 'x' ], m: null }"_s);
}

void TestNodeInspect::logLine()
{
    QCOMPARE(nodeLogLine(u"Members:"_s, {QStringList{u"a"_s}, u"bare 'text'"_s, 3}),
             u"Members: [ 'a' ] bare 'text' 3"_s);
    QCOMPARE(nodeLogLine(u"alone"_s, {}), u"alone"_s);
}

QTEST_GUILESS_MAIN(TestNodeInspect)
#include "tst_nodeinspect.moc"
