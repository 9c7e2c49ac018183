// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace chatsync::json {

/// JSON written straight to bytes, for what is written so often that building values first would cost more
/// than all the rest. What is not written often goes through QJsonDocument.

/// @p text as a JSON string, in quotes.
void appendString(QByteArray &out, QStringView text);

/// Writes the same to @p to, which has room for two bytes more than @p text has characters, and gives the end
/// of it; null, and nothing that counts, where there is anything to escape or not ASCII.
char *putPlainString(char *to, QStringView text);

/// The same for bytes that claim to be UTF-8; what is not becomes U+FFFD, as with QString::fromUtf8().
void appendUtf8(QByteArray &out, const QByteArray &text);

/// The same for Latin-1, as header fields are.
void appendLatin1(QByteArray &out, QByteArrayView text);

/// The shortest digits that give the same number again. Not finite becomes null, as JSON knows no such
/// number.
void appendNumber(QByteArray &out, double number);
void appendNumber(QByteArray &out, qint64 number);

/// `2026-01-15T10:00:00.123Z`, in UTC, for the milliseconds since 1970, without quotes.
void appendTimestamp(QByteArray &out, qint64 milliseconds);

/// What QDateTime::fromString(text, Qt::ISODateWithMs).toUTC() gives, nothing where that is not valid. Times
/// in UTC, with any number of digits, are read at a fraction of its cost.
std::optional<QDateTime> timestampFrom(const QByteArray &text);

} // namespace chatsync::json
