// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sample/SampleCommand.h"

#include "app/cli/sample/SampleCluster.h"
#include "models/store/SqliteStore.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace atlas;

class tst_SampleCommand : public QObject
{
    Q_OBJECT

    static SampleOptions options(const QString& out)
    {
        SampleOptions options;
        options.out = out;
        options.days = 3;
        options.gpus = 64;
        options.namespaces = 8;
        options.end = hourStart(490000);
        return options;
    }
    static std::unique_ptr<SqliteStore> openToRead(const QString& path)
    {
        StoreOptions options;
        options.readOnly = true;
        options.mustExist = true;
        auto store = SqliteStore::open(path, options);
        return store ? std::move(*store) : nullptr;
    }

    QTemporaryDir m_dir;
    FixedClock m_clock{hourStart(490000) + std::chrono::minutes(17)};

private slots:
    void theStoreHoldsWhatWasSimulated()
    {
        const QString path = m_dir.filePath("rows");
        const auto report = writeSample(options(path), m_clock);
        QVERIFY2(report, report ? "" : qPrintable(report.error().message + report.error().detail));
        QVERIFY(report->bytes > 10000);
        QCOMPARE(report->snapshots, 288 + 288 - 36); // the second cluster's outage lies in the last day
        QCOMPARE(report->range, (TimeRange{hourStart(490000 - 72), hourStart(490000)}));

        auto store = openToRead(path);
        QVERIFY(store);
        std::int64_t clusters = 0, namespaces = 0, workloads = 0, dimensions = 0;
        for (int index = 0; index < 2; ++index) {
            SampleClusterPlan plan;
            plan.index = index;
            plan.days = 3;
            plan.gpus = 64;
            plan.namespaces = 8;
            plan.end = hourStart(490000);
            SampleCluster cluster(plan);
            HourRows expected;
            while (auto hour = cluster.next()) {
                const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
                append(expected.clusters, hour->rows.clusters);
                append(expected.namespaces, hour->rows.namespaces);
            }
            RowQuery query;
            query.cluster = cluster.name();
            query.range = cluster.range();
            query.limit = -1;
            const auto clusterRows = store->clusterHours(query);
            QVERIFY(clusterRows);
            QVERIFY(clusterRows->rows == expected.clusters);
            const auto namespaceRows = store->namespaceHours(query);
            QVERIFY(namespaceRows);
            QCOMPARE(namespaceRows->rows.size(), expected.namespaces.size());
            clusters += clusterRows->total;
            namespaces += namespaceRows->total;
            workloads += store->workloadHoursPage(query)->total;
            for (const auto& key : SampleCluster::dimensions()) {
                query.dimension = key;
                dimensions += store->dimensionHours(query)->total;
            }
            QVERIFY(*store->snapshot(cluster.name(), std::nullopt).result());
        }
        QCOMPARE(clusters, report->clusterRows);
        QCOMPARE(namespaces, report->namespaceRows);
        QCOMPARE(workloads, report->workloadRows);
        QCOMPARE(dimensions, report->dimensionRows);
    }

    void completeHoursAreCovered()
    {
        const QString path = m_dir.filePath("coverage");
        QVERIFY(writeSample(options(path), m_clock));
        auto store = openToRead(path);
        const auto coverage = store->coverage("prod-shanghai");
        QVERIFY(coverage);
        int complete = 0, missing = 0;
        for (const auto& entry : *coverage) {
            if (entry.endpoint != "namespaces/hourly-stats")
                continue;
            (entry.state == CoverageState::Complete ? complete : missing) += entry.range.hours();
            RowQuery query;
            query.cluster = "prod-shanghai";
            query.range = entry.range;
            query.limit = 1;
            QCOMPARE(store->namespaceHours(query)->total, entry.rowsReceived);
        }
        QCOMPARE(complete, 72 - 5);
        QCOMPARE(missing, 5);
    }

    void withoutAnEndItIsTheClocksFiveMinutes()
    {
        auto wanted = options(m_dir.filePath("now"));
        wanted.end.reset();
        wanted.days = 1;
        const auto report = writeSample(wanted, m_clock);
        QVERIFY(report);
        QCOMPARE(report->end, hourStart(490000) + std::chrono::minutes(15));
        auto store = openToRead(wanted.out);
        const auto latest = store->snapshot("prod-shanghai", std::nullopt).result();
        QVERIFY(latest && *latest);
        QCOMPARE((*latest)->head.time, hourStart(490000) + std::chrono::minutes(10));
    }

    void anExistingFileIsKeptUnlessForced()
    {
        auto wanted = options(m_dir.filePath("existing"));
        wanted.days = 1;
        QFile file(wanted.out);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("mine");
        file.close();
        const auto refused = writeSample(wanted, m_clock);
        QVERIFY(!refused);
        QCOMPARE(refused.error().cls, ErrorClass::Usage);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("mine"));
        file.close();
        wanted.force = true;
        QVERIFY(writeSample(wanted, m_clock));
        QVERIFY(openToRead(wanted.out));
    }

    void nothingIsLeftBehind()
    {
        QTemporaryDir dir;
        auto wanted = options(dir.filePath("only"));
        wanted.days = 1;
        QVERIFY(writeSample(wanted, m_clock));
        QCOMPARE(
            QDir(dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{"only"});
    }

    void nonsenseIsRefusedBeforeAnythingIsWritten_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("gpus");
        QTest::addColumn<int>("namespaces");
        QTest::addColumn<int>("clusters");
        QTest::newRow("no days") << 0 << 64 << 8 << 1;
        QTest::newRow("too many days") << 9999 << 64 << 8 << 1;
        QTest::newRow("no gpus") << 1 << 0 << 8 << 1;
        QTest::newRow("no namespaces") << 1 << 64 << 0 << 1;
        QTest::newRow("no clusters") << 1 << 64 << 8 << 0;
    }
    void nonsenseIsRefusedBeforeAnythingIsWritten()
    {
        QFETCH(int, days);
        QFETCH(int, gpus);
        QFETCH(int, namespaces);
        QFETCH(int, clusters);
        auto wanted = options(m_dir.filePath("nonsense"));
        wanted.days = days;
        wanted.gpus = gpus;
        wanted.namespaces = namespaces;
        wanted.clusters = clusters;
        const auto report = writeSample(wanted, m_clock);
        QVERIFY(!report);
        QCOMPARE(report.error().cls, ErrorClass::Usage);
        QVERIFY(!QFile::exists(wanted.out));
    }

    void aFolderThatIsNotThereIsNamed()
    {
        const auto report = writeSample(options(m_dir.filePath("none/file")), m_clock);
        QVERIFY(!report);
        QVERIFY(report.error().message.contains("none"));
    }
};

ATLAS_TEST(tst_SampleCommand);
#include "tst_SampleCommand.moc"
