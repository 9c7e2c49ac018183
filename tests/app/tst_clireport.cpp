// SPDX-License-Identifier: MIT
// `chat-sync report` as a person and a build server use it.
#include "core/report/report.h"
#include "tests/app/consoleprogram.h"
#include "tests/core/report/samplechecklist.h"

#include <QFile>
#include <QJsonDocument>
#include <QtTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

class TestCliReport : public QObject {
    Q_OBJECT

private:
    static QString write(const Machine &machine, const QString &name, const QByteArray &bytes)
    {
        QFile file{machine.file(name)};
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(file.fileName()));
        return file.fileName();
    }

    static QString write(const Machine &machine, const QString &name, const ChecklistResult &result)
    {
        return write(machine, name, QJsonDocument{toJson(result)}.toJson());
    }

    static QByteArray read(const QString &path)
    {
        QFile file{path};
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
    }

private Q_SLOTS:
    void everyFormat_data()
    {
        QTest::addColumn<QByteArray>("begins");
        QTest::addColumn<QByteArray>("holds");
        QTest::addRow("html") << QByteArray{"<!doctype html>"} << QByteArray{"1 newly failing"};
        QTest::addRow("markdown") << QByteArray{"# ❌ Failed"} << QByteArray{"1 newly failing, 1 fixed"};
        QTest::addRow("csv") << QByteArray{"scope,number,check"} << QByteArray{"newly_failing\r\n"};
        QTest::addRow("json") << QByteArray{"{"} << QByteArray{"\"change\": \"newly_failing\""};
        QTest::addRow("junit") << QByteArray{"<?xml"} << QByteArray{"<failure message=\"1 member missing"};
        QTest::addRow("pdf") << QByteArray{"%PDF-1"} << QByteArray{"%%EOF"};
    }
    void everyFormat()
    {
        QFETCH(const QByteArray, begins);
        QFETCH(const QByteArray, holds);
        const QString format = QString::fromLatin1(QTest::currentDataTag());
        const Machine machine;
        const QString now = write(machine, u"now.json"_s, sampleChecklist());
        const QString last = write(machine, u"last.json"_s, lastChecklist());
        const QStringList arguments{u"report"_s, now, u"--format"_s, format, u"--last"_s, last};
        const Ran ran = machine.run(arguments);
        QVERIFY2(ran.exitCode == 0, ran.told());
        QVERIFY2(ran.out.startsWith(begins), ran.out.first(200));
        QVERIFY2(ran.out.contains(holds), holds);
        const QString path = machine.file(u"out"_s);
        const Ran toFile = machine.run(arguments + QStringList{u"-o"_s, path});
        QVERIFY2(toFile.exitCode == 0, toFile.told());
        QVERIFY(toFile.out.isEmpty());
        QVERIFY(read(path).startsWith(begins));
    }

    void htmlUnlessToldOtherwise()
    {
        const Machine machine;
        const QByteArray result = QJsonDocument{toJson(sampleChecklist())}.toJson();
        const Ran ran = machine.run({u"report"_s, u"-"_s}, result);
        QVERIFY2(ran.exitCode == 0, ran.told());
        QVERIFY(ran.out.startsWith("<!doctype html>"));
        QVERIFY(!ran.out.contains("class=\"since\""));
    }

    /// A report in JSON is a result for the next one.
    void jsonIsReportedAgain()
    {
        const Machine machine;
        const QString result = write(machine, u"a.json"_s, sampleChecklist());
        const QString again = machine.file(u"b.json"_s);
        QCOMPARE(machine.run({u"report"_s, result, u"--format"_s, u"json"_s, u"-o"_s, again}).exitCode, 0);
        const Ran ran = machine.run(
            {u"report"_s, again, u"--last"_s, again, u"--earlier"_s, result, u"--format"_s, u"md"_s});
        QVERIFY2(ran.exitCode == 0, ran.told());
        QVERIFY2(ran.out.contains("1 still failing, 6 unchanged"), ran.out);
    }

    void ticket()
    {
        const Machine machine;
        const QString result = write(machine, u"a.json"_s, sampleChecklist());
        const Ran ran = machine.run({u"report"_s, result, u"--ticket"_s, u"new-user"_s});
        QVERIFY2(ran.exitCode == 0, ran.told());
        QVERIFY(ran.out.startsWith("Failed: Create a conversation with a new user\n"));
        const Ran unknown = machine.run({u"report"_s, result, u"--ticket"_s, u"nothing"_s});
        QCOMPARE(unknown.exitCode, 2);
        QVERIFY(unknown.err.contains("It has sat-education, lolo-academy"));
    }

    void badInput_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addRow("empty") << QByteArray{};
        QTest::addRow("no JSON") << QByteArray{"<html>"};
        QTest::addRow("a list") << QByteArray{"[]"};
        QTest::addRow("checks that are none") << QByteArray{R"({"checks": 7})"};
        QTest::addRow("a verdict that is none")
            << QByteArray{R"({"checks": [{"id": "a", "verdict": "splendid"}]})"};
        QTest::addRow("binary") << QByteArray{"\0\xff\xfe", 3};
    }
    void badInput()
    {
        QFETCH(const QByteArray, json);
        const Machine machine;
        const QString path = write(machine, u"bad.json"_s, json);
        const Ran ran = machine.run({u"report"_s, path});
        QVERIFY2(ran.exitCode == 3, ran.told());
        QVERIFY(ran.out.isEmpty());
        QVERIFY2(ran.err.contains("bad.json"), ran.err);
        QVERIFY2(ran.err.contains("--report json=FILE"), ran.err);
        const QString good = write(machine, u"good.json"_s, sampleChecklist());
        QCOMPARE(machine.run({u"report"_s, good, u"--last"_s, path}).exitCode, 3);
    }

    void exitCodes()
    {
        const Machine machine;
        const QString result = write(machine, u"a.json"_s, sampleChecklist());
        QCOMPARE(machine.run({u"report"_s, machine.file(u"absent"_s)}).exitCode, 3);
        QCOMPARE(machine.run({u"report"_s}).exitCode, 2);
        QCOMPARE(machine.run({u"report"_s, result, u"--format"_s, u"docx"_s}).exitCode, 2);
        QCOMPARE(machine.run({u"report"_s, result, u"--earlier"_s, result}).exitCode, 2);
        const Ran unwritable = machine.run({u"report"_s, result, u"-o"_s, u"/nowhere/report.html"_s});
        QCOMPARE(unwritable.exitCode, 4);
        QVERIFY2(unwritable.err.contains("/nowhere/report.html cannot be written"), unwritable.err);
    }

    /// What is there stays until the new one is whole.
    void failureLeavesTheOldFile()
    {
        const Machine machine;
        const QString old = write(machine, u"report.html"_s, QByteArray{"old"});
        const QString bad = write(machine, u"bad.json"_s, QByteArray{"{"});
        QCOMPARE(machine.run({u"report"_s, bad, u"-o"_s, old}).exitCode, 3);
        QCOMPARE(read(old), QByteArray{"old"});
    }

    /// The program alone, without what makes PDFs: a sentence, and all other formats.
    void withoutThePdfPart()
    {
        const Machine machine;
        const QString program = machine.file(u"chat-sync"_s);
        QVERIFY(QFile::copy(QStringLiteral(CHATSYNC_BINARY_DIR "/chat-sync"), program));
        const QString result = write(machine, u"a.json"_s, sampleChecklist());
        const auto run = [&](const QString &format) {
            QProcess process;
            process.setProcessEnvironment(machine.environment());
            process.start(program, {u"report"_s, result, u"--format"_s, format});
            return ended(process);
        };
        const Ran pdf = run(u"pdf"_s);
        QVERIFY2(pdf.exitCode == 4, pdf.told());
        QVERIFY(pdf.out.isEmpty());
        QVERIFY2(pdf.err.contains("chat-sync-pdf was not found"), pdf.err);
        QVERIFY(pdf.err.contains("choose HTML"));
        QCOMPARE(run(u"html"_s).exitCode, 0);
    }

    /// A part that is broken, as after half an installation.
    void brokenPdfPart()
    {
        const Machine machine;
        const QString program = machine.file(u"chat-sync"_s);
        QVERIFY(QFile::copy(QStringLiteral(CHATSYNC_BINARY_DIR "/chat-sync"), program));
        const QString part =
            write(machine, u"chat-sync-pdf"_s,
                  QByteArray{"#!/bin/sh\necho \"libQt6Gui.so.6 is missing\" >&2\nexit 127\n"});
        QVERIFY(QFile::setPermissions(part, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QProcess process;
        process.setProcessEnvironment(machine.environment());
        process.start(program,
                      {u"report"_s, write(machine, u"a.json"_s, sampleChecklist()), u"--format"_s, u"pdf"_s});
        const Ran ran = ended(process);
        QVERIFY2(ran.exitCode == 4, ran.told());
        QVERIFY2(ran.err.contains("The PDF could not be made."), ran.err);
    }
};

QTEST_GUILESS_MAIN(TestCliReport)
#include "tst_clireport.moc"
