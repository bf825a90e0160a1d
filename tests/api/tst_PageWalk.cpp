// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ApiClient.h"
#include "models/api/WireEncoder.h"
#include "tests/api/ClientTesting.h"
#include "tests/support/FaultServer.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <set>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

const Instant start = instant("2025-11-01T00:00:00Z");
const QString rowsPath = QStringLiteral("/v1/gpu-aggregation/namespaces/hourly-stats");

/// `perHour` namespaces in each of `hours` hours.
std::vector<NamespaceHour> makeRows(int hours, int perHour)
{
    std::vector<NamespaceHour> rows;
    for (int hour = 0; hour < hours; ++hour) {
        for (int i = 0; i < perHour; ++i) {
            NamespaceHour row;
            row.id = std::int64_t(rows.size()) + 1;
            row.cluster = "c";
            row.name = "ns-" + std::to_string(10000 + i);
            row.at.time = start + std::chrono::hours(hour);
            row.at.updatedAt = row.at.time + 1h;
            row.allocated = i + hour / 8.0;
            rows.push_back(row);
        }
    }
    return rows;
}

std::vector<NamespaceHour> within(const std::vector<NamespaceHour>& rows, const FaultServer::Request& request)
{
    const auto from = instant(request.parameter("start_time").toStdString());
    const auto to = instant(request.parameter("end_time").toStdString());
    std::vector<NamespaceHour> some;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(some),
        [&](const NamespaceHour& row) { return row.at.time >= from && row.at.time <= to; });
    return some;
}

/// Rows `first` to `first` + `size` of `rows`, wrapped, with a page size that lies.
FaultServer::Answer pageOf(const std::vector<NamespaceHour>& rows, int page, std::size_t size, std::int64_t total)
{
    const auto first = std::min(rows.size(), std::size_t(page - 1) * size);
    const auto count = std::min(size, rows.size() - first);
    const PageInfo info{total, page, 10'000, (total + std::int64_t(size) - 1) / std::int64_t(size)};
    return FaultServer::json(QByteArray::fromStdString(encodePage(std::span(rows).subspan(first, count), info)));
}

FaultServer::Answer plainArray(const std::vector<NamespaceHour>& rows)
{
    const QByteArray page = QByteArray::fromStdString(encodePage(std::span(rows), PageInfo{}));
    const auto from = page.indexOf('[');
    return FaultServer::json(
        R"({"code":200,"message":"success","data":)" + page.mid(from, page.lastIndexOf(']') - from + 1) + "}");
}

std::vector<NamespaceHour> sorted(std::vector<NamespaceHour> rows)
{
    std::sort(rows.begin(), rows.end(), [](const NamespaceHour& a, const NamespaceHour& b) {
        return std::pair(a.at.time, a.name) < std::pair(b.at.time, b.name);
    });
    return rows;
}

} // namespace

/// Whole ranges from servers whose pages repeat, lose, or lie.
class tst_PageWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allPagesOfAWrappedServer();
    void aCancelledWalkAsksForNoFurtherPage();
    void aCancelledQuestionIsNotAskedLater();
    void P3_pageSizeIsNotTrusted();
    void plainArrayIsTheWhole();
    void plainPagesEndWithAShorterOne();
    void P4_rowsLostAtBordersAreFetchedInNarrowerWindows();
    void P4_oneHourAboveAPage();
    void P4_anHourThatStaysShortIsUnverified();
    void P4_repeatedRowsOfOnePageAreHarmless();
    void P5_totalChangesDuringTheWalk();
    void P6_repeatedPage();
    void P7_rejectedRowsAreCountedAndToldOf();
    void P7_manyRejectedRows_data();
    void P7_manyRejectedRows();
    void P7_schemaChangeIsJudgedByTheWindow();
    void P7_faultsByField();
    void T6_datesOutOfReason();
    void P13_newerVersionWins();
    void rangesOverThirtyDaysAreSplit();
    void aFailedPageFailsTheWhole();
    void emptyRangeIsRefused();
    void emptyResult();
    void hourRowsStayInsideHalfOpenRange();
};

void tst_PageWalk::allPagesOfAWrappedServer()
{
    const auto rows = makeRows(5, 50);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        return pageOf(within(rows, request), request.parameter("page").toInt(), 100, 250);
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 5h}));
    QVERIFY2(walk, walk ? "" : qPrintable(walk.error().message));
    QVERIFY(walk->rows == sorted(rows));
    QVERIFY(walk->verified);
    QCOMPARE(walk->statedTotal.value_or(-1), 250);
    QCOMPARE(walk->pages, 3);
    QCOMPARE(walk->envelope, Envelope::Canonical);
    QVERIFY(walk->warnings.isEmpty());
}

void tst_PageWalk::aCancelledWalkAsksForNoFurtherPage()
{
    const auto rows = makeRows(5, 50);
    FaultServer server;
    QFuture<Result<WalkResult<NamespaceHour>>> walk;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        walk.cancel(); // nobody waits for it any more
        return pageOf(within(rows, request), request.parameter("page").toInt(), 100, 250);
    });
    server.on(clustersPath, FaultServer::json(goodNames));
    ApiClient client(testConfig(server), testEnvironment());
    walk = client.namespaceHours("c", {start, start + 5h});
    QTRY_VERIFY(server.count(rowsPath) == 1);
    for (int i = 0; i < 3; ++i)
        QVERIFY(wait(client.clusters())); // asked after all that the walk could have asked
    QCOMPARE(server.count(rowsPath), 1);
}

void tst_PageWalk::aCancelledQuestionIsNotAskedLater()
{
    FaultServer server;
    QFuture<Result<std::vector<std::string>>> waiting, again;
    server.on(rowsPath, [&](const FaultServer::Request&) {
        waiting.cancel(); // while it waits for its turn
        return pageOf({}, 1, 100, 0);
    });
    server.on(clustersPath, [&](const FaultServer::Request&) {
        again.cancel(); // while it is asked, with a failure that is worth another try
        return FaultServer::json("{}", 502);
    });
    auto config = testConfig(server);
    config.maxConcurrent = 1;
    ApiClient client(config, testEnvironment());
    const auto walk = client.namespaceHours("c", {start, start + 5h});
    waiting = client.dimensionKeys("c", DimensionType::Label, {start, start + 5h});
    again = client.clusters();
    QTRY_VERIFY(server.count(clustersPath) == 1);
    QVERIFY(wait(walk));
    QTRY_VERIFY(again.isFinished());
    QVERIFY(!wait(client.latestSnapshot("c"))); // there is none; asked after all that could have been
    QCOMPARE(server.count(clustersPath), 1);
    QCOMPARE(server.count(QStringLiteral("/v1/gpu-aggregation/dimension-keys")), 0);
}

void tst_PageWalk::P3_pageSizeIsNotTrusted()
{
    // States 10000 a page, sends 10, and the first page is the shortest.
    const auto rows = makeRows(1, 25);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        const int page = request.parameter("page").toInt();
        static constexpr std::size_t borders[] = {0, 5, 15, 25, 25};
        const auto first = borders[std::min(page - 1, 4)], last = borders[std::min(page, 4)];
        const PageInfo info{25, page, 10'000, 0};
        return FaultServer::json(
            QByteArray::fromStdString(encodePage(std::span(rows).subspan(first, last - first), info))
                .replace("\"total_pages\":0,", ""));
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
    QVERIFY(walk);
    QVERIFY(walk->rows == rows);
    QVERIFY(walk->verified);
    QCOMPARE(server.count(rowsPath), 3); // distinct keys equal the total: no fourth page
}

void tst_PageWalk::plainArrayIsTheWhole()
{
    const auto rows = makeRows(3, 10);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) { return plainArray(within(rows, request)); });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 3h}));
    QVERIFY2(walk, walk ? "" : qPrintable(walk.error().message));
    QVERIFY(walk->rows == rows);
    QVERIFY(walk->verified);
    QVERIFY(!walk->statedTotal);
    QCOMPARE(walk->envelope, Envelope::Flat);
    QVERIFY(server.count(rowsPath) <= 2);
}

void tst_PageWalk::plainPagesEndWithAShorterOne()
{
    const auto rows = makeRows(2, 10);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        const auto some = within(rows, request);
        const auto first = std::min(some.size(), std::size_t(request.parameter("page").toInt() - 1) * 8);
        const auto last = std::min(some.size(), first + 8);
        return plainArray({some.begin() + std::ptrdiff_t(first), some.begin() + std::ptrdiff_t(last)});
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 2h}));
    QVERIFY2(walk, walk ? "" : qPrintable(walk.error().message));
    QVERIFY(walk->rows == rows);
}

void tst_PageWalk::P4_rowsLostAtBordersAreFetchedInNarrowerWindows()
{
    const auto rows = makeRows(8, 30);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        auto some = within(rows, request);
        const auto total = std::int64_t(some.size());
        const int page = request.parameter("page").toInt();
        // The order is not unique: the row after the border comes before it on the next page, which repeats one.
        for (std::size_t border = 100; border < some.size(); border += 100)
            some[border] = some[border - 1];
        return pageOf(some, page, 100, total);
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 8h}));
    QVERIFY2(walk, walk ? "" : qPrintable(walk.error().message));
    QVERIFY(walk->rows == rows);
    QVERIFY(walk->verified);
    QCOMPARE(walk->statedTotal.value_or(-1), 240); // of the windows that count, not of those that were split
}

void tst_PageWalk::P4_oneHourAboveAPage()
{
    const auto rows = makeRows(1, 250);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        auto some = within(rows, request);
        if (request.parameter("order_by") == QStringLiteral("utilization"))
            std::reverse(some.begin(), some.end());
        some[100] = some[99]; // each order loses another row
        return pageOf(some, request.parameter("page").toInt(), 100, 250);
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
    QVERIFY(walk);
    QVERIFY(walk->rows == rows);
    QVERIFY(walk->verified);
}

void tst_PageWalk::P4_anHourThatStaysShortIsUnverified()
{
    const auto rows = makeRows(2, 250);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        auto some = within(rows, request);
        for (auto& row : some) {
            if (row.name == "ns-10100" && row.at.time == start)
                row = some[99];
        }
        return pageOf(some, request.parameter("page").toInt(), 100, std::int64_t(some.size()));
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 2h}));
    QVERIFY(walk);
    QCOMPARE(walk->rows.size(), rows.size() - 1); // stored all the same
    QVERIFY(!walk->verified);
    QVERIFY((walk->unverified == std::vector<TimeRange>{{start, start + 1h}}));
    QCOMPARE(walk->warnings.size(), 1);
}

void tst_PageWalk::P4_repeatedRowsOfOnePageAreHarmless()
{
    auto rows = makeRows(1, 5);
    auto twice = rows;
    twice.push_back(rows[2]);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request&) { return pageOf(twice, 1, 100, 6); });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
    QVERIFY(walk);
    QVERIFY(walk->rows == rows);
    QVERIFY(walk->verified); // six came of six: nothing is missing
    QCOMPARE(server.count(rowsPath), 1);
}

void tst_PageWalk::P5_totalChangesDuringTheWalk()
{
    const auto rows = makeRows(1, 30);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        // A row is written behind the cursor between the first and the second page.
        auto some = rows;
        if (server.requests().size() == 1)
            some.erase(some.begin());
        return pageOf(some, request.parameter("page").toInt(), 10, std::int64_t(some.size()));
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
    QVERIFY2(walk, walk ? "" : qPrintable(walk.error().message));
    QVERIFY(walk->rows == rows);
    QVERIFY(walk->verified);
}

void tst_PageWalk::P6_repeatedPage()
{
    const auto rows = makeRows(1, 30);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request&) { return pageOf(rows, 1, 10, 30); });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
    QVERIFY(!walk);
    QCOMPARE(walk.error().cls, ErrorClass::Payload);
    QVERIFY(walk.error().message.contains(QStringLiteral("repeats page 1")));
    QVERIFY(server.count(rowsPath) <= 3);
}

void tst_PageWalk::P7_rejectedRowsAreCountedAndToldOf()
{
    const auto rows = makeRows(1, 10);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request&) {
        auto answer = pageOf(rows, 1, 100, 10);
        answer.bytes.replace("\"namespace\":\"ns-10003\"", "\"namespace\":null      ");
        return answer;
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
    QVERIFY(walk);
    QCOMPARE(walk->rows.size(), std::size_t(9));
    QVERIFY(walk->verified);
    QCOMPARE(walk->stats.rejectedRows, 1);
    QCOMPARE(walk->warnings.size(), 1);
}

void tst_PageWalk::P7_manyRejectedRows_data()
{
    QTest::addColumn<int>("unusable"); // of 300 rows, in three pages
    QTest::addColumn<int>("expected"); // 0: nothing special; 1: many; 2: the schema changed
    QTest::newRow("none") << 0 << 0;
    QTest::newRow("one per cent") << 3 << 0;
    QTest::newRow("more") << 4 << 1;
    QTest::newRow("half") << 150 << 1;
    QTest::newRow("more than half") << 151 << 2;
    QTest::newRow("all") << 300 << 2;
}

void tst_PageWalk::P7_manyRejectedRows()
{
    QFETCH(int, unusable);
    QFETCH(int, expected);
    const auto rows = makeRows(1, 300);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        auto answer = pageOf(rows, request.parameter("page").toInt(), 100, 300);
        for (int i = 0; i < unusable; ++i)
            answer.bytes.replace(QByteArray("\"namespace\":\"ns-" + QByteArray::number(10'000 + i) + '"'),
                QByteArray("\"namespace\":null      "));
        return answer;
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
    QCOMPARE(bool(walk), expected < 2);
    if (!walk) {
        QCOMPARE(walk.error().cls, ErrorClass::Payload);
        QVERIFY(walk.error().message.contains(QStringLiteral("schema changed")));
        return;
    }
    QCOMPARE(walk->manyRejected, expected == 1);
    QCOMPARE(walk->stats.rejectedRows, unusable);
    QCOMPARE(int(walk->rows.size()), 300 - unusable);
    QVERIFY(walk->verified);
}

void tst_PageWalk::P7_schemaChangeIsJudgedByTheWindow()
{
    // The only row of the last page is unusable: one of eleven.
    const auto rows = makeRows(1, 11);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        auto answer = pageOf(rows, request.parameter("page").toInt(), 10, 11);
        answer.bytes.replace("\"namespace\":\"ns-10010\"", "\"namespace\":null      ");
        return answer;
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
    QVERIFY2(walk, walk ? "" : qPrintable(walk.error().message));
    QCOMPARE(walk->rows.size(), std::size_t(10));
    QVERIFY(walk->manyRejected);
    // A single page has nothing else to be judged by.
    QCOMPARE(wait(client.namespaceHoursPage("c", {start, start + 1h}, 2)).error().cls, ErrorClass::Payload);
}

void tst_PageWalk::P7_faultsByField()
{
    const auto rows = makeRows(2, 3);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request&) {
        auto answer = pageOf(rows, 1, 100, 6);
        answer.bytes.replace("\"min_utilization\":null", "\"min_utilization\":true");
        answer.bytes.replace("2025-11-01T01:00:00Z\",\"total", "2025-11-01T01:07:00\",\"total");
        answer.bytes.replace("Content-Length", "X-Old-Length");
        return answer;
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 2h}));
    QVERIFY2(walk, walk ? "" : qPrintable(walk.error().message));
    const auto faults = fieldFaults(walk->stats, "c", "namespaces/hourly-stats");
    const auto count = [&](const char* field, const char* problem) {
        for (const auto& fault : faults) {
            if (fault.field == field && fault.problem == problem)
                return fault.count;
        }
        return std::int64_t(0);
    };
    QCOMPARE(count("min_utilization", "wrong-type"), 6);
    QCOMPARE(count("max_utilization", "null"), 6);
    QCOMPARE(count("stat_hour", "no-zone"), 3);
    QCOMPARE(count("stat_hour", "off-boundary"), 3);
    QCOMPARE(count("stat_hour", "future"), 0);
    QCOMPARE(faults.front().cluster, std::string("c"));
    QCOMPARE(faults.front().endpoint, std::string("namespaces/hourly-stats"));
}

void tst_PageWalk::T6_datesOutOfReason()
{
    auto rows = makeRows(1, 5);
    const auto now = testEnvironment().now();
    rows[0].at.time = now + 2h; // clocks may differ
    rows[1].at.time = now + 3h; // but not so much: kept, and counted
    rows[2].at.time = instant("1999-12-31T23:00:00Z"); // no time at all
    rows[3].at.time = start + 7min; // kept as it is, in the hour that it falls into
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request&) { return pageOf(rows, 1, 100, 5); });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, now + 24h}));
    QVERIFY2(walk, walk ? "" : qPrintable(walk.error().message));
    QVERIFY((walk->rows == std::vector{rows[3], rows[4], rows[0], rows[1]}));
    QCOMPARE(walk->stats.future, 1);
    QCOMPARE(walk->stats.count("stat_hour", FieldProblem::OffBoundary), 1);
    QCOMPARE(walk->stats.rejectedRows, 1);
    QVERIFY(walk->stats.rejected.front().reason.find("stat_hour") != std::string::npos);
    QCOMPARE(walk->rows[0].at.hour(), hourIndex(start));
}

void tst_PageWalk::P13_newerVersionWins()
{
    auto rows = makeRows(1, 2);
    auto old = rows[0];
    old.at.updatedAt = *old.at.updatedAt - 30min;
    old.allocated = 99;
    rows.push_back(old); // arrives after the newer one
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request&) { return pageOf(rows, 1, 100, 3); });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
    QVERIFY(walk);
    QCOMPARE(walk->rows.size(), std::size_t(2));
    QVERIFY(walk->rows[0] == rows[0]);
}

void tst_PageWalk::rangesOverThirtyDaysAreSplit()
{
    const auto rows = makeRows(70 * 24, 1);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        const auto some = within(rows, request);
        return pageOf(some, request.parameter("page").toInt(), 1000, std::int64_t(some.size()));
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 24h * 70}));
    QVERIFY(walk);
    QVERIFY(walk->rows == rows);
    QCOMPARE(server.count(rowsPath), 3);
    for (const auto& request : server.requests()) {
        const auto from = instant(request.parameter("start_time").toStdString());
        QVERIFY(instant(request.parameter("end_time").toStdString()) - from < 24h * 30);
    }
}

void tst_PageWalk::aFailedPageFailsTheWhole()
{
    const auto rows = makeRows(1, 30);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        const int page = request.parameter("page").toInt();
        return page == 2 ? FaultServer::html("<title>oops</title>", 500) : pageOf(rows, page, 10, 30);
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
    QVERIFY(!walk);
    QCOMPARE(walk.error().cls, ErrorClass::Net);
}

void tst_PageWalk::emptyRangeIsRefused()
{
    FaultServer server;
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start + 1h, start}));
    QVERIFY(!walk);
    QCOMPARE(walk.error().cls, ErrorClass::Usage);
    QVERIFY(server.requests().empty());
}

void tst_PageWalk::emptyResult()
{
    for (const char* data : {"null", "[]"}) {
        FaultServer server;
        server.on(rowsPath,
            FaultServer::json(
                QByteArray(
                    R"({"meta":{"code":2000},"data":{"total":0,"page":0,"page_size":10000,"total_pages":0,"data":)")
                + data + "}}"));
        ApiClient client(testConfig(server), testEnvironment());
        const auto walk = wait(client.namespaceHours("c", {start, start + 1h}));
        QVERIFY2(walk, data);
        QVERIFY(walk->rows.empty() && walk->verified && !walk->noData);
        QCOMPARE(server.count(rowsPath), 1);
    }
}

void tst_PageWalk::hourRowsStayInsideHalfOpenRange()
{
    const auto rows = makeRows(4, 1);
    FaultServer server;
    server.on(rowsPath, [&](const FaultServer::Request& request) {
        const auto some = within(rows, request);
        return pageOf(some, 1, 100, std::int64_t(some.size()));
    });
    ApiClient client(testConfig(server), testEnvironment());
    const auto walk = wait(client.namespaceHours("c", {start + 1h, start + 3h}));
    QVERIFY(walk);
    QCOMPARE(walk->rows.size(), std::size_t(2));
    QVERIFY(walk->rows[0] == rows[1] && walk->rows[1] == rows[2]);
}

ATLAS_TEST(tst_PageWalk);
#include "tst_PageWalk.moc"
