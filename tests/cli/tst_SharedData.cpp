// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/NaturalKey.h"
#include "models/store/SqliteStore.h"
#include "tests/cli/Program.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cmath>

#include <algorithm>

using namespace atlas;
using namespace atlas::test;

namespace {

/// $ATLAS_SHARED_DATA, or shared/data beside the source; empty where there is none.
QString sharedData()
{
    const auto given = qEnvironmentVariable("ATLAS_SHARED_DATA");
    const QDir folder(given.isEmpty() ? QStringLiteral(ATLAS_SOURCE_DIR "/../shared/data") : given);
    return folder.exists(QStringLiteral("alibaba-dlrm-2025")) ? folder.absolutePath() : QString();
}

/// Paths in `expected` whose value in `actual` is missing or differs by more than 1e-9 of itself. Further keys of ours
/// are no difference.
void differences(const QJsonValue& expected, const QJsonValue& actual, const QString& path, QStringList& found)
{
    if (expected.isDouble() && actual.isDouble()) {
        const double a = expected.toDouble(), b = actual.toDouble();
        if (std::abs(a - b) > 1e-9 * std::max(std::abs(a), std::abs(b)))
            found << QStringLiteral("%1: %2 expected, got %3").arg(path).arg(a, 0, 'g', 17).arg(b, 0, 'g', 17);
    } else if (expected.isObject() && actual.isObject()) {
        const auto object = expected.toObject(), other = actual.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            differences(*it, other.value(it.key()), path + u'/' + it.key(), found);
    } else if (expected.isArray() && actual.isArray()) {
        const auto list = expected.toArray(), other = actual.toArray();
        if (list.size() != other.size())
            found << QStringLiteral("%1: %2 entries expected, got %3").arg(path).arg(list.size()).arg(other.size());
        for (qsizetype i = 0; i < std::min(list.size(), other.size()); ++i)
            differences(list[i], other[i], path + u'/' + QString::number(i), found);
    } else if (expected != actual) {
        found << QStringLiteral("%1: another value or kind").arg(path);
    }
}

int leaves(const QJsonValue& value)
{
    int count = 0;
    if (value.isObject()) {
        for (const auto& part : value.toObject())
            count += leaves(part);
    } else if (value.isArray()) {
        for (const auto& part : value.toArray())
            count += leaves(part);
    } else {
        count = 1;
    }
    return count;
}

struct Cluster
{
    std::string name;
    TimeRange range;
};

Instant instant(const char* text)
{
    return std::chrono::floor<std::chrono::seconds>(parseRfc3339(text)->time);
}

const std::vector<Cluster>& clusters()
{
    static const std::vector<Cluster> all{
        {"alibaba-dlrm-2025", {instant("2024-12-16T00:00:00Z"), instant("2024-12-19T00:00:00Z")}},
        {"alibaba-gentd26", {instant("2022-09-11T00:00:00Z"), instant("2022-09-12T01:00:00Z")}},
    };
    return all;
}

std::unique_ptr<SqliteStore> reading(const QString& path)
{
    StoreOptions options;
    options.readOnly = options.mustExist = true;
    auto store = SqliteStore::open(path, options);
    return store ? std::move(*store) : nullptr;
}

/// All rows of both stores by their natural key (within an hour each store has an order of its own); the position of
/// the first difference, -1 for none, -2 where a store has none at all.
template <typename Read>
int firstDifference(SqliteStore& a, SqliteStore& b, Read read)
{
    auto left = read(a), right = read(b);
    if (!left || !right || left->rows.empty())
        return -2;
    auto& x = left->rows;
    auto& y = right->rows;
    const auto byKey = [](const auto& one, const auto& other) { return naturalKey(one) < naturalKey(other); };
    std::sort(x.begin(), x.end(), byKey);
    std::sort(y.begin(), y.end(), byKey);
    for (std::size_t i = 0; i < std::max(x.size(), y.size()); ++i) {
        if (i >= x.size() || i >= y.size() || !(x[i] == y[i]))
            return int(i);
    }
    return -1;
}

} // namespace

/// The whole way on the rows of two real clusters: recorded replies, store, figures; store, server, client, store.
class tst_SharedData : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_data;

    QString imported() const { return m_folder.filePath("imported.db"); }
    QString synced() const { return m_folder.filePath("synced.db"); }

private slots:
    void initTestCase()
    {
        m_data = sharedData();
        if (m_data.isEmpty())
            QSKIP("the recorded replies are not here (ATLAS_SHARED_DATA)");
        const auto ran =
            run({"import", "--store", imported(), m_data + "/alibaba-dlrm-2025", m_data + "/alibaba-gentd26"});
        QVERIFY2(ran.code == 0, ran.err.constData());
    }

    void summariesEqualTheExpectedOnes_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* folder : {"alibaba-dlrm-2025", "alibaba-gentd26"}) {
            const QDir cluster(m_data + u'/' + QLatin1StringView(folder));
            for (const auto& name : cluster.entryList({"expected_*.json"}))
                QTest::newRow(qPrintable(QLatin1StringView(folder) + u'/' + name)) << cluster.filePath(name);
        }
    }
    void summariesEqualTheExpectedOnes()
    {
        QFETCH(QString, file);
        QFile device(file);
        QVERIFY(device.open(QIODevice::ReadOnly));
        const auto expected = QJsonDocument::fromJson(device.readAll()).object();
        const auto query = expected.value("query").toObject();
        const auto ran = run({"summary", "--store", imported(), "--cluster", query.value("cluster").toString(),
            "--from", query.value("start").toString(), "--to", query.value("end").toString(), "--top",
            QString::number(query.value("top").toInt()), "--format", "json"});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY(leaves(expected) > 500);
        QStringList found;
        differences(expected, QJsonDocument::fromJson(ran.out).object(), {}, found);
        QVERIFY2(found.isEmpty(), qPrintable(QStringList(found.mid(0, 20)).join(u'\n')));
    }

    void aServedStoreIsSyncedRowByRow()
    {
        RunningServer server(imported());
        QVERIFY(!server.url().isEmpty());
        for (const auto& cluster : clusters()) {
            const auto ran = run(
                {"sync", "--url", server.url(), "--store", synced(), "--cluster", QString::fromStdString(cluster.name),
                    "--from", QString::fromStdString(formatRfc3339(cluster.range.from)), "--to",
                    QString::fromStdString(formatRfc3339(cluster.range.to))});
            QVERIFY2(ran.code == 0, ran.err.constData());
        }
        QCOMPARE(server.terminate(), 0);

        auto from = reading(imported()), to = reading(synced());
        QVERIFY(from && to);
        for (const auto& cluster : clusters()) {
            RowQuery query;
            query.cluster = cluster.name;
            query.range = cluster.range;
            query.limit = -1;
            QCOMPARE(firstDifference(*from, *to, [&](SqliteStore& s) { return s.clusterHours(query); }), -1);
            QCOMPARE(firstDifference(*from, *to, [&](SqliteStore& s) { return s.namespaceHours(query); }), -1);
            QCOMPARE(firstDifference(*from, *to, [&](SqliteStore& s) { return s.workloadHoursPage(query); }), -1);
            const auto keys = from->dimensionKeys(cluster.name, cluster.range);
            QVERIFY(keys && keys->size() >= 5);
            QVERIFY(*keys == *to->dimensionKeys(cluster.name, cluster.range));
            for (const auto& key : *keys) {
                query.dimension = key;
                QCOMPARE(firstDifference(*from, *to, [&](SqliteStore& s) { return s.dimensionHours(query); }), -1);
            }
            const auto snapshots = from->snapshots(cluster.name, cluster.range);
            QVERIFY(snapshots && snapshots->size() > 100);
            QVERIFY(*snapshots == *to->snapshots(cluster.name, cluster.range));
        }
    }

    void theLatestSnapshotKeepsItsWorkloads()
    {
        auto store = reading(imported());
        QVERIFY(store);
        const auto latest = store->snapshot("alibaba-dlrm-2025", std::nullopt).result();
        QVERIFY(latest && *latest);
        std::size_t workloads = 0;
        for (const auto& part : (*latest)->namespaces)
            workloads += part.workloads.size();
        QCOMPARE(int((*latest)->namespaces.size()), 119);
        QCOMPARE(int(workloads), 3130);
    }
};

ATLAS_TEST(tst_SharedData);
#include "tst_SharedData.moc"
