// SPDX-License-Identifier: MIT
// What surrounds the console is down or wrong: StreamChat, its key, its certificate, the database, the
// journal. The window tells it, stays usable, and nothing is lost.
#include "core/directory/store.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/simulatorserver.h"
#include "resources/translations.h"
#include "tests/ui/faults/faultdesk.h"
#include "ui/theme/theme.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

/// A StreamChat on loopback and a database in a file.
struct Services {
    Services()
        : server(&simulator)
    {
        simulator.seedDemo(sandbox::demoStreamUsers(sandbox::defaultDemoSeed));
        const Result<void> created = sandbox::createDemoDatabase(database(), sandbox::defaultDemoSeed);
        if (!created || !server.start())
            qFatal("The services do not start.");
    }
    QString database() const { return folder.filePath(u"people.sqlite"_s); }
    Target target() const
    {
        return {.streamUrl = server.url().toString(),
                .streamKey = simulator.options().apiKey,
                .streamSecret = simulator.options().secret,
                .database = u"sqlite:"_s + database()};
    }
    bool sql(const QString &statement) const
    {
        bool done = false;
        {
            QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"outside"_s);
            connection.setDatabaseName(database());
            done = connection.open() && QSqlQuery(connection).exec(statement);
        }
        QSqlDatabase::removeDatabase(u"outside"_s);
        return done;
    }

    QTemporaryDir folder;
    sandbox::Simulator simulator{sandbox::SimulatorOptions{}};
    sandbox::SimulatorServer server;
};

ConversationDraft draft()
{
    ConversationDraft filled;
    filled.request.initiator = u"Sat Education"_s;
    filled.request.participants = {u"Amira Haddad"_s};
    filled.settings = settingsOf(Preset::Hardened);
    filled.settings.wait = std::chrono::milliseconds{0};
    return filled;
}

} // namespace

class TestServicesDown : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatIsWrong_data()
    {
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *wrong, const char *headline, const char *why) {
            QTest::addRow("%s", wrong)
                << QString::fromLatin1(wrong) << QString::fromLatin1(headline) << QString::fromLatin1(why);
        };
        row("nothing", "Created on attempt 1", "");
        row("StreamChat down", "Failed: the users could not be synced", "the connection was refused");
        row("key", "Failed: the users could not be synced", "does not know this API key");
        row("secret", "Failed: the users could not be synced", "The secret does not belong to this API key");
        row("certificate", "Failed: the users could not be synced", "certificate");
        row("no tables", "Failed: ", "Nothing was sent to StreamChat");
        row("no database", "Failed: ", "Nothing was sent to StreamChat");
        row("table gone meanwhile", "Failed: ", "Nothing was sent to StreamChat");
    }

    void tellsWhatIsWrong()
    {
        QFETCH(const QString, wrong);
        QFETCH(const QString, headline);
        QFETCH(const QString, why);
        Services services;
        Target target = services.target();
        QSslServer untrusted;
        if (wrong == u"StreamChat down"_s)
            services.server.stop();
        if (wrong == u"key"_s)
            target.streamKey = u"somebody-elses"_s;
        if (wrong == u"secret"_s)
            target.streamSecret = "somebody-elses";
        if (wrong == u"certificate"_s) {
            const auto contents = [](const QString &name) {
                QFile file(QStringLiteral(CHATSYNC_SOURCE_DIR "/tests/data/stream/") + name);
                return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
            };
            QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
            configuration.setLocalCertificate(QSslCertificate(contents(u"self-signed.pem"_s)));
            configuration.setPrivateKey(QSslKey(contents(u"self-signed.key"_s), QSsl::Rsa));
            untrusted.setSslConfiguration(configuration);
            QVERIFY(untrusted.listen(QHostAddress::LocalHost));
            target.streamUrl = u"https://127.0.0.1:%1"_s.arg(untrusted.serverPort());
        }
        if (wrong == u"no tables"_s)
            QVERIFY(services.sql(u"DROP TABLE users"_s) && services.sql(u"DROP TABLE companies"_s));
        if (wrong == u"no database"_s)
            QVERIFY(QFile::remove(services.database()));

        FaultDesk desk(target, false);
        if (wrong == u"table gone meanwhile"_s) {
            QVERIFY(desk.perform(draft()));
            QVERIFY(services.sql(u"ALTER TABLE users RENAME TO gone"_s));
        }
        QVERIFY(desk.perform(draft()));
        const RunFacts &facts = desk.facts();
        const QString shown = desk.page->runView()->headline();
        QVERIFY2(shown.startsWith(headline), qPrintable(shown));
        QVERIFY2(facts.why.contains(why, Qt::CaseInsensitive), qPrintable(facts.why));
        if (shown.startsWith(u"Failed"_s)) {
            const QStringList told = shownTexts(desk.page->runView()->findChild<RunHeaderPanel *>());
            QVERIFY2(!facts.next.isEmpty() && told.contains(facts.next.first()),
                     qPrintable(told.join(u'\n')));
            for (const QString &text : {shown, facts.why, facts.next.join(u' ')})
                QVERIFY2(!text.contains(u"no such table"_s) && !text.contains(u"errno"_s), qPrintable(text));
        }
        QVERIFY(!QApplication::activeModalWidget());
        const auto kept = desk.console.loadEvents(desk.run());
        QTRY_VERIFY(kept.isFinished());
        QVERIFY(kept.result() && kept.result()->back().kind == EventKind::RunFinished);
    }

    void lightsTellWhichServiceIsDown()
    {
        Services services;
        services.server.stop();
        FaultDesk desk(services.target(), false);
        desk.window->begin();
        QTRY_VERIFY_WITH_TIMEOUT(desk.console.streamChat().state == ServiceHealth::State::Down, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.console.database().state == ServiceHealth::State::Up, 20'000);
        QVERIFY(!desk.console.streamChat().error.advice.isEmpty());
    }

    void twoConsolesShareAJournal()
    {
        FaultDesk first;
        FaultDesk second({}, false,
                         first.console.journalPath()); // Commanded time would give both runs one id.
        QVERIFY(first.perform(draft()));
        QVERIFY(second.perform(draft()));
        QVERIFY(first.page->runView()->headline().startsWith(u"Created"_s));
        QVERIFY(second.page->runView()->headline().startsWith(u"Created"_s));
    }

    void tellsAJournalThatCannotBeWritten()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        FaultDesk desk({}, true, folder.filePath(u"file/journal.sqlite"_s));
        QVERIFY(desk.perform(draft()));
        const auto bars = desk.page->findChildren<MessageBar *>();
        const auto shown = std::ranges::find_if(bars, [](const MessageBar *bar) { return bar->isVisible(); });
        QVERIFY(shown != bars.end());
        const QStringList texts = shownTexts(*shown);
        QVERIFY2(texts.join(u' ').contains(u"journal"_s) && texts.size() >= 2, qPrintable(texts.join(u'\n')));
        QVERIFY(!desk.page->isRunning());
        QVERIFY(!QApplication::activeModalWidget());
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    installTranslations();
    Theme look;
    look.setScheme(Theme::Scheme::Light);
    TestServicesDown test;
    const int failures = QTest::qExec(&test, argc, argv);
    Store::waitForWorkers(std::chrono::seconds{10});
    return failures;
}
#include "tst_servicesdown.moc"
