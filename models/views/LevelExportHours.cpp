// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/LevelExportRows.h"

#include "models/views/Derive.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <span>

namespace atlas {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::LevelExport)
};

/// So much of the grid is in memory at a time, twice: what is written, and what is read meanwhile. There may be tens of
/// thousands of workloads.
int stretchHours(Level level)
{
    return level == Level::Workload ? 24 : 7 * 24;
}

struct ColumnInfo
{
    Column column;
    const char* id; ///< of the API
    const char* title;
    Unit unit;
};
constexpr ColumnInfo columnInfos[] = {
    {Column::Allocated, "allocated_gpu_count", QT_TRANSLATE_NOOP("atlas::LevelExport", "Allocated GPUs"), Unit::Gpus},
    {Column::Capacity, "total_gpu_capacity", QT_TRANSLATE_NOOP("atlas::LevelExport", "Capacity"), Unit::Gpus},
    {Column::AllocationRate, "allocation_rate", QT_TRANSLATE_NOOP("atlas::LevelExport", "Allocation rate"),
        Unit::Percent},
    {Column::Utilization, "avg_utilization", QT_TRANSLATE_NOOP("atlas::LevelExport", "Average utilisation"),
        Unit::Percent},
    {Column::MaxUtilization, "max_utilization", QT_TRANSLATE_NOOP("atlas::LevelExport", "Highest utilisation"),
        Unit::Percent},
    {Column::MinUtilization, "min_utilization", QT_TRANSLATE_NOOP("atlas::LevelExport", "Lowest utilisation"),
        Unit::Percent},
    {Column::P50, "p50_utilization", QT_TRANSLATE_NOOP("atlas::LevelExport", "P50 of the utilisation"), Unit::Percent},
    {Column::P95, "p95_utilization", QT_TRANSLATE_NOOP("atlas::LevelExport", "P95 of the utilisation"), Unit::Percent},
    {Column::ActiveWorkloads, "active_workload_count", QT_TRANSLATE_NOOP("atlas::LevelExport", "Active workloads"),
        Unit::Count},
    {Column::SampleCount, "sample_count", QT_TRANSLATE_NOOP("atlas::LevelExport", "Samples"), Unit::Count},
};

/// The figures that rows of a level have.
bool has(Level level, Column column)
{
    switch (column) {
    case Column::Allocated:
    case Column::Utilization:
    case Column::MaxUtilization:
    case Column::MinUtilization:
        return true;
    case Column::Capacity:
    case Column::AllocationRate:
        return level == Level::Cluster || level == Level::Namespace;
    case Column::P50:
    case Column::P95:
    case Column::SampleCount:
        return level == Level::Cluster || level == Level::Workload;
    case Column::ActiveWorkloads:
        return level == Level::Namespace || level == Level::Dimension;
    }
    return false;
}

std::vector<BucketSpan> stretchesOf(TimeRange range, Level level)
{
    const auto length = stretchHours(level);
    std::vector<BucketSpan> stretches;
    for (HourIndex from = range.firstHour(); from < range.endHour(); from += length)
        stretches.push_back({from, std::min(range.endHour(), from + length), {}});
    return stretches;
}

std::vector<GridScope> scopesOf(const LevelExport& wish)
{
    std::vector<GridScope> scopes;
    for (const auto& cluster : wish.clusters)
        scopes.push_back({cluster, wish.level, wish.level == Level::Dimension ? wish.dimension : DimensionKey()});
    return scopes;
}

/// What a workload is, by its newest row.
struct WorkloadNature
{
    std::string type, owner;
};
using Natures = std::map<std::string, WorkloadNature>; ///< by "cluster/namespace/workload"

Cell text(const std::string& value)
{
    return value.empty() ? Cell() : Cell(QString::fromStdString(value));
}

class StoredHours final : public StretchRows
{
public:
    StoredHours(StoreReader& store, const LevelExport& wish, Progress& progress, Natures natures)
        : StretchRows(store, wish, progress, stretchesOf(wish.range, wish.level), scopesOf(wish))
        , m_natures(std::move(natures))
    {
        m_table.title = Text::tr("Hours");
        const auto words = [this](const char* id, const QString& title, CellKind kind = CellKind::Text) {
            m_table.columns.push_back({QString::fromLatin1(id), title, kind, Unit::None});
        };
        words("stat_hour", Text::tr("Hour"), CellKind::Time);
        words("cluster_name", levelTitle(Level::Cluster, {}));
        switch (wish.level) {
        case Level::Cluster:
            break;
        case Level::Namespace:
            words("namespace", levelTitle(Level::Namespace, {}));
            break;
        case Level::Dimension:
            words("dimension_value", levelTitle(Level::Dimension, wish.dimension));
            break;
        case Level::Workload:
            words("namespace", levelTitle(Level::Namespace, {}));
            words("workload_name", levelTitle(Level::Workload, {}));
            words("workload_type", Text::tr("Type"));
            words("owner_name", Text::tr("Owner"));
            break;
        }
        for (const auto& info : columnInfos) {
            if (!has(wish.level, info.column))
                continue;
            m_columns.push_back(info.column);
            m_table.columns.push_back(
                {QString::fromLatin1(info.id), Text::tr(info.title), CellKind::Number, info.unit});
        }
    }

private:
    void begin(const BucketSpan& stretch, const std::vector<GridPtr>& grids) override
    {
        m_stretch = stretch;
        m_grids = grids;
        m_hour = stretch.from;
        m_grid = 0;
        m_subject = 0;
        m_chosen.clear();
        for (std::size_t i = 0; i < grids.size(); ++i) {
            auto& chosen = m_chosen.emplace_back();
            for (int s = 0; s < grids[i]->subjectCount(); ++s) {
                const auto& name = grids[i]->subjects()[std::size_t(s)];
                const bool qualified = grids.size() > 1 && m_wish.level != Level::Cluster;
                if (isWanted(qualified ? qualifiedName(m_wish.clusters[i], name) : name))
                    chosen.push_back(s);
            }
        }
    }

    bool nextOf(std::vector<Cell>& cells) override
    {
        for (; m_hour < m_stretch.to; ++m_hour, m_grid = 0) {
            for (; m_grid < m_grids.size(); ++m_grid, m_subject = 0) {
                const auto& chosen = m_chosen[m_grid];
                while (m_subject < chosen.size()) {
                    if (fill(*m_grids[m_grid], chosen[m_subject++], cells))
                        return true;
                }
            }
        }
        return false;
    }

    /// False: there is no row.
    bool fill(const HourGrid& grid, int subject, std::vector<Cell>& cells) const
    {
        const auto at = std::size_t(m_hour - grid.firstHour());
        bool isRow = false;
        double values[columnCount];
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const auto series = grid.series(m_columns[i], subject);
            values[i] = at < series.size() ? series[at] : unknown;
            isRow = isRow || isKnown(values[i]);
        }
        if (!isRow)
            return false;
        cells.clear();
        cells.emplace_back(hourStart(m_hour));
        cells.push_back(text(m_wish.clusters[m_grid]));
        const auto& name = grid.subjects()[std::size_t(subject)];
        if (m_wish.level == Level::Workload) {
            const auto slash = name.find('/');
            cells.push_back(text(name.substr(0, slash)));
            cells.push_back(text(slash == std::string::npos ? name : name.substr(slash + 1)));
            const auto nature = m_natures.find(qualifiedName(m_wish.clusters[m_grid], name));
            cells.push_back(nature == m_natures.end() ? Cell() : text(nature->second.type));
            cells.push_back(nature == m_natures.end() ? Cell() : text(nature->second.owner));
        } else if (m_wish.level != Level::Cluster) {
            cells.push_back(text(name));
        }
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            cells.push_back(isKnown(values[i]) ? Cell(values[i]) : Cell());
        return true;
    }

    const Natures m_natures;
    std::vector<Column> m_columns;
    BucketSpan m_stretch;
    std::vector<GridPtr> m_grids; ///< a cluster each
    std::vector<std::vector<int>> m_chosen; ///< subjects of each
    HourIndex m_hour = 0;
    std::size_t m_grid = 0, m_subject = 0;
};

Result<Natures> naturesOf(StoreReader& store, const LevelExport& wish)
{
    Natures natures;
    for (const auto& cluster : wish.clusters) {
        const auto rows = awaitAnswer(store.newestWorkloadRows(cluster, wish.range));
        if (!rows)
            return tl::unexpected(rows.error());
        for (const auto& row : *rows) { // newest first: of several types of one name all, and the newest owner
            auto& nature = natures[qualifiedName(cluster, row.namespaceName + '/' + row.name)];
            nature.type += nature.type.empty() || row.type.empty() ? row.type : ", " + row.type;
            if (nature.owner.empty())
                nature.owner = row.ownerName;
        }
    }
    return natures;
}

} // namespace

Result<std::unique_ptr<RowSource>> storedHours(StoreReader& store, const LevelExport& wish, Progress& progress)
{
    Natures natures;
    if (wish.level == Level::Workload) {
        auto found = naturesOf(store, wish);
        if (!found)
            return tl::unexpected(found.error());
        natures = std::move(*found);
    }
    return std::make_unique<StoredHours>(store, wish, progress, std::move(natures));
}

} // namespace atlas
