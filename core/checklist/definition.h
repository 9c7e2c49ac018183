// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// What is checked, in which order, and how each performance of it is told.
namespace chatsync::checklist {

/// What the console does for a check.
enum class CheckKind {
    Company,      ///< A conversation from the company that is named, with users whom StreamChat knows
    AnyCompany,   ///< The same from a company that was approved of late, else from any other approved one
    NewUser,      ///< A conversation with a user whom StreamChat has never seen
    ExistingUser, ///< A conversation with one user whom StreamChat knows
    Log,          ///< The log of the conversations before shows the expected lines, in their order
    Roles,        ///< Everybody in the conversations before is in StreamChat, with the correct role
    Manual,       ///< A person looks
};

/// `company`, `any_company`, `new_user`, `existing_user`, `log`, `roles`, `manual`.
QString toString(CheckKind kind);
std::optional<CheckKind> checkKindFrom(const QString &name);

/// Whether checks of this kind create a conversation.
bool converses(CheckKind kind);

struct Check {
    QString id; ///< Lower case letters, digits, `-`; unique in its checklist and stable between versions
    QString title;
    QString passesWhen; ///< A sentence
    CheckKind kind = CheckKind::Manual;
    QString company; ///< Whose conversation it is: name or database id; empty: the kind decides
    int users = 2;   ///< Whom it talks to, besides a new one; 1 to 99
    QStringList of;  ///< Log, Roles: the checks whose conversations are looked at; empty: all before
    bool recoveredIsPass = false;

    bool operator==(const Check &) const = default;
};

struct Definition {
    QString name;
    QString version;
    std::vector<Check> checks;

    const Check *find(const QString &id) const; ///< Null for an unknown one
    bool operator==(const Definition &) const = default;
};

/// The seven checks of flow.md, "The testing checklist". The same as resources/checklists/onecrew.json.
const Definition &oneCrew();

/// Reads a checklist from JSON (see resources/checklists/checklist.schema.json). An Error of kind Input says
/// in `what` the file, the line and what is wrong there. @p source is the file's name.
Result<Definition> definitionFromJson(const QByteArray &json, const QString &source);

/// As definitionFromJson() reads it, indented.
QByteArray toJson(const Definition &definition);

/// What is done for each company of a sweep, a column each.
enum class Scenario { Existing, NewUser, TwoUsers, Company, OnceMore, LogOrder, AllExist, Roles };

constexpr int scenarioCount = 8;

/// `existing`, `new-user`, `two-users`, `company`, `once-more`, `log-order`, `all-exist`, `roles`: the ids of
/// a sweep's cells.
QString toString(Scenario scenario);
std::optional<Scenario> scenarioFrom(const QString &id);

/// "Existing", "New user" … as ChecklistResult::scenarios has them.
QString titleOf(Scenario scenario);
/// "Passes when …"
QString passesWhenOf(Scenario scenario);

} // namespace chatsync::checklist
