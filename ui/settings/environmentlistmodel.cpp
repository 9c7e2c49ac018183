// SPDX-License-Identifier: MIT
#include "ui/settings/environmentlistmodel.h"

#include "ui/widgets/environmentpill.h"

#include <QLocale>

#include <algorithm>

namespace chatsync::ui {

Status TestOutcome::status() const
{
    if (running)
        return Status::Running;
    if (failed > 0)
        return Status::Fail;
    return warned > 0 ? Status::Warn : stopped ? Status::Skipped : Status::Ok;
}

QString TestOutcome::text() const
{
    if (running)
        return EnvironmentListModel::tr("Being tested");
    if (!at.isValid())
        return {};
    if (stopped)
        return EnvironmentListModel::tr("Test stopped");
    QStringList parts;
    if (failed > 0)
        parts << EnvironmentListModel::tr("%n failed", nullptr, failed);
    if (warned > 0)
        parts << EnvironmentListModel::tr("%n warning(s)", nullptr, warned);
    if (!parts.isEmpty())
        return QLocale().createSeparatedList(parts);
    return EnvironmentListModel::tr("Tested %1").arg(QLocale().toString(at.time(), QLocale::ShortFormat));
}

void EnvironmentListModel::setKept(const std::vector<Environment> &kept)
{
    std::vector<Row> rows;
    for (const Environment &environment : kept) {
        Row row;
        row.draft = {.key = environment.id,
                     .kept = environment,
                     .now = environment,
                     .isNew = false,
                     .typed = {},
                     .keepIn = {}};
        if (const Row *before = this->row(environment.id)) {
            row.test = before->test;
            if (before->draft.isDirty()) {
                row.draft = before->draft;
                row.draft.kept = environment;
            }
        }
        rows.push_back(std::move(row));
    }
    for (const Row &before : m_rows) {
        const bool there = std::any_of(rows.cbegin(), rows.cend(),
                                       [&](const Row &row) { return row.draft.key == before.draft.key; });
        if (!there && before.draft.isDirty()) {
            rows.push_back(before);
            rows.back().draft.isNew = true; // What it came from has gone.
        }
    }
    const bool sameKeys = std::equal(rows.cbegin(), rows.cend(), m_rows.cbegin(), m_rows.cend(),
                                     [](const Row &a, const Row &b) { return a.draft.key == b.draft.key; });
    if (sameKeys) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void EnvironmentListModel::setInUse(const QString &id)
{
    m_inUse = id;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {InUseRole});
}

int EnvironmentListModel::rowOf(const QString &key) const
{
    const auto found =
        std::find_if(m_rows.cbegin(), m_rows.cend(), [&key](const Row &row) { return row.draft.key == key; });
    return found == m_rows.cend() ? -1 : static_cast<int>(found - m_rows.cbegin());
}

const EnvironmentListModel::Row *EnvironmentListModel::row(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

const EnvironmentListModel::Row *EnvironmentListModel::row(const QString &key) const
{
    return row(rowOf(key));
}

QString EnvironmentListModel::add(const Environment &environment)
{
    Row row;
    row.draft.key = QStringLiteral("new:%1").arg(++m_made); // No id has a colon.
    row.draft.now = environment;
    row.draft.isNew = true;
    const int at = rowCount();
    beginInsertRows({}, at, at);
    m_rows.push_back(row);
    endInsertRows();
    return row.draft.key;
}

void EnvironmentListModel::remove(const QString &key)
{
    const int at = rowOf(key);
    if (at < 0)
        return;
    beginRemoveRows({}, at, at);
    m_rows.erase(m_rows.begin() + at);
    endRemoveRows();
}

void EnvironmentListModel::setDraft(const EnvironmentDraft &draft)
{
    const int at = rowOf(draft.key);
    if (at < 0)
        return;
    m_rows[static_cast<std::size_t>(at)].draft = draft;
    tell(at);
}

void EnvironmentListModel::setSaved(const QString &key, const Environment &sent, const Environment &kept)
{
    const int at = rowOf(key);
    if (at < 0)
        return;
    // The file may have been read before the answer came: then there are two of it.
    if (key != kept.id)
        remove(kept.id);
    const int now = rowOf(key);
    EnvironmentDraft &draft = m_rows[static_cast<std::size_t>(now)].draft;
    draft.key = kept.id;
    if (draft.now == sent)
        draft.now = kept;
    draft.now.id = kept.id;
    draft.kept = kept;
    draft.isNew = false;
    tell(now);
}

void EnvironmentListModel::setTest(const QString &key, const TestOutcome &test)
{
    const int at = rowOf(key);
    if (at < 0)
        return;
    m_rows[static_cast<std::size_t>(at)].test = test;
    tell(at);
}

QStringList EnvironmentListModel::names(const QString &exceptKey) const
{
    QStringList names;
    for (const Row &row : m_rows) {
        if (row.draft.key != exceptKey)
            names << row.draft.now.name;
    }
    return names;
}

int EnvironmentListModel::dirtyCount() const
{
    return static_cast<int>(
        std::count_if(m_rows.cbegin(), m_rows.cend(), [](const Row &row) { return row.draft.isDirty(); }));
}

int EnvironmentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString EnvironmentListModel::lineOf(const Row &row) const
{
    const Environment &environment = row.draft.now;
    if (environment.isEmbedded())
        return tr("Built in, no set-up needed");
    if (row.draft.isNew)
        return tr("Not saved yet");
    if (row.draft.isDirty())
        return tr("Changes not saved");
    const QString test = row.test.text();
    if (row.test.failed > 0 || row.test.warned > 0 || row.test.running)
        return test;
    const QString policy = environment.writes == WritePolicy::Allowed    ? hostOf(environment)
                           : environment.writes == WritePolicy::ReadOnly ? tr("Read-only")
                                                                         : tr("Read-only unless armed");
    return test.isEmpty() ? policy : tr("%1, %2").arg(policy, test.left(1).toLower() + test.mid(1));
}

QVariant EnvironmentListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const QString name = row.draft.now.name.isEmpty() ? tr("Without a name") : row.draft.now.name;
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::ToolTipRole:
        return QString(name + u'\n' + hostOf(row.draft.now))
            .toHtmlEscaped()
            .replace(u'\n', QLatin1String("<br>"));
    case Qt::AccessibleTextRole: {
        QStringList parts{name, titleOf(row.draft.now.kind), lineOf(row)};
        if (row.draft.key == m_inUse)
            parts.insert(1, tr("In use"));
        return parts.join(QStringLiteral(", "));
    }
    case KeyRole:
        return row.draft.key;
    case KindRole:
        return static_cast<int>(kindOf(row.draft.now));
    case LineRole:
        return lineOf(row);
    case InUseRole:
        return row.draft.key == m_inUse;
    case StatusRole:
        return row.test.running || row.test.at.isValid() ? static_cast<int>(row.test.status()) : QVariant{};
    default:
        return {};
    }
}

void EnvironmentListModel::tell(int row)
{
    Q_EMIT dataChanged(index(row), index(row));
}

} // namespace chatsync::ui
