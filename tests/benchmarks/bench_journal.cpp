// SPDX-License-Identifier: MIT
// bench_journal [RUNS]
// The events of a real run, kept again and again on disk; beside it the bare statement, committed one by one.
#include "core/journal/journal.h"
#include "tests/benchmarks/measure.h"
#include "tests/support/flowfixture.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <cstdio>

using namespace chatsync;

namespace {

std::vector<RunEvent> eventsOfARun()
{
    sandbox::SimulatorOptions options;
    options.faults = {*sandbox::parseFault(QStringLiteral("visibility-delay=1500"))};
    test::FlowFixture fixture{options};
    fixture.run(settingsOf(Preset::Hardened));
    return fixture.sink.events;
}

/// The table and the way to write of the journal, without all that makes it one.
class Bare {
public:
    explicit Bare(const QString &path)
        : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("bare")))
    {
        m_database.setDatabaseName(path);
        m_ready = m_database.open() && run(QStringLiteral("PRAGMA journal_mode = WAL")) &&
                  run(QStringLiteral("PRAGMA synchronous = NORMAL")) &&
                  run(QStringLiteral("CREATE TABLE event (run INTEGER, seq INTEGER, kind TEXT, json TEXT)"));
        m_insert = QSqlQuery{m_database};
        m_ready = m_ready && m_insert.prepare(QStringLiteral("INSERT INTO event VALUES (?, ?, ?, ?)"));
    }

    bool isReady() const { return m_ready; }

    bool insert(qint64 run, qint64 seq, const QString &kind, const QString &json)
    {
        m_insert.bindValue(0, run);
        m_insert.bindValue(1, seq);
        m_insert.bindValue(2, kind);
        m_insert.bindValue(3, json);
        return m_insert.exec();
    }

private:
    bool run(const QString &sql) { return QSqlQuery{m_database}.exec(sql); }

    QSqlDatabase m_database;
    QSqlQuery m_insert;
    bool m_ready = false;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app{argc, argv};
    const int runs = qMax(10, argc > 1 ? QByteArray{argv[1]}.toInt() : 200);
    // Beside this program, which is on a disk; a temporary folder may be in memory.
    const QTemporaryDir folder{QCoreApplication::applicationDirPath() + QStringLiteral("/journal-XXXXXX")};
    auto journal = Journal::open({.path = folder.filePath(QStringLiteral("journal.sqlite"))});
    Bare bare{folder.filePath(QStringLiteral("bare.sqlite"))};
    if (!journal || !bare.isReady()) {
        std::fputs("The databases could not be opened.\n", stderr);
        return 1;
    }

    std::vector<RunEvent> events = eventsOfARun();
    std::vector<QString> texts;
    for (const RunEvent &event : events)
        texts.push_back(QString::fromUtf8(toJsonLine(event)));
    const auto count = static_cast<double>(events.size());
    std::vector<double> ours;
    std::vector<double> theirs;
    bool well = true;
    for (int run = 0; run < runs; ++run) {
        const QUuid id = QUuid::createUuid();
        for (RunEvent &event : events)
            event.run = id;
        ours.push_back(bench::millisecondsOf([&] {
                           for (const RunEvent &event : events)
                               well = (*journal)->append(event).has_value() && well;
                       }) /
                       count);
        theirs.push_back(bench::millisecondsOf([&] {
                             for (size_t i = 0; i < events.size(); ++i)
                                 well = bare.insert(run, events[i].seq, toString(events[i].kind), texts[i]) &&
                                        well;
                         }) /
                         count);
    }
    if (!well) {
        std::fputs("An event could not be written.\n", stderr);
        return 1;
    }
    bench::print({"journal, an event", bench::median(ours), bench::median(theirs), "ms",
                  "prepared INSERT in WAL, a commit each", "<= 0.2 ms"});
    return 0;
}
