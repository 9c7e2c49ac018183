// SPDX-License-Identifier: MIT
#include "tests/core/backendlog/logmaker.h"

#include "core/domain/backendlinetable.h"
#include "core/domain/conversation.h"
#include "core/domain/identity.h"
#include "core/sync/backendlines.h"

#include <QJsonDocument>
#include <QStringEncoder>
#include <QUuid>

#include <algorithm>
#include <map>

namespace chatsync::test {

using backendlog::LogConversation;
using backendlog::LogVerdict;

namespace {

QString randomId(QRandomGenerator &random)
{
    quint32 words[4];
    random.fillRange(words);
    return QUuid::fromRfc4122(QByteArray{reinterpret_cast<const char *>(words), 16})
        .toString(QUuid::WithoutBraces);
}

QString refusal(const QString &id)
{
    return QStringLiteral(
               "StreamChat error code 4: GetOrCreateChannel failed with error: \"The following users are "
               "involved in channel create operation, but don't exist: [%1]. Please create the user objects "
               "before setting up the channel.\"")
        .arg(id);
}

/// When each record was printed: what has to be waited for was waited for.
QList<QDateTime> timesOf(const QList<PrintedRecord> &records)
{
    QList<QDateTime> times;
    QDateTime now{QDate{2026, 11, 22}, QTime{10, 0, 0, 7}, Qt::UTC};
    std::map<QByteArray, QDateTime> upserted;
    QDateTime retried;
    const auto holds = [](const QByteArray &record, BackendLine line) {
        return record.contains(QByteArray{rowOf(line).text});
    };
    const auto idsOf = [](const QByteArray &record) {
        return record.mid(record.indexOf('[', record.indexOf(':')));
    };
    for (const PrintedRecord &record : records) {
        now = now.addMSecs(13);
        if (holds(record, BackendLine::Creating)) {
            for (const auto &[ids, time] : upserted)
                now = std::max(now, time.addMSecs(1004));
        }
        if (holds(record, BackendLine::ReUpserted) || holds(record, BackendLine::ReUpsertFailed))
            now = std::max(now, retried.addMSecs(2003));
        if (holds(record, BackendLine::Upserted) || holds(record, BackendLine::UpsertFailed))
            upserted[idsOf(record)] = now;
        if (holds(record, BackendLine::Retrying))
            retried = now;
        times.append(now);
    }
    return times;
}

QByteArray iso(const QDateTime &time, const char *fraction = "000000Z")
{
    return time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")).toLatin1() + fraction;
}

using LinePrefix = std::function<QByteArray(const QDateTime &)>;

/// The same prefix in front of each line.
Frame eachLine(const char *name, bool hasTimes, LinePrefix prefix)
{
    return {name, hasTimes, [prefix](const QList<PrintedRecord> &records) {
                const QList<QDateTime> times = timesOf(records);
                QByteArray log;
                for (qsizetype i = 0; i < records.size(); ++i) {
                    for (const QByteArray &line : records[i].split('\n'))
                        log += prefix(times[i]) + line + '\n';
                }
                return log;
            }};
}

using Whole = std::function<QByteArray(const QDateTime &, const QByteArray &)>;

/// One entry for each record.
Frame eachRecord(const char *name, bool hasTimes, Whole entry)
{
    return {name, hasTimes, [entry](const QList<PrintedRecord> &records) {
                const QList<QDateTime> times = timesOf(records);
                QByteArray log;
                for (qsizetype i = 0; i < records.size(); ++i)
                    log += entry(times[i], records[i]);
                return log;
            }};
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument{object}.toJson(QJsonDocument::Compact) + '\n';
}

bool isBad(const QByteArray &record)
{
    return record.startsWith("\xe2\x9d\x8c") || record.startsWith("\xe2\x9a\xa0");
}

/// As Windows reads UTF-8: a byte, a character.
QString misread(const QByteArray &utf8, bool turkish, bool loseUndefined)
{
    static const char16_t upper[] = {0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                     0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
                                     0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                     0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};
    QString text;
    for (const char byte : utf8) {
        const auto value = static_cast<uchar>(byte);
        char16_t c = value >= 0x80 && value < 0xa0 ? upper[value - 0x80] : value;
        if (turkish && value == 0xf0)
            c = 0x011f;
        if (loseUndefined && c >= 0x80 && c < 0xa0)
            continue;
        text += QChar{c};
    }
    return text;
}

QByteArray utf16(const QByteArray &utf8, QStringConverter::Encoding encoding, bool mark)
{
    QStringEncoder encode{encoding,
                          mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default};
    return encode(QString::fromUtf8(utf8));
}

} // namespace

QByteArray serverToken()
{
    // Put together here, so that no scanner takes this file for a leak.
    return QByteArray{"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."} + "eyJzZXJ2ZXIiOnRydWV9." +
           "rbxOtGn9jODX24o63mPw3qoytGue_k8yiVklWtKiAKQ";
}

QString dumpedError(const QString &message, const QString &conversation)
{
    return QStringLiteral("ErrorFromResponse: %1\n"
                          "    at _StreamChat.errorFromResponse "
                          "(/app/node_modules/stream-chat/dist/cjs/index.node.js:1:2)\n"
                          "    at async converse (/app/conversation.js:71:7) {\n"
                          "  code: 4,\n"
                          "  response: {\n"
                          "    status: 400,\n"
                          "    config: [Object: null prototype] {\n"
                          "      adapter: [Array],\n"
                          "      url: 'https://chat.stream-io-api.com/channels/messaging/onecrew_%2/query',\n"
                          "    },\n"
                          "    request: ClientRequest {\n"
                          "      _header: 'POST /channels HTTP/1.1\\r\\n' +\n"
                          "        'Authorization: %3\\r\\n' +\n"
                          "        '\\r\\n',\n"
                          "      [Symbol(kCapture)]: false\n"
                          "    }\n"
                          "  },\n"
                          "  status: 400\n"
                          "}")
        .arg(message, conversation, QString::fromLatin1(serverToken()));
}

PrintedConversation printed(Course course, QRandomGenerator &random, QStringList people)
{
    PrintedConversation it;
    it.id = randomId(random);
    if (people.isEmpty()) {
        for (quint32 i = random.bounded(1U, 4U); i > 0; --i)
            people.append(randomId(random));
        people.append(randomId(random));
    }
    QStringList members;
    for (const QString &id : people)
        members.append(
            streamIdOf(id == people.last() ? ParticipantKind::Company : ParticipantKind::User, id));
    const QString refused = refusal(members.first());
    const auto print = [&it](const QString &line) { it.records.append(line.toUtf8()); };

    print(backendlines::syncing(people, it.id));
    print(backendlines::upserting(members));
    if (course == Course::UpsertFailed)
        print(backendlines::upsertFailed(
            QStringLiteral("Error: socket hang up\n    at Socket.emit (node:events:1:2)")));
    else
        print(backendlines::upserted(members));
    print(backendlines::creating(members));
    switch (course) {
    case Course::Refused:
        it.truth = LogVerdict::Failed;
        print(backendlines::failed(dumpedError(refused, it.id)));
        return it;
    case Course::Retried:
        it.truth = LogVerdict::Recovered;
        print(backendlines::retrying(refused));
        print(backendlines::reUpserted());
        print(backendlines::createdAfterRetry());
        break;
    case Course::RetryFailed:
        it.truth = LogVerdict::Failed;
        print(backendlines::retrying(refused));
        print(backendlines::reUpserted());
        print(backendlines::failedAfterRetry(dumpedError(refused, it.id)));
        print(backendlines::failed(QStringLiteral("Error: Failed to create channel after retry: ") + refused +
                                   QStringLiteral("\n    at converse (/app/conversation.js:94:15)")));
        return it;
    default:
        print(backendlines::created(members));
    }
    if (course == Course::Unread) {
        it.truth = LogVerdict::Unclear;
        print(backendlines::membersUnread(
            dumpedError(QStringLiteral("StreamChat error code -1: no reason"), it.id)));
        return it;
    }
    const bool dropped = course == Course::MemberAdded || course == Course::AddFailed;
    print(backendlines::members(dropped ? members.mid(1) : members));
    if (dropped) {
        print(backendlines::membersMissing({members.first()}));
        it.truth = course == Course::MemberAdded ? LogVerdict::Recovered : LogVerdict::Incomplete;
        print(course == Course::MemberAdded ? backendlines::membersAdded()
                                            : backendlines::addFailed(dumpedError(refused, it.id)));
    }
    if (course == Course::UpsertFailed)
        it.truth = LogVerdict::Deviates;
    return it;
}

QList<PrintedRecord> recordsOf(const QByteArray &log)
{
    QList<PrintedRecord> records;
    QList<QByteArray> lines = log.split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    for (const QByteArray &line : lines) {
        if (records.isEmpty() || line.contains(backendLineTag))
            records.append(line);
        else
            records.last() += '\n' + line;
    }
    return records;
}

QList<PrintedRecord> interleaved(const std::vector<PrintedConversation> &conversations,
                                 QRandomGenerator &random)
{
    QList<PrintedRecord> merged;
    std::vector<qsizetype> next(conversations.size(), 0);
    std::vector<size_t> left;
    for (size_t i = 0; i < conversations.size(); ++i)
        left.push_back(i);
    while (!left.empty()) {
        const size_t pick = random.bounded(static_cast<quint32>(left.size()));
        const size_t which = left[pick];
        merged.append(conversations[which].records[next[which]++]);
        if (next[which] == conversations[which].records.size())
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(pick));
    }
    return merged;
}

const std::vector<Frame> &frames()
{
    static const std::vector<Frame> all = {
        eachLine("plain", false, [](const QDateTime &) { return QByteArray{}; }),
        eachLine("indented by a tab", false, [](const QDateTime &) { return QByteArray{"\t"}; }),
        eachLine("time in front", true, [](const QDateTime &t) { return iso(t, "Z "); }),
        eachLine("time in brackets", true, [](const QDateTime &t) { return '[' + iso(t, "Z") + "] "; }),
        eachLine("docker compose", false, [](const QDateTime &) { return QByteArray{"onecrew-api-1  | "}; }),
        eachLine("docker compose -t", true,
                 [](const QDateTime &t) { return "onecrew-api-1  | " + iso(t) + ' '; }),
        eachLine("docker logs -t", true, [](const QDateTime &t) { return iso(t) + ' '; }),
        eachLine("kubernetes", true, [](const QDateTime &t) { return iso(t) + " stdout F "; }),
        eachLine("kubectl --prefix", false,
                 [](const QDateTime &) { return QByteArray{"[pod/api-7d9f-x2v/api] "}; }),
        eachLine("pm2", false, [](const QDateTime &) { return QByteArray{"0|onecrew-api  | "}; }),
        eachLine("pm2 --timestamp", true,
                 [](const QDateTime &t) { return "0|onecrew-api  | " + iso(t, "+00:00: "); }),
        eachLine("journalctl", true,
                 [](const QDateTime &t) {
                     return t.toString(QStringLiteral("'Nov 22' HH:mm:ss")).toLatin1() +
                            " web01 onecrew-api[4711]: ";
                 }),
        eachLine("journalctl -o short-iso", true,
                 [](const QDateTime &t) {
                     return t.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toLatin1() +
                            "+0000 web01 node[4711]: ";
                 }),
        eachLine("syslog (RFC 5424)", true,
                 [](const QDateTime &t) { return "<14>1 " + iso(t, "Z") + " web01 onecrew-api 4711 - - "; }),
        eachLine("heroku", true, [](const QDateTime &t) { return iso(t, "000+00:00 app[web.1]: "); }),
        eachRecord("lambda", true,
                   [](const QDateTime &t, const QByteArray &record) {
                       return iso(t, "Z\t6f1c9f0e-3a55-4b7f-8f11-0c2f5a8d9e01\t") +
                              (isBad(record) ? "ERROR" : "INFO") + '\t' + record + '\n';
                   }),
        eachRecord("cloudwatch csv", true,
                   [](const QDateTime &t, QByteArray record) {
                       record.replace("\"", "\"\"");
                       return QByteArray::number(t.toMSecsSinceEpoch()) + ",\"" + record + "\n\"\n";
                   }),
        eachRecord("cloudwatch json", true,
                   [](const QDateTime &t, const QByteArray &record) {
                       return json(
                           {{QStringLiteral("timestamp"), t.toMSecsSinceEpoch()},
                            {QStringLiteral("message"), QString::fromUtf8(record + '\n')},
                            {QStringLiteral("logStreamName"), QStringLiteral("2026/11/22/[$LATEST]0f")}});
                   }),
        eachRecord("pino", true,
                   [](const QDateTime &t, const QByteArray &record) {
                       return json({{QStringLiteral("level"), 30},
                                    {QStringLiteral("time"), t.toMSecsSinceEpoch()},
                                    {QStringLiteral("pid"), 1},
                                    {QStringLiteral("hostname"), QStringLiteral("api")},
                                    {QStringLiteral("msg"), QString::fromUtf8(record)}});
                   }),
        eachRecord("winston", true,
                   [](const QDateTime &t, const QByteArray &record) {
                       return json({{QStringLiteral("level"), QStringLiteral("info")},
                                    {QStringLiteral("message"), QString::fromUtf8(record)},
                                    {QStringLiteral("timestamp"), QString::fromLatin1(iso(t, "Z"))}});
                   }),
        eachRecord("docker json-file", true,
                   [](const QDateTime &t, const QByteArray &record) {
                       QByteArray lines;
                       for (const QByteArray &line : record.split('\n'))
                           lines +=
                               json({{QStringLiteral("log"), QString::fromUtf8(line + '\n')},
                                     {QStringLiteral("stream"),
                                      isBad(record) ? QStringLiteral("stderr") : QStringLiteral("stdout")},
                                     {QStringLiteral("time"), QString::fromLatin1(iso(t))}});
                       return lines;
                   }),
        eachRecord("journalctl -o json", true,
                   [](const QDateTime &t, const QByteArray &record) {
                       QByteArray lines;
                       for (const QByteArray &line : record.split('\n'))
                           lines += json({{QStringLiteral("MESSAGE"), QString::fromUtf8(line)},
                                          {QStringLiteral("_PID"), QStringLiteral("4711")},
                                          {QStringLiteral("__REALTIME_TIMESTAMP"),
                                           QString::number(t.toMSecsSinceEpoch() * 1000)}});
                       return lines;
                   }),
        eachRecord("coloured", false,
                   [](const QDateTime &, QByteArray record) {
                       record.replace("[createConversation]", "\x1b[36m[createConversation]\x1b[39m");
                       record.replace("'onecrew_", "\x1b[32m'onecrew_");
                       return record + "\x1b[0m\n";
                   }),
        eachRecord("level and request id", true,
                   [](const QDateTime &t, const QByteArray &record) {
                       return iso(t, "Z [INFO] api - ") + record + '\n';
                   }),
        {"other lines between", true,
         [](const QList<PrintedRecord> &records) {
             const QList<QDateTime> times = timesOf(records);
             QByteArray log;
             for (qsizetype i = 0; i < records.size(); ++i) {
                 for (const QByteArray &line : records[i].split('\n'))
                     log += iso(times[i]) + ' ' + line + '\n';
                 log += iso(times[i]) + " GET /api/v1/companies?query=[sat] 200 22 ms\n" + iso(times[i]) +
                        " {\"level\":30,\"msg\":\"cache\"}\n";
             }
             return log;
         }},
    };
    return all;
}

const std::vector<Encoded> &encodings()
{
    static const std::vector<Encoded> all = {
        {"utf-8", [](const QByteArray &log) { return log; }},
        {"utf-8, mark", [](const QByteArray &log) { return "\xef\xbb\xbf" + log; }},
        {"utf-16le", [](const QByteArray &log) { return utf16(log, QStringConverter::Utf16LE, false); }},
        {"utf-16le, mark", [](const QByteArray &log) { return utf16(log, QStringConverter::Utf16LE, true); }},
        {"utf-16be", [](const QByteArray &log) { return utf16(log, QStringConverter::Utf16BE, false); }},
        {"utf-16be, mark", [](const QByteArray &log) { return utf16(log, QStringConverter::Utf16BE, true); }},
        {"as windows-1252", [](const QByteArray &log) { return misread(log, false, false).toUtf8(); }},
        {"as windows-1252, bytes lost",
         [](const QByteArray &log) { return misread(log, false, true).toUtf8(); }},
        {"as windows-1254", [](const QByteArray &log) { return misread(log, true, false).toUtf8(); }},
        {"as windows-1254, bytes lost",
         [](const QByteArray &log) { return misread(log, true, true).toUtf8(); }},
        {"windows-1252",
         [](const QByteArray &log) {
             QByteArray bytes;
             for (const char32_t c : QString::fromUtf8(log).toUcs4())
                 bytes += c < 0x80 ? static_cast<char>(c) : c < 0x100 ? static_cast<char>(c) : '?';
             return bytes.replace('?', "\xbf");
         }},
        {"windows line ends", [](QByteArray log) { return log.replace("\n", "\r\n"); }},
        {"zeros in it",
         [](QByteArray log) {
             return log.replace("\n", QByteArray{"\0\n", 2}).prepend(QByteArray{100, '\0'} + '\n');
         }},
    };
    return all;
}

QString Told::verdicts() const
{
    std::vector<const LogConversation *> ordered;
    for (const LogConversation &conversation : conversations)
        ordered.push_back(&conversation);
    std::sort(ordered.begin(), ordered.end(), [](const LogConversation *a, const LogConversation *b) {
        return a->records.front().line < b->records.front().line;
    });
    QStringList names;
    for (const LogConversation *conversation : ordered)
        names.append(toString(conversation->verdict));
    return names.join(QStringLiteral(", "));
}

const LogConversation *Told::of(const QString &id) const
{
    const auto found = std::find_if(conversations.begin(), conversations.end(),
                                    [&id](const LogConversation &it) { return it.conversation == id; });
    return found == conversations.end() ? nullptr : &*found;
}

bool Told::hasFinding(const char *code) const
{
    const auto isIt = [code](const backendlog::LogFinding &finding) {
        return finding.code == QLatin1String{code};
    };
    return std::any_of(summary.findings.begin(), summary.findings.end(), isIt) ||
           std::any_of(conversations.begin(), conversations.end(), [&isIt](const LogConversation &it) {
               return std::any_of(it.findings.begin(), it.findings.end(), isIt);
           });
}

Told told(const QByteArray &log, qsizetype pieceSize)
{
    Told result;
    const backendlog::LogReader::Options options{
        .name = QStringLiteral("backend.log"),
        .readAt = QDateTime{QDate{2026, 11, 22}, QTime{12, 0}, Qt::UTC},
        .version = QStringLiteral("1"),
    };
    backendlog::LogReader reader{options, [&](const LogConversation &conversation) {
                                     for (const RunEvent &event : runOf(conversation, reader.origin()))
                                         result.json += toJsonLine(event) + '\n';
                                     result.json += json(toJson(conversation));
                                     result.conversations.push_back(conversation);
                                 }};
    for (qsizetype at = 0; at < log.size(); at += pieceSize)
        reader.feed(QByteArrayView{log}.sliced(at, std::min(pieceSize, log.size() - at)));
    reader.finish();
    result.summary = reader.summary();
    for (const backendlog::LogFinding &finding : result.summary.findings)
        result.json += json(toJson(finding));
    return result;
}

} // namespace chatsync::test
