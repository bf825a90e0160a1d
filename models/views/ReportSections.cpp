// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "models/views/ListText.h"
#include "models/views/ReportParts.h"

#include <QLocale>

#include <algorithm>

namespace atlas {

namespace {

using Blocks = std::vector<ReportBlock>;

constexpr std::size_t namesSaid = 3;
constexpr int weekHours = 7 * 24;

/// A paragraph, unless there is nothing to say.
void say(Blocks& blocks, const QString& text)
{
    if (!text.isEmpty())
        blocks.push_back(ReportText{text});
}

void note(Blocks& blocks, const QString& text)
{
    if (!text.isEmpty())
        blocks.push_back(ReportText{text, true});
}

QStringList ids(std::initializer_list<const char*> names)
{
    QStringList list;
    for (const char* name : names)
        list << QString::fromLatin1(name);
    return list;
}

QString percent(double value)
{
    return formatWithUnit(value, Unit::Percent);
}

QString gpuHours(double value)
{
    return formatWithUnit(value, Unit::GpuHours);
}

/// "167 of 168 hours have data: totals are of those."
QString coverageSentence(const Usage& usage)
{
    if (usage.clusterHours >= usage.hoursExpected)
        return {};
    return ReportWords::tr("%1 of %2 hours have data (%3): every total is of those.")
        .arg(formatFigure(usage.clusterHours, Unit::Count), formatFigure(usage.hoursExpected, Unit::Count),
            percent(100 * usage.coverage()));
}

/// Why the parts are more than the capacity.
QString aboveSentence(const Usage& usage)
{
    if (!(usage.overallocatedGpuHours > 0))
        return {};
    return ReportWords::tr(
        "The parts are %1 more than the capacity of %2: so much was allocated above it, as when nodes "
        "fail, or while the capacity was not known.")
        .arg(gpuHours(usage.overallocatedGpuHours), gpuHours(usage.capacityGpuHours));
}

QString capacitySentence(const Usage& usage)
{
    if (!isKnown(usage.allocationRate)) {
        return ReportWords::tr("%1 were allocated; the capacity is not known. %2 of what was allocated was used.")
            .arg(gpuHours(usage.gpuHours), percent(usage.utilization));
    }
    const QString capacity = gpuHours(usage.capacityGpuHours), part = percent(usage.allocationRate);
    const QString rate = usage.overallocatedGpuHours > 0
        ? ReportWords::tr("Of %1 of capacity %2 was allocated, and %3 above it or while it was unknown",
            "GPU-hours, percent, GPU-hours")
              .arg(capacity, part, gpuHours(usage.overallocatedGpuHours))
        : ReportWords::tr("Of %1 of capacity %2 was allocated").arg(capacity, part);
    return isKnown(usage.utilization)
        ? ReportWords::tr("%1; of what was allocated %2 was used.").arg(rate, percent(usage.utilization))
        : ReportWords::tr("%1; nothing is known of their use.").arg(rate);
}

QString idleSentence(const ReportInput& in, const WasteValues& waste)
{
    const double idle = waste.found->usage.idleGpuHours;
    if (!(idle > 0))
        return {};
    QStringList names;
    for (std::size_t i = 0; i < std::min(namesSaid, waste.found->holders.size()); ++i) {
        const auto& holder = waste.found->holders[i];
        if (holder.usage.idleGpuHours > 0) {
            names << ReportWords::tr("%1 (%2)", "name, amount")
                         .arg(displayName(in.namespaces->subjects()[std::size_t(holder.subject)]),
                             gpuHours(holder.usage.idleGpuHours));
        }
    }
    const QString text = ReportWords::tr("%1 were held idle, %2 of what was allocated")
                             .arg(gpuHours(idle), percent(sharePercent(idle, waste.found->usage.gpuHours)));
    const QString cost = !in.wish.currency.isEmpty() && isKnown(waste.found->usage.idleCost())
        ? ReportWords::tr(", worth %1 %2")
              .arg(formatFigure(waste.found->usage.idleCost(), Unit::Money), in.wish.currency)
        : QString();
    return names.isEmpty() ? text + cost + ReportWords::tr(".")
                           : ReportWords::tr("%1; most by %2.").arg(text + cost, formatList(names));
}

QString alertsSentence(const ReportInput& in, const ReportAlerts& alerts)
{
    if (in.wish.rules.empty())
        return {};
    if (std::ranges::none_of(in.wish.rules, &AlertRule::enabled))
        return ReportWords::tr("All alert rules are switched off.");
    if (alerts.fired == 0)
        return ReportWords::tr("No alert rule fired.");
    QString fired = ReportWords::tr("Alert rules fired %n time(s)", nullptr, alerts.fired);
    if (alerts.earlier > 0)
        fired =
            ReportWords::tr("%1, %2", "fired 8 times, 3 of them before")
                .arg(fired, ReportWords::tr("%n of them before the range, and still in it", nullptr, alerts.earlier));
    return alerts.lasting > 0 ? ReportWords::tr("%1; %2.").arg(
               fired, ReportWords::tr("%n still last(s) at the end of the range", nullptr, alerts.lasting))
                              : ReportWords::tr("%1; all are over.").arg(fired);
}

/// As it is printed: without lines that are switched off on screens.
TimeSeriesData shownLines(TimeSeriesData data)
{
    std::erase_if(data.series, [](const SeriesValue& series) { return !series.visible; });
    return data;
}

/// What the period before lacks to be compared with.
QString withoutChange(const ReportInput& in, const ComparisonValues& values)
{
    if (values.comparable)
        return {};
    const auto have = [&](TimeRange range) {
        return ReportWords::tr("%1 of %2 h", "hours with data, all")
            .arg(values.figures->presence.count(range.firstHour(), range.endHour()))
            .arg(range.hours());
    };
    return ReportWords::tr("No change is shown: data are there for %1 of this period, and for %2 of the %3.",
        "\"84 of 168 h\", the same, previous week")
        .arg(have(in.wish.range), have(in.wish.previousRange), in.wish.previousName);
}

ReportSection summarySection(const ReportInput& in, const ReportFound& found)
{
    ReportSection section{QStringLiteral("summary"), ReportWords::tr("Summary"), {}};
    auto& blocks = section.blocks;
    const auto& overview = found.overview;
    auto tiles = keyFigures(found);
    if (!found.waste.tiles.empty()) // third, beside the utilisation
        tiles.insert(tiles.begin() + std::min<std::ptrdiff_t>(2, std::ptrdiff_t(tiles.size())), found.waste.tiles[0]);
    blocks.push_back(ReportFigures{std::move(tiles)});
    note(blocks, coverageSentence(overview.usage));
    say(blocks, capacitySentence(overview.usage));
    // Months and quarters are not equally long: what is set against each other is.
    auto said = changeSentences(in, found).mid(0, 1);
    const auto& aligned = found.change.aligned;
    if (aligned.cutLater + aligned.cutEarlier > 0 && !found.change.sentences.isEmpty()) {
        said.prepend(ReportWords::tr("Over equally long parts of both periods, %1 each:")
                         .arg(formatDuration(aligned.later.length())));
    }
    say(blocks, formatSentences(said));
    say(blocks, idleSentence(in, found.waste));
    say(blocks, alertsSentence(in, found.alerts));
    blocks.push_back(ReportHours{overview.hours});
    note(blocks, aboveSentence(overview.usage));
    return section;
}

ReportSection timeSection(const ReportInput& in, const ReportFound& found)
{
    ReportSection section{QStringLiteral("time"), ReportWords::tr("Over time"), {}};
    const auto& overview = found.overview;
    constexpr std::size_t aLine = 3; // buckets: less is no course of anything
    if (overview.gpus.t.size() < aLine)
        return section;
    const QString each = bucketNote(found.bucket);
    section.blocks.push_back(ReportLines{
        ReportWords::tr("%1, %2", "figure, per hour").arg(ReportWords::tr("Capacity and allocated GPUs"), each),
        shownLines(overview.gpus)});
    section.blocks.push_back(ReportLines{
        ReportWords::tr("%1, %2", "figure, per hour").arg(ReportWords::tr("Allocation rate and utilisation (%)"), each),
        shownLines(overview.rates)});
    note(section.blocks,
        ReportWords::tr(
            "The band is from the lowest to the highest utilisation that was measured. Where no data are, the "
            "lines have gaps."));
    if (in.wish.range.hours() >= weekHours) {
        section.blocks.push_back(
            ReportHeat{ReportWords::tr("%1 by hour of the week (%)").arg(weekFigureName(HourOfWeekFigure::Utilization)),
                overview.week});
    }
    return section;
}

/// The figures of two periods beside each other, a row a figure: pages are higher than wide.
Table turned(const Table& figures)
{
    Table table;
    table.title = figures.title;
    table.zone = figures.zone;
    table.columns.push_back({QStringLiteral("figure"), ReportWords::tr("Figure")});
    for (const auto& row : figures.rows)
        table.columns.push_back({row.key, std::get<QString>(row.cells.front()), CellKind::Number});
    for (std::size_t i = 1; i < figures.columns.size(); ++i) {
        const auto& column = figures.columns[i];
        TableRow row;
        row.key = column.id;
        row.cells = {titleWithUnit(column.title, column.unit)};
        for (const auto& from : figures.rows) {
            const auto* number = std::get_if<double>(&from.cells[i]);
            row.cells.push_back(number ? Cell(formatFigure(*number, column.unit)) : from.cells[i]);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

ReportSection changeSection(const ReportInput& in, const ReportFound& found)
{
    ReportSection section{QStringLiteral("change"), ReportWords::tr("What changed, and why"), {}};
    auto& blocks = section.blocks;
    const auto& change = found.change;
    if (change.sentences.isEmpty())
        return section; // the summary says why
    say(blocks,
        ReportWords::tr("Compared with the %1: %2.")
            .arg(in.wish.previousName, formatRange(change.aligned.earlier, in.wish.zone)));
    for (const auto& sentence : change.sentences.mid(1)) // the first stands in the summary
        say(blocks, sentence);
    if (!change.split.isEmpty()) {
        blocks.push_back(ReportWaterfall{ReportWords::tr("GPU-hours used, by cause (GPU·h)"), change.byCause});
        blocks.push_back(ReportWaterfall{ReportWords::tr("GPU-hours used, by namespace (GPU·h)"), change.byNamespace});
    }
    blocks.push_back(ReportTable{turned(change.figures)});
    if (!change.split.isEmpty())
        blocks.push_back(ReportTable{summedCauses(change)});
    return section;
}

ReportSection clustersSection(const Table& clusters)
{
    ReportSection section{QStringLiteral("clusters"), ReportWords::tr("Clusters"), {}};
    BarData bars;
    bars.unit = Unit::GpuHours;
    const std::pair<const char*, Role> parts[] = {
        {"used", Role::Used}, {"idle", Role::HeldIdle}, {"unallocated", Role::Unallocated}, {"unknown", Role::Unknown}};
    for (const auto& row : clusters.rows) {
        BarValue bar;
        bar.key = row.key;
        bar.label = displayName(row.key.toStdString());
        for (std::size_t i = 0; i < clusters.columns.size(); ++i) {
            const auto* value = std::get_if<double>(&row.cells[i]);
            for (const auto& [id, role] : parts) {
                if (value && clusters.columns[i].id == QLatin1StringView(id))
                    bar.segments.push_back({role, clusters.columns[i].title, *value});
            }
            if (value && clusters.columns[i].id == QLatin1StringView("capacity"))
                bar.annotation = gpuHours(*value);
        }
        bars.bars.push_back(std::move(bar));
    }
    section.blocks.push_back(ReportBars{ReportWords::tr("What the GPU-hours of each cluster did (GPU·h)"), bars});
    auto table = clusters;
    table.title.clear();
    section.blocks.push_back(ReportTable{std::move(table), 20,
        ids({"name", "capacity", "used", "idle", "unallocated", "unknown", "over", "rate", "utilization",
            "coverage"})});
    note(section.blocks,
        ReportWords::tr(
            "Figures of all clusters together are of the hours for which each of them has data; the sums above "
            "are of each cluster's own hours."));
    return section;
}

/// Of several: what names of rows begin with.
QStringList clustersOf(const ReportInput& in)
{
    QStringList names;
    for (std::size_t i = 0; in.parts.size() > 1 && i < in.parts.size(); ++i)
        names << QString::fromStdString(in.parts[i].cluster);
    return names;
}

/// A column that says the same of all rows says nothing.
bool sameInAll(const Table& table, const char* id)
{
    const auto column = std::ranges::find(table.columns, QLatin1StringView(id), &TableColumn::id);
    if (column == table.columns.end())
        return true;
    const auto index = std::size_t(column - table.columns.begin());
    const Cell* first = nullptr;
    for (const auto& row : table.rows) {
        if (row.setApart)
            continue;
        if (first && !(*first == row.cells[index]))
            return false;
        first = &row.cells[index];
    }
    return true;
}

void addSubjects(Blocks& blocks, const ReportInput& in, const ComparisonValues& values, const QString& title)
{
    blocks.push_back(ReportBars{title, values.ranking});
    auto columns = ids({"rank", "rank_change", "name", "gpu_hours", "share", "change", "idle", "utilization", "trend"});
    if (values.cluster.unknownGpuHours > 0)
        columns.insert(columns.indexOf(QStringLiteral("idle")) + 1, QStringLiteral("unknown"));
    if (!sameInAll(values.table, "coverage"))
        columns << QStringLiteral("coverage");
    if (!in.wish.currency.isEmpty())
        columns << QStringLiteral("cost");
    auto table = values.table;
    table.title.clear(); // the bars above are of the same
    const bool differs = !table.rows.empty() && table.rows.back().key == otherKey()
        && std::ranges::any_of(table.rows.back().cells, [](const Cell& cell) {
               const auto* value = std::get_if<double>(&cell);
               return value && *value < 0;
           });
    blocks.push_back(ReportTable{std::move(table), 20, columns, clustersOf(in)});
    if (differs) {
        note(blocks,
            ReportWords::tr(
                "Servers answer for the cluster and for its parts one by one, and not quite alike: the last row "
                "is what their sums differ by, so that the total is the cluster's own figure."));
    }
    note(blocks, withoutChange(in, values));
    note(blocks, coverageSentence(values.cluster));
}

ReportSection namespacesSection(const ReportInput& in, const ReportFound& found)
{
    ReportSection section{QStringLiteral("namespaces"), ReportWords::tr("Namespaces"), {}};
    if (found.namespaces.subjects == 0)
        say(section.blocks, ReportWords::tr("There are no rows of namespaces in this range."));
    else
        addSubjects(section.blocks, in, found.namespaces, ReportWords::tr("Most GPU-hours (GPU·h)"));
    return section;
}

ReportSection teamsSection(const ReportInput& in, const ReportFound& found)
{
    const auto key = displayName(in.dimension.key);
    ReportSection section{QStringLiteral("teams"), ReportWords::tr("Teams"), {}};
    if (!found.teams) {
        say(section.blocks, ReportWords::tr("No label or annotation of these clusters has hourly rows."));
        return section;
    }
    section.title = in.dimension.type == DimensionType::Label ? ReportWords::tr("By label “%1”").arg(key)
                                                              : ReportWords::tr("By annotation “%1”").arg(key);
    if (found.teams->subjects == 0)
        say(section.blocks, ReportWords::tr("There are no rows of it in this range."));
    else
        addSubjects(section.blocks, in, *found.teams, ReportWords::tr("Most GPU-hours (GPU·h)"));
    return section;
}

ReportSection wasteSection(const ReportInput& in, const ReportFound& found)
{
    ReportSection section{QStringLiteral("waste"), ReportWords::tr("Waste"), {}};
    auto& blocks = section.blocks;
    const auto& waste = found.waste;
    blocks.push_back(ReportFigures{waste.tiles});
    note(blocks, coverageSentence(waste.found->usage));
    say(blocks, found.reclaim);
    if (waste.found->holders.empty())
        return section;
    blocks.push_back(ReportBars{ReportWords::tr("Most held idle (GPU·h)"), waste.ranking});
    auto holders = waste.holdersTable;
    holders.title = ReportWords::tr("Who held GPUs idle");
    auto columns = ids({"name", "idle", "share", "utilization", "workloads", "since"});
    if (!in.wish.currency.isEmpty())
        columns << QStringLiteral("cost");
    blocks.push_back(ReportTable{std::move(holders), 12, columns, clustersOf(in)});
    if (!waste.workloadsTable.rows.empty()) {
        auto workloads = waste.workloadsTable;
        workloads.title = ReportWords::tr("Workloads that held most idle");
        blocks.push_back(ReportTable{
            std::move(workloads), 15, ids({"name", "idle", "utilization", "since", "state"}), clustersOf(in)});
    } else if (!in.workloads) {
        note(blocks, ReportWords::tr("Workloads are listed for ranges of up to 35 days, where they are not too many."));
    }
    if (!waste.reclaimTable.rows.empty()) {
        auto reclaim = waste.reclaimTable;
        reclaim.title = ReportWords::tr("What reclaiming would have freed");
        blocks.push_back(ReportTable{std::move(reclaim), 10,
            ids({"name", "freed", "cost", "since", "until", "hours", "state"}), clustersOf(in)});
        note(blocks, ReportWords::tr("A row is a time of being idle: who was idle twice has two."));
    }
    return section;
}

/// The figures of several rules in one column, each with its unit; in a sheet they are numbers.
Table printedEpisodes(const ReportInput& in, Table episodes)
{
    const auto worst = std::size_t(
        std::ranges::find(episodes.columns, QLatin1StringView("worst"), &TableColumn::id) - episodes.columns.begin());
    for (auto& row : episodes.rows) {
        const auto rule = std::ranges::find(in.wish.rules, row.key.section(QLatin1Char('\n'), 0, 0), &AlertRule::id);
        if (const auto* value = std::get_if<double>(&row.cells[worst]); value && rule != in.wish.rules.end())
            row.cells[worst] = formatWithUnit(*value, metricUnit(rule->metric));
    }
    return episodes;
}

ReportSection alertsSection(const ReportInput& in, const ReportFound& found)
{
    ReportSection section{QStringLiteral("alerts"), ReportWords::tr("Alerts"), {}};
    auto& blocks = section.blocks;
    const auto& alerts = found.alerts;
    if (alerts.rules.rows.empty() && alerts.remarks.isEmpty()) {
        say(blocks, in.wish.rules.empty() ? ReportWords::tr("There are no alert rules.") : alertsSentence(in, alerts));
        return section;
    }
    say(blocks, alertsSentence(in, alerts));
    if (!alerts.rules.rows.empty())
        blocks.push_back(ReportTable{alerts.rules});
    if (!alerts.episodes.rows.empty()) {
        blocks.push_back(ReportTable{printedEpisodes(in, alerts.episodes), 15,
            ids({"subject", "rule", "since", "until", "hours", "worst", "gpu_hours"}), clustersOf(in)});
        note(blocks,
            ReportWords::tr(
                "Evaluated on the hours of the range, as rules are tried on the history; what was acknowledged or "
                "muted is listed all the same."));
    }
    for (const auto& remark : alerts.remarks)
        note(blocks, remark);
    return section;
}

ReportSection qualitySection(const ReportInput& in, const ReportFound& found)
{
    ReportSection section{QStringLiteral("data-quality"), ReportWords::tr("Data quality"), {}};
    auto& blocks = section.blocks;
    const auto& quality = found.quality;
    for (const auto& remark : quality.remarks)
        say(blocks, remark);
    blocks.push_back(ReportTable{quality.clusters});
    if (quality.gaps.rows.empty())
        note(blocks, ReportWords::tr("There is no gap: every hour of the range has data."));
    else
        blocks.push_back(ReportTable{quality.gaps, 12});
    auto columns = ids({"endpoint", "complete", "unverified", "gap", "missing", "not_asked", "with_rows", "fetched"});
    if (in.parts.size() > 1)
        columns.prepend(QStringLiteral("cluster"));
    if (!found.overview.isEmpty()) // nothing of an empty range was asked for or answered that would be news
        blocks.push_back(ReportTable{quality.coverage, 30, columns});
    if (!quality.differences.rows.empty())
        blocks.push_back(ReportTable{quality.differences, 8});
    if (!quality.faults.rows.empty())
        blocks.push_back(ReportTable{quality.faults, 8});
    return section;
}

ReportSection definitionsSection(const ReportInput& in)
{
    ReportSection section{QStringLiteral("definitions"), ReportWords::tr("Definitions"), {}};
    say(section.blocks,
        ReportWords::tr(
            "In the formulas a stands for the GPUs allocated in an hour, c for the capacity and u for the utilisation "
            "in percent; a sum Σ is over the hours of the range in which they are known."));
    say(section.blocks,
        in.options.basis == UtilizationBasis::AllGpus
            ? ReportWords::tr("The utilisation of these clusters is measured over all GPUs.")
            : ReportWords::tr("The utilisation of these clusters is measured over the allocated GPUs."));
    auto table = definitionsTable(in);
    table.title.clear();
    section.blocks.push_back(ReportTable{std::move(table), 100});
    return section;
}

} // namespace

QStringList changeSentences(const ReportInput& in, const ReportFound& found)
{
    if (!found.change.sentences.isEmpty())
        return found.change.sentences;
    const auto before =
        found.namespaces.figures->presence.count(in.wish.previousRange.firstHour(), in.wish.previousRange.endHour());
    if (before > 0 && !found.namespaces.comparable)
        return {withoutChange(in, found.namespaces)};
    return {ReportWords::tr("The %1, %2, has no data to compare with.")
                .arg(in.wish.previousName, formatRange(in.wish.previousRange, in.wish.zone))};
}

std::vector<KeyFigure> keyFigures(const ReportFound& found)
{
    auto tiles = found.overview.tiles;
    for (auto& tile : tiles) {
        if (!found.namespaces.comparable)
            tile.previous = unknown;
        if (tile.source && tile.source->metric == Metric::AverageAllocated)
            tile.caption = metricName(Metric::AverageAllocated); // as the tables and definitions call it
    }
    return tiles;
}

std::vector<ReportSection> sectionsOf(const ReportInput& in, const ReportFound& found)
{
    std::vector<ReportSection> sections;
    if (found.overview.isEmpty()) {
        ReportSection section{QStringLiteral("summary"), ReportWords::tr("Summary"), {}};
        say(section.blocks,
            in.parts.size() > 1
                ? ReportWords::tr("There is no hour in this range for which these clusters all have data.")
                : ReportWords::tr("There are no hours of this cluster in this range."));
        if (in.stored)
            say(section.blocks,
                ReportWords::tr("The store has hours of %1.").arg(formatRange(*in.stored, in.wish.zone)));
        sections.push_back(std::move(section));
        sections.push_back(qualitySection(in, found));
        return sections;
    }
    sections = {summarySection(in, found), timeSection(in, found), changeSection(in, found)};
    if (in.parts.size() > 1)
        sections.push_back(clustersSection(clustersTable(in)));
    sections.push_back(namespacesSection(in, found));
    sections.push_back(teamsSection(in, found));
    sections.push_back(wasteSection(in, found));
    sections.push_back(alertsSection(in, found));
    sections.push_back(qualitySection(in, found));
    sections.push_back(definitionsSection(in));
    std::erase_if(sections, [](const ReportSection& section) { return section.blocks.empty(); });
    return sections;
}

} // namespace atlas
