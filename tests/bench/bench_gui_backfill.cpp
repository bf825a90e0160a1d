// SPDX-License-Identifier: GPL-3.0-or-later
// The window's event loop while another thread commits a year of 200 namespaces: how long it is away at most.
#include "tests/bench/StoreSession.h"
#include "tests/ui/Backfill.h"
#include "ui/pages/DataPage.h"
#include "ui/pages/OverviewPage.h"

#include <QApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

namespace {

using namespace atlas;
using namespace atlas::test;

constexpr int days = 365, namespaces = 200;

template <typename PageType>
void BM_Backfill(benchmark::State& bench)
{
    const Instant end{std::chrono::hours(24 * 20'000)};
    for (auto _ : bench) {
        const QTemporaryDir folder;
        FixedClock clock(end + std::chrono::minutes(30));
        DashboardState state(clock);
        state.setClusters({QStringLiteral("c")});
        state.setPreset(RangePreset::LastYear);
        StoreSession session(folder.filePath(QStringLiteral("store.db")));
        PageType page(PageContext{state, session});
        page.resize(1280, 740);
        page.show();
        Heartbeat heart;
        heart.start();
        const Backfill backfill(session.store(), end, days, namespaces);
        while (!backfill.isDone() || !page.isSettled())
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        heart.stop();
        bench.counters["p50_ms"] = heart.gap(0.5);
        bench.counters["p99_ms"] = heart.gap(0.99);
        bench.counters["max_ms"] = heart.gap(1);
    }
}
BENCHMARK(BM_Backfill<OverviewPage>)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();
BENCHMARK(BM_Backfill<DataPage>)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

} // namespace
