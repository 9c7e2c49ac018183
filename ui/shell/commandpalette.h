// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QFrame>
#include <QList>

class QAction;
class QLabel;
class QLineEdit;
class QListView;

namespace chatsync::ui {

class ActionRegistry;

/// The actions that fit what was typed, the best first.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { GroupRole = Qt::UserRole, KeysRole, EnabledRole, ReasonRole, WritesRole };

    explicit PaletteModel(const ActionRegistry *actions, QObject *parent = nullptr);

    void setTyped(const QString &typed);
    QAction *actionAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    const ActionRegistry *m_actions;
    QList<QAction *> m_found;
};

/// Hangs under the look-up field and finds every action of the program by name. The field keeps the focus.
class CommandPalette final : public QFrame {
    Q_OBJECT
public:
    /// @p field and @p actions are borrowed; the palette covers part of @p window.
    CommandPalette(QLineEdit *field, const ActionRegistry *actions, QWidget *window);

    void open();
    void dismiss();
    QListView *list() const { return m_list; }

Q_SIGNALS:
    void chosen(QAction *action);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void place();
    void choose();
    void move(int rows);
    bool handleKey(int key);

    QLineEdit *m_field;
    PaletteModel *m_model;
    QListView *m_list;
    QLabel *m_none;
};

} // namespace chatsync::ui
