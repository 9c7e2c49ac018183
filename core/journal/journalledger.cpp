// SPDX-License-Identifier: MIT
#include "core/journal/connection.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace chatsync {

namespace {

QString textOf(const QStringList &list)
{
    return QString::fromUtf8(QJsonDocument{QJsonArray::fromStringList(list)}.toJson(QJsonDocument::Compact));
}

QStringList listOf(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        list.append(item.toString());
    return list;
}

QString detailOf(const LedgerEntry &entry)
{
    QJsonObject detail{{QStringLiteral("people"), QJsonArray::fromStringList(entry.people)},
                       {QStringLiteral("creator"), entry.creator}};
    if (entry.tagged)
        detail.insert(QStringLiteral("tagged"), true);
    if (!entry.name.isEmpty())
        detail.insert(QStringLiteral("name"), entry.name);
    if (!entry.before.isEmpty())
        detail.insert(QStringLiteral("before"), QJsonArray::fromStringList(entry.before));
    return QString::fromUtf8(QJsonDocument{detail}.toJson(QJsonDocument::Compact));
}

constexpr QLatin1String columns{"ledger.number, ledger.stream, ledger.app, ledger.directory, ledger.run, "
                                "ledger.kind, ledger.id, ledger.at, ledger.proof, ledger.detail, "
                                "ledger.state, ledger.reason, ledger.settled_at, run.state, run.session"};

/// Nothing for a row that another version wrote and this one cannot judge: such are never touched.
std::optional<LedgerEntry> entryOf(const QSqlQuery &row)
{
    const auto kind = ledgerKindFrom(row.value(5).toString());
    const auto proof = ledgerProofFrom(row.value(8).toString());
    const auto state = ledgerStateFrom(row.value(10).toString());
    if (!kind || !proof || !state)
        return std::nullopt;
    LedgerEntry entry;
    entry.number = row.value(0).toLongLong();
    entry.place = {row.value(1).toString(), row.value(2).toString(), row.value(3).toString()};
    entry.run = QUuid::fromString(row.value(4).toString());
    entry.kind = *kind;
    entry.id = row.value(6).toString();
    entry.at = QDateTime::fromMSecsSinceEpoch(row.value(7).toLongLong(), Qt::UTC);
    entry.proof = *proof;
    entry.state = *state;
    entry.reason = row.value(11).toString();
    if (!row.isNull(12))
        entry.settledAt = QDateTime::fromMSecsSinceEpoch(row.value(12).toLongLong(), Qt::UTC);
    const QJsonObject detail = QJsonDocument::fromJson(row.value(9).toByteArray()).object();
    entry.tagged = detail[QLatin1String("tagged")].toBool();
    entry.creator = detail[QLatin1String("creator")].toString();
    entry.people = listOf(detail[QLatin1String("people")]);
    entry.name = detail[QLatin1String("name")].toString();
    entry.before = listOf(detail[QLatin1String("before")]);
    return entry;
}

constexpr std::chrono::milliseconds neverMs{-1};

QVariant notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

} // namespace

Result<void> Journal::enter(std::span<const LedgerEntry> entries)
{
    return m->transaction([&]() -> Result<void> {
        QSqlQuery insert{m->database};
        if (!insert.prepare(QStringLiteral("INSERT OR IGNORE INTO ledger (stream, app, directory, run, kind, "
                                           "id, at, proof, detail, state, "
                                           "reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")))
            return m->failure(insert);
        for (const LedgerEntry &entry : entries) {
            const QVariantList values{
                notNull(entry.place.stream),  notNull(entry.place.app), notNull(entry.place.database),
                databaseIdOf(entry.run),      toString(entry.kind),     notNull(entry.id),
                entry.at.toMSecsSinceEpoch(), toString(entry.proof),    detailOf(entry),
                toString(entry.state),        notNull(entry.reason)};
            for (int i = 0; i < static_cast<int>(values.size()); ++i)
                insert.bindValue(i, values[i]);
            if (!insert.exec())
                return m->failure(insert);
        }
        return {};
    });
}

Result<void> Journal::mark(std::span<const LedgerMark> marks, QDateTime at)
{
    return m->transaction([&]() -> Result<void> {
        QSqlQuery update{m->database};
        if (!update.prepare(QStringLiteral(
                "UPDATE ledger SET state = ?, reason = ?, settled_at = ?, id = coalesce(?, id), "
                "proof = coalesce(?, proof) WHERE run = ? AND kind = ? AND id = ?")))
            return m->failure(update);
        for (const LedgerMark &mark : marks) {
            const QVariant none{QMetaType::fromType<QString>()};
            const QVariantList values{toString(mark.state),
                                      notNull(mark.reason),
                                      at.toMSecsSinceEpoch(),
                                      mark.newId ? QVariant{*mark.newId} : none,
                                      mark.proof ? QVariant{toString(*mark.proof)} : none,
                                      databaseIdOf(mark.run),
                                      toString(mark.kind),
                                      notNull(mark.id)};
            for (int i = 0; i < static_cast<int>(values.size()); ++i)
                update.bindValue(i, values[i]);
            if (!update.exec())
                return m->failure(update);
        }
        return {};
    });
}

Result<std::vector<LedgerEntry>> Journal::entries(LedgerQuery query) const
{
    QString sql = QStringLiteral("SELECT %1 FROM ledger LEFT JOIN run ON run.id = ledger.run WHERE "
                                 "ledger.stream = ? AND ledger.app = ? AND ledger.directory = ?")
                      .arg(columns);
    if (query.openOnly)
        sql += QStringLiteral(" AND ledger.state IN ('planned', 'created')");
    if (!query.runs.isEmpty())
        sql += QStringLiteral(" AND ledger.run IN (SELECT value FROM json_each(?))");
    QSqlQuery select{m->database};
    select.setForwardOnly(true);
    if (!select.prepare(sql + QStringLiteral(" ORDER BY ledger.number")))
        return m->failure(select);
    select.addBindValue(notNull(query.place.stream));
    select.addBindValue(notNull(query.place.app));
    select.addBindValue(notNull(query.place.database));
    if (!query.runs.isEmpty()) {
        QStringList runs;
        for (const QUuid &run : query.runs)
            runs.append(databaseIdOf(run));
        select.addBindValue(textOf(runs));
    }
    if (!select.exec())
        return m->failure(select);
    std::vector<LedgerEntry> found;
    QHash<QString, bool> alive; // By session: asking takes a look at the disk.
    while (select.next()) {
        if (select.value(13).toString() == QLatin1String("running")) {
            const QString session = select.value(14).toString();
            if (!alive.contains(session))
                alive.insert(session, JournalSession::isAlive(m->options.path, session));
            if (alive.value(session))
                continue;
        }
        if (std::optional<LedgerEntry> entry = entryOf(select))
            found.push_back(std::move(*entry));
    }
    if (select.lastError().isValid())
        return m->failure(select);
    return found;
}

Result<void> Journal::keep(LedgerPlace place, Visibility measured)
{
    return m->transaction([&]() -> Result<void> {
        QSqlQuery insert{m->database};
        if (!insert.prepare(QStringLiteral("INSERT INTO visibility (stream, app, run, at, source, after_ms, "
                                           "by_ms) VALUES (?, ?, ?, ?, ?, ?, ?)")))
            return m->failure(insert);
        insert.addBindValue(notNull(place.stream));
        insert.addBindValue(notNull(place.app));
        insert.addBindValue(databaseIdOf(measured.run));
        insert.addBindValue(measured.at.toMSecsSinceEpoch());
        insert.addBindValue(measured.probed ? QStringLiteral("probe") : QStringLiteral("run"));
        insert.addBindValue(qint64{measured.after.value_or(neverMs).count()});
        insert.addBindValue(qint64{measured.by.value_or(neverMs).count()});
        if (!insert.exec())
            return m->failure(insert);
        return {};
    });
}

Result<std::vector<Visibility>> Journal::measurements(LedgerPlace place, int limit) const
{
    QSqlQuery select{m->database};
    if (!select.prepare(QStringLiteral(
            "SELECT at, run, source, after_ms, by_ms FROM visibility WHERE stream = ? AND app = ? "
            "ORDER BY number DESC LIMIT ?")))
        return m->failure(select);
    select.addBindValue(notNull(place.stream));
    select.addBindValue(notNull(place.app));
    select.addBindValue(limit);
    if (!select.exec())
        return m->failure(select);
    std::vector<Visibility> found;
    while (select.next()) {
        Visibility one{.at = QDateTime::fromMSecsSinceEpoch(select.value(0).toLongLong(), Qt::UTC),
                       .run = QUuid::fromString(select.value(1).toString()),
                       .probed = select.value(2).toString() == QLatin1String("probe")};
        if (const std::chrono::milliseconds after{select.value(3).toLongLong()}; after != neverMs)
            one.after = after;
        if (const std::chrono::milliseconds by{select.value(4).toLongLong()}; by != neverMs)
            one.by = by;
        found.push_back(one);
    }
    if (select.lastError().isValid())
        return m->failure(select);
    std::reverse(found.begin(), found.end());
    return found;
}

} // namespace chatsync
