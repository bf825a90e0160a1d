// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/BundleFixtures.h"

#include <algorithm>

namespace atlas::test {

namespace {

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

} // namespace

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

RowQuery everything(const std::string& cluster, TimeRange range, const DimensionKey& dimension)
{
    RowQuery query;
    query.cluster = cluster;
    query.range = range;
    query.dimension = dimension;
    query.limit = -1;
    return query;
}

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

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s", qPrintable(file.errorString()));
}

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

void Forger::signAgain()
{
    bundle::RowDigest digest;
    for (const auto& table : bundle::tables()) {
        digest.beginTable(table.name);
        sqlite::Statement rows(db.handle(), "SELECT * FROM " + table.name);
        while (rows.step()) {
            if (table.name != "manifest" || rows.text(0) != "digest")
                digest.addRow(bundle::Cells(rows.handle(), table.columns));
        }
    }
    db.run("UPDATE manifest SET value='" + digest.result().toStdString() + "' WHERE name='digest'");
}

} // namespace atlas::test
