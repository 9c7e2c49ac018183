// SPDX-License-Identifier: MIT
#include "core/diagnosis/dictionary.h"
#include "core/diagnosis/recipe.h"
#include "core/diagnosis/rules.h"
#include "core/stream/callerror.h"
#include "core/stream/wording.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace chatsync;
using namespace chatsync::diagnosis;

class TestDictionary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hasEveryStreamCode()
    {
        for (const int code : {-1, 2,  3,  4,  5,  6,  9,  16, 17, 18, 19, 20, 21, 22, 23,
                               24, 40, 41, 42, 43, 44, 45, 46, 60, 69, 70, 71, 73, 99}) {
            const std::optional<DictionaryEntry> entry = explain(QString::number(code));
            QVERIFY2(entry, qPrintable(QString::number(code)));
            QVERIFY(entry->origin == DictionaryEntry::Origin::StreamCode);
        }
    }

    void hasEveryFindingAndDefect()
    {
        for (const Rule &rule : rules())
            QVERIFY2(explain(QLatin1String{rule.code}), rule.code);
        for (const RecipeDefect &defect : recipeDefects())
            QVERIFY2(explain(defect.code), qPrintable(defect.code));
    }

    void hasEveryMeaning()
    {
        for (const stream::Wording &row : stream::wordings())
            QVERIFY2(explain(stream::toString(row.meaning)), row.pattern);
    }

    /// What a run through the backend may come to is explained, too.
    void hasWhatComesOfTheBackend()
    {
        for (const char *code : {"backend_success_without_members", "backend_success_without_channel",
                                 "backend_success_without_row", "backend_success_unverified",
                                 "backend_failure_but_works", "backend_refused", "backend_timed_out",
                                 "backend_token_expired", "backend_unauthorized", "backend_crashed"}) {
            const std::optional<DictionaryEntry> entry = explain(QLatin1String{code});
            QVERIFY2(entry, code);
            QVERIFY2(entry->origin == DictionaryEntry::Origin::Backend, code);
        }
    }

    void everyEntryIsWhole()
    {
        QSet<QString> codes;
        for (const DictionaryEntry &entry : dictionary()) {
            const char *code = qPrintable(entry.code);
            QVERIFY2(!entry.name.isEmpty() && !entry.meaning.isEmpty(), code);
            QVERIFY2(!entry.remedies.isEmpty() || entry.code == QLatin1String("cancelled"), code);
            QVERIFY2(!entry.meaning.contains(QLatin1String("%1")), code);
            QVERIFY2(!codes.contains(entry.code), code);
            codes.insert(entry.code);
        }
        for (const DictionaryEntry &entry : dictionary()) {
            for (const QString &other : entry.seeAlso)
                QVERIFY2(codes.contains(other), qPrintable(entry.code + u' ' + other));
        }
    }

    void explainsTexts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("number") << "4"
                                << "4";
        QTest::newRow("in words") << "code 43"
                                  << "43";
        QTest::newRow("negative") << "-1"
                                  << "-1";
        QTest::newRow("name") << "InputError"
                              << "4";
        QTest::newRow("capitals") << "Never-Synced"
                                  << "never-synced";
        QTest::newRow("StreamChat's words")
            << QStringLiteral("UpdateUsers failed with error: \"username 'User' already exists\"")
            << "duplicate_name";
        QTest::newRow("the sentence")
            << QStringLiteral("Failed to add all members to channel. Missing: onecrew_user_a. This usually")
            << "missing_users";
        QTest::newRow("the client") << QStringLiteral("StreamChat error code 16: the user x was deleted")
                                    << "user_deleted";
    }

    void explainsTexts()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const std::optional<DictionaryEntry> entry = explain(text);
        QVERIFY(entry);
        QCOMPARE(entry->code, code);
    }

    void doesNotInvent()
    {
        QVERIFY(!explain(QStringLiteral("lovely weather")));
        QVERIFY(!explain(QStringLiteral("777")));
        QVERIFY(!explain({}));
    }

    void tellsWhatMayBeRepeated()
    {
        QVERIFY(explain(QStringLiteral("9"))->retryable);
        QVERIFY(explain(QStringLiteral("rate-limited"))->retryable);
        QVERIFY(!explain(QStringLiteral("4"))->retryable);
        QVERIFY(!explain(QStringLiteral("never-synced"))->retryable);
    }

    /// The guide's page is this dictionary; CHATSYNC_RENEW=1 writes it anew.
    void isThePageOfTheGuide()
    {
        QFile file{QStringLiteral(CHATSYNC_SOURCE_DIR "/resources/help/errors.md")};
        const QByteArray page = dictionaryPage().toUtf8();
        if (qEnvironmentVariableIsSet("CHATSYNC_RENEW")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(page);
            file.close();
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll() == page, "Renew resources/help/errors.md: CHATSYNC_RENEW=1 tst_dictionary");
    }

    void findsByWords()
    {
        const std::vector<DictionaryEntry> found = searchDictionary(QStringLiteral("never synced"));
        QVERIFY(!found.empty());
        QCOMPARE(found.front().code, QStringLiteral("never-synced"));
        QCOMPARE(searchDictionary({}).size(), dictionary().size());
        QVERIFY(searchDictionary(QStringLiteral("xyzzy")).empty());
    }
};

QTEST_GUILESS_MAIN(TestDictionary)
#include "tst_dictionary.moc"
