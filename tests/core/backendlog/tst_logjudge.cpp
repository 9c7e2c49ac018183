// SPDX-License-Identifier: MIT
// Each deviation from the expected order, planted one at a time, is named.
#include "core/domain/backendlinetable.h"
#include "tests/core/backendlog/logmaker.h"

#include <QtTest>

using namespace chatsync;
using namespace chatsync::test;
using backendlog::LogConversation;
using backendlog::LogFinding;
using backendlog::LogVerdict;

namespace {

using Change = std::function<void(QList<PrintedRecord> &)>;

QString codesOf(const LogConversation &it)
{
    QStringList codes;
    for (const LogFinding &finding : it.findings) {
        if (finding.severity != LogFinding::Severity::Info)
            codes << finding.code;
    }
    return codes.join(QStringLiteral(", "));
}

} // namespace

class TestLogJudge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void planted_data()
    {
        QTest::addColumn<int>("course");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QString>("codes");
        const auto row = [](const char *name, Course course, Change change, const char *verdict,
                            const char *codes) {
            QTest::newRow(name) << int(course) << change << QString::fromLatin1(verdict)
                                << QString::fromLatin1(codes);
        };
        // A good one: syncing, upserting, upserted, creating, created, members.
        row(
            "nothing", Course::Good, [](auto &) {}, "works", "");
        row(
            "retried", Course::Retried, [](auto &) {}, "recovered", "retried");
        row(
            "retry failed", Course::RetryFailed, [](auto &) {}, "failed", "retried, failed");
        row(
            "refused", Course::Refused, [](auto &) {}, "failed", "failed");
        row(
            "upsert failed", Course::UpsertFailed, [](auto &) {}, "deviates", "upsert_failed");
        row(
            "added", Course::MemberAdded, [](auto &) {}, "recovered", "members_added");
        row(
            "not added", Course::AddFailed, [](auto &) {}, "incomplete", "success_claimed");
        row(
            "unread", Course::Unread, [](auto &) {}, "unclear", "members_unread");
        row(
            "no upserting", Course::Good, [](auto &r) { r.removeAt(1); }, "deviates",
            "out_of_order, missing_line");
        row(
            "no upserted", Course::Good, [](auto &r) { r.removeAt(2); }, "deviates",
            "out_of_order, missing_line");
        row(
            "no creating", Course::Good, [](auto &r) { r.removeAt(3); }, "deviates",
            "out_of_order, missing_line");
        row(
            "no created", Course::Good, [](auto &r) { r.removeAt(4); }, "deviates",
            "out_of_order, missing_line");
        row(
            "no members", Course::Good, [](auto &r) { r.removeAt(5); }, "unclear", "unfinished");
        row(
            "no beginning", Course::Good, [](auto &r) { r.removeAt(0); }, "unclear", "began_before");
        row(
            "ends in the middle", Course::Good, [](auto &r) { r.resize(4); }, "unclear", "unfinished");
        row(
            "ends before the retry's outcome", Course::Retried, [](auto &r) { r.resize(6); }, "unclear",
            "retried, unfinished");
        row(
            "ends before members are added", Course::MemberAdded, [](auto &r) { r.removeLast(); }, "unclear",
            "unfinished");
        row(
            "twice", Course::Good, [](auto &r) { r.insert(4, r[3]); }, "deviates", "duplicate");
        row(
            "created before upserted", Course::Good, [](auto &r) { r.swapItemsAt(2, 3); }, "deviates",
            "time_goes_back, out_of_order, out_of_order, out_of_order");
        row(
            "absent and not noticed", Course::MemberAdded, [](auto &r) { r.resize(6); }, "incomplete",
            "success_claimed");
        row(
            "count", Course::Good, [](auto &r) { r[1].replace(r[1].indexOf("count: "), 8, "count: 9"); },
            "deviates", "count_differs");
        row(
            "not in the database", Course::Good,
            [](auto &r) {
                r.insert(1, "⚠️ [createConversation] User/Company not found in DB: " +
                                r[0].mid(r[0].indexOf('\'') + 1, 36));
            },
            "works", "not_in_database");
    }

    void planted()
    {
        QFETCH(int, course);
        QFETCH(Change, change);
        QFETCH(QString, verdict);
        QFETCH(QString, codes);
        QRandomGenerator random{3};
        PrintedConversation it = printed(Course(course), random);
        change(it.records);
        const Told result = told(frames()[2].apply(it.records));
        QCOMPARE(result.conversations.size(), size_t{1});
        QCOMPARE(toString(result.conversations[0].verdict), verdict);
        QCOMPARE(codesOf(result.conversations[0]), codes);
        for (const LogFinding &finding : result.conversations[0].findings)
            QVERIFY(!finding.sentence.isEmpty());
    }

    void waits_data()
    {
        QTest::addColumn<QByteArray>("upserted");
        QTest::addColumn<QByteArray>("creating");
        QTest::addColumn<QString>("codes");
        const auto at = [](const char *time) { return "2026-11-22T10:00:" + QByteArray{time} + "Z "; };
        QTest::newRow("kept") << at("01.000") << at("02.001") << QString{};
        QTest::newRow("a timer's tolerance") << at("01.000") << at("01.995") << QString{};
        QTest::newRow("too early") << at("01.000") << at("01.900") << QStringLiteral("too_early");
        QTest::newRow("at once") << at("01.000") << at("01.001") << QStringLiteral("too_early");
        QTest::newRow("whole seconds, cannot be told") << at("01") << at("02") << QString{};
        QTest::newRow("whole seconds, too early") << at("01") << at("01") << QStringLiteral("too_early");
        QTest::newRow("backwards") << at("05.000") << at("02.001") << QStringLiteral("time_goes_back");
    }

    /// A channel that is created before the wait is over.
    void waits()
    {
        QFETCH(QByteArray, upserted);
        QFETCH(QByteArray, creating);
        QFETCH(QString, codes);
        QRandomGenerator random{3};
        const PrintedConversation it = printed(Course::Good, random);
        QByteArray log;
        for (qsizetype i = 0; i < it.records.size(); ++i)
            log += (i == 2 ? upserted : i == 3 ? creating : QByteArray{}) + it.records[i] + '\n';
        const Told result = told(log);
        QCOMPARE(result.conversations.size(), size_t{1});
        QCOMPARE(codesOf(result.conversations[0]), codes);
        QVERIFY(isHealthy(result.conversations[0].verdict) == codes.isEmpty());
    }

    /// The backend before its fix: only the initiator was upserted.
    void notUpserted()
    {
        QRandomGenerator random{4};
        PrintedConversation it = printed(Course::Good, random, {QStringLiteral("u1"), QStringLiteral("c1")});
        it.records[1] = "🔄 [createConversation] Upserting users to StreamChat... { count: 1, userIds: [ "
                        "'onecrew_company_c1' ] }";
        it.records[2] = "✅ [createConversation] All users upserted successfully: [ 'onecrew_company_c1' ]";
        const Told result = told(frames()[0].apply(it.records));
        QCOMPARE(result.conversations.size(), size_t{1});
        QCOMPARE(codesOf(result.conversations[0]), QStringLiteral("not_upserted"));
        QCOMPARE(result.conversations[0].findings[0].streamIds,
                 QStringList{QStringLiteral("onecrew_user_u1")});
        QVERIFY(result.conversations[0].verdict == LogVerdict::Deviates);
    }

    /// Node leaves out what is beyond a hundred, and prints `[Array]` for what is nested too deep.
    void shortened()
    {
        QRandomGenerator random{4};
        QStringList many;
        for (int i = 0; i < 130; ++i)
            many.append(QStringLiteral("u%1").arg(i));
        PrintedConversation it = printed(Course::Good, random, many);
        Told result = told(frames()[0].apply(it.records));
        QVERIFY(result.conversations.at(0).verdict == LogVerdict::Works);
        QVERIFY(result.hasFinding("values_shortened"));
        it.records.last().replace("30 more items", "29 more items");
        result = told(frames()[0].apply(it.records));
        QVERIFY(result.conversations.at(0).verdict == LogVerdict::Incomplete ||
                result.conversations.at(0).verdict == LogVerdict::Unclear);
        it.records.last() = "🔍 [createConversation] Channel members after creation: [Array]";
        result = told(frames()[0].apply(it.records));
        QVERIFY(result.conversations.at(0).verdict == LogVerdict::Unclear);
        QVERIFY(result.hasFinding("members_not_comparable"));
    }
};

QTEST_GUILESS_MAIN(TestLogJudge)
#include "tst_logjudge.moc"
