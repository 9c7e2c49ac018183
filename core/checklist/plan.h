// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist: what whoever goes on with a sweep has to know of its beginning.

#include "core/checklist/order.h"

#include <QJsonObject>

namespace chatsync::checklist {

QJsonObject planOf(const Order &order, const ChecklistResult &head, const std::vector<Scenario> &scenarios);

/// An Error of kind Input where the order asks for something else than was begun.
Result<void> samePlan(const QJsonObject &plan, const Order &order, const ChecklistResult &head);

std::vector<Scenario> scenariosIn(const QJsonObject &plan);

/// The checks that were asked for at the beginning.
void takeChecks(Order &order, const QJsonObject &plan);

} // namespace chatsync::checklist
