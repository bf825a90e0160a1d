// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Queries.h"
#include "models/store/RowReading.h"
#include "models/store/Schema.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace atlas::queries {

namespace {

/// Numbers of the parameters in the statements below.
enum Parameter { scopeParameter = 1, firstHour, endHour, limit, offset, namespaceName, subjectName, type };

/// The condition on subjects that a query's filters make; empty: all subjects.
template <class Row>
std::string subjectFilter(const RowQuery& query)
{
    std::string conditions;
    if constexpr (RowTable<Row>::level == Level::Namespace) {
        if (query.namespaceName)
            conditions = " AND namespace='' AND name=?7";
    } else if constexpr (RowTable<Row>::level == Level::Dimension) {
        if (query.dimensionValue)
            conditions = " AND namespace='' AND name=?7";
    } else if constexpr (RowTable<Row>::level == Level::Workload) {
        if (query.namespaceName)
            conditions += " AND namespace=?6";
        if (query.workloadName)
            conditions += " AND name=?7";
        if (query.workloadType)
            conditions += " AND type=?8";
    }
    return conditions.empty() ? conditions
                              : " AND r.subject IN (SELECT id FROM subject WHERE scope=?1" + conditions + ')';
}

template <class Row>
void bindFilter(sqlite::Statement& statement, const RowQuery& query)
{
    const auto bind = [&](int index, const std::optional<std::string>& text) {
        if (text)
            statement.bind(index, std::string_view(*text));
    };
    if constexpr (RowTable<Row>::level == Level::Namespace) {
        bind(subjectName, query.namespaceName);
    } else if constexpr (RowTable<Row>::level == Level::Dimension) {
        bind(subjectName, query.dimensionValue);
    } else if constexpr (RowTable<Row>::level == Level::Workload) {
        bind(namespaceName, query.namespaceName);
        bind(subjectName, query.workloadName);
        bind(type, query.workloadType);
    }
}

void bindRange(sqlite::Statement& statement, std::int64_t scope, HourIndex first, HourIndex end)
{
    statement.bind(scopeParameter, scope);
    statement.bind(firstHour, std::int64_t(first));
    statement.bind(endHour, std::int64_t(end));
}

/// Rows before which hour make up the offset, so that far pages need not be counted through. Takes those rows off the
/// offset and the hours off the range.
void skipHours(
    Connection& connection, std::int64_t scope, bool descending, HourIndex& first, HourIndex& end, std::int64_t& toSkip)
{
    sqlite::Query hours(connection.db(),
        descending ? "SELECT hour, rows FROM hours WHERE scope=?1 AND hour>=?2 AND hour<?3 ORDER BY hour DESC"
                   : "SELECT hour, rows FROM hours WHERE scope=?1 AND hour>=?2 AND hour<?3 ORDER BY hour");
    bindRange(*hours, scope, first, end);
    while (hours->step()) {
        const auto hour = HourIndex(hours->integer(0));
        if (hours->integer(1) > toSkip)
            return;
        toSkip -= hours->integer(1);
        if (descending)
            end = hour;
        else
            first = hour + 1;
    }
}

template <class Row>
void nameRow(Connection& connection, const RowQuery& query, const sqlite::Statement& from, Row& row)
{
    row.cluster = query.cluster;
    if constexpr (std::is_same_v<Row, NamespaceHour>) {
        row.name = connection.subject(from.integer(2)).name;
    } else if constexpr (std::is_same_v<Row, DimensionHour>) {
        row.dimension = query.dimension;
        row.value = connection.subject(from.integer(2)).name;
    } else if constexpr (std::is_same_v<Row, WorkloadHour>) {
        const auto& names = connection.subject(from.integer(2));
        row.namespaceName = names.namespaceName;
        row.name = names.name;
        row.type = names.type;
        const auto texts = readTexts(from);
        row.status = connection.text(texts.status);
        row.ownerUid = connection.text(texts.ownerUid);
        row.ownerName = connection.text(texts.ownerName);
        auto labels = decodeLabels(connection.text(texts.labels));
        auto annotations = decodeLabels(connection.text(texts.annotations));
        if (!labels || !annotations)
            throwDamaged("labels that cannot be read");
        row.labels = std::move(*labels);
        row.annotations = std::move(*annotations);
    }
}

/// The last hour in which any figure of a subject is known; before the grid where none is.
std::vector<HourIndex> lastKnownHours(const HourGrid& grid)
{
    std::vector<HourIndex> last(std::size_t(grid.subjectCount()), grid.firstHour() - 1);
    for (int subject = 0; subject < grid.subjectCount(); ++subject) {
        for (std::size_t column = 0; column < columnCount; ++column) {
            const auto series = grid.series(Column(column), subject);
            const auto end = std::find_if(series.rbegin(), series.rend(), isKnown);
            auto& hour = last[std::size_t(subject)];
            hour = std::max(hour, grid.firstHour() + HourIndex(series.rend() - end) - 1);
        }
    }
    return last;
}

std::string orderBy(const RowQuery& query)
{
    const std::string direction = query.descending ? " DESC" : "";
    const std::string byKey = "r.hour" + direction + ", r.subject" + direction;
    if (query.order == RowOrder::Time)
        return byKey;
    const std::string figure = query.order == RowOrder::Utilization ? "r.avg_utilization" : "r.allocated";
    return figure + " IS NULL, " + figure + direction + ", " + byKey;
}

} // namespace

template <class Row>
RowPage<Row> rows(Connection& connection, const RowQuery& query)
{
    RowPage<Row> page;
    const auto scope = connection.scopeId({query.cluster, RowTable<Row>::level, query.dimension});
    if (!scope || query.range.hours() == 0)
        return page;
    auto first = query.range.firstHour(), end = query.range.endHour();
    auto toSkip = std::max<std::int64_t>(query.offset, 0);
    const auto filter = subjectFilter<Row>(query);
    // A filter meets few rows of each hour: walk the hours there are, and look the subjects up in each.
    const auto source = std::string(filter.empty() ? " FROM " : " FROM hours h CROSS JOIN ") + RowTable<Row>::name
        + (filter.empty() ? " r WHERE r.scope=?1 AND r.hour>=?2 AND r.hour<?3"
                          : " r ON r.scope=h.scope AND r.hour=h.hour WHERE h.scope=?1 AND h.hour>=?2 AND h.hour<?3")
        + filter;

    sqlite::Query count(connection.db(),
        filter.empty() ? "SELECT total(rows) FROM hours WHERE scope=?1 AND hour>=?2 AND hour<?3"
                       : "SELECT count(*)" + source);
    bindRange(*count, *scope, first, end);
    bindFilter<Row>(*count, query);
    if (count->step())
        page.total = count->integer(0);

    if (filter.empty() && query.order == RowOrder::Time)
        skipHours(connection, *scope, query.descending, first, end, toSkip);
    if (toSkip >= page.total)
        return page;
    sqlite::Query select(connection.db(),
        "SELECT " + columnList<Row>("r.") + source + " ORDER BY " + orderBy(query) + " LIMIT ?4 OFFSET ?5");
    bindRange(*select, *scope, first, end);
    select->bind(limit, query.limit);
    select->bind(offset, toSkip);
    bindFilter<Row>(*select, query);
    while (select->step()) {
        page.rows.push_back(readFigures<Row>(*select));
        nameRow(connection, query, *select, page.rows.back());
    }
    return page;
}

std::optional<Instant> nextData(Connection& connection, const std::string& cluster, Instant from)
{
    const auto clusterId = connection.clusterId(cluster);
    if (!clusterId)
        return std::nullopt;
    sqlite::Query next(connection.db(),
        "SELECT (SELECT min((SELECT min(hour) FROM hours WHERE scope=s.id AND hour>=?2)) FROM scope s WHERE"
        " s.cluster=?1), (SELECT min(time) FROM snapshot WHERE cluster=?1 AND time>=?3)");
    next->bind(1, *clusterId);
    next->bind(2, std::int64_t(hourIndex(from + std::chrono::hours(1) - std::chrono::seconds(1))));
    next->bind(3, seconds(from));
    if (!next->step())
        return std::nullopt;
    std::optional<Instant> first;
    if (!next->isNull(0))
        first = hourStart(HourIndex(next->integer(0)));
    if (!next->isNull(1)) {
        const Instant snapshot{std::chrono::seconds(next->integer(1))};
        first = std::min(first.value_or(snapshot), snapshot);
    }
    return first;
}

std::int64_t workloadCount(Connection& connection, const std::string& cluster)
{
    const auto scope = connection.scopeId({cluster, Level::Workload, {}});
    sqlite::Query count(connection.db(), "SELECT count(*) FROM subject WHERE scope=?1");
    count->bind(1, scope.value_or(-1));
    return count->step() ? count->integer(0) : 0;
}

std::vector<WorkloadHour> newestWorkloadRows(
    Connection& connection, const std::string& cluster, TimeRange range, const HourGrid* figures)
{
    std::vector<WorkloadHour> newest;
    RowQuery query;
    query.cluster = cluster;
    const auto scope = connection.scopeId({cluster, Level::Workload, {}});
    if (!scope || range.hours() == 0)
        return newest;
    sqlite::Query row(connection.db(),
        "SELECT " + columnList<WorkloadHour>() + " FROM workload_hour WHERE scope=?1 AND hour=?2 AND subject=?3");
    const auto take = [&](HourIndex hour, std::int64_t subject) {
        row->reset();
        row->bind(1, *scope);
        row->bind(2, std::int64_t(hour));
        row->bind(3, subject);
        if (!row->step())
            return false;
        newest.push_back(readFigures<WorkloadHour>(*row));
        nameRow(connection, query, *row, newest.back());
        return true;
    };

    std::unordered_set<std::int64_t> missing;
    sqlite::Query subjects(connection.db(), "SELECT id FROM subject WHERE scope=?1");
    subjects->bind(1, *scope);
    while (subjects->step())
        missing.insert(subjects->integer(0));
    if (figures) {
        const auto lastHours = lastKnownHours(*figures);
        std::erase_if(missing, [&](std::int64_t subject) {
            const auto& names = connection.subject(subject);
            const int at = figures->indexOf(names.namespaceName + '/' + names.name);
            const auto last = at < 0 ? figures->firstHour() - 1 : lastHours[std::size_t(at)];
            return at < 0 || (last >= figures->firstHour() && take(last, subject));
        });
    }
    // Backwards through the keys alone: until every workload was met that the figures say nothing of, or another type
    // of which went on.
    sqlite::Query keys(connection.db(),
        "SELECT hour, subject FROM workload_hour WHERE scope=?1 AND hour>=?2 AND hour<?3"
        " ORDER BY hour DESC, subject DESC");
    bindRange(*keys, *scope, range.firstHour(), range.endHour());
    while (!missing.empty() && keys->step()) {
        if (missing.erase(keys->integer(1)) > 0 && !take(HourIndex(keys->integer(0)), keys->integer(1)))
            throwDamaged("a workload without its row");
    }
    std::ranges::stable_sort(newest, std::ranges::greater(), [](const WorkloadHour& hour) { return hour.at.time; });
    return newest;
}

template RowPage<ClusterHour> rows(Connection&, const RowQuery&);
template RowPage<NamespaceHour> rows(Connection&, const RowQuery&);
template RowPage<DimensionHour> rows(Connection&, const RowQuery&);
template RowPage<WorkloadHour> rows(Connection&, const RowQuery&);

} // namespace atlas::queries
