// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QCoroTask>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace chatsync {

/// The keychain of the desktop. A port: the system's, none, or a fake.
///
/// Errors say in one sentence why it cannot be used (Storage: there is none; Refused: locked or denied;
/// Timeout: nobody answered its question) and what to do. Never with the value.
class Keychain {
public:
    virtual ~Keychain() = default;

    /// Nothing where no value is kept under @p key.
    virtual QCoro::Task<Result<std::optional<QByteArray>>> read(QString key, std::stop_token stop) = 0;
    virtual QCoro::Task<Result<void>> write(QString key, QByteArray value, std::stop_token stop) = 0;
    /// No error where there was none.
    virtual QCoro::Task<Result<void>> remove(QString key, std::stop_token stop) = 0;
};

/// The Secret Service or KWallet, through QtKeychain, under the service `chat-sync-console`; answers arrive
/// in the caller's thread. `CHATSYNC_KEYCHAIN=none` in the environment, for machines without one and for
/// tests: a keychain that is absent.
std::unique_ptr<Keychain> systemKeychain();

/// One that is absent, told in the words of systemKeychain().
std::unique_ptr<Keychain> noKeychain();

} // namespace chatsync
