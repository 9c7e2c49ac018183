// SPDX-License-Identifier: MIT
#pragma once

#include "ui/conversation/conversationbackend.h"

namespace chatsync::ui {

/// The page's engine is the window's Console, which is borrowed and outlives this.
class ConsoleBackend final : public ConversationBackend {
public:
    explicit ConsoleBackend(Console *console, QObject *parent = nullptr);

    Result<RunEnvironment> environment() const override;
    bool isEmbedded() const override;
    Result<void> mayConverse() const override;
    QFuture<Result<ParticipantPage>> search(const ParticipantSearch &search) override;
    QFuture<Result<std::vector<ParticipantState>>> states(const QStringList &participantIds) override;
    QFuture<std::vector<RunEvent>> plan(const ConversationRequest &request,
                                        const FlowSettings &settings, ConversationTarget target) override;
    QUuid converse(const ConversationRequest &request, const FlowSettings &settings,
                   ConversationTarget target) override;
    Result<void> mayAskBackend() const override;
    void stop() override;
    Result<void> setFaults(const QStringList &faults) override;

private:
    Console *m_console;
};

} // namespace chatsync::ui
