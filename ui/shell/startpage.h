// SPDX-License-Identifier: MIT
#pragma once

#include "core/workbench/console.h"
#include "ui/theme/icons.h"
#include "ui/widgets/environmentpill.h"

#include <QWidget>

class QAction;
class QBoxLayout;
class QLabel;

namespace chatsync::ui {

class ElidedLabel;
class StatusGlyph;

/// Something to begin with.
struct StartTask {
    Icon icon = Icon::Open;
    QString audience; ///< "Support"
    QString heading;
    QString text;
    QString button;
    QAction *action = nullptr; ///< Borrowed
};

/// What is shown while there is no run yet: where one is, what to begin with, whether all is connected.
class StartPage final : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);

    void setEnvironment(const RunEnvironment &environment, bool mayConverse = true);
    void setHealth(const ServiceHealth &database, const ServiceHealth &streamChat);
    /// The first one has the primary button.
    void addTask(const StartTask &task);
    /// For who has no failure at hand.
    void setSample(QAction *action);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Connection {
        StatusGlyph *glyph = nullptr;
        ElidedLabel *text = nullptr;
        QLabel *latency = nullptr;
    };
    Connection addConnection(QBoxLayout *list, const QString &name, bool last);
    static void show(const Connection &connection, const ServiceHealth &health);

    QWidget *m_picture;
    QLabel *m_heading;
    QLabel *m_text;
    QBoxLayout *m_tasks;
    QBoxLayout *m_sample;
    Connection m_database;
    Connection m_streamChat;
    Connection m_backend;
    int m_taskCount = 0;
};

} // namespace chatsync::ui
