// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "models/views/Derive.h"
#include "models/views/WorkloadsPresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"

#include <algorithm>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

/// Four workloads of two namespaces over a week, with some hours missing.
class tst_Workloads : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void figuresAreThoseOfTheAnalysis();
    void theNewestRowSaysTypeStatusAndOwner();
    void totalsAreTheSumOfWhatIsShown();
    void theListAddsUpToTheCluster();
    void aSelectedNamespaceNarrowsTheList();
    void theListStaysNarrowWhenAWorkloadIsSelected();
    void theListIsNarrowedAlsoWhereALoadFailed();
    void aSelectedLabelNarrowsTheList();
    void linesAreOfTheBuckets();
    void hoursBeforeTheFirstRowAreUnknown();
    void clustersSayTheirNames();
    void aRangeWithoutRowsSaysWhy();
    void aSelectionReloadsNothing();

private:
    RowBatch rows(const char* cluster = "c") const
    {
        auto batch = twoWeeks(cluster, m_end);
        for (int hour = 0; hour < 168; ++hour) {
            const auto time = m_end - 168h + hour * 1h;
            add(batch, workloadHour(cluster, "big", "train", "Job", time, 40, 90), "core");
            if (hour % 3 != 0)
                add(batch, workloadHour(cluster, "big", "note", "Pod", time, 2, 5), "apps");
            if (hour < 100)
                add(batch, workloadHour(cluster, "small", "serve", "Deployment", time, 8 + hour % 2, 30), "core");
            if (hour >= 160)
                add(batch, workloadHour(cluster, "small", "odd", "Pod", time, 4, unknown), nullptr);
        }
        return batch;
    }
    static void add(RowBatch& batch, WorkloadHour row, const char* team)
    {
        row.requested = double(row.allocated) + 1;
        row.status = "Running";
        row.ownerName = "owner of " + row.name;
        row.avgMemoryUsed = 20.5;
        row.avgReplicas = 3.0;
        if (team)
            row.labels = {{"team", team}, {"app", "x"}};
        batch.workloads.push_back(std::move(row));
    }
    void show(Presenter& presenter)
    {
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
    }
    static QStringList keysOf(const Table& table)
    {
        QStringList keys;
        for (const auto& row : table.rows)
            keys << row.key;
        return keys;
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

void tst_Workloads::init()
{
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_Workloads::figuresAreThoseOfTheAnalysis()
{
    m_session->commit(rows());
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Ready);
    const auto& table = presenter.table();
    QCOMPARE(keysOf(table), QStringList({"big/train", "small/serve", "big/note", "small/odd", otherKey()}));
    const auto gridOf = [this](Level level) {
        auto future = m_session->store().grid({{"c", level, {}}, m_state->range()});
        future.waitForFinished();
        return *future.result();
    };
    const auto cluster = gridOf(Level::Cluster), workloads = gridOf(Level::Workload);
    const HourPresence presence(*cluster);
    for (int i = 0; i < workloads->subjectCount(); ++i) {
        const auto usage =
            usageOf(*workloads, i, m_state->range().firstHour(), m_state->range().endHour(), presence, UsageOptions());
        const QString key = QString::fromStdString(workloads->subjects()[std::size_t(i)]);
        QCOMPARE(Figure(cellOf(table, key, "gpu_hours")), Figure(metricValue(usage, Metric::GpuHours)));
        QCOMPARE(Figure(cellOf(table, key, "idle")), Figure(metricValue(usage, Metric::IdleGpuHours)));
        QCOMPARE(Figure(cellOf(table, key, "utilization")), Figure(usage.utilization));
        QCOMPARE(cellOf(table, key, "allocated"), usage.averageAllocated);
        QCOMPARE(cellOf(table, key, "peak"), usage.peakAllocated.value);
    }
    QCOMPARE(cellOf(table, QStringLiteral("big/train"), "gpu_hours"), 168 * 40.0);
    QVERIFY(!isKnown(cellOf(table, QStringLiteral("small/odd"), "utilization")));
    // Each figure says what it is.
    const auto figure = figureAt(table, 0, std::size_t(columnOf(table, "idle")));
    QVERIFY(figure.has_value());
    QCOMPARE(*figure, FigureRef({Metric::IdleGpuHours, {"c", Level::Workload, {}}, "big/train", m_state->range()}));
}

void tst_Workloads::theNewestRowSaysTypeStatusAndOwner()
{
    auto batch = rows();
    for (auto& row : batch.workloads) {
        if (row.name == "serve" && row.at.time < m_end - 168h + 99h) // all but its last
            row.status = "Pending";
    }
    batch.workloads.push_back(workloadHour("c", "small", "serve", "Pod", m_end - 160h, 1, 10));
    m_session->commit(batch);
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto* entry = presenter.entry(QStringLiteral("small/serve"));
    QVERIFY(entry);
    QCOMPARE(entry->newest.status, std::string("Running"));
    QCOMPARE(entry->types, std::string("Deployment, Pod"));
    QCOMPARE(entry->newest.ownerName, std::string("owner of serve"));
    QCOMPARE(entry->first, m_end - 168h);
    QCOMPARE(entry->last, m_end - 168h + 99h);
    QCOMPARE(cellOf(presenter.table(), QStringLiteral("small/serve"), "requested"), 10.0);
    QCOMPARE(cellOf(presenter.table(), QStringLiteral("small/serve"), "memory"), 20.5);
    QCOMPARE(cellOf(presenter.table(), QStringLiteral("small/serve"), "replicas"), 3.0);
    const auto facts = workloadFacts(*entry, m_state->zone());
    const auto textOf = [&facts](const char* caption) {
        const auto at = std::ranges::find(facts, QString::fromLatin1(caption), &std::pair<QString, QString>::first);
        return at == facts.end() ? QString() : at->second;
    };
    QCOMPARE(textOf("Labels"), QStringLiteral("team = core\napp = x"));
    QCOMPARE(textOf("Hours with data"), QStringLiteral("100 of 168"));
    QVERIFY(textOf("Memory").startsWith(QStringLiteral("20.5")));
}

void tst_Workloads::totalsAreTheSumOfWhatIsShown()
{
    m_session->commit(rows());
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    auto named = presenter.table();
    named.rows.pop_back(); // what none of them explains
    const double all = columnSum(named, "gpu_hours");
    QCOMPARE(all, 168 * 40 + 112 * 2 + 100 * 8.5 + 8 * 4);
    const QString text = presenter.totals({0, 1, 2, 3, 4});
    QVERIFY2(text.startsWith(QStringLiteral("4 workload")), qPrintable(text));
    QVERIFY2(text.contains(formatWithUnit(all, Unit::GpuHours)), qPrintable(text));
    QVERIFY2(text.contains(formatWithUnit(columnSum(named, "idle"), Unit::GpuHours)), qPrintable(text));
    const QString part = presenter.totals({1});
    QVERIFY2(part.startsWith(QStringLiteral("1 of 4")), qPrintable(part));
    QVERIFY2(part.contains(QStringLiteral("850 GPU")), qPrintable(part));
    QCOMPARE(presenter.totals({}), QStringLiteral("0 of 4 workload(s)"));
}

void tst_Workloads::theListAddsUpToTheCluster()
{
    m_session->commit(rows());
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto future = m_session->store().grid({{"c", Level::Cluster, {}}, m_state->range()});
    const auto grid = future.result().value();
    const auto cluster = usageOf(*grid, 0, grid->firstHour(), grid->firstHour() + grid->hours(), HourPresence(*grid));
    QCOMPARE(columnSum(presenter.table(), "gpu_hours"), cluster.gpuHours);
    QCOMPARE(columnSum(presenter.table(), "idle"), cluster.idleGpuHours);
    const auto& last = presenter.table().rows.back();
    QVERIFY(last.setApart);
    QCOMPARE(std::get<QString>(last.cells.front()), QStringLiteral("Unattributed"));
    presenter.selectWorkloads({last.key}); // nobody
    QVERIFY(m_state->query().selection.isEmpty());
}

void tst_Workloads::aSelectedNamespaceNarrowsTheList()
{
    m_session->commit(rows());
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    m_state->select(QStringLiteral("small"));
    QTRY_COMPARE(keysOf(presenter.table()), QStringList({"small/serve", "small/odd"}));
    QCOMPARE(presenter.narrowing().names, QStringList{"small"});
    presenter.clearNarrowing();
    QTRY_COMPARE(presenter.table().rows.size(), std::size_t(4 + 1));
    QVERIFY(m_state->query().selection.isEmpty());
}

void tst_Workloads::theListIsNarrowedAlsoWhereALoadFailed()
{
    auto batch = rows();
    const auto first = at("2005-01-01T00:00:00Z");
    for (int i = 0; i < 150; ++i) // together with the hours until today more than anybody can show
        batch.workloads.push_back(workloadHour("c", "old", ("old-" + std::to_string(i)).c_str(), "Job", first, 1, 50));
    m_session->commit(std::move(batch));
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    m_state->setCustomRange({first, m_end});
    m_state->select(QStringLiteral("small"));
    QTRY_VERIFY(presenter.isSettled());
    QVERIFY2(
        presenter.panelState().action.contains(QStringLiteral("shorter")), qPrintable(presenter.panelState().text));
    QCOMPARE(keysOf(presenter.table()), QStringList({"small/serve", "small/odd"})); // what was there before, narrowed
}

void tst_Workloads::theListStaysNarrowWhenAWorkloadIsSelected()
{
    m_session->commit(rows());
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    m_state->select(QStringLiteral("big"));
    presenter.selectWorkloads({QStringLiteral("big/note"), QStringLiteral("big/train")});
    QCOMPARE(m_state->query().selection,
        Selection({Level::Workload, {}, {QStringLiteral("big/note"), QStringLiteral("big/train")}}));
    QTRY_COMPARE(keysOf(presenter.table()), QStringList({"big/train", "big/note"}));
    m_state->back();
    QVERIFY(m_state->query().selected(Level::Workload).isEmpty()); // one step
    m_state->forward();
    presenter.clearNarrowing();
    QTRY_COMPARE(presenter.table().rows.size(), std::size_t(4 + 1));
    QCOMPARE(m_state->query().selected(Level::Workload).size(), 2); // what is selected stays so
    // A workload that is selected among all narrows nothing.
    presenter.selectWorkloads({QStringLiteral("small/odd")});
    QCOMPARE(presenter.table().rows.size(), std::size_t(4 + 1));
}

void tst_Workloads::aSelectedLabelNarrowsTheList()
{
    m_session->commit(rows());
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    const DimensionKey team{DimensionType::Label, "team"};
    m_state->select(QStringLiteral("core"), Level::Dimension, team);
    QTRY_COMPARE(keysOf(presenter.table()), QStringList({"big/train", "small/serve"}));
    presenter.selectWorkloads({QStringLiteral("big/train")});
    QCOMPARE(presenter.narrowing(), Selection({Level::Dimension, team, {QStringLiteral("core")}}));
    m_state->select(QStringLiteral("unknown"), Level::Dimension, team); // who has no such label
    QTRY_COMPARE(keysOf(presenter.table()), QStringList({"small/odd"}));
}

void tst_Workloads::linesAreOfTheBuckets()
{
    m_session->commit(rows());
    m_state->setBucket(Bucket::Day);
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto one = presenter.lines({QStringLiteral("small/serve")});
    QCOMPARE(one.gpus.t.size(), 7U);
    QCOMPARE(one.gpus.series.size(), 1U);
    QCOMPARE(one.gpus.series[0].y[0], 8.5);
    QCOMPARE(one.gpus.series[0].y[6], 0.0); // gone, while the cluster has data
    QCOMPARE(one.utilization.series[0].y[0], 30.0);
    QVERIFY(!isKnown(one.utilization.series[0].y[6]));
    QCOMPARE(one.utilization.series[0].bandHigh[0], 35.0);
    QCOMPARE(one.gpus.series[0].subject, std::string("small/serve"));
    const auto several = presenter.lines({QStringLiteral("small/serve"), QStringLiteral("big/train"), "gone"});
    QCOMPARE(several.gpus.series.size(), 2U);
    QVERIFY(several.utilization.series[0].bandHigh.empty());
}

/// Only the hours with rows of workloads are read; the figures are those of the range nevertheless.
/// Nobody asked for the workloads of the first week, or it had none: that they held nothing is not known.
void tst_Workloads::hoursBeforeTheFirstRowAreUnknown()
{
    m_session->commit(rows());
    m_state->setCustomRange({m_end - 14 * 24h, m_end});
    m_state->setBucket(Bucket::Week);
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto* train = presenter.entry(QStringLiteral("big/train"));
    QVERIFY(train);
    QCOMPARE(train->usage.clusterHours, 7 * 24);
    QCOMPARE(train->usage.averageAllocated, 40.0);
    QVERIFY2(
        presenter.note().endsWith(QStringLiteral("rows of workloads for 168 of 336 h")), qPrintable(presenter.note()));
    QVERIFY2(presenter.totals({0}).contains(QStringLiteral("40 GPU on average")), qPrintable(presenter.totals({0})));
    QCOMPARE(train->first, m_end - 168h);
    const auto lines = presenter.lines({QStringLiteral("big/train")});
    QCOMPARE(lines.gpus.t.front(), m_end - 14 * 24h);
    QVERIFY(!isKnown(lines.gpus.series[0].y.front()));
    QCOMPARE(lines.gpus.series[0].y.back(), 40.0);
    // Back to what is in memory, and to a range without any.
    m_state->setCustomRange({m_end - 14 * 24h, m_end - 200h});
    QTRY_VERIFY(presenter.isSettled() && presenter.table().rows.empty());
}

void tst_Workloads::clustersSayTheirNames()
{
    m_session->commit(rows("c"));
    m_session->commit(rows("d"));
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d")});
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.table().rows.size(), std::size_t(8 + 1));
    QCOMPARE(cellOf(presenter.table(), QStringLiteral("d/big/train"), "gpu_hours"), 168 * 40.0);
    QCOMPARE(presenter.entry(QStringLiteral("d/big/train"))->newest.cluster, std::string("d"));
    m_state->select(QStringLiteral("d/small"));
    QTRY_COMPARE(keysOf(presenter.table()), QStringList({"d/small/serve", "d/small/odd"}));
}

void tst_Workloads::aRangeWithoutRowsSaysWhy()
{
    auto batch = rows();
    batch.workloads.clear();
    m_session->commit(batch);
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY2(presenter.panelState().text.contains(QStringLiteral("31 days")), qPrintable(presenter.panelState().text));
    m_session->live = false;
    presenter.retry();
    QTRY_VERIFY(presenter.isSettled());
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("Memory has no rows of workloads")));
    m_state->setCustomRange({at("2020-01-01T00:00:00Z"), at("2020-01-02T00:00:00Z")});
    QTRY_VERIFY(presenter.isSettled());
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("2020")));
}

void tst_Workloads::aSelectionReloadsNothing()
{
    m_session->commit(rows());
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    QSignalSpy states(&presenter, &Presenter::panelStateChanged);
    m_state->select(QStringLiteral("small"));
    presenter.selectWorkloads({QStringLiteral("small/odd")});
    QVERIFY(presenter.isSettled());
    QCOMPARE(states.count(), 0);
}

ATLAS_TEST(tst_Workloads);
#include "tst_Workloads.moc"
