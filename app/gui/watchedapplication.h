// SPDX-License-Identifier: MIT
#pragma once

#include "app/gui/stackprobe.h"

#include <QApplication>

#include <functional>
#include <optional>

namespace chatsync {

/// The GUI thread handled one event for too long.
struct Blocked {
    qint64 ms = 0;
    QString event; ///< "MetaCall to QTimer"
    QStringList
        stack; ///< The calls it was busy with when the limit was passed, innermost first; may be empty
};

/// Several lines for a log.
QString describe(const Blocked &blocked);

/// Tells when the GUI thread was blocked, by which event, and where in the code: every event is delivered
/// here, so whatever takes long passes by. For debug builds, tests and benchmarks; the program that is
/// installed is made without it.
///
/// What a loop inside a slot does (a menu, a drag) counts for itself: waiting for a person blocks nothing.
class WatchedApplication final : public QApplication {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds limit{50};

    WatchedApplication(int &argc, char **argv, StackProbe::Clock clock = &StackProbe::steadyTime);
    bool notify(QObject *receiver, QEvent *event) override;

    /// Instead of the log; called in the GUI thread. Empty: nobody.
    void setReporter(std::function<void(const Blocked &)> reporter);
    /// Milliseconds of the longest event since the last call, under the limit or not.
    double takeLongest();

private:
    bool watch(QObject *receiver, QEvent *event, int level);
    void report(std::chrono::nanoseconds took, int type, const char *className, const QStringList &stack);

    StackProbe::Clock m_clock;
    StackProbe m_probe;
    std::optional<int> m_level; ///< Of the loop whose event is being handled
    bool m_looped = false;      ///< That event has a loop of its own
    std::chrono::nanoseconds m_longest{0};
    std::function<void(const Blocked &)> m_reporter;
};

} // namespace chatsync
