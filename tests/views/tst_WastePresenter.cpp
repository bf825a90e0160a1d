// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Derive.h"
#include "models/views/WastePresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_WastePresenter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whoHoldsMostIdleOnWhatAndSinceWhen();
    void theRuleIsThatOfTheView();
    void hoursBelowTheThresholdAreNotHeldIdle();
    void labelsHaveNoWorkloads();
    void workloadsAreRankedToo();
    void longRangesReclaimNamespaces();
    void aClusterWithoutWorkloadsReclaimsNamespaces();
    void pointsAndQuadrantsAreTheHolders();
    void ofVeryManyThoseThatHoldMostHaveADot();
    void theWeekIsThatOfTheSelected();
    void severalClustersStandSideBySide();
    void nothingThereIsExplained();
    void linesAreKeptInTheView();
    void idleGpusCostMoneyWhereAPriceIsSet();

private:
    void show(Presenter& presenter)
    {
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
    }
    /// Two weeks of namespaces, and in the second one workloads of "big": "busy" at 90 %, and "lazy" with 8 GPUs at 2 %
    /// from three days before the end on.
    RowBatch rows(const char* cluster = "c") const
    {
        auto batch = weeksWithTeams(cluster, m_end);
        for (auto time = m_end - 7 * 24h; time < m_end; time += 1h) {
            batch.workloads.push_back(workloadHour(cluster, "big", "busy", "Job", time, 40, 90));
            batch.workloads.push_back(
                workloadHour(cluster, "big", "lazy", "Job", time, 8, time < m_end - 72h ? 60 : 2));
        }
        return batch;
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

void tst_WastePresenter::init()
{
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_WastePresenter::whoHoldsMostIdleOnWhatAndSinceWhen()
{
    m_session->commit(rows());
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Ready);
    const auto& table = presenter.data().holdersTable;
    QCOMPARE(table.rows.front().key, QStringLiteral("big"));
    QVERIFY(std::abs(cellOf(table, QStringLiteral("big"), "days") - 7 * 60 * (1 - 1 / 1.75)) < 1e-9);
    const auto cell = [&](const char* id) { return table.rows.front().cells[std::size_t(columnOf(table, id))]; };
    // 8 GPUs: four days at 60 %, three at 2 %. 40 at 90 % for a week.
    QCOMPARE(cell("workloads"), Cell(QStringLiteral("lazy 36.3, busy 28.0")));
    QCOMPARE(cell("since"), Cell(m_end - 72h));
    QCOMPARE(cell("state"), Cell(QStringLiteral("still idle")));
    QCOMPARE(presenter.data().workloadsTable.rows.front().key, QStringLiteral("big/lazy"));
    QVERIFY(figureAt(table, 0, std::size_t(columnOf(table, "idle"))));
}

void tst_WastePresenter::theRuleIsThatOfTheView()
{
    m_session->commit(rows());
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    QVERIFY(presenter.data().found->ofWorkloads);
    QCOMPARE(presenter.data().found->reclaim.freedGpuHours, 8.0 * (72 - 24));
    QVERIFY2(presenter.sentence().contains(QStringLiteral(
                 "after 24 h at or below 10.0 %, 384 GPU·h would have been free, held by 1 of the 2 looked at")),
        qPrintable(presenter.sentence()));
    m_state->setView(QStringLiteral("waste.after"), QStringLiteral("60"));
    QTRY_COMPARE(presenter.data().found->reclaim.freedGpuHours, 8.0 * 12);
    m_state->setView(QStringLiteral("waste.threshold"), QStringLiteral("1"));
    QTRY_VERIFY(presenter.data().found->reclaim.runs.empty());
    QVERIFY(presenter.sentence().contains(QStringLiteral("nothing would have been free")));
    m_state->setView(QStringLiteral("waste.after"), QStringLiteral("-3"));
    QTRY_COMPARE(presenter.choice().rule.afterHours, 24); // what is no number of hours is the default
}

void tst_WastePresenter::hoursBelowTheThresholdAreNotHeldIdle()
{
    m_session->commit(rows());
    m_state->setView(QStringLiteral("waste.threshold"), QStringLiteral("30"));
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& table = presenter.data().holdersTable;
    // "small" runs at 50 / 1.75 = 28.6 %: all of its hours are below 30 %, 71.4 % of them are held idle.
    QCOMPARE(cellOf(table, QStringLiteral("small"), "below"), 168 * 20.0);
    QVERIFY(std::abs(cellOf(table, QStringLiteral("small"), "idle") - 168 * 20 * (1 - 0.5 / 1.75)) < 1e-6);
    const auto below = figureAt(table, 0, std::size_t(columnOf(table, "below")));
    QVERIFY(below && below->metric == Metric::IdleBelowGpuHours);
    QCOMPARE(below->idleThreshold.value(), presenter.choice().rule.threshold); // explained with another threshold
    QCOMPARE(presenter.data().tiles[1].value, 168 * 20.0);
}

void tst_WastePresenter::labelsHaveNoWorkloads()
{
    m_session->commit(rows());
    m_state->setView(QStringLiteral("waste.level"), QStringLiteral("dimension"));
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.dimension().key, std::string("team"));
    QCOMPARE(presenter.data().found->holders.size(), 3U);
    QCOMPARE(columnOf(presenter.data().holdersTable, "workloads"), -1);
    QCOMPARE(presenter.data().holdersTable.rows.front().key, QStringLiteral("unknown")); // 30 GPUs at 5 %
    QVERIFY(presenter.data().found->ofWorkloads); // what is reclaimed are workloads all the same
}

void tst_WastePresenter::workloadsAreRankedToo()
{
    m_session->commit(rows());
    m_state->setView(QStringLiteral("waste.level"), QStringLiteral("workload"));
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().ranking.bars.front().key, QStringLiteral("big/lazy"));
    QCOMPARE(presenter.data().found->reclaim.freedGpuHours, 8.0 * 48);
    m_state->setPreset(RangePreset::LastYear);
    QTRY_COMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("35 days")));
}

void tst_WastePresenter::longRangesReclaimNamespaces()
{
    m_session->commit(rows());
    m_state->setPreset(RangePreset::LastYear);
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    QVERIFY(!presenter.data().found->ofWorkloads);
    QVERIFY(presenter.withoutWorkloads().contains(QStringLiteral("35 days")));
    QCOMPARE(presenter.data().found->lookedAt, 2);
}

void tst_WastePresenter::aClusterWithoutWorkloadsReclaimsNamespaces()
{
    m_session->commit(twoWeeks("c", m_end));
    m_state->setView(QStringLiteral("waste.threshold"), QStringLiteral("30"));
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    QVERIFY(!presenter.data().found->ofWorkloads);
    // "small" was at or below 30 % in the week before as well: nothing of the range is left to it.
    QCOMPARE(presenter.data().found->reclaim.freedGpuHours, 168 * 20.0);
    QVERIFY(presenter.sentence().contains(QStringLiteral("every namespace")));
    QVERIFY(!presenter.withoutWorkloads().isEmpty());
}

void tst_WastePresenter::pointsAndQuadrantsAreTheHolders()
{
    m_session->commit(rows());
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& data = presenter.data();
    QCOMPARE(data.scatter.points.size(), 2U);
    QCOMPARE(data.scatter.points.front().x.value, 168 * 60.0);
    QCOMPARE(data.scatter.points.front().colorKey, entityColorKey("c", "big"));
    QCOMPARE(data.lines.y(), 50.0); // the cluster's utilisation
    QCOMPARE(data.lines.x(), 168 * 20.0); // "big" alone holds 75 %
    const auto texts = quadrantTexts(data.found->holders, {168 * 30.0, 50});
    QVERIFY2(texts[3][1].startsWith(QStringLiteral("1: ")), qPrintable(texts[3][1]));
    QVERIFY(texts[0][1].startsWith(QStringLiteral("1: ")));
    QVERIFY(texts[1][1].startsWith(QStringLiteral("0: ")));
}

void tst_WastePresenter::ofVeryManyThoseThatHoldMostHaveADot()
{
    constexpr int many = 5000;
    RowBatch batch;
    batch.clusters.push_back(clusterHour("c", m_end - 1h, 2 * many, many, 50));
    for (int i = 0; i < many; ++i) {
        const auto name = "n" + std::to_string(i);
        batch.namespaces.push_back(namespaceHour("c", name.c_str(), m_end - 1h, 1, i * 100.0 / many, 1));
    }
    m_session->commit(std::move(batch));
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto hasDot = [&presenter](const QString& name) {
        const auto& points = presenter.data().scatter.points;
        return std::ranges::find(points, name, &ScatterPoint::key) != points.end();
    };
    const auto dots = presenter.data().scatter.points.size();
    QVERIFY(dots < many);
    QCOMPARE(presenter.data().holdersTable.rows.size(), std::size_t(many));
    QVERIFY(hasDot(QStringLiteral("n0")) && !hasDot(QStringLiteral("n4999")));
    m_state->select(QStringLiteral("n4999"), Level::Namespace);
    QTRY_VERIFY(presenter.isSettled() && hasDot(QStringLiteral("n4999")));
    QCOMPARE(presenter.data().scatter.points.size(), dots + 1);
}

void tst_WastePresenter::theWeekIsThatOfTheSelected()
{
    m_session->commit(rows());
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().week.cells.front(), 40.0);
    m_state->select(QStringLiteral("small"));
    QTRY_COMPARE(presenter.data().weekOf, QStringLiteral("small"));
    QVERIFY(std::abs(presenter.data().week.cells.front() - 20 * (1 - 0.5 / 1.75)) < 1e-9);
}

void tst_WastePresenter::severalClustersStandSideBySide()
{
    m_session->commit(rows());
    m_session->commit(rows("d"));
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d")});
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().found->holders.size(), 4U);
    const auto& table = presenter.data().holdersTable;
    QCOMPARE(table.rows.front().key, QStringLiteral("c/big"));
    QCOMPARE(table.rows.front().cells[std::size_t(columnOf(table, "workloads"))],
        Cell(QStringLiteral("lazy 36.3, busy 28.0")));
    QCOMPARE(presenter.data().found->reclaim.freedGpuHours, 2 * 8.0 * 48);
}

void tst_WastePresenter::nothingThereIsExplained()
{
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    m_state->setView(QStringLiteral("waste.level"), QStringLiteral("dimension"));
    QTRY_VERIFY(presenter.panelState().text.contains(QStringLiteral("No label")));
    auto bare = twoWeeks("c", m_end);
    bare.namespaces.clear();
    m_session->commit(bare);
    m_state->setView(QStringLiteral("waste.level"), QStringLiteral("workload"));
    QTRY_VERIFY(presenter.panelState().text.contains(QStringLiteral("no rows of workloads")));
}

void tst_WastePresenter::linesAreKeptInTheView()
{
    m_session->commit(rows());
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    presenter.moveLines({1234, 25});
    QVERIFY(presenter.isSettled()); // nothing is computed anew
    QCOMPARE(presenter.lines(), QPointF(1234, 25));
    m_state->back();
    QCOMPARE(presenter.lines(), presenter.data().lines);
}

void tst_WastePresenter::idleGpusCostMoneyWhereAPriceIsSet()
{
    m_session->commit(rows());
    WastePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(columnOf(presenter.data().holdersTable, "cost"), -1);
    QCOMPARE(presenter.data().tiles.size(), 2U);
    m_session->prices.insert(QStringLiteral("c"), {2.5, QStringLiteral("EUR")});
    emit m_session->settingsChanged();
    QTRY_COMPARE(presenter.data().tiles.size(), 3U);
    QCOMPARE(presenter.data().tiles[2].value, 168 * 40 * 2.5);
    const auto& table = presenter.data().holdersTable;
    QCOMPARE(cellOf(table, QStringLiteral("big"), "cost"), 2.5 * cellOf(table, QStringLiteral("big"), "idle"));
    QCOMPARE(columnSum(presenter.data().reclaimTable, "cost"), 2.5 * 8 * 48);
    QVERIFY(presenter.sentence().contains(QStringLiteral("worth 960.00 EUR")));
}

ATLAS_TEST(tst_WastePresenter);
#include "tst_WastePresenter.moc"
