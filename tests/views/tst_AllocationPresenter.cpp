// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationDetails.h"
#include "models/views/AllocationHistory.h"
#include "models/views/AllocationPresenter.h"
#include "models/views/ProvenancePresenter.h"
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
    void withoutSnapshotsTheHeatMapIsTheWayOut();
    void whatIsNoTimeIsSaid();
    void tilesLeadToTheirSnapshot();
    void whatGathersTilesLeadsNowhere();
    void anEmptySnapshotIsSaid();
    void theRangeChangesNothingOfWhatIsShown();
    void aRangeChosenWhileInstantsAreReadHasItsOwn();
    void groupingByKindIsAnotherTree();
    void aWorkloadsOwnRowsAreItsHistory();
    void withoutRowsTheNamespaceStandsInAndSaysSo();
    void groupsHaveTheirNamespacesHistory();
    void anAnswerKeepsTheHoursThatItWasAskedFor();
    void typesUnderOneNameAreOneHistory();
    void theHistoryOfSeveralClustersLeadsToTheirRows();
    void withoutATileTheClusterIsTold();
    void noHoursBeforeIsSaid();
    void stepsGoThroughTheSnapshots();
    void aStepIsReadyBeforeItIsAsked();
    void aRunOfStepsIsOneStepOfTheHistory();
    void aNewSnapshotIsFollowedUnlessAnInstantIsChosen();
    void whereSnapshotsEndedTheHoursGoOn();
    void hoursTakeThePlaceOfSnapshotsThatDoNotCome();
    void betweenSnapshotsTheOneBeforeStands();
    void withoutASnapshotTheChosenHourStandsIn();
    void theDayBeforeIsCompared();
    void nothingToCompareWithIsSaid();
    void clustersAreTilesOfTheirOwn();
    void clustersOfOtherTimesAreSaid();
    void annotationsGroupWhatTheSnapshotSays();
    void aSnapshotOfTotalsAloneIsShown();
    void theNewestRowTellsOwnerAndLabels();
    void valuesHaveTheirDimensionsHistory();

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
    /// Snapshots every five minutes up to m_end - 5 min; each has one allocated GPU more than the one before, from 30.
    void commitSnapshots(int count)
    {
        RowBatch batch;
        for (int i = 0; i < count; ++i) {
            batch.snapshots.push_back(snapshotOf("c", m_end - 5min * (count - i)));
            batch.snapshots.back().head.allocated = 30 + i;
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

void tst_AllocationPresenter::withoutSnapshotsTheHeatMapIsTheWayOut()
{
    RowBatch batch;
    for (auto time = m_end - 24h; time < m_end; time += 1h) {
        batch.clusters.push_back(clusterHour("c", time, 64, 30, 40));
        batch.namespaces.push_back(namespaceHour("c", "ml", time, 20, 50, 4));
    }
    m_session->commit(batch);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(!presenter.panelState().action.isEmpty());
    presenter.nextStep();
    QVERIFY(presenter.choice().heatmap);
}

void tst_AllocationPresenter::whatIsNoTimeIsSaid()
{
    commitSnapshots(2);
    AllocationPresenter presenter(*m_state, *m_session);
    presenter.setWith(QStringLiteral("yesterday"));
    show(presenter);
    QVERIFY(!presenter.data().comparison);
    QVERIFY2(presenter.data().remark.contains(QStringLiteral("yesterday")), qPrintable(presenter.data().remark));
    m_state->setView(QStringLiteral("allocation.at"), QStringLiteral("noon"));
    QTRY_VERIFY(presenter.isSettled());
    QVERIFY(presenter.data().remark.contains(QStringLiteral("noon")));
    QCOMPARE(presenter.data().source, AllocationSource::Snapshot); // the newest stands meanwhile
    presenter.setWith({});
    m_state->setView(QStringLiteral("allocation.at"), {});
    QTRY_VERIFY(presenter.isSettled() && presenter.data().remark.isEmpty());
}

void tst_AllocationPresenter::tilesLeadToTheirSnapshot()
{
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end - 5min)};
    m_session->commit(batch);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& items = presenter.data().view.items;
    const auto ml = std::ranges::find_if(
        items, [](const auto& item) { return item.type == AllocationItem::Group && item.namespaceName == "ml"; });
    QVERIFY(ml != items.end());
    const auto figure = allocationFigure(presenter.data(), &*ml, {});
    QVERIFY(figure);
    QCOMPARE(figure->scope.level, Level::Namespace);
    QCOMPARE(figure->subject, std::string("ml"));
    QCOMPARE(*figure->snapshot, m_end - 5min);
    ProvenancePresenter provenance(*m_state, *m_session);
    provenance.setFigure(*figure);
    show(provenance);
    QCOMPARE(provenance.data().value, ml->gpus);
    QVERIFY(!provenance.data().rows.rows.empty());
    // the whole cluster, and what is not there any more
    const auto whole = allocationFigure(presenter.data(), nullptr, {});
    provenance.setFigure(*whole);
    QTRY_VERIFY(provenance.isSettled());
    QCOMPARE(provenance.data().value, double(batch.snapshots[0].head.allocated));
    auto gone = *whole;
    gone.snapshot = m_end - 72h;
    provenance.setFigure(gone);
    QTRY_VERIFY(provenance.isSettled());
    QVERIFY(!isKnown(provenance.data().value));
}

void tst_AllocationPresenter::whatGathersTilesLeadsNowhere()
{
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end - 5min), snapshotOf("d", m_end - 5min)};
    for (auto& workload : batch.snapshots[0].namespaces[0].workloads)
        workload.kind.clear(); // as some servers send them
    m_session->commit(batch);
    AllocationPresenter presenter(*m_state, *m_session);
    presenter.setGrouping({AllocationGrouping::Namespace, true});
    show(presenter);
    const auto& items = presenter.data().view.items;
    const auto train = items.find(allocationPathKey({QStringLiteral("ml"), QStringLiteral("owner:ml/train")}));
    QVERIFY(train != items.end());
    QVERIFY(!allocationFigure(presenter.data(), &*train, {}));
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d")});
    QTRY_VERIFY(presenter.isSettled() && presenter.data().parts.size() == 2);
    QVERIFY(!allocationFigure(presenter.data(), nullptr, {}));
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

void tst_AllocationPresenter::aRangeChosenWhileInstantsAreReadHasItsOwn()
{
    commitSnapshots(5);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    // However far the first load has come: what it brings is not taken for the second range's.
    for (int answers = 0; answers < 6; ++answers) {
        m_state->setPreset(RangePreset::Last24Hours);
        for (int i = 0; i < answers; ++i) {
            QCoreApplication::processEvents();
            m_session->store().inventory().waitForFinished();
        }
        m_state->setPreset(RangePreset::Last7Days);
        QTRY_VERIFY(presenter.isSettled());
        QCOMPARE(presenter.times().window.from, m_state->range().from);
    }
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
    QCOMPARE(history.caption, QStringLiteral("train-0: the 24 hours to 2024-12-16 00:00 UTC"));
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
    QVERIFY(history.caption.contains(QStringLiteral("Namespace ml")));
    QCOMPARE(history.gpus.series.front().y.front(), 20.0);
}

void tst_AllocationPresenter::groupsHaveTheirNamespacesHistory()
{
    commitDay();
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, item(AllocationItem::Group, "ml"));
    QCOMPARE(history.caption, QStringLiteral("ml: the 24 hours to 2024-12-16 00:00 UTC"));
    QCOMPARE(columnSum(history.table, "allocated"), 24 * 20.0);
}

void tst_AllocationPresenter::anAnswerKeepsTheHoursThatItWasAskedFor()
{
    commitDay();
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    historyOf(presenter, item(AllocationItem::Group, "ml"));
    std::vector<AllocationHistory> shown;
    connect(&presenter, &Presenter::dataChanged, this, [&] { shown.push_back(presenter.data()); });
    // The answer for one time is there, and not yet delivered, when another is asked for.
    const TimeRange first{m_end - 30h, m_end - 6h};
    presenter.setItem(item(AllocationItem::Group, "ml"), first.to - 5min);
    QCoreApplication::processEvents();
    for (int i = 0; i < 5; ++i)
        m_session->store().grid({{"c", Level::Namespace, {}}, first}).waitForFinished();
    presenter.setItem(item(AllocationItem::Group, "ml"), m_end - 5min);
    QTRY_VERIFY(presenter.isSettled() && !shown.empty());
    for (const auto& history : shown) {
        QCOMPARE(history.gpus.series.front().y.size(), 24U);
        QCOMPARE(history.gpus.series.front().y.back(), 20.0);
        QCOMPARE(history.gpus.range.to, history.gpus.t.back() + 1h);
    }
    QCOMPARE(shown.back().gpus.range.to, m_end);
}

void tst_AllocationPresenter::typesUnderOneNameAreOneHistory()
{
    RowBatch batch;
    batch.workloads = {workloadHour("c", "ml", "x", "Job", m_end - 1h, 4, 30),
        workloadHour("c", "ml", "x", "Deployment", m_end - 1h, 8, 90)};
    m_session->commit(batch);
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    for (const QString& kind : {QStringLiteral("Job"), QStringLiteral("Deployment")}) {
        auto tile = item(AllocationItem::Workload, "x");
        tile.kind = kind;
        presenter.setItem(std::nullopt, m_end - 5min);
        const auto& history = historyOf(presenter, tile);
        QCOMPARE(history.gpus.series.front().y.back(), 12.0);
        QCOMPARE(history.utilization.series.front().y.back(), 70.0);
        QCOMPARE(QString::fromStdString(history.newest->type), kind);
    }
}

void tst_AllocationPresenter::theHistoryOfSeveralClustersLeadsToTheirRows()
{
    commitDay();
    RowBatch batch;
    for (auto time = m_end - 24h; time < m_end; time += 1h)
        batch.clusters.push_back(clusterHour("d", time, 64, 10, 40));
    m_session->commit(batch);
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d")});
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto figure = figureAt(historyOf(presenter, std::nullopt).table, 3, 1);
    QVERIFY(figure);
    ProvenancePresenter provenance(*m_state, *m_session);
    provenance.setFigure(*figure);
    show(provenance);
    QCOMPARE(provenance.data().value, 40.0);
}

void tst_AllocationPresenter::withoutATileTheClusterIsTold()
{
    commitDay();
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, std::nullopt);
    QCOMPARE(history.caption, QStringLiteral("c: the 24 hours to 2024-12-16 00:00 UTC"));
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

void tst_AllocationPresenter::stepsGoThroughTheSnapshots()
{
    commitSnapshots(5);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.times().instants.size(), 5U);
    QCOMPARE(presenter.position(), 4);
    QVERIFY(presenter.canStep(-1) && !presenter.canStep(1));
    for (int position = 3; position >= 0; --position) {
        presenter.step(-1);
        QTRY_VERIFY(presenter.isSettled() && presenter.position() == position);
        QCOMPARE(presenter.data().view.totals.allocated, 30.0 + position);
    }
    presenter.step(-1);
    QVERIFY(presenter.isSettled()); // there is none before
    presenter.step(100);
    QTRY_COMPARE(presenter.position(), 4);
    QVERIFY(!presenter.choice().at); // the last one is the newest, and stays so
}

void tst_AllocationPresenter::aStepIsReadyBeforeItIsAsked()
{
    commitSnapshots(5);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    presenter.step(-2);
    QTRY_VERIFY(presenter.isSettled() && presenter.position() == 2);
    const auto first = presenter.shared();
    presenter.step(-1);
    QTRY_VERIFY(presenter.isSettled() && presenter.position() == 1);
    presenter.step(1);
    QTRY_VERIFY(presenter.isSettled() && presenter.position() == 2);
    QCOMPARE(presenter.shared(), first); // not made a second time
}

void tst_AllocationPresenter::aRunOfStepsIsOneStepOfTheHistory()
{
    commitSnapshots(5);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    for (int step = 0; step < 3; ++step) {
        presenter.step(-1, step > 0);
        QTRY_VERIFY(presenter.isSettled() && presenter.position() == 3 - step);
    }
    m_state->back();
    QTRY_COMPARE(presenter.position(), 4);
    QVERIFY(!presenter.choice().at);
}

void tst_AllocationPresenter::aNewSnapshotIsFollowedUnlessAnInstantIsChosen()
{
    commitSnapshots(2);
    AllocationPresenter presenter(*m_state, *m_session);
    presenter.setStoreChangeDelay(0ms);
    show(presenter);
    QCOMPARE(presenter.data().view.totals.allocated, 31.0);
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end)};
    m_session->commit(batch);
    QTRY_COMPARE(presenter.data().time, m_end);
    QTRY_COMPARE(presenter.times().instants.size(), 3U);
    presenter.step(-1);
    QTRY_VERIFY(presenter.isSettled() && presenter.position() == 1);
    batch.snapshots = {snapshotOf("c", m_end + 5min)};
    m_session->commit(batch);
    QTRY_COMPARE(presenter.times().instants.size(), 4U);
    QCOMPARE(presenter.position(), 1);
}

void tst_AllocationPresenter::whereSnapshotsEndedTheHoursGoOn()
{
    commitDay();
    const Instant old = m_end - 30 * 24h;
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", old)};
    batch.workloads = {workloadHour("c", "ml", "train-0", "Job", m_end - 25h, 6, 90)};
    batch.clusters = {clusterHour("c", m_end - 25h, 64, 30, 40)};
    m_session->commit(batch);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().source, AllocationSource::WorkloadHour);
    QCOMPARE(presenter.data().time, m_end - 1h);
    QCOMPARE(presenter.data().view.totals.attributed, 8.0);
    presenter.setWith(QStringLiteral("1d")); // of the hour, not of the snapshot
    QTRY_VERIFY(presenter.isSettled() && presenter.data().comparison);
    QCOMPARE(presenter.data().comparison->with, m_end - 25h);
    presenter.setWith({});
    presenter.setAt(old); // it is there for who asks for its time
    QTRY_COMPARE(presenter.data().source, AllocationSource::Snapshot);
    QCOMPARE(presenter.data().time, old);
    QCOMPARE(presenter.times().instants, std::vector{old});
}

void tst_AllocationPresenter::hoursTakeThePlaceOfSnapshotsThatDoNotCome()
{
    commitSnapshots(2);
    AllocationPresenter presenter(*m_state, *m_session);
    presenter.setStoreChangeDelay(0ms);
    show(presenter);
    QCOMPARE(presenter.data().source, AllocationSource::Snapshot);
    RowBatch batch;
    batch.clusters = {clusterHour("c", m_end + 3h, 64, 30, 40)};
    batch.workloads = {workloadHour("c", "ml", "train-0", "Job", m_end + 3h, 8, 90)};
    m_session->commit(batch);
    QTRY_COMPARE(presenter.data().source, AllocationSource::WorkloadHour);
    QCOMPARE(presenter.data().time, m_end + 3h);
}

void tst_AllocationPresenter::betweenSnapshotsTheOneBeforeStands()
{
    commitSnapshots(3);
    AllocationPresenter presenter(*m_state, *m_session);
    presenter.setAt(m_end - 7min);
    show(presenter);
    QCOMPARE(presenter.data().source, AllocationSource::Snapshot);
    QCOMPARE(presenter.data().time, m_end - 10min);
}

void tst_AllocationPresenter::withoutASnapshotTheChosenHourStandsIn()
{
    commitDay();
    commitSnapshots(3);
    AllocationPresenter presenter(*m_state, *m_session);
    presenter.setAt(m_end - 3h + 20min);
    show(presenter);
    QCOMPARE(presenter.data().source, AllocationSource::WorkloadHour);
    QCOMPARE(presenter.data().time, m_end - 3h);
    QVERIFY2(presenter.sourceText().contains(QStringLiteral("no snapshot")), qPrintable(presenter.sourceText()));
    presenter.setAt(m_end - 900h);
    QTRY_COMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(!presenter.panelState().text.isEmpty());
}

void tst_AllocationPresenter::theDayBeforeIsCompared()
{
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end - 24h - 5min), snapshotOf("c", m_end - 5min)};
    auto& workloads = batch.snapshots[0].namespaces[0].workloads; // ml a day before: no note, train-1 with 6
    workloads = {allocated("ml", "train-0", "Job", 8, 90), allocated("ml", "train-1", "Job", 6, 10),
        allocated("ml", "old", "Job", 2, 10)};
    m_session->commit(batch);
    AllocationPresenter presenter(*m_state, *m_session);
    presenter.setWith(QStringLiteral("1d"));
    show(presenter);
    const auto& data = presenter.data();
    QVERIFY(data.comparison);
    QCOMPARE(data.comparison->with, m_end - 24h - 5min);
    const auto& changes = data.comparison->changes;
    QCOMPARE(changes.came, 1.0); // note
    QCOMPARE(changes.went, 2.0); // old
    QCOMPARE(changes.shrank, 3.0); // train-1
    QCOMPARE(changes.grew, 4.0); // what is not listed of ml: 4 before, 8 after
    QCOMPARE(columnSum(data.comparison->table, "change"), 0.0);
    // the tiles carry the same: listed ones their own, the namespace all of its
    const auto change = [&](const QStringList& path) { return data.view.items.value(allocationPathKey(path)).change; };
    QCOMPARE(change({QStringLiteral("ml"), QStringLiteral("uid-note")}), 1.0);
    QCOMPARE(change({QStringLiteral("ml"), QStringLiteral("uid-train-0")}), 0.0);
    QCOMPARE(change({QStringLiteral("ml"), QStringLiteral("uid-train-1")}), -3.0);
    QCOMPARE(change({QStringLiteral("ml"), QStringLiteral("rest")}), 4.0);
    QCOMPARE(change({QStringLiteral("ml")}), 0.0);
    presenter.setWith({});
    QTRY_VERIFY(!presenter.data().comparison);
}

void tst_AllocationPresenter::nothingToCompareWithIsSaid()
{
    commitSnapshots(2);
    AllocationPresenter presenter(*m_state, *m_session);
    presenter.setWith(QStringLiteral("1w"));
    show(presenter);
    QVERIFY(!presenter.data().comparison);
    QVERIFY2(presenter.data().remark.contains(QStringLiteral("compare")), qPrintable(presenter.data().remark));
    QCOMPARE(presenter.panelState().kind, PanelState::Ready);
}

void tst_AllocationPresenter::clustersAreTilesOfTheirOwn()
{
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end - 5min), snapshotOf("d", m_end - 4min)};
    batch.snapshots[1].head.capacity = 100;
    m_session->commit(batch);
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d"), QStringLiteral("e")});
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& view = presenter.data().view;
    QCOMPARE(view.root.children.size(), 2U);
    QCOMPARE(view.root.size, 164.0);
    QCOMPARE(view.root.children[1].label, QStringLiteral("d"));
    QCOMPARE(view.totals.capacity, 164.0);
    QCOMPARE(view.totals.allocated, 60.0);
    QVERIFY(view.namespaces.contains(QStringLiteral("d/ml")));
    QVERIFY(view.workloads.contains(QStringLiteral("c/ml/train-0")));
    QVERIFY(presenter.data().remark.contains(QStringLiteral("e"))); // nothing is stored of it
    QCOMPARE(view.levels, 3);
}

void tst_AllocationPresenter::clustersOfOtherTimesAreSaid()
{
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end - 5min), snapshotOf("d", m_end - 20h), snapshotOf("e", m_end - 15min)};
    m_session->commit(batch);
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d"), QStringLiteral("e")});
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().time, m_end - 5min);
    QCOMPARE(presenter.data().remark, QStringLiteral("d: Snapshot of 2024-12-15 04:00 UTC."));
    const auto& items = presenter.data().view.items;
    const auto ofOld = std::ranges::find_if(
        items, [](const auto& item) { return item.type == AllocationItem::Group && item.cluster == "d"; });
    QCOMPARE(*allocationFigure(presenter.data(), &*ofOld, {})->snapshot, m_end - 20h);
}

void tst_AllocationPresenter::annotationsGroupWhatTheSnapshotSays()
{
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end)};
    batch.snapshots[0].annotations = {
        {"center", "a", 12.0, 40.0, 3.0}, {"center", "b", 5.0, {}, 1.0}, {"tier", "gold", 30.0, 1.0, 1.0}};
    m_session->commit(batch);
    AllocationPresenter presenter(*m_state, *m_session);
    presenter.setGrouping({AllocationGrouping::Annotation, false, "center"});
    show(presenter);
    const auto& view = presenter.data().view;
    QCOMPARE(view.annotations, QStringList({QStringLiteral("center"), QStringLiteral("tier")}));
    QCOMPARE(view.items.value(QStringLiteral("value:a")).gpus, 12.0);
    QVERIFY(!isKnown(view.items.value(QStringLiteral("value:b")).utilization));
    QCOMPARE(view.items.value(QStringLiteral("without:")).gpus, 9.0); // of the 26 that namespaces hold
    QCOMPARE(view.root.size, 64.0);
    presenter.setGrouping({AllocationGrouping::Annotation, false, "tier"}); // more than the namespaces hold
    QTRY_VERIFY(!presenter.data().view.warning.isEmpty());
    presenter.setGrouping({AllocationGrouping::Annotation, false, "nobody"});
    QTRY_VERIFY(presenter.data().view.warning.contains(QStringLiteral("nobody")));
    QCOMPARE(presenter.data().view.root.size, 64.0);
}

void tst_AllocationPresenter::aSnapshotOfTotalsAloneIsShown()
{
    RowBatch batch;
    batch.snapshots = {snapshotOf("c", m_end)};
    batch.snapshots[0].namespaces.clear();
    batch.snapshots[0].head.allocated = 80; // of 64: nodes failed
    m_session->commit(batch);
    AllocationPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Ready);
    QCOMPARE(presenter.data().view.items.value(QStringLiteral("unattributed:")).gpus, 80.0);
    QVERIFY(!presenter.data().view.items.contains(QStringLiteral("unallocated:")));
    const auto facts = allocationFacts(presenter.data(), nullptr, nullptr);
    QVERIFY(facts.contains({QStringLiteral("Beyond the capacity"), QStringLiteral("16 GPU")}));
}

void tst_AllocationPresenter::theNewestRowTellsOwnerAndLabels()
{
    RowBatch batch;
    auto row = workloadHour("c", "ml", "train-0", "Job", m_end - 2h, 8, 90);
    row.ownerName = "old-owner";
    batch.workloads.push_back(row);
    row.at.time = m_end - 1h;
    row.ownerName = "liu";
    row.status = "Running";
    row.labels = {{"team", "core\xe2\x80\xae"}};
    batch.workloads.push_back(row);
    m_session->commit(batch);
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto tile = item(AllocationItem::Workload, "train-0");
    const auto& history = historyOf(presenter, tile);
    QVERIFY(history.newest);
    AllocationData data;
    const auto facts = allocationFacts(data, &tile, &*history.newest);
    QVERIFY(facts.contains({QStringLiteral("Owner"), QStringLiteral("liu")}));
    QVERIFY(facts.contains({QStringLiteral("Status"), QStringLiteral("Running")}));
    for (const auto& [caption, value] : facts)
        QVERIFY2(!value.contains(QChar(0x202e)), qPrintable(caption)); // nothing turns the line around
}

void tst_AllocationPresenter::valuesHaveTheirDimensionsHistory()
{
    RowBatch batch;
    const DimensionKey center{DimensionType::Annotation, "center"};
    for (auto time = m_end - 24h; time < m_end; time += 1h)
        batch.dimensions.push_back(dimensionHour("c", center, "a", time, 12, 40));
    m_session->commit(batch);
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    auto tile = item(AllocationItem::Value, "a");
    tile.namespaceName.clear();
    presenter.setItem(tile, m_end - 5min, "center");
    show(presenter);
    QCOMPARE(columnSum(presenter.data().table, "allocated"), 24 * 12.0);
    const auto figure = figureAt(presenter.data().table, 3, 1);
    QVERIFY(figure);
    QCOMPARE(figure->subject, std::string("a"));
    QCOMPARE(figure->scope.dimension, center);
}

ATLAS_TEST(tst_AllocationPresenter);
#include "tst_AllocationPresenter.moc"
