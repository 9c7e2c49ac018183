// SPDX-License-Identifier: MIT
#include "ui/lookup/resultspane.h"

#include "ui/lookup/lookuptexts.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/panebar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

Q_DECLARE_METATYPE(const chatsync::ui::ResultItem *)

namespace chatsync::ui {

namespace {

using Kind = ResultItem::Kind;

constexpr int side = space::medium + space::hair;
constexpr int avatarSize = 32;
constexpr int pairSize = 24;
constexpr int glyphSize = 16;
constexpr int groupHeight = 26;
constexpr qsizetype longestShown = 300;

const ResultItem *itemOf(const QModelIndex &index)
{
    return index.data(ResultsModel::ItemRole).value<const ResultItem *>();
}

class ResultDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const ResultItem *item = itemOf(index);
        const int height = item && item->kind == Kind::Group
                               ? std::max(theme().scaled(groupHeight), groupHeight)
                               : theme().height(Height::ListRow);
        return {100, height + 1};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ResultItem *item = itemOf(index);
        if (!item)
            return;
        const PainterScope scope{*painter};
        if (item->kind == Kind::Group)
            paintGroup(*painter, option, *item);
        else
            paintItem(*painter, option, index, *item);
    }

private:
    static QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
    {
        return QStyle::visualRect(option.direction, option.rect, rect);
    }
    static Qt::Alignment start(const QStyleOptionViewItem &option)
    {
        return QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignVCenter);
    }

    static void paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const ResultItem &item)
    {
        const Tokens &t = theme().tokens();
        painter.fillRect(option.rect, t.window);
        drawEdge(painter, option.rect, Qt::BottomEdge, t.line);
        drawText(painter, option.rect.adjusted(side, 0, -side, -1), item.title,
                 theme().font(FontRole::CaptionStrong), t.text2, start(option));
    }

    static void paintItem(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                          const ResultItem &item)
    {
        QStyleOptionViewItem row = option;
        row.index = index;
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &row, &painter, option.widget);
        const Tokens &t = theme().tokens();
        QRect room = option.rect.adjusted(side, 0, -side, -1);
        QRect picture(room.left(), room.center().y() - avatarSize / 2 + 1, avatarSize, avatarSize);
        const int wide = paintPicture(painter, option, item, picture);
        room.setLeft(room.left() + wide + space::medium - 2);
        if (item.status && item.kind != Kind::Table) {
            QRect glyph(room.right() + 1 - glyphSize, room.center().y() - glyphSize / 2 + 1, glyphSize,
                        glyphSize);
            paintStatus(painter, mirrored(option, glyph), *item.status);
            room.setRight(glyph.left() - space::base);
        }
        const int title = theme().lineHeight(FontRole::BodyStrong);
        const int line = theme().lineHeight(FontRole::Caption);
        const int top = room.top() + (room.height() - title - line) / 2;
        QRect upper(room.left(), top, room.width(), title);
        const QFont strong = theme().font(FontRole::BodyStrong);
        const bool badge = item.people.size() == 1;
        const QString kind = badge ? lookuptexts::kindWord(item.people.first().kind) : QString{};
        const QFont small = theme().font(FontRole::Badge);
        const int badgeWidth = badge ? QFontMetrics(small).horizontalAdvance(kind) + 2 * space::small + 2 : 0;
        const QString shown = item.title.left(longestShown).simplified();
        QRect name = upper;
        name.setWidth(std::max(0, upper.width() - (badge ? badgeWidth + space::base : 0)));
        drawText(painter, mirrored(option, name), shown, strong, t.text, start(option));
        if (badge) {
            const int used = std::min(name.width(), QFontMetrics(strong).horizontalAdvance(shown));
            const int height = theme().height(Height::Badge);
            const QRect frame =
                mirrored(option, QRect(name.left() + used + space::base, upper.center().y() - height / 2 + 1,
                                       badgeWidth, height));
            const bool company = item.people.first().kind == ParticipantKind::Company;
            drawFrame(painter, frame, radius::badge, company ? t.neutral.tint : t.base, t.control);
            drawText(painter, frame, kind, small, t.text2, Qt::AlignCenter);
        }
        const QRect lower(room.left(), top + title, room.width(), line);
        drawText(painter, mirrored(option, lower), item.line.left(longestShown).simplified(),
                 theme().font(item.mono ? FontRole::Mono : FontRole::Caption), t.text2, start(option),
                 item.mono ? Qt::ElideMiddle : Qt::ElideRight);
    }

    /// Gives the width it took.
    static int paintPicture(QPainter &painter, const QStyleOptionViewItem &option, const ResultItem &item,
                            const QRect &picture)
    {
        if (item.people.size() == 1) {
            const RecentLookUp::Person &person = item.people.first();
            Avatar::paint(painter, mirrored(option, picture), person.id, person.name, person.kind);
            return avatarSize;
        }
        if (item.people.size() > 1) {
            const QRect first(picture.left(), picture.top() - 2, pairSize, pairSize);
            const QRect second(picture.left() + pairSize - 4, picture.bottom() - pairSize + 3, pairSize,
                               pairSize);
            for (int i = 0; i < 2; ++i) {
                const RecentLookUp::Person &person = item.people[i];
                Avatar::paint(painter, mirrored(option, i == 0 ? first : second), person.id, person.name,
                              person.kind);
            }
            return 2 * pairSize - 4;
        }
        const Icon what = item.kind == Kind::Run     ? Icon::Runs
                          : item.kind == Kind::More  ? Icon::Next
                          : item.kind == Kind::Table ? Icon::Checklist
                                                     : Icon::LookUp;
        icon(what).paint(&painter, mirrored(option, picture.adjusted(6, 6, -6, -6)));
        return avatarSize;
    }
};

/// Keys and what they do; those that have no room are left out, the last ones first.
class KeyRow final : public QWidget {
public:
    using QWidget::QWidget;

    void add(KeyCap *keys, QWidget *text) { m_pairs.append({keys, text}); }
    QSize minimumSizeHint() const override { return {0, QWidget::minimumSizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QWidget::resizeEvent(event);
        const QMargins around = layout()->contentsMargins();
        int room = width() - around.left() - around.right();
        for (const auto &[keys, text] : std::as_const(m_pairs)) {
            room -= keys->sizeHint().width() + text->sizeHint().width() + 2 * layout()->spacing();
            keys->setVisible(room >= 0);
            text->setVisible(room >= 0);
        }
    }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), theme().tokens().base);
        drawEdge(painter, rect(), Qt::TopEdge, theme().tokens().line);
    }

private:
    QList<std::pair<KeyCap *, QWidget *>> m_pairs;
};

} // namespace

ResultsPane::ResultsPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new ResultsModel(this))
    , m_list(new QListView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    setSurface(this, Surface::Base);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ResultDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAccessibleName(tr("Results"));
    m_list->installEventFilter(this);
    setRowLines(m_list);
    followTheme(m_list, [this] { m_list->doItemsLayout(); });
    layout->addWidget(m_list, 1);
    layout->addWidget(buildKeys());
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_quiet && current())
            Q_EMIT chosen();
    });
    connect(m_list, &QListView::clicked, this, [this] {
        // These lead somewhere else: a click is enough.
        const ResultItem *item = current();
        if (item && (item->kind == Kind::More || item->kind == Kind::Recent || item->kind == Kind::Run))
            Q_EMIT opened();
    });
    connect(m_list, &QListView::doubleClicked, this, [this] {
        if (current())
            Q_EMIT opened();
    });
    connect(m_list, &QListView::customContextMenuRequested, this, [this](const QPoint &at) {
        if (current())
            Q_EMIT menuRequested(m_list->viewport()->mapToGlobal(at));
    });
    setAccessibleName(tr("Results"));
}

QWidget *ResultsPane::buildHeader()
{
    auto *head = new PaneBar(Qt::BottomEdge, this);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(side, space::medium, side, space::medium);
    column->setSpacing(space::hair);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::base);
    m_heading = new QLabel(head);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    setFontRole(m_heading, FontRole::Label);
    m_ring = new StatusGlyph(Status::Running, 14, head);
    m_ring->hide();
    m_aside = new QLabel(head);
    m_aside->setTextFormat(Qt::PlainText);
    setFontRole(m_aside, FontRole::Caption);
    setInk(m_aside, Ink::Secondary);
    row->addWidget(m_heading, 1);
    row->addWidget(m_ring);
    row->addWidget(m_aside);
    column->addLayout(row);
    m_detail = new QLabel(head);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setWordWrap(true);
    setFontRole(m_detail, FontRole::Caption);
    setInk(m_detail, Ink::Secondary);
    column->addWidget(m_detail);
    return head;
}

QWidget *ResultsPane::buildKeys()
{
    auto *bar = new KeyRow(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(side, space::base, side, space::base);
    row->setSpacing(space::small);
    const auto add = [&](const QString &keys, const QString &text) {
        auto *cap = new KeyCap(keys, bar);
        row->addWidget(cap);
        auto *label = new ElidedLabel(text, ElidedLabel::Kind::Sentence, bar);
        setFontRole(label, FontRole::Caption);
        setInk(label, Ink::Secondary);
        row->addWidget(label, 1);
        bar->add(cap, label);
    };
    add(QStringLiteral("↑ ↓"), tr("choose"));
    add(tr("Enter"), tr("open"));
    add(QStringLiteral("Ctrl+C"), tr("copy id"));
    return bar;
}

void ResultsPane::setHeading(const QString &heading, const QString &detail, const QString &aside)
{
    m_heading->setText(withSoftBreaks(heading, 24));
    m_detail->setText(withSoftBreaks(detail, 30));
    m_detail->setVisible(!detail.isEmpty());
    m_aside->setText(aside);
}

QString ResultsPane::heading() const
{
    return m_heading->text();
}

QString ResultsPane::detail() const
{
    return m_detail->text();
}

void ResultsPane::setSearching(bool searching)
{
    m_ring->setVisible(searching);
    m_ring->setStatus(Status::Running, tr("Searching"));
    m_aside->setVisible(!searching);
}

bool ResultsPane::isSearching() const
{
    return !m_ring->isHidden();
}

void ResultsPane::setItems(const QList<ResultItem> &items)
{
    m_quiet = true;
    m_model->setItems(items);
    m_quiet = false;
}

bool ResultsPane::select(const ResultItem &wanted)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_model->items()[row].sameAs(wanted))
            continue;
        m_quiet = true;
        m_list->setCurrentIndex(m_model->index(row));
        m_quiet = false;
        return true;
    }
    return false;
}

void ResultsPane::selectRow(int row)
{
    if (row < 0) {
        m_list->setCurrentIndex({});
        return;
    }
    const QModelIndex wanted = m_model->index(row);
    if (m_list->currentIndex() == wanted)
        Q_EMIT chosen();
    else
        m_list->setCurrentIndex(wanted);
}

const ResultItem *ResultsPane::current() const
{
    return m_model->at(m_list->currentIndex());
}

bool ResultsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy)) {
            Q_EMIT copyRequested();
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && current()) {
            Q_EMIT opened();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace chatsync::ui
