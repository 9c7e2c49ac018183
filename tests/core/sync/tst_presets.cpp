// SPDX-License-Identifier: MIT
#include "core/sync/preset.h"

#include <QJsonArray>
#include <QTest>

using namespace chatsync;
using namespace std::chrono_literals;

class TestPresets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names();
    void settings_data();
    void settings();
    void pauses_data();
    void pauses();
    void deviationsNameEverySettingThatDiffers();
    void shortWaitIsAWarning();
    void impossibleSettings_data();
    void impossibleSettings();
};

Q_DECLARE_METATYPE(Preset)

void TestPresets::names()
{
    for (const Preset preset : {Preset::Hardened, Preset::Documented, Preset::Unsynced})
        QCOMPARE(presetFrom(toString(preset)), std::optional{preset});
    QVERIFY(!presetFrom(QStringLiteral("Hardened")));
}

void TestPresets::settings_data()
{
    QTest::addColumn<Preset>("preset");
    QTest::addColumn<int>("waitMs");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<bool>("sendCreator");
    QTest::addRow("hardened") << Preset::Hardened << 1000 << 3 << true;
    QTest::addRow("documented") << Preset::Documented << 1000 << 2 << false;
    QTest::addRow("unsynced") << Preset::Unsynced << 0 << 1 << true;
}

void TestPresets::settings()
{
    QFETCH(Preset, preset);
    const FlowSettings settings = settingsOf(preset);
    QTEST(int(settings.wait.count()), "waitMs");
    QTEST(settings.attempts, "attempts");
    QTEST(settings.sendCreator, "sendCreator");
    QVERIFY(checkSettings(settings));
}

void TestPresets::pauses_data()
{
    QTest::addColumn<Preset>("preset");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("ms");
    QTest::addRow("hardened, before the second") << Preset::Hardened << 2 << 2000;
    QTest::addRow("hardened, before the third") << Preset::Hardened << 3 << 4000;
    QTest::addRow("documented") << Preset::Documented << 2 << 2000;
    QTest::addRow("documented never doubles") << Preset::Documented << 3 << 2000;
}

void TestPresets::pauses()
{
    QFETCH(Preset, preset);
    QFETCH(int, attempt);
    QTEST(int(settingsOf(preset).pauseBefore(attempt).count()), "ms");
}

void TestPresets::deviationsNameEverySettingThatDiffers()
{
    QVERIFY(deviationsOf(settingsOf(Preset::Documented)).isEmpty());
    QVERIFY(deviationsOf(settingsOf(Preset::Hardened)).size() > 8);

    FlowSettings changed = settingsOf(Preset::Documented);
    const auto differs = [&changed] { return deviationsOf(changed).size(); };
    changed.sendCreator = true;
    QCOMPARE(differs(), 1);
    changed.wait = 1500ms;
    QCOMPARE(differs(), 2);
    changed.attempts = 4;
    QCOMPARE(differs(), 3);
    changed.retryWait = 10ms;
    QCOMPARE(differs(), 4);
}

void TestPresets::shortWaitIsAWarning()
{
    FlowSettings settings = settingsOf(Preset::Hardened);
    QVERIFY(warningsOf(settings).isEmpty());
    settings.wait = 999ms;
    QCOMPARE(warningsOf(settings).size(), 1);
    settings.wait = 2001ms;
    QCOMPARE(warningsOf(settings).size(), 1);
    QVERIFY(warningsOf(settingsOf(Preset::Unsynced)).isEmpty());
}

void TestPresets::impossibleSettings_data()
{
    QTest::addColumn<int>("waitMs");
    QTest::addColumn<int>("retryWaitMs");
    QTest::addColumn<int>("attempts");
    QTest::addRow("negative wait") << -1 << 2000 << 3;
    QTest::addRow("negative pause") << 1000 << -5 << 3;
    QTest::addRow("no attempt") << 1000 << 2000 << 0;
    QTest::addRow("endless attempts") << 1000 << 2000 << 11;
    QTest::addRow("a wait of a day") << 86'400'000 << 2000 << 3;
}

void TestPresets::impossibleSettings()
{
    QFETCH(int, waitMs);
    QFETCH(int, retryWaitMs);
    QFETCH(int, attempts);
    FlowSettings settings;
    settings.wait = std::chrono::milliseconds{waitMs};
    settings.retryWait = std::chrono::milliseconds{retryWaitMs};
    settings.attempts = attempts;
    const Result<void> checked = checkSettings(settings);
    QVERIFY(!checked);
    QCOMPARE(checked.error().kind, Error::Kind::Input);
    QVERIFY(!checked.error().what.isEmpty());
    QVERIFY(deviationsOf(settings).isEmpty());
}

QTEST_GUILESS_MAIN(TestPresets)
#include "tst_presets.moc"
