// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/backendclient.h"
#include "core/sync/flow.h"

namespace chatsync {

/// Asks OneCrew's backend to create a conversation, then looks for itself, in the database and in StreamChat,
/// what is true of its answer. Told with the events of any run: `record` and `resolve` find the people,
/// `create` asks, `verify` looks; the steps that are the backend's own are skipped.
///
/// `run.started` has `target` `backend` and `preset` `backend`. The end of `create` has `backend` {`status`,
/// `success`, `error`, `code`}; the end of `verify` has `row` and `channel` (`yes`, `no`, `unread`), `cid`,
/// what toJson(flow::Comparison) has, `users_absent`, `users_deactivated`. `run.finished` has the backend's
/// own words as `answer`, its `backend` and `verified` again, and `finding`: why it is no plain success, one
/// of the codes of backend::Verdict.
///
/// Exit codes as for runConversation(): 1 also where the backend's word and the truth differ; 3 where the
/// backend is not reached, refuses the token, or something else answers in its place. Nothing is written but
/// by the backend. A dry run plans the request and sends nothing to the backend.
///
/// Never throws and always ends with `run.finished`. @p context is for the reads; its transport and @p
/// access' are different ones, whose gates are up to the caller. After a stop the backend may work on: what
/// it has done by then is looked up once.
QCoro::Task<RunResult> runOnBackend(FlowContext context, BackendAccess access, ConversationRequest request,
                                    std::stop_token stop);

} // namespace chatsync
