// SPDX-License-Identifier: MIT
#include "ui/widgets/messagebar.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace chatsync::ui {
namespace {

Ink inkOfText(Status status)
{
    const Tokens &t = theme().tokens();
    const StatusInk *ink = &inkOf(status, t);
    if (ink == &t.ok)
        return Ink::Ok;
    if (ink == &t.fail)
        return Ink::Fail;
    if (ink == &t.warn)
        return Ink::Warn;
    return ink == &t.info ? Ink::Link : Ink::Neutral;
}

QLabel *makeLine(FontRole role, Ink ink, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFontRole(label, role);
    setInk(label, ink);
    return label;
}

void setLine(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

VerdictBanner::VerdictBanner(QWidget *parent)
    : QFrame(parent)
    , m_glyph(new StatusGlyph(Status::Info, 18, this))
    , m_heading(makeLine(FontRole::Label, Ink::Link, this))
    , m_text(makeLine(FontRole::Body, Ink::Primary, this))
    , m_caption(makeLine(FontRole::Caption, Ink::Secondary, this))
    , m_row(new QHBoxLayout(this))
    , m_actions(new QHBoxLayout)
{
    setAccessibleRole(this, QAccessible::AlertMessage);
    m_row->setContentsMargins(space::medium, space::base, space::medium, space::base);
    m_row->setSpacing(space::medium - 2);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addStretch();
    lines->addWidget(m_heading);
    lines->addWidget(m_text);
    lines->addSpacing(space::hair);
    lines->addWidget(m_caption);
    lines->addStretch();
    m_row->addWidget(m_glyph, 0, Qt::AlignVCenter);
    m_row->addLayout(lines, 1);
    m_row->addLayout(m_actions);
    m_actions->setSpacing(space::base);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

QString VerdictBanner::heading() const
{
    return m_heading->text();
}

void VerdictBanner::setMessage(Status status, const QString &heading, const QString &text,
                               const QString &caption)
{
    m_status = status;
    m_glyph->setStatus(status);
    m_glyph->setGlyphSize(caption.isEmpty() ? 18 : 22);
    setInk(m_heading, inkOfText(status));
    setLine(m_heading, heading);
    setLine(m_text, text);
    setLine(m_caption, caption);
    setAccessibleName(QStringLiteral("%1: %2").arg(word(status), heading));
    setAccessibleDescription(text);
    update();
}

QPushButton *VerdictBanner::addAction(const QString &text, bool primary)
{
    Q_ASSERT(m_actions->count() < 2);
    auto *button = new QPushButton(text, this);
    setSmall(button);
    setButtonKind(button, primary ? ButtonKind::Primary : ButtonKind::Normal);
    m_actions->addWidget(button, 0, Qt::AlignVCenter);
    return button;
}

void VerdictBanner::clearActions()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

void VerdictBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const StatusInk &ink = inkOf(m_status, theme().tokens());
    ui::drawFrame(painter, rect(), radius::frame, ink.tint, ink.line);
}

MessageBar::MessageBar(QWidget *parent)
    : VerdictBanner(parent)
    , m_close(new QToolButton(this))
    , m_timer(new QTimer(this))
{
    m_close->setIcon(icon(Icon::Close));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close message"));
    m_close->setToolTip(tr("Close this message (Esc)"));
    setSmall(m_close);
    row()->addWidget(m_close, 0, Qt::AlignVCenter);
    m_timer->setSingleShot(true);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(m_timer, &QTimer::timeout, this, [this] {
        const bool inUse = underMouse() || isAncestorOf(QApplication::focusWidget());
        inUse ? restart() : dismiss();
    });
    hide();
}

void MessageBar::showMessage(Status status, const QString &heading, const QString &text)
{
    setMessage(status, heading, text);
    show();
    restart();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::restart()
{
    const bool passing = m_hides && (status() == Status::Info || status() == Status::Ok);
    passing ? m_timer->start(m_delay) : m_timer->stop();
}

void MessageBar::dismiss()
{
    m_timer->stop();
    if (isHidden())
        return;
    hide();
    Q_EMIT dismissed();
}

void MessageBar::enterEvent(QEnterEvent *)
{
    m_timer->stop();
}

void MessageBar::leaveEvent(QEvent *)
{
    restart();
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        VerdictBanner::keyPressEvent(event);
}

} // namespace chatsync::ui
