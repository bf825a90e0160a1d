// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/WorkloadsPresenter.h"

#include "models/analysis/Format.h"
#include "models/views/Derive.h"
#include "models/views/SubjectComparison.h"

#include <algorithm>
#include <utility>

namespace atlas {

namespace {

const QString amongKey = QStringLiteral("workloads.among");
constexpr int mostSelected = 100; ///< a history of lists of 50,000 names would be of no use

/// A selection as text: what it is of, then the names, a line each.
QString toText(const Selection& selection)
{
    QStringList lines{QStringLiteral("namespace")};
    if (selection.level == Level::Dimension) {
        const auto type = dimensionTypeName(selection.dimension.type);
        lines[0] = QString::fromUtf8(type.data(), qsizetype(type.size())) + u':'
            + QString::fromStdString(selection.dimension.key);
    }
    return (lines + selection.names).join(u'\n');
}

Selection fromText(const QString& text)
{
    QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    Selection selection;
    if (lines.size() < 2)
        return selection;
    const QString of = lines.takeFirst();
    if (const auto type = dimensionTypeFromName(of.section(u':', 0, 0).toStdString()); type && of.contains(u':')) {
        selection.level = Level::Dimension;
        selection.dimension = {*type, of.section(u':', 1).toStdString()};
    }
    selection.names = lines;
    return selection;
}

} // namespace

WorkloadsPresenter::WorkloadsPresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_loaded(std::make_shared<Loaded>())
{
    connect(&state, &DashboardState::queryChanged, this, &WorkloadsPresenter::followNarrowing);
    // A load that failed has not narrowed what is still shown.
    connect(this, &Presenter::panelStateChanged, this, &WorkloadsPresenter::followNarrowing);
    connect(&session, &Session::settingsChanged, this, [this] { ++m_changes; });
    connect(&session.store(), &StoreReader::changed, this, [this](const QString& cluster, TimeRange range) {
        if (concernsChange(cluster, range, false))
            ++m_changes;
    });
}

Selection WorkloadsPresenter::narrowing() const
{
    const auto& query = state().query();
    const bool own = query.selection.level == Level::Namespace || query.selection.level == Level::Dimension;
    return own && !query.selection.isEmpty() ? query.selection : fromText(query.view.value(amongKey));
}

void WorkloadsPresenter::clearNarrowing()
{
    auto query = state().query();
    query.view.remove(amongKey);
    if (query.selection.level != Level::Workload)
        query.selection = {};
    state().setQuery(query);
}

void WorkloadsPresenter::selectWorkloads(const QStringList& names)
{
    auto query = state().query();
    if (const auto now = narrowing(); !now.isEmpty())
        query.view[amongKey] = toText(now);
    auto chosen = names;
    chosen.removeAll(otherKey()); // nobody has what no workload explains
    query.selection = {Level::Workload, {}, chosen.mid(0, mostSelected)};
    if (chosen.isEmpty())
        query.selection = {};
    state().setQuery(query);
}

void WorkloadsPresenter::load()
{
    // What buckets and zone change are the lines and how times are written, not the figures.
    const auto key = wantedHours();
    if (m_loaded->key == key)
        return show(m_loaded);
    fetch(store().inventory(), [this, key](const Inventory& inventory) {
        std::vector<std::string> clusters;
        for (const auto& cluster : key.clusters)
            clusters.push_back(cluster.toStdString());
        loadHours(key, rangeWithWorkloads(inventory, clusters, key.range));
    });
}

WorkloadsPresenter::HoursKey WorkloadsPresenter::wantedHours() const
{
    return {state().query().clusters, state().range(), m_changes};
}

void WorkloadsPresenter::loadHours(const HoursKey& key, TimeRange withWorkloads)
{
    fetchGrids({{Level::Cluster, key.range}, {Level::Workload, withWorkloads}},
        [this, key, withWorkloads](const std::vector<GridPtr>& grids) {
            // With the hours at hand the store finds the rows by them.
            std::vector<QFuture<Result<std::vector<WorkloadHour>>>> rows;
            for (const auto& cluster : key.clusters)
                rows.push_back(store().newestWorkloadRows(cluster.toStdString(), withWorkloads));
            fetchAll(rows, [this, grids, key](const std::vector<std::vector<WorkloadHour>>& newest) {
                auto loaded = std::make_shared<Loaded>();
                loaded->key = key;
                auto& input = loaded->input;
                input.cluster = grids[0];
                input.workloads = grids[1];
                for (const auto& part : newest)
                    input.newest.insert(input.newest.end(), part.begin(), part.end());
                input.range = key.range;
                input.options = shownOptions();
                input.clusterName = colorScope();
                compute(
                    [loaded] {
                        loaded->data = workloadsOf(loaded->input);
                        loaded->input.newest.clear();
                        return std::shared_ptr<const Loaded>(loaded);
                    },
                    [this](std::shared_ptr<const Loaded> done) { show(std::move(done)); });
            });
        });
}

void WorkloadsPresenter::show(std::shared_ptr<const Loaded> loaded)
{
    compute([range = state().range(), bucket = state().bucket(),
                zone = state().zone()] { return cutBuckets(range, bucket, zone); },
        [this, loaded = std::move(loaded)](std::vector<BucketSpan> buckets) {
            m_buckets = std::move(buckets);
            replace(m_loaded, loaded);
            narrow();
            finish(m_loaded->data.entries.empty() ? emptyState() : PanelState::ready());
        });
}

PanelState WorkloadsPresenter::emptyState() const
{
    if (m_loaded->data.cluster.hoursPresent == 0)
        return noData();
    const QString action = tr("Go to the newest data");
    if (session().isLive()) {
        return PanelState::empty(
            tr("No workload has rows in this range. Of a long or old range only the last 31 days are fetched by "
               "workload, and some servers have no rows of workloads at all; the pages Namespaces and Teams have what "
               "there is."),
            action);
    }
    return PanelState::empty(tr("%1 has no rows of workloads in this range; the pages Namespaces and Teams have what "
                                "there is.")
                                 .arg(session().status().source),
        action);
}

void WorkloadsPresenter::followNarrowing()
{
    if (!isSettled() || narrowing() == m_narrowing)
        return;
    narrow();
    emit dataChanged();
}

void WorkloadsPresenter::narrow()
{
    m_narrowing = narrowing();
    auto table = narrowedTable(m_loaded->data, m_narrowing, m_loaded->input.clusterName.empty(), m_indexes);
    table.zone = state().query().zone;
    m_table = std::make_shared<const Table>(std::move(table));
}

QString WorkloadsPresenter::totals(const std::vector<int>& rows) const
{
    std::vector<std::size_t> shown;
    shown.reserve(rows.size());
    for (const int row : rows)
        shown.push_back(m_indexes[std::size_t(row)]);
    return workloadTotals(m_loaded->data, shown);
}

const WorkloadEntry* WorkloadsPresenter::entry(const QString& name) const
{
    const auto& entries = m_loaded->data.entries;
    const auto at = std::ranges::find(entries, name.toStdString(), &WorkloadEntry::name);
    return at == entries.end() ? nullptr : &*at;
}

WorkloadLines WorkloadsPresenter::lines(const QStringList& names) const
{
    if (!m_loaded->input.workloads)
        return {};
    std::vector<std::string> wanted;
    for (const auto& name : names)
        wanted.push_back(name.toStdString());
    return workloadLines(m_loaded->input, m_buckets, state().query().zone, wanted);
}

QString WorkloadsPresenter::note() const
{
    QString text = formatRange(state().range(), state().zone());
    const auto& cluster = m_loaded->data.cluster;
    if (cluster.clusterHours >= cluster.hoursExpected)
        return text;
    return text + QStringLiteral(" · ")
        + tr("rows of workloads for %1 of %2 h")
              .arg(formatFigure(cluster.clusterHours, Unit::Count), formatFigure(cluster.hoursExpected, Unit::Count));
}

} // namespace atlas
