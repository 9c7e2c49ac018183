// SPDX-License-Identifier: MIT
#include "core/sync/repair.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>
#include <utility>

namespace chatsync {

namespace {

using Kind = RepairAction::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Repair", text);
}

struct KindName {
    Kind kind;
    const char *name;
};

constexpr std::array kindNames{
    KindName{Kind::CreateUser, "create_user"}, KindName{Kind::UpdateUser, "update_user"},
    KindName{Kind::Reactivate, "reactivate"},  KindName{Kind::Restore, "restore"},
    KindName{Kind::AddMember, "add_member"},   KindName{Kind::RevertUser, "revert_user"},
    KindName{Kind::Deactivate, "deactivate"},  KindName{Kind::RemoveMember, "remove_member"},
};

QStringList stringsIn(const QJsonValue &value)
{
    QStringList strings;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        strings.append(item.toString());
    return strings;
}

tl::unexpected<Error> notUndoable(const QString &what)
{
    return tl::unexpected(
        Error{Error::Kind::Input, what, tr("Look the participant up to see what StreamChat has now."), {}});
}

} // namespace

QString toString(RepairAction::Kind kind)
{
    for (const KindName &entry : kindNames) {
        if (entry.kind == kind)
            return QString::fromLatin1(entry.name);
    }
    Q_UNREACHABLE();
}

std::optional<RepairAction::Kind> repairKindFrom(const QString &name)
{
    for (const KindName &entry : kindNames) {
        if (name == QLatin1String(entry.name))
            return entry.kind;
    }
    return std::nullopt;
}

QJsonObject toJson(const RepairAction &action)
{
    QJsonObject json{{QStringLiteral("kind"), toString(action.kind)},
                     {QStringLiteral("stream_id"), action.streamId}};
    if (!action.fields.isEmpty())
        json.insert(QStringLiteral("fields"), QJsonArray::fromStringList(action.fields));
    if (!action.cid.isEmpty())
        json.insert(QStringLiteral("cid"), action.cid);
    if (!action.set.isEmpty())
        json.insert(QStringLiteral("set"), action.set);
    if (!action.unset.isEmpty())
        json.insert(QStringLiteral("unset"), QJsonArray::fromStringList(action.unset));
    return json;
}

Result<RepairAction> repairActionFromJson(const QJsonObject &json)
{
    const std::optional<Kind> kind = repairKindFrom(json[QLatin1String("kind")].toString());
    const QString streamId = json[QLatin1String("stream_id")].toString();
    if (!kind || streamId.isEmpty()) {
        return tl::unexpected(Error{Error::Kind::Parse,
                                    tr("What the run says about its undoing cannot be read."),
                                    tr("It was written by another version of the console."),
                                    {}});
    }
    return RepairAction{.kind = *kind,
                        .streamId = streamId,
                        .fields = stringsIn(json[QLatin1String("fields")]),
                        .cid = json[QLatin1String("cid")].toString(),
                        .set = json[QLatin1String("set")].toObject(),
                        .unset = stringsIn(json[QLatin1String("unset")])};
}

QStringList RepairPlan::lostByUpsert() const
{
    QStringList lost;
    for (const RepairField &field : fields) {
        if (field.lostByUpsert)
            lost.append(field.streamId + QStringLiteral(": ") + field.field);
    }
    return lost;
}

Result<RepairRequest> undoOf(const std::vector<RunEvent> &events)
{
    if (events.empty() || events.front().data[QLatin1String("preset")].toString() != QLatin1String("repair"))
        return notUndoable(tr("This run is no repair, so there is nothing to undo."));
    const RunEvent &last = events.back();
    if (last.kind != EventKind::RunFinished)
        return notUndoable(tr("The repair did not end, so it is not known what it did."));
    RepairRequest request;
    const QJsonArray undo = last.data[QLatin1String("undo")].toArray();
    for (const QJsonValue &item : undo) {
        const Result<RepairAction> action = repairActionFromJson(item.toObject());
        if (!action)
            return tl::unexpected(action.error());
        request.actions.push_back(*action);
    }
    if (request.actions.empty())
        return notUndoable(tr("Nothing of this repair can be undone."));
    return request;
}

} // namespace chatsync
