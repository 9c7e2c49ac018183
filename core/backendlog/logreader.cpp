// SPDX-License-Identifier: MIT
#include "core/backendlog/logreader.h"

#include "core/backendlog/linetext.h"
#include "core/backendlog/logindex.h"
#include "core/backendlog/logjudge.h"
#include "core/domain/secretsyntax.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <cstring>
#include <utility>

namespace chatsync::backendlog {

namespace {

constexpr qsizetype longestLine = 1024 * 1024;
constexpr size_t mostLeaks = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("BackendLog", text);
}

qsizetype lineEnd(QByteArrayView bytes, qsizetype from)
{
    const void *found = std::memchr(bytes.data() + from, '\n', static_cast<size_t>(bytes.size() - from));
    return found ? static_cast<const char *>(found) - bytes.data() : bytes.size();
}

LogFinding findingOf(LogFinding::Severity severity, const char *code, const QString &sentence,
                     const QString &advice, qint64 line)
{
    return {.code = QLatin1String{code},
            .severity = severity,
            .sentence = sentence,
            .advice = advice,
            .line = line,
            .streamIds = {},
            .error = {}};
}

/// `{"server":true}`: such a token may do anything, for ever.
bool isServerToken(QByteArrayView token)
{
    const qsizetype begin = token.indexOf('.') + 1;
    if (begin <= 0)
        return false;
    qsizetype end = token.indexOf('.', begin);
    end = end < 0 ? token.size() : end;
    const QByteArray claims =
        QByteArray::fromBase64(token.sliced(begin, end - begin).toByteArray(), QByteArray::Base64UrlEncoding);
    return claims.contains("\"server\"");
}

} // namespace

bool LogSummary::allGood() const
{
    const bool all = std::all_of(verdicts.begin(), verdicts.end(), [](const auto &verdict) {
        return isHealthy(verdict.first) || verdict.second == 0;
    });
    return all && conversations > 0 &&
           std::none_of(findings.begin(), findings.end(), [](const LogFinding &finding) {
               return finding.severity == LogFinding::Severity::Error;
           });
}

LogReader::LogReader(Options options, std::function<void(const LogConversation &)> told)
    : m_options(std::move(options))
    , m_told(std::move(told))
    , m_assembler(m_options.redactor ? m_options.redactor : &m_bySyntax,
                  [this](LogRecord record) { take(std::move(record)); })
    , m_tracker([this](LogConversation conversation) { conclude(std::move(conversation)); })
{}

void LogReader::feed(QByteArrayView bytes)
{
    m_summary.bytes += bytes.size();
    process(m_stream.feed(bytes));
}

void LogReader::process(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    noteBinary(bytes);
    if (m_skipping) {
        const qsizetype end = lineEnd(bytes, 0);
        m_offset += end;
        seekTokens(bytes.first(end), m_line);
        bytes = bytes.sliced(end);
        if (bytes.isEmpty())
            return;
        m_skipping = false;
        // The line itself was taken when it became too long.
        ++m_line;
        ++m_offset;
        bytes = bytes.sliced(1);
    }
    if (!m_tail.isEmpty()) {
        const qsizetype end = lineEnd(bytes, 0);
        const qsizetype taken = std::min(end, longestLine + 1 - std::min(longestLine, m_tail.size()));
        m_tail.append(bytes.data(), taken);
        if (m_tail.size() > longestLine) {
            holdTail({});
            process(bytes.sliced(taken));
            return;
        }
        if (end == bytes.size())
            return;
        m_tail.append('\n');
        const QByteArray line = std::exchange(m_tail, {});
        processLines(line);
        bytes = bytes.sliced(end + 1);
    }
    const void *last =
        bytes.isEmpty() ? nullptr : memrchr(bytes.data(), '\n', static_cast<size_t>(bytes.size()));
    const qsizetype whole = last ? static_cast<const char *>(last) - bytes.data() + 1 : 0;
    processLines(bytes.first(whole));
    holdTail(bytes.sliced(whole));
}

/// What comes without a line end waits for it, unless it is too long for a line.
void LogReader::holdTail(QByteArrayView bytes)
{
    m_tail.append(bytes.data(), bytes.size());
    if (m_tail.size() <= longestLine)
        return;
    m_tooLong.at(m_line);
    const QByteArray line = std::exchange(m_tail, {});
    seekTokens(line, m_line);
    const qint64 number = m_line;
    takeLine(QByteArrayView{line}.first(longestLine));
    m_line = number; // It has not ended.
    m_offset += line.size();
    m_skipping = true;
}

void LogReader::processLines(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    seekTokens(bytes, m_line);
    qsizetype at = 0;
    while (at < bytes.size()) {
        if (!m_assembler.isOpen()) {
            // At the speed of the C library to the next line that matters.
            const qsizetype tag = nextTag(bytes, at);
            const qsizetype until = tag < 0 ? bytes.size() : tag;
            const QByteArrayView skipped = bytes.sliced(at, until - at);
            const qsizetype lastEnd = skipped.lastIndexOf('\n');
            m_line += lineEndsIn(skipped);
            at = tag < 0 ? bytes.size() : at + lastEnd + 1;
            if (tag < 0)
                break;
        }
        const qsizetype end = lineEnd(bytes, at);
        const qint64 before = m_offset;
        m_offset += at;
        takeLine(bytes.sliced(at, end - at));
        m_offset = before;
        ++m_line;
        at = end + 1;
    }
    m_offset += bytes.size();
}

void LogReader::takeLine(QByteArrayView bytes)
{
    const bool cut = bytes.size() > longestLine;
    const LineText text = lineText(cut ? bytes.first(longestLine) : bytes);
    if (cut)
        m_tooLong.at(m_line);
    const bool matters = text.text.contains(QLatin1String{backendLineTag});
    if (text.repaired && matters)
        m_repaired.at(m_line);
    Framed framed = unframed(text.text, m_options.readAt.date().year());
    if (matters && !m_summary.formats.contains(framed.format))
        m_summary.formats.append(framed.format);
    // One call of console.log in one frame: colours and broken text may be inside of its JSON as well.
    framed.message = withoutColours(framed.message);
    m_assembler.add(std::move(framed), m_line, m_offset);
}

void LogReader::noteBinary(QByteArrayView bytes)
{
    const void *zero = std::memchr(bytes.data(), '\0', static_cast<size_t>(bytes.size()));
    if (!zero)
        return;
    if (m_binary.count++ == 0)
        m_binary.firstLine = m_line + lineEndsIn(bytes.first(static_cast<const char *>(zero) - bytes.data()));
}

/// Anywhere in the log, not in the flow's lines alone: whoever reads the log can use a token that stands in
/// it.
void LogReader::seekTokens(QByteArrayView bytes, qint64 firstLine)
{
    qsizetype counted = 0;
    qint64 line = firstLine;
    for (qsizetype at = indexOf(bytes, "eyJ", 0); at >= 0;) {
        const qsizetype end = endOfToken(bytes, at);
        const QByteArrayView token = bytes.sliced(at, std::max<qsizetype>(0, end - at));
        if (end > at && token.contains('.')) {
            line += lineEndsIn(bytes.sliced(counted, at - counted));
            counted = at;
            const size_t hash = qHash(token);
            if (m_leaks.size() < mostLeaks || m_leaks.count(hash) > 0) {
                Leak &leak = m_leaks[hash];
                leak.line = leak.count++ == 0 ? line : leak.line;
                leak.ofServer = isServerToken(token);
            }
        }
        at = indexOf(bytes, "eyJ", std::max(end, at + 3));
    }
}

void LogReader::take(LogRecord record)
{
    ++m_summary.records;
    m_tracker.add(std::move(record));
}

void LogReader::conclude(LogConversation conversation)
{
    conversation.run = runIdOf(conversation, m_options.name);
    judge(conversation);
    ++m_summary.conversations;
    ++m_summary.verdicts[conversation.verdict];
    if (!m_timeless) {
        m_timeless =
            std::any_of(conversation.findings.begin(), conversation.findings.end(),
                        [](const LogFinding &finding) { return finding.code == QLatin1String{"no_times"}; });
    }
    m_told(conversation);
}

void LogReader::settle()
{
    process(m_stream.finish()); // A short log is held back until its encoding is known.
    if (!m_skipping && !m_tail.isEmpty() && nextTag(m_tail, 0) < 0 && !m_assembler.isOpen())
        return; // Half a line of something else.
    m_assembler.flush();
    m_tracker.flushEnded();
}

void LogReader::startOver(const QString &why)
{
    m_assembler.flush();
    m_tail.clear();
    m_skipping = false;
    m_stream = Utf8Stream{};
    m_summary.findings.push_back(findingOf(LogFinding::Severity::Info, "started_over", why, {}, m_line));
    m_line = 1;
    m_offset = 0;
}

void LogReader::finish()
{
    if (std::exchange(m_finished, true))
        return;
    process(m_stream.finish());
    if (!m_tail.isEmpty()) {
        m_tail.append('\n');
        const QByteArray line = std::exchange(m_tail, {});
        processLines(line);
    }
    m_summary.lines = m_line - 1 + (m_skipping ? 1 : 0);
    m_assembler.flush();
    m_tracker.flush();
    tellAboutLog(m_summary);
}

LogSummary LogReader::summarySoFar() const
{
    LogSummary summary = m_summary;
    if (m_finished)
        return summary;
    summary.lines = m_line - 1 + (m_skipping || !m_tail.isEmpty() ? 1 : 0);
    tellAboutLog(summary);
    return summary;
}

void LogReader::tellAboutLog(LogSummary &summary) const
{
    using Severity = LogFinding::Severity;
    const auto tell = [&summary](Severity severity, const char *code, const QString &sentence,
                                 const QString &advice, qint64 line) {
        summary.findings.push_back(findingOf(severity, code, sentence, advice, line));
    };
    for (const auto &[hash, leak] : m_leaks) {
        const int count = static_cast<int>(leak.count);
        const QString times = QCoreApplication::translate("BackendLog", "%n time(s)", nullptr, count);
        if (leak.ofServer) {
            tell(Severity::Error, "secret_leaked",
                 tr("A server token of StreamChat stands in this log, %1, first at line %2. Whoever can read "
                    "the log "
                    "can do anything in the app, for ever.")
                     .arg(times)
                     .arg(leak.line),
                 tr("The app's secret has to be changed in StreamChat's dashboard. Then let the backend "
                    "print an "
                    "error's message, not the error itself, and delete the log."),
                 leak.line);
        } else {
            tell(Severity::Error, "secret_leaked",
                 tr("A token stands in this log, %1, first at line %2. Whoever can read the log can use it.")
                     .arg(times)
                     .arg(leak.line),
                 tr("Have the token revoked, and delete the log."), leak.line);
        }
    }
    const qint64 others = m_assembler.secretsFound();
    if (others > 0 && m_leaks.empty()) {
        tell(Severity::Error, "secret_leaked",
             tr("A secret or a password stands in this log, first at line %1. It was taken out of what is "
                "shown.")
                 .arg(m_assembler.firstSecretLine()),
             tr("Change the secret or the password, and delete the log."), m_assembler.firstSecretLine());
    }
    if (m_repaired.count > 0) {
        const int count = static_cast<int>(m_repaired.count);
        tell(
            Severity::Info, "text_repaired",
            QCoreApplication::translate(
                "BackendLog",
                "The text was saved in a wrong encoding (UTF-8 read as Windows-1252 or 1254, or Windows-1252 "
                "itself); "
                "it was repaired in %n line(s).",
                nullptr, count),
            {}, m_repaired.firstLine);
    }
    if (m_stream.encoding() == Encoding::Utf16Le || m_stream.encoding() == Encoding::Utf16Be)
        tell(Severity::Info, "utf16", tr("The log is in UTF-16."), {}, 0);
    if (m_timeless) {
        tell(Severity::Info, "no_times",
             tr("Lines have no times: whether the waits were kept, and how long each step took, cannot be "
                "told."),
             {}, 0);
    }
    if (m_binary.count > 0) {
        tell(Severity::Warning, "binary",
             tr("There is binary data in this file, first at line %1. It was passed over.")
                 .arg(m_binary.firstLine),
             tr("Check that this is the backend's log, and not cut from a file that was overwritten."),
             m_binary.firstLine);
    }
    if (m_tooLong.count > 0) {
        tell(Severity::Warning, "line_too_long",
             tr("Of lines longer than 1 MiB only the beginning was read; the first is line %1.")
                 .arg(m_tooLong.firstLine),
             {}, m_tooLong.firstLine);
    }
    if (summary.conversations == 0 && m_finished) {
        tell(Severity::Error, "no_conversation",
             tr("There is no line of a conversation in this log: none holds “%1”.")
                 .arg(QLatin1String{backendLineTag}),
             tr("Check that this is the log of OneCrew's backend, and that it prints what it does."), 0);
    }
}

} // namespace chatsync::backendlog
