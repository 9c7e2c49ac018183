// SPDX-License-Identifier: MIT
#pragma once

#include "core/stream/callerror.h"
#include "core/stream/namedids.h"

#include <optional>
#include <span>

namespace chatsync::stream {

/// What an unsuccessful exchange looks like from outside, before its words are read.
enum class ErrorForm {
    Envelope,  ///< StreamChat's own JSON error
    EdgeLimit, ///< 429 in plain text: limits per address are kept before StreamChat proper
    Gateway,   ///< 5xx without the envelope: something in front of StreamChat
    Redirect,
    Html,
    PlainText,
    OtherJson, ///< JSON, but not StreamChat's
    Empty,
    BrokenJson, ///< An answer in JSON that ends early or cannot be read
    Timeout,
    Network,
    Tls,
    Dns,
    Refused,
    CutOff,
    NotHttp,
    Cancelled,
    ReadOnly, ///< Kept back by the write policy
};

/// A row of the one table of everything StreamChat, or what stands in its way, has been seen to say. The
/// first row that fits counts; texts stand before codes, codes before bare statuses. A new wording is a new
/// row.
struct Wording {
    static constexpr int anyServerError = -5;

    ErrorForm form = ErrorForm::Envelope;
    std::optional<int> code{};   ///< Has to be this, if given
    std::optional<int> status{}; ///< Has to be this, if given; anyServerError: any 5xx
    const char *pattern = "";    ///< Has to be in the message, compared without case; empty fits any
    Meaning meaning = Meaning::Unknown;
    const char *explanation = ""; ///< %1: the users named
    const char *advice = "";
    Naming naming = Naming::None;
    bool transient = false;
    bool environment = false;
};

/// wordingtable.cpp, in its order.
std::span<const Wording> wordings();

/// What was seen, as far as the table asks for it.
struct Seen {
    ErrorForm form = ErrorForm::Envelope;
    std::optional<int> code;
    int status = 0;
    QString message;
};

/// The row for what was seen, as an error: meaning, sentences, ids and flags; also its code, status and
/// message.
CallError explained(const Seen &seen);

} // namespace chatsync::stream
