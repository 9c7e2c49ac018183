// SPDX-License-Identifier: MIT
#include "core/environment/writegate.h"

#include <QCoreApplication>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Environments", text);
}

Error readOnly(const QString &what, const QString &advice)
{
    return {Error::Kind::Refused, what, advice, {}};
}

} // namespace

WriteGate::WriteGate(QString environmentName, WritePolicy policy, const Arming *arming)
    : m_environment(std::move(environmentName))
    , m_policy(policy)
    , m_arming(arming)
{}

std::optional<Error> WriteGate::refusal() const
{
    switch (m_policy) {
    case WritePolicy::Allowed:
        return std::nullopt;
    case WritePolicy::ReadOnly:
        return readOnly(
            tr("Nothing was sent: %1 is read-only.").arg(m_environment),
            tr("Pass on what should be written to somebody who may, or work in another environment."));
    case WritePolicy::WhenArmed:
        if (m_arming && m_arming->isArmed())
            return std::nullopt;
        return readOnly(tr("Nothing was sent: %1 is read-only unless it is armed.").arg(m_environment),
                        tr("Arm it for ten minutes by typing its name, or pass on what should be written."));
    }
    Q_UNREACHABLE();
}

Result<void> mayConverse(const QString &environmentName, WritePolicy policy)
{
    if (policy == WritePolicy::Allowed)
        return {};
    const QString what = policy == WritePolicy::ReadOnly
                             ? tr("No test conversation is made in %1: the environment is read-only.")
                             : tr("No test conversation is made in %1: arming unlocks repairs alone, never "
                                  "test conversations.");
    return tl::unexpected(
        readOnly(what.arg(environmentName),
                 tr("Plan it instead (--dry-run), which sends nothing that writes, or work in another "
                    "environment.")));
}

Result<void> mayCleanUp(const QString &environmentName, WritePolicy policy)
{
    if (policy == WritePolicy::Allowed)
        return {};
    const QString what = policy == WritePolicy::ReadOnly
                             ? tr("Nothing is removed in %1: the environment is read-only.")
                             : tr("Nothing is removed in %1: arming unlocks repairs alone.");
    return tl::unexpected(
        readOnly(what.arg(environmentName),
                 tr("List what is left (--dry-run), which sends nothing that writes, or pass it "
                    "on to somebody who may remove it.")));
}

} // namespace chatsync
