// SPDX-License-Identifier: MIT
#include "app/gui/watchedapplication.h"

#include <QEvent>
#include <QLoggingCategory>
#include <QMetaEnum>

namespace chatsync {

namespace {

Q_LOGGING_CATEGORY(lcGui, "chatsync.ui")

} // namespace

WatchedApplication::WatchedApplication(int &argc, char **argv)
    : QApplication(argc, argv)
    , m_reporter([](qint64 ms, const QString &where) {
        qCWarning(lcGui).noquote() << "The GUI thread was blocked for" << ms << "ms:" << where;
    })
{}

void WatchedApplication::setReporter(std::function<void(qint64, const QString &)> reporter)
{
    m_reporter = std::move(reporter);
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (m_depth > 0)
        return QApplication::notify(receiver, event);
    // Taken before: neither receiver nor event need survive their delivery.
    const char *const className = receiver->metaObject()->className();
    const int type = event->type();
    ++m_depth;
    m_timer.start();
    const bool accepted = QApplication::notify(receiver, event);
    const qint64 took = m_timer.elapsed();
    --m_depth;
    if (took > limitMs) {
        const char *const name = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        m_reporter(took, QStringLiteral("%1 to %2")
                             .arg(name ? QString::fromLatin1(name) : QString::number(type),
                                  QString::fromLatin1(className)));
    }
    return accepted;
}

} // namespace chatsync
