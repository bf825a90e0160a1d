// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/FigureChange.h"
#include "models/views/OverviewPresenter.h"
#include "models/views/StatusPresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_OverviewPresenter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tilesShowTheFiguresAndThePeriodBefore();
    void capacityAddsUp();
    void seriesHaveAPointABucketAndGapsWhereHoursAreMissing();
    void rankingsSayWhoHoldsMost();
    void theSelectedNamespaceGetsLines();
    void emptyRangeSaysWhyAndOffersTheNewestData();
    void aBarelyCoveredPeriodBeforeIsNoJudge();
    void aBarelyCoveredRangeIsNoJudgeEither();
    void whatIsAboveTheCapacityIsSaid();
    void theNavigatorShowsAllOfTheRange();
    void newRowsAppearByThemselves();
    void theHourInProgressIsProvisional();
    void theHourInProgressOfSeveralClustersIsThatOfAll();
    void hoursOfUnknownCapacityAreGaps();
    void changesAreSaidAsTheyAre_data();
    void changesAreSaidAsTheyAre();
    void theLatestStateWins();
    void hiddenPresentersLoadWhenShown();
    void aStaleSourceIsMarkedWithItsAge();
    void aRefusedLoginIsAnError();
    void statusCountsHoursAndClusters();

private:
    void show(OverviewPresenter& presenter)
    {
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
    }

    const Instant m_end = at("2024-12-16T00:00:00Z"); // a Monday
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

void tst_OverviewPresenter::init()
{
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_OverviewPresenter::tilesShowTheFiguresAndThePeriodBefore()
{
    m_session->commit(twoWeeks("c", m_end));
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Ready);
    const auto& tiles = presenter.data().tiles;
    QCOMPARE(tiles.size(), 5U);
    QCOMPARE(tiles[0].value, 80.0); // allocation rate
    QCOMPARE(tiles[0].previous, 60.0);
    QCOMPARE(tiles[1].value, 50.0); // utilisation
    QCOMPARE(tiles[1].previous, 40.0);
    QCOMPARE(tiles[2].value, 80.0); // GPUs
    QCOMPARE(tiles[2].outOf, 100.0);
    QCOMPARE(tiles[3].value, 8.0); // workloads
    QCOMPARE(tiles[4].value, 100.0); // coverage
    QCOMPARE(tiles[0].previousName, QStringLiteral("vs previous 7 days"));
    QCOMPARE(tiles[0].sparkline.size(), 168U);
}

void tst_OverviewPresenter::theHourInProgressIsProvisional()
{
    m_session->commit(twoWeeks("c", m_end));
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().gpus.t.size(), 168U);
    QCOMPARE(presenter.data().gpus.series[0].provisionalFrom, -1);
    const auto rate = presenter.data().tiles[0].value;

    RowBatch batch;
    for (int i = 0; i < 3; ++i) {
        AllocationSnapshot snapshot;
        snapshot.head.cluster = "c";
        snapshot.head.dimensionType = "cluster";
        snapshot.head.time = m_end + i * 5min;
        snapshot.head.capacity = 100;
        snapshot.head.allocated = 40 + 10 * i;
        batch.snapshots.push_back(snapshot);
    }
    m_session->commit(batch);
    QTRY_COMPARE(presenter.data().provisionalSnapshots, 3);
    const auto& gpus = presenter.data().gpus;
    QVERIFY(gpus.t.back() == m_end);
    QVERIFY(gpus.range.to == m_end + 1h);
    for (const auto& line : gpus.series) {
        QCOMPARE(line.provisionalFrom, 168);
        QCOMPARE(line.y.size(), gpus.t.size());
    }
    QCOMPARE(gpus.series[0].y.back(), 100.0);
    QCOMPARE(gpus.series[1].y.back(), 50.0); // the mean so far
    QCOMPARE(presenter.data().tiles[0].value, rate); // figures count whole hours only
    QCOMPARE(presenter.data().gpusTable.rows.size(), 168U);

    // Its row arrives: nothing is provisional any more.
    auto rows = twoWeeks("c", m_end + 1h);
    m_session->commit(rows);
    QTRY_COMPARE(presenter.data().provisionalSnapshots, 0);
}

void tst_OverviewPresenter::theHourInProgressOfSeveralClustersIsThatOfAll()
{
    const auto sampled = [this](const char* cluster, double capacity, double gpus, double utilization) {
        AllocationSnapshot snapshot;
        snapshot.head.cluster = cluster;
        snapshot.head.dimensionType = "cluster";
        snapshot.head.time = m_end + 5min;
        snapshot.head.capacity = capacity;
        snapshot.head.allocated = gpus;
        snapshot.namespaces.push_back({"big", gpus, utilization, 1, {}});
        RowBatch batch;
        batch.snapshots.push_back(snapshot);
        return batch;
    };
    m_session->commit(twoWeeks("c", m_end));
    m_session->commit(twoWeeks("d", m_end));
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d")});
    m_state->setSelection({Level::Namespace, {}, {QStringLiteral("d/big")}});
    m_session->commit(sampled("c", 100, 60, 20));
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().provisionalSnapshots, 0); // of d nothing is known: c's GPUs are not those of both
    m_session->commit(sampled("d", 50, 40, 70));
    QTRY_COMPARE(presenter.data().provisionalSnapshots, 2);
    const auto& gpus = presenter.data().gpus.series;
    const auto& rates = presenter.data().rates.series;
    QCOMPARE(gpus[0].y.back(), 150.0);
    QCOMPARE(gpus[1].y.back(), 100.0);
    QCOMPARE(gpus[2].y.back(), 40.0); // the selected namespace of one of them
    QCOMPARE(rates[0].y.back(), 100 * 100.0 / 150);
    QCOMPARE(rates[1].y.back(), 40.0); // (60 · 20 + 40 · 70) / 100
    QCOMPARE(rates[4].y.back(), 70.0);
    for (const auto& line : rates)
        QCOMPARE(line.y.size(), presenter.data().rates.t.size());
}

void tst_OverviewPresenter::capacityAddsUp()
{
    auto rows = twoWeeks("c", m_end);
    for (std::size_t i = 200; i < 220; ++i)
        rows.clusters[i].avgUtilization = unknown;
    m_session->commit(rows);
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    double sum = 0;
    for (const auto& part : presenter.data().hours.segments)
        sum += part.value;
    QCOMPARE(sum, 168 * 100.0);
    QCOMPARE(presenter.data().hours.segments[3].role, Role::Unknown);
    QCOMPARE(presenter.data().hours.segments[3].value, 20 * 80.0);
}

void tst_OverviewPresenter::seriesHaveAPointABucketAndGapsWhereHoursAreMissing()
{
    auto rows = twoWeeks("c", m_end);
    const auto gone = m_end - 50h;
    std::erase_if(rows.clusters, [gone](const ClusterHour& row) { return row.at.time == gone; });
    m_session->commit(rows);
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& rates = presenter.data().rates;
    QCOMPARE(rates.t.size(), 168U);
    QCOMPARE(rates.series.size(), 4U);
    QCOMPARE(rates.series[1].name, QStringLiteral("Utilisation"));
    QVERIFY(!isKnown(rates.series[1].y[168 - 50]));
    QCOMPARE(rates.series[1].y[0], 50.0);
    QCOMPARE(rates.series[1].bandLow[0], 40.0);
    QCOMPARE(rates.series[1].bandHigh[0], 60.0);
    QCOMPARE(rates.series[3].y[0], 55.0); // the hour's own P95
    QVERIFY(!rates.series[2].visible && !rates.series[3].visible);
    QCOMPARE(presenter.data().gpus.series[0].y[0], 100.0);
    QCOMPARE(presenter.data().navigator.t.size(), 14U * 24);
    QCOMPARE(presenter.data().week.cells.size(), 7U * 24);
    QCOMPARE(presenter.data().ratesTable.rows.size(), 168U);

    m_state->setBucket(Bucket::Day);
    QTRY_COMPARE(presenter.data().rates.t.size(), 7U);
    QCOMPARE(presenter.data().rates.series[0].y[3], 80.0);
}

void tst_OverviewPresenter::rankingsSayWhoHoldsMost()
{
    m_session->commit(twoWeeks("c", m_end));
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& most = presenter.data().byGpuHours.bars;
    QCOMPARE(most.size(), 2U);
    QCOMPARE(most[0].key, QStringLiteral("big"));
    QCOMPARE(most[0].annotation, QStringLiteral("10,080 GPU·h · 75.0 %"));
    QCOMPARE(most[0].segments[0].value + most[0].segments[1].value, 168 * 60.0);
    QCOMPARE(most[0].colorKey, std::string("c/big"));
    QCOMPARE(presenter.data().byIdle.bars[0].key, QStringLiteral("big"));
    QCOMPARE(presenter.data().namespaces, 2);
}

void tst_OverviewPresenter::theSelectedNamespaceGetsLines()
{
    m_session->commit(twoWeeks("c", m_end));
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    m_state->select(QStringLiteral("small"));
    QTRY_COMPARE(presenter.data().gpus.series.size(), 3U);
    QCOMPARE(presenter.data().gpus.series[2].name, QStringLiteral("small"));
    QCOMPARE(presenter.data().gpus.series[2].y[0], 20.0);
}

void tst_OverviewPresenter::emptyRangeSaysWhyAndOffersTheNewestData()
{
    m_session->commit(twoWeeks("c", m_end));
    m_state->setCustomRange({at("2020-01-01T00:00:00Z"), at("2020-01-02T00:00:00Z")});
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("2020")));
    QVERIFY(!presenter.panelState().action.isEmpty());
    presenter.nextStep();
    QTRY_COMPARE(presenter.panelState().kind, PanelState::Ready);
    QCOMPARE(m_state->query().preset, RangePreset::Last7Days);
}

void tst_OverviewPresenter::aBarelyCoveredPeriodBeforeIsNoJudge()
{
    auto rows = twoWeeks("c", m_end);
    rows.clusters.erase(rows.clusters.begin(), rows.clusters.begin() + 120);
    m_session->commit(rows);
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    QVERIFY(presenter.data().tiles[0].changeIsNeutral);
    QCOMPARE(presenter.data().tiles[0].previousName, QStringLiteral("vs 29 % of previous 7 days"));
}

/// Half of this week's hours are missing: that is no saving.
void tst_OverviewPresenter::aBarelyCoveredRangeIsNoJudgeEither()
{
    auto rows = twoWeeks("c", m_end);
    rows.clusters.erase(rows.clusters.end() - 84, rows.clusters.end());
    m_session->commit(rows);
    m_session->prices.insert(QStringLiteral("c"), {2, QStringLiteral("EUR")});
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& tiles = presenter.data().tiles;
    QVERIFY(tiles[0].changeIsNeutral);
    QCOMPARE(tiles[0].previous, 60.0);
    QCOMPARE(tiles[0].previousName, QStringLiteral("50 % of it vs previous 7 days"));
    QCOMPARE(tiles.size(), 6U);
    QVERIFY(!isKnown(tiles[5].previous)); // a sum of half of the hours has nothing to be compared with
    QVERIFY(!tiles[4].changeIsNeutral); // the coverage itself did fall
    QCOMPARE(tiles[4].previousName, QStringLiteral("vs previous 7 days"));
}

/// Nodes failed under running work, and for some hours nobody knows how many there were.
void tst_OverviewPresenter::whatIsAboveTheCapacityIsSaid()
{
    auto rows = twoWeeks("c", m_end);
    for (auto& row : rows.clusters) {
        if (row.at.time >= m_end - 10h)
            row.capacity = 70;
        if (row.at.time >= m_end - 1h)
            row.capacity = 0;
    }
    m_session->commit(rows);
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& data = presenter.data();
    QCOMPARE(data.usage.overallocatedGpuHours, 9 * 10 + 80.0);
    QCOMPARE(data.hours.annotation, QStringLiteral("170 GPU·h of it above the capacity"));
    const auto& table = data.hoursTable;
    const auto cell = [&table](Metric metric) {
        const auto column = std::ranges::find(table.columns, std::optional(metric), &TableColumn::metric);
        return std::get<double>(table.rows.front().cells[std::size_t(column - table.columns.begin())]);
    };
    QCOMPARE(cell(Metric::CapacityGpuHours) + cell(Metric::OverallocatedGpuHours),
        cell(Metric::UsedGpuHours) + cell(Metric::IdleGpuHours) + cell(Metric::UnallocatedGpuHours)
            + cell(Metric::UnknownGpuHours));
}

void tst_OverviewPresenter::theNavigatorShowsAllOfTheRange()
{
    m_session->commit(twoWeeks("c", m_end));
    m_state->setCustomRange({m_end - 20 * 24h, m_end - 5 * 24h}); // begins before the data
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& navigator = presenter.data().navigator;
    QCOMPARE(navigator.range, (TimeRange{m_end - 20 * 24h, m_end}));
    QVERIFY(!isKnown(navigator.series[0].y.front()));
    QCOMPARE(navigator.series[0].y.back(), 80.0);
}

void tst_OverviewPresenter::newRowsAppearByThemselves()
{
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    m_session->commit(twoWeeks("c", m_end));
    QTRY_COMPARE(presenter.panelState().kind, PanelState::Ready);
    QCOMPARE(presenter.data().tiles[0].value, 80.0);
}

void tst_OverviewPresenter::hoursOfUnknownCapacityAreGaps()
{
    auto rows = twoWeeks("c", m_end);
    for (auto& row : rows.clusters) {
        if (row.at.time >= m_end - 20h)
            row.capacity = row.allocationRate = 0; // with GPUs held
        if (row.at.time == m_end - 30h)
            row.capacity = -5;
        if (row.at.time == m_end - 40h)
            row.avgUtilization = unknown;
    }
    std::erase_if(rows.clusters, [this](const ClusterHour& row) { return row.at.time == m_end - 50h; });
    m_session->commit(rows);
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& data = presenter.data();
    QCOMPARE(data.tiles[2].outOf, 100.0); // the capacity in every hour that says it
    const auto& capacity = data.gpus.series[0].y;
    QVERIFY(!isKnown(capacity.back()) && !isKnown(capacity[168 - 30]));
    QCOMPARE(capacity[168 - 40], 100.0);
    QCOMPARE(data.gpus.series[1].y.back(), 80.0);
    QCOMPARE(data.tiles[4].sparkline[168 - 50], 0.0); // no data: of the coverage that is known
    QVERIFY(!isKnown(data.tiles[0].sparkline[168 - 50]));
}

void tst_OverviewPresenter::changesAreSaidAsTheyAre_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("previous");
    QTest::addColumn<Unit>("unit");
    QTest::addColumn<QString>("text");
    QTest::newRow("percent") << 110.0 << 100.0 << Unit::GpuHours << QStringLiteral("▲ 10.0 %");
    QTest::newRow("points") << 71.0 << 72.5 << Unit::Percent << QStringLiteral("▼ 1.5 points");
    QTest::newRow("new") << 12.0 << 0.0 << Unit::Gpus << QStringLiteral("new");
    QTest::newRow("points from 0") << 12.0 << 0.0 << Unit::Percent << QStringLiteral("▲ 12.0 points");
    QTest::newRow("too little for its percent")
        << 100001.0 << 100000.0 << Unit::GpuHours << QStringLiteral("unchanged");
    QTest::newRow("still nothing") << 0.0 << 0.0 << Unit::Gpus << QStringLiteral("unchanged");
    QTest::newRow("unknown") << 12.0 << unknown << Unit::Gpus << QString();
}

void tst_OverviewPresenter::changesAreSaidAsTheyAre()
{
    QFETCH(double, value);
    QFETCH(double, previous);
    QFETCH(Unit, unit);
    QFETCH(QString, text);
    KeyFigure figure;
    figure.value = value;
    figure.previous = previous;
    figure.unit = unit;
    QCOMPARE(figureChange(figure).text, text);
}

void tst_OverviewPresenter::theLatestStateWins()
{
    m_session->commit(twoWeeks("c", m_end));
    OverviewPresenter presenter(*m_state, *m_session);
    presenter.setActive(true);
    QCoreApplication::processEvents(); // the first load is under way
    m_state->setCustomRange({m_end - 14 * 24h, m_end - 7 * 24h});
    QTRY_VERIFY(presenter.isSettled());
    QCOMPARE(presenter.data().tiles[0].value, 60.0);
    QCOMPARE(presenter.data().rates.range, m_state->range());
}

void tst_OverviewPresenter::hiddenPresentersLoadWhenShown()
{
    m_session->commit(twoWeeks("c", m_end));
    OverviewPresenter presenter(*m_state, *m_session);
    QSignalSpy shown(&presenter, &Presenter::dataChanged);
    m_state->setPreset(RangePreset::Last24Hours);
    QCoreApplication::processEvents();
    QCOMPARE(shown.count(), 0);
    show(presenter);
    QCOMPARE(shown.count(), 1);
    QCOMPARE(presenter.data().rates.t.size(), 24U);
}

void tst_OverviewPresenter::aStaleSourceIsMarkedWithItsAge()
{
    m_session->commit(twoWeeks("c", m_end));
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    auto status = m_session->status();
    status.state = SessionState::Stale;
    status.lastSuccess = m_clock.now() - 3h;
    m_session->setStatus(status);
    QCOMPARE(presenter.panelState().kind, PanelState::Stale);
    QVERIFY2(presenter.panelState().text.contains(QLatin1Char('3')), qPrintable(presenter.panelState().text));
    status.lastSuccess.reset(); // out of reach since the program began
    m_session->setStatus(status);
    QCOMPARE(presenter.panelState(), PanelState::stale(QStringLiteral("cached")));
    status.state = SessionState::Fresh;
    m_session->setStatus(status);
    QCOMPARE(presenter.panelState().kind, PanelState::Ready);
}

void tst_OverviewPresenter::aRefusedLoginIsAnError()
{
    auto status = m_session->status();
    status.state = SessionState::LoginNeeded;
    status.error = Error{ErrorClass::Auth, QStringLiteral("The server wants a token."), {}, 401, {}};
    m_session->setStatus(status);
    OverviewPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Error);
    QCOMPARE(presenter.panelState().text, status.error->message);
}

void tst_OverviewPresenter::statusCountsHoursAndClusters()
{
    StatusPresenter status(*m_state, *m_session);
    QSignalSpy inventory(&status, &StatusPresenter::inventoryChanged);
    status.setActive(true);
    QTRY_VERIFY(status.isSettled());
    QCOMPARE(status.hoursPresent(), 0);
    m_session->commit(twoWeeks("c", m_end - 10h));
    QTRY_COMPARE(status.hoursPresent(), 158);
    QCOMPARE(status.hoursExpected(), 168);
    QCOMPARE(status.inventory().clusters.size(), 1U);
    QCOMPARE(inventory.count(), 1);
}

ATLAS_TEST(tst_OverviewPresenter);
#include "tst_OverviewPresenter.moc"
