// SPDX-License-Identifier: MIT
#pragma once

#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>

namespace chatsync::test {

/// A server in this process that says exactly the bytes it is told to, whenever it has read a whole request.
class RawServer {
public:
    using Answer = std::function<void(QTcpSocket *, int request)>;

    explicit RawServer(Answer answer, std::unique_ptr<QTcpServer> server = std::make_unique<QTcpServer>())
        : m_server(std::move(server))
        , m_answer(std::move(answer))
    {
        m_server->listen(QHostAddress::LocalHost);
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] {
            while (QTcpSocket *socket = m_server->nextPendingConnection()) {
                ++connections;
                QObject::connect(socket, &QTcpSocket::disconnected, m_server.get(),
                                 [this] { ++disconnections; });
                QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
                if (onConnection)
                    onConnection(socket);
                read(socket);
            }
        });
    }

    QUrl url(const QString &scheme = QStringLiteral("http")) const
    {
        return QUrl{QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(m_server->serverPort())};
    }

    quint16 port() const { return m_server->serverPort(); }

    int connections = 0;
    int disconnections = 0;
    QList<QByteArray> requests;                                 ///< Whole, as read
    QByteArray firstWords = "HTTP/1.1 400 Bad Request\r\n\r\n"; ///< To somebody who does not speak HTTP
    std::function<void(QTcpSocket *)> onConnection;

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &buffer = m_buffers[socket];
        buffer += socket->readAll();
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const qsizetype at = buffer.toLower().indexOf("content-length:");
        qsizetype length = 0;
        if (at >= 0 && at < end)
            length = buffer.mid(at + 15, buffer.indexOf("\r\n", at) - at - 15).trimmed().toLongLong();
        if (buffer.size() < end + 4 + length)
            return;
        const QByteArray whole = std::exchange(buffer, {});
        if (whole == "?\r\n\r\n") { // firstWordsAt()
            socket->write(firstWords);
            socket->disconnectFromHost();
            return;
        }
        requests.append(whole);
        m_answer(socket, static_cast<int>(requests.size()));
    }

    std::unique_ptr<QTcpServer> m_server;
    Answer m_answer;
    QHash<QTcpSocket *, QByteArray> m_buffers;
};

/// An answer with its length.
inline QByteArray answer(const QByteArray &status, const QByteArray &body,
                         const QByteArray &headers = "Content-Type: application/json\r\n")
{
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

} // namespace chatsync::test
