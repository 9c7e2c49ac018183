// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/environmentpill.h"

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace chatsync::ui {

class KeyButton;

/// A question that hangs from the top of a view: not a window, and nothing waits for it in a nested loop. The
/// view behind it is covered; the rest of the window stays alive. Esc and leaving the view cancel. The safe
/// button has the focus, and Enter presses only the button that has it.
class Sheet : public QWidget {
    Q_OBJECT
public:
    /// @p view is covered; the sheet follows its size. @p width of the panel in logical pixels.
    Sheet(const QString &title, int width, QWidget *view);

    void setEnvironment(EnvironmentKind kind);
    /// The environment's sign before the title, and a line below it.
    void setHead(EnvironmentKind kind, const QString &caption);
    /// Fill this; it scrolls nothing by itself.
    QVBoxLayout *content() const { return m_content; }
    /// What stands left of the buttons: a limit, a secondary action.
    QHBoxLayout *footer() const { return m_footer; }
    /// The button that does it, named after the action. Connect to accepted().
    QPushButton *setAction(const QString &text, bool destructive = false);
    QPushButton *cancelButton() const;
    /// The action leaves the sheet where it is, to show what came of it. accepted() is told all the same.
    void setStaysOpen(bool stays) { m_staysOpen = stays; }

public Q_SLOTS:
    void open();
    void cancel();
    void accept();

Q_SIGNALS:
    void accepted();
    void cancelled();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

    /// Fits the panel to its contents, after these have changed.
    void place();
    void setTitle(const QString &title);

private:
    void close(bool accepted);

    QWidget *m_panel;
    EnvironmentStrip *m_strip;
    QLabel *m_title;
    QHBoxLayout *m_head;
    QVBoxLayout *m_content;
    QHBoxLayout *m_footer;
    KeyButton *m_cancel;
    QPushButton *m_action = nullptr;
    QPointer<QWidget> m_focusBefore;
    int m_width;
    bool m_open = false;
    bool m_staysOpen = false;
};

} // namespace chatsync::ui
