// SPDX-License-Identifier: MIT
// The redactor over answers as StreamChat gives them, beside one search for one secret.
#include "core/domain/redactor.h"
#include "core/stream/token.h"
#include "tests/benchmarks/measure.h"
#include "tests/support/flowfixture.h"

#include <QCoreApplication>

#include <cstring>

using namespace chatsync;

namespace {

QByteArray textOfRuns(qsizetype size)
{
    test::FlowFixture fixture;
    fixture.run(settingsOf(Preset::Hardened));
    QByteArray text;
    while (text.size() < size) {
        for (const RunEvent &event : fixture.sink.events)
            text += toJsonLine(event) + '\n';
    }
    return text;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app{argc, argv};
    const QByteArray text = textOfRuns(8 * 1024 * 1024);
    const QByteArray secret{"a-secret-that-does-not-occur-in-it"};
    Redactor redactor;
    redactor.addSecret(QStringLiteral("api_secret"), secret);
    redactor.addSecret(QStringLiteral("token"), stream::serverToken(secret));
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    std::vector<double> ours;
    std::vector<double> bare;
    qsizetype seen = 0;
    for (int round = 0; round < 15; ++round) {
        ours.push_back(megabytes * 1000 /
                       bench::millisecondsOf([&] { seen += redactor.redacted(text).size(); }));
        bare.push_back(megabytes * 1000 / bench::millisecondsOf([&] {
                           seen += memmem(text.constData(), static_cast<size_t>(text.size()),
                                          secret.constData(), static_cast<size_t>(secret.size()))
                                       ? 1
                                       : 0;
                       }));
    }
    bench::print(
        {"redactor", bench::median(ours), bench::median(bare), "MB/s", "memmem for one secret", "-"});
    return seen > 0 ? 0 : 1;
}
