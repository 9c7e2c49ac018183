// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logrun.h"
#include "core/diagnosis/thenandnow.h"
#include "core/workbench/target.h"

namespace chatsync::cli {

/// What `chat-sync log --check-now` asks about the conversations of a log: how their people are today. Those
/// in trouble go first; at most 100 conversations are asked about, and it is said when there were more.
class LogCheck {
public:
    LogCheck(Target target, bool json);

    void add(const backendlog::LogConversation &conversation, const std::vector<RunEvent> &events);
    /// Asks, and prints what came of it: a sentence for each conversation, or one JSON object each. The exit
    /// code: 0, 1 when something contradicts the log, 2 or 3 when nobody could be asked.
    int run();

private:
    struct Asked {
        QString run;
        QString conversation;
        qint64 line = 0;
        bool healthy = false;
        diagnosis::Past past;
    };

    void print(const Asked &asked, const diagnosis::ThenAndNow &comparison, const QString &environment) const;

    Target m_target;
    bool m_json;
    std::vector<Asked> m_troubled;
    std::vector<Asked> m_healthy;
    qint64 m_left = 0; ///< Not asked about
};

} // namespace chatsync::cli
