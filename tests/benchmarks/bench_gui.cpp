// SPDX-License-Identifier: MIT
// bench_gui CONSOLE PROGRAMS [SPAWNS]
// How long a person waits for the window, and for a run of 10,000 events in it; beside it what Qt alone
// needs. PROGRAMS is the folder with bare_window, gui_ours, gui_plain and libfirstpaint.so.
#include "core/journal/journal.h"
#include "tests/benchmarks/bigrun.h"
#include "tests/benchmarks/measure.h"
#include "ui/runs/runmodel.h"

#include <QCoreApplication>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace chatsync;

namespace {

constexpr int patienceMs = 180'000;
constexpr int eventsOfTheRun = 10'000;
constexpr int eventsAlreadySeen = 50;

using Measured = QMap<QByteArray, std::vector<double>>;

/// Milliseconds until the first frame is on the screen; negative without one.
double firstPaint(const QString &program, const QStringList &arguments, const QString &spy)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"), spy);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    bool painted = false;
    const double took = bench::millisecondsOf([&] {
        process.start(program, arguments);
        painted = process.waitForReadyRead(patienceMs);
    });
    process.terminate();
    process.waitForFinished();
    return painted ? took : -1;
}

void run(const QString &program, const QStringList &arguments, Measured &measured)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    process.waitForFinished(patienceMs);
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> parts = line.split(' ');
        if (parts.size() == 2)
            measured[parts[0]].push_back(parts[1].toDouble());
    }
}

bool keep(Journal &journal, const std::vector<RunEvent> &events)
{
    for (const RunEvent &event : events) {
        if (!journal.append(event))
            return false;
    }
    return true;
}

/// The rows as the plain view reads them; what lies deeper than two levels is told on the second.
bool writeRows(const QString &path, const std::vector<RunEvent> &events)
{
    ui::RunModel model;
    model.setRun(events, false);
    QFile file{path};
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const auto write = [&](const auto &self, const QModelIndex &parent, int depth) -> void {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            QStringList cells{QString::number(std::min(depth, 1))};
            const QModelIndex first = model.index(row, 0, parent);
            for (int column = 0; column < ui::RunModel::TimelineColumn; ++column)
                cells << first.siblingAtColumn(column).data().toString();
            cells << first.data(ui::RunModel::StatusWordRole).toString();
            file.write(cells.join(u'\t').toUtf8() + '\n');
            self(self, first, depth + 1);
        }
    };
    write(write, {}, 0);
    return true;
}

void printFirstPaint(const QString &console, const QString &programs, const QString &journal, int spawns)
{
    const QString spy = programs + QStringLiteral("/libfirstpaint.so");
    std::vector<double> ours;
    std::vector<double> bare;
    for (int i = 0; i < spawns; ++i) {
        ours.push_back(firstPaint(console, {QStringLiteral("--journal"), journal}, spy));
        bare.push_back(firstPaint(programs + QStringLiteral("/bare_window"), {}, spy));
    }
    bench::print({"window, start to first paint", bench::median(ours), bench::median(bare), "ms",
                  "a bare Qt window", "<= 300 ms"});
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app{argc, argv};
    if (argc < 3) {
        std::fputs("bench_gui CONSOLE PROGRAMS [SPAWNS]\n", stderr);
        return 2;
    }
    const QString console = QString::fromLocal8Bit(argv[1]);
    const QString programs = QString::fromLocal8Bit(argv[2]);
    const int spawns = qMax(1, argc > 3 ? QByteArray{argv[3]}.toInt() : 3);
    const QTemporaryDir folder;
    // Nobody's settings, and none left behind.
    qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", folder.path().toLocal8Bit());
    const QString path = folder.filePath(QStringLiteral("journal.sqlite"));
    const QString rows = folder.filePath(QStringLiteral("rows"));
    auto journal = Journal::open({.path = path});
    const std::vector<RunEvent> events = bench::bigRun(eventsOfTheRun);
    std::vector<RunEvent> beginning(events.begin(), events.begin() + eventsAlreadySeen);
    const QUuid live = QUuid::createUuid();
    for (RunEvent &event : beginning)
        event.run = live;
    if (!journal || !keep(**journal, events) || !keep(**journal, beginning) || !writeRows(rows, events)) {
        std::fputs("The run could not be prepared.\n", stderr);
        return 1;
    }

    printFirstPaint(console, programs, path, 2 * spawns);
    Measured ours;
    Measured plain;
    for (int i = 0; i < spawns; ++i) {
        run(programs + QStringLiteral("/gui_ours"), {path, events.front().run.toString(), live.toString()},
            ours);
        run(programs + QStringLiteral("/gui_plain"), {rows}, plain);
    }
    const auto print = [&](const QByteArray &what, const QByteArray &name, const QByteArray &unit,
                           const QByteArray &target) {
        bench::print({what, bench::median(ours[name]), bench::median(plain[name]), unit,
                      "QTreeView, QStandardItemModel", target});
    };
    print("10,000 events, opened", "open", "ms", "<= 300 ms");
    print("10,000 events, memory", "memory", "MiB", "<= 150 MiB");
    print("10,000 events, slowest filter", "filter", "ms", "<= 100 ms");
    print("a frame of the wheel, p95", "wheel95", "ms", "<= 16.7 ms");
    print("a frame of the wheel, p99", "wheel99", "ms", "<= 16.7 ms");
    print("a frame page by page, p95", "pages95", "ms", "<= 16.7 ms");
    print("a frame page by page, p99", "pages99", "ms", "<= 16.7 ms");
    print("1,000 events/s, longest block", "block", "ms", "<= 50 ms");
    return 0;
}
