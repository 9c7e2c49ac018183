// SPDX-License-Identifier: MIT
// Writes runs into a journal and says after each append() what is safe, until it is killed or done.
//
//   journalwriter PATH RUNS EVENTS [hold | limit BYTES]
//
// "hold": keeps the last run unfinished and waits for the end of standard input.
// "limit": the largest file this process may write, which is how a full disk is staged without a disk.
#include "core/journal/journal.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>

using namespace chatsync;

namespace {

RunEvent eventOf(QUuid run, qint64 seq, EventKind kind)
{
    RunEvent event;
    event.run = run;
    event.seq = seq;
    event.at = QDateTime::currentDateTimeUtc();
    event.tMs = seq;
    event.kind = kind;
    event.message = QStringLiteral("Event %1").arg(seq);
    event.data = {{QStringLiteral("text"), QString(500, QLatin1Char('x'))}};
    if (kind == EventKind::RunFinished)
        event.outcome = Outcome::Passed;
    return event;
}

int fail(const Error &error)
{
    std::fprintf(stderr, "%d %s (%s)\n", int(error.kind), qPrintable(error.what), qPrintable(error.detail));
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app{argc, argv};
    const QStringList arguments = app.arguments();
    const int runs = arguments.at(2).toInt();
    const int events = arguments.at(3).toInt();
    const bool hold = arguments.value(4) == QLatin1String("hold");
    if (arguments.value(4) == QLatin1String("limit")) {
        const rlimit limit{arguments.at(5).toULong(), RLIM_INFINITY};
        std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    const auto journal = Journal::open(
        {.path = arguments.at(1), .readOnly = false, .busyTimeout = std::chrono::seconds{5}, .maxBytes = 0});
    if (!journal)
        return fail(journal.error());
    for (int r = 0; r < runs; ++r) {
        const QUuid run = QUuid::createUuid();
        for (int seq = 1; seq <= events; ++seq) {
            const EventKind kind = seq == 1                 ? EventKind::RunStarted
                                   : seq == events && !hold ? EventKind::RunFinished
                                                            : EventKind::Note;
            if (const Result<void> appended = (*journal)->append(eventOf(run, seq, kind)); !appended)
                return fail(appended.error());
            std::printf("%s %d\n", qPrintable(run.toString(QUuid::WithoutBraces)), seq);
            std::fflush(stdout);
        }
    }
    if (hold) {
        std::puts("holding");
        std::fflush(stdout);
        std::getchar();
    }
    return 0;
}
