// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/conversation.h"
#include "core/domain/exchange.h"
#include "core/domain/identity.h"
#include "core/domain/jsonbuilder.h"

namespace chatsync {

/// What runs write again and again, as text: each the same as its namesake with a QJsonObject, which is made
/// of it.
/// @{
json::Object upsertJson(const Identity &identity);               ///< upsertObject()
json::Object conversationJson(const Conversation &conversation); ///< The `data` of successAnswer()
json::Object errorJson(const ExchangeError &error);              ///< toJson(ExchangeError)
/// @}

} // namespace chatsync
