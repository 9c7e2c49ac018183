// SPDX-License-Identifier: MIT
#include "ui/widgets/segmentedcontrol.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QRadioButton>

namespace chatsync::ui {
namespace {

constexpr int leastWidth = 48;

class Segment final : public QRadioButton {
public:
    Segment(const QString &value, const QString &text, QWidget *parent)
        : QRadioButton(text, parent)
        , m_value(value)
    {
        setProperty("wantsFocusRing", false); // Drawn inside: its neighbours would cover it.
        setAccessibleName(text);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setAttribute(Qt::WA_Hover);
    }

    const QString &value() const { return m_value; }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(theme().font(FontRole::CaptionStrong));
        return {metrics.horizontalAdvance(text()) + 2 * space::base, theme().height(Height::Control)};
    }

    /// In a language of long words the tool tip has the rest.
    QSize minimumSizeHint() const override { return {theme().scaled(leastWidth), sizeHint().height()}; }

protected:
    bool hitButton(const QPoint &at) const override { return rect().contains(at); }

    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = theme().tokens();
        QPainter painter(this);
        const QRect inner = rect().adjusted(0, 1, 0, -1);
        if (isChecked() && isEnabled())
            drawFrame(painter, inner, 3, t.accentTint, t.accentLine);
        else if (isChecked())
            drawFrame(painter, inner, 3, t.neutral.tint, t.control);
        else if (underMouse() && isEnabled())
            drawFrame(painter, inner.adjusted(1, 1, -1, -1), 3, t.hover, {});
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            drawFrame(painter, inner.adjusted(1, 1, -1, -1), radius::badge, {}, t.accent, 2);
        const QFont font = theme().font(isChecked() ? FontRole::CaptionStrong : FontRole::TableHeader);
        const QColor ink = isChecked() ? isEnabled() ? t.link : t.text2 : isEnabled() ? t.text2 : t.disabled;
        drawText(painter, rect().adjusted(2, 0, -2, 0), text(), font, ink, Qt::AlignCenter);
    }

private:
    QString m_value;
};

} // namespace

SegmentedControl::SegmentedControl(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    setAccessibleRole(this, QAccessible::Grouping);
    m_layout->setContentsMargins(1, 0, 1, 0);
    m_layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *button, bool on) {
        update();
        if (on)
            Q_EMIT valueChanged(static_cast<Segment *>(button)->value());
    });
}

void SegmentedControl::addSegment(const QString &value, const QString &text, const QString &toolTip)
{
    auto *segment = new Segment(value, text, this);
    segment->setToolTip(toolTip);
    m_layout->addWidget(segment);
    m_group->addButton(segment);
    if (!m_group->checkedButton())
        segment->setChecked(true);
}

QString SegmentedControl::value() const
{
    const QAbstractButton *checked = m_group->checkedButton();
    return checked ? static_cast<const Segment *>(checked)->value() : QString();
}

void SegmentedControl::setSegmentEnabled(const QString &value, bool enabled, const QString &toolTip)
{
    for (QAbstractButton *button : m_group->buttons()) {
        if (static_cast<Segment *>(button)->value() != value)
            continue;
        button->setEnabled(enabled);
        button->setToolTip(toolTip);
        button->setAccessibleDescription(enabled ? QString{} : toolTip);
    }
}

void SegmentedControl::setValue(const QString &value)
{
    for (QAbstractButton *button : m_group->buttons())
        if (static_cast<Segment *>(button)->value() == value)
            button->setChecked(true);
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    drawFrame(painter, rect(), radius::frame, isEnabled() ? t.button : t.window,
              isEnabled() ? t.control : t.line);
    const QList<QAbstractButton *> buttons = m_group->buttons();
    for (qsizetype i = 0; i + 1 < buttons.size(); ++i) {
        const QRect at = buttons.at(i)->geometry().adjusted(0, 1, 0, -1);
        drawEdge(painter, at, isRightToLeft() ? Qt::LeftEdge : Qt::RightEdge, t.line);
    }
}

} // namespace chatsync::ui
