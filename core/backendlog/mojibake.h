// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace chatsync::backendlog {

/// UTF-8 that was once read as Windows-1252 or Windows-1254 and written out again ("ðŸ”„" for 🔄), set right,
/// up to twice over. The five bytes that these code pages do not define may have become control characters or
/// been lost; of what was lost only the marks of the backend's lines can be found again.
///
/// Text that is not of that kind comes back as it is.
QString withoutMojibake(const QString &text);

/// Windows-1252, in which every byte means something.
QString fromWindows1252(QByteArrayView bytes);

} // namespace chatsync::backendlog
