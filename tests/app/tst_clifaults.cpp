// SPDX-License-Identifier: MIT
// Each fault of the sandbox over real sockets: the same end as embedded, a clear reason, a whole run.
#include "tests/app/consoleprogram.h"

#include <QTest>

#include <map>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

class TestCliFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void endsAsEmbedded_data();
    void endsAsEmbedded();
    void survivesTheSandboxKilled_data();
    void survivesTheSandboxKilled();
    void explainsEachCallDown_data();
    void explainsEachCallDown();

private:
    struct Under {
        Machine machine;
        SandboxProcess sandbox;
        QProcess converse;
    };
    std::map<QString, std::unique_ptr<Under>> m_down;
};

namespace {

struct Down {
    const char *fault;
    int exitCode;
    const char *said;
};

/// What is read back after an unanswered write is known; what cannot be read is said to be unverified.
constexpr Down downs[] = {
    {"fail=QueryUsers,99,503,-1", 1, "does not know"},
    {"fail=UpdateUsers,99,503,-1", 1, "does not know"},
    {"fail=UpdateUsersPartial,99,503,-1", 0, "works"},
    {"fail=GetOrCreateChannel,99,503,-1", 1, "fault of its own"},
    {"fail=QueryMembers,99,503,-1", 0, "could not be verified"},
    {"reset=QueryUsers,99", 3, "cut before"},
    {"reset=UpdateUsers,99", 0, "works"},
    {"reset=UpdateUsersPartial,99", 3, "cut before"},
    {"reset=GetOrCreateChannel,99", 0, "works"},
    {"reset=QueryMembers,99", 0, "could not be verified"},
    {"hang=GetOrCreateChannel,1", 0, "works"},
    {"hang=UpdateUsers,1", 0, "works"},
};

} // namespace

/// Runs that spend their time waiting all start at once.
void TestCliFaults::initTestCase()
{
    for (const Down &down : downs) {
        auto under = std::make_unique<Under>();
        QVERIFY(under->sandbox.start(under->machine, {u"--fault"_s, QLatin1String(down.fault)}));
        under->sandbox.target(under->machine);
        under->machine.start(under->converse, under->machine.converseArguments());
        m_down.emplace(QLatin1String(down.fault), std::move(under));
    }
}

void TestCliFaults::endsAsEmbedded_data()
{
    QTest::addColumn<QStringList>("faults");
    QTest::addColumn<QStringList>("arguments");
    const QString id = u"onecrew_user_"_s + unsyncedId();
    const QStringList none;
    const QString flow = u"--flow"_s;
    QTest::addRow("hardened") << none << none;
    QTest::addRow("unsynced") << none << QStringList{flow, u"unsynced"_s};
    QTest::addRow("documented") << none << QStringList{flow, u"documented"_s};
    QTest::addRow("documented with creator")
        << none << QStringList{flow, u"documented"_s, u"--send-creator"_s};
    QTest::addRow("documented, seen late") << QStringList{u"visibility-delay=60000"_s}
                                           << QStringList{flow, u"documented"_s, u"--send-creator"_s};
    QTest::addRow("hardened, seen late")
        << QStringList{u"visibility-delay=1000"_s} << QStringList{u"--retry-wait-ms"_s, u"1000"_s};
    QTest::addRow("wrong secret") << QStringList{u"wrong-secret"_s} << none;
    QTest::addRow("unknown key") << QStringList{u"unknown-key"_s} << none;
    QTest::addRow("deleted") << QStringList{u"user-deleted="_s + id} << none;
    QTest::addRow("deactivated") << QStringList{u"user-deactivated="_s + id} << none;
    QTest::addRow("lost") << QStringList{u"upsert-lost="_s + id} << none;
    QTest::addRow("dropped") << QStringList{u"member-dropped="_s + id} << none;
    QTest::addRow("poisoned") << QStringList{u"poisoned-batch="_s + id} << none;
    QTest::addRow("HTML") << QStringList{u"html=GetOrCreateChannel,9,502"_s}
                          << QStringList{flow, u"documented"_s, u"--send-creator"_s};
    QTest::addRow("login page") << QStringList{u"html=QueryUsers,9,200"_s} << none;
    QTest::addRow("half a document") << QStringList{u"truncated-json=GetOrCreateChannel,1"_s} << none;
    QTest::addRow("empty") << QStringList{u"empty-body=UpdateUsers,9"_s} << none;
    QTest::addRow("cut") << QStringList{u"cut-body=GetOrCreateChannel,1"_s} << none;
}

/// Both are fresh: what one run synced must not help the next.
void TestCliFaults::endsAsEmbedded()
{
    QFETCH(const QStringList, faults);
    QFETCH(const QStringList, arguments);
    const Machine alone;
    Machine machine;
    SandboxProcess sandbox;
    QStringList options;
    for (const QString &fault : faults)
        options << u"--fault"_s << fault;
    QVERIFY(sandbox.start(machine, options));
    sandbox.target(machine);

    QProcess process;
    machine.start(process, machine.converseArguments(arguments));
    const Ran embedded = alone.converse(options + arguments);
    const Ran served = ended(process);
    QCOMPARE(flawOf(served.events()), QString{});
    QVERIFY2(served.exitCode == embedded.exitCode, embedded.told() + served.told());
    QCOMPARE(served.end()["attempts"_L1], embedded.end()["attempts"_L1]);
    QCOMPARE(served.error(), embedded.error());
    QCOMPARE(served.why(), embedded.why());
    QVERIFY(served.events().back().outcome == embedded.events().back().outcome);
    QVERIFY(machine.shown() == served.events());
}

void TestCliFaults::survivesTheSandboxKilled_data()
{
    QTest::addColumn<QString>("step");
    for (const char *step : {"record", "resolve", "upsert", "wait", "create", "verify"})
        QTest::addRow("when %s begins", step) << QString{QLatin1String(step)};
}

void TestCliFaults::survivesTheSandboxKilled()
{
    QFETCH(const QString, step);
    Machine machine;
    SandboxProcess sandbox;
    QVERIFY(sandbox.start(machine, {u"--fault"_s, u"latency=100"_s}));
    sandbox.target(machine);
    QProcess process;
    machine.start(process, machine.converseArguments());
    QByteArray out;
    bool killed = false;
    while (!killed) {
        QVERIFY(process.canReadLine() || process.waitForReadyRead());
        while (process.canReadLine() && !killed) {
            const QByteArray line = process.readLine();
            out += line;
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            killed = event["kind"_L1] == "step.started"_L1 && event["step"_L1] == step;
        }
    }
    sandbox.process().kill();
    Ran ran = ended(process);
    ran.out = out + ran.out;
    QCOMPARE(flawOf(ran.events()), QString{});
    QVERIFY(machine.shown() == ran.events());
    if (step == "verify"_L1)
        QVERIFY2(ran.exitCode == 0 && ran.why().contains(u"could not be verified"), ran.told());
    else
        QVERIFY2(ran.exitCode == 3 && (ran.why().contains(u"refused") || ran.why().contains(u"cut")),
                 ran.told());
}

void TestCliFaults::explainsEachCallDown_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("said");
    for (const Down &down : downs)
        QTest::addRow("%s", down.fault)
            << QString{QLatin1String(down.fault)} << down.exitCode << QString{QLatin1String(down.said)};
}

void TestCliFaults::explainsEachCallDown()
{
    QFETCH(const QString, fault);
    QFETCH(const int, exitCode);
    QFETCH(const QString, said);
    Under &under = *m_down.at(fault);
    const Ran ran = ended(under.converse);
    QVERIFY2(ran.exitCode == exitCode, ran.told());
    QVERIFY2(ran.why().contains(said), qPrintable(ran.why()));
    QCOMPARE(flawOf(ran.events()), QString{});
    QVERIFY(under.machine.shown() == ran.events());
}

QTEST_GUILESS_MAIN(TestCliFaults)
#include "tst_clifaults.moc"
