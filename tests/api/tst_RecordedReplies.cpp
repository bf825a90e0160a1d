// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/WireDecoder.h"
#include "models/api/WireEncoder.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <map>
#include <set>

using namespace atlas;

/// Decodes every recorded reply of the shared sample data, where it is there.
class tst_RecordedReplies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFileIsRecognised();
    void everyRowArrives();
    void snapshotsKeepTheirParts();
    void canonicalFormReadsBackEqual();

private:
    QStringList files(const QString& pattern) const;
    QByteArray read(const QString& path) const;
    template <typename Row>
    std::vector<Row> rowsOf(const QString& pattern, std::int64_t& stated);

    QString m_folder;
    WireDecoder m_decoder;
};

void tst_RecordedReplies::initTestCase()
{
    m_folder = qEnvironmentVariable("ATLAS_SHARED_DATA", QStringLiteral(ATLAS_SOURCE_DIR "/../shared/data"));
    if (!QDir(m_folder).exists())
        QSKIP("no recorded replies here: set ATLAS_SHARED_DATA");
}

QStringList tst_RecordedReplies::files(const QString& pattern) const
{
    QStringList found;
    QDirIterator it(m_folder, {pattern}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        found << it.next();
    found.sort();
    return found;
}

QByteArray tst_RecordedReplies::read(const QString& path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

template <typename Row>
std::vector<Row> tst_RecordedReplies::rowsOf(const QString& pattern, std::int64_t& stated)
{
    std::vector<Row> rows;
    std::map<QString, std::int64_t> totals; // of each walk: page files of one stem state the same total
    for (const auto& path : files(pattern)) {
        const auto page = m_decoder.decodePage<Row>(read(path));
        if (!page) {
            QTest::qFail(qPrintable(path + QStringLiteral(": ") + page.error().message), __FILE__, __LINE__);
            continue;
        }
        if (page->stats.rejectedRows != 0 || !page->stats.fields.empty())
            QTest::qFail(qPrintable(path + QStringLiteral(": odd rows")), __FILE__, __LINE__);
        const auto stem = path.section(QStringLiteral("_page"), 0, 0).remove(QStringLiteral(".json"));
        totals[stem] = page->total.value_or(-1);
        rows.insert(rows.end(), page->rows.begin(), page->rows.end());
    }
    stated = 0;
    for (const auto& [stem, total] : totals)
        stated += total;
    return rows;
}

void tst_RecordedReplies::everyFileIsRecognised()
{
    const std::map<QString, ReplyKind> kinds{
        {QStringLiteral("cluster_hourly*.json"), ReplyKind::ClusterHours},
        {QStringLiteral("namespaces_hourly*.json"), ReplyKind::NamespaceHours},
        {QStringLiteral("labels_hourly*.json"), ReplyKind::DimensionHours},
        {QStringLiteral("workloads_hourly*.json"), ReplyKind::WorkloadHours},
        {QStringLiteral("snapshot_latest.json"), ReplyKind::Snapshot},
        {QStringLiteral("snapshots_24h.json"), ReplyKind::Snapshots},
        {QStringLiteral("namespaces.json"), ReplyKind::Names},
        {QStringLiteral("dimension_keys*.json"), ReplyKind::Names},
        {QStringLiteral("clusters.json"), ReplyKind::Names},
        {QStringLiteral("expected_*.json"), ReplyKind::NotAReply},
        {QStringLiteral("trace_meta.json"), ReplyKind::NotAReply},
        {QStringLiteral("README.md"), ReplyKind::NotAReply},
    };
    for (const auto& [pattern, kind] : kinds) {
        const auto paths = files(pattern);
        QVERIFY2(!paths.isEmpty(), qPrintable(pattern));
        for (const auto& path : paths)
            QVERIFY2(classifyReply(read(path)) == kind, qPrintable(path));
    }
}

void tst_RecordedReplies::everyRowArrives()
{
    std::int64_t stated = 0;
    QCOMPARE(std::int64_t(rowsOf<ClusterHour>(QStringLiteral("cluster_hourly.json"), stated).size()), stated);
    QCOMPARE(stated, 71 + 24);
    QCOMPARE(std::int64_t(rowsOf<NamespaceHour>(QStringLiteral("namespaces_hourly*.json"), stated).size()), stated);
    QCOMPARE(stated, 8471 + 52);
    QCOMPARE(std::int64_t(rowsOf<WorkloadHour>(QStringLiteral("workloads_hourly*.json"), stated).size()), stated);
    QCOMPARE(stated, 12234 + 2731);
    QCOMPARE(std::int64_t(rowsOf<DimensionHour>(QStringLiteral("labels_hourly*.json"), stated).size()), stated);
    QVERIFY(stated > 8471);
}

void tst_RecordedReplies::snapshotsKeepTheirParts()
{
    std::size_t namespaces = 0, workloads = 0;
    for (const auto& path : files(QStringLiteral("snapshot_latest.json"))) {
        const auto snapshot = m_decoder.decodeSnapshot(read(path));
        QVERIFY2(snapshot && *snapshot, qPrintable(path));
        namespaces = std::max(namespaces, (*snapshot)->namespaces.size());
        std::size_t here = 0;
        for (const auto& group : (*snapshot)->namespaces) {
            double gpus = 0;
            for (const auto& workload : group.workloads)
                gpus += workload.gpus;
            QCOMPARE(gpus, group.gpus.value);
            here += group.workloads.size();
        }
        workloads = std::max(workloads, here);
    }
    QCOMPARE(namespaces, std::size_t(119));
    QCOMPARE(workloads, std::size_t(3130));
    for (const auto& path : files(QStringLiteral("snapshots_24h.json"))) {
        const auto page = m_decoder.decodeSnapshots(read(path));
        QVERIFY2(page, qPrintable(path));
        QVERIFY(page->rows.size() > 200);
        QVERIFY(std::is_sorted(page->rows.begin(), page->rows.end(),
            [](const auto& a, const auto& b) { return a.head.time < b.head.time; }));
    }
}

void tst_RecordedReplies::canonicalFormReadsBackEqual()
{
    for (const auto& path : files(QStringLiteral("workloads_hourly_page1.json"))) {
        const auto first = m_decoder.decodeWorkloadHours(read(path));
        QVERIFY(first);
        const auto text = encodePage(std::span<const WorkloadHour>(first->rows), PageInfo{});
        const auto second = m_decoder.decodeWorkloadHours(QByteArrayView(text.data(), qsizetype(text.size())));
        QVERIFY(second);
        QVERIFY(first->rows == second->rows);
    }
    for (const auto& path : files(QStringLiteral("snapshot_latest.json"))) {
        const auto first = m_decoder.decodeSnapshot(read(path));
        QVERIFY(first && *first);
        const auto text = encodeSnapshot(**first);
        const auto second = m_decoder.decodeSnapshot(QByteArrayView(text.data(), qsizetype(text.size())));
        QVERIFY(second && *second);
        QVERIFY(**first == **second);
    }
}

ATLAS_TEST(tst_RecordedReplies);
#include "tst_RecordedReplies.moc"
