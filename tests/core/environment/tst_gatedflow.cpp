// SPDX-License-Identifier: MIT
// A caller that asks nobody whether it may: a whole run behind the gate of a read-only environment.
#include "core/environment/writegate.h"
#include "tests/support/flowfixture.h"

#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

class TestGatedFlow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesNothing_data()
    {
        QTest::addColumn<int>("preset");
        for (const Preset preset : {Preset::Hardened, Preset::Documented, Preset::Unsynced})
            QTest::addRow("%s", qPrintable(toString(preset))) << static_cast<int>(preset);
    }
    void writesNothing()
    {
        QFETCH(int, preset);
        FlowFixture fixture;
        const QJsonObject before = fixture.simulator.snapshot();
        fixture.simulator.clearRequestLog();
        const WriteGate gate{u"Production"_s, WritePolicy::ReadOnly, nullptr};
        stream::GatedTransport gated{&fixture.transport, &gate, fixture.context.credentials.baseUrl};
        fixture.context.transport = &gated;
        const RunResult result = fixture.run(settingsOf(static_cast<Preset>(preset)));

        QCOMPARE(toString(result.failure), u"environment"_s);
        QCOMPARE(exitCodeOf(result.failure), 3);
        for (const sandbox::LoggedRequest &request : fixture.simulator.requestLog())
            QVERIFY2(!request.mutating, request.method + ' ' + request.path.toUtf8());
        QVERIFY2(fixture.simulator.snapshot() == before, "StreamChat is as it was");

        int held = 0;
        for (const RunEvent &event : fixture.of(EventKind::Exchange)) {
            const Exchange exchange = exchangeFromJson(event.data);
            if (exchange.sent)
                continue;
            ++held;
            QVERIFY(exchange.error);
            QCOMPARE(exchange.error->kind, u"read_only"_s);
            QVERIFY2(exchange.error->explanation.contains(u"Production"),
                     qPrintable(exchange.error->explanation));
        }
        QVERIFY2(held > 0, "what was held back is told in the run");
        const QJsonObject explanation = fixture.last().data[QLatin1String("explanation")].toObject();
        QVERIFY2(explanation[QLatin1String("why")].toString().contains(u"read-only"),
                 qPrintable(explanation[QLatin1String("why")].toString()));
    }
};

QTEST_GUILESS_MAIN(TestGatedFlow)
#include "tst_gatedflow.moc"
