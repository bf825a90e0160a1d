// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationComparison.h"

#include "models/analysis/Clusters.h"
#include "models/analysis/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace atlas {
namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(atlas::AllocationComparison)
public:
    static QString kind(HoldingChange::Kind kind)
    {
        switch (kind) {
        case HoldingChange::Came:
            return tr("came");
        case HoldingChange::Went:
            return tr("went");
        case HoldingChange::Grew:
            return tr("grew");
        case HoldingChange::Shrank:
            return tr("shrank");
        }
        return {};
    }
    static QString holder(const HoldingChange& change)
    {
        switch (change.holder) {
        case HoldingChange::Workload:
            return QString::fromStdString(change.name);
        case HoldingChange::NotListed:
            return tr("Not listed one by one");
        case HoldingChange::Unattributed:
            return tr("Unattributed");
        }
        return {};
    }
    static QString summary(const SnapshotChanges& changes, Instant with, const QTimeZone& zone)
    {
        const auto part = [](const QString& sentence, double gpus, int count) {
            return sentence.arg(formatChange(gpus, Unit::Gpus), formatFigure(count, Unit::Count));
        };
        QStringList parts;
        if (changes.cameCount > 0)
            parts << part(tr("%1 came (%2)"), changes.came, changes.cameCount);
        if (changes.grewCount > 0)
            parts << part(tr("%1 grew (%2)"), changes.grew, changes.grewCount);
        if (changes.wentCount > 0)
            parts << part(tr("%1 went (%2)"), -changes.went, changes.wentCount);
        if (changes.shrankCount > 0)
            parts << part(tr("%1 shrank (%2)"), -changes.shrank, changes.shrankCount);
        if (parts.isEmpty())
            parts << tr("nothing changed");
        return tr("Since %1: %2 to %3 (%4)")
                   .arg(formatInstant(with, zone), formatFigure(changes.before, Unit::Gpus),
                       formatWithUnit(changes.after, Unit::Gpus),
                       formatChange(changes.after - changes.before, Unit::Gpus))
            + QStringLiteral("  ·  ") + parts.join(QStringLiteral("  ·  "));
    }
    static std::vector<TableColumn> columns(bool several)
    {
        std::vector<TableColumn> columns;
        if (several)
            columns.push_back({QStringLiteral("cluster"), tr("Cluster"), CellKind::Text, Unit::None});
        columns.push_back({QStringLiteral("what"), tr("What"), CellKind::Text, Unit::None});
        columns.push_back({QStringLiteral("workload"), tr("Workload"), CellKind::Text, Unit::None});
        columns.push_back({QStringLiteral("namespace"), tr("Namespace"), CellKind::Text, Unit::None});
        columns.push_back({QStringLiteral("change"), tr("Change"), CellKind::Change, Unit::Gpus});
        columns.push_back({QStringLiteral("before"), tr("GPUs before"), CellKind::Number, Unit::Gpus});
        columns.push_back({QStringLiteral("after"), tr("GPUs after"), CellKind::Number, Unit::Gpus});
        columns.push_back({QStringLiteral("kind"), tr("Kind"), CellKind::Text, Unit::None});
        columns.push_back(
            {QStringLiteral("utilization-before"), tr("Utilisation before"), CellKind::Number, Unit::Percent});
        columns.push_back(
            {QStringLiteral("utilization-after"), tr("Utilisation after"), CellKind::Number, Unit::Percent});
        return columns;
    }
    static QString title() { return tr("What changed"); }
};

TableRow rowOf(const std::string& cluster, const HoldingChange& change, bool several)
{
    TableRow row;
    row.key = QString::fromStdString(cluster + '\x1f' + change.namespaceName + '\x1f' + change.workloadKind + '\x1f'
        + change.name + '\x1f' + change.uid + '\x1f' + std::to_string(int(change.holder)));
    row.setApart = change.holder != HoldingChange::Workload;
    if (change.holder == HoldingChange::Workload) {
        row.subject = change.namespaceName + '/' + change.name;
        if (several)
            row.subject = qualifiedName(cluster, row.subject);
    }
    if (several)
        row.cells.emplace_back(QString::fromStdString(cluster));
    const auto number = [&row](double value) { row.cells.push_back(isKnown(value) ? Cell(value) : Cell()); };
    row.cells.emplace_back(Words::kind(change.kind));
    row.cells.emplace_back(Words::holder(change));
    row.cells.emplace_back(QString::fromStdString(change.namespaceName));
    number(change.change());
    number(change.before);
    number(change.after);
    row.cells.emplace_back(QString::fromStdString(change.workloadKind));
    number(change.utilizationBefore);
    number(change.utilizationAfter);
    return row;
}

} // namespace

AllocationComparison allocationComparison(
    const std::vector<ClusterChanges>& clusters, Instant with, Instant at, const QTimeZone& zone)
{
    AllocationComparison result;
    result.with = with;
    const bool several = clusters.size() > 1;
    auto& table = result.table;
    table.title = Words::title();
    table.zone = zone.id();
    table.range = {std::min(with, at), std::max(with, at)};
    table.columns = Words::columns(several);
    auto& sum = result.changes;
    std::vector<std::pair<double, TableRow>> rows;
    QHash<QString, int> used; // several holders can be alike: they are told apart by their order
    for (const auto& [cluster, changes] : clusters) {
        for (const auto figure : {&SnapshotChanges::before, &SnapshotChanges::after, &SnapshotChanges::came,
                 &SnapshotChanges::went, &SnapshotChanges::grew, &SnapshotChanges::shrank})
            sum.*figure += changes.*figure;
        for (const auto count : {&SnapshotChanges::cameCount, &SnapshotChanges::wentCount, &SnapshotChanges::grewCount,
                 &SnapshotChanges::shrankCount, &SnapshotChanges::unchanged})
            sum.*count += changes.*count;
        sum.changes.insert(sum.changes.end(), changes.changes.begin(), changes.changes.end());
        for (const auto& change : changes.changes) {
            auto row = rowOf(cluster, change, several);
            if (const int times = ++used[row.key]; times > 1)
                row.key += QStringLiteral("#%1").arg(times);
            rows.emplace_back(std::abs(change.change()), std::move(row));
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& row : rows)
        table.rows.push_back(std::move(row.second));
    result.summary = Words::summary(sum, with, zone);
    return result;
}

} // namespace atlas
