// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationTree.h"

#include "models/analysis/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <vector>

namespace atlas {
namespace {

constexpr QChar separator(0x1f); // the ASCII unit separator, which no Kubernetes name holds

QString text(const std::string& name)
{
    return displayName(name);
}

/// GPUs and the GPU-weighted mean of a group of workloads.
struct Sum
{
    double gpus = 0, weighted = 0, weight = 0, count = 0;

    void add(const AllocatedWorkload& workload)
    {
        count += 1;
        if (!workload.gpus.known())
            return;
        gpus += workload.gpus;
        if (workload.utilization.known()) {
            weighted += workload.gpus * workload.utilization;
            weight += workload.gpus;
        }
    }
    double utilization() const { return weight > 0 ? weighted / weight : unknown; }
};

/// Builds the tree and, beside it, the items and the table's rows.
class AllocationTree
{
    Q_DECLARE_TR_FUNCTIONS(atlas::AllocationTree)
public:
    AllocationTree(const AllocationSnapshot& snapshot, const AllocationGrouping& grouping)
        : m_snapshot(snapshot)
        , m_grouping(grouping)
    {
        m_view.totals = attributionOf(snapshot);
        m_view.table.columns = {
            {QStringLiteral("namespace"), tr("Namespace"), CellKind::Text, Unit::None},
            {QStringLiteral("workload"), tr("Workload"), CellKind::Text, Unit::None},
            {QStringLiteral("kind"), tr("Kind"), CellKind::Text, Unit::None},
            {QStringLiteral("gpus"), tr("GPUs"), CellKind::Number, Unit::Gpus},
            {QStringLiteral("utilization"), tr("Utilisation"), CellKind::Number, Unit::Percent},
            {QStringLiteral("replicas"), tr("Replicas"), CellKind::Number, Unit::Count},
        };
    }

    AllocationView build()
    {
        m_view.root.label = text(m_snapshot.head.cluster);
        m_view.root.key = QString::fromStdString(m_snapshot.head.cluster);
        if (m_grouping.by == AllocationGrouping::Kind)
            addKinds();
        else
            addNamespaces();
        addRests();
        m_view.root.size = sizeOf(m_view.root);
        m_view.root.value = m_view.totals.utilization;
        if (m_view.totals.excess > 0) {
            m_view.warning =
                tr("The namespaces add up to %1, more than the %2 that the snapshot states. The parts are shown.")
                    .arg(formatWithUnit(m_view.totals.attributed, Unit::Gpus),
                        formatWithUnit(m_view.totals.allocated, Unit::Gpus));
        }
        return std::move(m_view);
    }

private:
    using Workloads = std::vector<const AllocatedWorkload*>;

    void addNamespaces()
    {
        for (std::size_t i = 0; i < m_snapshot.namespaces.size(); ++i) {
            const auto& part = m_snapshot.namespaces[i];
            const auto& attribution = m_view.totals.namespaces[i];
            if (!(attribution.gpus > 0))
                continue;
            AllocationItem item;
            item.title = text(part.name);
            item.namespaceName = part.name;
            item.gpus = attribution.gpus;
            item.utilization = attribution.utilization;
            item.workloads = attribution.workloads;
            const QString key = QString::fromStdString(part.name);
            Workloads workloads;
            for (const auto& workload : part.workloads)
                workloads.push_back(&workload);
            TreemapNode node = tile(key, {key}, item);
            addWorkloads(node, {key}, workloads, false);
            addRemainder(node, {key}, attribution);
            node.size = sizeOf(node);
            m_view.root.children.push_back(std::move(node));
        }
    }

    void addKinds()
    {
        std::map<std::string, Workloads> kinds;
        for (const auto& part : m_snapshot.namespaces) {
            for (const auto& workload : part.workloads)
                kinds[workload.kind].push_back(&workload);
        }
        for (const auto& [kind, workloads] : kinds) {
            Sum sum;
            for (const auto* workload : workloads)
                sum.add(*workload);
            AllocationItem item;
            item.title = kind.empty() ? tr("No kind") : text(kind);
            item.gpus = sum.gpus;
            item.utilization = sum.utilization();
            item.workloads = sum.count;
            const QString key = QStringLiteral("kind:") + QString::fromStdString(kind);
            TreemapNode node = tile(key, {key}, item);
            addWorkloads(node, {key}, workloads, true);
            node.size = sizeOf(node);
            if (node.size > 0)
                m_view.root.children.push_back(std::move(node));
        }
        for (const auto& attribution : m_view.totals.namespaces) {
            const QString key = QStringLiteral("rest:") + QString::fromStdString(attribution.name);
            if (attribution.remainderGpus > 0)
                m_view.root.children.push_back(remainder(key, {key}, attribution));
        }
    }

    void addWorkloads(TreemapNode& parent, const QStringList& path, const Workloads& workloads, bool qualified)
    {
        if (!m_grouping.pods) {
            addLeaves(parent, path, workloads, qualified);
            return;
        }
        std::map<std::pair<std::string, std::string>, Workloads> owners;
        for (const auto* workload : workloads)
            owners[{workload->namespaceName, ownerLikeName(workload->name)}].push_back(workload);
        for (const auto& [owner, pods] : owners) {
            if (pods.size() == 1) {
                addLeaves(parent, path, pods, qualified);
                continue;
            }
            Sum sum;
            for (const auto* pod : pods)
                sum.add(*pod);
            AllocationItem item;
            item.title = qualified ? text(owner.first + '/' + owner.second) : text(owner.second);
            item.namespaceName = owner.first;
            item.kind = text(pods.front()->kind);
            item.gpus = sum.gpus;
            item.utilization = sum.utilization();
            item.workloads = sum.count;
            const QString key = QStringLiteral("owner:") + QString::fromStdString(owner.first + '/' + owner.second);
            TreemapNode node = tile(key, path + QStringList{key}, item);
            addLeaves(node, path + QStringList{key}, pods, false);
            node.size = sizeOf(node);
            parent.children.push_back(std::move(node));
        }
    }

    void addLeaves(TreemapNode& parent, const QStringList& path, const Workloads& workloads, bool qualified)
    {
        QHash<QString, int> used; // several entries can share uid or name: they are told apart by their order
        for (const auto* workload : workloads) {
            if (!(workload->gpus > 0))
                continue;
            AllocationItem item;
            item.type = AllocationItem::Workload;
            item.title = qualified ? text(workload->namespaceName + '/' + workload->name) : text(workload->name);
            item.namespaceName = workload->namespaceName;
            item.name = workload->name;
            item.kind = text(workload->kind);
            item.uid = text(workload->uid);
            item.gpus = workload->gpus;
            item.utilization = workload->utilization;
            item.replicas = workload->replicas;
            QString key = QString::fromStdString(workload->uid.empty()
                    ? workload->namespaceName + '/' + workload->kind + '/' + workload->name
                    : workload->uid);
            const int times = ++used[key];
            if (times > 1)
                key += QStringLiteral("#%1").arg(times);
            parent.children.push_back(tile(key, path + QStringList{key}, item));
            addRow(path + QStringList{key}, item);
        }
    }

    TreemapNode remainder(const QString& key, const QStringList& path, const NamespaceAttribution& attribution)
    {
        AllocationItem item;
        item.type = AllocationItem::Remainder;
        const bool counted = attribution.remainderWorkloads > 0;
        item.title = counted
            ? tr("%Ln workload(s) not listed", nullptr, int(attribution.remainderWorkloads))
            : tr("Not listed");
        item.namespaceName = attribution.name;
        item.gpus = attribution.remainderGpus;
        item.utilization = attribution.remainderUtilization;
        item.workloads = counted ? attribution.remainderWorkloads : unknown;
        TreemapNode node = tile(key, path, item);
        node.remainder = true;
        addRow(path, item);
        return node;
    }

    /// A group is as large as what is in it, also where the source states less.
    static double sizeOf(const TreemapNode& group)
    {
        double size = 0;
        for (const auto& child : group.children)
            size += child.size;
        return size;
    }

    void addRemainder(TreemapNode& parent, const QStringList& path, const NamespaceAttribution& attribution)
    {
        if (attribution.remainderGpus > 0)
            parent.children.push_back(
                remainder(QStringLiteral("rest"), path + QStringList{QStringLiteral("rest")}, attribution));
    }

    /// What the cluster has beside its namespaces: tiles of their own, so that the whole is the capacity.
    void addRests()
    {
        const auto add = [this](const QString& key, AllocationItem::Type type, const QString& title, double gpus,
                             Role role) {
            if (!(gpus > 0))
                return;
            AllocationItem item;
            item.type = type;
            item.title = title;
            item.gpus = gpus;
            TreemapNode node = tile(key, {key}, item);
            node.role = role;
            addRow({key}, item);
            m_view.root.children.push_back(std::move(node));
        };
        add(QStringLiteral("unattributed:"), AllocationItem::Unattributed, tr("Unattributed"),
            m_view.totals.unattributed, Role::Unknown);
        add(QStringLiteral("unallocated:"), AllocationItem::Unallocated, tr("Unallocated"), m_view.totals.unallocated,
            Role::Unallocated);
    }

    TreemapNode tile(const QString& key, const QStringList& path, const AllocationItem& item)
    {
        TreemapNode node;
        node.key = key;
        node.label = item.title;
        node.size = item.gpus;
        node.value = item.utilization;
        node.tooltip = tooltipOf(item);
        m_view.items.insert(allocationPathKey(path), item);
        return node;
    }

    static QString tooltipOf(const AllocationItem& item)
    {
        QStringList lines{item.title};
        if (!item.namespaceName.empty() && item.type != AllocationItem::Group)
            lines << tr("Namespace %1").arg(text(item.namespaceName));
        if (!item.kind.isEmpty())
            lines << item.kind;
        lines << formatWithUnit(item.gpus, Unit::Gpus);
        if (item.type != AllocationItem::Unallocated && item.type != AllocationItem::Unattributed) {
            lines << (isKnown(item.utilization)
                    ? tr("Utilisation %1").arg(formatWithUnit(item.utilization, Unit::Percent))
                    : tr("Utilisation unknown"));
        }
        if (isKnown(item.workloads))
            lines << tr("%Ln workload(s)", nullptr, int(item.workloads));
        if (item.type == AllocationItem::Remainder)
            lines << tr("Counted by the source, but not listed one by one");
        return lines.join(QLatin1Char('\n'));
    }

    void addRow(const QStringList& path, const AllocationItem& item)
    {
        const auto number = [](double value) { return isKnown(value) ? Cell(value) : Cell(); };
        TableRow row;
        row.key = allocationPathKey(path);
        row.setApart = item.type != AllocationItem::Workload;
        row.cells = {item.namespaceName.empty() ? Cell(QString()) : Cell(text(item.namespaceName)),
            item.type == AllocationItem::Workload ? Cell(text(item.name)) : Cell(item.title), Cell(item.kind),
            number(item.gpus), number(item.utilization), number(item.replicas)};
        m_view.table.rows.push_back(std::move(row));
    }

    const AllocationSnapshot& m_snapshot;
    const AllocationGrouping m_grouping;
    AllocationView m_view;
};

} // namespace

QString allocationPathKey(const QStringList& path)
{
    return path.join(separator);
}
QStringList allocationPath(const QString& key)
{
    return key.isEmpty() ? QStringList() : key.split(separator);
}

AllocationView allocationView(const AllocationSnapshot& snapshot, const AllocationGrouping& grouping)
{
    return AllocationTree(snapshot, grouping).build();
}

} // namespace atlas
