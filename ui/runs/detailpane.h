// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/runmodel.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;
class QToolButton;

namespace chatsync::ui {

class CodeView;
class ElidedLabel;
class ExplanationPane;
class SummaryPage;

/// What is behind one row of a run: in words, as request and response, as SQL, as lines of the backend's log.
class DetailPane final : public QWidget {
    Q_OBJECT
public:
    enum Tab { Summary, Request, Response, Sql, BackendLog, Explanation, TabCount };

    explicit DetailPane(const RunModel *model, QWidget *parent = nullptr);

    /// Null is the whole run. The tab that was chosen stays where it has something to show.
    void showRow(const RunRow *row);
    const RunRow *row() const { return m_row; }
    /// Whether the row has ended since it was shown.
    bool isBehind() const;
    /// Before the rows go: what is seen stays until showRow().
    void forgetRow() { m_row = nullptr; }
    /// The same row, after events came.
    void refresh();

    Tab tab() const { return m_tab; }
    /// As if it had been clicked; a tab without content is left alone.
    void chooseTab(Tab tab);
    bool hasContent(Tab tab) const;
    /// Too narrow for two panes side by side: the explanation becomes a tab.
    void setNarrow(bool narrow);
    /// Brings the marked line into view again, after the pane got its size.
    void showMark();
    bool isNarrow() const { return m_narrow; }

Q_SIGNALS:
    void rowRequested(const chatsync::ui::RunRow *row);
    void lookUpRequested(const QString &streamId);
    void defectRequested(const QString &code);
    void copyRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildBar();
    void showTab(Tab tab);
    void fill(Tab tab);
    void fillLog();
    void refreshBar();
    void makeRoomForTabs();

    const RunModel *m_model;
    const RunRow *m_row = nullptr;
    double m_shownEnd = -1; ///< Of the row, when it was last shown
    Tab m_tab = Summary;
    Tab m_wanted = Response;
    bool m_narrow = false;
    bool m_switching = false;
    QTabBar *m_tabs;
    StatusGlyph *m_glyph;
    ElidedLabel *m_title;
    ElidedLabel *m_subtitle;
    QToolButton *m_copy;
    QStackedWidget *m_pages;
    SummaryPage *m_summary;
    CodeView *m_request;
    CodeView *m_response;
    CodeView *m_sql;
    CodeView *m_log;
    QWidget *m_responsePage;
    ExplanationPane *m_side;
    ExplanationPane *m_explanation;
    QWidget *m_sideLine;
};

} // namespace chatsync::ui
