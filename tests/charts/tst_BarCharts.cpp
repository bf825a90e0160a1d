// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/AdditiveBar.h"
#include "charts/GroupedBarChart.h"
#include "charts/RankingChart.h"
#include "charts/ShareChart.h"
#include "tests/charts/ChartSamples.h"
#include "tests/charts/Mouse.h"
#include "tests/support/TestRegistry.h"

#include <QMenu>
#include <QSignalSpy>

#include <numeric>

using namespace atlas;
using namespace atlas::test;

class tst_BarCharts : public QObject
{
    Q_OBJECT

private slots:
    void aRankingShowsLabelsAndAnnotations()
    {
        RankingChart chart;
        chart.setData(sampleRanking(8));
        chart.resize(640, 300);
        QCOMPARE(chart.shownLabels().size(), 9);
        QCOMPARE(chart.shownLabels().first(), QStringLiteral("llm-pretrain"));
        QVERIFY(chart.shownAnnotations().first().endsWith(QLatin1Char('%')));
        chart.resize(260, 300);
        QVERIFY(chart.shownLabels()[3].contains(QChar(0x2026))); // the long one, in its middle
        QVERIFY(chart.shownLabels()[3].endsWith(QLatin1Char('l')));
        auto plain = sampleRanking(2);
        plain.bars[0].annotation.clear();
        chart.setData(plain);
        QVERIFY(chart.shownAnnotations().first().contains(QStringLiteral("GPU·h"))); // the value itself
    }

    void theSumOfTheRestIsCutBeforeItDwarfsTheOthers()
    {
        BarData data;
        data.unit = Unit::GpuHours;
        data.bars = {{QStringLiteral("a"), QStringLiteral("a"), "a", false, {{Role::Used, {}, 100}}, {}},
            {QStringLiteral("rest"), QStringLiteral("Other (90)"), {}, true, {{Role::Used, {}, 2000}}, {}}};
        RankingChart chart;
        chart.resize(500, 90);
        const auto usedPixels = [&](const QString& key) {
            const QImage image = chart.grab().toImage();
            const int y = int(chart.rowRect(key).center().y());
            int n = 0;
            for (int x = 0; x < image.width() / 2; ++x)
                n += image.pixelColor(x, y) != palette(Theme::Light).surface;
            return n;
        };
        chart.setData(data);
        QVERIFY(usedPixels(QStringLiteral("a")) > 100);
        QVERIFY(chart.shownAnnotations().last().contains(QStringLiteral("2,000"))); // the figure is whole
        data.bars[1].segments[0].value = 120; // not much longer: nothing is cut
        chart.setData(data);
        QVERIFY(chart.shownAnnotations().last().contains(QStringLiteral("120")));
    }

    void aPartOfTheAdditiveBarIsChosenByMouseAndKeys()
    {
        AdditiveBar bar;
        BarValue value;
        value.segments = {{Role::Used, {}, 50}, {Role::HeldIdle, {}, 30}, {Role::Unallocated, {}, 20}};
        bar.setData(value, Unit::GpuHours);
        bar.resize(600, bar.heightForWidth(600));
        QSignalSpy activated(&bar, &AdditiveBar::activated);
        QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(400, 10));
        QCOMPARE(activated.takeFirst()[0].toInt(), 1);
        QTest::keyClick(&bar, Qt::Key_Right);
        QTest::keyClick(&bar, Qt::Key_Return);
        QCOMPARE(activated.takeFirst()[0].toInt(), 0);
    }

    void rankingBarsHaveTheirLengthAndColour()
    {
        BarData data;
        data.unit = Unit::Gpus;
        data.bars = {{QStringLiteral("a"), QStringLiteral("a"), "a", false,
                         {{Role::Used, {}, 30}, {Role::HeldIdle, {}, 10}}, QStringLiteral("x")},
            {QStringLiteral("b"), QStringLiteral("b"), "b", false,
                {{Role::Used, {}, 20}, {Role::HeldIdle, {}, unknown}}, QStringLiteral("x")}};
        RankingChart chart;
        chart.setData(data);
        chart.resize(500, 120);
        const QImage image = chart.grab().toImage();
        const auto pixels = [&](const QString& key, Role role) {
            const int y = int(chart.rowRect(key).center().y());
            int n = 0;
            for (int x = 0; x < image.width(); ++x)
                n += image.pixelColor(x, y) == roleColor(role, Theme::Light);
            return n;
        };
        const int used = pixels(QStringLiteral("a"), Role::Used), idle = pixels(QStringLiteral("a"), Role::HeldIdle);
        QVERIFY(used > 200);
        QVERIFY2(std::abs(used - 3 * idle) <= 4, qPrintable(QStringLiteral("%1 %2").arg(used).arg(idle)));
        QVERIFY(std::abs(3 * pixels(QStringLiteral("b"), Role::Used) - 2 * used) <= 4);
        QCOMPARE(pixels(QStringLiteral("b"), Role::HeldIdle), 0);
    }

    void aRankingIsClickedAndWalked()
    {
        RankingChart chart;
        chart.setData(sampleRanking(5));
        chart.resize(500, 200);
        chart.show();
        QSignalSpy activated(&chart, &RankingChart::activated), hovered(&chart, &RankingChart::hovered);
        moveMouse(chart, chart.rowRect(QStringLiteral("vision-research")).center().toPoint());
        QCOMPARE(hovered.last().first().toString(), QStringLiteral("vision-research"));
        QTest::mouseClick(
            &chart, Qt::LeftButton, {}, chart.rowRect(QStringLiteral("vision-research")).center().toPoint());
        QCOMPARE(activated.last().first().toString(), QStringLiteral("vision-research"));
        QCOMPARE(chart.selectedKey(), QStringLiteral("vision-research"));
        QTest::keyClick(&chart, Qt::Key_Up);
        QCOMPARE(activated.last().first().toString(), QStringLiteral("推荐系统-训练"));
        chart.setSelected({});
        QCOMPARE(activated.size(), 2);
        for (int i = 0; i < 9; ++i) // what is activated twice is let go: going on at the end is not
            QTest::keyClick(&chart, Qt::Key_Down);
        QCOMPARE(activated.size(), 2 + int(chart.data().bars.size()));
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(activated.size(), 3 + int(chart.data().bars.size()));
        chart.setData({});
        QTest::keyClick(&chart, Qt::Key_Down);
        QVERIFY(!chart.grab().isNull());
        QCOMPARE(activated.size(), 3 + int(sampleRanking(5).bars.size()));
    }

    void aBarLeadsToItsFigure()
    {
        auto data = sampleRanking(3);
        const FigureRef sum{Metric::GpuHours, {"c", Level::Namespace, {}}, "vision-research", {}};
        for (auto& bar : data.bars) {
            if (bar.key == QStringLiteral("vision-research"))
                bar.figure = sum;
        }
        const auto check = [&](auto& chart) {
            using Chart = std::remove_reference_t<decltype(chart)>;
            chart.setData(data);
            chart.resize(500, 240);
            chart.show();
            QSignalSpy asked(&chart, &Chart::figureRequested);
            QTest::keyClick(&chart, Qt::Key_I, Qt::ControlModifier);
            QCOMPARE(asked.size(), 0); // nothing is selected
            chart.setSelected(QStringLiteral("vision-research"));
            QTest::keyClick(&chart, Qt::Key_I, Qt::ControlModifier);
            QCOMPARE(asked.size(), 1);
            QVERIFY(asked[0][0].template value<FigureRef>() == sum);
            QContextMenuEvent byKey(QContextMenuEvent::Keyboard, {}, {});
            QCoreApplication::sendEvent(&chart, &byKey);
            auto* menu = chart.template findChild<QMenu*>();
            QVERIFY(menu);
            menu->actions().last()->trigger();
            QCOMPARE(asked.size(), 2);
        };
        RankingChart ranking;
        check(ranking);
        GroupedBarChart groups;
        check(groups);
        ShareChart shares;
        check(shares);
    }

    void sharesAddUpToAHundred()
    {
        ShareChart chart;
        chart.setData(sampleShares(7));
        chart.resize(440, 260);
        chart.show();
        QCOMPARE(chart.shownShares().size(), 8);
        double sum = 0;
        for (QString share : chart.shownShares())
            sum += share.remove(QStringLiteral(" %")).toDouble();
        QVERIFY(std::abs(sum - 100) < 0.5);
        QSignalSpy activated(&chart, &ShareChart::activated), hovered(&chart, &ShareChart::hovered);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.rowRect(QStringLiteral("recsys-dlrm")).center().toPoint());
        QCOMPARE(activated.last().first().toString(), QStringLiteral("recsys-dlrm"));
        // the ring: just right of the top is the first part
        moveMouse(chart, {int(440 * 0.42 / 2) + 6, int(130 - 440 * 0.42 / 2) + 14});
        QCOMPARE(hovered.last().first().toString(), QStringLiteral("llm-pretrain"));
    }

    void aShareOfUnknownIsADash()
    {
        auto data = sampleShares(3);
        data.bars[1].segments[0].value = unknown;
        ShareChart chart;
        chart.setData(data);
        QCOMPARE(chart.shownShares()[1].at(0), QChar(0x2014));
        QVERIFY(!chart.grab().isNull());
        chart.setData({});
        QVERIFY(!chart.grab().isNull());
    }

    void unknownIsHatchedAlsoBehindAnother()
    {
        auto data = sampleShares(3);
        data.bars.resize(2);
        data.bars[0].segments[0].value = data.bars[1].segments[0].value = 50;
        data.bars[1].segments[0].role = Role::Unknown;
        ShareChart chart;
        chart.setData(data);
        chart.resize(440, 260);
        chart.show();
        const QPoint centre(int(440 * 0.42 / 2), 130);
        const int middle = int(440 * 0.42 / 2 * 0.85); // of the ring's band
        const auto bare = [&] { // pixels of the ground among those of the part on the left
            const auto image = chart.grab().toImage();
            int count = 0;
            for (int y = -8; y < 8; ++y) {
                for (int x = -4; x < 4; ++x)
                    count += image.pixelColor(centre.x() - middle + x, centre.y() + y) == palette(Theme::Light).surface;
            }
            return count;
        };
        const int before = bare();
        QVERIFY(before > 10);
        moveMouse(chart, centre + QPoint(middle, 0));
        QVERIFY2(bare() > 10, qPrintable(QString::number(bare())));
    }

    void groupsHaveABarASegment()
    {
        GroupedBarChart chart;
        chart.setData(sampleTeams(5));
        chart.resize(700, 300);
        chart.show();
        QCOMPARE(chart.shownLabels().size(), 6);
        QCOMPARE(chart.legendNames(), QStringList({"Allocated", "Used", "Held idle"}));
        QCOMPARE(chart.valueTickLabels().first(), QStringLiteral("0"));
        QVERIFY(chart.valueTickLabels().size() >= 4);
        QSignalSpy activated(&chart, &GroupedBarChart::activated);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.groupRect(QStringLiteral("unknown")).center().toPoint());
        QCOMPARE(activated.last().first().toString(), QStringLiteral("unknown"));
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(activated.last().first().toString(), QStringLiteral("自动驾驶感知"));
        chart.setData({});
        QVERIFY(!chart.grab().isNull());
    }

    void theAdditiveBarAddsUp()
    {
        AdditiveBar bar;
        bar.setData(sampleCapacityBar(), Unit::GpuHours);
        bar.resize(900, bar.heightForWidth(900));
        const auto items = bar.chartItems();
        QCOMPARE(items.size(), std::size_t(4));
        const int width = std::accumulate(
            items.begin(), items.end(), 0, [](int sum, const ChartItem& item) { return sum + item.rect.width(); });
        QCOMPARE(width, 900);
        QCOMPARE(bar.legendTexts().size(), 4);
        QVERIFY(bar.legendTexts().first().startsWith(QStringLiteral("Used 71,234 GPU·h 45.7")));
        QVERIFY(bar.heightForWidth(250) > bar.heightForWidth(2000)); // the legend wraps
        auto partly = sampleCapacityBar();
        partly.segments[3].value = unknown;
        bar.setData(partly, Unit::GpuHours);
        QVERIFY(bar.chartItems()[3].rect.isEmpty());
        QVERIFY(bar.legendTexts().last().contains(QChar(0x2014)));
        partly.annotation = QStringLiteral("9 GPU·h of it above");
        bar.setData(partly, Unit::GpuHours);
        QCOMPARE(bar.legendTexts().last(), partly.annotation);
        QCOMPARE(bar.chartItems().size(), std::size_t(4)); // which is no part
        QVERIFY(!bar.grab().isNull());
    }

    void theAdditiveBarTellsTheSegmentUnderTheMouse()
    {
        AdditiveBar bar;
        bar.setData(sampleCapacityBar(), Unit::GpuHours);
        bar.resize(900, 80);
        bar.show();
        QSignalSpy hovered(&bar, &AdditiveBar::hovered);
        moveMouse(bar, bar.chartItems()[1].rect.center());
        QCOMPARE(hovered.last().first().toInt(), 1);
    }
};

ATLAS_TEST(tst_BarCharts);
#include "tst_BarCharts.moc"
