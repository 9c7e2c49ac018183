// SPDX-License-Identifier: MIT
#include "core/backendlog/logcatalogue.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace chatsync::backendlog {

namespace {

constexpr quint8 packedVersion = 1;
constexpr qsizetype roomForAll = 64 * 1024 * 1024;
constexpr qsizetype roomForTrouble = 96 * 1024 * 1024;
constexpr quint32 mostItems = 1'000'000;

QDataStream &operator<<(QDataStream &out, const std::optional<LoggedError> &error)
{
    out << error.has_value();
    if (error)
        out << error->words << error->code.has_value() << error->code.value_or(0) << error->status
            << error->streamIds;
    return out;
}

QDataStream &operator>>(QDataStream &in, std::optional<LoggedError> &error)
{
    bool there = false;
    in >> there;
    if (!there)
        return in;
    bool hasCode = false;
    int code = 0;
    error.emplace();
    in >> error->words >> hasCode >> code >> error->status >> error->streamIds;
    if (hasCode)
        error->code = code;
    return in;
}

QDataStream &operator<<(QDataStream &out, const LogRecord &it)
{
    return out << quint8(it.kind) << it.line << it.lastLine << it.offset << it.at << it.coarse << it.source
               << it.requestId << it.format << it.ids << it.moreIds << it.idsUnknown << it.count.has_value()
               << it.count.value_or(0) << it.conversation << it.error << it.cut << it.text;
}

QDataStream &operator>>(QDataStream &in, LogRecord &it)
{
    quint8 kind = 0;
    bool hasCount = false;
    int count = 0;
    in >> kind >> it.line >> it.lastLine >> it.offset >> it.at >> it.coarse >> it.source >> it.requestId >>
        it.format >> it.ids >> it.moreIds >> it.idsUnknown >> hasCount >> count >> it.conversation >>
        it.error >> it.cut >> it.text;
    it.kind = static_cast<BackendLine>(std::min<quint8>(kind, quint8(BackendLine::Failed)));
    if (hasCount)
        it.count = count;
    return in;
}

QDataStream &operator<<(QDataStream &out, const LogFinding &it)
{
    return out << it.code << quint8(it.severity) << it.sentence << it.advice << it.line << it.streamIds
               << it.error;
}

QDataStream &operator>>(QDataStream &in, LogFinding &it)
{
    quint8 severity = 0;
    in >> it.code >> severity >> it.sentence >> it.advice >> it.line >> it.streamIds >> it.error;
    it.severity =
        static_cast<LogFinding::Severity>(std::min<quint8>(severity, quint8(LogFinding::Severity::Error)));
    return in;
}

template<typename T>
void write(QDataStream &out, const std::vector<T> &items)
{
    out << quint32(items.size());
    for (const T &item : items)
        out << item;
}

template<typename T>
void read(QDataStream &in, std::vector<T> &items)
{
    quint32 count = 0;
    in >> count;
    for (quint32 i = 0; i < std::min(count, mostItems) && in.status() == QDataStream::Ok; ++i) {
        T item{};
        in >> item;
        items.push_back(std::move(item));
    }
}

std::vector<quint64> wide(const std::vector<size_t> &places)
{
    return {places.begin(), places.end()};
}

void readPlaces(QDataStream &in, std::vector<size_t> &places)
{
    std::vector<quint64> read64;
    read(in, read64);
    places.assign(read64.begin(), read64.end());
}

} // namespace

QByteArray packed(const LogConversation &it)
{
    QByteArray bytes;
    QDataStream out{&bytes, QIODevice::WriteOnly};
    out << packedVersion;
    write(out, it.records);
    out << it.conversation << it.source << it.requestId << it.beganBefore << it.ended << it.people
        << it.morePeople << it.doubtful << it.doubtMatters;
    write(out, it.doubtfulLines);
    write(out, wide(it.outOfOrder));
    write(out, wide(it.repeated));
    out << it.run << quint8(it.verdict) << it.sentence;
    write(out, it.findings);
    return qCompress(bytes, 1);
}

std::optional<LogConversation> unpacked(const QByteArray &bytes)
{
    const QByteArray whole = qUncompress(bytes);
    QDataStream in{whole};
    quint8 version = 0;
    quint8 verdict = 0;
    LogConversation it;
    in >> version;
    if (version != packedVersion)
        return std::nullopt;
    read(in, it.records);
    in >> it.conversation >> it.source >> it.requestId >> it.beganBefore >> it.ended >> it.people >>
        it.morePeople >> it.doubtful >> it.doubtMatters;
    read(in, it.doubtfulLines);
    readPlaces(in, it.outOfOrder);
    readPlaces(in, it.repeated);
    in >> it.run >> verdict >> it.sentence;
    it.verdict = static_cast<LogVerdict>(std::min<quint8>(verdict, quint8(LogVerdict::Unclear)));
    read(in, it.findings);
    if (in.status() != QDataStream::Ok || it.records.empty())
        return std::nullopt;
    return it;
}

FoundConversation foundOf(const LogConversation &it, qint32 epoch)
{
    FoundConversation found;
    found.run = it.run;
    found.verdict = it.verdict;
    found.conversation = it.conversation;
    found.sentence = it.sentence.left(300);
    found.line = it.records.front().line;
    found.lastLine = it.records.back().lastLine;
    found.epoch = epoch;
    QString search = it.conversation + u' ' + it.people.join(u' ') + u' ' + it.requestId + u' ';
    for (const LogRecord &record : it.records) {
        if (record.at.isValid() && !found.at.isValid())
            found.at = record.at;
        found.lastLine = std::max(found.lastLine, record.lastLine);
        found.lines.emplace_back(record.line, qint32(record.lastLine - record.line + 1));
    }
    found.search = (search + found.sentence).left(4000).toLower().toUtf8();
    found.packed = packed(it);
    return found;
}

bool LogCatalogue::add(FoundConversation found)
{
    ++m_found;
    const bool healthy = isHealthy(found.verdict);
    m_troubled += healthy ? 0 : 1;
    if (found.epoch != m_epoch) {
        // Lines of the file before cannot be shown any more.
        m_epoch = found.epoch;
        m_owners.clear();
        m_sorted = 0;
    }
    const qsizetype size = found.packed.size() + found.search.size() + 2 * found.sentence.size() +
                           qsizetype(found.lines.size()) * 32 + 400;
    if (m_bytes + size > (healthy ? roomForAll : roomForTrouble))
        return false;
    m_bytes += size;
    for (const auto &[line, lines] : found.lines)
        m_owners.push_back({line, lines, quint32(m_kept.size())});
    found.lines = {};
    m_kept.push_back(std::move(found));
    return true;
}

void LogCatalogue::clear()
{
    *this = LogCatalogue{};
}

std::optional<size_t> LogCatalogue::ownerOf(qint64 line, qint32 epoch) const
{
    if (epoch != m_epoch)
        return std::nullopt;
    const auto earlier = [](const Owner &a, const Owner &b) { return a.line < b.line; };
    if (m_sorted < m_owners.size()) {
        const auto middle = m_owners.begin() + qsizetype(m_sorted);
        std::sort(middle, m_owners.end(), earlier);
        std::inplace_merge(m_owners.begin(), middle, m_owners.end(), earlier);
        m_sorted = m_owners.size();
    }
    auto behind = std::upper_bound(m_owners.begin(), m_owners.end(), line,
                                   [](qint64 wanted, const Owner &it) { return wanted < it.line; });
    // Records of two sources may lie in one another.
    for (int back = 0; behind != m_owners.begin() && back < 8; ++back) {
        --behind;
        if (line < behind->line + behind->lines)
            return behind->conversation;
    }
    return std::nullopt;
}

} // namespace chatsync::backendlog
