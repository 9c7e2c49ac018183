// SPDX-License-Identifier: MIT
// One line: its encoding, its colours, its frames, and the values Node printed.
#include "core/backendlog/inspectparser.h"
#include "core/backendlog/lineprefix.h"
#include "core/backendlog/linetext.h"
#include "core/backendlog/mojibake.h"

#include <QtTest>

using namespace chatsync;
using namespace chatsync::backendlog;

class TestLineText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mojibake_data()
    {
        QTest::addColumn<QString>("seen");
        QTest::addColumn<QString>("meant");
        const QString text = QStringLiteral(" [createConversation] x");
        QTest::newRow("1252") << QStringLiteral("ðŸ”„") + text << QStringLiteral("🔄") + text;
        QTest::newRow("1254") << QStringLiteral("ğŸ”„") + text << QStringLiteral("🔄") + text;
        QTest::newRow("controls") << QStringLiteral("ðŸ”\u008d") + text << QStringLiteral("🔍") + text;
        QTest::newRow("lost") << QStringLiteral("ðŸ”") + text << QStringLiteral("🔍") + text;
        QTest::newRow("question mark") << QStringLiteral("ðŸ”?") + text << QStringLiteral("🔍") + text;
        QTest::newRow("check mark") << QStringLiteral("âœ…") + text << QStringLiteral("✅") + text;
        QTest::newRow("cross, lost") << QStringLiteral("âŒ") + text << QStringLiteral("❌") + text;
        QTest::newRow("warning, lost") << QStringLiteral("âš ï¸") + text << QStringLiteral("⚠️") + text;
        QTest::newRow("names") << QStringLiteral("MÃ¼ller, AmÃ©lie") << QStringLiteral("Müller, Amélie");
        QTest::newRow("twice") << QStringLiteral("MÃƒÂ¼ller") << QStringLiteral("Müller");
        for (const auto *whole :
             {"Müller, Amélie, Ğülşen, 東京, ÐÐ, ðe", "🔄 [createConversation] x", "â 50", "ð"})
            QTest::newRow(whole) << QString::fromUtf8(whole) << QString::fromUtf8(whole);
    }
    void mojibake()
    {
        QFETCH(QString, seen);
        QFETCH(QString, meant);
        QCOMPARE(withoutMojibake(seen), meant);
    }

    void brokenBytes()
    {
        const LineText line = lineText("M\xfcller \x80 5\r");
        QCOMPARE(line.text, QStringLiteral("Müller € 5"));
        QVERIFY(line.repaired);
        QVERIFY(!line.hadControls);
        QVERIFY(lineText(QByteArrayView{"a\0b", 3}).hadControls);
        QCOMPARE(lineText(QByteArrayView{"a\0b", 3}).text, QStringLiteral("ab"));
    }

    void colours_data()
    {
        QTest::addColumn<QString>("seen");
        QTest::newRow("escape") << QStringLiteral("\x1b[1;32mab\x1b[0mc");
        QTest::newRow("journal") << QStringLiteral("#033[32mab#033[0mc");
        QTest::newRow("caret") << QStringLiteral("^[[32mab^[[0mc");
        QTest::newRow("json") << QStringLiteral("\\u001b[32mab\\u001b[39mc");
        QTest::newRow("lost")
            << QStringLiteral("[32mab[0mc").replace(QStringLiteral("b[0"), QStringLiteral("b\x1b[0"));
        QTest::newRow("title") << QStringLiteral("\x1b]0;title\x07"
                                                 "abc");
    }
    void colours()
    {
        QFETCH(QString, seen);
        QCOMPARE(withoutColours(seen), QStringLiteral("abc"));
        QCOMPARE(withoutColours(QStringLiteral("x[1] [2] [ 'a' ] m[5m]")),
                 QStringLiteral("x[1] [2] [ 'a' ] m[5m]"));
    }

    void frames_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("request");
        const QString none;
        const auto row = [](const char *name, const char *line, const char *at, const char *source,
                            const char *request) {
            QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(at)
                                << QString::fromUtf8(source) << QString::fromUtf8(request);
        };
#define TAG "🔄 [createConversation] x"
        row("plain", TAG, "", "", "");
        row("time", "2026-11-22T10:00:00.123Z " TAG, "10:00:00.123", "", "");
        row("zone", "2026-11-22T12:30:00.5+0230 " TAG, "10:00:00.500", "", "");
        row("comma", "[2026-11-22 10:00:00,007] [INFO] api - " TAG, "10:00:00.007", "", "");
        row("nanoseconds", "2026-11-22T10:00:00.123456789Z " TAG, "10:00:00.123", "", "");
        row("compose", "api-1  | " TAG, "", "api-1", "");
        row("compose, two", "api-2  | 2026-11-22T10:00:00.001Z [7f3ac1] " TAG, "10:00:00.001", "api-2",
            "7f3ac1");
        row("cri", "2026-11-22T10:00:00.123456789Z stdout F " TAG, "10:00:00.123", "", "");
        row("kubectl", "[pod/api-1/node] 2026-11-22T10:00:00.123Z stderr F " TAG, "10:00:00.123",
            "pod/api-1/node", "");
        row("pm2", "12|onecrew api | 2026-11-22T10:00:00: " TAG, "10:00:00.000", "12|onecrew api", "");
        row("journal", "Nov 22 10:00:00 web01 api[12]: " TAG, "10:00:00.000", "web01 api[12]", "");
        row("journal, precise", "Nov  2 10:00:00.250000 web01 api[12]: " TAG, "10:00:00.250", "web01 api[12]",
            "");
        row("short-iso", "2026-11-22T10:00:00+0000 web01 api[12]: " TAG, "10:00:00.000", "web01 api[12]", "");
        row("rfc 5424", "<14>1 2026-11-22T10:00:00.123Z web01 api 12 - - " TAG, "10:00:00.123",
            "web01 api 12", "");
        row("heroku", "2026-11-22T10:00:00.123456+00:00 app[web.1]: " TAG, "10:00:00.123", "web.1", "");
        row("lambda", "2026-11-22T10:00:00.123Z\t6f1c9f0e-3a55-4b7f-8f11-0c2f5a8d9e01\tINFO\t" TAG,
            "10:00:00.123", "", "6f1c9f0e-3a55-4b7f-8f11-0c2f5a8d9e01");
        row("csv", "1795341600123,\"" TAG, "10:00:00.123", "", "");
        row("pino",
            "{\"level\":30,\"time\":1795341600123,\"pid\":9,\"hostname\":\"h\",\"reqId\":\"req-1a\",\"msg\":"
            "\"" TAG "\"}",
            "10:00:00.123", "h/9", "req-1a");
        row("winston", "{\"message\":\"" TAG "\",\"timestamp\":\"2026-11-22T10:00:00.123Z\"}", "10:00:00.123",
            "", "");
        row("docker",
            "{\"log\":\"" TAG "\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-22T10:00:00.123456Z\"}",
            "10:00:00.123", "", "");
        row("docker around pm2",
            "{\"log\":\"0|api | " TAG "\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-22T10:00:00.1Z\"}",
            "10:00:00.100", "0|api", "");
        row("cut json", "{\"level\":30,\"msg\":\"" TAG "\\u00", "", "", "");
        row("nest", "[Nest] 4711  - 11/22/2026, 10:00:00 AM     LOG [Chat] " TAG, "", "4711", "");
#undef TAG
    }
    void frames()
    {
        QFETCH(QString, line);
        QFETCH(QString, at);
        const Framed framed = unframed(line, 2026);
        QCOMPARE(framed.message, QStringLiteral("[createConversation] x"));
        QCOMPARE(framed.at.isValid() ? framed.at.toString(QStringLiteral("HH:mm:ss.zzz")) : QString{}, at);
        QTEST(framed.source, "source");
        QTEST(framed.requestId, "request");
    }

    /// The values beside the text, as structured loggers have them.
    void valuesBeside()
    {
        const Framed framed = unframed(QStringLiteral("{\"msg\":\"[createConversation] Upserting users to "
                                                      "StreamChat...\",\"count\":1,\"userIds\":[\"a\"]}"),
                                       2026);
        QCOMPARE(framed.message, QStringLiteral("[createConversation] Upserting users to StreamChat... "
                                                "{\"count\":1,\"userIds\":[\"a\"]}"));
    }

    void values_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("ids");
        QTest::addColumn<int>("more");
        QTest::addColumn<bool>("cut");
        const QStringList ab{QStringLiteral("a"), QStringLiteral("b")};
        QTest::newRow("one line") << QStringLiteral("[ 'a', 'b' ]") << ab << 0 << false;
        QTest::newRow("lines") << QStringLiteral("[\n  'a',\n  'b'\n]") << ab << 0 << false;
        QTest::newRow("json") << QStringLiteral("[\"a\",\"b\"]") << ab << 0 << false;
        QTest::newRow("more") << QStringLiteral("[\n  'a', 'b',\n  ... 3 more items\n]") << ab << 3 << false;
        QTest::newRow("cut") << QStringLiteral("[\n  'a',\n  'b',\n") << ab << 0 << true;
        QTest::newRow("cut in a string") << QStringLiteral("[\n  'a',\n  'b") << ab << 0 << true;
        QTest::newRow("sum") << QStringLiteral("[ 'a', '' +\n 'b' ]") << ab << 0 << false;
        QTest::newRow("empty") << QStringLiteral("[]") << QStringList{} << 0 << false;
        QTest::newRow("deep") << QString(100'000, u'[') << QStringList{} << 0 << true;
        QTest::newRow("braces") << QString(100'000, u'{') << QStringList{} << 0 << true;
        QTest::newRow("nonsense") << QStringLiteral("]}:,'") << QStringList{} << 0 << false;
    }
    void values()
    {
        QFETCH(QString, text);
        const Inspected read = parseInspected(text);
        QTEST(textsIn(read.value), "ids");
        QTEST(int(read.moreItems), "more");
        QTEST(read.cut, "cut");
    }

    /// What our own inspect prints comes back.
    void roundTrip()
    {
        QStringList ids;
        for (int i = 0; i < 130; ++i)
            ids.append(QStringLiteral("it's `%1` \"x\"\n\\").arg(i));
        const InspectValue value{
            InspectValue::Members{{QStringLiteral("a-b"), ids}, {QStringLiteral("n"), 7.5}}};
        const Inspected read = parseInspected(nodeInspect(value));
        QCOMPARE(textsAt(read.value, u"a-b"), ids.mid(0, 100));
        QCOMPARE(read.moreItems, qint64{30});
        QVERIFY(read.shortened && !read.cut);
    }
};

QTEST_GUILESS_MAIN(TestLineText)
#include "tst_linetext.moc"
