// SPDX-License-Identifier: MIT
#include "core/diagnosis/comparison.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

namespace chatsync::diagnosis {

namespace {

using Result = FieldComparison::Result;

QString tr(const char *text)
{
    return QCoreApplication::translate("Diagnosis", text);
}

QString wordsFor(Result result)
{
    switch (result) {
    case Result::Match:
        return tr("Match");
    case Result::Different:
        return tr("Different");
    case Result::Missing:
        return tr("Missing");
    case Result::NotCompared:
        return tr("Not compared");
    }
    Q_UNREACHABLE();
}

QString shownTime(const std::optional<QDateTime> &time)
{
    return time ? QLocale{}.toString(time->toLocalTime(), QLocale::ShortFormat) : QString{};
}

QString stateOf(const StreamSide &side)
{
    switch (side.existence) {
    case Existence::Unknown:
        return tr("Unknown");
    case Existence::Absent:
        return tr("Absent");
    case Existence::Deleted:
        return tr("Deleted");
    case Existence::Deactivated:
        return tr("Deactivated");
    case Existence::Exists:
        break;
    }
    if (side.user->banned)
        return tr("Banned");
    return side.user->shadowBanned ? tr("Shadow-banned") : tr("Active");
}

class Comparer {
public:
    explicit Comparer(const PersonFacts &person)
        : m_person(person)
        , m_user(person.stream.user ? &*person.stream.user : nullptr)
    {}

    std::vector<FieldComparison> run()
    {
        const Identity &expected = m_person.expected;
        const bool known = m_person.stream.existence != Existence::Unknown;
        const Result existence = m_user ? Result::Match : known ? Result::Missing : Result::NotCompared;
        add(tr("Stream id"), "stream_id", expected.streamId, m_user ? m_user->id : QString{}, existence,
            known ? tr("StreamChat has no user with this id.") : QString{});
        add(tr("Exists"), "exists", tr("Yes"),
            m_user  ? tr("Yes")
            : known ? tr("No")
                    : QString{},
            existence, tr("Conversations with this participant fail."));
        field(tr("Role"), "role", roleOf(expected.kind), m_user ? m_user->role : QString{},
              tr("The rights in the chat are not those that are meant."));
        field(tr("Name"), "name", expected.name, m_user ? m_user->name : QString{},
              tr("Others see another name."));
        field(tr("Image"), "image", expected.image.value_or(QString{}),
              m_user ? m_user->image.value_or(QString{}) : QString{}, tr("Others see another picture."));
        addState();
        add(tr("Teams"), "teams", {}, m_user ? m_user->teams.join(u", ") : QString{}, Result::NotCompared);
        if (m_user)
            addTold();
        return std::move(m_rows);
    }

private:
    void add(const QString &name, const char *key, const QString &expected, const QString &actual,
             Result result, const QString &consequence = {})
    {
        const bool wrong = result == Result::Different || result == Result::Missing;
        m_rows.push_back({.field = name,
                          .key = QLatin1String{key},
                          .expected = expected,
                          .actual = actual,
                          .result = result,
                          .words = wordsFor(result),
                          .consequence = wrong ? consequence : QString{}});
    }

    /// Compared only where both sides are known.
    void field(const QString &name, const char *key, const QString &expected, const QString &actual,
               const QString &consequence)
    {
        const bool both = m_user && m_person.inDatabase();
        const Result result = !both                ? Result::NotCompared
                              : expected == actual ? Result::Match
                                                   : Result::Different;
        add(name, key, expected, actual, result, consequence);
    }

    void addState()
    {
        const QString active = tr("Active");
        const QString state = stateOf(m_person.stream);
        const Existence existence = m_person.stream.existence;
        const bool comparable = existence == Existence::Exists || existence == Existence::Deactivated;
        const Result result = !comparable       ? Result::NotCompared
                              : state == active ? Result::Match
                                                : Result::Different;
        add(tr("State"), "state", active, existence == Existence::Absent ? QString{} : state, result,
            tr("StreamChat does not let this participant chat."));
    }

    void addTold()
    {
        add(tr("Online"), "online", {}, m_user->online ? tr("Yes") : tr("No"), Result::NotCompared);
        add(tr("Last active"), "last_active", {}, shownTime(m_user->lastActive), Result::NotCompared);
        const Participant *row = m_person.row();
        add(tr("Created"), "created_at", row ? shownTime(row->createdAt) : QString{},
            shownTime(m_user->createdAt), Result::NotCompared);
        add(tr("Updated"), "updated_at", {}, shownTime(m_user->updatedAt), Result::NotCompared);
        const QByteArray custom = QJsonDocument{m_user->custom}.toJson(QJsonDocument::Compact);
        add(tr("Custom data"), "custom", {}, m_user->custom.isEmpty() ? QString{} : QString::fromUtf8(custom),
            Result::NotCompared);
    }

    const PersonFacts &m_person;
    const stream::User *m_user;
    std::vector<FieldComparison> m_rows;
};

} // namespace

QString toString(FieldComparison::Result result)
{
    switch (result) {
    case Result::Match:
        return QStringLiteral("match");
    case Result::Different:
        return QStringLiteral("different");
    case Result::Missing:
        return QStringLiteral("missing");
    case Result::NotCompared:
        return QStringLiteral("not_compared");
    }
    Q_UNREACHABLE();
}

std::vector<FieldComparison> compare(const PersonFacts &person)
{
    return Comparer{person}.run();
}

QString summaryOf(const PersonFacts &person)
{
    switch (person.stream.existence) {
    case Existence::Unknown:
        return tr("StreamChat could not be asked");
    case Existence::Absent:
        return person.other.isThere() ? tr("Only the other identity is in StreamChat")
                                      : tr("Missing from StreamChat");
    case Existence::Deleted:
        return tr("Deleted in StreamChat");
    case Existence::Deactivated:
        return tr("Deactivated in StreamChat");
    case Existence::Exists:
        break;
    }
    const stream::User &user = *person.stream.user;
    const QString role = roleOf(person.expected.kind);
    if (user.banned)
        return tr("Banned in StreamChat");
    if (user.shadowBanned)
        return tr("Shadow-banned in StreamChat");
    if (!person.inDatabase())
        return person.database.done() ? tr("Not in the database") : tr("Database could not be asked");
    if (user.role != role)
        return tr("Wrong role: %1 instead of %2").arg(user.role, role);
    if (person.other.isThere())
        return tr("Both identities are in StreamChat");
    if (user.name != person.expected.name)
        return tr("Another name in StreamChat");
    return tr("Matches the database");
}

QString kindSentence(const PersonFacts &person)
{
    if (person.user && person.company)
        return tr("the id is in the users table and in the companies table; the users table counts");
    switch (person.reason) {
    case KindReason::UsersTable:
        return tr("this id is in the users table");
    case KindReason::CompaniesTable:
        return tr("this id is in the companies table");
    case KindReason::MarkedAsCompany:
        return tr("this id is in the users table, marked as a company");
    case KindReason::StreamPrefix:
        return tr("no row; the kind is that of the StreamChat id");
    case KindReason::StreamOnly:
        return tr("no row; the kind is the one StreamChat has");
    case KindReason::Fallback:
        return tr("no row; the flow would take a user");
    }
    Q_UNREACHABLE();
}

} // namespace chatsync::diagnosis
