// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/RollUp.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "models/views/ExplorePresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"

#include <algorithm>
#include <random>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_Explore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void choicesAreText();
    void hoursWithoutAnyWorkloadsAreUnknown();
    void firstOnesAndOtherAddUpToAll_data();
    void firstOnesAndOtherAddUpToAll();
    void othersUtilisationIsWeighted();
    void whatHasNoSumHasNoOther();
    void areasNeedAFigureThatAddsUp();
    void sharesAddUpToAHundred();
    void gapsStayGapsAndAbsentIsZero();
    void unknownUseIsNoUse();
    void coverageOfAGapIsZero();
    void aHeatMapHasTheSameValues();
    void barsAreOfTheRange();
    void selectedOnesAreDrawnBesideTheFirst();
    void clustersStandSideBySide();
    void labelsAndWorkloadsAreLevels();
    void fiftyThousandValues();
    void anotherFigureAsksTheStoreForNothing();
    void aRangeWithoutRowsSaysWhy();

private:
    /// `count` namespaces that come and go, some without a utilisation, under a cluster with a gap of three hours.
    ExploreInput many(int count, Metric metric, int seed = 5) const
    {
        constexpr int hours = 24 * 9;
        const HourIndex first = m_end.time_since_epoch() / 1h - hours;
        auto cluster =
            std::make_shared<HourGrid>(GridScope{"c", Level::Cluster, {}}, first, hours, std::vector<std::string>{"c"});
        std::vector<std::string> names;
        for (int i = 0; i < count; ++i)
            names.push_back(QStringLiteral("n%1").arg(i, 5, 10, QLatin1Char('0')).toStdString());
        auto grid = std::make_shared<HourGrid>(GridScope{"c", Level::Namespace, {}}, first, hours, names);
        std::mt19937_64 random{std::uint64_t(seed)};
        const auto held = cluster->mutableSeries(Column::Allocated, 0),
                   capacity = cluster->mutableSeries(Column::Capacity, 0);
        for (const auto column : {Column::Allocated, Column::Utilization, Column::MaxUtilization,
                 Column::MinUtilization, Column::ActiveWorkloads})
            grid->mutableColumn(column);
        for (int hour = 0; hour < hours; ++hour) {
            if (hour >= 50 && hour < 53)
                continue;
            held[std::size_t(hour)] = 0;
            capacity[std::size_t(hour)] = 10'000;
            for (int i = 0; i < count; ++i) {
                if (random() % 4 == 0)
                    continue;
                const double gpus = double(random() % 100) / 7;
                grid->mutableSeries(Column::Allocated, i)[std::size_t(hour)] = gpus;
                if (random() % 5 != 0)
                    grid->mutableSeries(Column::Utilization, i)[std::size_t(hour)] = double(random() % 101);
                grid->mutableSeries(Column::ActiveWorkloads, i)[std::size_t(hour)] = double(random() % 9);
                held[std::size_t(hour)] += gpus;
            }
        }
        auto kept = std::make_shared<ExploreHours>();
        kept->cluster = cluster;
        kept->subjects = grid;
        kept->options.pricePerGpuHour = 2.5;
        kept->range = {hourStart(first), hourStart(first + hours)};
        kept->clusterName = "c";
        prepare(*kept);
        ExploreInput input;
        input.hours = kept;
        input.choice.metric = metric;
        input.choice.top = 5;
        input.buckets = cutBuckets(kept->range, Bucket::Day, QTimeZone("Asia/Shanghai"));
        input.zone = "Asia/Shanghai";
        input.subjectTitle = QStringLiteral("Namespace");
        return input;
    }
    static double sumAt(const TimeSeriesData& data, std::size_t bucket)
    {
        double sum = 0;
        for (const auto& line : data.series)
            sum += line.y[bucket];
        return sum;
    }
    void show(Presenter& presenter)
    {
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

void tst_Explore::init()
{
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

/// Workloads were not asked for in the first of the two weeks.
void tst_Explore::hoursWithoutAnyWorkloadsAreUnknown()
{
    auto batch = twoWeeks("c", m_end);
    for (int hour = 0; hour < 168; ++hour)
        batch.workloads.push_back(workloadHour("c", "big", "train", "Job", m_end - 168h + hour * 1h, 40, 90));
    m_session->commit(batch);
    m_state->setCustomRange({m_end - 14 * 24h, m_end});
    m_state->setBucket(Bucket::Week);
    m_state->setView(QStringLiteral("explore.level"), QStringLiteral("workload"));
    ExplorePresenter presenter(*m_state, *m_session);
    presenter.setActive(true);
    QTRY_VERIFY(presenter.isSettled());
    const auto& line = presenter.data().series.series.at(0).y;
    QVERIFY(!isKnown(line.front()));
    QCOMPARE(line.back(), 40.0);
    QVERIFY2(presenter.note().endsWith(QStringLiteral("168 of 336 h")), qPrintable(presenter.note()));
    const auto& table = presenter.data().subjects;
    const auto average =
        std::ranges::find(table.columns, std::optional(Metric::AverageAllocated), &TableColumn::metric);
    QCOMPARE(std::get<double>(table.rows.at(0).cells[std::size_t(average - table.columns.begin())]), 40.0);
}

void tst_Explore::choicesAreText()
{
    QCOMPARE(exploreChoice({}), ExploreChoice());
    ExploreChoice wanted;
    wanted.level = Level::Dimension;
    wanted.dimension = {DimensionType::Label, "team"};
    wanted.metric = Metric::P95;
    wanted.chart = ExploreChart::Heatmap;
    wanted.top = 50;
    wanted.other = false;
    wanted.share = true;
    QCOMPARE(
        exploreChoice({{"explore.level", "label:team"}, {"explore.metric", metricId(Metric::P95)},
            {"explore.chart", "heatmap"}, {"explore.top", "50"}, {"explore.other", "no"}, {"explore.share", "yes"}}),
        wanted);
    QCOMPARE(exploreChoice({{"explore.top", "selected"}}).top, 0);
    // What means nothing, or nothing at this level.
    QCOMPARE(exploreChoice({{"explore.level", "galaxy"}, {"explore.metric", metricId(Metric::AllocationRate)},
                 {"explore.chart", "pie"}, {"explore.top", "-3"}}),
        ExploreChoice());
    QCOMPARE(exploreChoice({{"explore.level", "cluster"}, {"explore.metric", metricId(Metric::AllocationRate)}}).metric,
        Metric::AllocationRate);
}

void tst_Explore::firstOnesAndOtherAddUpToAll_data()
{
    QTest::addColumn<Metric>("metric");
    for (const auto metric : exploreMetrics(Level::Namespace, true)) {
        if (stacksUp(metric))
            QTest::addRow("%s", qPrintable(metricId(metric))) << metric;
    }
}

void tst_Explore::firstOnesAndOtherAddUpToAll()
{
    QFETCH(Metric, metric);
    auto input = many(60, metric);
    const auto part = exploreOf(input);
    QCOMPARE(part.series.series.size(), std::size_t(6));
    QCOMPARE(part.rest, std::size_t(55));
    input.choice.top = 1000;
    const auto all = exploreOf(input);
    QCOMPARE(all.series.series.size(), std::size_t(60));
    for (std::size_t b = 0; b < part.series.t.size(); ++b) {
        const double sum = sumAt(part.series, b), whole = sumAt(all.series, b);
        QVERIFY2(
            std::abs(sum - whole) <= 1e-9 * std::max(1.0, std::abs(whole)), qPrintable(QString::number(sum - whole)));
        // Each is what the analysis says.
        const auto& line = part.series.series[1];
        const auto usage = usageOf(*input.hours->subjects, input.hours->subjects->indexOf(line.subject),
            input.buckets[b].from, input.buckets[b].to, input.hours->presence, input.hours->options);
        QVERIFY(std::abs(line.y[b] - metricValue(usage, metric)) <= 1e-9 * std::max(1.0, whole));
    }
    // The bars add up alike, over all of the range.
    input.choice.chart = ExploreChart::Bars;
    input.choice.top = 5;
    const auto bars = exploreOf(input).bars;
    QCOMPARE(bars.bars.size(), std::size_t(6));
    double sum = 0, whole = 0;
    for (const auto& bar : bars.bars) {
        for (const auto& segment : bar.segments)
            sum += segment.value;
    }
    for (const auto& usage : input.hours->usages.usages)
        whole += metricValue(usage, metric);
    QVERIFY2(std::abs(sum - whole) <= 1e-9 * whole, qPrintable(QString::number(sum - whole)));
}

void tst_Explore::othersUtilisationIsWeighted()
{
    const auto input = many(40, Metric::Utilization);
    const auto data = exploreOf(input);
    QCOMPARE(data.series.series.back().key, otherKey());
    for (std::size_t b = 0; b < data.series.t.size(); ++b) {
        double used = 0, measured = 0;
        for (const auto& name : input.hours->subjects->subjects()) {
            if (std::ranges::find(data.series.series, name, &SeriesValue::subject) != data.series.series.end())
                continue;
            const auto usage = usageOf(*input.hours->subjects, input.hours->subjects->indexOf(name),
                input.buckets[b].from, input.buckets[b].to, input.hours->presence, input.hours->options);
            used += usage.usedGpuHours;
            measured += usage.measuredGpuHours;
        }
        QVERIFY(std::abs(data.series.series.back().y[b] - 100 * used / measured) < 1e-9);
    }
}

void tst_Explore::whatHasNoSumHasNoOther()
{
    for (const auto metric : {Metric::P95, Metric::PeakAllocated, Metric::MeanUtilization, Metric::PeakUtilization}) {
        const auto data = exploreOf(many(20, metric));
        QCOMPARE(data.series.series.size(), std::size_t(5));
        QCOMPARE(data.rest, std::size_t(15));
    }
}

void tst_Explore::areasNeedAFigureThatAddsUp()
{
    auto input = many(20, Metric::Utilization);
    input.choice.chart = ExploreChart::Areas;
    QCOMPARE(input.choice.drawn(), ExploreChart::Lines);
    QVERIFY(!exploreOf(input).series.stacked);
    input.choice.metric = Metric::IdleGpuHours;
    QVERIFY(exploreOf(input).series.stacked);
}

void tst_Explore::sharesAddUpToAHundred()
{
    auto input = many(30, Metric::GpuHours);
    input.choice.chart = ExploreChart::Areas;
    const auto plain = exploreOf(input).series;
    input.choice.share = true;
    const auto shares = exploreOf(input).series;
    QCOMPARE(shares.unit, Unit::Percent);
    for (std::size_t b = 0; b < shares.t.size(); ++b) {
        QVERIFY(std::abs(sumAt(shares, b) - 100) < 1e-9);
        QVERIFY(std::abs(shares.series[0].y[b] - 100 * plain.series[0].y[b] / sumAt(plain, b)) < 1e-9);
    }
    // Without the others the shares are still those of all.
    input.choice.other = false;
    const auto first = exploreOf(input).series;
    QCOMPARE(first.series.size(), std::size_t(5));
    QCOMPARE(first.series[0].y, shares.series[0].y);
}

void tst_Explore::gapsStayGapsAndAbsentIsZero()
{
    auto input = many(3, Metric::AverageAllocated);
    input.buckets = cutBuckets(input.hours->range, Bucket::Hour, QTimeZone("UTC"));
    const auto gpus = exploreOf(input).series;
    input.choice.metric = Metric::Utilization;
    const auto utilization = exploreOf(input).series;
    input.choice.metric = Metric::GpuHours;
    const auto hours = exploreOf(input).series;
    bool wasAbsent = false;
    for (std::size_t line = 0; line < 3; ++line) {
        const int subject = input.hours->subjects->indexOf(gpus.series[line].subject);
        const auto held = input.hours->subjects->series(Column::Allocated, subject);
        for (std::size_t b = 0; b < gpus.t.size(); ++b) {
            const bool gap = b >= 50 && b < 53;
            QCOMPARE(isKnown(gpus.series[line].y[b]), !gap);
            QCOMPARE(isKnown(hours.series[line].y[b]), !gap);
            if (!gap && !isKnown(held[b])) {
                wasAbsent = true;
                QCOMPARE(gpus.series[line].y[b], 0.0);
                QCOMPARE(hours.series[line].y[b], 0.0);
                const auto at = std::ranges::find(utilization.series, gpus.series[line].subject, &SeriesValue::subject);
                QVERIFY(!isKnown(at->y[b]));
            }
        }
    }
    QVERIFY(wasAbsent);
}

void tst_Explore::unknownUseIsNoUse()
{
    auto input = many(12, Metric::UsedGpuHours);
    input.buckets = cutBuckets(input.hours->range, Bucket::Hour, QTimeZone("UTC"));
    const auto data = exploreOf(input).series;
    bool anyUnknown = false;
    for (std::size_t line = 0; line < 5; ++line) {
        const int subject = input.hours->subjects->indexOf(data.series[line].subject);
        const auto held = input.hours->subjects->series(Column::Allocated, subject);
        const auto use = input.hours->subjects->series(Column::Utilization, subject);
        for (std::size_t b = 0; b < data.t.size(); ++b) {
            if (!(held[b] > 0))
                continue;
            QCOMPARE(isKnown(data.series[line].y[b]), isKnown(use[b]));
            anyUnknown = anyUnknown || !isKnown(use[b]);
        }
    }
    QVERIFY(anyUnknown);
    // The others together have what is known of them.
    for (std::size_t b = 0; b < data.t.size(); ++b)
        QCOMPARE(isKnown(data.series.back().y[b]), b < 50 || b >= 53);
}

void tst_Explore::coverageOfAGapIsZero()
{
    auto rows = twoWeeks("c", m_end);
    std::erase_if(rows.clusters,
        [this](const ClusterHour& row) { return row.at.time >= m_end - 72h && row.at.time < m_end - 36h; });
    m_session->commit(rows);
    m_state->setBucket(Bucket::Day);
    m_state->setView(QStringLiteral("explore.level"), QStringLiteral("cluster"));
    m_state->setView(QStringLiteral("explore.metric"), metricId(Metric::Coverage));
    ExplorePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().series.series[0].y, (std::vector<double>{100, 100, 100, 100, 0, 50, 100}));
}

void tst_Explore::aHeatMapHasTheSameValues()
{
    auto input = many(12, Metric::Utilization);
    const auto lines = exploreOf(input).series;
    input.choice.chart = ExploreChart::Heatmap;
    const auto data = exploreOf(input);
    QCOMPARE(data.heatmap.rows.size(), std::size_t(6));
    QCOMPARE(data.heatmap.t, lines.t);
    QCOMPARE(data.heatmap.subjects[2], lines.series[2].subject);
    for (std::size_t b = 0; b < lines.t.size(); ++b)
        QCOMPARE(data.heatmap.cells[2 * lines.t.size() + b], lines.series[2].y[b]);
    QCOMPARE(data.heatmap.high, 100.0);
    QCOMPARE(data.chartTable.rows.size(), lines.t.size());
}

void tst_Explore::barsAreOfTheRange()
{
    auto input = many(12, Metric::P95);
    input.choice.chart = ExploreChart::Bars;
    const auto data = exploreOf(input);
    QCOMPARE(data.bars.bars.size(), std::size_t(5));
    const auto& first = data.bars.bars.front();
    const auto at = std::ranges::find(input.hours->usages.names, first.key.toStdString());
    QCOMPARE(first.segments[0].value,
        input.hours->usages.usages[std::size_t(at - input.hours->usages.names.begin())].p95OfHours);
    QCOMPARE(data.subjects.rows.size(), std::size_t(12));
    QCOMPARE(data.subjects.rows.front().key, first.key);
}

void tst_Explore::selectedOnesAreDrawnBesideTheFirst()
{
    auto input = many(30, Metric::GpuHours);
    const auto first = exploreOf(input);
    const std::string last = first.subjects.rows.back().subject;
    input.selected = {last};
    const auto more = exploreOf(input);
    QCOMPARE(more.series.series.size(), std::size_t(7));
    QCOMPARE(more.series.series[5].subject, last);
    input.choice.top = 0;
    const auto only = exploreOf(input);
    QCOMPARE(only.series.series.size(), std::size_t(2));
    QCOMPARE(only.series.series[0].y, more.series.series[5].y);
    QVERIFY(std::abs(sumAt(only.series, 3) - sumAt(first.series, 3)) < 1e-6);
}

void tst_Explore::clustersStandSideBySide()
{
    m_session->commit(twoWeeks("c", m_end));
    auto other = twoWeeks("d", m_end);
    std::erase_if(other.clusters, [this](const ClusterHour& row) { return row.at.time == m_end - 30h; });
    m_session->commit(other);
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d")});
    m_state->setBucket(Bucket::Day);
    ExplorePresenter presenter(*m_state, *m_session);
    m_state->setView(QStringLiteral("explore.level"), QStringLiteral("cluster"));
    m_state->setView(QStringLiteral("explore.metric"), metricId(Metric::AllocationRate));
    show(presenter);
    QCOMPARE(presenter.data().series.series.size(), std::size_t(2));
    QCOMPARE(presenter.data().series.series[1].name, QStringLiteral("d"));
    QCOMPARE(presenter.data().series.series[1].y[3], 80.0);
    QVERIFY2(presenter.note().endsWith(QStringLiteral("167 of 168 h")), qPrintable(presenter.note()));
    m_state->setView(QStringLiteral("explore.metric"), metricId(Metric::ActiveWorkloads));
    QTRY_VERIFY(presenter.isSettled());
    QCOMPARE(presenter.data().series.series[0].y[3], 8.0);
    m_state->setView(QStringLiteral("explore.level"), {});
    QTRY_VERIFY(presenter.isSettled());
    QCOMPARE(presenter.data().series.series.size(), std::size_t(4));
    QCOMPARE(presenter.data().series.series[0].name, QStringLiteral("c/big"));
}

void tst_Explore::labelsAndWorkloadsAreLevels()
{
    auto batch = weeksWithTeams("c", m_end);
    for (int hour = 0; hour < 168; ++hour)
        batch.workloads.push_back(workloadHour("c", "big", "train", "Job", m_end - 168h + hour * 1h, 40, 90));
    m_session->commit(batch);
    ExplorePresenter presenter(*m_state, *m_session);
    m_state->setView(QStringLiteral("explore.level"), QStringLiteral("label:team"));
    show(presenter);
    QCOMPARE(presenter.dimensions().size(), std::size_t(2));
    QCOMPARE(presenter.subjectTitle(), QStringLiteral("team"));
    QCOMPARE(presenter.data().series.series.size(), std::size_t(3));
    QCOMPARE(presenter.data().series.scope->dimension.key, std::string("team"));
    QCOMPARE(cellOf(presenter.data().subjects, QStringLiteral("core"), "gpu-hours"), 168 * 40.0);
    m_state->setView(QStringLiteral("explore.level"), QStringLiteral("workload"));
    QTRY_VERIFY(presenter.isSettled());
    QCOMPARE(presenter.data().series.series[0].subject, std::string("big/train"));
}

void tst_Explore::fiftyThousandValues()
{
    constexpr int count = 50'000, hours = 24;
    const HourIndex first = 480'000;
    auto cluster =
        std::make_shared<HourGrid>(GridScope{"c", Level::Cluster, {}}, first, hours, std::vector<std::string>{"c"});
    std::ranges::fill(cluster->mutableSeries(Column::Allocated, 0), 1.0);
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i)
        names.push_back("run-" + std::to_string(100'000 + i));
    auto grid = std::make_shared<HourGrid>(
        GridScope{"c", Level::Dimension, {DimensionType::Label, "run"}}, first, hours, names);
    std::ranges::fill(grid->mutableColumn(Column::Allocated), 0.5);
    grid->mutableSeries(Column::Allocated, 777)[3] = 100;
    auto kept = std::make_shared<ExploreHours>();
    kept->cluster = cluster;
    kept->subjects = grid;
    kept->range = {hourStart(first), hourStart(first + hours)};
    kept->clusterName = "c";
    prepare(*kept);
    ExploreInput input;
    input.hours = kept;
    input.buckets = cutBuckets(kept->range, Bucket::Hour, QTimeZone("UTC"));
    const auto data = exploreOf(input);
    QCOMPARE(data.series.series.size(), std::size_t(11));
    QCOMPARE(data.series.series[0].subject, std::string("run-100777"));
    QCOMPARE(data.series.series.back().y[3], 0.5 * (count - 10));
    QCOMPARE(data.subjects.rows.size(), std::size_t(count));
}

void tst_Explore::anotherFigureAsksTheStoreForNothing()
{
    m_session->commit(twoWeeks("c", m_end));
    ExplorePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().series.unit, Unit::Gpus);
    m_state->setView(QStringLiteral("explore.metric"), metricId(Metric::Utilization));
    QTRY_VERIFY(presenter.isSettled());
    QCOMPARE(presenter.data().series.unit, Unit::Percent);
    QVERIFY(presenter.note().contains(QStringLiteral("per hour")));
    // What arrives is shown all the same.
    auto more = twoWeeks("c", m_end);
    for (auto& row : more.namespaces)
        row.avgUtilization = 7.0;
    presenter.setStoreChangeDelay(0ms);
    m_session->commit(more);
    QTRY_COMPARE(presenter.data().series.series[0].y[5], 7.0);
}

void tst_Explore::aRangeWithoutRowsSaysWhy()
{
    m_session->commit(twoWeeks("c", m_end));
    ExplorePresenter presenter(*m_state, *m_session);
    m_state->setView(QStringLiteral("explore.level"), QStringLiteral("workload"));
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("31 days")));
    m_state->setView(QStringLiteral("explore.level"), {});
    m_state->setCustomRange({at("2020-01-01T00:00:00Z"), at("2020-01-02T00:00:00Z")});
    QTRY_VERIFY(presenter.isSettled());
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("2020")));
}

ATLAS_TEST(tst_Explore);
#include "tst_Explore.moc"
