// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/Sqlite.h"

#include "tests/store/StoreRows.h"
#include "tests/support/FaultVfs.h"

#include <QFile>

#include <set>

/// What tests of a store in trouble share.
namespace atlas::test {

inline RowQuery allRows()
{
    RowQuery query;
    query.cluster = "c1";
    query.range = {Instant{}, hourStart(1'000'000)};
    query.limit = -1;
    return query;
}

/// One hour: the row of the cluster, `size` of namespaces, and what the ledger says of them.
inline RowBatch hourBatch(int hour, int size = 3)
{
    RowBatch batch;
    batch.clusters = {clusterRow(hour)};
    for (int i = 0; i < size; ++i)
        batch.namespaces.push_back(namespaceRow(hour, "namespace " + std::to_string(i)));
    batch.coverage = {coverageOf(hour, hour + 1, CoverageState::Unverified)};
    return batch;
}

inline std::set<int> hoursIn(SqliteStore& store)
{
    std::set<int> hours;
    const auto page = store.clusterHours(allRows());
    if (!page)
        qFatal("%s", qPrintable(page.error().message));
    for (const auto& row : page->rows)
        hours.insert(row.at.hour() - firstTestHour);
    return hours;
}

/// Through SQLite alone: what the store's own code believes does not matter here.
inline QByteArray quickCheckOf(const QString& path)
{
    sqlite::Database db(QFile::encodeName(path).toStdString(), SQLITE_OPEN_READWRITE);
    sqlite::Statement check(db.handle(), "PRAGMA quick_check");
    return check.step() ? QByteArray(std::string(check.text(0)).c_str()) : QByteArray();
}

inline StoreLimits shortLimits()
{
    StoreLimits limits;
    limits.probe = std::chrono::milliseconds(20);
    limits.writeWait = std::chrono::milliseconds(50);
    return limits;
}

/// A store above a layer that fails on demand.
struct FaultyStore
{
    QTemporaryDir folder;
    FaultVfs vfs;
    StoreOptions options;
    std::unique_ptr<SqliteStore> store;

    FaultyStore()
    {
        options.vfs = FaultVfs::name();
        options.limits = shortLimits();
    }
    QString path() const { return folder.filePath(QStringLiteral("cache.atlas")); }
    bool open()
    {
        auto opened = SqliteStore::open(path(), options);
        if (opened)
            store = std::move(*opened);
        return bool(opened);
    }
    Result<CommitStats> commit(RowBatch batch) { return store->commit(std::move(batch)).result(); }
};

} // namespace atlas::test
