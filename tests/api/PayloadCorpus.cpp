// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/PayloadCorpus.h"

#include "tests/api/WireTesting.h"

#include <QByteArrayList>

#include <algorithm>
#include <random>

namespace atlas::test {

namespace {

constexpr auto payload = ErrorClass::Payload;
const QByteArrayList figures{"total_gpu_capacity", "allocated_gpu_count", "allocation_rate", "avg_utilization",
    "max_utilization", "min_utilization", "active_workload_count"};

class Corpus
{
public:
    void begin(const char* family) { m_family = family; }
    void good(const QByteArray& body, int rows = 1) { m_cases.push_back({m_family, body, std::nullopt, rows}); }
    void bad(const QByteArray& body, ErrorClass failure = payload) { m_cases.push_back({m_family, body, failure, 0}); }
    std::vector<PayloadCase> take() { return std::move(m_cases); }

private:
    std::string m_family;
    std::vector<PayloadCase> m_cases;
};

QByteArray rowsOf(const QByteArrayList& rows)
{
    return '[' + rows.join(',') + ']';
}

/// A good row that differs from others with another number.
QByteArray numbered(int i)
{
    return rowWith("namespace", "\"ns-" + QByteArray::number(i) + '"');
}

void statedErrors(Corpus& corpus)
{
    corpus.begin("P1 errors in envelopes");
    const std::vector<std::pair<int, ErrorClass>> codes{{400, ErrorClass::Api}, {401, ErrorClass::Auth},
        {403, ErrorClass::Auth}, {404, ErrorClass::Api}, {429, ErrorClass::Throttled}, {500, ErrorClass::Api},
        {4001, ErrorClass::Api}, {4003, ErrorClass::Auth}, {4005, ErrorClass::Auth}, {5000, ErrorClass::Api},
        {5001, ErrorClass::Api}, {5002, ErrorClass::Api}, {6001, ErrorClass::Api}, {7001, ErrorClass::Api},
        {8001, ErrorClass::Api}, {99999, ErrorClass::Api}};
    for (const auto& [code, cls] : codes) {
        const QByteArray number = QByteArray::number(code);
        corpus.bad(R"({"meta":{"code":)" + number + R"(,"message":"m"},"data":null,"tracing":null})", cls);
        corpus.bad(R"({"code":)" + number + R"(,"message":"m","error":"e","data":null})", cls);
        corpus.bad(R"({"data":[)" + oneRow + R"(],"code":")" + number + R"("})", cls); // rows beside an error
    }
}

void codes(Corpus& corpus)
{
    corpus.begin("P2 spellings of success");
    for (const QByteArray code : {"0", "200", "2000", R"("0")", R"("200")", R"("2000")", "2000.0", "2e3", "null"}) {
        corpus.good(R"({"code":)" + code + R"(,"data":[)" + oneRow + "]}");
        corpus.good(R"({"meta":{"message":"OK","code":)" + code + R"(},"data":[)" + oneRow + "]}");
    }
    for (const QByteArray code :
        {"true", "{}", "[]", R"("ok")", R"("")", "-1", "1.5", "100000", "99999999999999999999"})
        corpus.bad(R"({"code":)" + code + R"(,"data":[)" + oneRow + "]}");
    for (const QByteArray bare : {"{}", R"({"rows":[]})", R"({"message":"hello"})", "true", "17", R"("text")", "null"})
        corpus.bad(bare);
}

void pageFigures(Corpus& corpus)
{
    corpus.begin("P3 pages that lie");
    for (const QByteArray size : {"10000", "0", "-1", "null", R"("many")", "1e300", "[]", "{}"}) {
        for (const QByteArray total : {"1", "0", "1000000", R"("1")", "null"})
            corpus.good(
                envelope(R"({"total":)" + total + R"(,"page":7,"page_size":)" + size + R"(,"data":[)" + oneRow + "]}"));
    }
}

void repeatedRows(Corpus& corpus)
{
    corpus.begin("P4 repeated rows");
    for (int n = 1; n <= 30; ++n)
        corpus.good(envelope(rowsOf(QByteArrayList(n, oneRow))), n);
}

void oddTotals(Corpus& corpus)
{
    corpus.begin("P5 totals that cannot be");
    for (const QByteArray total :
        {"-1", "1.5", "1e308", "99999999999999999999", "true", "[]", "{}", R"("")", R"("NaN")"}) {
        for (const char* name : {"total", "total_pages", "totalPages", "page"})
            corpus.good(envelope(R"({")" + QByteArray(name) + R"(":)" + total + R"(,"data":[)" + oneRow + "]}"));
    }
}

void truncations(Corpus& corpus)
{
    corpus.begin("N5 cut anywhere");
    const QByteArray whole = envelope('[' + oneRow + ',' + numbered(2) + ']');
    for (int i = 0; i < 60; ++i)
        corpus.bad(whole.left(whole.size() * i / 60));
}

void fieldTypes(Corpus& corpus)
{
    corpus.begin("P7 figures of another type");
    for (const auto& field : figures) {
        for (const QByteArray value : {"null", "true", "false", "{}", "[]", "[1]", R"({"a":{"b":[1]}})", R"("")",
                 R"("many")", R"("1,5")", R"("0x10")", R"("12.5")", R"(" 7 ")", "12.0", R"("NaN")"})
            corpus.good(envelope('[' + rowWith(field, value) + ']'));
    }
    corpus.begin("P7 keys that cannot be used");
    for (const char* field : {"namespace", "cluster_name", "stat_hour"}) {
        for (const QByteArray value : {"null", "{}", "[]", "true", R"("")", "17"}) {
            corpus.bad(envelope('[' + rowWith(field, value) + ']')); // all of the rows
            corpus.good(envelope(rowsOf({rowWith(field, value), numbered(1), numbered(2)})), 2); // a third of them
        }
    }
    corpus.begin("P7 elements that are no rows");
    for (const QByteArray element : {"null", "17", "true", R"("row")", "[]", "[[]]", "{}", R"({"a":1})"}) {
        corpus.bad(envelope(rowsOf({element, element, oneRow})));
        corpus.good(envelope(rowsOf({element, oneRow, numbered(1)})), 2);
    }
}

void spellings(Corpus& corpus)
{
    corpus.begin("P8 order, repeats, unknown keys");
    std::mt19937 random(8);
    QByteArrayList fields = QByteArray(oneRow.mid(1, oneRow.size() - 2)).replace(",\"", "\x01\"").split('\x01');
    for (int i = 0; i < 20; ++i) {
        std::shuffle(fields.begin(), fields.end(), random);
        corpus.good(envelope("[{" + fields.join(',') + "}]"));
        corpus.good("\xEF\xBB\xBF" + envelope("[{" + fields.join(',') + ",\"extra\":{\"deep\":[1,{\"x\":null}]}}]"));
        corpus.good(envelope("[{\"avg_utilization\":99," + fields.join(" , ") + "}]"));
    }
}

void numbers(Corpus& corpus)
{
    corpus.begin("P9 numbers that are none");
    for (const auto& field : figures) {
        for (const QByteArray value : {"NaN", "Infinity", "-Infinity", "1e999", "-1e999", "01", "+1", ".5", "1.",
                 "0x1F", "1e", "--1", "1_000", "nan", "undefined"})
            corpus.bad(envelope('[' + rowWith(field, value) + ']'));
    }
    corpus.begin("P9 numbers outside of all reason");
    for (const auto& field : figures) {
        for (const QByteArray value :
            {"-1", "250", "9007199254740993", "18446744073709551616", "1e308", "-0.0", "5e-324"})
            corpus.good(envelope('[' + rowWith(field, value) + ']'));
    }
}

void sizes(Corpus& corpus)
{
    corpus.begin("P10 depth and size");
    for (int depth = 2; depth <= 60; depth += 4) {
        const QByteArray nested = QByteArray(depth, '[') + QByteArray(depth, ']');
        corpus.good(envelope('[' + rowWith("avg_utilization", nested) + ']'));
    }
    for (const int depth : {65, 80, 128, 1024, 1025, 5000, 100'000}) {
        const QByteArray nested = QByteArray(depth, '[') + QByteArray(depth, ']');
        QByteArray objects;
        for (int i = 0; i < std::min(depth, 5000); ++i)
            objects += R"({"a":)";
        objects += '1' + QByteArray(std::min(depth, 5000), '}');
        corpus.bad(envelope('[' + rowWith("avg_utilization", nested) + ']'));
        corpus.bad(envelope(R"([{"unknown":)" + objects + ',' + oneRow.mid(1) + ']'));
        corpus.bad(R"({"extra":)" + nested + R"(,"code":0,"data":[]})");
        corpus.bad(nested);
    }
    QByteArray manyKeys = "{";
    for (int i = 0; i < 20'000; ++i)
        manyKeys += "\"k" + QByteArray::number(i) + "\":" + QByteArray::number(i) + ',';
    corpus.good(envelope('[' + manyKeys + oneRow.mid(1) + ']'));
    corpus.good(envelope('[' + rowWith("namespace", '"' + QByteArray(1'000'000, 'x') + '"') + ']'));
}

void otherFormats(Corpus& corpus)
{
    corpus.begin("P11 bytes of another kind");
    const QByteArrayList heads{"\x1f\x8b\x08", "PK\x03\x04", "\x28\xb5\x2f\xfd", "BZh9", "\x89PNG", "<html>", "<?xml",
        "%PDF-", "HTTP/1.1 200 OK\r\n", "id,cluster\n", "---\nrows:\n", "data: {}\n\n", "\xff\xfe{\0"};
    std::mt19937 random(11);
    for (const auto& head : heads) {
        for (int i = 0; i < 3; ++i) {
            QByteArray body = head;
            for (int n = 0; n < 200; ++n)
                body += char(random() & 0xFF);
            corpus.bad(body);
        }
    }
}

void names(Corpus& corpus)
{
    corpus.begin("P12 names nobody should have");
    const QByteArrayList texts{"\\u0000", "\\u001b[31m", "\\u202e", "\\ud800", "\\udc00", "\\udc00\\ud800",
        "\\ud83d\\ude00", "<b>bold</b>", "<img src=x onerror=y>", "'; DROP TABLE rows;--", "../../etc/passwd", "%n%s",
        "\\\\", "\\\"", "\\/", "\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe4\xb8", "\xef\xbf\xbe",
        "=cmd()", "\\t\\n\\r", " ", "null", "\\u2028", "\\ufeff", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb"};
    for (const auto& text : texts) {
        corpus.good(envelope('[' + rowWith("namespace", "\"a" + text + "z\"") + ']'));
        corpus.good(envelope('[' + rowWith("cluster_name", '"' + text + text + "z\"") + ']'));
    }
    corpus.good(envelope('[' + rowWith("namespace", '"' + QByteArray(65'536, 'n') + '"') + ']'));
    corpus.begin("P12 texts that are none");
    for (const QByteArray text : {R"("\x")", R"("\u12")", R"("\uZZZZ")", "\"a\nb\"", "\"a\tb\"", "'a'", "a", R"("a)"})
        corpus.bad(envelope('[' + rowWith("namespace", text) + ']'));
}

void versions(Corpus& corpus)
{
    corpus.begin("P13 when a row was written");
    for (const char* field : {"created_at", "updated_at"}) {
        for (const QByteArray value : {"null", R"("")", R"("yesterday")", R"("0001-01-01T00:00:00Z")", "1762354800",
                 "{}", R"("2025-11-05T15:01:00,5Z")", R"("2025-11-05T24:00:00Z")", R"("2025-11-05T15:01:60Z")",
                 R"("2025-13-05T15:01:00Z")", R"("2025-11-05 15:01:00")", R"("2025-11-05T15:01:00+08:00")",
                 R"("2025-11-05T15:01:00.123456789Z")", R"("9999-12-31T23:59:59Z")", R"("1969-12-31T23:59:59Z")"})
            corpus.good(envelope('[' + rowWith(field, value) + ']'));
    }
    corpus.begin("T3 hours that cannot be used");
    for (const QByteArray value : {R"("0001-01-01T00:00:00Z")", R"("1999-12-31T23:00:00Z")",
             R"("2025-11-05T24:00:00Z")", R"("2025-02-30T10:00:00Z")", R"("2025-11-05")", R"("14:00")",
             R"("2025-11-05T14:00:00,5Z")", R"("now")", R"("2025-11-05T14:00:00+99:00")"})
        corpus.bad(envelope('[' + rowWith("stat_hour", value) + ']'));
}

void syntax(Corpus& corpus)
{
    corpus.begin("broken syntax");
    const QByteArray good = envelope('[' + oneRow + ',' + numbered(2) + ']');
    const auto without = [&](const char* what, int skip) { // the n-th place of these characters is left out
        qsizetype at = -1;
        for (int i = 0; i <= skip; ++i)
            at = good.indexOf(what, at + 1);
        corpus.bad(QByteArray(good).remove(at, qsizetype(qstrlen(what))));
    };
    for (int i = 0; i < 8; ++i) {
        without(":", i);
        without("\",\"", i);
        without("\":", i);
    }
    for (const QByteArray tail : {"}", "]", ",", "x", "{}", "[]", "\"", "null", "1"})
        corpus.bad(good + tail);
    corpus.bad(envelope('[' + oneRow + ",]"));
    corpus.bad(envelope("[," + oneRow + ']'));
    corpus.bad(envelope('[' + oneRow + ' ' + oneRow + ']'));
    corpus.bad(envelope('[' + oneRow + "}]"));
}

void otherContainers(Corpus& corpus)
{
    corpus.begin("data of another kind");
    for (const QByteArray data :
        {"null", "true", "17", R"("[]")", "{}", R"({"rows":[]})", R"({"items":[{"a":1}]})", R"({"data":{}})",
            R"({"data":17})", R"({"data":{"data":[]}})", R"({"data":null})", R"({"total":3,"data":null})"})
        corpus.bad(envelope(data));
    corpus.bad(R"({"meta":{"code":2000}})");
    corpus.bad(R"({"code":0})");
    corpus.good(envelope("[]"), 0);
    corpus.good(envelope(R"({"total":0,"data":null})"), 0);
    corpus.good(R"({"meta":{"code":4004,"message":"none"},"data":null})", 0);
}

} // namespace

std::vector<PayloadCase> payloadCorpus()
{
    Corpus corpus;
    statedErrors(corpus);
    codes(corpus);
    pageFigures(corpus);
    repeatedRows(corpus);
    oddTotals(corpus);
    truncations(corpus);
    fieldTypes(corpus);
    spellings(corpus);
    numbers(corpus);
    sizes(corpus);
    otherFormats(corpus);
    names(corpus);
    versions(corpus);
    syntax(corpus);
    otherContainers(corpus);
    return corpus.take();
}

} // namespace atlas::test
