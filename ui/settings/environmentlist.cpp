// SPDX-License-Identifier: MIT
#include "ui/settings/environmentlist.h"

#include "ui/settings/environmentlistmodel.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/environmentpill.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/panebar.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QToolButton>

namespace chatsync::ui {

namespace {

constexpr int tileSize = 32;
constexpr int glyphSize = 16;
constexpr int listWidth = 253;

class RowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {tileSize * 3, theme().height(Height::ListRow) + 1};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        row.index = index;
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &row, painter, option.widget);
        const Tokens &t = theme().tokens();
        const auto visual = [&option](const QRect &at) {
            return QStyle::visualRect(option.direction, option.rect, at);
        };
        const QRect all = option.rect.adjusted(space::medium, 0, -space::medium, -1);
        QRect tile(all.left(), 0, tileSize, tileSize);
        tile.moveTop(all.top() + (all.height() - tileSize) / 2);
        const auto kind = static_cast<EnvironmentKind>(index.data(EnvironmentListModel::KindRole).toInt());
        const EnvironmentInk &ink = inkOf(kind, t);
        drawFrame(*painter, visual(tile), radius::frame, ink.fill, ink.border);
        const int inset = (tileSize - glyphSize) / 2;
        icon(iconOf(kind), ink.text).paint(painter, visual(tile.adjusted(inset, inset, -inset, -inset)));

        QRect text = all.adjusted(tileSize + space::base + space::hair, 0, 0, 0);
        if (const QVariant status = index.data(EnvironmentListModel::StatusRole); status.isValid()) {
            QRect glyph(all.right() + 1 - glyphSize, 0, glyphSize, glyphSize);
            glyph.moveTop(all.top() + (all.height() - glyphSize) / 2);
            paintStatus(*painter, visual(glyph), static_cast<Status>(status.toInt()));
            text.setRight(glyph.left() - space::base);
        }
        const int nameHeight = theme().lineHeight(FontRole::BodyStrong);
        const int lineHeight = theme().lineHeight(FontRole::Caption);
        const int top = all.top() + (all.height() - nameHeight - lineHeight) / 2;
        QRect name(text.left(), top, text.width(), nameHeight);
        if (index.data(EnvironmentListModel::InUseRole).toBool())
            drawBadge(*painter, name, index, visual);
        drawText(*painter, visual(name), index.data().toString(), theme().font(FontRole::BodyStrong), t.text);
        drawText(*painter, visual(QRect(text.left(), top + nameHeight, text.width(), lineHeight)),
                 index.data(EnvironmentListModel::LineRole).toString(), theme().font(FontRole::Caption),
                 t.text2);
    }

private:
    /// Behind the name, which gives way to it.
    template<typename Visual>
    static void drawBadge(QPainter &painter, QRect &name, const QModelIndex &index, const Visual &visual)
    {
        const QString text = EnvironmentList::tr("In use");
        const QFont font = theme().font(FontRole::Badge);
        const int width = QFontMetrics(font).horizontalAdvance(text) + 2 * space::small + 2;
        const int wanted =
            QFontMetrics(theme().font(FontRole::BodyStrong)).horizontalAdvance(index.data().toString());
        name.setWidth(std::min(wanted + 1, name.width() - width - space::base));
        const int height = std::min(theme().height(Height::Badge), name.height());
        const QRect badge(name.right() + 1 + space::base, name.top() + (name.height() - height) / 2, width,
                          height);
        drawFrame(painter, visual(badge), radius::badge, {}, theme().tokens().control);
        drawText(painter, visual(badge), text, font, theme().tokens().text2, Qt::AlignCenter);
    }
};

QToolButton *headButton(Icon id, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(
        id, +[] { return theme().tokens().link; }));
    button->setAutoRaise(true);
    button->setFixedSize(28, 28);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

EnvironmentList::EnvironmentList(EnvironmentListModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new QListView(this))
    , m_banner(new VerdictBanner(this))
    , m_use(new QAction(icon(Icon::Run), tr("Work here"), this))
    , m_duplicate(new QAction(icon(Icon::Copy), tr("Duplicate"), this))
    , m_remove(new QAction(icon(Icon::Close), tr("Remove..."), this))
{
    setSurface(this, Surface::Base);
    m_view->setModel(model);
    m_view->setItemDelegate(new RowDelegate(m_view));
    m_view->setAccessibleName(tr("Environments"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions({m_use, m_duplicate, m_remove});
    setRowLines(m_view);
    connect(&theme(), &Theme::changed, m_view, [this] { m_view->doItemsLayout(); });
    m_banner->hide();
    auto *margin = new QVBoxLayout;
    margin->setContentsMargins(space::base, 0, space::base, 0);
    margin->addWidget(m_banner);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addLayout(margin);
    layout->addWidget(m_view, 1);
    layout->addWidget(buildFoot());
    // Half of the growth is left to wrapping and eliding, as in the window.
    followTheme(this, [this] { setFixedWidth((listWidth + theme().scaled(listWidth)) / 2); });

    connect(m_use, &QAction::triggered, this, &EnvironmentList::useRequested);
    connect(m_duplicate, &QAction::triggered, this, &EnvironmentList::duplicateRequested);
    connect(m_remove, &QAction::triggered, this, &EnvironmentList::removeRequested);
    m_duplicate->setToolTip(tr("A new environment with the same values, without their secrets"));
    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetShortcut);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { Q_EMIT chosen(current()); });
    // A reset leaves none chosen.
    connect(model, &QAbstractItemModel::modelReset, this, [this] { Q_EMIT chosen(current()); });
}

QWidget *EnvironmentList::buildHead()
{
    auto *bar = new PaneBar(Qt::BottomEdge, this);
    auto *title = new QLabel(tr("Environments"), bar);
    setFontRole(title, FontRole::Heading);
    QToolButton *add = headButton(Icon::New, tr("Add an environment"), bar);
    QToolButton *more = headButton(Icon::More, tr("More for the chosen environment"), bar);
    auto *menu = new QMenu(more);
    menu->setToolTipsVisible(true);
    menu->addActions({m_use, m_duplicate, m_remove});
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    setAccessibleRole(bar, QAccessible::ToolBar);
    setAccessiblePopup(bar, menu);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::pane - 2, 0, space::base, 1);
    layout->setSpacing(space::small);
    layout->addWidget(title, 1);
    layout->addWidget(add);
    layout->addWidget(more);
    followTheme(bar, [bar] { bar->setFixedHeight(theme().height(Height::PaneBar)); });
    connect(add, &QToolButton::clicked, this, &EnvironmentList::addRequested);
    return bar;
}

QWidget *EnvironmentList::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *import = new KeyButton(foot); // Its icon goes before the pane grows.
    import->setIcon(icon(Icon::Import));
    import->setText(tr("Import..."));
    import->setToolTip(tr("Adds the environments of a file"));
    auto *save = new KeyButton(foot);
    save->setIcon(icon(Icon::Export));
    save->setText(tr("Export..."));
    save->setToolTip(tr("Writes all kept environments into a file"));
    setSmall(import);
    setSmall(save);
    auto *note = new QLabel(tr("Files carry no secrets and no passwords. They may go into Git."), foot);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    setFontRole(note, FontRole::Caption);
    setInk(note, Ink::Secondary);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::base);
    row->addWidget(import);
    row->addWidget(save);
    row->addStretch();
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(space::pane - 2, space::medium, space::pane - 2, space::medium);
    layout->setSpacing(space::base);
    layout->addLayout(row);
    layout->addWidget(note);
    connect(import, &QPushButton::clicked, this, &EnvironmentList::importRequested);
    connect(save, &QPushButton::clicked, this, &EnvironmentList::exportRequested);
    return foot;
}

QString EnvironmentList::current() const
{
    return m_view->currentIndex().data(EnvironmentListModel::KeyRole).toString();
}

void EnvironmentList::setCurrent(const QString &key)
{
    const int row = m_model->rowOf(key);
    if (row >= 0)
        m_view->setCurrentIndex(m_model->index(row));
}

void EnvironmentList::allow(bool use, const QString &useReason, bool remove, const QString &removeReason)
{
    m_use->setEnabled(use);
    m_use->setToolTip(use ? tr("The window works with this environment from now on") : useReason);
    m_duplicate->setEnabled(!current().isEmpty());
    m_remove->setEnabled(remove);
    m_remove->setToolTip(remove ? tr("Takes it out of the file, and its secrets out of the keychain")
                                : removeReason);
}

void EnvironmentList::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.base);
    drawEdge(painter, rect(), isRightToLeft() ? Qt::LeftEdge : Qt::RightEdge, t.line);
}

} // namespace chatsync::ui
