// SPDX-License-Identifier: MIT
#include "ui/backendlog/loglines.h"

#include "ui/backendlog/logwords.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace chatsync::ui {

namespace {

using backendlog::ShownLine;

constexpr qint64 blockSize = 64;
constexpr qsizetype mostBlocks = 24;
constexpr qsizetype longestPainted = 1000; ///< The whole line stands below the view
constexpr qsizetype longestTip = 2000;
constexpr int markWidth = 20;
constexpr int markHeight = 16;
constexpr int glyphSize = 12;
constexpr int edgeWidth = 3;

qint64 blockOf(qint64 line)
{
    return (line - 1) / blockSize;
}

/// The mark in front of a line of the flow is shown as a glyph: not every font has it.
qsizetype markLength(const ShownLine &line)
{
    const qsizetype tag = line.flow ? line.text.indexOf(u'[') : -1;
    const bool onlyMark = tag > 0 && tag <= 4 &&
                          std::all_of(line.text.begin(), line.text.begin() + tag,
                                      [](QChar c) { return c.unicode() > 0x7f || c == u' '; });
    return onlyMark ? tag : 0;
}

std::optional<Status> glyphOf(const ShownLine &line)
{
    if (line.flow && line.text.left(4).contains(QChar{0x2705}))
        return Status::Ok;
    switch (line.level) {
    case ShownLine::Level::Error:
        return Status::Fail;
    case ShownLine::Level::Warning:
        return Status::Warn;
    default:
        return std::nullopt;
    }
}

QString levelWord(ShownLine::Level level)
{
    switch (level) {
    case ShownLine::Level::Error:
        return LogLinesView::tr("Error");
    case ShownLine::Level::Warning:
        return LogLinesView::tr("Warning");
    default:
        return {};
    }
}

} // namespace

/// With marks where something went wrong.
class LogLinesView::Bar final : public QScrollBar {
public:
    explicit Bar(QWidget *parent)
        : QScrollBar(Qt::Vertical, parent)
    {}

    std::vector<std::pair<qint64, Status>> trouble;
    qint64 lines = 0;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QScrollBar::paintEvent(event);
        if (trouble.empty() || lines <= 0)
            return;
        QStyleOptionSlider option;
        initStyleOption(&option);
        const QRect groove =
            style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarGroove, this);
        QPainter painter(this);
        const Tokens &t = theme().tokens();
        int last = -1;
        Status lastStatus = Status::Ok;
        for (const auto &[line, status] : trouble) {
            const int y = groove.top() +
                          static_cast<int>(double(groove.height() - 2) * (double(line - 1) / double(lines)));
            if (y == last && status == lastStatus)
                continue;
            last = y;
            lastStatus = status;
            painter.fillRect(QRect(2, y, width() - 4, 2), inkOf(status, t).glyph);
        }
    }
};

LogLinesView::LogLinesView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_bar(new Bar(this))
{
    setAccessibleRole(this, QAccessible::List);
    setVerticalScrollBar(m_bar);
    setFrameShape(QFrame::NoFrame);
    auto *corner = new QWidget;
    setSurface(corner, Surface::Base);
    setCornerWidget(corner);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Lines of the log"));
    viewport()->setCursor(Qt::ArrowCursor);
    followTheme(this, [this] {
        updateBars();
        viewport()->update();
    });
}

void LogLinesView::forget()
{
    m_blocks.clear();
    m_recent.clear();
    m_asked = {};
    m_widest = 0;
}

void LogLinesView::clear()
{
    forget();
    m_lines = 0;
    m_current = 0;
    m_hasTimes = false;
    m_marks.clear();
    m_emphasised.clear();
    m_needle.clear();
    m_bar->trouble.clear();
    updateBars();
    viewport()->update();
}

void LogLinesView::setExtent(qint64 lines, qint32 epoch)
{
    if (epoch != m_epoch) {
        m_epoch = epoch;
        m_current = 0;
        m_marks.clear();
        m_bar->trouble.clear();
        forget();
    }
    m_asked = {}; // What was not there may be there by now.
    m_lines = lines;
    updateBars();
    if (m_following && !m_away) {
        m_moving = true;
        m_bar->setValue(m_bar->maximum());
        m_moving = false;
    }
    viewport()->update();
}

void LogLinesView::take(qint32 epoch, qint64 first, const std::vector<ShownLine> &lines)
{
    if (epoch != m_epoch)
        return;
    // Of what the worker has not read itself it is asked again when it has told of more.
    if (m_asked.first == first && qint64(lines.size()) >= m_asked.second)
        m_asked = {};
    for (size_t from = 0; from < lines.size(); from += size_t(blockSize)) {
        const qint64 block = blockOf(first + qint64(from));
        const size_t to = std::min(lines.size(), from + size_t(blockSize));
        m_blocks[block] = {lines.begin() + qptrdiff(from), lines.begin() + qptrdiff(to)};
        m_recent.removeAll(block);
        m_recent.append(block);
    }
    const qint64 seen = blockOf(firstVisible());
    const qint64 seenLast = blockOf(firstVisible() + visibleLines() + 1);
    for (qsizetype i = 0; m_recent.size() > mostBlocks && i < m_recent.size();) {
        const qint64 oldest = m_recent[i];
        if (oldest >= seen && oldest <= seenLast) {
            ++i;
            continue;
        }
        m_recent.removeAt(i);
        m_blocks.remove(oldest);
    }
    if (!m_hasTimes)
        m_hasTimes =
            std::any_of(lines.begin(), lines.end(), [](const ShownLine &it) { return it.at.isValid(); });
    const QFontMetrics metrics(theme().font(FontRole::Log));
    for (const ShownLine &line : lines)
        m_widest = std::max(m_widest, int(std::min(line.text.size(), longestPainted)) *
                                          metrics.horizontalAdvance(u'0'));
    updateBars();
    viewport()->update();
    if (m_current >= first && m_current < first + qint64(lines.size())) {
        tellScreenReader();
        Q_EMIT currentTextChanged();
    }
}

void LogLinesView::setMarks(std::vector<Mark> marks, const QStringList &emphasised)
{
    m_marks = std::move(marks);
    std::sort(m_marks.begin(), m_marks.end(), [](const Mark &a, const Mark &b) { return a.line < b.line; });
    m_emphasised = emphasised;
    viewport()->update();
}

void LogLinesView::setTrouble(std::vector<std::pair<qint64, Status>> lines)
{
    m_bar->trouble = std::move(lines);
    m_bar->update();
}

void LogLinesView::setNeedle(const QString &needle)
{
    m_needle = needle;
    viewport()->update();
}

void LogLinesView::setDimmed(bool dimmed)
{
    m_dimmed = dimmed;
    viewport()->update();
}

const ShownLine *LogLinesView::line(qint64 number) const
{
    const auto block = number > 0 ? m_blocks.constFind(blockOf(number)) : m_blocks.constEnd();
    if (block == m_blocks.constEnd())
        return nullptr;
    const auto place = size_t((number - 1) % blockSize);
    return place < block->size() ? &(*block)[place] : nullptr;
}

QString LogLinesView::textOf(qint64 number) const
{
    const ShownLine *shown = line(number);
    return shown ? shown->text : QString{};
}

void LogLinesView::setCurrentLine(qint64 line)
{
    line = std::clamp<qint64>(line, 0, m_lines);
    const bool changed = line != m_current;
    m_current = line;
    if (line > 0)
        reveal(line);
    viewport()->update();
    if (changed) {
        tellScreenReader();
        Q_EMIT currentTextChanged();
    }
}

void LogLinesView::move(qint64 line)
{
    line = std::clamp<qint64>(line, m_lines > 0 ? 1 : 0, m_lines);
    const bool changed = line != m_current;
    setCurrentLine(line);
    if (changed)
        Q_EMIT currentLineChanged(line);
}

void LogLinesView::setFollowing(bool following)
{
    m_following = following;
    m_away = false;
    if (following) {
        m_moving = true;
        m_bar->setValue(m_bar->maximum());
        m_moving = false;
    }
}

qint64 LogLinesView::firstVisible() const
{
    return qint64(m_bar->value()) + 1;
}

int LogLinesView::visibleLines() const
{
    return std::max(1, viewport()->height() / layoutOf().rowHeight);
}

void LogLinesView::reveal(qint64 line)
{
    const int rows = visibleLines();
    if (line >= firstVisible() && line < firstVisible() + rows)
        return;
    // One step further at the edge; from afar with some lines above it.
    const qint64 top = line == firstVisible() - 1      ? line
                       : line == firstVisible() + rows ? line - rows + 1
                                                       : line - rows / 3;
    m_bar->setValue(int(std::clamp<qint64>(top - 1, 0, m_bar->maximum())));
}

LogLinesView::Layout LogLinesView::layoutOf() const
{
    Layout layout;
    layout.rowHeight = theme().lineHeight(FontRole::Log);
    const QFontMetrics metrics(theme().font(FontRole::Log));
    const int digits = std::max<int>(4, int(QString::number(std::max<qint64>(1, m_lines)).size()));
    layout.number = edgeWidth + space::base + digits * metrics.horizontalAdvance(u'0');
    layout.mark = layout.number + space::base;
    layout.time = layout.mark + theme().scaled(markWidth) + space::base;
    layout.glyph = layout.time + (m_hasTimes ? 12 * metrics.horizontalAdvance(u'0') + space::base : 0);
    layout.text = layout.glyph + glyphSize + space::small;
    return layout;
}

void LogLinesView::updateBars()
{
    const Layout layout = layoutOf();
    const int rows = std::max(1, viewport()->height() / layout.rowHeight);
    const qint64 most = std::clamp<qint64>(m_lines - rows, 0, std::numeric_limits<int>::max() - 1);
    m_bar->lines = m_lines;
    m_moving = true;
    m_bar->setPageStep(rows);
    m_bar->setSingleStep(1);
    m_bar->setRange(0, int(most));
    const int wide = layout.text + m_widest + space::pane;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(24);
    horizontalScrollBar()->setRange(0, std::max(0, wide - viewport()->width()));
    m_moving = false;
}

/// What is seen and not known is asked for, with a block more on each side.
void LogLinesView::want()
{
    if (m_lines <= 0)
        return;
    const qint64 lastSeen = std::min(m_lines, firstVisible() + visibleLines());
    const qint64 first = blockOf(firstVisible());
    const qint64 last = blockOf(lastSeen);
    bool missing = false;
    for (qint64 block = first; block <= last; ++block) {
        const qint64 whole = std::min(blockSize, m_lines - block * blockSize);
        const auto known = m_blocks.constFind(block);
        missing = missing || known == m_blocks.constEnd() || qint64(known->size()) < whole;
    }
    if (!missing)
        return;
    const qint64 from = std::max<qint64>(0, first - 1) * blockSize + 1;
    const qint64 to = std::min(m_lines, (last + 2) * blockSize);
    const std::pair<qint64, qint64> wanted{from, to - from + 1};
    if (wanted == m_asked)
        return;
    m_asked = wanted;
    Q_EMIT linesWanted(wanted.first, wanted.second);
}

const LogLinesView::Mark *LogLinesView::markOf(qint64 line) const
{
    auto behind = std::upper_bound(m_marks.begin(), m_marks.end(), line,
                                   [](qint64 wanted, const Mark &it) { return wanted < it.line; });
    for (int back = 0; behind != m_marks.begin() && back < 4; ++back) {
        --behind;
        if (line <= behind->lastLine)
            return &*behind;
    }
    return nullptr;
}

void LogLinesView::paintEvent(QPaintEvent *)
{
    want();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme().tokens().base);
    const Layout layout = layoutOf();
    const qint64 first = firstVisible();
    for (int i = 0; i * layout.rowHeight < viewport()->height(); ++i) {
        if (first + i > m_lines)
            break;
        paintLine(painter, layout, QRect(0, i * layout.rowHeight, viewport()->width(), layout.rowHeight),
                  first + i);
    }
}

void LogLinesView::paintLine(QPainter &painter, const Layout &layout, const QRect &row, qint64 number)
{
    const Tokens &t = theme().tokens();
    const Mark *mark = markOf(number);
    const ShownLine *shown = line(number);
    const bool current = number == m_current;
    const bool good = mark && (mark->status == Status::Ok || mark->status == Status::Info);
    if (mark) {
        const StatusInk &ink = good ? t.info : inkOf(mark->status, t);
        painter.fillRect(row, ink.tint);
        painter.fillRect(QRect(row.left(), row.top(), edgeWidth, row.height()),
                         good ? t.accentLine : ink.glyph);
    } else if (current) {
        painter.fillRect(row, t.hover);
    }
    const QFont font = theme().font(FontRole::Log);
    const bool dim = !mark && m_dimmed && !m_marks.empty();
    const QColor quiet = dim && !current ? t.disabled : mark || current ? t.text2 : t.text3;
    drawText(painter, QRect(edgeWidth, row.top(), layout.number - edgeWidth, row.height()),
             QString::number(number), font, quiet, Qt::AlignRight | Qt::AlignVCenter, Qt::ElideNone);
    if (mark && mark->line == number && mark->number > 0) {
        const int wide = theme().scaled(markWidth);
        const int high = std::min(theme().scaled(markHeight), row.height() - 2);
        const QRect box(layout.mark, row.center().y() - high / 2 + 1, wide, high);
        chatsync::ui::drawFrame(painter, box, radius::badge, t.base, t.control);
        drawText(painter, box, QString::number(mark->number), theme().font(FontRole::Badge), t.text,
                 Qt::AlignCenter, Qt::ElideNone);
    }
    if (shown && shown->at.isValid()) {
        drawText(painter, QRect(layout.time, row.top(), layout.glyph - layout.time, row.height()),
                 clockTime(shown->at), font, quiet, Qt::AlignLeft | Qt::AlignVCenter, Qt::ElideNone);
    }
    const QColor ink = dim && !current        ? t.disabled
                       : mark || current      ? t.text
                       : shown && shown->flow ? t.text
                                              : t.text2;
    if (shown) {
        if (const std::optional<Status> glyph = glyphOf(*shown)) {
            const PainterScope scope{painter};
            if (dim && !current)
                painter.setOpacity(0.45);
            paintStatus(painter,
                        QRect(layout.glyph, row.center().y() - glyphSize / 2 + 1, glyphSize, glyphSize),
                        *glyph);
        }
        paintText(painter, QRect(layout.text, row.top(), row.right() - layout.text + 1, row.height()), *shown,
                  mark, ink);
    } else {
        drawText(painter, QRect(layout.text, row.top(), 40, row.height()), QStringLiteral("…"), font,
                 t.text3);
    }
    if (current) {
        const PainterScope scope{painter};
        painter.setPen(QPen(hasFocus() ? t.accent : t.accentLine, chatsync::ui::lineWidth(painter)));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void LogLinesView::paintText(QPainter &painter, const QRect &room, const ShownLine &line, const Mark *mark,
                             const QColor &ink)
{
    const Tokens &t = theme().tokens();
    const QString whole = line.text.mid(markLength(line));
    const bool more = whole.size() > longestPainted || line.cut;
    const QString text = whole.left(longestPainted) + (more ? QStringLiteral(" …") : QString{});
    QList<QTextLayout::FormatRange> formats;
    if (mark) {
        QTextCharFormat strong;
        strong.setFontWeight(QFont::Bold);
        for (const QString &word : m_emphasised) {
            for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.size()))
                formats.append({int(at), int(word.size()), strong});
        }
    }
    if (!m_needle.isEmpty()) {
        QTextCharFormat hit;
        hit.setBackground(t.searchBack);
        hit.setForeground(t.searchText);
        for (qsizetype at = text.indexOf(m_needle, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(m_needle, at + m_needle.size(), Qt::CaseInsensitive))
            formats.append({int(at), int(m_needle.size()), hit});
    }
    QTextLayout layout(text, theme().font(FontRole::Log));
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(
        Qt::LeftToRight); // Columns of a log stay where they are, whatever stands in them.
    layout.setTextOption(option);
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine shaped = layout.createLine();
    layout.endLayout();
    if (!shaped.isValid())
        return;
    const PainterScope scope{painter};
    painter.setClipRect(room);
    painter.setPen(ink);
    const qreal top = room.top() + (room.height() - shaped.height()) / 2.0;
    layout.draw(&painter, QPointF(room.left() - horizontalScrollBar()->value(), std::round(top)));
}

void LogLinesView::scrollContentsBy(int, int)
{
    if (!m_moving)
        m_away = m_bar->value() < m_bar->maximum();
    viewport()->update();
}

void LogLinesView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const int before = std::max(0, event->oldSize().height()) / layoutOf().rowHeight;
    const bool seen = m_current >= firstVisible() && m_current < firstVisible() + std::max(1, before);
    updateBars();
    if (m_current > 0 && (seen || before <= 1))
        reveal(m_current);
    if (m_following && !m_away)
        setFollowing(true);
}

void LogLinesView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyLine();
        return;
    }
    const qint64 from = m_current > 0 ? m_current : firstVisible();
    switch (event->key()) {
    case Qt::Key_Up:
        move(m_current > 0 ? from - 1 : from);
        return;
    case Qt::Key_Down:
        move(m_current > 0 ? from + 1 : from);
        return;
    case Qt::Key_PageUp:
        move(from - visibleLines() + 1);
        return;
    case Qt::Key_PageDown:
        move(from + visibleLines() - 1);
        return;
    case Qt::Key_Home:
        move(1);
        return;
    case Qt::Key_End:
        move(m_lines);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        QScrollBar *across = horizontalScrollBar();
        across->setValue(across->value() + (event->key() == Qt::Key_Left ? -4 : 4) * across->singleStep());
        return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current > 0)
            Q_EMIT activated(m_current);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void LogLinesView::mousePressEvent(QMouseEvent *event)
{
    const qint64 line = firstVisible() + event->position().toPoint().y() / layoutOf().rowHeight;
    if (event->button() == Qt::LeftButton && line <= m_lines)
        move(line);
    else
        QAbstractScrollArea::mousePressEvent(event);
}

void LogLinesView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_current > 0)
        Q_EMIT activated(m_current);
}

void LogLinesView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    tellScreenReader();
}

void LogLinesView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void LogLinesView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    viewport()->update();
}

bool LogLinesView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QPoint at = viewport()->mapFromGlobal(help->globalPos());
    const ShownLine *shown = line(firstVisible() + at.y() / layoutOf().rowHeight);
    if (!shown) {
        QToolTip::hideText();
        return true;
    }
    QStringList lines;
    if (shown->at.isValid())
        lines << tr("%1 UTC").arg(shown->at.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")));
    if (!shown->source.isEmpty())
        lines << shown->source;
    lines << shown->text.left(longestTip);
    QString html;
    for (const QString &text : std::as_const(lines))
        html += QStringLiteral("<div>%1</div>").arg(text.toHtmlEscaped());
    QToolTip::showText(help->globalPos(), html, this);
    return true;
}

void LogLinesView::copyLine()
{
    if (const QString text = textOf(m_current); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void LogLinesView::tellScreenReader()
{
    const ShownLine *shown = line(m_current);
    QStringList parts;
    if (m_current > 0)
        parts << tr("Line %1").arg(m_current);
    if (const Mark *mark = markOf(m_current)) {
        parts << tr("step %1").arg(mark->number);
        parts << chatsync::ui::word(mark->status);
    }
    if (shown) {
        parts << levelWord(shown->level);
        parts << clockTime(shown->at);
        parts << shown->text.left(longestTip);
    }
    parts.removeAll(QString{});
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace chatsync::ui
