// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/LongWork.h"
#include "app/cli/sample/SampleCommand.h"

namespace atlas {

namespace {

void declare(QCommandLineParser& parser)
{
    const auto number = QStringLiteral("N");
    parser.addOption({QStringLiteral("out"), QStringLiteral("The store to make."), QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("seed"), QStringLiteral("The same seed gives the same clusters (1)."), number});
    parser.addOption({QStringLiteral("days"), QStringLiteral("How long (35)."), number});
    parser.addOption({QStringLiteral("gpus"), QStringLiteral("Of the first cluster (512)."), number});
    parser.addOption({QStringLiteral("namespaces"), QStringLiteral("Of the first cluster (24)."), number});
    parser.addOption({QStringLiteral("clusters"), QStringLiteral("How many (2)."), number});
    parser.addOption({QStringLiteral("end"), QStringLiteral("Last instant (now)."), QStringLiteral("TIME")});
    parser.addOption({QStringLiteral("force"), QStringLiteral("Replace an existing file.")});
}

Result<void> run(const Invocation& call)
{
    SampleOptions options;
    options.out = call.options.value(QStringLiteral("out"));
    if (options.out.isEmpty())
        return failure(ErrorClass::Usage, QStringLiteral("--out is missing: the file to make."));
    options.force = call.options.isSet(QStringLiteral("force"));
    if (const auto seed = call.options.value(QStringLiteral("seed")); !seed.isEmpty()) {
        bool isNumber = false;
        options.seed = seed.toULongLong(&isNumber);
        if (!isNumber)
            return failure(ErrorClass::Usage, QStringLiteral("--seed must be a whole number, not \"%1\".").arg(seed));
    }
    // What is possible beyond that, the generator knows.
    constexpr int most = 1'000'000;
    for (auto& [name, value] : {std::pair("days", &options.days), std::pair("gpus", &options.gpus),
             std::pair("namespaces", &options.namespaces), std::pair("clusters", &options.clusters)}) {
        const auto given = numberOption(call, QString::fromLatin1(name), *value, 1, most);
        if (!given)
            return tl::unexpected(given.error());
        *value = *given;
    }
    if (const auto end = call.options.value(QStringLiteral("end")); !end.isEmpty()) {
        const auto time = parseTimeArgument(end, QTimeZone::utc());
        if (!time)
            return tl::unexpected(time.error());
        options.end = *time;
    }
    return doLongWork(call, QStringLiteral("simulating"), [&](Progress& progress) -> Result<void> {
        const auto report = writeSample(options, call.context.clock, &progress);
        if (!report)
            return tl::unexpected(report.error());
        printLines(report->path
            + QStringLiteral(": %1 to %2, rows: %3 cluster, %4 namespace, %5 label, %6 workload; %7 snapshots; %8 MB\n")
                  .arg(QString::fromStdString(formatRfc3339(report->range.from)),
                      QString::fromStdString(formatRfc3339(report->range.to)))
                  .arg(report->clusterRows)
                  .arg(report->namespaceRows)
                  .arg(report->dimensionRows)
                  .arg(report->workloadRows)
                  .arg(report->snapshots)
                  .arg(double(report->bytes) / 1e6, 0, 'f', 1));
        return {};
    });
}

} // namespace

const Command sampleEntry{"sample",
    "sample --out FILE [--seed N] [--days N] [--gpus N] [--namespaces N] [--clusters N] [--end TIME] [--force]",
    "makes a store with simulated clusters",
    "Simulates clusters with nodes, pods and users, and writes their hours and the last day's snapshots into a new\n"
    "store, to look at and to test with. Rows of workloads cover the last 35 days at most.",
    &declare, &run, false, "sample --out sample.db --days 35"};

} // namespace atlas
