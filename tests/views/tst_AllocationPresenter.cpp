// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationDetails.h"
#include "models/views/AllocationHistory.h"
#include "models/views/AllocationPresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_AllocationPresenter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theNewestSnapshotIsShown();
    void withoutSnapshotsTheNewestHourStandsInAndSaysSo();
    void aSnapshotTakesThePlaceOfTheHour();
    void nothingStoredIsSaid();
    void anEmptySnapshotIsSaid();
    void theRangeChangesNothingOfWhatIsShown();
    void groupingByKindIsAnotherTree();
    void aWorkloadsOwnRowsAreItsHistory();
    void withoutRowsTheNamespaceStandsInAndSaysSo();
    void groupsHaveTheirNamespacesHistory();
    void withoutATileTheClusterIsTold();
    void noHoursBeforeIsSaid();

private:
    void show(Presenter& presenter)
    {
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
    }
    /// A day of the cluster, of the namespace ml, and of its workload train-0 in the last four hours.
    void commitDay()
    {
        RowBatch batch;
        for (auto time = m_end - 24h; time < m_end; time += 1h) {
            batch.clusters.push_back(clusterHour("c", time, 64, 30, 40));
            batch.namespaces.push_back(namespaceHour("c", "ml", time, 20, 50, 4));
            if (time >= m_end - 4h)
                batch.workloads.push_back(workloadHour("c", "ml", "train-0", "Job", time, 8, 90));
        }
        m_session->commit(std::move(batch));
    }
    AllocationItem item(AllocationItem::Type type, const char* name) const
    {
        AllocationItem result;
        result.type = type;
        result.title = QString::fromLatin1(name);
        result.cluster = "c";
        result.namespaceName = "ml";
        result.name = name;
        return result;
    }
    const AllocationHistory& historyOf(
        AllocationHistoryPresenter& presenter, const std::optional<AllocationItem>& shown) const
    {
        presenter.setItem(shown, m_end - 5min);
        presenter.setActive(true);
        [&presenter] { QTRY_VERIFY(presenter.isSettled()); }();
        return presenter.data();
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

void tst_AllocationPresenter::init()
{
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_AllocationPresenter::theNewestSnapshotIsShown()
{
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end - 5min), snapshotOf("c", m_end - 10min)};
    batch.snapshots[1].head.allocated = 12;
    m_session->commit(batch);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Ready);
    QCOMPARE(presenter.data().source, AllocationSource::Snapshot);
    QCOMPARE(presenter.data().time, m_end - 5min);
    const auto expected = attributionOf(batch.snapshots[0]);
    QCOMPARE(presenter.data().view.totals.allocated, expected.allocated);
    QCOMPARE(presenter.data().view.totals.utilization, expected.utilization);
    QCOMPARE(presenter.data().view.totals.unattributed, 4.0);
    QCOMPARE(columnSum(presenter.data().view.table, "gpus"), 64.0);
    QCOMPARE(presenter.sourceText(), QStringLiteral("Snapshot of 2024-12-15 23:55 UTC"));
    QVERIFY(presenter.totalsText().startsWith(QStringLiteral("30 of 64 GPU allocated")));
    QVERIFY(presenter.totalsText().contains(QStringLiteral("2 namespace(s)")));
}

void tst_AllocationPresenter::withoutSnapshotsTheNewestHourStandsInAndSaysSo()
{
    commitDay();
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().source, AllocationSource::WorkloadHour);
    QCOMPARE(presenter.data().time, m_end - 1h);
    QCOMPARE(presenter.data().view.totals.capacity, 64.0);
    QCOMPARE(presenter.data().view.totals.attributed, 8.0); // the one workload with rows
    QCOMPARE(columnSum(presenter.data().view.table, "gpus"), 64.0);
    QVERIFY2(presenter.sourceText().startsWith(QStringLiteral("Mean of the hour from 2024-12-15 23:00")),
        qPrintable(presenter.sourceText()));
}

void tst_AllocationPresenter::aSnapshotTakesThePlaceOfTheHour()
{
    commitDay();
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end - 5min)};
    m_session->commit(batch);
    QTRY_COMPARE(presenter.data().source, AllocationSource::Snapshot);
    QCOMPARE(presenter.data().view.totals.attributed, 26.0);
}

void tst_AllocationPresenter::nothingStoredIsSaid()
{
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(!presenter.panelState().text.isEmpty());
    QCOMPARE(presenter.data().source, AllocationSource::None);
    QVERIFY(presenter.sourceText().isEmpty());
    QVERIFY(presenter.totalsText().isEmpty());
}

void tst_AllocationPresenter::anEmptySnapshotIsSaid()
{
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end)};
    batch.snapshots[0].namespaces.clear();
    batch.snapshots[0].head.capacity = batch.snapshots[0].head.allocated = 0;
    m_session->commit(batch);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("snapshot")));
}

void tst_AllocationPresenter::theRangeChangesNothingOfWhatIsShown()
{
    commitDay();
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto shown = presenter.shared();
    QSignalSpy loads(&presenter, &Presenter::dataChanged);
    m_state->setMetric(Metric::Utilization);
    m_state->select(QStringLiteral("ml"));
    QVERIFY(presenter.isSettled());
    m_state->setPreset(RangePreset::Last30Days); // what can be stepped through is other; the tiles are not
    QTRY_VERIFY(loads.count() == 1 && presenter.isSettled());
    QCOMPARE(presenter.shared(), shown);
    m_state->setClusters({QStringLiteral("d")});
    QTRY_COMPARE(presenter.data().source, AllocationSource::None);
    QCOMPARE(loads.count(), 2);
}

void tst_AllocationPresenter::groupingByKindIsAnotherTree()
{
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end)};
    m_session->commit(batch);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    QVERIFY(presenter.data().view.items.contains(QStringLiteral("ml")));
    presenter.setGrouping({AllocationGrouping::Kind, false});
    QTRY_VERIFY(presenter.data().view.items.contains(QStringLiteral("kind:Job")));
    QCOMPARE(presenter.data().view.items.value(QStringLiteral("kind:Job")).gpus, 11.0);
    QCOMPARE(presenter.data().view.root.size, 64.0);
}

void tst_AllocationPresenter::aWorkloadsOwnRowsAreItsHistory()
{
    commitDay();
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, item(AllocationItem::Workload, "train-0"));
    QCOMPARE(history.caption, QStringLiteral("Last 24 hours of train-0"));
    const auto& gpus = history.gpus.series.front().y;
    QCOMPARE(gpus.size(), 24U);
    QVERIFY(!isKnown(gpus[19])); // without a row: a gap, not 0
    QCOMPARE(gpus[20], 8.0);
    QCOMPARE(gpus[23], 8.0);
    QCOMPARE(history.utilization.series.front().y[23], 90.0);
    QCOMPARE(history.utilization.series.front().bandLow[23], 85.0);
    QCOMPARE(history.table.rows.size(), 24U);
    QCOMPARE(columnSum(history.table, "allocated"), 32.0);
}

void tst_AllocationPresenter::withoutRowsTheNamespaceStandsInAndSaysSo()
{
    commitDay();
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, item(AllocationItem::Workload, "note"));
    QVERIFY2(history.caption.contains(QStringLiteral("the workload has no hourly rows")), qPrintable(history.caption));
    QVERIFY(history.caption.contains(QStringLiteral("namespace ml")));
    QCOMPARE(history.gpus.series.front().y.front(), 20.0);
}

void tst_AllocationPresenter::groupsHaveTheirNamespacesHistory()
{
    commitDay();
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, item(AllocationItem::Group, "ml"));
    QCOMPARE(history.caption, QStringLiteral("Last 24 hours of ml"));
    QCOMPARE(columnSum(history.table, "allocated"), 24 * 20.0);
}

void tst_AllocationPresenter::withoutATileTheClusterIsTold()
{
    commitDay();
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, std::nullopt);
    QCOMPARE(history.caption, QStringLiteral("Last 24 hours of c"));
    QCOMPARE(history.gpus.series.front().y.front(), 30.0);
    QCOMPARE(history.utilization.series.front().bandHigh.front(), 50.0);
}

void tst_AllocationPresenter::noHoursBeforeIsSaid()
{
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, item(AllocationItem::Group, "ml"));
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(history.gpus.series.empty());
    QVERIFY(history.caption.isEmpty());
}

ATLAS_TEST(tst_AllocationPresenter);
#include "tst_AllocationPresenter.moc"
