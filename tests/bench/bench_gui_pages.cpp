// SPDX-License-Identifier: GPL-3.0-or-later
// Pages over a year of 200 namespaces: what a change of range, bucket, metric, zone or selection costs the window's
// thread (gui_ms, processor time with the repaint), and when the new content is there (the benchmark's own time).
// Beside it the plain way: everything computed again in the window's thread.
#include "tests/ui/Backfill.h"
#include "ui/pages/NamespacesPage.h"
#include "ui/pages/OverviewPage.h"

#include <QApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <ctime>
#include <functional>
#include <memory>

namespace {

using namespace atlas;
using namespace atlas::test;

constexpr int days = 365, namespaces = 200;
const Instant end{std::chrono::hours(24 * 20'000)};

/// A store with the year in it, filled once.
class YearSession final : public Session
{
public:
    YearSession()
        : m_store(*SqliteStore::open(m_folder.filePath(QStringLiteral("store.db"))))
    {
        const Backfill backfill(*m_store, end, days, namespaces);
        while (!backfill.isDone())
            QApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
    SqliteStore& store() override { return *m_store; }
    SessionStatus status() const override { return {SessionState::Fresh, {}, {}, {}, -1, false, {}, 0, 0}; }
    void refresh() override { }
    void ensureRange(const QStringList&, TimeRange) override { }
    bool isLive() const override { return true; }
    void retry(const QString&) override { }
    void cancel() override { }

    static YearSession& instance()
    {
        static YearSession session;
        return session;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<SqliteStore> m_store;
};

double milliseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

void settle(Page& page)
{
    do
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    while (!page.isSettled());
}

/// Two states between which the benchmark goes back and forth.
struct Turn
{
    std::function<void(DashboardState&)> there, back;
};
const Turn rangeTurn{[](DashboardState& s) { s.setPreset(RangePreset::Last90Days); },
    [](DashboardState& s) { s.setPreset(RangePreset::LastYear); }};
const Turn bucketTurn{
    [](DashboardState& s) { s.setBucket(Bucket::Day); }, [](DashboardState& s) { s.setBucket(Bucket::Week); }};
const Turn metricTurn{[](DashboardState& s) { s.setMetric(Metric::Utilization); },
    [](DashboardState& s) { s.setMetric(Metric::GpuHours); }};
const Turn zoneTurn{
    [](DashboardState& s) { s.setZone("Asia/Shanghai"); }, [](DashboardState& s) { s.setZone("Europe/Berlin"); }};
const Turn selectionTurn{[](DashboardState& s) {
                             s.setSelection({Level::Namespace, {}, {QStringLiteral("namespace-150")}});
                         },
    [](DashboardState& s) { s.setSelection({}); }};

template <typename PageType>
void change(benchmark::State& bench, const Turn& turn)
{
    const FixedClock clock(end + std::chrono::minutes(30));
    DashboardState state(clock);
    state.setClusters({QStringLiteral("c")});
    state.setPreset(RangePreset::LastYear);
    PageType page(PageContext{state, YearSession::instance()});
    page.resize(1280, 740);
    page.show();
    settle(page);
    for (const auto& step : {turn.there, turn.back}) { // what is read once
        step(state);
        settle(page);
    }
    double gui = 0, most = 0, all = 0;
    bool there = true;
    for (auto _ : bench) {
        const double before = milliseconds(CLOCK_THREAD_CPUTIME_ID);
        const double allBefore = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
        (there ? turn.there : turn.back)(state);
        there = !there;
        settle(page);
        const double spent = milliseconds(CLOCK_THREAD_CPUTIME_ID) - before;
        all += milliseconds(CLOCK_PROCESS_CPUTIME_ID) - allBefore;
        gui += spent;
        most = std::max(most, spent);
    }
    bench.counters["gui_ms"] = benchmark::Counter(gui, benchmark::Counter::kAvgIterations);
    bench.counters["gui_max_ms"] = most;
    bench.counters["cpu_ms"] = benchmark::Counter(all, benchmark::Counter::kAvgIterations); // of all threads
}
void BM_Overview(benchmark::State& bench, const Turn& turn)
{
    change<OverviewPage>(bench, turn);
}
void BM_Namespaces(benchmark::State& bench, const Turn& turn)
{
    change<NamespacesPage>(bench, turn);
}
BENCHMARK_CAPTURE(BM_Overview, range, rangeTurn)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(BM_Overview, bucket, bucketTurn)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(BM_Overview, zone, zoneTurn)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(BM_Overview, selection, selectionTurn)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(BM_Namespaces, range, rangeTurn)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(BM_Namespaces, bucket, bucketTurn)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(BM_Namespaces, metric, metricTurn)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(BM_Namespaces, zone, zoneTurn)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(BM_Namespaces, selection, selectionTurn)->Unit(benchmark::kMillisecond)->UseRealTime();

GridPtr gridOf(Level level, TimeRange range)
{
    auto future = YearSession::instance().store().grid({{"c", level, {}}, range});
    future.waitForFinished();
    return *future.result();
}

/// The plain way: all figures of the year for another metric, in the window's thread.
void BM_PlainRecompute(benchmark::State& bench)
{
    const TimeRange range{end - std::chrono::hours(24 * days), end};
    SubjectFigures figures;
    figures.cluster = gridOf(Level::Cluster, range);
    figures.current = figures.previous = gridOf(Level::Namespace, range);
    figures.range = range;
    figures.previousRange = {range.from - std::chrono::hours(24 * days), range.from};
    ComparisonInput input;
    input.buckets = cutBuckets(range, Bucket::Week, QTimeZone::utc());
    input.zone = "UTC";
    input.scope = {"c", Level::Namespace, {}};
    for (auto _ : bench) {
        input.figures = computeFigures(figures);
        benchmark::DoNotOptimize(compareSubjects(input));
    }
}
BENCHMARK(BM_PlainRecompute)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
