// SPDX-License-Identifier: MIT
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <functional>

namespace chatsync {

/// Tells when the GUI thread was blocked, and by what: every event is delivered here, so whatever takes long
/// passes by. For debug builds and tests; a release is made without it.
class WatchedApplication final : public QApplication {
    Q_OBJECT
public:
    static constexpr int limitMs = 50;

    WatchedApplication(int &argc, char **argv);
    bool notify(QObject *receiver, QEvent *event) override;

    /// Instead of the log.
    void setReporter(std::function<void(qint64 ms, const QString &where)> reporter);

private:
    int m_depth = 0;
    QElapsedTimer m_timer;
    std::function<void(qint64, const QString &)> m_reporter;
};

} // namespace chatsync
