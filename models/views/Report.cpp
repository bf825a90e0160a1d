// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Report.h"

#include "models/analysis/Alignment.h"
#include "models/analysis/Format.h"
#include "models/analysis/LevelId.h"
#include "models/views/DashboardState.h"
#include "models/views/LevelExport.h"
#include "models/views/Link.h"
#include "models/views/ListText.h"
#include "models/views/ReportInput.h"
#include "models/views/ReportParts.h"
#include "models/views/StoreAnswer.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace atlas {

namespace {

using namespace std::chrono_literals;

/// As far as the page Waste looks back, so that both tell the same begin of an idle run.
constexpr auto lookBack = 24h * 7;
constexpr auto longestOfWorkloads = 24h * 35;
constexpr int rejectedRead = 1000;

QString namesOf(const std::vector<std::string>& names)
{
    QStringList texts;
    for (const auto& name : names)
        texts << displayName(name);
    return texts.join(QStringLiteral(" + "));
}

/// "Week 47", "November 2026", "Quarter 4 of 2026": what a range is in the calendar; empty where it is no unit of it.
QString calendarName(TimeRange range, const QTimeZone& zone)
{
    const auto local = [&zone](Instant t) { return QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone); };
    const auto from = local(range.from), to = local(range.to);
    const QDate first = from.date(), end = to.date();
    if (from != first.startOfDay(zone) || to != end.startOfDay(zone))
        return {};
    if (first.addDays(1) == end)
        return QLocale().standaloneDayName(first.dayOfWeek());
    if (first.dayOfWeek() == Qt::Monday && first.addDays(7) == end)
        return ReportWords::tr("Week %1").arg(first.weekNumber());
    if (first.day() == 1 && first.addMonths(1) == end)
        return ReportWords::tr("%1 %2", "month, year")
            .arg(QLocale().standaloneMonthName(first.month()))
            .arg(first.year());
    if (first.day() == 1 && first.month() % 3 == 1 && first.addMonths(3) == end)
        return ReportWords::tr("Quarter %1 of %2").arg((first.month() + 2) / 3).arg(first.year());
    return {};
}

OverviewData overviewOf(const ReportInput& in, const std::vector<BucketSpan>& buckets, Bucket bucket)
{
    OverviewFigures figures;
    figures.cluster = in.cluster;
    figures.namespaces = in.namespaces;
    figures.range = in.wish.range;
    figures.previousRange = in.wish.previousRange;
    figures.options = in.options;
    OverviewInput overview;
    overview.figures = computeFigures(std::move(figures));
    overview.buckets = buckets;
    overview.bucket = bucket;
    overview.zone = in.wish.zone;
    overview.previousName = in.wish.previousName;
    overview.cluster = in.scope();
    overview.currency = in.wish.currency;
    overview.top = in.wish.top;
    return atlas::overviewOf(overview);
}

/// Keys are written in small letters: as a heading one needs a word.
QString teamTitle(const DimensionKey& dimension)
{
    const auto key = displayName(dimension.key);
    return dimension.type == DimensionType::Label ? ReportWords::tr("Label %1").arg(key)
                                                  : ReportWords::tr("Annotation %1").arg(key);
}

ComparisonValues subjectsOf(
    const ReportInput& in, const GridPtr& grid, Level level, const std::vector<BucketSpan>& buckets)
{
    const bool teams = level == Level::Dimension;
    SubjectFigures figures;
    figures.cluster = in.cluster;
    figures.current = figures.previous = grid;
    figures.range = in.wish.range;
    figures.previousRange = in.wish.previousRange;
    figures.options = in.options;
    ComparisonInput comparison;
    comparison.figures = computeFigures(std::move(figures));
    comparison.buckets = buckets;
    comparison.zone = in.wish.zone.id();
    comparison.scope = {in.scope(), level, teams ? in.dimension : DimensionKey()};
    comparison.subjectTitle = teams ? teamTitle(in.dimension) : ReportWords::tr("Namespace");
    comparison.defaultValue = teams ? "unknown" : std::string();
    comparison.unattributedRow = true;
    comparison.currency = in.wish.currency;
    comparison.top = in.wish.top;
    if (!teams) {
        for (const auto& part : in.parts)
            comparison.clusters.emplace_back(in.parts.size() == 1 ? std::string() : part.cluster + '/', part.grid);
    }
    return compareSubjects(comparison);
}

CompareValues changeOf(const ReportInput& in, Bucket bucket)
{
    CompareInput compare;
    // Months are not equally long: of a part of one the same name would stand for two figures.
    const auto aligned = alignPeriods(in.wish.range, in.wish.previousRange, compare.how, in.wish.zone);
    const auto nameOf = [](const QString& name, int cut, TimeRange part) {
        return cut > 0 ? ReportWords::tr("%1, %2 of it", "period, length").arg(name, formatDuration(part.length()))
                       : name;
    };
    compare.later = {in.cluster, in.namespaces, in.wish.range,
        nameOf(ReportWords::tr("This period"), aligned.cutLater, aligned.later), in.options};
    compare.earlier = {in.cluster, in.namespaces, in.wish.previousRange,
        nameOf(ReportWords::tr("Period before"), aligned.cutEarlier, aligned.earlier), in.options};
    compare.bucket = bucket;
    compare.zone = in.wish.zone;
    compare.cluster = in.scope();
    compare.currency = in.wish.currency;
    return compareValues(compare);
}

WasteInput wasteOf(const ReportInput& in, const std::vector<BucketSpan>& buckets)
{
    WasteInput waste;
    waste.cluster = in.cluster;
    waste.subjects = in.namespaces;
    waste.workloads = in.workloads;
    waste.range = in.wish.range;
    waste.previousRange = in.wish.previousRange;
    waste.buckets = buckets;
    waste.zone = in.wish.zone;
    waste.previousName = in.wish.previousName;
    waste.subjectTitle = ReportWords::tr("Namespace");
    waste.options = in.options;
    waste.options.idleThreshold = waste.rule.threshold;
    waste.clusterName = in.scope();
    waste.currency = in.wish.currency;
    return waste;
}

/// What a report is of, in a few lines.
TableFacts coverOf(const ReportInput& in, const Usage& usage)
{
    const auto& wish = in.wish;
    TableFacts facts{{ReportWords::tr("Source"), wish.source},
        {ReportWords::tr("Range"), formatRange(wish.range, wish.zone)},
        {ReportWords::tr("Compared with"), formatRange(wish.previousRange, wish.zone)},
        {ReportWords::tr("Hours with data"),
            ReportWords::tr("%1 of %2 (%3)", "hours, hours, percent")
                .arg(formatFigure(usage.clusterHours, Unit::Count), formatFigure(wish.range.hours(), Unit::Count),
                    formatWithUnit(100.0 * usage.clusterHours / wish.range.hours(), Unit::Percent))}};
    if (!wish.currency.isEmpty() && in.options.pricePerGpuHour.known()) {
        facts.emplace_back(ReportWords::tr("Price"),
            ReportWords::tr("%1 %2 a GPU·h", "amount, currency")
                .arg(QLocale().toString(in.options.pricePerGpuHour.value), wish.currency));
    }
    facts.emplace_back(ReportWords::tr("Created"), formatInstant(wish.created, wish.zone));
    facts.emplace_back(ReportWords::tr("Program"), QStringLiteral("GPU Atlas ") + wish.version);
    std::erase_if(facts, [](const auto& fact) { return fact.second.isEmpty(); });
    return facts;
}

/// Reads a store, one step of the progress after the other.
class Gatherer
{
public:
    Gatherer(StoreReader& store, const ReportWish& wish, Progress& progress)
        : m_store(store)
        , m_progress(progress)
    {
        m_in.wish = wish;
        m_in.wish.range = {hourStart(wish.range.firstHour()), hourStart(wish.range.endHour())};
    }

    Result<ReportInput> gather()
    {
        return gather({&Gatherer::readGrids, &Gatherer::readWatched, &Gatherer::readLedgers});
    }
    /// What qualityOf() asks for.
    Result<ReportInput> gatherTrust() { return gather({&Gatherer::readHours, &Gatherer::readLedgers}); }

private:
    using Answers = std::vector<QFuture<Result<GridPtr>>>;
    using Step = Result<void> (Gatherer::*)();

    Result<ReportInput> gather(std::initializer_list<Step> steps)
    {
        const auto inventory = awaitAnswer(m_store.inventory());
        if (!inventory)
            return tl::unexpected(inventory.error());
        if (const auto checked = check(*inventory); !checked)
            return tl::unexpected(checked.error());
        if (const auto chosen = chooseDimension(*inventory); !chosen)
            return tl::unexpected(chosen.error());
        for (const auto& cluster : m_in.wish.clusters) {
            const auto& hours = inventory->find(cluster)->hours;
            if (hours && m_in.stored)
                m_in.stored = TimeRange{std::min(m_in.stored->from, hours->from), std::max(m_in.stored->to, hours->to)};
            else if (hours)
                m_in.stored = hours;
        }
        for (const auto step : steps) {
            if (const auto read = (this->*step)(); !read)
                return tl::unexpected(read.error());
            if (m_progress.isCancelled())
                return failure(ErrorClass::Export, ReportWords::tr("The report was cancelled; nothing was written."));
            m_progress.advance();
        }
        return std::move(m_in);
    }

    Result<void> check(const Inventory& inventory) const
    {
        const auto& wish = m_in.wish;
        if (wish.range.hours() == 0)
            return failure(
                ErrorClass::Usage, ReportWords::tr("The range holds no whole hour: give a start before the end."));
        QStringList names;
        for (const auto& info : inventory.clusters)
            names << displayName(info.name);
        if (wish.clusters.empty())
            return failure(ErrorClass::Usage, ReportWords::tr("There is no cluster to report on."));
        for (const auto& cluster : wish.clusters) {
            if (inventory.find(cluster))
                continue;
            return failure(ErrorClass::Usage,
                names.isEmpty() ? ReportWords::tr("The store has no clusters yet: import or sync some data first.")
                                : ReportWords::tr("The store has no cluster \"%1\". It has: %2.")
                                      .arg(displayName(cluster), formatList(names)));
        }
        return {};
    }

    /// The wished label or annotation, else teams, else the first one.
    Result<void> chooseDimension(const Inventory& inventory)
    {
        std::vector<DimensionKey> there;
        for (const auto& cluster : m_in.wish.clusters) {
            const auto& keys = inventory.find(cluster)->dimensions;
            there.insert(there.end(), keys.begin(), keys.end());
        }
        std::stable_sort(
            there.begin(), there.end(), [](const DimensionKey& a, const DimensionKey& b) { return a.type < b.type; });
        const auto isThere = [&there](const DimensionKey& key) {
            return std::find(there.begin(), there.end(), key) != there.end();
        };
        const auto& wished = m_in.wish.dimension;
        if (!wished.key.empty() && !isThere(wished)) { // of another one would be another report
            QStringList names;
            for (const auto& key : there)
                names << levelId(Level::Dimension, key);
            names.removeDuplicates();
            return failure(ErrorClass::Usage,
                names.isEmpty() ? ReportWords::tr("No label or annotation of these clusters has hourly rows.")
                                : ReportWords::tr("There is no \"%1\". There are: %2.")
                                      .arg(levelId(Level::Dimension, wished), formatList(names)));
        }
        for (const auto& wanted : {wished, DimensionKey{DimensionType::Label, "team"}}) {
            if (m_in.dimension.key.empty() && isThere(wanted))
                m_in.dimension = wanted;
        }
        if (m_in.dimension.key.empty() && !there.empty())
            m_in.dimension = there.front();
        return {};
    }

    Answers ask(Level level, TimeRange range, const DimensionKey& dimension = {})
    {
        return askGrids(m_store, m_in.wish.clusters, level, dimension, range);
    }

    /// One cluster's as they are, several as if they were one.
    GridPtr together(const std::vector<GridPtr>& grids) const
    {
        if (grids.size() == 1)
            return grids.front();
        auto parts = m_in.parts;
        for (std::size_t i = 0; i < parts.size(); ++i)
            parts[i].grid = grids[i];
        return grids.front()->scope().level == Level::Cluster ? combineClusters(parts) : combineSubjects(parts);
    }

    /// The clusters' own hours, and their namespaces' to set beside them.
    Result<void> takeParts(Result<std::vector<GridPtr>>& clusters, Result<std::vector<GridPtr>>& namespaces)
    {
        for (const auto* grids : {&clusters, &namespaces}) {
            if (!*grids)
                return tl::unexpected(grids->error());
        }
        const auto& wish = m_in.wish;
        for (std::size_t i = 0; i < wish.clusters.size(); ++i)
            m_in.parts.push_back(
                {wish.clusters[i], (*clusters)[i], i < wish.options.size() ? wish.options[i] : UsageOptions()});
        m_in.partNamespaces = *namespaces;
        m_in.options = m_in.parts.size() == 1 ? m_in.parts.front().options : combinedOptions(m_in.parts);
        if (wish.currency.isEmpty())
            m_in.options.pricePerGpuHour = {};
        return {};
    }

    /// The namespaces' alone over short ranges: a table of a long one is written with less memory than those take.
    Result<void> readHours()
    {
        const auto clusterAnswers = ask(Level::Cluster, m_in.wish.range);
        if (m_in.wish.range.length() > longestOfWorkloads) {
            auto clusters = awaitAnswers(clusterAnswers);
            Result<std::vector<GridPtr>> none(std::vector<GridPtr>(m_in.wish.clusters.size()));
            return takeParts(clusters, none);
        }
        const auto namespaceAnswers = ask(Level::Namespace, m_in.wish.range);
        auto clusters = awaitAnswers(clusterAnswers), namespaces = awaitAnswers(namespaceAnswers);
        return takeParts(clusters, namespaces);
    }

    Result<void> readGrids()
    {
        const auto& wish = m_in.wish;
        m_in.looked = {std::min(wish.range.from - lookBack, wish.previousRange.from), wish.range.to};
        const bool workloadsAreWanted = wish.range.length() <= longestOfWorkloads;
        // All reads are under way before the first is waited for.
        const auto clusterAnswers = ask(Level::Cluster, m_in.looked);
        const auto namespaceAnswers = ask(Level::Namespace, m_in.looked);
        const auto narrowAnswers = ask(Level::Namespace, wish.range);
        const auto teamAnswers =
            m_in.dimension.key.empty() ? Answers() : ask(Level::Dimension, m_in.looked, m_in.dimension);
        const auto workloadAnswers =
            workloadsAreWanted ? ask(Level::Workload, {wish.range.from - lookBack, wish.range.to}) : Answers();
        auto clusters = awaitAnswers(clusterAnswers), namespaces = awaitAnswers(namespaceAnswers),
             narrow = awaitAnswers(narrowAnswers), teams = awaitAnswers(teamAnswers),
             workloads = awaitAnswers(workloadAnswers);
        for (const auto* grids : {&namespaces, &teams}) {
            if (!*grids)
                return tl::unexpected(grids->error());
        }
        if (!workloads && workloads.error().cls != ErrorClass::Usage) // which says that they are too many
            return tl::unexpected(workloads.error());
        if (auto taken = takeParts(clusters, narrow); !taken)
            return taken;
        m_in.cluster = together(*clusters);
        m_in.namespaces = together(*namespaces);
        if (!teams->empty())
            m_in.teams = together(*teams);
        if (workloads && !workloads->empty())
            m_in.workloads = together(*workloads);
        return {};
    }

    /// The hours of each level that a rule is about, with as many before the range as the rules ask for.
    Result<void> readWatched()
    {
        const auto& range = m_in.wish.range;
        for (const auto& part : m_in.parts) {
            AlertScan scan;
            scan.rules = m_in.wish.rules;
            scan.cluster = part.cluster;
            scan.end = range.firstHour();
            ReportInput::Watched watched{part.cluster, part.options, {}};
            Answers answers;
            for (auto query : queriesOf(scan)) {
                query.range.to = range.to;
                if (query.scope.level != Level::Workload || range.length() <= longestOfWorkloads)
                    answers.push_back(m_store.grid(query));
            }
            for (const auto& answer : answers) {
                auto grid = awaitAnswer(answer);
                if (grid)
                    watched.grids.push_back(std::move(*grid));
                else if (grid.error().cls != ErrorClass::Usage)
                    return tl::unexpected(grid.error());
            }
            m_in.watched.push_back(std::move(watched));
        }
        return {};
    }

    Result<void> readLedgers()
    {
        const auto rejected = m_store.rejectedLog(rejectedRead);
        const auto faults = m_store.fieldFaults();
        const auto facts = m_store.facts();
        for (const auto& cluster : m_in.wish.clusters) {
            auto entries = awaitAnswer(m_store.ledger(cluster));
            if (!entries)
                return tl::unexpected(entries.error());
            m_in.ledgers.push_back({cluster, std::move(*entries)});
        }
        auto rows = awaitAnswer(rejected);
        auto fields = awaitAnswer(faults);
        auto known = awaitAnswer(facts);
        if (!rows || !fields || !known)
            return tl::unexpected(!rows ? rows.error() : !fields ? fields.error() : known.error());
        m_in.rejected = std::move(*rows);
        m_in.faults = std::move(*fields);
        m_in.facts = *known;
        return {};
    }

    StoreReader& m_store;
    Progress& m_progress;
    ReportInput m_in;
};

} // namespace

ReportWish reportWishOf(const DashboardState& state)
{
    ReportWish wish;
    for (const auto& cluster : state.query().clusters)
        wish.clusters.push_back(cluster.toStdString());
    wish.range = state.range();
    wish.previousRange = state.previousRange();
    wish.previousName = state.previousName();
    wish.zone = state.zone();
    wish.dimension = state.query().dimension;
    wish.created = state.clockNow();
    wish.link = linkOf(state.query());
    wish.at = state.now();
    return wish;
}

Report reportOf(const ReportInput& in)
{
    const auto& wish = in.wish;
    ReportFound found;
    found.bucket = resolveBucket(Bucket::Auto, wish.range);
    const auto buckets = cutBuckets(wish.range, found.bucket, wish.zone);
    found.overview = overviewOf(in, buckets, found.bucket);
    found.quality = qualityOf(in);
    if (!found.overview.isEmpty()) {
        found.namespaces = subjectsOf(in, in.namespaces, Level::Namespace, buckets);
        if (in.teams)
            found.teams = subjectsOf(in, in.teams, Level::Dimension, buckets);
        if (found.namespaces.comparable)
            found.change = changeOf(in, found.bucket);
        const auto waste = wasteOf(in, buckets);
        found.waste = wasteValues(waste, std::make_shared<const WasteFindings>(findWaste(waste)));
        found.reclaim = reclaimSentence(waste, found.waste);
        found.alerts = alertsOf(in);
    }
    Report report;
    report.title = ReportWords::tr("GPU report: %1").arg(namesOf(wish.clusters));
    const QString calendar = calendarName(wish.range, wish.zone), range = formatRange(wish.range, wish.zone);
    report.subtitle = calendar.isEmpty() ? range : calendar + QStringLiteral(" · ") + range;
    report.cover = coverOf(in, found.overview.usage);
    report.created = wish.created;
    report.zone = wish.zone;
    report.sections = sectionsOf(in, found);
    report.sheets = sheetsOf(in, found);
    return report;
}

Result<std::vector<ReportSheet>> trustSheets(StoreReader& store, const ReportWish& wish, Progress& progress)
{
    progress.addTotal(2);
    const auto input = Gatherer(store, wish, progress).gatherTrust();
    if (!input)
        return tl::unexpected(input.error());
    return trustSheetsOf(*input, qualityOf(*input));
}

Result<Report> makeReport(StoreReader& store, const ReportWish& wish, Progress& progress)
{
    progress.addTotal(5);
    const auto input = Gatherer(store, wish, progress).gather();
    if (!input)
        return tl::unexpected(input.error());
    auto report = reportOf(*input);
    progress.advance();
    auto facts = exportFacts(store, {wish.source, wish.version, wish.created},
        {wish.clusters, input->wish.range, wish.zone.id(), {}, wish.options, wish.currency, {}});
    if (!facts)
        return tl::unexpected(facts.error());
    report.facts = std::move(*facts);
    if (wish.clusters.size() > 1) { // the hours that all of them have are those that are counted together
        const auto hours =
            std::ranges::find(report.cover, ReportWords::tr("Hours with data"), &std::pair<QString, QString>::first);
        if (hours != report.cover.end())
            report.facts.emplace_back(ReportWords::tr("Hours with data of all clusters"), hours->second);
    }
    progress.advance();
    if (progress.isCancelled())
        return failure(ErrorClass::Export, ReportWords::tr("The report was cancelled; nothing was written."));
    return report;
}

} // namespace atlas
