// SPDX-License-Identifier: MIT
#include "core/backendlog/lineprefix.h"

#include "core/domain/backendlinetable.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>
#include <cmath>
#include <vector>

namespace chatsync::backendlog {

namespace {

constexpr int mostFrames = 4;

#define ISO_TIME                                                                                             \
    "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: ?(?:Z|[+-]\\d\\d:?\\d\\d|UTC))?"

/// `2026-11-22T10:00:00.123456789Z`, with a space for the T, a comma for the dot, `+0000`; without a zone it
/// is UTC.
QDateTime isoTime(QString text, bool *coarse)
{
    static const QRegularExpression parts{
        QStringLiteral("\\A(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?(?: "
                       "?(?:(Z|UTC)|([+-])(\\d\\d):?(\\d\\d)))?")};
    const QRegularExpressionMatch match = parts.match(text);
    if (!match.hasMatch())
        return {};
    QDateTime time{QDate::fromString(match.captured(1), Qt::ISODate),
                   QTime::fromString(match.captured(2), QStringLiteral("HH:mm:ss")), Qt::UTC};
    const QString fraction = match.captured(3);
    *coarse = fraction.isEmpty();
    if (!fraction.isEmpty())
        time = time.addMSecs(fraction.leftJustified(3, u'0').left(3).toInt());
    if (match.hasCaptured(5)) {
        const int minutes = match.captured(6).toInt() * 60 + match.captured(7).toInt();
        time = time.addSecs((match.captured(5) == QLatin1String{"-"} ? 60 : -60) * minutes);
    }
    return time;
}

/// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size.
QDateTime epochTime(double number)
{
    if (number < 1e8)
        return {};
    while (number >= 1e14)
        number /= 1000;
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(number < 1e11 ? number * 1000 : number),
                                          Qt::UTC);
}

void setTime(Framed &framed, const QString &text)
{
    bool coarse = false;
    if (const QDateTime time = isoTime(text, &coarse); time.isValid()) {
        framed.at = time;
        framed.coarse = coarse;
    }
}

void addSource(Framed &framed, const QString &name)
{
    if (!name.isEmpty())
        framed.source += framed.source.isEmpty() ? name : u'/' + name;
}

void setFormat(Framed &framed, const char *name)
{
    if (framed.format.isEmpty())
        framed.format = QLatin1String{name};
}

/// A frame in front of the text, of one line each.
struct Pattern {
    const char *name;
    const char *expression; ///< Anchored; named groups: time, source, channel, request, flag, syslog (a time
                            ///< without year)
};

// The order matters: the more particular first.
constexpr Pattern patterns[] = {
    {"kubernetes", "(?:\\[(?<source>[^\\]\\s]+/[^\\]\\s]+)\\] )?(?<time>" ISO_TIME
                   ") (?<channel>stdout|stderr) (?<flag>[FP])(?: |$)"},
    {"kubernetes", "\\[(?<source>(?:pod/)?[^\\]\\s/]+/[^\\]\\s]+)\\] "},
    {"heroku", "(?<time>" ISO_TIME ") (?<channel>app|heroku)\\[(?<source>[\\w.-]+)\\]: ?"},
    {"lambda", "(?<time>" ISO_TIME ")\\t(?<request>[0-9a-fA-F-]{36}|undefined)\\t(?:[A-Z]+\\t)?"},
    {"cloudwatch", "(?<time>" ISO_TIME ") (?<source>\\d{4}/\\d\\d/\\d\\d/\\S+|\\S*\\[\\$LATEST\\]\\S*) "},
    {"syslog", "<\\d{1,3}>1 (?<time>" ISO_TIME ") (?<source>\\S+ \\S+ \\S+) \\S+ (?:-|\\[[^\\]]*\\]) ?"},
    {"systemd", "(?:<\\d{1,3}>)?(?<time>" ISO_TIME ") (?<source>[\\w.-]+ [\\w./@-]+\\[\\d+\\]): ?"},
    {"systemd", "(?:<\\d{1,3}>)?(?<syslog>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \\d]\\d "
                "\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?) "
                "(?<source>[\\w.-]+ [\\w./@-]+(?:\\[\\d+\\])?): ?"},
    {"pm2", "(?<source>\\d+\\|[^|\\t]{1,60}?) *\\| (?:(?<time>" ISO_TIME "): )?"},
    {"compose", "(?<source>[A-Za-z0-9][\\w.-]*) +\\| "},
    {"plain", "(?<time>" ISO_TIME ")(?:: |: ?$| |$)"},
    {"plain", "\\[(?<time>" ISO_TIME ")\\] ?"},
};

QDateTime syslogTime(const QString &text, int year)
{
    const QString whole = text.section(u'.', 0, 0).simplified() + u' ' + QString::number(year);
    QDateTime time = QLocale::c().toDateTime(whole, QStringLiteral("MMM d HH:mm:ss yyyy"));
    time.setTimeSpec(Qt::UTC);
    const QString fraction = text.section(u'.', 1, 1);
    return fraction.isEmpty() ? time : time.addMSecs(fraction.leftJustified(3, u'0').left(3).toInt());
}

/// True when a frame was taken off.
bool takePattern(Framed &framed, int year)
{
    static const std::vector<std::pair<const char *, QRegularExpression>> compiled = [] {
        std::vector<std::pair<const char *, QRegularExpression>> list;
        for (const Pattern &pattern : patterns)
            list.emplace_back(pattern.name,
                              QRegularExpression{QLatin1String{"\\A"} + QLatin1String{pattern.expression}});
        return list;
    }();
    for (const auto &[name, expression] : compiled) {
        const QRegularExpressionMatch match = expression.match(framed.message);
        if (!match.hasMatch())
            continue;
        const auto group = [&match](const char *groupName) {
            return match.captured(QLatin1String{groupName});
        };
        setFormat(framed, name);
        if (const QString time = group("time"); !time.isEmpty())
            setTime(framed, time);
        if (const QString time = group("syslog"); !time.isEmpty()) {
            framed.at = syslogTime(time, year);
            framed.coarse = !time.contains(u'.');
        }
        addSource(framed, group("source").trimmed());
        if (const QString channel = group("channel"); channel.startsWith(QLatin1String{"std"}))
            framed.channel = channel;
        if (const QString request = group("request"); request.contains(u'-'))
            framed.requestId = request;
        framed.partial = framed.partial || group("flag") == QLatin1String{"P"};
        framed.message = framed.message.sliced(match.capturedLength());
        return true;
    }
    return false;
}

/// The row of an export from CloudWatch: `1763805600123,"…` with quotes doubled, or without quotes.
bool takeCsv(Framed &framed)
{
    static const QRegularExpression row{QStringLiteral("\\A\"?(\\d{13})\"?,(\")?")};
    const QRegularExpressionMatch match = row.match(framed.message);
    if (!match.hasMatch())
        return false;
    setFormat(framed, "cloudwatch");
    framed.at = epochTime(match.captured(1).toDouble());
    framed.message = framed.message.sliced(match.capturedLength());
    if (!match.hasCaptured(2))
        return true;
    framed.quoted = true;
    return true;
}

/// The text in an object of JSON that was cut, or cannot be read for another reason.
QString messageInBrokenJson(const QString &text)
{
    static const QRegularExpression member{QStringLiteral(
        "\"(?:msg|message|MESSAGE|log|textPayload)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)(\"|\\\\?$)")};
    const QRegularExpressionMatch match = member.match(text);
    if (!match.hasMatch())
        return {};
    // Half an escape at the end would spoil the whole.
    QString content = match.captured(1);
    static const QRegularExpression halfEscape{QStringLiteral("\\\\(?:u[0-9a-fA-F]{0,3})?\\z")};
    content.remove(halfEscape);
    const QJsonDocument read = QJsonDocument::fromJson("[\"" + content.toUtf8() + "\"]");
    return read.isArray() ? read[0].toString() : content;
}

QString firstText(const QJsonObject &object, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        const QJsonValue value = object[QLatin1String{key}];
        if (value.isString() && !value.toString().isEmpty())
            return value.toString();
        if (value.isDouble())
            return QString::number(value.toInteger());
    }
    return {};
}

void takeJsonTime(Framed &framed, const QJsonObject &object)
{
    for (const char *key : {"time", "timestamp", "@timestamp", "ts", "__REALTIME_TIMESTAMP"}) {
        const QJsonValue value = object[QLatin1String{key}];
        bool isNumber = value.isDouble();
        const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
        if (isNumber && epochTime(number).isValid()) {
            framed.at = epochTime(number);
            framed.coarse = number < 1e11 && number == std::floor(number);
            return;
        }
        if (value.isString()) {
            setTime(framed, value.toString());
            if (framed.at.isValid())
                return;
        }
    }
}

/// A logger may be given the values beside the text; then they stand in the object, not behind the text.
QString withValuesBeside(const QString &message, const QJsonObject &object)
{
    const qsizetype tag = message.indexOf(QLatin1String{backendLineTag});
    if (tag < 0)
        return message;
    QJsonObject values;
    for (const char *key : {"allParticipantIds", "conversationId", "count", "userIds", "error"}) {
        if (const QJsonValue value = object[QLatin1String{key}];
            value.isString() || value.isArray() || value.isDouble())
            values.insert(QLatin1String{key}, value);
    }
    const bool barren = !message.contains(u'{') && message.indexOf(u'[', tag + 1) < 0;
    return values.isEmpty() || !barren
               ? message
               : message.trimmed() + u' ' +
                     QString::fromUtf8(QJsonDocument{values}.toJson(QJsonDocument::Compact));
}

bool takeJson(Framed &framed)
{
    const QStringView trimmed = QStringView{framed.message}.trimmed();
    if (!trimmed.startsWith(u'{') || trimmed.size() < 8 || !trimmed.contains(u'"'))
        return false;
    const QJsonDocument read = QJsonDocument::fromJson(trimmed.toUtf8());
    if (!read.isObject()) {
        const QString message = messageInBrokenJson(framed.message);
        if (message.isEmpty())
            return false;
        setFormat(framed, "json");
        framed.message = message;
        return true;
    }
    const QJsonObject object = read.object();
    QString message = firstText(object, {"msg", "message", "MESSAGE", "textPayload", "log"});
    if (message.isEmpty() && !object.contains(QLatin1String{"log"}) &&
        !object.contains(QLatin1String{"message"}))
        return false;
    setFormat(framed, object.contains(QLatin1String{"log"}) ? "docker" : "json");
    takeJsonTime(framed, object);
    const bool ofDocker = object.contains(QLatin1String{"log"}) && object.contains(QLatin1String{"stream"});
    framed.channel = ofDocker ? object[QLatin1String{"stream"}].toString() : framed.channel;
    framed.partial = framed.partial || (ofDocker && !message.endsWith(u'\n'));
    addSource(framed,
              firstText(object, {"hostname", "_HOSTNAME", "container_name", "logStreamName", "app_name"}));
    addSource(framed, firstText(object, {"pid", "_PID", "process_id"}));
    if (const QString request = firstText(object, {"requestId", "reqId", "request_id", "req_id", "traceId"});
        !request.isEmpty())
        framed.requestId = request;
    message = withValuesBeside(message, object);
    while (message.endsWith(u'\n') || message.endsWith(u'\r'))
        message.chop(1);
    framed.message = message;
    return true;
}

/// What an application puts before the mark: a level, a name, the id of a request.
void readRest(Framed &framed)
{
    const qsizetype tag = framed.message.indexOf(QLatin1String{backendLineTag});
    if (tag <= 0)
        return;
    const QString before = framed.message.first(tag);
    static const QRegularExpression named{
        QStringLiteral("(?:req(?:uest)?_?id|trace_?id|req)[=:]\\s*\"?([\\w-]{4,64})"),
        QRegularExpression::CaseInsensitiveOption};
    static const QRegularExpression bare{QStringLiteral(
        "(?:^|[\\s\\[(])((?=[0-9a-f-]*\\d)(?=[0-9a-f-]*[a-f])[0-9a-f-]{6,36})(?=[\\s\\])]|$)")};
    static const QRegularExpression process{
        QStringLiteral("(?:\\[Nest\\] |\\bpid[=:] ?|^[A-Z]+ \\()(\\d{1,7})\\b")};
    if (const QRegularExpressionMatch match = named.match(before); match.hasMatch())
        framed.requestId = match.captured(1);
    else if (const QRegularExpressionMatch loose = bare.match(before); loose.hasMatch())
        framed.requestId = loose.captured(1);
    if (const QRegularExpressionMatch match = process.match(before); match.hasMatch())
        addSource(framed, match.captured(1));
    framed.message = framed.message.sliced(tag);
}

} // namespace

Framed unframed(const QString &line, int year)
{
    Framed framed;
    framed.message = line;
    for (int frames = 0; frames < mostFrames; ++frames) {
        if (!takeJson(framed) && !takeCsv(framed) && !takePattern(framed, year))
            break;
    }
    setFormat(framed, "plain");
    if (framed.quoted)
        framed.message.replace(QLatin1String{"\"\""}, QLatin1String{"\""});
    readRest(framed);
    return framed;
}

} // namespace chatsync::backendlog
