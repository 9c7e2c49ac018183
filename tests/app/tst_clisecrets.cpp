// SPDX-License-Identifier: MIT
// Neither secret nor token nor password of a database in anything that `chat-sync` leaves behind.
#include "tests/app/consoleprogram.h"
#include "tests/support/postgresserver.h"

#include "core/sandbox/demostream.h"
#include "core/sandbox/simulatorserver.h"
#include "core/stream/token.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;

class TestCliSecrets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsNoSecret();

private:
    static QStringList filesWith(const QString &folder, const QByteArrayList &needles);
};

QStringList TestCliSecrets::filesWith(const QString &folder, const QByteArrayList &needles)
{
    QStringList found;
    const QDir dir{folder};
    for (const QString &name : dir.entryList(QDir::Files | QDir::Hidden)) {
        QFile file{dir.filePath(name)};
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        for (const QByteArray &needle : needles) {
            if (content.contains(needle))
                found << name + u": "_s + QString::fromUtf8(needle);
        }
    }
    return found;
}

/// 100 runs that end in every way, against a server that quotes what it is sent, with a database that has a
/// password.
void TestCliSecrets::keepsNoSecret()
{
    const QByteArray secret = "marked-secret-0123456789abcdefghij";
    const QByteArray password = "marked-password-xyz";
    const QByteArray token = stream::serverToken(secret);
    const QByteArrayList needles{
        secret,   secret.toBase64(),  secret.toHex(), token, token.mid(token.lastIndexOf('.') + 1),
        password, password.toBase64()};
    PostgresServer postgres;
    QVERIFY2(postgres.start(), qPrintable(postgres.error()));
    QVERIFY2(
        postgres.execute(
            u"CREATE ROLE scram_user LOGIN SUPERUSER PASSWORD '%1';"
            "CREATE TABLE users (id uuid PRIMARY KEY, name text);"
            "CREATE TABLE companies (id uuid PRIMARY KEY, company_name text);"
            "CREATE TABLE conversations (id uuid PRIMARY KEY, conversation_type text, participant_ids uuid[],"
            " name text, created_by uuid, created_at timestamptz);"
            "INSERT INTO companies VALUES ('22222222-2222-4222-8222-222222222222', 'Sat Education')"_s.arg(
                QString::fromUtf8(password))),
        qPrintable(postgres.error()));
    sandbox::SimulatorOptions options;
    options.secret = secret;
    sandbox::Simulator simulator{options};
    simulator.seedDemo(sandbox::demoStreamUsers(1));
    sandbox::SimulatorServer server{&simulator};
    QVERIFY(server.start().has_value());

    Machine machine;
    machine.set(u"STREAM_URL"_s, server.url().toString());
    machine.set(u"STREAM_KEY"_s, options.apiKey);
    machine.set(u"STREAM_SECRET"_s, QString::fromUtf8(secret));
    const QString database = postgres.url(u"postgres"_s, u"scram_user"_s, QString::fromUtf8(password));
    const QString wrongDatabase = postgres.url(u"absent"_s, u"scram_user"_s, QString::fromUtf8(password));
    const QString wrongPassword =
        postgres.url(u"postgres"_s, u"scram_user"_s, QString::fromUtf8(password) + u'0');
    const QStringList faults{{},
                             u"wrong-secret"_s,
                             u"unknown-key"_s,
                             u"fail=GetOrCreateChannel,9,401,5,JWTAuth error: token "_s +
                                 QString::fromUtf8(token) + u" is bad"_s,
                             u"fail=QueryUsers,9,400,4,secret "_s + QString::fromUtf8(secret),
                             u"html=UpdateUsers,1,502"_s,
                             u"truncated-json=GetOrCreateChannel,1"_s,
                             u"reset=GetOrCreateChannel,9"_s};
    const QList<QStringList> forms{{u"--flow"_s, u"hardened"_s},
                                   {u"--flow"_s, u"documented"_s},
                                   {u"--flow"_s, u"unsynced"_s},
                                   {u"--dry-run"_s}};
    QByteArray told;
    int codes[5] = {};
    for (int i = 0; i < 100; ++i) {
        const QString fault = faults[i % faults.size()];
        QList<sandbox::Fault> set;
        if (!fault.isEmpty())
            set.append(sandbox::parseFault(fault).value());
        simulator.setFaults(set);
        machine.set(u"DATABASE_URL"_s, i % 25 == 7 ? wrongDatabase : i % 25 == 15 ? wrongPassword : database);
        QStringList arguments = machine.converseArguments(forms[(i / faults.size()) % forms.size()]);
        if (i % 3 == 0)
            arguments.removeAll(u"--json"_s);
        const Ran ran = machine.run(arguments);
        QVERIFY2(ran.exitCode >= 0 && ran.exitCode < 5, ran.told());
        ++codes[ran.exitCode];
        told += ran.out + ran.err;
    }
    const QByteArray counted = QByteArray::number(codes[0]) + ' ' + QByteArray::number(codes[1]) + ' ' +
                               QByteArray::number(codes[3]);
    QVERIFY2(codes[0] > 10 && codes[1] > 5 && codes[3] > 10 && codes[2] == 0 && codes[4] == 0, counted);
    QCOMPARE(machine.run({u"runs"_s, u"--json"_s, u"--limit"_s, u"1000"_s}).objects().size(), 100);
    for (const QByteArray &needle : needles)
        QVERIFY2(!told.contains(needle), needle);
    QVERIFY(QFile::exists(machine.journal()));
    QCOMPARE(filesWith(QFileInfo{machine.journal()}.path(), needles), QStringList{});
    // With a reader at the journal its -wal stays.
    {
        QSqlDatabase reader = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"reader"_s);
        reader.setDatabaseName(machine.journal());
        QVERIFY(reader.open());
        QSqlQuery query{reader};
        QVERIFY(query.exec(u"SELECT count(*) FROM run"_s) && query.next());
        simulator.setFaults({});
        machine.set(u"DATABASE_URL"_s, database);
        QCOMPARE(machine.converse().exitCode, 0);
        QVERIFY(QFile::exists(machine.journal() + u"-wal"_s));
        QCOMPARE(filesWith(QFileInfo{machine.journal()}.path(), needles), QStringList{});
    }
    QSqlDatabase::removeDatabase(u"reader"_s);
}

QTEST_GUILESS_MAIN(TestCliSecrets)
#include "tst_clisecrets.moc"
