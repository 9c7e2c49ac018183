// SPDX-License-Identifier: MIT
// A log of 200 MB: finding the flow's lines in it, and reading its conversations, beside `grep -c` on the
// same file.
#include "core/backendlog/logindex.h"
#include "core/backendlog/logreader.h"
#include "core/domain/backendlinetable.h"
#include "tests/benchmarks/measure.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QUuid>

using namespace chatsync;

namespace {

constexpr qint64 size = 200'000'000;
constexpr qsizetype piece = 256 * 1024;

/// One conversation in some 200 KB of other lines, as a busy backend prints them.
void writeLog(QFile &file)
{
    const QByteArray other =
        QByteArray{"2026-11-22T10:00:00.123Z INFO  GET /api/v1/companies?query=sat&page=12 200 22 ms "
                   "user-agent=Mozilla/5.0 request=7f3ac1c02e90\n"}
            .repeated(1500);
    for (int i = 0; file.size() < size; ++i) {
        const QByteArray id =
            QUuid::createUuidV5(QUuid{}, QByteArray::number(i)).toByteArray(QUuid::WithoutBraces);
        const QByteArray ids = "[\n  'onecrew_user_" + id + "',\n  'onecrew_company_c1'\n]\n";
        const auto line = [&file](BackendLine kind, const QByteArray &values) {
            file.write(beginningOf(kind).toUtf8() + ' ' + values);
        };
        line(BackendLine::Syncing,
             "{\n  allParticipantIds: [ '" + id + "', 'c1' ],\n  conversationId: 'k" + id + "'\n}\n");
        line(BackendLine::Upserting, "{ count: 2, userIds: " + ids.chopped(1) + " }\n");
        line(BackendLine::Upserted, ids);
        file.write(other);
        line(BackendLine::Creating, ids);
        line(BackendLine::Created, ids);
        line(BackendLine::Members, ids);
    }
}

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
    QFile file{path};
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    writeLog(file);
    file.close();
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
