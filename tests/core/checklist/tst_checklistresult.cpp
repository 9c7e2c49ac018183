// SPDX-License-Identifier: MIT
// A result is the same after it was written down and read.
#include "core/domain/checklist.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

namespace {

QDateTime at(int second)
{
    return QDateTime{QDate{2026, 1, 15}, QTime{10, 0, second, 123}, Qt::UTC};
}

CheckResult fullCheck(const QString &id)
{
    CheckResult check{.id = id,
                      .title = u"Create a conversation from “Sat Education”"_s,
                      .passesWhen = u"Passes when …"_s,
                      .summary = u"1 member missing: ليلى"_s,
                      .verdict = CheckVerdict::Recovered,
                      .recoveredIsPass = true,
                      .manual = true,
                      .cause = u"never-synced"_s,
                      .why = u"Because."_s,
                      .next = {u"Do this."_s, u"Then that."_s},
                      .runs = {QUuid::createUuid(), QUuid::createUuid()},
                      .startedAt = at(1),
                      .duration = std::chrono::milliseconds{3990},
                      .note = u"A note\nof two lines"_s};
    int number = 0;
    for (const auto kind : {CheckEvidence::Kind::Run, CheckEvidence::Kind::Exchange, CheckEvidence::Kind::Row,
                            CheckEvidence::Kind::Log, CheckEvidence::Kind::Participant,
                            CheckEvidence::Kind::Channel, CheckEvidence::Kind::CleanUp}) {
        check.evidence.push_back({.kind = kind,
                                  .speaksFor = allCheckVerdicts[static_cast<std::size_t>(number % 6)],
                                  .sentence = u"Sentence"_s,
                                  .detail = u"Detail"_s,
                                  .run = check.runs.front(),
                                  .exchange = ++number,
                                  .subject = u"messaging:onecrew_1"_s,
                                  .at = at(number)});
    }
    Exchange exchange;
    exchange.number = 3;
    exchange.endpoint = u"UpdateUsers"_s;
    exchange.method = u"POST"_s;
    exchange.url = u"https://chat.example/users"_s;
    exchange.requestHeaders = {{"Accept", "application/json"}};
    exchange.requestBody = "{\"a\":1}";
    exchange.status = 400;
    exchange.responseBody = "{\"code\":4}";
    exchange.startedMs = 12.5;
    exchange.durationMs = 3.25;
    exchange.writes = true;
    exchange.error = ExchangeError{.kind = u"api"_s, .status = 400, .code = 4, .message = u"no"_s};
    check.exchanges = {exchange};
    check.known =
        KnownIssue{.ticket = u"OC-7"_s, .check = id, .cause = u"never-synced"_s, .company = u"c1"_s};
    return check;
}

ChecklistResult fullResult()
{
    ChecklistResult result{.id = QUuid::createUuid(),
                           .checklist = u"OneCrew"_s,
                           .version = u"3"_s,
                           .environment = u"Staging"_s,
                           .environmentKind = u"staging"_s,
                           .streamUrl = u"https://chat.example"_s,
                           .database = u"postgresql://db/onecrew"_s,
                           .target = u"backend"_s,
                           .preset = u"documented"_s,
                           .build = u"2.18.0-rc.3"_s,
                           .tester = u"R. Lindqvist"_s,
                           .signedOffAt = at(50),
                           .dataSet = u"412 companies"_s,
                           .services = {u"PostgreSQL 15.6"_s},
                           .consoleVersion = u"1.0"_s,
                           .startedAt = at(0),
                           .endedAt = at(59),
                           .stopped = true,
                           .checks = {fullCheck(u"sat-education"_s), CheckResult{.id = u"roles"_s}},
                           .scenarios = {u"Existing"_s, u"New user"_s},
                           .companies = {{u"c1"_s, u"Nordlys"_s, true, {fullCheck(u"existing"_s)}},
                                         {u"c2"_s, u"Jutland"_s, false, {}}},
                           .cleanUp = u"Everything is gone."_s,
                           .leftovers = 2};
    result.known = {{.ticket = u"OC-8"_s, .check = u"log"_s, .stoppedFailing = true}};
    return result;
}

} // namespace

class TestChecklistResult : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isTheSameAfterwards();
    void refusesWhatIsMalformed_data();
    void refusesWhatIsMalformed();
    void leavesOutWhatSaysNothing();
};

void TestChecklistResult::isTheSameAfterwards()
{
    const ChecklistResult result = fullResult();
    const QByteArray text = QJsonDocument{toJson(result)}.toJson();
    const Result<ChecklistResult> read = checklistResultFromJson(QJsonDocument::fromJson(text).object());
    QVERIFY2(read, read ? "" : qPrintable(read.error().what));
    QVERIFY(*read == result);
    QCOMPARE(QJsonDocument{toJson(*read)}.toJson(), text);
    const Result<CheckResult> check = checkResultFromJson(toJson(result.checks.front()));
    QVERIFY(check && *check == result.checks.front());
}

void TestChecklistResult::refusesWhatIsMalformed_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<QString>("key");
    const QJsonObject good = toJson(fullResult());
    const auto with = [&good](const QString &key, const QJsonValue &value) {
        QJsonObject json = good;
        json.insert(key, value);
        return json;
    };
    QTest::newRow("nothing") << QJsonObject{} << u"id"_s;
    QTest::newRow("another format") << with(u"format"_s, 2) << u"format"_s;
    QTest::newRow("no id") << with(u"id"_s, u"x"_s) << u"id"_s;
    QTest::newRow("no time") << with(u"started_at"_s, u"yesterday"_s) << u"started_at"_s;
    QTest::newRow("no list") << with(u"checks"_s, u"seven"_s) << u"checks"_s;
    QTest::newRow("no verdict") << with(u"checks"_s, QJsonArray{QJsonObject{{u"id"_s, u"a"_s}}})
                                << u"verdict"_s;
    QTest::newRow("number for text") << with(u"tester"_s, 5) << u"tester"_s;
}

void TestChecklistResult::refusesWhatIsMalformed()
{
    QFETCH(QJsonObject, json);
    QFETCH(QString, key);
    const Result<ChecklistResult> read = checklistResultFromJson(json);
    QVERIFY(!read);
    QVERIFY(read.error().kind == Error::Kind::Parse);
    QVERIFY2(read.error().what.contains(u'“' + key + u'”'), qPrintable(read.error().what));
}

void TestChecklistResult::leavesOutWhatSaysNothing()
{
    const QJsonObject json = toJson(CheckResult{.id = u"a"_s});
    QCOMPARE(json.keys(), (QStringList{u"id"_s, u"verdict"_s}));
}

QTEST_GUILESS_MAIN(TestChecklistResult)
#include "tst_checklistresult.moc"
