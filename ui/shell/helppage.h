// SPDX-License-Identifier: MIT
#pragma once

#include "ui/shell/view.h"

#include <QWidget>

class QListView;
class QStringListModel;
class QTextBrowser;

namespace chatsync::ui {

/// The user guide, and every key of the window, made from the registry.
class HelpPage final : public QWidget {
    Q_OBJECT
public:
    explicit HelpPage(const ActionRegistry *actions, QWidget *parent = nullptr);

    /// The first topic: keys. @p fileName is the one in resources/help, `faults`.
    void showTopic(const QString &fileName);
    QString text() const;

    static ViewSpec view();

private:
    struct Topic {
        QString id;
        QString title;
        QString markdown;
    };
    void load();
    void render();
    QString keysAsMarkdown() const;

    const ActionRegistry *m_actions;
    QList<Topic> m_topics;
    QStringListModel *m_titles;
    QListView *m_list;
    QTextBrowser *m_browser;
};

} // namespace chatsync::ui
