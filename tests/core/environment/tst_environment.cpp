// SPDX-License-Identifier: MIT
#include "core/environment/environmentfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

namespace {

Environment staging()
{
    Environment environment;
    environment.id = u"staging-eu"_s;
    environment.name = u"Staging EU"_s;
    environment.kind = EnvironmentKind::Staging;
    environment.streamUrl = u"https://chat.example"_s;
    environment.streamKey = u"key1"_s;
    environment.database =
        u"postgresql://reader@db.example:6432/crew?sslmode=verify-full&sslrootcert=/etc/ca.pem"_s;
    environment.mapping.schema = u"app"_s;
    environment.mapping.users.table = u"people"_s;
    environment.mapping.users.name = {u"full_name"_s, u"nick"_s};
    environment.backendUrl = u"https://api.example/v1"_s;
    environment.writes = WritePolicy::ReadOnly;
    return environment;
}

QJsonObject changed(const QString &path, const QJsonValue &value)
{
    QJsonObject json = toJson(staging());
    const QStringList keys = path.split(u'.');
    if (keys.size() == 1) {
        json.insert(path, value);
        return json;
    }
    QJsonObject part = json.value(keys[0]).toObject();
    part.insert(keys[1], value);
    json.insert(keys[0], part);
    return json;
}

} // namespace

class TestEnvironment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesIds_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::addRow("plain") << u"Staging"_s << u"staging"_s;
        QTest::addRow("blanks and signs") << u" Staging / EU (2) "_s << u"staging-eu-2"_s;
        QTest::addRow("accents") << u"Préprod"_s << u"pr-prod"_s;
        QTest::addRow("no Latin letter") << u"生产"_s << environmentIdOf(u"生产"_s);
    }
    void makesIds()
    {
        QFETCH(QString, name);
        QFETCH(QString, id);
        QCOMPARE(environmentIdOf(name), id);
        QCOMPARE(environmentIdOf(id), id);
        QVERIFY(!id.isEmpty());
    }

    void differentNamesInOtherScriptsHaveDifferentIds()
    {
        QVERIFY(environmentIdOf(u"生产"_s) != environmentIdOf(u"测试"_s));
    }

    void comesBackFromJson()
    {
        QStringList notices;
        const Result<Environment> back = environmentFromJson(toJson(staging()), &notices);
        QVERIFY2(back, back ? "" : qPrintable(back.error().what));
        QVERIFY(*back == staging());
        QCOMPARE(notices, QStringList{});
    }

    void isTheSameTextEachTimeAndReadable()
    {
        const QByteArray text = toText({Environment::sandbox(), staging()});
        QCOMPARE(toText({staging()}), text);
        QVERIFY(text.endsWith("}\n"));
        QVERIFY(text.contains("\n            \"name\": \"Staging EU\""));
        const Result<EnvironmentFile> file = environmentFileFrom(text);
        QVERIFY(file);
        QVERIFY(file->environments == std::vector{staging()});
    }

    void productionIsReadOnlyUnlessSomebodySaysOtherwise()
    {
        QStringList notices;
        QJsonObject json = changed(u"kind"_s, u"production"_s);
        json.remove(u"writes"_s);
        QVERIFY(environmentFromJson(json, &notices)->writes == WritePolicy::WhenArmed);
        json.insert(u"writes"_s, u"allowed"_s);
        QVERIFY(environmentFromJson(json, &notices)->writes == WritePolicy::Allowed);
        json.insert(u"kind"_s, u"custom"_s);
        json.remove(u"writes"_s);
        QVERIFY(environmentFromJson(json, &notices)->writes == WritePolicy::Allowed);
    }

    void refusesWhatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("named");
        QTest::addRow("unknown key") << u"colour"_s << QJsonValue{u"red"_s} << u"colour"_s;
        QTest::addRow("unknown key below") << u"stream.region"_s << QJsonValue{u"eu"_s} << u"stream.region"_s;
        QTest::addRow("kind") << u"kind"_s << QJsonValue{u"prod"_s} << u"kind"_s;
        QTest::addRow("kind of a wrong type") << u"kind"_s << QJsonValue{1} << u"kind"_s;
        QTest::addRow("policy") << u"writes"_s << QJsonValue{u"sometimes"_s} << u"writes"_s;
        QTest::addRow("stream is a text") << u"stream"_s << QJsonValue{u"x"_s} << u"stream"_s;
        QTest::addRow("url is a number") << u"stream.url"_s << QJsonValue{7} << u"stream.url"_s;
        QTest::addRow("mapping") << u"database.mapping"_s << QJsonValue{QJsonObject{{u"persons"_s, 1}}}
                                 << u"persons"_s;
        QTest::addRow("id") << u"id"_s << QJsonValue{u"../x"_s} << u"id"_s;
        QTest::addRow("no name") << u"name"_s << QJsonValue{QString{}} << u"name"_s;
        QTest::addRow("a name of two lines") << u"name"_s << QJsonValue{u"a\nb"_s} << u"name"_s;
        QTest::addRow("no key") << u"stream.key"_s << QJsonValue{QString{}} << u"key"_s;
        QTest::addRow("stream without encryption")
            << u"stream.url"_s << QJsonValue{u"http://chat.example"_s} << u"not encrypted"_s;
        QTest::addRow("no database") << u"database.url"_s << QJsonValue{QString{}} << u"database"_s;
        QTest::addRow("another database") << u"database.url"_s << QJsonValue{u"mysql://x"_s} << u"database"_s;
        QTest::addRow("TLS key's password")
            << u"database.url"_s << QJsonValue{u"postgresql://db/crew?sslpassword=pw12345"_s}
            << u"sslpassword"_s;
        QTest::addRow("backend") << u"backend.url"_s << QJsonValue{u"ftp://x"_s} << u"backend"_s;
    }
    void refusesWhatItDoesNotUnderstand()
    {
        QFETCH(QString, path);
        QFETCH(QJsonValue, value);
        QFETCH(QString, named);
        QStringList notices;
        const Result<Environment> read = environmentFromJson(changed(path, value), &notices);
        QVERIFY(!read);
        QVERIFY(read.error().kind == Error::Kind::Input);
        QVERIFY2(read.error().what.contains(named), qPrintable(read.error().what));
        QVERIFY(!(read.error().what + read.error().advice + read.error().detail).contains(u"pw12345"));
    }

    void leavesSecretsOutAndSaysSo_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        const QString secret = u"s3cr3t-value"_s;
        QTest::addRow("secret") << u"stream.secret"_s << secret;
        QTest::addRow("camel case") << u"streamSecret"_s << secret;
        QTest::addRow("hyphens") << u"stream.api-secret"_s << secret;
        QTest::addRow("password") << u"database.password"_s << secret;
        QTest::addRow("token") << u"token"_s << secret;
        QTest::addRow("in the address") << u"database.url"_s << u"postgresql://reader:s3cr3t-value@db/crew"_s;
        QTest::addRow("in the options")
            << u"database.url"_s << u"postgresql://reader@db/crew?password=s3cr3t-value"_s;
    }
    void leavesSecretsOutAndSaysSo()
    {
        QFETCH(QString, path);
        QFETCH(QString, value);
        QStringList notices;
        const Result<Environment> read = environmentFromJson(changed(path, value), &notices);
        QVERIFY2(read, read ? "" : qPrintable(read.error().what));
        QCOMPARE(notices.size(), 1);
        QVERIFY2(notices.front().contains(u"left out"), qPrintable(notices.front()));
        QVERIFY(!notices.front().contains(u"s3cr3t"));
        QVERIFY(!toText({*read}).contains("s3cr3t"));
        QVERIFY2(checkEnvironment(*read), "what is read can be kept");
    }

    void splitsPasswords_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("password");
        QTest::addRow("none") << u"postgresql://db/crew"_s << u"postgresql://db/crew"_s << QString{};
        QTest::addRow("sqlite") << u"sqlite:/tmp/a.sqlite"_s << u"sqlite:/tmp/a.sqlite"_s << QString{};
        QTest::addRow("with TLS options")
            << u"postgresql://u:p%40w@db:5433/crew?sslmode=verify-full&sslrootcert=/a%20b.pem"_s
            << u"postgresql://u@db:5433/crew?sslmode=verify-full&sslrootcert=%2Fa%20b.pem"_s << u"p@w"_s;
        QTest::addRow("several hosts")
            << u"postgresql://u:pw@a:1,b:2/crew"_s << u"postgresql://u@a:1,b:2/crew"_s << u"pw"_s;
        QTest::addRow("IPv6") << u"postgresql://u:pw@[::1]:5432/crew"_s << u"postgresql://u@[::1]:5432/crew"_s
                              << u"pw"_s;
        QTest::addRow("as an option") << u"postgresql://u@db/crew?password=pw&sslmode=require"_s
                                      << u"postgresql://u@db/crew?sslmode=require"_s << u"pw"_s;
    }
    void splitsPasswords()
    {
        QFETCH(QString, given);
        QFETCH(QString, address);
        QFETCH(QString, password);
        const Result<SplitDatabase> split = splitPassword(given);
        QVERIFY(split);
        QCOMPARE(split->address, address);
        QCOMPARE(split->password, password);
        const Result<DatabaseUrl> before = DatabaseUrl::parse(given);
        const Result<DatabaseUrl> after = DatabaseUrl::parse(address);
        QVERIFY(before && after);
        QVERIFY2(after->withPassword(password) == *before, "nothing but the password is gone");
    }

    void readsFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::addRow("no JSON") << QByteArray{"{\n  \"a\": 1,,\n}"} << u"line 2"_s;
        QTest::addRow("empty") << QByteArray{} << u"line 1"_s;
        QTest::addRow("another JSON") << QByteArray{"{\"a\": 1}"} << u"chat_sync_environments"_s;
        QTest::addRow("a list") << QByteArray{"[]"} << u"chat_sync_environments"_s;
        QTest::addRow("a later version")
            << QByteArray{"{\"chat_sync_environments\": 2, \"surprise\": []}"} << u"later version"_s;
        QTest::addRow("an odd version") << QByteArray{"{\"chat_sync_environments\": \"x\"}"} << u"version"_s;
        QTest::addRow("unknown key") << QByteArray{"{\"chat_sync_environments\": 1, \"surprise\": []}"}
                                     << u"surprise"_s;
        QTest::addRow("no list") << QByteArray{"{\"chat_sync_environments\": 1, \"environments\": {}}"}
                                 << u"environments"_s;
        QTest::addRow("no environment")
            << QByteArray{"{\"chat_sync_environments\": 1, \"environments\": [1]}"} << u"environments"_s;
        Environment twin = staging();
        twin.id = u"other"_s;
        twin.name = u"STAGING EU"_s;
        QTest::addRow("two of one name") << toText({staging(), twin}) << u"STAGING EU"_s;
        QJsonObject sandbox = toJson(staging());
        sandbox.insert(u"name"_s, u"Sandbox"_s);
        const QJsonObject whole{{u"chat_sync_environments"_s, 1}, {u"environments"_s, QJsonArray{sandbox}}};
        QTest::addRow("a second sandbox") << QJsonDocument{whole}.toJson() << u"Sandbox"_s;
    }
    void readsFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        const Result<EnvironmentFile> file = environmentFileFrom(text);
        QVERIFY(!file);
        QVERIFY2(file.error().what.contains(said), qPrintable(file.error().what));
        QVERIFY(!file.error().advice.isEmpty());
    }

    void knowsWhichSecretsAreNeeded()
    {
        QCOMPARE(secretsOf(Environment::sandbox()).size(), 0);
        using Kinds = QList<SecretKind>;
        QVERIFY(secretsOf(staging()) ==
                (Kinds{SecretKind::StreamSecret, SecretKind::DatabasePassword, SecretKind::BackendSecret}));
        Environment file = staging();
        file.database = u"sqlite:/tmp/a.sqlite"_s;
        file.backendSignIn = BackendSignIn::Token;
        QVERIFY(secretsOf(file) == (Kinds{SecretKind::StreamSecret, SecretKind::BackendToken}));
        file.backendUrl.clear();
        QVERIFY(secretsOf(file) == Kinds{SecretKind::StreamSecret});
    }

    void keepsHowOneSignsInAtTheBackend()
    {
        Environment environment = staging();
        QVERIFY(!toJson(environment)[u"backend"_s].toObject().contains(u"sign_in"_s));
        environment.backendSignIn = BackendSignIn::Token;
        QStringList notices;
        const Result<Environment> read = environmentFromJson(toJson(environment), &notices);
        QVERIFY2(read, read ? "" : qPrintable(read.error().what));
        QVERIFY(read->backendSignIn == BackendSignIn::Token);
        QVERIFY(notices.isEmpty());
        QJsonObject wrong = toJson(environment);
        QJsonObject backend = wrong[u"backend"_s].toObject();
        backend[u"sign_in"_s] = u"password"_s;
        wrong[u"backend"_s] = backend;
        QVERIFY(!environmentFromJson(wrong, &notices));
    }

    void noticesProductionUnderAHarmlessKind_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("database");
        QTest::addColumn<QString>("stream");
        QTest::addColumn<QString>("backend");
        QTest::addColumn<QString>("said");
        const QString own = u"postgresql://r@db.staging.example/crew"_s;
        QTest::addRow("nothing") << u"k2"_s << own << QString{} << QString{} << QString{};
        QTest::addRow("its key") << u"pkey"_s << own << QString{} << QString{}
                                 << u"same StreamChat app as Live EU"_s;
        QTest::addRow("its database") << u"k2"_s << u"postgresql://other@DB.example:5432/crew"_s << QString{}
                                      << QString{} << u"same database as Live EU"_s;
        QTest::addRow("its backend") << u"k2"_s << own << QString{} << u"https://api.example/other"_s
                                     << u"same backend as Live EU"_s;
        QTest::addRow("host named after it") << u"k2"_s << u"postgresql://r@db.prod.example/crew"_s
                                             << QString{} << QString{} << u"db.prod.example"_s;
        QTest::addRow("database named after it") << u"k2"_s << u"postgresql://r@db.example/crew_production"_s
                                                 << QString{} << QString{} << u"crew_production"_s;
        QTest::addRow("stream named after it")
            << u"k2"_s << own << u"https://prod-eu.example"_s << QString{} << u"prod-eu.example"_s;
        QTest::addRow("words that hold it") << u"k2"_s << u"postgresql://r@products.example/delivery"_s
                                            << u"https://reproduce.example"_s << QString{} << QString{};
    }
    void noticesProductionUnderAHarmlessKind()
    {
        QFETCH(QString, key);
        QFETCH(QString, database);
        QFETCH(QString, stream);
        QFETCH(QString, backend);
        QFETCH(QString, said);
        Environment production = staging();
        production.id = u"live-eu"_s;
        production.name = u"Live EU"_s;
        production.kind = EnvironmentKind::Production;
        production.streamKey = u"pkey"_s;
        production.streamUrl.clear();
        production.backendUrl = u"https://api.example"_s;
        production.database = u"postgresql://reader@db.example/crew"_s;
        Environment suspect = staging();
        suspect.streamKey = key;
        suspect.database = database;
        suspect.streamUrl = stream;
        suspect.backendUrl = backend;
        const auto suspicion = productionSuspicion(suspect, {Environment::sandbox(), production, suspect});
        QCOMPARE(suspicion.has_value(), !said.isEmpty());
        if (suspicion)
            QVERIFY2(suspicion->contains(said) && suspicion->contains(u"Staging EU"), qPrintable(*suspicion));
        suspect.kind = EnvironmentKind::Production;
        QVERIFY(!productionSuspicion(suspect, {production}));
        QVERIFY(!productionSuspicion(production, {production}));
    }
};

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
