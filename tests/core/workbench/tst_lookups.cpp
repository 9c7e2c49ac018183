// SPDX-License-Identifier: MIT
#include "core/directory/store.h"
#include "core/domain/conversation.h"
#include "core/sandbox/demodatabase.h"
#include "core/workbench/console.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace chatsync;
using namespace chatsync::diagnosis;
using namespace Qt::StringLiterals;

namespace {

using Found = Result<LookupResult>;

template<typename T>
bool finished(const QFuture<T> &future)
{
    return QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000);
}

QString amira()
{
    return u"onecrew_user_"_s + sandbox::demoUnsyncedUserId();
}

} // namespace

/// Looking up as the window does it.
class TestLookups : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    void looksUpTheSentence()
    {
        Console console{options()};
        LookupRequest request;
        request.text = missingMembersSentence({amira()});
        const QFuture<Found> future = console.lookUp(request);
        QVERIFY(!future.isFinished()); // Asked in another thread, answered in this one's event loop.
        QVERIFY(finished(future));
        const Found found = future.result();
        QVERIFY(found);
        QCOMPARE(found->verdicts.front().first().code, u"never-synced"_s);
        QCOMPARE(found->facts.people.front().displayName(), u"Amira Haddad"_s);
    }

    void tellsItsRequests()
    {
        Console console{options()};
        QSignalSpy requested{&console, &Console::requested};
        const QFuture<Found> future = console.diagnose({u"Sat Education"_s, amira()});
        QVERIFY(finished(future));
        QTRY_VERIFY(requested.count() >= 2);
        QVERIFY(future.result()->together);
        QVERIFY(future.result()->together->answer == Verdict::Answer::No);
    }

    void aBrokenTargetIsAnswered()
    {
        ConsoleOptions broken = options();
        broken.target.streamKey = u"key"_s;
        Console console{broken};
        LookupRequest request;
        request.text = amira();
        const QFuture<Found> future = console.lookUp(request);
        QVERIFY(finished(future));
        QVERIFY(!future.result());
    }

    void cancelEndsWhatIsUnderWayAndNothingElse()
    {
        ConsoleOptions hanging = options();
        hanging.virtualTime = false;
        hanging.target.faults = {u"hang=QueryUsers,1"_s};
        Console console{hanging};
        QSignalSpy requested{&console, &Console::requested};
        LookupRequest request;
        request.text = amira();
        const QFuture<Found> first = console.lookUp(request);
        QTRY_VERIFY_WITH_TIMEOUT(requested.count() >= 1, 10'000); // GET /app was answered; the users hang.
        console.cancelLookUps();
        QVERIFY(finished(first));
        QVERIFY(!first.result());
        QVERIFY(first.result().error().kind == Error::Kind::Cancelled);
        const QFuture<Found> second = console.lookUp(request);
        QVERIFY(finished(second));
        QVERIFY(second.result());
    }

    void theConsoleMayGoFirst()
    {
        ConsoleOptions hanging = options();
        hanging.virtualTime = false;
        hanging.target.faults = {u"hang=QueryUsers,9"_s};
        QFuture<Found> future;
        {
            Console console{hanging};
            LookupRequest request;
            request.text = amira();
            future = console.lookUp(request);
        }
        QVERIFY(finished(future));
        QVERIFY(!future.result());
        QVERIFY(future.result().error().kind == Error::Kind::Cancelled);
    }

    /// No read tells a deleted user from one who never was; the run that was refused does.
    void runsBearWitness()
    {
        ConsoleOptions deleted = options();
        deleted.target.faults = {u"user-deleted="_s + amira()};
        Console console{deleted};
        const QFuture<Found> before = console.diagnose({u"Sat Education"_s, amira()});
        QVERIFY(finished(before));
        QCOMPARE(before.result()->together->first().code, u"never-synced"_s);

        QSignalSpy ended{&console, &Console::ended};
        console.converse({.initiator = u"Sat Education"_s, .participants = {sandbox::demoUnsyncedUserId()}},
                         settingsOf(Preset::Hardened));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        const QFuture<Found> after = console.diagnose({u"Sat Education"_s, amira()});
        QVERIFY(finished(after));
        const Finding first = after.result()->together->first();
        QCOMPARE(first.code, u"soft-deleted"_s);
        QVERIFY(first.remedy.action == Remedy::Action::Restore);
        const bool linked = std::any_of(first.evidence.begin(), first.evidence.end(),
                                        [](const Evidence &one) { return one.link == Evidence::Link::Run; });
        QVERIFY(linked);
    }

    /// The sandbox of an earlier program is gone, and what its runs told with it.
    void earlierSandboxesDoNotCount()
    {
        {
            Console console{options()};
            QSignalSpy ended{&console, &Console::ended};
            console.converse(
                {.initiator = u"Sat Education"_s, .participants = {sandbox::demoUnsyncedUserId()}},
                settingsOf(Preset::Hardened));
            QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        }
        ConsoleOptions later = options();
        later.virtualTime = false; // Today is later than the day on which the pictures play.
        Console console{later};
        LookupRequest request;
        request.text = amira();
        const QFuture<Found> future = console.lookUp(request);
        QVERIFY(finished(future));
        QCOMPARE(future.result()->verdicts.front().first().code, u"never-synced"_s);
    }

    void showsADefectAndFindsItInARun()
    {
        Console console{options()};
        const auto shown = console.demonstrate(u"recipe-no-creator"_s);
        QVERIFY(finished(shown));
        QVERIFY(shown.result());
        QVERIFY(shown.result()->proven());

        QSignalSpy ended{&console, &Console::ended};
        const QUuid run = console.converse(
            {.initiator = u"Sat Education"_s, .participants = {sandbox::demoUnsyncedUserId()}},
            settingsOf(Preset::Documented));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20'000);
        const auto defects = console.defectsOf(run);
        QVERIFY(finished(defects));
        QVERIFY(defects.result());
        QCOMPARE(defects.result()->front().code, u"recipe-no-creator"_s);
        const auto unknown = console.demonstrate(u"recipe-of-soup"_s);
        QVERIFY(finished(unknown));
        QVERIFY(!unknown.result());
    }

private:
    ConsoleOptions options() const
    {
        ConsoleOptions made;
        made.journal = m_folder->filePath(u"journal.sqlite"_s);
        made.virtualTime = true;
        return made;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestLookups)
#include "tst_lookups.moc"
