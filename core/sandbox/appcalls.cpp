// SPDX-License-Identifier: MIT
#include "core/sandbox/appsettings.h"
#include "core/sandbox/render.h"
#include "core/sandbox/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

constexpr Millis taskWaits = 500;
constexpr Millis taskRuns = 1000;
constexpr qsizetype mostCustomRoles = 25;
constexpr qsizetype longestRole = 64;

QString taskStatus(const TaskRecord &task, Millis now)
{
    const Millis age = now - task.createdAt;
    if (age < taskWaits)
        return u"waiting"_s;
    if (age < taskWaits + taskRuns)
        return u"running"_s;
    return task.fails ? u"failed"_s : u"completed"_s;
}

QJsonObject roleObject(const QString &name, bool custom)
{
    return {{u"name"_s, name},
            {u"custom"_s, custom},
            {u"scopes"_s, QJsonArray{u".app"_s, u"messaging"_s}},
            {u"created_at"_s, u"2026-01-01T00:00:00Z"_s},
            {u"updated_at"_s, u"2026-01-01T00:00:00Z"_s}};
}

} // namespace

Answer getApp(Call &call)
{
    QByteArray out = "{\"app\":";
    appendValue(out, call.state.app);
    return out;
}

Answer getTask(Call &call)
{
    const QString id = call.arguments.value(0);
    const TaskRecord *task = call.state.task(id);
    if (!task)
        return notFound(u"Can't find task with id %1"_s.arg(id));
    const QString status = taskStatus(*task, call.now);
    const Millis changed = status == u"waiting" ? 0 : status == u"running" ? taskWaits : taskWaits + taskRuns;
    QJsonObject answer{{u"task_id"_s, id},
                       {u"status"_s, status},
                       {u"created_at"_s, QString::fromLatin1(timestamp(task->createdAt))},
                       {u"updated_at"_s, QString::fromLatin1(timestamp(task->createdAt + changed))}};
    if (status == u"completed")
        answer.insert(u"result"_s, task->result);
    if (status == u"failed") {
        call.state.faultMark = u"task-failed"_s;
        answer.insert(u"error"_s, QJsonObject{{u"type"_s, u"internal"_s},
                                              {u"description"_s, u"the task could not be completed"_s}});
    }
    QByteArray out = "{";
    appendFields(out, answer);
    return out;
}

Answer listRoles(Call &call)
{
    const QStringList builtIn = builtInUserRoles();
    QJsonArray roles;
    for (const QString &role : call.state.roles + builtInChannelRoles())
        roles.append(roleObject(role, !builtIn.contains(role) && !builtInChannelRoles().contains(role)));
    QByteArray out = "{\"roles\":";
    appendValue(out, roles);
    return out;
}

Answer createRole(Call &call)
{
    const QString name = call.body.value("name"_L1).toString();
    if (name.isEmpty() || name.size() > longestRole)
        return inputError(u"name must be a maximum of %1 characters in length"_s.arg(longestRole));
    if (call.state.roles.contains(name) || builtInChannelRoles().contains(name))
        return inputError(u"role \"%1\" already exists"_s.arg(name));
    if (call.state.roles.size() - builtInUserRoles().size() >= mostCustomRoles)
        return inputError(u"at most %1 custom roles are allowed"_s.arg(mostCustomRoles));
    call.state.roles.append(name);
    QByteArray out = "{\"role\":";
    appendValue(out, roleObject(name, true));
    return out;
}

Answer deleteRole(Call &call)
{
    const QString name = call.arguments.value(0);
    if (builtInUserRoles().contains(name) || builtInChannelRoles().contains(name))
        return inputError(u"role \"%1\" is built in and cannot be deleted"_s.arg(name));
    if (!call.state.roles.removeOne(name))
        return notFound(u"role \"%1\" not found"_s.arg(name));
    return QByteArray{"{"};
}

Answer listPermissions(Call &)
{
    QByteArray out = "{\"permissions\":";
    appendValue(out, permissionList());
    return out;
}

} // namespace chatsync::sandbox
