// SPDX-License-Identifier: MIT
#include "ui/settings/selftestmodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace chatsync::ui {

namespace {

QString tookText(double ms)
{
    if (ms <= 0)
        return {};
    const QLocale locale;
    return ms >= 1000 ? SelfTestModel::tr("%1 s").arg(locale.toString(ms / 1000, 'f', 1))
                      : SelfTestModel::tr("%1 ms").arg(locale.toString(qRound(ms)));
}

bool isOpen(CheckRow::State state)
{
    return state == CheckRow::State::Warn || state == CheckRow::State::Fail;
}

} // namespace

QString titleOfService(const QString &service)
{
    if (service == QLatin1String("database"))
        return QCoreApplication::translate("SelfTest", "Database");
    if (service == QLatin1String("streamchat"))
        return QCoreApplication::translate("SelfTest", "StreamChat");
    if (service == QLatin1String("backend"))
        return QCoreApplication::translate("SelfTest", "Backend");
    return QCoreApplication::translate("SelfTest", "Environment");
}

Status statusOf(CheckRow::State state)
{
    switch (state) {
    case CheckRow::State::Ok:
        return Status::Ok;
    case CheckRow::State::Warn:
        return Status::Warn;
    case CheckRow::State::Fail:
        return Status::Fail;
    case CheckRow::State::Skipped:
        return Status::Skipped;
    }
    Q_UNREACHABLE();
}

SelfTestModel::SelfTestModel(QObject *parent)
    : QAbstractListModel(parent)
{
    QString service;
    for (const CheckRow &check : connectionChecks()) {
        if (check.service != service)
            m_rows.push_back({check.service, true, {}, false});
        service = check.service;
        m_rows.push_back({check.service, false, check, false});
    }
}

void SelfTestModel::begin()
{
    setRows({});
    m_running = true;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void SelfTestModel::tell(const CheckRow &check)
{
    for (Row &row : m_rows) {
        if (row.head || row.check.id != check.id)
            continue;
        row.check = check;
        row.told = true;
        m_told.push_back(check);
        // Its heading counts.
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
}

void SelfTestModel::end()
{
    m_running = false;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void SelfTestModel::setRows(const std::vector<CheckRow> &rows)
{
    m_running = false;
    m_told = rows;
    for (Row &row : m_rows) {
        const auto told = std::find_if(rows.cbegin(), rows.cend(),
                                       [&row](const CheckRow &check) { return check.id == row.check.id; });
        row.told = !row.head && told != rows.cend();
        if (row.told)
            row.check = *told;
    }
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int SelfTestModel::count(CheckRow::State state) const
{
    return static_cast<int>(std::count_if(m_told.cbegin(), m_told.cend(),
                                          [state](const CheckRow &row) { return row.state == state; }));
}

QString SelfTestModel::toText() const
{
    QStringList lines;
    for (const Row &row : m_rows) {
        if (row.head) {
            lines << titleOfService(row.service);
            continue;
        }
        QString line = QStringLiteral("  %1: %2").arg(row.check.title, word(statusOf(row)));
        if (row.told && !row.check.seen.isEmpty())
            line += QStringLiteral(". ") + row.check.seen;
        lines << line;
        if (row.told && !row.check.advice.isEmpty())
            lines << QStringLiteral("    ") + tr("What to do: %1").arg(row.check.advice);
        if (row.told && !row.check.detail.isEmpty())
            lines << QStringLiteral("    ") + row.check.detail;
    }
    return lines.join(u'\n');
}

int SelfTestModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Status SelfTestModel::statusOf(const Row &row) const
{
    if (row.told)
        return ui::statusOf(row.check.state);
    return m_running ? Status::Running : Status::NotStarted;
}

QVariant SelfTestModel::headData(const Row &head, int role) const
{
    const QString title = titleOfService(head.service);
    int all = 0;
    int passed = 0;
    for (const Row &row : m_rows) {
        if (row.head || row.service != head.service)
            continue;
        ++all;
        passed += row.told && row.check.state == CheckRow::State::Ok;
    }
    const QString count = tr("%1 of %2").arg(QLocale().toString(passed), QLocale().toString(all));
    switch (role) {
    case Qt::DisplayRole:
        return title;
    case Qt::ToolTipRole:
        return title.toHtmlEscaped();
    case TookRole:
        return count;
    case Qt::AccessibleTextRole:
        return tr("%1, %2 passed").arg(title, count);
    case HeadRole:
        return true;
    default:
        return {};
    }
}

QVariant SelfTestModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (row.head)
        return headData(row, role);
    switch (role) {
    case Qt::DisplayRole:
        return row.check.title;
    case HeadRole:
        return false;
    case StatusRole:
        return static_cast<int>(statusOf(row));
    case SeenRole:
        return row.told ? row.check.seen : QString{};
    case AdviceRole:
        return row.told && isOpen(row.check.state) ? row.check.advice : QString{};
    case TookRole:
        return row.told ? tookText(row.check.tookMs) : QString{};
    case Qt::ToolTipRole: {
        QStringList lines{row.check.title};
        if (row.told)
            lines << row.check.seen << row.check.detail;
        lines.removeAll(QString{});
        return lines.join(u'\n').toHtmlEscaped().replace(u'\n', QLatin1String("<br>"));
    }
    case Qt::AccessibleTextRole: {
        QStringList parts{row.check.title, word(statusOf(row))};
        if (row.told) {
            parts << row.check.seen;
            if (isOpen(row.check.state) && !row.check.advice.isEmpty())
                parts << tr("What to do: %1").arg(row.check.advice);
        }
        return parts.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

} // namespace chatsync::ui
