// SPDX-License-Identifier: MIT
#include "core/domain/backendlinetable.h"

namespace chatsync {

namespace {

using Values = BackendLineRow::Values;

constexpr const char *sync = "🔄";
constexpr const char *good = "✅";
constexpr const char *look = "🔍";
constexpr const char *warn = "⚠️";
constexpr const char *bad = "❌";

constexpr BackendLineRow table[] = {
    {BackendLine::Syncing, sync, "Syncing all participants to StreamChat...", Values::Participants},
    {BackendLine::NotFound, warn, "User/Company not found in DB:", Values::Id},
    {BackendLine::FetchFailed, bad, "Error fetching user", Values::IdAndError},
    {BackendLine::Upserting, sync, "Upserting users to StreamChat...", Values::CountAndIds},
    {BackendLine::Upserted, good, "All users upserted successfully:", Values::Ids},
    {BackendLine::UpsertFailed, bad, "Error upserting users:", Values::Error},
    {BackendLine::Creating, look, "Creating channel with members:", Values::Ids},
    {BackendLine::Created, good, "Channel created successfully with members:", Values::Ids},
    {BackendLine::Retrying, sync, "Channel creation failed, retrying after re-sync...", Values::ErrorText},
    {BackendLine::ReUpserted, good, "Users re-upserted", Values::None},
    {BackendLine::ReUpsertFailed, bad, "Error re-upserting users:", Values::Error},
    {BackendLine::CreatedAfterRetry, good, "Channel created after retry", Values::None},
    {BackendLine::FailedAfterRetry, bad, "Channel creation failed after retry:", Values::Error},
    {BackendLine::Members, look, "Channel members after creation:", Values::Ids},
    {BackendLine::MembersMissing, warn, "Some members missing from channel:", Values::Ids},
    {BackendLine::MembersAdded, good, "Missing members added", Values::None},
    {BackendLine::AddFailed, bad, "Failed to add missing members:", Values::Error},
    {BackendLine::MembersUnread, warn, "Could not verify channel members:", Values::Error},
    {BackendLine::Failed, bad, "Error:", Values::Error},
};

} // namespace

std::span<const BackendLineRow> backendLineTable()
{
    return table;
}

const BackendLineRow &rowOf(BackendLine line)
{
    return table[static_cast<size_t>(line)];
}

const BackendLineRow *backendLineOf(QStringView behindTag)
{
    for (const BackendLineRow &row : table) {
        if (behindTag.startsWith(QLatin1String{row.text}))
            return &row;
    }
    return nullptr;
}

QString beginningOf(BackendLine line)
{
    const BackendLineRow &row = rowOf(line);
    return QString::fromUtf8(row.mark) + u' ' + QLatin1String{backendLineTag} + u' ' +
           QLatin1String{row.text};
}

} // namespace chatsync
