// SPDX-License-Identifier: GPL-3.0-or-later
// A process that works on a store until someone ends it.
//
//   store_committer FILE          commits hour after hour, and writes the number of hours that are committed to
//                                 standard output; each commit has rows of three levels, a snapshot, their coverage
//   store_committer --big FILE N  the same with many rows, and tells only when the file has N bytes
//   store_committer --read FILE   only opens the store for reading
#include "models/store/SqliteStore.h"

#include <QFileInfo>

#include <cstdio>
#include <cstring>

using namespace atlas;

namespace {

RowBatch hourBatch(HourIndex hour, int namespaces, int workloads)
{
    const TimeRange range{hourStart(hour), hourStart(hour + 1)};
    RowBatch batch;
    ClusterHour cluster;
    cluster.cluster = "c1";
    cluster.at.time = range.from;
    cluster.allocated = hour;
    batch.clusters.push_back(cluster);
    for (int i = 0; i < namespaces; ++i) {
        NamespaceHour row;
        row.cluster = "c1";
        row.name = "namespace-" + std::to_string(i);
        row.at.time = range.from;
        row.allocated = hour + i;
        batch.namespaces.push_back(row);
    }
    for (int i = 0; i < workloads; ++i) {
        WorkloadHour row;
        row.cluster = "c1";
        row.namespaceName = "namespace-" + std::to_string(i % std::max(1, namespaces));
        row.name = "workload-" + std::to_string(i);
        row.type = "Job";
        row.at.time = range.from;
        row.allocated = i;
        row.avgUtilization = (hour + i) % 100;
        batch.workloads.push_back(row);
    }
    AllocationSnapshot snapshot;
    snapshot.head.cluster = "c1";
    snapshot.head.dimensionType = "cluster";
    snapshot.head.time = range.from;
    snapshot.head.allocated = hour;
    batch.snapshots.push_back(snapshot);
    for (const char* endpoint : {"cluster/hourly-stats", "namespaces/hourly-stats", "workloads/hourly-stats"}) {
        CoverageEntry entry;
        entry.cluster = "c1";
        entry.endpoint = endpoint;
        entry.range = range;
        entry.state = CoverageState::Complete;
        batch.coverage.push_back(entry);
    }
    return batch;
}

int refuse(const Error& error)
{
    std::fprintf(stderr, "%s\n", qPrintable(error.message));
    return 8;
}

} // namespace

int main(int argc, char** argv)
{
    const bool big = argc == 4 && std::strcmp(argv[1], "--big") == 0;
    const bool read = argc == 3 && std::strcmp(argv[1], "--read") == 0;
    if (!big && !read && argc != 2)
        return 2;
    const auto path = QString::fromLocal8Bit(argv[big || read ? 2 : 1]);
    StoreOptions options;
    options.readOnly = read;
    if (!big) {
        options.limits.checkpointLog = 128 << 10;
        options.limits.truncateLog = 512 << 10;
    }
    auto store = SqliteStore::open(path, options);
    if (!store)
        return refuse(store.error());
    const auto stored = (*store)->clusterHours({"c1", {Instant{}, hourStart(1'000'000)}, {}, {}, {}, {}, {}});
    if (!stored)
        return refuse(stored.error());
    if (read)
        return 0;
    const auto aim = big ? QByteArray(argv[3]).toLongLong() : 0;
    for (auto hour = HourIndex(stored->total);; ++hour) {
        const auto done = (*store)->commit(big ? hourBatch(hour, 200, 20'000) : hourBatch(hour, 20, 5)).result();
        if (!done)
            return refuse(done.error());
        if (big && QFileInfo(path).size() < aim)
            continue;
        std::printf("%d\n", hour + 1);
        std::fflush(stdout);
    }
}
