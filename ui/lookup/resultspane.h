// SPDX-License-Identifier: MIT
#pragma once

#include "ui/lookup/resultsmodel.h"

#include <QWidget>

class QLabel;
class QListView;

namespace chatsync::ui {

/// The start of the look-up: what was recognised, the results under it, the keys below. Choosing a line tells
/// it; Enter and a double click open it.
class ResultsPane final : public QWidget {
    Q_OBJECT
public:
    static constexpr int preferredWidth = 316;

    explicit ResultsPane(QWidget *parent = nullptr);

    ResultsModel *model() const { return m_model; }
    QListView *list() const { return m_list; }
    void setHeading(const QString &heading, const QString &detail, const QString &aside);
    QString heading() const;
    QString detail() const;
    /// The old results stay; a ring turns beside the heading.
    void setSearching(bool searching);
    bool isSearching() const;
    void setItems(const QList<ResultItem> &items);
    /// Chooses what is the same as @p wanted, without telling; false when it is not there.
    bool select(const ResultItem &wanted);
    void selectRow(int row);
    const ResultItem *current() const;

Q_SIGNALS:
    /// A line became the current one, by keys, mouse or selectRow().
    void chosen();
    void opened();
    void copyRequested();
    void menuRequested(const QPoint &globalPos);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildKeys();

    ResultsModel *m_model;
    QListView *m_list;
    QLabel *m_heading = nullptr;
    QLabel *m_detail = nullptr;
    QLabel *m_aside = nullptr;
    StatusGlyph *m_ring = nullptr;
    bool m_quiet = false;
};

} // namespace chatsync::ui
