// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/StoreMerge.h"
#include "tests/files/FilesTesting.h"
#include "tests/support/TestRegistry.h"

#include <QElapsedTimer>

using namespace atlas;
using namespace atlas::test;

class tst_StoreMerge : public QObject
{
    Q_OBJECT

private slots:
    void intoAnEmptyStore()
    {
        GoodBundle good;
        const auto opened = open({good.path()}, good.opened()).value();
        TestStore target;
        Progress progress;
        const auto merged = mergeInto(*target.store, opened, progress);
        QVERIFY2(merged, qPrintable(merged ? QString() : merged.error().message));
        QCOMPARE(merged->inserted, good.manifest.hourRows);
        QCOMPARE(merged->snapshots, good.manifest.snapshots);
        QCOMPARE(progress.fraction(), 1.0);
        QCOMPARE(differenceOf(*good.store.store, *target.store, testHours(0, 30)), QByteArray());
        QCOMPARE(target->coverage("c1").value(), storeOf(opened)->coverage("c1").value());
        const auto again = mergeInto(*target.store, opened, progress);
        QCOMPARE(again->inserted + again->updated + again->snapshots, 0);
        QCOMPARE(again->unchanged, good.manifest.hourRows);
    }

    void aRangeThatIsClaimedTakesNoTime()
    {
        GoodBundle good;
        auto opened = open({good.path()}, good.opened()).value();
        opened.files.front().range = {Instant{}, hourStart(70'000'000)}; // to the year 9955
        TestStore target;
        Progress progress;
        QElapsedTimer time;
        time.start();
        const auto merged = mergeInto(*target.store, opened, progress);
        QVERIFY(time.elapsed() < 10'000);
        QVERIFY(merged);
        QCOMPARE(merged->inserted, good.manifest.hourRows);
        QCOMPARE(merged->snapshots, good.manifest.snapshots);
        QCOMPARE(progress.fraction(), 1.0);
        QCOMPARE(target->rejectedLog(10).result()->size(), storeOf(opened)->rejectedLog(10).result()->size());
        QCOMPARE(*target->fieldFaults().result(), *storeOf(opened)->fieldFaults().result());
    }

    void newerRowsStay()
    {
        GoodBundle good;
        const auto opened = open({good.path()}, good.opened()).value();
        TestStore target;
        auto newer = hourOf(3, "ml"), older = hourOf(4, "ml");
        newer.clusters.front().capacity = older.clusters.front().capacity = 1;
        *newer.clusters.front().at.updatedAt += std::chrono::hours(1);
        *older.clusters.front().at.updatedAt -= std::chrono::hours(1);
        target.commit(newer);
        target.commit(older);
        Progress progress;
        const auto merged = mergeInto(*target.store, opened, progress).value();
        QCOMPARE(merged.older, 1);
        QCOMPARE(merged.updated, 1);
        const auto rows = target->clusterHours(everything("c1", testHours(3, 5))).value().rows;
        QCOMPARE(rows[0].capacity.value, 1);
        QCOMPARE(rows[1].capacity.value, 128);
    }

    void rowsThatTheFileLacksStay()
    {
        GoodBundle good;
        const auto opened = open({good.path()}, good.opened()).value();
        TestStore target;
        target.commit(hourOf(5, "only here"));
        Progress progress;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(mergeInto(*target.store, opened, progress)->hidden, 0);
        RowQuery query = everything("c1", testHours(5, 6));
        query.namespaceName = "only here";
        QCOMPARE(target->namespaceHours(query).value().total, 1);
    }

    void coverageSaysMore()
    {
        const auto of = [](int from, int to, CoverageState state) { return coverageOf(from, to, state); };
        using enum CoverageState;
        const std::vector known{of(0, 10, Complete), of(10, 20, Unverified), of(20, 30, Gap)};
        const auto left = [&](CoverageState state) {
            std::vector<TimeRange> ranges;
            for (const auto& entry : newCoverage(known, {of(-5, 35, state)}))
                ranges.push_back(entry.range);
            std::ranges::sort(ranges, {}, &TimeRange::from);
            return ranges;
        };
        QCOMPARE(left(Complete), (std::vector{testHours(-5, 0), testHours(10, 35)}));
        QCOMPARE(left(Unverified), (std::vector{testHours(-5, 0), testHours(20, 35)}));
        QCOMPARE(left(Gap), (std::vector{testHours(-5, 0), testHours(30, 35)}));
        auto elsewhere = of(0, 10, Gap);
        elsewhere.endpoint = "cluster/hourly-stats";
        QCOMPARE(newCoverage(known, {elsewhere}).size(), std::size_t(1));
        QVERIFY(newCoverage(known, {of(2, 8, Complete)}).empty());
    }

    void cancelled()
    {
        GoodBundle good;
        const auto opened = open({good.path()}, good.opened()).value();
        TestStore target;
        Progress progress;
        progress.cancel();
        const auto merged = mergeInto(*target.store, opened, progress);
        QVERIFY(!merged);
        QCOMPARE(merged.error().cls, ErrorClass::Export);
        QVERIFY(target->clusterNames().value().empty());
    }

private:
    static std::unique_ptr<SqliteStore> storeOf(const OpenedFiles& opened)
    {
        StoreOptions options;
        options.readOnly = true;
        return SqliteStore::open(opened.store, options).value();
    }
};

ATLAS_TEST(tst_StoreMerge);
#include "tst_StoreMerge.moc"
