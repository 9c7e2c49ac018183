// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/lookup.h"
#include "ui/lookup/celltable.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;
class QTableView;

namespace chatsync::ui {

class CodeView;
class SegmentedControl;

/// The tabs at the bottom of a card; Alt+1, Alt+2 … choose one.
class DetailTabs final : public QWidget {
    Q_OBJECT
public:
    explicit DetailTabs(QWidget *parent = nullptr);

    /// Takes the page over; gives its number.
    int addTab(const QString &title, QWidget *page);
    /// Also the sentence shown in place of no rows at all.
    int addTable(const QString &title, QTableView *table, const QString &none);
    /// Beside the title; less than 0 takes it away.
    void setCount(int tab, int count);
    void setCurrent(int tab);
    int current() const;
    QWidget *page(int tab) const;

private:
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
};

/// What the facts were read from: as JSON, as answers of StreamChat, as SQL.
class RawPage final : public QWidget {
    Q_OBJECT
public:
    explicit RawPage(QWidget *parent = nullptr);

    /// @p facts as JSON; requests and statements from @p result.
    void setSource(const QByteArray &facts, const diagnosis::LookupResult &result);
    /// Goes to the answer of that endpoint, or to the row (`users/<id>`).
    void showRequest(const QString &endpoint);
    void showRow(const QString &row);
    /// Goes to where the evidence was read; false where it is neither a row nor an answer of StreamChat.
    bool showEvidence(const diagnosis::Evidence &evidence);

private:
    void refresh();

    SegmentedControl *m_which;
    CodeView *m_code;
    QString m_facts;
    QString m_requests;
    QString m_sql;
    QHash<QString, int> m_lines; ///< By endpoint, in m_requests
};

} // namespace chatsync::ui
