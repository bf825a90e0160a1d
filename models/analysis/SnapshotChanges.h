// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Snapshot.h"

#include <string>
#include <vector>

/// Who came, went, grew and shrank between two snapshots of a cluster. GPUs; utilisation in percent. Pure.
namespace atlas {

/// One holder of GPUs in both snapshots.
struct HoldingChange
{
    enum Holder : std::uint8_t {
        Workload,
        NotListed, ///< what a namespace holds beside its listed workloads: below 0 where these say more than it does
        Unattributed, ///< what the cluster has beside its namespaces: below 0 where these say more than it does
    };
    enum Kind : std::uint8_t { Came, Went, Grew, Shrank };

    Holder holder = Workload;
    Kind kind = Grew;
    std::string namespaceName; ///< empty for Unattributed
    std::string name, workloadKind, uid; ///< of a workload, as the later snapshot has them
    double before = 0, after = 0; ///< GPUs; 0: holds none, or its GPUs are unknown
    double utilizationBefore = unknown, utilizationAfter = unknown;

    double change() const { return after - before; }
};

/// After = before + came + grew − went − shrank: to the last digit but rounding, as whatever is counted and not listed
/// is a holder of its own.
struct SnapshotChanges
{
    double before = 0, after = 0; ///< GPUs allocated in all; 0 where that is unknown
    double came = 0, went = 0, grew = 0, shrank = 0; ///< GPUs, each 0 or more
    int cameCount = 0, wentCount = 0, grewCount = 0, shrankCount = 0; ///< holders
    int unchanged = 0; ///< workloads that hold as many as before
    /// One of the two says nothing but totals: the only change is that of all GPUs together, as Unattributed.
    bool totalsOnly = false;
    /// Namespaces whose workloads only one of the two lists: they are compared as a whole, as NotListed. By name.
    std::vector<std::string> asWhole;
    std::vector<HoldingChange> changes; ///< the largest first, then by namespace and name
    /// Of each workload of the later snapshot, in its order, namespace after namespace: GPUs more than before; unknown
    /// where it is not compared by itself. Empty with totalsOnly.
    std::vector<double> byWorkload;
};

/// A workload is the same where its uid is; where one of the two has none, where namespace, kind and name are. Of
/// several alike the first belongs to the first. So a pod that was made anew under its old name came, and the old one
/// went. What only one of the two tells apart is compared as a whole: else all of it would seem to have come or gone.
/// `byNamespace`: namespaces are, whatever is listed (where one lists pods and the other workloads).
SnapshotChanges changesBetween(
    const AllocationSnapshot& before, const AllocationSnapshot& after, bool byNamespace = false);

} // namespace atlas
