// SPDX-License-Identifier: MIT
#include "core/backendlog/recordassembler.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace chatsync::backendlog {

namespace {

/// Of one record. A dump of the official client has some 150 lines and 12 KB.
constexpr qsizetype longestRecord = 512 * 1024;
constexpr qint64 mostLines = 5000;
/// Sources that have begun something at the same time.
constexpr qsizetype mostOpen = 256;

bool looksLikeStack(QStringView trimmed)
{
    return trimmed.startsWith(QLatin1String{"at "}) || trimmed.startsWith(QLatin1String{"Caused by:"}) ||
           trimmed.startsWith(QLatin1String{"... "});
}

/// How lines of values begin that Node's inspect breaks.
bool looksLikeValue(const QString &trimmed)
{
    static const QRegularExpression beginning{
        QStringLiteral("\\A(?:['\"`\\]}{\\[]|\\.\\.\\. |<|[A-Za-z_$][\\w$]*: "
                       "|[A-Za-z_$][\\w$]*:$|-?\\d+(?:[,.\\s]|$)|\\d+\\z)")};
    return beginning.match(trimmed).hasMatch();
}

QString keyOf(const Framed &framed)
{
    return framed.source + u'\n' + framed.channel + u'\n' + framed.format;
}

} // namespace

RecordAssembler::RecordAssembler(const Redactor *redactor, std::function<void(LogRecord)> done)
    : m_redactor(redactor)
    , m_done(std::move(done))
{}

/// Node prints what it opens at the end of a line, and what it closes at the beginning of one.
int RecordAssembler::depthOf(const QString &line)
{
    int depth = 0;
    for (const QStringView part : QStringView{line}.split(u'\n')) {
        const QStringView trimmed = part.trimmed();
        if (trimmed.startsWith(u'}') || trimmed.startsWith(u']'))
            --depth;
        if (trimmed.endsWith(u'{') || trimmed.endsWith(u'['))
            ++depth;
    }
    return depth;
}

bool RecordAssembler::belongs(const Open &open, const QString &line)
{
    const QString trimmed = line.trimmed();
    if (trimmed.isEmpty())
        return open.depth > 0;
    const bool indented = line.front().isSpace();
    if (open.isError && looksLikeStack(trimmed))
        return true;
    if (open.isError && indented)
        return true;
    return open.depth > 0 && (looksLikeValue(trimmed) || (indented && open.isError));
}

void RecordAssembler::add(Framed framed, qint64 line, qint64 offset)
{
    take(std::move(framed), line, offset);
    release(line);
}

void RecordAssembler::take(Framed framed, qint64 line, qint64 offset)
{
    const QString key = keyOf(framed);
    const bool tagged = framed.message.startsWith(QLatin1String{backendLineTag});
    auto open = m_open.find(key);
    // In CSV and from Lambda the later lines of an entry have no frame of their own.
    const bool bare = framed.format == QLatin1String{"plain"} && !framed.at.isValid();
    if (open == m_open.end() && !tagged && bare)
        open = m_open.find(m_latest);
    if (!tagged && open != m_open.end() && open->partial) {
        open->partial = framed.partial;
        open->text += framed.message;
        open->lastLine = line;
        return;
    }
    if (!tagged && open != m_open.end()) {
        QString text = framed.message;
        if (open->quoted) {
            const bool last = text.endsWith(u'"') && !text.endsWith(QLatin1String{"\"\""});
            text.replace(QLatin1String{"\"\""}, QLatin1String{"\""});
            if (last)
                text.chop(1);
        }
        if (belongs(*open, text)) {
            append(*open, text, line);
            open->partial = framed.partial;
            if (open->depth <= 0 && !open->isError)
                finish(m_open.take(open.key()));
            return;
        }
    }
    if (open != m_open.end() && (tagged || !framed.message.trimmed().isEmpty()))
        finish(m_open.take(open.key()));
    if (!tagged)
        return;

    Open record;
    const qsizetype tagSize = qsizetype(sizeof backendLineTag) - 1;
    const BackendLineRow *row = backendLineOf(QStringView{framed.message}.sliced(tagSize).trimmed());
    if (!row)
        return;
    record.isError =
        row->values == BackendLineRow::Values::Error || row->values == BackendLineRow::Values::IdAndError;
    record.quoted = framed.quoted;
    record.partial = framed.partial;
    record.line = line;
    record.offset = offset;
    QString text = framed.message;
    if (record.quoted && text.endsWith(u'"') && !text.contains(u'\n'))
        text.chop(1);
    record.frame = std::move(framed);
    record.frame.message.clear();
    append(record, text, line);
    const bool whole = record.depth <= 0 && !record.isError && !record.partial;
    if (whole)
        finish(std::move(record));
    else
        m_open.insert(m_latest = key, std::move(record));
    if (m_open.size() > mostOpen)
        flush();
}

void RecordAssembler::append(Open &open, const QString &text, qint64 line)
{
    open.depth += depthOf(text);
    open.lastLine = line;
    if (open.text.size() + text.size() > longestRecord)
        return;
    if (!open.text.isEmpty())
        open.text += u'\n';
    open.text += text;
    if (line - open.line > mostLines)
        open.depth = 0; // Such a thing is never closed.
}

void RecordAssembler::finish(Open open)
{
    const QString text = m_redactor->redacted(open.text);
    if (text != open.text) {
        ++m_secrets;
        m_firstSecretLine = m_firstSecretLine == 0 ? open.line : std::min(m_firstSecretLine, open.line);
    }
    std::optional<LogRecord> record = readRecord(text);
    if (!record)
        return;
    record->line = open.line;
    record->lastLine = open.lastLine;
    record->offset = open.offset;
    record->at = open.frame.at;
    record->coarse = open.frame.coarse;
    record->source = open.frame.source;
    record->requestId = open.frame.requestId;
    record->format = open.frame.format;
    record->cut = record->cut || (open.depth > 0 && !open.isError);
    m_ready.emplace(open.line, std::move(*record));
}

/// In the order in which they began: what one channel still prints may have begun before what another has
/// done.
void RecordAssembler::release(qint64 line)
{
    for (auto open = m_open.begin(); open != m_open.end();) {
        const qint64 patience = open->depth > 0 ? 2000 : 400;
        if (line - open->lastLine < patience) {
            ++open;
            continue;
        }
        finish(*open);
        open = m_open.erase(open);
    }
    qint64 first = std::numeric_limits<qint64>::max();
    for (const Open &open : std::as_const(m_open))
        first = std::min(first, open.line);
    while (!m_ready.empty() && m_ready.begin()->first < first)
        m_done(std::move(m_ready.extract(m_ready.begin()).mapped()));
}

void RecordAssembler::flush()
{
    const QMap<QString, Open> open = std::exchange(m_open, {});
    std::vector<Open> ordered{open.begin(), open.end()};
    std::sort(ordered.begin(), ordered.end(), [](const Open &a, const Open &b) { return a.line < b.line; });
    for (Open &record : ordered)
        finish(std::move(record));
    release(0);
}

} // namespace chatsync::backendlog
