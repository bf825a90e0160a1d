// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/SqliteStore.h"

#include <QTemporaryDir>

#include <memory>
#include <random>

/// Rows for the store's tests: every field set, values that depend on the seed alone.
namespace atlas::test {

inline constexpr HourIndex firstTestHour = 490'000;

inline TimeRange testHours(int from, int to)
{
    return {hourStart(firstTestHour + from), hourStart(firstTestHour + to)};
}

/// The stamp `minutes` after the first test hour.
Stamp stampAt(int minutes);

ClusterHour clusterRow(int hour, const std::string& cluster = "c1");
NamespaceHour namespaceRow(int hour, const std::string& name, const std::string& cluster = "c1");
DimensionHour dimensionRow(int hour, const DimensionKey& key, const std::string& value);
WorkloadHour workloadRow(
    int hour, const std::string& namespaceName, const std::string& name, const std::string& type = "Deployment");
AllocationSnapshot snapshotAt(Instant time, const std::string& dimensionType = "cluster");
CoverageEntry coverageOf(int from, int to, CoverageState state);

/// Figures of a row, some of them unknown.
Figure someFigure(std::mt19937_64& random);

/// A store in its own folder; fails loudly where it cannot be opened.
struct TestStore
{
    QTemporaryDir folder;
    std::unique_ptr<SqliteStore> store;

    TestStore() { open(); }
    QString path() const { return folder.filePath(QStringLiteral("cache.atlas")); }
    void open(const StoreOptions& options = {});
    void close() { store.reset(); }
    /// Commits and waits; an error ends the program.
    CommitStats commit(RowBatch batch);
    SqliteStore* operator->() const { return store.get(); }
};

} // namespace atlas::test
