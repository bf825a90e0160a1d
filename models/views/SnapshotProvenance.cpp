// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/SnapshotProvenance.h"

#include "models/analysis/Format.h"

#include <QCoreApplication>

#include <algorithm>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::SnapshotProvenance)
};

class Builder
{
public:
    explicit Builder(const SnapshotProvenanceInput& input)
        : m_input(input)
        , m_zone(input.zone)
    {
    }

    Provenance build()
    {
        const auto& figure = m_input.figure;
        m_made.name = Text::tr("GPUs held at one instant");
        m_made.unit = Unit::Gpus;
        m_made.about = figure.subject.empty()
            ? m_input.clusterName
            : displayName(figure.subject) + QStringLiteral(" · ") + m_input.clusterName;
        m_made.definition =
            Text::tr("As the server sent it in the snapshot of this time. It is no mean of an hour, and no "
                     "figure of hours is computed from it.");
        m_made.range = formatInstant(figure.snapshot.value_or(Instant{}), m_zone);
        if (m_input.snapshot)
            read(*m_input.snapshot);
        else
            add(Text::tr("Snapshot"), Text::tr("none of this time is stored any more"));
        m_made.valueText = m_made.exactText = formatWithUnit(m_made.value, m_made.unit);
        return std::move(m_made);
    }

private:
    void read(const AllocationSnapshot& snapshot)
    {
        m_made.range = formatInstant(snapshot.head.time, m_zone);
        startRows();
        switch (m_input.figure.scope.level) {
        case Level::Cluster:
            readCluster(snapshot);
            break;
        case Level::Dimension:
            readValue(snapshot);
            break;
        default:
            readNamespaces(snapshot);
        }
        add(Text::tr("Taken"), formatInstant(snapshot.head.time, m_zone));
        addFetch(snapshot.head.time);
    }

    void readCluster(const AllocationSnapshot& snapshot)
    {
        m_made.formula = Text::tr("allocated, as sent");
        m_made.value = snapshot.head.allocated;
        addGpus(Text::tr("Capacity, as sent"), snapshot.head.capacity);
        addGpus(Text::tr("Unallocated: capacity − allocated"), snapshot.head.capacity - snapshot.head.allocated);
        double held = 0;
        for (const auto& part : snapshot.namespaces) {
            held += part.gpus;
            addRows(part, {});
        }
        addGpus(Text::tr("Σ of its namespaces"), held);
        addGpus(Text::tr("Of no namespace: allocated − Σ"), snapshot.head.allocated - held);
    }

    void readValue(const AllocationSnapshot& snapshot)
    {
        m_made.formula = Text::tr("as sent for the annotation's value");
        for (const auto& part : snapshot.annotations) {
            if (part.key != m_input.figure.scope.dimension.key || part.value != m_input.figure.subject)
                continue;
            m_made.value = part.gpus;
            addUtilization(part.utilization);
        }
        add(Text::tr("Workloads"), Text::tr("the snapshot does not say whose these are"));
    }

    /// A namespace, or a workload "namespace/name", of whose pods and kinds there may be several.
    void readNamespaces(const AllocationSnapshot& snapshot)
    {
        const auto& subject = m_input.figure.subject;
        const bool isWorkload = m_input.figure.scope.level == Level::Workload;
        const auto space = isWorkload ? subject.substr(0, subject.find('/')) : subject;
        for (const auto& part : snapshot.namespaces) {
            if (part.name != space)
                continue;
            const double listed = addRows(part, isWorkload ? subject.substr(space.size() + 1) : std::string());
            if (isWorkload) {
                m_made.formula = Text::tr("Σ of what is listed under its name");
                m_made.value = m_made.rows.rows.empty() ? unknown : listed;
                continue;
            }
            m_made.formula = Text::tr("as sent for the namespace");
            m_made.value = part.gpus;
            addUtilization(part.utilization);
            addGpus(Text::tr("Σ of its listed workloads"), listed);
            addGpus(Text::tr("Not listed: as sent − Σ"), part.gpus - listed);
        }
    }

    void startRows()
    {
        auto& table = m_made.rows;
        table.title = m_made.name;
        table.zone = m_input.zone;
        table.columns = {{QStringLiteral("workload"), Text::tr("Workload")},
            {QStringLiteral("namespace"), Text::tr("Namespace")}, {QStringLiteral("kind"), Text::tr("Kind")},
            {QStringLiteral("gpus"), Text::tr("GPUs"), CellKind::Number, Unit::Gpus},
            {QStringLiteral("utilization"), Text::tr("Utilisation"), CellKind::Number, Unit::Percent},
            {QStringLiteral("uid"), Text::tr("UID")}};
    }

    /// Those of one name, or all; Σ of their GPUs.
    double addRows(const AllocatedNamespace& part, const std::string& name)
    {
        double gpus = 0;
        for (const auto& workload : part.workloads) {
            if (!name.empty() && workload.name != name)
                continue;
            gpus += workload.gpus;
            TableRow row;
            row.key = QString::number(m_made.rows.rows.size());
            row.cells = {QString::fromStdString(workload.name), QString::fromStdString(part.name),
                QString::fromStdString(workload.kind), double(workload.gpus), double(workload.utilization),
                QString::fromStdString(workload.uid)};
            m_made.rows.rows.push_back(std::move(row));
        }
        return gpus;
    }

    void addFetch(Instant time)
    {
        const auto entry = std::ranges::find_if(m_input.ledger, [time](const CoverageEntry& one) {
            return one.endpoint.starts_with("snapshots") && one.range.contains(time) && !one.request.empty();
        });
        if (entry == m_input.ledger.end()) {
            add(Text::tr("Fetched"), Text::tr("by no request that is known: imported, simulated, or the newest one"));
            return;
        }
        add(Text::tr("Fetched"), formatInstant(std::chrono::floor<std::chrono::seconds>(entry->fetchedAt), m_zone));
        add(Text::tr("Request"), displayName(entry->request));
    }

    void add(const QString& name, const QString& value) { m_made.inputs.push_back({name, value}); }
    void addGpus(const QString& name, double gpus) { add(name, formatWithUnit(gpus, Unit::Gpus)); }
    void addUtilization(double percent)
    {
        add(Text::tr("Utilisation, as sent"), formatWithUnit(percent, Unit::Percent));
    }

    const SnapshotProvenanceInput& m_input;
    const QTimeZone m_zone;
    Provenance m_made;
};

} // namespace

Provenance provenanceOf(const SnapshotProvenanceInput& input)
{
    return Builder(input).build();
}

} // namespace atlas
