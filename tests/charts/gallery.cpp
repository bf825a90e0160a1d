// SPDX-License-Identifier: GPL-3.0-or-later
// Every chart with realistic values, light and dark, as PNG files: to look at while working on them.
#include "charts/AdditiveBar.h"
#include "charts/ColorLegend.h"
#include "charts/GroupedBarChart.h"
#include "charts/HeatmapChart.h"
#include "charts/NavigatorStrip.h"
#include "charts/RankingChart.h"
#include "charts/ScatterChart.h"
#include "charts/ShareChart.h"
#include "charts/Sparkline.h"
#include "charts/TimeSeriesChart.h"
#include "charts/TreemapWidget.h"
#include "charts/WaterfallChart.h"
#include "tests/charts/ChartSamples.h"

#include <QApplication>
#include <QDir>
#include <QKeyEvent>
#include <QPainter>
#include <QPixmap>
#include <QTextStream>

#include <functional>

using namespace atlas;
using namespace atlas::test;

namespace {

QDir folder;

void shoot(QWidget& widget, const QString& name, QSize size, Theme theme)
{
    widget.resize(size);
    widget.setAttribute(Qt::WA_DontShowOnScreen);
    widget.show();
    QCoreApplication::processEvents();
    QPixmap page = widget.grab();
    QPixmap framed(page.size() + QSize(24, 24) * page.devicePixelRatio());
    framed.setDevicePixelRatio(page.devicePixelRatio());
    framed.fill(palette(theme).surface);
    QPainter painter(&framed);
    painter.drawPixmap(12, 12, page);
    painter.end();
    framed.save(
        folder.filePath(name + (theme == Theme::Light ? QStringLiteral("-light.png") : QStringLiteral("-dark.png"))));
}

void shootAll(Theme theme)
{
    {
        TimeSeriesChart chart;
        chart.setTheme(theme);
        chart.setData(sampleRates(168));
        shoot(chart, QStringLiteral("time-rates"), {760, 260}, theme);
        chart.setFocus();
        for (int i = 0; i < 60; ++i) {
            QKeyEvent key(QEvent::KeyPress, Qt::Key_Right, Qt::NoModifier);
            QCoreApplication::sendEvent(&chart, &key);
        }
        shoot(chart, QStringLiteral("time-hover"), {760, 260}, theme);
    }
    {
        TimeSeriesChart chart;
        chart.setTheme(theme);
        chart.setData(sampleCapacity(168));
        shoot(chart, QStringLiteral("time-capacity"), {520, 220}, theme);
        chart.setData(sampleNamespaceLines(24 * 35, 12));
        shoot(chart, QStringLiteral("time-lines"), {760, 260}, theme);
        auto empty = sampleRates(168);
        empty.t.clear();
        empty.series.clear();
        chart.setData(empty);
        shoot(chart, QStringLiteral("time-empty"), {520, 200}, theme);
        chart.setData(sampleRates(8760));
        shoot(chart, QStringLiteral("time-year"), {1200, 300}, theme);
    }
    {
        TreemapWidget map;
        map.setTheme(theme);
        map.setData(sampleCluster(119, 3130));
        map.setSelection({QStringLiteral("llm-pretrain"), QStringLiteral("train-3")});
        shoot(map, QStringLiteral("treemap"), {1200, 700}, theme);
        map.setReducedMotion(true);
        map.setFilter(QStringLiteral("train"));
        map.zoomTo({QStringLiteral("推荐系统-训练")});
        shoot(map, QStringLiteral("treemap-zoomed"), {900, 500}, theme);
        map.setFilter({});
        map.zoomTo({});
        map.setData(sampleCluster(12, 80));
        shoot(map, QStringLiteral("treemap-small"), {560, 340}, theme);
    }
    {
        RankingChart chart;
        chart.setTheme(theme);
        chart.setData(sampleRanking(12));
        chart.setSelected(QStringLiteral("vision-research"));
        shoot(chart, QStringLiteral("ranking"), {640, 340}, theme);
        chart.setData(sampleRanking(5));
        shoot(chart, QStringLiteral("ranking-top5"), {420, 170}, theme);
    }
    {
        ShareChart chart;
        chart.setTheme(theme);
        chart.setData(sampleShares(8));
        shoot(chart, QStringLiteral("share"), {440, 260}, theme);
    }
    {
        GroupedBarChart chart;
        chart.setTheme(theme);
        chart.setData(sampleTeams(9));
        shoot(chart, QStringLiteral("grouped"), {760, 300}, theme);
    }
    {
        AdditiveBar bar;
        bar.setTheme(theme);
        bar.setData(sampleCapacityBar(), Unit::GpuHours);
        shoot(bar, QStringLiteral("additive"), {900, bar.heightForWidth(900)}, theme);
    }
    {
        HeatmapChart map;
        map.setTheme(theme);
        map.setData(sampleWeek());
        shoot(map, QStringLiteral("heatmap"), {640, 240}, theme);
    }
    {
        WaterfallChart chart;
        chart.setTheme(theme);
        chart.setData(sampleWaterfall());
        shoot(chart, QStringLiteral("waterfall"), {560, 240}, theme);
    }
    {
        ScatterChart chart;
        chart.setTheme(theme);
        chart.setData(sampleScatter(60));
        chart.setLines({2000, 40});
        shoot(chart, QStringLiteral("scatter"), {640, 360}, theme);
    }
    {
        NavigatorStrip strip;
        strip.setTheme(theme);
        const auto data = sampleRates(24 * 35);
        strip.setData(data);
        strip.setWindow({data.range.from + std::chrono::hours(300), data.range.from + std::chrono::hours(468)});
        shoot(strip, QStringLiteral("navigator"), {760, 44}, theme);
    }
    {
        Sparkline spark;
        spark.setTheme(theme);
        spark.setData(sampleRates(168).series[1].y, Role::Utilization);
        shoot(spark, QStringLiteral("sparkline"), {120, 24}, theme);
        ColorLegend legend;
        legend.setTheme(theme);
        legend.setText({QStringLiteral("Utilization"), Unit::Percent, 0, 100});
        shoot(legend, QStringLiteral("legend"), legend.sizeHint(), theme);
    }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const auto arguments = app.arguments();
    if (arguments.size() < 2) {
        QTextStream(stderr) << "usage: charts_gallery FOLDER\n";
        return 2;
    }
    folder = QDir(arguments[1]);
    folder.mkpath(QStringLiteral("."));
    shootAll(Theme::Light);
    shootAll(Theme::Dark);
    return 0;
}
