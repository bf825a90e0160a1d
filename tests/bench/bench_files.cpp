// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles of 35 days of two clusters: written from a store, and opened as people open them - by a process of its own -
// until the store of what was in them can be asked for its first grid.
#include "app/cli/sample/SampleCommand.h"
#include "models/files/FileOpener.h"
#include "models/store/Bundle.h"
#include "models/store/SqliteStore.h"

#include <benchmark/benchmark.h>

#include <QFileInfo>
#include <QTemporaryDir>

namespace atlas {

namespace {

/// The sample cluster of 35 days, and where its bundle goes.
struct Sample
{
    QTemporaryDir folder;
    SampleReport report;
    BundleWish wish;

    Sample()
    {
        SampleOptions options;
        options.out = store();
        options.end = Instant(std::chrono::seconds(1'795'399'200));
        const FixedClock clock(*options.end);
        report = writeSample(options, clock).value();
        StoreOptions reading;
        reading.readOnly = true;
        wish.clusters = SqliteStore::open(store(), reading).value()->clusterNames().value();
        wish.range = {report.range.from, report.end};
        wish.version = QStringLiteral("0");
        wish.created = report.end;
    }
    QString store() const { return folder.filePath(QStringLiteral("sample.db")); }
    QString bundle() const { return folder.filePath(QStringLiteral("sample.gpuatlas")); }
    void write() const
    {
        Progress progress;
        if (const auto written = writeBundle(store(), wish, bundle(), progress); !written)
            qFatal("%s", qPrintable(written.error().message));
    }
};

const Sample& sample()
{
    static const Sample sample;
    return sample;
}

void bundleWrite(benchmark::State& state)
{
    const auto& from = sample();
    for (auto _ : state)
        from.write();
    state.counters["MB"] = double(QFileInfo(from.bundle()).size()) / 1e6;
    state.counters["rows"] = double(from.report.namespaceRows + from.report.workloadRows + from.report.dimensionRows);
}
BENCHMARK(bundleWrite)->Unit(benchmark::kMillisecond)->Name("files: write a bundle, 35 days of two clusters");

void bundleOpen(benchmark::State& state)
{
    const auto& from = sample();
    from.write();
    const auto place = from.folder.filePath(QStringLiteral("opened.db"));
    for (auto _ : state) {
        Progress progress;
        const auto opened = openFiles({from.bundle()}, place, progress);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        StoreOptions reading;
        reading.readOnly = true;
        const auto store = SqliteStore::open(place, reading).value();
        const auto& file = opened->files.front();
        benchmark::DoNotOptimize(
            store->grid({{file.clusters.front(), Level::Namespace, {}}, file.range}).result().value());
    }
}
BENCHMARK(bundleOpen)->Unit(benchmark::kMillisecond)->Name("files: open it, to the first grid")->UseRealTime();

} // namespace

} // namespace atlas
