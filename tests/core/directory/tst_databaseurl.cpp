// SPDX-License-Identifier: MIT
#include "core/directory/databaseurl.h"

#include <QTest>

using namespace chatsync;

class TestDatabaseUrl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses_data();
    void readsAddresses();
    void refusesNonsense_data();
    void refusesNonsense();
    void keepsTheOptions();
};

void TestDatabaseUrl::readsAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    const auto row = [](const char *name, const char *text, const char *location, const char *user = "",
                        const char *password = "") {
        QTest::addRow("%s", name) << QString::fromUtf8(text) << QString::fromUtf8(location)
                                  << QString::fromUtf8(user) << QString::fromUtf8(password);
    };
    row("file", "sqlite:data/x.db", "data/x.db");
    row("absolute file", "sqlite:/tmp/a b?.db", "/tmp/a b?.db");
    row("three slashes", "sqlite:///tmp/x.db", "/tmp/x.db");
    row("memory", "sqlite::memory:", ":memory:");
    row("short scheme", "postgres://u:p@h/d", "h/d", "u", "p");
    row("port", " postgresql://u:p@h:5433/d ", "h:5433/d", "u", "p");
    row("capitals", "POSTGRESQL://h/d", "h/d");
    row("percent-encoded", "postgresql://u%40x:p%3A%2F%40%25@h/d%20e", "h/d e", "u@x", "p:/@%");
    row("bare @ in the password", "postgresql://u:p@ss@h/d", "h/d", "u", "p@ss");
    row("IPv6", "postgresql://u@[::1]:5432/d", "[::1]:5432/d", "u");
    row("Unix socket", "postgresql:///d?host=/run/pg&user=u&password=s%26t", "/run/pg/d", "u", "s&t");
    row("two hosts", "postgresql://a:1,b:2/d", "a,b:1,2/d");
    row("nothing given", "postgresql://", "localhost/");
}

void TestDatabaseUrl::readsAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, location);
    QFETCH(QString, user);
    QFETCH(QString, password);
    const Result<DatabaseUrl> url = DatabaseUrl::parse(text);
    QVERIFY2(url, qPrintable(url ? QString{} : url.error().what));
    QCOMPARE(url->location(), location);
    QCOMPARE(url->user(), user);
    QCOMPARE(url->password(), password);
    QCOMPARE(url->secrets(), password.isEmpty() ? QStringList{} : QStringList{password});
}

void TestDatabaseUrl::refusesNonsense_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "x.db", "mysql://u:secret@h/d", "sqlite:", "sqlite://host/x", "postgresql:h/d",
          "postgresql://u:secret@h:0/d", "postgresql://u:secret@h:port/d", "postgresql://u:secret%zz@h/d",
          "postgresql://u:secret@[::1/d", "postgresql://h/d?sslmode", "postgresql://h/d?a=b;c",
          "postgresql://h/d?a%20b=c", "postgresql://h/%00", "postgresql://h/d?port=secret"})
        QTest::addRow("%s", text) << QString::fromLatin1(text);
}

void TestDatabaseUrl::refusesNonsense()
{
    QFETCH(QString, text);
    const Result<DatabaseUrl> url = DatabaseUrl::parse(text);
    QVERIFY(!url);
    QCOMPARE(url.error().kind, Error::Kind::Input);
    QVERIFY(url.error().what.endsWith(QLatin1Char('.')));
    QVERIFY(!(url.error().what + url.error().advice + url.error().detail).contains(QLatin1String("secret")));
}

void TestDatabaseUrl::keepsTheOptions()
{
    const auto url = DatabaseUrl::parse(
        QStringLiteral("postgresql://h/d?sslmode=require&options=-c%20search_path%3Dcrm&sslpassword=k"));
    QVERIFY(url);
    const DatabaseUrl::Options expected{{QStringLiteral("sslmode"), QStringLiteral("require")},
                                        {QStringLiteral("options"), QStringLiteral("-c search_path=crm")},
                                        {QStringLiteral("sslpassword"), QStringLiteral("k")}};
    QCOMPARE(url->options(), expected);
    QCOMPARE(url->secrets(), QStringList{QStringLiteral("k")});
}

QTEST_GUILESS_MAIN(TestDatabaseUrl)
#include "tst_databaseurl.moc"
