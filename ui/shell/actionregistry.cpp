// SPDX-License-Identifier: MIT
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr ActionGroup allGroups[] = {ActionGroup::Go,  ActionGroup::LookUp, ActionGroup::Conversation,
                                     ActionGroup::Run, ActionGroup::Checklist, ActionGroup::Look, ActionGroup::Help};

} // namespace

QString title(ActionGroup group)
{
    switch (group) {
    case ActionGroup::Go:
        return QCoreApplication::translate("ActionRegistry", "Go to");
    case ActionGroup::LookUp:
        return QCoreApplication::translate("ActionRegistry", "Look up");
    case ActionGroup::Conversation:
        return QCoreApplication::translate("ActionRegistry", "Conversation");
    case ActionGroup::Run:
        return QCoreApplication::translate("ActionRegistry", "Run");
    case ActionGroup::Checklist:
        return QCoreApplication::translate("ActionRegistry", "Checklist");
    case ActionGroup::Look:
        return QCoreApplication::translate("ActionRegistry", "Window");
    case ActionGroup::Help:
        return QCoreApplication::translate("ActionRegistry", "Help");
    }
    Q_UNREACHABLE();
}

ActionRegistry::ActionRegistry(QObject *parent)
    : QObject(parent)
{}

QAction *ActionRegistry::add(const ActionSpec &spec)
{
    Q_ASSERT_X(!action(spec.id), "ActionRegistry", qPrintable(spec.id));
    auto *made = new QAction(spec.text, this);
    made->setObjectName(spec.id);
    made->setCheckable(spec.checkable);
    made->setShortcuts(spec.shortcuts);
    // What the theme's icons look like in menus is up to the icon; actions without one stay without.
    if (spec.icon)
        made->setIcon(icon(*spec.icon));
    enlist(made, spec);
    describe(made);
    return made;
}

void ActionRegistry::adopt(QAction *action, ActionGroup group, bool writes)
{
    ActionSpec spec;
    spec.id = action->objectName();
    spec.text = action->text();
    spec.tip = action->toolTip();
    spec.group = group;
    spec.shortcuts = action->shortcuts();
    spec.writes = writes;
    Q_ASSERT_X(!this->action(spec.id), "ActionRegistry", qPrintable(spec.id));
    connect(action, &QObject::destroyed, this, [this, action] {
        m_actions.removeOne(action);
        m_specs.remove(action);
        m_reasons.remove(action);
    });
    connect(action, &QAction::changed, this, &ActionRegistry::changed);
    enlist(action, spec);
}

void ActionRegistry::enlist(QAction *action, const ActionSpec &spec)
{
    m_actions.append(action);
    m_specs.insert(action, spec);
    Q_EMIT added(action);
}

QAction *ActionRegistry::action(const QString &id) const
{
    const auto found = std::find_if(m_actions.cbegin(), m_actions.cend(),
                                    [&id](const QAction *known) { return known->objectName() == id; });
    return found == m_actions.cend() ? nullptr : *found;
}

const ActionSpec &ActionRegistry::spec(const QAction *action) const
{
    return *m_specs.constFind(action);
}

QList<QAction *> ActionRegistry::actions() const
{
    QList<QAction *> all;
    for (const ActionGroup group : allGroups)
        all += actions(group);
    return all;
}

QList<QAction *> ActionRegistry::actions(ActionGroup group) const
{
    QList<QAction *> some;
    for (QAction *known : m_actions) {
        if (spec(known).group == group)
            some.append(known);
    }
    return some;
}

void ActionRegistry::setEnabled(const QString &id, bool enabled, const QString &reason)
{
    QAction *known = action(id);
    Q_ASSERT(known);
    known->setEnabled(enabled);
    if (enabled)
        m_reasons.remove(known);
    else
        m_reasons.insert(known, reason);
    describe(known);
    Q_EMIT changed();
}

void ActionRegistry::setDisabledReason(const QString &id, const QString &reason)
{
    QAction *known = action(id);
    Q_ASSERT(known);
    if (m_reasons.value(known) == reason)
        return;
    if (reason.isEmpty())
        m_reasons.remove(known);
    else
        m_reasons.insert(known, reason);
    describe(known);
    Q_EMIT changed();
}

QString ActionRegistry::disabledReason(const QAction *action) const
{
    return m_reasons.value(action);
}

void ActionRegistry::addKeyNote(const KeyNote &note)
{
    m_notes.append(note);
}

void ActionRegistry::describe(QAction *action)
{
    const ActionSpec &known = spec(action);
    QString tip = known.tip;
    if (const QString why = disabledReason(action); !why.isEmpty())
        tip += u'\n' + why;
    action->setStatusTip(known.tip);
    if (!action->shortcut().isEmpty())
        tip += QStringLiteral(" (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
    action->setToolTip(tip);
}

void ActionRegistry::fillMenu(QMenu *menu) const
{
    menu->setToolTipsVisible(true);
    for (const ActionGroup group : allGroups) {
        const QList<QAction *> some = actions(group);
        if (some.isEmpty())
            continue;
        menu->addSection(title(group));
        menu->addActions(some);
    }
}

int fuzzyScore(const QString &typed, const QString &text)
{
    int score = 1;
    qsizetype at = 0;
    qsizetype last = -1;
    for (const QChar character : typed) {
        if (character.isSpace())
            continue;
        const QChar wanted = character.toCaseFolded();
        qsizetype best = -1;
        for (qsizetype i = at; i < text.size(); ++i) {
            if (text[i].toCaseFolded() != wanted)
                continue;
            const bool inRow = last >= 0 && i == last + 1;
            const bool beginsWord = i == 0 || !text[i - 1].isLetterOrNumber();
            if (best < 0)
                best = i;
            if (inRow || beginsWord) {
                best = i;
                break;
            }
        }
        if (best < 0)
            return 0;
        // A jump to a later word may leave letters behind which a plain walk would have found.
        const bool inRow = last >= 0 && best == last + 1;
        score += inRow ? 8 : (best == 0 || !text[best - 1].isLetterOrNumber()) ? 6 : 1;
        last = best;
        at = best + 1;
    }
    if (text.startsWith(typed, Qt::CaseInsensitive))
        score += 20;
    else if (text.contains(typed, Qt::CaseInsensitive))
        score += 10;
    return score;
}

} // namespace chatsync::ui
