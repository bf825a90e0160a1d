// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationHistory.h"
#include "models/views/ProvenancePresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/AllocationFixtures.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_AllocationHistory : public AllocationTest
{
    Q_OBJECT

private slots:
    void aWorkloadsOwnRowsAreItsHistory();
    void theNewestRowTellsOwnerAndLabels();
    void withoutRowsTheNamespaceStandsInAndSaysSo();
    void groupsHaveTheirNamespacesHistory();
    void anAnswerKeepsTheHoursThatItWasAskedFor();
    void typesUnderOneNameAreOneHistory();
    void theHistoryOfSeveralClustersLeadsToTheirRows();
    void withoutATileTheClusterIsTold();
    void noHoursBeforeIsSaid();
    void valuesHaveTheirDimensionsHistory();

private:
    const AllocationHistory& historyOf(
        AllocationHistoryPresenter& presenter, const std::optional<AllocationItem>& shown) const
    {
        presenter.setItem(shown, m_end - 5min);
        presenter.setActive(true);
        [&presenter] { QTRY_VERIFY(presenter.isSettled()); }();
        return presenter.data();
    }
};

void tst_AllocationHistory::aWorkloadsOwnRowsAreItsHistory()
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

void tst_AllocationHistory::withoutRowsTheNamespaceStandsInAndSaysSo()
{
    commitDay();
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, item(AllocationItem::Workload, "note"));
    QVERIFY2(history.caption.contains(QStringLiteral("the workload has no hourly rows")), qPrintable(history.caption));
    QVERIFY(history.caption.contains(QStringLiteral("Namespace ml")));
    QCOMPARE(history.gpus.series.front().y.front(), 20.0);
}

void tst_AllocationHistory::groupsHaveTheirNamespacesHistory()
{
    commitDay();
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, item(AllocationItem::Group, "ml"));
    QCOMPARE(history.caption, QStringLiteral("ml: the 24 hours to 2024-12-16 00:00 UTC"));
    QCOMPARE(columnSum(history.table, "allocated"), 24 * 20.0);
}

void tst_AllocationHistory::anAnswerKeepsTheHoursThatItWasAskedFor()
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

void tst_AllocationHistory::typesUnderOneNameAreOneHistory()
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

void tst_AllocationHistory::theHistoryOfSeveralClustersLeadsToTheirRows()
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

void tst_AllocationHistory::withoutATileTheClusterIsTold()
{
    commitDay();
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, std::nullopt);
    QCOMPARE(history.caption, QStringLiteral("c: the 24 hours to 2024-12-16 00:00 UTC"));
    QCOMPARE(history.gpus.series.front().y.front(), 30.0);
    QCOMPARE(history.utilization.series.front().bandHigh.front(), 50.0);
}

void tst_AllocationHistory::noHoursBeforeIsSaid()
{
    AllocationHistoryPresenter presenter(*m_state, *m_session);
    const auto& history = historyOf(presenter, item(AllocationItem::Group, "ml"));
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(history.gpus.series.empty());
    QVERIFY(history.caption.isEmpty());
}

void tst_AllocationHistory::valuesHaveTheirDimensionsHistory()
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

void tst_AllocationHistory::theNewestRowTellsOwnerAndLabels()
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

ATLAS_TEST(tst_AllocationHistory);
#include "tst_AllocationHistory.moc"
