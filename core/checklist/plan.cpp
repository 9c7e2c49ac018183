// SPDX-License-Identifier: MIT
#include "core/checklist/plan.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace chatsync::checklist {

QJsonObject planOf(const Order &order, const ChecklistResult &head, const std::vector<Scenario> &scenarios)
{
    QJsonArray columns;
    for (const Scenario scenario : scenarios)
        columns.append(toString(scenario));
    return {{QStringLiteral("target"), head.target},
            {QStringLiteral("preset"), head.preset},
            {QStringLiteral("settings"), chatsync::toJson(order.settings)},
            {QStringLiteral("version"), head.version},
            {QStringLiteral("checks"), order.checks},
            {QStringLiteral("only"), QJsonArray::fromStringList(order.only)},
            {QStringLiteral("scenarios"), columns}};
}

Result<void> samePlan(const QJsonObject &plan, const Order &order, const ChecklistResult &head)
{
    const QJsonObject asked = planOf(order, head, {});
    for (const auto *key : {"target", "preset", "settings", "version"}) {
        if (plan[QLatin1String{key}] == asked[QLatin1String{key}])
            continue;
        return tl::unexpected(Error{
            Error::Kind::Input,
            QCoreApplication::translate("Checklist",
                                        "The unfinished sweep was begun with the target “%1” and the "
                                        "flow “%2” under other settings than these.")
                .arg(plan[QLatin1String("target")].toString(), plan[QLatin1String("preset")].toString()),
            QCoreApplication::translate("Checklist", "Go on with it as it was begun, or begin anew."),
            {}});
    }
    return {};
}

void takeChecks(Order &order, const QJsonObject &plan)
{
    order.checks = plan[QLatin1String("checks")].toBool();
    order.only.clear();
    for (const QJsonValue &id : plan[QLatin1String("only")].toArray())
        order.only << id.toString();
}

std::vector<Scenario> scenariosIn(const QJsonObject &plan)
{
    std::vector<Scenario> scenarios;
    for (const QJsonValue &id : plan[QLatin1String("scenarios")].toArray()) {
        if (const std::optional<Scenario> scenario = scenarioFrom(id.toString()))
            scenarios.push_back(*scenario);
    }
    return scenarios;
}

} // namespace chatsync::checklist
