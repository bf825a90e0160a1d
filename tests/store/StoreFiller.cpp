// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the small file system of the folder named by the argument with a store, makes room again, and looks whether
// the store goes on by itself and has lost nothing. Says what went wrong; exits with 0 if nothing did.
#include "models/store/SqliteStore.h"

#include <QDir>
#include <QFile>

#include <chrono>
#include <cstdio>
#include <thread>

using namespace atlas;

namespace {

constexpr int rowsPerHour = 300;

RowBatch hourBatch(HourIndex hour)
{
    RowBatch batch;
    for (int i = 0; i < rowsPerHour; ++i) {
        NamespaceHour row;
        row.cluster = "c1";
        row.name = "namespace-" + std::to_string(i);
        row.at.time = hourStart(hour);
        row.allocated = hour + i;
        batch.namespaces.push_back(row);
    }
    return batch;
}

std::int64_t rowsOf(SqliteStore& store)
{
    RowQuery query;
    query.cluster = "c1";
    query.range = {Instant{}, hourStart(1'000'000)};
    query.limit = 1;
    return store.namespaceHours(query).map([](const auto& page) { return page.total; }).value_or(-1);
}

int fail(const char* what)
{
    std::printf("%s\n", what);
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    QFile ballast(folder.filePath(QStringLiteral("ballast")));
    if (!ballast.open(QIODevice::WriteOnly) || ballast.write(QByteArray(5 << 20, 'x')) != 5 << 20 || !ballast.flush())
        return fail("no room for the ballast");
    StoreOptions options;
    options.limits.probe = std::chrono::milliseconds(20);
    const auto path = folder.filePath(QStringLiteral("cache.atlas"));
    auto store = SqliteStore::open(path, options).value();
    HourIndex hour = 0;
    Result<CommitStats> last = CommitStats{};
    while (last && hour < 10'000) {
        last = store->commit(hourBatch(hour)).result();
        hour += last ? 1 : 0;
    }
    if (last || last.error().cls != ErrorClass::Cache
        || !last.error().message.contains(QStringLiteral("MB are needed")))
        return fail("the disk did not get full, or the store did not say so");
    if (hour == 0 || rowsOf(*store) != hour * rowsPerHour || store->health().state != StoreHealth::State::Full)
        return fail("not everything that was committed can be read on the full disk");
    ballast.remove();
    for (int i = 0; i < 500 && store->health().state != StoreHealth::State::Writable; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (store->health().state != StoreHealth::State::Writable)
        return fail("the store did not notice that there is space");
    if (!store->commit(hourBatch(hour)).result())
        return fail("the store did not go on");
    store.reset();
    store = SqliteStore::open(path, options).value();
    if (rowsOf(*store) != (hour + 1) * rowsPerHour || !store->checkIntegrity(Instant{}).result())
        return fail("something was lost");
    return 0;
}
