// SPDX-License-Identifier: MIT
// A log that is open: its lines on demand, its conversations as they are found, growing, cut and replaced;
// and what is strange in it. Nothing that is given holds a secret.
#include "core/backendlog/logrun.h"
#include "core/backendlog/logsequence.h"
#include "core/backendlog/logsession.h"
#include "tests/core/backendlog/logmaker.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace chatsync;
using namespace chatsync::backendlog;
using namespace chatsync::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000;

/// Hears everything a session tells.
struct Ear {
    explicit Ear(LogSession *session)
    {
        QObject::connect(session, &LogSession::progressed, session,
                         [this](const LogProgress &now) { progress = now; });
        QObject::connect(session, &LogSession::found, session,
                         [this](const std::vector<FoundConversation> &more) {
                             for (const FoundConversation &one : more)
                                 catalogue.add(one);
                         });
        QObject::connect(session, &LogSession::linesRead, session,
                         [this](qint32 at, qint64, const std::vector<ShownLine> &read) {
                             epoch = at;
                             lines = read;
                             ++answers;
                         });
        QObject::connect(session, &LogSession::hitsFound, session,
                         [this](const QString &, const std::vector<qint64> &more, bool done) {
                             hits.insert(hits.end(), more.begin(), more.end());
                             searched = done;
                         });
        QObject::connect(session, &LogSession::changed, session,
                         [this](const QString &sentence) { changes << sentence; });
        QObject::connect(session, &LogSession::failed, session,
                         [this](const Error &error) { failure = error; });
    }

    LogProgress progress;
    LogCatalogue catalogue;
    std::vector<ShownLine> lines;
    std::vector<qint64> hits;
    QStringList changes;
    std::optional<Error> failure;
    qint32 epoch = -1;
    int answers = 0;
    bool searched = false;

    QStringList texts() const
    {
        QStringList list;
        for (const ShownLine &line : lines)
            list << line.text;
        return list;
    }
};

void write(const QString &path, const QByteArray &bytes, QIODevice::OpenMode mode = QIODevice::WriteOnly)
{
    QFile file{path};
    QVERIFY(file.open(mode));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray logOf(Course course, quint32 seed, PrintedConversation *made = nullptr)
{
    QRandomGenerator random{seed};
    const PrintedConversation it = printed(course, random);
    if (made)
        *made = it;
    QByteArray log;
    for (const PrintedRecord &record : it.records)
        log += record + '\n';
    return log;
}

QStringList linesOf(const QByteArray &log, qint64 first, qint64 count, qsizetype piece = 4096,
                    const Redactor &redactor = {})
{
    LineMap map;
    for (qsizetype at = 0; at < log.size(); at += piece)
        map.feed(QByteArrayView{log}.sliced(at, std::min(piece, log.size() - at)));
    map.settle();
    QByteArray bytes = log;
    QBuffer file{&bytes};
    file.open(QIODevice::ReadOnly);
    QStringList texts;
    qint64 number = first;
    for (const ShownLine &line : readLines(file, map, first, count, redactor, 2026, [] { return false; })) {
        if (line.number != number++)
            return {u"wrong number"_s};
        texts << line.text;
    }
    return texts;
}

} // namespace

class TestLogSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLineIsFound_data()
    {
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<int>("count");
        QByteArray many;
        for (int i = 1; i <= 30'000; ++i)
            many += "line " + QByteArray::number(i) + '\n';
        QTest::newRow("many") << many << 30'000;
        QTest::newRow("no end") << many.chopped(1) << 30'000;
        const QString wide = QString::fromLatin1(many);
        QStringEncoder little{QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom};
        QStringEncoder big{QStringConverter::Utf16BE};
        QTest::newRow("UTF-16") << QByteArray{little(wide)} << 30'000;
        QTest::newRow("UTF-16, the other way round, no mark") << QByteArray{big(wide)} << 30'000;
        QTest::newRow("Windows") << QByteArray{many}.replace("\n", "\r\n") << 30'000;
    }

    void everyLineIsFound()
    {
        QFETCH(QByteArray, log);
        QFETCH(int, count);
        for (const qsizetype piece : {qsizetype{777}, qsizetype{65'536}}) {
            LineMap map;
            for (qsizetype at = 0; at < log.size(); at += piece)
                map.feed(QByteArrayView{log}.sliced(at, std::min(piece, log.size() - at)));
            map.settle();
            QCOMPARE(map.lines(), count);
            QCOMPARE(map.size(), log.size());
        }
        for (const qint64 first : {1, 2, 63, 64, 65, 5000, 29'990}) {
            const QStringList lines = linesOf(log, first, 20);
            QCOMPARE(lines.size(), std::min<qsizetype>(20, count - first + 1));
            for (qsizetype i = 0; i < lines.size(); ++i)
                QCOMPARE(lines[i], u"line %1"_s.arg(first + i));
        }
        QCOMPARE(linesOf(log, count + 1, 5), QStringList{});
    }

    /// One of 30 MB in between: its beginning is shown, and what stands behind is found without reading it.
    void aVeryLongLine()
    {
        QByteArray log = "before\n";
        log += QByteArray(30 * 1024 * 1024, 'x');
        log += "\nafter\nlast\n";
        const QStringList lines = linesOf(log, 1, 10);
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[1].size(), longestShownLine);
        QCOMPARE(lines[2], u"after"_s);
        QCOMPARE(lines[3], u"last"_s);
        QCOMPARE(linesOf(log, 3, 2), (QStringList{u"after"_s, u"last"_s}));
    }

    void linesAreRedacted()
    {
        const QString token = QString::fromLatin1(serverToken());
        // On one line, over three lines as Node breaks strings, at the edge of what is shown, in JSON.
        const QByteArray plain = "Authorization: " + serverToken() + " end\nnext\n";
        QByteArray sum = "  'Authorization: " + serverToken().first(30) + "' +\n    '" +
                         serverToken().sliced(30, 20) + "' +\n    '" + serverToken().sliced(50) +
                         "',\nnext\n";
        QByteArray edge = QByteArray(longestShownLine - 20, 'x') + ' ' + serverToken() + '\n';
        const QByteArray json =
            "{\"level\":50,\"time\":\"2026-03-02T10:00:00.000Z\",\"msg\":\"a\\nAuthorization: " +
            serverToken() + "\"}\n";
        for (const QByteArray &log : {plain, sum, edge, json}) {
            const QString shown = linesOf(log, 1, 10).join(u'\n');
            QVERIFY2(!shown.contains(token.mid(10, 20)), qPrintable(shown.right(300)));
            QVERIFY2(!shown.contains(token.mid(50, 20)), qPrintable(shown.right(300)));
        }
        QCOMPARE(linesOf(sum, 1, 10).size(), 4);
        QCOMPARE(linesOf(sum, 1, 10).last(), u"next"_s);
        // Not from its middle either, when the beginning is above the window.
        const QString tail = linesOf(sum, 2, 3).join(u'\n');
        QVERIFY2(!tail.contains(token.mid(50, 20)), qPrintable(tail));
        Redactor knows;
        knows.addSecret(u"api_secret"_s, "gEheim-und-lang");
        QVERIFY(!linesOf("secret is gEheim-und-lang here\n", 1, 1, 4096, knows).first().contains(u"gEheim"));
    }

    void hostileLines()
    {
        const QStringList lines = linesOf("\x1b[31m<b>red</b>\x1b[0m\n"
                                          "a\xe2\x80\xae"
                                          "b\n"
                                          "nul\0in it\n"
                                          "\xf0\x9f\x94\x84 \xff broken\n",
                                          1, 9);
        QCOMPARE(lines[0], u"<b>red</b>"_s); // Shown as it is, by who shows it.
        QVERIFY(!lines[1].contains(QChar{0x202e}));
        QVERIFY2(lines[1].contains(u"202E"_s), qPrintable(lines[1]));
    }

    void readsAFile()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"api.log"_s);
        PrintedConversation bad;
        write(path, logOf(Course::Good, 1) + "GET / 200\n" + logOf(Course::Refused, 2, &bad));
        LogSession session{{.path = path, .text = {}, .name = u"api.log"_s, .version = u"1"_s}};
        Ear ear{&session};
        QTRY_VERIFY_WITH_TIMEOUT(!ear.progress.reading, patience);
        QCOMPARE(ear.catalogue.size(), size_t{2});
        QCOMPARE(ear.catalogue.troubled(), 1);
        const std::optional<LogConversation> second = ear.catalogue.load(1);
        QVERIFY(second);
        QCOMPARE(second->conversation, bad.id);
        QVERIFY(second->verdict == LogVerdict::Failed);
        QCOMPARE(ear.catalogue.ownerOf(second->records.front().line, 0), std::optional<size_t>{1});
        QCOMPARE(ear.catalogue.ownerOf(second->records.front().line - 1, 0), std::nullopt);
        QVERIFY(std::any_of(ear.progress.summary.findings.begin(), ear.progress.summary.findings.end(),
                            [](const LogFinding &it) { return it.code == u"secret_leaked"_s; }));
        // What was packed is what was told.
        const Told direct = told(logOf(Course::Good, 1) + "GET / 200\n" + logOf(Course::Refused, 2));
        QCOMPARE(toJson(*second)[u"findings"_s], toJson(direct.conversations[1])[u"findings"_s]);
        QCOMPARE(runOf(*second, {u"x"_s, {}, {}}).size(),
                 runOf(direct.conversations[1], {u"x"_s, {}, {}}).size());
        session.wantLines(1, 400);
        QTRY_COMPARE_WITH_TIMEOUT(ear.answers, 1, patience);
        QCOMPARE(qint64(ear.lines.size()), ear.progress.lines);
        QVERIFY(!ear.texts().join(u'\n').contains(QString::fromLatin1(serverToken().mid(10, 20))));
    }

    void aPastedText()
    {
        LogSession session{
            {.path = {}, .text = QString::fromUtf8(logOf(Course::Retried, 3)), .name = u"p"_s}};
        Ear ear{&session};
        QTRY_VERIFY_WITH_TIMEOUT(!ear.progress.reading, patience);
        QCOMPARE(ear.catalogue.size(), size_t{1});
        QVERIFY(ear.catalogue.at(0).verdict == LogVerdict::Recovered);
    }

    void notThere()
    {
        LogSession session{{.path = u"/nowhere/at/all.log"_s, .text = {}, .name = u"all.log"_s}};
        Ear ear{&session};
        QTRY_VERIFY_WITH_TIMEOUT(ear.failure.has_value(), patience);
        QVERIFY(ear.failure->what.contains(u"all.log"_s));
        QVERIFY(!ear.failure->advice.isEmpty());
    }

    void growsIsCutAndIsReplaced()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"api.log"_s);
        const QByteArray first = logOf(Course::Good, 4);
        write(path, first.first(first.size() / 2));
        LogSession session{{.path = path, .text = {}, .name = u"api.log"_s, .follow = true}};
        Ear ear{&session};
        QTRY_VERIFY_WITH_TIMEOUT(ear.progress.following && !ear.progress.reading, patience);
        const qint64 linesBefore = ear.progress.lines;
        QVERIFY(linesBefore > 0);
        write(path, first.sliced(first.size() / 2), QIODevice::Append);
        QTRY_COMPARE_WITH_TIMEOUT(ear.catalogue.size(), size_t{1}, patience);
        QVERIFY(ear.catalogue.at(0).verdict == LogVerdict::Works);
        QTRY_VERIFY_WITH_TIMEOUT(ear.progress.lines > linesBefore, patience);

        QVERIFY(QFile::resize(path, 0));
        QTRY_COMPARE_WITH_TIMEOUT(ear.progress.epoch, 1, patience);
        write(path, logOf(Course::Refused, 5), QIODevice::Append);
        QTRY_COMPARE_WITH_TIMEOUT(ear.catalogue.size(), size_t{2}, patience);
        QCOMPARE(ear.catalogue.at(1).epoch, 1);
        QCOMPARE(ear.catalogue.ownerOf(1, 1), std::optional<size_t>{1});
        QCOMPARE(ear.catalogue.ownerOf(1, 0), std::nullopt);

        QVERIFY(QFile::rename(path, path + u".1"_s));
        write(path, logOf(Course::UpsertFailed, 6));
        QTRY_COMPARE_WITH_TIMEOUT(ear.progress.epoch, 2, patience);
        QTRY_COMPARE_WITH_TIMEOUT(ear.catalogue.size(), size_t{3}, patience);
        QCOMPARE(ear.changes.filter(u"rotated"_s).size(), 1);
        QCOMPARE(ear.changes.filter(u"emptied"_s).size(), 1);
        session.wantLines(1, 1);
        QTRY_COMPARE_WITH_TIMEOUT(ear.epoch, 2, patience);
        QVERIFY(ear.lines.front().text.contains(u"Syncing"_s));
        session.stopFollowing();
        QTRY_VERIFY_WITH_TIMEOUT(!ear.progress.following, patience);
    }

    void cancelled()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"big.log"_s);
        QByteArray log;
        for (quint32 i = 0; i < 200; ++i)
            log += logOf(Course::Good, i);
        write(path, log.repeated(60));
        LogSession session{{.path = path, .text = {}, .name = u"big.log"_s}};
        Ear ear{&session};
        session.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(ear.progress.stopped, patience);
        QVERIFY(!ear.progress.reading);
        QVERIFY(ear.progress.bytes < ear.progress.total);
        // It goes while it reads as well.
        auto other = std::make_unique<LogSession>(LogSource{.path = path, .text = {}, .name = u"b"_s});
        other.reset();
    }

    void searches()
    {
        QByteArray log;
        for (int i = 1; i <= 50'000; ++i)
            log += i % 10'000 == 0 ? "here is the NEEDLE, twice: needle\n" : "nothing of the kind\n";
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.log"_s);
        write(path, log);
        LogSession session{{.path = path, .text = {}, .name = u"a.log"_s}};
        Ear ear{&session};
        QTRY_VERIFY_WITH_TIMEOUT(!ear.progress.reading, patience);
        session.search(u"Needle"_s);
        QTRY_VERIFY_WITH_TIMEOUT(ear.searched, patience);
        QVERIFY((ear.hits == std::vector<qint64>{10'000, 20'000, 30'000, 40'000, 50'000}));
    }

    void binary()
    {
        QByteArray log(2 * 1024 * 1024, Qt::Uninitialized);
        QRandomGenerator random{9};
        for (char &c : log)
            c = static_cast<char>(random.bounded(256));
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"core"_s);
        write(path, log);
        LogSession session{{.path = path, .text = {}, .name = u"core"_s}};
        Ear ear{&session};
        QTRY_VERIFY_WITH_TIMEOUT(!ear.progress.reading, patience);
        QVERIFY(std::any_of(ear.progress.summary.findings.begin(), ear.progress.summary.findings.end(),
                            [](const LogFinding &it) { return it.code == u"binary"_s; }));
        session.wantLines(1, 200);
        QTRY_COMPARE_WITH_TIMEOUT(ear.answers, 1, patience);
        for (const ShownLine &line : ear.lines)
            QVERIFY(std::none_of(line.text.begin(), line.text.end(),
                                 [](QChar c) { return c.unicode() < 0x20 && c != u'\t'; }));
    }

    void theSequence_data()
    {
        QTest::addColumn<int>("course");
        QTest::addColumn<QString>("shape");
        QTest::newRow("good") << int(Course::Good) << u"++++++"_s;
        QTest::newRow("refused") << int(Course::Refused) << u"++++x.."_s;
        QTest::newRow("upsert failed") << int(Course::UpsertFailed) << u"++x+++"_s;
        QTest::newRow("retried") << int(Course::Retried) << u"++++!+++"_s;
        QTest::newRow("retry failed") << int(Course::RetryFailed) << u"++++!+xx."_s;
        QTest::newRow("unread") << int(Course::Unread) << u"+++++x"_s;
    }

    void theSequence()
    {
        QFETCH(int, course);
        QFETCH(QString, shape);
        const Told it = told(logOf(static_cast<Course>(course), 7));
        QString seen;
        for (const SequenceRow &row : sequenceOf(it.conversations.front())) {
            using State = SequenceRow::State;
            seen += row.state == State::AsExpected ? u'+'
                    : row.state == State::Deviates ? u'!'
                    : row.state == State::Failed   ? u'x'
                    : row.state == State::Missing  ? u'?'
                                                   : u'.';
        }
        QCOMPARE(seen, shape);
    }

    void whatTheSequenceLacks()
    {
        QRandomGenerator random{8};
        PrintedConversation it = printed(Course::Good, random);
        it.records.removeAt(2); // “All users upserted successfully”
        QByteArray log;
        for (const PrintedRecord &record : it.records)
            log += record + '\n';
        const std::vector<SequenceRow> rows = sequenceOf(told(log).conversations.front());
        QCOMPARE(rows.size(), size_t{6});
        QVERIFY(rows[2].kind == BackendLine::Upserted);
        QVERIFY(rows[2].state == SequenceRow::State::Missing);
        QCOMPARE(rows[2].line, 0);
        QVERIFY(countOf(rows).asExpected <= 5);
    }

    /// Those that work give way to those that do not.
    void theCatalogueIsBounded()
    {
        LogCatalogue catalogue;
        FoundConversation works;
        works.verdict = LogVerdict::Works;
        works.packed = QByteArray(4 * 1024 * 1024, 'x');
        FoundConversation fails = works;
        fails.verdict = LogVerdict::Failed;
        for (int i = 0; i < 40; ++i)
            catalogue.add(works);
        const size_t kept = catalogue.size();
        QVERIFY(kept < 17);
        QVERIFY(catalogue.add(fails));
        QVERIFY(!catalogue.add(works));
        for (int i = 0; i < 40; ++i)
            catalogue.add(fails);
        QVERIFY(catalogue.bytes() <= 96 * 1024 * 1024);
        QCOMPARE(catalogue.found(), 82);
        QCOMPARE(catalogue.troubled(), 41);
        QCOMPARE(catalogue.leftOut(), 82 - qint64(catalogue.size()));
    }
};

QTEST_GUILESS_MAIN(TestLogSession)
#include "tst_logsession.moc"
