// SPDX-License-Identifier: MIT
#pragma once

namespace chatsync {

/// Installs the translation for the user's language into the application, English where there is none. Call
/// it once, right after the application object is made.
void installTranslations();

} // namespace chatsync
