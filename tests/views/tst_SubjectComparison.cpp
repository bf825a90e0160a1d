// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Derive.h"
#include "models/views/SubjectComparison.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;

namespace {

constexpr HourIndex first = 480000;
constexpr int hours = 48; // the second day is the range, the first the period before

/// "a" holds 4 GPUs all the time; "b" 8 from the last day's noon on; "gone" held 2 on the first day; hour 30 has no
/// cluster row.
ComparisonInput input()
{
    auto cluster = std::make_shared<HourGrid>(
        GridScope{"prod", Level::Cluster, {}}, first, hours, std::vector<std::string>{"prod"});
    auto names = std::make_shared<HourGrid>(
        GridScope{"prod", Level::Namespace, {}}, first, hours, std::vector<std::string>{"a", "b", "gone", "unknown"});
    for (int hour = 0; hour < hours; ++hour) {
        if (hour == 30)
            continue;
        const auto i = std::size_t(hour);
        const bool b = hour >= 36, gone = hour < 24;
        names->mutableSeries(Column::Allocated, 0)[i] = 4;
        names->mutableSeries(Column::Utilization, 0)[i] = 50;
        names->mutableSeries(Column::Capacity, 0)[i] = 16;
        if (b) {
            names->mutableSeries(Column::Allocated, 1)[i] = 8;
            names->mutableSeries(Column::Utilization, 1)[i] = 25;
            names->mutableSeries(Column::Capacity, 1)[i] = 64; // the cluster's: no quota
        }
        if (gone) {
            names->mutableSeries(Column::Allocated, 2)[i] = 2;
            names->mutableSeries(Column::Utilization, 2)[i] = 100;
        }
        names->mutableSeries(Column::Allocated, 3)[i] = 20;
        names->mutableSeries(Column::Utilization, 3)[i] = 10;
        cluster->mutableSeries(Column::Allocated, 0)[i] =
            4 + (b ? 8 : 0) + (gone ? 2 : 0) + 20 + 1; // 1 GPU is nobody's
        cluster->mutableSeries(Column::Capacity, 0)[i] = 64;
        cluster->mutableSeries(Column::Utilization, 0)[i] = 30;
    }
    SubjectFigures figures;
    figures.cluster = cluster;
    figures.current = names;
    figures.previous = names;
    figures.range = {hourStart(first + 24), hourStart(first + 48)};
    figures.previousRange = {hourStart(first), hourStart(first + 24)};
    ComparisonInput result;
    result.figures = computeFigures(figures);
    result.buckets = cutBuckets(figures.range, Bucket::Hour, QTimeZone::utc());
    result.zone = "UTC";
    result.scope = {"prod", Level::Dimension, {DimensionType::Label, "team"}};
    result.clusters = {{"", cluster}};
    result.subjectTitle = QStringLiteral("team");
    result.defaultValue = "unknown";
    result.unattributedRow = true;
    return result;
}

int columnOf(const Table& table, const char* id)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].id == QLatin1StringView(id))
            return int(i);
    }
    return -1;
}

const TableRow* rowOf(const Table& table, const QString& key)
{
    for (const auto& row : table.rows) {
        if (row.key == key)
            return &row;
    }
    return nullptr;
}

double cell(const Table& table, const QString& key, const char* column)
{
    const auto* row = rowOf(table, key);
    const auto* value = row ? std::get_if<double>(&row->cells[std::size_t(columnOf(table, column))]) : nullptr;
    return value ? *value : unknown;
}

} // namespace

class tst_SubjectComparison : public QObject
{
    Q_OBJECT
private slots:
    void tableAddsUpToTheCluster();
    void newAndGoneSubjects();
    void defaultValueStandsApart();
    void averageCountsAbsenceAsZero();
    void quotaIsNotTheClustersCapacity();
    void linesHaveGapsWhereTheClusterHas();
    void groupsAreAllocatedUsedAndIdle();
    void coverageIsNoted();
    void stackedAreasAddUpToAllSubjects();
    void sharesOverTimeAddUpToAHundred();
    void selectedSubjectsGetLinesBesideTheFirst();
    void theTopIsChosenAndOtherHoldsTheRest();
    void quotaBarsAddUpToTheQuota();
    void anUnlikePeriodBeforeIsNotComparedWith();
    void movementIsInRanks();
    void cellsSayWhichFigureTheyAre();
    void sortingTheTableLeavesTheTimeAxisAlone();
    void aBoundaryHourIsCountedOnce();
    void aTeamOfOneHourIsBehindASteadyOne();
};

void tst_SubjectComparison::tableAddsUpToTheCluster()
{
    const auto values = compareSubjects(input());
    double sum = 0;
    for (const auto& row : values.table.rows) {
        if (const auto* hours = std::get_if<double>(&row.cells[std::size_t(columnOf(values.table, "gpu_hours"))]))
            sum += *hours;
    }
    QCOMPARE(sum, values.cluster.gpuHours);
    QCOMPARE(values.unattributedGpuHours, 23.0);
    QCOMPARE(cell(values.table, otherKey(), "gpu_hours"), 23.0);
}

void tst_SubjectComparison::newAndGoneSubjects()
{
    const auto values = compareSubjects(input());
    const auto* b = rowOf(values.table, QStringLiteral("b"));
    QVERIFY(b);
    QVERIFY(std::holds_alternative<QString>(b->cells[std::size_t(columnOf(values.table, "change"))]));
    QVERIFY(rowOf(values.table, QStringLiteral("gone")));
    QVERIFY(!isKnown(cell(values.table, QStringLiteral("gone"), "rank")));
    // 23 hours now, 24 before: one hour has no cluster row.
    QVERIFY(std::abs(cell(values.table, QStringLiteral("a"), "change") - 100.0 * (92 - 96) / 96) < 1e-9);
}

void tst_SubjectComparison::defaultValueStandsApart()
{
    const auto values = compareSubjects(input());
    QVERIFY(rowOf(values.table, QStringLiteral("unknown"))->setApart);
    for (const auto* bars : {&values.ranking, &values.groups, &values.shares}) {
        QCOMPARE(bars->bars.back().key, QStringLiteral("unknown"));
        QVERIFY(bars->bars.back().isOther);
        QVERIFY(!bars->bars.front().isOther);
    }
}

void tst_SubjectComparison::averageCountsAbsenceAsZero()
{
    const auto values = compareSubjects(input());
    QVERIFY(std::abs(cell(values.table, QStringLiteral("b"), "average") - 8.0 * 12 / 23) < 1e-9);
}

void tst_SubjectComparison::quotaIsNotTheClustersCapacity()
{
    const auto values = compareSubjects(input());
    QCOMPARE(cell(values.table, QStringLiteral("a"), "quota"), 16.0);
    QVERIFY(!isKnown(cell(values.table, QStringLiteral("b"), "quota")));
}

void tst_SubjectComparison::linesHaveGapsWhereTheClusterHas()
{
    const auto values = compareSubjects(input());
    QVERIFY(!values.gpus.series.empty());
    for (const auto& line : values.gpus.series) {
        QVERIFY(!isKnown(line.y[6]));
        if (line.key == QLatin1StringView("b"))
            QCOMPARE(line.y[0], 0.0);
    }
}

void tst_SubjectComparison::groupsAreAllocatedUsedAndIdle()
{
    const auto values = compareSubjects(input());
    for (const auto& bar : values.groups.bars) {
        QCOMPARE(int(bar.segments.size()), 3);
        QVERIFY(std::abs(bar.segments[0].value - bar.segments[1].value - bar.segments[2].value) < 1e-9);
    }
}

void tst_SubjectComparison::coverageIsNoted()
{
    QVERIFY(coverageNote(compareSubjects(input()).cluster).contains(QStringLiteral("23")));
    Usage whole;
    whole.clusterHours = whole.hoursExpected = 24;
    QVERIFY(coverageNote(whole).isEmpty());
}

void tst_SubjectComparison::stackedAreasAddUpToAllSubjects()
{
    auto in = input();
    in.overTime = true;
    const auto data = compareSubjects(in).stacked;
    QVERIFY(data.stacked);
    QCOMPARE(data.series.back().key, QStringLiteral("unknown")); // uppermost, and no colour of an entity
    QCOMPARE(data.series.back().role, Role::Other);
    for (std::size_t i = 0; i < data.t.size(); ++i) {
        double sum = 0;
        for (const auto& series : data.series)
            sum += series.y[i];
        if (i == 6)
            QVERIFY(!isKnown(sum)); // no cluster row: a gap in every area
        else
            QCOMPARE(sum, i >= 12 ? 32.0 : 24.0);
    }
}

void tst_SubjectComparison::sharesOverTimeAddUpToAHundred()
{
    auto in = input();
    in.overTime = in.stackedShares = true;
    const auto data = compareSubjects(in).stacked;
    QCOMPARE(data.unit, Unit::Percent);
    for (std::size_t i = 0; i < data.t.size(); ++i) {
        double sum = 0;
        for (const auto& series : data.series)
            sum += series.y[i];
        QVERIFY(i == 6 ? !isKnown(sum) : std::abs(sum - 100) < 1e-9);
    }
}

void tst_SubjectComparison::selectedSubjectsGetLinesBesideTheFirst()
{
    auto names = std::make_shared<HourGrid>(GridScope{"prod", Level::Namespace, {}}, first, hours,
        std::vector<std::string>{"n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7"});
    for (int n = 0; n < 8; ++n) {
        for (int hour = 0; hour < hours; ++hour)
            names->mutableSeries(Column::Allocated, n)[std::size_t(hour)] = 10 - n;
    }
    auto in = input();
    auto figures = *in.figures;
    figures.current = names;
    in.figures = computeFigures(figures);
    in.selected = {"n7", "n1", "nobody"};
    const auto values = compareSubjects(in);
    QStringList keys;
    for (const auto& line : values.gpus.series)
        keys << line.key;
    QCOMPARE(keys, QStringList({"n0", "n1", "n2", "n3", "n4", "n7"}));
    QCOMPARE(values.utilization.series.size(), values.gpus.series.size());
}

void tst_SubjectComparison::theTopIsChosenAndOtherHoldsTheRest()
{
    auto in = input();
    in.defaultValue.clear();
    const auto totalOf = [](const BarData& data) {
        double sum = 0;
        for (const auto& bar : data.bars) {
            for (const auto& part : bar.segments)
                sum += isKnown(part.value) ? part.value : 0;
        }
        return sum;
    };
    in.top = 1;
    const auto one = compareSubjects(in);
    QCOMPARE(int(one.ranking.bars.size()), 2);
    QCOMPARE(one.multiples.series.size(), 1U);
    in.top = 50;
    const auto all = compareSubjects(in);
    QCOMPARE(all.ranking.bars.size(), std::size_t(all.subjects));
    QVERIFY(std::abs(totalOf(one.ranking) - totalOf(all.ranking)) < 1e-9);
}

void tst_SubjectComparison::quotaBarsAddUpToTheQuota()
{
    const auto values = compareSubjects(input());
    QCOMPARE(values.quotas.bars.size(), 1U); // "b" has the cluster's capacity, which is none
    const auto& bar = values.quotas.bars[0];
    QCOMPARE(bar.key, QStringLiteral("a"));
    double sum = 0;
    for (const auto& part : bar.segments)
        sum += part.value;
    QCOMPARE(sum, 16.0);
    QCOMPARE(bar.segments[0].value, 2.0); // of 4 GPUs at 50 %
}

void tst_SubjectComparison::anUnlikePeriodBeforeIsNotComparedWith()
{
    QVERIFY(areComparable(23, 24));
    QVERIFY(!areComparable(24, 3));
    QVERIFY(!areComparable(3, 24));
    auto in = input();
    auto figures = *in.figures;
    figures.previousRange = {hourStart(first - 21), hourStart(first + 3)};
    in.figures = computeFigures(figures);
    const auto values = compareSubjects(in);
    QVERIFY(!values.comparable);
    QVERIFY(!isKnown(cell(values.table, QStringLiteral("a"), "change")));
}

void tst_SubjectComparison::movementIsInRanks()
{
    const auto values = compareSubjects(input());
    const auto column = std::size_t(columnOf(values.table, "rank_change"));
    QCOMPARE(values.table.columns[column].kind, CellKind::Movement);
    QCOMPARE(cell(values.table, QStringLiteral("a"), "rank"), 3.0); // behind "unknown" and "b"
    QCOMPARE(cell(values.table, QStringLiteral("a"), "rank_change"), -1.0);
}

void tst_SubjectComparison::cellsSayWhichFigureTheyAre()
{
    const auto values = compareSubjects(input());
    const auto& table = values.table;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto found = figureAt(table, r, std::size_t(columnOf(table, "utilization")));
        if (table.rows[r].key == otherKey()) {
            QVERIFY(!found); // what is nobody's
            continue;
        }
        QVERIFY(found);
        QCOMPARE(found->metric, Metric::Utilization);
        QCOMPARE(found->subject, table.rows[r].key.toStdString());
        QCOMPARE(found->range, values.figures->range);
        QVERIFY(found->scope == GridScope({"prod", Level::Dimension, {DimensionType::Label, "team"}}));
    }
    const auto line = figureAt(values.gpusTable, 3, 1);
    QVERIFY(line);
    QCOMPARE(line->metric, Metric::AverageAllocated);
    QCOMPARE(line->subject, values.gpus.series[0].subject);
    QCOMPARE(line->range, TimeRange({hourStart(first + 27), hourStart(first + 28)}));
    const auto bar = figureAt(values.rankingTable, 0, 1);
    QVERIFY(bar);
    QCOMPARE(bar->metric, Metric::UsedGpuHours);
    QCOMPARE(values.rankingTable.columns[1].id, QStringLiteral("used-gpu-hours")); // in every language
}

/// A dashboard that sorts the rows that its charts are drawn from shows time in the order of values.
void tst_SubjectComparison::sortingTheTableLeavesTheTimeAxisAlone()
{
    auto in = input();
    std::vector<std::vector<Instant>> axes;
    for (const auto metric : {Metric::GpuHours, Metric::Utilization, Metric::PeakAllocated}) {
        in.metric = metric;
        const auto values = compareSubjects(in);
        axes.push_back(values.gpus.t);
        QVERIFY(std::is_sorted(values.gpus.t.begin(), values.gpus.t.end()));
        QVERIFY(std::is_sorted(values.multiples.t.begin(), values.multiples.t.end()));
    }
    QVERIFY(axes[0] == axes[1] && axes[1] == axes[2]);
}

/// Two ranges that meet: the hour in which they meet belongs to the second alone.
void tst_SubjectComparison::aBoundaryHourIsCountedOnce()
{
    const auto whole = [](HourIndex from, HourIndex to) {
        auto in = input();
        auto figures = *in.figures;
        figures.range = {hourStart(from), hourStart(to)};
        in.figures = computeFigures(figures);
        in.buckets = cutBuckets(figures.range, Bucket::Hour, QTimeZone::utc());
        return cell(compareSubjects(in).table, QStringLiteral("a"), "gpu_hours");
    };
    QCOMPARE(whole(first, first + 20) + whole(first + 20, first + 48), whole(first, first + 48));
}

/// The mean over the hours in which a team was there would put it first.
void tst_SubjectComparison::aTeamOfOneHourIsBehindASteadyOne()
{
    auto names = std::make_shared<HourGrid>(
        GridScope{"prod", Level::Dimension, {}}, first, hours, std::vector<std::string>{"burst", "steady"});
    names->mutableSeries(Column::Allocated, 0)[40] = 60;
    for (int hour = 0; hour < hours; ++hour)
        names->mutableSeries(Column::Allocated, 1)[std::size_t(hour)] = 8;
    auto in = input();
    auto figures = *in.figures;
    figures.current = names;
    in.figures = computeFigures(figures);
    for (const auto metric : {Metric::GpuHours, Metric::AverageAllocated}) {
        in.metric = metric;
        const auto values = compareSubjects(in);
        QCOMPARE(values.ranking.bars.front().key, QStringLiteral("steady"));
        QVERIFY(std::abs(cell(values.table, QStringLiteral("burst"), "average") - 60.0 / 23) < 1e-9);
    }
}

ATLAS_TEST(tst_SubjectComparison);
#include "tst_SubjectComparison.moc"
