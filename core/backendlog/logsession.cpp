// SPDX-License-Identifier: MIT
#include "core/backendlog/logsession.h"

#include "core/backendlog/logworker.h"

#include <QFileInfo>
#include <QMutexLocker>

namespace chatsync::backendlog {

namespace {

QDateTime timeOf(const LogSource &source)
{
    const QDateTime written = source.path.isEmpty() ? QDateTime{} : QFileInfo{source.path}.lastModified();
    return (written.isValid() ? written : QDateTime::currentDateTime()).toUTC();
}

} // namespace

LogSession::LogSession(LogSource source, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_readAt(timeOf(m_source))
    , m_wishes(std::make_shared<LogWishes>())
    , m_worker(new LogWorker(m_source, m_readAt, m_wishes))
{
    m_source.text.clear(); // It is the worker's now.
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, &LogWorker::start);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &LogWorker::progressed, this, &LogSession::progressed);
    connect(m_worker, &LogWorker::found, this, &LogSession::found);
    connect(m_worker, &LogWorker::linesRead, this, &LogSession::linesRead);
    connect(m_worker, &LogWorker::hitsFound, this, &LogSession::hitsFound);
    connect(m_worker, &LogWorker::changed, this, &LogSession::changed);
    connect(m_worker, &LogWorker::failed, this, &LogSession::failed);
    m_thread.setObjectName(QStringLiteral("log"));
    m_thread.start();
}

LogSession::~LogSession()
{
    m_wishes->quit = true;
    m_thread.quit();
    m_thread.wait();
}

LogOrigin LogSession::origin() const
{
    return {m_source.name, m_readAt, m_source.version};
}

void LogSession::cancel()
{
    m_wishes->cancel = true;
    QMetaObject::invokeMethod(m_worker, &LogWorker::work);
}

void LogSession::stopFollowing()
{
    m_wishes->unfollow = true;
    QMetaObject::invokeMethod(m_worker, &LogWorker::work);
}

void LogSession::wantLines(qint64 first, qint64 count)
{
    {
        const QMutexLocker lock{&m_wishes->mutex};
        m_wishes->lines = {first, count};
    }
    QMetaObject::invokeMethod(m_worker, &LogWorker::work);
}

void LogSession::search(const QString &text)
{
    {
        const QMutexLocker lock{&m_wishes->mutex};
        m_wishes->search = text;
    }
    QMetaObject::invokeMethod(m_worker, &LogWorker::work);
}

} // namespace chatsync::backendlog
