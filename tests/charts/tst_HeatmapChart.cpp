// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ColorLegend.h"
#include "charts/HeatmapChart.h"
#include "tests/charts/ChartSamples.h"
#include "tests/charts/Mouse.h"
#include "tests/support/TestRegistry.h"

#include <QSignalSpy>

#include <QElapsedTimer>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

/// Hours of some subjects; cell = row + column / 1000, but the last column, which is unknown.
HeatmapData hoursOf(int rows, int hours)
{
    HeatmapData data;
    data.unit = Unit::Gpus;
    data.high = rows;
    for (int h = 0; h < hours; ++h)
        data.t.push_back(sampleStart + h * 1h);
    data.end = sampleStart + hours * 1h;
    for (int r = 0; r < rows; ++r) {
        data.rows.push_back(QStringLiteral("namespace-%1").arg(r));
        data.subjects.push_back("namespace-" + std::to_string(r));
        for (int h = 0; h < hours; ++h)
            data.cells.push_back(h + 1 == hours ? unknown : r + h / 1000.0);
    }
    return data;
}

} // namespace

class tst_HeatmapChart : public QObject
{
    Q_OBJECT

private slots:
    void cellsTileTheGridAndHaveTheirColour()
    {
        HeatmapChart map;
        const auto week = sampleWeek();
        map.setData(week);
        map.resize(640, 240);
        const QImage image = map.grab().toImage();
        for (int row = 0; row < 7; ++row) {
            for (int column = 0; column < 24; ++column) {
                const QRectF cell = map.cellRect(row, column);
                QVERIFY(cell.width() > 10 && cell.height() > 10);
                if (column > 0)
                    QCOMPARE(cell.left(), map.cellRect(row, column - 1).right());
                const double value = week.cells[std::size_t(row * 24 + column)];
                if (isKnown(value))
                    QCOMPARE(image.pixelColor(cell.center().toPoint()), utilizationColor(value));
            }
        }
        QVERIFY(map.cellRect(7, 0).isEmpty());
        QVERIFY(map.cellRect(0, -1).isEmpty());
    }

    void unknownCellsSaySo()
    {
        HeatmapChart map;
        map.setData(sampleWeek());
        QVERIFY(map.cellText(2, 4).contains(QStringLiteral("unknown")));
        QVERIFY(map.cellText(0, 0).startsWith(QStringLiteral("Mon · 00\n")));
        QVERIFY(map.cellText(0, 0).endsWith(QLatin1Char('%')));
    }

    void anHourOfTheWeekLeadsToItsHours()
    {
        HeatmapChart map;
        auto week = sampleWeek();
        week.zone = "Asia/Shanghai";
        week.ofWeek = FigureRef{Metric::Utilization, {"c", Level::Cluster, {}}, {}, {}};
        map.setData(week);
        map.resize(640, 240);
        map.show();
        QSignalSpy asked(&map, &HeatmapChart::figureRequested);
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.cellRect(2, 14).center().toPoint());
        QCOMPARE(asked.size(), 1);
        const auto figure = asked[0][0].value<FigureRef>();
        QVERIFY(figure.hourOfWeek == (HourOfWeek{3, 14, "Asia/Shanghai"}));
    }

    void aCellOfASubjectLeadsToItsFigure()
    {
        HeatmapChart map;
        auto hours = hoursOf(3, 10);
        hours.metric = Metric::AverageAllocated;
        hours.scope = GridScope{"c", Level::Namespace, {}};
        map.setData(hours);
        map.resize(640, 240);
        map.show();
        QSignalSpy asked(&map, &HeatmapChart::figureRequested);
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.cellRect(1, 4).center().toPoint());
        QCOMPARE(asked.size(), 0); // a click is a choice of the page's
        moveMouse(map, map.cellRect(1, 4).center().toPoint());
        QTest::keyClick(&map, Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(asked.size(), 1);
        const FigureRef expected{
            Metric::AverageAllocated, *hours.scope, "namespace-1", {sampleStart + 4h, sampleStart + 5h}};
        QVERIFY(asked[0][0].value<FigureRef>() == expected);
    }

    void labelsThinOutWhereTheyWouldTouch()
    {
        HeatmapChart map;
        map.setData(sampleWeek());
        map.resize(900, 240);
        QCOMPARE(map.shownColumnLabels().size(), 24);
        QCOMPARE(map.shownRowLabels().size(), 7);
        map.resize(260, 240);
        QVERIFY(map.shownColumnLabels().size() < 24 && map.shownColumnLabels().size() > 5);
    }

    void mouseAndKeysMoveTheCursor()
    {
        HeatmapChart map;
        map.setData(sampleWeek());
        map.resize(640, 240);
        map.show();
        QSignalSpy hovered(&map, &HeatmapChart::hovered), activated(&map, &HeatmapChart::activated);
        moveMouse(map, map.cellRect(3, 5).center().toPoint());
        QCOMPARE(hovered.last(), QVariantList({3, 5}));
        QTest::keyClick(&map, Qt::Key_Down);
        QTest::keyClick(&map, Qt::Key_Left);
        QCOMPARE(hovered.last(), QVariantList({4, 4}));
        QTest::keyClick(&map, Qt::Key_Return);
        QCOMPARE(activated.last(), QVariantList({4, 4}));
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.cellRect(0, 23).center().toPoint());
        QCOMPARE(activated.last(), QVariantList({0, 23}));
        map.setData({});
        QTest::keyClick(&map, Qt::Key_Down);
        QVERIFY(!map.grab().isNull());
    }

    void columnsOfTimeAreAsWideAsTheyLast()
    {
        HeatmapChart map;
        auto data = hoursOf(3, 4);
        data.t = {sampleStart, sampleStart + 24h, sampleStart + 48h, sampleStart + 60h};
        data.end = sampleStart + 84h;
        map.setData(data);
        map.resize(900, 240);
        QVERIFY(std::abs(map.cellRect(0, 0).width() - 2 * map.cellRect(0, 2).width()) <= 2);
        QVERIFY(std::abs(map.cellRect(0, 0).width() - map.cellRect(0, 3).width()) <= 2);
        QVERIFY(map.shownColumnLabels().size() >= 3);
        QVERIFY(map.cellText(1, 1).contains(QStringLiteral("2025-01-02 00:00 UTC")));
    }

    void aHoveredColumnTellsItsTimeAndTheCrosshairIsDrawn()
    {
        HeatmapChart map;
        map.setData(hoursOf(5, 48));
        map.resize(900, 240);
        map.show();
        QSignalSpy instants(&map, &HeatmapChart::hoveredInstant);
        moveMouse(map, map.cellRect(2, 7).center().toPoint());
        QCOMPARE(instants.last().at(0).value<std::optional<Instant>>(), std::optional(sampleStart + 7h));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&map, &leave);
        QCOMPARE(instants.last().at(0).value<std::optional<Instant>>(), std::optional<Instant>());
        const QImage without = map.grab().toImage();
        map.setCrosshair(sampleStart + 20h);
        QVERIFY(map.grab().toImage() != without);
        map.setCrosshair(sampleStart - 20h); // outside: nothing to mark
        QCOMPARE(map.grab().toImage(), without);
        QCOMPARE(instants.size(), 2); // what comes from outside is not told on
    }

    void amountsHaveTheColourOfWhatTheyAre()
    {
        HeatmapChart map;
        auto data = hoursOf(1, 4);
        data.low = 0;
        data.high = 10;
        data.cells = {0, 5, 10, unknown};
        map.resize(500, 160);
        for (const auto metric : {Metric::AverageAllocated, Metric::IdleGpuHours}) {
            data.metric = metric;
            map.setData(data);
            const QImage image = map.grab().toImage();
            const auto role = metric == Metric::IdleGpuHours ? Role::HeldIdle : Role::Allocated;
            for (int column = 0; column < 3; ++column)
                QCOMPARE(image.pixelColor(map.cellRect(0, column).center().toPoint()),
                    amountColor(data.cells[std::size_t(column)] / 10, role, Theme::Light));
        }
    }

    void columnsThatShareAPixelShowTheirMean()
    {
        HeatmapChart map;
        auto data = hoursOf(1, 8000);
        data.low = 0;
        data.high = 100;
        for (std::size_t i = 0; i < data.cells.size(); ++i)
            data.cells[i] = i % 2 == 0 ? 20 : i % 4 == 1 ? unknown : 60;
        map.setData(data);
        map.resize(500, 160);
        const QImage image = map.grab().toImage();
        const QRectF cell = map.cellRect(0, 4000);
        const QColor mean = amountColor((20 + 20 + 60) / 300.0, Role::Allocated, Theme::Light); // of GPUs
        const QColor drawn = image.pixelColor(cell.topLeft().toPoint());
        QVERIFY2(std::abs(drawn.red() - mean.red()) < 12 && std::abs(drawn.blue() - mean.blue()) < 12,
            qPrintable(drawn.name() + mean.name()));
    }

    void aYearOfHoursOfManyRowsIsNoTrouble()
    {
        HeatmapChart map;
        map.resize(1400, 500);
        map.show();
        map.setData(hoursOf(200, 8760));
        QElapsedTimer time;
        time.start();
        map.grab();
        map.chartItems();
        moveMouse(map, QPoint(700, 200));
        QVERIFY2(time.elapsed() < 2000, qPrintable(QString::number(time.elapsed())));
        QCOMPARE(map.chartItems().size(), std::size_t(200)); // a mark a row
        QCOMPARE(map.chartItems()[3].value, QStringLiteral("3 to 11.8 GPU"));
    }

    void selectedSubjectsAreMarked()
    {
        HeatmapChart map;
        map.setData(hoursOf(5, 48));
        map.resize(900, 240);
        const QImage without = map.grab().toImage();
        map.setSelection({QStringLiteral("namespace-3")});
        const QImage with = map.grab().toImage();
        const QRectF row = map.cellRect(3, 0).united(map.cellRect(3, 47));
        QCOMPARE(with.copy(0, 0, 900, int(map.cellRect(3, 0).top()) - 2),
            without.copy(0, 0, 900, int(map.cellRect(3, 0).top()) - 2));
        QVERIFY(with.copy(row.toRect()) != without.copy(row.toRect()));
    }

    void keysReachTheEndsAndTheCursorStaysThroughARefresh()
    {
        HeatmapChart map;
        map.setData(hoursOf(5, 48));
        map.resize(900, 240);
        map.show();
        QSignalSpy hovered(&map, &HeatmapChart::hovered);
        QTest::keyClick(&map, Qt::Key_Down);
        QTest::keyClick(&map, Qt::Key_End);
        QCOMPARE(hovered.last(), QVariantList({0, 47}));
        map.setData(hoursOf(6, 48));
        QTest::keyClick(&map, Qt::Key_Down);
        QCOMPARE(hovered.last(), QVariantList({1, 47}));
        QTest::keyClick(&map, Qt::Key_Home);
        QCOMPARE(hovered.last(), QVariantList({1, 0}));
    }

    void theLegendHasRoomForItsText()
    {
        ColorLegend legend;
        legend.setText({QStringLiteral("Utilization"), Unit::Percent, 0, 100});
        const int narrow = legend.sizeHint().width();
        legend.setText({QStringLiteral("Utilization of the allocated GPUs"), Unit::Percent, 0, 100});
        QVERIFY(legend.sizeHint().width() > narrow);
    }
};

ATLAS_TEST(tst_HeatmapChart);
#include "tst_HeatmapChart.moc"
