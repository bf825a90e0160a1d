// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/QueryParams.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;

class tst_QueryParams : public QObject
{
    Q_OBJECT

private:
    static QueryParams params(std::vector<std::pair<std::string, std::string>> values)
    {
        return QueryParams(std::move(values));
    }

private slots:
    void bothEndsOfTheWireAreInclusive()
    {
        const auto range =
            params({{"start_time", "2025-01-01T00:00:00Z"}, {"end_time", "2025-01-01T02:00:00+01:00"}}).range();
        QVERIFY(range);
        QCOMPARE(formatRfc3339(range->from), std::string("2025-01-01T00:00:00Z"));
        QCOMPARE(range->hours(), 2); // 00:00 and 01:00, the latter by the second beyond it
    }

    void fractionsOfASecondAreRoundedIntoTheRange()
    {
        const auto range =
            params({{"start_time", "2025-01-01T00:00:00.5Z"}, {"end_time", "2025-01-01T00:59:59.9Z"}}).range();
        QVERIFY(range);
        QCOMPARE(range->hours(), 0);
    }

    void badTimes_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        QTest::newRow("missing start") << ""
                                       << "2025-01-01T00:00:00Z";
        QTest::newRow("missing end") << "2025-01-01T00:00:00Z"
                                     << "";
        QTest::newRow("no time") << "yesterday"
                                 << "2025-01-01T00:00:00Z";
        QTest::newRow("24 o'clock") << "2025-01-01T24:00:00Z"
                                    << "2025-01-03T00:00:00Z";
        QTest::newRow("reversed") << "2025-01-02T00:00:00Z"
                                  << "2025-01-01T00:00:00Z";
        QTest::newRow("sql") << "' or 1=1 --"
                             << "2025-01-01T00:00:00Z";
    }
    void badTimes()
    {
        QFETCH(QString, start);
        QFETCH(QString, end);
        const auto range = params({{"start_time", start.toStdString()}, {"end_time", end.toStdString()}}).range();
        QVERIFY(!range);
        QCOMPARE(range.error().code, apiBadParameter);
        QCOMPARE(range.error().cls, ErrorClass::Api);
    }

    void pages_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("size");
        QTest::addColumn<qint64>("expectedPage");
        QTest::addColumn<qint64>("expectedSize"); // 0: refused
        QTest::newRow("none") << ""
                              << "" << qint64(1) << qint64(1000);
        QTest::newRow("given") << "3"
                               << "20" << qint64(3) << qint64(20);
        QTest::newRow("S9 too large") << "1"
                                      << "1000000000" << qint64(1) << qint64(1000);
        QTest::newRow("S9 beyond 64 bits") << "1"
                                           << "99999999999999999999" << qint64(1) << qint64(1000);
        QTest::newRow("S9 page -1") << "-1"
                                    << "" << qint64(0) << qint64(0);
        QTest::newRow("S9 page beyond -64 bits") << "-99999999999999999999"
                                                 << "" << qint64(0) << qint64(0);
        QTest::newRow("page 0") << "0"
                                << "" << qint64(0) << qint64(0);
        QTest::newRow("size 0") << "1"
                                << "0" << qint64(0) << qint64(0);
        QTest::newRow("text") << "one"
                              << "" << qint64(0) << qint64(0);
        QTest::newRow("float") << "1"
                               << "1e9" << qint64(0) << qint64(0);
    }
    void pages()
    {
        QFETCH(QString, page);
        QFETCH(QString, size);
        QFETCH(qint64, expectedPage);
        QFETCH(qint64, expectedSize);
        const auto request = params({{"page", page.toStdString()}, {"page_size", size.toStdString()}}).page();
        QCOMPARE(bool(request), expectedSize > 0);
        if (!request) {
            QCOMPARE(request.error().code, apiBadParameter);
            return;
        }
        QCOMPARE(request->page, expectedPage);
        QCOMPARE(request->size, expectedSize);
    }

    void orders()
    {
        QVERIFY(params({{"order_by", "utilization"}, {"order_direction", "desc"}}).order({}, false)->descending);
        QVERIFY(!params({{"order_by", "allocated_gpu_count"}}).order({}, false));
        QVERIFY(params({{"order_by", "allocated_gpu_count"}}).order({}, true)->order == RowOrder::Allocated);
        QVERIFY(!params({{"order_by", "id; drop table x"}}).order({}, true));
        QVERIFY(!params({{"order_direction", "DESC"}}).order({}, true));
    }

    void dimensions()
    {
        QVERIFY(!params({{"dimension_key", "team"}}).dimension());
        QVERIFY(!params({{"dimension_type", "pod"}, {"dimension_key", "team"}}).dimension());
        QVERIFY(!params({{"dimension_type", "label"}}).dimension());
        QVERIFY(params({{"dimension_type", "annotation"}, {"dimension_key", "a:b"}}).dimension()
            == (DimensionKey{DimensionType::Annotation, "a:b"}));
    }

    void aRepeatedParameterIsRefused()
    {
        QVERIFY(params({{"page", "1"}, {"zone", "1"}}).checkNames());
        QVERIFY(!params({{"page", "1"}, {"page", "1"}}).checkNames());
        QVERIFY(!params({{"pages", "1"}}).checkNames());
    }
};

ATLAS_TEST(tst_QueryParams);
#include "tst_QueryParams.moc"
