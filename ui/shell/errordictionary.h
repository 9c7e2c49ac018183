// SPDX-License-Identifier: MIT
#pragma once

#include "ui/shell/userguide.h"

namespace chatsync::ui {

/// The error dictionary as a page of the guide: each entry under a heading that begins with its code.
GuidePage errorDictionary();

/// The beginning of the heading of an entry.
QString dictionaryHeading(const QString &code);

} // namespace chatsync::ui
