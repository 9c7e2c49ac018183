// SPDX-License-Identifier: MIT
// kill -9 in every step: what was printed is kept, and the run is interrupted.
#include "tests/app/consoleprogram.h"

#include <QSet>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

class TestCliKilled : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAnywhereKeepsWhatWasPrinted();

private:
    static QByteArray readLine(QProcess &process);
};

QByteArray TestCliKilled::readLine(QProcess &process)
{
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead())
            return {};
    }
    return process.readLine();
}

/// Behind each line of a run that has everything in it (a retry, too); `seq` of the next event is what it
/// died of.
void TestCliKilled::killedAnywhereKeepsWhatWasPrinted()
{
    const QStringList options{u"--fault"_s, u"visibility-delay=60"_s, u"--retry-wait-ms"_s, u"60"_s};
    const Ran whole = Machine{}.converse(options);
    QVERIFY2(whole.exitCode == 0 && whole.end()["attempts"_L1].toInt() == 2, whole.told());
    const qsizetype lines = whole.lines().size();
    QSet<QString> steps;
    for (qsizetype k = 1; k < lines; ++k) {
        const Machine machine;
        QProcess process;
        machine.start(process, machine.converseArguments(options));
        QByteArray told;
        for (qsizetype i = 0; i < k; ++i)
            told += readLine(process);
        process.kill();
        const Ran ran = ended(process);
        // What it still printed before the signal came counts as well.
        told += ran.out.left(ran.out.lastIndexOf('\n') + 1);
        const bool finished = told.contains("\"run.finished\"");

        const Ran runs = machine.run({u"runs"_s, u"--json"_s});
        QVERIFY2(runs.exitCode == 0 && runs.objects().size() == 1, runs.told());
        const QJsonObject run = runs.objects().first();
        if (!finished && run["state"_L1] != "finished"_L1)
            QCOMPARE(run["state"_L1].toString(), u"interrupted"_s);
        const Ran shown = machine.run({u"show"_s, run["run"_L1].toString(), u"--json"_s});
        QVERIFY2(shown.exitCode == 0, shown.told());
        QVERIFY2(shown.out.startsWith(told), "an event that was printed was not kept as it was");
        QCOMPARE(run["events"_L1].toInteger(), shown.lines().size());
        // What is kept and was not told any more is of one group, as the run hands them on before it waits.
        constexpr qsizetype largestGroup = 8;
        QVERIFY(shown.lines().size() <= told.count('\n') + largestGroup);
        if (run["state"_L1] == "interrupted"_L1)
            steps << QJsonDocument::fromJson(told.split('\n').at(told.count('\n') - 1))
                         .object()["step"_L1]
                         .toString();
    }
    for (const char *step : {"record", "resolve", "upsert", "wait", "create", "retry", "verify"})
        QVERIFY2(steps.contains(QLatin1String(step)), step);
}

QTEST_GUILESS_MAIN(TestCliKilled)
#include "tst_clikilled.moc"
