// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "models/views/LevelExportRows.h"
#include "models/views/ListText.h"
#include "models/views/RangeText.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>

namespace atlas {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::LevelExport)
};

constexpr std::size_t mostGaps = 20; ///< that are named

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
    QString name, coverage, gaps, unverified;
};

Result<ClusterFacts> factsOf(StoreReader& store, const std::string& cluster, TimeRange range, const QTimeZone& zone)
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
    const auto from = range.firstHour(), to = range.endHour();
    const auto count = [](int hours) { return formatFigure(hours, Unit::Count); };
    return ClusterFacts{displayName(cluster),
        Text::tr("%1 of %2 h").arg(count(presence.count(from, to)), count(range.hours())),
        gapsText(presence.missing(from, to), zone), count(unverifiedHours(*ledger, range))};
}

/// What is said of one cluster, and of several with their names.
QString perCluster(const std::vector<ClusterFacts>& clusters, QString ClusterFacts::*fact)
{
    if (clusters.size() == 1)
        return clusters.front().*fact;
    QStringList parts;
    for (const auto& cluster : clusters)
        parts << cluster.name + QStringLiteral(": ") + cluster.*fact;
    return parts.join(QStringLiteral("; "));
}

} // namespace

Result<TableFacts> exportFacts(StoreReader& store, const ExportSource& source, const std::vector<std::string>& clusters,
    TimeRange range, const QByteArray& zone, const QString& filter)
{
    const QTimeZone shown(zone);
    std::vector<ClusterFacts> parts;
    QStringList names;
    for (const auto& cluster : clusters) {
        auto part = factsOf(store, cluster, range, shown);
        if (!part)
            return tl::unexpected(part.error());
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
    fact(Text::tr("Time range"), rangeToText(range, shown)); // half-open
    fact(Text::tr("Time zone"), zoneName(shown));
    fact(Text::tr("Filter"), filter);
    fact(Text::tr("Coverage"), perCluster(parts, &ClusterFacts::coverage));
    fact(Text::tr("Gaps"), perCluster(parts, &ClusterFacts::gaps));
    fact(Text::tr("Unverified hours"), perCluster(parts, &ClusterFacts::unverified));
    fact(Text::tr("Link"), source.link);
    fact(Text::tr("Program version"), source.version);
    fact(Text::tr("Created"), QString::fromStdString(formatRfc3339(source.created)));
    return facts;
}

} // namespace atlas
