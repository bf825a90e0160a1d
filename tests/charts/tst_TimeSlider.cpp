// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeSlider.h"
#include "tests/charts/ChartSamples.h"
#include "tests/charts/Mouse.h"
#include "tests/support/TestRegistry.h"

#include <QSignalSpy>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

/// A day of instants every five minutes, without those from 06:00 to 08:00.
InstantsData day()
{
    InstantsData data;
    data.range = {sampleStart, sampleStart + 24h};
    for (auto at = sampleStart; at < data.range.to; at += 5min) {
        if (at >= sampleStart + 6h && at < sampleStart + 8h)
            continue;
        data.t.push_back(at);
        data.values.push_back(double(data.t.size()));
    }
    return data;
}

} // namespace

class tst_TimeSlider : public QObject
{
    Q_OBJECT

    std::unique_ptr<TimeSlider> shown(const InstantsData& data = day())
    {
        auto slider = std::make_unique<TimeSlider>();
        slider->setData(data);
        slider->resize(900, slider->sizeHint().height());
        slider->show();
        return slider;
    }
    static int clicked(TimeSlider& slider, Instant at)
    {
        QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(int(std::lround(slider.xOf(at))), 10));
        return slider.position();
    }

private slots:
    void aClickPicksTheNearestAndAGapHasNone()
    {
        auto slider = shown();
        QSignalSpy picked(slider.get(), &TimeSlider::picked);
        QVERIFY(
            std::chrono::abs(slider->data().t[std::size_t(clicked(*slider, sampleStart + 12h))] - (sampleStart + 12h))
            <= 5min);
        QCOMPARE(picked.last().at(1).toBool(), false);
        QCOMPARE(slider->data().t[std::size_t(clicked(*slider, sampleStart + 6h + 30min))], sampleStart + 6h - 5min);
        QCOMPARE(slider->data().t[std::size_t(clicked(*slider, sampleStart + 7h + 30min))], sampleStart + 8h);
    }

    void aDragIsOneRun()
    {
        auto slider = shown();
        QSignalSpy picked(slider.get(), &TimeSlider::picked);
        QTest::mousePress(slider.get(), Qt::LeftButton, {}, QPoint(100, 10));
        moveMouse(*slider, QPoint(140, 10), Qt::LeftButton);
        moveMouse(*slider, QPoint(180, 10), Qt::LeftButton);
        QCOMPARE(picked.size(), 3);
        QCOMPARE(picked[0].at(1).toBool(), false);
        QCOMPARE(picked[1].at(1).toBool(), true);
        QCOMPARE(picked[2].at(1).toBool(), true);
        QVERIFY(picked[2].at(0).toInt() > picked[1].at(0).toInt());
    }

    void keysGoOneOnAnHourOnAndToTheEnds()
    {
        auto slider = shown();
        slider->setPosition(20);
        const auto after = [&](Qt::Key key) {
            QTest::keyClick(slider.get(), key);
            return slider->position();
        };
        QCOMPARE(after(Qt::Key_Right), 21);
        QCOMPARE(after(Qt::Key_Left), 20);
        QCOMPARE(after(Qt::Key_PageUp), 32);
        QCOMPARE(after(Qt::Key_PageDown), 20);
        QCOMPARE(after(Qt::Key_Home), 0);
        QCOMPARE(after(Qt::Key_Left), 0);
        QCOMPARE(after(Qt::Key_End), int(slider->data().t.size()) - 1);
    }

    void gapsAreKnown()
    {
        auto slider = shown();
        QCOMPARE(slider->gaps().size(), 1U);
        QCOMPARE(slider->gaps().front(), (TimeRange{sampleStart + 6h, sampleStart + 8h}));
        auto short_ = day();
        short_.range.from -= 3h;
        QCOMPARE(shown(short_)->gaps().size(), 2U);
        const QImage image = slider->grab().toImage();
        const auto column = [&](Instant at) {
            const int x = int(slider->xOf(at));
            return image.copy(x - 6, 4, 12, 14);
        };
        QVERIFY(column(sampleStart + 7h) != column(sampleStart + 3h));
    }

    void whatComesFromOutsideIsNotTold()
    {
        auto slider = shown();
        QSignalSpy picked(slider.get(), &TimeSlider::picked);
        slider->setPosition(7);
        slider->setMark(sampleStart + 2h);
        slider->setCrosshair(sampleStart + 3h);
        QCOMPARE(picked.size(), 0);
        QVERIFY(slider->chartSummary().contains(QStringLiteral("8 of 264")));
        slider->setPosition(99999);
        QCOMPARE(slider->position(), -1);
    }

    void nothingToPickIsSaid()
    {
        auto slider = shown({{sampleStart, sampleStart + 24h}, {}, {}});
        QCOMPARE(clicked(*slider, sampleStart + 12h), -1);
        QTest::keyClick(slider.get(), Qt::Key_Right);
        QCOMPARE(slider->position(), -1);
        QVERIFY(!slider->chartSummary().isEmpty());
        QVERIFY(!slider->grab().isNull());
        QVERIFY(!shown({})->grab().isNull());
    }
};

ATLAS_TEST(tst_TimeSlider);
#include "tst_TimeSlider.moc"
