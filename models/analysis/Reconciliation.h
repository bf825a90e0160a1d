// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"
#include "models/domain/Time.h"

#include <vector>

namespace atlas {

/// One hour of a cluster against the sum of its namespaces, in allocated GPUs (of one hour: GPU-hours).
struct ReconciledHour
{
    HourIndex hour = 0;
    double cluster = unknown; ///< as its own row says
    double namespaces = unknown; ///< sum over their rows; unknown without any, or where one does not say
    bool off = false; ///< they differ by more than the tolerance

    /// cluster − namespaces: above 0 is unattributed, below 0 counted twice; unknown where either is.
    double difference() const { return cluster - namespaces; }
    /// |difference| in percent of the larger one; 0 where both are 0, unknown where either is.
    double percent() const;
};

/// How well the rows of a cluster agree with those of its namespaces: two answers of a server to one question.
struct Reconciliation
{
    double tolerancePercent = 1;
    std::vector<ReconciledHour> hours; ///< those with a row of the cluster or of a namespace, in order
    int compared = 0; ///< hours in which both are known
    int off = 0; ///< of these
    int clusterOnly = 0; ///< the cluster holds GPUs, and the namespaces have no usable figures
    int namespacesOnly = 0; ///< the other way round
    double clusterGpuHours = 0, namespaceGpuHours = 0; ///< over the compared hours
    double offGpuHours = 0; ///< Σ |difference| over the hours that are off

    /// The hour that is furthest off, in GPUs; null where none is.
    const ReconciledHour* worst() const;
};

/// Compares hour by hour; hours outside one of the grids count as without rows there. Values that cannot be (negative)
/// are unknown. A cluster that holds nothing agrees with namespaces that have no rows. The values of one label or
/// annotation can stand in the place of the namespaces: they should add up alike.
Reconciliation reconcile(const HourGrid& cluster, const HourGrid& namespaces, double tolerancePercent = 1);

} // namespace atlas
