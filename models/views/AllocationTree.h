// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Attribution.h"
#include "models/analysis/SnapshotChanges.h"
#include "models/domain/ChartValues.h"
#include "models/domain/Snapshot.h"
#include "models/domain/Table.h"

#include <QHash>
#include <QStringList>

#include <vector>

/// From a snapshot to the treemap, the table behind it and what a tile's details say. Pure.
namespace atlas {

struct AllocationGrouping
{
    enum By : std::uint8_t {
        Namespace,
        Kind,
        Annotation, ///< by the values of `annotation`: snapshots have their sums, and not whose they are
    };
    By by = Namespace;
    bool pods = false; ///< gather pods below the workload that their names hint at
    std::string annotation = {}; ///< key

    friend bool operator==(const AllocationGrouping&, const AllocationGrouping&) = default;
};

/// What a tile stands for.
struct AllocationItem
{
    enum Type : std::uint8_t {
        Group, ///< a namespace, or a kind
        Owner, ///< pods, below the workload that their names hint at
        Workload,
        Remainder,
        Unattributed,
        Unallocated,
        Cluster,
        Value,
    };
    Type type = Group;
    QString title; ///< shown name
    std::string cluster;
    std::string namespaceName; ///< empty where the tile belongs to none, or to several
    std::string name; ///< of a workload or a value, as the source has it
    QString kind, uid;
    double gpus = unknown, utilization = unknown, replicas = unknown;
    double workloads = unknown; ///< of a group or a remainder
    double change = unknown; ///< GPUs more than in the snapshot that it is compared with
};

struct AllocationView
{
    TreemapNode root;
    Table table; ///< a row a workload, remainder and rest; its key is the tile's path, joined by allocationPathKey()
    Attribution totals; ///< of all clusters together; namespaces one after another
    QHash<QString, AllocationItem> items; ///< of each tile, by allocationPathKey() of its path
    QHash<QString, QString> workloads, namespaces; ///< tiles by subject, as grids name it
    QStringList annotations; ///< keys that can be grouped by
    QString warning; ///< where the parts say more than the total, or less than was asked; empty: nothing to warn of
    int levels = 2; ///< of tiles to draw at once
};

/// A cluster's allocation, and what became of an earlier one where it is compared.
struct AllocationPart
{
    const AllocationSnapshot* snapshot = nullptr;
    const SnapshotChanges* changes = nullptr;
};

/// A tile's path as one key.
QString allocationPathKey(const QStringList& path);
QStringList allocationPath(const QString& key);

/// Of several clusters each is a tile of its own, and subjects are "cluster/namespace" and "cluster/namespace/name".
AllocationView allocationView(const std::vector<AllocationPart>& parts, const AllocationGrouping& grouping);
AllocationView allocationView(const AllocationSnapshot& snapshot, const AllocationGrouping& grouping);

/// What hovering a tile says, in lines.
QString allocationTooltip(const AllocationItem& item);

} // namespace atlas
