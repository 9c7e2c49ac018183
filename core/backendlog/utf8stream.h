// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>

#include <optional>

namespace chatsync::backendlog {

enum class Encoding { Unknown, Utf8, Utf16Le, Utf16Be };

/// Turns the bytes of a log into UTF-8, as they come. UTF-16 is known by its mark, or by its zeros where it
/// has none; everything else is passed on as it is, and read line by line (see lineText()).
///
/// Holds at most the first 4 KiB back, until it knows.
class Utf8Stream {
public:
    /// The bytes that can be told of now. Valid until the next call.
    QByteArrayView feed(QByteArrayView bytes);
    /// At the end of the log: what was held back.
    QByteArrayView finish();

    Encoding encoding() const { return m_encoding; }

private:
    QByteArrayView pass(QByteArrayView bytes);

    Encoding m_encoding = Encoding::Unknown;
    std::optional<QStringDecoder> m_decoder;
    QByteArray m_held;
    QByteArray m_units; ///< Half a unit of UTF-16
    QString m_half;     ///< Half a character of two units
    QByteArray m_converted;
};

/// What the first bytes of a log say. Unknown: there are too few of them.
Encoding encodingOf(QByteArrayView beginning, bool whole);

} // namespace chatsync::backendlog
