// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SummaryCommand.h"
#include "tests/support/EmptyReader.h"
#include "tests/support/TestRegistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <memory>

using namespace atlas;

namespace {

/// A store of one cluster without rows; its workloads may be too many for a grid.
class SmallStore : public test::EmptyReader
{
public:
    bool tooManyWorkloads = false;

    QFuture<Result<Inventory>> inventory() override { return answer(Inventory{{{"alpha", {}, {}, {}, 0}}}); }
    QFuture<Result<GridPtr>> grid(const GridQuery& query) override
    {
        if (query.scope.level == Level::Workload && tooManyWorkloads)
            return answer<GridPtr>(failure(ErrorClass::Usage, QStringLiteral("too many")));
        return EmptyReader::grid(query);
    }
};

} // namespace

class tst_SummaryCommand : public QObject
{
    Q_OBJECT

private slots:
    void whatNoRowSaysIsNull()
    {
        // A day of 8 held GPUs of which nobody says how many were used, and of what.
        class BlindStore : public SmallStore
        {
        public:
            QFuture<Result<GridPtr>> grid(const GridQuery& query) override
            {
                auto made = std::make_shared<HourGrid>(
                    query.scope, query.range.firstHour(), query.range.hours(), std::vector<std::string>{"alpha"});
                if (query.scope.level == Level::Cluster)
                    std::ranges::fill(made->mutableSeries(Column::Allocated, 0), 8.0);
                return answer<GridPtr>(std::move(made));
            }
        } store;
        const auto summary =
            loadSummary(store, "alpha", {hourStart(482'016), hourStart(482'040)}, 10, QTimeZone::utc());
        QVERIFY2(summary, summary ? "" : qPrintable(summary.error().message));
        const auto json = QByteArray::fromStdString(summaryJson(*summary, "alpha", 10, QTimeZone::utc()));
        const auto cluster = QJsonDocument::fromJson(json).object().value("cluster").toObject();
        for (const char* key :
            {"used_gpu_hours", "idle_gpu_hours", "idle_below_gpu_hours", "capacity_gpu_hours", "unallocated_gpu_hours"})
            QVERIFY2(cluster.value(QLatin1StringView(key)).isNull(), key);
        QCOMPARE(cluster.value("gpu_hours").toDouble(), 8.0 * 24);
        QCOMPARE(cluster.value("unknown_gpu_hours").toDouble(), 8.0 * 24);
    }

    void workloadsLeftOutAreNotAnEmptyList()
    {
        SmallStore store;
        const TimeRange range{hourStart(482'016), hourStart(482'040)};
        for (const bool tooMany : {false, true}) {
            store.tooManyWorkloads = tooMany;
            const auto summary = loadSummary(store, "alpha", range, 10, QTimeZone::utc());
            QVERIFY2(summary, summary ? "" : qPrintable(summary.error().message));
            const auto json = QByteArray::fromStdString(summaryJson(*summary, "alpha", 10, QTimeZone::utc()));
            const auto top = QJsonDocument::fromJson(json).object().value("top").toObject();
            for (const char* list : {"workloads_by_gpu_hours", "workloads_by_idle_gpu_hours"}) {
                const auto value = top.value(QLatin1StringView(list));
                QCOMPARE(value.isArray(), !tooMany);
                QCOMPARE(value.toString().startsWith(QStringLiteral("omitted: ")), tooMany);
            }
            QVERIFY(top.value("namespaces_by_gpu_hours").isArray());
        }
    }
};

ATLAS_TEST(tst_SummaryCommand);
#include "tst_SummaryCommand.moc"
