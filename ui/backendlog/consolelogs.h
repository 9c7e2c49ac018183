// SPDX-License-Identifier: MIT
#pragma once

#include "core/workbench/console.h"
#include "ui/backendlog/backendlogbackend.h"

namespace chatsync::ui {

/// The program's backend. The console is borrowed.
class ConsoleLogs final : public BackendLogBackend {
    Q_OBJECT
public:
    explicit ConsoleLogs(Console *console, QObject *parent = nullptr);

    Redactor redactor() const override;
    QString environmentName() const override;
    QFuture<Result<diagnosis::LookupResult>> lookUp(const diagnosis::LookupRequest &request) override;
    void cancelLookUps() override;

private:
    Console *m_console;
};

} // namespace chatsync::ui
