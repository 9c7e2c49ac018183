// SPDX-License-Identifier: MIT
#include "ui/theme/accessiblerole.h"

#include <QAccessibleWidget>
#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPointer>
#include <QVariant>

namespace chatsync::ui {
namespace {

constexpr const char *roleProperty = "chatsync.accessibleRole";
constexpr const char *popupProperty = "chatsync.accessiblePopup";

using Popups = QList<QPointer<QWidget>>;

class RoledWidget final : public QAccessibleWidget {
public:
    using QAccessibleWidget::QAccessibleWidget;

    int childCount() const override { return QAccessibleWidget::childCount() + (popup() ? 1 : 0); }

    QAccessibleInterface *child(int index) const override
    {
        if (popup() && index == QAccessibleWidget::childCount())
            return popup();
        return QAccessibleWidget::child(index);
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child && child == popup() ? QAccessibleWidget::childCount()
                                         : QAccessibleWidget::indexOfChild(child);
    }

private:
    QAccessibleInterface *popup() const
    {
        for (const QPointer<QWidget> &one : widget()->property(popupProperty).value<Popups>()) {
            if (one && one->isVisible())
                return QAccessible::queryAccessibleInterface(one);
        }
        return nullptr;
    }
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget ? widget->property(roleProperty) : QVariant();
    return role.isValid() ? new RoledWidget(widget, static_cast<QAccessible::Role>(role.toInt())) : nullptr;
}

} // namespace

void setAccessibleRole(QWidget *widget, QAccessible::Role role)
{
    static const bool installed = (QAccessible::installFactory(&make), true);
    Q_UNUSED(installed)
    widget->setProperty(roleProperty, static_cast<int>(role));
}

void setAccessiblePopup(QWidget *owner, QWidget *popup)
{
    auto popups = owner->property(popupProperty).value<Popups>();
    popups.append(popup);
    owner->setProperty(popupProperty, QVariant::fromValue(popups));
}

void addClearButton(QLineEdit *field)
{
    const QList<QAction *> before = field->findChildren<QAction *>(Qt::FindDirectChildrenOnly);
    field->setClearButtonEnabled(true);
    for (QAction *action : field->findChildren<QAction *>(Qt::FindDirectChildrenOnly)) {
        if (!before.contains(action))
            action->setText(QCoreApplication::translate("FormField", "Clear the field"));
    }
}

} // namespace chatsync::ui
