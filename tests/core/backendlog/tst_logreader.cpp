// SPDX-License-Identifier: MIT
// Every frame, encoding and cut, conversations mixed with one another, secrets, and what is no log at all.
#include "tests/core/backendlog/logmaker.h"

#include <QtTest>

using namespace chatsync;
using namespace chatsync::test;
using backendlog::LogConversation;
using backendlog::LogVerdict;

class TestLogReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framesAndEncodings_data()
    {
        QTest::addColumn<int>("frame");
        QTest::addColumn<int>("encoding");
        for (size_t frame = 0; frame < frames().size(); ++frame) {
            for (size_t encoding = 0; encoding < encodings().size(); ++encoding)
                QTest::addRow("%s, %s", frames()[frame].name, encodings()[encoding].name)
                    << int(frame) << int(encoding);
        }
    }

    /// Each course, one after the other, whatever the log went through.
    void framesAndEncodings()
    {
        QFETCH(int, frame);
        QFETCH(int, encoding);
        QRandomGenerator random{quint32(frame * 100 + encoding)};
        QList<PrintedRecord> records;
        std::vector<PrintedConversation> truths;
        for (const Course course : allCourses) {
            truths.push_back(printed(course, random));
            records += truths.back().records;
        }
        const QByteArray log = encodings()[size_t(encoding)].apply(frames()[size_t(frame)].apply(records));
        const Told result = told(log);
        QCOMPARE(qint64(result.summary.records), qint64(records.size()));
        for (const PrintedConversation &truth : truths) {
            const LogConversation *it = result.of(truth.id);
            QVERIFY2(it, qPrintable(truth.id));
            QVERIFY2(it->verdict == truth.truth, qPrintable(toString(it->verdict) + u' ' + it->sentence));
            QCOMPARE(it->records.front().at.isValid(), frames()[size_t(frame)].hasTimes);
        }
        QVERIFY(!result.json.contains(serverToken()));
        QVERIFY(result.hasFinding("secret_leaked"));
        const bool repaired = encodings()[size_t(encoding)].name == QByteArray{"as windows-1252"};
        QVERIFY(!repaired || result.hasFinding("text_repaired") ||
                QByteArray{frames()[size_t(frame)].name} == "plain");
    }

    void cut_data()
    {
        QTest::addColumn<int>("course");
        QTest::addColumn<int>("frame");
        for (const Course course : allCourses) {
            for (size_t frame = 0; frame < frames().size(); frame += 4)
                QTest::addRow("course %d, %s", int(course), frames()[frame].name)
                    << int(course) << int(frame);
        }
    }

    /// Cut at any byte, at the end or at the beginning: nothing that is not whole is called healthy.
    void cut()
    {
        QFETCH(int, course);
        QFETCH(int, frame);
        QRandomGenerator random{quint32(course)};
        const PrintedConversation truth = printed(Course(course), random);
        const QByteArray log = frames()[size_t(frame)].apply(truth.records);
        const QByteArray lastWords =
            truth.truth == LogVerdict::Recovered && Course(course) == Course::MemberAdded
                ? "Missing members added"
                : "Channel members after";
        const qsizetype last = log.lastIndexOf(lastWords);
        for (qsizetype size = 1; size < log.size(); size += 1 + qsizetype(random.bounded(40U))) {
            const Told head = told(log.first(size));
            for (const LogConversation &it : head.conversations) {
                // The last line counts as whole once its values are; what follows is the end of its frame.
                if (isHealthy(it.verdict))
                    QVERIFY2(last > 0 && size > last + 20 && isHealthy(truth.truth), qPrintable(it.sentence));
            }
            const Told tail = told(log.sliced(size));
            for (const LogConversation &it : tail.conversations)
                QVERIFY2(!isHealthy(it.verdict) || size < 60, qPrintable(it.sentence));
        }
    }

    /// Merged line by line at random, which no clock would do: lines that name nobody ("Users re-upserted")
    /// come in any order. Nearly all are right all the same, and no wrong one is called healthy.
    void twentyAtOnce()
    {
        int all = 0;
        int right = 0;
        for (quint32 seed = 0; seed < 60; ++seed) {
            QRandomGenerator random{seed};
            std::vector<PrintedConversation> truths;
            for (int i = 0; i < 20; ++i)
                truths.push_back(printed(allCourses[random.bounded(8U)], random));
            const Frame &frame = frames()[seed % frames().size()];
            const Told result = told(frame.apply(interleaved(truths, random)));
            for (const PrintedConversation &truth : truths) {
                const LogConversation *it = result.of(truth.id);
                QVERIFY2(it, qPrintable(QStringLiteral("seed %1").arg(seed)));
                QVERIFY2(!isHealthy(it->verdict) || isHealthy(truth.truth),
                         qPrintable(QStringLiteral("seed %1: %2 %3, in truth %4")
                                        .arg(seed)
                                        .arg(truth.id, it->sentence, toString(truth.truth))));
                ++all;
                right += it->verdict == truth.truth ? 1 : 0;
            }
        }
        qInfo("%d of %d verdicts right", right, all);
        QVERIFY(right * 100 >= all * 95);
    }

    /// Where every line names somebody there is nothing to guess.
    void twentyNamedAtOnce()
    {
        constexpr Course named[] = {Course::Good, Course::Refused, Course::Unread, Course::AddFailed};
        for (quint32 seed = 0; seed < 30; ++seed) {
            QRandomGenerator random{seed};
            std::vector<PrintedConversation> truths;
            for (int i = 0; i < 20; ++i)
                truths.push_back(printed(named[random.bounded(4U)], random));
            const Told result = told(frames()[seed % frames().size()].apply(interleaved(truths, random)));
            QCOMPARE(result.conversations.size(), truths.size());
            for (const PrintedConversation &truth : truths) {
                QVERIFY(result.of(truth.id));
                QVERIFY2(result.of(truth.id)->verdict == truth.truth,
                         qPrintable(result.of(truth.id)->sentence));
            }
        }
    }

    /// The same people, several times at once: nobody can be sure, and then it is not called healthy.
    void samePeopleAtOnce()
    {
        int doubtful = 0;
        for (quint32 seed = 0; seed < 100; ++seed) {
            QRandomGenerator random{seed};
            const QStringList people{
                QUuid::createUuidV5(QUuid{}, QByteArray{"a"}).toString(QUuid::WithoutBraces),
                QUuid::createUuidV5(QUuid{}, QByteArray{"b"}).toString(QUuid::WithoutBraces)};
            std::vector<PrintedConversation> truths;
            for (int i = 0; i < 3; ++i)
                truths.push_back(printed(allCourses[random.bounded(8U)], random, people));
            const Told result = told(frames()[0].apply(interleaved(truths, random)));
            for (const PrintedConversation &truth : truths) {
                const LogConversation *it = result.of(truth.id);
                QVERIFY(it);
                doubtful += it->doubtful ? 1 : 0;
                QVERIFY2(!isHealthy(it->verdict) || isHealthy(truth.truth),
                         qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(it->sentence)));
            }
        }
        QVERIFY(doubtful > 50);
    }

    void piecesOfAnySize()
    {
        QRandomGenerator random{7};
        std::vector<PrintedConversation> truths;
        for (const Course course : allCourses)
            truths.push_back(printed(course, random));
        for (const size_t encoding : {size_t{0}, size_t{3}, size_t{6}}) {
            const QByteArray log =
                encodings()[encoding].apply(frames()[7].apply(interleaved(truths, random)));
            const QByteArray whole = told(log, log.size()).json;
            for (const qsizetype size : {1, 2, 3, 7, 64, 1000, 4095, 4096, 4097}) {
                const QByteArray pieces = told(log, size).json;
                QVERIFY2(pieces == whole, qPrintable(QStringLiteral("%1, encoding %2, %3 bytes, not %4: %5")
                                                         .arg(size)
                                                         .arg(encoding)
                                                         .arg(pieces.size())
                                                         .arg(whole.size())
                                                         .arg(QString::fromUtf8(pieces.right(600)))));
            }
        }
    }

    /// A log that grows tells what looks whole without waiting for its end, however short it is.
    void settles()
    {
        QRandomGenerator random{1};
        int conversations = 0;
        backendlog::LogReader reader{{.name = QStringLiteral("x"), .readAt = QDateTime::currentDateTimeUtc()},
                                     [&conversations](const LogConversation &) { ++conversations; }};
        reader.settle();
        reader.feed(frames()[0].apply(printed(Course::Good, random).records));
        reader.settle();
        QCOMPARE(conversations, 1);
        reader.feed(frames()[0].apply(printed(Course::Refused, random).records));
        reader.settle();
        QCOMPARE(conversations, 2);
        reader.finish();
        QCOMPARE(conversations, 2);
    }

    void leakedTokens()
    {
        QRandomGenerator random{1};
        const PrintedConversation it = printed(Course::Refused, random);
        const QByteArray log =
            "start\n" + frames()[0].apply(it.records) + "Authorization: " + serverToken() + "\n";
        const Told result = told(log);
        QCOMPARE(result.summary.findings.size(), size_t{2}); // and that there are no times
        const backendlog::LogFinding &leak = result.summary.findings.front();
        QCOMPARE(leak.code, QStringLiteral("secret_leaked"));
        QVERIFY(leak.severity == backendlog::LogFinding::Severity::Error);
        QVERIFY(leak.sentence.contains(QStringLiteral("server token")));
        QVERIFY2(leak.sentence.contains(QStringLiteral("2 time")), qPrintable(leak.sentence));
        QVERIFY(leak.advice.contains(QStringLiteral("secret has to be changed")));
        QCOMPARE(leak.line, qint64(log.first(log.indexOf(serverToken())).count('\n') + 1));
        QVERIFY(!result.json.contains(serverToken()));
        QVERIFY(!result.json.contains(serverToken().mid(40, 30)));
    }

    /// Docker and Kubernetes cut long lines in pieces: a token over two of them is still one.
    void tokenOverTwoPieces()
    {
        const QByteArray token = serverToken();
        const QByteArray line = "\xe2\x9d\x8c [createConversation] Error: no, with " + token;
        const qsizetype in = line.size() - 60;
        const auto entry = [](const QByteArray &text, bool whole) {
            return QJsonDocument{
                       QJsonObject{
                           {QStringLiteral("log"),
                            QString::fromUtf8(text) + (whole ? QStringLiteral("\n") : QString{})},
                           {QStringLiteral("stream"), QStringLiteral("stderr")},
                           {QStringLiteral("time"), QStringLiteral("2026-11-22T10:00:00.000000001Z")}}}
                       .toJson(QJsonDocument::Compact) +
                   '\n';
        };
        const QByteArray stamp = "2026-11-22T10:00:00.000000001Z stderr ";
        for (const QByteArray &log :
             {entry(line.first(in), false) + entry(line.sliced(in), true),
              stamp + "P " + line.first(in) + '\n' + stamp + "F " + line.sliced(in) + '\n'}) {
            const Told result = told(log);
            QCOMPARE(result.conversations.size(), size_t{1});
            QVERIFY2(!result.json.contains(token.last(30)), result.json.constData());
            QVERIFY(result.json.contains("[secret: token]"));
            QVERIFY(result.hasFinding("secret_leaked"));
        }
    }

    void passwordsAndKnownSecrets()
    {
        const QByteArray log = "\xe2\x9d\x8c [createConversation] Error: cannot reach "
                               "postgresql://api:hunter2secret@db.example/onecrew with my-known-secret\n";
        Redactor redactor;
        redactor.addSecret(QStringLiteral("api_secret"), "my-known-secret");
        QByteArray json;
        backendlog::LogReader reader{
            {.name = QStringLiteral("x"), .readAt = QDateTime::currentDateTimeUtc(), .redactor = &redactor},
            [&](const LogConversation &it) {
                for (const RunEvent &event : runOf(it, reader.origin()))
                    json += toJsonLine(event);
            }};
        reader.feed(log);
        reader.finish();
        QVERIFY(json.contains("[secret: password]"));
        QVERIFY(json.contains("[secret: api_secret]"));
        QVERIFY(!json.contains("hunter2secret"));
        QVERIFY(!json.contains("my-known-secret"));
        QCOMPARE(reader.summary().findings.front().code, QStringLiteral("secret_leaked"));
    }

    void noLogAtAll_data()
    {
        QTest::addColumn<QByteArray>("log");
        QByteArray binary;
        QRandomGenerator random{5};
        for (int i = 0; i < 300'000; ++i)
            binary += char(random.bounded(256U));
        QTest::newRow("empty") << QByteArray{};
        QTest::newRow("binary") << binary;
        QTest::newRow("zeros") << QByteArray(100'000, '\0');
        QTest::newRow("another program's") << QByteArray{"GET / 200\n"}.repeated(1000);
        QTest::newRow("the tag alone")
            << QByteArray{"[createConversation]\n[createConversation] Nothing we know\n"};
    }

    void noLogAtAll()
    {
        QFETCH(QByteArray, log);
        const Told result = told(log);
        QCOMPARE(result.conversations.size(), size_t{0});
        QVERIFY(result.hasFinding("no_conversation"));
        QVERIFY(!result.summary.allGood());
    }

    void amongBinary()
    {
        QRandomGenerator random{5};
        QByteArray log;
        for (int i = 0; i < 100'000; ++i)
            log += char(random.bounded(256U));
        const PrintedConversation it = printed(Course::Good, random);
        log += '\n' + frames()[0].apply(it.records);
        for (int i = 0; i < 100'000; ++i)
            log += char(random.bounded(256U));
        const Told result = told(log);
        QVERIFY(result.of(it.id));
        QVERIFY(result.of(it.id)->verdict == LogVerdict::Works);
        QVERIFY(result.hasFinding("binary"));
    }

    /// 200 MB without a line end, the tag in the middle: read, said, and nothing of it kept.
    void oneHugeLine()
    {
        QRandomGenerator random{9};
        const PrintedConversation it = printed(Course::Good, random);
        int conversations = 0;
        backendlog::LogReader reader{{.name = QStringLiteral("x"), .readAt = QDateTime::currentDateTimeUtc()},
                                     [&](const LogConversation &) { ++conversations; }};
        reader.feed(frames()[0].apply(it.records));
        const QByteArray piece(1'000'003, 'x');
        for (int i = 0; i < 200; ++i)
            reader.feed(i == 100 ? QByteArray{" Authorization: " + serverToken() + ' '} : piece);
        reader.feed("\n");
        reader.feed(frames()[0].apply(printed(Course::Good, random).records));
        reader.finish();
        QCOMPARE(conversations, 2);
        QCOMPARE(reader.summary().verdicts.at(LogVerdict::Works), qint64{2});
        QStringList codes;
        for (const backendlog::LogFinding &finding : reader.summary().findings)
            codes << finding.code;
        QVERIFY2(codes.contains(QStringLiteral("line_too_long")), qPrintable(codes.join(u' ')));
        QVERIFY2(codes.contains(QStringLiteral("secret_leaked")), qPrintable(codes.join(u' ')));
    }
};

QTEST_GUILESS_MAIN(TestLogReader)
#include "tst_logreader.moc"
