// SPDX-License-Identifier: MIT
#include "core/checklist/definition.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace chatsync::checklist {

namespace {

constexpr std::array<std::pair<CheckKind, QLatin1String>, 7> kinds{{
    {CheckKind::Company, QLatin1String{"company"}},
    {CheckKind::AnyCompany, QLatin1String{"any_company"}},
    {CheckKind::NewUser, QLatin1String{"new_user"}},
    {CheckKind::ExistingUser, QLatin1String{"existing_user"}},
    {CheckKind::Log, QLatin1String{"log"}},
    {CheckKind::Roles, QLatin1String{"roles"}},
    {CheckKind::Manual, QLatin1String{"manual"}},
}};

struct ScenarioRow {
    Scenario scenario;
    const char *id;
    const char *title;
    const char *passesWhen;
};

constexpr std::array<ScenarioRow, scenarioCount> scenarios{{
    {Scenario::Existing, "existing", QT_TRANSLATE_NOOP("Checklist", "Existing"),
     QT_TRANSLATE_NOOP("Checklist", "Passes when the company can start a conversation with a user whom "
                                    "StreamChat knows, and both are members of its channel.")},
    {Scenario::NewUser, "new-user", QT_TRANSLATE_NOOP("Checklist", "New user"),
     QT_TRANSLATE_NOOP("Checklist", "Passes when a user whom StreamChat has never seen is synced, and is a "
                                    "member of the conversation's channel.")},
    {Scenario::TwoUsers, "two-users", QT_TRANSLATE_NOOP("Checklist", "Two users"),
     QT_TRANSLATE_NOOP("Checklist", "Passes when the channel holds the company and both users.")},
    {Scenario::Company, "company", QT_TRANSLATE_NOOP("Checklist", "Company"),
     QT_TRANSLATE_NOOP("Checklist", "Passes when the channel holds both companies.")},
    {Scenario::OnceMore, "once-more", QT_TRANSLATE_NOOP("Checklist", "Once more"),
     QT_TRANSLATE_NOOP("Checklist",
                       "Passes when a second conversation with the same user works as the first did.")},
    {Scenario::LogOrder, "log-order", QT_TRANSLATE_NOOP("Checklist", "Log order"),
     QT_TRANSLATE_NOOP("Checklist", "Passes when the log of each conversation shows the expected lines, “All "
                                    "users upserted successfully” among them, in their order.")},
    {Scenario::AllExist, "all-exist", QT_TRANSLATE_NOOP("Checklist", "All exist"),
     QT_TRANSLATE_NOOP("Checklist", "Passes when StreamChat has everybody who took part.")},
    {Scenario::Roles, "roles", QT_TRANSLATE_NOOP("Checklist", "Roles"),
     QT_TRANSLATE_NOOP("Checklist",
                       "Passes when each company is “admin” in StreamChat, and each user “user”.")},
}};

QString tr(const char *text)
{
    return QCoreApplication::translate("Checklist", text);
}

const ScenarioRow &rowOf(Scenario scenario)
{
    return scenarios.at(static_cast<std::size_t>(scenario));
}

Check check(const char *id, CheckKind kind, const QString &title, const QString &passesWhen)
{
    Check made;
    made.id = QLatin1String{id};
    made.kind = kind;
    made.title = title;
    made.passesWhen = passesWhen;
    return made;
}

Definition sevenChecks()
{
    const QString holdsAll =
        tr("Passes when the conversation's channel exists and holds the company and both users.");
    Definition definition;
    definition.name = QStringLiteral("OneCrew");
    definition.version = QStringLiteral("1");
    definition.checks = {
        check("sat-education", CheckKind::Company, tr("Create a conversation from “Sat Education”"),
              holdsAll),
        check("lolo-academy", CheckKind::Company, tr("Create a conversation from “Lolo Academy”"), holdsAll),
        check("any-company", CheckKind::AnyCompany, tr("Create a conversation from any company"), holdsAll),
        check("new-user", CheckKind::NewUser, tr("Create a conversation with a new user"),
              tr("Passes when a user whom StreamChat has never seen is synced, and is a member of the "
                 "conversation's channel.")),
        check("existing-user", CheckKind::ExistingUser, tr("Create a conversation with an existing user"),
              tr("Passes when a user whom StreamChat knows is a member of the conversation's channel.")),
        check("log", CheckKind::Log, tr("The log shows “All users upserted successfully”"),
              tr("Passes when the log of each conversation shows the expected lines in their order.")),
        check("roles", CheckKind::Roles, tr("All users exist in StreamChat with the correct roles"),
              tr("Passes when StreamChat has everybody who took part, each company as “admin” and each user "
                 "as “user”.")),
    };
    definition.checks[0].company = QStringLiteral("Sat Education");
    definition.checks[1].company = QStringLiteral("Lolo Academy");
    for (const std::size_t single : {std::size_t{3}, std::size_t{4}})
        definition.checks[single].users = 1;
    return definition;
}

} // namespace

QString toString(CheckKind kind)
{
    return kinds.at(static_cast<std::size_t>(kind)).second;
}

std::optional<CheckKind> checkKindFrom(const QString &name)
{
    for (const auto &[kind, text] : kinds) {
        if (text == name)
            return kind;
    }
    return std::nullopt;
}

bool converses(CheckKind kind)
{
    return kind != CheckKind::Log && kind != CheckKind::Roles && kind != CheckKind::Manual;
}

const Check *Definition::find(const QString &id) const
{
    const auto found =
        std::find_if(checks.begin(), checks.end(), [&id](const Check &one) { return one.id == id; });
    return found == checks.end() ? nullptr : &*found;
}

const Definition &oneCrew()
{
    static const Definition definition = sevenChecks();
    return definition;
}

QString toString(Scenario scenario)
{
    return QLatin1String{rowOf(scenario).id};
}

std::optional<Scenario> scenarioFrom(const QString &id)
{
    for (const ScenarioRow &row : scenarios) {
        if (id == QLatin1String{row.id})
            return row.scenario;
    }
    return std::nullopt;
}

QString titleOf(Scenario scenario)
{
    return tr(rowOf(scenario).title);
}

QString passesWhenOf(Scenario scenario)
{
    return tr(rowOf(scenario).passesWhen);
}

} // namespace chatsync::checklist
