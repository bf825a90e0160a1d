// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/SmallMultiples.h"
#include "tests/charts/ChartSamples.h"
#include "tests/charts/Mouse.h"
#include "tests/support/TestRegistry.h"

#include <QSignalSpy>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

/// A day of three subjects of 100, 50 and 10 GPUs.
TimeSeriesData day()
{
    TimeSeriesData data;
    data.unit = Unit::Gpus;
    data.steps = true;
    for (int i = 0; i < 24; ++i)
        data.t.push_back(sampleStart + i * 1h);
    data.end = data.t.back() + 1h;
    data.range = {data.t.front(), data.end};
    const double gpus[] = {100, 50, 10};
    for (int s = 0; s < 3; ++s) {
        SeriesValue series;
        series.key = series.name = QStringLiteral("n%1").arg(s);
        series.colorKey = "c/n" + std::to_string(s);
        series.y.assign(24, gpus[s]);
        data.series.push_back(series);
    }
    return data;
}

} // namespace

class tst_SmallMultiples : public QObject
{
    Q_OBJECT

private slots:
    void chartsStandInAGridThatFollowsTheWidth()
    {
        SmallMultiples chart;
        chart.setData(day());
        chart.resize(700, chart.heightForWidth(700));
        QCOMPARE(chart.cellRect(QStringLiteral("n0")).top(), chart.cellRect(QStringLiteral("n2")).top());
        QVERIFY(chart.cellRect(QStringLiteral("n2")).right() <= 700.5);
        chart.resize(460, chart.heightForWidth(460));
        QVERIFY(chart.cellRect(QStringLiteral("n2")).top() > chart.cellRect(QStringLiteral("n1")).bottom());
        QVERIFY(chart.cellRect(QStringLiteral("n2")).bottom() <= chart.height());
        QVERIFY(chart.cellRect(QStringLiteral("nobody")).isEmpty());
    }

    void oneScaleForAllOrEachItsOwn()
    {
        SmallMultiples chart;
        chart.setData(day());
        QCOMPARE(chart.scaleEnd(QStringLiteral("n0")), chart.scaleEnd(QStringLiteral("n2")));
        chart.setOwnScales(true);
        QCOMPARE(chart.scaleEnd(QStringLiteral("n0")), QStringLiteral("100"));
        QCOMPARE(chart.scaleEnd(QStringLiteral("n2")), QStringLiteral("10"));
    }

    void rowsAreAlike()
    {
        auto data = day();
        while (data.series.size() < 10) {
            data.series.push_back(data.series.front());
            data.series.back().key = QStringLiteral("n%1").arg(data.series.size() - 1);
        }
        SmallMultiples chart;
        chart.setData(data);
        chart.resize(2400, chart.heightForWidth(2400));
        const auto top = [&](int i) { return chart.cellRect(QStringLiteral("n%1").arg(i)).top(); };
        QCOMPARE(top(4), top(0)); // five and five, though more would have room
        QVERIFY(top(5) > top(4));
        QCOMPARE(top(9), top(5));
    }

    void theCrosshairSaysEveryValue()
    {
        auto data = day();
        data.series[1].y[5] = unknown;
        SmallMultiples chart;
        chart.setData(data);
        QCOMPARE(chart.shownValue(QStringLiteral("n0")), QStringLiteral("100 GPU")); // the newest
        chart.setCrosshair(sampleStart + 5h + 20min);
        QCOMPARE(chart.shownValue(QStringLiteral("n0")), QStringLiteral("100 GPU"));
        QCOMPARE(chart.shownValue(QStringLiteral("n1")), QStringLiteral("—"));
        chart.setCrosshair(sampleStart + 48h); // of a chart of another range
        QCOMPARE(chart.shownValue(QStringLiteral("n0")), QStringLiteral("—"));
    }

    void aChartLeadsToItsFigure()
    {
        auto data = day();
        data.series[1].metric = Metric::AverageAllocated;
        data.series[1].subject = "n1";
        data.scope = GridScope{"c", Level::Namespace, {}};
        SmallMultiples chart;
        chart.setData(data);
        chart.resize(700, chart.heightForWidth(700));
        QSignalSpy asked(&chart, &SmallMultiples::figureRequested);
        chart.setSelected(QStringLiteral("n0"));
        QTest::keyClick(&chart, Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(asked.count(), 0); // it does not say what it shows
        chart.setSelected(QStringLiteral("n1"));
        QTest::keyClick(&chart, Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(asked.count(), 1);
        QVERIFY(asked[0][0].value<FigureRef>()
            == (FigureRef{Metric::AverageAllocated, *data.scope, "n1", {sampleStart + 23h, sampleStart + 24h}}));
        chart.setCrosshair(sampleStart + 5h);
        QTest::keyClick(&chart, Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(asked[1][0].value<FigureRef>().range, (TimeRange{sampleStart + 5h, sampleStart + 6h}));
    }

    void theMouseMovesTheCrosshairToItsBucket()
    {
        SmallMultiples chart;
        chart.setData(day());
        chart.resize(700, chart.heightForWidth(700));
        QSignalSpy hovered(&chart, &SmallMultiples::hovered);
        const auto cell = chart.cellRect(QStringLiteral("n1"));
        moveMouse(chart, cell.center().toPoint());
        QCOMPARE(hovered.count(), 1);
        const auto at = hovered[0][0].value<std::optional<Instant>>();
        QVERIFY(at && std::chrono::abs(*at - (sampleStart + 12h)) <= 1h);
        QCOMPARE((*at - sampleStart) % 1h, 0s); // the bucket, not the pixel
    }

    void clicksAndKeysSelect()
    {
        SmallMultiples chart;
        chart.setData(day());
        chart.resize(700, chart.heightForWidth(700));
        QSignalSpy activated(&chart, &SmallMultiples::activated);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.cellRect(QStringLiteral("n1")).center().toPoint());
        QCOMPARE(activated.takeFirst()[0].toString(), QStringLiteral("n1"));
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(activated.takeFirst()[0].toString(), QStringLiteral("n2"));
        QTest::keyClick(&chart, Qt::Key_Right); // the last
        QVERIFY(activated.isEmpty());
        chart.setSelected(QString());
        QVERIFY(activated.isEmpty());
    }

    void aGapIsNoLineAndAPeakOfOneHourStays()
    {
        auto data = day();
        data.t.clear();
        data.series.resize(1);
        data.series[0].y.clear();
        for (int i = 0; i < 8760; ++i) {
            data.t.push_back(sampleStart + i * 1h);
            data.series[0].y.push_back(i > 3000 && i < 6000 ? unknown : i == 1000 ? 100 : 10);
        }
        data.end = data.t.back() + 1h;
        data.range = {data.t.front(), data.end};
        SmallMultiples chart;
        chart.setData(data);
        chart.resize(300, chart.heightForWidth(300));
        const QImage image = chart.grab().toImage();
        const auto cell = chart.cellRect(QStringLiteral("n0"));
        const QColor color = categoryColor("c/n0", Theme::Light);
        const auto highest = [&](int x) { // of the line in a pixel column; the bottom where there is none
            for (int y = int(cell.top()) + 24; y < int(cell.bottom()) - 6; ++y) {
                const auto pixel = image.pixelColor(x, y);
                if (std::abs(pixel.hslHue() - color.hslHue()) < 12 && pixel.hslSaturation() > 60
                    && pixel.lightness() < 190)
                    return y;
            }
            return int(cell.bottom());
        };
        const auto x = [&](int hour) { return int(6 + (cell.width() - 12) * hour / 8760); };
        int peak = int(cell.bottom());
        for (int dx = -3; dx <= 3; ++dx)
            peak = std::min(peak, highest(x(1000) + dx));
        QVERIFY2(peak < cell.top() + 40, qPrintable(QString::number(peak)));
        QCOMPARE(highest(x(4500)), int(cell.bottom()));
        QVERIFY(highest(x(8000)) < int(cell.bottom()));
    }

    void readersHearNamesAndValues()
    {
        SmallMultiples chart;
        chart.setData(day());
        chart.resize(700, chart.heightForWidth(700));
        const auto items = chart.chartItems();
        QCOMPARE(items.size(), 3U);
        QCOMPARE(items[1].name, QStringLiteral("n1"));
        QVERIFY(items[1].value.contains(QStringLiteral("50 GPU")));
        QVERIFY(!items[1].rect.isEmpty());
    }
};

ATLAS_TEST(tst_SmallMultiples);
#include "tst_SmallMultiples.moc"
