// SPDX-License-Identifier: MIT
#include "core/workbench/repairs.h"

#include <algorithm>

namespace chatsync {

namespace {

using diagnosis::Remedy;
using Kind = RepairAction::Kind;

RepairAction updateOf(const Remedy &remedy, const char *field)
{
    return {.kind = Kind::UpdateUser,
            .streamId = remedy.streamId,
            .fields = {QString::fromLatin1(field)},
            .cid = {},
            .set = {},
            .unset = {}};
}

RepairAction simple(Kind kind, const Remedy &remedy)
{
    return {.kind = kind, .streamId = remedy.streamId, .fields = {}, .cid = {}, .set = {}, .unset = {}};
}

std::optional<RepairAction> actionOf(const Remedy &remedy)
{
    switch (remedy.action) {
    case Remedy::Action::CreateUser:
        return simple(Kind::CreateUser, remedy);
    case Remedy::Action::SetRole:
        return updateOf(remedy, "role");
    case Remedy::Action::SetName:
        return updateOf(remedy, "name");
    case Remedy::Action::SetImage:
        return updateOf(remedy, "image");
    case Remedy::Action::Reactivate:
        return simple(Kind::Reactivate, remedy);
    case Remedy::Action::Restore:
        return simple(Kind::Restore, remedy);
    case Remedy::Action::AddMember: {
        RepairAction action = simple(Kind::AddMember, remedy);
        action.cid = remedy.cid;
        return action;
    }
    case Remedy::Action::CreateChannel:
    case Remedy::Action::None:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace

RepairRequest repairRequestFor(const std::vector<Remedy> &remedies)
{
    RepairRequest request;
    for (const Remedy &remedy : remedies) {
        const std::optional<RepairAction> action = actionOf(remedy);
        if (!action)
            continue;
        const auto same = std::find_if(
            request.actions.begin(), request.actions.end(), [&action](const RepairAction &known) {
                return known.kind == action->kind && known.streamId == action->streamId &&
                       known.cid == action->cid;
            });
        if (same == request.actions.end()) {
            request.actions.push_back(*action);
            continue;
        }
        for (const QString &field : action->fields) {
            if (!same->fields.contains(field))
                same->fields.append(field);
        }
    }
    return request;
}

RepairRequest repairRequestFor(const diagnosis::Verdict &verdict)
{
    std::vector<Remedy> remedies;
    for (const diagnosis::Finding &finding : verdict.findings)
        remedies.push_back(finding.remedy);
    return repairRequestFor(remedies);
}

std::vector<Exchange> writesIn(const std::vector<RunEvent> &events)
{
    std::vector<Exchange> writes;
    for (const RunEvent &event : events) {
        if (event.kind != EventKind::Exchange)
            continue;
        Exchange exchange = exchangeFromJson(event.data);
        if (exchange.writes)
            writes.push_back(std::move(exchange));
    }
    return writes;
}

} // namespace chatsync
