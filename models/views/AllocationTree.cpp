// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationTree.h"

#include "models/analysis/Arithmetic.h"
#include "models/analysis/Clusters.h"
#include "models/analysis/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace atlas {
namespace {

constexpr QChar separator(0x1f); // the ASCII unit separator, which no Kubernetes name holds

QString text(const std::string& name)
{
    return displayName(name);
}

QString key(const std::string& name)
{
    return QString::fromStdString(name);
}

QString below(const QString& path, const QString& child)
{
    return path.isEmpty() ? child : path + separator + child;
}

/// GPUs and the GPU-weighted mean of a group of workloads.
struct Sum
{
    double gpus = 0, count = 0;
    WeightedMean utilization;

    void add(const AllocatedWorkload& workload)
    {
        count += 1;
        gpus += workload.gpus.known() ? double(workload.gpus) : 0;
        utilization.add(workload.gpus, workload.utilization);
    }
};

/// The changes of one cluster by what they are looked up by; all 0 where something did not change.
class ChangeLookup
{
public:
    /// `snapshot`: the later one.
    ChangeLookup(const AllocationSnapshot& snapshot, const SnapshotChanges* changes)
        : m_compared(changes != nullptr)
    {
        if (!changes)
            return;
        m_totalsOnly = changes->totalsOnly;
        m_whole.insert(changes->asWhole.begin(), changes->asWhole.end());
        for (const auto& change : changes->changes) {
            if (change.holder == HoldingChange::Unattributed) {
                m_unattributed += change.change();
                continue;
            }
            m_namespaces[change.namespaceName] += change.change();
            if (change.holder == HoldingChange::NotListed) {
                m_remainders[change.namespaceName] += change.change();
                continue;
            }
            m_kinds[change.workloadKind] += change.change();
        }
        auto next = changes->byWorkload.begin();
        for (const auto& part : snapshot.namespaces) {
            for (const auto& workload : part.workloads) {
                if (next != changes->byWorkload.end())
                    m_workloads.emplace(&workload, *next++);
            }
        }
        m_all = changes->after - changes->before;
    }

    double all() const { return m_compared ? m_all : unknown; }
    double unattributed() const { return m_compared && !m_totalsOnly ? m_unattributed : unknown; }
    double ofNamespace(const std::string& name) const { return in(m_namespaces, name); }
    double ofRemainder(const std::string& name) const
    {
        return m_whole.contains(name) ? unknown : in(m_remainders, name);
    }
    double ofKind(const std::string& kind) const { return m_whole.empty() ? in(m_kinds, kind) : unknown; }
    double of(const AllocatedWorkload& workload) const
    {
        const auto found = m_workloads.find(&workload);
        return found == m_workloads.end() ? unknown : found->second;
    }

private:
    using Map = std::unordered_map<std::string, double>;

    double in(const Map& map, const std::string& name) const
    {
        if (!m_compared || m_totalsOnly)
            return unknown;
        const auto found = map.find(name);
        return found == map.end() ? 0 : found->second;
    }

    bool m_compared, m_totalsOnly = false;
    std::set<std::string> m_whole; ///< namespaces of whose parts nothing is known
    double m_all = 0, m_unattributed = 0;
    Map m_namespaces, m_remainders, m_kinds;
    std::unordered_map<const AllocatedWorkload*, double> m_workloads; ///< several can have one name
};

/// Builds the tree and, beside it, the items and the table's rows.
class AllocationTree
{
    Q_DECLARE_TR_FUNCTIONS(atlas::AllocationTree)
public:
    AllocationTree(const std::vector<AllocationPart>& parts, const AllocationGrouping& grouping)
        : m_parts(parts)
        , m_grouping(grouping)
        , m_several(parts.size() > 1)
    {
        auto& columns = m_view.table.columns;
        if (m_several)
            columns.push_back({QStringLiteral("cluster"), tr("Cluster"), CellKind::Text, Unit::None});
        const bool byValue = grouping.by == AllocationGrouping::Annotation;
        columns.push_back({QStringLiteral("namespace"), tr("Namespace"), CellKind::Text, Unit::None});
        columns.push_back({QStringLiteral("workload"), byValue ? text(grouping.annotation) : tr("Workload"),
            CellKind::Text, Unit::None});
        columns.push_back({QStringLiteral("kind"), tr("Kind"), CellKind::Text, Unit::None});
        columns.push_back({QStringLiteral("gpus"), tr("GPUs"), CellKind::Number, Unit::Gpus});
        columns.push_back({QStringLiteral("utilization"), tr("Utilisation"), CellKind::Number, Unit::Percent});
        columns.push_back({QStringLiteral("replicas"), tr("Replicas"), CellKind::Number, Unit::Count});
    }

    AllocationView build()
    {
        QStringList names;
        std::vector<Attribution> totals;
        for (const auto& part : m_parts) {
            m_snapshot = part.snapshot;
            m_totals = attributionOf(*part.snapshot);
            m_changes = std::make_unique<ChangeLookup>(*part.snapshot, part.changes);
            names << text(m_snapshot->head.cluster);
            addPart();
            totals.push_back(std::move(m_totals));
        }
        m_view.root.label = names.join(QStringLiteral(" + "));
        m_view.root.key = m_view.root.label;
        m_view.root.size = sizeOf(m_view.root);
        m_view.totals = sumOf(std::move(totals));
        m_view.root.value = m_view.totals.utilization;
        m_view.levels = m_several ? 3 : 2;
        m_view.warning = m_warnings.join(QLatin1Char(' '));
        return std::move(m_view);
    }

private:
    using Workloads = std::vector<const AllocatedWorkload*>;

    void addPart()
    {
        for (const auto& value : m_snapshot->annotations) {
            const QString shown = key(value.key);
            if (!m_annotations.contains(shown)) {
                m_annotations.insert(shown);
                m_view.annotations << shown;
            }
        }
        TreemapNode* parent = &m_view.root;
        QString path;
        TreemapNode cluster;
        if (m_several) {
            auto item = itemOf(AllocationItem::Cluster, text(m_snapshot->head.cluster));
            item.gpus = m_totals.allocated;
            item.utilization = m_totals.utilization;
            item.workloads = m_totals.workloads;
            item.change = m_changes->all();
            path = key(m_snapshot->head.cluster);
            cluster = tile(path, path, item);
            parent = &cluster;
        }
        switch (m_grouping.by) {
        case AllocationGrouping::Namespace:
            addNamespaces(*parent, path);
            break;
        case AllocationGrouping::Kind:
            addKinds(*parent, path);
            break;
        case AllocationGrouping::Annotation:
            addValues(*parent, path);
            break;
        }
        addRests(*parent, path);
        if (m_totals.excess > 0) {
            m_warnings << tr(
                "The namespaces add up to %1, more than the %2 that the snapshot states. The parts are shown.")
                              .arg(formatWithUnit(m_totals.attributed, Unit::Gpus),
                                  formatWithUnit(m_totals.allocated, Unit::Gpus));
        }
        if (m_several) {
            cluster.size = sizeOf(cluster);
            m_view.root.children.push_back(std::move(cluster));
        }
    }

    /// The clusters together; a total is unknown where one part's is.
    static Attribution sumOf(std::vector<Attribution> parts)
    {
        if (parts.size() == 1)
            return std::move(parts.front());
        Attribution sum;
        sum.capacity = sum.allocated = parts.empty() ? unknown : 0;
        WeightedMean utilization;
        for (auto& part : parts) {
            sum.capacity += part.capacity;
            sum.allocated += part.allocated;
            sum.attributed += part.attributed;
            sum.unattributed += part.unattributed;
            sum.excess += part.excess;
            sum.unallocated += part.unallocated;
            sum.overallocated += part.overallocated;
            sum.workloads += part.workloads;
            for (auto& space : part.namespaces) {
                utilization.add(space.gpus, space.utilization);
                sum.namespaces.push_back(std::move(space));
            }
        }
        sum.utilization = utilization.value();
        return sum;
    }

    AllocationItem itemOf(AllocationItem::Type type, const QString& title) const
    {
        AllocationItem item;
        item.type = type;
        item.title = title;
        item.cluster = m_snapshot->head.cluster;
        return item;
    }

    std::string subjectOf(const std::string& name) const
    {
        return m_several ? qualifiedName(m_snapshot->head.cluster, name) : name;
    }

    void addNamespaces(TreemapNode& parent, const QString& path)
    {
        parent.children.reserve(m_snapshot->namespaces.size() + 2);
        for (std::size_t i = 0; i < m_snapshot->namespaces.size(); ++i) {
            const auto& part = m_snapshot->namespaces[i];
            const auto& attribution = m_totals.namespaces[i];
            if (!(attribution.gpus > 0))
                continue;
            auto item = itemOf(AllocationItem::Group, text(part.name));
            item.namespaceName = part.name;
            item.gpus = attribution.gpus;
            item.utilization = attribution.utilization;
            item.workloads = attribution.workloads;
            item.change = m_changes->ofNamespace(part.name);
            const QString name = key(part.name), at = below(path, name);
            m_view.namespaces.insert(key(subjectOf(part.name)), at);
            Workloads workloads;
            workloads.reserve(part.workloads.size());
            for (const auto& workload : part.workloads)
                workloads.push_back(&workload);
            TreemapNode node = tile(name, at, item);
            addWorkloads(node, at, workloads, false);
            if (attribution.remainderGpus > 0)
                node.children.push_back(
                    remainder(QStringLiteral("rest"), below(at, QStringLiteral("rest")), attribution));
            node.size = sizeOf(node);
            parent.children.push_back(std::move(node));
        }
    }

    void addKinds(TreemapNode& parent, const QString& path)
    {
        std::map<std::string, Workloads> kinds;
        for (const auto& part : m_snapshot->namespaces) {
            for (const auto& workload : part.workloads)
                kinds[workload.kind].push_back(&workload);
        }
        for (const auto& [kind, workloads] : kinds) {
            Sum sum;
            for (const auto* listed : workloads)
                sum.add(*listed);
            auto item = itemOf(AllocationItem::Group, kind.empty() ? tr("No kind") : text(kind));
            item.gpus = sum.gpus;
            item.utilization = sum.utilization.value();
            item.workloads = sum.count;
            item.change = m_changes->ofKind(kind);
            const QString name = QStringLiteral("kind:") + key(kind), at = below(path, name);
            TreemapNode node = tile(name, at, item);
            addWorkloads(node, at, workloads, true);
            node.size = sizeOf(node);
            if (node.size > 0)
                parent.children.push_back(std::move(node));
        }
        for (const auto& attribution : m_totals.namespaces) {
            const QString name = QStringLiteral("rest:") + key(attribution.name);
            if (attribution.remainderGpus > 0)
                parent.children.push_back(remainder(name, below(path, name), attribution));
        }
    }

    /// A snapshot has what each value held, and not which workloads carry it.
    void addValues(TreemapNode& parent, const QString& path)
    {
        double sum = 0;
        bool any = false;
        for (const auto& value : m_snapshot->annotations) {
            if (value.key != m_grouping.annotation)
                continue;
            any = true;
            if (!(value.gpus > 0))
                continue;
            sum += value.gpus;
            auto item = itemOf(AllocationItem::Value, value.value.empty() ? tr("(empty)") : text(value.value));
            item.name = value.value;
            item.gpus = value.gpus;
            item.utilization = value.utilization;
            item.workloads = value.workloadCount;
            const QString name = QStringLiteral("value:") + key(value.value), at = below(path, name);
            parent.children.push_back(tile(name, at, item));
            addRow(at, item);
        }
        const QString shown = text(m_grouping.annotation);
        if (!any)
            m_warnings << tr("The snapshot says nothing about %1.").arg(shown);
        // what the namespaces hold in all is what values can have a part of
        const double whole = std::max(m_totals.attributed, isKnown(m_totals.allocated) ? m_totals.allocated : 0.0);
        const double rest = beyondRounding(whole - m_totals.unattributed - sum, whole);
        if (rest > 0) {
            auto item = itemOf(AllocationItem::Remainder, tr("Without %1").arg(shown));
            item.gpus = rest;
            const QString name = QStringLiteral("without:"), at = below(path, name);
            TreemapNode node = tile(name, at, item);
            node.remainder = true;
            parent.children.push_back(std::move(node));
            addRow(at, item);
        } else if (rest < 0) {
            m_warnings << tr("The values of %1 add up to %2, more than is allocated. The parts are shown.")
                              .arg(shown, formatWithUnit(sum, Unit::Gpus));
        }
    }

    void addWorkloads(TreemapNode& parent, const QString& path, const Workloads& workloads, bool qualified)
    {
        if (!m_grouping.pods) {
            addLeaves(parent, path, workloads, qualified);
            return;
        }
        std::map<std::pair<std::string, std::string>, Workloads> owners;
        for (const auto* listed : workloads)
            owners[{listed->namespaceName, ownerLikeName(listed->name)}].push_back(listed);
        for (const auto& [owner, pods] : owners) {
            if (pods.size() == 1) {
                addLeaves(parent, path, pods, qualified);
                continue;
            }
            Sum sum;
            double change = 0;
            for (const auto* pod : pods) {
                sum.add(*pod);
                change += m_changes->of(*pod);
            }
            auto item =
                itemOf(AllocationItem::Owner, qualified ? text(owner.first + '/' + owner.second) : text(owner.second));
            item.namespaceName = owner.first;
            item.kind = text(pods.front()->kind);
            item.gpus = sum.gpus;
            item.utilization = sum.utilization.value();
            item.workloads = sum.count;
            item.change = change;
            const QString name = QStringLiteral("owner:") + key(owner.first + '/' + owner.second);
            const QString at = below(path, name);
            TreemapNode node = tile(name, at, item);
            addLeaves(node, at, pods, false);
            node.size = sizeOf(node);
            parent.children.push_back(std::move(node));
        }
    }

    void addLeaves(TreemapNode& parent, const QString& path, const Workloads& workloads, bool qualified)
    {
        parent.children.reserve(parent.children.size() + workloads.size() + 1);
        QHash<QString, int> used; // several entries can share uid or name: they are told apart by their order
        for (const auto* workload : workloads) {
            if (!(workload->gpus > 0))
                continue;
            auto item = itemOf(AllocationItem::Workload,
                qualified ? text(workload->namespaceName + '/' + workload->name) : text(workload->name));
            item.namespaceName = workload->namespaceName;
            item.name = workload->name;
            item.kind = text(workload->kind);
            item.uid = text(workload->uid);
            item.gpus = workload->gpus;
            item.utilization = workload->utilization;
            item.replicas = workload->replicas;
            item.change = m_changes->of(*workload);
            QString name =
                key(workload->uid.empty() ? workload->namespaceName + '/' + workload->kind + '/' + workload->name
                                          : workload->uid);
            const int times = ++used[name];
            if (times > 1)
                name += QStringLiteral("#%1").arg(times);
            const QString at = below(path, name);
            const auto subject = subjectOf(workload->namespaceName + '/' + workload->name);
            m_view.workloads.insert(key(subject), at);
            parent.children.push_back(tile(name, at, item));
            addRow(at, item, subject);
        }
    }

    TreemapNode remainder(const QString& name, const QString& path, const NamespaceAttribution& attribution)
    {
        const bool counted = attribution.remainderWorkloads > 0;
        auto item = itemOf(AllocationItem::Remainder,
            counted ? tr("%Ln workload(s) not listed", nullptr, int(attribution.remainderWorkloads))
                    : tr("Not listed"));
        item.namespaceName = attribution.name;
        item.gpus = attribution.remainderGpus;
        item.utilization = attribution.remainderUtilization;
        item.workloads = counted ? attribution.remainderWorkloads : unknown;
        item.change = m_changes->ofRemainder(attribution.name);
        TreemapNode node = tile(name, path, item);
        node.remainder = true;
        addRow(path, item);
        return node;
    }

    static double sizeOf(const TreemapNode& group)
    {
        double size = 0;
        for (const auto& child : group.children)
            size += child.size;
        return size;
    }

    /// What the cluster has beside its namespaces: tiles of their own, so that the whole is the capacity.
    void addRests(TreemapNode& parent, const QString& path)
    {
        const auto add = [&](const QString& name, AllocationItem::Type type, const QString& title, double gpus,
                             Role role, double change) {
            if (!(gpus > 0))
                return;
            auto item = itemOf(type, title);
            item.gpus = gpus;
            item.change = change;
            const QString at = below(path, name);
            TreemapNode node = tile(name, at, item);
            node.role = role;
            addRow(at, item);
            parent.children.push_back(std::move(node));
        };
        add(QStringLiteral("unattributed:"), AllocationItem::Unattributed, tr("Unattributed"), m_totals.unattributed,
            Role::Unknown, m_changes->unattributed());
        add(QStringLiteral("unallocated:"), AllocationItem::Unallocated, tr("Unallocated"), m_totals.unallocated,
            Role::Unallocated, unknown);
    }

    TreemapNode tile(const QString& name, const QString& path, const AllocationItem& item)
    {
        TreemapNode node;
        node.key = name;
        node.label = item.title;
        node.size = item.gpus;
        node.value = item.utilization;
        node.change = item.change;
        m_view.items.insert(path, item);
        return node;
    }

    void addRow(const QString& path, const AllocationItem& item, const std::string& subject = {})
    {
        const auto number = [](double value) { return isKnown(value) ? Cell(value) : Cell(); };
        TableRow row;
        row.key = path;
        row.setApart = item.type != AllocationItem::Workload && item.type != AllocationItem::Value;
        row.subject = subject;
        row.cells.reserve(7);
        if (m_several)
            row.cells.emplace_back(text(item.cluster));
        row.cells.push_back(item.namespaceName.empty() ? Cell(QString()) : Cell(text(item.namespaceName)));
        row.cells.push_back(item.type == AllocationItem::Workload ? Cell(text(item.name)) : Cell(item.title));
        row.cells.emplace_back(item.kind);
        row.cells.push_back(number(item.gpus));
        row.cells.push_back(number(item.utilization));
        row.cells.push_back(number(item.replicas));
        m_view.table.rows.push_back(std::move(row));
    }

    const std::vector<AllocationPart>& m_parts;
    const AllocationGrouping m_grouping;
    const bool m_several;
    const AllocationSnapshot* m_snapshot = nullptr; ///< of the part that is being added
    Attribution m_totals; ///< likewise
    std::unique_ptr<ChangeLookup> m_changes; ///< likewise
    std::set<QString> m_annotations;
    QStringList m_warnings;
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

AllocationView allocationView(const std::vector<AllocationPart>& parts, const AllocationGrouping& grouping)
{
    return AllocationTree(parts, grouping).build();
}

AllocationView allocationView(const AllocationSnapshot& snapshot, const AllocationGrouping& grouping)
{
    return allocationView({{&snapshot, nullptr}}, grouping);
}

QString allocationTooltip(const AllocationItem& item)
{
    QStringList lines{item.title};
    if (!item.namespaceName.empty() && item.type != AllocationItem::Group)
        lines << AllocationTree::tr("Namespace %1").arg(text(item.namespaceName));
    if (!item.kind.isEmpty())
        lines << item.kind;
    lines << formatWithUnit(item.gpus, Unit::Gpus);
    if (isKnown(item.change) && item.change != 0)
        lines << AllocationTree::tr("%1 since the other snapshot").arg(formatChange(item.change, Unit::Gpus));
    if (item.type != AllocationItem::Unallocated && item.type != AllocationItem::Unattributed) {
        lines << (isKnown(item.utilization)
                ? AllocationTree::tr("Utilisation %1").arg(formatWithUnit(item.utilization, Unit::Percent))
                : AllocationTree::tr("Utilisation unknown"));
    }
    if (isKnown(item.workloads))
        lines << AllocationTree::tr("%Ln workload(s)", nullptr, int(item.workloads));
    if (item.type == AllocationItem::Remainder && !item.namespaceName.empty())
        lines << AllocationTree::tr("Counted by the source, but not listed one by one");
    return lines.join(QLatin1Char('\n'));
}

} // namespace atlas
