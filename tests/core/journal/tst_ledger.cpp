// SPDX-License-Identifier: MIT
// The ledger of what was created, as the journal keeps it.
#include "core/journal/journal.h"

#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;
using Kind = LedgerEntry::Kind;
using Proof = LedgerEntry::Proof;
using State = LedgerEntry::State;

namespace {

const LedgerPlace staging{u"https://chat.example.com"_s, u"0123456789abcdef"_s, u"h/d"_s};
const QUuid run = QUuid::fromString(u"0f1e2d3c-0000-4000-8000-000000000001"_s);
const QDateTime noon{QDate{2026, 3, 1}, QTime{12, 0}, Qt::UTC};

LedgerEntry entryOf(Kind kind, const QString &id)
{
    LedgerEntry entry;
    entry.place = staging;
    entry.run = run;
    entry.kind = kind;
    entry.id = id;
    entry.at = noon;
    entry.proof = Proof::FreshId;
    return entry;
}

RunEvent startOf(QUuid which)
{
    RunEvent event;
    event.run = which;
    event.seq = 1;
    event.at = noon;
    event.kind = EventKind::RunStarted;
    return event;
}

} // namespace

class TestLedger : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_journal = open();
        QVERIFY(m_journal);
    }

    void cleanup() { m_journal.reset(); }

    void givesBackWhatItGot()
    {
        LedgerEntry channel = entryOf(Kind::Channel, u"messaging:onecrew_x"_s);
        channel.tagged = true;
        channel.creator = u"onecrew_company_a"_s;
        channel.people = QStringList{u"onecrew_company_a"_s, u"onecrew_user_ü'\"%"_s};
        LedgerEntry row = entryOf(Kind::ConversationRow, {});
        row.proof = Proof::AbsentBefore;
        row.before = QStringList{u"1"_s, u"2"_s};
        row.name = u"Lunch"_s;
        LedgerEntry user = entryOf(Kind::User, u"onecrew_user_b"_s);
        user.proof = Proof::None;
        const std::vector<LedgerEntry> entries{channel, row, user};
        QVERIFY(m_journal->enter(entries).has_value());
        m_journal.reset();
        m_journal = open();
        std::vector<LedgerEntry> found = *m_journal->entries({.place = staging});
        QCOMPARE(found.size(), size_t(3));
        for (size_t i = 0; i < 3; ++i) {
            QCOMPARE(found[i].number, qint64(i) + 1);
            found[i].number = 0;
            QVERIFY(found[i] == entries[i]);
        }
    }

    void marksAndRenames()
    {
        const std::vector<LedgerEntry> entries{entryOf(Kind::ConversationRow, {}),
                                               entryOf(Kind::Channel, u"c"_s)};
        QVERIFY(m_journal->enter(entries).has_value());
        const std::vector<LedgerMark> marks{
            {.run = run, .kind = Kind::ConversationRow, .id = {}, .newId = u"17"_s, .proof = Proof::Answered},
            {.run = run, .kind = Kind::Channel, .id = u"c"_s, .state = State::Foreign, .reason = u"Why."_s},
            {.run = run, .kind = Kind::User, .id = u"nobody"_s}};
        QVERIFY(m_journal->mark(marks, noon.addSecs(5)).has_value());
        const std::vector<LedgerEntry> open = *m_journal->entries({.place = staging});
        QCOMPARE(open.size(), size_t(1));
        QCOMPARE(open[0].id, u"17"_s);
        QCOMPARE(toString(open[0].proof), u"answered"_s);
        QCOMPARE(toString(open[0].state), u"created"_s);
        const std::vector<LedgerEntry> all = *m_journal->entries({.place = staging, .openOnly = false});
        QCOMPARE(all.size(), size_t(2));
        QCOMPARE(all[1].reason, u"Why."_s);
        QCOMPARE(all[1].settledAt, noon.addSecs(5));
    }

    /// The same run's second word on an object does not undo the first.
    void keepsTheFirstWord()
    {
        LedgerEntry user = entryOf(Kind::User, u"u"_s);
        user.proof = Proof::AbsentBefore;
        const std::vector<LedgerEntry> first{user};
        user.proof = Proof::None;
        user.at = noon.addSecs(9);
        const std::vector<LedgerEntry> second{user};
        QVERIFY(m_journal->enter(first).has_value());
        QVERIFY(m_journal->enter(second).has_value());
        const std::vector<LedgerEntry> found = *m_journal->entries({.place = staging});
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(toString(found[0].proof), u"absent_before"_s);
        QCOMPARE(found[0].at, noon);
    }

    void keepsPlacesAndRunsApart()
    {
        LedgerEntry other = entryOf(Kind::Channel, u"c"_s);
        other.place.app = appFingerprint(u"another"_s);
        other.run = QUuid::createUuid();
        const std::vector<LedgerEntry> entries{entryOf(Kind::Channel, u"c"_s), other};
        QVERIFY(m_journal->enter(entries).has_value());
        QCOMPARE(m_journal->entries({.place = staging})->size(), size_t(1));
        QCOMPARE(m_journal->entries({.place = staging, .runs = {run}})->size(), size_t(1));
        QCOMPARE(m_journal->entries({.place = staging, .runs = {other.run}})->size(), size_t(0));
        QCOMPARE(m_journal->entries({.place = other.place, .runs = {other.run, run}})->size(), size_t(1));
        QVERIFY(appFingerprint(u"a"_s) != appFingerprint(u"b"_s));
    }

    /// What a run that is under way made is not left over; once its program is dead, it is.
    void leavesOutRunsUnderWay()
    {
        QVERIFY(m_journal->append(startOf(run)).has_value());
        const std::vector<LedgerEntry> entries{entryOf(Kind::Channel, u"c"_s)};
        QVERIFY(m_journal->enter(entries).has_value());
        auto other = open();
        QCOMPARE(other->entries({.place = staging})->size(), size_t(0));
        m_journal.reset();
        QCOMPARE(other->entries({.place = staging})->size(), size_t(1));
    }

    void outlivesItsRun()
    {
        QVERIFY(m_journal->append(startOf(run)).has_value());
        RunEvent end = startOf(run);
        end.seq = 2;
        end.kind = EventKind::RunFinished;
        end.outcome = Outcome::Passed;
        QVERIFY(m_journal->append(end).has_value());
        const std::vector<LedgerEntry> entries{entryOf(Kind::Channel, u"c"_s)};
        QVERIFY(m_journal->enter(entries).has_value());
        QCOMPARE(*m_journal->removeRunsBefore(noon.addDays(1), Journal::Interrupted::Remove), 1);
        QCOMPARE(m_journal->entries({.place = staging})->size(), size_t(1));
    }

    void refusesToWriteWhereItMayOnlyRead()
    {
        auto reader = *Journal::open({.path = path(), .readOnly = true});
        const std::vector<LedgerEntry> entries{entryOf(Kind::Channel, u"c"_s)};
        QVERIFY(!reader->enter(entries).has_value());
        QVERIFY(reader->entries({.place = staging}).has_value());
        QCOMPARE(m_journal->entries({.place = staging})->size(), size_t(0));
    }

    void keepsMeasurements()
    {
        using std::chrono::milliseconds;
        const Visibility first{
            .at = noon, .run = run, .probed = true, .after = milliseconds{20}, .by = milliseconds{50}};
        const Visibility second{
            .at = noon.addSecs(1), .run = run, .probed = false, .after = {}, .by = milliseconds{0}};
        const Visibility third{
            .at = noon.addSecs(2), .run = run, .probed = true, .after = milliseconds{8000}, .by = {}};
        for (const Visibility &one : {first, second, third})
            QVERIFY(m_journal->keep(staging, one).has_value());
        LedgerPlace elsewhere = staging;
        elsewhere.app = u"x"_s;
        QVERIFY(m_journal->measurements(elsewhere, 10)->empty());
        QVERIFY(*m_journal->measurements(staging, 10) == (std::vector{first, second, third}));
        QVERIFY(*m_journal->measurements(staging, 2) == (std::vector{second, third}));
    }

private:
    QString path() const { return m_folder->filePath(u"journal.sqlite"_s); }
    std::unique_ptr<Journal> open() const
    {
        Result<std::unique_ptr<Journal>> opened = Journal::open({.path = path()});
        return opened ? std::move(*opened) : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
