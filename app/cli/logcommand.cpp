// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/logcheck.h"
#include "app/cli/output.h"
#include "app/interrupt/interrupt.h"
#include "core/backendlog/logfollower.h"
#include "core/backendlog/logreader.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace chatsync::cli {

namespace {

using backendlog::LogConversation;
using backendlog::LogFinding;
using backendlog::LogFollower;
using backendlog::LogReader;
using backendlog::LogSummary;
using backendlog::LogVerdict;

constexpr int badExit = 1;
constexpr int unreadableExit = 3;
constexpr int interruptedExit = 130;

QString tr(const char *text)
{
    return QCoreApplication::translate("LogCommand", text);
}

void writeJson(const QJsonObject &object)
{
    writeOut(QJsonDocument{object}.toJson(QJsonDocument::Compact) + '\n');
}

QString coloured(const QString &colour, const QString &text)
{
    static const bool wanted = wantsColour();
    return wanted ? QStringLiteral("\033[%1m%2\033[0m").arg(colour, text) : text;
}

struct Look {
    QString mark;
    QString colour;
    QString word;
};

Look lookOf(LogVerdict verdict)
{
    switch (verdict) {
    case LogVerdict::Works:
        return {QStringLiteral("✔"), QStringLiteral("32"), tr("works")};
    case LogVerdict::Recovered:
        return {QStringLiteral("↻"), QStringLiteral("33"), tr("recovered")};
    case LogVerdict::Deviates:
        return {QStringLiteral("!"), QStringLiteral("33"), tr("deviates")};
    case LogVerdict::Incomplete:
        return {QStringLiteral("✘"), QStringLiteral("31"), tr("incomplete")};
    case LogVerdict::Failed:
        return {QStringLiteral("✘"), QStringLiteral("31"), tr("failed")};
    case LogVerdict::Unclear:
        return {QStringLiteral("?"), QStringLiteral("33"), tr("unclear")};
    }
    Q_UNREACHABLE();
}

void writeFinding(const LogFinding &finding, const QString &indent)
{
    const QString where = finding.line > 0 ? tr("line %1: ").arg(finding.line) : QString{};
    const bool bad = finding.severity == LogFinding::Severity::Error;
    const bool quiet = finding.severity == LogFinding::Severity::Info;
    const QString text = printable(where + finding.sentence);
    writeLine(indent + QStringLiteral("! ") +
              (quiet ? text : coloured(bad ? QStringLiteral("31") : QStringLiteral("33"), text)));
    if (!finding.advice.isEmpty())
        writeLine(indent + QStringLiteral("  → ") + printable(finding.advice));
}

void writeConversation(const LogConversation &conversation)
{
    const Look look = lookOf(conversation.verdict);
    const QString which = conversation.conversation.isEmpty() ? tr("(no id)") : conversation.conversation;
    writeLine(coloured(look.colour, QStringLiteral("%1 %2").arg(look.mark, look.word.leftJustified(10))) +
              QStringLiteral("  ") +
              printable(tr("%1  lines %2–%3")
                            .arg(which)
                            .arg(conversation.records.front().line)
                            .arg(conversation.records.back().lastLine)));
    writeLine(QStringLiteral("    ") + printable(conversation.sentence));
    for (const LogFinding &finding : conversation.findings) {
        if (finding.code == QLatin1String{"no_times"})
            continue; // Said once, at the end.
        writeFinding(finding, QStringLiteral("    "));
    }
}

void writeSummary(const LogSummary &summary)
{
    for (const LogFinding &finding : summary.findings)
        writeFinding(finding, {});
    QStringList parts;
    for (const auto &[verdict, count] : summary.verdicts)
        parts << QStringLiteral("%1 %2").arg(count).arg(lookOf(verdict).word);
    const int count = static_cast<int>(summary.conversations);
    if (!parts.isEmpty())
        writeLine(QCoreApplication::translate("LogCommand", "%n conversation(s): ", nullptr, count) +
                  parts.join(QStringLiteral(", ")) + u'.');
}

QJsonObject toJson(const LogSummary &summary)
{
    QJsonArray findings;
    for (const LogFinding &finding : summary.findings)
        findings.append(backendlog::toJson(finding));
    QJsonObject verdicts;
    for (const auto &[verdict, count] : summary.verdicts)
        verdicts.insert(toString(verdict), count);
    return {{QStringLiteral("log"),
             QJsonObject{{QStringLiteral("bytes"), summary.bytes},
                         {QStringLiteral("lines"), summary.lines},
                         {QStringLiteral("conversations"), summary.conversations},
                         {QStringLiteral("verdicts"), verdicts},
                         {QStringLiteral("formats"), QJsonArray::fromStringList(summary.formats)},
                         {QStringLiteral("findings"), findings},
                         {QStringLiteral("all_good"), summary.allGood()}}}};
}

/// A conversation's events, then what is to be said of it: the last line of each is told by its key.
void writeAsJson(const LogConversation &conversation, const std::vector<RunEvent> &events)
{
    for (const RunEvent &event : events)
        writeOut(toJsonLine(event) + '\n');
    writeJson({{QStringLiteral("conversation"), backendlog::toJson(conversation)}});
}

LogReader::Options readerOptions(const LogOptions &options)
{
    const bool isInput = options.file == QLatin1String{"-"};
    const QFileInfo file{options.file};
    const QDateTime written = isInput ? QDateTime{} : file.lastModified();
    return {.name = isInput ? options.file : file.fileName(),
            .readAt = (written.isValid() ? written : QDateTime::currentDateTime()).toUTC(),
            .version = QCoreApplication::applicationVersion()};
}

/// One piece of standard input; empty at its end. A pipe may be slow: what is there is taken.
Result<QByteArray> readInput()
{
    QByteArray piece{256 * 1024, Qt::Uninitialized};
    ssize_t count = -1;
    do {
        count = ::read(STDIN_FILENO, piece.data(), static_cast<size_t>(piece.size()));
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        return tl::unexpected(Error{Error::Kind::Storage, tr("Standard input cannot be read."), {}, {}});
    piece.truncate(count);
    return piece;
}

int finish(LogReader &reader, const LogOptions &options, LogCheck *check = nullptr)
{
    reader.finish();
    const int checked = check ? check->run() : 0;
    if (options.json)
        writeJson(toJson(reader.summary()));
    else
        writeSummary(reader.summary());
    return std::max(checked, reader.summary().allGood() ? 0 : badExit);
}

int readAll(LogReader &reader, const LogOptions &options, LogCheck *check)
{
    if (options.file == QLatin1String{"-"}) {
        for (;;) {
            const Result<QByteArray> piece = readInput();
            if (!piece) {
                complain(piece.error().what);
                return unreadableExit;
            }
            if (piece->isEmpty())
                return finish(reader, options, check);
            reader.feed(*piece);
        }
    }
    LogFollower file{options.file};
    if (const Result<void> opened = file.open(); !opened) {
        complain(opened.error().what, opened.error().advice);
        return unreadableExit;
    }
    for (QByteArray piece = file.read().bytes; !piece.isEmpty(); piece = file.read().bytes)
        reader.feed(piece);
    return finish(reader, options, check);
}

int follow(LogReader &reader, const LogOptions &options)
{
    constexpr int interval = 200;
    constexpr int settleAfter = 5; ///< Rounds without anything new
    LogFollower file{options.file};
    if (const Result<void> opened = file.open(); !opened) {
        complain(opened.error().what, opened.error().advice);
        return unreadableExit;
    }
    const Interrupt interrupt{[] { QCoreApplication::quit(); }};
    int idle = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        LogFollower::Piece piece = file.read();
        if (piece.before != LogFollower::Change::None) {
            complain(sentenceOf(piece.before));
            if (piece.before != LogFollower::Change::Gone)
                reader.startOver(sentenceOf(piece.before));
        }
        reader.feed(piece.bytes);
        idle = piece.bytes.isEmpty() ? idle + 1 : 0;
        if (idle == settleAfter)
            reader.settle();
        timer.setInterval(piece.bytes.isEmpty() ? interval : 0);
    });
    timer.start(0);
    QCoreApplication::exec();
    finish(reader, options);
    return interruptedExit;
}

} // namespace

int readLog(const LogOptions &options)
{
    Redactor redactor;
    redactor.addSecret(QStringLiteral("api_secret"), qgetenv("STREAM_SECRET"));
    LogReader::Options settings = readerOptions(options);
    settings.redactor = &redactor;
    const backendlog::LogOrigin origin{settings.name, settings.readAt, settings.version};
    LogCheck check{options.target, options.json};
    LogReader reader{settings, [&](const LogConversation &conversation) {
                         const std::vector<RunEvent> events = options.json || options.checkNow
                                                                  ? backendlog::runOf(conversation, origin)
                                                                  : std::vector<RunEvent>{};
                         if (options.json)
                             writeAsJson(conversation, events);
                         else
                             writeConversation(conversation);
                         if (options.checkNow)
                             check.add(conversation, events);
                     }};
    return options.follow ? follow(reader, options)
                          : readAll(reader, options, options.checkNow ? &check : nullptr);
}

} // namespace chatsync::cli
