// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ScatterChart.h"
#include "tests/charts/Mouse.h"
#include "tests/support/TestRegistry.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace atlas;
using namespace atlas::test;

class tst_ScatterChart : public QObject
{
    Q_OBJECT

private slots:
    void dotsStandByTheirFigures();
    void aLogarithmicAxisHasEqualDecades();
    void unknownFiguresHaveNoDot();
    void areasAreProportional();
    void linesAreDragged();
    void linesAreMovedByKeys();
    void dotsAreWalkedAndChosen();
    void aSmallDotOnALargeOneIsReached();
    void nothingIsNoFault();
    void assistiveTechnologyReadsThousandsOfDots();
    void aDotLeadsToItsFigures();

private:
    static ScatterData points()
    {
        ScatterData data;
        data.xTitle = QStringLiteral("GPU-hours");
        data.yTitle = QStringLiteral("Utilisation");
        data.sizeTitle = QStringLiteral("Held idle");
        data.xUnit = data.sizeUnit = Unit::GpuHours;
        data.yUnit = Unit::Percent;
        data.points = {{QStringLiteral("a"), QStringLiteral("a"), "c/a", 10, 90, 1},
            {QStringLiteral("b"), QStringLiteral("b"), "c/b", 100, 50, 50},
            {QStringLiteral("c"), QStringLiteral("c"), "c/c", 1000, 10, 200}};
        return data;
    }
    static QPointF at(const ScatterChart& chart, const char* key) { return *chart.dotAt(QString::fromLatin1(key)); }
};

void tst_ScatterChart::dotsStandByTheirFigures()
{
    ScatterChart chart;
    chart.resize(600, 400);
    chart.setData(points());
    QVERIFY(at(chart, "a").x() < at(chart, "b").x());
    QVERIFY(at(chart, "a").y() < at(chart, "b").y()); // more is above
    const double perHour = (at(chart, "c").x() - at(chart, "b").x()) / 900;
    QVERIFY(std::abs(at(chart, "b").x() - at(chart, "a").x() - 90 * perHour) < 0.01);
    chart.setLines({100, 50});
    QVERIFY((chart.linePixels() - at(chart, "b")).manhattanLength() < 0.01);
    QCOMPARE(chart.dotTexts(QStringLiteral("b")).size(), 4);
}

void tst_ScatterChart::aLogarithmicAxisHasEqualDecades()
{
    auto data = points();
    data.logX = true;
    ScatterChart chart;
    chart.setLocale(QLocale::c());
    chart.resize(600, 400);
    chart.setData(data);
    QVERIFY(std::abs((at(chart, "b").x() - at(chart, "a").x()) - (at(chart, "c").x() - at(chart, "b").x())) < 0.01);
    QCOMPARE(chart.xTickLabels().mid(0, 4),
        QStringList({QStringLiteral("10"), QStringLiteral("20"), QStringLiteral("50"), QStringLiteral("100")}));
    chart.setLines({100, 50});
    QVERIFY(std::abs(chart.linePixels().x() - at(chart, "b").x()) < 0.01);
}

void tst_ScatterChart::unknownFiguresHaveNoDot()
{
    auto data = points();
    data.points.push_back({QStringLiteral("d"), QStringLiteral("d"), "c/d", 5, unknown, 1});
    data.points.push_back({QStringLiteral("e"), QStringLiteral("e"), "c/e", 0, 5, 1});
    ScatterChart chart;
    chart.setData(data);
    QCOMPARE(chart.hiddenPoints(), 1);
    data.logX = true;
    chart.setData(data);
    QCOMPARE(chart.hiddenPoints(), 2);
    QVERIFY(!chart.dotAt(QStringLiteral("d")));
}

void tst_ScatterChart::areasAreProportional()
{
    ScatterChart chart;
    chart.resize(600, 400);
    chart.setData(points());
    const double smallest = 3; // what holds nothing idle is still a dot
    const double b = chart.dotRadius(QStringLiteral("b")) - smallest,
                 c = chart.dotRadius(QStringLiteral("c")) - smallest;
    QVERIFY(std::abs(c * c / (b * b) - 4) < 0.01);
}

void tst_ScatterChart::linesAreDragged()
{
    ScatterChart chart;
    chart.resize(600, 400);
    chart.setData(points());
    chart.setLines({500, 70});
    chart.show();
    QSignalSpy moving(&chart, &ScatterChart::linesMoving), moved(&chart, &ScatterChart::linesMoved);
    const QPoint grip(chart.linePixels().toPoint().x(), 200);
    QTest::mousePress(&chart, Qt::LeftButton, {}, grip);
    moveMouse(chart, QPoint(at(chart, "b").toPoint().x(), 210), Qt::LeftButton);
    QCOMPARE(moving.size(), 1);
    QCOMPARE(moved.size(), 0);
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, QPoint(100, 210));
    QCOMPARE(moved.size(), 1);
    QVERIFY(std::abs(chart.lines().x() - 100) < 3);
    QCOMPARE(chart.lines().y(), 70.0);
    // Beyond the plot a line stays at its edge.
    const QPoint other(400, chart.linePixels().toPoint().y());
    QTest::mousePress(&chart, Qt::LeftButton, {}, other);
    moveMouse(chart, QPoint(400, 2000), Qt::LeftButton);
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, QPoint(400, 2000));
    QCOMPARE(chart.lines().y(), 0.0);
}

void tst_ScatterChart::linesAreMovedByKeys()
{
    ScatterChart chart;
    chart.resize(600, 400);
    chart.setData(points());
    chart.setLines({500, 70});
    QSignalSpy moved(&chart, &ScatterChart::linesMoved);
    QTest::keyClick(&chart, Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(chart.lines().x() < 500);
    QCOMPARE(chart.lines().y(), 70.0);
    QTest::keyClick(&chart, Qt::Key_Up, Qt::ControlModifier);
    QVERIFY(chart.lines().y() > 70);
    QCOMPARE(moved.size(), 2);
}

void tst_ScatterChart::dotsAreWalkedAndChosen()
{
    ScatterChart chart;
    chart.resize(600, 400);
    chart.setData(points());
    chart.show();
    QSignalSpy hovered(&chart, &ScatterChart::hovered), activated(&chart, &ScatterChart::activated);
    for (const char* key : {"a", "b", "c", "c"}) {
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(hovered.last().front().toString(), QString::fromLatin1(key));
    }
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(activated.takeFirst().front().toString(), QStringLiteral("c"));
    QTest::mouseClick(&chart, Qt::LeftButton, {}, at(chart, "b").toPoint());
    QCOMPARE(activated.takeFirst().front().toString(), QStringLiteral("b"));
    QVERIFY(!chart.grab().isNull());
}

void tst_ScatterChart::aSmallDotOnALargeOneIsReached()
{
    auto data = points();
    data.points.push_back({QStringLiteral("tiny"), QStringLiteral("tiny"), "c/t", 1000, 10, 0});
    ScatterChart chart;
    chart.resize(600, 400);
    chart.setData(data);
    QSignalSpy activated(&chart, &ScatterChart::activated);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, at(chart, "tiny").toPoint());
    QCOMPARE(activated.takeFirst().front().toString(), QStringLiteral("tiny"));
}

void tst_ScatterChart::nothingIsNoFault()
{
    ScatterChart chart;
    chart.resize(300, 200);
    for (const bool log : {false, true}) {
        ScatterData data;
        data.logX = log;
        chart.setData(data);
        QVERIFY(!chart.grab().isNull());
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right, Qt::ControlModifier);
    }
    chart.setData(points());
    const auto light = chart.grab().toImage();
    chart.setTheme(Theme::Dark);
    QVERIFY(chart.grab().toImage() != light);
    const auto all = chart.grab().toImage();
    chart.setSelected({QStringLiteral("b")});
    QVERIFY(chart.grab().toImage() != all);
}

void tst_ScatterChart::assistiveTechnologyReadsThousandsOfDots()
{
    auto data = points();
    data.points.clear();
    for (int i = 0; i < 3000; ++i) {
        const auto key = QStringLiteral("w%1").arg(i);
        data.points.push_back({key, key, "c/w", 1.0 + i, double(i % 100), 1.0 + i % 7});
    }
    ScatterChart chart;
    chart.setData(data);
    chart.resize(600, 400);
    QElapsedTimer clock;
    clock.start();
    auto* interface = QAccessible::queryAccessibleInterface(&chart);
    QCOMPARE(interface->childCount(), 3000);
    const auto items = chart.chartItems();
    for (int i = 0; i < interface->childCount(); ++i) {
        const auto name = interface->child(i)->text(QAccessible::Name);
        QCOMPARE(name, QString(items[std::size_t(i)].name + QStringLiteral(", ") + items[std::size_t(i)].value));
        QVERIFY(interface->child(i)->rect().isValid());
    }
    QVERIFY2(clock.elapsed() < 20'000, qPrintable(QString::number(clock.elapsed()))); // minutes, if each makes all
}

void tst_ScatterChart::aDotLeadsToItsFigures()
{
    auto data = points();
    ScatterChart chart;
    chart.setData(data);
    chart.resize(600, 400);
    chart.show();
    QSignalSpy asked(&chart, &ScatterChart::figureRequested);
    QTest::keyClick(&chart, Qt::Key_Right);
    QTest::keyClick(&chart, Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(asked.count(), 0); // it does not say what it shows
    data.xMetric = Metric::GpuHours;
    data.sizeMetric = Metric::IdleGpuHours;
    data.scope = {"c", Level::Namespace, {}};
    data.range = {Instant(std::chrono::hours(10)), Instant(std::chrono::hours(20))};
    chart.setData(data);
    QTest::keyClick(&chart, Qt::Key_Right);
    QTest::keyClick(&chart, Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(asked.count(), 1);
    QVERIFY(asked[0][0].value<FigureRef>() == (FigureRef{Metric::GpuHours, data.scope, "a", data.range}));
    const auto place = chart.dotAt(QStringLiteral("b"))->toPoint();
    QContextMenuEvent menu(QContextMenuEvent::Mouse, place, chart.mapToGlobal(place));
    QCoreApplication::sendEvent(&chart, &menu);
    QStringList texts;
    for (const auto* open : chart.findChildren<QMenu*>()) {
        for (const auto* action : open->actions())
            texts << action->text();
    }
    QCOMPARE(texts.filter(QStringLiteral("b: ")).size(), 2);
}

ATLAS_TEST(tst_ScatterChart);
#include "tst_ScatterChart.moc"
