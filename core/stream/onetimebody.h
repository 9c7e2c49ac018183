// SPDX-License-Identifier: MIT
#pragma once

#include <QIODevice>

#include <algorithm>
#include <cstring>

namespace chatsync::stream {

/// The body of a request, which can be read once. Where a connection breaks before an answer, Qt 6.4 would
/// rewind the body and send the request anew, up to three times in all and without telling; from this one it
/// gets a refusal instead, and reports ContentReSendError.
class OneTimeBody final : public QIODevice {
public:
    explicit OneTimeBody(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_read + QIODevice::bytesAvailable(); }
    bool atEnd() const override { return m_read == m_bytes.size(); }

    /// An empty body is never read: that it was sent cannot be seen, so it is taken for sent.
    bool reset() override { return m_read == 0 && !m_bytes.isEmpty(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_bytes.size() - m_read);
        std::memcpy(data, m_bytes.constData() + m_read, static_cast<std::size_t>(count));
        m_read += count;
        return count;
    }

    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_read = 0;
};

} // namespace chatsync::stream
