// SPDX-License-Identifier: MIT
#include "ui/widgets/navrail.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

/// A push button for its manners with keyboard and screen reader; only the look is its own.
class RailItem final : public QPushButton {
public:
    RailItem(const QString &id, Icon picture, const QString &text, QWidget *parent)
        : QPushButton(text, parent)
        , m_id(id)
        , m_picture(picture)
    {
        setCheckable(true);
        setAutoExclusive(true);               // The group sees to it; this tells screen readers.
        setProperty("wantsFocusRing", false); // Drawn inside: the rail's edge would cut it.
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        describe();
    }

    const QString &id() const { return m_id; }

    void setCount(int count)
    {
        m_count = count;
        describe();
    }

    void setBusy(bool busy)
    {
        m_busy = busy;
        describe();
    }

    QSize sizeHint() const override
    {
        return {theme().scaled(78), std::max(58, 44 + theme().lineHeight(FontRole::Rail))};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = theme().tokens();
        QPainter painter(this);
        const bool focused = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
        const QColor fill = isChecked() ? t.selection : underMouse() ? t.lineSoft : QColor();
        if (fill.isValid())
            drawFrame(painter, rect(), radius::frame, fill, {});
        if (focused)
            drawFrame(painter, rect(), radius::frame, {}, t.accent, 2);
        const QColor ink = isChecked() ? t.link : t.text2;
        const QRect picture((width() - 22) / 2, space::base, 22, 22);
        ui::icon(m_picture, ink).paint(&painter, picture);
        const QFont font = theme().font(FontRole::Rail);
        QFont strong = font;
        strong.setWeight(QFont::DemiBold);
        const QRect label(1, picture.bottom() + 5, width() - 2, theme().lineHeight(FontRole::Rail));
        drawText(painter, label, text(), isChecked() ? strong : font, ink, Qt::AlignCenter);
        paintBadge(painter, picture);
    }

private:
    void paintBadge(QPainter &painter, const QRect &picture)
    {
        const Tokens &t = theme().tokens();
        if (m_count > 0) {
            const QString text = m_count > 99 ? tr("99+") : QLocale().toString(m_count);
            const QFont font = theme().font(FontRole::Badge);
            const int side = 16;
            const int wide = std::max(side, QFontMetrics(font).horizontalAdvance(text) + 8);
            const QRect at(picture.right() - 3, picture.top() - 4, wide, side);
            const QRect visual = QStyle::visualRect(layoutDirection(), rect(), at);
            drawFrame(painter, visual, side / 2.0, t.fail.glyph, {});
            drawText(painter, visual, text, font, t.mark, Qt::AlignCenter);
        } else if (m_busy) {
            const QRect at(picture.right() - 3, picture.top() - 2, 9, 9);
            drawFrame(painter, QStyle::visualRect(layoutDirection(), rect(), at), 4.5, t.accent, {});
        }
    }

    void describe()
    {
        QString name = text();
        if (m_count > 0)
            name = NavRail::tr("%1, %n open failure(s)", nullptr, m_count).arg(name);
        else if (m_busy)
            name = NavRail::tr("%1, running").arg(name);
        setAccessibleName(name);
        update();
    }

    QString m_id;
    Icon m_picture;
    int m_count = 0;
    bool m_busy = false;
};

NavRail::NavRail(QWidget *parent)
    : QWidget(parent)
    , m_top(new QVBoxLayout)
    , m_bottom(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
{
    setAccessibleRole(this, QAccessible::ToolBar);
    followTheme(this, [this] { setFixedWidth(theme().scaled(railWidth)); });
    setAccessibleName(tr("Views"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(5, space::base, 5, space::base);
    layout->setSpacing(0);
    for (QVBoxLayout *part : {m_top, m_bottom}) {
        part->setSpacing(space::hair);
        part->setContentsMargins(0, 0, 0, 0);
    }
    layout->addLayout(m_top);
    layout->addStretch();
    layout->addLayout(m_bottom);
    // Not clicked: a screen reader toggles.
    connect(m_group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *button, bool on) {
        if (on)
            setCurrent(static_cast<RailItem *>(button)->id());
    });
}

void NavRail::addItem(const QString &id, Icon icon, const QString &text, const QString &toolTip, Place place)
{
    auto *added = new RailItem(id, icon, text, this);
    added->setToolTip(toolTip.isEmpty() ? text : toolTip);
    m_group->addButton(added);
    (place == Place::Top ? m_top : m_bottom)->addWidget(added);
}

RailItem *NavRail::item(const QString &id) const
{
    for (QAbstractButton *button : m_group->buttons())
        if (auto *rail = static_cast<RailItem *>(button); rail->id() == id)
            return rail;
    return nullptr;
}

void NavRail::setCurrent(const QString &id)
{
    RailItem *wanted = item(id);
    if (!wanted && !id.isEmpty())
        return;
    if (wanted) {
        wanted->setChecked(true);
    } else if (QAbstractButton *checked = m_group->checkedButton()) {
        m_group->setExclusive(false); // An exclusive group keeps one.
        checked->setChecked(false);
        m_group->setExclusive(true);
    }
    update();
    if (m_current == id)
        return;
    m_current = id;
    if (wanted)
        Q_EMIT currentChanged(id);
}

void NavRail::setBadge(const QString &id, int count)
{
    if (RailItem *found = item(id))
        found->setCount(count);
}

void NavRail::setBusy(const QString &id, bool busy)
{
    if (RailItem *found = item(id))
        found->setBusy(busy);
}

void NavRail::keyPressEvent(QKeyEvent *event)
{
    const QList<QAbstractButton *> buttons = m_group->buttons();
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const auto at = buttons.indexOf(qobject_cast<QAbstractButton *>(focusWidget()));
    if (step == 0 || at < 0)
        return QWidget::keyPressEvent(event);
    const auto next = std::clamp<qsizetype>(at + step, 0, buttons.size() - 1);
    buttons.at(next)->setFocus(Qt::TabFocusReason);
}

void NavRail::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.rail);
    const bool mirrored = isRightToLeft();
    drawEdge(painter, rect(), mirrored ? Qt::LeftEdge : Qt::RightEdge, t.line);
    if (const QAbstractButton *checked = m_group->checkedButton()) {
        const QRect at = checked->geometry().adjusted(0, 9, 0, -9);
        painter.fillRect(mirrored ? QRect(width() - 3, at.top(), 3, at.height())
                                  : QRect(0, at.top(), 3, at.height()),
                         t.accent);
    }
}

} // namespace chatsync::ui
