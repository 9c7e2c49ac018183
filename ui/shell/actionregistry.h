// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"

#include <QHash>
#include <QKeySequence>
#include <QObject>

#include <optional>

class QAction;
class QMenu;

namespace chatsync::ui {

/// Where an action stands in menus and in the list of shortcuts, in this order.
enum class ActionGroup { Go, LookUp, Conversation, Run, Checklist, Look, Help };
QString title(ActionGroup group);

struct ActionSpec {
    QString id;   ///< `conversation.new`; for good
    QString text; ///< As in menus, without mnemonic
    QString tip;  ///< One sentence: what it does
    ActionGroup group = ActionGroup::Go;
    std::optional<Icon> icon;
    QList<QKeySequence> shortcuts;
    bool writes = false; ///< Changes something outside of this program
    bool checkable = false;
};

/// A key that works inside one view only and is no action of the window.
struct KeyNote {
    QString text;
    QString keys;  ///< As people read it: `Alt+1 to Alt+4`
    QString where; ///< "Run view"
};

/// Every action of the window, once. Menus, the palette, the list of shortcuts and the help are made from it,
/// so that none of them can forget one.
class ActionRegistry final : public QObject {
    Q_OBJECT
public:
    explicit ActionRegistry(QObject *parent = nullptr);

    /// The caller connects to triggered(). Ids and shortcuts are unique: a second one is a bug.
    QAction *add(const ActionSpec &spec);
    /// A view's own action: id is its object name, text, tip, icon, shortcuts as it has them. It goes when it
    /// is deleted.
    void adopt(QAction *action, ActionGroup group, bool writes = false);
    QAction *action(const QString &id) const;
    const ActionSpec &spec(const QAction *action) const;
    /// By group, then in the order of registration.
    QList<QAction *> actions() const;
    QList<QAction *> actions(ActionGroup group) const;

    /// A disabled action says why, in its tip and in the palette.
    void setEnabled(const QString &id, bool enabled, const QString &reason = {});
    QString disabledReason(const QAction *action) const;
    /// For a view's own action, which the view disables itself: why. Empty takes it away.
    void setDisabledReason(const QString &id, const QString &reason);

    void addKeyNote(const KeyNote &note);
    const QList<KeyNote> &keyNotes() const { return m_notes; }

    /// All actions of all groups, one section each.
    void fillMenu(QMenu *menu) const;

Q_SIGNALS:
    void added(QAction *action);
    void changed();

private:
    void enlist(QAction *action, const ActionSpec &spec);
    void describe(QAction *action);

    QList<QAction *> m_actions;
    QHash<const QAction *, ActionSpec> m_specs;
    QHash<const QAction *, QString> m_reasons;
    QList<KeyNote> m_notes;
};

/// How well @p typed fits @p text; 0: not at all. All letters must occur in order, in any case; beginnings of
/// words and letters in a row count more.
int fuzzyScore(const QString &typed, const QString &text);

} // namespace chatsync::ui
