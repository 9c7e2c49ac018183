// SPDX-License-Identifier: MIT
#include "core/journal/checkliststore.h"

#include "core/journal/connection.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace chatsync {

namespace {

constexpr int keptOfEach = 30; ///< Results of an environment

QString textOf(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument{json}.toJson(QJsonDocument::Compact));
}

QJsonObject objectOf(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toByteArray()).object();
}

QJsonObject headOf(ChecklistResult head)
{
    head.checks.clear();
    head.companies.clear();
    return toJson(head);
}

Result<KeptCheck> keptFrom(const QVariant &json, const QVariant &facts)
{
    const Result<CheckResult> result = checkResultFromJson(objectOf(json));
    if (!result)
        return tl::unexpected(result.error());
    return KeptCheck{*result, objectOf(facts)};
}

QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

/// One statement, prepared, bound and executed.
class Statement {
public:
    Statement(const QSqlDatabase &database, const char *sql, const QVariantList &values)
        : m_query{database}
    {
        m_query.prepare(QString::fromLatin1(sql));
        for (const QVariant &value : values)
            m_query.addBindValue(value);
        m_done = m_query.exec();
    }
    explicit operator bool() const { return m_done; }
    QSqlQuery &query() { return m_query; }

private:
    QSqlQuery m_query;
    bool m_done = false;
};

} // namespace

ChecklistStore::ChecklistStore(Journal *journal)
    : m_journal(journal)
{}

Result<qint64> ChecklistStore::numberOf(const QUuid &id) const
{
    const auto &m = m_journal->m;
    Statement found{m->database, "SELECT number FROM checklist WHERE id = ?", {databaseIdOf(id)}};
    if (!found)
        return m->failure(found.query());
    if (!found.query().next()) {
        return tl::unexpected(Error{
            Error::Kind::Input,
            QCoreApplication::translate("Journal", "There is no result %1 of a checklist in the journal.")
                .arg(databaseIdOf(id)),
            QCoreApplication::translate("Journal", "Take one of those that are kept."),
            {}});
    }
    return found.query().value(0).toLongLong();
}

Result<void> ChecklistStore::begin(const ChecklistResult &head, const QJsonObject &plan)
{
    const auto &m = m_journal->m;
    Statement put{m->database,
                  "INSERT INTO checklist (id, environment, name, state, session, head, plan)"
                  " VALUES (?, ?, ?, 'running', ?, ?, ?)",
                  {databaseIdOf(head.id), notNull(head.environment), notNull(head.checklist),
                   m->session ? m->session->id() : QStringLiteral(""), textOf(headOf(head)), textOf(plan)}};
    if (!put)
        return m->failure(put.query());
    return {};
}

Result<void> ChecklistStore::takeOver(const QUuid &id)
{
    const auto &m = m_journal->m;
    Statement taken{m->database,
                    "UPDATE checklist SET state = 'running', session = ? WHERE id = ?",
                    {m->session ? m->session->id() : QStringLiteral(""), databaseIdOf(id)}};
    if (!taken)
        return m->failure(taken.query());
    return {};
}

Result<void> ChecklistStore::putCompanies(const QUuid &id, const std::vector<KeptCompany> &companies)
{
    const auto &m = m_journal->m;
    const Result<qint64> number = numberOf(id);
    if (!number)
        return tl::unexpected(number.error());
    QSqlQuery query{m->database};
    if (!query.exec(QStringLiteral("BEGIN IMMEDIATE")))
        return m->failure(query);
    query.prepare(QStringLiteral("INSERT INTO checklist_company VALUES (?, ?, ?, ?, ?)"));
    for (std::size_t i = 0; i < companies.size(); ++i) {
        const QVariantList row{*number, static_cast<int>(i), companies[i].id, notNull(companies[i].name),
                               companies[i].newlyApproved};
        for (int column = 0; column < row.size(); ++column)
            query.bindValue(column, row[column]);
        if (query.exec())
            continue;
        const tl::unexpected<Error> error = m->failure(query);
        QSqlQuery{m->database}.exec(QStringLiteral("ROLLBACK"));
        return error;
    }
    if (!query.exec(QStringLiteral("COMMIT")))
        return m->failure(query);
    return {};
}

Result<void> ChecklistStore::putCheck(const QUuid &id, int place, const KeptCheck &check)
{
    const auto &m = m_journal->m;
    const Result<qint64> number = numberOf(id);
    if (!number)
        return tl::unexpected(number.error());
    Statement put{m->database,
                  "INSERT OR REPLACE INTO checklist_check VALUES (?, ?, ?, ?, ?)",
                  {*number, place, check.result.id, textOf(toJson(check.result)), textOf(check.facts)}};
    if (!put)
        return m->failure(put.query());
    return {};
}

Result<void> ChecklistStore::putCell(const QUuid &id, int company, int place, const KeptCheck &cell)
{
    const auto &m = m_journal->m;
    const Result<qint64> number = numberOf(id);
    if (!number)
        return tl::unexpected(number.error());
    Statement put{m->database,
                  "INSERT OR REPLACE INTO checklist_cell VALUES (?, ?, ?, ?, ?)",
                  {*number, company, place, textOf(toJson(cell.result)), textOf(cell.facts)}};
    if (!put)
        return m->failure(put.query());
    return {};
}

Result<void> ChecklistStore::putHead(const ChecklistResult &head)
{
    const auto &m = m_journal->m;
    Statement put{m->database,
                  "UPDATE checklist SET head = ? WHERE id = ?",
                  {textOf(headOf(head)), databaseIdOf(head.id)}};
    if (!put)
        return m->failure(put.query());
    return {};
}

Result<void> ChecklistStore::end(const ChecklistResult &head, End end)
{
    const auto &m = m_journal->m;
    Statement put{m->database,
                  "UPDATE checklist SET head = ?, state = ? WHERE id = ?",
                  {textOf(headOf(head)),
                   end == End::Finished ? QStringLiteral("finished") : QStringLiteral("stopped"),
                   databaseIdOf(head.id)}};
    if (!put)
        return m->failure(put.query());
    Statement old{
        m->database,
        "DELETE FROM checklist WHERE environment = ? AND state <> 'running' AND number <="
        " (SELECT number FROM checklist WHERE environment = ? ORDER BY number DESC LIMIT 1 OFFSET ?)",
        {notNull(head.environment), notNull(head.environment), keptOfEach}};
    if (!old)
        return m->failure(old.query());
    return {};
}

Result<std::vector<KeptCompany>> ChecklistStore::companies(const QUuid &id) const
{
    const auto &m = m_journal->m;
    Statement found{m->database,
                    "SELECT c.id, c.name, c.newly_approved FROM checklist_company AS c JOIN checklist AS l"
                    " ON l.number = c.checklist WHERE l.id = ? ORDER BY c.place",
                    {databaseIdOf(id)}};
    if (!found)
        return m->failure(found.query());
    std::vector<KeptCompany> companies;
    while (found.query().next())
        companies.push_back({found.query().value(0).toString(), found.query().value(1).toString(),
                             found.query().value(2).toBool()});
    return companies;
}

Result<std::vector<KeptCheck>> ChecklistStore::checks(const QUuid &id) const
{
    const auto &m = m_journal->m;
    Statement found{m->database,
                    "SELECT c.json, c.facts FROM checklist_check AS c JOIN checklist AS l"
                    " ON l.number = c.checklist WHERE l.id = ? ORDER BY c.place",
                    {databaseIdOf(id)}};
    if (!found)
        return m->failure(found.query());
    std::vector<KeptCheck> checks;
    while (found.query().next()) {
        const Result<KeptCheck> check = keptFrom(found.query().value(0), found.query().value(1));
        if (!check)
            return tl::unexpected(check.error());
        checks.push_back(*check);
    }
    return checks;
}

Result<std::vector<std::pair<int, KeptCheck>>> ChecklistStore::cells(const QUuid &id, int company) const
{
    const auto &m = m_journal->m;
    Statement found{m->database,
                    "SELECT c.place, c.json, c.facts FROM checklist_cell AS c JOIN checklist AS l"
                    " ON l.number = c.checklist WHERE l.id = ? AND c.company = ? ORDER BY c.place",
                    {databaseIdOf(id), company}};
    if (!found)
        return m->failure(found.query());
    std::vector<std::pair<int, KeptCheck>> cells;
    while (found.query().next()) {
        const Result<KeptCheck> cell = keptFrom(found.query().value(1), found.query().value(2));
        if (!cell)
            return tl::unexpected(cell.error());
        cells.emplace_back(found.query().value(0).toInt(), *cell);
    }
    return cells;
}

Result<void>
ChecklistStore::eachCell(const QUuid &id,
                         const std::function<void(int company, int place, const CheckResult &)> &visit) const
{
    const auto &m = m_journal->m;
    QSqlQuery query{m->database};
    query.setForwardOnly(true);
    query.prepare(
        QStringLiteral("SELECT c.company, c.place, c.json FROM checklist_cell AS c JOIN checklist AS l"
                       " ON l.number = c.checklist WHERE l.id = ? ORDER BY c.company, c.place"));
    query.addBindValue(databaseIdOf(id));
    if (!query.exec())
        return m->failure(query);
    while (query.next()) {
        const Result<CheckResult> cell = checkResultFromJson(objectOf(query.value(2)));
        if (!cell)
            return tl::unexpected(cell.error());
        visit(query.value(0).toInt(), query.value(1).toInt(), *cell);
    }
    return {};
}

Result<QJsonObject> ChecklistStore::plan(const QUuid &id) const
{
    const auto &m = m_journal->m;
    const Result<qint64> number = numberOf(id);
    if (!number)
        return tl::unexpected(number.error());
    Statement found{m->database, "SELECT plan FROM checklist WHERE number = ?", {*number}};
    if (!found || !found.query().next())
        return m->failure(found.query());
    return objectOf(found.query().value(0));
}

Result<ChecklistResult> ChecklistStore::load(const QUuid &id) const
{
    const auto &m = m_journal->m;
    const Result<qint64> number = numberOf(id);
    if (!number)
        return tl::unexpected(number.error());
    Statement found{m->database, "SELECT head FROM checklist WHERE number = ?", {*number}};
    if (!found || !found.query().next())
        return m->failure(found.query());
    Result<ChecklistResult> result = checklistResultFromJson(objectOf(found.query().value(0)));
    const Result<std::vector<KeptCheck>> kept = checks(id);
    const Result<std::vector<KeptCompany>> visited = companies(id);
    if (!result || !kept || !visited)
        return tl::unexpected(!result ? result.error() : !kept ? kept.error() : visited.error());
    for (const KeptCheck &check : *kept)
        result->checks.push_back(check.result);
    for (const KeptCompany &company : *visited)
        result->companies.push_back({company.id, company.name, company.newlyApproved, {}});
    const Result<void> read = eachCell(id, [&result](int company, int, const CheckResult &cell) {
        if (static_cast<std::size_t>(company) < result->companies.size())
            result->companies[static_cast<std::size_t>(company)].cells.push_back(cell);
    });
    if (!read)
        return tl::unexpected(read.error());
    return result;
}

Result<QList<QUuid>> ChecklistStore::ended(const QString &environment, int most) const
{
    const auto &m = m_journal->m;
    Statement found{m->database,
                    "SELECT id FROM checklist WHERE environment = ? AND state <> 'running'"
                    " ORDER BY number DESC LIMIT ?",
                    {notNull(environment), most}};
    if (!found)
        return m->failure(found.query());
    QList<QUuid> ids;
    while (found.query().next())
        ids << QUuid::fromString(found.query().value(0).toString());
    return ids;
}

Result<std::optional<QUuid>> ChecklistStore::unfinished(const QString &environment,
                                                        const QString &checklist) const
{
    const auto &m = m_journal->m;
    Statement found{m->database,
                    "SELECT id, state, session FROM checklist AS l WHERE environment = ? AND name = ?"
                    " AND EXISTS (SELECT 1 FROM checklist_company WHERE checklist = l.number)"
                    " ORDER BY number DESC LIMIT 1",
                    {notNull(environment), notNull(checklist)}};
    if (!found)
        return m->failure(found.query());
    if (!found.query().next() || found.query().value(1).toString() == QLatin1String("finished"))
        return std::nullopt;
    const bool running = found.query().value(1).toString() == QLatin1String("running");
    const QString session = found.query().value(2).toString();
    const bool ours = m->session && session == m->session->id();
    if (running && !ours && JournalSession::isAlive(m->options.path, session))
        return std::nullopt;
    return QUuid::fromString(found.query().value(0).toString());
}

} // namespace chatsync
