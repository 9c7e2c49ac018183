// SPDX-License-Identifier: MIT
#include "ui/settings/selftestpane.h"

#include "ui/settings/selftestmodel.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QToolButton>
#include <QtMath>

namespace chatsync::ui {

namespace {

constexpr int glyphSize = 16;
constexpr int seenAt = 188;   ///< From the pane's edge
constexpr int tookWidth = 64; ///< Numbers line up at its end
constexpr int rowHeight = 26;
constexpr int headPadding = 12;

QRect textColumn(const QRect &row)
{
    return row.adjusted(space::pane + glyphSize + space::base + 1, 0, -space::pane, 0);
}

int seenLeft(const QRect &row)
{
    return row.left() + std::min(theme().scaled(seenAt), row.width() / 2);
}

int wrappedHeight(const QString &text, const QFont &font, int width)
{
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap, text).height();
}

/// Lays the text out in that width, its first @p strong characters in semibold, and draws it when there is a
/// painter. Gives its height.
qreal leadingStrong(QPainter *painter, const QRect &at, const QString &text, int strong,
                    Qt::LayoutDirection direction)
{
    QTextLayout layout(text, theme().font(FontRole::Body));
    QTextOption option(direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    option.setTextDirection(direction);
    layout.setTextOption(option);
    QTextCharFormat format;
    format.setFont(theme().font(FontRole::Label));
    layout.setFormats({{0, strong, format}});
    layout.beginLayout();
    qreal y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(at.width());
        line.setPosition({0, y});
        y += line.height();
    }
    layout.endLayout();
    if (painter)
        layout.draw(painter, at.topLeft());
    return y;
}

QColor seenInk(Status status, const Tokens &t)
{
    return status == Status::Fail || status == Status::Warn ? inkOf(status, t).text : t.text2;
}

/// Passed rows are one line; what is wrong stays open, with what was seen in full and what to do.
class CheckDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
        const QRect row(0, 0, view ? view->viewport()->width() : option.rect.width(), 0);
        int height = theme().scaled(rowHeight);
        if (isOpen(index)) {
            const QRect text = textColumn(row);
            const int seen = wrappedHeight(index.data(SelfTestModel::SeenRole).toString(),
                                           theme().font(FontRole::Body), seenWidth(row));
            height = std::max(height, seen + space::base);
            if (const QString advice = adviceOf(index); !advice.isEmpty())
                height +=
                    qCeil(leadingStrong(nullptr, text, advice, leadLength(), option.direction)) + space::base;
        }
        return {row.width(), height + 1};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const PainterScope scope{*painter};
        const auto visual = [&option](const QRect &at) {
            return QStyle::visualRect(option.direction, option.rect, at);
        };
        if (index.data(SelfTestModel::HeadRole).toBool())
            paintHead(*painter, option, index, visual);
        else
            paintCheck(*painter, option, index, visual);
    }

private:
    static bool isOpen(const QModelIndex &index)
    {
        if (index.data(SelfTestModel::HeadRole).toBool())
            return false;
        const auto status = static_cast<Status>(index.data(SelfTestModel::StatusRole).toInt());
        return status == Status::Warn || status == Status::Fail;
    }

    static QString adviceOf(const QModelIndex &index)
    {
        const QString advice = index.data(SelfTestModel::AdviceRole).toString();
        return advice.isEmpty() ? QString{} : SelfTestModel::tr("What to do: %1").arg(advice);
    }

    static int leadLength()
    {
        return static_cast<int>(SelfTestModel::tr("What to do: %1").indexOf(QLatin1String("%1")));
    }

    static int seenWidth(const QRect &row)
    {
        return std::max(40, row.right() + 1 - space::pane - theme().scaled(tookWidth) - seenLeft(row));
    }

    template<typename Visual>
    static void paintHead(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                          const Visual &visual)
    {
        const Tokens &t = theme().tokens();
        painter.fillRect(option.rect, t.window);
        drawEdge(painter, option.rect, Qt::BottomEdge, t.line);
        const QRect at = option.rect.adjusted(space::pane, 0, -space::pane, -1);
        drawText(painter, visual(at), index.data().toString(), theme().font(FontRole::CaptionStrong),
                 t.text2);
        drawText(painter, visual(at), index.data(SelfTestModel::TookRole).toString(),
                 theme().font(FontRole::Caption), t.text2,
                 QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter));
    }

    template<typename Visual>
    void paintCheck(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    const Visual &visual) const
    {
        const Tokens &t = theme().tokens();
        const auto status = static_cast<Status>(index.data(SelfTestModel::StatusRole).toInt());
        const bool open = isOpen(index);
        QStyleOptionViewItem row = option;
        row.index = index;
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &row, &painter, option.widget);
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        if (open && !chosen) {
            painter.fillRect(option.rect, inkOf(status, t).tint);
            drawEdge(painter, option.rect, Qt::BottomEdge, inkOf(status, t).line);
        }
        const int lineHeight = theme().scaled(rowHeight);
        QRect line = option.rect;
        line.setHeight(lineHeight);
        QRect glyph(line.left() + space::pane, line.top() + (lineHeight - glyphSize) / 2, glyphSize,
                    glyphSize);
        paintStatus(painter, visual(glyph), status);
        QRect title = textColumn(line);
        title.setRight(seenLeft(line) - space::small);
        const bool waits =
            status == Status::NotStarted || status == Status::Running || status == Status::Skipped;
        drawText(painter, visual(title), index.data().toString(), theme().font(FontRole::BodyStrong),
                 waits ? t.text2 : t.text);
        const QRect took(line.right() + 1 - space::pane - theme().scaled(tookWidth), line.top(),
                         theme().scaled(tookWidth), lineHeight);
        drawText(painter, visual(took), index.data(SelfTestModel::TookRole).toString(),
                 theme().font(FontRole::Mono), t.text2,
                 QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter));
        const QString seen = index.data(SelfTestModel::SeenRole).toString();
        QRect seenAtRect(seenLeft(line), line.top(), seenWidth(line), lineHeight);
        if (!open) {
            drawText(painter, visual(seenAtRect), seen, theme().font(FontRole::Body), t.text2);
            return;
        }
        const QFont font = theme().font(FontRole::Body);
        const int seenHeight = wrappedHeight(seen, font, seenAtRect.width());
        const int top = (lineHeight - QFontMetrics(font).height()) / 2;
        seenAtRect = QRect(seenAtRect.left(), line.top() + top, seenAtRect.width(), seenHeight);
        painter.setFont(font);
        painter.setPen(seenInk(status, t));
        painter.drawText(
            visual(seenAtRect),
            static_cast<int>(Qt::TextWordWrap | QStyle::visualAlignment(option.direction, Qt::AlignLeft)),
            seen);
        const QString advice = adviceOf(index);
        if (advice.isEmpty())
            return;
        QRect below = textColumn(option.rect);
        below.setTop(std::max(line.bottom() + 1, seenAtRect.bottom() + space::tiny));
        painter.setPen(t.text);
        leadingStrong(&painter, visual(below), advice, leadLength(), option.direction);
    }
};

/// The names of the columns, where a table would have its header.
class Columns final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = theme().tokens();
        QPainter painter(this);
        painter.fillRect(rect(), t.window);
        drawEdge(painter, rect(), Qt::TopEdge, t.line);
        drawEdge(painter, rect(), Qt::BottomEdge, t.line);
        const auto visual = [this](const QRect &at) {
            return QStyle::visualRect(layoutDirection(), rect(), at);
        };
        const QFont font = theme().font(FontRole::TableHeader);
        QRect name = rect().adjusted(space::pane, 0, 0, 0);
        name.setRight(seenLeft(rect()) - space::base);
        drawText(painter, visual(name), SelfTestPane::tr("Check"), font, t.text2);
        drawText(painter,
                 visual(rect().adjusted(seenLeft(rect()), 0, -space::pane - theme().scaled(tookWidth), 0)),
                 SelfTestPane::tr("Seen"), font, t.text2);
        const QRect took(width() - space::pane - theme().scaled(tookWidth), 0, theme().scaled(tookWidth),
                         height());
        drawText(painter, visual(took), SelfTestPane::tr("Took"), font, t.text2,
                 QStyle::visualAlignment(layoutDirection(), Qt::AlignRight | Qt::AlignVCenter));
    }
};

} // namespace

SelfTestPane::SelfTestPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new SelfTestModel(this))
    , m_view(new QListView(this))
    , m_columns(new Columns(this))
    , m_glyph(new StatusGlyph(Status::NotStarted, 22, this))
    , m_heading(new QLabel(this))
    , m_caption(new QLabel(this))
    , m_copy(new QToolButton(this))
    , m_button(new QPushButton(this))
{
    setSurface(this, Surface::Base);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new CheckDelegate(m_view));
    m_view->setAccessibleName(tr("Self-test"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->installEventFilter(this);
    setRowLines(m_view);
    // An open row is higher; a list view asks for heights only when its rows are laid out.
    connect(m_model, &QAbstractItemModel::dataChanged, m_view, [this] { m_view->doItemsLayout(); });
    connect(&theme(), &Theme::changed, m_view, [this] { m_view->doItemsLayout(); });
    followTheme(m_columns, [this] { m_columns->setFixedHeight(theme().height(Height::TableHeader) + 1); });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(m_columns);
    layout->addWidget(m_view, 1);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT stopRequested();
        else
            Q_EMIT testRequested();
    });
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_heading->text() + u'\n' + m_caption->text() +
                                           QStringLiteral("\n\n") + m_model->toText());
    });
    showNone({});
}

QWidget *SelfTestPane::buildHead()
{
    auto *head = new QWidget(this);
    for (QLabel *label : {m_heading, m_caption}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    setFontRole(m_heading, FontRole::Heading);
    setFontRole(m_caption, FontRole::Caption);
    setInk(m_caption, Ink::Secondary);
    m_copy->setIcon(icon(Icon::Copy));
    m_copy->setFixedSize(30, 30);
    m_copy->setAccessibleName(tr("Copy the test's outcome"));
    m_copy->setToolTip(tr("Copies all rows as text, without secrets"));
    m_button->setIcon(icon(Icon::Refresh));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::hair);
    texts->addWidget(m_heading);
    texts->addWidget(m_caption);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(space::pane, headPadding, space::pane, headPadding);
    layout->setSpacing(space::medium);
    layout->addWidget(m_glyph, 0, Qt::AlignVCenter);
    layout->addLayout(texts, 1);
    layout->addWidget(m_copy);
    layout->addWidget(m_button);
    return head;
}

void SelfTestPane::setHead(Status status, const QString &heading, const QString &caption)
{
    m_glyph->setStatus(status);
    m_heading->setText(heading);
    m_told = caption;
    m_caption->setText(m_stale ? tr("%1 · the values have changed since").arg(caption) : caption);
    m_caption->setVisible(!caption.isEmpty());
}

void SelfTestPane::setButton(bool running)
{
    m_running = running;
    const bool again = !m_model->told().empty();
    m_button->setEnabled(true);
    m_button->setText(running ? tr("Stop") : again ? tr("Test again") : tr("Test"));
    m_button->setIcon(icon(running ? Icon::Stop : again ? Icon::Refresh : Icon::Run));
    m_button->setToolTip(running ? tr("Ends the test with what is known")
                                 : tr("Tries everything with the values as typed; nothing is written"));
    m_copy->setEnabled(!running && again);
}

void SelfTestPane::showNone(const QString &name)
{
    m_name = name;
    m_stale = false;
    m_model->setRows({});
    setHead(Status::NotStarted,
            name.isEmpty() ? tr("Not tested yet") : tr("%1 has not been tested yet").arg(name),
            tr("The test uses the values as typed, saved or not, and writes nothing."));
    setButton(false);
}

void SelfTestPane::begin(const QString &name)
{
    m_name = name;
    m_stale = false;
    m_model->begin();
    setHead(Status::Running, tr("%1 is being tested").arg(name), countText());
    setButton(true);
}

void SelfTestPane::showStopping()
{
    m_button->setText(tr("Stopping …"));
    m_button->setEnabled(false);
}

QString SelfTestPane::countText() const
{
    QStringList parts{tr("%n passed", nullptr, m_model->count(CheckRow::State::Ok))};
    if (const int warned = m_model->count(CheckRow::State::Warn); warned > 0)
        parts << tr("%n warning(s)", nullptr, warned);
    if (const int failed = m_model->count(CheckRow::State::Fail); failed > 0)
        parts << tr("%n failed", nullptr, failed);
    if (const int skipped = m_model->count(CheckRow::State::Skipped); skipped > 0)
        parts << tr("%n skipped", nullptr, skipped);
    return parts.join(QStringLiteral(", "));
}

void SelfTestPane::tell(const CheckRow &row)
{
    m_model->tell(row);
    setHead(Status::Running, m_heading->text(), countText());
}

void SelfTestPane::end(const ConnectionReport &report, const TestOutcome &outcome)
{
    m_model->setRows(report.rows);
    const QString when = outcome.at.date() == QDate::currentDate()
                             ? tr("today %1").arg(QLocale().toString(outcome.at.time(), QLocale::ShortFormat))
                             : QLocale().toString(outcome.at, QLocale::ShortFormat);
    setHead(outcome.status(), report.verdict(), tr("%1 · %2 · nothing written").arg(countText(), when));
    setButton(false);
}

void SelfTestPane::setStale(bool stale)
{
    if (m_running || stale == m_stale || m_model->told().empty())
        return;
    m_stale = stale;
    setHead(m_glyph->status(), m_heading->text(), m_told);
}

bool SelfTestPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(m_view->currentIndex().data(Qt::AccessibleTextRole).toString());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SelfTestPane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().tokens().base);
}

} // namespace chatsync::ui
