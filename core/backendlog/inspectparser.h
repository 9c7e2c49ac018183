// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/nodeinspect.h"

#include <QStringView>

namespace chatsync::backendlog {

/// What Node's `util.inspect` printed, read back as far as it goes.
struct Inspected {
    InspectValue value;   ///< null where nothing could be read
    qint64 moreItems = 0; ///< Of `... 3 more items`, in all arrays together
    bool shortened =
        false;        ///< `[Array]`, `[Object]`, `... more items`, `... more characters`: Node left it out
    bool cut = false; ///< The text ends before the value does
};

/// Arrays, objects, strings in three kinds of quotes (also as sums of pieces), numbers, true, false, null,
/// undefined; JSON as well. Whatever else stands there counts as a text. Nesting is followed to a depth
/// of 64.
Inspected parseInspected(QStringView text);

/// The text at @p key of an object, empty where there is none.
QString textAt(const InspectValue &value, QStringView key);
/// The texts of an array at @p key.
QStringList textsAt(const InspectValue &value, QStringView key);
QStringList textsIn(const InspectValue &array);
const InspectValue *memberOf(const InspectValue &value, QStringView key);

} // namespace chatsync::backendlog
