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
    ComparisonInput result;
    result.cluster = cluster;
    result.current = names;
    result.previous = names;
    result.range = {hourStart(first + 24), hourStart(first + 48)};
    result.previousRange = {hourStart(first), hourStart(first + 24)};
    result.buckets = cutBuckets(result.range, Bucket::Hour, QTimeZone::utc());
    result.zone = "UTC";
    result.clusterName = "prod";
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

ATLAS_TEST(tst_SubjectComparison);
#include "tst_SubjectComparison.moc"
