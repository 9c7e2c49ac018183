// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <optional>
#include <span>

namespace chatsync {

/// The kinds of lines that OneCrew's backend prints for a conversation: flow.md, "Backend log lines".
enum class BackendLine {
    Syncing,
    NotFound,
    FetchFailed,
    Upserting,
    Upserted,
    UpsertFailed,
    Creating,
    Created,
    Retrying,
    ReUpserted,
    ReUpsertFailed,
    CreatedAfterRetry,
    FailedAfterRetry,
    Members,
    MembersMissing,
    MembersAdded,
    AddFailed,
    MembersUnread,
    Failed,
};

/// One row of that table. Who prints the lines and who reads them back both take the words from here.
struct BackendLineRow {
    /// What follows the text, as Node's console prints it.
    enum class Values {
        None,
        Participants, ///< `{ allParticipantIds: […], conversationId: '…' }`, database ids
        Id,           ///< A database id
        IdAndError,   ///< `<id>: E`
        CountAndIds,  ///< `{ count: N, userIds: […] }`, Stream ids
        Ids,          ///< `[…]`, Stream ids
        ErrorText,    ///< `{ error: '…' }`
        Error,        ///< E: a sentence, a stack, or the official client's dump of some 150 lines
    };

    BackendLine line;
    const char *mark; ///< An emoji
    const char *text; ///< Behind the tag
    Values values;
};

/// What all of the lines hold, in ASCII: whatever happened to a log's encoding, this is still there.
constexpr char backendLineTag[] = "[createConversation]";

/// In the order of the flow.
std::span<const BackendLineRow> backendLineTable();

const BackendLineRow &rowOf(BackendLine line);

/// The row whose text @p behindTag begins with (the tag and one space are taken off already).
const BackendLineRow *backendLineOf(QStringView behindTag);

/// The mark, the tag and the text.
QString beginningOf(BackendLine line);

} // namespace chatsync
