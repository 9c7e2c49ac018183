// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logcatalogue.h"

#include <QAbstractListModel>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QStackedWidget;
class QTimer;

namespace chatsync::ui {

class EmptyState;

class SegmentedControl;

/// The conversations of a catalogue that a filter lets through. The catalogue is borrowed.
class LogListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    explicit LogListModel(QObject *parent = nullptr);

    void setCatalogue(const backendlog::LogCatalogue *catalogue);
    /// The catalogue has grown.
    void grow();
    void setFilter(bool troubledOnly, const QString &text);
    /// Its place in the catalogue.
    size_t conversation(int row) const { return m_rows[size_t(row)]; }
    /// -1: the filter hides it.
    int rowOf(size_t conversation) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    bool passes(const backendlog::FoundConversation &found) const;

    const backendlog::LogCatalogue *m_catalogue = nullptr;
    std::vector<quint32> m_rows;
    size_t m_seen = 0; ///< Of the catalogue
    bool m_troubledOnly = false;
    QByteArray m_text;
};

/// The conversations of a log, with a filter: all or only those that did not work, and by id or words.
class LogList final : public QWidget {
    Q_OBJECT
public:
    explicit LogList(QWidget *parent = nullptr);

    void setCatalogue(const backendlog::LogCatalogue *catalogue);
    /// Takes up what is new in it.
    void refresh();
    /// Whether more may come: says so where there is none.
    void setReading(bool reading);
    LogListModel *model() const { return m_model; }
    QListView *view() const { return m_view; }
    QLineEdit *field() const { return m_field; }
    SegmentedControl *filter() const { return m_filter; }

    /// Of the catalogue; nothing when none is chosen.
    std::optional<size_t> current() const;
    /// Shows it even when the filter would not. Does not tell chosen().
    void select(size_t conversation);
    /// The next one that did not work; false when there is none.
    bool selectTrouble(bool forward);
    bool troubledOnly() const;
    void setTroubledOnly(bool only);

Q_SIGNALS:
    /// A person chose another one.
    void chosen(size_t conversation);

private:
    void applyFilter();
    void updateCounts();

    const backendlog::LogCatalogue *m_catalogue = nullptr;
    LogListModel *m_model;
    QStackedWidget *m_pages;
    QListView *m_view;
    EmptyState *m_none;
    EmptyState *m_hidden;
    SegmentedControl *m_filter;
    QLineEdit *m_field;
    QLabel *m_count;
    QTimer *m_typing;
    bool m_quiet = false;
    bool m_reading = false;
};

} // namespace chatsync::ui
