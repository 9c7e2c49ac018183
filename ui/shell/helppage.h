// SPDX-License-Identifier: MIT
#pragma once

#include "ui/shell/userguide.h"
#include "ui/shell/view.h"

#include <QTextCursor>
#include <QUrl>
#include <QWidget>

class QLineEdit;
class QListView;
class QStringListModel;
class QTextBrowser;

namespace chatsync::ui {

/// The user guide with a search, and every key of the window, made from the registry.
class HelpPage final : public QWidget {
    Q_OBJECT
public:
    explicit HelpPage(const ActionRegistry *actions, QWidget *parent = nullptr);

    /// @p id is a page's file in resources/help without `.md`, or `keys`; the search is cleared.
    void showTopic(const QString &id);
    /// The place of a code in the error dictionary; false when it has none.
    bool showCode(const QString &code);
    QString topic() const;
    /// Those in the list: all, or the ones the search finds.
    QStringList topics() const;
    QString text() const;
    /// As a click does: to another page, to a heading, or to the browser. False: there is no such place.
    bool follow(const QUrl &link);

    static ViewSpec view();

private:
    struct Topic {
        GuidePage page;
        QString plain; ///< What is searched; empty for the keys, which come from the registry
    };
    void build();
    void addShortcuts();
    void search();
    void render();
    void markHits();
    void showPlace(QTextCursor place);
    void nextHit();
    void goBack();
    QString keysAsMarkdown() const;

    const ActionRegistry *m_actions;
    QList<Topic> m_topics;
    QList<qsizetype> m_shown; ///< Rows of the list, as places in m_topics
    QStringList m_words;
    QList<QTextCursor> m_hits; ///< In the page that is shown
    qsizetype m_hit = 0;
    QString m_last;     ///< What was shown before a search that found nothing
    QStringList m_back; ///< Pages that links were followed from
    QLineEdit *m_search;
    QStringListModel *m_titles;
    QListView *m_list;
    QTextBrowser *m_browser;
};

} // namespace chatsync::ui
