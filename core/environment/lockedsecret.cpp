// SPDX-License-Identifier: MIT
#include "core/environment/lockedsecret.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace chatsync {

namespace {

constexpr int patienceMs = 5000;

} // namespace

void askWhetherLocked(const QString &service, const QString &key, std::function<void(bool)> told)
{
    using Attributes = QMap<QString, QString>;
    using Paths = QList<QDBusObjectPath>;
    qDBusRegisterMetaType<Attributes>();
    // https://specifications.freedesktop.org/secret-service-spec: SearchItems gives (unlocked, locked).
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
        QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("SearchItems"));
    call.setAutoStartService(false);
    const Attributes attributes{{QStringLiteral("server"), service}, {QStringLiteral("user"), key}};
    call.setArguments({QVariant::fromValue(attributes)});
    auto *const watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, patienceMs));
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [told = std::move(told), watcher] {
        const QDBusPendingReply<Paths, Paths> reply = *watcher;
        watcher->deleteLater();
        told(!reply.isError() && !reply.argumentAt<1>().isEmpty());
    });
}

} // namespace chatsync
