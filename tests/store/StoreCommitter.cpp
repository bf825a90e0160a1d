// SPDX-License-Identifier: GPL-3.0-or-later
// Commits one hour after the other into the store named by the argument, and writes the number of hours that are
// committed to standard output, until someone ends it. Each commit has rows and their coverage.
#include "models/store/SqliteStore.h"

#include <cstdio>

using namespace atlas;

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    auto store = SqliteStore::open(QString::fromLocal8Bit(argv[1]));
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().message));
        return 8;
    }
    const auto stored = (*store)->clusterHours({"c1", {Instant{}, hourStart(1'000'000)}, {}, {}, {}, {}, {}});
    for (auto hour = stored ? HourIndex(stored->total) : 0;; ++hour) {
        RowBatch batch;
        ClusterHour cluster;
        cluster.cluster = "c1";
        cluster.at.time = hourStart(hour);
        cluster.allocated = hour;
        batch.clusters.push_back(cluster);
        for (int i = 0; i < 200; ++i) {
            NamespaceHour row;
            row.cluster = "c1";
            row.name = "namespace-" + std::to_string(i);
            row.at.time = hourStart(hour);
            row.allocated = hour + i;
            batch.namespaces.push_back(row);
        }
        CoverageEntry entry;
        entry.cluster = "c1";
        entry.endpoint = "namespaces/hourly-stats";
        entry.range = {Instant{}, hourStart(hour + 1)};
        entry.state = CoverageState::Complete;
        batch.coverage.push_back(entry);
        if (!(*store)->commit(std::move(batch)).result())
            return 8;
        std::printf("%d\n", hour + 1);
        std::fflush(stdout);
    }
}
