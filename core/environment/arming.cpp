// SPDX-License-Identifier: MIT
#include "core/environment/arming.h"

#include <QCoreApplication>

namespace chatsync {

Arming::Arming(QString environmentName, const Clock *clock)
    : m_environment(std::move(environmentName))
    , m_clock(clock)
{}

Result<void> Arming::arm(const QString &typed, const QString &reason)
{
    if (typed.trimmed() != m_environment) {
        return tl::unexpected(
            Error{Error::Kind::Input,
                  QCoreApplication::translate("Environments", "“%1” is not the name of this environment.")
                      .arg(typed.trimmed().left(80)),
                  QCoreApplication::translate("Environments", "Type %1 to arm it.").arg(m_environment),
                  {}});
    }
    m_endElapsed = m_clock->elapsed() + duration;
    m_until = m_clock->now().addMSecs(std::chrono::milliseconds{duration}.count());
    m_reason = reason.trimmed();
    m_armed = true;
    return {};
}

void Arming::disarm()
{
    m_armed = false;
}

bool Arming::isArmed() const
{
    return remaining() > std::chrono::milliseconds{0};
}

std::chrono::milliseconds Arming::remaining() const
{
    using std::chrono::milliseconds;
    if (!m_armed)
        return milliseconds{0};
    const auto forward = std::chrono::ceil<milliseconds>(m_endElapsed - m_clock->elapsed());
    const milliseconds calendar{m_clock->now().msecsTo(m_until)};
    return std::max(milliseconds{0}, std::min(forward, calendar));
}

QDateTime Arming::until() const
{
    return isArmed() ? m_until : QDateTime{};
}

QString Arming::reason() const
{
    return isArmed() ? m_reason : QString{};
}

} // namespace chatsync
