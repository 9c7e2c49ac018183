// SPDX-License-Identifier: MIT
#include "core/sandbox/demodatabase.h"

#include "core/domain/identity.h"
#include "core/sync/idsource.h"

#include <QCoreApplication>
#include <QFile>
#include <QRandomGenerator>
#include <QSet>

#include <array>

namespace chatsync::sandbox {

namespace {

constexpr std::size_t userCount = 200;
constexpr std::size_t unsyncedNewcomers = 5;

struct Person {
    const char *name;
    const char *mail; ///< The local part; the domain is reserved for examples (RFC 2606)
};

/// Those whom tests and pictures look for; the rest is drawn from the lists below.
constexpr Person specialPeople[] = {
    {"Amira Haddad", "amira.haddad"},
    {"Maria Silva", "maria.silva"},
    {"Maria Silva", "maria.silva2"},
    {"Siobhán O'Connor", "siobhan.oconnor"},
    {"ليلى الفارسي", "layla.alfarsi"},
    {"נועה לוי", "noa.levi"},
    {"Ольга Смирнова", "olga.smirnova"},
    {"王小明", "wang.xiaoming"},
    {"佐藤 花子", "sato.hanako"},
    {"김민준", "kim.minjun"},
    {"Priya 🌟 Raman", "priya.raman"},
    {"Ελένη Παπαδοπούλου", "eleni.papadopoulou"},
    {"नेहा शर्मा", "neha.sharma"},
    {"Jürgen Groß", "juergen.gross"},
    {"", "nameless"},
    {"Bright Minds Studio", "hello.brightminds"},
};
constexpr std::size_t namelessUser = 14;
constexpr std::size_t companyUser = 15;
constexpr std::size_t imagelessUser = 3;

constexpr std::array givenNames{"Adaeze",  "Bjørn",  "Camille", "Dmitri", "Elif",  "Farid",      "Greta",
                                "Hiroshi", "Inés",   "João",    "Katya",  "Luca",  "Małgorzata", "Ngozi",
                                "Omar",    "Paloma", "Quentin", "Rania",  "Søren", "Tariq"};
constexpr std::array familyNames{"Abadi",    "Bianchi",   "Çelik",   "Dąbrowski", "Eriksen",
                                 "Ferreira", "Gupta",     "Hansen",  "Ivanov",    "Jansen",
                                 "Kovač",    "Lindqvist", "Müller",  "Nguyễn",    "Okafor",
                                 "Pereira",  "Rossi",     "Schmidt", "Tanaka",    "Ünal"};

constexpr const char *schemaStatements[] = {
    "CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT, email TEXT UNIQUE, image_url TEXT, user_type TEXT "
    "NOT NULL,"
    " created_at TEXT NOT NULL)",
    "CREATE TABLE companies (id TEXT PRIMARY KEY, company_name TEXT NOT NULL, email TEXT, logo_url TEXT,"
    " status TEXT NOT NULL, approved_at TEXT, created_at TEXT NOT NULL)",
    "CREATE TABLE conversations (id TEXT PRIMARY KEY, conversation_type TEXT NOT NULL, participant_ids TEXT "
    "NOT NULL,"
    " name TEXT, created_by TEXT NOT NULL, created_at TEXT NOT NULL)",
};

QString mailAddress(const QString &local)
{
    return local + QStringLiteral("@example.org");
}

QString imageAddress(const QString &id)
{
    return QStringLiteral("https://images.example.org/%1.png").arg(id);
}

QString isoTime(const std::optional<QDateTime> &time)
{
    return time ? time->toString(Qt::ISODate) : QString{};
}

Participant company(const IdSource &ids, const QString &name, const QString &local, const QString &status,
                    std::optional<int> approvedDaysAgo, int createdDaysAgo)
{
    Participant made;
    made.id = ids().toString(QUuid::WithoutBraces);
    made.table = Participant::Table::Companies;
    made.kind = ParticipantKind::Company;
    made.name = name;
    made.email = mailAddress(local);
    made.image = imageAddress(made.id);
    made.approval = status;
    if (approvedDaysAgo)
        made.approvedAt = demoDate().addDays(-*approvedDaysAgo);
    made.createdAt = demoDate().addDays(-createdDaysAgo);
    return made;
}

std::vector<Participant> companies(const IdSource &ids)
{
    const QString approved = QStringLiteral("approved");
    return {company(ids, QStringLiteral("Sat Education"), QStringLiteral("contact.sat"), approved, 400, 420),
            company(ids, QStringLiteral("Lolo Academy"), QStringLiteral("contact.lolo"), approved, 310, 330),
            company(ids, QStringLiteral("Nova Tutors"), QStringLiteral("contact.nova"), approved, 1, 9),
            company(ids, QStringLiteral("Kite Science Club"), QStringLiteral("contact.kite"),
                    QStringLiteral("pending"), std::nullopt, 3)};
}

Participant user(const IdSource &ids, const QString &name, const QString &local, int createdDaysAgo)
{
    Participant made;
    made.id = ids().toString(QUuid::WithoutBraces);
    made.name = name;
    made.email = mailAddress(local);
    made.image = imageAddress(made.id);
    made.createdAt = demoDate().addDays(-createdDaysAgo);
    return made;
}

/// Every pair of names once, in the seed's order.
std::vector<std::pair<QString, QString>> drawnNames(QRandomGenerator &random)
{
    std::vector<std::pair<QString, QString>> names;
    for (const char *given : givenNames) {
        for (const char *family : familyNames)
            names.emplace_back(QString::fromUtf8(given), QString::fromUtf8(family));
    }
    // Not std::shuffle: what it does with a generator differs from one standard library to the next.
    for (std::size_t i = names.size() - 1; i > 0; --i)
        std::swap(names[i], names[random.bounded(static_cast<quint32>(i + 1))]);
    return names;
}

std::vector<Participant> users(const IdSource &ids, quint32 seed)
{
    QRandomGenerator random{seed};
    const auto names = drawnNames(random);
    std::vector<Participant> made;
    for (const Person &person : specialPeople) {
        const int age = 30 + static_cast<int>(random.bounded(600U));
        made.push_back(user(ids, QString::fromUtf8(person.name), QString::fromUtf8(person.mail), age));
    }
    made.front().id = demoUnsyncedUserId();
    made.front().image = imageAddress(demoUnsyncedUserId());
    made[imagelessUser].image.reset();
    made[companyUser].kind = ParticipantKind::Company;
    Q_ASSERT(made[namelessUser].name.isEmpty());
    for (std::size_t i = 0; made.size() < userCount; ++i) {
        const bool newcomer = made.size() >= userCount - unsyncedNewcomers;
        const int age = newcomer ? 0 : 1 + static_cast<int>(random.bounded(700U));
        const QString local = QStringLiteral("user%1").arg(made.size() + 1, 3, 10, QLatin1Char('0'));
        made.push_back(user(ids, names[i].first + QLatin1Char(' ') + names[i].second, local, age));
    }
    return made;
}

QVariant textOrNull(const std::optional<QString> &text)
{
    return text ? QVariant{*text} : QVariant{QMetaType::fromType<QString>()};
}

Statement insertionOf(const Participant &who)
{
    Statement statement;
    statement.writes = true;
    if (who.table == Participant::Table::Companies) {
        statement.sql = QStringLiteral("INSERT INTO companies VALUES (?, ?, ?, ?, ?, ?, ?)");
        const std::optional<QString> approvedAt =
            who.approvedAt ? std::optional{isoTime(who.approvedAt)} : std::nullopt;
        statement.values = {who.id,
                            who.name,
                            textOrNull(who.email),
                            textOrNull(who.image),
                            textOrNull(who.approval),
                            textOrNull(approvedAt),
                            isoTime(who.createdAt)};
    } else {
        const bool isCompany = who.kind == ParticipantKind::Company;
        statement.sql = QStringLiteral("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)");
        statement.values = {who.id,
                            who.name.isEmpty() ? textOrNull(std::nullopt) : QVariant{who.name},
                            textOrNull(who.email),
                            textOrNull(who.image),
                            isCompany ? QStringLiteral("company") : QStringLiteral("user"),
                            isoTime(who.createdAt)};
    }
    return statement;
}

Result<void> fill(Connection &connection, quint32 seed)
{
    return connection.transaction([&connection, seed]() -> Result<void> {
        std::vector<Statement> statements;
        for (const char *sql : schemaStatements)
            statements.push_back({QString::fromLatin1(sql), {}, {}, true});
        for (const Participant &who : demoParticipants(seed))
            statements.push_back(insertionOf(who));
        for (const Statement &statement : statements) {
            const auto done = connection.execute(statement);
            if (!done)
                return tl::unexpected(done.error());
        }
        return {};
    });
}

Result<void> write(const QString &path, const ConnectionOptions &options, quint32 seed)
{
    Connection connection{DatabaseUrl::sqliteFile(path), options};
    if (Result<void> opened = connection.open(); !opened)
        return opened;
    // What the bytes depend on is said here, not left to how SQLite was built.
    for (const char *sql : {"PRAGMA page_size = 4096", "PRAGMA encoding = 'UTF-8'",
                            "PRAGMA auto_vacuum = NONE", "PRAGMA journal_mode = DELETE"}) {
        const auto done = connection.execute({QString::fromLatin1(sql), {}, {}, true});
        if (!done)
            return tl::unexpected(done.error());
    }
    return fill(connection, seed);
}

} // namespace

QDateTime demoDate()
{
    return QDateTime{QDate{2026, 1, 15}, QTime{10, 0}, Qt::UTC};
}

QString demoUnsyncedUserId()
{
    return QStringLiteral("dda3aaa6-d123-4e57-aeef-f0661ec61352");
}

std::vector<Participant> demoParticipants(quint32 seed)
{
    const IdSource ids = seededIds(seed);
    std::vector<Participant> all = companies(ids);
    const std::vector<Participant> people = users(ids, seed);
    all.insert(all.end(), people.cbegin(), people.cend());
    return all;
}

QStringList demoUnknownIds(quint32 seed)
{
    QStringList ids{demoUnsyncedUserId()};
    for (const Participant &who : demoParticipants(seed)) {
        const bool newCompany = who.table == Participant::Table::Companies &&
                                (!who.approvedAt || *who.approvedAt >= demoDate().addDays(-1));
        const bool newUser = who.table == Participant::Table::Users && who.createdAt == demoDate();
        if (newCompany || newUser)
            ids << who.id;
    }
    return ids;
}

Result<void> createDemoDatabase(const QString &path, quint32 seed)
{
    if (QFile::exists(path)) {
        return tl::unexpected(
            Error{Error::Kind::Storage,
                  QCoreApplication::translate("Sandbox", "The demo database %1 exists already.").arg(path),
                  QCoreApplication::translate("Sandbox", "Choose another path, or remove the file."),
                  {}});
    }
    ConnectionOptions options;
    options.access = DirectoryAccess::InsertConversations;
    options.createSqliteFile = true;
    Result<void> made = write(path, options, seed);
    if (!made)
        QFile::remove(path);
    return made;
}

QFuture<Result<void>> createDemoDatabase(Store &store, quint32 seed)
{
    return store.run([seed](Connection &connection) { return fill(connection, seed); });
}

std::unique_ptr<SqlDirectory> demoDirectory(quint32 seed)
{
    return demoInMemory(seed).directory;
}

DemoInMemory demoInMemory(quint32 seed)
{
    StoreOptions options;
    options.connection.access = DirectoryAccess::InsertConversations;
    auto store = std::make_unique<Store>(DatabaseUrl::memory(), options);
    createDemoDatabase(*store, seed);
    Store *const filled = store.get();
    return {std::make_unique<SqlDirectory>(std::move(store)), filled};
}

} // namespace chatsync::sandbox
