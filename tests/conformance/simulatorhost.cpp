// SPDX-License-Identifier: MIT
#include "core/sandbox/simulatorserver.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTextStream>

#include <csignal>

using namespace chatsync::sandbox;

/// Serves a simulator until it is told to stop or its standard input ends, after one line of JSON that says where:
/// the smallest stand-in for `chat-sync sandbox`.
int main(int argc, char *argv[])
{
    const QCoreApplication application{argc, argv};
    SimulatorOptions options;
    options.enforceLimits = !application.arguments().contains(QStringLiteral("--no-limits"));
    Simulator simulator{options};
    SimulatorServer server{&simulator};
    if (const auto port = server.start(); !port) {
        QTextStream{stderr} << port.error().what << '\n';
        return 1;
    }
    const QJsonObject line{{QStringLiteral("url"), server.url().toString()},
                           {QStringLiteral("key"), options.apiKey},
                           {QStringLiteral("secret"), QString::fromUtf8(options.secret)},
                           {QStringLiteral("database"), QString{}}};
    QTextStream out{stdout};
    out << QJsonDocument{line}.toJson(QJsonDocument::Compact) << '\n';
    out.flush();
    QTextStream{stdin}.readAll();
    return 0;
}
