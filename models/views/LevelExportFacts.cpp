// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "models/views/LevelExportRows.h"
#include "models/views/ListText.h"
#include "models/views/RangeText.h"
#include "models/views/Workloads.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <optional>

namespace atlas {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::LevelExport)
};

constexpr std::size_t mostGaps = 20, mostNames = 20; ///< that are named

/// Hours of the range that rows of any level came of without anybody knowing whether they are all.
int unverifiedHours(const std::vector<CoverageEntry>& ledger, TimeRange range)
{
    std::set<HourIndex> hours;
    for (const auto& entry : ledger) {
        if (entry.state != CoverageState::Unverified || !entry.endpoint.ends_with("hourly-stats"))
            continue;
        const TimeRange part{std::max(entry.range.from, range.from), std::min(entry.range.to, range.to)};
        for (HourIndex hour = part.firstHour(); !part.isEmpty() && hour < part.endHour(); ++hour)
            hours.insert(hour);
    }
    return int(hours.size());
}

QString gapsText(const std::vector<TimeRange>& gaps, const QTimeZone& zone)
{
    QStringList parts;
    for (std::size_t i = 0; i < std::min(gaps.size(), mostGaps); ++i)
        parts << rangeToText(gaps[i], zone);
    if (gaps.size() > mostGaps)
        parts << Text::tr("and %n more", nullptr, int(gaps.size() - mostGaps));
    return parts.isEmpty() ? Text::tr("none") : formatList(parts);
}

struct ClusterFacts
{
    QString name, coverage, gaps, unverified, basis, zeroHours, price;
};

/// How figures were read: without it, two files of the same hours with other figures look the same.
void addReading(ClusterFacts& facts, const UsageOptions& options, const QString& currency)
{
    facts.basis =
        options.basis == UtilizationBasis::AllGpus ? Text::tr("all GPUs of the cluster") : Text::tr("allocated GPUs");
    if (options.zeroHoursAreUnknown)
        facts.zeroHours = Text::tr("unknown");
    if (isKnown(options.pricePerGpuHour) && !currency.isEmpty())
        facts.price =
            Text::tr("%1 %2 for a GPU·h")
                .arg(QLocale().toString(options.pricePerGpuHour, 'f', QLocale::FloatingPointShortest), currency);
}

/// `known`: the hours of the range for which anybody asked for such rows.
Result<ClusterFacts> factsOf(
    StoreReader& store, const std::string& cluster, TimeRange range, TimeRange known, const QTimeZone& zone)
{
    auto asked = store.grid({{cluster, Level::Cluster, {}}, range});
    auto askedLedger = store.ledger(cluster);
    const auto grid = awaitAnswer(asked);
    if (!grid)
        return tl::unexpected(grid.error());
    const auto ledger = awaitAnswer(askedLedger);
    if (!ledger)
        return tl::unexpected(ledger.error());
    const HourPresence presence(**grid);
    const auto from = known.firstHour(), to = known.endHour();
    auto gaps = presence.missing(from, to);
    if (range.from < known.from)
        gaps.insert(gaps.begin(), {range.from, known.from});
    if (known.to < range.to)
        gaps.push_back({known.to, range.to});
    const auto count = [](int hours) { return formatFigure(hours, Unit::Count); };
    return ClusterFacts{displayName(cluster),
        Text::tr("%1 of %2 h").arg(count(presence.count(from, to)), count(range.hours())), gapsText(gaps, zone),
        count(unverifiedHours(*ledger, range)), {}, {}, {}};
}

/// What is said of one cluster, and of several with their names.
QString perCluster(const std::vector<ClusterFacts>& clusters, QString ClusterFacts::*fact)
{
    if (clusters.size() == 1)
        return clusters.front().*fact;
    QStringList parts;
    for (const auto& cluster : clusters) {
        if (!(cluster.*fact).isEmpty())
            parts << cluster.name + QStringLiteral(": ") + cluster.*fact;
    }
    return parts.join(QStringLiteral("; "));
}

/// The same, without names where it is the same of all.
QString forAll(const std::vector<ClusterFacts>& clusters, QString ClusterFacts::*fact)
{
    const bool same =
        std::ranges::all_of(clusters, [&](const auto& each) { return each.*fact == clusters.front().*fact; });
    return same && !clusters.empty() ? clusters.front().*fact : perCluster(clusters, fact);
}

QString namesText(const std::vector<std::string>& subjects)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(subjects.size(), mostNames); ++i)
        names << displayName(subjects[i]);
    if (subjects.size() > mostNames)
        names << Text::tr("and %n more", nullptr, int(subjects.size() - mostNames));
    return names.isEmpty() ? QString() : formatList(names);
}

} // namespace

ExportScope scopeOf(const LevelExport& wish)
{
    return {wish.clusters, wish.range, wish.zone, wish.where, wish.options, wish.currency, wish.subjects, wish.level};
}

Result<TableFacts> exportFacts(StoreReader& store, const ExportSource& source, const ExportScope& scope)
{
    const QTimeZone shown(scope.zone);
    std::vector<ClusterFacts> parts;
    QStringList names;
    std::optional<Result<Inventory>> inventory; // where it says more than the clusters' own rows
    if (scope.level == Level::Workload) {
        inventory = awaitAnswer(store.inventory());
        if (!*inventory)
            return tl::unexpected(inventory->error());
    }
    for (std::size_t i = 0; i < scope.clusters.size(); ++i) {
        const auto known = inventory ? rangeWithWorkloads(**inventory, {scope.clusters[i]}, scope.range) : scope.range;
        auto part = factsOf(store, scope.clusters[i], scope.range, known, shown);
        if (!part)
            return tl::unexpected(part.error());
        addReading(*part, i < scope.options.size() ? scope.options[i] : UsageOptions(), scope.currency);
        parts.push_back(std::move(*part));
        names << parts.back().name;
    }
    TableFacts facts;
    const auto fact = [&facts](const QString& name, const QString& value) {
        if (!value.isEmpty())
            facts.emplace_back(name, value);
    };
    fact(Text::tr("Source"), source.source);
    fact(Text::tr("Clusters"), names.join(QStringLiteral(" + ")));
    fact(Text::tr("Time range"), rangeToText(scope.range, shown)); // half-open
    fact(Text::tr("Time zone"), zoneName(shown));
    fact(Text::tr("Filter"), scope.filter);
    fact(Text::tr("Only"), namesText(scope.subjects));
    fact(Text::tr("Utilisation measured over"), forAll(parts, &ClusterFacts::basis));
    fact(Text::tr("Hours of zeros with GPUs allocated"), forAll(parts, &ClusterFacts::zeroHours));
    fact(Text::tr("Price"), forAll(parts, &ClusterFacts::price));
    fact(Text::tr("Coverage"), perCluster(parts, &ClusterFacts::coverage));
    fact(Text::tr("Gaps"), perCluster(parts, &ClusterFacts::gaps));
    fact(Text::tr("Unverified hours"), perCluster(parts, &ClusterFacts::unverified));
    fact(Text::tr("Link"), source.link);
    fact(Text::tr("Program version"), source.version);
    fact(Text::tr("Created"), QString::fromStdString(formatRfc3339(source.created)));
    return facts;
}

} // namespace atlas
