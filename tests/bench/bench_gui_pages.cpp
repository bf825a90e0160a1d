// SPDX-License-Identifier: GPL-3.0-or-later
// Every page over a year of 200 namespaces and 20 teams, with 1,000 workloads in its last month and a day's snapshots
// of 3,000: what a change of range, bucket, metric, zone or selection costs the window's thread (gui_ms, processor time
// with the repaint), and when the new content is there (the benchmark's own time). Beside it the plain way: everything
// computed again in the window's thread.
#include "models/views/Definitions.h"
#include "tests/bench/Clocks.h"
#include "tests/bench/DaySnapshots.h"
#include "tests/ui/Backfill.h"
#include "ui/pages/AlertsPage.h"
#include "ui/pages/AllocationPage.h"
#include "ui/pages/ComparePage.h"
#include "ui/pages/ExplorePage.h"
#include "ui/pages/NamespacesPage.h"
#include "ui/pages/OverviewPage.h"
#include "ui/pages/TeamsPage.h"
#include "ui/pages/WastePage.h"
#include "ui/pages/WorkloadsPage.h"

#include <QApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <functional>
#include <memory>

namespace {

using namespace atlas;
using namespace atlas::test;

constexpr int days = 365, namespaces = 200, teams = 20, workloads = 1000, workloadDays = 31, snapshots = 288;
const Instant end{std::chrono::hours(24 * 20'000)};

/// What a day has beside the rows of its namespaces.
RowBatch furtherRows(Instant day, bool withWorkloads)
{
    RowBatch batch;
    for (int hour = 0; hour < 24; ++hour) {
        const auto time = day + std::chrono::hours(hour);
        for (int i = 0; i < teams; ++i) {
            DimensionHour row;
            row.cluster = "c";
            row.dimension = {DimensionType::Label, "team"};
            row.value = "team-" + std::to_string(i);
            row.at.time = time;
            row.allocated = 600.0 / teams;
            row.avgUtilization = row.minUtilization = row.maxUtilization = double((i * 11 + hour) % 100);
            batch.dimensions.push_back(std::move(row));
        }
        for (int i = 0; withWorkloads && i < workloads; ++i) {
            WorkloadHour row;
            row.cluster = "c";
            row.namespaceName = "namespace-" + std::to_string(i % namespaces);
            row.name = "train-" + std::to_string(i);
            row.type = "Job";
            row.at.time = time;
            row.allocated = row.requested = 600.0 / workloads;
            row.avgUtilization = row.minUtilization = row.maxUtilization = double((i * 7 + hour) % 100);
            batch.workloads.push_back(std::move(row));
        }
    }
    return batch;
}

/// A day of a label that every workload has another value of.
constexpr int manyValues = 50'000;
RowBatch hourOfManyValues(Instant time)
{
    RowBatch batch;
    ClusterHour cluster;
    cluster.cluster = "c";
    cluster.at.time = time;
    cluster.capacity = 100'000;
    cluster.allocated = manyValues;
    cluster.avgUtilization = cluster.minUtilization = cluster.maxUtilization = 50;
    batch.clusters.push_back(cluster);
    for (int i = 0; i < manyValues; ++i) {
        DimensionHour row;
        row.cluster = "c";
        row.dimension = {DimensionType::Label, "team"};
        row.value = "run-" + std::to_string(i);
        row.at.time = time;
        row.allocated = 1 + i % 3;
        row.avgUtilization = row.minUtilization = row.maxUtilization = double(i % 100);
        batch.dimensions.push_back(std::move(row));
    }
    return batch;
}

/// A store that is filled once.
class FilledSession final : public Session
{
public:
    explicit FilledSession(const std::function<void(SqliteStore&)>& fill)
        : m_store(*SqliteStore::open(m_folder.filePath(QStringLiteral("store.db"))))
    {
        fill(*m_store);
    }
    SqliteStore& store() override { return *m_store; }
    SessionStatus status() const override { return {SessionState::Fresh, {}, {}, {}, -1, false, {}, 0, 0}; }
    void refresh() override { }
    void ensureRange(const QStringList&, TimeRange) override { }
    bool isLive() const override { return true; }
    void retry(const QString&) override { }
    void cancel() override { }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<SqliteStore> m_store;
};

FilledSession& year()
{
    static FilledSession session([](SqliteStore& store) {
        const Backfill backfill(store, end, days, namespaces);
        while (!backfill.isDone())
            QApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        for (int day = 1; day <= days; ++day)
            store.commit(furtherRows(end - std::chrono::hours(24 * day), day <= workloadDays)).waitForFinished();
        for (int step = 0; step < snapshots; ++step) {
            RowBatch batch;
            batch.snapshots.push_back(daySnapshot(end, step, snapshots));
            store.commit(std::move(batch)).waitForFinished();
        }
    });
    return session;
}

FilledSession& dayOfManyValues()
{
    static FilledSession session([](SqliteStore& store) {
        for (int hour = 1; hour <= 24; ++hour)
            store.commit(hourOfManyValues(end - std::chrono::hours(hour))).waitForFinished();
    });
    return session;
}

/// Two rules that find something in the year.
class Rules final : public AlertCenter
{
public:
    Rules()
        : m_rules(2)
    {
        m_rules[0].id = m_rules[0].name = QStringLiteral("low");
        m_rules[0].threshold = 30;
        m_rules[0].hours = 6;
        m_rules[1].id = m_rules[1].name = QStringLiteral("high");
        m_rules[1].condition = AlertCondition::Above;
        m_rules[1].threshold = 90;
        m_rules[1].hours = 3;
    }
    std::vector<FiringAlert> firing() const override { return {}; }
    void acknowledge(const FiringAlert&) override { }
    void mute(const FiringAlert&, std::optional<Instant>) override { }
    const std::vector<AlertRule>& rules() const override { return m_rules; }
    void setRules(const std::vector<AlertRule>&) override { }
    QStringList problems() const override { return {}; }

private:
    std::vector<AlertRule> m_rules;
};

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

/// A page's own choice, against its default.
Turn viewTurn(const char* key, const QString& value)
{
    const auto name = QString::fromLatin1(key);
    return {[name, value](DashboardState& s) { s.setView(name, value); },
        [name](DashboardState& s) { s.setView(name, {}); }};
}

Turn selecting(Level level, const DimensionKey& dimension, const char* name)
{
    return {[=](DashboardState& s) {
                s.setSelection({level, dimension, {QString::fromLatin1(name)}});
            },
        [](DashboardState& s) { s.setSelection({}); }};
}

using View = QMap<QString, QString>;

template <typename PageType>
void change(benchmark::State& bench, const Turn& turn, const View& view, FilledSession& session = year(),
    RangePreset range = RangePreset::LastYear)
{
    const FixedClock clock(end + std::chrono::minutes(30));
    DashboardState state(clock);
    DashboardQuery query;
    query.clusters = QStringList{QStringLiteral("c")};
    query.preset = range;
    query.view = view;
    state.replaceQuery(query);
    Rules rules;
    PageType page(PageContext{state, session, &rules});
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

using Turns = std::vector<std::pair<const char*, Turn>>;
const Turns timeTurns{{"range", rangeTurn}, {"bucket", bucketTurn}, {"zone", zoneTurn}};

/// `further`: what the page can do beside changing its time.
template <typename PageType>
void add(const std::string& name, const Turns& further, const View& view = {})
{
    auto turns = timeTurns;
    turns.insert(turns.end(), further.begin(), further.end());
    for (const auto& [what, turn] : turns) {
        benchmark::RegisterBenchmark(("BM_" + name + '/' + what).c_str(),
            [turn = turn, view](benchmark::State& bench) { change<PageType>(bench, turn, view); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
    }
}

const bool added = [] {
    const DimensionKey team{DimensionType::Label, "team"};
    const auto ofNamespace = selecting(Level::Namespace, {}, "namespace-150");
    const auto ofTeam = selecting(Level::Dimension, team, "team-15");
    const auto ofWorkload = selecting(Level::Workload, {}, "namespace-150/train-150");
    add<OverviewPage>("Overview", {{"selection", ofNamespace}});
    add<NamespacesPage>("Namespaces", {{"metric", metricTurn}, {"selection", ofNamespace}});
    add<TeamsPage>("Teams", {{"metric", metricTurn}, {"selection", ofTeam}});
    const auto earlier = QString::fromStdString(formatRfc3339(end - std::chrono::hours(12)));
    add<AllocationPage>("Allocation",
        {{"selection", ofNamespace}, {"kind", viewTurn("allocation.by", QStringLiteral("kind"))},
            {"comparison", viewTurn("allocation.with", earlier)},
            {"heatmap", viewTurn("allocation.as", QStringLiteral("heatmap"))}});
    add<AllocationPage>("AllocationHeat",
        {{"figure", viewTurn("allocation.heat", QStringLiteral("utilization"))}, {"selection", ofNamespace}},
        {{QStringLiteral("allocation.as"), QStringLiteral("heatmap")}});
    add<WorkloadsPage>("Workloads", {{"selection", ofWorkload}, {"narrowing", ofNamespace}});
    for (const char* chart : {"lines", "areas", "heatmap", "bars"}) {
        add<ExplorePage>(std::string("Explore/") + chart,
            {{"metric", viewTurn("explore.metric", metricId(Metric::IdleGpuHours))},
                {"percentile", viewTurn("explore.metric", metricId(Metric::P95))},
                {"level", viewTurn("explore.level", QStringLiteral("label:team"))}, {"selection", ofNamespace}},
            {{QStringLiteral("explore.chart"), QString::fromLatin1(chart)}});
    }
    add<ComparePage>("Compare",
        {{"selection", ofNamespace}, {"period", viewTurn("compare.with", QStringLiteral("month"))},
            {"figure", viewTurn("compare.figure", QStringLiteral("utilization"))}});
    add<WastePage>("Waste",
        {{"selection", ofNamespace}, {"threshold", viewTurn("waste.threshold", QStringLiteral("25"))},
            {"after", viewTurn("waste.after", QStringLiteral("48"))},
            {"level", viewTurn("waste.level", QStringLiteral("dimension"))}});
    const auto ofValue = selecting(Level::Dimension, team, "run-777");
    const auto addMany = [&]<typename PageType>(const char* name, const Turn& turn, const View& view, PageType*) {
        benchmark::RegisterBenchmark(name,
            [turn, view](benchmark::State& bench) {
                change<PageType>(bench, turn, view, dayOfManyValues(), RangePreset::Last24Hours);
            })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
    };
    const View ofTeams{{QStringLiteral("explore.level"), QStringLiteral("label:team")}};
    const View wasteOfTeams{{QStringLiteral("waste.level"), QStringLiteral("dimension")}};
    addMany("BM_ManyValues/Teams/metric", metricTurn, {}, static_cast<TeamsPage*>(nullptr));
    addMany("BM_ManyValues/Teams/selection", ofValue, {}, static_cast<TeamsPage*>(nullptr));
    addMany("BM_ManyValues/Explore/metric", viewTurn("explore.metric", metricId(Metric::P95)), ofTeams,
        static_cast<ExplorePage*>(nullptr));
    addMany("BM_ManyValues/Explore/selection", ofValue, ofTeams, static_cast<ExplorePage*>(nullptr));
    addMany("BM_ManyValues/Waste/threshold", viewTurn("waste.threshold", QStringLiteral("25")), wasteOfTeams,
        static_cast<WastePage*>(nullptr));
    add<AlertsPage>("Alerts", {{"selection", ofNamespace}, {"rule", viewTurn("alerts.rule", QStringLiteral("high"))}});
    return true;
}();

GridPtr gridOf(Level level, TimeRange range)
{
    auto future = year().store().grid({{"c", level, {}}, range});
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
