// SPDX-License-Identifier: MIT
// The window as a session ends it: with a signal, after which nothing may be lost.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::Literals::StringLiterals;

class TestGuiSignals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSignalQuitsCleanly_data();
    void aSignalQuitsCleanly();
};

void TestGuiSignals::aSignalQuitsCleanly_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestGuiSignals::aSignalQuitsCleanly()
{
    QFETCH(const int, signal);
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *variable : {"STREAM_URL", "STREAM_KEY", "STREAM_SECRET", "DATABASE_URL"})
        environment.remove(QLatin1String(variable));
    environment.insert(u"XDG_CONFIG_HOME"_s, home.filePath(u"config"_s));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const QString journal = home.filePath(u"journal.sqlite"_s);
    process.start(QStringLiteral(CHATSYNC_BINARY_DIR "/chat-sync-console"), {u"--journal"_s, journal});
    QVERIFY(process.waitForStarted());
    // The window asks for the runs that were kept once it is there; that makes the journal.
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(journal), 60'000);

    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY(process.exitStatus() == QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    // What is only written when the window closes as usual.
    QVERIFY(QFile::exists(home.filePath(u"config/chat-sync-console/window.ini"_s)));
}

QTEST_GUILESS_MAIN(TestGuiSignals)
#include "tst_guisignals.moc"
