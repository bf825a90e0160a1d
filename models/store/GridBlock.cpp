// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/GridBlock.h"

#include "models/store/StoreText.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace atlas {

namespace {

template <class Row>
constexpr int gridColumnCount()
{
    int count = 0;
    for (const auto& figure : RowTable<Row>::figures)
        count += figure.column.has_value() ? 1 : 0;
    return count;
}

/// Figures that are in grids come first in every table.
template <class Row>
constexpr auto gridColumns()
{
    std::array<Column, std::size_t(gridColumnCount<Row>())> columns{};
    for (std::size_t i = 0; i < columns.size(); ++i)
        columns[i] = *RowTable<Row>::figures[i].column;
    return columns;
}

template <class Row>
inline constexpr auto levelColumns = gridColumns<Row>();

template <class Row>
const std::string& scanSql()
{
    static const std::string sql = [] {
        std::string list = "hour,subject";
        for (int i = 0; i < gridColumnCount<Row>(); ++i)
            list += std::string(",") + RowTable<Row>::figures[std::size_t(i)].name;
        return "SELECT " + list + " FROM " + RowTable<Row>::name + " WHERE scope=?1 AND hour>=?2 AND hour<?3";
    }();
    return sql;
}

int columnPlace(std::span<const Column> columns, Column column)
{
    return int(std::find(columns.begin(), columns.end(), column) - columns.begin());
}

/// Figures of several rows that count as one. `values` holds one row's after the other's, in the order of `columns`.
void combine(std::span<const Column> columns, const std::vector<double>& values, double* result)
{
    const auto width = columns.size();
    const auto allocatedAt = std::size_t(columnPlace(columns, Column::Allocated));
    for (std::size_t c = 0; c < width; ++c) {
        double sum = 0, largest = unknown, smallest = unknown, weighted = 0, weights = 0;
        int known = 0;
        for (std::size_t row = 0; row < values.size(); row += width) {
            const double value = values[row + c], gpus = values[row + allocatedAt];
            if (!isKnown(value))
                continue;
            ++known;
            sum += value;
            largest = std::fmax(largest, value);
            smallest = std::fmin(smallest, value);
            if (isKnown(gpus)) {
                weighted += value * gpus;
                weights += gpus;
            }
        }
        double& out = result[c];
        switch (columns[c]) {
        case Column::Allocated:
            out = known > 0 ? sum : unknown;
            break;
        case Column::Utilization:
            out = weights > 0 ? weighted / weights : known > 0 ? sum / known : unknown;
            break;
        case Column::MaxUtilization:
        case Column::SampleCount:
            out = largest;
            break;
        case Column::MinUtilization:
            out = smallest;
            break;
        default:
            out = unknown;
        }
    }
}

/// Collects a scan's rows into a block.
class BlockBuilder
{
public:
    BlockBuilder(GridBlock& block, Connection& connection, Level level)
        : m_block(block)
        , m_connection(connection)
        , m_level(level)
        , m_cells(std::size_t(block.hours) * block.columns.size())
    {
    }

    void add(int hour, std::int64_t subject, const double* figures)
    {
        auto& place = m_block.subjects[std::size_t(indexOf(subject))];
        const auto width = m_block.columns.size();
        if (place.present[std::size_t(hour)]) [[unlikely]] {
            auto& rows = m_several[{&place - m_block.subjects.data(), hour}];
            if (rows.empty()) {
                for (std::size_t c = 0; c < width; ++c)
                    rows.push_back(place.values[cell(c, hour)]);
            }
            rows.insert(rows.end(), figures, figures + width);
            return;
        }
        place.present[std::size_t(hour)] = true;
        for (std::size_t c = 0; c < width; ++c)
            place.values[cell(c, hour)] = figures[c];
    }

    void finish()
    {
        std::array<double, columnCount> figures{};
        for (const auto& [where, rows] : m_several) {
            combine(m_block.columns, rows, figures.data());
            for (std::size_t c = 0; c < m_block.columns.size(); ++c)
                m_block.subjects[std::size_t(where.first)].values[cell(c, where.second)] = figures[c];
        }
        std::sort(m_block.subjects.begin(), m_block.subjects.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
    }

private:
    std::size_t cell(std::size_t column, int hour) const
    {
        return column * std::size_t(m_block.hours) + std::size_t(hour);
    }

    int indexOf(std::int64_t subject)
    {
        // Numbers of subjects are small and dense: a plain table finds them fastest. A file may say otherwise.
        constexpr std::int64_t tabled = 4'000'000;
        if (subject >= tabled) {
            const auto known = m_farIndex.find(subject);
            return known != m_farIndex.end() ? known->second
                                             : m_farIndex.emplace(subject, newSubject(subject)).first->second;
        }
        if (std::size_t(subject) >= m_index.size())
            m_index.resize(std::size_t(subject) + 1, -1);
        if (m_index[std::size_t(subject)] < 0)
            m_index[std::size_t(subject)] = newSubject(subject);
        return m_index[std::size_t(subject)];
    }

    int newSubject(std::int64_t subject)
    {
        std::string name;
        if (m_level == Level::Workload) {
            const auto& names = m_connection.subject(subject);
            name = names.namespaceName + '/' + names.name;
            const auto [it, isNew] = m_byName.emplace(name, int(m_block.subjects.size()));
            if (!isNew)
                return it->second; // the same workload with another type
        } else if (m_level != Level::Cluster) {
            name = m_connection.subject(subject).name;
        }
        GridBlock::Subject place{std::move(name), std::vector<bool>(std::size_t(m_block.hours)),
            std::make_unique_for_overwrite<double[]>(m_cells)};
        std::fill_n(place.values.get(), m_cells, unknown);
        m_block.subjects.push_back(std::move(place));
        return int(m_block.subjects.size()) - 1;
    }

    GridBlock& m_block;
    Connection& m_connection;
    Level m_level;
    std::size_t m_cells;
    std::vector<int> m_index;
    std::map<std::int64_t, int> m_farIndex;
    std::map<std::string, int> m_byName;
    std::map<std::pair<std::ptrdiff_t, int>, std::vector<double>> m_several;
};

template <class Row>
BlockPtr load(Connection& connection, const GridScope& scope, HourIndex firstHour)
{
    auto block = std::make_shared<GridBlock>();
    block->firstHour = firstHour;
    block->hours = blockHours(scope.level);
    block->columns = levelColumns<Row>;
    const auto scopeId = connection.scopeId(scope);
    if (!scopeId)
        return block;
    BlockBuilder builder(*block, connection, scope.level);
    sqlite::Query scan(connection.db(), scanSql<Row>());
    scan->bind(1, *scopeId);
    scan->bind(2, std::int64_t(firstHour));
    scan->bind(3, std::int64_t(firstHour) + block->hours);
    std::array<double, std::size_t(gridColumnCount<Row>())> figures{};
    while (scan->step()) {
        const auto subject = scan->integer(1);
        if (subject < 0 || subject > std::numeric_limits<std::int32_t>::max())
            throwDamaged("a subject's number out of range");
        for (std::size_t c = 0; c < figures.size(); ++c)
            figures[c] = scan->figure(int(c) + 2);
        builder.add(int(scan->integer(0) - firstHour), subject, figures.data());
    }
    builder.finish();
    if (scope.level == Level::Cluster && !block->subjects.empty())
        block->subjects.front().name = scope.cluster;
    return block;
}

} // namespace

bool GridBlock::hasRows(const Subject& subject, int from, int to)
{
    return std::find(subject.present.begin() + from, subject.present.begin() + to, true)
        != subject.present.begin() + to;
}

std::size_t GridBlock::bytes() const
{
    std::size_t sum = sizeof(GridBlock);
    for (const auto& subject : subjects)
        sum += sizeof(Subject) + subject.name.capacity() + std::size_t(hours) * (columns.size() * sizeof(double) + 1);
    return sum;
}

int blockHours(Level level)
{
    return level == Level::Workload ? 24 : 720;
}

std::span<const Column> columnsOf(Level level)
{
    switch (level) {
    case Level::Cluster:
        return levelColumns<ClusterHour>;
    case Level::Namespace:
        return levelColumns<NamespaceHour>;
    case Level::Dimension:
        return levelColumns<DimensionHour>;
    case Level::Workload:
        break;
    }
    return levelColumns<WorkloadHour>;
}

BlockPtr loadBlock(Connection& connection, const GridScope& scope, HourIndex firstHour)
{
    switch (scope.level) {
    case Level::Cluster:
        return load<ClusterHour>(connection, scope, firstHour);
    case Level::Namespace:
        return load<NamespaceHour>(connection, scope, firstHour);
    case Level::Dimension:
        return load<DimensionHour>(connection, scope, firstHour);
    case Level::Workload:
        break;
    }
    return load<WorkloadHour>(connection, scope, firstHour);
}

bool gridTooLarge(Level level, std::size_t subjects, int hours)
{
    constexpr std::size_t most = 1'000'000'000;
    return subjects * std::size_t(hours) * columnsOf(level).size() * sizeof(double) > most;
}

tl::unexpected<Error> gridTooLargeError()
{
    return failure(ErrorClass::Usage,
        StoreText::tr("The range has too many entries to show at once. Nothing was changed; choose a shorter range."));
}

Result<GridPtr> composeGrid(const GridScope& scope, HourIndex first, int hours, const std::vector<BlockPtr>& blocks)
{
    std::vector<std::string> names;
    for (const auto& block : blocks) {
        const int from = std::max(first - block->firstHour, 0);
        const int to = std::min(first + hours - block->firstHour, block->hours);
        std::vector<std::string> more;
        for (const auto& subject : block->subjects) {
            if (!std::binary_search(names.begin(), names.end(), subject.name) && GridBlock::hasRows(subject, from, to))
                more.push_back(subject.name);
        }
        const auto old = std::ptrdiff_t(names.size());
        names.insert(names.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        std::inplace_merge(names.begin(), names.begin() + old, names.end());
    }
    if (gridTooLarge(scope.level, names.size(), hours))
        return gridTooLargeError();
    auto grid = std::make_shared<HourGrid>(scope, first, hours, std::move(names));
    if (grid->subjectCount() == 0)
        return grid;
    for (const auto column : columnsOf(scope.level))
        grid->mutableColumn(column);
    for (const auto& block : blocks) {
        const int from = std::max(first - block->firstHour, 0);
        const int to = std::min(first + hours - block->firstHour, block->hours);
        for (const auto& subject : block->subjects) {
            const int index = grid->indexOf(subject.name);
            if (index < 0)
                continue;
            for (std::size_t c = 0; c < block->columns.size(); ++c) {
                const double* values = subject.values.get() + c * std::size_t(block->hours);
                const auto series = grid->mutableSeries(block->columns[c], index);
                std::copy(values + from, values + to, series.begin() + (block->firstHour + from - first));
            }
        }
    }
    return grid;
}

} // namespace atlas
