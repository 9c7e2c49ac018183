// SPDX-License-Identifier: MIT
#include "core/sandbox/usernames.h"

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

QString comparable(const QString &name)
{
    QString bare;
    for (const QChar letter : name.toCaseFolded()) {
        if (letter.isLetterOrNumber())
            bare += letter;
    }
    return bare;
}

QStringList teamsOf(const QJsonObject &user)
{
    QStringList teams;
    for (const QJsonValue &team : user.value("teams"_L1).toArray())
        teams.append(team.toString());
    return teams;
}

QString sharedTeam(const QStringList &left, const QStringList &right)
{
    for (const QString &team : left) {
        if (right.contains(team))
            return team;
    }
    return {};
}

} // namespace

NameCheck::NameCheck(const AppState &state)
    : m_state(state)
{
    m_enforced = m_state.uniqueNames(&m_perTeam);
    if (!m_enforced)
        return;
    for (const auto &[id, user] : m_state.users) {
        const QString name = comparable(user.data.value("name"_L1).toString());
        if (!name.isEmpty() && !user.deletedAt)
            m_holders.insert(name, {id, teamsOf(user.data)});
    }
}

tl::expected<void, ApiError> NameCheck::check(const QString &id, const QJsonObject &user)
{
    if (!m_enforced)
        return {};
    const QString given = user.value("name"_L1).toString();
    const QString name = comparable(given);
    if (name.isEmpty())
        return {};
    const QStringList teams = teamsOf(user);
    for (const Holder &holder : m_holders.values(name)) {
        if (holder.id == id)
            continue;
        if (!m_perTeam)
            return tl::unexpected(ApiError{400, 6, u"username '%1' already exists"_s.arg(given)});
        if (const QString team = sharedTeam(teams, holder.teams); !team.isEmpty()) {
            return tl::unexpected(
                ApiError{400, 6, u"username '%1' already exists in team '%2'"_s.arg(given, team)});
        }
    }
    m_holders.insert(name, {id, teams});
    return {};
}

} // namespace chatsync::sandbox
