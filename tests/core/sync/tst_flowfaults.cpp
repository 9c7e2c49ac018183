// SPDX-License-Identifier: MIT
// Every fault of the sandbox under every preset: which way each run ends, and that it explains itself.
#include "tests/support/flowfixture.h"

#include "core/sandbox/fault.h"

#include <QJsonArray>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;

class TestFlowFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFaultHasARow();
    void outcomes_data();
    void outcomes();
};

namespace {

const QString amiraId = QStringLiteral("onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352");

struct Row {
    const char *fault;
    int hardened;   ///< Exit codes
    int documented; ///< with created_by_id
    int unsynced;
};

/// 0 works (at once or after a repetition), 1 conversation failed, 3 environment. Amira is unknown to
/// StreamChat at the start, so that `unsynced` fails everywhere; Jonas and Sat Education are known.
const QList<Row> &rows()
{
    static const QList<Row> table{
        {"visibility-delay=1500", 0, 1, 1},
        {"visibility-delay=600000", 1, 1, 1},
        {"upsert-lost=onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352", 1, 1, 1},
        {"member-dropped=1", 0, 0, 1},
        {"poisoned-batch=onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352", 1, 1, 1},
        {"user-deleted=onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352", 1, 1, 1},
        {"user-deactivated=onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352", 1, 1, 1},
        {"user-banned=onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352", 0, 0, 0},
        {"anonymous-errors", 0, 0, 1},
        {"old-wording", 0, 0, 1},
        {"unique-names", 0, 0, 1},
        {"read-lag=800", 0, 0, 1},
        {"latency=40..90", 0, 0, 1},
        {"rate-limit=2", 0, 0, 1},
        {"edge-limit=2", 0, 1, 1},
        {"server-errors=2", 0, 1, 1},
        {"server-errors=100", 1, 1, 1},
        {"fail=GetOrCreateChannel,1,500,-1", 0, 1, 1},
        {"fail=UpdateUsers,1,400,4,invalid json data", 0, 1, 1},
        {"fail=QueryMembers,9,500,-1", 0, 0, 1},
        {"hang=GetOrCreateChannel,1", 0, 3, 3},
        {"hang=GetOrCreateChannel", 0, 3, 3},
        {"slow=GetOrCreateChannel,1", 0, 0, 1},
        {"clock-skew=-300", 0, 0, 1},
        {"reset=UpdateUsers,1", 0, 0, 1},
        {"cut-body=GetOrCreateChannel,1", 0, 3, 3},
        {"truncated-json=UpdateUsers,1", 0, 0, 1},
        {"empty-body=GetOrCreateChannel,1", 0, 3, 3},
        {"html=GetOrCreateChannel,1", 0, 3, 3},
        {"html=GetOrCreateChannel,9,200", 3, 3, 3},
        {"wrong-secret", 3, 3, 3},
        {"unknown-key", 3, 3, 3},
        {"wrong-region", 3, 3, 3},
        {"chat-disabled", 3, 3, 3},
        {"app-suspended", 3, 3, 3},
        {"no-messaging-type", 1, 1, 1},
        {"multi-tenant", 0, 0, 1},
        {"no-get-channel", 0, 0, 1},
        {"task-failed", 0, 0, 1},
    };
    return table;
}

QString nameOf(const Row &row)
{
    return QString::fromLatin1(row.fault).section(u'=', 0, 0);
}

} // namespace

void TestFlowFaults::everyFaultHasARow()
{
    QStringList listed;
    for (const Row &row : rows())
        listed << nameOf(row);
    for (const sandbox::FaultKind &kind : sandbox::faultCatalogue())
        QVERIFY2(listed.contains(kind.name), qPrintable(kind.name));
}

void TestFlowFaults::outcomes_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("preset");
    QTest::addColumn<int>("exitCode");
    for (const Row &row : rows()) {
        const QString fault = QString::fromLatin1(row.fault);
        QTest::addRow("%s, hardened", row.fault) << fault << QStringLiteral("hardened") << row.hardened;
        QTest::addRow("%s, documented", row.fault) << fault << QStringLiteral("documented") << row.documented;
        QTest::addRow("%s, unsynced", row.fault) << fault << QStringLiteral("unsynced") << row.unsynced;
    }
}

void TestFlowFaults::outcomes()
{
    QFETCH(QString, fault);
    QFETCH(QString, preset);
    QFETCH(int, exitCode);
    sandbox::SimulatorOptions options;
    const Result<sandbox::Fault> parsed = sandbox::parseFault(fault);
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().what));
    options.faults.append(*parsed);

    FlowFixture fixture{options};
    FlowSettings settings = settingsOf(presetFrom(preset).value());
    settings.sendCreator = true;
    const RunResult result =
        fixture.run(requestOf(FlowFixture::satEducation, {FlowFixture::amira, FlowFixture::jonas}), settings);

    const RunEvent &end = fixture.last();
    QCOMPARE(name(end.kind), QStringLiteral("run.finished"));
    const QString told = end.message + QStringLiteral(" | ") +
                         end.data[QLatin1String("explanation")][QLatin1String("why")].toString();
    QVERIFY2(exitCodeOf(result.failure) == exitCode,
             qPrintable(QStringLiteral("exit %1: %2").arg(exitCodeOf(result.failure)).arg(told)));
    QCOMPARE(result.answer[QLatin1String("success")].toBool(), exitCode == 0);
    if (exitCode == 0)
        return;
    QVERIFY(!end.data[QLatin1String("explanation")][QLatin1String("what")].toString().isEmpty());
    QVERIFY(!end.data[QLatin1String("explanation")][QLatin1String("why")].toString().isEmpty());
    QVERIFY2(!end.data[QLatin1String("explanation")][QLatin1String("next")].toArray().isEmpty(),
             qPrintable(told));
}

QTEST_GUILESS_MAIN(TestFlowFaults)
#include "tst_flowfaults.moc"
