// SPDX-License-Identifier: GPL-3.0-or-later
// Redraws as the window does them, into pictures: decimation, plot, texts.
#include "charts/TimeSeriesChart.h"
#include "charts/TreemapWidget.h"

#include <QPixmap>
#include <qcustomplot.h>

#include <benchmark/benchmark.h>

#include <cmath>

namespace {

constexpr int hours = 8760;

atlas::TimeSeriesData year(int lines)
{
    atlas::TimeSeriesData data;
    data.unit = atlas::Unit::Gpus;
    std::uint32_t state = 1;
    for (int h = 0; h < hours; ++h)
        data.t.push_back(atlas::Instant(std::chrono::hours(480000 + h)));
    data.end = data.t.back() + std::chrono::hours(1);
    data.range = {data.t.front(), data.end};
    for (int i = 0; i < lines; ++i) {
        atlas::SeriesValue series;
        series.key = series.name = QString::number(i);
        series.colorKey = "c/" + std::to_string(i);
        for (int h = 0; h < hours; ++h) {
            state = state * 1664525U + 1013904223U;
            series.y.push_back(100 * i + 60 + 30 * std::sin(h / 24.0 * 6.283) + 20 * (state / 4294967296.0));
        }
        data.series.push_back(std::move(series));
    }
    return data;
}

/// A year of so many lines. Moves the view by an hour, as a pan does, so that nothing drawn before can be used again.
void BM_TimeSeriesRedraw(benchmark::State& state)
{
    atlas::TimeSeriesChart chart;
    const auto data = year(int(state.range(0)));
    chart.setData(data);
    chart.resize(1200, 400);
    QPixmap picture(1200, 400);
    chart.render(&picture);
    int shift = 0;
    for (auto _ : state) {
        shift = 1 - shift;
        chart.setView({data.range.from + std::chrono::hours(shift), data.range.to - std::chrono::hours(1 - shift)});
        chart.render(&picture);
    }
    state.counters["points"] = chart.drawnPoints();
}
BENCHMARK(BM_TimeSeriesRedraw)->Arg(5)->Arg(50)->Unit(benchmark::kMillisecond);

/// The same with the plotting library alone: all points, its own thinning.
void BM_TimeSeriesRedrawPlain(benchmark::State& state)
{
    QCustomPlot plot;
    const auto data = year(int(state.range(0)));
    for (const auto& series : data.series) {
        auto* graph = plot.addGraph();
        QVector<QCPGraphData> points;
        for (std::size_t i = 0; i < data.t.size(); ++i)
            points.append({double(data.t[i].time_since_epoch().count()), series.y[i]});
        graph->data()->set(points, true);
    }
    plot.resize(1200, 400);
    plot.rescaleAxes();
    const auto whole = plot.xAxis->range();
    QPixmap picture(1200, 400);
    int shift = 0;
    for (auto _ : state) {
        shift = 1 - shift;
        plot.xAxis->setRange(whole.lower + shift * 3600, whole.upper - (1 - shift) * 3600);
        plot.replot(QCustomPlot::rpImmediateRefresh);
        plot.render(&picture);
    }
}
BENCHMARK(BM_TimeSeriesRedrawPlain)->Arg(5)->Arg(50)->Unit(benchmark::kMillisecond);

atlas::TreemapNode cluster(int groups, int perGroup)
{
    atlas::TreemapNode root;
    std::uint32_t state = 7;
    for (int g = 0; g < groups; ++g) {
        atlas::TreemapNode group;
        group.key = group.label = QStringLiteral("namespace-%1").arg(g);
        group.value = 50;
        for (int w = 0; w < perGroup; ++w) {
            state = state * 1664525U + 1013904223U;
            atlas::TreemapNode work;
            work.key = work.label = QStringLiteral("workload-%1").arg(w);
            work.size = 1 + double(state >> 27U);
            work.value = state % 17 == 0 ? atlas::unknown : double(state >> 8U) / double(1U << 24U) * 100;
            group.size += work.size;
            group.children.push_back(std::move(work));
        }
        root.children.push_back(std::move(group));
    }
    return root;
}

/// All 3,120 tiles painted anew, as after a change of theme or filter; and the layout of a new snapshot on top.
void BM_TreemapRepaint(benchmark::State& state)
{
    atlas::TreemapWidget map;
    map.setData(cluster(120, 26));
    map.resize(1400, 900);
    QPixmap picture(1400, 900);
    bool dark = false;
    for (auto _ : state) {
        dark = !dark;
        map.setTheme(dark ? atlas::Theme::Dark : atlas::Theme::Light);
        map.render(&picture);
    }
}
BENCHMARK(BM_TreemapRepaint)->Unit(benchmark::kMillisecond);

void BM_TreemapNewSnapshot(benchmark::State& state)
{
    atlas::TreemapWidget map;
    const auto data = cluster(120, 26);
    map.resize(1400, 900);
    QPixmap picture(1400, 900);
    for (auto _ : state) {
        map.setData(data);
        map.render(&picture);
    }
}
BENCHMARK(BM_TreemapNewSnapshot)->Unit(benchmark::kMillisecond);

/// What the mouse costs: the tiles come from the cached picture.
void BM_TreemapHover(benchmark::State& state)
{
    atlas::TreemapWidget map;
    map.setData(cluster(120, 26));
    map.resize(1400, 900);
    QPixmap picture(1400, 900);
    map.render(&picture);
    for (auto _ : state)
        map.render(&picture);
}
BENCHMARK(BM_TreemapHover)->Unit(benchmark::kMillisecond);

} // namespace
