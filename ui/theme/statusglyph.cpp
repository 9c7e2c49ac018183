// SPDX-License-Identifier: MIT
#include "ui/theme/statusglyph.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStyle>
#include <QTimerEvent>

#include <cmath>

namespace chatsync::ui {

QString word(Status status)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("Status", text); };
    switch (status) {
    case Status::Ok:
        return say(QT_TRANSLATE_NOOP("Status", "Passed"));
    case Status::Fail:
        return say(QT_TRANSLATE_NOOP("Status", "Failed"));
    case Status::Warn:
        return say(QT_TRANSLATE_NOOP("Status", "Warning"));
    case Status::Twin:
        return say(QT_TRANSLATE_NOOP("Status", "Twin identity"));
    case Status::Deactivated:
        return say(QT_TRANSLATE_NOOP("Status", "Deactivated"));
    case Status::Running:
        return say(QT_TRANSLATE_NOOP("Status", "Running"));
    case Status::Waiting:
        return say(QT_TRANSLATE_NOOP("Status", "Waiting, time left"));
    case Status::NotStarted:
        return say(QT_TRANSLATE_NOOP("Status", "Waiting"));
    case Status::Skipped:
        return say(QT_TRANSLATE_NOOP("Status", "Not needed"));
    case Status::Recovered:
        return say(QT_TRANSLATE_NOOP("Status", "Recovered"));
    case Status::Blocked:
        return say(QT_TRANSLATE_NOOP("Status", "Blocked"));
    case Status::Info:
        return say(QT_TRANSLATE_NOOP("Status", "Information"));
    case Status::Same:
        return say(QT_TRANSLATE_NOOP("Status", "Match"));
    case Status::Different:
        return say(QT_TRANSLATE_NOOP("Status", "Different"));
    case Status::NotCompared:
        return say(QT_TRANSLATE_NOOP("Status", "Not compared"));
    }
    return {};
}

Status statusOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return Status::Ok;
    case Outcome::Recovered:
        return Status::Recovered;
    case Outcome::Failed:
        return Status::Fail;
    case Outcome::Skipped:
    case Outcome::Cancelled:
        return Status::Skipped;
    }
    return Status::NotStarted;
}

QString word(Outcome outcome)
{
    if (outcome == Outcome::Cancelled)
        return QCoreApplication::translate("Status", "Cancelled");
    return word(statusOf(outcome));
}

const StatusInk &inkOf(Status status, const Tokens &tokens)
{
    switch (status) {
    case Status::Ok:
    case Status::Same:
        return tokens.ok;
    case Status::Fail:
        return tokens.fail;
    case Status::Warn:
    case Status::Twin:
    case Status::Recovered:
    case Status::Different:
        return tokens.warn;
    case Status::Info:
    case Status::Running:
    case Status::Waiting:
        return tokens.info;
    case Status::Deactivated:
    case Status::NotStarted:
    case Status::Skipped:
    case Status::Blocked:
    case Status::NotCompared:
        return tokens.neutral;
    }
    return tokens.neutral;
}

void paintStatus(QPainter &painter, const QRectF &rect, Status status, qreal progress)
{
    paintStatus(painter, rect, status, progress, theme().tokens());
}

QPixmap statusPixmap(Status status, int size, qreal devicePixelRatio)
{
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintStatus(painter, QRectF(0, 0, size, size), status);
    return pixmap;
}

StatusGlyph::StatusGlyph(Status status, int size, QWidget *parent)
    : QWidget(parent)
    , m_status(status)
    , m_size(size)
{
    setAccessibleRole(this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(word(status));
}

void StatusGlyph::setStatus(Status status, const QString &text)
{
    m_status = status;
    setAccessibleName(text.isEmpty() ? word(status) : text);
    updateTimer();
    update();
}

void StatusGlyph::setProgress(qreal progress)
{
    m_progress = progress;
    update();
}

void StatusGlyph::setGlyphSize(int size)
{
    m_size = size;
    updateGeometry();
    update();
}

QSize StatusGlyph::sizeHint() const
{
    return {m_size, m_size};
}

void StatusGlyph::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF square((width() - m_size) / 2, (height() - m_size) / 2, m_size, m_size);
    paintStatus(painter, square, m_status, m_progress);
}

void StatusGlyph::updateTimer()
{
    const bool animated = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    const bool turning = isVisible() && animated && m_status == Status::Running;
    if (turning && !m_timer) {
        m_timer = startTimer(50);
    } else if (!turning && m_timer) {
        killTimer(m_timer);
        m_timer = 0;
    }
}

void StatusGlyph::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer)
        setProgress(std::fmod(m_progress + 50.0 / 1200.0, 1.0));
    else
        QWidget::timerEvent(event);
}

void StatusGlyph::showEvent(QShowEvent *)
{
    updateTimer();
}

void StatusGlyph::hideEvent(QHideEvent *)
{
    updateTimer();
}

} // namespace chatsync::ui
