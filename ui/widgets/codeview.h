// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/statusglyph.h"

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

namespace chatsync::ui {

/// Colours keys, strings, numbers and words of JSON. What is not JSON (a head of HTTP, plain text) stays
/// plain. Follows the theme.
class JsonHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT
public:
    explicit JsonHighlighter(QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;
};

/// Text as it came, read-only: line numbers, marked lines, search. A mark has a tint and, for the screen
/// reader and the tool tip, a sentence.
class CodeView final : public QPlainTextEdit {
    Q_OBJECT
public:
    struct Mark {
        int line = 1; ///< From 1
        Status status = Status::Fail;
        QString explanation;
        QString emphasis; ///< The part of the line that is set off, may be empty
    };

    explicit CodeView(QWidget *parent = nullptr);

    /// JSON is coloured; texts over a million characters are left plain.
    void setCode(const QString &text, bool json = true);
    void setMarks(const QList<Mark> &marks);
    QList<Mark> marks() const { return m_marks; }
    /// Moves so that the mark is seen, with some lines above it.
    void showMark(int index);

    /// Marks every hit without regard to case; empty ends the search. Gives the number of hits (at most
    /// 1000).
    int search(const QString &text);
    /// Selects the next or previous hit, round the end; false when there is none.
    bool showHit(bool forward);

    int numberWidth() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Numbers;
    void paintNumbers(QPaintEvent *event);
    void placeNumbers();
    void refresh();

    Numbers *m_numbers;
    JsonHighlighter *m_highlighter = nullptr;
    QList<Mark> m_marks;
    QString m_needle;
    QList<QTextCursor> m_hits;
};

} // namespace chatsync::ui
