// SPDX-License-Identifier: MIT
#include "core/environment/environmentstore.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <thread>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

namespace {

Environment named(const QString &name)
{
    Environment environment;
    environment.name = name;
    environment.streamKey = u"key"_s;
    environment.database = u"sqlite:/tmp/a.sqlite"_s;
    return environment;
}

QStringList namesOf(const Result<std::vector<Environment>> &all)
{
    QStringList names;
    for (const Environment &environment : all.value_or(std::vector<Environment>{}))
        names << environment.name;
    return names;
}

} // namespace

class TestEnvironmentStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void isJustTheSandboxWithoutAFile()
    {
        EnvironmentStore store{path()};
        QCOMPARE(namesOf(store.load()), QStringList{u"Sandbox"_s});
        QVERIFY2(!QFile::exists(path()), "looking writes nothing");
    }

    void keepsWhatIsSaved()
    {
        EnvironmentStore store{path()};
        const Result<Environment> saved = store.save(named(u"Staging"_s));
        QVERIFY(saved);
        QCOMPARE(saved->id, u"staging"_s);
        EnvironmentStore other{path()};
        const auto all = other.load();
        QCOMPARE(namesOf(all), (QStringList{u"Sandbox"_s, u"Staging"_s}));
        QVERIFY(all->back() == *saved);
    }

    void changesByIdAndKeepsTheId()
    {
        EnvironmentStore store{path()};
        Environment environment = store.save(named(u"Staging"_s)).value();
        environment.name = u"Pre-production"_s;
        QCOMPARE(store.save(environment)->id, u"staging"_s);
        QCOMPARE(namesOf(store.load()), (QStringList{u"Sandbox"_s, u"Pre-production"_s}));
        QCOMPARE(store.save(named(u"Staging"_s))->id, u"staging-2"_s);
    }

    void refusesANameThatIsTaken()
    {
        EnvironmentStore store{path()};
        QVERIFY(store.save(named(u"Staging"_s)));
        const QByteArray before = content();
        const Result<Environment> twin = store.save(named(u"STAGING"_s));
        QVERIFY(!twin);
        QVERIFY(twin.error().kind == Error::Kind::Input);
        QVERIFY(twin.error().what.contains(u"Staging"));
        QCOMPARE(content(), before);
    }

    void refusesAPassword()
    {
        EnvironmentStore store{path()};
        Environment environment = named(u"Staging"_s);
        environment.database = u"postgresql://u:pw12345@db/crew"_s;
        const Result<Environment> saved = store.save(environment);
        QVERIFY(!saved);
        QVERIFY(!saved.error().what.contains(u"pw12345"));
        QVERIFY(!QFile::exists(path()));
    }

    void theSandboxStays()
    {
        EnvironmentStore store{path()};
        QVERIFY(!store.remove(u"Sandbox"_s));
        QVERIFY(!store.save(Environment::sandbox()));
        QVERIFY(!store.save(named(u"sandbox"_s)));
        QCOMPARE(namesOf(store.load()), QStringList{u"Sandbox"_s});
    }

    void removesByNameOrId()
    {
        EnvironmentStore store{path()};
        QVERIFY(store.save(named(u"Staging EU"_s)));
        QVERIFY(store.save(named(u"Other"_s)));
        QVERIFY(store.remove(u"staging-eu"_s));
        QVERIFY(store.remove(u"OTHER"_s));
        const Result<void> absent = store.remove(u"Other"_s);
        QVERIFY(!absent);
        QVERIFY2(absent.error().advice.contains(u"Sandbox"), "says what there is");
    }

    void neverWritesOverWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addRow("broken") << QByteArray{"{ not json"};
        QTest::addRow("later version") << QByteArray{"{\"chat_sync_environments\": 99}"};
        QTest::addRow("unknown key") << QByteArray{"{\"chat_sync_environments\": 1, \"x\": 1}"};
        QTest::addRow("empty") << QByteArray{};
    }
    void neverWritesOverWhatItCannotRead()
    {
        QFETCH(QByteArray, text);
        write(text);
        EnvironmentStore store{path()};
        const auto loaded = store.load();
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().what.contains(path()), qPrintable(loaded.error().what));
        QVERIFY(!store.save(named(u"Staging"_s)));
        QVERIFY(!store.remove(u"Staging"_s));
        QVERIFY(!store.import(toText({named(u"Staging"_s)}), true));
        QCOMPARE(content(), text);
    }

    void tellsOfSecretsInItsFileAndDropsThemWithTheNextChange()
    {
        Environment environment = named(u"Staging"_s);
        environment.id = u"staging"_s;
        environment.database = u"postgresql://u@db/crew"_s;
        write(toText({environment}).replace("u@db", "u:pw12345@db"));
        EnvironmentStore store{path()};
        QVERIFY(store.load());
        QCOMPARE(store.notices().size(), 1);
        QVERIFY(!store.notices().front().contains(u"pw12345"));
        QVERIFY(store.save(named(u"Other"_s)));
        QVERIFY(!content().contains("pw12345"));
    }

    void importsAllOrNothing()
    {
        EnvironmentStore store{path()};
        QVERIFY(store.save(named(u"Staging"_s)));
        Environment changed = named(u"staging"_s);
        changed.id = u"elsewhere"_s;
        changed.streamKey = u"other"_s;
        Environment fresh = named(u"Fresh"_s);
        fresh.id = u"fresh"_s;
        const QByteArray text = toText({changed, fresh});
        Result<ImportReport> report = store.import(text, false);
        QVERIFY(report);
        QCOMPARE(report->added, QStringList{u"Fresh"_s});
        QCOMPARE(report->skipped, QStringList{u"staging"_s});
        QCOMPARE(store.load()->at(1).streamKey, u"key"_s);
        report = store.import(text, true);
        QCOMPARE(report->replaced, (QStringList{u"staging"_s, u"Fresh"_s}));
        QCOMPARE(store.load()->at(1).streamKey, u"other"_s);
        QVERIFY2(store.load()->at(1).id == u"staging", "its secrets are kept under the old id");

        const QByteArray before = content();
        QVERIFY(!store.import(QByteArray{text}.replace("\"kind\"", "\"kinds\""), true));
        QCOMPARE(content(), before);
    }

    void severalProgramsMayChangeItAtOnce()
    {
        constexpr int each = 10;
        const auto work = [this](const QString &prefix) {
            EnvironmentStore store{path()};
            for (int i = 0; i < each; ++i) {
                if (!store.save(named(prefix + QString::number(i))))
                    m_lost = true;
            }
        };
        std::thread other{work, u"Other "_s};
        work(u"One "_s);
        other.join();
        QVERIFY(!m_lost);
        EnvironmentStore store{path()};
        QCOMPARE(store.load()->size(), static_cast<size_t>(2 * each + 1));
    }

    void saysWhenAFolderCannotBeMade()
    {
        write("x");
        EnvironmentStore store{path() + u"/below/environments.json"_s};
        const Result<Environment> saved = store.save(named(u"Staging"_s));
        QVERIFY(!saved);
        QVERIFY(saved.error().kind == Error::Kind::Storage);
        QVERIFY(!saved.error().advice.isEmpty());
    }

    void itsPathIsToldByAVariable()
    {
        qputenv("CHATSYNC_CONFIG", "/somewhere/else.json");
        QCOMPARE(EnvironmentStore::defaultPath(), u"/somewhere/else.json"_s);
        qunsetenv("CHATSYNC_CONFIG");
        QVERIFY(EnvironmentStore::defaultPath().endsWith(u"/environments.json"));
    }

private:
    QString path() const { return m_folder->filePath(u"config/environments.json"_s); }
    QByteArray content() const
    {
        QFile file{path()};
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{"absent"};
    }
    void write(const QByteArray &text)
    {
        QVERIFY(QDir{m_folder->path()}.mkpath(u"config"_s));
        QFile file{path()};
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::atomic<bool> m_lost = false;
};

QTEST_GUILESS_MAIN(TestEnvironmentStore)
#include "tst_environmentstore.moc"
