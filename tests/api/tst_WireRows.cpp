// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/WireTesting.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

/// What the fields of rows become, however a server spells them.
class tst_WireRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spellings();
    void P7_numbers_data();
    void P7_numbers();
    void P7_unusableKeys_data();
    void P7_unusableKeys();
    void P7_schemaChanged();
    void P8_orderDuplicatesAndUnknownKeys();
    void P9_documentsRefused_data();
    void P9_documentsRefused();
    void P9_integersAreExact();
    void P9_outOfRangeIsStoredAndCounted();
    void P12_text_data();
    void P12_text();
    void T3_timesWithoutZone();
    void P7_whatIsOddIsBookedOnTheClusterOfItsRow();
    void T6_offBoundary();
    void ratesAsFractions();
    void dimensionAndWorkloadRows();
};

void tst_WireRows::spellings()
{
    QByteArray camel = oneRow;
    for (const auto& [snake, other] :
        std::vector<std::pair<QByteArray, QByteArray>>{{"cluster_name", "clusterName"}, {"stat_hour", "statHour"},
            {"total_gpu_capacity", "totalGpuCapacity"}, {"allocated_gpu_count", "allocatedGpuCount"},
            {"allocation_rate", "allocationRate"}, {"avg_utilization", "avgUtilization"},
            {"max_utilization", "maxUtilization"}, {"min_utilization", "minUtilization"},
            {"active_workload_count", "activeWorkloadCount"}, {"created_at", "createdAt"}, {"updated_at", "updatedAt"}})
        camel.replace(snake, other);
    const auto page = decode('[' + oneRow + ',' + camel + ',' + oneRow + ']');
    QVERIFY(page);
    QCOMPARE(page->rows.size(), std::size_t(3));
    for (const auto& row : page->rows)
        QVERIFY(row == expectedRow());
}

void tst_WireRows::P7_numbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("problem"); // -1: none
    QTest::newRow("integer") << QByteArray("107") << 107.0 << -1;
    QTest::newRow("double") << QByteArray("107.0") << 107.0 << -1;
    QTest::newRow("exponent") << QByteArray("1.07e2") << 107.0 << -1;
    QTest::newRow("text") << QByteArray("\"12.5\"") << 12.5 << -1;
    QTest::newRow("text with spaces") << QByteArray("\" 12.5 \"") << 12.5 << -1;
    QTest::newRow("escaped text") << QByteArray("\"12\\u002e5\"") << 12.5 << -1;
    QTest::newRow("null") << QByteArray("null") << unknown << int(FieldProblem::Null);
    QTest::newRow("true") << QByteArray("true") << unknown << int(FieldProblem::WrongType);
    QTest::newRow("object") << QByteArray("{}") << unknown << int(FieldProblem::WrongType);
    QTest::newRow("array") << QByteArray("[1]") << unknown << int(FieldProblem::WrongType);
    QTest::newRow("word") << QByteArray("\"many\"") << unknown << int(FieldProblem::WrongType);
    QTest::newRow("empty text") << QByteArray("\"\"") << unknown << int(FieldProblem::WrongType);
    QTest::newRow("NaN as text") << QByteArray("\"NaN\"") << unknown << int(FieldProblem::WrongType);
    QTest::newRow("too big as text") << QByteArray("\"1e999\"") << unknown << int(FieldProblem::WrongType);
}

void tst_WireRows::P7_numbers()
{
    QFETCH(QByteArray, text);
    QFETCH(double, value);
    QFETCH(int, problem);
    const auto page = decode('[' + rowWith("allocated_gpu_count", text) + ']');
    QVERIFY2(page, page ? "" : qPrintable(page.error().message));
    auto row = expectedRow();
    row.allocated = value; // and every other field is as it was
    QVERIFY(page->rows.front() == row);
    if (problem >= 0)
        QCOMPARE(page->stats.count("allocated_gpu_count", FieldProblem(problem)), 1);
    else
        QVERIFY(page->stats.fields.empty());
}

void tst_WireRows::P7_unusableKeys_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    for (const char* field : {"cluster_name", "namespace", "stat_hour"}) {
        for (const char* value : {"null", "12", "\"\"", "{}", "true"})
            QTest::newRow(qPrintable(QString::fromLatin1(field) + u' ' + QString::fromLatin1(value)))
                << QByteArray(field) << QByteArray(value);
    }
    QTest::newRow("bad time") << QByteArray("stat_hour") << QByteArray("\"2025-13-05T14:00:00Z\"");
    QTest::newRow("missing time") << QByteArray("stat_hour") << QByteArray("\"0001-01-01T00:00:00Z\"");
}

void tst_WireRows::P7_unusableKeys()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    const QByteArray bad = rowWith(field, value);
    const auto page = decode('[' + oneRow + ',' + bad + ',' + oneRow + ']');
    QVERIFY2(page, page ? "" : qPrintable(page.error().message));
    QCOMPARE(page->rows.size(), std::size_t(2));
    QCOMPARE(page->stats.rejectedRows, 1);
    QCOMPARE(page->stats.rejected.front().raw, bad.toStdString());
    QVERIFY(page->stats.rejected.front().reason.starts_with(field.toStdString()));
}

void tst_WireRows::P7_schemaChanged()
{
    QByteArray other = oneRow;
    other.replace("stat_hour", "hour");
    QVERIFY(decode('[' + oneRow + ',' + other + ']')); // half is not more than half
    const auto page = decode('[' + oneRow + ',' + other + ',' + other + ']');
    QVERIFY(!page);
    QCOMPARE(page.error().cls, ErrorClass::Payload);
    QVERIFY(page.error().message.contains(QStringLiteral("schema changed")));
    QVERIFY(page.error().detail.contains(QStringLiteral("stat_hour")));
    QVERIFY(!decode("[1,2,3]"));
    // Raw text is kept to 4 KiB.
    auto huge = rowWith("stat_hour", "\"" + QByteArray(10'000, 'x') + "\"");
    const auto kept = decode('[' + oneRow + ',' + huge + ']');
    QVERIFY(kept);
    QCOMPARE(kept->stats.rejected.front().raw.size(), std::size_t(4096));
}

void tst_WireRows::P8_orderDuplicatesAndUnknownKeys()
{
    QByteArray odd = oneRow;
    odd.chop(1);
    odd += R"(,"allocated_gpu_count":1,"new":{"a":[1,{"b":null}]},"z\"y":"}","allocated_gpu_count":12.5})";
    odd.replace(R"("id":7,)", R"("":0,"id":"7",)");
    const QByteArray shuffled = R"({"updated_at":"2025-11-05T15:01:00.25Z",)" + odd.mid(1);
    const auto page = decode('[' + odd + ',' + oneRow + ',' + shuffled + ']');
    QVERIFY2(page, page ? "" : qPrintable(page.error().message + page.error().detail));
    QCOMPARE(page->rows.size(), std::size_t(3));
    for (const auto& row : page->rows)
        QVERIFY(row == expectedRow());
    // The last of two duplicates counts, also when it is worse.
    const auto last = decode('[' + odd.chopped(1) + R"(,"allocated_gpu_count":null}])");
    QVERIFY(last && !last->rows.front().allocated.known());
}

void tst_WireRows::P9_documentsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
        {"NaN", "Infinity", "-Infinity", "1e999", "01", "1.", "+1", "0x10", "nul", "tru", "1 2", "'1'"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_WireRows::P9_documentsRefused()
{
    QFETCH(QByteArray, text);
    for (const char* field : {"allocated_gpu_count", "avg_utilization"}) {
        const auto page = decode('[' + rowWith(field, text) + ']');
        QVERIFY(!page);
        QCOMPARE(page.error().cls, ErrorClass::Payload);
        QVERIFY(!isTruncated(page.error()));
    }
}

void tst_WireRows::P9_integersAreExact()
{
    const auto exact = decode('[' + rowWith("id", "9007199254740993") + ']');
    QVERIFY(exact);
    QCOMPARE(exact->rows.front().id, 9007199254740993LL);
    const auto text = decode('[' + rowWith("id", "\"9007199254740993\"") + ']');
    QVERIFY(text);
    QCOMPARE(text->rows.front().id, 9007199254740993LL);
    const auto large = decode('[' + rowWith("id", "18446744073709551616") + ']');
    QVERIFY(large);
    QCOMPARE(large->rows.front().id, 0);
    QCOMPARE(large->stats.count("id", FieldProblem::TooLarge), 1);
}

void tst_WireRows::P9_outOfRangeIsStoredAndCounted()
{
    auto page = decode('[' + rowWith("avg_utilization", "250") + ',' + rowWith("allocated_gpu_count", "-1") + ','
        + rowWith("allocation_rate", "140") + ']');
    QVERIFY(page);
    QCOMPARE(page->rows[0].avgUtilization.value, 250.0);
    QCOMPARE(page->rows[1].allocated.value, -1.0);
    QCOMPARE(page->rows[2].allocationRate.value, 140.0); // nodes fail: legitimate
    QCOMPARE(page->stats.count("avg_utilization", FieldProblem::OutOfRange), 1);
    QCOMPARE(page->stats.count("allocated_gpu_count", FieldProblem::OutOfRange), 1);
    QCOMPARE(page->stats.count("allocation_rate", FieldProblem::OutOfRange), 0);
}

void tst_WireRows::P12_text_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name");
    const QByteArray bad = "\xEF\xBF\xBD";
    QTest::newRow("escapes") << QByteArray(R"(a\u0000\u001b\"\\\/\n\u00e9)") << QByteArray("a\0\x1b\"\\/\n\xC3\xA9", 9);
    QTest::newRow("pair") << QByteArray(R"(\ud83d\ude00)") << QByteArray("\xF0\x9F\x98\x80");
    QTest::newRow("lone high") << QByteArray(R"(a\ud800b)") << "a" + bad + "b";
    QTest::newRow("lone low") << QByteArray(R"(a\uDC00b)") << "a" + bad + "b";
    QTest::newRow("two high") << QByteArray(R"(\ud800\ud83d\ude00)") << bad + "\xF0\x9F\x98\x80";
    QTest::newRow("escaped backslash") << QByteArray(R"(\\ud800)") << QByteArray("\\ud800");
    QTest::newRow("invalid byte") << QByteArray("a\xFFz") << "a" + bad + "z";
    QTest::newRow("overlong") << QByteArray("\xC0\xAFz") << bad + bad + "z";
    QTest::newRow("surrogate bytes") << QByteArray("\xED\xA0\x80z") << bad + bad + bad + "z";
    QTest::newRow("direction override") << QByteArray("\xE2\x80\xAEx") << QByteArray("\xE2\x80\xAEx");
    QTest::newRow("markup") << QByteArray("<b>x</b>") << QByteArray("<b>x</b>");
    QTest::newRow("64 KiB") << QByteArray(65'536, 'n') << QByteArray(65'536, 'n');
}

void tst_WireRows::P12_text()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, name);
    const auto page = decode('[' + rowWith("namespace", '"' + text + '"') + ',' + oneRow + ']');
    QVERIFY2(page, page ? "" : qPrintable(page.error().message + page.error().detail));
    QCOMPARE(QByteArray::fromStdString(page->rows[0].name), name);
    QVERIFY(page->rows[1] == expectedRow());
}

void tst_WireRows::T3_timesWithoutZone()
{
    const auto page = decode('[' + rowWith("stat_hour", "\"2025-11-05T14:00:00\"") + ','
        + rowWith("stat_hour", "\"2025-11-05T22:00:00+08:00\"") + ',' + rowWith("updated_at", "\"soon\"") + ']');
    QVERIFY(page);
    QCOMPARE(page->stats.zoneMissing, 1);
    QVERIFY(page->rows[0].at.time == expectedRow().at.time);
    QVERIFY(page->rows[1].at.time == expectedRow().at.time);
    QVERIFY(!page->rows[2].at.updatedAt);
    QCOMPARE(page->stats.count("updated_at", FieldProblem::WrongType), 1);
}

void tst_WireRows::P7_whatIsOddIsBookedOnTheClusterOfItsRow()
{
    // One recorded reply may hold rows of several clusters, and the name may come after what is odd.
    const QByteArray other =
        R"({"allocated_gpu_count":"x","stat_hour":"2025-11-05T14:10:00Z","cluster_name":"second"})";
    const auto page = decode('[' + oneRow + ',' + rowWith("stat_hour", "\"never\"") + ',' + other + ',' + oneRow + ']');
    QVERIFY(page);
    QCOMPARE(page->rows.size(), 2U);
    QCOMPARE(page->stats.rejected.size(), 2U);
    QCOMPARE(page->stats.rejected[0].cluster, expectedRow().cluster);
    QCOMPARE(page->stats.rejected[1].cluster, std::string("second"));
    const auto faults = fieldFaults(page->stats, "asked", "endpoint");
    const auto counted = [&](const std::string& cluster, const std::string& field, const std::string& problem) {
        return std::count_if(faults.begin(), faults.end(), [&](const FieldFault& fault) {
            return fault.cluster == cluster && fault.field == field && fault.problem == problem && fault.count == 1;
        });
    };
    QCOMPARE(counted(expectedRow().cluster, "stat_hour", "wrong-type"), 1);
    QCOMPARE(counted("second", "allocated_gpu_count", "wrong-type"), 1);
    QCOMPARE(std::count_if(faults.begin(), faults.end(), [](const auto& f) { return f.cluster == "asked"; }), 0);
}

void tst_WireRows::T6_offBoundary()
{
    const auto page = decode('[' + rowWith("stat_hour", "\"2025-11-05T14:20:01Z\"") + ']');
    QVERIFY(page);
    QCOMPARE(page->stats.count("stat_hour", FieldProblem::OffBoundary), 1);
    QVERIFY(page->rows[0].at.time == instant("2025-11-05T14:20:01Z"));
    QCOMPARE(page->rows[0].at.hour(), expectedRow().at.hour());
}

void tst_WireRows::ratesAsFractions()
{
    const auto page = decode('[' + rowWith("avg_utilization", "0.5") + ']', {true});
    QVERIFY(page);
    QCOMPARE(page->rows[0].avgUtilization.value, 50.0);
    QCOMPARE(page->rows[0].allocated.value, 12.5); // not a rate
    // Never guessed: an idle cluster's 0.4 % is real.
    QCOMPARE(decode('[' + rowWith("avg_utilization", "0.4") + ']')->rows[0].avgUtilization.value, 0.4);
}

void tst_WireRows::dimensionAndWorkloadRows()
{
    WireDecoder decoder;
    const auto labels = decoder.decodeDimensionHours(QByteArray(
        R"([{"id":1,"cluster_name":"c","dimension_type":"annotation","dimension_key":"a/b","dimension_value":"",)"
        R"("stat_hour":"2025-11-05T14:00:00Z","allocated_gpu_count":2},)"
        R"({"id":1,"cluster_name":"c","dimension_type":"cluster","dimension_key":"k","dimension_value":"v",)"
        R"("stat_hour":"2025-11-05T14:00:00Z"}])"));
    QVERIFY(labels);
    QCOMPARE(labels->rows.size(), std::size_t(1));
    QVERIFY((labels->rows[0].dimension == DimensionKey{DimensionType::Annotation, "a/b"}));
    QVERIFY(labels->rows[0].value.empty());
    QVERIFY(!labels->rows[0].avgUtilization.known());
    QCOMPARE(labels->stats.count("avg_utilization", FieldProblem::Missing), 2);
    QVERIFY(labels->stats.rejected[0].reason.starts_with("dimension_type"));

    const auto workloads = decoder.decodeWorkloadHours(QByteArray(
        R"([{"cluster_name":"c","namespace":"n","workload_name":"w","workload_type":"","stat_hour":"2025-11-05T14:00:00Z",)"
        R"("requested_gpu_count":"4","max_replica_count":2.0,"workload_status":"Running","owner_name":null,)"
        R"("labels":{"team":"x","n":3,"o":{"p":1},"q":null},"annotations":null}])"));
    QVERIFY(workloads);
    const auto& row = workloads->rows[0];
    QCOMPARE(row.requested.value, 4.0);
    QCOMPARE(row.maxReplicas.value, 2.0);
    QCOMPARE(row.status, std::string("Running"));
    QVERIFY((row.labels == LabelList{{"team", "x"}, {"n", "3"}, {"q", ""}}));
    QVERIFY(row.annotations.empty());
}

ATLAS_TEST(tst_WireRows);
#include "tst_WireRows.moc"
