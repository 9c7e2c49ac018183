// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/connectiontest.h"
#include "ui/settings/environmentlistmodel.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace chatsync::ui {

class SelfTestModel;
class StatusGlyph;

/// What a self-test came to in one sentence, and its rows as they come in. Ctrl+C copies the chosen one.
class SelfTestPane final : public QWidget {
    Q_OBJECT
public:
    explicit SelfTestPane(QWidget *parent = nullptr);

    SelfTestModel *model() const { return m_model; }
    QListView *view() const { return m_view; }
    /// No test of this environment in this session.
    void showNone(const QString &name);
    void begin(const QString &name);
    /// Stop was pressed; the end follows.
    void showStopping();
    void tell(const CheckRow &row);
    void end(const ConnectionReport &report, const TestOutcome &outcome);
    /// The values in the form are others than those that were tested.
    void setStale(bool stale);

Q_SIGNALS:
    void testRequested();
    void stopRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildHead();
    void setHead(Status status, const QString &heading, const QString &caption);
    void setButton(bool running);
    QString countText() const;

    SelfTestModel *m_model;
    QListView *m_view;
    QWidget *m_columns;
    StatusGlyph *m_glyph;
    QLabel *m_heading;
    QLabel *m_caption;
    QToolButton *m_copy;
    QPushButton *m_button;
    QString m_name;
    QString m_told; ///< The caption without what is said about its age
    bool m_running = false;
    bool m_stale = false;
};

} // namespace chatsync::ui
