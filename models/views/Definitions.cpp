// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Definitions.h"

#include <QCoreApplication>

#include <array>

namespace atlas {

namespace {

struct Definition
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Definition)
};

struct MetricInfo
{
    Metric metric;
    const char* id;
    const char* formula; ///< to be translated where it has words
    const char* sentence;
};

constexpr std::array metricTable{
    MetricInfo{Metric::GpuHours, "gpu-hours", "Σ a",
        QT_TRANSLATE_NOOP("atlas::Definition", "The allocated GPUs of every hour, added up.")},
    MetricInfo{Metric::UsedGpuHours, "used-gpu-hours", "Σ a·u/100",
        QT_TRANSLATE_NOOP("atlas::Definition",
            "Allocated GPUs times their utilisation, added up over the hours in which both are known.")},
    MetricInfo{Metric::IdleGpuHours, "held-idle-gpu-hours", "Σ (a − a·u/100)",
        QT_TRANSLATE_NOOP(
            "atlas::Definition", "What was allocated and not used, added up over the hours in which both are known.")},
    MetricInfo{Metric::Utilization, "utilisation", "Σ a·u / Σ a",
        QT_TRANSLATE_NOOP("atlas::Definition",
            "Mean utilisation weighted by allocated GPUs, over the hours in which both are known; unknown where "
            "nothing "
            "was allocated.")},
    MetricInfo{Metric::AverageAllocated, "average-allocation", QT_TRANSLATE_NOOP("atlas::Definition", "Σ a / hours"),
        QT_TRANSLATE_NOOP("atlas::Definition",
            "Allocated GPU-hours divided by the hours in which the cluster has data; absent in one of them counts 0.")},
    MetricInfo{Metric::PeakAllocated, "peak-allocation", "max a",
        QT_TRANSLATE_NOOP("atlas::Definition", "The most GPUs that were allocated in an hour.")},
    MetricInfo{Metric::ActiveWorkloads, "active-workloads",
        QT_TRANSLATE_NOOP("atlas::Definition", "Σ active workloads / hours"),
        QT_TRANSLATE_NOOP("atlas::Definition",
            "Mean number of active workloads over the hours in which the cluster has data; absent counts 0.")},
    MetricInfo{Metric::IdleBelowGpuHours, "idle-below-gpu-hours",
        QT_TRANSLATE_NOOP("atlas::Definition", "Σ a where u ≤ t"),
        QT_TRANSLATE_NOOP("atlas::Definition",
            "All GPUs that were allocated in hours with a utilisation at or below the threshold t. Not the same as "
            "held "
            "idle, which counts the unused part of every hour.")},
    MetricInfo{Metric::UnknownGpuHours, "unknown-gpu-hours",
        QT_TRANSLATE_NOOP("atlas::Definition", "Σ a where u is unknown + Σ c where a is unknown"),
        QT_TRANSLATE_NOOP("atlas::Definition",
            "Allocated GPU-hours whose utilisation is unknown, and capacity of which nobody knows what it did.")},
    MetricInfo{Metric::UnallocatedGpuHours, "unallocated-gpu-hours", "Σ max(0, c − a)",
        QT_TRANSLATE_NOOP("atlas::Definition", "Capacity that nobody held, hour by hour never below 0; of clusters.")},
    MetricInfo{Metric::OverallocatedGpuHours, "overallocated-gpu-hours",
        QT_TRANSLATE_NOOP("atlas::Definition", "Σ max(0, a − c) + Σ a where c is unknown"),
        QT_TRANSLATE_NOOP("atlas::Definition",
            "What was allocated above the capacity, as when nodes fail, or while the capacity is unknown; of clusters. "
            "Used, held idle, unallocated and unknown add up to the capacity and this.")},
    MetricInfo{Metric::CapacityGpuHours, "capacity-gpu-hours", "Σ c",
        QT_TRANSLATE_NOOP("atlas::Definition", "The GPUs that were there in every hour, added up.")},
    MetricInfo{Metric::AllocationRate, "allocation-rate", "100 · Σ a / Σ c",
        QT_TRANSLATE_NOOP("atlas::Definition",
            "Allocated GPU-hours as a part of the capacity's, over the hours in which both are known; not the mean of "
            "hourly rates. More than 100 % is possible when nodes fail.")},
    MetricInfo{Metric::MeanUtilization, "mean-utilisation", "Σ u / n",
        QT_TRANSLATE_NOOP("atlas::Definition",
            "Plain mean of the hourly utilisation, without weights: an hour with one GPU counts as much as one with a "
            "hundred.")},
    MetricInfo{Metric::PeakUtilization, "peak-utilisation",
        QT_TRANSLATE_NOOP("atlas::Definition", "max of max_utilization"),
        QT_TRANSLATE_NOOP("atlas::Definition", "The highest utilisation that was measured.")},
    MetricInfo{Metric::LowestUtilization, "lowest-utilisation",
        QT_TRANSLATE_NOOP("atlas::Definition", "min of min_utilization"),
        QT_TRANSLATE_NOOP("atlas::Definition", "The lowest utilisation that was measured.")},
    MetricInfo{Metric::P50, "p50", QT_TRANSLATE_NOOP("atlas::Definition", "sorted u, at floor((n − 1) · 0.5)"),
        QT_TRANSLATE_NOOP(
            "atlas::Definition", "Half of the hours had this utilisation or less: nearest rank of the hourly values.")},
    MetricInfo{Metric::P95, "p95", QT_TRANSLATE_NOOP("atlas::Definition", "sorted u, at floor((n − 1) · 0.95)"),
        QT_TRANSLATE_NOOP("atlas::Definition",
            "95 of 100 hours had this utilisation or less: nearest rank of the hourly values. Percentiles of hours are "
            "never averaged.")},
    MetricInfo{Metric::Coverage, "coverage",
        QT_TRANSLATE_NOOP("atlas::Definition", "100 · hours with data / hours of the range"),
        QT_TRANSLATE_NOOP("atlas::Definition", "How much of the range the cluster has data for.")},
    MetricInfo{Metric::Cost, "cost", QT_TRANSLATE_NOOP("atlas::Definition", "Σ a · price"),
        QT_TRANSLATE_NOOP("atlas::Definition", "Allocated GPU-hours times the price that the connection sets.")},
    MetricInfo{Metric::IdleCost, "idle-cost", QT_TRANSLATE_NOOP("atlas::Definition", "Σ (a − a·u/100) · price"),
        QT_TRANSLATE_NOOP("atlas::Definition", "Held-idle GPU-hours times the price that the connection sets.")},
    MetricInfo{Metric::Share, "share", QT_TRANSLATE_NOOP("atlas::Definition", "100 · Σ a / Σ a of all subjects"),
        QT_TRANSLATE_NOOP(
            "atlas::Definition", "Allocated GPU-hours as a part of the sum over all subjects of the same level.")},
};

const MetricInfo& infoOf(Metric metric)
{
    for (const auto& info : metricTable) {
        if (info.metric == metric)
            return info;
    }
    return metricTable.front();
}

constexpr std::array bucketIds{"auto", "hour", "day", "week", "month", "quarter"}; // in the order of the enumeration

template <typename Ids>
int indexIn(const Ids& ids, const QString& id)
{
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (id == QLatin1StringView(ids[i]))
            return int(i);
    }
    return -1;
}

} // namespace

QString metricId(Metric metric)
{
    return QLatin1StringView(infoOf(metric).id);
}

std::optional<Metric> metricFromId(const QString& id)
{
    for (const auto& info : metricTable) {
        if (id == QLatin1StringView(info.id))
            return info.metric;
    }
    return std::nullopt;
}

QString bucketId(Bucket bucket)
{
    return QLatin1StringView(bucketIds[std::size_t(bucket)]);
}

std::optional<Bucket> bucketFromId(const QString& id)
{
    const int index = indexIn(bucketIds, id);
    return index < 0 ? std::nullopt : std::optional(Bucket(index));
}

QString metricDefinition(Metric metric)
{
    return Definition::tr(infoOf(metric).sentence);
}

QString metricExplanation(Metric metric, const QString& more)
{
    const QString both = metricDefinition(metric) + u'\n' + metricFormula(metric);
    return more.isEmpty() ? both : both + u'\n' + more;
}

QString metricFormula(Metric metric, UtilizationBasis basis)
{
    if (basis == UtilizationBasis::AllGpus) {
        switch (metric) {
        case Metric::UsedGpuHours:
            return QStringLiteral("Σ c·u/100");
        case Metric::IdleGpuHours:
            return QStringLiteral("Σ (a − c·u/100)");
        case Metric::IdleCost:
            return Definition::tr("Σ (a − c·u/100) · price");
        default:
            break;
        }
    }
    return Definition::tr(infoOf(metric).formula);
}

} // namespace atlas
