// SPDX-License-Identifier: MIT
// A log of 200 MB: finding the flow's lines in it, and reading its conversations, beside `grep -c` on the
// same file.
#include "core/backendlog/logindex.h"
#include "core/backendlog/logreader.h"
#include "tests/benchmarks/biglog.h"
#include "tests/benchmarks/measure.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace chatsync;

namespace {

constexpr qsizetype piece = 256 * 1024;

template<typename Take>
double millisecondsToRead(const QString &path, Take &&take)
{
    return bench::millisecondsOf([&] {
        QFile file{path};
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return;
        QByteArray buffer{piece, Qt::Uninitialized};
        for (qint64 count = file.read(buffer.data(), piece); count > 0;
             count = file.read(buffer.data(), piece))
            take(QByteArrayView{buffer}.first(count));
    });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app{argc, argv};
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("backend.log"));
    if (!bench::writeBigLog(path))
        return 1;
    std::vector<double> indexing;
    std::vector<double> reading;
    std::vector<double> grep;
    qint64 found = 0;
    qint64 conversations = 0;
    for (int round = 0; round < 5; ++round) {
        // Not straight to /dev/null: GNU grep notices that and stops at the first match.
        grep.push_back(bench::millisecondsOf([&path] {
            QProcess::execute(QStringLiteral("sh"),
                              {QStringLiteral("-c"),
                               QStringLiteral("grep -c createConversation \"$1\" | cat >/dev/null"),
                               QStringLiteral("sh"), path});
        }));
        backendlog::LogIndex index;
        indexing.push_back(millisecondsToRead(path, [&index](QByteArrayView bytes) { index.feed(bytes); }));
        index.finish();
        found = qint64(index.entries().size());
        backendlog::LogReader reader{{.name = path, .readAt = QDateTime::currentDateTimeUtc()},
                                     [&conversations](const backendlog::LogConversation &it) {
                                         conversations += isHealthy(it.verdict) ? 1 : 0;
                                     }};
        reading.push_back(millisecondsToRead(path, [&reader](QByteArrayView bytes) { reader.feed(bytes); }));
        reader.finish();
    }
    bench::print({"log, 200 MB: indexed", bench::median(indexing), bench::median(grep), "ms",
                  "grep -c createConversation", "<= 5"});
    bench::print({"log, 200 MB: conversations read", bench::median(reading), bench::median(grep), "ms",
                  "grep -c createConversation", "-"});
    bench::print({"log, 200 MB: memory", bench::residentMebibytes(), 200, "MiB", "allowed", "<= 1"});
    return found > 0 && conversations > 0 ? 0 : 1;
}
