// SPDX-License-Identifier: MIT
// Checklists and known issues in files: what is read, and how a mistake is told.
#include "core/checklist/order.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace chatsync;
using namespace chatsync::checklist;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file{QStringLiteral(CHATSYNC_SOURCE_DIR) + u'/' + path};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

} // namespace

class TestChecklistFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theShippedOneIsTheBuiltInOne();
    void readsOnesOwn();
    void mistakesAreToldWithTheirLine_data();
    void mistakesAreToldWithTheirLine();
    void knownIssues();
    void theSchemaKnowsTheKinds();
};

void TestChecklistFile::theShippedOneIsTheBuiltInOne()
{
    const QByteArray shipped = contentOf(u"resources/checklists/onecrew.json"_s);
    const Result<Definition> read = definitionFromJson(shipped, u"onecrew.json"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error().what));
    QVERIFY(*read == oneCrew());
    QCOMPARE(oneCrew().checks.size(), std::size_t{7});
    const Result<Definition> again = definitionFromJson(toJson(oneCrew()), u"printed"_s);
    QVERIFY(again && *again == oneCrew());
}

void TestChecklistFile::readsOnesOwn()
{
    const Result<Definition> read = definitionFromJson(R"({
        "$schema": "checklist.schema.json",
        "name": "Smoke", "version": "2",
        "checks": [
            {"id": "harbour", "title": "Harbour", "kind": "company", "company": "Harbour Crewing", "users": 5,
             "recovered_is_pass": true},
            {"id": "log", "title": "Log", "kind": "log", "of": ["harbour"]},
            {"id": "app", "title": "The app shows it", "kind": "manual"}
        ]})",
                                                       u"smoke.json"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error().what));
    QCOMPARE(read->name, u"Smoke"_s);
    QCOMPARE(read->checks[0].users, 5);
    QVERIFY(read->checks[0].recoveredIsPass);
    QCOMPARE(read->checks[1].of, QStringList{u"harbour"_s});
    QVERIFY(read->checks[2].kind == CheckKind::Manual);
}

void TestChecklistFile::mistakesAreToldWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("says");
    const auto file = [](const QByteArray &checks) {
        return QByteArray{"{\n \"name\": \"A\",\n \"version\": \"1\",\n \"checks\": [\n" + checks +
                          "\n ]\n}\n"};
    };
    QTest::newRow("no JSON") << QByteArray{"{\n \"name\": \"A\",\n"} << 3 << u"no JSON"_s;
    QTest::newRow("empty") << QByteArray{} << 1 << u"no JSON"_s;
    QTest::newRow("a list") << QByteArray{"[]"} << 1 << u"an object"_s;
    QTest::newRow("no name") << QByteArray{"{\"version\": \"1\",\n\"checks\": []}"} << 1
                             << u"“name” is missing"_s;
    QTest::newRow("no checks") << QByteArray{"{\"name\": \"A\", \"version\": \"1\",\n\"checks\": []}"} << 2
                               << u"1 to 200 checks"_s;
    QTest::newRow("unknown key") << file(R"({"id": "a", "title": "A", "kind": "log",
  "users_": 3})") << 6 << u"no “users_”"_s;
    QTest::newRow("unknown kind") << file(R"({"id": "a",
  "title": "A",
  "kind": "logs"})") << 7 << u"no kind “logs”"_s;
    QTest::newRow("bad id") << file(R"({"id": "A b", "title": "A", "kind": "log"})") << 5
                            << u"small letters"_s;
    QTest::newRow("twice") << file(R"({"id": "a", "title": "A", "kind": "log"},
{"id": "a", "title": "A", "kind": "log"})")
                           << 6 << u"another check"_s;
    QTest::newRow("no company") << file(R"({"id": "a", "title": "A", "kind": "company"})") << 5
                                << u"“company” is missing"_s;
    QTest::newRow("too many users") << file(R"({"id": "a", "title": "A", "kind": "any_company",
  "users": 100})") << 6 << u"1 to 99"_s;
    QTest::newRow("looks ahead") << file(R"({"id": "a", "title": "A", "kind": "log", "of": ["b"]},
{"id": "b", "title": "A", "kind": "any_company"})")
                                 << 5 << u"“b” is no check before"_s;
    QTest::newRow("not a text") << file(R"({"id": "a", "title": 5, "kind": "log"})") << 5 << u"“title”"_s;
    QTest::newRow("not an object") << file("17") << 5 << u"a check is an object"_s;
    QTest::newRow("escapes") << file("{\"id\": \"a\", \"title\": \"\\\"{[\\\\\",\n \"kind\": 3}") << 6
                             << u"“kind”"_s;
}

void TestChecklistFile::mistakesAreToldWithTheirLine()
{
    QFETCH(QByteArray, json);
    QFETCH(int, line);
    QFETCH(QString, says);
    const Result<Definition> read = definitionFromJson(json, u"mine %1.json"_s);
    QVERIFY(!read);
    QVERIFY(read.error().kind == Error::Kind::Input);
    QVERIFY2(read.error().what.startsWith(u"mine %1.json, line "_s + QString::number(line) + u':'),
             qPrintable(read.error().what));
    QVERIFY2(read.error().what.contains(says), qPrintable(read.error().what));
}

void TestChecklistFile::knownIssues()
{
    const auto known = knownIssuesFromJson(
        R"([{"ticket": "OC-1", "check": "new-user", "cause": "never-synced"}])", u"known.json"_s);
    QVERIFY(known);
    QCOMPARE(known->front().ticket, u"OC-1"_s);
    const auto bad = knownIssuesFromJson("[\n{\"check\": \"log\"}]", u"known.json"_s);
    QVERIFY(!bad);
    QVERIFY2(bad.error().what.contains(u"line 2") && bad.error().what.contains(u"ticket"),
             qPrintable(bad.error().what));
    QVERIFY(!knownIssuesFromJson("{}", u"known.json"_s));
    QVERIFY(!knownIssuesFromJson("[5]", u"known.json"_s));
}

void TestChecklistFile::theSchemaKnowsTheKinds()
{
    const QJsonObject schema =
        QJsonDocument::fromJson(contentOf(u"resources/checklists/checklist.schema.json"_s)).object();
    const QJsonObject check = schema["$defs"_L1]["check"_L1]["properties"_L1].toObject();
    QStringList kinds;
    for (const QJsonValue &kind : check["kind"_L1]["enum"_L1].toArray())
        kinds << kind.toString();
    QCOMPARE(kinds.size(), 7);
    for (const QString &kind : kinds)
        QVERIFY2(checkKindFrom(kind), qPrintable(kind));
    const QJsonObject printed = QJsonDocument::fromJson(toJson(oneCrew())).object();
    for (const QJsonValue &one : printed["checks"_L1].toArray()) {
        for (const QString &key : one.toObject().keys())
            QVERIFY2(check.contains(key), qPrintable(key));
    }
}

QTEST_GUILESS_MAIN(TestChecklistFile)
#include "tst_checklistfile.moc"
