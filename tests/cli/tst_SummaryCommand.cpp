// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SummaryCommand.h"
#include "tests/support/EmptyReader.h"
#include "tests/support/TestRegistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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
