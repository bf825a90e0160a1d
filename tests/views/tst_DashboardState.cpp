// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/DashboardState.h"
#include "tests/support/TestRegistry.h"

#include <QSignalSpy>

using namespace atlas;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text)
{
    return std::chrono::floor<std::chrono::seconds>(parseRfc3339(text)->time);
}

TimeRange range(const char* from, const char* to)
{
    return {at(from), at(to)};
}

} // namespace

class tst_DashboardState : public QObject
{
    Q_OBJECT

private slots:
    void rollingRangesEndWithTheLastCompleteHour();
    void anHourIsNotMissedBeforeItsRowCanBeThere();
    void calendarRangesAreCutInTheZone_data();
    void calendarRangesAreCutInTheZone();
    void aDayOfAClockChangeHas23Or25Hours();
    void unfinishedWeekIsComparedWithAsMuchOfTheLast();
    void lastMonthIsComparedWithTheWholeMonthBefore();
    void T2_daysBeforeAreComparedAsTheUserChose();
    void stepsGoByLengthOrCalendarUnit();
    void stepForwardEndsAtNowAndBecomesThePresetAgain();
    void historyWalksBackAndForward();
    void aRunOfZoomsIsOneStepOfHistory();
    void relativeRangesMoveWithTheClock();
    void anchorTakesThePlaceOfNow();
    void aWeekIsTheClocksWhileTheDataAreNew();
    void selectingTwiceSelectsNone();
    void anotherClusterDropsTheSelection();
    void selectionsGrowWithinTheirLevel();
    void aSelectedWorkloadSelectsItsNamespace();
    void choicesOfPagesAreTextAndTheirDefaultIsAbsent();
    void historyBringsSelectionAndChoicesBack();
    void lastQuarterIsTheWholeOneBefore();
    void quartersAreSteppedThrough();
    void allClustersAreASettingOfTheirOwn();
    void presetIdsAreStable();
    void anUnknownZoneIsRefused();
    void rangesOfMillenniaAreCut();
    void hoverIsAnnouncedOnce();

private:
    FixedClock m_clock{at("2024-12-18T10:30:00Z")}; // a Wednesday
};

void tst_DashboardState::T2_daysBeforeAreComparedAsTheUserChose()
{
    FixedClock clock{at("2024-10-30T10:30:00Z")}; // the clocks of Berlin went back on the 27th
    DashboardState state(clock);
    state.setZone("Europe/Berlin");
    state.setPreset(RangePreset::Last7Days);
    QCOMPARE(state.previousRange(), range("2024-10-16T10:00:00Z", "2024-10-23T10:00:00Z"));
    QCOMPARE(state.previousName(), QStringLiteral("previous 7 days"));
    state.setPreviousBy(DayShift::WallClock);
    QCOMPARE(state.previousRange(), range("2024-10-16T10:00:00Z", "2024-10-23T09:00:00Z"));
    QCOMPARE(state.previousName(), QStringLiteral("previous 7 days by the clock"));
    state.back();
    QCOMPARE(state.previousRange(), range("2024-10-16T10:00:00Z", "2024-10-23T10:00:00Z"));
}

void tst_DashboardState::rollingRangesEndWithTheLastCompleteHour()
{
    DashboardState state(m_clock);
    QCOMPARE(state.range(), range("2024-12-11T10:00:00Z", "2024-12-18T10:00:00Z"));
    QCOMPARE(state.previousRange(), range("2024-12-04T10:00:00Z", "2024-12-11T10:00:00Z"));
    QCOMPARE(state.previousName(), QStringLiteral("previous 7 days"));
    QCOMPARE(state.range().hours(), 168);
}

void tst_DashboardState::anHourIsNotMissedBeforeItsRowCanBeThere()
{
    FixedClock clock(at("2024-12-18T10:01:00Z"));
    DashboardState state(clock);
    QCOMPARE(state.range().to, at("2024-12-18T09:00:00Z"));
    clock.set(at("2024-12-18T10:03:00Z"));
    state.tick();
    QCOMPARE(state.range().to, at("2024-12-18T10:00:00Z"));
}

void tst_DashboardState::calendarRangesAreCutInTheZone_data()
{
    QTest::addColumn<int>("preset");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char* name, RangePreset preset, const char* zone, const char* from, const char* to) {
        QTest::newRow(name) << int(preset) << QByteArray(zone) << QByteArray(from) << QByteArray(to);
    };
    const char* now = "2024-12-18T10:00:00Z";
    row("today", RangePreset::Today, "UTC", "2024-12-18T00:00:00Z", now);
    row("today in Shanghai", RangePreset::Today, "Asia/Shanghai", "2024-12-17T16:00:00Z", now);
    row("today in Kolkata", RangePreset::Today, "Asia/Kolkata", "2024-12-17T18:30:00Z", now);
    row("this week", RangePreset::ThisWeek, "UTC", "2024-12-16T00:00:00Z", now);
    row("last week", RangePreset::LastWeek, "UTC", "2024-12-09T00:00:00Z", "2024-12-16T00:00:00Z");
    row("this month", RangePreset::ThisMonth, "America/New_York", "2024-12-01T05:00:00Z", now);
    row("last month", RangePreset::LastMonth, "America/New_York", "2024-11-01T04:00:00Z", "2024-12-01T05:00:00Z");
    row("this quarter", RangePreset::ThisQuarter, "UTC", "2024-10-01T00:00:00Z", now);
}

void tst_DashboardState::calendarRangesAreCutInTheZone()
{
    QFETCH(int, preset);
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    DashboardState state(m_clock);
    state.setZone(zone);
    state.setPreset(RangePreset(preset));
    QCOMPARE(state.range(), range(from.constData(), to.constData()));
}

void tst_DashboardState::aDayOfAClockChangeHas23Or25Hours()
{
    FixedClock clock(at("2024-03-31T23:30:00Z")); // 1 April, 01:30
    DashboardState state(clock);
    state.setZone("Europe/Berlin");
    state.setPreset(RangePreset::Today);
    state.step(-1);
    QCOMPARE(state.range(), range("2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z"));
    QCOMPARE(state.range().hours(), 23);
    state.setCustomRange(range("2024-10-26T22:00:00Z", "2024-10-27T23:00:00Z"));
    QCOMPARE(state.range().hours(), 25);
    QCOMPARE(state.previousRange().hours(), 24); // the day before has no clock change
}

void tst_DashboardState::unfinishedWeekIsComparedWithAsMuchOfTheLast()
{
    DashboardState state(m_clock);
    state.setPreset(RangePreset::ThisWeek);
    QCOMPARE(state.previousRange(), range("2024-12-09T00:00:00Z", "2024-12-11T10:00:00Z"));
    QCOMPARE(state.previousRange().length(), state.range().length());
    QCOMPARE(state.previousName(), QStringLiteral("previous week"));
}

void tst_DashboardState::lastMonthIsComparedWithTheWholeMonthBefore()
{
    DashboardState state(m_clock);
    state.setPreset(RangePreset::LastMonth);
    QCOMPARE(state.previousRange(), range("2024-10-01T00:00:00Z", "2024-11-01T00:00:00Z"));
}

void tst_DashboardState::stepsGoByLengthOrCalendarUnit()
{
    DashboardState state(m_clock);
    state.step(-1);
    QCOMPARE(state.query().preset, RangePreset::Custom);
    QCOMPARE(state.range(), range("2024-12-04T10:00:00Z", "2024-12-11T10:00:00Z"));

    state.setPreset(RangePreset::ThisMonth);
    state.step(-1);
    QCOMPARE(state.query().preset, RangePreset::LastMonth);
    state.step(-1); // a whole month is a month, wherever it came from
    QCOMPARE(state.range(), range("2024-10-01T00:00:00Z", "2024-11-01T00:00:00Z"));
    state.step(-1);
    QCOMPARE(state.range(), range("2024-09-01T00:00:00Z", "2024-10-01T00:00:00Z"));
}

void tst_DashboardState::stepForwardEndsAtNowAndBecomesThePresetAgain()
{
    DashboardState state(m_clock);
    QVERIFY(!state.canStepForward());
    state.step(1);
    QCOMPARE(state.query().preset, RangePreset::Last7Days);
    state.setCustomRange(range("2024-12-08T00:00:00Z", "2024-12-15T00:00:00Z"));
    QVERIFY(state.canStepForward());
    state.step(1);
    QCOMPARE(state.query().preset, RangePreset::Last7Days);
    state.setPreset(RangePreset::LastWeek);
    state.step(1);
    QCOMPARE(state.query().preset, RangePreset::ThisWeek);
}

void tst_DashboardState::historyWalksBackAndForward()
{
    DashboardState state(m_clock);
    QVERIFY(!state.canGoBack());
    state.setPage(QStringLiteral("teams"));
    state.setPreset(RangePreset::Today);
    state.back();
    QCOMPARE(state.query().preset, RangePreset::Last7Days);
    QCOMPARE(state.query().page, QStringLiteral("teams"));
    state.back();
    QCOMPARE(state.query().page, QStringLiteral("overview"));
    QVERIFY(!state.canGoBack());
    state.forward();
    state.forward();
    QCOMPARE(state.query().preset, RangePreset::Today);
    state.back();
    state.setBucket(Bucket::Day); // a new way forward
    QVERIFY(!state.canGoForward());
    QCOMPARE(state.query().preset, RangePreset::Last7Days);
}

void tst_DashboardState::aRunOfZoomsIsOneStepOfHistory()
{
    DashboardState state(m_clock);
    for (int i = 1; i <= 5; ++i)
        state.zoomTo({at("2024-12-11T10:20:00Z") + i * 1h, at("2024-12-18T09:40:00Z") - i * 1h});
    QCOMPARE(state.range(), range("2024-12-11T15:00:00Z", "2024-12-18T05:00:00Z")); // widened to whole hours
    state.back();
    QCOMPARE(state.query().preset, RangePreset::Last7Days);
    QVERIFY(!state.canGoBack());
}

void tst_DashboardState::relativeRangesMoveWithTheClock()
{
    FixedClock clock(at("2024-12-18T10:30:00Z"));
    DashboardState state(clock);
    QSignalSpy changed(&state, &DashboardState::queryChanged);
    clock.set(at("2024-12-18T10:50:00Z"));
    state.tick();
    QCOMPARE(changed.count(), 0);
    clock.set(at("2024-12-18T11:10:00Z"));
    state.tick();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].value<DashboardQuery>(), state.query());
    QCOMPARE(state.range().to, at("2024-12-18T11:00:00Z"));
    QVERIFY(!state.canGoBack()); // time is no step of the user's
}

void tst_DashboardState::anchorTakesThePlaceOfNow()
{
    DashboardState state(m_clock);
    const auto end = at("2022-09-12T00:00:00Z");
    state.setAnchor({end, end});
    QCOMPARE(state.range(), range("2022-09-05T00:00:00Z", "2022-09-12T00:00:00Z"));
    state.setPreset(RangePreset::Today); // the day that just ended, not an empty one
    QCOMPARE(state.range(), range("2022-09-11T00:00:00Z", "2022-09-12T00:00:00Z"));
}

void tst_DashboardState::aWeekIsTheClocksWhileTheDataAreNew()
{
    // Monday 07:00; the collector's last row is of Sunday 22:00.
    FixedClock clock(at("2024-12-16T07:00:00Z"));
    Inventory inventory;
    inventory.clusters.resize(1);
    inventory.clusters[0].name = "c";
    inventory.clusters[0].hours = range("2024-11-01T00:00:00Z", "2024-12-15T22:00:00Z");
    const QStringList clusters{QStringLiteral("c")};
    DashboardState state(clock);
    state.setZone("UTC");
    state.setAnchor(anchorOfStore(inventory, clusters, clock.now()));
    QCOMPARE(state.range(), range("2024-12-08T22:00:00Z", "2024-12-15T22:00:00Z")); // the last 7 days that there are
    state.setPreset(RangePreset::LastWeek);
    QCOMPARE(state.range(), range("2024-12-09T00:00:00Z", "2024-12-16T00:00:00Z")); // two hours of it are missing
    QCOMPARE(state.previousRange(), range("2024-12-02T00:00:00Z", "2024-12-09T00:00:00Z"));
    state.setPreset(RangePreset::ThisMonth); // not over: as far as the data
    QCOMPARE(state.range(), range("2024-12-01T00:00:00Z", "2024-12-15T22:00:00Z"));
    clock.set(at("2025-03-01T00:00:00Z")); // long after
    state.setPreset(RangePreset::LastWeek);
    state.setAnchor(anchorOfStore(inventory, clusters, clock.now()));
    QCOMPARE(state.range(), range("2024-12-02T00:00:00Z", "2024-12-09T00:00:00Z"));
}

void tst_DashboardState::selectingTwiceSelectsNone()
{
    DashboardState state(m_clock);
    state.select(QStringLiteral("ml"));
    QCOMPARE(state.query().selected(Level::Namespace).value(0), QStringLiteral("ml"));
    state.select(QStringLiteral("ml"));
    QVERIFY(state.query().selection.isEmpty());
}

void tst_DashboardState::anotherClusterDropsTheSelection()
{
    DashboardState state(m_clock);
    state.setClusters({QStringLiteral("a")});
    state.select(QStringLiteral("ml"));
    state.setClusters({QStringLiteral("b"), QStringLiteral("a")});
    QVERIFY(state.query().selection.isEmpty());
    QCOMPARE(state.query().primaryCluster(), QStringLiteral("b"));
}

void tst_DashboardState::selectionsGrowWithinTheirLevel()
{
    DashboardState state(m_clock);
    const QString a = QStringLiteral("a"), b = QStringLiteral("b");
    state.select(a);
    state.select(b, Level::Namespace, {}, true);
    QCOMPARE(state.query().selected(Level::Namespace), (QStringList{a, b}));
    state.select(a, Level::Namespace, {}, true); // takes it away again
    QCOMPARE(state.query().selected(Level::Namespace), QStringList{b});
    const DimensionKey team{DimensionType::Label, "team"}, other{DimensionType::Label, "other"};
    state.select(a, Level::Dimension, team, true); // another level: in the place of what was
    QCOMPARE(state.query().selected(Level::Dimension, team), QStringList{a});
    QVERIFY(state.query().selected(Level::Dimension, other).isEmpty());
    QVERIFY(state.query().selected(Level::Namespace).isEmpty());
    state.setSelection({Level::Workload, {}, {}});
    QVERIFY(state.query().selection == Selection());
}

void tst_DashboardState::aSelectedWorkloadSelectsItsNamespace()
{
    DashboardState state(m_clock);
    state.setSelection(
        {Level::Workload, {}, {QStringLiteral("c/ml/x"), QStringLiteral("c/ml/y"), QStringLiteral("c/web/z")}});
    QCOMPARE(state.query().selected(Level::Namespace), (QStringList{QStringLiteral("c/ml"), QStringLiteral("c/web")}));
    QVERIFY(state.query().selected(Level::Cluster).isEmpty());
}

void tst_DashboardState::choicesOfPagesAreTextAndTheirDefaultIsAbsent()
{
    DashboardState state(m_clock);
    const auto before = state.query();
    state.setView(QStringLiteral("explore.level"), QStringLiteral("workload"));
    QVERIFY(state.query().viewDiffers(before, QStringLiteral("explore")));
    QVERIFY(!state.query().viewDiffers(before, QStringLiteral("exp"))); // a page's id, not its beginning
    QVERIFY(!state.query().viewDiffers(before, QStringLiteral("waste")));
    state.setView(QStringLiteral("explore.level"), {});
    QVERIFY(state.query() == before);
}

void tst_DashboardState::historyBringsSelectionAndChoicesBack()
{
    DashboardState state(m_clock);
    state.select(QStringLiteral("a"));
    state.setView(QStringLiteral("waste.threshold"), QStringLiteral("20"));
    state.setPage(QStringLiteral("waste"));
    const auto last = state.query();
    state.back();
    state.back();
    QVERIFY(state.query().view.isEmpty());
    QCOMPARE(state.query().selected(Level::Namespace), QStringList{QStringLiteral("a")});
    state.back();
    QVERIFY(state.query().selection.isEmpty());
    for (int i = 0; i < 3; ++i)
        state.forward();
    QVERIFY(state.query() == last);
}

void tst_DashboardState::lastQuarterIsTheWholeOneBefore()
{
    DashboardState state(m_clock);
    state.setZone("Europe/Berlin");
    state.setPreset(RangePreset::LastQuarter);
    QCOMPARE(state.range(), range("2024-06-30T22:00:00Z", "2024-09-30T22:00:00Z"));
    QCOMPARE(state.previousRange(), range("2024-03-31T22:00:00Z", "2024-06-30T22:00:00Z"));
    QCOMPARE(state.previousName(), QStringLiteral("previous quarter"));
}

void tst_DashboardState::quartersAreSteppedThrough()
{
    DashboardState state(m_clock);
    state.setPreset(RangePreset::LastQuarter);
    state.step(-1);
    QCOMPARE(state.range(), range("2024-04-01T00:00:00Z", "2024-07-01T00:00:00Z"));
    state.step(-1);
    QCOMPARE(state.range(), range("2024-01-01T00:00:00Z", "2024-04-01T00:00:00Z"));
    state.step(1);
    state.step(1);
    QCOMPARE(state.query().preset, RangePreset::LastQuarter); // and not the dates that it is now
    state.step(1);
    QCOMPARE(state.query().preset, RangePreset::ThisQuarter);
    QCOMPARE(state.range(), range("2024-10-01T00:00:00Z", "2024-12-18T10:00:00Z"));
}

void tst_DashboardState::allClustersAreASettingOfTheirOwn()
{
    DashboardState state(m_clock);
    const QStringList both{QStringLiteral("a"), QStringLiteral("b")};
    state.setClusters(both);
    state.select(QStringLiteral("a/ns"));
    state.setAllClusters(both);
    QVERIFY(state.query().allClusters);
    QVERIFY(!state.query().selection.isEmpty()); // the same clusters: names mean the same
    state.setClusters({QStringLiteral("a")});
    QVERIFY(!state.query().allClusters && state.query().selection.isEmpty());
    state.back();
    QVERIFY(state.query().allClusters);
}

void tst_DashboardState::presetIdsAreStable()
{
    for (const auto preset : rangePresets()) {
        QCOMPARE(rangePresetFromId(rangePresetId(preset)), preset);
        QVERIFY(!rangePresetName(preset).isEmpty());
    }
    QCOMPARE(rangePresetId(RangePreset::Last7Days), QStringLiteral("last-7d"));
    QVERIFY(!rangePresetFromId(QStringLiteral("next-week")));
}

void tst_DashboardState::anUnknownZoneIsRefused()
{
    DashboardState state(m_clock);
    state.setZone("Mars/Olympus");
    QCOMPARE(state.query().zone, QByteArray("UTC"));
}

void tst_DashboardState::rangesOfMillenniaAreCut()
{
    DashboardState state(m_clock);
    state.setCustomRange(range("0100-01-01T00:00:00Z", "9999-01-01T00:00:00Z"));
    QCOMPARE(state.range().to, at("2024-12-18T10:30:00Z") + std::chrono::days(366));
    QVERIFY(state.range().length() <= std::chrono::days(20 * 366));
    state.setCustomRange(range("1980-01-01T00:00:00Z", "1995-01-01T00:00:00Z"));
    QCOMPARE(state.range(), range("1990-01-01T00:00:00Z", "1995-01-01T00:00:00Z"));
    state.setCustomRange(range("2190-01-01T00:00:00Z", "2191-01-01T00:00:00Z")); // without data, and said so
    QCOMPARE(state.range(), range("2190-01-01T00:00:00Z", "2191-01-01T00:00:00Z"));
    // Where nothing is left of it there is what is shown at first.
    state.setCustomRange(range("3000-01-01T00:00:00Z", "3001-01-01T00:00:00Z"));
    QCOMPARE(state.range(), range("2024-12-11T10:00:00Z", "2024-12-18T10:00:00Z"));
}

void tst_DashboardState::hoverIsAnnouncedOnce()
{
    DashboardState state(m_clock);
    QSignalSpy hovered(&state, &DashboardState::hoverChanged);
    state.setHovered(at("2024-12-18T10:00:00Z"));
    state.setHovered(at("2024-12-18T10:00:00Z"));
    state.setHovered({});
    QCOMPARE(hovered.count(), 2);
}

ATLAS_TEST(tst_DashboardState);
#include "tst_DashboardState.moc"
