// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/AlertCenter.h"
#include "models/analysis/AlertRules.h"
#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Table.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <memory>
#include <optional>
#include <vector>

/// What the page of alerts shows: rules in words, what fires, and a rule on the history. Pure; any thread.
namespace atlas {

/// "Clusters", "Namespaces", "label team" ...
QString alertLevelName(Level level, const DimensionKey& dimension);
/// "Utilisation", "Allocation rate", "Allocated GPUs": of one hour.
QString alertMetricName(Metric metric);
/// "Workloads: Utilisation below 5 % for 12 h, from 8 GPU on".
QString alertSentence(const AlertRule& rule);
/// Identifies an alert among those that fire.
QString alertKey(const FiringAlert& alert);
/// As the window names whom an alert is about, while one or several clusters are shown.
QString alertSubject(const FiringAlert& alert, bool severalClusters);

/// The watched figure of an alert in its newest hour, with its unit; in words where there is none: "no data", "no
/// answer".
QString alertValue(const FiringAlert& alert);
/// What is the matter, for somebody who sees nothing else: "ml in prod: Utilisation 3.0 % for 12 h", "prod: nothing was
/// answered since 2026-11-22 14:05 UTC".
QString alertSentence(const FiringAlert& alert, const QTimeZone& zone);

/// A row an alert, in the order given; keys are alertKey(). `now`: what durations and mutes are counted to.
Table firingTable(const std::vector<FiringAlert>& alerts, bool severalClusters, Instant now, const QByteArray& zone);

/// What is said of alerts that began to fire, to somebody who does not look at the window.
struct AlertMessage
{
    QString title, body; ///< plain text; the body has at most a few lines
};
AlertMessage alertMessage(const std::vector<FiringAlert>& alerts, const QTimeZone& zone);

/// A rule and the hours to try it on.
struct AlertTrialInput
{
    AlertRule rule;
    TimeRange range; ///< whole hours
    QByteArray zone = "UTC";
    struct Cluster
    {
        std::string name;
        GridPtr cluster; ///< its own hours
        GridPtr grid; ///< those of the rule's level
        UsageOptions options;
        friend bool operator==(const Cluster&, const Cluster&) = default;
    };
    std::vector<Cluster> clusters;
    std::optional<HourIndex> knownTo; ///< AlertSpan::knownTo
    QStringList selected; ///< subjects to draw rather than the worst: the first that is there
};

struct AlertFindings;

/// The rule on the history.
struct AlertTrialData
{
    QStringList faults; ///< why there is nothing else
    AlertTrial trial;
    TimeSeriesData chart; ///< the figure of one subject, the threshold, and the hours in which it would have fired
    Table chartTable;
    QString subject; ///< that one, as shown
    /// Newest first; keys are unique, TableRow::subject whom to select. Never null.
    std::shared_ptr<const Table> episodes = std::make_shared<const Table>();
    int hours = 0; ///< of the range
    int watched = 0; ///< subjects that the rule is about
    std::shared_ptr<const AlertFindings> found; ///< what the hours and the rule say; null with faults
    bool isEmpty() const { return chart.series.empty(); }
};
/// `before`: what was shown before. Of the same rule and hours the episodes are not looked for again, and in the same
/// zone their table is that one.
AlertTrialData alertTrialOf(const AlertTrialInput& input, const AlertTrialData& before = {});

} // namespace atlas
