// SPDX-License-Identifier: MIT
#include "core/stream/token.h"

#include <QTest>

using namespace chatsync::stream;

class TestToken : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isWhatTheOfficialClientSigns()
    {
        QCOMPARE(serverToken("testsecret"),
                 QByteArray("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXJ2ZXIiOnRydWV9."
                            "IBtJNp51orGkFyhdD2lNndwsiDPN_ekntNOMLuKT_OQ"));
    }

    void dependsOnTheSecretAlone()
    {
        QCOMPARE(serverToken("a"), serverToken("a"));
        QVERIFY(serverToken("a") != serverToken("b"));
        QVERIFY(!serverToken("a").contains('='));
    }
};

QTEST_GUILESS_MAIN(TestToken)
#include "tst_token.moc"
