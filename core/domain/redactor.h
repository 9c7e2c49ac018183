// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <memory>
#include <optional>

namespace chatsync {

struct SecretPatterns;

/// Takes secrets out of whatever is about to be recorded. There is one for each environment, and everything
/// that is recorded passes it: exchanges, statements, notes, errors.
///
/// - Known secrets are replaced by `[secret: <name>]` in each spelling they can travel in: plain,
/// percent-encoded,
///   escaped in JSON (twice, too) or by Node's inspect, base64 (also in the middle of a longer base64 text).
/// - Whatever looks like a JSON Web Token becomes `[secret: token]`, known or not, whole or cut.
/// - The password in `scheme://user:password@host` and in libpq's `password=…` becomes `[secret: password]`.
/// - The values of keys which hold secrets in StreamChat's answer to `GET /app` become `[secret: <key>]`, in
/// JSON
///   (plain or inside a JSON string) and as Node prints them. The keys are those of stream-api.md 2.14.
///
/// Redacting twice gives what redacting once gives. Text without a secret is returned as it is, not copied.
/// The time grows with the length of the text and nothing else.
///
/// A value without a thread: copy it freely.
class Redactor {
public:
    Redactor();

    /// Short values (under 4 bytes) are refused: replacing them would make any text unreadable.
    void addSecret(const QString &name, const QByteArray &value);

    QByteArray redacted(const QByteArray &text) const;
    QString redacted(const QString &text) const;

    /// Every string in it, at any depth, keys included.
    QJsonObject redacted(const QJsonObject &object) const;
    QJsonValue redacted(const QJsonValue &value) const;

private:
    std::optional<QJsonObject> changed(const QJsonObject &object) const;
    std::optional<QJsonValue> changed(const QJsonValue &value) const;

    std::shared_ptr<const SecretPatterns> m_patterns; ///< Shared by copies, replaced when a secret is added
};

} // namespace chatsync
