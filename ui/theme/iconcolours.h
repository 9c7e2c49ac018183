// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace chatsync::ui {

inline constexpr char ownIconColours[] = "chatsyncOwnIconColours";

/// The button's icon is a picture in colours that mean something, such as a status: it is not tinted in the
/// colour of the text.
inline void setOwnIconColours(QWidget *button)
{
    button->setProperty(ownIconColours, true);
}

inline bool hasOwnIconColours(const QWidget *button)
{
    return button && button->property(ownIconColours).toBool();
}

} // namespace chatsync::ui
