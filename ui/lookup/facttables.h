// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/comparison.h"
#include "core/diagnosis/lookup.h"
#include "core/domain/runsummary.h"
#include "core/sync/repair.h"
#include "ui/lookup/celltable.h"

/// From facts to the rows of the tables of the look-up. Pure.
namespace chatsync::ui::facttables {

/// "Field, Expected, Actual, Result": what can be compared.
QStringList comparisonTitles();
std::vector<CellRow> comparisonRows(const diagnosis::PersonFacts &person);
/// How many of them differ.
int differences(const diagnosis::PersonFacts &person);

/// "Field, Database, StreamChat": the rest of what is known, and why somebody is a user or a company.
QStringList detailTitles();
std::vector<CellRow> detailRows(const diagnosis::PersonFacts &person, const QDateTime &now);

/// @p person null: without "This participant".
QStringList channelTitles(const diagnosis::PersonFacts *person);
std::vector<CellRow> channelRows(const std::vector<diagnosis::ChannelFacts> &channels,
                                 const diagnosis::PersonFacts *person, const QDateTime &now);

QStringList runTitles();
std::vector<CellRow> runRows(const std::vector<RunSummary> &runs, const QDateTime &now);

QStringList participantTitles();
std::vector<CellRow> participantRows(const diagnosis::LookupResult &result, const QDateTime &now);

QStringList repairTitles();
/// Changed rows first, then custom data that is kept, then the rest in one line. @p after tells, once the
/// repair has run, what each of the changed fields came to.
std::vector<CellRow> repairRows(const RepairPlan &plan, const QString &streamId,
                                std::optional<bool> worked = {});

/// "4", "\"second officer\"", "{ \"imo\": … }": a value on one line.
QString shown(const QJsonValue &value);

} // namespace chatsync::ui::facttables
