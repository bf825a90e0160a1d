// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationDetails.h"

#include "models/analysis/Format.h"

#include <QCoreApplication>

namespace atlas {
namespace {

class Facts
{
    Q_DECLARE_TR_FUNCTIONS(atlas::AllocationDetails)
public:
    AllocationFacts ofWhole(const AllocationData& data)
    {
        const auto& totals = data.view.totals;
        if (data.source == AllocationSource::None)
            return {};
        add(tr("Capacity"), formatWithUnit(totals.capacity, Unit::Gpus));
        add(tr("Allocated"), formatWithUnit(totals.allocated, Unit::Gpus));
        if (totals.overallocated > 0)
            add(tr("Beyond the capacity"), formatWithUnit(totals.overallocated, Unit::Gpus));
        else
            add(tr("Unallocated"), formatWithUnit(totals.unallocated, Unit::Gpus));
        if (totals.unattributed > 0)
            add(tr("Unattributed"), formatWithUnit(totals.unattributed, Unit::Gpus));
        add(tr("Utilisation"), percent(totals.utilization));
        add(tr("Hint"), tr("Click a tile, or walk the tiles with the arrow keys. Enter zooms in, Backspace out."));
        return std::move(m_facts);
    }

    AllocationFacts ofTile(const AllocationData& data, const AllocationItem& item, const WorkloadHour* newest)
    {
        if (item.type == AllocationItem::Workload || item.type == AllocationItem::Owner
            || item.type == AllocationItem::Remainder)
            add(tr("Namespace"), displayName(item.namespaceName));
        if (data.view.levels > 2 && item.type != AllocationItem::Cluster)
            add(tr("Cluster"), displayName(item.cluster));
        add(tr("Kind"), item.kind);
        add(tr("Holds"), formatWithUnit(item.gpus, Unit::Gpus));
        if (isKnown(item.change) && data.comparison)
            add(tr("Change"), formatChange(item.change, Unit::Gpus));
        const bool isRest = item.type == AllocationItem::Unallocated || item.type == AllocationItem::Unattributed;
        if (!isRest)
            add(tr("Utilisation"), percent(item.utilization));
        const double total = data.view.totals.allocated;
        if (item.type != AllocationItem::Unallocated && total > 0)
            add(tr("Share of allocated"), formatWithUnit(100 * item.gpus / total, Unit::Percent));
        if (isKnown(item.workloads))
            add(tr("Workloads"), formatFigure(item.workloads, Unit::Count));
        if (isKnown(item.replicas))
            add(tr("Replicas"), formatFigure(item.replicas, Unit::Count));
        if (item.type == AllocationItem::Value)
            add(tr("Note"), tr("Snapshots have the sum of each value, and not which workloads carry it."));
        if (newest)
            addRow(*newest);
        if (item.uid != item.title)
            add(tr("UID"), item.uid);
        return std::move(m_facts);
    }

private:
    static QString percent(double value)
    {
        return isKnown(value) ? formatWithUnit(value, Unit::Percent) : tr("unknown");
    }

    void add(const QString& caption, const QString& value)
    {
        if (!value.isEmpty())
            m_facts.append({caption, value});
    }

    void addRow(const WorkloadHour& row)
    {
        add(tr("Type"), displayName(row.type));
        add(tr("Status"), displayName(row.status));
        if (!row.ownerName.empty())
            add(tr("Owner"), displayName(row.ownerName));
        else
            add(tr("Owner"), displayName(row.ownerUid));
        if (row.requested.known())
            add(tr("Requested"), formatWithUnit(row.requested, Unit::Gpus));
        if (row.avgMemoryUsed.known()) {
            add(tr("Memory used"),
                row.avgMemoryTotal.known() ? tr("%1 of %2")
                                                 .arg(formatFigure(row.avgMemoryUsed, Unit::Gigabytes),
                                                     formatWithUnit(row.avgMemoryTotal, Unit::Gigabytes))
                                           : formatWithUnit(row.avgMemoryUsed, Unit::Gigabytes));
        }
        addList(tr("Labels"), row.labels);
        addList(tr("Annotations"), row.annotations);
    }

    void addList(const QString& caption, const LabelList& list)
    {
        constexpr std::size_t most = 24; // more are no help in a narrow pane
        QStringList lines;
        for (std::size_t i = 0; i < list.size() && i < most; ++i)
            lines << displayName(list[i].first) + QStringLiteral(": ") + displayName(list[i].second);
        if (list.size() > most)
            lines << tr("and %n more", nullptr, int(list.size() - most));
        add(caption, lines.join(QLatin1Char('\n')));
    }

    AllocationFacts m_facts;
};

} // namespace

AllocationFacts allocationFacts(const AllocationData& data, const AllocationItem* item, const WorkloadHour* newest)
{
    return item ? Facts().ofTile(data, *item, newest) : Facts().ofWhole(data);
}

std::optional<FigureRef> allocationFigure(
    const AllocationData& data, const AllocationItem* item, const std::string& annotation)
{
    if (!item && data.parts.size() != 1)
        return std::nullopt; // gathers clusters, whose allocations can be of different times
    const auto part = item ? data.parts.find(item->cluster) : data.parts.begin();
    if (part == data.parts.end())
        return std::nullopt;
    const auto& [cluster, when] = *part;
    FigureRef figure;
    figure.metric = Metric::AverageAllocated;
    const auto hour = std::chrono::floor<std::chrono::hours>(when.time);
    figure.range = {hour, hour + std::chrono::hours(1)};
    figure.scope = {cluster, Level::Cluster, {}};
    if (when.source == AllocationSource::Snapshot)
        figure.snapshot = when.time;
    if (!item)
        return figure;
    switch (item->type) {
    case AllocationItem::Workload:
        figure.scope.level = Level::Workload;
        figure.subject = item->namespaceName + '/' + item->name;
        break;
    case AllocationItem::Value:
        figure.scope.level = Level::Dimension;
        figure.scope.dimension = {DimensionType::Annotation, annotation};
        figure.subject = item->name;
        break;
    case AllocationItem::Owner:
        return std::nullopt;
    case AllocationItem::Group:
    case AllocationItem::Remainder:
        if (item->namespaceName.empty())
            return std::nullopt; // of a kind, or without any value
        figure.scope.level = Level::Namespace;
        figure.subject = item->namespaceName;
        break;
    default:
        break; // of the cluster: its capacity, what is allocated, and what of that is nobody's
    }
    return figure;
}

} // namespace atlas
