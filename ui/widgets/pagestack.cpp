// SPDX-License-Identifier: MIT
#include "ui/widgets/pagestack.h"

#include <QEvent>
#include <QStackedWidget>
#include <QVariant>

namespace chatsync::ui {

namespace {

constexpr char ownPolicy[] = "chatsyncOwnPolicy";

void setCounts(QWidget *page, bool counts)
{
    if (!page->property(ownPolicy).isValid())
        page->setProperty(ownPolicy, QVariant::fromValue(page->sizePolicy()));
    page->setSizePolicy(counts ? page->property(ownPolicy).value<QSizePolicy>()
                               : QSizePolicy{QSizePolicy::Ignored, QSizePolicy::Ignored});
}

void count(QStackedWidget *stack)
{
    for (int i = 0; i < stack->count(); ++i)
        setCounts(stack->widget(i), i == stack->currentIndex());
}

/// A stack does not tell that a page was added, but it is asked to lay out anew.
class PageCounter final : public QObject {
public:
    explicit PageCounter(QStackedWidget *stack)
        : QObject(stack)
    {
        stack->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            count(static_cast<QStackedWidget *>(watched));
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void letShownPageDecide(QStackedWidget *stack)
{
    new PageCounter(stack);
    QObject::connect(stack, &QStackedWidget::currentChanged, stack, [stack] { count(stack); });
    count(stack);
}

} // namespace chatsync::ui
