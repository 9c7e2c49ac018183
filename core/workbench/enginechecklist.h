// SPDX-License-Identifier: MIT
#pragma once

// How the engine performs checklists. Internal to core/workbench.

#include "core/checklist/runner.h"
#include "core/workbench/engine.h"

#include <map>

namespace chatsync {

/// One performance in the engine's thread: news go out as signals, and so do the events of its checks' runs.
class EngineChecklist final : public QObject, public checklist::ProgressSink {
    Q_OBJECT
public:
    /// @p pause as for EventBatch.
    explicit EngineChecklist(std::chrono::milliseconds pause);

    void tell(const checklist::Progress &progress) override;
    EventSink *watch(const QUuid &run);

Q_SIGNALS:
    void told(const chatsync::checklist::Progress &progress);
    void events(const QUuid &run, const std::vector<chatsync::RunEvent> &events);

private:
    std::chrono::milliseconds m_pause;
    std::unique_ptr<EventBatch> m_batch;
};

} // namespace chatsync
