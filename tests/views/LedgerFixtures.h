// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/ViewFixtures.h"

/// A ledger with one of everything, for two weeks of rows that end at `end`.
namespace atlas::test {

inline CoverageEntry entry(const char* cluster, const char* endpoint, Instant from, Instant to, CoverageState state)
{
    CoverageEntry made;
    made.cluster = cluster;
    made.endpoint = endpoint;
    made.range = {from, to};
    made.state = state;
    made.rowsReceived = made.range.hours();
    made.fetchedAt = to;
    made.request = std::string("/") + endpoint + "?cluster_name=" + cluster;
    return made;
}

inline RequestRecord request(Instant time, const char* path, int status, std::optional<ErrorClass> failure = {})
{
    RequestRecord made;
    made.at = time;
    made.connection = "id";
    made.cluster = "c";
    made.request = path;
    made.httpStatus = status;
    made.rows = failure ? -1 : 24;
    made.bytes = 4'200;
    made.duration = std::chrono::milliseconds(31);
    made.traceId = "trace-1";
    made.failure = failure;
    made.message = failure ? "The server cannot be reached." : "";
    return made;
}

/// In the last day before `end`: 20 complete hours, one unverified, one gap, two missing of the cluster; namespaces
/// complete for half of it; one label never asked.
inline RowBatch ledgerOfOneDay(const char* cluster, Instant end)
{
    using namespace std::chrono_literals;
    RowBatch batch;
    const char* const hours = "cluster/hourly-stats";
    batch.coverage = {entry(cluster, hours, end - 24h, end - 4h, CoverageState::Complete),
        entry(cluster, hours, end - 4h, end - 3h, CoverageState::Unverified),
        entry(cluster, hours, end - 3h, end - 2h, CoverageState::Gap),
        entry(cluster, hours, end - 2h, end, CoverageState::MissingOnServer),
        entry(cluster, "namespaces/hourly-stats", end - 24h, end - 12h, CoverageState::Complete)};
    batch.coverage[0].statedTotal = 20;
    batch.coverage[2].attempts = 2;
    batch.coverage[2].openSince = end - 1h;
    batch.requests = {request(end - 2min, "/cluster/hourly-stats?cluster_name=c", 200),
        request(end - 1min, "/namespaces/hourly-stats?cluster_name=c", 502, ErrorClass::Net)};
    batch.rejectedRows = 1;
    batch.rejected = {{end - 1min, cluster, "namespaces/hourly-stats", "no time", "{\"time\":null,\"x\":\"<i>\"}"}};
    batch.fieldFaults = {{cluster, "cluster/hourly-stats", "total_gpu_capacity", "null", 7}};
    return batch;
}

} // namespace atlas::test
