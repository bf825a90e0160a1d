// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/ReadingOptions.h"
#include "app/cli/SummaryCommand.h"

namespace atlas {

namespace {

void declare(QCommandLineParser& parser)
{
    parser.addOption({QStringLiteral("store"), QStringLiteral("The store to read."), QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("cluster"),
        QStringLiteral("The cluster; not needed where the store has only one."), QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("from"), QStringLiteral("First hour."), QStringLiteral("TIME")});
    parser.addOption(
        {QStringLiteral("to"), QStringLiteral("End; the hour that starts here is left out."), QStringLiteral("TIME")});
    parser.addOption(
        {QStringLiteral("top"), QStringLiteral("Length of the rankings."), QStringLiteral("N"), QStringLiteral("10")});
    parser.addOption({QStringLiteral("zone"), QStringLiteral("Zone that days, weeks and months are cut in."),
        QStringLiteral("NAME"), QStringLiteral("UTC")});
    declareReadingOptions(parser);
    parser.addOption(
        {QStringLiteral("format"), QStringLiteral("Only json."), QStringLiteral("FORMAT"), QStringLiteral("json")});
}

/// The named cluster, or the only one. An unknown name is told by the summary itself, with those that exist.
Result<std::string> clusterOption(const Invocation& call, SqliteStore& store)
{
    const auto name = call.options.value(QStringLiteral("cluster"));
    if (!name.isEmpty())
        return name.toStdString();
    const auto known = store.clusterNames();
    if (!known)
        return tl::unexpected(known.error());
    if (known->size() == 1)
        return known->front();
    QStringList names;
    for (const auto& cluster : *known)
        names << printable(QString::fromStdString(cluster));
    return failure(ErrorClass::Usage,
        known->empty() ? QStringLiteral("The store holds no cluster; import or sync something first.")
                       : QStringLiteral("Choose one by --cluster: %1.").arg(names.join(QLatin1StringView(", "))));
}

Result<void> run(const Invocation& call)
{
    const auto format = call.options.value(QStringLiteral("format"));
    if (format != QLatin1StringView("json"))
        return failure(ErrorClass::Usage, QStringLiteral("--format must be json, not \"%1\".").arg(format));
    const auto zone = zoneOption(call);
    if (!zone)
        return tl::unexpected(zone.error());
    const auto range = rangeOption(call, *zone);
    if (!range)
        return tl::unexpected(range.error());
    constexpr int defaultTop = 10, longest = 10000;
    const auto top = numberOption(call, QStringLiteral("top"), defaultTop, 1, longest);
    if (!top)
        return tl::unexpected(top.error());
    auto store = openForReading(call);
    if (!store)
        return tl::unexpected(store.error());
    const auto cluster = clusterOption(call, **store);
    if (!cluster)
        return tl::unexpected(cluster.error());
    const auto reading = readingOption(call, **store, {*cluster});
    if (!reading)
        return tl::unexpected(reading.error());
    const auto json = summaryCommand(**store, *cluster, *range, *top, *zone, reading->options.front());
    if (!json)
        return tl::unexpected(json.error());
    printOut(*json);
    return {};
}

} // namespace

const Command summaryEntry{"summary",
    "summary [--store FILE] [--cluster NAME] --from TIME --to TIME [--top N] [--zone NAME] [--basis BASIS] [options]",
    "prints every figure of a range",
    "Prints the figures of a cluster over a range as JSON: GPU-hours, utilisation, rankings, days, weeks, months, the\n"
    "change from the period before, and how complete the data are. Times are RFC3339, or dates: midnight in --zone.",
    &declare, &run, false, "summary --cluster prod-a --from 2025-11-01 --to 2025-12-01 --zone Europe/Berlin"};

} // namespace atlas
