// SPDX-License-Identifier: MIT
#include "core/journal/connection.h"
#include "core/journal/peopletext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSqlError>

#include <future>
#include <span>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Journal", text);
}

Result<RunEvent> parsedEvent(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return tl::unexpected(
            Error{Error::Kind::Parse, tr("An event of the run is no JSON."), {}, error.errorString()});
    return runEventFromJson(document.object());
}

/// A row of the table as it was read.
struct StoredEvent {
    qint64 seq = 0;
    QByteArray json;
    Result<RunEvent> event{};
};

void parse(std::span<StoredEvent> stored)
{
    for (StoredEvent &one : stored)
        one.event = parsedEvent(one.json);
}

/// A long run is mostly parsing, which two threads do in half the time; memory is bounded by the batch.
void parseInTwo(std::vector<StoredEvent> &stored)
{
    constexpr size_t worthIt = 200;
    const std::span all{stored};
    const size_t half = stored.size() < worthIt ? 0 : stored.size() / 2;
    std::future<void> other;
    if (half > 0)
        other = std::async(std::launch::async, [first = all.first(half)] { parse(first); });
    parse(all.subspan(half));
    if (other.valid())
        other.get();
}

RunEvent noteOfDamage(const QUuid &run, qint64 seq, const std::vector<RunEvent> &before, const Error &error)
{
    RunEvent note;
    note.run = run;
    note.seq = seq;
    note.at = before.empty() ? QDateTime::fromMSecsSinceEpoch(0, Qt::UTC) : before.back().at;
    note.tMs = before.empty() ? 0 : before.back().tMs;
    note.kind = EventKind::Note;
    note.message = tr("Event %1 of this run is damaged in the journal and cannot be shown.").arg(seq);
    note.data = {{QStringLiteral("severity"), QStringLiteral("error")},
                 {QStringLiteral("code"), QStringLiteral("damaged_event")},
                 {QStringLiteral("detail"), QString{error.what + QLatin1Char(' ') + error.detail}.trimmed()}};
    return note;
}

QString likePattern(QString word)
{
    word.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    word.replace(QLatin1Char('%'), QLatin1String("\\%"));
    word.replace(QLatin1Char('_'), QLatin1String("\\_"));
    return QLatin1Char('%') + word.toCaseFolded() + QLatin1Char('%');
}

RunSummary::State stateFrom(const QString &text)
{
    if (text == QLatin1String("finished"))
        return RunSummary::State::Finished;
    return text == QLatin1String("running") ? RunSummary::State::Running : RunSummary::State::Interrupted;
}

constexpr QLatin1String summaryColumns{"number, id, started_at, state, session, outcome, environment, "
                                       "preset, initiator, participants, dry_run, failure, "
                                       "error_text, attempts, duration_ms, event_count, people"};

RunSummary summaryOf(const QSqlQuery &row)
{
    RunSummary summary;
    summary.number = row.value(0).toLongLong();
    summary.id = QUuid::fromString(row.value(1).toString());
    summary.startedAt = QDateTime::fromMSecsSinceEpoch(row.value(2).toLongLong(), Qt::UTC);
    summary.state = stateFrom(row.value(3).toString());
    summary.outcome = outcomeFrom(row.value(5).toString());
    summary.environment = row.value(6).toString();
    summary.preset = row.value(7).toString();
    summary.initiator = row.value(8).toString();
    for (const QJsonValue &participant : QJsonDocument::fromJson(row.value(9).toByteArray()).array())
        summary.participants.append(participant.toString());
    summary.dryRun = row.value(10).toBool();
    summary.failure = row.value(11).toString();
    summary.errorText = row.value(12).toString();
    summary.attempts = row.value(13).toInt();
    summary.durationMs = row.value(14).toLongLong();
    summary.eventCount = row.value(15).toLongLong();
    summary.people = peopleFromText(row.value(16).toByteArray());
    return summary;
}

} // namespace

Result<std::vector<RunEvent>> Journal::Connection::eventsOf(qint64 run) const
{
    QSqlQuery query{database};
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT id FROM run WHERE number = ?"));
    query.addBindValue(run);
    if (!query.exec())
        return failure(query);
    const QUuid id = query.next() ? QUuid::fromString(query.value(0).toString()) : QUuid{};
    // As bytes: as text each event would be made UTF-16 on its way, and UTF-8 again to be parsed.
    query.prepare(QStringLiteral("SELECT seq, CAST(json AS BLOB) FROM event WHERE run = ? ORDER BY seq"));
    query.addBindValue(run);
    if (!query.exec())
        return failure(query);
    constexpr size_t batch = 1000;
    std::vector<RunEvent> events;
    std::vector<StoredEvent> stored;
    bool more = true;
    while (more) {
        stored.clear();
        while (stored.size() < batch && (more = query.next()))
            stored.push_back({.seq = query.value(0).toLongLong(), .json = query.value(1).toByteArray()});
        parseInTwo(stored);
        for (auto &[seq, json, event] : stored) {
            if (event && (event->run != id || event->seq != seq))
                event = tl::unexpected(Error{Error::Kind::Parse, tr("It belongs to another place."), {}, {}});
            events.push_back(event ? std::move(*event) : noteOfDamage(id, seq, events, event.error()));
        }
    }
    if (query.lastError().isValid())
        return failure(query);
    return events;
}

Result<std::vector<RunSummary>> Journal::runs(RunFilter filter) const
{
    const QStringList words =
        filter.text.split(QRegularExpression{QStringLiteral("\\s+")}, Qt::SkipEmptyParts).mid(0, 20);
    QString sql = QStringLiteral("SELECT ") + summaryColumns + QStringLiteral(" FROM run WHERE 1 = 1");
    if (filter.before)
        sql += QStringLiteral(" AND (started_at, number) < (?, ?)");
    for (qsizetype i = 0; i < words.size(); ++i)
        sql += QStringLiteral(" AND words LIKE ? ESCAPE '\\'");
    sql += QStringLiteral(" ORDER BY started_at DESC, number DESC LIMIT ?");

    QSqlQuery query{m->database};
    query.setForwardOnly(true);
    query.prepare(sql);
    if (filter.before) {
        query.addBindValue(filter.before->startedAt.toMSecsSinceEpoch());
        query.addBindValue(filter.before->number);
    }
    for (const QString &word : words)
        query.addBindValue(likePattern(word));
    query.addBindValue(qMax(0, filter.limit));
    if (!query.exec())
        return m->failure(query);

    std::vector<RunSummary> found;
    while (query.next()) {
        RunSummary summary = summaryOf(query);
        if (summary.state == RunSummary::State::Running) {
            // The row of a run is written at its ends only; between them its events tell.
            const bool alive = JournalSession::isAlive(m->options.path, query.value(4).toString());
            const Result<std::vector<RunEvent>> events = m->eventsOf(summary.number);
            if (!events)
                return tl::unexpected(events.error());
            RunSummary fresh = summarize(*events);
            fresh.number = summary.number;
            fresh.id = summary.id;
            fresh.startedAt = summary.startedAt;
            if (fresh.state != RunSummary::State::Finished && !alive)
                fresh.state = RunSummary::State::Interrupted;
            summary = fresh;
        }
        found.push_back(std::move(summary));
    }
    if (query.lastError().isValid())
        return m->failure(query);
    return found;
}

Result<std::vector<RunEvent>> Journal::events(QUuid run) const
{
    QSqlQuery query{m->database};
    query.prepare(QStringLiteral("SELECT number FROM run WHERE id = ?"));
    query.addBindValue(databaseIdOf(run));
    if (!query.exec())
        return m->failure(query);
    if (!query.next()) {
        return tl::unexpected(Error{Error::Kind::Input,
                                    tr("There is no run %1 in the journal.").arg(databaseIdOf(run)),
                                    tr("List the runs to see which there are."),
                                    {}});
    }
    return m->eventsOf(query.value(0).toLongLong());
}

Result<qint64> Journal::eventCount(QUuid run) const
{
    QSqlQuery query{m->database};
    query.prepare(
        QStringLiteral("SELECT count(*) FROM event JOIN run ON run.number = event.run WHERE run.id = ?"));
    query.addBindValue(databaseIdOf(run));
    if (!query.exec() || !query.next())
        return m->failure(query);
    return query.value(0).toLongLong();
}

Result<QUuid> Journal::findRun(QString text) const
{
    constexpr int candidatesShown = 5;
    const QString wanted = text.trimmed().toLower().remove(QLatin1Char('{')).remove(QLatin1Char('}'));
    QSqlQuery query{m->database};
    if (wanted == QLatin1String("last")) {
        query.prepare(QStringLiteral("SELECT id, started_at FROM run ORDER BY number DESC LIMIT 1"));
    } else {
        static const QRegularExpression idPrefix{QStringLiteral("\\A[0-9a-f-]{1,36}\\z")};
        if (!idPrefix.match(wanted).hasMatch()) {
            return tl::unexpected(Error{Error::Kind::Input,
                                        tr("“%1” is not the id of a run.").arg(text.left(100)),
                                        tr("Give the beginning of an id, or “last”."),
                                        {}});
        }
        query.prepare(
            QStringLiteral("SELECT id, started_at FROM run WHERE id >= ? AND id < ? ORDER BY number DESC "
                           "LIMIT ?"));
        query.addBindValue(wanted);
        query.addBindValue(QString{wanted + QLatin1Char('g')});
        query.addBindValue(candidatesShown + 1);
    }
    if (!query.exec())
        return m->failure(query);
    QStringList candidates;
    while (query.next())
        candidates.append(query.value(0).toString());
    if (candidates.isEmpty()) {
        const QString what = wanted == QLatin1String("last")
                                 ? tr("There is no run in the journal yet.")
                                 : tr("No run in the journal begins with “%1”.").arg(wanted);
        return tl::unexpected(
            Error{Error::Kind::Input, what, tr("List the runs to see which there are."), {}});
    }
    if (candidates.size() == 1)
        return QUuid::fromString(candidates.first());
    const bool more = candidates.size() > candidatesShown;
    const QString list = candidates.mid(0, candidatesShown).join(QLatin1String(", ")) +
                         (more ? QStringLiteral(", …") : QString{});
    return tl::unexpected(Error{Error::Kind::Input,
                                tr("Several runs begin with “%1”: %2.").arg(wanted, list),
                                tr("Give more of the id."),
                                {}});
}

Result<int> Journal::removeRunsBefore(QDateTime before, Interrupted interrupted)
{
    QSqlQuery query{m->database};
    query.prepare(
        QStringLiteral("DELETE FROM run WHERE started_at < ? AND (state = 'finished' OR state = ?)"));
    query.addBindValue(before.toMSecsSinceEpoch());
    query.addBindValue(interrupted == Interrupted::Remove ? QStringLiteral("interrupted")
                                                          : QStringLiteral("finished"));
    if (!query.exec())
        return m->failure(query);
    return query.numRowsAffected();
}

} // namespace chatsync
