// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/SnapshotChanges.h"
#include "models/domain/Table.h"

#include <QString>
#include <QTimeZone>

#include <string>
#include <utility>
#include <vector>

/// What became of an earlier allocation, as sentences and a table. Pure.
namespace atlas {

struct AllocationComparison
{
    Instant with{}; ///< when the other snapshot was taken; the oldest of several clusters'
    SnapshotChanges changes; ///< of all clusters together
    QString summary; ///< "Since …: 12 to 20 GPU (+8 GPU)  ·  +10 GPU came (3)  ·  −2 GPU went (1)"
    Table table; ///< a row a holder that changed, the largest change first
};

/// The changes of one cluster.
using ClusterChanges = std::pair<std::string, SnapshotChanges>;

/// `with` and `at`: when the two were taken.
AllocationComparison allocationComparison(
    const std::vector<ClusterChanges>& clusters, Instant with, Instant at, const QTimeZone& zone);

} // namespace atlas
