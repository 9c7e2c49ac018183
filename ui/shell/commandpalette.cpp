// SPDX-License-Identifier: MIT
#include "ui/shell/commandpalette.h"

#include "ui/shell/actionregistry.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"

#include <QAction>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int visibleRows = 10;
constexpr int typingPauseMs = 120;

class PaletteDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, theme().height(Height::TableRow)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = theme().tokens();
        const PainterScope scope{*painter};
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, t.selection);
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, t.hover);
        const bool enabled = index.data(PaletteModel::EnabledRole).toBool();
        QRect left = option.rect.adjusted(space::medium, 0, -space::medium, 0);
        const auto mirrored = [&](const QRect &rect) {
            return QStyle::visualRect(option.direction, option.rect, rect);
        };
        const QRect picture(left.left(), left.center().y() - 7, 16, 16);
        index.data(Qt::DecorationRole).value<QIcon>().paint(painter, mirrored(picture));
        left.setLeft(picture.right() + space::base);

        const QString keys = index.data(PaletteModel::KeysRole).toString();
        if (!keys.isEmpty()) {
            const QSize cap = KeyCap::sizeFor(keys);
            const QRect at(left.right() - cap.width(), left.center().y() - cap.height() / 2 + 1, cap.width(),
                           cap.height());
            KeyCap::paint(*painter, mirrored(at), keys);
            left.setRight(at.left() - space::base);
        }
        const QString text = index.data(Qt::DisplayRole).toString();
        const QFont font = theme().font(FontRole::Body);
        drawText(*painter, mirrored(left), text, font, enabled ? t.text : t.disabled);
        left.setLeft(left.left() + QFontMetrics(font).horizontalAdvance(text) + space::medium);
        const QString aside = enabled ? index.data(PaletteModel::GroupRole).toString()
                                      : index.data(PaletteModel::ReasonRole).toString();
        drawText(*painter, mirrored(left), aside, theme().font(FontRole::Caption), t.text2);
    }
};

} // namespace

PaletteModel::PaletteModel(const ActionRegistry *actions, QObject *parent)
    : QAbstractListModel(parent)
    , m_actions(actions)
{
    setTyped({});
}

void PaletteModel::setTyped(const QString &typed, const std::optional<PaletteLead> &lead, const QObject *source)
{
    beginResetModel();
    QList<std::pair<int, QAction *>> fitting;
    for (QAction *action : m_actions->actions()) {
        const ActionSpec &spec = m_actions->spec(action);
        const int byText = fuzzyScore(typed, action->text());
        const int byGroup = fuzzyScore(typed, title(spec.group) + u' ' + action->text());
        if (const int score = std::max(2 * byText, byGroup); score > 0)
            fitting.append({score, action});
    }
    if (!typed.isEmpty()) {
        std::stable_sort(fitting.begin(), fitting.end(),
                         [](const auto &a, const auto &b) { return a.first > b.first; });
    }
    m_found.clear();
    m_hits.clear();
    for (const auto &[score, action] : fitting)
        m_found.append(action);
    const auto named = [&typed](const QAction *action) {
        return action->text().contains(typed, Qt::CaseInsensitive);
    };
    m_lead.reset();
    if (lead)
        m_lead = Hit{source, lead->hit};
    m_leadFirst = lead && (lead->sure || std::none_of(m_found.cbegin(), m_found.cend(), named));
    endResetModel();
}

/// Where the lead stands; -1 without one.
int PaletteModel::leadRow() const
{
    return !m_lead ? -1 : m_leadFirst ? 0 : static_cast<int>(m_found.size());
}

void PaletteModel::setHits(const QObject *source, const QList<PaletteHit> &hits)
{
    const auto gone = [source](const Hit &known) { return known.source == source; };
    beginResetModel();
    m_hits.removeIf(gone);
    for (const PaletteHit &hit : hits)
        m_hits.append({source, hit});
    endResetModel();
}

const PaletteModel::Hit *PaletteModel::foundAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    if (index.row() == leadRow())
        return &*m_lead;
    const qsizetype at = index.row() - m_found.size() - (m_lead ? 1 : 0);
    return at >= 0 && at < m_hits.size() ? &m_hits[at] : nullptr;
}

const PaletteHit *PaletteModel::hitAt(const QModelIndex &index) const
{
    const Hit *found = foundAt(index);
    return found ? &found->hit : nullptr;
}

const QObject *PaletteModel::sourceAt(const QModelIndex &index) const
{
    const Hit *found = foundAt(index);
    return found ? found->source : nullptr;
}

QVariant PaletteModel::hitData(const PaletteHit &hit, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return hit.text;
    case Qt::DecorationRole:
        return icon(hit.icon);
    case Qt::ToolTipRole:
        return QString{hit.text + QStringLiteral(" · ") + hit.aside}.toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return QStringList{hit.text, hit.group, hit.aside}.join(QStringLiteral(", "));
    case GroupRole:
        return hit.aside;
    case EnabledRole:
        return true;
    default:
        return {};
    }
}

QAction *PaletteModel::actionAt(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || foundAt(index))
        return nullptr;
    return m_found.at(index.row() - (m_leadFirst ? 1 : 0));
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size() + m_hits.size()) + (m_lead ? 1 : 0);
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (const PaletteHit *hit = hitAt(index))
        return hitData(*hit, role);
    const QAction *action = actionAt(index);
    if (!action)
        return {};
    const ActionSpec &spec = m_actions->spec(action);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    switch (role) {
    case Qt::DisplayRole:
        return action->text();
    case Qt::DecorationRole:
        return action->icon();
    case Qt::ToolTipRole:
        return action->toolTip();
    case Qt::AccessibleTextRole: {
        QStringList words{action->text(), title(spec.group)};
        if (!keys.isEmpty())
            words << keys;
        if (!action->isEnabled())
            words << tr("not available") << m_actions->disabledReason(action);
        return words.join(QStringLiteral(", "));
    }
    case GroupRole:
        return title(spec.group);
    case KeysRole:
        return keys;
    case EnabledRole:
        return action->isEnabled();
    case ReasonRole:
        return m_actions->disabledReason(action);
    case WritesRole:
        return spec.writes;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    return QAbstractListModel::flags(index); // A disabled action stays selectable: it says why.
}

CommandPalette::CommandPalette(QLineEdit *field, const ActionRegistry *actions, QWidget *window)
    : QFrame(window)
    , m_field(field)
    , m_model(new PaletteModel(actions, this))
    , m_list(new QListView(this))
    , m_none(new QLabel(this))
    , m_pause(new QTimer(this))
{
    setAccessibleName(tr("Found"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, space::tiny, 1, space::tiny);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addWidget(m_none);
    m_none->setContentsMargins(space::medium, space::base, space::medium, space::base);
    m_none->setTextFormat(Qt::PlainText);
    m_none->setWordWrap(true);
    setInk(m_none, Ink::Secondary);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Actions, participants and runs that fit"));
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        open();
        refresh();
    });
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPauseMs);
    connect(m_pause, &QTimer::timeout, this, &CommandPalette::askSources);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    hide();
}

void CommandPalette::open()
{
    if (isVisible())
        return;
    refresh();
    show();
    raise();
}

void CommandPalette::dismiss()
{
    hide();
}

void CommandPalette::refresh()
{
    const QString typed = m_field->text().trimmed();
    std::optional<PaletteLead> lead;
    const PaletteSource *leading = nullptr;
    for (const PaletteSource *source : std::as_const(m_sources)) {
        if (!lead && (lead = source->lead(typed)))
            leading = source;
    }
    m_model->setTyped(typed.left(100), lead, leading);
    m_pause->start();
    showRows();
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0, 0));
}

void CommandPalette::addSource(PaletteSource *source)
{
    source->setParent(this);
    m_sources.append(source);
    connect(source, &PaletteSource::found, this,
            [this, source](const QString &typed, const QList<PaletteHit> &hits) {
                if (!isVisible() || typed != m_field->text().trimmed())
                    return;
                const int row = std::max(0, m_list->currentIndex().row());
                m_model->setHits(source, hits);
                showRows();
                m_list->setCurrentIndex(m_model->index(row, 0));
            });
}

void CommandPalette::askSources()
{
    const QString typed = m_field->text().trimmed();
    if (!isVisible() || typed.isEmpty())
        return;
    for (PaletteSource *source : m_sources)
        source->find(typed);
}

void CommandPalette::showRows()
{
    const QString typed = m_field->text().trimmed();
    const bool any = m_model->rowCount() > 0;
    m_list->setVisible(any);
    m_none->setVisible(!any);
    m_none->setText(tr("No action, participant or recent run fits “%1”. Clear the field to see all actions.")
                        .arg(typed.left(60)));
    place();
}

void CommandPalette::place()
{
    const QPoint at = m_field->mapTo(parentWidget(), QPoint(0, m_field->height() + space::tiny));
    const int rows = std::min(visibleRows, m_model->rowCount());
    m_list->setFixedHeight(rows * theme().height(Height::TableRow));
    const int height = rows > 0
                           ? rows * theme().height(Height::TableRow) + 2 * space::tiny
                           : m_none->heightForWidth(m_field->width()) + 2 * space::tiny + 2 * space::base;
    setGeometry(at.x(), at.y(), m_field->width(), height);
}

void CommandPalette::choose()
{
    const QModelIndex current = m_list->currentIndex();
    if (const PaletteHit *found = m_model->hitAt(current)) {
        const PaletteHit hit = *found;
        const QObject *const source = m_model->sourceAt(current);
        m_field->clear();
        dismiss();
        for (PaletteSource *known : m_sources) {
            if (known == source)
                known->choose(hit);
        }
        return;
    }
    QAction *action = m_model->actionAt(current);
    if (!action || !action->isEnabled())
        return;
    m_field->clear();
    dismiss();
    Q_EMIT chosen(action);
}

void CommandPalette::move(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(row, 0));
}

bool CommandPalette::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
        isVisible() ? move(1) : open();
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(visibleRows);
        return true;
    case Qt::Key_PageUp:
        move(-visibleRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!isVisible())
            return false;
        choose();
        return true;
    case Qt::Key_Escape:
        if (!isVisible())
            return false;
        m_field->clear();
        dismiss();
        return true;
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field) {
        // Esc belongs to the open palette, not to the window's shortcut of the same key.
        if (event->type() == QEvent::ShortcutOverride && isVisible() &&
            static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
        if (event->type() == QEvent::KeyPress && handleKey(static_cast<QKeyEvent *>(event)->key()))
            return true;
        if (event->type() == QEvent::FocusOut)
            dismiss();
    } else if (event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    ui::drawFrame(painter, rect(), radius::frame, t.base, t.control);
}

} // namespace chatsync::ui
