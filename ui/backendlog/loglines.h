// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/linepage.h"
#include "ui/theme/statusglyph.h"

#include <QAbstractScrollArea>
#include <QHash>

#include <optional>
#include <vector>

namespace chatsync::ui {

/// The lines of a log of any size: what is seen is asked for (linesWanted()) and given (take()), and little
/// more is kept. One line is the current one; lines of the chosen conversation are marked with the number of
/// their step and the colour of what came of it, all others step back.
///
/// Keys: arrows, Page up and down, Home, End; Ctrl+C copies the line. GUI thread.
class LogLinesView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    /// A step of the chosen conversation.
    struct Mark {
        qint64 line = 0;
        qint64 lastLine = 0;
        int number = 0; ///< Of the step, as the sequence shows it
        Status status = Status::Ok;
    };

    explicit LogLinesView(QWidget *parent = nullptr);

    void clear();
    /// How many lines there are. Another epoch: they are others than before.
    void setExtent(qint64 lines, qint32 epoch);
    void take(qint32 epoch, qint64 first, const std::vector<backendlog::ShownLine> &lines);
    void setMarks(std::vector<Mark> marks, const QStringList &emphasised);
    /// For the scroll bar: where something went wrong in the whole log.
    void setTrouble(std::vector<std::pair<qint64, Status>> lines);
    /// What a search found, in the colours of a hit.
    void setNeedle(const QString &needle);
    /// Whether lines of other conversations step back.
    void setDimmed(bool dimmed);

    qint64 lines() const { return m_lines; }
    qint64 currentLine() const { return m_current; }
    /// Null while it has not been read.
    const backendlog::ShownLine *line(qint64 number) const;
    /// 0: none. Scrolls there where it is not seen, into the upper third. Tells currentLineChanged() only
    /// when a person moved.
    void setCurrentLine(qint64 line);
    /// Stays at the end as the log grows, while nobody moves away from it.
    void setFollowing(bool following);
    bool isFollowing() const { return m_following; }
    qint64 firstVisible() const;
    int visibleLines() const;
    /// The text of a line as it is copied.
    QString textOf(qint64 line) const;

public Q_SLOTS:
    void copyLine();

Q_SIGNALS:
    void linesWanted(qint64 first, qint64 count);
    void currentLineChanged(qint64 line);
    /// Enter or a double click.
    void activated(qint64 line);
    /// The current line has been read by now, or is another one.
    void currentTextChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    class Bar;
    struct Layout {
        int rowHeight = 21;
        int number = 0; ///< Right edge of the line numbers
        int mark = 0;   ///< Left edges of what follows
        int time = 0;
        int glyph = 0;
        int text = 0;
    };

    Layout layoutOf() const;
    void updateBars();
    void want();
    void move(qint64 line);
    void reveal(qint64 line);
    const Mark *markOf(qint64 line) const;
    void paintLine(QPainter &painter, const Layout &layout, const QRect &row, qint64 number);
    void paintText(QPainter &painter, const QRect &room, const backendlog::ShownLine &line, const Mark *mark,
                   const QColor &ink);
    void tellScreenReader();
    void forget();

    Bar *m_bar;
    qint64 m_lines = 0;
    qint32 m_epoch = 0;
    qint64 m_current = 0;
    bool m_following = false;
    bool m_away = false; ///< From the end
    bool m_dimmed = true;
    bool m_hasTimes = false;
    bool m_moving = false; ///< The view scrolls, not the person
    int m_widest = 0;      ///< Of the texts seen so far, in pixels
    std::vector<Mark> m_marks;
    QStringList m_emphasised;
    QString m_needle;
    QHash<qint64, std::vector<backendlog::ShownLine>> m_blocks;
    QList<qint64> m_recent; ///< Blocks, the latest used last
    std::pair<qint64, qint64> m_asked{0, 0};
};

} // namespace chatsync::ui
