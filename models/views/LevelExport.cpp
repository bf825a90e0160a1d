// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/LevelExport.h"

#include "models/analysis/Format.h"
#include "models/analysis/LevelId.h"
#include "models/tables/FilterExpression.h"
#include "models/tables/TableModel.h"
#include "models/tables/TablePart.h"
#include "models/tables/TableSortProxy.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "models/views/LevelExportRows.h"
#include "models/views/ListText.h"
#include "models/views/SubjectComparison.h"
#include "models/views/Workloads.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace atlas {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::LevelExport)
};

/// What is sorted is in memory as cells.
constexpr std::size_t mostSorted = 500'000;

QString listOf(QStringList names)
{
    constexpr qsizetype most = 40;
    const auto rest = names.size() - most;
    if (rest > 0) {
        names.resize(most);
        names << QStringLiteral("… (+%1)").arg(rest);
    }
    return formatList(names);
}

std::optional<Error> usageFault(const QString& sentence)
{
    return Error{ErrorClass::Usage, sentence, {}, 0, {}};
}

/// What is asked for against what there is.
std::optional<Error> faultOf(const LevelExport& wish, const Inventory& inventory)
{
    if (wish.range.hours() == 0)
        return usageFault(Text::tr("No hour starts in this range: give a start before the end."));
    QStringList clusters, dimensions;
    for (const auto& info : inventory.clusters)
        clusters << displayName(info.name);
    if (wish.clusters.empty())
        return usageFault(Text::tr("No cluster is named. There are: %1.").arg(listOf(clusters)));
    bool known = false;
    for (const auto& name : wish.clusters) {
        const auto* info = inventory.find(name);
        if (!info) {
            return usageFault(clusters.isEmpty()
                    ? Text::tr("There are no clusters yet: import or fetch some data first.")
                    : Text::tr("There is no cluster “%1”. There are: %2.").arg(displayName(name), listOf(clusters)));
        }
        for (const auto& dimension : info->dimensions) {
            known = known || dimension == wish.dimension;
            dimensions << levelId(Level::Dimension, dimension);
        }
    }
    if (wish.level != Level::Dimension || known)
        return std::nullopt;
    dimensions.sort();
    dimensions.removeDuplicates();
    if (dimensions.isEmpty())
        return usageFault(Text::tr("No label or annotation of these clusters has hourly rows."));
    return usageFault(wish.dimension.key.empty()
            ? Text::tr("Which label or annotation? There are: %1.").arg(listOf(dimensions))
            : Text::tr("There is no “%1”. There are: %2.")
                  .arg(levelId(Level::Dimension, wish.dimension), listOf(dimensions)));
}

/// What is drawn in a cell is for eyes: no file holds it.
bool isWritten(const TableColumn& column)
{
    return column.kind != CellKind::Sparkline;
}

QStringList writtenIds(const Table& table)
{
    QStringList ids;
    for (const auto& column : table.columns) {
        if (isWritten(column))
            ids << column.id;
    }
    return ids;
}

Result<int> columnOf(const Table& table, const QString& id)
{
    const auto at = std::ranges::find(table.columns, id, &TableColumn::id);
    if (at != table.columns.end() && isWritten(*at))
        return int(at - table.columns.begin());
    return failure(
        ErrorClass::Usage, Text::tr("There is no column “%1”. There are: %2.").arg(id, listOf(writtenIds(table))));
}

/// The wished columns' places in the table: all where none is named.
Result<std::vector<int>> chosenColumns(const Table& table, const QStringList& wished)
{
    std::vector<int> chosen;
    for (const auto& id : wished) {
        const auto column = columnOf(table, id);
        if (!column)
            return tl::unexpected(column.error());
        if (std::ranges::find(chosen, *column) != chosen.end())
            return failure(ErrorClass::Usage, Text::tr("The column %1 is named twice.").arg(id));
        chosen.push_back(*column);
    }
    for (int i = 0; wished.isEmpty() && i < int(table.columns.size()); ++i) {
        if (isWritten(table.columns[std::size_t(i)]))
            chosen.push_back(i);
    }
    return chosen;
}

void keepColumns(std::vector<Cell>& cells, const std::vector<int>& chosen)
{
    std::vector<Cell> kept;
    kept.reserve(chosen.size());
    for (const int column : chosen)
        kept.push_back(std::size_t(column) < cells.size() ? cells[std::size_t(column)] : Cell());
    cells = std::move(kept);
}

void keepColumns(Table& table, const std::vector<int>& chosen)
{
    std::vector<TableColumn> kept;
    for (const int column : chosen)
        kept.push_back(table.columns[std::size_t(column)]);
    // A ratio of columns that are not there cannot be computed again.
    const auto isKept = [&kept](const QString& id) {
        return id.isEmpty() || std::ranges::find(kept, id, &TableColumn::id) != kept.end();
    };
    for (auto& column : kept) {
        if (column.total && !(isKept(column.total->of) && isKept(column.total->per)))
            column.total.reset();
    }
    table.columns = std::move(kept);
}

Result<FilterExpression> filterOf(const Table& table, const QString& where)
{
    auto filter = FilterExpression::parse(where, table.columns);
    if (filter || filter.error().detail.isEmpty())
        return filter;
    return failure(
        ErrorClass::Usage, filter.error().message + u' ' + Text::tr("There are: %1.").arg(listOf(writtenIds(table))));
}

struct Sorting
{
    int column = -1; ///< -1: as it is
    Qt::SortOrder order = Qt::AscendingOrder;
};

Result<Sorting> sortOf(const Table& table, const QString& sortBy)
{
    const bool descending = sortBy.startsWith(u'-');
    const QString id = sortBy.mid(descending ? 1 : 0);
    if (id.isEmpty())
        return Sorting{};
    const auto column = columnOf(table, id);
    if (!column)
        return tl::unexpected(column.error());
    return Sorting{*column, descending ? Qt::DescendingOrder : Qt::AscendingOrder};
}

/// Sorts and narrows as the tables of the window do.
Result<void> arrange(Table& table, const LevelExport& wish)
{
    const auto chosen = chosenColumns(table, wish.columns);
    if (!chosen)
        return tl::unexpected(chosen.error());
    const auto sorting = sortOf(table, wish.sortBy);
    if (!sorting)
        return tl::unexpected(sorting.error());
    if (const auto filter = filterOf(table, wish.where); !filter)
        return tl::unexpected(filter.error());
    TableModel model;
    model.setTable(table);
    TableSortProxy proxy;
    proxy.setSourceModel(&model);
    if (const auto narrowed = proxy.setFilter(wish.where); !narrowed)
        return tl::unexpected(narrowed.error());
    proxy.sort(sorting->column, sorting->order);
    std::vector<TableRow> rows;
    rows.reserve(std::size_t(proxy.rowCount()));
    for (int row = 0; row < proxy.rowCount(); ++row)
        rows.push_back(model.table().rows[std::size_t(proxy.mapToSource(proxy.index(row, 0)).row())]);
    const bool isPart = rows.size() < table.rows.size();
    table.rows = std::move(rows);
    if (isPart)
        totalRows(table);
    for (auto& row : table.rows)
        keepColumns(row.cells, *chosen);
    keepColumns(table, *chosen);
    return {};
}

/// A table that is its own source.
class OwnRows final : public RowSource
{
public:
    explicit OwnRows(Table table)
        : m_table(std::move(table))
        , m_rows(m_table)
    {
    }
    const Table& head() const override { return m_table; }
    std::int64_t rowCount() const override { return m_rows.rowCount(); }
    Result<bool> next(std::vector<Cell>& cells) override { return m_rows.next(cells); }

private:
    const Table m_table;
    TableRows m_rows;
};

/// Some rows and columns of a source, one after the other.
class NarrowedRows final : public RowSource
{
public:
    NarrowedRows(std::unique_ptr<RowSource> rows, FilterExpression filter, std::vector<int> chosen)
        : m_rows(std::move(rows))
        , m_filter(std::move(filter))
        , m_chosen(std::move(chosen))
        , m_head(m_rows->head())
    {
        keepColumns(m_head, m_chosen);
    }
    const Table& head() const override { return m_head; }
    std::int64_t rowCount() const override { return m_filter.isEmpty() ? m_rows->rowCount() : -1; }
    Result<bool> next(std::vector<Cell>& cells) override
    {
        for (;;) {
            auto more = m_rows->next(m_row.cells);
            if (!more || !*more)
                return more;
            if (!m_filter.accepts(m_row))
                continue;
            cells.clear();
            for (const int column : m_chosen)
                cells.push_back(m_row.cells[std::size_t(column)]);
            return true;
        }
    }

private:
    const std::unique_ptr<RowSource> m_rows;
    const FilterExpression m_filter;
    const std::vector<int> m_chosen;
    Table m_head;
    TableRow m_row;
};

Result<std::unique_ptr<RowSource>> ownRows(Table table, const LevelExport& wish)
{
    if (const auto arranged = arrange(table, wish); !arranged)
        return tl::unexpected(arranged.error());
    return std::make_unique<OwnRows>(std::move(table));
}

/// All rows that the filter takes at once, to sort them.
Result<std::unique_ptr<RowSource>> sortedRows(RowSource& rows, const LevelExport& wish, const FilterExpression& filter)
{
    Table table = rows.head();
    std::vector<Cell> cells;
    for (;;) {
        const auto more = rows.next(cells);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        TableRow row;
        row.cells = cells;
        if (!filter.accepts(row))
            continue;
        if (table.rows.size() == mostSorted) {
            return failure(ErrorClass::Usage,
                Text::tr("More than %1 rows cannot be sorted; leave the order out (then it is that of the hours) or "
                         "take a shorter range.")
                    .arg(formatFigure(double(mostSorted), Unit::Count)));
        }
        row.key = QString::number(table.rows.size());
        table.rows.push_back(std::move(row));
    }
    return ownRows(std::move(table), wish);
}

Result<std::unique_ptr<RowSource>> narrowedRows(std::unique_ptr<RowSource> rows, const LevelExport& wish)
{
    auto chosen = chosenColumns(rows->head(), wish.columns);
    if (!chosen)
        return tl::unexpected(chosen.error());
    auto filter = filterOf(rows->head(), wish.where);
    if (!filter)
        return tl::unexpected(filter.error());
    if (const auto sorted = sortOf(rows->head(), wish.sortBy); !sorted)
        return tl::unexpected(sorted.error());
    if (!wish.sortBy.isEmpty())
        return sortedRows(*rows, wish, *filter);
    return std::make_unique<NarrowedRows>(std::move(rows), std::move(*filter), std::move(*chosen));
}

/// Of each shown cluster, then as one.
Result<std::vector<GridPtr>> gridsOf(StoreReader& store, const LevelExport& wish, Level level, TimeRange range)
{
    return awaitAnswers(askGrids(store, wish.clusters, level, wish.dimension, range));
}

Result<GridPtr> shownGrid(StoreReader& store, const LevelExport& wish, Level level, TimeRange range)
{
    const auto grids = gridsOf(store, wish, level, range);
    if (!grids)
        return tl::unexpected(grids.error());
    return combinedGrid(level, *grids, wish);
}

std::string shownCluster(const LevelExport& wish)
{
    return wish.clusters.size() == 1 ? wish.clusters.front() : std::string();
}

UsageOptions shownOptions(const LevelExport& wish)
{
    return combinedOptions(partsOf(wish));
}

/// The table of the pages Namespaces and Teams.
Result<Table> comparisonTable(StoreReader& store, const LevelExport& wish)
{
    SubjectFigures figures;
    figures.range = wish.range;
    figures.previousRange = wish.previousRange.isEmpty()
        ? TimeRange{wish.range.from - wish.range.length(), wish.range.from}
        : wish.previousRange;
    figures.options = shownOptions(wish);
    const TimeRange both{
        std::min(figures.range.from, figures.previousRange.from), std::max(figures.range.to, figures.previousRange.to)};
    const auto clusters = gridsOf(store, wish, Level::Cluster, both);
    if (!clusters)
        return tl::unexpected(clusters.error());
    const auto current = shownGrid(store, wish, wish.level, figures.range),
               previous = shownGrid(store, wish, wish.level, figures.previousRange);
    for (const auto* grid : {&current, &previous}) {
        if (!*grid)
            return tl::unexpected(grid->error());
    }
    figures.cluster = combinedGrid(Level::Cluster, *clusters, wish);
    figures.current = *current;
    figures.previous = *previous;

    const bool teams = wish.level == Level::Dimension;
    ComparisonInput input;
    for (std::size_t i = 0; !teams && i < clusters->size(); ++i)
        input.clusters.emplace_back(clusters->size() == 1 ? std::string() : wish.clusters[i] + '/', (*clusters)[i]);
    input.figures = computeFigures(std::move(figures));
    input.zone = wish.zone;
    input.metric = wish.rankedBy;
    input.scope = {shownCluster(wish), wish.level, teams ? wish.dimension : DimensionKey()};
    input.subjectTitle = levelTitle(wish.level, wish.dimension);
    input.defaultValue = teams ? "unknown" : std::string();
    input.unattributedRow = true;
    input.currency = wish.currency;
    return compareSubjects(input).table;
}

Result<Table> workloadTable(StoreReader& store, const LevelExport& wish)
{
    const auto inventory = awaitAnswer(store.inventory());
    if (!inventory)
        return tl::unexpected(inventory.error());
    const auto withWorkloads = rangeWithWorkloads(*inventory, wish.clusters, wish.range);
    WorkloadsInput input;
    for (const auto& [level, grid] : {std::pair(Level::Cluster, &input.cluster), {Level::Workload, &input.workloads}}) {
        auto shown = shownGrid(store, wish, level, level == Level::Workload ? withWorkloads : wish.range);
        if (!shown)
            return tl::unexpected(shown.error());
        *grid = std::move(*shown);
    }
    for (const auto& cluster : wish.clusters) {
        const auto newest = awaitAnswer(store.newestWorkloadRows(cluster, withWorkloads));
        if (!newest)
            return tl::unexpected(newest.error());
        input.newest.insert(input.newest.end(), newest->begin(), newest->end());
    }
    input.range = wish.range;
    input.options = shownOptions(wish);
    input.clusterName = shownCluster(wish);
    auto table = workloadsOf(input).table;
    table.zone = wish.zone;
    for (auto& column : table.columns) {
        if (column.metric && addsUp(*column.metric))
            column.total = ColumnTotal{unknown, column.id};
    }
    return table;
}

/// Only the wished subjects of a page's table.
std::optional<Error> keepSubjects(Table& table, const std::vector<std::string>& subjects)
{
    if (subjects.empty())
        return std::nullopt;
    const std::set<std::string> wanted(subjects.begin(), subjects.end());
    auto unseen = wanted;
    for (const auto& row : table.rows)
        unseen.erase(row.subject);
    if (!unseen.empty())
        return nobodyCalled(unseen);
    std::erase_if(table.rows, [&wanted](const TableRow& row) { return !wanted.contains(row.subject); });
    totalRows(table);
    return std::nullopt;
}

/// The columns that the page shows: that of quotas only where somebody has one.
QStringList shownColumns(const Table& table)
{
    QStringList ids;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool isShown = table.columns[i].id != u"quota"
            || std::ranges::any_of(
                table.rows, [i](const TableRow& row) { return !std::holds_alternative<std::monostate>(row.cells[i]); });
        if (isShown && isWritten(table.columns[i]))
            ids << table.columns[i].id;
    }
    return ids;
}

} // namespace

Result<std::unique_ptr<RowSource>> levelRows(StoreReader& store, const LevelExport& wish, Progress& progress)
{
    const auto inventory = awaitAnswer(store.inventory());
    if (!inventory)
        return tl::unexpected(inventory.error());
    if (const auto fault = faultOf(wish, *inventory))
        return tl::unexpected(*fault);
    if (wish.bucket == Bucket::Hour) {
        auto hours = storedHours(store, wish, progress);
        if (!hours)
            return hours;
        return narrowedRows(std::move(*hours), wish);
    }
    if (wish.bucket || wish.level == Level::Cluster)
        return narrowedRows(bucketRows(store, wish, progress), wish);
    auto table = wish.level == Level::Workload ? workloadTable(store, wish) : comparisonTable(store, wish);
    if (!table)
        return tl::unexpected(table.error());
    if (progress.isCancelled())
        return tl::unexpected(readingCancelled());
    auto shown = wish;
    if (wish.columns.isEmpty()
        && !(wish.forPrograms && wish.level == Level::Namespace)) // of labels nobody ever has one
        shown.columns = shownColumns(*table);
    if (const auto fault = keepSubjects(*table, wish.subjects))
        return tl::unexpected(*fault);
    return ownRows(std::move(*table), shown);
}

} // namespace atlas
