// SPDX-License-Identifier: MIT
// `chat-sync log` as a person uses it.
#include "core/backendlog/logreader.h"
#include "tests/app/consoleprogram.h"

#include <QFile>
#include <QtTest>

#include <csignal>

using namespace chatsync;
using namespace chatsync::test;

class TestCliLog : public QObject {
    Q_OBJECT

private:
    static void write(const QString &path, const QByteArray &bytes,
                      QIODevice::OpenMode mode = QIODevice::WriteOnly)
    {
        QFile file{path};
        QVERIFY(file.open(mode));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    /// The lines of a run of our own, as `show --backend-log` prints them.
    static QByteArray logOf(const Machine &machine, const QStringList &arguments)
    {
        machine.converse(arguments);
        return machine
            .run({QStringLiteral("show"), QStringLiteral("last"), QStringLiteral("--backend-log"),
                  QStringLiteral("--journal"), machine.journal()})
            .out;
    }

private Q_SLOTS:
    /// What the console prints as the backend's log it reads back as the same run.
    void readsItsOwnLines()
    {
        const Machine machine;
        const QByteArray log = logOf(machine, {});
        QVERIFY2(log.contains("Channel members after creation"), log);
        const QString path = machine.file(QStringLiteral("api.log"));
        write(path, log);
        const Ran ran = machine.run({QStringLiteral("log"), path});
        QVERIFY2(ran.exitCode == 0, ran.told());
        QVERIFY(ran.out.contains("works"));
        QVERIFY(ran.out.contains("The conversation works: all 2 members are there."));

        const Ran json = machine.run({QStringLiteral("log"), path, QStringLiteral("--json")});
        QCOMPARE(json.exitCode, 0);
        const QList<QJsonObject> objects = json.objects();
        QVERIFY(objects.size() > 10);
        QVERIFY(objects.last().contains(QStringLiteral("log")));
        QCOMPARE(
            objects[objects.size() - 2][QLatin1String("conversation")][QLatin1String("verdict")].toString(),
            QStringLiteral("works"));
        std::vector<RunEvent> events;
        for (const QJsonObject &object : objects.mid(0, objects.size() - 2)) {
            const Result<RunEvent> event = runEventFromJson(object);
            QVERIFY2(event, json.told());
            events.push_back(*event);
        }
        QCOMPARE(flawOf(events), QString{});
    }

    void failed()
    {
        const Machine machine;
        const QByteArray log = logOf(machine, {QStringLiteral("--flow"), QStringLiteral("unsynced")});
        const QString path = machine.file(QStringLiteral("api.log"));
        write(path, log);
        const Ran ran = machine.run({QStringLiteral("log"), path});
        QVERIFY2(ran.exitCode == 1, ran.told());
        QVERIFY(ran.out.contains("failed"));
        QVERIFY(ran.out.contains("StreamChat does not know onecrew_user_"));
        QProcess process;
        machine.start(process, {QStringLiteral("log"), QStringLiteral("-")});
        process.write(log);
        process.closeWriteChannel();
        QCOMPARE(ended(process).out, ran.out);
    }

    void exitCodes()
    {
        const Machine machine;
        const QString path = machine.file(QStringLiteral("other.log"));
        write(path, "GET / 200\n");
        const Ran none = machine.run({QStringLiteral("log"), path});
        QCOMPARE(none.exitCode, 1);
        QVERIFY(none.out.contains("no line of a conversation"));
        const Ran absent = machine.run({QStringLiteral("log"), machine.file(QStringLiteral("absent"))});
        QCOMPARE(absent.exitCode, 3);
        QVERIFY(absent.err.contains("cannot be read"));
        QCOMPARE(machine.run({QStringLiteral("log")}).exitCode, 2);
        QCOMPARE(
            machine.run({QStringLiteral("log"), QStringLiteral("-"), QStringLiteral("--follow")}).exitCode,
            2);
    }

    /// Then and now: who was missing, and whether it would succeed today.
    void checksNow()
    {
        const Machine machine;
        const QByteArray log = logOf(machine, {QStringLiteral("--flow"), QStringLiteral("unsynced")});
        const QString path = machine.file(QStringLiteral("api.log"));
        write(path, log);
        const Ran ran = machine.run({QStringLiteral("log"), path, QStringLiteral("--check-now")});
        QVERIFY2(ran.exitCode == 1, ran.told());
        QVERIFY2(ran.out.contains("Now, in "), ran.told());
        QVERIFY2(ran.out.contains("was missing and still is. It would fail the same way today."), ran.told());
        const Ran json = machine.run(
            {QStringLiteral("log"), path, QStringLiteral("--check-now"), QStringLiteral("--json")});
        const QList<QJsonObject> objects = json.objects();
        QVERIFY2(objects.size() > 2, json.told());
        QVERIFY(objects.last().contains(QStringLiteral("log")));
        const QJsonObject now = objects[objects.size() - 2][QLatin1String("now")].toObject();
        QCOMPARE(now[QLatin1String("outlook")].toString(), QStringLiteral("fails_the_same"));
        QVERIFY(!now[QLatin1String("changes")].toArray().isEmpty());
        QCOMPARE(now[QLatin1String("run")].toString(),
                 objects[objects.size() - 3][QLatin1String("conversation")][QLatin1String("run")].toString());
        QCOMPARE(
            machine
                .run({QStringLiteral("log"), path, QStringLiteral("--check-now"), QStringLiteral("--follow")})
                .exitCode,
            2);
    }

    /// What the log says and StreamChat does not: each sandbox begins anew, so nobody it made is there.
    void isContradicted()
    {
        const Machine machine;
        const QString path = machine.file(QStringLiteral("api.log"));
        write(path, logOf(machine, {}));
        QCOMPARE(machine.run({QStringLiteral("log"), path}).exitCode, 0);
        const Ran ran = machine.run({QStringLiteral("log"), path, QStringLiteral("--check-now")});
        QVERIFY2(ran.exitCode == 1, ran.told());
        QVERIFY2(ran.out.contains("is said to have been"), ran.told());
    }

    /// A log that grows, is rotated, and grows on.
    void follows()
    {
        const Machine machine;
        const QByteArray good = logOf(machine, {});
        const QByteArray bad = logOf(machine, {QStringLiteral("--flow"), QStringLiteral("unsynced")});
        const QString path = machine.file(QStringLiteral("api.log"));
        write(path, good.first(good.size() / 2));
        QProcess process;
        QByteArray out;
        machine.start(process, {QStringLiteral("log"), path, QStringLiteral("--follow")});
        const auto hasTold = [&process, &out](const char *text) {
            out += process.readAllStandardOutput();
            return out.contains(text);
        };
        write(path, good.sliced(good.size() / 2), QIODevice::Append);
        QTRY_VERIFY_WITH_TIMEOUT(hasTold("The conversation works"), 20'000);
        QVERIFY(QFile::rename(path, path + QStringLiteral(".1")));
        write(path, bad);
        QTRY_VERIFY_WITH_TIMEOUT(hasTold("StreamChat does not know"), 20'000);
        process.terminate();
        const Ran ran = ended(process);
        QCOMPARE(ran.exitCode, 130);
        QVERIFY2(ran.err.contains("rotated"), ran.err);
    }
};

QTEST_GUILESS_MAIN(TestCliLog)
#include "tst_clilog.moc"
