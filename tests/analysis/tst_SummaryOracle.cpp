// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Summary.h"

#include "tests/analysis/SharedRows.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QJsonArray>

using namespace atlas;
using atlas::test::gridOf;
using atlas::test::objectOf;
using atlas::test::rowsOf;

namespace {

std::string text(const QJsonObject& row, const char* key)
{
    return row[QLatin1String(key)].toString().toStdString();
}

Instant instant(const QJsonObject& object, const char* key)
{
    const auto parsed = parseRfc3339(text(object, key));
    return std::chrono::floor<std::chrono::seconds>(parsed.value().time);
}

/// Compares what we compute with what an independent program computed from the same rows, key by key.
class Comparison
{
public:
    void figure(const QString& where, double ours, const QJsonValue& theirs, double scale = 0)
    {
        ++m_compared;
        if (theirs.isNull() || theirs.isUndefined()) {
            if (isKnown(ours))
                differ(where, QString::number(ours), QStringLiteral("null"));
            return;
        }
        const double expected = theirs.toDouble();
        const double tolerance = 1e-9 * std::max(std::abs(expected), scale);
        if (!(std::abs(ours - expected) <= tolerance))
            differ(where, QString::number(ours, 'g', 17), QString::number(expected, 'g', 17));
    }
    void words(const QString& where, const std::string& ours, const QJsonValue& theirs)
    {
        ++m_compared;
        if (QString::fromStdString(ours) != theirs.toString())
            differ(where, QString::fromStdString(ours), theirs.toString());
    }
    void size(const QString& where, std::size_t ours, const QJsonArray& theirs)
    {
        figure(where + QStringLiteral(".size"), double(ours), double(theirs.size()));
    }
    void peak(const QString& where, const PeakHour& ours, const QJsonObject& theirs, const char* key)
    {
        const auto name = QString::fromLatin1(key);
        figure(where + name, ours.value, theirs[name]);
        const auto hour = theirs[name + QStringLiteral("_hour")];
        if (isKnown(ours.value))
            words(where + name + QStringLiteral("_hour"), formatRfc3339(ours.hour), hour);
    }
    void usage(const QString& where, const Usage& ours, const QJsonObject& theirs)
    {
        const auto at = [&](const char* key) { return theirs[QLatin1String(key)]; };
        const auto same = [&](const char* key, double value) {
            figure(where + QLatin1Char('.') + QLatin1String(key), value, at(key));
        };
        same("hours_present", ours.hoursPresent);
        same("gpu_hours", ours.gpuHours);
        same("idle_gpu_hours", ours.idleGpuHours);
        same("weighted_mean_utilization", ours.utilization);
        same("mean_utilization", ours.meanUtilization);
        same("max_utilization", ours.maxUtilization);
        same("min_utilization", ours.minUtilization);
        peak(where + QLatin1Char('.'), ours.peakAllocated, theirs, "peak_allocated");
        peak(where + QLatin1Char('.'), ours.peakUtilization, theirs, "peak_utilization");
        if (!theirs.contains(QLatin1String("bucket")))
            same("avg_allocated", ours.averageAllocated);
        else
            same("avg_allocated", ours.averageWhilePresent);
        if (theirs.contains(QLatin1String("capacity_gpu_hours"))) {
            same("capacity_gpu_hours", ours.capacityGpuHours);
            same("unallocated_gpu_hours", ours.unallocatedGpuHours);
            same("allocation_rate", ours.allocationRate);
            same("mean_allocation_rate", ours.meanAllocationRate);
            same("sample_count", ours.sampleCount);
        }
        if (theirs.contains(QLatin1String("hours_expected")))
            same("hours_expected", ours.hoursExpected);
        if (theirs.contains(QLatin1String("zero_gpu_hours"))) {
            same("zero_gpu_hours", ours.zeroGpuHours);
            same("p50_utilization_max", ours.maxP50);
            same("p95_utilization_max", ours.maxP95);
            same("hours_missing", ours.hoursExpected - ours.hoursPresent);
        }
        if (theirs.contains(QLatin1String("peak_active_workloads")))
            same("peak_active_workloads", ours.peakActiveWorkloads);
    }
    void named(const QString& where, const std::vector<NamedUsage>& ours, const QJsonArray& theirs)
    {
        size(where, ours.size(), theirs);
        for (std::size_t i = 0; i < std::min(ours.size(), std::size_t(theirs.size())); ++i) {
            const auto expected = theirs[qsizetype(i)].toObject();
            const QString here = where + QLatin1Char('.') + QString::fromStdString(ours[i].name);
            words(here, ours[i].name, expected[QLatin1String("name")]);
            usage(here, ours[i].usage, expected);
            figure(here + QStringLiteral(".share_pct"), ours[i].sharePercent, expected[QLatin1String("share_pct")]);
        }
    }
    void top(const QString& key, const std::vector<NamedUsage>& ours, const QJsonObject& tops, Metric metric,
        const char* figureKey)
    {
        const auto theirs = tops[key].toArray();
        size(key, ours.size(), theirs);
        for (std::size_t i = 0; i < std::min(ours.size(), std::size_t(theirs.size())); ++i) {
            const auto expected = theirs[qsizetype(i)].toObject();
            words(key, ours[i].name, expected[QLatin1String("name")]);
            figure(key, metricValue(ours[i].usage, metric), expected[QLatin1String(figureKey)]);
        }
    }
    void buckets(const QString& where, const std::vector<BucketUsage>& ours, const QJsonArray& theirs)
    {
        size(where, ours.size(), theirs);
        for (std::size_t i = 0; i < std::min(ours.size(), std::size_t(theirs.size())); ++i) {
            const auto expected = theirs[qsizetype(i)].toObject();
            words(where, ours[i].bucket, expected[QLatin1String("bucket")]);
            usage(where + QLatin1Char('.') + QString::fromStdString(ours[i].bucket), ours[i].usage, expected);
        }
    }
    void change(const QString& where, double current, double previous, const QJsonObject& theirs)
    {
        const auto ours = changeOf(current, previous);
        const double scale = std::max(std::abs(current), std::abs(previous));
        figure(where + QStringLiteral(".current"), ours.current, theirs[QLatin1String("current")]);
        figure(where + QStringLiteral(".previous"), ours.previous, theirs[QLatin1String("previous")]);
        figure(where + QStringLiteral(".delta"), ours.absolute, theirs[QLatin1String("delta")], scale);
        figure(where + QStringLiteral(".pct"), ours.percent, theirs[QLatin1String("pct")], 100);
    }

    const QStringList& differences() const { return m_differences; }
    int compared() const { return m_compared; }

private:
    void differ(const QString& where, const QString& ours, const QString& theirs)
    {
        m_differences << where + QStringLiteral(": ") + ours + QStringLiteral(" instead of ") + theirs;
    }

    QStringList m_differences;
    int m_compared = 0;
};

SummaryInput inputOf(const QString& folder, const QJsonObject& query)
{
    const auto shared = [](HourGrid grid) { return std::make_shared<const HourGrid>(std::move(grid)); };
    const std::string cluster = text(query, "cluster");
    SummaryInput input;
    input.cluster = shared(gridOf({cluster, Level::Cluster, {}}, rowsOf(folder, QStringLiteral("cluster_hourly.json")),
        [](const QJsonObject& row) { return text(row, "cluster_name"); }));
    input.namespaces =
        shared(gridOf({cluster, Level::Namespace, {}}, rowsOf(folder, QStringLiteral("namespaces_hourly_*.json")),
            [](const QJsonObject& row) { return text(row, "namespace"); }));
    input.workloads =
        shared(gridOf({cluster, Level::Workload, {}}, rowsOf(folder, QStringLiteral("workloads_hourly_*.json")),
            [](const QJsonObject& row) { return text(row, "namespace") + "/" + text(row, "workload_name"); }));
    std::map<DimensionKey, std::vector<QJsonObject>> dimensions;
    for (const auto& row : rowsOf(folder, QStringLiteral("labels_hourly_*.json")))
        dimensions[{dimensionTypeFromName(text(row, "dimension_type")).value(), text(row, "dimension_key")}].push_back(
            row);
    for (const auto& [key, rows] : dimensions)
        input.dimensions.push_back(shared(gridOf({cluster, Level::Dimension, key}, rows,
            [](const QJsonObject& row) { return text(row, "dimension_value"); })));
    input.range = {instant(query, "start"), instant(query, "end")};
    input.top = query[QLatin1String("top")].toInt();
    input.zone = QTimeZone::utc();
    return input;
}

void compareDeltas(Comparison& comparison, const Summary& ours, const QJsonObject& expected)
{
    const auto delta = expected[QLatin1String("delta")].toObject();
    const auto cluster = [&](const char* key, double now, double before) {
        comparison.change(
            QStringLiteral("delta.") + QLatin1String(key), now, before, delta[QLatin1String(key)].toObject());
    };
    const Usage &now = ours.cluster, &before = ours.previousCluster;
    cluster("gpu_hours", now.gpuHours, before.gpuHours);
    cluster("idle_gpu_hours", now.idleGpuHours, before.idleGpuHours);
    cluster("weighted_mean_utilization", now.utilization, before.utilization);
    cluster("mean_utilization", now.meanUtilization, before.meanUtilization);
    cluster("allocation_rate", now.allocationRate, before.allocationRate);
    cluster("peak_allocated", now.peakAllocated.value, before.peakAllocated.value);
    cluster("peak_utilization", now.peakUtilization.value, before.peakUtilization.value);
    cluster("unallocated_gpu_hours", now.unallocatedGpuHours, before.unallocatedGpuHours);
    cluster("avg_allocated", now.averageAllocated, before.averageAllocated);
    cluster("hours_present", now.hoursPresent, before.hoursPresent);

    const auto namespaces = expected[QLatin1String("namespace_delta")].toObject();
    comparison.figure(
        QStringLiteral("namespace_delta.size"), double(ours.namespaces.size()), double(namespaces.size()));
    for (const auto& subject : ours.namespaces) {
        const auto name = QString::fromStdString(subject.name);
        const auto theirs = namespaces[name].toObject();
        const auto it = ours.previousNamespaces.find(subject.name);
        const auto change = [&](const char* key, double Usage::*figure) {
            const double earlier = it == ours.previousNamespaces.end() ? unknown : it->second.*figure;
            comparison.change(name + QLatin1Char('.') + QLatin1String(key), subject.usage.*figure, earlier,
                theirs[QLatin1String(key)].toObject());
        };
        change("gpu_hours", &Usage::gpuHours);
        change("idle_gpu_hours", &Usage::idleGpuHours);
        change("weighted_mean_utilization", &Usage::utilization);
        change("avg_allocated", &Usage::averageAllocated);
    }
}

void compareAll(Comparison& comparison, const Summary& ours, const QJsonObject& expected)
{
    const auto objectAt = [&](const char* key) { return expected[QLatin1String(key)].toObject(); };
    const auto arrayAt = [&](const char* key) { return expected[QLatin1String(key)].toArray(); };
    comparison.usage(QStringLiteral("cluster"), ours.cluster, objectAt("cluster"));
    const auto missing = objectAt("cluster")[QLatin1String("missing")].toArray();
    comparison.size(QStringLiteral("missing"), ours.missing.size(), missing);
    for (std::size_t i = 0; i < ours.missing.size(); ++i) {
        comparison.words(QStringLiteral("missing.from"), formatRfc3339(ours.missing[i].from), missing[qsizetype(i)][0]);
        comparison.words(QStringLiteral("missing.to"), formatRfc3339(ours.missing[i].to), missing[qsizetype(i)][1]);
    }
    const auto previous = objectAt("previous");
    comparison.usage(QStringLiteral("previous"), ours.previousCluster, previous[QLatin1String("cluster")].toObject());
    comparison.words(
        QStringLiteral("previous.start"), formatRfc3339(ours.previousRange.from), previous[QLatin1String("start")]);
    comparison.words(
        QStringLiteral("previous.end"), formatRfc3339(ours.previousRange.to), previous[QLatin1String("end")]);
    compareDeltas(comparison, ours, expected);

    comparison.named(QStringLiteral("namespaces"), ours.namespaces, arrayAt("namespaces"));
    comparison.figure(QStringLiteral("labels.size"), double(ours.dimensions.size()), double(objectAt("labels").size()));
    for (const auto& [key, values] : ours.dimensions) {
        const auto name = QString::fromStdString(std::string(dimensionTypeName(key.type)) + "/" + key.key);
        comparison.named(name, values, objectAt("labels")[name].toArray());
    }
    const auto tops = objectAt("top");
    comparison.top(
        QStringLiteral("namespaces_by_gpu_hours"), ours.topNamespacesByGpuHours, tops, Metric::GpuHours, "gpu_hours");
    comparison.top(QStringLiteral("namespaces_by_idle_gpu_hours"), ours.topNamespacesByIdle, tops, Metric::IdleGpuHours,
        "idle_gpu_hours");
    comparison.top(QStringLiteral("namespaces_by_utilization"), ours.topNamespacesByUtilization, tops,
        Metric::Utilization, "weighted_mean_utilization");
    comparison.top(
        QStringLiteral("workloads_by_gpu_hours"), ours.topWorkloadsByGpuHours, tops, Metric::GpuHours, "gpu_hours");
    comparison.top(QStringLiteral("workloads_by_idle_gpu_hours"), ours.topWorkloadsByIdle, tops, Metric::IdleGpuHours,
        "idle_gpu_hours");
    comparison.buckets(QStringLiteral("daily"), ours.daily, arrayAt("daily"));
    comparison.buckets(QStringLiteral("weekly"), ours.weekly, arrayAt("weekly"));
    comparison.buckets(QStringLiteral("monthly"), ours.monthly, arrayAt("monthly"));
    const auto days = objectAt("namespaces_daily");
    comparison.figure(
        QStringLiteral("namespaces_daily.size"), double(ours.namespacesDaily.size()), double(days.size()));
    for (const auto& [name, buckets] : ours.namespacesDaily)
        comparison.buckets(QString::fromStdString(name), buckets, days[QString::fromStdString(name)].toArray());
}

} // namespace

/// The whole summary against an independent program's figures over the rows of two real clusters.
class tst_SummaryOracle : public QObject
{
    Q_OBJECT
private slots:
    void figuresAgreeWithTheOracle_data()
    {
        QTest::addColumn<QString>("file");
        const auto folder = test::sharedDataFolder();
        if (!folder)
            QSKIP("the folder of recorded replies is not there (set ATLAS_SHARED_DATA)");
        for (const auto& cluster : QDir(*folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QDir clusterFolder(*folder + QLatin1Char('/') + cluster);
            for (const auto& file : clusterFolder.entryList({QStringLiteral("expected_*.json")}))
                QTest::newRow(qPrintable(cluster + QLatin1Char('/') + file)) << clusterFolder.filePath(file);
        }
    }

    void figuresAgreeWithTheOracle()
    {
        QFETCH(QString, file);
        const auto expected = objectOf(file);
        const auto query = expected[QLatin1String("query")].toObject();
        const Summary ours = summarize(inputOf(QFileInfo(file).absolutePath(), query));
        Comparison comparison;
        compareAll(comparison, ours, expected);
        for (const auto& difference : comparison.differences().mid(0, 20))
            qWarning().noquote() << difference;
        QCOMPARE(comparison.differences().size(), 0);
        QVERIFY(comparison.compared() > 200);

        QVERIFY(ours.namespacesSumToCluster.holds());
        QVERIFY(ours.daysSumToTotal.holds());
        QVERIFY(ours.partsSumToCapacity.holds());
        for (const auto& [key, check] : ours.dimensionsSumToCluster)
            QVERIFY2(check.holds(), key.key.c_str());
    }
};

ATLAS_TEST(tst_SummaryOracle);
#include "tst_SummaryOracle.moc"
