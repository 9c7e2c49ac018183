// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/lookup.h"
#include "core/domain/redactor.h"

#include <QFuture>
#include <QObject>

namespace chatsync::ui {

/// What the page needs of the engine. A port: the Console in the program, a fake in tests. The log itself the
/// page reads through backendlog::LogSession.
class BackendLogBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// With the secrets of the environment in use.
    virtual Redactor redactor() const = 0;
    /// "Sandbox": where somebody would be looked up.
    virtual QString environmentName() const = 0;
    virtual QFuture<Result<diagnosis::LookupResult>> lookUp(const diagnosis::LookupRequest &request) = 0;
    virtual void cancelLookUps() = 0;

Q_SIGNALS:
    /// Another environment is in use: what was found is of the one before.
    void environmentChanged();
};

} // namespace chatsync::ui
