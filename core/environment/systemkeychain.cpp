// SPDX-License-Identifier: MIT
#include "core/environment/keychain.h"

#include "core/environment/lockedsecret.h"

#include <QCoreApplication>
#include <QCoroFuture>
#include <QPromise>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <atomic>
#include <functional>

using namespace std::chrono_literals;

namespace chatsync {

namespace {

// A locked keychain asks its owner, who may be away.
constexpr auto patience = 60s;

const QString service = QStringLiteral("chat-sync-console");

QString tr(const char *text)
{
    return QCoreApplication::translate("Keychain", text);
}

QString elsewhere()
{
    return tr("Set the secret in a variable (see “chat-sync env list”), or give it for this session only.");
}

Error absent(const QString &detail = {})
{
    return {Error::Kind::Storage, tr("There is no keychain in this session."),
            elsewhere() + u' ' +
                tr("A keychain is there once a Secret Service such as gnome-keyring or KWallet runs."),
            detail};
}

Error locked(const QString &detail)
{
    return {Error::Kind::Refused, tr("The keychain is locked, or refused."),
            tr("Unlock it and try again.") + u' ' + elsewhere(), detail};
}

Error unanswered()
{
    return {Error::Kind::Timeout,
            tr("The keychain did not answer within a minute."),
            tr("Look for a window that asks for its password, and try again.") + u' ' + elsewhere(),
            {}};
}

/// libsecret tells most of it in words alone.
bool says(const QString &text, std::initializer_list<const char *> signs)
{
    return std::any_of(signs.begin(), signs.end(), [&text](const char *sign) {
        return text.contains(QLatin1String(sign), Qt::CaseInsensitive);
    });
}

Error errorOf(QKeychain::Error error, const QString &text)
{
    switch (error) {
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return absent(text);
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return locked(text);
    default:
        break;
    }
    if (says(text, {"locked", "dismissed", "denied"}))
        return locked(text);
    if (says(text, {"D-Bus", "dbus", "org.freedesktop", "could not connect", "address", "not provided",
                    "does not exist"}))
        return absent(text);
    return {Error::Kind::Storage, tr("The keychain could not be used."), elsewhere(), text};
}

/// What a job ended with; `data` of a read alone.
struct Ended {
    QKeychain::Error error = QKeychain::NoError;
    QString text;
    QByteArray data;
    std::optional<Error> gaveUp;
};

/// One answer, whoever gives it first: the job, the time, or a stop.
class Ending {
public:
    Ending() { m_promise.start(); }
    QFuture<Ended> future() const { return m_promise.future(); }
    void give(const Ended &ended)
    {
        if (m_given.exchange(true))
            return;
        m_promise.addResult(ended);
        m_promise.finish();
    }

private:
    QPromise<Ended> m_promise;
    std::atomic<bool> m_given = false;
};

void tellAbsentOrLocked(Ended ended, const QString &key, const std::shared_ptr<Ending> &ending)
{
    askWhetherLocked(service, key, [ended, ending](bool isLocked) mutable {
        if (isLocked)
            ended.gaveUp = locked({});
        ending->give(ended);
    });
}

using MakeJob = std::function<QKeychain::Job *()>;

/// In the thread of the application, for QtKeychain's queue of jobs lives in the thread that first asked it.
void start(const MakeJob &make, const std::shared_ptr<Ending> &ending)
{
    QKeychain::Job *const job = make();
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [ending](QKeychain::Job *done) {
        Ended ended{done->error(), done->errorString(), {}, std::nullopt};
        if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(done))
            ended.data = read->textData().toUtf8();
        // Deleting what is locked is told as done.
        const bool deleted = qobject_cast<QKeychain::DeletePasswordJob *>(done) != nullptr;
        if (ended.error == QKeychain::EntryNotFound || (deleted && ended.error == QKeychain::NoError))
            tellAbsentOrLocked(ended, done->key(), ending);
        else
            ending->give(ended);
    });
    QTimer::singleShot(patience, job, [ending] { ending->give({{}, {}, {}, unanswered()}); });
    job->start();
}

/// Runs a job to its end; gives up on a stop, and when nobody answers.
QCoro::Task<Ended> perform(MakeJob make, std::stop_token stop)
{
    auto ending = std::make_shared<Ending>();
    const std::stop_callback onStop{stop, [ending] { ending->give({{}, {}, {}, cancelledError().value()}); }};
    QMetaObject::invokeMethod(
        QCoreApplication::instance(), [make, ending] { start(make, ending); }, Qt::QueuedConnection);
    const QFuture<Ended> future = ending->future();
    const Ended ended = co_await future;
    co_return ended;
}

class SystemKeychain final : public Keychain {
public:
    QCoro::Task<Result<std::optional<QByteArray>>> read(QString key, std::stop_token stop) override
    {
        MakeJob make = [key]() -> QKeychain::Job * {
            auto *job = new QKeychain::ReadPasswordJob(service);
            job->setKey(key);
            return job;
        };
        auto performing = perform(make, stop);
        const Ended ended = co_await performing;
        if (ended.gaveUp)
            co_return tl::unexpected(*ended.gaveUp);
        if (ended.error == QKeychain::EntryNotFound)
            co_return std::optional<QByteArray>{};
        if (ended.error != QKeychain::NoError)
            co_return tl::unexpected(errorOf(ended.error, ended.text));
        co_return std::optional{ended.data};
    }

    QCoro::Task<Result<void>> write(QString key, QByteArray value, std::stop_token stop) override
    {
        MakeJob make = [key, value]() -> QKeychain::Job * {
            auto *job = new QKeychain::WritePasswordJob(service);
            job->setKey(key);
            // As text, so that other programs show and set it.
            job->setTextData(QString::fromUtf8(value));
            return job;
        };
        auto performing = perform(make, stop);
        const Ended ended = co_await performing;
        if (ended.gaveUp)
            co_return tl::unexpected(*ended.gaveUp);
        if (ended.error != QKeychain::NoError)
            co_return tl::unexpected(errorOf(ended.error, ended.text));
        co_return Result<void>{};
    }

    QCoro::Task<Result<void>> remove(QString key, std::stop_token stop) override
    {
        MakeJob make = [key]() -> QKeychain::Job * {
            auto *job = new QKeychain::DeletePasswordJob(service);
            job->setKey(key);
            return job;
        };
        auto performing = perform(make, stop);
        const Ended ended = co_await performing;
        if (ended.gaveUp)
            co_return tl::unexpected(*ended.gaveUp);
        const bool gone = ended.error == QKeychain::NoError || ended.error == QKeychain::EntryNotFound;
        if (!gone)
            co_return tl::unexpected(errorOf(ended.error, ended.text));
        co_return Result<void>{};
    }
};

class NoKeychain final : public Keychain {
public:
    QCoro::Task<Result<std::optional<QByteArray>>> read(QString, std::stop_token) override
    {
        co_return tl::unexpected(absent());
    }
    QCoro::Task<Result<void>> write(QString, QByteArray, std::stop_token) override
    {
        co_return tl::unexpected(absent());
    }
    QCoro::Task<Result<void>> remove(QString, std::stop_token) override
    {
        co_return tl::unexpected(absent());
    }
};

} // namespace

std::unique_ptr<Keychain> systemKeychain()
{
    if (qEnvironmentVariable("CHATSYNC_KEYCHAIN") == QLatin1String("none"))
        return noKeychain();
    return std::make_unique<SystemKeychain>();
}

std::unique_ptr<Keychain> noKeychain()
{
    return std::make_unique<NoKeychain>();
}

} // namespace chatsync
