// SPDX-License-Identifier: MIT
#include "ui/widgets/codeview.h"

#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPlainTextDocumentLayout>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace chatsync::ui {
namespace {

constexpr qsizetype longestHighlighted = 1'000'000;
constexpr qsizetype mostHits = 1'000;

/// Gives every line the height of the design. The document of a plain text edit knows no line height, so the
/// lines are moved apart after they were laid out.
class SpacedLayout final : public QPlainTextDocumentLayout {
public:
    using QPlainTextDocumentLayout::QPlainTextDocumentLayout;

    QRectF blockBoundingRect(const QTextBlock &block) const override
    {
        QRectF rect = QPlainTextDocumentLayout::blockBoundingRect(block);
        QTextLayout *layout = block.layout();
        if (!block.isVisible() || layout->lineCount() == 0)
            return rect;
        const qreal spacing = theme().lineHeight(FontRole::Code);
        for (int i = 0; i < layout->lineCount(); ++i) {
            QTextLine line = layout->lineAt(i);
            const qreal wanted = i * spacing + std::floor((spacing - line.height()) / 2);
            if (!qFuzzyCompare(line.y() + 1, wanted + 1))
                line.setPosition({line.x(), wanted});
        }
        rect.setHeight(layout->lineCount() * spacing);
        return rect;
    }
};

} // namespace

class CodeView::Numbers final : public QWidget {
public:
    explicit Numbers(CodeView *view)
        : QWidget(view)
        , m_view(view)
    {}

protected:
    void paintEvent(QPaintEvent *event) override { m_view->paintNumbers(event); }

private:
    CodeView *m_view;
};

CodeView::CodeView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_numbers(new Numbers(this))
{
    document()->setDocumentLayout(new SpacedLayout(document()));
    document()->setDocumentMargin(space::base);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setLayoutDirection(Qt::LeftToRight); // Code does in every language.
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setAccessibleName(tr("Code"));
    m_highlighter = new JsonHighlighter(nullptr);
    m_highlighter->setParent(this);
    connect(this, &QPlainTextEdit::blockCountChanged, this, [this] { placeNumbers(); });
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        dy ? m_numbers->scroll(0, dy) : m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
    followTheme(this, [this] {
        setFont(theme().font(FontRole::Code));
        placeNumbers();
        refresh();
    });
}

void CodeView::setCode(const QString &text, bool json)
{
    m_highlighter->setDocument(json && text.size() <= longestHighlighted ? document() : nullptr);
    m_marks.clear();
    m_hits.clear();
    setPlainText(text);
    search(m_needle);
}

void CodeView::setMarks(const QList<Mark> &marks)
{
    m_marks = marks;
    QStringList sentences;
    for (const Mark &mark : marks)
        sentences.append(tr("Line %1: %2").arg(mark.line).arg(mark.explanation));
    setAccessibleDescription(sentences.join(QLatin1Char('\n')));
    refresh();
}

void CodeView::showMark(int index)
{
    if (index < 0 || index >= m_marks.size())
        return;
    const QTextBlock block = document()->findBlockByNumber(m_marks.at(index).line - 1);
    if (!block.isValid())
        return;
    // From the top, if it is to be seen there: what comes before it belongs to it.
    verticalScrollBar()->setValue(0);
    QTextCursor end(block);
    end.movePosition(QTextCursor::EndOfBlock);
    setTextCursor(end);
    ensureCursorVisible();
    setTextCursor(QTextCursor(block));
    if (verticalScrollBar()->value() > 0)
        centerCursor();
}

int CodeView::search(const QString &text)
{
    m_needle = text;
    m_hits.clear();
    if (!text.isEmpty()) {
        QTextCursor hit = document()->find(text, 0);
        while (!hit.isNull() && m_hits.size() < mostHits) {
            m_hits.append(hit);
            hit = document()->find(text, hit);
        }
    }
    refresh();
    return static_cast<int>(m_hits.size());
}

bool CodeView::showHit(bool forward)
{
    if (m_hits.isEmpty())
        return false;
    const int from = forward ? textCursor().selectionEnd() : textCursor().selectionStart();
    QTextCursor wanted = forward ? m_hits.constFirst() : m_hits.constLast();
    if (forward) {
        for (const QTextCursor &hit : m_hits)
            if (hit.selectionStart() >= from) {
                wanted = hit;
                break;
            }
    } else {
        for (qsizetype i = m_hits.size() - 1; i >= 0; --i)
            if (m_hits.at(i).selectionEnd() <= from) {
                wanted = m_hits.at(i);
                break;
            }
    }
    setTextCursor(wanted);
    ensureCursorVisible();
    return true;
}

int CodeView::numberWidth() const
{
    const QString widest = QString::number(std::max(99, blockCount()));
    return fontMetrics().horizontalAdvance(widest) + space::pane;
}

void CodeView::placeNumbers()
{
    const int wide = numberWidth();
    const bool mirrored = isRightToLeft();
    setViewportMargins(mirrored ? 0 : wide, 0, mirrored ? wide : 0, 0);
    const QRect at(contentsRect().left(), contentsRect().top(), wide, contentsRect().height());
    m_numbers->setGeometry(QStyle::visualRect(layoutDirection(), contentsRect(), at));
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeNumbers();
    if (!m_marks.isEmpty())
        refresh(); // The marked lines wrap elsewhere now.
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        placeNumbers();
}

void CodeView::refresh()
{
    const Tokens &t = theme().tokens();
    QList<QTextEdit::ExtraSelection> all;
    for (const Mark &mark : m_marks) {
        const QTextBlock block = document()->findBlockByNumber(mark.line - 1);
        if (!block.isValid())
            continue;
        const auto at = mark.emphasis.isEmpty() ? -1 : block.text().indexOf(mark.emphasis);
        if (at >= 0) {
            QTextEdit::ExtraSelection part;
            part.cursor = QTextCursor(block);
            part.cursor.setPosition(block.position() + static_cast<int>(at));
            part.cursor.setPosition(block.position() + static_cast<int>(at + mark.emphasis.size()),
                                    QTextCursor::KeepAnchor);
            part.format.setForeground(inkOf(mark.status, t).text);
            part.format.setFontWeight(QFont::DemiBold);
            all.append(part);
        }
    }
    for (const QTextCursor &hit : m_hits) {
        QTextEdit::ExtraSelection found;
        found.cursor = hit;
        found.format.setBackground(t.searchBack);
        found.format.setForeground(t.searchText);
        all.append(found);
    }
    setExtraSelections(all);
    m_numbers->update();
    viewport()->update();
}

/// Extra selections colour one visual line each and stop at the document's margin; a mark covers its whole
/// line.
void CodeView::paintEvent(QPaintEvent *event)
{
    const Tokens &t = theme().tokens();
    QPainter painter(viewport());
    for (const Mark &mark : m_marks) {
        const QTextBlock block = document()->findBlockByNumber(mark.line - 1);
        if (!block.isValid() || !block.isVisible())
            continue;
        const QRectF area = blockBoundingGeometry(block).translated(contentOffset());
        if (area.top() <= event->rect().bottom() && area.bottom() >= event->rect().top())
            painter.fillRect(QRectF(0, area.top(), viewport()->width(), area.height()),
                             inkOf(mark.status, t).tint);
    }
    painter.end();
    QPlainTextEdit::paintEvent(event);
}

void CodeView::paintNumbers(QPaintEvent *event)
{
    const Tokens &t = theme().tokens();
    QPainter painter(m_numbers);
    painter.fillRect(event->rect(), t.base);
    QTextBlock block = firstVisibleBlock();
    const int height = theme().lineHeight(FontRole::Code);
    while (block.isValid()) {
        const QRectF area = blockBoundingGeometry(block).translated(contentOffset());
        if (area.top() > event->rect().bottom())
            break;
        const QRectF line(0, area.top(), m_numbers->width(), height);
        for (const Mark &mark : m_marks)
            if (mark.line - 1 == block.blockNumber())
                painter.fillRect(QRectF(0, area.top(), m_numbers->width(), area.height()),
                                 inkOf(mark.status, t).tint);
        const bool marked = std::any_of(m_marks.cbegin(), m_marks.cend(), [&](const Mark &mark) {
            return mark.line - 1 == block.blockNumber();
        });
        drawText(painter, line.adjusted(0, 0, -space::tiny, 0), QString::number(block.blockNumber() + 1),
                 theme().font(FontRole::Code), marked ? t.text2 : t.text3, Qt::AlignRight | Qt::AlignVCenter);
        block = block.next();
    }
}

} // namespace chatsync::ui
