// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace chatsync {

/// Takes secrets out of whatever is about to be recorded. There is one for each environment, and everything that
/// is recorded passes it: exchanges, statements, notes, errors.
///
/// Known secrets are replaced by `[secret: <name>]` in each spelling they can travel in (plain, percent-encoded,
/// escaped in JSON, base64). Whatever looks like a JSON Web Token becomes `[secret: token]`, known or not, and the
/// password in a URL `[secret: password]`.
///
/// Values, no thread: copy it freely.
class Redactor {
public:
    /// Short values (under 4 bytes) are refused: replacing them would make any text unreadable.
    void addSecret(const QString &name, const QByteArray &value);

    QByteArray redacted(const QByteArray &text) const;
    QString redacted(const QString &text) const;

    /// Every string in it, at any depth, keys included; and the values of keys which hold secrets in StreamChat's
    /// answer to `GET /app` (`sqs_secret`, `webhook_url` …).
    QJsonObject redacted(const QJsonObject &object) const;

private:
    struct Needle {
        QByteArray spelling;
        QByteArray replacement;
    };
    std::vector<Needle> m_needles;
};

} // namespace chatsync
