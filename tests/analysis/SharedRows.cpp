// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analysis/SharedRows.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <set>

namespace atlas::test {

std::optional<QString> sharedDataFolder()
{
    const auto fromEnvironment = qEnvironmentVariable("ATLAS_SHARED_DATA");
    const QDir folder(fromEnvironment.isEmpty() ? QStringLiteral(ATLAS_SOURCE_DIR "/../shared/data") : fromEnvironment);
    if (!folder.exists(QStringLiteral("clusters.json")))
        return std::nullopt;
    return folder.absolutePath();
}

QJsonObject objectOf(const QString& file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(source.readAll()).object();
}

std::vector<QJsonObject> rowsOf(const QString& clusterFolder, const QString& filePattern)
{
    std::vector<QJsonObject> rows;
    const QDir folder(clusterFolder);
    for (const auto& name : folder.entryList({filePattern}, QDir::Files)) {
        const auto data = objectOf(folder.filePath(name))[QLatin1String("data")].toObject();
        for (const auto& row : data[QLatin1String("data")].toArray())
            rows.push_back(row.toObject());
    }
    return rows;
}

HourGrid gridOf(const GridScope& scope, const std::vector<QJsonObject>& rows,
    const std::function<std::string(const QJsonObject&)>& subjectOf)
{
    static constexpr std::array<std::pair<Column, const char*>, 10> columns{{{Column::Allocated, "allocated_gpu_count"},
        {Column::Capacity, "total_gpu_capacity"}, {Column::AllocationRate, "allocation_rate"},
        {Column::Utilization, "avg_utilization"}, {Column::MaxUtilization, "max_utilization"},
        {Column::MinUtilization, "min_utilization"}, {Column::P50, "p50_utilization"}, {Column::P95, "p95_utilization"},
        {Column::ActiveWorkloads, "active_workload_count"}, {Column::SampleCount, "sample_count"}}};
    const auto hourOf = [](const QJsonObject& row) {
        const auto time = parseRfc3339(row[QLatin1String("stat_hour")].toString().toStdString());
        return hourIndex(std::chrono::floor<std::chrono::seconds>(time.value().time));
    };
    std::set<std::string> subjects;
    HourIndex first = std::numeric_limits<HourIndex>::max(), last = 0;
    for (const auto& row : rows) {
        subjects.insert(subjectOf(row));
        first = std::min(first, hourOf(row));
        last = std::max(last, hourOf(row));
    }
    if (rows.empty())
        return {scope, 0, 0, {}};
    HourGrid grid(scope, first, last - first + 1, {subjects.begin(), subjects.end()});
    for (const auto& row : rows) {
        const int subject = grid.indexOf(subjectOf(row));
        for (const auto& [column, key] : columns) {
            if (const auto value = row[QLatin1String(key)]; value.isDouble())
                grid.mutableSeries(column, subject)[std::size_t(hourOf(row) - first)] = value.toDouble();
        }
    }
    return grid;
}

} // namespace atlas::test
