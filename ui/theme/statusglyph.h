// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runevent.h"
#include "ui/theme/tokens.h"

#include <QPixmap>
#include <QWidget>

class QPainter;

namespace chatsync::ui {

/// What a thing's state is, in the one vocabulary of the window: a shape, a colour and a word. Never one
/// alone.
enum class Status {
    Ok,
    Fail,
    Warn,
    Twin, ///< Another identity of the same uuid
    Deactivated,
    Running,
    Waiting, ///< The arc is the share that has passed
    NotStarted,
    Skipped,
    Recovered,
    Blocked,
    Info,
    Same,
    Different,
    NotCompared,
};

inline constexpr int statusCount = 15;

/// "Passed", "Failed" … : the word that stands beside the glyph, and its accessible name.
QString word(Status status);

/// A cancelled run did not fail by itself: it is shown as Skipped, with the word "Cancelled" from
/// word(Outcome).
Status statusOf(Outcome outcome);
QString word(Outcome outcome);

/// Glyph, text, tint and line of a state.
const StatusInk &inkOf(Status status, const Tokens &tokens);

/// Paints a glyph into @p rect, a square of 12 to 34. @p progress runs from 0 to 1: for Waiting the share
/// that has passed, for Running where the arc stands in its turn.
void paintStatus(QPainter &painter, const QRectF &rect, Status status, qreal progress = 0.25);

/// The same with other tokens, for a page that shows both palettes.
void paintStatus(QPainter &painter, const QRectF &rect, Status status, qreal progress, const Tokens &tokens);

/// For menus and lists that want a picture.
QPixmap statusPixmap(Status status, int size, qreal devicePixelRatio);

/// A glyph as a widget. While Running it turns by itself, one turn in 1.2 s, unless the style has no
/// animations.
class StatusGlyph final : public QWidget {
    Q_OBJECT
    Q_PROPERTY(int size READ glyphSize WRITE setGlyphSize)
public:
    explicit StatusGlyph(Status status = Status::NotStarted, int size = 16, QWidget *parent = nullptr);

    Status status() const { return m_status; }
    /// The accessible name becomes the word of the state, unless @p text says it better ("0.8 s left").
    void setStatus(Status status, const QString &text = {});
    qreal progress() const { return m_progress; }
    void setProgress(qreal progress);
    int glyphSize() const { return m_size; }
    void setGlyphSize(int size);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void updateTimer();

    Status m_status;
    int m_size;
    qreal m_progress = 0.25;
    int m_timer = 0;
};

} // namespace chatsync::ui
