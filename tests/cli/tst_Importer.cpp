// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/WireEncoder.h"
#include "models/files/Importer.h"
#include "tests/cli/Program.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QTemporaryDir>

using namespace atlas;
using namespace atlas::test;

namespace {

constexpr HourIndex first = 482136; // 2025-01-01T00:00Z

std::vector<NamespaceHour> namespaceHours(int from, int to)
{
    std::vector<NamespaceHour> rows;
    for (int hour = from; hour < to; ++hour) {
        NamespaceHour row;
        row.cluster = "c";
        row.name = "ml";
        row.at.time = hourStart(first + hour);
        row.allocated = hour;
        rows.push_back(row);
    }
    return rows;
}

QByteArray page(const std::vector<NamespaceHour>& rows, int total)
{
    return QByteArray::fromStdString(encodePage(rows, {total, 1, 100, 1}));
}

} // namespace

class tst_Importer : public QObject
{
    Q_OBJECT

private slots:
    void pagesComeTogetherInTheOrderOfTheHours()
    {
        QTemporaryDir folder;
        QDir(folder.path()).mkpath(QStringLiteral("deep/er"));
        QVERIFY(writeFile(folder.filePath("a.json"), page(namespaceHours(5, 8), 8)));
        QVERIFY(writeFile(folder.filePath("deep/er/b.json"), page(namespaceHours(0, 5), 8)));
        Importer importer;
        for (const auto& file : Importer::filesBelow(folder.path()))
            importer.read(file);
        const auto batch = importer.takeBatch();
        QCOMPARE(int(batch.namespaces.size()), 8);
        for (int i = 0; i < 8; ++i)
            QCOMPARE(batch.namespaces[std::size_t(i)].at.hour(), first + i);
        QCOMPARE(int(batch.coverage.size()), 1);
        const auto& entry = batch.coverage.front();
        QCOMPARE(entry.endpoint, std::string("namespaces/hourly-stats"));
        QVERIFY(entry.range == (TimeRange{hourStart(first), hourStart(first + 8)}));
        QVERIFY(entry.state == CoverageState::Complete);
        QVERIFY(entry.fetchedAt > hourStart(first));
        QVERIFY(importer.takeBatch().isEmpty());
    }

    void aMissingPageIsUnverified()
    {
        QTemporaryDir folder;
        QVERIFY(writeFile(folder.filePath("a.json"), page(namespaceHours(5, 8), 8)));
        Importer importer;
        importer.read(folder.filePath("a.json"));
        importer.read(folder.filePath("a.json")); // repeats do not make it whole
        const auto batch = importer.takeBatch();
        QCOMPARE(int(batch.coverage.size()), 1);
        QVERIFY(batch.coverage.front().state == CoverageState::Unverified);
        QCOMPARE(batch.coverage.front().rowsReceived, std::int64_t(3));
    }

    void hoursThatNobodyAskedForAreNotClaimed()
    {
        const auto plain = [](int from, int to) {
            auto body = page(namespaceHours(from, to), 0);
            body = body.mid(body.indexOf('['));
            return body.left(body.lastIndexOf(']') + 1);
        };
        const Stamp written = hourStart(first + 5000);
        Importer importer;
        importer.read(QStringLiteral("jan"), plain(0, 24), written);
        importer.read(QStringLiteral("more of it"), plain(20, 48), written);
        importer.read(QStringLiteral("mar"), plain(1416, 1440), written);
        importer.read(QStringLiteral("a page"), plain(2000, 3000), written);
        importer.read(QStringLiteral("pages"), page(namespaceHours(4000, 4010), 10), written);
        const auto batch = importer.takeBatch();
        const auto expected = [&](int at, int from, int to, CoverageState state) {
            const auto& entry = batch.coverage[std::size_t(at)];
            QVERIFY(entry.range == (TimeRange{hourStart(first + from), hourStart(first + to)}));
            QCOMPARE(entry.rowsReceived, std::int64_t(to - from));
            QVERIFY(entry.state == state);
        };
        QCOMPARE(int(batch.coverage.size()), 4);
        expected(0, 0, 48, CoverageState::Complete);
        expected(1, 1416, 1440, CoverageState::Complete);
        expected(2, 2000, 3000, CoverageState::Unverified); // there may be another one after it
        expected(3, 4000, 4010, CoverageState::Complete);
    }

    void P7_whatCannotBeUsedIsRecorded()
    {
        const Stamp written = hourStart(first + 100);
        auto body = page(namespaceHours(0, 3), 3);
        const QByteArray figure = "\"allocated_gpu_count\":";
        const auto value = body.indexOf(figure) + figure.size();
        body.replace(value, body.indexOf(',', value) - value, "\"abc\"");
        const auto time = body.lastIndexOf("\"stat_hour\":\"2025");
        QVERIFY(time > 0);
        body.replace(time, 17, "\"stat_hour\":\"when");
        Importer importer;
        importer.read(QStringLiteral("odd"), body, written);
        QVERIFY2(importer.report().skipped.empty(),
            importer.report().skipped.empty() ? "" : qPrintable(importer.report().skipped.front().reason));
        const auto batch = importer.takeBatch();
        QCOMPARE(batch.rejectedRows, std::int64_t(1));
        QCOMPARE(batch.rejected.size(), std::size_t(1));
        QCOMPARE(batch.rejected.front().endpoint, std::string("namespaces/hourly-stats"));
        QVERIFY(!batch.rejected.front().raw.empty());
        QVERIFY(std::ranges::any_of(batch.fieldFaults, [](const FieldFault& fault) {
            return fault.field == "allocated_gpu_count" && fault.cluster == "c" && fault.count == 1;
        }));
    }

    void theWholeSnapshotComesAfterItsShortForm()
    {
        AllocationSnapshot whole, brief;
        whole.head.cluster = brief.head.cluster = "c";
        whole.head.dimensionType = brief.head.dimensionType = "cluster";
        whole.head.time = brief.head.time = hourStart(first);
        AllocatedNamespace ml;
        ml.name = "ml";
        ml.gpus = 1;
        brief.namespaces = {ml};
        ml.workloads.push_back({"u", "w", "ml", "Job", 1.0, 2.0, 1.0});
        whole.namespaces = {ml};
        QTemporaryDir folder;
        QVERIFY(writeFile(folder.filePath("a_latest.json"), QByteArray::fromStdString(encodeSnapshot(whole))));
        QVERIFY(
            writeFile(folder.filePath("b_list.json"), QByteArray::fromStdString(encodeSnapshots(std::vector{brief}))));
        Importer importer;
        for (const auto& file : Importer::filesBelow(folder.path()))
            importer.read(file);
        const auto batch = importer.takeBatch();
        QCOMPARE(int(batch.snapshots.size()), 2);
        QCOMPARE(int(batch.snapshots.back().namespaces.front().workloads.size()), 1);
    }

    void whatIsNoReplyIsNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("foreign JSON") << QByteArray(R"({"hello":"world"})");
        QTest::newRow("HTML") << QByteArray("<!DOCTYPE html><html><title>504</title></html>");
        QTest::newRow("error envelope") << QByteArray(R"({"meta":{"code":4001,"message":"bad"},"data":null})");
        QTest::newRow("truncated") << page(namespaceHours(0, 5), 5).chopped(20);
        QTest::newRow("binary") << QByteArray("\x00\xff\xfe\x01", 4);
    }
    void whatIsNoReplyIsNamed()
    {
        QFETCH(QByteArray, bytes);
        QTemporaryDir folder;
        QVERIFY(writeFile(folder.filePath("x"), bytes));
        Importer importer;
        importer.read(folder.filePath("x"));
        QCOMPARE(importer.report().replies, 0);
        QCOMPARE(int(importer.report().skipped.size()), 1);
        QVERIFY(!importer.report().skipped.front().reason.isEmpty());
        QVERIFY(importer.takeBatch().isEmpty());
    }

    void namesAndEmptyPagesAreRepliesWithoutRows()
    {
        QTemporaryDir folder;
        QVERIFY(writeFile(folder.filePath("names"), R"({"meta":{"code":2000},"data":["a","b"]})"));
        QVERIFY(writeFile(folder.filePath("none"), page({}, 0)));
        Importer importer;
        importer.read(folder.filePath("names"));
        importer.read(folder.filePath("none"));
        QCOMPARE(importer.report().replies, 2);
        QVERIFY(importer.takeBatch().isEmpty());
    }
};

ATLAS_TEST(tst_Importer);
#include "tst_Importer.moc"
