// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/NavigatorStrip.h"
#include "charts/Sparkline.h"
#include "charts/TimeSeriesChart.h"
#include "tests/charts/ChartSamples.h"
#include "tests/charts/Mouse.h"
#include "tests/support/TestRegistry.h"

#include <QAccessible>
#include <QPainter>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

void wheel(QWidget& widget, QPointF at, int notches)
{
    QWheelEvent event(at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

/// Pixels of a colour (nearly) in a part of a picture.
int countColor(const QImage& image, const QColor& color, const QRect& part)
{
    int n = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            const QColor at = image.pixelColor(x, y);
            n += std::abs(at.red() - color.red()) + std::abs(at.green() - color.green())
                    + std::abs(at.blue() - color.blue())
                < 40;
        }
    }
    return n;
}

} // namespace

class tst_TimeSeriesChart : public QObject
{
    Q_OBJECT

    std::unique_ptr<TimeSeriesChart> shown(const TimeSeriesData& data, QSize size = {800, 300})
    {
        auto chart = std::make_unique<TimeSeriesChart>();
        chart->setData(data);
        chart->resize(size);
        chart->show();
        return chart;
    }

private slots:
    void linesAreDrawnInTheirColourAndGapsStayOpen()
    {
        auto chart = shown(sampleRates(168));
        const QImage image = chart->grab().toImage();
        const QColor blue = roleColor(Role::AllocationRate, Theme::Light);
        QVERIFY(countColor(image, blue, {60, 10, 200, 220}) > 50);
        // the gap of 9 hours in the middle: nothing of any line between its ends
        const int middle = 45 + (800 - 45 - 90) * 88 / 168;
        QCOMPARE(countColor(image, blue, {middle - 8, 10, 16, 220}), 0);
        QCOMPARE(countColor(image, roleColor(Role::Utilization, Theme::Light), {middle - 8, 10, 16, 220}), 0);
    }

    void namesStandAtTheLineEndsOrInALegend()
    {
        auto chart = shown(sampleRates(168));
        QStringList names = chart->labelledSeries();
        names.sort();
        QCOMPARE(names, QStringList({"Allocation rate", "P50", "P95", "Utilization"}));
        chart->setData(sampleNamespaceLines(100, 12));
        QCOMPARE(chart->labelledSeries().size(), 12);
        QCOMPARE(chart->labelledSeries().first(), QStringLiteral("llm-pretrain"));
    }

    void stackedAreasAddUpAndTheirTextsDoNot()
    {
        TimeSeriesData data;
        data.stacked = data.steps = true;
        data.unit = Unit::Gpus;
        for (int i = 0; i < 10; ++i)
            data.t.push_back(sampleStart + i * 1h);
        data.end = data.t.back() + 1h;
        data.range = {data.t.front(), data.end};
        for (int s = 0; s < 3; ++s) {
            SeriesValue series;
            series.key = series.name = QString::number(s);
            series.colorKey = "c/" + std::to_string(s);
            series.y.assign(10, 10.0 * (s + 1));
            series.y[4] = unknown;
            data.series.push_back(series);
        }
        data.series[1].y[7] = unknown; // the others go on
        auto chart = shown(data);
        QCOMPARE(chart->valueTickLabels().last(), QStringLiteral("60"));
        chart->setCrosshair(sampleStart + 2h);
        const auto lines = chart->tooltipLines().join(QLatin1Char(' '));
        QVERIFY2(
            lines.contains(QStringLiteral("30 GPU")) && !lines.contains(QStringLiteral("60 GPU")), qPrintable(lines));
        chart->setSeriesVisible(QStringLiteral("1"), false); // those above come down
        QCOMPARE(chart->valueTickLabels().last(), QStringLiteral("40"));
    }

    void percentAxesEndAtAHundred()
    {
        auto chart = shown(sampleRates(168));
        QCOMPARE(chart->valueTickLabels(), QStringList({"0", "25", "50", "75", "100 %"}));
        auto over = sampleRates(168);
        over.series[0].y[10] = 113;
        chart->setData(over);
        QVERIFY(chart->valueTickLabels().size() >= 4);
        QVERIFY(chart->valueTickLabels().last() != QStringLiteral("100 %"));
    }

    void withoutDataThereAreOnlyAxes()
    {
        TimeSeriesData empty;
        empty.range = {sampleStart, sampleStart + 24h};
        empty.unit = Unit::Percent;
        auto chart = shown(empty);
        QVERIFY(chart->labelledSeries().isEmpty());
        QCOMPARE(chart->valueTickLabels().last(), QStringLiteral("100 %"));
        QCOMPARE(chart->drawnPoints(), 0);
        QTest::keyClick(chart.get(), Qt::Key_Right);
        moveMouse(*chart, {300, 100});
        QVERIFY(!chart->crosshair());
        QVERIFY(!chart->grab().isNull());
        chart->setData(TimeSeriesData());
        wheel(*chart, {300, 100}, 1);
        QVERIFY(!chart->grab().isNull());
    }

    void theTooltipListsValuesAsTheLinesLie()
    {
        auto chart = shown(sampleRates(168));
        chart->setCrosshair(sampleStart + 10h);
        const QStringList lines = chart->tooltipLines();
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[0].contains(QStringLiteral("18:00"))); // 10:00Z in Shanghai
        QVERIFY(lines.filter(QStringLiteral("Utilization")).first().contains(QChar(0x2013))); // with its band
        chart->setCrosshair(sampleStart + 86h); // in the gap
        QCOMPARE(chart->tooltipLines().filter(QChar(0x2014)).size(), 4);
        chart->setCrosshair(sampleStart + 167h);
        QVERIFY(chart->tooltipLines().first().contains(QStringLiteral("provisional")));
        chart->setCrosshair(std::nullopt);
        QVERIFY(chart->tooltipLines().isEmpty());
    }

    void theMouseMovesTheCrosshairToBuckets()
    {
        auto chart = shown(sampleRates(168));
        QSignalSpy hovered(chart.get(), &TimeSeriesChart::hovered);
        moveMouse(*chart, {400, 100});
        QCOMPARE(hovered.size(), 1);
        QVERIFY(chart->crosshair());
        QCOMPARE((*chart->crosshair() - sampleStart) % 1h, 0s);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(chart.get(), &leave);
        QCOMPARE(hovered.size(), 2);
        QVERIFY(!chart->crosshair());
        chart->setCrosshair(sampleStart + 3h); // told by another chart: nothing to tell back
        QCOMPARE(hovered.size(), 2);
    }

    void theTooltipStaysWhereTheCrosshairIsShared()
    {
        auto alone = shown(sampleRates(168)), linked = shown(sampleRates(168));
        // as pages do it: what a chart tells comes back to it
        connect(linked.get(), &TimeSeriesChart::hovered, linked.get(), &TimeSeriesChart::setCrosshair);
        for (auto* chart : {alone.get(), linked.get()})
            moveMouse(*chart, {400, 100});
        QCOMPARE(linked->grab().toImage(), alone->grab().toImage());
        for (auto* chart : {alone.get(), linked.get()})
            QTest::keyClick(chart, Qt::Key_Right);
        const auto pointed = linked->grab().toImage();
        QCOMPARE(pointed, alone->grab().toImage());
        linked->setCrosshair(std::nullopt);
        linked->setCrosshair(alone->crosshair()); // told by another chart: the line alone
        QVERIFY(linked->grab().toImage() != pointed);
    }

    void theLastCertainStepIsNotDashed()
    {
        TimeSeriesData data;
        data.steps = true;
        data.unit = Unit::Gpus;
        for (int i = 0; i < 24; ++i)
            data.t.push_back(sampleStart + i * 1h);
        data.end = data.t.back() + 1h;
        data.range = {data.t.front(), data.end};
        SeriesValue series;
        series.key = series.name = QStringLiteral("a");
        series.role = Role::AllocationRate;
        series.y.assign(24, 33.0);
        series.provisionalFrom = 12;
        data.series = {series};
        auto chart = shown(data, {1000, 300});
        const QImage image = chart->grab().toImage();
        const QColor color = roleColor(Role::AllocationRate, Theme::Light);
        const auto drawn = [&](int hour) { // columns of the hour that have the line in them
            chart->setCrosshair(sampleStart + hour * 1h);
            const QRectF all = chart->chartItems()[0].rect;
            const double width = all.width() / 24;
            int columns = 0;
            for (int x = int(all.left() + hour * width) + 3; x < int(all.left() + (hour + 1) * width) - 3; ++x)
                columns += countColor(image, color, QRect(x, int(all.top()), 1, int(all.height()))) > 0;
            return columns;
        };
        QVERIFY(drawn(10) > 20);
        QCOMPARE(drawn(11), drawn(10));
        QVERIFY(drawn(12) < drawn(10));
    }

    void theWheelZoomsAroundTheMouseAndDoubleClickResets()
    {
        auto chart = shown(sampleRates(168));
        QSignalSpy moved(chart.get(), &TimeSeriesChart::viewChanged);
        const auto all = chart->view();
        wheel(*chart, {400, 100}, 2);
        QCOMPARE(moved.size(), 1);
        QVERIFY(chart->view().length() < all.length());
        QVERIFY(chart->view().from > all.from && chart->view().to < all.to);
        for (int i = 0; i < 60; ++i)
            wheel(*chart, {400, 100}, 3);
        QVERIFY(chart->view().length() >= 3h);
        QTest::mouseDClick(chart.get(), Qt::LeftButton, {}, {400, 100});
        QCOMPARE(chart->view(), all);
        wheel(*chart, {400, 100}, -5);
        QCOMPARE(chart->view(), all); // not beyond the data
    }

    void dragPansAndShiftDragSelects()
    {
        auto chart = shown(sampleRates(168));
        chart->setView({sampleStart + 48h, sampleStart + 96h});
        QSignalSpy selected(chart.get(), &TimeSeriesChart::rangeSelected);
        QTest::mousePress(chart.get(), Qt::LeftButton, {}, {400, 100});
        moveMouse(*chart, {300, 100});
        QTest::mouseRelease(chart.get(), Qt::LeftButton, {}, {300, 100});
        QVERIFY(chart->view().from > sampleStart + 48h);
        QCOMPARE(chart->view().length(), 48h);
        QCOMPARE(selected.size(), 0);
        QTest::mousePress(chart.get(), Qt::LeftButton, Qt::ShiftModifier, {200, 100});
        moveMouse(*chart, {500, 100});
        QTest::mouseRelease(chart.get(), Qt::LeftButton, Qt::ShiftModifier, {500, 100});
        QCOMPARE(selected.size(), 1);
        const auto range = selected.first().first().value<TimeRange>();
        QVERIFY(!range.isEmpty() && (range.from - sampleStart) % 1h == 0s && (range.to - sampleStart) % 1h == 0s);
    }

    void keysDoWhatTheMouseDoes()
    {
        auto chart = shown(sampleRates(168));
        QSignalSpy hovered(chart.get(), &TimeSeriesChart::hovered);
        QTest::keyClick(chart.get(), Qt::Key_Right);
        QTest::keyClick(chart.get(), Qt::Key_Right);
        QCOMPARE(*chart->crosshair(), sampleStart + 1h);
        QTest::keyClick(chart.get(), Qt::Key_Left);
        QCOMPARE(*chart->crosshair(), sampleStart);
        QCOMPARE(hovered.size(), 3);
        const auto all = chart->view();
        QTest::keyClick(chart.get(), Qt::Key_Plus);
        QVERIFY(chart->view().length() < all.length());
        for (int i = 0; i < 167; ++i)
            QTest::keyClick(chart.get(), Qt::Key_Right);
        QCOMPARE(*chart->crosshair(), sampleStart + 167h);
        QVERIFY(chart->view().to >= *chart->crosshair()); // the view follows the crosshair
        QTest::keyClick(chart.get(), Qt::Key_Home);
        QCOMPARE(chart->view(), all);
        QTest::keyClick(chart.get(), Qt::Key_Escape);
        QVERIFY(!chart->crosshair());
    }

    void theLegendTogglesAndIsolates()
    {
        auto chart = shown(sampleNamespaceLines(100, 8));
        QSignalSpy toggled(chart.get(), &TimeSeriesChart::seriesToggled);
        const QString first = chart->data().series[0].key;
        const QPoint onFirst(800 - 100, 16);
        QTest::mouseClick(chart.get(), Qt::LeftButton, {}, onFirst);
        QCOMPARE(toggled.size(), 1);
        QCOMPARE(toggled.first().first().toString(), first);
        QVERIFY(!chart->isSeriesVisible(first));
        chart->setData(chart->data()); // new values: what was switched off stays off
        QVERIFY(!chart->isSeriesVisible(first));
        QTest::mouseClick(chart.get(), Qt::LeftButton, Qt::ControlModifier, onFirst);
        QVERIFY(chart->isSeriesVisible(first));
        QVERIFY(!chart->isSeriesVisible(chart->data().series[1].key));
        QTest::mouseClick(chart.get(), Qt::LeftButton, Qt::ControlModifier, onFirst);
        QVERIFY(chart->isSeriesVisible(chart->data().series[1].key));
    }

    void aYearIsDecimatedToThePicture()
    {
        auto chart = shown(sampleRates(8760), {1200, 400});
        const int all = 6 * 8760;
        QVERIFY2(chart->drawnPoints() < all * 7 / 10, qPrintable(QString::number(chart->drawnPoints())));
        const auto whole = chart->drawnPoints();
        chart->setView({sampleStart, sampleStart + 48h});
        QVERIFY(chart->drawnPoints() < whole / 10);
    }

    void assistiveTechnologyReadsTheSeries()
    {
        auto chart = shown(sampleRates(168));
        auto* interface = QAccessible::queryAccessibleInterface(chart.get());
        QVERIFY(interface);
        QCOMPARE(interface->role(), QAccessible::Chart);
        QCOMPARE(interface->childCount(), 4);
        QVERIFY(interface->child(1)->text(QAccessible::Name).startsWith(QStringLiteral("Utilization, last ")));
        QVERIFY(interface->text(QAccessible::Name).contains(QStringLiteral("4 line")));
    }

    void theNavigatorMovesItsWindow()
    {
        NavigatorStrip strip;
        const auto data = sampleRates(240);
        strip.setData(data);
        strip.setWindow({sampleStart + 24h, sampleStart + 72h});
        strip.resize(486, 44);
        strip.show();
        QSignalSpy selected(&strip, &NavigatorStrip::rangeSelected);
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(strip.window(), (TimeRange{sampleStart + 24h + 288min, sampleStart + 72h + 288min}));
        QCOMPARE(selected.size(), 1);
        const int middle = 3 + 480 * 53 / 240;
        QTest::mousePress(&strip, Qt::LeftButton, {}, {middle, 20});
        moveMouse(strip, {middle + 1000, 20});
        QTest::mouseRelease(&strip, Qt::LeftButton, {}, {middle + 1000, 20});
        QCOMPARE(strip.window(), (TimeRange{data.range.to - 48h, data.range.to})); // stops at the end, keeps its length
        QTest::mouseDClick(&strip, Qt::LeftButton, {}, {10, 20});
        QCOMPARE(strip.window(), data.range);
    }

    void aSparklineDrawsWhatIsKnown()
    {
        const auto drawn = [](std::vector<double> values) {
            QImage image(120, 24, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::white);
            QPainter painter(&image);
            paintSparkline(painter, QRectF(0, 0, 120, 24), values, Qt::black);
            painter.end();
            return image.width() * image.height() - countColor(image, Qt::white, image.rect());
        };
        QVERIFY(drawn({1, 5, 2, 8, 3}) > 40);
        QVERIFY(drawn({4, 4, 4}) > 20);
        QCOMPARE(drawn({}), 0);
        QCOMPARE(drawn({unknown, unknown}), 0);
        QVERIFY(drawn({1, unknown, unknown, unknown, 1}) < drawn({1, 1, 1, 1, 1}));
    }
};

ATLAS_TEST(tst_TimeSeriesChart);
#include "tst_TimeSeriesChart.moc"
