// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Bundle.h"
#include "models/store/BundleFormat.h"
#include "tests/store/StoreRows.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <atomic>
#include <thread>

using namespace atlas;
using namespace atlas::test;

namespace {

const std::string canary = "tok3n-C4nary-9f2b";

/// Two clusters with all that a bundle can hold.
void fill(TestStore& store)
{
    RowBatch batch;
    for (int hour = 0; hour < 30; ++hour) {
        for (const std::string cluster : {"c1", "c2"}) {
            batch.clusters.push_back(clusterRow(hour, cluster));
            for (const std::string name : {"ml", "nlp", "\xe5\x9b\xa2\xe9\x98\x9f"})
                batch.namespaces.push_back(namespaceRow(hour, name, cluster));
        }
        batch.dimensions.push_back(dimensionRow(hour, {DimensionType::Label, "team"}, "vision"));
        batch.dimensions.push_back(dimensionRow(hour, {DimensionType::Annotation, "project"}, ""));
        for (const std::string name : {"train-b", "train-a"})
            batch.workloads.push_back(workloadRow(hour, "ml", name, hour % 2 == 0 ? "Job" : ""));
        batch.snapshots.push_back(snapshotAt(hourStart(firstTestHour + hour)));
    }
    batch.workloads[3].at.time += std::chrono::seconds(61); // not the full hour
    batch.workloads[4].at.createdAt.reset();
    batch.workloads[5].at.updatedAt.reset();
    batch.workloads[6].status.clear();
    batch.snapshots.push_back(snapshotAt(hourStart(firstTestHour), "label"));
    batch.coverage = {coverageOf(0, 20, CoverageState::Complete), coverageOf(20, 30, CoverageState::Gap)};
    batch.coverage.back().attempts = 2;
    batch.coverage.back().openSince = stampAt(5);
    batch.coverage.front().request =
        "namespaces/hourly-stats?cluster=c1&access_token=" + canary + "&page=1&user=" + canary;
    RequestRecord request;
    request.at = stampAt(7);
    request.connection = "office-" + canary;
    request.cluster = "c1";
    request.request = "https://user:" + canary + "@gpu.example/v1/namespaces?cluster=c1&token=" + canary;
    request.httpStatus = 503;
    request.failure = ErrorClass::Net;
    request.message = "no answer";
    batch.requests = {request};
    request.cluster = "other";
    batch.requests.push_back(request);
    batch.rejectedRows = 1;
    batch.rejected = {{stampAt(8), "c1", "namespaces/hourly-stats", "no time", "{\"x\":1}"}};
    batch.fieldFaults = {{"c1", "namespaces/hourly-stats", "avg_utilization", "null", 4}};
    batch.sources = {{"c1", "office-" + canary}};
    store.commit(std::move(batch));
}

RowBatch hourOf(int hour, const std::string& name)
{
    RowBatch batch;
    batch.clusters = {clusterRow(hour)};
    batch.namespaces = {namespaceRow(hour, name)};
    return batch;
}

BundleWish wishOf(int from, int to)
{
    BundleWish wish;
    wish.clusters = {"c2", "c1"};
    wish.range = testHours(from, to);
    wish.notes = QStringLiteral("<b>week</b> 47");
    wish.alertRules = "[]";
    wish.displaySettings = R"({"zone":"Asia/Shanghai"})";
    wish.version = QStringLiteral("0.1.0");
    wish.created = hourStart(firstTestHour + 40);
    return wish;
}

template <class Row>
std::vector<Row> sorted(std::vector<Row> rows)
{
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        if constexpr (std::is_same_v<Row, WorkloadHour>)
            return std::tuple(a.at.time, a.name, a.type) < std::tuple(b.at.time, b.name, b.type);
        else if constexpr (std::is_same_v<Row, NamespaceHour>)
            return std::tuple(a.at.time, a.name) < std::tuple(b.at.time, b.name);
        else
            return a.at.time < b.at.time;
    });
    return rows;
}

RowQuery everything(const std::string& cluster, TimeRange range, const DimensionKey& dimension = {})
{
    RowQuery query;
    query.cluster = cluster;
    query.range = range;
    query.dimension = dimension;
    query.limit = -1;
    return query;
}

/// Why two stores differ in a range; empty: they do not.
QByteArray differenceOf(SqliteStore& a, SqliteStore& b, TimeRange range)
{
    for (const std::string cluster : {"c1", "c2"}) {
        const auto query = everything(cluster, range);
        if (a.clusterHours(query).value().rows != b.clusterHours(query).value().rows)
            return "cluster hours";
        if (sorted(a.namespaceHours(query).value().rows) != sorted(b.namespaceHours(query).value().rows))
            return "namespace hours";
        if (sorted(a.workloadHoursPage(query).value().rows) != sorted(b.workloadHoursPage(query).value().rows))
            return "workload hours";
        if (a.dimensionKeys(cluster, range).value() != b.dimensionKeys(cluster, range).value())
            return "dimension keys";
        const auto keys = a.dimensionKeys(cluster, range).value();
        for (const auto& key : keys) {
            const auto values = everything(cluster, range, key);
            if (a.dimensionHours(values).value().rows != b.dimensionHours(values).value().rows)
                return "dimension hours";
        }
        if (a.snapshots(cluster, range).value() != b.snapshots(cluster, range).value())
            return "snapshots";
    }
    return {};
}

struct Files : QTemporaryDir
{
    QString bundle() const { return filePath(QStringLiteral("week.gpuatlas")); }
    QString store() const { return filePath(QStringLiteral("opened.db")); }
};

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Reads a bundle under its own names.
Result<BundleContents> readBack(const QString& path, const QString& store)
{
    auto reader = BundleReader::open(path);
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    std::map<std::string, std::string> names;
    for (const auto& cluster : (*reader)->clusters())
        names[cluster] = cluster;
    Progress progress;
    return (*reader)->readInto(store, names, progress);
}

/// Writes with the tools of SQLite what no export has, and makes the digest right again.
struct Forger
{
    sqlite::Database db;

    explicit Forger(const QString& path)
        : db(QFile::encodeName(path).toStdString(), SQLITE_OPEN_READWRITE)
    {
    }
    void signAgain()
    {
        bundle::RowDigest digest;
        for (const auto& table : bundle::tables()) {
            digest.beginTable(table.name);
            sqlite::Statement rows(db.handle(), "SELECT * FROM " + table.name);
            while (rows.step()) {
                if (table.name != "manifest" || rows.text(0) != "digest")
                    digest.addRow(rows.handle(), table.columns);
            }
        }
        db.run("UPDATE manifest SET value='" + digest.result().toStdString() + "' WHERE name='digest'");
    }
};

} // namespace

class tst_Bundle : public QObject
{
    Q_OBJECT

private slots:
    void whatWasWrittenIsRead()
    {
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        const auto written = writeBundle(store.path(), wishOf(2, 20), files.bundle(), progress);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().message + written.error().detail));
        QCOMPARE(written->clusters, (std::vector<std::string>{"c1", "c2"}));
        QCOMPARE(progress.fraction(), 1.0);
        const auto read = readBack(files.bundle(), files.store());
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message + read.error().detail));
        QCOMPARE(read->manifest, *written);
        QCOMPARE(read->rows, written->hourRows);
        QCOMPARE(read->rejectedRows, 0);
        StoreOptions options;
        options.readOnly = true;
        const auto opened = SqliteStore::open(files.store(), options).value();
        QCOMPARE(differenceOf(*store.store, *opened, testHours(2, 20)), QByteArray());
        QVERIFY(opened->checkIntegrity({}).result());
        const auto all = testHours(0, 40);
        QCOMPARE(opened->clusterHours(everything("c1", all)).value().total, 18);
        QCOMPARE(opened->snapshots("c1", all).value().size(), std::size_t(18));
        const auto coverage = opened->coverage("c1").value();
        QCOMPARE(coverage.size(), std::size_t(1));
        QCOMPARE(coverage.front().range, testHours(2, 20));
        QCOMPARE(coverage.front().rowsReceived, 20);
        QCOMPARE(opened->rejectedLog(10).result().value().size(), std::size_t(1));
        QCOMPARE(opened->fieldFaults().result().value(), store->fieldFaults().result().value());
        const auto requests = opened->requestLog(10).result().value();
        QCOMPARE(requests.size(), std::size_t(1));
        QCOMPARE(requests.front().failure, std::optional(ErrorClass::Net));
        QCOMPARE(requests.front().request, std::string("/v1/namespaces?cluster=c1"));
    }

    void largePartsCanBeLeftOut()
    {
        TestStore store;
        fill(store);
        Files files;
        auto wish = wishOf(0, 30);
        wish.workloads = wish.snapshots = false;
        wish.clusters = {"c1"};
        Progress progress;
        QVERIFY(writeBundle(store.path(), wish, files.bundle(), progress));
        QVERIFY(readBack(files.bundle(), files.store()));
        const auto opened = SqliteStore::open(files.store()).value();
        QCOMPARE(opened->clusterNames().value(), std::vector<std::string>{"c1"});
        QCOMPARE(opened->workloadHoursPage(everything("c1", testHours(0, 30))).value().total, 0);
        QCOMPARE(opened->namespaceHours(everything("c1", testHours(0, 30))).value().total, 90);
        QVERIFY(opened->snapshots("c1", testHours(0, 30)).value().empty());
    }

    void theSameContentIsTheSameFile()
    {
        TestStore store, other;
        fill(store);
        other.commit(hourOf(50, "zzz")); // numbers differ
        fill(other);
        Files files;
        const auto second = files.filePath(QStringLiteral("b"));
        Progress progress;
        QVERIFY(writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress));
        QVERIFY(writeBundle(other.path(), wishOf(0, 30), second, progress));
        QVERIFY(contentsOf(files.bundle()) == contentsOf(second));
    }

    void K3_noSecretsAreInIt()
    {
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        QVERIFY(writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress));
        const auto bytes = contentsOf(files.bundle());
        const auto secret = QByteArray::fromStdString(canary);
        QVERIFY(!bytes.contains(secret));
        QVERIFY(!bytes.contains(secret.toBase64()));
        QVERIFY(!bytes.contains("office"));
        QVERIFY(!bytes.contains("gpu.example"));
        QVERIFY(bytes.contains("namespaces/hourly-stats?cluster=c1&page=1"));
    }

    void othersCanReadIt()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("sqlite3")).isEmpty())
            QSKIP("there is no sqlite3 here");
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        const auto written = writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress).value();
        QProcess shell;
        shell.start(QStringLiteral("sqlite3"),
            {QStringLiteral("-readonly"), files.bundle(),
                QStringLiteral("SELECT (SELECT count(*) FROM cluster_hour)+(SELECT count(*) FROM namespace_hour)"
                               "+(SELECT count(*) FROM dimension_hour)+(SELECT count(*) FROM workload_hour),"
                               " (SELECT count(*) FROM snapshot), (SELECT value FROM manifest WHERE name='digest');"
                               " PRAGMA application_id; PRAGMA user_version; PRAGMA integrity_check;")});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()),
            QStringLiteral("%1|%2|%3\n1195463746\n1\nok\n")
                .arg(written.hourRows)
                .arg(written.snapshots)
                .arg(QString::fromLatin1(written.digest)));
    }

    void theFormatIsTheDescribedOne()
    {
        const auto text = contentsOf(QStringLiteral(ATLAS_SOURCE_DIR "/docs/bundle.md"));
        for (const auto& table : bundle::tables()) {
            const QByteArray sql = QByteArray::fromStdString(table.sql) + ";\n";
            QVERIFY2(text.contains(sql), sql.constData());
        }
        QCOMPARE(text.count("\nCREATE "), qsizetype(bundle::tables().size()));
        QVERIFY(text.contains("0x47415442"));
    }

    void whatCannotBeWrittenLeavesTheOldFile_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("E5 cancelled") << 0;
        QTest::newRow("no such cluster") << 1;
        QTest::newRow("empty time") << 2;
        QTest::newRow("no store") << 3;
        QTest::newRow("E4 no such folder") << 4;
    }
    void whatCannotBeWrittenLeavesTheOldFile()
    {
        QFETCH(int, what);
        TestStore store;
        fill(store);
        Files files;
        QFile old(files.bundle());
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("what was there");
        old.close();
        auto wish = wishOf(0, 30);
        Progress progress;
        auto from = store.path(), to = files.bundle();
        auto expected = ErrorClass::Export;
        switch (what) {
        case 0:
            progress.cancel();
            break;
        case 1:
            wish.clusters = {"c1", "nowhere"};
            expected = ErrorClass::Usage;
            break;
        case 2:
            wish.range.to = wish.range.from;
            expected = ErrorClass::Usage;
            break;
        case 3:
            from = files.filePath(QStringLiteral("none.db"));
            expected = ErrorClass::Cache;
            break;
        default:
            to = files.filePath(QStringLiteral("none/week.gpuatlas"));
        }
        const auto written = writeBundle(from, wish, to, progress);
        QVERIFY(!written);
        QCOMPARE(written.error().cls, expected);
        QVERIFY(!written.error().message.isEmpty());
        QCOMPARE(contentsOf(files.bundle()), QByteArray("what was there"));
        QCOMPARE(QDir(files.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).size(), 1);
    }

    void E5_oneStateIsWritten()
    {
        // Rows that are committed meanwhile are in it as a whole or not at all: here, never.
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        const auto before = writeBundle(store.path(), wishOf(0, 60), files.bundle(), progress).value();
        std::atomic<bool> done{false};
        std::thread writer([&] {
            for (int hour = 40; hour < 60 && !done; ++hour)
                store.commit(hourOf(hour, "ml"));
        });
        const auto written = writeBundle(store.path(), wishOf(0, 60), files.bundle(), progress);
        done = true;
        writer.join();
        QVERIFY(written);
        QCOMPARE((written->hourRows - before.hourRows) % 2, 0);
        QVERIFY(readBack(files.bundle(), files.store()));
    }

    void F3_cellsOfAnotherType_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("rejected");
        QTest::addColumn<int>("faults");
        const auto add = [](const char* name, const char* sql, int rejected, int faults) {
            QTest::newRow(name) << QByteArray(sql) << rejected << faults;
        };
        add("text for a figure", "UPDATE cluster_hour SET capacity='many' WHERE hour=490003", 0, 2);
        add("blob for a figure", "UPDATE workload_hour SET requested=x'00ff' WHERE hour=490003", 0, 2);
        add("infinity", "UPDATE namespace_hour SET allocated=9e999 WHERE hour=490003", 0, 6);
        add("text for an id", "UPDATE cluster_hour SET server_id='x' WHERE hour=490003", 0, 2);
        add("stamp of another age", "UPDATE cluster_hour SET created_after=1<<62 WHERE hour=490003", 0, 2);
        add("no such subject", "UPDATE namespace_hour SET subject=9999 WHERE hour=490003 AND subject=1", 1, 0);
        add("subject of another scope", "UPDATE cluster_hour SET subject=1 WHERE hour=490003", 2, 0);
        add("hour as text", "UPDATE cluster_hour SET hour='soon' WHERE hour=490003", 2, 0);
        add("no such text", "UPDATE workload_hour SET status=777777 WHERE hour=490003", 0, 2);
        add("labels that are none", "UPDATE workload_hour SET labels=status WHERE hour=490004", 0, 2);
        add("a snapshot that is none", "UPDATE snapshot SET body=x'0102' WHERE id=3", 1, 0);
        add("a snapshot twice",
            "UPDATE snapshot SET time=(SELECT time FROM snapshot WHERE id=4), dimension_type="
            "(SELECT dimension_type FROM snapshot WHERE id=4), dimension_key='', dimension_value='' WHERE id=3",
            1, 0);
    }
    void F3_cellsOfAnotherType()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, rejected);
        QFETCH(int, faults);
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        QVERIFY(writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress));
        {
            Forger forger(files.bundle());
            forger.db.run(sql.toStdString());
            forger.signAgain();
        }
        const auto read = readBack(files.bundle(), files.store());
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message + read.error().detail));
        QCOMPARE(read->rejectedRows, rejected);
        const auto opened = SqliteStore::open(files.store()).value();
        std::int64_t counted = -4; // of the export itself
        const auto counts = opened->fieldFaults().result().value();
        for (const auto& fault : counts)
            counted += fault.count;
        QCOMPARE(counted, faults);
        QCOMPARE(opened->rejectedRows().value(), rejected + 1);
        QVERIFY(opened->checkIntegrity({}).result());
    }

    void F3_textsThatAreNone()
    {
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        QVERIFY(writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress));
        {
            Forger forger(files.bundle());
            forger.db.run("UPDATE subject SET name=CAST(x'61ff62' AS TEXT) WHERE name='nlp'");
            forger.signAgain();
        }
        QVERIFY(readBack(files.bundle(), files.store()));
        const auto opened = SqliteStore::open(files.store()).value();
        QCOMPARE(opened->namespaceNames("c1", testHours(0, 30)).value().front(),
            std::string("a\xef\xbf\xbd"
                        "b"));
    }

    void F7_whatItSaysOfItself_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<bool>("signedAgain");
        const auto add = [](const char* name, const char* sql, bool again) {
            QTest::newRow(name) << QByteArray(sql) << again;
        };
        add("a value changed", "UPDATE cluster_hour SET capacity=capacity+1 WHERE hour=490003", false);
        add("a row left out", "DELETE FROM cluster_hour WHERE hour=490003", false);
        add("a row left out, digest right", "DELETE FROM cluster_hour WHERE hour=490003", true);
        add("2^63 rows", "UPDATE manifest SET value='9223372036854775808' WHERE name='hour_rows'", true);
        add("2^62 rows", "UPDATE manifest SET value='4611686018427387904' WHERE name='hour_rows'", true);
        add("fewer snapshots", "UPDATE manifest SET value='1' WHERE name='snapshots'", true);
        add("more requests", "UPDATE manifest SET value='2' WHERE name='requests'", true);
        add("another cluster", "UPDATE manifest SET value='[\"c1\",\"c3\"]' WHERE name='clusters'", true);
        add("clusters that are no list", "UPDATE manifest SET value='c1' WHERE name='clusters'", true);
        add("another time",
            "UPDATE manifest SET value='2030-01-01T00:00:00Z' WHERE name='to';"
            "UPDATE manifest SET value='2029-01-01T00:00:00Z' WHERE name='from'",
            true);
        add("no time", "UPDATE manifest SET value='soon' WHERE name='created'", true);
        add("something more", "INSERT INTO manifest VALUES('more', '')", true);
        add("something less", "DELETE FROM manifest WHERE name='notes'", true);
        add("no digest", "UPDATE manifest SET value='' WHERE name='digest'", false);
        add("a later version", "PRAGMA user_version=2", true);
        add("no version", "PRAGMA user_version=0", true);
        add("another program", "PRAGMA application_id=1", true);
        add("a store", "PRAGMA application_id=0x47415453", true);
        add("mostly rejected",
            "UPDATE namespace_hour SET subject=9999+subject; UPDATE cluster_hour SET subject=1;"
            "UPDATE dimension_hour SET subject=9999+subject; UPDATE workload_hour SET subject=9999+subject",
            true);
    }
    void F7_whatItSaysOfItself()
    {
        QFETCH(QByteArray, sql);
        QFETCH(bool, signedAgain);
        TestStore store;
        fill(store);
        Files files;
        Progress progress;
        QVERIFY(writeBundle(store.path(), wishOf(0, 30), files.bundle(), progress));
        {
            Forger forger(files.bundle());
            forger.db.run(sql.toStdString());
            if (signedAgain)
                forger.signAgain();
        }
        const auto bytes = contentsOf(files.bundle());
        const auto read = readBack(files.bundle(), files.store());
        QVERIFY(!read);
        QCOMPARE(read.error().cls, ErrorClass::FileRejected);
        QVERIFY(!read.error().message.contains(u'%'));
        QVERIFY(contentsOf(files.bundle()) == bytes);
    }
};

ATLAS_TEST(tst_Bundle);
#include "tst_Bundle.moc"
