// SPDX-License-Identifier: MIT
// bench_start CHAT-SYNC [SPAWNS]
// How long a person waits for the program: its help from start to end, and the first event of a conversation.
#include "tests/benchmarks/measure.h"

#include <QByteArrayList>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace chatsync;

namespace {

enum class Until { FirstByte, End };

/// Milliseconds from the start of a program to its first byte or its end; negative when it could not be
/// started.
double timeOf(const QByteArrayList &command, Until until)
{
    std::vector<char *> arguments;
    for (const QByteArray &argument : command)
        arguments.push_back(const_cast<char *>(argument.constData()));
    arguments.push_back(nullptr);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    pid_t child = 0;
    int failed = 0;
    char buffer[4096];
    const double took = bench::millisecondsOf([&] {
        failed = posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
        close(ends[1]);
        if (failed != 0)
            return;
        while (read(ends[0], buffer, sizeof buffer) > 0 && until == Until::End) {
        }
        if (until == Until::End)
            waitpid(child, nullptr, 0);
    });
    close(ends[0]);
    posix_spawn_file_actions_destroy(&actions);
    if (failed == 0 && until == Until::FirstByte) {
        kill(child, SIGTERM);
        waitpid(child, nullptr, 0);
    }
    return failed == 0 ? took : -1;
}

void measure(const QByteArray &what, const QByteArrayList &ours, Until until, const QByteArrayList &baseline,
             const QByteArray &against, const QByteArray &target, int spawns)
{
    std::vector<double> ourTimes;
    std::vector<double> baseTimes;
    for (int i = 0; i < spawns; ++i) {
        ourTimes.push_back(timeOf(ours, until));
        baseTimes.push_back(timeOf(baseline, Until::End));
    }
    bench::print({what, bench::median(ourTimes), bench::median(baseTimes), "ms", against, target});
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app{argc, argv};
    if (argc < 2) {
        std::fputs("bench_start CHAT-SYNC [SPAWNS]\n", stderr);
        return 2;
    }
    const QByteArray chatSync{argv[1]};
    const int spawns = qMax(5, argc > 2 ? QByteArray{argv[2]}.toInt() : 50);
    const QTemporaryDir folder;
    const QByteArrayList help{chatSync, "--help"};
    measure("chat-sync --help", help, Until::End, {"/bin/true"}, "/bin/true", "<= 30 ms", spawns);
    measure("converse, start to first event",
            {chatSync, "converse", "--from", "Sat Education", "--with",
             "dda3aaa6-d123-4e57-aeef-f0661ec61352", "--json", "--journal",
             folder.filePath(QStringLiteral("journal.sqlite")).toLocal8Bit()},
            Until::FirstByte, help, "chat-sync --help", "-", qMax(5, spawns / 5));
    return 0;
}
