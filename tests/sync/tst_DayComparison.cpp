// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/DayComparison.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;

namespace {

constexpr HourIndex day0 = 482136; // 2025-01-01T00:00Z

std::vector<ClusterHour> rowsOf(int days)
{
    std::vector<ClusterHour> rows;
    for (int hour = 0; hour < 24 * days; ++hour) {
        ClusterHour row;
        row.at.time = hourStart(day0 + hour);
        row.capacity = 10;
        row.allocated = 0.1;
        rows.push_back(row);
    }
    return rows;
}

PeriodSummary summary(int day, std::int64_t hours, Figure capacity, Figure allocated)
{
    return {"alpha", hourStart(day0 + 24 * day), hours, capacity, allocated, {}, {}};
}

} // namespace

class tst_DayComparison : public QObject
{
    Q_OBJECT

private slots:
    void equalDaysAgreeWhateverTheOrderOfTheirSums()
    {
        const std::vector said{summary(0, 24, 240.0, 2.4), summary(1, 24, 240.0, 2.4000000001)};
        QVERIFY(differingDays(said, rowsOf(2)).empty());
    }

    void anotherCountOrSumDiffersNewestFirst()
    {
        const std::vector said{summary(0, 23, 240.0, 2.4), summary(1, 24, 250.0, 2.4), summary(2, 24, 240.0, 2.5),
            summary(3, 24, 240.0, 2.4)};
        const std::vector expected{said[2], said[1], said[0]};
        QVERIFY(differingDays(said, rowsOf(4)) == expected);
    }

    void unknownIsNotZero()
    {
        auto rows = rowsOf(1);
        QCOMPARE(differingDays(std::vector{summary(0, 24, 240.0, {})}, rows).size(), std::size_t(1));
        for (auto& row : rows)
            row.allocated = {};
        QCOMPARE(differingDays(std::vector{summary(0, 24, 240.0, 0.0)}, rows).size(), std::size_t(1));
        QVERIFY(differingDays(std::vector{summary(0, 24, 240.0, {})}, rows).empty());
    }

    void daysWithoutRowsOrWithoutSummary()
    {
        QVERIFY(differingDays({}, rowsOf(2)).empty());
        QCOMPARE(differingDays(std::vector{summary(5, 24, 240.0, 2.4)}, rowsOf(2)).size(), std::size_t(1));
        QVERIFY(differingDays(std::vector{summary(5, 0, {}, {})}, rowsOf(2)).empty());
    }
};

ATLAS_TEST(tst_DayComparison);
#include "tst_DayComparison.moc"
