// SPDX-License-Identifier: MIT
#include "ui/widgets/listarrow.h"

#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QPainter>

namespace chatsync::ui {

ListArrow::ListArrow(QWidget *field)
    : QAbstractButton(field)
{
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::ArrowCursor);
    setAttribute(Qt::WA_Hover);
    setText(tr("Choose from the list"));
    setToolTip(tr("Choose from the list (Down)"));
}

QSize ListArrow::sizeHint() const
{
    return {preferredWidth, theme().height(Height::SmallControl)};
}

void ListArrow::paintEvent(QPaintEvent *)
{
    // The mark of an edit that holds something wrong stands in the same place.
    if (qobject_cast<QLineEdit *>(parentWidget()) && isInvalid(parentWidget()))
        return;
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    const QColor ink = !isEnabled() ? t.disabled : underMouse() ? t.text : t.text2;
    drawChevron(painter, rect(), Arrow::Down, ink, 8);
}

} // namespace chatsync::ui
