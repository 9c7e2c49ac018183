// SPDX-License-Identifier: MIT
#include "ui/shell/helpdocument.h"

#include "ui/shell/userguide.h"
#include "ui/theme/theme.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextList>
#include <QTextTable>

#include <algorithm>

namespace chatsync::ui {

namespace {

void setOffHeading(const QTextBlock &block)
{
    QTextBlockFormat format = block.blockFormat();
    const bool first = format.headingLevel() == 1;
    format.setTopMargin(first ? 0 : space::page);
    format.setBottomMargin(space::base);
    QTextCursor cursor(block);
    cursor.setBlockFormat(format);
    cursor.select(QTextCursor::BlockUnderCursor);
    QTextCharFormat text;
    text.setFont(theme().font(first ? FontRole::Title : FontRole::Heading));
    cursor.mergeCharFormat(text);
}

bool isCodeLine(const QTextBlock &block)
{
    const QTextBlockFormat format = block.blockFormat();
    return format.hasProperty(QTextFormat::BlockCodeLanguage) ||
           format.hasProperty(QTextFormat::BlockCodeFence);
}

/// Markdown leaves no room between paragraphs; items of a list and lines of code stay close to each other.
void setOffParagraph(const QTextBlock &block)
{
    QTextBlockFormat format = block.blockFormat();
    const QTextBlock next = block.next();
    const bool goesOn = next.isValid() && ((block.textList() && next.textList() == block.textList()) ||
                                           (isCodeLine(block) && isCodeLine(next)));
    format.setTopMargin(0);
    format.setBottomMargin(goesOn ? (block.textList() ? space::small : 0) : space::medium);
    if (isCodeLine(block))
        format.setLeftMargin(space::large);
    QTextCursor(block).setBlockFormat(format);
}

/// Words in a fixed pitch have the font of the design, which joins no signs.
void setOffCode(const QTextBlock &block)
{
    const QFont mono = theme().font(FontRole::Mono);
    QTextCharFormat text;
    text.setFontFamilies(mono.families());
    text.setProperty(QTextFormat::FontPixelSize, mono.pixelSize());
    text.setFontStyleStrategy(mono.styleStrategy());
    const QList<QTextLayout::FormatRange> pieces = block.textFormats();
    for (const QTextLayout::FormatRange &piece : pieces) {
        if (!isCodeLine(block) && !piece.format.fontFixedPitch())
            continue;
        QTextCursor cursor(block);
        cursor.setPosition(block.position() + piece.start);
        cursor.setPosition(block.position() + std::min(piece.start + piece.length, block.length() - 1),
                           QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(text);
    }
}

void setOffTable(QTextTable *table)
{
    QTextTableFormat format = table->format();
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderBrush(theme().tokens().lineSoft);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setCellPadding(space::small);
    format.setTopMargin(space::base);
    format.setBottomMargin(space::medium);
    const int wide = theme().scaled(170);
    QList<QTextLength> widths{QTextLength(QTextLength::FixedLength, wide + theme().scaled(60)),
                              QTextLength(QTextLength::FixedLength, 3 * wide)};
    if (table->columns() == 3)
        widths.prepend(QTextLength(QTextLength::FixedLength, wide));
    if (table->columns() == widths.size())
        format.setColumnWidthConstraints(widths);
    table->setFormat(format);
}

} // namespace

void setOff(QTextDocument *document)
{
    // As one change: the text is laid out once, not after each format.
    QTextCursor whole(document);
    whole.beginEditBlock();
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0) {
            setOffHeading(block);
            continue;
        }
        setOffCode(block);
        if (!QTextCursor(block).currentTable())
            setOffParagraph(block);
    }
    for (QTextFrame *frame : document->rootFrame()->childFrames()) {
        if (auto *table = qobject_cast<QTextTable *>(frame))
            setOffTable(table);
    }
    whole.endEditBlock();
}

QTextCursor headingOf(QTextDocument *document, const QString &anchor)
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0 && anchorOf(block.text()) == anchor)
            return QTextCursor(block);
    }
    return {};
}

QList<QTextCursor> hitsIn(QTextDocument *document, const QStringList &words)
{
    QList<QTextCursor> hits;
    for (const QString &word : words) {
        for (QTextCursor at = document->find(word); !at.isNull(); at = document->find(word, at))
            hits << at;
    }
    std::sort(hits.begin(), hits.end());
    return hits;
}

QString plainText(const QString &markdown)
{
    QTextDocument document;
    document.setMarkdown(markdown);
    return document.toPlainText();
}

} // namespace chatsync::ui
