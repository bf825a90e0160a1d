// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SummaryCommand.h"

#include "models/views/StoreAnswer.h"

#include <QCoreApplication>
#include <QStringList>

namespace atlas {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("SummaryCommand", text);
}

QString namesOf(const Inventory& inventory)
{
    QStringList names;
    for (const auto& info : inventory.clusters)
        names << QString::fromStdString(info.name);
    return names.join(QStringLiteral(", "));
}

Error unknownCluster(const std::string& cluster, const Inventory& inventory)
{
    Error error{ErrorClass::Usage, {}, {}, 0, {}};
    error.message = inventory.clusters.empty()
        ? translated("The store has no clusters yet: import or sync some data first.")
        : translated("The store has no cluster \"%1\". It has: %2.")
              .arg(QString::fromStdString(cluster), namesOf(inventory));
    return error;
}

} // namespace

Result<Summary> loadSummary(StoreReader& store, const std::string& cluster, TimeRange range, int top,
    const QTimeZone& zone, const UsageOptions& options)
{
    if (range.hours() == 0)
        return failure(ErrorClass::Usage,
            translated("No hour starts between %1 and %2: give a start before the end.")
                .arg(QString::fromStdString(formatRfc3339(range.from)),
                    QString::fromStdString(formatRfc3339(range.to))));
    const auto inventory = awaitAnswer(store.inventory());
    if (!inventory)
        return tl::unexpected(inventory.error());
    const auto* info = inventory->find(cluster);
    if (!info)
        return tl::unexpected(unknownCluster(cluster, *inventory));

    const TimeRange whole{hourStart(range.firstHour()), hourStart(range.endHour())};
    const TimeRange both{whole.from - whole.length(), whole.to};
    // All reads are under way before the first is waited for.
    auto clusterGrid = store.grid({{cluster, Level::Cluster, {}}, both});
    auto namespaces = store.grid({{cluster, Level::Namespace, {}}, both});
    auto workloads = store.grid({{cluster, Level::Workload, {}}, whole});
    std::vector<QFuture<Result<GridPtr>>> dimensions;
    for (const auto& key : info->dimensions)
        dimensions.push_back(store.grid({{cluster, Level::Dimension, key}, whole}));

    SummaryInput input;
    input.range = whole;
    input.top = top;
    input.zone = zone;
    input.options = options;
    const auto read = [](QFuture<Result<GridPtr>>& future, GridPtr& grid) -> std::optional<Error> {
        auto answer = awaitAnswer(future);
        if (!answer)
            return answer.error();
        grid = *answer;
        return std::nullopt;
    };
    if (auto error = read(clusterGrid, input.cluster))
        return tl::unexpected(*error);
    if (auto error = read(namespaces, input.namespaces))
        return tl::unexpected(*error);
    for (auto& future : dimensions) {
        if (auto error = read(future, input.dimensions.emplace_back()))
            return tl::unexpected(*error);
    }
    if (auto error = read(workloads, input.workloads); error && error->cls != ErrorClass::Usage)
        return tl::unexpected(*error);
    return summarize(input);
}

Result<RowSums> sumRows(SqliteStore& store, const std::string& cluster, TimeRange range)
{
    RowQuery query;
    query.cluster = cluster;
    query.range = range;
    query.limit = -1;
    const auto page = store.clusterHours(query);
    if (!page)
        return tl::unexpected(page.error());
    RowSums sums;
    for (const auto& row : page->rows) {
        ++sums.rows;
        if (!row.allocated.known())
            continue;
        sums.gpuHours += row.allocated;
        if (row.avgUtilization.known())
            sums.idleGpuHours += row.allocated * (1 - row.avgUtilization / 100);
    }
    return sums;
}

Result<std::string> summaryCommand(SqliteStore& store, const std::string& cluster, TimeRange range, int top,
    const QTimeZone& zone, const UsageOptions& options)
{
    const auto summary = loadSummary(store, cluster, range, top, zone, options);
    if (!summary)
        return tl::unexpected(summary.error());
    const auto rows = sumRows(store, cluster, summary->range);
    if (!rows)
        return tl::unexpected(rows.error());
    return summaryJson(*summary, cluster, top, zone, *rows, options);
}

} // namespace atlas
