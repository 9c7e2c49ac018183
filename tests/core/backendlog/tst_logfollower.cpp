// SPDX-License-Identifier: MIT
// A file that grows, is cut, and is replaced by another one.
#include "core/backendlog/logfollower.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace chatsync;
using backendlog::LogFollower;

class TestLogFollower : public QObject {
    Q_OBJECT

private:
    static void append(const QString &path, const QByteArray &bytes)
    {
        QFile file{path};
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void grows()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.log"));
        append(path, "one\n");
        LogFollower log{path};
        QVERIFY(log.open());
        QCOMPARE(log.read().bytes, QByteArray{"one\n"});
        QCOMPARE(log.read().bytes, QByteArray{});
        append(path, "two\n");
        const LogFollower::Piece piece = log.read();
        QCOMPARE(piece.bytes, QByteArray{"two\n"});
        QVERIFY(piece.before == LogFollower::Change::None);
    }

    void isTruncated()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.log"));
        append(path, "a long beginning\n");
        LogFollower log{path};
        QVERIFY(log.open());
        log.read();
        QVERIFY(QFile::resize(path, 0));
        append(path, "new\n");
        const LogFollower::Piece piece = log.read();
        QVERIFY(piece.before == LogFollower::Change::Truncated);
        QCOMPARE(piece.bytes, QByteArray{"new\n"});
    }

    /// What was still written into the old file is read before the new one is.
    void isRotated()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.log"));
        append(path, "one\n");
        LogFollower log{path};
        QVERIFY(log.open());
        log.read();
        QVERIFY(QFile::rename(path, path + QStringLiteral(".1")));
        append(path + QStringLiteral(".1"), "late\n");
        QCOMPARE(log.read().bytes, QByteArray{"late\n"});
        QVERIFY(log.read().before == LogFollower::Change::Gone);
        QVERIFY(log.read().before == LogFollower::Change::None);
        append(path, "two\n");
        const LogFollower::Piece piece = log.read();
        QVERIFY(piece.before == LogFollower::Change::Replaced);
        QCOMPARE(piece.bytes, QByteArray{"two\n"});
    }

    void cannotBeRead()
    {
        const QTemporaryDir folder;
        LogFollower absent{folder.filePath(QStringLiteral("absent"))};
        const Result<void> opened = absent.open();
        QVERIFY(!opened);
        QVERIFY(opened.error().what.contains(QStringLiteral("absent")));
        QVERIFY(!opened.error().advice.isEmpty());
        LogFollower aFolder{folder.path()};
        QVERIFY(!aFolder.open());
    }
};

QTEST_GUILESS_MAIN(TestLogFollower)
#include "tst_logfollower.moc"
