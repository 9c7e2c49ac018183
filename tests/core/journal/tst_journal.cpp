// SPDX-License-Identifier: MIT
#include "core/domain/redactor.h"
#include "core/journal/journal.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

namespace {

RunEvent eventOf(QUuid run, qint64 seq, EventKind kind = EventKind::Note)
{
    RunEvent event;
    event.run = run;
    event.seq = seq;
    event.at = QDateTime{{2026, 3, 1}, {12, 0}, Qt::UTC}.addMSecs(seq);
    event.tMs = seq;
    event.kind = kind;
    event.message = u"Event %1"_s.arg(seq);
    return event;
}

RunEvent startOf(QUuid run, const QString &initiator = u"Sat Education"_s)
{
    RunEvent event = eventOf(run, 1, EventKind::RunStarted);
    event.data = {{u"initiator"_s, initiator},
                  {u"participants"_s, QJsonArray{u"Ünal"_s, u"100%_sure"_s}},
                  {u"preset"_s, u"hardened"_s},
                  {u"environment"_s, QJsonObject{{u"name"_s, u"sandbox"_s}}}};
    return event;
}

RunEvent finishOf(QUuid run, qint64 seq, Outcome outcome)
{
    RunEvent event = eventOf(run, seq, EventKind::RunFinished);
    event.outcome = outcome;
    event.data = {{u"duration_ms"_s, 1234}, {u"attempts"_s, 2}};
    if (outcome == Outcome::Failed) {
        event.data.insert(u"failure"_s, u"conversation"_s);
        event.data.insert(u"answer"_s,
                          QJsonObject{{u"success"_s, false}, {u"error"_s, u"Missing: onecrew_user_1"_s}});
    }
    return event;
}

RunEvent resolvedOf(QUuid run, qint64 seq)
{
    RunEvent event = eventOf(run, seq, EventKind::StepFinished);
    event.step = Step::Resolve;
    event.outcome = Outcome::Passed;
    const auto person = [](const QString &id, const QString &name, const QString &source) {
        return QJsonObject{{u"id"_s, id}, {u"name"_s, name}, {u"source"_s, source}};
    };
    event.data = {{u"participants"_s, QJsonArray{person(u"dda3aaa6"_s, u"Dilnoza Karimova"_s, u"users"_s),
                                                 person(u"0b7e7d2f"_s, u"User"_s, u"fallback"_s),
                                                 person(u"c0ffee00"_s, u"Sat Education"_s, u"companies"_s)}}};
    return event;
}

/// Executes SQL on a journal's file from outside.
class Outside {
public:
    explicit Outside(const QString &path)
    {
        m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"outside"_s);
        m_database.setDatabaseName(path);
        m_database.open();
    }
    ~Outside()
    {
        m_database = {};
        QSqlDatabase::removeDatabase(u"outside"_s);
    }
    bool run(const QString &sql)
    {
        QSqlQuery query{m_database};
        const bool done = query.exec(sql);
        if (!done)
            qWarning() << query.lastError();
        return done;
    }

private:
    QSqlDatabase m_database;
};

} // namespace

class TestJournal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup()
    {
        m_journal.reset();
        m_folder.reset();
    }

    void roundTrip();
    void runRowFollowsItsEvents();
    void keepsWhomARunWasAbout();
    void refusesWhatDoesNotFit();
    void listsNewestFirstAndPages();
    void searchesWords_data();
    void searchesWords();
    void findsRuns();
    void damagedEventIsTold();
    void removesOldRuns();
    void filesAreForTheOwnerOnly();
    void opensEachVersion_data();
    void opensEachVersion();
    void refusesStrangeFiles_data();
    void refusesStrangeFiles();
    void lockedByAnother();
    void fullDiskIsSaidAndKeepsTheRest();
    void readOnlyReadsAndRefuses();
    void leavesNoSecretOnDisk();

private:
    QString path() const { return m_folder->filePath(u"a/b/journal.sqlite"_s); }
    void open(JournalOptions options = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
};

void TestJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void TestJournal::open(JournalOptions options)
{
    m_journal.reset();
    options.path = path();
    Result<std::unique_ptr<Journal>> opened = Journal::open(options);
    QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().what + opened.error().detail));
    m_journal = std::move(*opened);
}

void TestJournal::roundTrip()
{
    const QUuid run = QUuid::createUuid();
    std::vector<RunEvent> events{startOf(run)};
    RunEvent odd = eventOf(run, 2, EventKind::StepFinished);
    odd.step = Step::AddMissing;
    odd.attempt = 3;
    odd.outcome = Outcome::Recovered;
    odd.message = u"🔄 “quotes” ' \" \\ \n end"_s;
    odd.data = {{u"deep"_s, QJsonObject{{u"n"_s, QJsonValue::Null}, {u"x"_s, QString{QChar{0}}}}}};
    events.push_back(odd);
    RunEvent large = eventOf(run, 3, EventKind::Exchange);
    large.data = {{u"body"_s, QString(2'000'000, u'x')}};
    events.push_back(large);
    for (const RunEvent &event : events)
        QVERIFY(m_journal->append(event).has_value());
    open();
    QVERIFY(m_journal->events(run).value() == events);
    QCOMPARE(m_journal->eventCount(run).value(), 3);
}

void TestJournal::runRowFollowsItsEvents()
{
    const QUuid run = QUuid::createUuid();
    QVERIFY(m_journal->append(startOf(run)).has_value());
    QVERIFY(m_journal->append(eventOf(run, 2)).has_value());
    RunSummary row = m_journal->runs({}).value().at(0);
    QVERIFY(row.state == RunSummary::State::Running);
    QCOMPARE(row.eventCount, 2);
    QVERIFY(m_journal->append(finishOf(run, 3, Outcome::Failed)).has_value());
    row = m_journal->runs({}).value().at(0);
    RunSummary expected = summarize(m_journal->events(run).value());
    expected.number = row.number;
    QVERIFY(row == expected);
    QVERIFY(row.state == RunSummary::State::Finished);
    QCOMPARE(row.errorText, u"Missing: onecrew_user_1"_s);
    QCOMPARE(row.durationMs, 1234);
    QCOMPARE(row.attempts, 2);
    QCOMPARE(row.participants, (QStringList{u"Ünal"_s, u"100%_sure"_s}));
}

void TestJournal::keepsWhomARunWasAbout()
{
    const QUuid run = QUuid::createUuid();
    for (const RunEvent &event : {startOf(run), resolvedOf(run, 2)})
        QVERIFY(m_journal->append(event).has_value());
    const QStringList others{u"Dilnoza Karimova"_s, u"0b7e7d2f"_s};
    QCOMPARE(m_journal->runs({}).value().at(0).participantNames(), others);
    QVERIFY(m_journal->append(finishOf(run, 3, Outcome::Passed)).has_value());
    const RunSummary kept = m_journal->runs({}).value().at(0);
    QCOMPARE(kept.participantNames(), others);
    QCOMPARE(kept.initiatorName(), u"Sat Education"_s);
    for (const QString &text : {u"karimova"_s, u"dda3"_s, u"Ünal"_s})
        QCOMPARE(m_journal->runs({.text = text, .limit = 9, .before = {}}).value().size(), size_t{1});
    QCOMPARE(m_journal->runs({.text = u"user"_s, .limit = 9, .before = {}}).value().size(), size_t{0});
}

void TestJournal::refusesWhatDoesNotFit()
{
    const QUuid run = QUuid::createUuid();
    QVERIFY(!m_journal->append(eventOf(run, 1)).has_value());
    QVERIFY(!m_journal->append(eventOf(run, 2)).has_value());
    QVERIFY(m_journal->append(startOf(run)).has_value());
    for (const qint64 seq : {0, 1, 3, -1}) {
        const Result<void> refused = m_journal->append(eventOf(run, seq));
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().kind, Error::Kind::Input);
    }
    QVERIFY(m_journal->append(finishOf(run, 2, Outcome::Passed)).has_value());
    QVERIFY(!m_journal->append(eventOf(run, 3)).has_value());
    QVERIFY(!m_journal->append(startOf(run)).has_value());
    QCOMPARE(m_journal->eventCount(run).value(), 2);
    QVERIFY(m_journal->append(startOf(QUuid::createUuid())).has_value());
}

void TestJournal::listsNewestFirstAndPages()
{
    std::vector<QUuid> ids;
    for (int i = 0; i < 7; ++i) {
        RunEvent start = startOf(ids.emplace_back(QUuid::createUuid()));
        start.at = QDateTime{{2026, 3, 1}, {12, 0}, Qt::UTC}.addSecs(
            i / 3); // several at once, as under a virtual clock
        QVERIFY(m_journal->append(start).has_value());
    }
    std::vector<QUuid> listed;
    RunFilter filter{.text = {}, .limit = 2, .before = {}};
    for (;;) {
        const std::vector<RunSummary> page = m_journal->runs(filter).value();
        if (page.empty())
            break;
        QVERIFY(page.size() <= 2);
        for (const RunSummary &row : page)
            listed.insert(listed.begin(), row.id);
        filter.before = page.back();
    }
    QCOMPARE(listed, ids);
}

void TestJournal::searchesWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("found");
    QTest::addRow("nothing") << u""_s << 2;
    QTest::addRow("initiator") << u"lolo"_s << 1;
    QTest::addRow("folded") << u"ÜNAL"_s << 2;
    QTest::addRow("two words") << u"hardened  education"_s << 1;
    QTest::addRow("outcome and error") << u"failed missing:"_s << 1;
    QTest::addRow("a percent sign is itself") << u"100%_sure"_s << 2;
    QTest::addRow("not a pattern") << u"h%d"_s << 0;
    QTest::addRow("SQL") << u"' OR 1=1 --"_s << 0;
    QTest::addRow("backslash") << u"\\"_s << 0;
}

void TestJournal::searchesWords()
{
    QFETCH(const QString, text);
    const QUuid first = QUuid::createUuid();
    const QUuid second = QUuid::createUuid();
    QVERIFY(m_journal->append(startOf(first)).has_value());
    QVERIFY(m_journal->append(finishOf(first, 2, Outcome::Failed)).has_value());
    QVERIFY(m_journal->append(startOf(second, u"Lolo Academy"_s)).has_value());
    QTEST(int(m_journal->runs({.text = text, .limit = 100, .before = {}}).value().size()), "found");
}

void TestJournal::findsRuns()
{
    QVERIFY(!m_journal->findRun(u"last"_s).has_value());
    const QUuid first{u"{aaaa1111-0000-4000-8000-000000000001}"_s};
    const QUuid second{u"{aaaa2222-0000-4000-8000-000000000002}"_s};
    QVERIFY(m_journal->append(startOf(first)).has_value());
    QVERIFY(m_journal->append(startOf(second)).has_value());
    QCOMPARE(m_journal->findRun(u"last"_s).value(), second);
    QCOMPARE(m_journal->findRun(u"AAAA1"_s).value(), first);
    QCOMPARE(m_journal->findRun(second.toString()).value(), second);
    const Error ambiguous = m_journal->findRun(u"aaaa"_s).error();
    QVERIFY(ambiguous.what.contains(first.toString(QUuid::WithoutBraces)));
    QVERIFY(ambiguous.what.contains(second.toString(QUuid::WithoutBraces)));
    for (const QString &text : {u"b"_s, u""_s, u"%"_s, u"' OR 1=1"_s, QString(1000, u'a')})
        QVERIFY(!m_journal->findRun(text).has_value());
}

void TestJournal::damagedEventIsTold()
{
    const QUuid run = QUuid::createUuid();
    QVERIFY(m_journal->append(startOf(run)).has_value());
    for (int seq = 2; seq <= 6; ++seq)
        QVERIFY(m_journal->append(eventOf(run, seq)).has_value());
    Outside outside{path()};
    QVERIFY(outside.run(u"UPDATE event SET json = substr(json, 1, 20) WHERE seq = 2"_s));
    QVERIFY(outside.run(u"UPDATE event SET json = x'ff00ff' WHERE seq = 3"_s));
    QVERIFY(outside.run(u"UPDATE event SET json = '{}' WHERE seq = 4"_s));
    QVERIFY(outside.run(u"UPDATE event SET json = (SELECT json FROM event WHERE seq = 6) WHERE seq = 5"_s));
    const std::vector<RunEvent> events = m_journal->events(run).value();
    QCOMPARE(events.size(), size_t{6});
    for (size_t i = 0; i < 6; ++i) {
        QCOMPARE(events[i].seq, qint64(i + 1));
        const bool damaged = events[i].data[u"code"_s].toString() == u"damaged_event"_s;
        QCOMPARE(damaged, i >= 1 && i <= 4);
    }
}

void TestJournal::removesOldRuns()
{
    const QUuid finished = QUuid::createUuid();
    const QUuid running = QUuid::createUuid();
    QVERIFY(m_journal->append(startOf(finished)).has_value());
    QVERIFY(m_journal->append(finishOf(finished, 2, Outcome::Passed)).has_value());
    QVERIFY(m_journal->append(startOf(running)).has_value());
    const QDateTime start = startOf(finished).at;
    QCOMPARE(m_journal->removeRunsBefore(start, Journal::Interrupted::Remove).value(), 0);
    QCOMPARE(m_journal->removeRunsBefore(start.addDays(1), Journal::Interrupted::Remove).value(), 1);
    QVERIFY(!m_journal->events(finished).has_value());
    QCOMPARE(m_journal->eventCount(finished).value(), 0);
    open(); // the session of the second run ends here
    QVERIFY(m_journal->runs({}).value().at(0).state == RunSummary::State::Interrupted);
    QCOMPARE(m_journal->removeRunsBefore(start.addDays(1), Journal::Interrupted::Keep).value(), 0);
    QCOMPARE(m_journal->removeRunsBefore(start.addDays(1), Journal::Interrupted::Remove).value(), 1);
}

void TestJournal::filesAreForTheOwnerOnly()
{
    QVERIFY(m_journal->append(startOf(QUuid::createUuid())).has_value());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString &file : {path(), path() + u"-wal"_s, QFileInfo{path()}.absolutePath()}) {
        QVERIFY2(QFileInfo::exists(file), qPrintable(file));
        QVERIFY2(!(QFile::permissions(file) & others), qPrintable(file));
    }
}

void TestJournal::opensEachVersion_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("runs");
    QTest::addRow("empty file") << QString{} << 0;
    QTest::addRow("version 1") << u"version-1.sql"_s << 2;
}

void TestJournal::opensEachVersion()
{
    QFETCH(const QString, file);
    m_journal.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir{}.mkpath(QFileInfo{path()}.path()));
    QFile empty{path()};
    QVERIFY(empty.open(QFile::WriteOnly));
    empty.close();
    if (!file.isEmpty()) {
        QFile script{QStringLiteral(CHATSYNC_SOURCE_DIR "/tests/data/journal/") + file};
        QVERIFY(script.open(QFile::ReadOnly));
        Outside outside{path()};
        for (const QString &statement :
             QString::fromUtf8(script.readAll()).split(u";\n"_s, Qt::SkipEmptyParts))
            QVERIFY(outside.run(statement));
    }
    open();
    QVERIFY(m_journal);
    const std::vector<RunSummary> runs = m_journal->runs({}).value();
    QTEST(int(runs.size()), "runs");
    for (const RunSummary &run : runs)
        QCOMPARE(m_journal->events(run.id).value().size(), size_t(run.eventCount));
    if (!runs.empty()) {
        // A run that was resolved tells names, an older one what was typed.
        QCOMPARE(runs[0].participantNames(), QStringList{u"Dilnoza Karimova"_s});
        QCOMPARE(runs[1].participantNames(), QStringList{u"Ayla"_s});
        QCOMPARE(m_journal->runs({.text = u"KARIMOVA"_s, .limit = 9, .before = {}}).value().size(),
                 size_t{1});
    }
    QVERIFY(m_journal->append(startOf(QUuid::createUuid())).has_value());
}

void TestJournal::refusesStrangeFiles_data()
{
    QTest::addColumn<QString>("what");
    QTest::addRow("not a database") << u"is not a journal"_s;
    QTest::addRow("newer") << u"newer version"_s;
    QTest::addRow("another database") << u"is a database, but not a journal"_s;
    QTest::addRow("folder") << u"journal"_s;
    QTest::addRow("folder is a file") << u"cannot be created"_s;
}

void TestJournal::refusesStrangeFiles()
{
    QFETCH(const QString, what);
    const QByteArray row = QTest::currentDataTag();
    QString file = m_folder->filePath(u"strange"_s);
    if (row == "not a database") {
        QFile text{file};
        QVERIFY(text.open(QFile::WriteOnly));
        text.write(QByteArray(5000, 'x'));
    } else if (row == "newer") {
        QVERIFY(Outside{file}.run(u"PRAGMA user_version = 99"_s));
    } else if (row == "another database") {
        QVERIFY(Outside{file}.run(u"CREATE TABLE mine (a)"_s));
    } else if (row == "folder") {
        QVERIFY(QDir{}.mkdir(file));
    } else {
        file = path() + u"/below/journal.sqlite"_s;
    }
    for (const bool readOnly : {false, true}) {
        if (readOnly && row == "folder is a file")
            continue;
        const auto opened = Journal::open({.path = file, .readOnly = readOnly});
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error().kind, Error::Kind::Storage);
        QVERIFY2(opened.error().what.contains(what), qPrintable(opened.error().what));
        QVERIFY(!opened.error().advice.isEmpty());
    }
    const QStringList left = QDir{m_folder->path()}.entryList({u"*.lock"_s});
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u' ')));
}

void TestJournal::lockedByAnother()
{
    open({.path = {}, .readOnly = false, .busyTimeout = std::chrono::milliseconds{50}, .maxBytes = 0});
    const QUuid run = QUuid::createUuid();
    QVERIFY(m_journal->append(startOf(run)).has_value());
    Outside outside{path()};
    QVERIFY(outside.run(u"BEGIN IMMEDIATE"_s));
    for (const RunEvent &event : {eventOf(run, 2), startOf(QUuid::createUuid())}) {
        const Result<void> refused = m_journal->append(event);
        QVERIFY(!refused.has_value());
        QVERIFY2(refused.error().what.contains(u"locked by another program"_s),
                 qPrintable(refused.error().what));
    }
    QCOMPARE(m_journal->runs({}).value().size(), size_t{1}); // reading goes on
    QVERIFY(outside.run(u"ROLLBACK"_s));
    QVERIFY(m_journal->append(eventOf(run, 2)).has_value());
}

void TestJournal::fullDiskIsSaidAndKeepsTheRest()
{
    open({.path = {}, .readOnly = false, .busyTimeout = {}, .maxBytes = 200'000});
    const QUuid run = QUuid::createUuid();
    QVERIFY(m_journal->append(startOf(run)).has_value());
    RunEvent large = eventOf(run, 2);
    large.data = {{u"body"_s, QString(1'000'000, u'x')}};
    const Result<void> refused = m_journal->append(large);
    QVERIFY(!refused.has_value());
    QVERIFY2(refused.error().what.contains(u"is full"_s), qPrintable(refused.error().what));
    QVERIFY(m_journal->append(eventOf(run, 2)).has_value());
    QCOMPARE(m_journal->events(run).value().size(), size_t{2});
}

void TestJournal::readOnlyReadsAndRefuses()
{
    const QUuid run = QUuid::createUuid();
    QVERIFY(m_journal->append(startOf(run)).has_value());
    const auto reader = Journal::open({.path = path(), .readOnly = true});
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->events(run).value().size(), size_t{1});
    QVERIFY((*reader)->runs({}).value().at(0).state == RunSummary::State::Running);
    QVERIFY(!(*reader)->append(eventOf(run, 2)).has_value());
    m_journal.reset();
    QVERIFY((*reader)->runs({}).value().at(0).state == RunSummary::State::Interrupted);
    QVERIFY(!Journal::open({.path = m_folder->filePath(u"absent.sqlite"_s), .readOnly = true}).has_value());
    QVERIFY(!QFile::exists(m_folder->filePath(u"absent.sqlite"_s)));
}

void TestJournal::leavesNoSecretOnDisk()
{
    const QByteArray secret = "h6z-very-secret/value+1";
    const QByteArray token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXJ2ZXIiOnRydWV9.c2lnbmF0dXJl";
    Redactor redactor;
    redactor.addSecret(u"api secret"_s, secret);
    const QUuid run = QUuid::createUuid();
    QVERIFY(m_journal->append(startOf(run)).has_value());
    RunEvent event = eventOf(run, 2, EventKind::Exchange);
    event.message = redactor.redacted(QString::fromUtf8("Sent with " + token));
    event.data =
        redactor.redacted(QJsonObject{{u"plain"_s, QString::fromUtf8(secret)},
                                      {u"base64"_s, QString::fromUtf8(secret.toBase64())},
                                      {u"percent"_s, QString::fromUtf8(secret.toPercentEncoding())}});
    QVERIFY(m_journal->append(event).has_value());
    int files = 0;
    const QDir folder{QFileInfo{path()}.absolutePath()};
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
        QFile file{folder.filePath(name)};
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const QByteArray &trace :
             {secret, secret.toBase64().left(24), secret.toPercentEncoding(), token.left(20)})
            QVERIFY2(!bytes.contains(trace), qPrintable(name));
        ++files;
    }
    QVERIFY(files >= 3); // the database, its WAL, the session's lock
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
