// SPDX-License-Identifier: MIT
#include "app/gui/watchedapplication.h"

#include <QEvent>
#include <QLoggingCategory>
#include <QMetaEnum>
#include <QThread>

#include <utility>

namespace chatsync {

namespace {

Q_LOGGING_CATEGORY(lcGui, "chatsync.ui")

} // namespace

QString describe(const Blocked &blocked)
{
    QString text =
        QStringLiteral("The GUI thread was blocked for %1 ms: %2\n").arg(blocked.ms).arg(blocked.event);
    for (const QString &call : blocked.stack)
        text += QStringLiteral("    in %1\n").arg(call);
    return text;
}

WatchedApplication::WatchedApplication(int &argc, char **argv, StackProbe::Clock clock)
    : QApplication(argc, argv)
    , m_clock(clock)
    , m_probe(limit, clock)
    , m_reporter([](const Blocked &blocked) { qCWarning(lcGui).noquote() << describe(blocked).trimmed(); })
{}

void WatchedApplication::setReporter(std::function<void(const Blocked &)> reporter)
{
    m_reporter = std::move(reporter);
}

double WatchedApplication::takeLongest()
{
    return std::chrono::duration<double, std::milli>(std::exchange(m_longest, {})).count();
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    // The events of all threads come through here.
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    const int level = thread()->loopLevel();
    if (m_level && level <= *m_level)
        return QApplication::notify(receiver, event);
    return watch(receiver, event, level);
}

bool WatchedApplication::watch(QObject *receiver, QEvent *event, int level)
{
    // Taken before: neither receiver nor event need survive their delivery.
    const char *const className = receiver->metaObject()->className();
    const int type = event->type();
    const std::optional<int> outer = std::exchange(m_level, level);
    m_looped = false;
    const std::chrono::nanoseconds began = m_clock();
    m_probe.begin(began);
    const bool accepted = QApplication::notify(receiver, event);
    const std::chrono::nanoseconds took = m_clock() - began;
    const QStringList stack = m_probe.end();
    m_level = outer;
    // Whatever waits outside has a loop of its own: this event came out of it.
    if (!std::exchange(m_looped, outer.has_value()))
        report(took, type, className, stack);
    return accepted;
}

void WatchedApplication::report(std::chrono::nanoseconds took, int type, const char *className,
                                const QStringList &stack)
{
    m_longest = std::max(m_longest, took);
    if (took <= limit || !m_reporter)
        return;
    const char *const name = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    m_reporter({.ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count(),
                .event = QStringLiteral("%1 to %2")
                             .arg(name ? QString::fromLatin1(name) : QString::number(type),
                                  QString::fromLatin1(className)),
                .stack = stack});
}

} // namespace chatsync
