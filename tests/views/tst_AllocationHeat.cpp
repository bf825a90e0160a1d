// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Ranking.h"
#include "models/views/AllocationHeat.h"
#include "models/views/Derive.h"
#include "models/views/ProvenancePresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_AllocationHeat : public QObject
{
    Q_OBJECT

    const Instant m_end = at("2024-12-16T00:00:00Z");

    static GridPtr grid(MemorySession& session, Level level, TimeRange range)
    {
        auto future = session.store().grid({{"c", level, {}}, range});
        future.waitForFinished();
        return *future.result();
    }
    /// Two days: big holds 60 then 30 GPUs, small 20 throughout, late 5 on the second; one hour without the cluster.
    AllocationHeatInput input(MemorySession& session) const
    {
        RowBatch batch;
        for (auto time = m_end - 48h; time < m_end; time += 1h) {
            if (time == m_end - 3h)
                continue;
            const bool second = time >= m_end - 24h;
            batch.clusters.push_back(clusterHour("c", time, 100, second ? 55 : 80, 40));
            batch.namespaces.push_back(namespaceHour("c", "big", time, second ? 30 : 60, 50, 1));
            batch.namespaces.push_back(namespaceHour("c", "small", time, 20, 10, 1));
            if (second)
                batch.namespaces.push_back(namespaceHour("c", "late", time, 5, 90, 1));
        }
        session.commit(std::move(batch));
        AllocationHeatInput result;
        const TimeRange range{m_end - 48h, m_end};
        result.cluster = grid(session, Level::Cluster, range);
        result.namespaces = grid(session, Level::Namespace, range);
        result.buckets = cutBuckets(range, Bucket::Day, QTimeZone("UTC"));
        return result;
    }

private slots:
    void rowsAreTheLargestAndColumnsTheBuckets()
    {
        MemorySession session;
        const auto map = allocationHeat(input(session));
        QCOMPARE(map.rows, (std::vector<QString>{"big", "small", "late"}));
        QCOMPARE(map.t, (std::vector<Instant>{m_end - 48h, m_end - 24h}));
        QCOMPARE(map.end, m_end);
        // an absent namespace held nothing; the hour without the cluster counts nowhere
        QCOMPARE(map.cells, (std::vector<double>{60, 30, 20, 20, 0, 5}));
        QCOMPARE(map.high, 100.0);
        QCOMPARE(map.unit, Unit::Gpus);
    }

    void hoursWithoutTheClusterAreUnknown()
    {
        MemorySession session;
        auto in = input(session);
        in.buckets = cutBuckets({m_end - 4h, m_end}, Bucket::Hour, QTimeZone("UTC"));
        const auto map = allocationHeat(in);
        QVERIFY(!isKnown(map.cells[1]));
        QCOMPARE(map.cells[0], 30.0);
    }

    void thoseNotShownAreOneRow()
    {
        MemorySession session;
        auto in = input(session);
        in.top = 1;
        const auto map = allocationHeat(in);
        QCOMPARE(map.rows.size(), 2U);
        QVERIFY(map.subjects[1].empty());
        QCOMPARE(map.cells, (std::vector<double>{60, 30, 20, 25}));
        in.utilization = true;
        const auto rates = allocationHeat(in);
        QCOMPARE(rates.cells[2], 10.0);
        QVERIFY(std::abs(rates.cells[3] - (20 * 10 + 5 * 90) / 25.0) < 1e-9);
        QCOMPARE(rates.high, 100.0);
    }

    void theTableKnowsWhoseFigureEachCellIs()
    {
        MemorySession session;
        const auto in = input(session);
        const auto map = allocationHeat(in);
        const auto table = tableOf(map, QStringLiteral("t"), QStringLiteral("From"));
        QCOMPARE(table.rows.size(), 2U);
        const auto figure = figureAt(table, 1, 1);
        QVERIFY(figure);
        QCOMPARE(figure->subject, std::string("big"));
        QCOMPARE(figure->metric, Metric::AverageAllocated);
        QCOMPARE(figure->range, (TimeRange{m_end - 24h, m_end}));
        // and it is the figure that the ranking has
        const HourPresence presence(*in.cluster);
        const auto usage = usageOf(*in.namespaces, in.namespaces->indexOf("big"), hourIndex(figure->range.from),
            hourIndex(figure->range.to), presence);
        QCOMPARE(std::get<double>(table.rows[1].cells[1]), metricValue(usage, Metric::AverageAllocated));
    }

    void cellsOfSeveralClustersLeadToTheirRows()
    {
        MemorySession session;
        input(session);
        RowBatch other;
        for (auto time = m_end - 48h; time < m_end; time += 1h) {
            other.clusters.push_back(clusterHour("d", time, 100, 90, 40));
            other.namespaces.push_back(namespaceHour("d", "web", time, 90, 50, 1));
        }
        session.commit(std::move(other));
        FixedClock clock(m_end + 30min);
        DashboardState state(clock);
        state.setClusters({QStringLiteral("c"), QStringLiteral("d")});
        state.setView(QStringLiteral("allocation.as"), QStringLiteral("heatmap"));
        AllocationHeatPresenter presenter(state, session);
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
        QCOMPARE(presenter.data().subjects.front(), std::string("d/web"));
        const auto figure = figureAt(presenter.data(), 0, presenter.data().t.size() - 1);
        QVERIFY(figure);
        ProvenancePresenter provenance(state, session);
        provenance.setFigure(*figure);
        provenance.setActive(true);
        QTRY_VERIFY(provenance.isSettled());
        QCOMPARE(provenance.data().value, 90.0);
        QVERIFY(!provenance.data().rows.rows.empty());
    }

    void itLoadsOnlyWhileItIsChosen()
    {
        MemorySession session;
        input(session);
        FixedClock clock(m_end + 30min);
        DashboardState state(clock);
        state.setClusters({QStringLiteral("c")});
        AllocationHeatPresenter presenter(state, session);
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
        QVERIFY(presenter.data().rows.empty());
        state.setView(QStringLiteral("allocation.as"), QStringLiteral("heatmap"));
        QTRY_COMPARE(presenter.data().rows.size(), 3U);
        state.setPreset(RangePreset::Last24Hours);
        QTRY_COMPARE(presenter.data().t.size(), 24U);
        state.setView(QStringLiteral("allocation.heat"), QStringLiteral("utilization"));
        QTRY_COMPARE(presenter.data().unit, Unit::Percent);
    }
};

ATLAS_TEST(tst_AllocationHeat);
#include "tst_AllocationHeat.moc"
