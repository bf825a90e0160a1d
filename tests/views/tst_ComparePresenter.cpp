// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ComparePresenter.h"
#include "models/views/Derive.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_ComparePresenter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void thePeriodBeforeIsWhatIsComparedFirst();
    void waterfallsEndWhereTheyShould();
    void stepsLeadToTheirFigures();
    void theResultIsSaidInWords();
    void figuresAreThoseOfTheAnalysis();
    void linesLieOnEachOther();
    void aGapIsAGap();
    void aSelectedNamespaceHasItsOwnLines();
    void choicesAreReadFromTheView();
    void aPeriodOfOnesOwn();
    void aPeriodWithoutDataOffersOneThatHas();
    void withoutAnythingBeforeTheDataAreHalved();
    void clustersAreComparedPerGpu();
    void hoursOfUnknownCapacityAreNoPartOfIt();
    void unknownUseIsAGapInTheLine();
    void oneClusterAloneIsExplained();
    void aClusterOfUnknownCapacityIsExplained();
    void otherChoicesReloadNothing();
    void aNewNamespaceIsNew();

private:
    void show(Presenter& presenter)
    {
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
    }
    static double sum(const WaterfallData& data)
    {
        double all = data.steps.front().value;
        for (const auto& step : data.steps)
            all += step.total ? 0 : step.value;
        return all;
    }
    static bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)}); }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

void tst_ComparePresenter::init()
{
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_ComparePresenter::thePeriodBeforeIsWhatIsComparedFirst()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Ready);
    const auto& data = presenter.data();
    QCOMPARE(data.split.earlier, 168 * 24.0); // 60 GPUs at 40 %
    QCOMPARE(data.split.later, 168 * 40.0); // 80 at 50 %
    QVERIFY(near(data.split.part(ChangeCause::Capacity), 0));
    QVERIFY(near(data.split.part(ChangeCause::Mix), 0));
    QVERIFY(near(data.split.part(ChangeCause::Allocation), 168 * 20 * 0.45)); // by midpoints
    QVERIFY(near(data.split.part(ChangeCause::Utilization), 168 * 70 * 0.1));
}

void tst_ComparePresenter::waterfallsEndWhereTheyShould()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    for (const auto* waterfall : {&presenter.data().byCause, &presenter.data().byNamespace}) {
        QVERIFY(waterfall->steps.front().total && waterfall->steps.back().total);
        QVERIFY(near(sum(*waterfall), waterfall->steps.back().value));
        QVERIFY(near(waterfall->steps.back().value, presenter.data().later.usedGpuHours));
    }
    QCOMPARE(presenter.data().byNamespace.steps[1].key, QStringLiteral("big"));
    QVERIFY(near(columnSum(presenter.data().namespacesTable, "change"), presenter.data().split.change()));
    QVERIFY(near(cellOf(presenter.data().causesTable, QStringLiteral("sum"), "change"), 168 * 16));
}

void tst_ComparePresenter::stepsLeadToTheirFigures()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& data = presenter.data();
    for (const auto* waterfall : {&data.byCause, &data.byNamespace}) {
        for (const auto& step : waterfall->steps) { // a level is of one period, a change of two, the later first
            QCOMPARE(step.figures.size(), step.total ? 1U : 2U);
            QCOMPARE(step.figures.back().figure.range,
                step.key.endsWith(QStringLiteral("later")) ? data.aligned.later : data.aligned.earlier);
        }
    }
    const FigureRef expected{Metric::UsedGpuHours, {"c", Level::Namespace, {}}, "big", data.aligned.later};
    QVERIFY(data.byNamespace.steps[1].figures.front().figure == expected);
    const auto allocation =
        std::ranges::find(data.byCause.steps, QString::number(int(ChangeCause::Allocation)), &WaterfallStep::key);
    QVERIFY(allocation->figures.front().figure.metric == Metric::AllocationRate);
}

void tst_ComparePresenter::theResultIsSaidInWords()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& sentences = presenter.data().sentences;
    QVERIFY2(sentences[0].contains(QStringLiteral("rose by 2,688 GPU·h (+66.7 %), from 4,032 to 6,720 GPU·h")),
        qPrintable(sentences[0]));
    QVERIFY2(sentences[1].startsWith(QStringLiteral("Why: +1,512 GPU·h because more was allocated, +1,176")),
        qPrintable(sentences[1]));
    QVERIFY2(sentences[2].contains(QStringLiteral("big (+2,304 GPU·h)")), qPrintable(sentences[2]));
    QVERIFY2(sentences[3].contains(QStringLiteral("from 40.0 % to 50.0 %")), qPrintable(sentences[3]));
    QCOMPARE(sentences.size(), 4); // both weeks are whole: nothing more to know
}

void tst_ComparePresenter::figuresAreThoseOfTheAnalysis()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& table = presenter.data().figures;
    const auto idle = QByteArray::number(int(Metric::IdleGpuHours));
    QCOMPARE(cellOf(table, QStringLiteral("later"), idle.constData()), presenter.data().later.idleGpuHours);
    QCOMPARE(cellOf(table, QStringLiteral("earlier"), idle.constData()), 168 * 36.0);
    const int column = columnOf(table, idle.constData());
    QCOMPARE(std::get<QString>(table.rows[2].cells[std::size_t(column)]), QStringLiteral("+672 GPU·h"));
    QCOMPARE(std::get<QString>(table.rows[3].cells[std::size_t(column)]), QStringLiteral("+11.1 %"));
    const auto rate = QByteArray::number(int(Metric::Utilization));
    QCOMPARE(std::get<QString>(table.rows[2].cells[std::size_t(columnOf(table, rate.constData()))]),
        QStringLiteral("+10 points"));
    // A figure of the earlier row is of the earlier hours.
    const auto figure = figureAt(table, 1, std::size_t(column));
    QVERIFY(figure);
    QCOMPARE(figure->range, (TimeRange{m_end - 14 * 24h, m_end - 7 * 24h}));
    QCOMPARE(figure->metric, Metric::IdleGpuHours);
    // A change is neither period's figure.
    QVERIFY(!figureAt(table, 2, std::size_t(column)));
    QVERIFY(!figureAt(table, 3, std::size_t(column)));
}

void tst_ComparePresenter::linesLieOnEachOther()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& lines = presenter.data().overlay;
    QCOMPARE(lines.t.size(), 168U);
    QCOMPARE(lines.t.front(), m_end - 7 * 24h);
    QCOMPARE(lines.series[0].y[5], 40.0);
    QCOMPARE(lines.series[1].y[5], 24.0);
    m_state->setView(QStringLiteral("compare.figure"), QStringLiteral("utilization"));
    QTRY_COMPARE(presenter.data().overlay.unit, Unit::Percent);
    QCOMPARE(presenter.data().overlay.series[1].y[5], 40.0);
}

void tst_ComparePresenter::aGapIsAGap()
{
    auto rows = twoWeeks("c", m_end);
    std::erase_if(rows.clusters, [this](const ClusterHour& row) { return row.at.time == m_end - 13 * 24h; });
    m_session->commit(rows);
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& lines = presenter.data().overlay;
    QVERIFY(!isKnown(lines.series[1].y[24]));
    QCOMPARE(lines.series[0].y[24], 40.0);
    QVERIFY(presenter.data().split.part(ChangeCause::Hours) > 0);
    QVERIFY(presenter.data().sentences.back().contains(QStringLiteral("168 h of the later and 167 h")));
}

void tst_ComparePresenter::aSelectedNamespaceHasItsOwnLines()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    m_state->select(QStringLiteral("small"));
    QTRY_COMPARE(presenter.data().overlay.series.size(), 4U);
    const auto& series = presenter.data().overlay.series;
    QVERIFY(near(series[2].y[0], 20 * 50 / 1.75 / 100));
    QCOMPARE(series[2].colorKey, series[3].colorKey);
}

void tst_ComparePresenter::choicesAreReadFromTheView()
{
    DashboardQuery query;
    QVERIFY(!CompareChoice(query).clusters);
    query.view = {{QStringLiteral("compare.mode"), QStringLiteral("clusters")},
        {QStringLiteral("compare.align"), QStringLiteral("weekday")},
        {QStringLiteral("compare.with"), QStringLiteral("month")}};
    const CompareChoice choice(query);
    QVERIFY(choice.clusters);
    QCOMPARE(choice.how, AlignBy::Weekday);
    QCOMPARE(choice.with, ComparedPeriod::MonthBefore);
    query.view = {{QStringLiteral("compare.with"), QStringLiteral("free")},
        {QStringLiteral("compare.from"), QStringLiteral("yesterday")},
        {QStringLiteral("compare.to"), QStringLiteral("2024-12-01T00:00:00Z")}};
    QCOMPARE(CompareChoice(query).with, ComparedPeriod::Before); // what cannot be understood is the default
}

void tst_ComparePresenter::aPeriodOfOnesOwn()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    presenter.compareWith({m_end - 14 * 24h, m_end - 13 * 24h});
    QTRY_COMPARE(presenter.data().aligned.later.hours(), 24);
    QCOMPARE(presenter.data().aligned.cutLater, 6 * 24);
    QCOMPARE(presenter.data().sentences.back(),
        QStringLiteral("To equal length: 6 d of the later period has no counterpart and is left out."));
    QCOMPARE(presenter.data().split.earlier, 24 * 24.0);
    presenter.compareWith({m_end - 14 * 24h, m_end - 6 * 24h});
    QTRY_COMPARE(presenter.data().aligned.cutEarlier, 24);
    QCOMPARE(presenter.data().sentences.back(),
        QStringLiteral("To equal length: 1 d of the earlier period has no counterpart and is left out."));
    m_state->back();
    m_state->back();
    QTRY_COMPARE(presenter.data().aligned.later.hours(), 168);
}

void tst_ComparePresenter::aPeriodWithoutDataOffersOneThatHas()
{
    m_session->commit(twoWeeks("c", m_end));
    m_state->setCustomRange({m_end - 24h, m_end});
    m_state->setView(QStringLiteral("compare.with"), QStringLiteral("month"));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("nothing to compare with")));
    QVERIFY(presenter.panelState().action.startsWith(QStringLiteral("Compare with")));
    presenter.nextStep();
    QTRY_COMPARE(presenter.panelState().kind, PanelState::Ready);
    QCOMPARE(presenter.data().aligned.earlier, (TimeRange{m_end - 48h, m_end - 24h}));
}

void tst_ComparePresenter::withoutAnythingBeforeTheDataAreHalved()
{
    m_session->commit(twoWeeks("c", m_end));
    m_state->setPreset(RangePreset::Last30Days);
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    presenter.nextStep();
    QTRY_COMPARE(presenter.panelState().kind, PanelState::Ready);
    QCOMPARE(presenter.data().split.earlier, 168 * 24.0);
    QCOMPARE(presenter.data().split.later, 168 * 40.0);
}

void tst_ComparePresenter::clustersAreComparedPerGpu()
{
    m_session->commit(twoWeeks("c", m_end));
    auto other = twoWeeks("d", m_end);
    for (auto& row : other.clusters)
        row.capacity = 1000;
    m_session->commit(other);
    m_state->setView(QStringLiteral("compare.mode"), QStringLiteral("clusters"));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.otherCluster(), QStringLiteral("d"));
    const auto& split = presenter.data().split;
    QVERIFY(near(split.later, 40) && near(split.earlier, 4));
    QVERIFY(near(split.part(ChangeCause::Allocation), 36));
    QCOMPARE(presenter.data().byCause.unit, Unit::Percent);
    QVERIFY(near(presenter.data().overlay.series[1].y[0], 4));
    QVERIFY2(presenter.data().sentences.front().contains(QStringLiteral("c uses 40.0 % of its capacity, d uses 4.0 %")),
        qPrintable(presenter.data().sentences.front()));

    // The table has both: what they have per GPU, and how much that is.
    const auto& table = presenter.data().figures;
    const auto perGpu = [&](const QString& row, Metric metric) {
        return cellOf(table, row, qPrintable(QStringLiteral("capacity.%1").arg(int(metric))));
    };
    const auto absolute = [&](const QString& row, Metric metric) {
        return cellOf(table, row, qPrintable(QString::number(int(metric))));
    };
    const QString c = QStringLiteral("later"), d = QStringLiteral("earlier");
    QVERIFY(near(perGpu(c, Metric::UsedGpuHours), 40) && near(perGpu(d, Metric::UsedGpuHours), 4));
    QVERIFY(near(perGpu(c, Metric::GpuHours), 80) && near(perGpu(d, Metric::GpuHours), 8));
    QVERIFY(near(perGpu(c, Metric::PeakAllocated), 80) && near(perGpu(d, Metric::PeakAllocated), 8));
    QVERIFY(near(perGpu(c, Metric::UnallocatedGpuHours), 20) && near(perGpu(d, Metric::UnallocatedGpuHours), 92));
    QCOMPARE(absolute(c, Metric::UsedGpuHours), absolute(d, Metric::UsedGpuHours));
    QCOMPARE(absolute(c, Metric::UsedGpuHours), 168 * 40.0);
    QVERIFY(table.title.contains(QStringLiteral("per GPU")));
}

void tst_ComparePresenter::hoursOfUnknownCapacityAreNoPartOfIt()
{
    auto rows = twoWeeks("c", m_end);
    for (auto& row : rows.clusters) {
        if (row.at.time >= m_end - 60h)
            row.capacity = row.allocationRate = 0;
    }
    m_session->commit(rows);
    m_session->commit(twoWeeks("d", m_end));
    m_state->setView(QStringLiteral("compare.mode"), QStringLiteral("clusters"));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& data = presenter.data();
    QVERIFY(near(data.split.later, 40) && near(data.split.earlier, 40)); // the same use of the same GPUs
    QVERIFY(near(cellOf(data.figures, QStringLiteral("later"),
                     qPrintable(QStringLiteral("capacity.%1").arg(int(Metric::UsedGpuHours)))),
        40));
    QVERIFY(near(cellOf(data.figures, QStringLiteral("later"),
                     qPrintable(QStringLiteral("capacity.%1").arg(int(Metric::GpuHours)))),
        80));
    // How much it is in all counts all hours.
    QVERIFY(near(cellOf(data.figures, QStringLiteral("later"), qPrintable(QString::number(int(Metric::UsedGpuHours)))),
        168 * 40));
    QVERIFY(!isKnown(data.overlay.series[0].y.back()));
    QVERIFY(near(data.overlay.series[1].y.back(), 40));
}

void tst_ComparePresenter::unknownUseIsAGapInTheLine()
{
    auto rows = twoWeeks("c", m_end);
    for (auto& row : rows.clusters) {
        if (row.at.time >= m_end - 30h && row.at.time < m_end - 20h)
            row.avgUtilization = unknown;
    }
    m_session->commit(rows);
    m_state->setBucket(Bucket::Hour);
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& line = presenter.data().overlay.series[0].y;
    QVERIFY(!isKnown(line[std::size_t(168 - 25)]));
    QVERIFY(near(line.back(), 40));
    m_state->setBucket(Bucket::Day);
    QTRY_COMPARE(presenter.data().overlay.t.size(), 7U);
    for (const double value : presenter.data().overlay.series[0].y)
        QVERIFY(near(value, 40)); // the mean of the hours that say it
}

void tst_ComparePresenter::oneClusterAloneIsExplained()
{
    m_session->commit(twoWeeks("c", m_end));
    m_state->setView(QStringLiteral("compare.mode"), QStringLiteral("clusters"));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    QCOMPARE(presenter.panelState().kind, PanelState::Empty);
    QVERIFY(presenter.panelState().text.contains(QStringLiteral("only one cluster")));
}

void tst_ComparePresenter::aClusterOfUnknownCapacityIsExplained()
{
    m_session->commit(twoWeeks("c", m_end));
    auto other = twoWeeks("d", m_end);
    for (auto& row : other.clusters)
        row.capacity = row.allocationRate = unknown;
    m_session->commit(other);
    m_state->setView(QStringLiteral("compare.mode"), QStringLiteral("clusters"));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    QVERIFY(presenter.data().split.isEmpty());
    QVERIFY(presenter.data().sentences.front().contains(QStringLiteral("capacity of one of the clusters")));
    QCOMPARE(presenter.data().figures.rows.size(), 4U);
}

void tst_ComparePresenter::otherChoicesReloadNothing()
{
    m_session->commit(twoWeeks("c", m_end));
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    m_state->setView(QStringLiteral("waste.threshold"), QStringLiteral("5"));
    QVERIFY(presenter.isSettled());
    m_state->setView(QStringLiteral("compare.align"), QStringLiteral("weekday"));
    QVERIFY(!presenter.isSettled());
    QTRY_VERIFY(presenter.isSettled());
}

void tst_ComparePresenter::aNewNamespaceIsNew()
{
    auto rows = twoWeeks("c", m_end);
    for (auto time = m_end - 24h; time < m_end; time += 1h)
        rows.namespaces.push_back(namespaceHour("c", "fresh", time, 4, 50, 1));
    m_session->commit(rows);
    ComparePresenter presenter(*m_state, *m_session);
    show(presenter);
    const auto& table = presenter.data().namespacesTable;
    const auto row =
        std::find_if(table.rows.begin(), table.rows.end(), [](const TableRow& r) { return r.subject == "fresh"; });
    QVERIFY(row != table.rows.end());
    QCOMPARE(row->cells[std::size_t(columnOf(table, "percent"))], Cell(QStringLiteral("new")));
    QVERIFY(near(cellOf(table, otherKey(), "change"), -48)); // the cluster does not know it: of nobody, downwards
}

ATLAS_TEST(tst_ComparePresenter);
#include "tst_ComparePresenter.moc"
