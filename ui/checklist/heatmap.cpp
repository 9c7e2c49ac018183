// SPDX-License-Identifier: MIT
#include "ui/checklist/companymodel.h"

#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/avatar.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

namespace chatsync::ui {

namespace {

constexpr int glyphSize = 14;
constexpr int smallGlyph = 11;
constexpr int avatarSize = 22;
constexpr int cellHeight = 24;
constexpr int companyWidth = 216;
constexpr int cellWidth = 74;
constexpr int failedWidth = 74;
constexpr int headerHeight = 40;

class HeatDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = theme().tokens();
        painter->fillRect(option.rect, t.base);
        drawEdge(*painter, option.rect, Qt::BottomEdge, t.lineSoft);
        const int last = index.model()->columnCount() - 1;
        if (index.column() == 0)
            paintCompany(painter, option, index);
        else if (index.column() == last)
            paintFailed(painter, option, index);
        else
            paintCell(painter, option, index);
    }

private:
    static QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
    {
        return QStyle::visualRect(option.direction, option.rect, rect);
    }
    static void paintCompany(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const Tokens &t = theme().tokens();
        QRect room = option.rect.adjusted(space::pane, 0, -space::base, -1);
        QRect avatar(room.left(), 0, avatarSize, avatarSize);
        avatar.moveTop(room.center().y() - avatarSize / 2 + 1);
        const QString name = index.data().toString();
        Avatar::paint(*painter, mirrored(option, avatar), index.data(CompanyModel::IdRole).toString(), name,
                      ParticipantKind::Company);
        room.setLeft(avatar.right() + 1 + space::base);
        const bool fresh = index.data(CompanyModel::NewRole).toBool();
        const QFont small = theme().font(FontRole::Badge);
        const QString words = CompanyModel::tr("New");
        const int wide = fresh ? QFontMetrics(small).horizontalAdvance(words) + 2 * space::small : 0;
        const bool chosen = option.state.testFlag(QStyle::State_HasFocus);
        const QFont font = theme().font(chosen ? FontRole::BodyStrong : FontRole::Body);
        QRect text = room;
        text.setWidth(std::min(QFontMetrics(font).horizontalAdvance(name) + 1,
                               room.width() - (fresh ? wide + space::base : 0)));
        drawText(*painter, mirrored(option, text), name, font, t.text,
                 QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignVCenter));
        if (fresh) {
            QRect badge(text.right() + space::base, 0, wide, theme().height(Height::Badge));
            badge.moveTop(room.center().y() - badge.height() / 2 + 1);
            drawFrame(*painter, mirrored(option, badge), radius::badge, t.accentTint, t.accentLine);
            drawText(*painter, mirrored(option, badge), words, small, t.link, Qt::AlignCenter);
        }
        paintFocus(painter, option, option.rect.adjusted(space::tiny, 2, -space::tiny, -3));
    }
    static void paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const Tokens &t = theme().tokens();
        const auto verdict = static_cast<CheckVerdict>(index.data(CompanyModel::VerdictRole).toInt());
        QRect cell = option.rect.adjusted(3, 0, -3, -1);
        const int height = theme().scaled(cellHeight);
        cell.setTop(option.rect.top() + (option.rect.height() - 1 - height) / 2);
        cell.setHeight(height);
        QRect glyph(0, 0, glyphSize, glyphSize);
        glyph.moveCenter(cell.center());
        if (verdict == CheckVerdict::NotApplicable) {
            drawText(*painter, cell, QStringLiteral("–"), theme().font(FontRole::Body), t.text2,
                     Qt::AlignCenter);
        } else if (verdict == CheckVerdict::NotRun) {
            const bool running = index.data(CompanyModel::RunningRole).toBool();
            if (running)
                paintStatus(*painter, glyph, Status::Running);
        } else {
            const StatusInk &ink = inkOf(statusOf(verdict), t);
            drawFrame(*painter, cell, radius::badge, ink.tint,
                      verdict == CheckVerdict::Passed ? QColor{} : ink.line);
            paintStatus(*painter, glyph, statusOf(verdict));
        }
        paintFocus(painter, option, cell.adjusted(-1, -1, 1, 1));
    }
    static void paintFocus(QPainter *painter, const QStyleOptionViewItem &option, const QRect &around)
    {
        if (option.state.testFlag(QStyle::State_Selected))
            drawFrame(*painter, around, radius::badge + 1, {}, theme().tokens().accent, 2);
    }
    static void paintFailed(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const Tokens &t = theme().tokens();
        const int failed = index.data(CompanyModel::FailedRole).toInt();
        const QString rest = CompanyModel::tr(" of %1").arg(index.data(CompanyModel::CountedRole).toInt());
        const QString number = QLocale().toString(failed);
        const QFont mono = theme().font(FontRole::Mono);
        const QRect room = option.rect.adjusted(0, 0, -space::pane, -1);
        const Qt::Alignment end =
            QStyle::visualAlignment(option.direction, Qt::AlignTrailing | Qt::AlignVCenter);
        const int restWidth = QFontMetrics(mono).horizontalAdvance(rest);
        drawText(*painter, mirrored(option, room), rest, mono, t.text2, end);
        QFont strong = mono;
        strong.setWeight(failed > 0 ? QFont::DemiBold : QFont::Normal);
        drawText(*painter, mirrored(option, room.adjusted(0, 0, -restWidth, 0)), number, strong,
                 failed > 0 ? t.fail.text : t.text2, end);
        paintFocus(painter, option, option.rect.adjusted(space::tiny, 2, -space::tiny, -3));
    }
};

/// The name of the scenario, and below it how many failed.
class HeatHeader final : public QHeaderView {
public:
    explicit HeatHeader(QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
    {
        setHighlightSections(false);
        setSectionsClickable(false);
    }

    QSize sizeHint() const override
    {
        return {QHeaderView::sizeHint().width(), theme().scaled(headerHeight)};
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const Tokens &t = theme().tokens();
        painter->fillRect(rect, t.window);
        drawEdge(*painter, rect, Qt::BottomEdge, t.line);
        const QFont font = theme().font(FontRole::TableHeader);
        const QString title = model()->headerData(section, Qt::Horizontal).toString();
        const QVariant count = model()->headerData(section, Qt::Horizontal, CompanyModel::FailedRole);
        if (!count.isValid()) {
            const bool first = section == 0;
            const QRect room = rect.adjusted(space::pane, 0, -space::pane, 0);
            const Qt::Alignment side =
                QStyle::visualAlignment(layoutDirection(), first ? Qt::AlignLeading : Qt::AlignTrailing);
            drawText(*painter, room, title, font, t.text2, side | Qt::AlignVCenter);
            return;
        }
        const int half = rect.height() / 2;
        drawText(*painter, QRect(rect.left() + 2, rect.top() + 2, rect.width() - 4, half), title, font,
                 t.text2, Qt::AlignCenter);
        const QString number = QLocale().toString(count.toInt());
        const QFont mono = theme().font(FontRole::MonoSmall);
        const QRect below(rect.left(), rect.top() + half - 2, rect.width(), half);
        if (count.toInt() == 0) {
            drawText(*painter, below, number, mono, t.text2, Qt::AlignCenter);
            return;
        }
        const int wide = QFontMetrics(mono).horizontalAdvance(number);
        const int left = below.center().x() - (smallGlyph + space::tiny + wide) / 2;
        QRect glyph(left, 0, smallGlyph, smallGlyph);
        glyph.moveTop(below.center().y() - smallGlyph / 2);
        paintStatus(*painter, glyph, Status::Fail);
        drawText(*painter, QRect(glyph.right() + 1 + space::tiny, below.top(), wide + 2, below.height()),
                 number, mono, t.fail.text, Qt::AlignLeft | Qt::AlignVCenter);
    }
};

} // namespace

QTableView *makeHeatMap(CompanyFilter *filter, CompanyModel *model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setHorizontalHeader(new HeatHeader(table));
    table->setModel(filter);
    table->setItemDelegate(new HeatDelegate(table));
    table->setAccessibleName(CompanyModel::tr("Companies by scenarios"));
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    const auto size = [table, model] {
        QHeaderView *header = table->horizontalHeader();
        table->verticalHeader()->setDefaultSectionSize(theme().height(Height::TableRow));
        header->setFixedHeight(theme().scaled(headerHeight));
        const int last = model->columnCount() - 1;
        for (int column = 0; column <= last; ++column) {
            const int width = column == 0 ? companyWidth : column == last ? failedWidth : cellWidth;
            header->setSectionResizeMode(column, column == last ? QHeaderView::Stretch : QHeaderView::Fixed);
            header->resizeSection(column, theme().scaled(width));
        }
    };
    QObject::connect(model, &QAbstractItemModel::modelReset, table, size);
    followTheme(table, size);
    return table;
}

} // namespace chatsync::ui
