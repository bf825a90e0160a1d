// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ColorLegend.h"
#include "charts/HeatmapChart.h"
#include "tests/charts/ChartSamples.h"
#include "tests/charts/Mouse.h"
#include "tests/support/TestRegistry.h"

#include <QSignalSpy>

using namespace atlas;
using namespace atlas::test;

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
