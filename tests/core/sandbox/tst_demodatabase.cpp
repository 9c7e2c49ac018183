// SPDX-License-Identifier: MIT
#include "core/sandbox/demodatabase.h"

#include <QCoroTask>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::sandbox;

class TestDemoDatabase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameSeedSameBytes();
    void holdsEverybody();
    void knowsTheCast();
    void takesConversations();
    void neverOverwrites();
    void cleanupTestCase();
};

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file{path};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

Traced<ParticipantPage> exactly(SqlDirectory &directory, const QString &name)
{
    ParticipantSearch search;
    search.text = name;
    search.exactNameOnly = true;
    return QCoro::waitFor(directory.search(search, {}));
}

} // namespace

void TestDemoDatabase::sameSeedSameBytes()
{
    const QTemporaryDir folder;
    QList<QByteArray> contents;
    for (const quint32 seed : {7U, 7U, 8U}) {
        const QString path = folder.filePath(QStringLiteral("%1.db").arg(contents.size()));
        const Result<void> made = createDemoDatabase(path, seed);
        QVERIFY2(made, qPrintable(made ? QString{} : made.error().detail));
        contents << contentOf(path);
    }
    QVERIFY(contents[0].size() > 4096);
    QVERIFY(contents[0] == contents[1]);
    QVERIFY(contents[0] != contents[2]);
}

void TestDemoDatabase::holdsEverybody()
{
    const auto directory = demoDirectory(3);
    const std::vector<Participant> expected = demoParticipants(3);
    QCOMPARE(expected.size(), std::size_t{204});
    QStringList ids;
    for (const Participant &who : expected)
        ids << who.id;
    QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), 204);
    const auto answer = QCoro::waitFor(directory->resolve(ids, {}));
    QVERIFY(answer.result);
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(*(*answer.result)[i].found() == expected[i], qPrintable(expected[i].name));
}

void TestDemoDatabase::knowsTheCast()
{
    const auto directory = demoDirectory(defaultDemoSeed);
    const QStringList unknown = demoUnknownIds(defaultDemoSeed);
    for (const auto &[name, approval] :
         {std::pair{QStringLiteral("Sat Education"), QStringLiteral("approved")},
          std::pair{QStringLiteral("Lolo Academy"), QStringLiteral("approved")},
          std::pair{QStringLiteral("Nova Tutors"), QStringLiteral("approved")},
          std::pair{QStringLiteral("Kite Science Club"), QStringLiteral("pending")}}) {
        const auto found = exactly(*directory, name);
        QCOMPARE(found.result->participants.size(), std::size_t{1});
        QCOMPARE(found.result->participants.front().approval, approval);
    }
    const auto nova = exactly(*directory, QStringLiteral("nova tutors"));
    QCOMPARE(nova.result->participants.front().approvedAt, demoDate().addDays(-1));
    QVERIFY(unknown.contains(nova.result->participants.front().id));
    QCOMPARE(exactly(*directory, QStringLiteral("Maria Silva")).result->participants.size(), std::size_t{2});
    const auto amira = QCoro::waitFor(directory->resolve({demoUnsyncedUserId()}, {}));
    QCOMPARE(amira.result->front().user->name, QStringLiteral("Amira Haddad"));
    QVERIFY(unknown.contains(demoUnsyncedUserId()));
    QCOMPARE(unknown.size(), 8);
    int nameless = 0;
    int imageless = 0;
    int marked = 0;
    for (const Participant &who : demoParticipants(defaultDemoSeed)) {
        nameless += who.name.isEmpty();
        imageless += !who.image;
        marked += who.table == Participant::Table::Users && who.kind == ParticipantKind::Company;
    }
    QCOMPARE(nameless, 1);
    QCOMPARE(imageless, 1);
    QCOMPARE(marked, 1);
}

void TestDemoDatabase::takesConversations()
{
    const auto directory = demoDirectory(1);
    Conversation conversation;
    conversation.id = QStringLiteral("c1");
    conversation.createdBy = demoUnsyncedUserId();
    conversation.participantIds = QStringList{demoUnsyncedUserId()};
    conversation.createdAt = demoDate();
    conversation.type = QStringLiteral("direct");
    const auto made = QCoro::waitFor(directory->insertConversation(conversation, {}));
    QVERIFY2(made.result, qPrintable(made.result ? QString{} : made.result.error().detail));
}

void TestDemoDatabase::neverOverwrites()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("mine.txt"));
    QFile file{path};
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    QVERIFY(!createDemoDatabase(path, 1));
    QCOMPARE(contentOf(path), QByteArray{"mine"});
    QVERIFY(!createDemoDatabase(folder.filePath(QStringLiteral("absent/x.db")), 1));
}

/// Threads of stores that are gone may still be on their way out.
void TestDemoDatabase::cleanupTestCase()
{
    QVERIFY(Store::waitForWorkers(std::chrono::seconds{60}));
}

QTEST_GUILESS_MAIN(TestDemoDatabase)
#include "tst_demodatabase.moc"
