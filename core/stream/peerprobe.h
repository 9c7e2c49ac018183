// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QCoroTask>
#include <QUrl>

#include <chrono>
#include <stop_token>

namespace chatsync::stream {

/// The first bytes said by whoever listens at the address of a plain `http` URL, to find out after a failure
/// whether that is a web server at all: Qt 6.4 reports an answer that is no HTTP as a closed connection.
/// Sends a line that is no request of any kind, and no credentials. Empty when nothing is said within @p
/// patience.
QCoro::Task<QByteArray> firstWordsAt(QUrl url, std::chrono::milliseconds patience, std::stop_token stop);

} // namespace chatsync::stream
