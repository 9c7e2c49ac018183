// SPDX-License-Identifier: MIT
#include "core/checklist/logsources.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace chatsync::checklist {

namespace {

using namespace std::chrono_literals;
using backendlog::LogConversation;
using backendlog::LogReader;

constexpr std::size_t mostRemembered = 2000;
constexpr auto betweenLooks = 100ms;
constexpr int looks = 40;         ///< So long may a backend take to write what it has answered already
constexpr int looksToSettle = 10; ///< Nothing came for so long: what looks whole is

LogReader::Options optionsFor(const QString &name, const QDateTime &readAt)
{
    return {.name = name, .readAt = readAt, .version = QCoreApplication::applicationVersion()};
}

} // namespace

QString conversationIn(const RunResult &run, const std::vector<RunEvent> &events)
{
    const QString answered = run.answer[QLatin1String("data")][QLatin1String("id")].toString();
    if (!answered.isEmpty())
        return answered;
    for (const RunEvent &event : events) {
        if (event.kind != EventKind::StepFinished || event.step != Step::Record)
            continue;
        const QString id = event.data[QLatin1String("conversation")][QLatin1String("id")].toString();
        if (!id.isEmpty())
            return id;
    }
    const QString cid = events.empty()
                            ? QString{}
                            : events.back().data[QLatin1String("verified")][QLatin1String("cid")].toString();
    return cid.startsWith(QLatin1String("messaging:onecrew_")) ? cid.mid(18) : QString{};
}

std::optional<LogConversation> judged(const std::vector<LogLine> &lines, const QString &name)
{
    if (lines.empty())
        return std::nullopt;
    std::optional<LogConversation> told;
    LogReader reader{optionsFor(name, lines.front().at),
                     [&told](const LogConversation &conversation) { told = conversation; }};
    for (const LogLine &line : lines)
        reader.feed((line.at.toUTC().toString(Qt::ISODateWithMs) + u' ' + line.text + u'\n').toUtf8());
    reader.finish();
    return told;
}

std::vector<LogLine> linesOf(const std::vector<RunEvent> &events)
{
    std::vector<LogLine> lines;
    for (const RunEvent &event : events) {
        // What an exchange holds costs much to read, and has no such key.
        if (event.kind == EventKind::Exchange || event.kind == EventKind::Query)
            continue;
        const QString text = event.data[QLatin1String("backend_log")].toString();
        if (!text.isEmpty())
            lines.push_back({event.at, text});
    }
    return lines;
}

SeenLog seenLog(const LogConversation &conversation, const QString &name, bool fromFile)
{
    SeenLog log{.verdict = conversation.verdict,
                .sentence = conversation.sentence,
                .name = name,
                .lines = static_cast<int>(conversation.records.size())};
    if (fromFile && !conversation.records.empty()) {
        log.firstLine = conversation.records.front().line;
        log.lastLine = conversation.records.back().lastLine;
    }
    for (const backendlog::LogFinding &finding : conversation.findings) {
        if (finding.severity != backendlog::LogFinding::Severity::Info)
            log.findings << finding.sentence;
    }
    return log;
}

LineLog::LineLog(QString name)
    : m_name(std::move(name))
{}

void LineLog::take(const RunResult &run, const std::vector<RunEvent> &events)
{
    const QString id = conversationIn(run, events);
    if (std::optional<LogConversation> told = judged(linesOf(events), m_name); told && !id.isEmpty())
        m_told.insert(id, std::move(*told));
}

QCoro::Task<Result<std::optional<LogConversation>>> LineLog::conversation(QString conversationId,
                                                                          std::stop_token)
{
    const auto found = m_told.constFind(conversationId);
    if (found == m_told.cend())
        co_return std::optional<LogConversation>{};
    std::optional<LogConversation> told{*found};
    m_told.erase(found);
    co_return told;
}

FileLog::FileLog(const QString &path, Clock *clock, const Redactor &redactor)
    : m_name(QFileInfo{path}.fileName())
    , m_clock(clock)
    , m_redactor(redactor)
    , m_file(path)
    , m_reader(
          [this] {
              LogReader::Options options = optionsFor(m_name, m_clock->now());
              options.redactor = &m_redactor;
              return options;
          }(),
          [this](const LogConversation &conversation) { told(conversation); })
{}

Result<std::unique_ptr<FileLog>> FileLog::open(const QString &path, Clock *clock, const Redactor &redactor)
{
    std::unique_ptr<FileLog> log{new FileLog{path, clock, redactor}};
    if (const Result<void> opened = log->m_file.open(); !opened)
        return tl::unexpected(opened.error());
    // Its lines keep their numbers, so that what was there before is counted and not read.
    qint64 lines = 0;
    bool atEnd = false;
    while (!atEnd) {
        const QByteArray piece = log->m_file.read().bytes;
        lines += piece.count('\n');
        atEnd = piece.isEmpty();
    }
    log->m_linesBefore = lines;
    return log;
}

void FileLog::told(const LogConversation &conversation)
{
    if (conversation.conversation.isEmpty())
        return;
    m_told.insert(conversation.conversation, conversation);
    m_order.push_back(conversation.conversation);
    if (m_order.size() > mostRemembered) {
        m_told.remove(m_order.front());
        m_order.pop_front();
    }
}

bool FileLog::read()
{
    bool any = false;
    for (;;) {
        const backendlog::LogFollower::Piece piece = m_file.read();
        using Change = backendlog::LogFollower::Change;
        if (piece.before == Change::Replaced || piece.before == Change::Truncated) {
            m_linesBefore = 0;
            m_reader.startOver(QCoreApplication::translate("Checklist", "The log was begun anew."));
        }
        if (piece.bytes.isEmpty())
            return any;
        any = true;
        m_reader.feed(piece.bytes);
    }
}

QCoro::Task<Result<std::optional<LogConversation>>> FileLog::conversation(QString conversationId,
                                                                          std::stop_token stop)
{
    int quiet = 0;
    for (int look = 0; look < looks; ++look) {
        quiet = read() ? 0 : quiet + 1;
        if (quiet == looksToSettle)
            m_reader.settle();
        const auto found = m_told.constFind(conversationId);
        if (found != m_told.cend()) {
            std::optional<LogConversation> told{*found};
            for (backendlog::LogRecord &record : told->records) {
                record.line += m_linesBefore;
                record.lastLine += m_linesBefore;
            }
            m_told.erase(found);
            co_return told;
        }
        auto sleeping = m_clock->sleep(betweenLooks, stop);
        const bool whole = co_await sleeping;
        if (!whole)
            break;
    }
    co_return std::optional<LogConversation>{};
}

} // namespace chatsync::checklist
