// SPDX-License-Identifier: MIT
#include "app/cli/repairpreview.h"

#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace chatsync::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Repair", text);
}

QString shown(const QJsonValue &value)
{
    if (value.isUndefined())
        return QStringLiteral("–");
    if (value.isString())
        return u'“' + value.toString() + u'”';
    if (value.isBool())
        return value.toBool() ? tr("yes") : tr("no");
    const QByteArray json = QJsonDocument{QJsonArray{value}}.toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

void printField(const RepairField &field)
{
    const QString sent = field.sent ? tr("becomes %1").arg(shown(*field.sent)) : tr("stays");
    QString line = QStringLiteral("    %1  %2 %3").arg(field.field.leftJustified(14), shown(field.now), sent);
    if (field.lostByUpsert && !field.sent)
        line += u' ' + tr("(an upsert would lose it)");
    writeLine(printable(line));
}

void printItem(const PlannedRepair &item, const RepairPlan &plan)
{
    const QString who = item.identity.name + QStringLiteral(" · ") + item.action.streamId;
    writeLine(printable(QStringLiteral("  ") + toString(item.action.kind) + QStringLiteral("  ") + who));
    if (!item.note.isEmpty())
        writeLine(QStringLiteral("    ") + printable(item.note));
    if (!item.needed)
        return;
    for (const RepairField &field : plan.fields) {
        const bool isMembership = field.field.contains(QLatin1String("messaging:"));
        const bool fits = field.streamId == item.action.streamId &&
                          (item.action.cid.isEmpty() ? !isMembership : field.field.contains(item.action.cid));
        if (fits)
            printField(field);
    }
    writeLine(QStringLiteral("    ") + tr("Undo: %1").arg(printable(item.undo)));
}

QString objectsOf(const RepairPlan &plan)
{
    QStringList objects;
    if (plan.users > 0)
        objects << QCoreApplication::translate("Repair", "%n user(s)", nullptr, plan.users);
    if (plan.channels > 0)
        objects << QCoreApplication::translate("Repair", "%n channel(s)", nullptr, plan.channels);
    return objects.join(tr(" and "));
}

QJsonObject toJson(const RepairField &field)
{
    QJsonObject json{{QStringLiteral("stream_id"), field.streamId},
                     {QStringLiteral("field"), field.field},
                     {QStringLiteral("lost_by_upsert"), field.lostByUpsert}};
    if (!field.database.isUndefined())
        json.insert(QStringLiteral("database"), field.database);
    if (!field.now.isUndefined())
        json.insert(QStringLiteral("now"), field.now);
    if (field.sent)
        json.insert(QStringLiteral("sent"), *field.sent);
    return json;
}

} // namespace

void printPreview(const RepairPlan &plan, const QString &environment)
{
    if (plan.isNeeded())
        writeLine(printable(
            tr("Repair in %1: writes %2 by %3.")
                .arg(environment, objectsOf(plan),
                     QCoreApplication::translate("Repair", "%n request(s)", nullptr, plan.requests))));
    else
        writeLine(printable(tr("Nothing to repair in %1.").arg(environment)));
    for (const PlannedRepair &item : plan.items)
        printItem(item, plan);
}

QJsonObject previewToJson(const RepairPlan &plan)
{
    QJsonArray items;
    for (const PlannedRepair &item : plan.items) {
        QJsonObject json = chatsync::toJson(item.action);
        json.insert(QStringLiteral("name"), item.identity.name);
        json.insert(QStringLiteral("needed"), item.needed);
        json.insert(QStringLiteral("undoable"), item.undoable);
        json.insert(QStringLiteral("undo"), item.undo);
        if (!item.note.isEmpty())
            json.insert(QStringLiteral("note"), item.note);
        items.append(json);
    }
    QJsonArray fields;
    for (const RepairField &field : plan.fields)
        fields.append(toJson(field));
    return {{QStringLiteral("preview"), QJsonObject{{QStringLiteral("items"), items},
                                                    {QStringLiteral("fields"), fields},
                                                    {QStringLiteral("users"), plan.users},
                                                    {QStringLiteral("channels"), plan.channels},
                                                    {QStringLiteral("requests"), plan.requests}}}};
}

} // namespace chatsync::cli
