// SPDX-License-Identifier: MIT
#include "core/workbench/environments.h"

#include "core/workbench/environmentdesk.h"

namespace chatsync {

struct Environments::Private {
    EnvironmentDesk *desk = nullptr; ///< Lives in the engine's thread, which deletes it
    QString path;
    KnownEnvironments known;
};

Environments::Environments(EnvironmentDesk *desk, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->desk = desk;
    d->path = desk->path();
    connect(desk, &EnvironmentDesk::known, this,
            [this](const std::shared_ptr<const KnownEnvironments> &known) {
                d->known = *known;
                Q_EMIT changed();
            });
    connect(desk, &EnvironmentDesk::tested, this, &Environments::tested);
    connect(desk, &EnvironmentDesk::testEnded, this, &Environments::testEnded);
    reload();
}

Environments::~Environments() = default;

const std::vector<Environment> &Environments::all() const
{
    return d->known.all;
}

std::optional<Error> Environments::problem() const
{
    return d->known.problem;
}

QStringList Environments::notices() const
{
    return d->known.notices;
}

QString Environments::path() const
{
    return d->path;
}

void Environments::reload()
{
    QMetaObject::invokeMethod(d->desk, &EnvironmentDesk::reload, Qt::QueuedConnection);
}

QFuture<Result<Environment>> Environments::save(const Environment &environment)
{
    using Saved = Result<Environment>;
    return askIn(d->desk, Saved{cancelledError()},
                 [environment](EnvironmentDesk *desk, AnswerPtr<Saved> answer) {
                     desk->save(environment, std::move(answer));
                 });
}

QFuture<Result<void>> Environments::remove(const QString &id)
{
    using Removed = Result<void>;
    return askIn(d->desk, Removed{cancelledError()}, [id](EnvironmentDesk *desk, AnswerPtr<Removed> answer) {
        desk->remove(id, std::move(answer));
    });
}

QFuture<Result<ImportReport>> Environments::import(const QByteArray &text, bool replace)
{
    using Imported = Result<ImportReport>;
    return askIn(d->desk, Imported{cancelledError()},
                 [text, replace](EnvironmentDesk *desk, AnswerPtr<Imported> answer) {
                     desk->import(text, replace, std::move(answer));
                 });
}

QByteArray Environments::exported(const QStringList &ids) const
{
    std::vector<Environment> chosen;
    for (const Environment &environment : d->known.all) {
        if (ids.isEmpty() || ids.contains(environment.id))
            chosen.push_back(environment);
    }
    return toText(chosen);
}

std::optional<QString> Environments::suspicion(const Environment &environment) const
{
    return productionSuspicion(environment, d->known.all);
}

QFuture<std::vector<SecretState>> Environments::secretStates(const Environment &environment,
                                                             const QString &initiator)
{
    using States = std::vector<SecretState>;
    return askIn(d->desk, States{}, [=](EnvironmentDesk *desk, AnswerPtr<States> answer) {
        desk->secretStates(environment, initiator, std::move(answer));
    });
}

QFuture<Result<SecretState>> Environments::setSecret(const Environment &environment, SecretKind kind,
                                                     const QByteArray &value, SecretSource where,
                                                     const QString &initiator)
{
    using Kept = Result<SecretState>;
    return askIn(d->desk, Kept{cancelledError()}, [=](EnvironmentDesk *desk, AnswerPtr<Kept> answer) {
        desk->setSecret(environment, kind, value, where, initiator, std::move(answer));
    });
}

QFuture<Result<void>> Environments::forgetSecret(const Environment &environment, SecretKind kind,
                                                 const QString &initiator)
{
    using Forgotten = Result<void>;
    return askIn(d->desk, Forgotten{cancelledError()},
                 [=](EnvironmentDesk *desk, AnswerPtr<Forgotten> answer) {
                     desk->forgetSecret(environment, kind, initiator, std::move(answer));
                 });
}

QUuid Environments::test(const Environment &environment, const TypedSecrets &typed)
{
    const QUuid id = QUuid::createUuid();
    QMetaObject::invokeMethod(
        d->desk, [desk = d->desk, id, environment, typed] { desk->test(id, environment, typed); },
        Qt::QueuedConnection);
    return id;
}

void Environments::stopTest()
{
    QMetaObject::invokeMethod(d->desk, &EnvironmentDesk::stopTest, Qt::QueuedConnection);
}

} // namespace chatsync
