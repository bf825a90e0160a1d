// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationDetails.h"
#include "models/views/AllocationHistory.h"
#include "models/views/AllocationPresenter.h"
#include "models/views/ProvenancePresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/AllocationFixtures.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_AllocationPresenter : public AllocationTest
{
    Q_OBJECT

private slots:
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
};

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

ATLAS_TEST(tst_AllocationPresenter);
#include "tst_AllocationPresenter.moc"
