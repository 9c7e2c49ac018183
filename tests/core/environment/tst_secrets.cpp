// SPDX-License-Identifier: MIT
#include "core/environment/secrets.h"
#include "tests/core/environment/fakekeychain.h"

#include <QCoroTask>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const Error locked{Error::Kind::Refused, u"The keychain is locked."_s, u"Unlock it."_s, {}};
constexpr const char *ownVariable = "CHATSYNC_STAGING_EU_STREAM_SECRET";

Environment staging()
{
    Environment environment;
    environment.id = u"staging-eu"_s;
    environment.name = u"Staging EU"_s;
    environment.streamKey = u"key"_s;
    environment.database = u"postgresql://reader@db/crew"_s;
    return environment;
}

} // namespace

class TestSecrets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        cleanup();
        m_content = std::make_shared<KeychainContent>();
        m_secrets = std::make_unique<Secrets>(std::make_unique<FakeKeychain>(m_content));
    }
    void cleanup()
    {
        for (const char *variable :
             {ownVariable, "STREAM_SECRET", "CHATSYNC_STAGING_EU_DATABASE_PASSWORD", "PGPASSWORD"})
            qunsetenv(variable);
    }

    void looksInItsOrder()
    {
        qputenv("STREAM_SECRET", "plain\n");
        FoundSecret found = find();
        QCOMPARE(found.value, QByteArray{"plain"});
        QCOMPARE(found.state.where, u"From STREAM_SECRET"_s);
        m_content->values.insert(u"staging-eu/stream_secret"_s, "kept");
        found = find();
        QCOMPARE(found.value, QByteArray{"kept"});
        QCOMPARE(found.state.where, u"In the keychain"_s);
        qputenv(ownVariable, "own");
        found = find();
        QCOMPARE(found.value, QByteArray{"own"});
        QCOMPARE(found.state.where, u"From CHATSYNC_STAGING_EU_STREAM_SECRET"_s);
        m_secrets->keepForSession(staging(), SecretKind::StreamSecret, "typed");
        const int asked = m_content->asked;
        found = find();
        QCOMPARE(found.value, QByteArray{"typed"});
        QCOMPARE(found.state.where, u"For this session"_s);
        QVERIFY(found.state.source == SecretSource::Session);
        QCOMPARE(m_content->asked, asked);
    }

    void saysWhyTheKeychainCouldNotBeAsked()
    {
        m_content->refuses = locked;
        FoundSecret found = find();
        QVERIFY(!found.state.source);
        QVERIFY(found.value.isEmpty());
        QCOMPARE(found.state.problem->what, locked.what);
        qputenv("STREAM_SECRET", "plain");
        found = find();
        QCOMPARE(found.value, QByteArray{"plain"});
        QCOMPARE(found.state.problem->what, locked.what);
    }

    void aStreamSecretThatIsNowhereIsAnErrorThatSaysWhatToDo()
    {
        m_content->refuses = locked;
        const Result<EnvironmentSecrets> all = QCoro::waitFor(m_secrets->findAll(staging(), {}));
        QVERIFY(!all);
        QVERIFY(all.error().kind == Error::Kind::Refused);
        QVERIFY2(all.error().what.contains(u"Staging EU") && all.error().what.contains(locked.what),
                 qPrintable(all.error().what));
        QVERIFY(all.error().advice.contains(QLatin1String(ownVariable)));
    }

    void aPasswordThatIsNowhereIsLeftToTheServer()
    {
        qputenv(ownVariable, "own");
        Result<EnvironmentSecrets> all = QCoro::waitFor(m_secrets->findAll(staging(), {}));
        QVERIFY(all);
        QCOMPARE(all->streamSecret, QByteArray{"own"});
        QVERIFY(all->databasePassword.isEmpty());
        QCOMPARE(all->states.size(), size_t{2});
        qputenv("PGPASSWORD", "pw");
        all = QCoro::waitFor(m_secrets->findAll(staging(), {}));
        QCOMPARE(all->databasePassword, u"pw"_s);
    }

    void keepsInTheKeychainAndForgets()
    {
        m_secrets->keepForSession(staging(), SecretKind::StreamSecret, "typed");
        QVERIFY(QCoro::waitFor(m_secrets->keep(staging(), SecretKind::StreamSecret, "kept", {})));
        QCOMPARE(m_content->values.value(u"staging-eu/stream_secret"_s), QByteArray{"kept"});
        QCOMPARE(find().value, QByteArray{"kept"});
        QVERIFY(QCoro::waitFor(m_secrets->forget(staging(), SecretKind::StreamSecret, {})));
        QVERIFY(m_content->values.isEmpty());
        QVERIFY(find().value.isEmpty());
    }

    void whatCouldNotBeKeptIsKeptNowhere()
    {
        m_content->refuses = locked;
        QVERIFY(!QCoro::waitFor(m_secrets->keep(staging(), SecretKind::StreamSecret, "kept", {})));
        m_content->refuses.reset();
        QVERIFY(find().value.isEmpty());
    }

    void takesWhatWasTypedForATest()
    {
        qputenv(ownVariable, "own");
        const EnvironmentSecrets secrets = QCoro::waitFor(
            m_secrets->findWith(staging(), {.streamSecret = std::nullopt, .databasePassword = "pw"}, {}));
        QCOMPARE(secrets.streamSecret, QByteArray{"own"});
        QCOMPARE(secrets.databasePassword, u"pw"_s);
        QCOMPARE(secrets.states.back().where, u"As typed"_s);
    }

    /// A token is one initiator's; the one for all is for whoever has none of their own.
    void aTokenMayBeOneInitiatorsAlone()
    {
        const Environment place = byToken();
        const QString sat = u"4B1E7C90-52af-4f0e-9d3b-0c6a8e21f7d4"_s;
        QVERIFY(secretsOf(place).contains(SecretKind::BackendToken));
        QVERIFY(!secretsOf(place).contains(SecretKind::BackendSecret));
        QVERIFY(QCoro::waitFor(m_secrets->keep(place, SecretKind::BackendToken, "theirs", {}, sat)));
        QCOMPARE(m_content->values.value(u"staging-eu/backend_token/"_s + sat.toLower()), QByteArray{"theirs"});
        const auto find = [&](const QString &initiator) {
            return QCoro::waitFor(m_secrets->find(place, SecretKind::BackendToken, {}, initiator)).value;
        };
        QCOMPARE(find(sat), QByteArray{"theirs"});
        QCOMPARE(find(sat.toLower()), QByteArray{"theirs"});
        QVERIFY2(find(u"somebody-else"_s).isEmpty(), "the conversation would be another's");
        QVERIFY(find({}).isEmpty());
        QVERIFY(QCoro::waitFor(m_secrets->keep(place, SecretKind::BackendToken, "everybody's", {})));
        QCOMPARE(find(u"somebody-else"_s), QByteArray{"everybody's"});
        QCOMPARE(find(sat), QByteArray{"theirs"});
        QVERIFY(QCoro::waitFor(m_secrets->forget(place, SecretKind::BackendToken, {}, sat)));
        QCOMPARE(find(sat), QByteArray{"everybody's"});
    }

    void theBackendsProofIsFoundWithTheOthers()
    {
        qputenv(ownVariable, "own");
        Environment place = staging();
        place.backendUrl = u"https://api.staging.onecrew.example/conversations"_s;
        qputenv("CHATSYNC_STAGING_EU_BACKEND_SECRET", "for-hs256");
        Result<EnvironmentSecrets> all = QCoro::waitFor(m_secrets->findAll(place, {}));
        qunsetenv("CHATSYNC_STAGING_EU_BACKEND_SECRET");
        QVERIFY(all);
        QCOMPARE(all->backendSecret, QByteArray{"for-hs256"});
        QVERIFY(all->backendToken.isEmpty());
        QCOMPARE(all->states.size(), size_t{3});
        // Without one the environment can be worked in all the same.
        all = QCoro::waitFor(m_secrets->findAll(byToken(), {}));
        QVERIFY(all);
        QVERIFY(all->backendToken.isEmpty() && all->backendSecret.isEmpty());
        qputenv("BACKEND_TOKEN", "from-the-plain-variable");
        all = QCoro::waitFor(m_secrets->findAll(byToken(), {}));
        qunsetenv("BACKEND_TOKEN");
        QCOMPARE(all->backendToken, QByteArray{"from-the-plain-variable"});
    }

    void withoutAKeychainItSaysSo()
    {
        Secrets without{noKeychain()};
        const Result<void> kept =
            QCoro::waitFor(without.keep(staging(), SecretKind::StreamSecret, "value-9", {}));
        QVERIFY(!kept);
        QVERIFY(kept.error().kind == Error::Kind::Storage);
        QVERIFY2(kept.error().what.contains(u"no keychain"), qPrintable(kept.error().what));
        QVERIFY(kept.error().advice.contains(u"variable"));
        QVERIFY(!kept.error().what.contains(u"value-9"));
    }

private:
    static Environment byToken()
    {
        Environment place = staging();
        place.backendUrl = u"https://api.staging.onecrew.example/conversations"_s;
        place.backendSignIn = BackendSignIn::Token;
        return place;
    }
    FoundSecret find() { return QCoro::waitFor(m_secrets->find(staging(), SecretKind::StreamSecret, {})); }

    std::shared_ptr<KeychainContent> m_content;
    std::unique_ptr<Secrets> m_secrets;
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
