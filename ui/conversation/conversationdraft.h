// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/conversation.h"
#include "core/domain/participant.h"
#include "core/sync/preset.h"

#include <QHash>
#include <QStringList>

class QSettings;

namespace chatsync::ui {

/// All that the form holds: what one run is made from.
struct ConversationDraft {
    ConversationRequest request;
    FlowSettings settings;
    ConversationTarget target = ConversationTarget::Direct;
    QStringList faults; ///< Of the sandbox, `NAME[=VALUE]`
    QHash<QString, Participant>
        known; ///< Names and kinds of ids in the request, as far as they have been seen

    /// The same run would come of both; what is known about the people does not count.
    bool sameRun(const ConversationDraft &other) const;
};

/// Under the group `conversation`. Nothing in it is secret.
void save(const ConversationDraft &draft, QSettings &settings);
/// The defaults for what is not there or makes no sense.
ConversationDraft loadDraft(QSettings &settings);

} // namespace chatsync::ui
