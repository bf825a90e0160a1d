// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/AlertCenter.h"
#include "models/domain/Error.h"

#include <QString>

#include <optional>
#include <vector>

/// Rules and what was said about alerts, in files of JSON; the rules' people may edit. Blocks: not for the thread that
/// paints.
namespace atlas {

/// nullopt: there is no such file. USAGE, with a sentence that names the file and the place, where it is not
/// understood. Rules with faults (faultsOf()) are understood.
Result<std::optional<std::vector<AlertRule>>> readAlertRules(const QString& path);
/// Those of the file that somebody named, where one is: USAGE where it is not there. Else those of the usual file, or
/// the product's own where that is not there.
Result<std::vector<AlertRule>> alertRulesOf(const QString& named, const QString& usual);
/// EXPORT where it cannot be written; the old file then stays.
Result<void> writeAlertRules(const QString& path, const std::vector<AlertRule>& rules);

/// What is remembered of an alert.
struct AlertMemory
{
    FiringAlert alert; ///< of its figures nothing but `since` and `lastHour` is kept
    bool fires = false; ///< when it was looked at last

    friend bool operator==(const AlertMemory&, const AlertMemory&) = default;
};
/// Empty where there is no such file.
Result<std::vector<AlertMemory>> readAlertMemory(const QString& path);
Result<void> writeAlertMemory(const QString& path, const std::vector<AlertMemory>& memory);

/// Gives a file that is not understood another name beside, so that it is neither lost nor in the way. The new name.
Result<QString> setAside(const QString& path, Instant now);

/// "utilization", "allocation_rate", "allocated_gpus": how files and the command line name figures.
QString alertMetricText(Metric metric);

} // namespace atlas
