// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/statusglyph.h"

#include <QList>
#include <QWidget>

class QCompleter;
class QKeyEvent;
class QLineEdit;
class QModelIndex;

namespace chatsync::ui {

class ListArrow;

/// What a chip stands for: a participant, or a text that has not become one yet.
struct ChipData {
    QString id;   ///< What the request will carry; unique within the field
    QString name; ///< What a person reads
    Status status = Status::NotStarted;
    QString statusText; ///< The word beside the glyph, in tool tip and accessible name

    bool operator==(const ChipData &) const = default;
};

/// One chip: glyph, name, cross. Delete and Backspace remove it, the arrows move on, it can be dragged away
/// as its id.
class Chip final : public QWidget {
    Q_OBJECT
public:
    explicit Chip(const ChipData &data, QWidget *parent = nullptr);

    const ChipData &data() const { return m_data; }
    void setData(const ChipData &data);
    void setRemovable(bool removable);
    QSize sizeHint() const override;
    QRect crossRect() const;

Q_SIGNALS:
    void removeRequested();
    void activated();
    /// -1 to the one before, +1 to the one behind
    void moveRequested(int step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    ChipData m_data;
    bool m_removable = true;
    QPoint m_pressed;
};

/// Participants, typed and chosen. The field owns the chips; who uses it looks up what was typed and answers
/// with addChip() and updateChip().
///
/// The chips wrap; the field grows with them (heightForWidth).
class ChipEdit final : public QWidget {
    Q_OBJECT
public:
    explicit ChipEdit(QWidget *parent = nullptr);

    QList<ChipData> chips() const;
    void setChips(const QList<ChipData> &chips);
    /// False when a chip with that id is there already. In single mode the new one replaces the old.
    bool addChip(const ChipData &chip);
    void removeChip(const QString &id);
    /// New name or state of the chip with that id; nothing happens when it has gone.
    void updateChip(const ChipData &chip);

    /// One chip at most: for the initiator.
    void setSingle(bool single) { m_single = single; }
    /// Values stay readable, nothing can be changed.
    void setLocked(bool locked);
    bool isLocked() const { return m_locked; }

    QString text() const;
    void clearText();
    void setPlaceholderText(const QString &text);
    /// The hook for completion; its model is the caller's. A choice empties the text and emits
    /// completionChosen().
    void setCompleter(QCompleter *completer);
    QLineEdit *lineEdit() const { return m_edit; }
    /// Offers an arrow at the end of the field, see listRequested().
    void setListOffered(bool offered);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void chipsChanged();
    void textEdited(const QString &text);
    /// Enter, a comma or a semicolon after typed text. Trimmed, not empty; the text stays until clearText().
    void textSubmitted(const QString &text);
    void completionChosen(const QModelIndex &index);
    /// Dropped or pasted texts that are several at once, split at white space, commas and semicolons.
    void idsDropped(const QStringList &ids);
    void chipActivated(const QString &id);
    /// The arrow was clicked, or Down pressed in the editor: show whom one could choose.
    void listRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int arrange(int whole, bool apply) const;
    void insertChip(const ChipData &value);
    void removeAt(qsizetype index);
    void focusAt(qsizetype index);
    void relayout();
    bool handleEditorKey(QKeyEvent *event);

    QList<Chip *> m_chips;
    QLineEdit *m_edit;
    ListArrow *m_arrow = nullptr;
    bool m_locked = false;
    bool m_single = false;
};

} // namespace chatsync::ui
