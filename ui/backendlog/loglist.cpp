// SPDX-License-Identifier: MIT
#include "ui/backendlog/loglist.h"

#include "ui/backendlog/logwords.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/panebar.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

namespace {

using backendlog::FoundConversation;
using backendlog::LogCatalogue;

constexpr int side = space::medium + space::hair;
constexpr int glyphSize = 16;
constexpr int typingMs = 150;
const QString all = QStringLiteral("all");
const QString troubled = QStringLiteral("troubled");

enum Role { FoundRole = Qt::UserRole };

QString titleOf(const FoundConversation &found)
{
    return found.conversation.isEmpty() ? LogList::tr("Conversation at line %1").arg(found.line)
                                        : found.conversation;
}

class Delegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, theme().height(Height::ListRow) + 1};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *found = static_cast<const FoundConversation *>(index.data(FoundRole).value<void *>());
        if (!found)
            return;
        const PainterScope scope{*painter};
        QStyleOptionViewItem row = option;
        row.index = index;
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &row, painter, option.widget);
        const Tokens &t = theme().tokens();
        const auto mirrored = [&option](const QRect &rect) {
            return QStyle::visualRect(option.direction, option.rect, rect);
        };
        const Qt::Alignment start =
            QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignVCenter);
        const Qt::Alignment end =
            QStyle::visualAlignment(option.direction, Qt::AlignTrailing | Qt::AlignVCenter);
        const QRect room = option.rect.adjusted(side, 0, -side, -1);
        const int title = theme().lineHeight(FontRole::BodyStrong);
        const int line = theme().lineHeight(FontRole::Caption);
        const int top = room.top() + (room.height() - title - line) / 2;
        const Status status = statusOf(found->verdict);
        paintStatus(*painter,
                    mirrored(QRect(room.left(), top + (title - glyphSize) / 2, glyphSize, glyphSize)),
                    status);
        const int left = room.left() + glyphSize + space::base;
        const QString aside = found->at.isValid() ? found->at.toUTC().toString(QStringLiteral("HH:mm:ss"))
                                                  : LogList::tr("line %1").arg(found->line);
        const QFont small = theme().font(FontRole::Mono);
        const int asideWidth = QFontMetrics(small).horizontalAdvance(aside) + space::hair;
        const QString verdict = word(found->verdict);
        const QFont strong = theme().font(FontRole::BodyStrong);
        const int verdictWidth = QFontMetrics(strong).horizontalAdvance(verdict) + space::base;
        drawText(*painter, mirrored(QRect(left, top, verdictWidth, title)), verdict, strong,
                 inkOf(status, t).text, start);
        drawText(*painter,
                 mirrored(QRect(left + verdictWidth, top,
                                room.right() - left - verdictWidth - asideWidth - space::base, title)),
                 titleOf(*found), theme().font(FontRole::Mono), t.text, start, Qt::ElideMiddle);
        drawText(*painter, mirrored(QRect(room.right() + 1 - asideWidth, top, asideWidth, title)), aside,
                 small, t.text2, end, Qt::ElideNone);
        drawText(*painter, mirrored(QRect(left, top + title, room.right() - left + 1, line)),
                 withShortIds(found->sentence), theme().font(FontRole::Caption), t.text2, start);
    }
};

} // namespace

// ---- Model

LogListModel::LogListModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void LogListModel::setCatalogue(const LogCatalogue *catalogue)
{
    beginResetModel();
    m_catalogue = catalogue;
    m_rows.clear();
    m_seen = 0;
    endResetModel();
    grow();
}

bool LogListModel::passes(const FoundConversation &found) const
{
    return (!m_troubledOnly || !backendlog::isHealthy(found.verdict)) &&
           (m_text.isEmpty() || found.search.contains(m_text));
}

void LogListModel::grow()
{
    if (!m_catalogue || m_seen >= m_catalogue->size())
        return;
    std::vector<quint32> more;
    for (; m_seen < m_catalogue->size(); ++m_seen) {
        if (passes(m_catalogue->at(m_seen)))
            more.push_back(quint32(m_seen));
    }
    if (more.empty())
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + more.size()) - 1);
    m_rows.insert(m_rows.end(), more.begin(), more.end());
    endInsertRows();
}

void LogListModel::setFilter(bool troubledOnly, const QString &text)
{
    const QByteArray lower = text.trimmed().toLower().toUtf8();
    if (troubledOnly == m_troubledOnly && lower == m_text)
        return;
    beginResetModel();
    m_troubledOnly = troubledOnly;
    m_text = lower;
    m_rows.clear();
    for (m_seen = 0; m_catalogue && m_seen < m_catalogue->size(); ++m_seen) {
        if (passes(m_catalogue->at(m_seen)))
            m_rows.push_back(quint32(m_seen));
    }
    endResetModel();
}

int LogListModel::rowOf(size_t conversation) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), quint32(conversation));
    return found != m_rows.end() && *found == conversation ? int(found - m_rows.begin()) : -1;
}

int LogListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant LogListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FoundConversation &found = m_catalogue->at(conversation(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(found);
    case Qt::ToolTipRole:
        return QStringLiteral("<span>%1</span>").arg(found.sentence.toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return QStringList{word(found.verdict), titleOf(found), LogList::tr("line %1").arg(found.line),
                           found.sentence}
            .join(QStringLiteral(", "));
    case FoundRole:
        return QVariant::fromValue(const_cast<void *>(static_cast<const void *>(&found)));
    default:
        return {};
    }
}

// ---- List

LogList::LogList(QWidget *parent)
    : QWidget(parent)
    , m_model(new LogListModel(this))
    , m_pages(new QStackedWidget(this))
    , m_view(new QListView)
    , m_none(new EmptyState(Icon::BackendLog, {}, {}))
    , m_hidden(new EmptyState(Icon::Filter, tr("No conversation matches"), {}))
    , m_filter(new SegmentedControl)
    , m_field(new QLineEdit)
    , m_count(new QLabel)
    , m_typing(new QTimer(this))
{
    setSurface(this, Surface::Base);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new PaneBar(Qt::BottomEdge, this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::medium, space::small, space::medium, space::small + 1);
    row->setSpacing(space::base);
    m_field->setPlaceholderText(tr("Filter by id or words"));
    m_field->setAccessibleName(tr("Filter conversations"));
    m_field->addAction(icon(Icon::Filter), QLineEdit::LeadingPosition)->setText(m_field->accessibleName());
    addClearButton(m_field);
    m_filter->addSegment(all, tr("All"), tr("Every conversation of the log"));
    m_filter->addSegment(troubled, tr("Troubled"), tr("Only those that did not simply work"));
    m_filter->setAccessibleName(tr("Which conversations"));
    setFontRole(m_count, FontRole::Caption);
    setInk(m_count, Ink::Secondary);
    m_count->setTextFormat(Qt::PlainText);
    row->addWidget(m_filter);
    row->addWidget(m_field, 1);
    row->addWidget(m_count);
    column->addWidget(bar);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new Delegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setAccessibleName(tr("Conversations"));
    setRowLines(m_view);
    followTheme(m_view, [this] { m_view->doItemsLayout(); });
    for (QWidget *page : std::initializer_list<QWidget *>{m_view, m_none, m_hidden})
        m_pages->addWidget(page);
    column->addWidget(m_pages, 1);
    connect(m_hidden->addAction(tr("Clear filter")), &QPushButton::clicked, this, [this] {
        m_field->clear();
        m_filter->setValue(all);
        applyFilter();
        m_view->setFocus();
    });
    m_typing->setSingleShot(true);
    m_typing->setInterval(typingMs);
    connect(m_typing, &QTimer::timeout, this, &LogList::applyFilter);
    connect(m_field, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_filter, &SegmentedControl::valueChanged, this, &LogList::applyFilter);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &now) {
                if (!m_quiet && now.isValid())
                    Q_EMIT chosen(m_model->conversation(now.row()));
            });
}

void LogList::setCatalogue(const LogCatalogue *catalogue)
{
    m_catalogue = catalogue;
    m_quiet = true;
    m_model->setCatalogue(catalogue);
    m_quiet = false;
    updateCounts();
}

void LogList::refresh()
{
    m_model->grow();
    updateCounts();
}

void LogList::setReading(bool reading)
{
    m_reading = reading;
    updateCounts();
}

void LogList::updateCounts()
{
    const int shown = m_model->rowCount();
    const bool none = !m_catalogue || m_catalogue->size() == 0;
    m_pages->setCurrentWidget(none         ? static_cast<QWidget *>(m_none)
                              : shown == 0 ? m_hidden
                                           : static_cast<QWidget *>(m_view));
    if (none) {
        m_none->setTexts(m_reading ? tr("No conversation yet") : tr("No conversation in this log"),
                         m_reading ? tr("The log is being read.")
                                   : tr("None of its lines is about a conversation. Check that it is the log "
                                        "of OneCrew's backend."));
    }
    const qint64 whole = m_catalogue ? m_catalogue->found() : 0;
    const QLocale locale;
    m_count->setText(shown == whole ? locale.toString(whole)
                                    : tr("%1 of %2").arg(locale.toString(shown), locale.toString(whole)));
    const qint64 leftOut = m_catalogue ? m_catalogue->leftOut() : 0;
    const int leftOutCount = static_cast<int>(leftOut);
    m_count->setToolTip(
        leftOut > 0
            ? tr("%Ln conversation(s) that work are counted alone: the memory is kept for those in trouble.",
                 nullptr, leftOutCount)
            : QString{});
}

void LogList::applyFilter()
{
    const std::optional<size_t> before = current();
    m_quiet = true;
    m_model->setFilter(troubledOnly(), m_field->text());
    if (const int row = before ? m_model->rowOf(*before) : -1; row >= 0)
        m_view->setCurrentIndex(m_model->index(row));
    m_quiet = false;
    updateCounts();
}

std::optional<size_t> LogList::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? std::optional{m_model->conversation(index.row())} : std::nullopt;
}

void LogList::select(size_t conversation)
{
    m_quiet = true;
    int row = m_model->rowOf(conversation);
    if (row < 0) {
        m_field->clear();
        m_typing->stop();
        m_filter->setValue(all);
        m_model->setFilter(false, {});
        row = m_model->rowOf(conversation);
        updateCounts();
    }
    const QModelIndex index = m_model->index(row);
    if (index.isValid()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
    }
    m_quiet = false;
}

bool LogList::selectTrouble(bool forward)
{
    const int rows = m_model->rowCount();
    int row = m_view->currentIndex().row();
    row = row < 0 ? (forward ? -1 : rows) : row;
    for (row += forward ? 1 : -1; row >= 0 && row < rows; row += forward ? 1 : -1) {
        if (backendlog::isHealthy(m_catalogue->at(m_model->conversation(row)).verdict))
            continue;
        m_view->setCurrentIndex(m_model->index(row));
        return true;
    }
    return false;
}

bool LogList::troubledOnly() const
{
    return m_filter->value() == troubled;
}

void LogList::setTroubledOnly(bool only)
{
    m_filter->setValue(only ? troubled : all);
    applyFilter();
}

} // namespace chatsync::ui
