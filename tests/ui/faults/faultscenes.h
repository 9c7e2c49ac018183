// SPDX-License-Identifier: MIT
#pragma once

#include "ui/conversation/conversationdraft.h"

#include <QList>
#include <QString>

namespace chatsync::test {

/// One conversation in the sandbox with something wrong, as tests and pictures perform it.
struct FaultScene {
    QString name; ///< Also of its picture
    ui::ConversationDraft draft;
};

/// Each fault of the catalogue with its example, performed by @p preset. Where the example names somebody, it
/// is who StreamChat does not know yet.
QList<FaultScene> catalogueScenes(Preset preset);

/// Input that cannot work, and input that merely looks as if it could not.
QList<FaultScene> inputScenes();

/// Sat Education writes to somebody whom StreamChat does not know.
ui::ConversationDraft usualDraft(Preset preset = Preset::Hardened);

} // namespace chatsync::test

Q_DECLARE_METATYPE(chatsync::test::FaultScene)
