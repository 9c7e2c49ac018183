// SPDX-License-Identifier: MIT
#include "core/backendlog/logworker.h"

#include "core/backendlog/logindex.h"
#include "core/domain/secretsyntax.h"

#include <QMutexLocker>

#include <algorithm>
#include <utility>

namespace chatsync::backendlog {

namespace {

constexpr qsizetype pieceSize = 64 * 1024; ///< What somebody who leaves has to wait for
constexpr qsizetype searchSize = 1024 * 1024;
constexpr qint64 tellEvery = 100;
constexpr int idleInterval = 200;
constexpr int settleAfter = 5; ///< Rounds without anything new
constexpr size_t mostFoundAtOnce = 400;
constexpr qint64 mostHits = 10'000;
constexpr qint64 mostLinesAtOnce = 2'000;

QByteArray lowered(const QByteArray &text)
{
    QByteArray lower = text;
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return lower;
}

} // namespace

LogWorker::LogWorker(LogSource source, QDateTime readAt, std::shared_ptr<LogWishes> wishes)
    : m_source(std::move(source))
    , m_readAt(std::move(readAt))
    , m_wishes(std::move(wishes))
    , m_reader({.name = m_source.name,
                .readAt = m_readAt,
                .version = m_source.version,
                .redactor = &m_source.redactor},
               [this](const LogConversation &conversation) {
                   m_found.push_back(foundOf(conversation, m_epoch));
                   if (m_found.size() >= mostFoundAtOnce)
                       Q_EMIT found(std::exchange(m_found, {}));
               })
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &LogWorker::work);
}

void LogWorker::start()
{
    m_sinceTold.start();
    if (m_source.path.isEmpty()) {
        m_text = std::exchange(m_source.text, {}).toUtf8();
        m_total = m_text.size();
    } else {
        m_file.emplace(m_source.path);
        if (const Result<void> opened = m_file->open(); !opened) {
            Q_EMIT failed(opened.error());
            return;
        }
        m_following = m_source.follow;
    }
    openShown();
    m_reading = true;
    tell(true);
    work();
}

void LogWorker::openShown()
{
    if (m_source.path.isEmpty()) {
        auto buffer = std::make_unique<QBuffer>(&m_text);
        buffer->open(QIODevice::ReadOnly);
        m_shown = std::move(buffer);
        return;
    }
    auto file = std::make_unique<QFile>(m_source.path);
    file->open(QIODevice::ReadOnly | QIODevice::Unbuffered); // Unreadable: there are no lines to show.
    m_total = file->size();
    m_shown = std::move(file);
}

void LogWorker::work()
{
    if (m_wishes->quit || !m_shown)
        return;
    hearWishes();
    if (m_reading)
        readPiece();
    if (m_searched && !m_wishes->quit)
        searchPiece();
    if (m_wishes->quit)
        return;
    const bool busy = m_searched || (m_reading && m_idle == 0);
    if (busy)
        m_timer->start(0);
    else if (m_reading)
        m_timer->start(idleInterval);
}

void LogWorker::hearWishes()
{
    serveLines();
    std::optional<QString> search;
    {
        const QMutexLocker lock{&m_wishes->mutex};
        search = std::exchange(m_wishes->search, std::nullopt);
    }
    if (search)
        beginSearch(*search);
    if (m_wishes->cancel.exchange(false) && m_reading)
        end(true);
    if (m_wishes->unfollow.exchange(false) && m_following) {
        m_following = false;
        m_idle = 0; // What there is by now is read to its end.
    }
}

void LogWorker::serveLines()
{
    std::optional<std::pair<qint64, qint64>> wanted;
    {
        const QMutexLocker lock{&m_wishes->mutex};
        wanted = std::exchange(m_wishes->lines, std::nullopt);
    }
    if (!wanted || !m_shown->isOpen())
        return;
    const std::vector<ShownLine> lines =
        readLines(*m_shown, m_map, wanted->first, std::min(wanted->second, mostLinesAtOnce),
                  m_source.redactor, m_readAt.date().year(), [this] { return m_wishes->quit.load(); });
    Q_EMIT linesRead(m_epoch, wanted->first, lines);
}

void LogWorker::readPiece()
{
    if (!m_file) {
        const QByteArrayView rest = QByteArrayView{m_text}.sliced(m_bytes);
        if (rest.isEmpty())
            end(false);
        else if (take(rest.first(std::min(rest.size(), 4 * pieceSize))))
            tell(false);
        return;
    }
    const LogFollower::Piece piece = m_file->read();
    if (piece.before != LogFollower::Change::None) {
        if (!m_following) {
            end(false); // What there was of it was read; the rest is another file's.
            return;
        }
        heed(piece.before);
    }
    const bool atEnd = piece.bytes.isEmpty() || (!m_following && m_bytes >= m_total);
    if (!piece.bytes.isEmpty()) {
        m_idle = 0;
        if (!take(piece.bytes))
            return;
        tell(false);
    }
    if (atEnd && m_following)
        pause();
    else if (atEnd)
        end(false);
}

/// False when it was interrupted.
bool LogWorker::take(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const QByteArrayView piece = bytes.first(std::min(bytes.size(), pieceSize));
        bytes = bytes.sliced(piece.size());
        m_map.feed(piece);
        m_reader.feed(piece);
        m_bytes += piece.size();
        if (m_wishes->quit)
            return false;
        serveLines();
        tell(false);
        if (m_wishes->cancel.exchange(false)) {
            end(true);
            return false;
        }
    }
    return true;
}

void LogWorker::heed(LogFollower::Change change)
{
    Q_EMIT changed(sentenceOf(change));
    if (change == LogFollower::Change::Gone)
        return;
    m_reader.startOver(sentenceOf(change));
    if (!m_found.empty())
        Q_EMIT found(std::exchange(m_found, {}));
    m_map = LineMap{};
    m_bytes = 0;
    ++m_epoch;
    m_searched.reset();
    openShown();
    tell(true);
}

/// Nothing new came.
void LogWorker::pause()
{
    ++m_idle;
    m_map.settle();
    if (m_idle == settleAfter)
        m_reader.settle();
    if (m_idle == 1 || m_idle == settleAfter)
        tell(true);
}

void LogWorker::end(bool stopped)
{
    m_reading = false;
    m_following = false;
    m_stopped = stopped;
    m_map.settle();
    if (stopped)
        m_reader.settle(); // What was under way may well have an end behind.
    else
        m_reader.finish();
    tell(true);
}

void LogWorker::tell(bool now)
{
    if (!now && m_sinceTold.elapsed() < tellEvery)
        return;
    m_sinceTold.restart();
    if (!m_found.empty())
        Q_EMIT found(std::exchange(m_found, {}));
    if (m_file)
        m_total = std::max(m_bytes, m_following ? m_shown->size() : m_total);
    Q_EMIT progressed({.bytes = m_bytes,
                       .total = m_total,
                       .lines = m_map.lines(),
                       .epoch = m_epoch,
                       .reading = m_reading && m_idle == 0,
                       .following = m_following,
                       .stopped = m_stopped,
                       .summary = m_reader.summarySoFar(),
                       .readAt = m_readAt});
}

// ---- Search

void LogWorker::beginSearch(const QString &text)
{
    m_wanted = text;
    m_needle = lowered(text.toUtf8());
    m_searched.reset();
    m_searchText.reset();
    m_searchTail.clear();
    m_searchLine = 1;
    m_lastHit = 0;
    m_hitCount = 0;
    m_hits.clear();
    if (text.isEmpty())
        return;
    if (m_source.path.isEmpty()) {
        m_searched = std::make_unique<QBuffer>(&m_text);
        m_searched->open(QIODevice::ReadOnly);
    } else {
        auto file = std::make_unique<QFile>(m_source.path);
        if (file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            m_searched = std::move(file);
    }
    if (m_map.encoding() == Encoding::Utf16Le || m_map.encoding() == Encoding::Utf16Be)
        m_searchText.emplace();
    if (!m_searched)
        tellHits(true);
}

void LogWorker::searchPiece()
{
    const QByteArray read = m_searched->read(searchSize);
    QByteArray text = m_searchText
                          ? (read.isEmpty() ? m_searchText->finish() : m_searchText->feed(read)).toByteArray()
                          : read;
    text = m_searchTail + lowered(text);
    // The tail was counted when it came.
    qsizetype counted = m_searchTail.size();
    for (qsizetype at = chatsync::indexOf(text, m_needle, 0); at >= 0 && m_hitCount < mostHits;) {
        qint64 line = m_searchLine;
        if (at >= counted) {
            m_searchLine += lineEndsIn(QByteArrayView{text}.sliced(counted, at - counted));
            counted = at;
            line = m_searchLine;
        } else {
            line -= lineEndsIn(QByteArrayView{text}.sliced(at, counted - at));
        }
        if (line != m_lastHit) {
            m_hits.push_back(line);
            m_lastHit = line;
            ++m_hitCount;
        }
        at = chatsync::indexOf(text, m_needle, at + m_needle.size());
    }
    m_searchLine += lineEndsIn(QByteArrayView{text}.sliced(counted));
    m_searchTail = text.last(std::min(text.size(), m_needle.size() - 1));
    const bool done = read.isEmpty() || m_hitCount >= mostHits;
    if (done)
        m_searched.reset();
    tellHits(done);
}

void LogWorker::tellHits(bool done)
{
    if (!m_hits.empty() || done)
        Q_EMIT hitsFound(m_wanted, std::exchange(m_hits, {}), done);
}

} // namespace chatsync::backendlog
