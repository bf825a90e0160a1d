// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Attribution.h"
#include "models/domain/ChartValues.h"
#include "models/domain/Snapshot.h"
#include "models/domain/Table.h"

#include <QHash>
#include <QStringList>

/// From a snapshot to the treemap, the table behind it and what a tile's details say. Pure.
namespace atlas {

struct AllocationGrouping
{
    enum By : std::uint8_t { Namespace, Kind };
    By by = Namespace;
    bool pods = false; ///< gather pods below the workload that their names hint at

    friend bool operator==(const AllocationGrouping&, const AllocationGrouping&) = default;
};

/// What a tile stands for.
struct AllocationItem
{
    enum Type : std::uint8_t { Group, Workload, Remainder, Unattributed, Unallocated };
    Type type = Group;
    QString title; ///< shown name
    std::string namespaceName; ///< empty where the tile belongs to none, or to several
    std::string name; ///< of a workload, as the source has it
    QString kind, uid;
    double gpus = unknown, utilization = unknown, replicas = unknown;
    double workloads = unknown; ///< of a group or a remainder
};

struct AllocationView
{
    TreemapNode root;
    Table table; ///< a row a workload, remainder and rest; its key is the tile's path, joined by allocationPathKey()
    Attribution totals;
    QHash<QString, AllocationItem> items; ///< of each tile, by allocationPathKey() of its path
    QString warning; ///< where the parts say more than the total; empty: nothing to warn of
};

/// A tile's path as one key.
QString allocationPathKey(const QStringList& path);
QStringList allocationPath(const QString& key);

AllocationView allocationView(const AllocationSnapshot& snapshot, const AllocationGrouping& grouping);

} // namespace atlas
