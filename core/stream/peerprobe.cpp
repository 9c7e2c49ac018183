// SPDX-License-Identifier: MIT
#include "core/stream/peerprobe.h"

#include <QCoroTimer>
#include <QTcpSocket>
#include <QTimer>

namespace chatsync::stream {

QCoro::Task<QByteArray> firstWordsAt(QUrl url, std::chrono::milliseconds patience, std::stop_token stop)
{
    QTimer timer;
    timer.setSingleShot(true);
    QTcpSocket socket;
    const auto wake = [&timer] { timer.start(0); };
    QObject::connect(&socket, &QTcpSocket::readyRead, &timer, wake);
    QObject::connect(&socket, &QTcpSocket::disconnected, &timer, wake);
    QObject::connect(&socket, &QTcpSocket::errorOccurred, &timer, wake);
    const std::stop_callback wakeOnStop{stop, wake};
    timer.start(patience);
    socket.connectToHost(url.host(), static_cast<quint16>(url.port(80)));
    socket.write("?\r\n\r\n");
    co_await timer;
    co_return socket.read(1024);
}

} // namespace chatsync::stream
