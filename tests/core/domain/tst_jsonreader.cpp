// SPDX-License-Identifier: MIT
#include "core/domain/jsonbuilder.h"
#include "core/domain/jsonreader.h"
#include "core/domain/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace chatsync;

namespace {

constexpr QLatin1String a{"a"};

QJsonObject objectIn(const QJsonDocument &document)
{
    return document.isObject() ? document.object() : QJsonObject{{a, document.array()}};
}

/// What the reader says, built as QJsonDocument would; nothing where it refuses the text.
std::optional<QJsonObject> readBy(const QByteArray &text)
{
    const auto document = json::Document::parse(text);
    if (!document)
        return std::nullopt;
    return document->root().isObject() ? document->toObject()
                                       : QJsonObject{{a, document->root().toJsonValue()}};
}

} // namespace

class TestJsonReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void likeQt_data();
    void likeQt();
    void likeQtWhateverIsChanged();
    void depthIsBounded();
    void readsLikeAQJsonValue();
    void lastOfTwinsCounts();
    void forgivesWhatQtForgives();
    void timestamps_data();
    void timestamps();
    void builtInAnyOrder();
};

void TestJsonReader::likeQt_data()
{
    QTest::addColumn<QByteArray>("text");
    const std::pair<const char *, const char *> rows[] = {
        {"empty object", "{}"},
        {"empty array", " [ ] "},
        {"nothing", ""},
        {"blanks", "  "},
        {"a number alone", "1"},
        {"a string alone", R"("a")"},
        {"behind the end", "{} x"},
        {"two documents", "{}{}"},
        {"open object", R"({"a":1)"},
        {"open string", R"({"a":"b)"},
        {"open escape", "{\"a\":\"b\\"},
        {"open code", R"({"a":"\u12)"},
        {"no code", R"({"a":"\u12x4"})"},
        {"comma at the end", R"({"a":1,})"},
        {"comma at the end of an array", "[1,]"},
        {"comma alone", "[,]"},
        {"no colon", R"({"a" 1})"},
        {"key is no string", "{a:1}"},
        {"no value", R"({"a":})"},
        {"escapes", R"({"a\"b":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\x"})"},
        {"control characters", "{\"a\":\"\t\n\x01\"}"},
        {"beyond ASCII", R"({"é":"日本語 😀"})"},
        {"broken UTF-8", "{\"a\":\"\xff\"}"},
        {"escaped and broken", "{\"a\":\"\\\xc3\xa9\"}"},
        {"BOM", "\xef\xbb\xbf{\"a\":1}"},
        {"numbers",
         "[0,-0,1,-1,1.5,1e3,1E+3,1e-3,123456789012345678,1234567890123456789,12345678901234567890]"},
        {"long fraction", "[0.1234567890123456789,3.141592653589793]"},
        {"out of range", "[1e999]"},
        {"leading zero", "[01]"},
        {"plus", "[+1]"},
        {"minus alone", "[-]"},
        {"point first", "[.5]"},
        {"point last", "[5.]"},
        {"exponent without digits", "[5e]"},
        {"words", "[true,false,null]"},
        {"cut words", "[tru]"},
        {"longer words", "[nulls]"},
        {"capital words", "[True]"},
        {"nested", R"({"a":{"b":[{"c":[[],{}]}]},"d":[1,[2,[3]]]})"},
    };
    for (const auto &[name, text] : rows)
        QTest::addRow("%s", name) << QByteArray{text};
}

void TestJsonReader::likeQt()
{
    QFETCH(QByteArray, text);
    const QJsonDocument expected = QJsonDocument::fromJson(text);
    const std::optional<QJsonObject> read = readBy(text);
    QCOMPARE(read.has_value(), !expected.isNull());
    if (read)
        QCOMPARE(*read, objectIn(expected));
}

/// Answers with a byte changed, taken out or doubled, again and again.
void TestJsonReader::likeQtWhateverIsChanged()
{
    const QByteArray good =
        R"({"users":[{"id":"onecrew_user_1","name":"Zo\u00eb \"Z\"","n":-1.5e2,"ok":true,"x":null,"t":[]}],)"
        R"("duration":"1.00ms","deep":{"a":[1,2,{"b":"c"}]}})";
    const QByteArray bytes = "{}[]\",:\\u0019.eE+-tfnx \n";
    QRandomGenerator random{7};
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray text = good;
        for (int changes = 1 + random.bounded(2); changes > 0; --changes) {
            const int at = random.bounded(static_cast<int>(text.size()));
            const char byte = bytes[random.bounded(static_cast<int>(bytes.size()))];
            const int how = random.bounded(3);
            if (how == 0)
                text[at] = byte;
            else if (how == 1)
                text.remove(at, 1);
            else
                text.insert(at, byte);
        }
        const QJsonDocument expected = QJsonDocument::fromJson(text);
        const std::optional<QJsonObject> read = readBy(text);
        QVERIFY2(read.has_value() == !expected.isNull(), text);
        if (read)
            QVERIFY2(*read == objectIn(expected), text);
        accepted += read ? 1 : 0;
    }
    QVERIFY(accepted > 1000 && accepted < 19'000);
}

void TestJsonReader::depthIsBounded()
{
    for (const int depth : {1024, 1025, 1'000'000}) {
        const QByteArray text = QByteArray(depth, '[') + QByteArray(depth, ']');
        QCOMPARE(json::Document::parse(text).has_value(), !QJsonDocument::fromJson(text).isNull());
        QCOMPARE(json::Document::parse(text).has_value(), depth == 1024);
    }
}

void TestJsonReader::readsLikeAQJsonValue()
{
    const auto document = json::Document::parse(
        R"({"text":"a\nb","plain":"ab","whole":7,"half":7.5,"large":3e9,"yes":true,"none":null,"list":["x",2]})");
    QVERIFY(document.has_value());
    const json::Document &read = *document;
    QCOMPARE(read[QLatin1String("text")].toString(), QStringLiteral("a\nb"));
    QCOMPARE(read[QLatin1String("text")].toUtf8(), QByteArray{"a\nb"});
    QVERIFY(read[QLatin1String("text")] == QLatin1String("a\nb"));
    QVERIFY(!(read[QLatin1String("text")] == QLatin1String("a\\nb")));
    QVERIFY(read[QLatin1String("plain")] == QLatin1String("ab"));
    QVERIFY(!(read[QLatin1String("plain")] == QLatin1String("abc")));
    QCOMPARE(read[QLatin1String("whole")].toInt(), 7);
    QCOMPARE(read[QLatin1String("half")].toInt(3), 3);
    QCOMPARE(read[QLatin1String("large")].toInt(3), 3);
    QCOMPARE(read[QLatin1String("half")].toDouble(), 7.5);
    QVERIFY(read[QLatin1String("yes")].toBool());
    QVERIFY(read[QLatin1String("none")].isNull());
    QVERIFY(!read[QLatin1String("none")].isUndefined());
    QVERIFY(read[QLatin1String("absent")].isUndefined());
    QVERIFY(read[QLatin1String("absent")][a].toString().isEmpty());
    QVERIFY(read[QLatin1String("absent")].toJsonValue().isUndefined());
    QCOMPARE(read[QLatin1String("list")].size(), 2);
    QStringList items;
    read[QLatin1String("list")].forEachItem([&items](json::Node item) { items << item.toString(); });
    QCOMPARE(items, (QStringList{QStringLiteral("x"), QString{}}));
}

void TestJsonReader::lastOfTwinsCounts()
{
    const auto document = json::Document::parse(R"({"a":1,"b":2,"a":3})");
    QVERIFY(document.has_value());
    QCOMPARE((*document)[a].toInt(), 3);
}

/// Where the two differ: half a surrogate pair cannot be shown, and what is too small is nothing.
void TestJsonReader::forgivesWhatQtForgives()
{
    const auto halves =
        json::Document::parse(R"({"a":"x\ud800y","b":"\udc00","c":"\\\ud83d","d":"\\ud800"})");
    QVERIFY(halves.has_value());
    QCOMPARE((*halves)[a].toString(), QStringLiteral("x\uFFFDy"));
    QCOMPARE((*halves)[QLatin1String("b")].toString(), QStringLiteral("\uFFFD"));
    QCOMPARE((*halves)[QLatin1String("c")].toString(), QStringLiteral("\\\uFFFD"));
    QCOMPARE((*halves)[QLatin1String("d")].toString(), QStringLiteral("\\ud800"));
    const QJsonObject odd{{a, QString{QChar{0xd83d}}}};
    QCOMPARE(json::Document::of(odd)[a].toString(), QStringLiteral("\uFFFD"));
    const auto tiny = json::Document::parse("[1e-999]");
    QVERIFY(tiny.has_value());
    QCOMPARE(tiny->root().toJsonValue()[0].toDouble(1), 0.0);
}

void TestJsonReader::timestamps_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"2026-01-15T10:00:00Z",
                             "2026-01-15T10:00:00.1Z",
                             "2026-01-15T10:00:00.12Z",
                             "2026-01-15T10:00:00.123Z",
                             "2026-01-15T10:00:00.1234Z",
                             "2026-01-15T10:00:00.123456Z",
                             "2026-01-15T10:00:00.1235Z",
                             "2026-01-15T10:00:00.12350Z",
                             "2026-01-15T10:00:00.123500001Z",
                             "2026-01-15T10:00:00.987654321Z",
                             "2026-01-15T10:00:00.9994Z",
                             "2026-01-15T10:00:00.9996Z",
                             "2026-01-15T23:59:59.9999Z",
                             "1969-12-31T23:59:59.001Z",
                             "2024-02-29T00:00:00Z",
                             "2023-02-29T00:00:00Z",
                             "2026-13-01T00:00:00Z",
                             "2026-00-10T00:00:00Z",
                             "2026-01-00T00:00:00Z",
                             "2026-01-15T24:00:00Z",
                             "2026-01-15T23:60:00Z",
                             "2026-01-15T23:00:60Z",
                             "0000-01-01T00:00:00Z",
                             "0001-01-01T00:00:00Z",
                             "9999-12-31T23:59:59Z",
                             "2026-01-15T10:00:00.Z",
                             "2026-01-15T10:00:00.12x4Z",
                             "2026-01-15T10:00:00+02:00",
                             "2026-01-15 10:00:00Z",
                             "2026-01-15",
                             "2026-01-15T10:00Z",
                             "x",
                             "",
                             "2026-01-15T10:00:00,5Z",
                             "-026-01-15T10:00:00Z",
                             "2026-1-15T10:00:00Z"})
        QTest::addRow("%s", text) << QByteArray{text};
}

void TestJsonReader::timestamps()
{
    QFETCH(QByteArray, text);
    const QDateTime expected = QDateTime::fromString(QString::fromUtf8(text), Qt::ISODateWithMs);
    const std::optional<QDateTime> read = json::timestampFrom(text);
    QCOMPARE(read.has_value(), expected.isValid());
    if (!read)
        return;
    QCOMPARE(*read, expected.toUTC());
    QCOMPARE(read->timeSpec(), Qt::UTC);
}

void TestJsonReader::builtInAnyOrder()
{
    json::Object object{{QStringLiteral("b"), 1}, {QStringLiteral("c"), nullptr}};
    object.insert(QStringLiteral("a"), json::Array{true, QStringLiteral("x")});
    object.insert(QStringLiteral("c"), 2);
    object.insert(QStringLiteral("d"), json::Array{});
    QCOMPARE(object.text(), QByteArray{R"({"a":[true,"x"],"b":1,"c":2,"d":[]})"});
    QCOMPARE(object.valueText(QStringLiteral("c")), QByteArray{"2"});
    QVERIFY(object.valueText(QStringLiteral("e")).isEmpty());
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
