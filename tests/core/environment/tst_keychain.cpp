// SPDX-License-Identifier: MIT
// The keychain of a desktop, as QtKeychain reaches it: one test program a state, since a process asks one
// bus.
#include "core/environment/keychain.h"
#include "core/environment/secrets.h"
#include "tests/support/secretservice.h"

#include <QCoroTask>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

class TestKeychain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *variable : {"DISPLAY", "WAYLAND_DISPLAY", "CHATSYNC_KEYCHAIN", "XDG_CURRENT_DESKTOP",
                                     "DESKTOP_SESSION", "KDE_FULL_SESSION"})
            qunsetenv(variable);
        const QString state = QStringLiteral(CHATSYNC_KEYCHAIN_STATE);
        m_open = state == u"open";
        bool started = true;
        if (state == u"absent")
            started = m_service.startBusAlone();
        else if (m_open || state == u"locked")
            started = m_service.start();
        QVERIFY2(started, qPrintable(m_service.error()));
        qputenv("DBUS_SESSION_BUS_ADDRESS",
                state == u"no-bus" ? QByteArray{"unix:path=/nonexistent/bus"} : m_service.address().toUtf8());
        m_keychain = systemKeychain();
        if (state == u"locked") {
            QVERIFY(QCoro::waitFor(m_keychain->write(u"staging/kept"_s, "s3cr3t-value", {})));
            QVERIFY2(m_service.lock(), qPrintable(m_service.error()));
        }
    }

    void keepsAndForgets()
    {
        if (!m_open)
            QSKIP("for the state open");
        const QString key = u"staging/stream_secret"_s;
        Result<std::optional<QByteArray>> read = QCoro::waitFor(m_keychain->read(key, {}));
        QVERIFY2(read, read ? "" : qPrintable(read.error().what + read.error().detail));
        QVERIFY2(!*read, "nothing yet");
        const QByteArray value = "s3cr3t with ünïcödé and 'quotes'";
        Result<void> written = QCoro::waitFor(m_keychain->write(key, value, {}));
        QVERIFY2(written, written ? "" : qPrintable(written.error().what + written.error().detail));
        read = QCoro::waitFor(m_keychain->read(key, {}));
        QVERIFY(read && *read);
        QCOMPARE(**read, value);
        QCOMPARE(m_service.kept(key), value);
        QVERIFY(QCoro::waitFor(m_keychain->write(key, "another", {})));
        QCOMPARE(m_service.kept(key), QByteArray{"another"});
        QVERIFY2(m_service.kept(u"production/stream_secret"_s).isEmpty(), "each under its own key");
        QVERIFY(QCoro::waitFor(m_keychain->remove(key, {})));
        QVERIFY(m_service.kept(key).isEmpty());
        QVERIFY2(QCoro::waitFor(m_keychain->remove(key, {})), "once more is no error");
    }

    /// A backend's token belongs to an environment and an initiator, each under a key of its own.
    void keepsATokenForEachInitiator()
    {
        if (!m_open)
            QSKIP("for the state open");
        Environment place;
        place.id = u"staging"_s;
        place.name = u"Staging"_s;
        place.backendUrl = u"https://api.staging.onecrew.example/conversations"_s;
        place.backendSignIn = BackendSignIn::Token;
        Secrets secrets{systemKeychain()};
        const auto keep = [&](const QByteArray &value, const QString &initiator) {
            return QCoro::waitFor(secrets.keep(place, SecretKind::BackendToken, value, {}, initiator)).has_value();
        };
        QVERIFY(keep("token-of-sat", u"sat"_s));
        QVERIFY(keep("token-of-lolo", u"lolo"_s));
        QCOMPARE(m_service.kept(u"staging/backend_token/sat"_s), QByteArray{"token-of-sat"});
        // Another process reads what this one kept.
        Secrets later{systemKeychain()};
        const auto find = [&](const QString &initiator) {
            return QCoro::waitFor(later.find(place, SecretKind::BackendToken, {}, initiator)).value;
        };
        QCOMPARE(find(u"sat"_s), QByteArray{"token-of-sat"});
        QCOMPARE(find(u"lolo"_s), QByteArray{"token-of-lolo"});
        QVERIFY(find(u"nobody"_s).isEmpty());
        QVERIFY(QCoro::waitFor(later.forget(place, SecretKind::BackendToken, {}, u"sat"_s)));
        QVERIFY(m_service.kept(u"staging/backend_token/sat"_s).isEmpty());
        QCOMPARE(find(u"lolo"_s), QByteArray{"token-of-lolo"});
    }

    void saysWhyItCannotBeUsed()
    {
        if (m_open)
            QSKIP("for the states in which it is not there");
        const Result<void> written = QCoro::waitFor(m_keychain->write(u"staging/x"_s, "s3cr3t-value", {}));
        QVERIFY(!written);
        qInfo("%s | %s | %s", qPrintable(written.error().what), qPrintable(written.error().advice),
              qPrintable(written.error().detail));
        const bool locked = QStringLiteral(CHATSYNC_KEYCHAIN_STATE) == u"locked";
        QVERIFY(written.error().kind == (locked ? Error::Kind::Refused : Error::Kind::Storage));
        QVERIFY(written.error().what.contains(locked ? u"locked"_s : u"no keychain"_s));
        QVERIFY(written.error().advice.contains(u"variable"));
        QVERIFY(!(written.error().what + written.error().detail).contains(u"s3cr3t"));
    }

    /// What is kept there is not taken for absent: somebody would type it anew.
    void doesNotTakeLockedForAbsent()
    {
        if (QStringLiteral(CHATSYNC_KEYCHAIN_STATE) != u"locked")
            QSKIP("for the state locked");
        const auto read = QCoro::waitFor(m_keychain->read(u"staging/kept"_s, {}));
        QVERIFY(!read);
        QVERIFY2(read.error().kind == Error::Kind::Refused,
                 qPrintable(read.error().what + read.error().detail));
        const Result<void> removed = QCoro::waitFor(m_keychain->remove(u"staging/kept"_s, {}));
        QVERIFY2(!removed && removed.error().kind == Error::Kind::Refused, "nor for removed");
    }

    void canBeStopped()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto read = QCoro::waitFor(m_keychain->read(u"staging/x"_s, stop.get_token()));
        QVERIFY(!read);
        QVERIFY(read.error().kind == Error::Kind::Cancelled);
    }

    void canBeSwitchedOff()
    {
        qputenv("CHATSYNC_KEYCHAIN", "none");
        const auto read = QCoro::waitFor(systemKeychain()->read(u"staging/x"_s, {}));
        qunsetenv("CHATSYNC_KEYCHAIN");
        QVERIFY(!read);
        QVERIFY(read.error().kind == Error::Kind::Storage);
    }

private:
    SecretService m_service;
    std::unique_ptr<Keychain> m_keychain;
    bool m_open = false;
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
