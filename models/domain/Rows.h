// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Figure.h"
#include "models/domain/Time.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The rows that servers send, as plain values. Text is UTF-8. Rates are percent, 0-100. A figure that was missing,
/// null or unusable on the wire is unknown. `time` is what the server sent; a row counts in the hour that contains it.
namespace atlas {

/// What every hourly row carries beside its figures.
struct RowTimes
{
    Instant time{}; ///< stat_hour as sent
    std::optional<Stamp> createdAt;
    std::optional<Stamp> updatedAt; ///< decides which of two versions of a row is newer; unknown counts as oldest

    HourIndex hour() const { return hourIndex(time); }
    friend bool operator==(const RowTimes&, const RowTimes&) = default;
};

/// One hour of a cluster. Natural key: (cluster, hour).
struct ClusterHour
{
    std::int64_t id = 0;
    std::string cluster;
    RowTimes at;
    Figure capacity; ///< GPUs
    Figure allocated; ///< GPUs, mean over the hour's samples
    Figure allocationRate; ///< %, as sent (above 100 when nodes fail)
    Figure avgUtilization, maxUtilization, minUtilization, p50Utilization, p95Utilization; ///< %
    Figure sampleCount; ///< 12 at a 5-minute interval; proves nothing about completeness

    friend bool operator==(const ClusterHour&, const ClusterHour&) = default;
};

/// One hour of a namespace. Natural key: (cluster, name, hour).
struct NamespaceHour
{
    std::int64_t id = 0;
    std::string cluster;
    std::string name;
    RowTimes at;
    Figure capacity; ///< GPUs: the quota where the server has one; may be 0
    Figure allocated;
    Figure allocationRate;
    Figure avgUtilization, maxUtilization, minUtilization;
    Figure activeWorkloads;

    friend bool operator==(const NamespaceHour&, const NamespaceHour&) = default;
};

enum class DimensionType : std::uint8_t { Label, Annotation };

/// A label or annotation key, such as label:team.
struct DimensionKey
{
    DimensionType type = DimensionType::Label;
    std::string key;

    friend auto operator<=>(const DimensionKey&, const DimensionKey&) = default;
};

/// "label" or "annotation", as on the wire.
std::string_view dimensionTypeName(DimensionType type);
std::optional<DimensionType> dimensionTypeFromName(std::string_view name);

/// One hour of one value of a label or annotation. Natural key: (cluster, dimension, value, hour).
struct DimensionHour
{
    std::int64_t id = 0;
    std::string cluster;
    DimensionKey dimension;
    std::string value; ///< a workload without the label counts under a default value such as "unknown"
    RowTimes at;
    Figure allocated;
    Figure avgUtilization, maxUtilization, minUtilization;
    Figure activeWorkloads;

    friend bool operator==(const DimensionHour&, const DimensionHour&) = default;
};

using LabelList = std::vector<std::pair<std::string, std::string>>; ///< in the order of the wire

/// One hour of a workload. Natural key: (cluster, namespace, name, type, hour).
struct WorkloadHour
{
    std::int64_t id = 0;
    std::string cluster;
    std::string namespaceName;
    std::string name;
    std::string type; ///< Deployment, Job ...; may be empty
    RowTimes at;
    Figure allocated, requested;
    Figure avgUtilization, maxUtilization, minUtilization, p50Utilization, p95Utilization;
    Figure avgMemoryUsed, maxMemoryUsed, avgMemoryTotal; ///< GB
    Figure avgReplicas, maxReplicas, minReplicas;
    Figure sampleCount;
    std::string status, ownerUid, ownerName;
    LabelList labels, annotations;

    friend bool operator==(const WorkloadHour&, const WorkloadHour&) = default;
};

} // namespace atlas
