// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ComparisonPresenter.h"
#include "models/views/Derive.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"

#include <functional>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_ComparisonPresenter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void figuresAreThoseOfTheStoredRows();
    void figuresAreThoseOfTheAnalysis();
    void whatNobodyHoldsIsARow();
    void anotherMetricRanksAnew();
    void aChoiceComputesNoFigureAgain();
    void severalClustersShowTheirSubjectsSideBySide();
    void theBucketCutsTheLines();
    void anUnknownKeyFallsBackToTeams();
    void withoutTeamsTheFirstKeyIsShown();
    void keysOverlapButNeverMix();
    void withoutKeysThePageSaysWhy();
    void anEmptyRangeSaysWhy();
    void theNoteCountsMissingHours();

private:
    void show(Presenter& presenter)
    {
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

void tst_ComparisonPresenter::init()
{
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_ComparisonPresenter::figuresAreThoseOfTheStoredRows()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparisonPresenter presenter(Level::Namespace, *m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Ready);
    const auto& table = presenter.data().table;
    const QString big = QStringLiteral("big"), small = QStringLiteral("small");
    QCOMPARE(presenter.data().subjects, 2);
    QCOMPARE(cellOf(table, big, "gpu_hours"), 168 * 60.0);
    QCOMPARE(cellOf(table, small, "gpu_hours"), 168 * 20.0);
    QCOMPARE(cellOf(table, big, "share"), 75.0);
    QVERIFY(std::abs(cellOf(table, big, "used") - 168 * 60 * 100 / 175.0) < 1e-6); // 50 / 1.75 · 2 %
    QVERIFY(std::abs(cellOf(table, big, "used") + cellOf(table, big, "idle") - 168 * 60) < 1e-6);
    QVERIFY(std::abs(cellOf(table, big, "change") - 100.0 / 3) < 1e-9); // 45 GPUs the week before
    QCOMPARE(cellOf(table, big, "average"), 60.0);
    QCOMPARE(cellOf(table, big, "workloads"), 6.0);
    QCOMPARE(cellOf(table, big, "rank"), 1.0);
    QCOMPARE(cellOf(table, big, "rank_change"), 0.0);
    QVERIFY(!isKnown(cellOf(table, big, "quota")));
}

void tst_ComparisonPresenter::figuresAreThoseOfTheAnalysis()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparisonPresenter presenter(Level::Namespace, *m_state, *m_session);
    show(presenter);
    const auto gridOf = [this](Level level) {
        auto future = m_session->store().grid({{"c", level, {}}, m_state->range()});
        future.waitForFinished();
        return *future.result();
    };
    const auto cluster = gridOf(Level::Cluster), names = gridOf(Level::Namespace);
    const HourPresence presence(*cluster);
    for (const char* name : {"big", "small"}) {
        const auto usage = usageOf(*names, names->indexOf(name), m_state->range().firstHour(),
            m_state->range().endHour(), presence, UsageOptions());
        const QString key = QString::fromLatin1(name);
        QCOMPARE(cellOf(presenter.data().table, key, "gpu_hours"), usage.gpuHours);
        QCOMPARE(cellOf(presenter.data().table, key, "idle"), usage.idleGpuHours);
        QCOMPARE(cellOf(presenter.data().table, key, "utilization"), usage.utilization);
        QCOMPARE(cellOf(presenter.data().table, key, "peak"), usage.peakAllocated.value);
    }
}

void tst_ComparisonPresenter::whatNobodyHoldsIsARow()
{
    auto rows = twoWeeks("c", m_end);
    for (auto& row : rows.clusters)
        row.allocated = double(row.allocated) + 5;
    m_session->commit(rows);
    ComparisonPresenter presenter(Level::Namespace, *m_state, *m_session);
    show(presenter);
    const auto& table = presenter.data().table;
    QCOMPARE(cellOf(table, otherKey(), "gpu_hours"), 168 * 5.0);
    QCOMPARE(columnSum(table, "gpu_hours"), 168 * 85.0);
    QCOMPARE(table.rows.back().key, otherKey());
    QCOMPARE(table.rows.back().cells[std::size_t(columnOf(table, "name"))], Cell(QStringLiteral("Unattributed")));
}

void tst_ComparisonPresenter::anotherMetricRanksAnew()
{
    auto rows = twoWeeks("c", m_end);
    for (const auto& cluster : rows.clusters)
        rows.namespaces.push_back(namespaceHour("c", "tiny", cluster.at.time, 1, 99, 1));
    m_session->commit(rows);
    ComparisonPresenter presenter(Level::Namespace, *m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().ranking.bars.front().key, QStringLiteral("big"));
    QCOMPARE(presenter.data().ranking.unit, Unit::GpuHours);
    m_state->setMetric(Metric::Utilization);
    QTRY_COMPARE(presenter.data().ranking.bars.front().key, QStringLiteral("tiny"));
    QCOMPARE(presenter.data().ranking.unit, Unit::Percent);
    QCOMPARE(presenter.data().gpus.series.front().key, QStringLiteral("tiny"));
    QCOMPARE(cellOf(presenter.data().table, QStringLiteral("tiny"), "rank"), 1.0);
    // Shares stay those of GPU-hours.
    QCOMPARE(presenter.data().shares.bars.front().key, QStringLiteral("big"));
}

void tst_ComparisonPresenter::aChoiceComputesNoFigureAgain()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparisonPresenter presenter(Level::Namespace, *m_state, *m_session);
    show(presenter);
    const auto figures = presenter.data().figures;
    m_state->setPage(QStringLiteral("teams"));
    QVERIFY(presenter.isSettled());
    for (const auto& change :
        std::vector<std::function<void()>>{[this] { m_state->setMetric(Metric::PeakAllocated); },
            [this] { m_state->select(QStringLiteral("small")); }, [&] { presenter.choose("top", QStringLiteral("5")); },
            [&] { presenter.choose("small", QStringLiteral("utilization")); },
            [this] { m_state->setBucket(Bucket::Day); }, [this] { m_state->setZone("Asia/Shanghai"); }}) {
        QSignalSpy loads(&presenter, &Presenter::dataChanged);
        change();
        QVERIFY(!presenter.isSettled());
        QTRY_VERIFY(presenter.isSettled());
        QCOMPARE(loads.count(), 1);
        QCOMPARE(presenter.data().figures, figures);
    }
    // What another page chose is nothing to this one; other hours are.
    QSignalSpy loads(&presenter, &Presenter::dataChanged);
    m_state->setView(QStringLiteral("teams.over"), QStringLiteral("time"));
    QVERIFY(presenter.isSettled());
    auto rows = twoWeeks("c", m_end);
    rows.namespaces.back().allocated = 7;
    m_session->commit(rows);
    QTRY_VERIFY(presenter.data().figures != figures);
}

void tst_ComparisonPresenter::severalClustersShowTheirSubjectsSideBySide()
{
    m_session->commit(weeksWithTeams("c", m_end));
    auto other = weeksWithTeams("d", m_end);
    for (auto& row : other.namespaces)
        row.capacity = 100; // the cluster's: no quota
    m_session->commit(other);
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d")});
    ComparisonPresenter namespaces(Level::Namespace, *m_state, *m_session);
    show(namespaces);
    QCOMPARE(namespaces.data().subjects, 4);
    QCOMPARE(namespaces.data().cluster.gpuHours, 2 * 168 * 80.0);
    QCOMPARE(cellOf(namespaces.data().table, QStringLiteral("d/big"), "gpu_hours"), 168 * 60.0);
    QCOMPARE(cellOf(namespaces.data().table, QStringLiteral("d/big"), "share"), 37.5);
    QVERIFY(namespaces.data().quotas.bars.empty());
    QCOMPARE(namespaces.data().ranking.bars[0].colorKey, std::string("c/big")); // the colour of its own page
    ComparisonPresenter teams(Level::Dimension, *m_state, *m_session);
    show(teams);
    QCOMPARE(teams.data().subjects, 6);
    QVERIFY(teams.data().shares.bars.back().isOther);
    QCOMPARE(teams.data().shares.bars.back().key, QStringLiteral("d/unknown"));
}

void tst_ComparisonPresenter::theBucketCutsTheLines()
{
    m_session->commit(twoWeeks("c", m_end));
    m_state->setBucket(Bucket::Day);
    ComparisonPresenter presenter(Level::Namespace, *m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().gpus.t.size(), 7U);
    QCOMPARE(presenter.data().gpus.series.front().y[3], 60.0);
    QVERIFY(std::abs(presenter.data().utilization.series.front().y[3] - 100 / 1.75) < 1e-9);
}

void tst_ComparisonPresenter::anUnknownKeyFallsBackToTeams()
{
    auto rows = weeksWithTeams("c", m_end);
    rows.dimensions.push_back(dimensionHour("c", {DimensionType::Label, "app"}, "x", m_end - 1h, 1, 1));
    m_session->commit(rows);
    m_state->setDimension({DimensionType::Label, "nobody-knows"});
    ComparisonPresenter presenter(Level::Dimension, *m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.dimensions().size(), 3U);
    QCOMPARE(presenter.dimensions().front().key, std::string("app"));
    QCOMPARE(presenter.dimension().key, std::string("team"));
    QCOMPARE(presenter.data().table.title, QStringLiteral("team"));
    QCOMPARE(cellOf(presenter.data().table, QStringLiteral("core"), "gpu_hours"), 168 * 40.0);
}

void tst_ComparisonPresenter::withoutTeamsTheFirstKeyIsShown()
{
    auto rows = weeksWithTeams("c", m_end);
    std::erase_if(rows.dimensions, [](const DimensionHour& row) { return row.dimension.key == "team"; });
    m_session->commit(rows);
    ComparisonPresenter presenter(Level::Dimension, *m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.dimension(), DimensionKey({DimensionType::Annotation, "cost-center"}));
    QCOMPARE(presenter.data().subjects, 1);
}

void tst_ComparisonPresenter::keysOverlapButNeverMix()
{
    m_session->commit(weeksWithTeams("c", m_end));
    ComparisonPresenter presenter(Level::Dimension, *m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.data().subjects, 3);
    QCOMPARE(presenter.data().groups.bars.back().key, QStringLiteral("unknown")); // apart, though second by size
    QVERIFY(presenter.data().groups.bars.back().isOther);
    QCOMPARE(columnSum(presenter.data().table, "gpu_hours"), 168 * 80.0);
    m_state->setDimension({DimensionType::Annotation, "cost-center"});
    QTRY_COMPARE(presenter.data().subjects, 1);
    QCOMPARE(cellOf(presenter.data().table, QStringLiteral("a"), "gpu_hours"), 168 * 80.0);
    QVERIFY(!isKnown(cellOf(presenter.data().table, QStringLiteral("core"), "gpu_hours")));
}

void tst_ComparisonPresenter::withoutKeysThePageSaysWhy()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparisonPresenter presenter(Level::Dimension, *m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("label")));
    QVERIFY(presenter.dimension().key.empty());
    QVERIFY(presenter.data().table.rows.empty());
}

void tst_ComparisonPresenter::anEmptyRangeSaysWhy()
{
    m_session->commit(twoWeeks("c", m_end));
    m_state->setCustomRange({at("2020-01-01T00:00:00Z"), at("2020-01-02T00:00:00Z")});
    ComparisonPresenter presenter(Level::Namespace, *m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("2020")));
    QCOMPARE(presenter.data().subjects, 0);
}

void tst_ComparisonPresenter::theNoteCountsMissingHours()
{
    auto rows = twoWeeks("c", m_end);
    m_session->commit(rows);
    ComparisonPresenter whole(Level::Namespace, *m_state, *m_session);
    show(whole);
    QCOMPARE(whole.note(), QStringLiteral(u"9 – 15 Dec 2024, UTC"));

    init();
    const auto gone = m_end - 50h;
    std::erase_if(rows.clusters, [gone](const ClusterHour& row) { return row.at.time == gone; });
    m_session->commit(rows);
    ComparisonPresenter partial(Level::Namespace, *m_state, *m_session);
    show(partial);
    QCOMPARE(partial.note(), QStringLiteral(u"9 – 15 Dec 2024, UTC · 167 of 168 h"));
}

ATLAS_TEST(tst_ComparisonPresenter);
#include "tst_ComparisonPresenter.moc"
