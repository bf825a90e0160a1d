// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ViewOptions.h"

#include "app/cli/ReadingOptions.h"
#include "models/export/ExportFile.h"
#include "models/store/Schema.h"
#include "models/views/Language.h"
#include "models/views/RangeText.h"
#include "models/views/StoreAnswer.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

QString presetIds()
{
    QStringList ids;
    for (const auto preset : rangePresets())
        ids << rangePresetId(preset);
    return ids.join(QLatin1StringView(", "));
}

/// The named clusters; all with "all", or where none is named.
Result<std::vector<std::string>> clustersOption(const Invocation& call, const Inventory& inventory)
{
    QStringList known;
    for (const auto& info : inventory.clusters)
        known << QString::fromStdString(info.name);
    if (known.isEmpty())
        return wrong(QStringLiteral("The store holds no cluster; import or sync something first."));
    auto named = call.options.values(option("cluster"));
    if (named == QStringList{QStringLiteral("all")} && !known.contains(named.front()))
        named = known;
    if (named.isEmpty())
        named = known;
    std::vector<std::string> clusters;
    for (const auto& name : named) {
        if (!known.contains(name)) {
            return wrong(QStringLiteral("There is no cluster \"%1\". There are: %2.")
                             .arg(name, printable(known.join(QLatin1StringView(", ")))));
        }
        if (std::find(clusters.begin(), clusters.end(), name.toStdString()) == clusters.end())
            clusters.push_back(name.toStdString());
    }
    return clusters;
}

/// Where "now" is for --range: as the window has it, the clock's, a time, or where the data of the clusters end.
Result<RangeAnchor> anchorOption(const Invocation& call, const Inventory& inventory, const QStringList& clusters)
{
    const auto text = call.options.value(option("at"));
    const auto anchor = anchorFromText(text, inventory, clusters, call.context.clock.now());
    if (!anchor)
        return wrong(QStringLiteral("--at must be now, end (of the data) or a time, not \"%1\".").arg(text));
    return *anchor;
}

/// The preset or the custom range of --range or --from and --to.
Result<void> takeRange(const Invocation& call, const QTimeZone& zone, DashboardQuery& query)
{
    const auto named = call.options.value(option("range"));
    if (named.isEmpty()) {
        const auto range = rangeOption(call, zone);
        if (!range) {
            auto error = range.error();
            if (!call.options.isSet(option("from")) && !call.options.isSet(option("to")))
                error.message = QStringLiteral("Say of when: --from and --to, or --range: %1.").arg(presetIds());
            return tl::unexpected(error);
        }
        query.preset = RangePreset::Custom;
        query.custom = *range;
        return {};
    }
    if (call.options.isSet(option("from")) || call.options.isSet(option("to")))
        return wrong(QStringLiteral("Give either --range, or --from and --to."));
    if (const auto preset = rangePresetFromId(named)) {
        query.preset = *preset;
        return {};
    }
    const auto range = rangeFromText(named, zone);
    if (!range)
        return wrong(QStringLiteral("\"%1\" is no range; write FROM/TO or one of %2.").arg(named, presetIds()));
    query.preset = RangePreset::Custom;
    query.custom = *range;
    return {};
}

/// What is empty has a reason that can be told.
void noteMissingData(const Invocation& call, const Inventory& inventory, const LevelExport& wish, Instant at)
{
    for (const auto& name : wish.clusters) {
        const auto* info = inventory.find(name);
        if (info && !info->hours && info->hourRows > 0) {
            printError(QStringLiteral("%1: %2 has no hourly rows of its own, which tables of its namespaces, teams and "
                                      "workloads need; --bucket hour shows what there is.")
                           .arg(call.context.program, printable(QString::fromStdString(name))));
        }
        if (!info || !info->hours || (info->hours->from < wish.range.to && wish.range.from < info->hours->to))
            continue;
        const bool fromElsewhere = call.options.isSet(option("range")) && at != info->hours->to;
        printError(QStringLiteral("%1: the data of %2 are from %3 to %4, none in this range%5.")
                       .arg(call.context.program, printable(QString::fromStdString(name)),
                           QString::fromStdString(formatRfc3339(info->hours->from)),
                           QString::fromStdString(formatRfc3339(info->hours->to)),
                           fromElsewhere ? QStringLiteral("; --at end counts --range from there") : QString()));
    }
}

QString pageOf(Level level)
{
    switch (level) {
    case Level::Cluster:
        return QStringLiteral("overview");
    case Level::Namespace:
        return QStringLiteral("namespaces");
    case Level::Dimension:
        return QStringLiteral("teams");
    case Level::Workload:
        break;
    }
    return QStringLiteral("workloads");
}

} // namespace

void declareViewOptions(QCommandLineParser& parser)
{
    const auto add = [&parser](const char* name, const char* help, const char* value, const char* fallback = "") {
        parser.addOption({option(name), QString::fromUtf8(help), option(value), option(fallback)});
    };
    add("store", "The store to read.", "FILE");
    add("cluster", "Only this cluster; several times for several. Without it, or with all, all of the store.", "NAME");
    add("from", "First hour: RFC3339, or a date, which is its midnight in --zone.", "TIME");
    add("to", "End; the hour that starts here is left out.", "TIME");
    add("range", "In the place of both: last-7d, last-week, this-month ... or FROM/TO.", "RANGE");
    add("at",
        "What --range is counted from: now, end (of the data), or a time; without it days and hours from the end of "
        "the data, weeks and the like from now, or from the end of data that ended more than a day ago.",
        "TIME");
    add("zone", "Zone of times, and in which days, weeks and months are cut.", "NAME", "UTC");
    declareReadingOptions(parser);
    add("lang", "Language of titles and numbers: en, zh_CN; the system's without it.", "LANGUAGE");
    add("output", "The file to write, or - for the standard output.", "FILE");
}

Result<AskedView> viewOption(const Invocation& call, SqliteStore& store, const LevelKey& level)
{
    const auto zone = zoneOption(call);
    if (!zone)
        return tl::unexpected(zone.error());
    const auto inventory = awaitAnswer(store.inventory());
    if (!inventory)
        return tl::unexpected(inventory.error());
    const auto clusters = clustersOption(call, *inventory);
    if (!clusters)
        return tl::unexpected(clusters.error());
    AskedView view;
    auto& query = view.query;
    query.page = pageOf(level.level);
    for (const auto& name : *clusters)
        query.clusters << QString::fromStdString(name);
    const auto anchor = anchorOption(call, *inventory, query.clusters);
    if (!anchor)
        return tl::unexpected(anchor.error());
    query.zone = zone->id();
    query.dimension = level.dimension;
    if (auto taken = takeRange(call, *zone, query); !taken)
        return tl::unexpected(taken.error());
    const FixedClock clock(call.context.clock.now());
    DashboardState state(clock);
    state.setAnchor(*anchor);
    state.replaceQuery(query);

    auto& wish = view.wish;
    wish.clusters = *clusters;
    wish.level = level.level;
    wish.dimension = level.dimension;
    wish.range = state.range();
    // The window shows what it can of a range; a file has all of what it was asked for.
    if (query.preset == RangePreset::Custom && wish.range.length() < query.custom.length())
        return wrong(QStringLiteral("A range is of 20 years at most, between 1990 and 2200; choose a shorter one."));
    wish.previousRange = state.previousRange();
    view.previousName = state.previousName();
    view.at = state.now();
    wish.zone = query.zone;
    auto reading = readingOption(call, store, *clusters);
    if (!reading)
        return tl::unexpected(reading.error());
    wish.options = std::move(reading->options);
    wish.currency = reading->currency;
    noteMissingData(call, *inventory, wish, view.at);
    return view;
}

Result<std::optional<Bucket>> bucketOption(const Invocation& call)
{
    const auto text = call.options.value(option("bucket"));
    if (text.isEmpty())
        return std::optional<Bucket>();
    const auto bucket = bucketFromId(text);
    if (!bucket)
        return wrong(QStringLiteral("--bucket must be auto, hour, day, week, month or quarter, not \"%1\".").arg(text));
    return bucket;
}

Result<LevelKey> levelOption(const QString& text)
{
    if (const auto level = levelFromId(text))
        return *level;
    return wrong(QStringLiteral("\"%1\" is nobody to tell about; write cluster, namespace, workload, label:KEY or "
                                "annotation:KEY.")
                     .arg(text));
}

ExportSource sourceOf(const Invocation& call, const AskedView& view)
{
    ExportSource source;
    source.source =
        QCoreApplication::translate("atlas::StoreOpener", "File %1").arg(QFileInfo(storePath(call)).fileName());
    source.version = call.context.version;
    source.created = call.context.clock.now();
    source.link = linkTo(view.query, view.wish.range);
    return source;
}

Result<void> takeLanguage(const Invocation& call)
{
    const auto language = call.options.value(option("lang"));
    if (call.options.isSet(option("lang")) && QLocale(language).language() == QLocale::C)
        return wrong(
            QStringLiteral("There is no language \"%1\"; write en, zh_CN, or de for numbers of it.").arg(language));
    useLanguage(language);
    return {};
}

Result<void> checkOutput(const Invocation& call)
{
    const auto path = call.options.value(option("output"));
    if (!QFileInfo(path).isFile() || path == QLatin1StringView("-") || !inspectStoreFile(path).value_or(false))
        return {};
    return wrong(
        QStringLiteral("%1 is a store, which an export does not take the place of; nothing was written. Choose "
                       "another file.")
            .arg(path));
}

Result<QString> formatOption(const Invocation& call, const QStringList& known, const QString& fallback)
{
    auto format = call.options.value(option("format"));
    const auto output = call.options.value(option("output"));
    const auto ending = output == QLatin1StringView("-") ? QString() : QFileInfo(output).suffix().toLower();
    if (format.isEmpty())
        format = ending;
    else if (format != ending && known.contains(ending))
        return wrong(QStringLiteral("--format %1 is not what %2 says that it is.").arg(format, output));
    if (format == QLatin1StringView("txt"))
        format = QStringLiteral("text");
    if (format.isEmpty())
        format = fallback;
    if (!known.contains(format)) {
        return wrong(QStringLiteral("Which format? --format %1, or a name for --output that ends so.")
                         .arg(known.join(QLatin1StringView(", "))));
    }
    return format;
}

Result<void> writeOutput(
    const Invocation& call, const std::function<std::optional<Error>(QIODevice& out)>& write, const Progress& progress)
{
    const auto path = call.options.value(option("output"));
    std::optional<Error> error;
    if (path.isEmpty() || path == QLatin1StringView("-"))
        error = writeStandardOutput(write);
    else
        error = writeExportFile(path, write, &progress);
    if (error)
        return tl::unexpected(*error);
    return {};
}

} // namespace atlas
