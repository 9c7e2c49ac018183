// SPDX-License-Identifier: MIT
// Reports by their structure, whatever is in them. Other tools read them back in tests/report.
#include "core/domain/redactor.h"
#include "core/report/excerpt.h"
#include "core/report/report.h"
#include "resources/translations.h"
#include "tests/core/report/samplechecklist.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace chatsync;
using namespace chatsync::report;
using namespace Qt::Literals::StringLiterals;

namespace {

QString rendered(const ChecklistResult &result, Format format,
                 const std::optional<ChecklistResult> &last = std::nullopt)
{
    const Result<QByteArray> bytes = render(result, format, last);
    return bytes ? QString::fromUtf8(*bytes) : QString{};
}

QString html(const ChecklistResult &result, const std::optional<ChecklistResult> &last = std::nullopt)
{
    return rendered(result, Format::Html, last);
}

/// Every first capture.
QStringList allOf(const QString &text, const QString &pattern)
{
    QStringList found;
    const QRegularExpression expression{pattern, QRegularExpression::DotMatchesEverythingOption};
    for (auto matches = expression.globalMatch(text); matches.hasNext();)
        found << matches.next().captured(1);
    return found;
}

/// What stands between the tags.
QString spoken(QString page)
{
    page.remove(QRegularExpression{u"<style>.*?</style>"_s, QRegularExpression::DotMatchesEverythingOption});
    page.replace(QRegularExpression{u"<[^>]*>"_s}, u" "_s);
    return page.replace(u"&amp;"_s, u"&"_s).replace(u"&quot;"_s, u"\""_s).simplified();
}

QStringList sorted(QStringList list)
{
    list.removeDuplicates();
    list.sort();
    return list;
}

} // namespace

Q_DECLARE_METATYPE(chatsync::report::Format)

class TestReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(); }

    void formats()
    {
        for (const QString &name : formatNames()) {
            QCOMPARE(toString(*formatFrom(name)), name);
            QCOMPARE(toString(*formatFrom(name.toUpper())), name);
        }
        QVERIFY(formatFrom(u"md"_s) == Format::Markdown);
        QVERIFY(formatFrom(u"xml"_s) == Format::Junit);
        QVERIFY(!formatFrom(u"docx"_s));
        QVERIFY(!formatFrom({}));
        const Result<QByteArray> pdf = render(test::sampleChecklist(), Format::Pdf);
        QVERIFY(!pdf);
        QVERIFY(pdf.error().kind == Error::Kind::Input);
    }

    /// Picture 15.
    void pageBeginsWithTheAnswer()
    {
        const QString page = html(test::sampleChecklist(), test::lastChecklist());
        QCOMPARE(allOf(page, u"<h1><bdi>(.*?)</bdi></h1>"_s),
                 QStringList{u"Failed: Create a conversation with a new user"_s});
        const QString text = spoken(page);
        QVERIFY2(text.contains(u"1 of 7 checks failed, 1 recovered. Not ready for release."_s),
                 qUtf8Printable(text));
        QVERIFY(text.contains(u"22 Nov 2026, 14:31:46 to 14:33:52 UTC"_s));
        QVERIFY(text.contains(u"R. Lindqvist, signed off 14:41"_s));
        QVERIFY(text.contains(u"5 Passed 1 Recovered 1 Failed 0 Blocked 0 Not run 0 Not applicable"_s));
        QVERIFY(text.contains(u"Since rc.2 of 19 Nov : 1 newly failing 1 fixed 5 unchanged"_s));
        QVERIFY(text.contains(u"Staging OneCrew Staging"_s));
        QVERIFY(text.contains(u"Why it failed. The backend wrote the new user as a company"_s));
        QVERIFY(text.contains(u"500 Internal Server Error 1.62 s"_s));
        QVERIFY(text.contains(u"Authorization: Bearer [secret: backend token]"_s));
    }

    void failedIsOpenAndTheRestFolds()
    {
        const QString page = html(test::sampleChecklist());
        QCOMPARE(allOf(page, u"<li class=\"check (\\w+)\" id=\"check-\\d\"><details>"_s).join(u' '),
                 u"passed passed recovered passed passed passed"_s);
        QCOMPARE(allOf(page, u"<li class=\"check (\\w+)\" id=\"check-\\d\"><details open>"_s).join(u' '),
                 u"failed"_s);
        // Evidence for passes, too.
        QCOMPARE(page.count(u"<ul class=\"evidence\">"_s), 7);
        QVERIFY(spoken(page).contains(u"Passed StreamChat: the channel exists, with all its members"_s));
    }

    void linksLeadSomewhere()
    {
        const QString page = html(test::sweptChecklist(60), test::lastChecklist());
        const QStringList targets = allOf(page, u" id=\"([^\"]+)\""_s);
        QCOMPARE(sorted(targets).size(), targets.size());
        const QStringList links = allOf(page, u"href=\"#([^\"]+)\""_s);
        QVERIFY(links.size() > 2);
        for (const QString &link : links)
            QVERIFY2(targets.contains(link), qUtf8Printable(link));
    }

    /// Nothing is fetched, nothing runs, and the style is the one the policy names.
    void policy()
    {
        const QString page = html(test::sampleChecklist());
        const QString style = allOf(page, u"<style>(.*?)</style>"_s).value(0);
        const QByteArray hash =
            QCryptographicHash::hash(style.toUtf8(), QCryptographicHash::Sha256).toBase64();
        const QString policy = allOf(page, u"Content-Security-Policy\" content=\"([^\"]*)\""_s).value(0);
        QVERIFY(policy.startsWith(u"default-src 'none'; style-src 'sha256-"_s + QString::fromLatin1(hash) +
                                  u'\''));
        QVERIFY(!style.contains(u"url("_s) && !style.contains(u"@import"_s));
        QVERIFY(style.contains(u"print-color-adjust: exact"_s));
        QVERIFY(!page.contains(u" style="_s));
    }

    void hostileTextsStayTexts()
    {
        const QString page = html(test::hostileChecklist(), test::hostileChecklist());
        const QStringList known{
            u"a"_s,      u"b"_s,       u"bdi"_s,   u"body"_s,   u"caption"_s, u"circle"_s,  u"code"_s,
            u"dd"_s,     u"details"_s, u"div"_s,   u"dl"_s,     u"doctype"_s, u"dt"_s,      u"footer"_s,
            u"h1"_s,     u"h2"_s,      u"h3"_s,    u"h4"_s,     u"head"_s,    u"header"_s,  u"html"_s,
            u"li"_s,     u"link"_s,    u"main"_s,  u"meta"_s,   u"ol"_s,      u"p"_s,       u"path"_s,
            u"pre"_s,    u"section"_s, u"span"_s,  u"strong"_s, u"style"_s,   u"summary"_s, u"svg"_s,
            u"symbol"_s, u"table"_s,   u"tbody"_s, u"td"_s,     u"th"_s,      u"thead"_s,   u"title"_s,
            u"tr"_s,     u"ul"_s,      u"use"_s};
        const QStringList used = sorted(allOf(page, u"<!?([a-z0-9]+)"_s));
        for (const QString &tag : used)
            QVERIFY2(known.contains(tag), qUtf8Printable(tag));
        // Attributes, by name, with everything quoted taken out first.
        QString tags = allOf(page, u"<([a-z][^<>]*)>"_s).join(u'\n');
        tags.remove(QRegularExpression{u"\"[^\"]*\""_s});
        for (const QString &attribute : sorted(allOf(tags, u" ([a-zA-Z-]+)="_s)))
            QVERIFY2(!attribute.startsWith(u"on"_s) && attribute != u"style"_s, qUtf8Printable(attribute));
        for (const QString &address : allOf(page, u"(?:href|src)=\"([^\"]*)\""_s)) {
            QVERIFY2(address.startsWith(u'#') || address.startsWith(u"https://"_s) ||
                         address.startsWith(u"data:image/"_s),
                     qUtf8Printable(address));
        }
        QCOMPARE(page.count(u"<bdi>"_s), page.count(u"</bdi>"_s));
        QVERIFY(page.count(u"<bdi>"_s) > 200);
        for (const QChar character :
             {QChar{0}, QChar{7}, QChar{0x1b}, QChar{0x202e}, QChar{0x2066}, QChar{0xfffe}})
            QVERIFY2(!page.contains(character), qPrintable(QString::number(character.unicode(), 16)));
        // What is harmless is told as it is.
        QVERIFY(page.contains(u"👩‍👩‍👧 🏴‍☠️ 東京"_s));
        QVERIFY(page.contains(u"مرحبا بالعالم שלום"_s));
    }

    void hostileTextsInXml()
    {
        QXmlStreamReader xml{rendered(test::hostileChecklist(), Format::Junit)};
        int cases = 0;
        QStringList names;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"testcase") {
                ++cases;
                names << xml.attributes().value(u"name"_s).toString();
            }
        }
        QVERIFY2(!xml.hasError(), qUtf8Printable(xml.errorString()));
        QVERIFY(cases > 20);
        QVERIFY(names.contains(u"<script>alert(1)</script>"_s));
    }

    void markdownIsPlain()
    {
        const QString markdown = rendered(test::hostileChecklist(), Format::Markdown);
        QString outside = markdown;
        outside.remove(QRegularExpression{u"^(`{3,})\\w*\\n.*?^\\1$"_s,
                                          QRegularExpression::MultilineOption |
                                              QRegularExpression::DotMatchesEverythingOption});
        QVERIFY(!outside.contains(u'<'));
        QVERIFY(!outside.contains(QRegularExpression{u"(?<!\\\\)\\]\\("_s}));
        QVERIFY(!outside.contains(QRegularExpression{u"(?<!\\\\)!\\["_s}));
        QCOMPARE(sorted(allOf(outside, u"(?:^|\\n)(#+) "_s)).join(u' '), u"# ## ###"_s);
        // Each row of a table has the cells of its head.
        int cells = 0;
        for (const QString &line : outside.split(u'\n')) {
            const auto bars = line.count(QRegularExpression{u"(?<!\\\\)\\|"_s});
            if (line.startsWith(u"| "_s) && cells > 0)
                QCOMPARE(bars, cells);
            cells = line.startsWith(u"| "_s) ? static_cast<int>(bars) : 0;
        }
    }

    void failuresToJunit()
    {
        QStringList told;
        QXmlStreamReader xml{rendered(test::sampleChecklist(), Format::Junit)};
        QString name;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == u"testcase")
                name = xml.attributes().value(u"name"_s).toString();
            if (xml.name() == u"failure")
                told << name + u'|' + xml.attributes().value(u"type"_s).toString() + u'|' +
                            xml.attributes().value(u"message"_s).toString();
            if (xml.name() == u"property" && xml.attributes().value(u"name"_s).startsWith(u"recovered"_s))
                told << xml.attributes().value(u"name"_s).toString();
        }
        QCOMPARE(
            told,
            (QStringList{u"recovered: Create a conversation from any company"_s,
                         u"Create a conversation with a new user|never-synced|1 member missing: the new user "
                         "does not exist in StreamChat"_s}));
        ChecklistResult strict = test::sampleChecklist();
        strict.checks[2].recoveredIsPass = false;
        QVERIFY(rendered(strict, Format::Junit).contains(u"failures=\"2\""_s));
    }

    void headline_data()
    {
        QTest::addColumn<QString>("verdicts");
        QTest::addColumn<QString>("headline");
        QTest::addRow("passed") << u"pp"_s << u"Passed: all 2 checks"_s;
        QTest::addRow("one passed") << u"pa"_s << u"Passed: the one check that applies"_s;
        QTest::addRow("two failed") << u"ffp"_s << u"Failed: 2 of 3 checks"_s;
        QTest::addRow("recovered") << u"pr"_s << u"Not passed, recovered only: Check r"_s;
        QTest::addRow("blocked") << u"pb"_s << u"Blocked: Check b"_s;
        QTest::addRow("failed weighs more than blocked") << u"bf"_s << u"Failed: Check f"_s;
        QTest::addRow("not run") << u"pnn"_s << u"Incomplete: 2 of 3 checks not run"_s;
        QTest::addRow("nothing") << QString{} << u"Nothing was checked"_s;
        QTest::addRow("nothing applies") << u"a"_s << u"Nothing was checked"_s;
    }
    void headline()
    {
        QFETCH(const QString, verdicts);
        QFETCH(const QString, headline);
        const QString letters = u"prfbna"_s;
        ChecklistResult result;
        for (const QChar letter : verdicts) {
            CheckResult check;
            check.id = letter;
            check.title = u"Check "_s + letter;
            check.verdict = allCheckVerdicts[static_cast<std::size_t>(letters.indexOf(letter))];
            result.checks.push_back(check);
        }
        QCOMPARE(allOf(html(result), u"<h1><bdi>(.*?)</bdi></h1>"_s), QStringList{headline});
    }

    void sweep()
    {
        const ChecklistResult result = test::sweptChecklist(412);
        const QString page = html(result);
        QCOMPARE(allOf(page, u"(<tr><th scope=\"row\">)"_s).size(), 412);
        QCOMPARE(allOf(page, u"(<td><span class=\"cell)"_s).size(), 412 * 8);
        // Each head of a column says how many failed in it.
        const QString table = allOf(page, u"<table class=\"sweep\">(.*?)</table>"_s).value(0);
        const QStringList counts =
            allOf(table, u"<span class=\"column-count\">(.*?)<span class=\"spoken\">"_s);
        QCOMPARE(counts.size(), 8);
        for (std::size_t i = 0; i < 8; ++i) {
            int failed = 0;
            for (const CompanyResult &company : result.companies)
                failed += company.cells[i].verdict == CheckVerdict::Failed;
            QCOMPARE(spoken(counts[static_cast<qsizetype>(i)]).toInt(), failed);
        }
        // The map has every cell, in runs.
        int mapped = 0;
        for (const QString &width :
             allOf(page, u"<rect class=\"\\w+\" x=\"\\d+\" y=\"\\d+\" width=\"(\\d+)\""_s))
            mapped += width.toInt();
        QCOMPARE(mapped, 412 * 8);
        QVERIFY(page.size() < 4'000'000);
    }

    void bodiesAreBounded()
    {
        ChecklistResult result = test::sampleChecklist();
        Exchange &exchange = result.checks[3].exchanges.front();
        exchange.responseBody = "{\"list\":[" + QByteArray{"\"0123456789\","}.repeated(100'000) + "1]}";
        exchange.requestBody = QByteArray{"<html>\n"}.repeated(500);
        const QString page = html(result);
        QVERIFY(page.size() < 120'000);
        QVERIFY(spoken(page).contains(u"The first 4,000 of 1,300,012 characters; the run has all of it."_s));
        QVERIFY(spoken(page).contains(u"of 3,500 characters; the run has all of it."_s));
        QVERIFY(rendered(result, Format::Markdown).size() < 60'000);
    }

    void layout_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("laid");
        QTest::addRow("short") << u"{\"b\":1,\"a\":[true,null]}"_s << u"{ \"b\": 1, \"a\": [true, null] }"_s;
        QTest::addRow("empty") << u"{\"a\":{},\"b\":[]}"_s << u"{ \"a\": {}, \"b\": [] }"_s;
        const QString wide(70, u'x');
        QTest::addRow("wide") << u"{\"z\":\"%1\",\"a\":{\"b\":2}}"_s.arg(wide)
                              << u"{\n  \"z\": \"%1\",\n  \"a\": { \"b\": 2 }\n}"_s.arg(wide);
        QTest::addRow("brackets in a string") << u"{\"a\":\"}\\\"]{\"}"_s << u"{ \"a\": \"}\\\"]{\" }"_s;
        QTest::addRow("no JSON") << u"{\"a\":"_s << u"{\"a\":"_s;
    }
    void layout()
    {
        QFETCH(const QString, json);
        QFETCH(const QString, laid);
        QCOMPARE(laidOut(json), laid);
        QCOMPARE(QJsonDocument::fromJson(laidOut(json).toUtf8()), QJsonDocument::fromJson(json.toUtf8()));
    }

    void cleaning()
    {
        QCOMPARE(clean(u"a\r\nb\tc"_s), u"a\nb\tc"_s);
        QCOMPARE(clean(u"x\u202Ey"_s), u"x\uFFFDy"_s);
        QCOMPARE(clean(u"👩‍👧"_s), u"👩‍👧"_s);
        QCOMPARE(clean(QString{QChar{0xd83d}}), QString{QChar::ReplacementCharacter});
        // A pair is not cut in two.
        QCOMPARE(bounded(u"a👩b"_s, 2), u"a… (3 more characters)"_s);
    }

    void jsonIsReadAgain()
    {
        const ChecklistResult result = test::sweptChecklist(12);
        const QJsonObject json =
            QJsonDocument::fromJson(rendered(result, Format::Json, test::lastChecklist()).toUtf8()).object();
        const Result<ChecklistResult> read = checklistResultFromJson(json);
        QVERIFY2(read, read ? "" : qUtf8Printable(read.error().what));
        QVERIFY(*read == result);
        QCOMPARE(json[u"counts"_s][u"passed"_s].toInt(), 5);
        QCOMPARE(json[u"changes"_s][u"checks"_s].toArray().size(), 7);
    }

    void ticket()
    {
        const ChecklistResult result = test::sampleChecklist();
        const QString text = ticketText(result, result.checks[3]);
        for (const QString &wanted :
             {u"Failed: Create a conversation with a new user\n"_s, u"Why: The backend wrote the new user"_s,
              u"Build under test: Backend 2.18.0-rc.3"_s, u"When: 22 Nov 2026, 14:31:46 UTC"_s,
              u"- StreamChat: no onecrew_user_5b0e93d4…a1c7 (exchange 6)"_s,
              u"/conversations: 500 Internal Server Error"_s, u"1. Let the backend look the participant up"_s,
              u"chat-sync show "_s})
            QVERIFY2(text.contains(wanted), qUtf8Printable(wanted + u"\n---\n"_s + text));
        QVERIFY(text.size() < 3000);
        const ChecklistResult hostile = test::hostileChecklist();
        for (const CheckResult &check : hostile.checks)
            QVERIFY(ticketText(hostile, check).size() < 12'000);
    }

    /// A secret that got into a run is gone from what is kept, so it is in no report either: by the same
    /// redactor.
    void noSecretInAnyFormat_data()
    {
        QTest::addColumn<Format>("format");
        for (const QString &name : formatNames()) {
            if (name != u"pdf")
                QTest::addRow("%s", qPrintable(name)) << *formatFrom(name);
        }
    }
    void noSecretInAnyFormat()
    {
        QFETCH(const Format, format);
        const QByteArray secret = "s3cr3t/+of=the app";
        const QByteArray token =
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXJ2ZXIiOnRydWV9.c2lnbmF0dXJlLXNpZ25hdHVyZQ";
        ChecklistResult planted = test::sampleChecklist();
        CheckResult &check = planted.checks[3];
        const QString said = QString::fromUtf8(secret + " and " + token);
        check.summary = check.why = check.note = check.title = said;
        check.next = {said};
        for (CheckEvidence &evidence : check.evidence)
            evidence.sentence = evidence.detail = evidence.subject = said;
        Exchange &exchange = check.exchanges.front();
        exchange.url = u"https://example.org/?token="_s + QString::fromLatin1(token) + u"&s="_s +
                       QString::fromLatin1(secret.toPercentEncoding());
        exchange.requestHeaders = {{"Authorization", "Bearer " + token}, {"X-Request-Id", secret.toBase64()}};
        exchange.responseBody = "{\"a\":\"" + secret + "\",\"t\":\"" + token + "\"}";
        planted.cleanUp = planted.database = planted.tester = said;

        Redactor redactor;
        redactor.addSecret(u"api_secret"_s, secret);
        const Result<ChecklistResult> kept = checklistResultFromJson(redactor.redacted(toJson(planted)));
        QVERIFY(kept);
        const QString report = rendered(*kept, format, *kept) + ticketText(*kept, kept->checks[3]);
        const QString plain = spoken(report);
        for (const QByteArray &spelling : {secret, token, secret.toPercentEncoding(), secret.toBase64()}) {
            QVERIFY2(!report.contains(QString::fromLatin1(spelling)), spelling);
            QVERIFY2(!plain.contains(QString::fromLatin1(spelling)), spelling);
        }
        QVERIFY(plain.contains(u"secret: api"_s));
        // The guard guards: unredacted it would be found.
        QVERIFY(spoken(rendered(planted, format, planted)).contains(QString::fromLatin1(token)));
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
