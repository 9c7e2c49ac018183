// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace chatsync::cli {

/// Turns the first Ctrl+C (or SIGTERM) into a call in the event loop; the second one ends the program as
/// usual.
class Interrupt final : public QObject {
    Q_OBJECT
public:
    explicit Interrupt(std::function<void()> asked, QObject *parent = nullptr);
    ~Interrupt() override;

private:
    std::function<void()> m_asked;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace chatsync::cli
