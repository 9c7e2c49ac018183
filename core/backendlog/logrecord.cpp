// SPDX-License-Identifier: MIT
#include "core/backendlog/logrecord.h"

#include "core/backendlog/inspectparser.h"

#include <QRegularExpression>

#include <cstring>

namespace chatsync::backendlog {

namespace {

using Values = BackendLineRow::Values;

constexpr qsizetype longestText = 16 * 1024;
constexpr qsizetype longestWords = 2000;

/// `ErrorFromResponse: …`, `AxiosError [AggregateError]: …`, `Error: …`
QString withoutClass(const QString &words)
{
    static const QRegularExpression className{QStringLiteral(
        "\\A(?:Uncaught )?(?:[A-Z]\\w*)?(?:Error|Exception|ErrorFromResponse)(?: \\[\\w+\\])?: ")};
    QString plain = words;
    return plain.remove(className);
}

QStringList streamIdsIn(const QString &text)
{
    static const QRegularExpression id{QStringLiteral("onecrew_(?:user|company)_[A-Za-z0-9@_-]+")};
    QStringList ids;
    for (auto match = id.globalMatch(text); match.hasNext();) {
        if (const QString found = match.next().captured(); !ids.contains(found))
            ids.append(found);
    }
    return ids;
}

/// The message, up to the stack: `    at f (file:1:2)`, or to the dump.
QString messageOf(const QString &text)
{
    static const QRegularExpression behind{
        QStringLiteral("\\n\\s*at [^\\n]|\\nCaused by: | "
                       "\\{\\s*(?:\\n|\\z)|\\n\\s*\\[?(?:cause|code|errors|response)\\]?: |\\\\n +at ")};
    const qsizetype end = text.indexOf(behind);
    return (end < 0 ? text : text.first(end)).trimmed();
}

LoggedError errorOf(const QString &text)
{
    LoggedError error;
    error.words = withoutClass(messageOf(text)).left(longestWords);
    static const QRegularExpression code{QStringLiteral("StreamChat error code (-?\\d+)")};
    if (const QRegularExpressionMatch match = code.match(error.words); match.hasMatch())
        error.code = match.captured(1).toInt();
    static const QRegularExpression status{
        QStringLiteral("HTTP code: (\\d{3})|\\n\\s*status: (\\d{3})|\"StatusCode\":(\\d{3})")};
    if (const QRegularExpressionMatch match = status.match(text); match.hasMatch())
        error.status = (match.captured(1) + match.captured(2) + match.captured(3)).toInt();
    error.streamIds = streamIdsIn(error.words);
    return error;
}

/// The request in a dump tells which conversation it is about.
QString conversationInDump(const QString &text)
{
    static const QRegularExpression channel{QStringLiteral(
        "/channels/messaging/onecrew_([A-Za-z0-9_-]{8,})|\"name\":\"Conversation ([0-9a-fA-F-]{36})\"")};
    const QRegularExpressionMatch match = channel.match(text);
    return match.captured(1) +
           (match.hasCaptured(1) && !match.captured(1).isEmpty() ? QString{} : match.captured(2));
}

/// The ids which the request in a dump was about, where it is the upsert's.
QStringList idsInDump(const QString &text)
{
    static const QRegularExpression data{QStringLiteral("\\n\\s*data: '(\\{\"users\":[^\\n]*)")};
    return streamIdsIn(data.match(text).captured(1));
}

void takeIds(LogRecord &record, const Inspected &read, const InspectValue *list, const QString &text)
{
    if (list)
        record.ids = textsIn(*list);
    // An id that the log breaks off in is nobody's.
    static const QRegularExpression wholeAtEnd{QStringLiteral("['\"`,\\[\\s]\\z")};
    if (read.cut && !record.ids.isEmpty() && !text.contains(wholeAtEnd))
        record.ids.removeLast();
    record.moreIds = read.moreItems;
    record.idsUnknown = record.ids.isEmpty() && read.shortened;
    record.cut = record.cut || read.cut;
}

void readValues(LogRecord &record, Values kind, const QString &rest)
{
    switch (kind) {
    case Values::None:
        return;
    case Values::Participants: {
        const Inspected read = parseInspected(rest);
        takeIds(record, read, memberOf(read.value, u"allParticipantIds"), rest);
        record.conversation = textAt(read.value, u"conversationId");
        return;
    }
    case Values::CountAndIds: {
        const Inspected read = parseInspected(rest);
        takeIds(record, read, memberOf(read.value, u"userIds"), rest);
        const InspectValue *count = memberOf(read.value, u"count");
        if (const auto *number = count ? std::get_if<double>(&count->data) : nullptr)
            record.count = static_cast<int>(*number);
        return;
    }
    case Values::Ids: {
        const Inspected read = parseInspected(rest);
        // A logger that was given the list beside the text has it in an object.
        const InspectValue *beside = memberOf(read.value, u"userIds");
        takeIds(record, read, beside ? beside : &read.value, rest);
        return;
    }
    case Values::Id:
        record.ids = {rest.section(u' ', 0, 0).section(u'\n', 0, 0)};
        record.cut = rest.isEmpty();
        return;
    case Values::IdAndError: {
        const QString id = rest.section(u':', 0, 0).trimmed();
        record.ids = {id};
        record.error = errorOf(rest.mid(rest.indexOf(u':') + 1).trimmed());
        record.cut = rest.isEmpty();
        return;
    }
    case Values::ErrorText: {
        const Inspected read = parseInspected(rest);
        const QString words = textAt(read.value, u"error");
        record.error = errorOf(words.isEmpty() ? rest : words);
        record.cut = read.cut;
        return;
    }
    case Values::Error:
        record.error = errorOf(rest);
        record.conversation = conversationInDump(rest);
        record.ids = idsInDump(rest);
        return;
    }
}

} // namespace

std::optional<LogRecord> readRecord(const QString &text)
{
    const qsizetype tag = text.indexOf(QLatin1String{backendLineTag});
    if (tag < 0)
        return std::nullopt;
    const QStringView behind =
        QStringView{text}.sliced(tag + qsizetype(std::strlen(backendLineTag))).trimmed();
    const BackendLineRow *row = backendLineOf(behind);
    if (!row)
        return std::nullopt;
    LogRecord record;
    record.kind = row->line;
    const QString rest = behind.sliced(qsizetype(std::strlen(row->text))).trimmed().toString();
    readValues(record, row->values, rest);
    record.text = beginningOf(row->line);
    const bool isError = row->values == Values::Error || row->values == Values::IdAndError;
    const QString shown =
        !isError
            ? rest
            : (row->values == Values::IdAndError ? record.ids.value(0) + QLatin1String{": "} : QString{}) +
                  record.error->words;
    if (!shown.isEmpty())
        record.text += u' ' + shown.left(longestText);
    return record;
}

} // namespace chatsync::backendlog
