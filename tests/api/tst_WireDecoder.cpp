// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/WireDecoder.h"
#include "tests/api/ClientTesting.h"
#include "tests/support/TestRegistry.h"

#include <QFile>

using namespace atlas;
using namespace atlas::test;

namespace {

const QByteArray oneRow =
    R"({"id":7,"cluster_name":"c","namespace":"研发","stat_hour":"2025-11-05T14:00:00Z","total_gpu_capacity":64,)"
    R"("allocated_gpu_count":12.5,"allocation_rate":19.53,"avg_utilization":40,"max_utilization":90.5,)"
    R"("min_utilization":0,"active_workload_count":3,"created_at":"2025-11-05T15:01:00Z",)"
    R"("updated_at":"2025-11-05T15:01:00.25Z"})";

NamespaceHour expectedRow()
{
    NamespaceHour row;
    row.id = 7;
    row.cluster = "c";
    row.name = "研发";
    row.at.time = instant("2025-11-05T14:00:00Z");
    row.at.createdAt = parseRfc3339("2025-11-05T15:01:00Z")->time;
    row.at.updatedAt = parseRfc3339("2025-11-05T15:01:00.25Z")->time;
    row.capacity = 64;
    row.allocated = 12.5;
    row.allocationRate = 19.53;
    row.avgUtilization = 40;
    row.maxUtilization = 90.5;
    row.minUtilization = 0;
    row.activeWorkloads = 3;
    return row;
}

QByteArray envelope(const QByteArray& data)
{
    return R"({"meta":{"code":2000,"message":"OK"},"data":)" + data + R"(,"tracing":null})";
}

/// A row with one field replaced: `"name":old` becomes `"name":value`.
QByteArray rowWith(const QByteArray& name, const QByteArray& value)
{
    QByteArray row = oneRow;
    const auto start = row.indexOf(QByteArray("\"" + name + "\":")) + name.size() + 3;
    auto end = row.indexOf(",\"", start);
    if (end < 0)
        end = row.size() - 1;
    return row.replace(start, end - start, value);
}

Result<DecodedPage<NamespaceHour>> decode(const QByteArray& body, DecodeOptions options = {})
{
    WireDecoder decoder(options);
    return decoder.decodeNamespaceHours(body);
}

} // namespace

Q_DECLARE_METATYPE(atlas::ReplyKind)
Q_DECLARE_METATYPE(atlas::FieldProblem)

class tst_WireDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void envelopes_data();
    void envelopes();
    void statedFailures_data();
    void statedFailures();
    void P2_codes_data();
    void P2_codes();
    void P1_nullIsNotZeroRows();
    void P1_messageIsPlainAndShort();
    void emptyResults_data();
    void emptyResults();
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
    void P10_depth();
    void P12_text_data();
    void P12_text();
    void T3_timesWithoutZone();
    void T6_offBoundary();
    void ratesAsFractions();
    void N5_truncatedAnywhere();
    void noJson_data();
    void noJson();
    void decoderIsReusableAfterFailures();
    void dimensionAndWorkloadRows();
    void names();
    void snapshotShapes_data();
    void snapshotShapes();
    void snapshotUtilizationAsFraction();
    void snapshotWithoutData();
    void bareSnapshot();
    void classification_data();
    void classification();
};

void tst_WireDecoder::envelopes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("wrapped");
    const QByteArray rows = '[' + oneRow + ']';
    const QByteArray page = R"({"total":41,"page":2,"page_size":10000,"total_pages":5,"data":)" + rows + '}';
    const QByteArray camelPage = R"({"data":)" + rows + R"(,"totalPages":5,"pageSize":9,"page":2,"total":"41"})";
    const int canonical = int(Envelope::Canonical), flat = int(Envelope::Flat), bare = int(Envelope::Bare);
    QTest::newRow("canonical, array") << envelope(rows) << canonical << false;
    QTest::newRow("canonical, page") << envelope(page) << canonical << true;
    QTest::newRow("canonical, page in camel case") << envelope(camelPage) << canonical << true;
    QTest::newRow("meta behind the data")
        << (R"({"data":)" + page + R"(,"meta":{"message":"OK","code":2000}})") << canonical << true;
    QTest::newRow("flat, array") << (R"({"code":0,"message":"success","data":)" + rows + R"(,"traceId":"x"})") << flat
                                 << false;
    QTest::newRow("flat, page") << (R"({"code":200,"message":"success","data":)" + page + '}') << flat << true;
    QTest::newRow("bare array") << rows << bare << false;
    QTest::newRow("bare page") << page << bare << true;
    QTest::newRow("byte-order mark") << ("\xEF\xBB\xBF" + envelope(rows)) << canonical << false;
    QTest::newRow("white space") << (" \r\n\t" + envelope(" [ " + oneRow + " ] ") + "\n \n") << canonical << false;
}

void tst_WireDecoder::envelopes()
{
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(bool, wrapped);
    const auto page = decode(body);
    QVERIFY2(page, page ? "" : qPrintable(page.error().message + page.error().detail));
    QCOMPARE(page->rows.size(), std::size_t(1));
    QVERIFY(page->rows.front() == expectedRow());
    QCOMPARE(int(page->envelope), kind);
    QCOMPARE(page->wrapped, wrapped);
    QCOMPARE(page->total.value_or(-1), wrapped ? 41 : -1);
    QCOMPARE(page->totalPages.value_or(-1), wrapped ? 5 : -1);
    QCOMPARE(page->page.value_or(-1), wrapped ? 2 : -1);
    QVERIFY(page->stats.fields.empty());
}

void tst_WireDecoder::statedFailures_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("cls");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& body, ErrorClass cls, int code) {
        QTest::newRow(name) << body << int(cls) << code;
    };
    row("4001", R"({"meta":{"code":4001,"message":"bad"},"data":null,"tracing":{"trace_id":"t","span_id":"s"}})",
        ErrorClass::Api, 4001);
    row("4003", R"({"meta":{"code":4003,"message":"who"},"data":null})", ErrorClass::Auth, 4003);
    row("4005", R"({"meta":{"code":"4005","message":"no"},"data":null})", ErrorClass::Auth, 4005);
    row("5002 with rows", R"({"data":[{"a":1}],"meta":{"code":5002,"message":"db"}})", ErrorClass::Api, 5002);
    row("flat 400", R"({"code":400,"message":"m","error":"e","data":null})", ErrorClass::Api, 400);
    row("flat 401", R"({"code":401,"message":"authentication required"})", ErrorClass::Auth, 401);
    row("flat 429", R"({"code":429,"message":"slow down"})", ErrorClass::Throttled, 429);
}

void tst_WireDecoder::statedFailures()
{
    QFETCH(QByteArray, body);
    QFETCH(int, cls);
    QFETCH(int, code);
    const auto page = decode(body);
    QVERIFY(!page);
    QCOMPARE(int(page.error().cls), cls);
    QCOMPARE(page.error().code, code);
    QVERIFY(page.error().message.contains(QString::number(code)));
    WireDecoder decoder;
    QVERIFY(decoder.statedError(body));
    QCOMPARE(decoder.statedError(body)->code, code);
    QVERIFY(!decoder.statedError(envelope("[]")));
}

void tst_WireDecoder::P2_codes_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<bool>("good");
    QTest::newRow("0") << QByteArray(R"({"code":0)") << true;
    QTest::newRow("200") << QByteArray(R"({"code":200)") << true;
    QTest::newRow("2000") << QByteArray(R"({"code":2000)") << true;
    QTest::newRow("2000.0") << QByteArray(R"({"code":2000.0)") << true;
    QTest::newRow("text") << QByteArray(R"({"code":"2000")") << true;
    QTest::newRow("none") << QByteArray(R"({"x":1)") << true;
    QTest::newRow("word") << QByteArray(R"({"code":"fine")") << false;
    QTest::newRow("object") << QByteArray(R"({"code":{})") << false;
    QTest::newRow("201") << QByteArray(R"({"code":201)") << false;
}

void tst_WireDecoder::P2_codes()
{
    QFETCH(QByteArray, start);
    QFETCH(bool, good);
    QCOMPARE(decode(start + R"(,"data":[]})").has_value(), good);
    // Without the rows there is no success, whatever the code.
    QVERIFY(!decode(start + "}"));
    QVERIFY(!decode(start + R"(,"data":"rows"})"));
    QVERIFY(!decode(start + R"(,"data":{"x":1}})"));
}

void tst_WireDecoder::P1_nullIsNotZeroRows()
{
    const auto page = decode(envelope("null"));
    QVERIFY(!page);
    QCOMPARE(page.error().cls, ErrorClass::Payload);
    QVERIFY(!decode(envelope(R"({"total":5,"page":1,"page_size":10,"total_pages":1,"data":null})")));
}

void tst_WireDecoder::P1_messageIsPlainAndShort()
{
    const auto page =
        decode(R"({"meta":{"code":4001,"message":"a\u001b[31m\nb\u0000)" + QByteArray(900, 'x') + R"("},"data":null})");
    QVERIFY(!page);
    QVERIFY2(page.error().message.contains(QStringLiteral("a[31m b")), qPrintable(page.error().message));
    QVERIFY(page.error().detail.size() <= 300);
    QVERIFY(!page.error().message.contains(QChar(0x1b)));
}

void tst_WireDecoder::emptyResults_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("noData");
    QTest::newRow("4004") << QByteArray(R"({"meta":{"code":4004,"message":"none"},"data":null})") << true;
    QTest::newRow("empty array") << envelope("[]") << false;
    QTest::newRow("empty page") << envelope(R"({"total":0,"page":0,"page_size":10000,"total_pages":0,"data":[]})")
                                << false;
    QTest::newRow("null page") << envelope(R"({"total":0,"page":0,"page_size":10000,"total_pages":0,"data":null})")
                               << false;
    QTest::newRow("null page, total last") << envelope(R"({"data":null,"total":0})") << false;
}

void tst_WireDecoder::emptyResults()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, noData);
    const auto page = decode(body);
    QVERIFY2(page, page ? "" : qPrintable(page.error().message));
    QVERIFY(page->rows.empty());
    QCOMPARE(page->noData, noData);
}

void tst_WireDecoder::spellings()
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

void tst_WireDecoder::P7_numbers_data()
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

void tst_WireDecoder::P7_numbers()
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

void tst_WireDecoder::P7_unusableKeys_data()
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

void tst_WireDecoder::P7_unusableKeys()
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

void tst_WireDecoder::P7_schemaChanged()
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

void tst_WireDecoder::P8_orderDuplicatesAndUnknownKeys()
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

void tst_WireDecoder::P9_documentsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
        {"NaN", "Infinity", "-Infinity", "1e999", "01", "1.", "+1", "0x10", "nul", "tru", "1 2", "'1'"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_WireDecoder::P9_documentsRefused()
{
    QFETCH(QByteArray, text);
    for (const char* field : {"allocated_gpu_count", "avg_utilization"}) {
        const auto page = decode('[' + rowWith(field, text) + ']');
        QVERIFY(!page);
        QCOMPARE(page.error().cls, ErrorClass::Payload);
        QVERIFY(!isTruncated(page.error()));
    }
}

void tst_WireDecoder::P9_integersAreExact()
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

void tst_WireDecoder::P9_outOfRangeIsStoredAndCounted()
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

void tst_WireDecoder::P10_depth()
{
    // The envelope and the row are three levels.
    const auto nested = [](int depth) -> QByteArray {
        return R"({"x":)" + QByteArray(depth, '[') + QByteArray(depth, ']') + R"(,"data":[]})";
    };
    QVERIFY(decode(nested(63)));
    const auto deep = decode(nested(64));
    QVERIFY(!deep);
    QCOMPARE(deep.error().cls, ErrorClass::Payload);
    QVERIFY(!decode(QByteArray(100'000, '[')));
    QVERIFY(!decode('[' + rowWith("allocated_gpu_count", QByteArray(1025, '[') + QByteArray(1025, ']')) + ']'));
    QVERIFY(classifyReply(nested(2000)) == ReplyKind::NotAReply);
}

void tst_WireDecoder::P12_text_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name");
    const QByteArray bad = "\xEF\xBF\xBD";
    QTest::newRow("escapes") << QByteArray(R"(a\u0000\u001b\"\\\/\n\u00e9)")
                             << QByteArray("a\0\x1b\"\\/\n\xC3\xA9", 9);
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

void tst_WireDecoder::P12_text()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, name);
    const auto page = decode('[' + rowWith("namespace", '"' + text + '"') + ',' + oneRow + ']');
    QVERIFY2(page, page ? "" : qPrintable(page.error().message + page.error().detail));
    QCOMPARE(QByteArray::fromStdString(page->rows[0].name), name);
    QVERIFY(page->rows[1] == expectedRow());
}

void tst_WireDecoder::T3_timesWithoutZone()
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

void tst_WireDecoder::T6_offBoundary()
{
    const auto page = decode('[' + rowWith("stat_hour", "\"2025-11-05T14:20:01Z\"") + ']');
    QVERIFY(page);
    QCOMPARE(page->stats.offBoundary, 1);
    QVERIFY(page->rows[0].at.time == instant("2025-11-05T14:20:01Z"));
    QCOMPARE(page->rows[0].at.hour(), expectedRow().at.hour());
}

void tst_WireDecoder::ratesAsFractions()
{
    const auto page = decode('[' + rowWith("avg_utilization", "0.5") + ']', {true});
    QVERIFY(page);
    QCOMPARE(page->rows[0].avgUtilization.value, 50.0);
    QCOMPARE(page->rows[0].allocated.value, 12.5); // not a rate
    // Never guessed: an idle cluster's 0.4 % is real.
    QCOMPARE(decode('[' + rowWith("avg_utilization", "0.4") + ']')->rows[0].avgUtilization.value, 0.4);
}

void tst_WireDecoder::N5_truncatedAnywhere()
{
    const QByteArray whole = envelope(R"({"total":2,"page":1,"data":[)" + oneRow + ',' + oneRow + "]}");
    WireDecoder decoder;
    QVERIFY(decoder.decodeNamespaceHours(whole));
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const auto page = decoder.decodeNamespaceHours(whole.left(length));
        QVERIFY2(!page, qPrintable(QString::number(length)));
        QVERIFY2(isTruncated(page.error()), qPrintable(QString::number(length) + page.error().message));
    }
}

void tst_WireDecoder::noJson_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("page") << QByteArray("<html><title>x</title></html>");
    QTest::newRow("word") << QByteArray("ok");
    QTest::newRow("number") << QByteArray("12");
    QTest::newRow("text") << QByteArray("\"x\"");
    QTest::newRow("zeros") << QByteArray(100, '\0');
    QTest::newRow("rest behind") << envelope("[]") + "x";
    QTest::newRow("two documents") << envelope("[]") + envelope("[]");
    QTest::newRow("missing comma") << QByteArray(R"([{"a":1} {"b":2}])");
    QTest::newRow("missing colon") << QByteArray(R"({"data" []})");
    QTest::newRow("wrong bracket") << QByteArray(R"({"data":[}])");
}

void tst_WireDecoder::noJson()
{
    QFETCH(QByteArray, body);
    const auto page = decode(body);
    QVERIFY(!page);
    QCOMPARE(page.error().cls, ErrorClass::Payload);
    QVERIFY(!isTruncated(page.error()));
    QVERIFY(classifyReply(body) == ReplyKind::NotAReply);
}

void tst_WireDecoder::decoderIsReusableAfterFailures()
{
    WireDecoder decoder;
    for (const QByteArray& bad :
        {QByteArray("["), QByteArray(), QByteArray(R"([{"cluster_name":1,"x":[}])"), envelope("null")}) {
        QVERIFY(!decoder.decodeNamespaceHours(bad));
        const auto page = decoder.decodeNamespaceHours(envelope('[' + oneRow + ']'));
        QVERIFY(page);
        QVERIFY(page->rows.front() == expectedRow());
        QVERIFY(page->stats.fields.empty());
    }
}

void tst_WireDecoder::dimensionAndWorkloadRows()
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

void tst_WireDecoder::names()
{
    WireDecoder decoder;
    const auto list = decoder.decodeNames(envelope(R"(["a","b\u00e9",""])"));
    QVERIFY(list);
    QCOMPARE(*list, (std::vector<std::string>{"a", "b\xC3\xA9", ""}));
    QVERIFY(decoder.decodeNames(R"(["x"])"));
    QVERIFY(decoder.decodeNames(R"({"meta":{"code":4004},"data":null})")->empty());
    QVERIFY(!decoder.decodeNames(envelope(R"([1,2])")));
    QVERIFY(!decoder.decodeNames(envelope("null")));
}

void tst_WireDecoder::snapshotShapes_data()
{
    QTest::addColumn<QByteArray>("details");
    QTest::addColumn<int>("shape");
    const QByteArray camel =
        R"({"namespaces":{"b":{"allocatedGpu":8,"utilization":71.2,"workloadCount":2,"workloads":[{"uid":"u1","name":"w",)"
        R"("namespace":"b","kind":"Deployment","allocatedGpu":6,"utilization":80,"replicaCount":3}]},"a":{"allocatedGpu":1}},)"
        R"("annotations":{"cost:x:1/2":{"allocatedGpu":4,"utilization":10,"workloadCount":1}},)"
        R"("workloads":{"u1":{"name":"w","namespace":"b","allocatedGpu":6},"u2":{"name":"v","namespace":"a","allocatedGpu":1}}})";
    QByteArray snake = camel;
    snake.replace("allocatedGpu", "allocated_gpu")
        .replace("workloadCount", "workload_count")
        .replace("replicaCount", "replica_count");
    QByteArray text = camel;
    text.replace('"', "\\\"");
    QTest::newRow("camel case") << camel << 1;
    QTest::newRow("snake case") << snake << 1;
    QTest::newRow("text") << '"' + text + '"' << 1;
    QTest::newRow("by namespace") << QByteArray(
        R"({"workloads":[{"namespace":"b","name":"w","kind":"Job","gpu_count":3},)"
        R"({"namespace":"a","name":"v","kind":"","gpu_count":1}],"by_namespace":{"b":64}})")
                                  << 3;
    QTest::newRow("empty") << QByteArray("{}") << 4;
    QTest::newRow("null") << QByteArray("null") << 4;
    QTest::newRow("empty text") << QByteArray("\"\"") << 4;
    QTest::newRow("broken text") << QByteArray(R"("{\"namespaces\":{\"a\":")") << 4;
}

void tst_WireDecoder::snapshotShapes()
{
    QFETCH(QByteArray, details);
    QFETCH(int, shape);
    WireDecoder decoder;
    const auto got = decoder.decodeSnapshot(envelope(
        R"({"id":3,"cluster_name":"c","snapshot_time":"2025-11-05T14:05:00Z","dimension_type":"cluster","dimension_key":"",)"
        R"("dimension_value":"","total_gpu_capacity":64,"allocated_gpu_count":48,"allocation_details":)"
        + details + R"(,"created_at":"2025-11-05T14:05:01Z"})"));
    QVERIFY2(got && *got, got ? "" : qPrintable(got.error().message + got.error().detail));
    const auto& snapshot = **got;
    QVERIFY((snapshot.head == SnapshotHead{3, "c", instant("2025-11-05T14:05:00Z"), "cluster", {}, {}, 64, 48}));
    if (shape == 4) {
        QVERIFY(snapshot.namespaces.empty());
        return;
    }
    QCOMPARE(snapshot.namespaces.size(), std::size_t(2));
    const auto &a = snapshot.namespaces[0], &b = snapshot.namespaces[1];
    QCOMPARE(a.name, std::string("a"));
    QCOMPARE(b.name, std::string("b"));
    if (shape == 1) {
        QVERIFY((b.workloads == std::vector<AllocatedWorkload>{{"u1", "w", "b", "Deployment", 6, 80, 3}}));
        QCOMPARE(b.gpus.value, 8.0);
        QCOMPARE(b.utilization.value, 71.2);
        QCOMPARE(b.workloadCount.value, 2.0);
        QCOMPARE(a.workloads.size(), std::size_t(1)); // listed beside, not in the namespace
        QVERIFY(!a.utilization.known());
        QVERIFY((snapshot.annotations == std::vector<AllocatedDimension>{{"cost", "x:1/2", 4, 10, 1}}));
    } else {
        QCOMPARE(b.gpus.value, 64.0);
        QVERIFY((b.workloads == std::vector<AllocatedWorkload>{{"", "w", "b", "Job", 3, {}, {}}}));
        QCOMPARE(a.gpus.value, 1.0); // the sum of its workloads
    }
}

void tst_WireDecoder::snapshotUtilizationAsFraction()
{
    WireDecoder decoder({true});
    const auto got = decoder.decodeSnapshot(envelope(
        R"({"cluster_name":"c","snapshot_time":"2025-11-05T14:05:00Z","allocation_details":{"namespaces":{"a":{"utilization":0.25}}}})"));
    QVERIFY(got && *got);
    QCOMPARE((*got)->namespaces[0].utilization.value, 25.0);
    QCOMPARE((*got)->head.dimensionType, std::string("cluster"));
    QVERIFY(!(*got)->head.allocated.known());
}

void tst_WireDecoder::snapshotWithoutData()
{
    WireDecoder decoder;
    const auto none = decoder.decodeSnapshot(R"({"meta":{"code":4004,"message":"none"},"data":null})");
    QVERIFY(none && !*none);
    const auto null = decoder.decodeSnapshot(envelope("null"));
    QVERIFY(!null);
    QCOMPARE(null.error().cls, ErrorClass::Payload);
    QVERIFY(!decoder.decodeSnapshot(envelope(R"({"cluster_name":"c"})"))); // no time
    const auto list =
        decoder.decodeSnapshots(envelope(R"([{"cluster_name":"c","snapshotTime":"2025-11-05T14:05:00Z"}])"));
    QVERIFY(list);
    QCOMPARE(list->rows.size(), std::size_t(1));
}

void tst_WireDecoder::bareSnapshot()
{
    WireDecoder decoder;
    const auto got = decoder.decodeSnapshot(
        R"({"cluster_name":"c","snapshot_time":"2025-11-05T14:05:00Z","total_gpu_capacity":"64","id":1})");
    QVERIFY2(got && *got, got ? "" : qPrintable(got.error().message + got.error().detail));
    QCOMPARE((*got)->head.capacity.value, 64.0);
}

void tst_WireDecoder::classification_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ReplyKind>("kind");
    const auto row = [](const char* name, const QByteArray& body, ReplyKind kind) {
        QTest::newRow(name) << body << kind;
    };
    row("namespaces", envelope('[' + oneRow + ']'), ReplyKind::NamespaceHours);
    row("bare page", R"({"total":1,"data":[)" + oneRow + "]}", ReplyKind::NamespaceHours);
    row("clusters", R"({"code":0,"data":[{"clusterName":"c","statHour":"2025-11-05T14:00:00Z"}]})",
        ReplyKind::ClusterHours);
    row("labels", R"([{"cluster_name":"c","dimension_type":"label","stat_hour":"x"}])", ReplyKind::DimensionHours);
    row("workloads", R"([{"cluster_name":"c","namespace":"n","workload_name":"w","stat_hour":"x"}])",
        ReplyKind::WorkloadHours);
    row("snapshot", envelope(R"({"cluster_name":"c","snapshot_time":"x"})"), ReplyKind::Snapshot);
    row("bare snapshot", R"({"cluster_name":"c","snapshot_time":"x"})", ReplyKind::Snapshot);
    row("snapshots", envelope(R"([{"cluster_name":"c","snapshot_time":"x"}])"), ReplyKind::Snapshots);
    row("names", envelope(R"(["a","b"])"), ReplyKind::Names);
    row("empty", envelope("[]"), ReplyKind::Empty);
    row("no data", R"({"meta":{"code":4004,"message":"none"},"data":null})", ReplyKind::Empty);
    row("failure", R"({"meta":{"code":4001,"message":"bad"},"data":null})", ReplyKind::ErrorEnvelope);
    row("flat failure", R"({"code":401,"message":"authentication required"})", ReplyKind::ErrorEnvelope);
    row("other object", R"({"name":"gpu","version":1})", ReplyKind::NotAReply);
    row("other rows", R"([{"a":1}])", ReplyKind::NotAReply);
    row("cut", envelope('[' + oneRow + ']').chopped(5), ReplyKind::NotAReply);
    row("nothing", QByteArray(), ReplyKind::NotAReply);
}

void tst_WireDecoder::classification()
{
    QFETCH(QByteArray, body);
    QFETCH(ReplyKind, kind);
    QCOMPARE(int(classifyReply(body)), int(kind));
}

ATLAS_TEST(tst_WireDecoder);
#include "tst_WireDecoder.moc"
