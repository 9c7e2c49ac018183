// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/statusglyph.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace chatsync::ui {

/// What a view says before anything else: glyph, heading, cause, consequence, actions at the end. One per
/// page. Texts are plain: nothing in them is taken for markup.
class VerdictBanner : public QFrame {
    Q_OBJECT
public:
    explicit VerdictBanner(QWidget *parent = nullptr);

    Status status() const { return m_status; }
    QString heading() const;
    /// @p text may be empty; @p caption names the consequence, in small.
    void setMessage(Status status, const QString &heading, const QString &text = {},
                    const QString &caption = {});
    /// At most two; connect to clicked(). The banner owns the button.
    QPushButton *addAction(const QString &text, bool primary = false);
    void clearActions();

protected:
    void paintEvent(QPaintEvent *event) override;
    QHBoxLayout *row() const { return m_row; }

private:
    Status m_status = Status::Info;
    StatusGlyph *m_glyph;
    QLabel *m_heading;
    QLabel *m_text;
    QLabel *m_caption;
    QHBoxLayout *m_row;
    QHBoxLayout *m_actions;
};

/// News inside a view, instead of a box over it. Errors and warnings stay until closed; information and
/// success hide after 6 s, not while the pointer or the focus is on them.
class MessageBar final : public VerdictBanner {
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// Shows itself and starts the clock.
    void showMessage(Status status, const QString &heading, const QString &text = {});
    void setAutoHideDelay(int milliseconds) { m_delay = milliseconds; }
    /// False: also information stays until closed.
    void setAutoHides(bool hides) { m_hides = hides; }

public Q_SLOTS:
    void dismiss();

Q_SIGNALS:
    void dismissed();

protected:
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void restart();

    QToolButton *m_close;
    QTimer *m_timer;
    int m_delay = 6'000;
    bool m_hides = true;
};

} // namespace chatsync::ui
