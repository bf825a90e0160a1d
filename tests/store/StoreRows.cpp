// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/StoreRows.h"

namespace atlas::test {

namespace {

RowTimes timesOf(int hour)
{
    return {hourStart(firstTestHour + hour), stampAt(hour * 60 + 61), stampAt(hour * 60 + 61)};
}

} // namespace

Stamp stampAt(int minutes)
{
    return Stamp(hourStart(firstTestHour)) + std::chrono::minutes(minutes) + std::chrono::microseconds(123'457);
}

ClusterHour clusterRow(int hour, const std::string& cluster)
{
    ClusterHour row;
    row.id = 1000 + hour;
    row.cluster = cluster;
    row.at = timesOf(hour);
    row.capacity = 128;
    row.allocated = 100.25;
    row.allocationRate = 78.3203125;
    row.avgUtilization = 1.0 / 3;
    row.maxUtilization = 99.9;
    row.minUtilization = 0;
    row.p50Utilization = 40.1;
    row.p95Utilization = 95.000000001;
    row.sampleCount = 12;
    return row;
}

NamespaceHour namespaceRow(int hour, const std::string& name, const std::string& cluster)
{
    NamespaceHour row;
    row.id = 2000 + hour;
    row.cluster = cluster;
    row.name = name;
    row.at = timesOf(hour);
    row.capacity = 0;
    row.allocated = 7.5;
    row.allocationRate = 12.5;
    row.avgUtilization = 55.5;
    row.maxUtilization = 250;
    row.minUtilization = -1;
    row.activeWorkloads = 3;
    return row;
}

DimensionHour dimensionRow(int hour, const DimensionKey& key, const std::string& value)
{
    DimensionHour row;
    row.id = 3000 + hour;
    row.cluster = "c1";
    row.dimension = key;
    row.value = value;
    row.at = timesOf(hour);
    row.allocated = 1e-300;
    row.avgUtilization = 12.75;
    row.maxUtilization = 13;
    row.minUtilization = 12;
    row.activeWorkloads = 9007199254740993.0;
    return row;
}

WorkloadHour workloadRow(int hour, const std::string& namespaceName, const std::string& name, const std::string& type)
{
    WorkloadHour row;
    row.id = (std::int64_t(1) << 62) + hour;
    row.cluster = "c1";
    row.namespaceName = namespaceName;
    row.name = name;
    row.type = type;
    row.at = timesOf(hour);
    double value = 0.5;
    for (auto* figure : {&row.allocated, &row.requested, &row.avgUtilization, &row.maxUtilization, &row.minUtilization,
             &row.p50Utilization, &row.p95Utilization, &row.avgMemoryUsed, &row.maxMemoryUsed, &row.avgMemoryTotal,
             &row.avgReplicas, &row.maxReplicas, &row.minReplicas, &row.sampleCount})
        *figure = value += 1.125;
    row.status = "Running";
    row.ownerUid = "b1946ac9-2492-d234-7c62-35b4d2611184";
    row.ownerName = "owner of " + name;
    row.labels = {{"team", "vision"}, {"app", ""}, {"team", "twice"}};
    row.annotations = {{"path", "a:b/c"}, {"\xe5\x9b\xa2\xe9\x98\x9f", "\xe7\xa0\x94\xe5\x8f\x91"}};
    return row;
}

AllocationSnapshot snapshotAt(Instant time, const std::string& dimensionType)
{
    AllocationSnapshot snapshot;
    snapshot.head = {77, "c1", time, dimensionType, dimensionType == "label" ? "team" : "",
        dimensionType == "label" ? "vision" : "", 128, 96};
    AllocatedNamespace group{"ml", 12, 60.5, 3, {}};
    group.workloads.push_back({"u-1", "train", "ml", "Job", 8, 91.25, 2});
    group.workloads.push_back({"", "\xe6\xa8\xa1\xe5\x9e\x8b", "other", "", unknown, unknown, unknown});
    snapshot.namespaces = {group, {"none", 0, unknown, 4, {}}};
    snapshot.annotations = {{"project", "a:b", 3, 44, 1}, {"", "", unknown, unknown, unknown}};
    return snapshot;
}

CoverageEntry coverageOf(int from, int to, CoverageState state)
{
    CoverageEntry entry;
    entry.cluster = "c1";
    entry.endpoint = "namespaces/hourly-stats";
    entry.range = testHours(from, to);
    entry.state = state;
    entry.rowsReceived = to - from;
    entry.statedTotal = to - from;
    entry.fetchedAt = stampAt(to * 60 + 2);
    entry.request = "namespaces/hourly-stats?page=1";
    return entry;
}

Figure someFigure(std::mt19937_64& random)
{
    const auto bits = random();
    return bits % 5 == 0 ? Figure() : Figure(double(bits >> 12) / 1e13);
}

void TestStore::open(const StoreOptions& options)
{
    auto opened = SqliteStore::open(path(), options);
    if (!opened)
        qFatal("%s %s", qPrintable(opened.error().message), qPrintable(opened.error().detail));
    store = std::move(*opened);
}

CommitStats TestStore::commit(RowBatch batch)
{
    const auto stats = store->commit(std::move(batch)).result();
    if (!stats)
        qFatal("%s %s", qPrintable(stats.error().message), qPrintable(stats.error().detail));
    return *stats;
}

} // namespace atlas::test
