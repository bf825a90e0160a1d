// SPDX-License-Identifier: GPL-3.0-or-later
// The store against a bare sqlite3 loop over the schema one would write down first: text keys, primary key (cluster,
// namespace, hour). Both sides write the same rows in the order in which a server sends them, in WAL mode, and are
// timed until the file is closed.
#include "models/store/SqliteStore.h"
#include "tests/bench/PlainTable.h"

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <QFile>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <map>
#include <random>

namespace atlas {

namespace {

constexpr int namespaces = 200;
constexpr int monthHours = 720;
constexpr int yearHours = 8760;
constexpr HourIndex start = 490'000;
constexpr std::chrono::microseconds writtenAfter(3'690'123'456); // the hour and 90 seconds

std::vector<NamespaceHour> makeRows(int hours)
{
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> share(0, 100);
    std::vector<NamespaceHour> rows;
    rows.reserve(std::size_t(hours) * namespaces);
    for (int h = 0; h < hours; ++h) {
        for (int n = 0; n < namespaces; ++n) {
            NamespaceHour row;
            row.id = std::int64_t(rows.size()) + 1;
            row.cluster = "gpu-cluster-east-1";
            row.name = "team-" + std::to_string(n * 7919 % 1000) + "-training";
            row.at.time = hourStart(start + h);
            row.at.createdAt = row.at.updatedAt = Stamp(row.at.time) + writtenAfter;
            row.capacity = 64;
            row.allocated = share(random) / 2;
            row.allocationRate = row.allocated / 64 * 100;
            row.avgUtilization = share(random);
            row.maxUtilization = row.avgUtilization + 5;
            row.minUtilization = row.avgUtilization / 2;
            row.activeWorkloads = double(n % 9);
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

const std::vector<NamespaceHour>& monthRows()
{
    static const auto rows = makeRows(monthHours);
    return rows;
}

const std::vector<NamespaceHour>& yearRows()
{
    static const auto rows = makeRows(yearHours);
    return rows;
}

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// The plain side.

struct Plain
{
    sqlite3* db = nullptr;

    explicit Plain(const QString& path)
    {
        sqlite3_open(QFile::encodeName(path).constData(), &db);
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=NORMAL");
    }
    ~Plain() { sqlite3_close(db); }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;

    void run(const char* sql) const { sqlite3_exec(db, sql, nullptr, nullptr, nullptr); }

    /// Returns the seconds that the transaction took.
    double write(const std::vector<NamespaceHour>& rows) const
    {
        run(plain::createTable);
        sqlite3_stmt* insert = nullptr;
        sqlite3_prepare_v2(db, plain::upsert, -1, &insert, nullptr);
        // The loop is given its texts: formatting them is not what is measured.
        std::vector<std::pair<std::string, std::string>> texts;
        for (int h = 0; h < yearHours; ++h) {
            const auto hour = hourStart(start + h);
            texts.emplace_back(formatRfc3339(hour), formatRfc3339(Stamp(hour) + writtenAfter));
        }
        const auto begin = std::chrono::steady_clock::now();
        run("BEGIN");
        for (const auto& row : rows) {
            const auto text = [&](int index, const std::string& value) {
                sqlite3_bind_text(insert, index, value.data(), int(value.size()), SQLITE_STATIC);
            };
            const auto& [hour, written] = texts[std::size_t(row.at.hour() - start)];
            sqlite3_bind_int64(insert, 1, row.id);
            text(2, row.cluster);
            text(3, row.name);
            text(4, hour);
            int index = 5;
            for (const double value :
                {row.capacity.value, row.allocated.value, row.allocationRate.value, row.avgUtilization.value,
                    row.maxUtilization.value, row.minUtilization.value, row.activeWorkloads.value})
                sqlite3_bind_double(insert, index++, value);
            text(12, written);
            text(13, written);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        run("COMMIT");
        const double seconds = secondsSince(begin);
        sqlite3_finalize(insert);
        return seconds;
    }

    struct Row
    {
        std::string name, hour;
        double figures[7]{};
    };
    std::vector<Row> read() const
    {
        std::vector<Row> rows;
        sqlite3_stmt* select = nullptr;
        sqlite3_prepare_v2(db,
            // No condition: a scan of the table. By its key (cluster and range) the plain side takes five times as
            // long.
            "SELECT namespace, stat_hour, capacity, allocated, allocation_rate, avg, max, min, workloads"
            " FROM namespace_hourly",
            -1, &select, nullptr);
        while (sqlite3_step(select) == SQLITE_ROW) {
            auto& row = rows.emplace_back();
            row.name = reinterpret_cast<const char*>(sqlite3_column_text(select, 0));
            row.hour = reinterpret_cast<const char*>(sqlite3_column_text(select, 1));
            for (int i = 0; i < 7; ++i)
                row.figures[i] = sqlite3_column_double(select, i + 2);
        }
        sqlite3_finalize(select);
        return rows;
    }
};

double& plainTime(const char* what)
{
    static std::map<std::string, double> times;
    return times[what];
}

void report(benchmark::State& state, const char* what, double best)
{
    state.counters["times_plain"] = plainTime(what) / best;
    std::printf(
        "%s: %.3f s, plain sqlite3 %.3f s: %.1f times as fast\n", what, best, plainTime(what), plainTime(what) / best);
}

constexpr const char* upserting = "upsert of 144,000 rows";
constexpr const char* openToClose = "upsert of 144,000 rows, opening to closing";

void storePlainUpsert(benchmark::State& state)
{
    const auto& rows = monthRows();
    double best = 1e9, bestWhole = 1e9;
    for (auto _ : state) {
        const QTemporaryDir folder;
        const auto begin = std::chrono::steady_clock::now();
        double seconds = 0;
        {
            const Plain plain(folder.filePath(QStringLiteral("plain.db")));
            seconds = plain.write(rows);
        }
        bestWhole = std::min(bestWhole, secondsSince(begin));
        best = std::min(best, seconds);
        state.SetIterationTime(seconds);
    }
    plainTime(upserting) = best;
    plainTime(openToClose) = bestWhole;
    state.SetItemsProcessed(state.iterations() * std::int64_t(rows.size()));
}

void storeUpsert(benchmark::State& state)
{
    const auto& rows = monthRows();
    double best = 1e9, bestWhole = 1e9;
    for (auto _ : state) {
        const QTemporaryDir folder;
        RowBatch batch;
        batch.namespaces = rows;
        const auto begin = std::chrono::steady_clock::now();
        double seconds = 0;
        {
            auto store = SqliteStore::open(folder.filePath(QStringLiteral("store.db")));
            const auto committing = std::chrono::steady_clock::now();
            const auto stats = (*store)->commit(std::move(batch)).result();
            seconds = secondsSince(committing);
            if (!stats || stats->inserted != std::int64_t(rows.size()))
                state.SkipWithError("commit failed");
        }
        bestWhole = std::min(bestWhole, secondsSince(begin));
        best = std::min(best, seconds);
        state.SetIterationTime(seconds);
    }
    state.SetItemsProcessed(state.iterations() * std::int64_t(rows.size()));
    report(state, openToClose, bestWhole);
    report(state, upserting, best);
}

void storePlainYear(benchmark::State& state)
{
    const QTemporaryDir folder;
    (void)Plain(folder.filePath(QStringLiteral("plain.db"))).write(yearRows());
    double best = 1e9;
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        {
            const Plain plain(folder.filePath(QStringLiteral("plain.db")));
            const auto rows = plain.read();
            if (rows.size() != yearRows().size())
                state.SkipWithError("rows are missing");
        }
        best = std::min(best, secondsSince(begin));
        state.SetIterationTime(secondsSince(begin));
    }
    plainTime("a year of 200 namespaces") = best;
}

void storeYearGrid(benchmark::State& state)
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("store.db"));
    {
        auto store = SqliteStore::open(path);
        RowBatch batch;
        batch.namespaces = yearRows();
        (void)(*store)->commit(std::move(batch)).result();
    }
    const GridQuery query{
        {"gpu-cluster-east-1", Level::Namespace, {}}, {hourStart(start), hourStart(start + yearHours)}};
    double best = 1e9;
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        {
            auto store = SqliteStore::open(path); // a new store each time: nothing is in its memory
            const auto grid = (*store)->grid(query).result();
            if (!grid || (*grid)->subjectCount() != namespaces)
                state.SkipWithError("subjects are missing");
        }
        best = std::min(best, secondsSince(begin));
        state.SetIterationTime(secondsSince(begin));
    }
    report(state, "a year of 200 namespaces", best);
}

BENCHMARK(storePlainUpsert)->UseManualTime()->Iterations(10)->Unit(benchmark::kMillisecond);
BENCHMARK(storeUpsert)->UseManualTime()->Iterations(10)->Unit(benchmark::kMillisecond);
BENCHMARK(storePlainYear)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK(storeYearGrid)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace atlas
