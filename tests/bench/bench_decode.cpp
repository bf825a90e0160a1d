// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/WireDecoder.h"
#include "models/api/WireEncoder.h"

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstring>
#include <string>
#include <vector>

using namespace atlas;

namespace {

constexpr int rowsOfAPage = 1000;

/// A page as the canonical server sends it: 40 hours of 25 namespaces.
const std::string& page()
{
    static const std::string text = [] {
        std::vector<NamespaceHour> rows;
        for (int i = 0; i < rowsOfAPage; ++i) {
            NamespaceHour row;
            row.id = i + 1;
            row.cluster = "gpu-cluster-east";
            row.name = "team-" + std::to_string(i % 25) + "-training";
            row.at.time = Instant(std::chrono::hours(489'000 + i / 25));
            row.at.createdAt = row.at.time + std::chrono::seconds(3603);
            row.at.updatedAt = row.at.createdAt;
            row.capacity = 64;
            row.allocated = 12.0 + i / 7.0;
            row.allocationRate = row.allocated / 64 * 100;
            row.avgUtilization = 40.0 + i / 31.0;
            row.maxUtilization = 71.0 + i / 37.0;
            row.minUtilization = i / 41.0;
            row.activeWorkloads = i % 17;
            rows.push_back(row);
        }
        return encodePage(std::span<const NamespaceHour>(rows), {rowsOfAPage, 1, rowsOfAPage, 1});
    }();
    return text;
}

struct BareRow
{
    std::int64_t id = 0;
    std::string cluster, name;
    std::int64_t hour = 0, created = 0, updated = 0;
    double capacity = 0, allocated = 0, rate = 0, avg = 0, max = 0, min = 0, active = 0;
};

/// Digits at fixed places, no check at all: as bare as it gets.
std::int64_t bareTime(std::string_view text)
{
    const auto number = [&](std::size_t at, int digits) {
        int value = 0;
        for (int i = 0; i < digits; ++i)
            value = value * 10 + (text[at + std::size_t(i)] - '0');
        return value;
    };
    using namespace std::chrono;
    const auto day = sys_days(year(number(0, 4)) / month(unsigned(number(5, 2))) / unsigned(number(8, 2)));
    return seconds(day.time_since_epoch()).count() + number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2);
}

/// The plain loop of simdjson's own examples, fields in the order of the wire, without any of the decoder's tolerance.
void bareSimdjson(benchmark::State& state)
{
    simdjson::ondemand::parser parser;
    const simdjson::padded_string text(page());
    for (auto _ : state) {
        std::vector<BareRow> rows; // each page is handed over, as the decoder does
        rows.reserve(rowsOfAPage);
        auto document = parser.iterate(text);
        for (auto element : document["data"]["data"].get_array()) {
            auto object = element.get_object();
            BareRow& row = rows.emplace_back();
            row.id = object["id"].get_int64();
            row.cluster = std::string_view(object["cluster_name"]);
            row.name = std::string_view(object["namespace"]);
            row.hour = bareTime(object["stat_hour"]);
            row.capacity = object["total_gpu_capacity"].get_double();
            row.allocated = object["allocated_gpu_count"].get_double();
            row.rate = object["allocation_rate"].get_double();
            row.avg = object["avg_utilization"].get_double();
            row.max = object["max_utilization"].get_double();
            row.min = object["min_utilization"].get_double();
            row.active = object["active_workload_count"].get_double();
            row.created = bareTime(object["created_at"]);
            row.updated = bareTime(object["updated_at"]);
        }
        benchmark::DoNotOptimize(rows.data());
    }
    state.counters["rows/s"] =
        benchmark::Counter(double(state.iterations()) * rowsOfAPage, benchmark::Counter::kIsRate);
    state.SetBytesProcessed(state.iterations() * std::int64_t(page().size()));
}

void wireDecoder(benchmark::State& state)
{
    WireDecoder decoder;
    const QByteArrayView text(page().data(), qsizetype(page().size()));
    for (auto _ : state) {
        auto decoded = decoder.decodeNamespaceHours(text);
        if (!decoded || decoded->rows.size() != std::size_t(rowsOfAPage))
            state.SkipWithError("not decoded");
        benchmark::DoNotOptimize(decoded);
    }
    state.counters["rows/s"] =
        benchmark::Counter(double(state.iterations()) * rowsOfAPage, benchmark::Counter::kIsRate);
    state.SetBytesProcessed(state.iterations() * std::int64_t(page().size()));
}

} // namespace

BENCHMARK(bareSimdjson)->Name("decode/1000 namespace rows/bare simdjson loop");
BENCHMARK(wireDecoder)->Name("decode/1000 namespace rows/WireDecoder");
