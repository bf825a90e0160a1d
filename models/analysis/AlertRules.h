// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Usage.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Metric.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Alert rules: what they say, whether they can, and what they find in the hours of a store. Pure.
namespace atlas {

enum class AlertCondition : std::uint8_t {
    Below, ///< the figure is below the threshold
    Above, ///< above
    Missing, ///< the figure is not known although it should be
};

/// The longest time that a rule can ask for, in hours: more than a year, and little enough to be read at once.
inline constexpr int longestAlertHours = 10'000;

/// "Utilisation below 5 % for 12 hours, of namespaces that hold at least 8 GPUs."
struct AlertRule
{
    QString id; ///< stable
    QString name; ///< as somebody gave it; empty: ruleName()
    bool enabled = true;
    Level level = Level::Namespace;
    DimensionKey dimension = {}; ///< with Level::Dimension
    AlertCondition condition = AlertCondition::Below;
    Metric metric = Metric::Utilization; ///< one of alertMetrics()
    double threshold = 5; ///< percent, or GPUs for Metric::AverageAllocated; not used with Missing
    int hours = 12; ///< that it has to hold in a row; 1 .. longestAlertHours
    double leastGpus = 0; ///< held in an hour; an hour with fewer does not count
    QString only = {}; ///< subjects (NameFilter); empty: all
    QString except = {}; ///< subjects left out of those
    /// Hysteresis: what fires ends when the figure is not below (above) this any more ...
    Figure clearThreshold = {}; ///< unknown: the threshold
    int clearHours = 1; ///< ... for so many hours in a row

    friend bool operator==(const AlertRule&, const AlertRule&) = default;
};

/// The figures that a rule can watch, as they are in one hour: utilisation, allocation rate, allocated GPUs.
const std::vector<Metric>& alertMetrics();

/// What a rule is called: its name; of defaultAlertRules(), which have none of their own, what the program calls them
/// in the present language. Empty for others without a name.
QString ruleName(const AlertRule& rule);

/// Why a rule cannot be used, as sentences for people: an expression that does not compile, a rule that could never
/// fire or would always, a threshold to clear at on the wrong side. Empty: it can. `historyHours`: how many hours there
/// are to look at, where that is known.
QStringList faultsOf(const AlertRule& rule, std::optional<int> historyHours = std::nullopt);

/// A stretch of time for which a rule fires for a subject.
struct AlertEpisode
{
    std::string subject;
    HourIndex first = 0; ///< of the run with which it began
    HourIndex last = 0; ///< the newest hour of it
    HourIndex firedAt = 0; ///< the hour in which the condition had held for long enough
    /// The hour with which it was over; nullopt: it fires still.
    std::optional<HourIndex> clearedAt = std::nullopt;
    int hours = 0; ///< known ones among first..last
    double gpuHours = 0; ///< held from the first to the last
    Figure worst = {}; ///< the lowest (highest) value of the figure
    Figure value = {}; ///< in its last known hour
    Figure gpus = {}; ///< held in that hour

    bool isOpen() const { return !clearedAt; }
    friend bool operator==(const AlertEpisode&, const AlertEpisode&) = default;
};

/// Which hours a rule is to be tried on.
struct AlertSpan
{
    const HourGrid* grid = nullptr; ///< of the rule's level
    const HourPresence* presence = nullptr; ///< of the cluster, at least over these hours
    HourIndex from = 0, to = 0; ///< [from, to)
    /// The end of the hours for which the source was asked: a missing row means something only before.
    std::optional<HourIndex> knownTo = std::nullopt;
    UsageOptions options;
};

/// The episodes of a rule, subject after subject, each in the order of time. Hours after an hour have no influence on
/// what is known in it: cutting the span short gives what was known then.
///
/// An hour holds, is clear, is in between, or is unknown:
/// - It is unknown where the cluster has no row, where the figure is not known, or where the rule asks for a number of
///   GPUs and it is not known how many are held. Unknown hours change nothing: they neither make a run longer nor break
///   it, neither end an episode nor keep it.
/// - A subject without a row in an hour in which the cluster has one holds 0 GPUs; a workload is over.
/// - Utilisation is asked only of those who hold GPUs: an hour without any is clear; so is one with fewer than
///   leastGpus.
/// - The figure beyond the threshold: holds. Not beyond the clear threshold: clear. Else it is in between: it breaks a
///   run that does not fire yet, and keeps an episode that does.
/// With Missing, an hour holds in which a cluster has no row, or the figure of a row is unknown; else it is clear. What
/// comes before the cluster's first hour is unknown.
///
/// An episode begins with `hours` holding hours in a row, and ends before `clearHours` clear hours in a row.
std::vector<AlertEpisode> episodesOf(const AlertRule& rule, const AlertSpan& span);

/// What a rule would have done: all episodes of the history together.
struct AlertTrial
{
    int episodes = 0;
    int subjects = 0; ///< that had any
    int hours = 0;
    double gpuHours = 0; ///< held in the episodes
    int open = 0; ///< episodes that last

    friend bool operator==(const AlertTrial&, const AlertTrial&) = default;
};
AlertTrial trialOf(const std::vector<AlertEpisode>& episodes);

/// Whether a rule is about somebody of that name, as its filters say; about nobody where one of them does not compile.
bool isAbout(const AlertRule& rule, std::string_view subject);

/// All of a grid whom a rule is about.
std::vector<int> subjectsOf(const AlertRule& rule, const HourGrid& grid);

/// The figure of each hour of a subject over a span, as the rule sees it; unknown where it is.
std::vector<double> watchedFigure(const AlertRule& rule, const AlertSpan& span, int subject);

/// Enabled ones that an operator wants from the first day on; named by ruleName(), so that no language is kept.
std::vector<AlertRule> defaultAlertRules();

} // namespace atlas
