// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/arming.h"
#include "core/stream/gatedtransport.h"

namespace chatsync {

/// An environment's write policy, as the gate at the end of everything asks it: see stream::GatedTransport.
class WriteGate final : public stream::WritePermission {
public:
    /// @p arming is borrowed, may be null where the policy does not ask for it.
    WriteGate(QString environmentName, WritePolicy policy, const Arming *arming);

    std::optional<Error> refusal() const override;

private:
    QString m_environment;
    WritePolicy m_policy;
    const Arming *m_arming;
};

/// Why test conversations (runs, checklist, clean-up) are locked: they are under every policy but Allowed,
/// armed or not; arming unlocks repairs alone. An Error of kind Refused. Plans are always allowed.
Result<void> mayConverse(const QString &environmentName, WritePolicy policy);

/// Whether what test conversations left behind may be removed there; an Error of kind Refused where not.
Result<void> mayCleanUp(const QString &environmentName, WritePolicy policy);

} // namespace chatsync
