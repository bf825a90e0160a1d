// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/AlertCenter.h"
#include "models/domain/ChartValues.h"
#include "models/store/StoreReader.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

/// From rules and a store to what fires: for the window and the command line alike. Pure; who calls asks the store.
namespace atlas {

/// Servers write an hour's row some minutes after the hour: what was asked for sooner says nothing about it.
inline constexpr std::chrono::minutes rowsMayTake{30};

/// A cluster at an hour.
struct AlertScan
{
    std::vector<AlertRule> rules; ///< disabled ones and those with faults are left out
    std::string cluster;
    HourIndex end = 0; ///< the hours before this one are looked at
    /// Before this hour a missing row means that the source has none; nullopt: before `end`.
    std::optional<HourIndex> askedTo = std::nullopt;
    /// Past the last hour that the store has of the cluster. So far back its own hours are looked at in any case: what
    /// is missing does not come back by being missing for long.
    std::optional<HourIndex> dataEnd = std::nullopt;
    /// When the source answered last, where it has been asked in vain since; nullopt: it answers, or was not asked. For
    /// as long the cluster's data are missing, though nobody can know which hours the source has.
    std::optional<Instant> unansweredSince = std::nullopt;
    UsageOptions options;
};

/// The last answer that a ledger tells of: the newest request of which rows or their absence came. nullopt where it
/// tells of none, as in a store that was imported.
std::optional<Instant> lastAnswer(const std::vector<CoverageEntry>& ledger);

/// How far back a level's hours are looked at: five weeks, two for workloads, and longer where a rule asks for more.
int alertHistory(const std::vector<AlertRule>& rules, Level level);

/// Percent or GPUs: what a rule's threshold and values are in.
Unit alertUnit(Metric metric);

/// What to read: first the cluster's own hours, then those of each level that a rule is about.
std::vector<GridQuery> queriesOf(const AlertScan& scan);

/// What fires, from the answers to queriesOf() in their order; a null one was not to be had, and its rules say nothing.
/// In the order of the rules, then by who holds most.
std::vector<FiringAlert> firingOf(const AlertScan& scan, const std::vector<GridPtr>& grids);

} // namespace atlas
