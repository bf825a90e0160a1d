// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Buckets.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/RollUp.h"
#include "models/analysis/SnapshotHours.h"

#include <benchmark/benchmark.h>

#include <random>

namespace {

using namespace atlas;

constexpr int hoursOfYear = 8760;
constexpr int namespaceCount = 200;

/// A year of 200 namespaces, one hour in twenty without a row.
HourGrid yearOfNamespaces(Level level, int subjects)
{
    std::mt19937_64 random(7); // NOLINT(cert-msc51-cpp): the same rows in every run
    std::uniform_real_distribution<double> part(0, 1);
    std::vector<std::string> names;
    for (int i = 0; i < subjects; ++i)
        names.push_back("ns-" + std::to_string(1000 + i));
    HourGrid grid({"c", level, {}}, 480'000, hoursOfYear, names);
    for (const auto column : {Column::Allocated, Column::Utilization, Column::MaxUtilization, Column::MinUtilization,
             Column::ActiveWorkloads}) {
        for (double& value : grid.mutableColumn(column))
            value = part(random) < 0.05 ? unknown : 64 * part(random);
    }
    return grid;
}

struct Year
{
    HourGrid cluster = yearOfNamespaces(Level::Cluster, 1);
    HourGrid namespaces = yearOfNamespaces(Level::Namespace, namespaceCount);
    HourPresence presence{cluster};
    HourIndex from = namespaces.firstHour(), to = from + hoursOfYear;
};

const Year& year()
{
    static const Year instance;
    return instance;
}

/// The plainest loop over the same grid: Σ a and Σ a·u.
void sumsByPlainLoop(benchmark::State& state)
{
    const auto& grid = year().namespaces;
    for (auto _ : state) {
        double allocated = 0, weighted = 0;
        const auto a = grid.column(Column::Allocated), u = grid.column(Column::Utilization);
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (isKnown(a[i]) && isKnown(u[i])) {
                allocated += a[i];
                weighted += a[i] * u[i];
            }
        }
        benchmark::DoNotOptimize(allocated + weighted);
    }
}
BENCHMARK(sumsByPlainLoop)->Unit(benchmark::kMillisecond);

void rankYearOf200Namespaces(benchmark::State& state)
{
    const auto& y = year();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            rankSubjects({&y.namespaces, y.from, y.to, nullptr, 0, 0, &y.presence, {}}, Metric::GpuHours));
}
BENCHMARK(rankYearOf200Namespaces)->Unit(benchmark::kMillisecond);

void rollUpYearByDayInBerlin(benchmark::State& state)
{
    const auto& y = year();
    const QTimeZone zone("Europe/Berlin");
    for (auto _ : state) {
        const auto days = cutBuckets(y.cluster.range(), Bucket::Day, zone);
        benchmark::DoNotOptimize(rollUp(y.cluster, 0, days, y.presence));
    }
}
BENCHMARK(rollUpYearByDayInBerlin)->Unit(benchmark::kMillisecond);

/// An hour of twelve samples of 2,000 pods with three dimensions and workload rows.
void hourOf24000PodSamples(benchmark::State& state)
{
    auto pods = std::make_shared<PodTable>();
    for (int i = 0; i < 2000; ++i)
        pods->add({"", "pod-" + std::to_string(i), "ns-" + std::to_string(i % namespaceCount), "Pod",
            "work-" + std::to_string(i % 600), "Job",
            {{"team", "t" + std::to_string(i % 20)}, {"app", "a" + std::to_string(i % 50)}, {"env", "prod"}}, {}});
    ClusterSample sample{hourStart(480'000), 4000, {}};
    for (std::uint32_t i = 0; i < pods->size(); ++i)
        sample.pods.push_back({i, double(1 + i % 8), double(i % 100)});
    HourAggregator hours("c", pods,
        {{{DimensionType::Label, "team"}, {DimensionType::Label, "app"}, {DimensionType::Label, "env"}}, "unknown"});
    for (auto _ : state) {
        for (int i = 0; i < 12; ++i)
            hours.add(sample);
        benchmark::DoNotOptimize(hours.finish(480'000, {}));
    }
    state.SetItemsProcessed(state.iterations() * 12 * 2000);
}
BENCHMARK(hourOf24000PodSamples)->Unit(benchmark::kMillisecond);

} // namespace
