// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/appstate.h"

#include <tl/expected.hpp>

#include <utility>

namespace chatsync::sandbox {

/// What StreamChat refuses with. The message becomes `<operation> failed with error: "<reason>"`.
struct ApiError {
    int status = 400;
    int code = 4;
    QString reason;
    bool verbatim = false; ///< The reason is the whole message
};

using QueryItems = QList<std::pair<QString, QString>>;

/// One call on its way through the simulator.
struct Call {
    AppState &state;
    Millis now = 0;
    QString operation;     ///< Stream's name of the endpoint
    QStringList arguments; ///< What the path holds
    const QueryItems &query;
    QJsonObject body; ///< Of the request, or of the parameter `payload`
    qsizetype bodySize = 0;

    QString queryValue(const QString &key) const;
    bool queryFlag(const QString &key) const { return queryValue(key) == QLatin1String("true"); }
};

/// A JSON object without its last brace: `duration` is put in afterwards.
using Answer = tl::expected<QByteArray, ApiError>;
using Handler = Answer (*)(Call &call);

inline tl::unexpected<ApiError> inputError(const QString &reason)
{
    return tl::unexpected(ApiError{400, 4, reason});
}

inline tl::unexpected<ApiError> notFound(const QString &reason)
{
    return tl::unexpected(ApiError{404, 16, reason});
}

/// `... must contain at maximum 100 items`, where a list is longer than that.
tl::expected<void, ApiError> checkItems(const QString &field, qsizetype count);

/// A list of ids under @p key of the body, 1 to 100 of them.
tl::expected<QStringList, ApiError> idList(const Call &call, const QString &key);

/// `limit` or the like: absent and 0 are @p standard.
tl::expected<int, ApiError> pageValue(const QJsonObject &body, const QString &key, int standard, int most);

/// Whether a custom-data object stays under 5 KB; @p bodySize spares measuring what can't be too big.
bool customDataFits(const QJsonObject &data, qsizetype bodySize);

/// 400 where a key of a partial update has blanks, `..`, or a dot at an end.
tl::expected<void, ApiError> checkPartialKeys(const QJsonObject &set, const QJsonArray &unset);
/// Sets and removes, reaching into nested objects by dotted paths.
void applyPartial(QJsonObject &data, const QJsonObject &set, const QJsonArray &unset);

QString channelMissing(const QString &cid);
QString userWas(const AppState &state, const QString &id, const QString &what);

} // namespace chatsync::sandbox
