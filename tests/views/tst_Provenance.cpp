// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Clusters.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/RollUp.h"
#include "models/views/Provenance.h"
#include "models/views/ProvenancePresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"

#include <QTest>

#include <random>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

constexpr int hours = 48;

/// Two days of one subject of a level, with hours and values missing, and some that cannot be.
GridPtr roughGrid(Level level, const std::vector<std::string>& subjects, unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&random](int n) { return double(random() % unsigned(n)); };
    HourGrid grid({"c", level, {}}, 100, hours, subjects);
    for (int s = 0; s < int(subjects.size()); ++s) {
        for (int h = 0; h < hours; ++h) {
            if (below(10) == 0)
                continue; // no row
            grid.mutableSeries(Column::Allocated, s)[std::size_t(h)] = below(12) == 0 ? unknown : below(60);
            grid.mutableSeries(Column::Utilization, s)[std::size_t(h)] = below(8) == 0 ? unknown
                : below(8) == 0                                                        ? 140
                                                                                       : below(100);
            grid.mutableSeries(Column::MaxUtilization, s)[std::size_t(h)] = 50 + below(50);
            grid.mutableSeries(Column::MinUtilization, s)[std::size_t(h)] = below(50);
            grid.mutableSeries(Column::ActiveWorkloads, s)[std::size_t(h)] = below(9);
            if (level == Level::Cluster)
                grid.mutableSeries(Column::Capacity, s)[std::size_t(h)] = below(9) == 0 ? 0 : 64;
        }
    }
    return std::make_shared<const HourGrid>(std::move(grid));
}

ProvenanceInput inputOf(Metric metric, Level level, const GridPtr& grid, const GridPtr& clusterGrid)
{
    ProvenanceInput input;
    input.figure = {metric, {"c", level, {}}, level == Level::Cluster ? std::string() : std::string("b"),
        {hourStart(103), hourStart(140)}};
    input.grid = grid;
    input.clusterGrid = clusterGrid;
    input.options.pricePerGpuHour = 2.5;
    input.currency = QStringLiteral("EUR");
    input.sources = {{"c", grid, {}}};
    input.clusterName = QStringLiteral("c");
    return input;
}

Cell cellOf(const Table& table, std::size_t row, const char* id)
{
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (table.columns[column].id == QLatin1StringView(id))
            return table.rows[row].cells[column];
    }
    return QStringLiteral("no such column");
}

QString inputNamed(const Provenance& made, const char* name)
{
    for (const auto& input : made.inputs) {
        if (input.name == QLatin1StringView(name))
            return input.value;
    }
    return QStringLiteral("none");
}

} // namespace

class tst_Provenance : public QObject
{
    Q_OBJECT

private slots:
    void theValueIsThePages_data();
    void theValueIsThePages();
    void theShareIsOfAllSubjects();
    void theWorkedFormulaGivesTheValue();
    void everyHourOfTheRangeIsARow();
    void aRowSaysWhenItWasFetchedAndHow();
    void aSubjectWithoutRowsIsSaid();
    void ofSeveralClustersTheOneIsFound();
    void aFigureOfTheStoreIsFollowed();
    void aSumOfClustersShowsTheRowsOfEach();
    void anHourOfTheWeekIsItsHoursAlone();
    void theThresholdIsTheFigures();
};

void tst_Provenance::theValueIsThePages_data()
{
    QTest::addColumn<int>("metric");
    QTest::addColumn<int>("level");
    for (const auto level : {Level::Cluster, Level::Namespace}) {
        for (int metric = 0; metric < int(Metric::Share); ++metric)
            QTest::addRow("%d of level %d", metric, int(level)) << metric << int(level);
    }
}

void tst_Provenance::theValueIsThePages()
{
    QFETCH(int, metric);
    QFETCH(int, level);
    const auto clusterGrid = roughGrid(Level::Cluster, {"c"}, 1);
    const auto grid = level == int(Level::Cluster) ? clusterGrid : roughGrid(Level(level), {"a", "b"}, 2);
    const auto input = inputOf(Metric(metric), Level(level), grid, clusterGrid);
    const auto made = provenanceOf(input);
    const HourPresence presence(*clusterGrid);
    const auto usage = usageOf(*grid, level == int(Level::Cluster) ? 0 : 1, 103, 140, presence, input.options);
    QCOMPARE(Figure(made.value), Figure(metricValue(usage, Metric(metric))));
    QVERIFY(!made.name.isEmpty() && !made.definition.isEmpty() && !made.formula.isEmpty());
    QVERIFY(made.text().contains(made.definition));
}

void tst_Provenance::theShareIsOfAllSubjects()
{
    const auto clusterGrid = roughGrid(Level::Cluster, {"c"}, 1);
    const auto grid = roughGrid(Level::Namespace, {"a", "b", "d"}, 2);
    const auto made = provenanceOf(inputOf(Metric::Share, Level::Namespace, grid, clusterGrid));
    const HourPresence presence(*clusterGrid);
    double own = 0, all = 0;
    for (int s = 0; s < 3; ++s) {
        const auto gpuHours = usageOf(*grid, s, 103, 140, presence, {}).gpuHours;
        all += gpuHours;
        if (s == 1)
            own = gpuHours;
    }
    QCOMPARE(made.value, 100 * own / all);
}

void tst_Provenance::theWorkedFormulaGivesTheValue()
{
    const auto clusterGrid = roughGrid(Level::Cluster, {"c"}, 1);
    const QLocale locale;
    // "100 · 12 / 48", "12 / 48", "12 · 2.5", "12 − 4"
    const auto evaluate = [&locale](QString text) {
        double factor = 1;
        if (text.startsWith(QStringLiteral("100 · "))) {
            factor = 100;
            text.remove(0, 6);
        }
        for (const auto sign : {u'/', u'·', u'−'}) {
            const auto parts = text.split(QString(QStringLiteral(" %1 ")).arg(QChar(sign)));
            if (parts.size() != 2)
                continue;
            const double left = locale.toDouble(parts[0]), right = locale.toDouble(parts[1]);
            return factor * (sign == u'/' ? left / right : sign == u'·' ? left * right : left - right);
        }
        return unknown;
    };
    for (const auto metric :
        {Metric::Utilization, Metric::AverageAllocated, Metric::ActiveWorkloads, Metric::AllocationRate,
            Metric::MeanUtilization, Metric::Coverage, Metric::Cost, Metric::IdleCost, Metric::IdleGpuHours}) {
        const auto made = provenanceOf(inputOf(metric, Level::Cluster, clusterGrid, clusterGrid));
        QVERIFY2(isKnown(made.value), qPrintable(made.name));
        const double worked = evaluate(made.worked);
        // an average leaves out hours in which a is not known: its hours are counted, and rounded
        QVERIFY2(std::abs(worked - made.value) < 1e-6 * std::abs(made.value), qUtf8Printable(made.text()));
    }
}

void tst_Provenance::everyHourOfTheRangeIsARow()
{
    const auto clusterGrid = roughGrid(Level::Cluster, {"c"}, 1);
    const auto made = provenanceOf(inputOf(Metric::GpuHours, Level::Cluster, clusterGrid, clusterGrid));
    QCOMPARE(made.rows.rows.size(), std::size_t(37));
    double sum = 0;
    int absent = 0;
    for (std::size_t row = 0; row < made.rows.rows.size(); ++row) {
        const double a = std::get<double>(cellOf(made.rows, row, "allocated"));
        sum += isKnown(a) ? a : 0;
        absent += std::get<QString>(cellOf(made.rows, row, "counted")).startsWith(QStringLiteral("no")) ? 1 : 0;
    }
    QCOMPARE(sum, made.value);
    QVERIFY(absent > 0);
    QCOMPARE(inputNamed(made, "Hours counted: the cluster has data"), QString::number(37 - absent));
}

void tst_Provenance::aRowSaysWhenItWasFetchedAndHow()
{
    const auto clusterGrid = roughGrid(Level::Cluster, {"c"}, 1);
    auto input = inputOf(Metric::GpuHours, Level::Cluster, clusterGrid, clusterGrid);
    const auto entry = [](HourIndex from, HourIndex to, const char* endpoint, const char* fetched) {
        CoverageEntry made;
        made.cluster = "c";
        made.endpoint = endpoint;
        made.range = {hourStart(from), hourStart(to)};
        made.fetchedAt = parseRfc3339(fetched)->time;
        made.request = std::string(endpoint) + "?page=1";
        return made;
    };
    input.sources[0].ledger = {entry(120, 130, "cluster/hourly-stats", "2024-12-02T00:00:00Z"),
        entry(90, 110, "cluster/hourly-stats", "2024-12-01T00:00:00Z"),
        entry(90, 200, "namespaces/hourly-stats", "2024-12-05T00:00:00Z")};
    const auto made = provenanceOf(input);
    QVERIFY(cellOf(made.rows, 0, "fetched_at") == Cell(at("2024-12-01T00:00:00Z")));
    QVERIFY(cellOf(made.rows, 0, "request") == Cell(QStringLiteral("cluster/hourly-stats?page=1")));
    QVERIFY(cellOf(made.rows, 7, "fetched_at") == Cell(std::monostate())); // hour 110 is behind the first entry
    QVERIFY(cellOf(made.rows, 17, "fetched_at") == Cell(at("2024-12-02T00:00:00Z")));
}

void tst_Provenance::anHourOfTheWeekIsItsHoursAlone()
{
    const auto clusterGrid = roughGrid(Level::Cluster, {"c"}, 3);
    for (const auto& [metric, figure] : {std::pair{Metric::Utilization, HourOfWeekFigure::Utilization},
             std::pair{Metric::AllocationRate, HourOfWeekFigure::AllocationRate},
             std::pair{Metric::AverageAllocated, HourOfWeekFigure::AverageAllocated}}) {
        auto input = inputOf(metric, Level::Cluster, clusterGrid, clusterGrid);
        const QTimeZone zone("Asia/Kolkata"); // hours begin at half past
        const auto cells = hourOfWeek(*clusterGrid, 0, 103, 140, figure, zone);
        for (int cell = 0; cell < 7 * 24; ++cell) {
            input.figure.hourOfWeek = HourOfWeek{cell / 24 + 1, cell % 24, "Asia/Kolkata"};
            const auto made = provenanceOf(input);
            QVERIFY(made.rows.rows.size() <= 2);
            const double value = cells[std::size_t(cell)];
            QVERIFY(isKnown(value) == isKnown(made.value));
            QVERIFY(!isKnown(value) || std::abs(value - made.value) < 1e-9);
        }
    }
}

void tst_Provenance::theThresholdIsTheFigures()
{
    const auto clusterGrid = roughGrid(Level::Cluster, {"c"}, 1);
    const auto grid = roughGrid(Level::Namespace, {"a", "b"}, 2);
    auto input = inputOf(Metric::IdleBelowGpuHours, Level::Namespace, grid, clusterGrid);
    const double usual = provenanceOf(input).value;
    input.figure.idleThreshold = 60;
    const auto made = provenanceOf(input);
    QVERIFY(made.value > usual);
    UsageOptions options;
    options.idleThreshold = 60;
    QCOMPARE(made.value, usageOf(*grid, 1, 103, 140, HourPresence(*clusterGrid), options).idleBelowGpuHours);
    QCOMPARE(inputNamed(made, "Threshold t"), QStringLiteral("60.0 %"));
}

void tst_Provenance::aSubjectWithoutRowsIsSaid()
{
    const auto clusterGrid = roughGrid(Level::Cluster, {"c"}, 1);
    const auto made =
        provenanceOf(inputOf(Metric::GpuHours, Level::Namespace, roughGrid(Level::Namespace, {"a"}, 2), clusterGrid));
    QVERIFY(!isKnown(made.value));
    QCOMPARE(inputNamed(made, "Rows in the range"), QStringLiteral("none"));
}

void tst_Provenance::ofSeveralClustersTheOneIsFound()
{
    const std::vector<std::string> shown{"prod", "prod/eu"};
    const FigureRef figure{Metric::GpuHours, {{}, Level::Namespace, {}}, "prod/eu/ml", {}};
    // names may hold what separates them: the cluster that is named first in the list is tried first
    QCOMPARE(ofOneCluster(figure, {"prod/eu", "prod"}).subject, std::string("ml"));
    QCOMPARE(ofOneCluster(figure, {"x"}).scope.cluster, std::string("x"));
    auto share = figure;
    share.metric = Metric::Share;
    QVERIFY(ofOneCluster(share, shown) == share);
    const FigureRef cluster{Metric::GpuHours, {{}, Level::Cluster, {}}, "prod/eu", {}};
    QCOMPARE(ofOneCluster(cluster, shown).scope.cluster, std::string("prod/eu"));
    const FigureRef both{Metric::GpuHours, {{}, Level::Cluster, {}}, "", {}};
    QVERIFY(ofOneCluster(both, shown) == both);
}

void tst_Provenance::aFigureOfTheStoreIsFollowed()
{
    const FixedClock clock(at("2024-12-16T00:30:00Z"));
    DashboardState state(clock);
    MemorySession session;
    session.commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
    state.setClusters({QStringLiteral("c")});
    ProvenancePresenter presenter(state, session);
    presenter.setActive(true);
    presenter.setFigure({Metric::Utilization, {"c", Level::Namespace, {}}, "big", state.range()});
    QTRY_VERIFY(presenter.isSettled());
    QVERIFY(std::abs(presenter.data().value - 2 * 50 / 1.75) < 1e-9);
    QCOMPARE(presenter.data().rows.rows.size(), std::size_t(168));
    QVERIFY(presenter.data().about.contains(QStringLiteral("big")));
}

void tst_Provenance::aSumOfClustersShowsTheRowsOfEach()
{
    const FixedClock clock(at("2024-12-16T00:30:00Z"));
    DashboardState state(clock);
    MemorySession session;
    session.commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
    session.commit(twoWeeks("d", at("2024-12-16T00:00:00Z")));
    state.setClusters({QStringLiteral("c"), QStringLiteral("d")});
    ProvenancePresenter presenter(state, session);
    presenter.setActive(true);
    presenter.setFigure({Metric::GpuHours, {{}, Level::Cluster, {}}, {}, state.range()});
    QTRY_VERIFY(presenter.isSettled());
    QCOMPARE(presenter.data().value, 2 * 168 * 80.0);
    QCOMPARE(presenter.data().rows.rows.size(), std::size_t(2 * 168));

    presenter.setFigure({Metric::GpuHours, {{}, Level::Namespace, {}}, "d/small", state.range()});
    QTRY_VERIFY(presenter.isSettled());
    QCOMPARE(presenter.data().value, 168 * 20.0);
    QCOMPARE(presenter.data().rows.rows.size(), std::size_t(168));
}

ATLAS_TEST(tst_Provenance);
#include "tst_Provenance.moc"
