// SPDX-License-Identifier: MIT
#include "ui/theme/focusring.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFocusFrame>
#include <QGroupBox>
#include <QSlider>
#include <QVariant>

namespace chatsync::ui {
namespace {

constexpr const char *ringProperty = "wantsFocusRing";

bool wantsRing(const QWidget *widget)
{
    if (widget->property(ringProperty).isValid())
        return widget->property(ringProperty).toBool();
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QSlider *>(widget);
}

} // namespace

FocusRing::FocusRing()
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

FocusRing::~FocusRing()
{
    delete m_frame;
}

void FocusRing::follow(QWidget *focused)
{
    // A click shows by itself what it hit; only the keyboard needs to be told where it is.
    const bool byKeyboard = focused && focused->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    if (!focused || !byKeyboard || !wantsRing(focused)) {
        if (m_frame)
            m_frame->setWidget(nullptr);
        return;
    }
    if (!m_frame)
        m_frame = new QFocusFrame(focused);
    m_frame->setWidget(focused);
}

void setWantsFocusRing(QWidget *widget)
{
    widget->setProperty(ringProperty, true);
}

} // namespace chatsync::ui
