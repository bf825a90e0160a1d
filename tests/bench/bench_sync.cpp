// SPDX-License-Identifier: GPL-3.0-or-later
// What keeping a store in step costs: a month of 200 namespaces from `gpu-atlasctl serve` over loopback into a fresh
// store, against a bare simdjson loop and a bare sqlite3 upsert over the same bytes (text keys, no network at all); and
// the processor time of a cycle in which nothing has changed.
#include "models/api/ApiClient.h"
#include "models/api/WireEncoder.h"
#include "models/domain/Async.h"
#include "models/store/SqliteStore.h"
#include "models/sync/SyncEngine.h"
#include "models/sync/SyncHub.h"
#include "tests/bench/PlainTable.h"

#include <benchmark/benchmark.h>
#include <simdjson.h>
#include <sqlite3.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <atomic>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <optional>

namespace atlas {

namespace {

constexpr int hoursOfAMonth = 720;
constexpr int namespaces = 200;
constexpr HourIndex firstHour = 482136;

/// `gpu-atlasctl serve` in a process of its own.
class Server
{
public:
    explicit Server(const QString& store)
    {
        m_process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/gpu-atlasctl"),
            {QStringLiteral("serve"), QStringLiteral("--store"), store, QStringLiteral("--listen"),
                QStringLiteral("127.0.0.1:0")});
        QByteArray said;
        while (m_process.waitForReadyRead(10'000)) {
            said += m_process.readAllStandardOutput();
            if (const auto at = said.indexOf("http://"); at >= 0 && said.indexOf('\n', at) > 0) {
                m_url =
                    QUrl(QString::fromUtf8(said.mid(at, said.indexOf('\n', at) - at)).section(u' ', 0, 0).trimmed());
                break;
            }
        }
    }
    ~Server()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    const QUrl& url() const { return m_url; }

private:
    QProcess m_process;
    QUrl m_url;
};

std::vector<NamespaceHour> monthRows()
{
    std::vector<NamespaceHour> rows;
    rows.reserve(std::size_t(hoursOfAMonth) * namespaces);
    for (int hour = 0; hour < hoursOfAMonth; ++hour) {
        for (int i = 0; i < namespaces; ++i) {
            NamespaceHour row;
            row.id = std::int64_t(rows.size()) + 1;
            row.cluster = "gpu-cluster-east";
            row.name = "team-" + std::to_string(i * 7919 % 1000) + "-training";
            row.at.time = hourStart(firstHour + hour);
            row.at.createdAt = row.at.updatedAt = Stamp(row.at.time + std::chrono::seconds(3690));
            row.capacity = 64;
            row.allocated = double(i % 64) / 2;
            row.allocationRate = double(i % 64) / 1.28;
            row.avgUtilization = std::abs(std::sin(i + hour / 9.0)) * 80;
            row.maxUtilization = 95.5;
            row.minUtilization = 1.25;
            row.activeWorkloads = double(i % 9);
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

double& plainSeconds()
{
    static double seconds = 0;
    return seconds;
}

void syncPlainLoops(benchmark::State& state)
{
    std::vector<simdjson::padded_string> pages;
    const auto rows = monthRows();
    constexpr std::size_t pageRows = 1000;
    for (std::size_t at = 0; at < rows.size(); at += pageRows) {
        const std::span<const NamespaceHour> page(rows.data() + at, std::min(pageRows, rows.size() - at));
        pages.emplace_back(encodePage(page, {std::int64_t(rows.size()), 1, 1000, 144}));
    }
    double best = 1e9;
    for (auto _ : state) {
        const QTemporaryDir folder;
        const auto begin = std::chrono::steady_clock::now();
        sqlite3* db = nullptr;
        sqlite3_open(QFile::encodeName(folder.filePath(QStringLiteral("plain.db"))).constData(), &db);
        const auto run = [db](const char* sql) { sqlite3_exec(db, sql, nullptr, nullptr, nullptr); };
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=NORMAL");
        run(plain::createTable);
        sqlite3_stmt* insert = nullptr;
        sqlite3_prepare_v2(db, plain::upsert, -1, &insert, nullptr);
        simdjson::ondemand::parser parser;
        for (const auto& page : pages) {
            run("BEGIN"); // a page is what arrives: one transaction each
            auto document = parser.iterate(page);
            for (auto element : document["data"]["data"].get_array()) {
                auto object = element.get_object();
                const auto text = [&](int index, std::string_view value) {
                    sqlite3_bind_text(insert, index, value.data(), int(value.size()), SQLITE_TRANSIENT);
                };
                sqlite3_bind_int64(insert, 1, object["id"].get_int64());
                text(2, object["cluster_name"]);
                text(3, object["namespace"]);
                text(4, object["stat_hour"]);
                int index = 5;
                for (const char* name : {"total_gpu_capacity", "allocated_gpu_count", "allocation_rate",
                         "avg_utilization", "max_utilization", "min_utilization", "active_workload_count"})
                    sqlite3_bind_double(insert, index++, object[name].get_double());
                text(12, object["created_at"]);
                text(13, object["updated_at"]);
                sqlite3_step(insert);
                sqlite3_reset(insert);
            }
            run("COMMIT");
        }
        sqlite3_finalize(insert);
        sqlite3_close(db);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        best = std::min(best, seconds);
        state.SetIterationTime(seconds);
    }
    plainSeconds() = best;
}

void syncMonth(benchmark::State& state)
{
    const QTemporaryDir folder;
    const auto source = folder.filePath(QStringLiteral("server.db"));
    {
        auto store = SqliteStore::open(source);
        RowBatch batch;
        batch.namespaces = monthRows();
        (void)(*store)->commit(std::move(batch)).result();
    }
    const Server server(source);
    const SystemClock clock;
    double best = 1e9;
    int round = 0;
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        {
            auto store = SqliteStore::open(folder.filePath(QStringLiteral("ours%1.db").arg(round++)));
            ApiConfig config;
            config.baseUrl = server.url();
            ApiClient client(config);
            SyncEngine engine(client, **store, clock);
            SyncRequest request;
            request.clusters = {"gpu-cluster-east"};
            request.range = {hourStart(firstHour), hourStart(firstHour + hoursOfAMonth)};
            request.levels = {Level::Namespace};
            request.snapshots = false;
            QEventLoop loop;
            std::int64_t stored = 0;
            whenDone(engine.sync(request), &loop, [&](const Result<SyncReport>& report) {
                stored = report ? report->stored.inserted : 0;
                loop.quit();
            });
            loop.exec();
            if (stored != std::int64_t(hoursOfAMonth) * namespaces)
                state.SkipWithError("rows are missing");
        }
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        best = std::min(best, seconds);
        state.SetIterationTime(seconds);
    }
    std::printf("sync of 144,000 rows over loopback into a fresh store: %.3f s; plain decode and upsert of the same "
                "bytes: %.3f s (%.2f of it)\n",
        best, plainSeconds(), best / plainSeconds());
}

/// The real time, and more of it when the benchmark says so. Timers run soon, so that what is due is seen at once.
class JumpingClock final : public Clock
{
public:
    Instant now() const override { return m_system.now() + std::chrono::seconds(m_ahead); }
    std::chrono::milliseconds steady() const override
    {
        return m_system.steady() + std::chrono::milliseconds(1000 * m_ahead);
    }
    void jump(std::chrono::seconds by) { m_ahead += by.count(); }

private:
    SystemClock m_system;
    std::atomic<std::int64_t> m_ahead{0};
};

double processorSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

void syncNothingNew(benchmark::State& state)
{
    const QTemporaryDir folder;
    const auto source = folder.filePath(QStringLiteral("clusters.db"));
    QProcess::execute(QCoreApplication::applicationDirPath() + QStringLiteral("/gpu-atlasctl"),
        {QStringLiteral("sample"), QStringLiteral("--out"), source, QStringLiteral("--clusters"), QStringLiteral("20"),
            QStringLiteral("--days"), QStringLiteral("3"), QStringLiteral("--gpus"), QStringLiteral("64"),
            QStringLiteral("--namespaces"), QStringLiteral("6")});
    const Server server(source);
    JumpingClock clock;
    auto store = SqliteStore::open(folder.filePath(QStringLiteral("ours.db")));
    SyncHubOptions options;
    options.history = options.workloadHistory = std::chrono::hours(24);
    options.backfillPerSecond = 0;
    options.maintenance = false;
    SyncHub hub(**store, clock, options);
    ConnectionProfile profile;
    profile.id = profile.name = QStringLiteral("bench");
    profile.url = server.url();
    hub.setConnection(profile, {});
    const auto quiet = [&] {
        // Quiet for some looks at the clock in a row: nothing follows any more.
        for (int looks = 0; looks < 3;) {
            QEventLoop loop;
            QTimer::singleShot(50, &loop, &QEventLoop::quit);
            loop.exec();
            looks = hub.statuses().size() >= 20 && !hub.activity().busy ? looks + 1 : 0;
        }
    };
    quiet();
    double best = 1e9, sum = 0;
    int cycles = 0;
    for (auto _ : state) {
        clock.jump(std::chrono::minutes(5));
        const auto before = processorSeconds();
        hub.setVisible({}, {}); // a nudge: what is due by the clock begins now, not at the next heartbeat
        quiet();
        const double seconds = processorSeconds() - before;
        best = std::min(best, seconds);
        sum += seconds;
        ++cycles;
        state.SetIterationTime(seconds);
    }
    std::printf("a cycle without news over 20 clusters: %.1f ms of processor time at best, %.1f ms in the mean\n",
        best * 1000, sum / cycles * 1000);
}

BENCHMARK(syncPlainLoops)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK(syncMonth)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK(syncNothingNew)->UseManualTime()->Iterations(10)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace atlas
