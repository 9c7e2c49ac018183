// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/identity.h"
#include "core/workbench/console.h"

#include <QFuture>
#include <QObject>

#include <vector>

namespace chatsync::ui {

/// What the page needs of the engine. A port: the Console in the program, a fake in tests. Everything answers
/// in the GUI thread and nothing blocks; what each call means is told in core/workbench/console.h.
class ConversationBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Result<RunEnvironment> environment() const = 0;
    /// Whether it is the sandbox inside this program: with the demo's people, and faults to be chosen.
    virtual bool isEmbedded() const = 0;
    /// Why runs are locked where they are: in a read-only environment. Plans never are.
    virtual Result<void> mayConverse() const = 0;
    virtual QFuture<Result<ParticipantPage>> search(const ParticipantSearch &search) = 0;
    virtual QFuture<Result<std::vector<ParticipantState>>> states(const QStringList &participantIds) = 0;
    virtual QFuture<std::vector<RunEvent>> plan(const ConversationRequest &request,
                                                const FlowSettings &settings, ConversationTarget target) = 0;
    /// A null id: refused, because a run is under way.
    virtual QUuid converse(const ConversationRequest &request, const FlowSettings &settings,
                           ConversationTarget target) = 0;
    /// Why OneCrew's backend cannot be asked here: there is no address of one.
    virtual Result<void> mayAskBackend() const = 0;
    virtual void stop() = 0;
    virtual Result<void> setFaults(const QStringList &faults) = 0;

Q_SIGNALS:
    void events(const QUuid &run, const std::vector<chatsync::RunEvent> &events);
    /// The window works in another one from now on.
    void environmentChanged();
    void ended(const QUuid &run, const chatsync::RunResult &result);
};

} // namespace chatsync::ui
