// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/WaterfallChart.h"
#include "tests/charts/Mouse.h"
#include "tests/support/TestRegistry.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace atlas;
using namespace atlas::test;

class tst_WaterfallChart : public QObject
{
    Q_OBJECT

private slots:
    void barsAreJoined();
    void smallStepsOfLargeTotalsAreSeen();
    void aLevelBelowZeroIsShown();
    void valuesAreWrittenWithTheirSign();
    void mouseAndKeysReachEveryStep();
    void aStepLeadsToItsFigure();
    void nothingIsNoFault();

private:
    static WaterfallData fall()
    {
        WaterfallData data;
        data.unit = Unit::GpuHours;
        data.steps = {{QStringLiteral("before"), QStringLiteral("Before"), 1000, true, Role::Capacity, {}},
            {QStringLiteral("less"), QStringLiteral("Less allocated"), -600, false, Role::Category,
                QStringLiteral("A sentence.")},
            {QStringLiteral("more"), QStringLiteral("More used"), 150, false, Role::Category, {}},
            {QStringLiteral("after"), QStringLiteral("After"), 550, true, Role::Used, {}}};
        return data;
    }
    static QRectF bar(const WaterfallChart& chart, const char* key) { return chart.barRect(QString::fromLatin1(key)); }
};

void tst_WaterfallChart::barsAreJoined()
{
    WaterfallChart chart;
    chart.resize(600, 200);
    chart.setData(fall());
    QVERIFY(!chart.isTorn());
    // 1000 → 400 → 550: each bar begins where the one above ends.
    QVERIFY(std::abs(bar(chart, "before").right() - bar(chart, "less").right()) < 0.01);
    QVERIFY(std::abs(bar(chart, "less").left() - bar(chart, "more").left()) < 0.01);
    QVERIFY(std::abs(bar(chart, "more").right() - bar(chart, "after").right()) < 0.01);
    QVERIFY(std::abs(bar(chart, "before").width() / bar(chart, "less").width() - 1000 / 600.0) < 0.01);
    QVERIFY(bar(chart, "less").top() > bar(chart, "before").bottom());
}

void tst_WaterfallChart::smallStepsOfLargeTotalsAreSeen()
{
    auto data = fall();
    data.steps[1].value = -10;
    data.steps[2].value = 4;
    data.steps[3].value = 994;
    WaterfallChart chart;
    chart.resize(600, 200);
    chart.setData(data);
    QVERIFY(chart.isTorn());
    QVERIFY(bar(chart, "less").width() > 50);
    QVERIFY(bar(chart, "after").width() > bar(chart, "less").width() / 2);
}

void tst_WaterfallChart::aLevelBelowZeroIsShown()
{
    auto data = fall();
    data.steps[1].value = -1200;
    data.steps[3].value = -50;
    WaterfallChart chart;
    chart.resize(600, 200);
    chart.setData(data);
    QVERIFY(bar(chart, "less").left() < bar(chart, "before").left());
    QVERIFY(!chart.isTorn());
}

void tst_WaterfallChart::valuesAreWrittenWithTheirSign()
{
    WaterfallChart chart;
    chart.setLocale(QLocale::c());
    chart.resize(600, 200);
    chart.setData(fall());
    QCOMPARE(chart.shownValues()[1], QStringLiteral("\u2212600 GPU·h"));
    QCOMPARE(chart.shownValues()[2], QStringLiteral("+150 GPU·h"));
    QVERIFY(chart.stepText(QStringLiteral("less")).contains(QStringLiteral("A sentence.")));
    QVERIFY(chart.stepText(QStringLiteral("more")).contains(QStringLiteral("400 → 550 GPU·h")));
    QCOMPARE(chart.chartItems().size(), 4U);
}

void tst_WaterfallChart::mouseAndKeysReachEveryStep()
{
    WaterfallChart chart;
    chart.resize(600, 200);
    chart.setData(fall());
    chart.show();
    QSignalSpy hovered(&chart, &WaterfallChart::hovered), activated(&chart, &WaterfallChart::activated);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, bar(chart, "more").center().toPoint());
    QCOMPARE(activated.takeFirst().front().toString(), QStringLiteral("more"));
    moveMouse(chart, bar(chart, "less").center().toPoint());
    QCOMPARE(hovered.last().front().toString(), QStringLiteral("less"));
    QTest::keyClick(&chart, Qt::Key_Down);
    QCOMPARE(hovered.last().front().toString(), QStringLiteral("more"));
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(activated.takeFirst().front().toString(), QStringLiteral("more"));
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&chart, Qt::Key_Up);
    QCOMPARE(hovered.last().front().toString(), QStringLiteral("before"));
}

void tst_WaterfallChart::aStepLeadsToItsFigure()
{
    auto data = fall();
    const TimeRange later{Instant(std::chrono::hours(48)), Instant(std::chrono::hours(72))},
        earlier{Instant(std::chrono::hours(24)), Instant(std::chrono::hours(48))};
    data.steps[1].figures = {{QStringLiteral("Later: used"), {Metric::UsedGpuHours, {}, {}, later}},
        {QStringLiteral("Earlier: used"), {Metric::UsedGpuHours, {}, {}, earlier}}};
    WaterfallChart chart;
    chart.resize(600, 200);
    chart.setData(data);
    chart.show();
    QSignalSpy asked(&chart, &WaterfallChart::figureRequested);
    moveMouse(chart, bar(chart, "more").center().toPoint());
    QTest::keyClick(&chart, Qt::Key_I, Qt::ControlModifier); // it says none
    QCOMPARE(asked.count(), 0);
    moveMouse(chart, bar(chart, "less").center().toPoint());
    QTest::keyClick(&chart, Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(asked.takeFirst().front().value<FigureRef>().range, later);
    const QPoint place = bar(chart, "less").center().toPoint();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, chart.mapToGlobal(place));
    QApplication::sendEvent(&chart, &event);
    auto* menu = chart.findChild<QMenu*>();
    QVERIFY(menu);
    menu->actions().last()->trigger();
    QCOMPARE(asked.takeFirst().front().value<FigureRef>().range, earlier);
}

void tst_WaterfallChart::nothingIsNoFault()
{
    WaterfallChart chart;
    chart.setData({});
    QVERIFY(!chart.grab().isNull());
    QTest::keyClick(&chart, Qt::Key_Down);
    QVERIFY(chart.barRect(QStringLiteral("x")).isEmpty());
    chart.setTheme(Theme::Light);
    chart.resize(500, 160);
    chart.setData(fall());
    const auto light = chart.grab().toImage();
    chart.setTheme(Theme::Dark);
    QVERIFY(chart.grab().toImage() != light);
}

ATLAS_TEST(tst_WaterfallChart);
#include "tst_WaterfallChart.moc"
