// SPDX-License-Identifier: MIT
// What is written to JSON text directly reads as what Qt's JSON would have written.
#include "core/domain/eventdata.h"
#include "core/domain/jsonbuilder.h"
#include "core/domain/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

class TestEventData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsAreQtsTexts_data();
    void textsAreQtsTexts();
    void brokenUtf8BecomesReadable();
    void objectsAreQtsObjects();
    void exchangesAreQtsExchanges_data();
    void exchangesAreQtsExchanges();
    void timestampsAreIso();
    void insertingKeepsTheRest();
};

void TestEventData::textsAreQtsTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"Sat Education"_s;
    QTest::newRow("empty") << QString{};
    QTest::newRow("quotes") << u"say \"no\" \\ or /"_s;
    QTest::newRow("control") << u"a\nb\tc\u0001\u007f"_s;
    QTest::newRow("emoji") << u"🔄 مدرسة"_s;
    QTest::newRow("long") << QString(2'000, u'x') + u'"';
}

void TestEventData::textsAreQtsTexts()
{
    QFETCH(QString, text);
    QByteArray ours{"["};
    json::appendString(ours, text);
    json::appendUtf8(ours += ',', text.toUtf8());
    QCOMPARE(QJsonDocument::fromJson(ours + ']').array(), (QJsonArray{text, text}));
}

void TestEventData::brokenUtf8BecomesReadable()
{
    QByteArray ours{"["};
    json::appendUtf8(ours, "cut \xf0\x9f");
    const QJsonArray read = QJsonDocument::fromJson(ours + ']').array();
    QCOMPARE(read.at(0).toString(), QString::fromUtf8("cut \xf0\x9f"));
}

void TestEventData::objectsAreQtsObjects()
{
    const json::Object ours{{u"wait"_s, 1000},          {u"any"_s, true},
                            {u"ratio"_s, 0.25},         {u"ids"_s, QStringList{u"b"_s, u"a"_s}},
                            {u"image"_s, QJsonValue{}}, {u"inner"_s, json::Object{{u"key"_s, u"v"_s}}}};
    const QJsonObject theirs{{u"wait"_s, 1000},          {u"any"_s, true},
                             {u"ratio"_s, 0.25},         {u"ids"_s, QJsonArray{u"b"_s, u"a"_s}},
                             {u"image"_s, QJsonValue{}}, {u"inner"_s, QJsonObject{{u"key"_s, u"v"_s}}}};
    QCOMPARE(ours.text(), QJsonDocument{theirs}.toJson(QJsonDocument::Compact));
    QCOMPARE(json::Object{theirs}.text(), ours.text());
    QCOMPARE(json::Object{}.text(), QByteArrayLiteral("{}"));
}

void TestEventData::exchangesAreQtsExchanges_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("failed");
    QTest::newRow("answered") << 201 << false;
    QTest::newRow("refused") << 400 << true;
    QTest::newRow("without an answer") << 0 << true;
}

void TestEventData::exchangesAreQtsExchanges()
{
    QFETCH(int, status);
    QFETCH(bool, failed);
    Exchange exchange{.number = 3,
                      .endpoint = u"UpdateUsers"_s,
                      .method = u"POST"_s,
                      .url = u"http://127.0.0.1/users?api_key=k"_s,
                      .requestHeaders = {{"Accept", "*/*"}, {"X-Name", "caf\xe9"}},
                      .requestBody = "{\"users\":{\"a\":\"\xc3\xa9\"}}",
                      .status = status,
                      .httpVersion = u"1.1"_s,
                      .responseHeaders = {{"content-type", "application/json"}},
                      .responseBody = "{\"n\":\"line\\n\"}",
                      .startedMs = 12.5,
                      .durationMs = 0.218,
                      .tries = 2,
                      .writes = true};
    if (failed)
        exchange.error = ExchangeError{.kind = u"api"_s, .status = status, .code = 4, .message = u"no"_s};
    QByteArray text;
    EventData{exchange}.appendJson(text);
    QCOMPARE(text, QJsonDocument{toJson(exchange)}.toJson(QJsonDocument::Compact));
    QVERIFY(EventData{exchange} == EventData::fromText(text));
    QCOMPARE(toJson(EventData::fromText(text).exchange()), toJson(exchange));
}

void TestEventData::timestampsAreIso()
{
    for (const qint64 at : {qint64{0}, qint64{1'768'471'200'123}, qint64{4'102'444'799'999}}) {
        QByteArray text;
        json::appendTimestamp(text, at);
        QCOMPARE(QString::fromLatin1(text),
                 QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs));
    }
}

void TestEventData::insertingKeepsTheRest()
{
    EventData data = EventData::fromText("{\"a\":1}");
    QVERIFY(!data.isEmpty() && EventData{}.isEmpty());
    data.insert(u"b"_s, 2);
    QByteArray text;
    data.appendJson(text);
    QCOMPARE(text, QByteArrayLiteral("{\"a\":1,\"b\":2}"));
}

QTEST_GUILESS_MAIN(TestEventData)
#include "tst_eventdata.moc"
