// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/diagnosis: how a defect of the recipe shows in the events of a run.

#include "core/diagnosis/recipe.h"

#include <optional>

namespace chatsync::diagnosis::detect {

/// The first sign, without its code.
using Sign = std::optional<Struck>;
using Events = std::vector<RunEvent>;

Sign noCreator(const Events &events);
Sign retryWords(const Events &events);
Sign batchSwallowed(const Events &events);
Sign upsertReplaces(const Events &events);
Sign fallbackOverwrites(const Events &events);
Sign ghostUser(const Events &events);
Sign hundredMembers(const Events &events);
Sign memberPage(const Events &events);
Sign queryCreates(const Events &events);
Sign oneSentence(const Events &events);
Sign rowBeforeChannel(const Events &events);
Sign timeoutIsFailure(const Events &events);

} // namespace chatsync::diagnosis::detect
