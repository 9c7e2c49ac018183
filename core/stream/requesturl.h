// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QUrl>

namespace chatsync::stream {

/// An address as it is sent: encoded. Taking it apart costs more than the rest of making a request, and only
/// the network needs it taken apart; whoever asks gets a QUrl made of these very bytes.
class RequestUrl {
public:
    RequestUrl() = default;
    RequestUrl(const QUrl &url)
        : m_encoded(url.toEncoded())
    {}

    /// @p encoded is taken as it is.
    static RequestUrl fromEncoded(QByteArray encoded)
    {
        RequestUrl url;
        url.m_encoded = std::move(encoded);
        return url;
    }

    QByteArray toEncoded() const { return m_encoded; }
    QUrl toUrl() const { return QUrl::fromEncoded(m_encoded); }
    operator QUrl() const { return toUrl(); }

    QString scheme() const { return toUrl().scheme(); }
    QString host() const { return toUrl().host(); }
    QString path() const { return toUrl().path(); }

    void setPath(const QString &path)
    {
        QUrl url = toUrl();
        url.setPath(path);
        *this = url;
    }
    void setQuery(const QString &query)
    {
        QUrl url = toUrl();
        url.setQuery(query);
        *this = url;
    }

    bool operator==(const RequestUrl &) const = default;

private:
    QByteArray m_encoded;
};

} // namespace chatsync::stream
