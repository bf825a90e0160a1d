// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/WireTesting.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

Q_DECLARE_METATYPE(atlas::ReplyKind)

/// What a reply as a whole says: envelopes, codes, and documents that are none.
class tst_WireReplies : public QObject
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
    void P10_depth();
    void N5_truncatedAnywhere();
    void noJson_data();
    void noJson();
    void decoderIsReusableAfterFailures();
    void names();
    void classification_data();
    void classification();
};

void tst_WireReplies::envelopes_data()
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

void tst_WireReplies::envelopes()
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

void tst_WireReplies::statedFailures_data()
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

void tst_WireReplies::statedFailures()
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

void tst_WireReplies::P2_codes_data()
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

void tst_WireReplies::P2_codes()
{
    QFETCH(QByteArray, start);
    QFETCH(bool, good);
    QCOMPARE(decode(start + R"(,"data":[]})").has_value(), good);
    // Without the rows there is no success, whatever the code.
    QVERIFY(!decode(start + "}"));
    QVERIFY(!decode(start + R"(,"data":"rows"})"));
    QVERIFY(!decode(start + R"(,"data":{"x":1}})"));
}

void tst_WireReplies::P1_nullIsNotZeroRows()
{
    const auto page = decode(envelope("null"));
    QVERIFY(!page);
    QCOMPARE(page.error().cls, ErrorClass::Payload);
    QVERIFY(!decode(envelope(R"({"total":5,"page":1,"page_size":10,"total_pages":1,"data":null})")));
}

void tst_WireReplies::P1_messageIsPlainAndShort()
{
    const auto page =
        decode(R"({"meta":{"code":4001,"message":"a\u001b[31m\nb\u0000)" + QByteArray(900, 'x') + R"("},"data":null})");
    QVERIFY(!page);
    QVERIFY2(page.error().message.contains(QStringLiteral("a[31m b")), qPrintable(page.error().message));
    QVERIFY(page.error().detail.size() <= 300);
    QVERIFY(!page.error().message.contains(QChar(0x1b)));
}

void tst_WireReplies::emptyResults_data()
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

void tst_WireReplies::emptyResults()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, noData);
    const auto page = decode(body);
    QVERIFY2(page, page ? "" : qPrintable(page.error().message));
    QVERIFY(page->rows.empty());
    QCOMPARE(page->noData, noData);
}

void tst_WireReplies::P10_depth()
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

void tst_WireReplies::N5_truncatedAnywhere()
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

void tst_WireReplies::noJson_data()
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

void tst_WireReplies::noJson()
{
    QFETCH(QByteArray, body);
    const auto page = decode(body);
    QVERIFY(!page);
    QCOMPARE(page.error().cls, ErrorClass::Payload);
    QVERIFY(!isTruncated(page.error()));
    QVERIFY(classifyReply(body) == ReplyKind::NotAReply);
}

void tst_WireReplies::decoderIsReusableAfterFailures()
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

void tst_WireReplies::names()
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

void tst_WireReplies::classification_data()
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
    row("number beyond 64 bits", R"([{"cluster_name":"c","stat_hour":"x","total_gpu_capacity":18446744073709551616}])",
        ReplyKind::ClusterHours);
    row("envelope behind the rows", R"({"data":[{"cluster_name":"c","stat_hour":"x"},{"y":[1,{"z":2}]}],"total":2})",
        ReplyKind::ClusterHours);
    row("nothing", QByteArray(), ReplyKind::NotAReply);
}

void tst_WireReplies::classification()
{
    QFETCH(QByteArray, body);
    QFETCH(ReplyKind, kind);
    QCOMPARE(int(classifyReply(body)), int(kind));
}

ATLAS_TEST(tst_WireReplies);
#include "tst_WireReplies.moc"
