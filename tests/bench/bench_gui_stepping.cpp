// SPDX-License-Identifier: GPL-3.0-or-later
// A day of snapshots of 3,000 workloads, stepped through on the page Allocation as fast as it goes: each step is asked
// for when the one before it is on the screen. Beside it the plain way: each snapshot fetched, turned into tiles, laid
// out and painted in the window's thread.
#include "charts/TreemapWidget.h"
#include "tests/bench/Clocks.h"
#include "tests/bench/DaySnapshots.h"
#include "tests/bench/StoreSession.h"
#include "tests/ui/Backfill.h"
#include "ui/pages/AllocationPage.h"
#include "ui/widgets/SnapshotBar.h"

#include <QApplication>
#include <QPixmap>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

namespace {

using namespace atlas;
using namespace atlas::test;

constexpr int steps = 288;
const Instant end{std::chrono::hours(24 * 20'000)};

void fill(StoreSession& session)
{
    for (int step = 0; step < steps; ++step) {
        RowBatch batch;
        batch.snapshots.push_back(daySnapshot(end, step, steps));
        session.store().commit(std::move(batch)).waitForFinished();
    }
}

void BM_StepThroughADay(benchmark::State& bench)
{
    const QTemporaryDir folder;
    FixedClock clock(end + std::chrono::minutes(30));
    DashboardState state(clock);
    state.setClusters({QStringLiteral("c")});
    StoreSession session(folder.filePath(QStringLiteral("store.db")));
    fill(session);
    AllocationPage page(PageContext{state, session});
    page.resize(1600, 900);
    page.show();
    const auto settle = [&page] {
        while (!page.isSettled())
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    settle();
    Heartbeat heart;
    std::vector<double> worked; // by the window's thread, a step
    for (auto _ : bench) {
        state.setView(QStringLiteral("allocation.at"),
            QString::fromStdString(formatRfc3339(end - std::chrono::minutes(5 * steps))));
        settle();
        heart.start();
        for (int step = 1; step < steps; ++step) {
            const double before = milliseconds(CLOCK_THREAD_CPUTIME_ID);
            emit page.bar()->stepRequested(1, true);
            settle();
            worked.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - before);
        }
        heart.stop();
    }
    bench.counters["steps/s"] =
        benchmark::Counter(double((steps - 1) * bench.iterations()), benchmark::Counter::kIsRate);
    std::sort(worked.begin(), worked.end());
    bench.counters["gui_p50_ms"] = worked[worked.size() / 2];
    bench.counters["gui_p99_ms"] = worked[std::size_t(0.99 * double(worked.size() - 1))];
    bench.counters["p99_ms"] = heart.gap(0.99);
    bench.counters["max_ms"] = heart.gap(1);
}
BENCHMARK(BM_StepThroughADay)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

void BM_StepPlainly(benchmark::State& bench)
{
    const QTemporaryDir folder;
    StoreSession session(folder.filePath(QStringLiteral("store.db")));
    fill(session);
    TreemapWidget map;
    map.resize(1200, 700);
    QPixmap picture(map.size());
    for (auto _ : bench) {
        for (int step = 0; step < steps; ++step) {
            auto future = session.store().snapshot("c", end - std::chrono::minutes(5 * (steps - step)));
            future.waitForFinished();
            map.setData(allocationView(**future.result(), {}).root);
            map.render(&picture);
        }
    }
    bench.counters["steps/s"] = benchmark::Counter(double(steps * bench.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(BM_StepPlainly)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

} // namespace
