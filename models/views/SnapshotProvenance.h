// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Snapshot.h"
#include "models/views/Provenance.h"

#include <memory>

/// Where a figure of the page Allocation comes from: a snapshot's figures are as the server sent them. Pure; any
/// thread.
namespace atlas {

struct SnapshotProvenanceInput
{
    FigureRef figure; ///< of one cluster, with its snapshot
    std::shared_ptr<const AllocationSnapshot> snapshot; ///< null: there is none any more
    std::vector<CoverageEntry> ledger; ///< of the cluster
    QByteArray zone = "UTC";
    QString clusterName; ///< as shown
};

/// The rows are the workloads that the snapshot lists for the subject.
Provenance provenanceOf(const SnapshotProvenanceInput& input);

} // namespace atlas
