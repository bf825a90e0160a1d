// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/LevelExportRows.h"

#include "models/analysis/Format.h"
#include "models/analysis/Ranking.h"
#include "models/analysis/RollUp.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "models/views/Explore.h"
#include "models/views/StoreAnswer.h"
#include "models/views/Workloads.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>

namespace atlas {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::LevelExport)
};

std::vector<BucketSpan> bucketsOf(const LevelExport& wish)
{
    if (!wish.bucket)
        return {{wish.range.firstHour(), wish.range.endHour(), {}}};
    return cutBuckets(wish.range, resolveBucket(*wish.bucket, wish.range), QTimeZone(wish.zone));
}

/// The clusters' own hours for every level, then those of the subjects; clusters take their workloads from namespaces.
std::vector<GridScope> scopesOf(const LevelExport& wish)
{
    const auto level = wish.level == Level::Cluster ? Level::Namespace : wish.level;
    std::vector<GridScope> scopes;
    for (const auto& cluster : wish.clusters)
        scopes.push_back({cluster, Level::Cluster, {}});
    for (const auto& cluster : wish.clusters)
        scopes.push_back({cluster, level, level == Level::Dimension ? wish.dimension : DimensionKey()});
    return scopes;
}

/// As the pages' tables spell them.
QString columnId(Metric metric)
{
    return metricId(metric).replace(u'-', u'_').replace(QLatin1StringView("isation"), QLatin1StringView("ization"));
}

class BucketRows final : public StretchRows
{
public:
    BucketRows(StoreReader& store, const LevelExport& wish, Progress& progress)
        : StretchRows(store, wish, progress, bucketsOf(wish), scopesOf(wish))
        , m_metrics(exploreMetrics(wish.level, !wish.currency.isEmpty()))
        , m_known(wish.range)
    {
        if (wish.level == Level::Workload) {
            if (const auto inventory = awaitAnswer(store.inventory()))
                m_known = rangeWithWorkloads(*inventory, wish.clusters, wish.range);
        }
        std::erase(m_metrics, Metric::Coverage); // of every level, in a column of its own
        m_table.title = levelTitle(wish.level, wish.dimension);
        m_table.scope = GridScope{wish.clusters.size() == 1 ? wish.clusters.front() : std::string(), wish.level,
            wish.level == Level::Dimension ? wish.dimension : DimensionKey()};
        const auto column = [this](const char* id, const QString& title, CellKind kind, Unit unit = Unit::None) {
            m_table.columns.push_back({QString::fromLatin1(id), title, kind, unit});
        };
        if (wish.bucket) {
            column("bucket", Text::tr("Bucket"), CellKind::Text);
            column("from", Text::tr("From"), CellKind::Time);
            column("to", Text::tr("To"), CellKind::Time);
        }
        column("name", m_table.title, CellKind::Text);
        for (const auto metric : m_metrics) {
            m_table.columns.push_back(
                {columnId(metric), metricName(metric), CellKind::Number, metricUnit(metric), metric});
            // A sum of all rows, which come one by one: who writes them knows it at the end.
            if (addsUp(metric))
                m_table.columns.back().total = ColumnTotal{unknown, columnId(metric)};
        }
        column("rows", Text::tr("Hours with a row"), CellKind::Number, Unit::Hours);
        column("hours", Text::tr("Hours with data of the cluster"), CellKind::Number, Unit::Hours);
        column("hours_expected", wish.bucket ? Text::tr("Hours of the bucket") : Text::tr("Hours of the range"),
            CellKind::Number, Unit::Hours);
        m_table.columns.push_back({QStringLiteral("coverage"), metricName(Metric::Coverage), CellKind::Number,
            Unit::Percent, wish.level == Level::Cluster ? std::optional(Metric::Coverage) : std::nullopt});
    }

private:
    void begin(const BucketSpan& stretch, const std::vector<GridPtr>& grids) override
    {
        m_stretch = stretch;
        m_next = 0;
        m_names.clear();
        m_usages.clear();
        const auto count = grids.size() / 2;
        const std::vector<GridPtr> clusters(grids.begin(), grids.begin() + std::ptrdiff_t(count)),
            subjects(grids.begin() + std::ptrdiff_t(count), grids.end());
        auto parts = partsOf(m_wish);
        if (m_wish.level == Level::Cluster) {
            for (std::size_t i = 0; i < count; ++i) {
                const auto grid = withActiveWorkloads(*clusters[i], *subjects[i]);
                m_names.push_back(parts[i].cluster);
                m_usages.push_back(grid.subjectCount() > 0
                        ? usageOf(grid, 0, stretch.from, stretch.to, HourPresence(grid), parts[i].options)
                        : Usage());
                m_usages.back().hoursExpected = stretch.hours();
            }
            return;
        }
        const auto cluster = combinedGrid(Level::Cluster, clusters, m_wish);
        const auto grid = combinedGrid(m_wish.level, subjects, m_wish);
        const auto options = parts.size() == 1 ? parts.front().options : combinedOptions(parts);
        m_names = grid->subjects();
        const auto first = std::clamp(stretch.from, m_known.firstHour(), m_known.endHour());
        const auto end = std::clamp(stretch.to, m_known.firstHour(), m_known.endHour());
        m_usages = usageOfAll(*grid, first, end, HourPresence(*cluster), options);
        for (auto& usage : m_usages)
            usage.hoursExpected = stretch.hours();
    }

    bool nextOf(std::vector<Cell>& cells) override
    {
        for (; m_next < m_names.size(); ++m_next) {
            const auto& usage = m_usages[m_next];
            if ((usage.hoursPresent > 0 || m_wish.level == Level::Cluster) && isWanted(m_names[m_next]))
                break;
        }
        if (m_next == m_names.size())
            return false;
        const auto& usage = m_usages[m_next];
        cells.clear();
        if (m_wish.bucket) {
            cells.emplace_back(m_stretch.label);
            cells.emplace_back(hourStart(m_stretch.from));
            cells.emplace_back(hourStart(m_stretch.to));
        }
        cells.emplace_back(QString::fromStdString(m_names[m_next]));
        for (const auto metric : m_metrics) {
            const double value = bucketValue(usage, metric);
            cells.push_back(isKnown(value) ? Cell(value) : Cell());
        }
        for (const double value : {double(usage.hoursPresent), double(usage.clusterHours), double(usage.hoursExpected),
                 100 * usage.coverage()})
            cells.emplace_back(value);
        ++m_next;
        return true;
    }

    std::vector<Metric> m_metrics;
    TimeRange m_known; ///< the hours of which something is known of the level: of others nothing counts as 0
    BucketSpan m_stretch;
    std::vector<std::string> m_names;
    std::vector<Usage> m_usages; ///< of m_names
    std::size_t m_next = 0;
};

} // namespace

std::vector<ClusterPart> partsOf(const LevelExport& wish)
{
    std::vector<ClusterPart> parts;
    for (std::size_t i = 0; i < wish.clusters.size(); ++i) {
        auto options = i < wish.options.size() ? wish.options[i] : UsageOptions();
        if (wish.currency.isEmpty())
            options.pricePerGpuHour = unknown; // an amount of nobody knows what
        parts.push_back({wish.clusters[i], {}, options});
    }
    return parts;
}

GridPtr combinedGrid(Level level, const std::vector<GridPtr>& grids, const LevelExport& wish)
{
    if (grids.size() == 1)
        return grids.front();
    auto parts = partsOf(wish);
    for (std::size_t i = 0; i < parts.size(); ++i)
        parts[i].grid = grids[i];
    return level == Level::Cluster ? combineClusters(parts) : combineSubjects(parts);
}

Error readingCancelled()
{
    return {ErrorClass::Export, Text::tr("Cancelled; nothing was written, and what was there before is as it was."), {},
        0, {}};
}

Error nobodyCalled(const std::set<std::string>& names)
{
    QStringList list;
    for (const auto& name : names)
        list << displayName(name);
    return {ErrorClass::Usage, Text::tr("Nobody is called “%1” in this range.").arg(list.join(QStringLiteral("”, “"))),
        {}, 0, {}};
}

QString levelTitle(Level level, const DimensionKey& dimension)
{
    // The words of the pages.
    switch (level) {
    case Level::Cluster:
        return QCoreApplication::translate("atlas::ExplorePresenter", "Cluster");
    case Level::Namespace:
        return QCoreApplication::translate("atlas::ComparisonPresenter", "Namespace");
    case Level::Workload:
        return QCoreApplication::translate("atlas::ExplorePresenter", "Workload");
    case Level::Dimension:
        break;
    }
    return displayName(dimension.key);
}

StretchRows::StretchRows(StoreReader& store, const LevelExport& wish, Progress& progress,
    std::vector<BucketSpan> stretches, std::vector<GridScope> scopes)
    : m_wish(wish)
    , m_store(store)
    , m_progress(progress)
    , m_stretches(std::move(stretches))
    , m_scopes(std::move(scopes))
    , m_wanted(wish.subjects.begin(), wish.subjects.end())
    , m_unseen(m_wanted)
{
    m_table.zone = wish.zone;
    m_table.range = wish.range;
    m_progress.addTotal(std::int64_t(m_stretches.size()));
    ask();
}

Result<bool> StretchRows::next(std::vector<Cell>& cells)
{
    for (;;) {
        if (m_begun > 0) {
            if (nextOf(cells))
                return true;
            m_progress.advance();
        }
        if (m_progress.isCancelled())
            return tl::unexpected(readingCancelled());
        if (m_begun == m_stretches.size()) {
            if (!m_wanted.empty() && m_unseen == m_wanted)
                return tl::unexpected(nobodyCalled(m_unseen));
            return false;
        }
        std::vector<GridPtr> grids;
        for (const auto& answer : m_answers) {
            auto grid = awaitAnswer(answer);
            if (!grid)
                return tl::unexpected(grid.error());
            grids.push_back(std::move(*grid));
        }
        const auto& stretch = m_stretches[m_begun++];
        ask();
        begin(stretch, grids);
    }
}

void StretchRows::ask()
{
    m_answers.clear();
    if (m_begun == m_stretches.size())
        return;
    const auto& stretch = m_stretches[m_begun];
    for (const auto& scope : m_scopes)
        m_answers.push_back(m_store.grid({scope, {hourStart(stretch.from), hourStart(stretch.to)}}));
}

bool StretchRows::isWanted(const std::string& subject)
{
    if (m_wanted.empty())
        return true;
    m_unseen.erase(subject);
    return m_wanted.contains(subject);
}

std::unique_ptr<RowSource> bucketRows(StoreReader& store, const LevelExport& wish, Progress& progress)
{
    return std::make_unique<BucketRows>(store, wish, progress);
}

} // namespace atlas
