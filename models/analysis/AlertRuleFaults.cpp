// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/AlertRules.h"
#include "models/analysis/Format.h"
#include "models/analysis/NameFilter.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

struct AlertText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::AlertText)
};

void addNameFaults(const AlertRule& rule, QStringList& faults)
{
    if (ruleName(rule).trimmed().isEmpty())
        faults << AlertText::tr("Give the rule a name.");
    for (const auto& text : {rule.only, rule.except}) {
        if (const auto filter = NameFilter::compile(text); !filter)
            faults << filter.error().message;
    }
    if (rule.level == Level::Dimension && rule.dimension.key.empty())
        faults << AlertText::tr("Choose the label or annotation whose values are watched.");
    if (rule.metric == Metric::AllocationRate && (rule.level == Level::Dimension || rule.level == Level::Workload))
        faults << AlertText::tr("It can never fire: labels, annotations and workloads have no capacity, and so no "
                                "allocation rate. Watch clusters or namespaces, or the allocated GPUs.");
}

void addBelowFaults(const AlertRule& rule, QStringList& faults)
{
    const double clear = rule.clearThreshold;
    if (rule.threshold <= 0)
        faults << AlertText::tr("It can never fire: nothing is below 0.");
    else if (rule.metric == Metric::Utilization && rule.threshold > 100)
        faults << AlertText::tr("It would always fire: no utilisation is above 100 %.");
    else if (rule.metric == Metric::AverageAllocated && rule.leastGpus >= rule.threshold)
        faults << AlertText::tr("It can never fire: nobody holds at least %1 GPUs and fewer than %2.")
                      .arg(formatFigure(rule.leastGpus, Unit::Gpus), formatFigure(rule.threshold, Unit::Gpus));
    if (clear < rule.threshold)
        faults << AlertText::tr("It clears on the wrong side: choose a value to clear at that is not below the "
                                "threshold.");
    else if (rule.metric == Metric::Utilization && clear > 100)
        faults << AlertText::tr("It would never clear: no utilisation reaches the value to clear at.");
}

void addAboveFaults(const AlertRule& rule, QStringList& faults)
{
    const double clear = rule.clearThreshold;
    if (rule.metric == Metric::Utilization && rule.threshold >= 100)
        faults << AlertText::tr("It can never fire: no utilisation is above 100 %.");
    else if (rule.threshold < 0)
        faults << AlertText::tr("It would always fire: everything is above a threshold below 0.");
    if (clear > rule.threshold)
        faults << AlertText::tr("It clears on the wrong side: choose a value to clear at that is not above the "
                                "threshold.");
    else if (clear < 0)
        faults << AlertText::tr("It would never clear: nothing falls below 0.");
}

constexpr QLatin1StringView idleId("idle-workloads"), lowId("low-namespaces"), fullId("cluster-full"),
    silentId("data-missing");

} // namespace

QString ruleName(const AlertRule& rule)
{
    if (!rule.name.isEmpty())
        return rule.name;
    if (rule.id == idleId)
        return AlertText::tr("GPUs held and not used");
    if (rule.id == lowId)
        return AlertText::tr("Namespace hardly used");
    if (rule.id == fullId)
        return AlertText::tr("Cluster almost full");
    if (rule.id == silentId)
        return AlertText::tr("Data missing");
    return {};
}

QStringList faultsOf(const AlertRule& rule, std::optional<int> historyHours)
{
    QStringList faults;
    addNameFaults(rule, faults);
    if (rule.condition != AlertCondition::Missing) {
        if (!std::isfinite(rule.threshold))
            faults << AlertText::tr("Give a threshold.");
        else if (rule.condition == AlertCondition::Below)
            addBelowFaults(rule, faults);
        else
            addAboveFaults(rule, faults);
    }
    if (rule.condition == AlertCondition::Missing && rule.metric == Metric::AllocationRate
        && rule.level == Level::Namespace)
        faults << AlertText::tr(
            "Most namespaces have no quota, and so never an allocation rate: it would always fire.");
    if (!(rule.leastGpus >= 0) || !std::isfinite(rule.leastGpus))
        faults << AlertText::tr("The least number of GPUs must be 0 or more.");
    if (rule.hours < 1 || rule.clearHours < 1)
        faults << AlertText::tr("Hours are counted from 1 on.");
    else if (std::max(rule.hours, rule.clearHours) > longestAlertHours)
        faults << AlertText::tr("Hours go up to %1.").arg(formatFigure(longestAlertHours, Unit::Count));
    else if (historyHours && rule.hours > *historyHours)
        faults << AlertText::tr("It can never fire: it has to hold for %1, and the history is only %2 long.")
                      .arg(formatDuration(std::chrono::hours(rule.hours)),
                          formatDuration(std::chrono::hours(*historyHours)));
    return faults;
}

std::vector<AlertRule> defaultAlertRules()
{
    AlertRule idle;
    idle.id = idleId;
    idle.level = Level::Workload;
    idle.leastGpus = 8;
    idle.clearThreshold = 10.0;
    idle.clearHours = 2;

    AlertRule low;
    low.id = lowId;
    low.threshold = 15;
    low.hours = 24;
    low.leastGpus = 8;
    low.clearThreshold = 20.0;
    low.clearHours = 3;

    AlertRule full;
    full.id = fullId;
    full.level = Level::Cluster;
    full.condition = AlertCondition::Above;
    full.metric = Metric::AllocationRate;
    full.threshold = 95;
    full.hours = 6;
    full.clearThreshold = 90.0;
    full.clearHours = 2;

    AlertRule silent;
    silent.id = silentId;
    silent.level = Level::Cluster;
    silent.condition = AlertCondition::Missing;
    silent.metric = Metric::AverageAllocated;
    silent.hours = 3;

    return {idle, low, full, silent};
}

} // namespace atlas
