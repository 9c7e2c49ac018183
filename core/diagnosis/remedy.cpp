// SPDX-License-Identifier: MIT
#include "core/diagnosis/remedy.h"

namespace chatsync::diagnosis {

QString toString(Remedy::Action action)
{
    switch (action) {
    case Remedy::Action::None:
        return QStringLiteral("none");
    case Remedy::Action::CreateUser:
        return QStringLiteral("create_user");
    case Remedy::Action::SetRole:
        return QStringLiteral("set_role");
    case Remedy::Action::SetName:
        return QStringLiteral("set_name");
    case Remedy::Action::SetImage:
        return QStringLiteral("set_image");
    case Remedy::Action::Reactivate:
        return QStringLiteral("reactivate");
    case Remedy::Action::Restore:
        return QStringLiteral("restore");
    case Remedy::Action::AddMember:
        return QStringLiteral("add_member");
    case Remedy::Action::CreateChannel:
        return QStringLiteral("create_channel");
    }
    Q_UNREACHABLE();
}

} // namespace chatsync::diagnosis
