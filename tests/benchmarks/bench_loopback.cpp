// SPDX-License-Identifier: MIT
// bench_loopback CHAT-SYNC NODE_MODULES OFFICIAL.CJS [ROUNDS]
// Conversations over real sockets, in turns with who sends the same: a bare QNetworkAccessManager, the
// official client.
#include "tests/benchmarks/loopback.h"
#include "tests/benchmarks/measure.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <cstdio>

using namespace chatsync;

namespace {

constexpr int warmUp = 30;

/// The channel a conversation made, as it stands in its requests.
QByteArray channelIn(const std::vector<stream::HttpRequest> &requests)
{
    for (const stream::HttpRequest &request : requests) {
        if (request.endpoint == stream::Endpoint::GetOrCreateChannel)
            return request.url.path().section(u'/', -2, -2).toLatin1();
    }
    return {};
}

/// The same requests for a new channel, so that the server has the same to do.
std::vector<stream::HttpRequest> forNewChannel(std::vector<stream::HttpRequest> requests)
{
    const QByteArray before = channelIn(requests);
    const QByteArray after = "onecrew_" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    for (stream::HttpRequest &request : requests) {
        request.url = QUrl::fromEncoded(request.url.toEncoded().replace(before, after));
        request.body.replace(before, after);
    }
    return requests;
}

bool sendBare(QNetworkAccessManager &network, const stream::HttpRequest &request)
{
    QNetworkRequest made{request.url.toUrl()};
    for (const auto &[name, value] : request.headers)
        made.setRawHeader(name, value);
    const std::unique_ptr<QNetworkReply> reply{network.sendCustomRequest(made, request.method, request.body)};
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return reply->error() == QNetworkReply::NoError && !reply->readAll().isEmpty();
}

/// Milliseconds; negative when the server refused something.
double sendBare(QNetworkAccessManager &network, const std::vector<stream::HttpRequest> &requests)
{
    bool well = true;
    const double took = bench::millisecondsOf([&] {
        for (const stream::HttpRequest &request : requests)
            well = sendBare(network, request) && well;
    });
    return well ? took : -1;
}

bool measureHardened(bench::Loopback &loopback, int rounds)
{
    QNetworkAccessManager network;
    std::vector<double> ours;
    std::vector<double> bare;
    for (int round = 0; round < warmUp + rounds; ++round) {
        const double ourTime = loopback.converse(Preset::Hardened);
        const double bareTime = sendBare(network, forNewChannel(loopback.sent()));
        if (ourTime < 0 || bareTime < 0)
            return false;
        if (round < warmUp)
            continue;
        ours.push_back(ourTime);
        bare.push_back(bareTime);
    }
    const QByteArray requests = QByteArray::number(static_cast<int>(loopback.sent().size()));
    bench::print({"hardened conversation, loopback", bench::median(ours), bench::median(bare), "ms",
                  "bare QNetworkAccessManager, the same " + requests + " requests", "<= 1.25x"});
    return true;
}

bool measureDocumented(bench::Loopback &loopback, const QStringList &officialClient, int rounds)
{
    QProcess node;
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    node.start(QStringLiteral("node"), QStringList{officialClient} << loopback.url() << loopback.key());
    // The secret as input: a command line is for all to see.
    node.write(loopback.secret().toUtf8() + '\n');
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int round = 0; round < warmUp + rounds; ++round) {
        const double ourTime = loopback.converse(Preset::Documented);
        node.write(QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + '\n');
        while (!node.canReadLine() && node.waitForReadyRead(10'000)) {
        }
        bool isNumber = false;
        const double theirTime = node.readLine().trimmed().toDouble(&isNumber);
        if (ourTime < 0 || !isNumber)
            return false;
        if (round < warmUp)
            continue;
        ours.push_back(ourTime);
        theirs.push_back(theirTime);
    }
    node.closeWriteChannel();
    node.waitForFinished();
    bench::print({"documented conversation, loopback", bench::median(ours), bench::median(theirs), "ms",
                  "official client in Node, the same flow", "< 1x"});
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app{argc, argv};
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 4) {
        std::fputs("bench_loopback CHAT-SYNC NODE_MODULES OFFICIAL.CJS [ROUNDS]\n", stderr);
        return 2;
    }
    const int rounds = qMax(10, arguments.value(4, QStringLiteral("300")).toInt());
    bench::Loopback loopback{arguments[1]};
    if (!loopback.isReady()) {
        std::fputs("The sandbox could not be started.\n", stderr);
        return 1;
    }
    const bool hardened = measureHardened(loopback, rounds);
    const bool documented = measureDocumented(loopback, {arguments[3], arguments[2]}, rounds);
    return hardened && documented ? 0 : 1;
}
