// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"

#include <QAbstractListModel>
#include <QFrame>
#include <QList>

#include <optional>

class QAction;
class QLabel;
class QLineEdit;
class QListView;
class QTimer;

namespace chatsync::ui {

class ActionRegistry;

/// Something that was found beside actions: a person, a run.
struct PaletteHit {
    QString id; ///< Whatever choosing it needs
    QString text;
    QString aside; ///< What it is, in small
    Icon icon = Icon::Open;
    QString group; ///< Of accessible names: "Participant"

    bool operator==(const PaletteHit &) const = default;
};

/// Something that is offered at once, without a search.
struct PaletteLead {
    PaletteHit hit;
    bool sure = false; ///< Before all actions; else only before those that have the typed text not as it is
};

/// Whoever finds more than actions. The palette asks as is typed; an answer to an older text is dropped.
class PaletteSource : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void find(const QString &typed) = 0;
    /// Quick: it is asked with each key.
    virtual std::optional<PaletteLead> lead(const QString &) const { return std::nullopt; }
    virtual void choose(const PaletteHit &hit) = 0;

Q_SIGNALS:
    void found(const QString &typed, const QList<chatsync::ui::PaletteHit> &hits);
};

/// The actions that fit what was typed, the best first; behind them what the sources found.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { GroupRole = Qt::UserRole, KeysRole, EnabledRole, ReasonRole, WritesRole };

    explicit PaletteModel(const ActionRegistry *actions, QObject *parent = nullptr);

    /// @p lead is offered by @p source.
    void setTyped(const QString &typed, const std::optional<PaletteLead> &lead = {},
                  const QObject *source = nullptr);
    /// Null for a hit.
    QAction *actionAt(const QModelIndex &index) const;
    void setHits(const QObject *source, const QList<PaletteHit> &hits);
    /// Null for an action.
    const PaletteHit *hitAt(const QModelIndex &index) const;
    const QObject *sourceAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Hit {
        const QObject *source = nullptr;
        PaletteHit hit;
    };

    QVariant hitData(const PaletteHit &hit, int role) const;
    const Hit *foundAt(const QModelIndex &index) const;
    int leadRow() const;

    const ActionRegistry *m_actions;
    QList<QAction *> m_found;
    QList<Hit> m_hits;
    std::optional<Hit> m_lead;
    bool m_leadFirst = false;
};

/// Hangs under the look-up field and finds every action of the program by name. The field keeps the focus.
class CommandPalette final : public QFrame {
    Q_OBJECT
public:
    /// @p field and @p actions are borrowed; the palette covers part of @p window.
    CommandPalette(QLineEdit *field, const ActionRegistry *actions, QWidget *window);

    /// Its hits are offered behind the actions; the palette takes it over.
    void addSource(PaletteSource *source);
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
    void askSources();
    void showRows();
    void place();
    void choose();
    void move(int rows);
    bool handleKey(int key);

    QLineEdit *m_field;
    PaletteModel *m_model;
    QListView *m_list;
    QLabel *m_none;
    QTimer *m_pause;
    QList<PaletteSource *> m_sources;
};

} // namespace chatsync::ui
