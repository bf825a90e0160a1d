// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationPresenter.h"

#include "models/analysis/Format.h"
#include "models/views/ListText.h"

#include <algorithm>

namespace atlas {

using std::chrono::hours;

namespace {

/// How far back the newest hour of the workloads is looked for.
constexpr hours lookBack{24};
/// How old the snapshot may be that stands for a chosen instant.
constexpr hours nearEnough{1};
/// How far apart the newest allocations of clusters may be that stand for one time.
constexpr hours sameTime{1};
constexpr std::size_t cacheSize = 12;
/// Beyond so many tiles nothing is prepared ahead: it would take too much memory.
constexpr qsizetype manyTiles = 20000;

} // namespace

/// An allocation on its way: what each cluster had at the two instants.
struct AllocationPresenter::Job
{
    Wanted wanted;
    quint64 epoch = 0;
    std::vector<Taken> now, before;
    std::size_t missing = 0;
    std::optional<Error> error;
};

AllocationPresenter::AllocationPresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_data(std::make_shared<AllocationData>())
{
    connect(
        &session.store(), &StoreReader::changed, this, [this](const QString& cluster, TimeRange range, bool snapshots) {
            if (concernsChange(cluster, range, snapshots))
                forget();
        });
}

void AllocationPresenter::forget()
{
    ++m_epoch;
    m_cache.clear();
    m_preparing.clear();
    m_timesOf.clear();
}

void AllocationPresenter::setGrouping(const AllocationGrouping& grouping)
{
    auto query = state().query();
    const auto set = [&query](const QString& key, const QString& value, const QString& standard) {
        if (value == standard)
            query.view.remove(key);
        else
            query.view.insert(key, value);
    };
    set(QStringLiteral("allocation.by"), groupingText(grouping), groupingText({}));
    set(QStringLiteral("allocation.pods"), grouping.pods ? QStringLiteral("gathered") : QString(), QString());
    state().setQuery(query);
}

void AllocationPresenter::setAt(std::optional<Instant> at, bool continuing)
{
    auto query = state().query();
    const QString key = QStringLiteral("allocation.at");
    if (at)
        query.view.insert(key, QString::fromStdString(formatRfc3339(*at)));
    else
        query.view.remove(key);
    if (continuing)
        state().replaceQuery(query);
    else
        state().setQuery(query);
}

bool AllocationPresenter::canStep(int by) const
{
    const int to = position() + by;
    return to >= 0 && to < int(m_times.instants.size()) && to != position();
}

void AllocationPresenter::step(int by, bool continuing)
{
    if (m_times.instants.empty())
        return;
    const int to = std::clamp(position() + by, 0, int(m_times.instants.size()) - 1);
    if (to == position())
        return;
    m_direction = by < 0 ? -1 : 1;
    setAt(instantAt(to), continuing);
}

std::optional<Instant> AllocationPresenter::instantAt(int position) const
{
    const auto instant = m_times.instants[std::size_t(position)];
    return m_newest == instant ? std::nullopt : std::optional(instant);
}

void AllocationPresenter::setWith(const QString& with)
{
    state().setView(QStringLiteral("allocation.with"), with);
}

bool AllocationPresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    const auto was = allocationChoice(before), is = allocationChoice(after);
    const QString at = QStringLiteral("allocation.at"); // also what is no time is said
    return before.clusters != after.clusters || before.zone != after.zone || before.preset != after.preset
        || before.custom != after.custom || before.view.value(at) != after.view.value(at) || was.with != is.with
        || was.grouping != is.grouping;
}

bool AllocationPresenter::concernsChange(const QString& cluster, TimeRange range, bool snapshots) const
{
    if (!state().query().clusters.contains(cluster))
        return false;
    const auto shown = m_data->parts.find(cluster.toStdString());
    if (snapshots || shown == m_data->parts.end() || shown->second.source != AllocationSource::Snapshot)
        return true;
    return !choice().at && shown->second.time + snapshotsMayTake < range.to; // it is not the newest any more
}

void AllocationPresenter::load()
{
    const auto at = choice().at;
    const bool inside = !at || m_times.window.contains(*at);
    if (m_timesOf == state().query().clusters && m_timesFor == state().range() && inside)
        loadAllocation();
    else
        loadTimes(true);
}

void AllocationPresenter::loadTimes(bool hasSnapshots)
{
    fetch(store().inventory(), [this, hasSnapshots](const Inventory& inventory) {
        const auto clusters = state().query().clusters;
        const auto range = state().range();
        std::optional<Instant> newest, snapshot;
        for (const auto& cluster : clusters) {
            const auto* info = inventory.find(cluster.toStdString());
            const auto own = info ? newestAllocation(*info) : std::nullopt;
            if (!own)
                continue;
            newest = std::max(newest.value_or(own->time), own->time);
            if (!own->isHour)
                snapshot = std::max(snapshot.value_or(own->time), own->time);
        }
        const auto window = snapshotWindow(range, state().now(), snapshot, choice().at, hasSnapshots);
        std::vector<QFuture<Result<std::vector<SnapshotHead>>>> heads;
        for (const auto& cluster : clusters)
            heads.push_back(store().snapshotHeads(cluster.toStdString(), window));
        fetchAll(heads, [=, this](const std::vector<std::vector<SnapshotHead>>& answers) {
            const auto none = [](const auto& list) { return list.empty(); };
            if (hasSnapshots && snapshot && std::all_of(answers.begin(), answers.end(), none)) {
                loadTimes(false);
                return;
            }
            m_times = allocationTimes(answers, window);
            m_timesOf = clusters;
            m_timesFor = range; // the state may be on its way to another
            m_newest = newest;
            loadAllocation();
        });
    });
}

AllocationPresenter::Wanted AllocationPresenter::wantedAt(std::optional<Instant> at) const
{
    Wanted wanted;
    const auto choice = this->choice();
    wanted.clusters = state().query().clusters;
    wanted.at = at;
    wanted.grouping = choice.grouping;
    wanted.zone = state().query().zone;
    const auto reference = at ? at : m_newest;
    if (!choice.with.isEmpty() && reference)
        wanted.with = comparedInstant(choice.with, *reference);
    const auto chosen = state().query().view.value(QStringLiteral("allocation.at"));
    if (!chosen.isEmpty() && !choice.at)
        wanted.notUnderstood << chosen;
    if (!choice.with.isEmpty() && !comparedInstant(choice.with, {}))
        wanted.notUnderstood << choice.with;
    return wanted;
}

AllocationPtr AllocationPresenter::cached(const Wanted& wanted) const
{
    const auto found =
        std::find_if(m_cache.begin(), m_cache.end(), [&wanted](const auto& entry) { return entry.first == wanted; });
    return found == m_cache.end() ? nullptr : found->second;
}

void AllocationPresenter::loadAllocation()
{
    m_wanted = wantedAt(choice().at);
    if (auto data = cached(*m_wanted))
        show(std::move(data));
    else
        prepare(*m_wanted);
}

void AllocationPresenter::prepare(const Wanted& wanted)
{
    if (std::find(m_preparing.begin(), m_preparing.end(), wanted) != m_preparing.end())
        return;
    m_preparing.push_back(wanted);
    auto job = std::make_shared<Job>();
    job->wanted = wanted;
    job->epoch = m_epoch;
    const auto count = std::size_t(wanted.clusters.size());
    job->now.resize(count);
    job->before.resize(count);
    job->missing = wanted.with ? 2 * count : count;
    const auto into = [this, job](std::vector<Taken>& list, std::size_t index) {
        return [this, job, &list, index](const Result<Taken>& taken) {
            if (taken)
                list[index] = *taken;
            else
                job->error = taken.error();
            if (--job->missing == 0)
                compute(job);
        };
    };
    for (std::size_t i = 0; i < count; ++i) {
        const auto cluster = wanted.clusters[qsizetype(i)].toStdString();
        take(cluster, wanted.at, into(job->now, i));
        if (wanted.with)
            take(cluster, wanted.with, into(job->before, i));
    }
}

void AllocationPresenter::take(const std::string& cluster, std::optional<Instant> at, const Receiver& then)
{
    if (!at)
        return takeNewest(cluster, then);
    // An instant that cannot be found exactly stands for the newest snapshot not long before it.
    whenDone(store().snapshotHeads(cluster, {*at - nearEnough, *at + std::chrono::seconds(1)}), this,
        [=, this](const Result<std::vector<SnapshotHead>>& heads) {
            if (!heads)
                then(tl::unexpected(heads.error()));
            else if (heads->empty())
                takeHour(cluster, {hourStart(hourIndex(*at)), hourStart(hourIndex(*at)) + hours(1)}, then);
            else
                takeSnapshot(cluster, heads->back().time, then);
        });
}

void AllocationPresenter::takeNewest(const std::string& cluster, const Receiver& then)
{
    whenDone(store().inventory(), this, [=, this](const Result<Inventory>& inventory) {
        if (!inventory)
            return then(tl::unexpected(inventory.error()));
        const auto* info = inventory->find(cluster);
        const auto newest = info ? newestAllocation(*info) : std::nullopt;
        if (!newest)
            return then(Taken{});
        if (!newest->isHour)
            return takeSnapshot(cluster, std::nullopt, then);
        const auto end = newest->time + hours(1);
        const bool hasSnapshot = info->latestSnapshot.has_value();
        takeHour(cluster, {end - lookBack, end}, [=, this](const Result<Taken>& hour) {
            // Rows that say nothing of GPUs make no allocation.
            if (hour && !hour->snapshot && hasSnapshot)
                takeSnapshot(cluster, std::nullopt, then);
            else
                then(hour);
        });
    });
}

void AllocationPresenter::takeSnapshot(const std::string& cluster, std::optional<Instant> time, const Receiver& then)
{
    whenDone(store().snapshot(cluster, time), this, [then](const Result<SnapshotPtr>& snapshot) {
        if (!snapshot)
            return then(tl::unexpected(snapshot.error()));
        then(*snapshot ? Taken{AllocationSource::Snapshot, *snapshot} : Taken{});
    });
}

void AllocationPresenter::takeHour(const std::string& cluster, TimeRange range, const Receiver& then)
{
    whenDone(store().grid({{cluster, Level::Workload, {}}, range}), this, [=, this](const Result<GridPtr>& workloads) {
        whenDone(store().grid({{cluster, Level::Cluster, {}}, range}), this, [=](const Result<GridPtr>& whole) {
            if (!workloads || !whole) {
                then(tl::unexpected(workloads ? whole.error() : workloads.error()));
                return;
            }
            auto hour = allocationOfNewestHour(**workloads, **whole);
            then(hour ? Taken{AllocationSource::WorkloadHour, std::make_shared<AllocationSnapshot>(std::move(*hour))}
                      : Taken{});
        });
    });
}

void AllocationPresenter::compute(const std::shared_ptr<Job>& job)
{
    if (job->error) {
        std::erase(m_preparing, job->wanted);
        if (m_wanted == job->wanted) {
            m_wanted.reset();
            fail(*job->error);
        }
        return;
    }
    whenDone(QtConcurrent::run([job] { return allocationOf(*job); }), this,
        [this, job](AllocationPtr data) { arrived(*job, std::move(data)); });
}

AllocationPtr AllocationPresenter::allocationOf(const Job& job)
{
    auto data = std::make_shared<AllocationData>();
    std::vector<AllocationPart> parts;
    std::vector<ClusterChanges> changes;
    changes.reserve(job.now.size()); // parts point into it
    QStringList absent, incomparable;
    std::optional<Instant> with;
    bool coarse = false;
    for (std::size_t i = 0; i < job.now.size(); ++i) {
        const auto& now = job.now[i];
        const auto cluster = job.wanted.clusters[qsizetype(i)].toStdString();
        if (!now.snapshot) {
            absent << displayName(cluster);
            continue;
        }
        AllocationPart part{now.snapshot.get(), nullptr};
        if (job.wanted.with && job.before[i].snapshot) {
            const bool alike = job.before[i].source == now.source; // pods are not to be compared with workloads
            changes.emplace_back(cluster, changesBetween(*job.before[i].snapshot, *now.snapshot, !alike));
            part.changes = &changes.back().second;
            coarse |= changes.back().second.totalsOnly || !changes.back().second.asWhole.empty();
            const auto taken = job.before[i].snapshot->head.time;
            with = std::min(with.value_or(taken), taken);
        } else if (job.wanted.with) {
            incomparable << displayName(cluster);
        }
        parts.push_back(part);
        const AllocationTime own{now.source, now.snapshot->head.time};
        data->parts.emplace(cluster, own);
        if (data->source == AllocationSource::None || own.time > data->time) {
            data->source = own.source;
            data->time = own.time;
        }
    }
    if (parts.empty())
        return data;
    const QTimeZone zone(job.wanted.zone);
    data->view = allocationView(parts, job.wanted.grouping);
    data->view.table.zone = job.wanted.zone;
    if (with)
        data->comparison = allocationComparison(changes, *with, data->time, zone);
    QStringList remarks;
    for (const QString& text : job.wanted.notUnderstood)
        remarks << tr("“%1” is no time: a time looks like 2024-12-16T00:00:00Z, or 1d, or 1w.")
                       .arg(displayName(text.toStdString()));
    if (!absent.isEmpty())
        remarks << tr("%1: nothing is stored of that time.").arg(formatList(absent));
    for (const auto& [cluster, own] : data->parts) {
        if (data->time - own.time > sameTime || own.source != data->source)
            remarks << tr("%1: %2.", "cluster: snapshot of a time").arg(displayName(cluster), sourceTextOf(own, zone));
    }
    if (!incomparable.isEmpty())
        remarks << tr("Nothing is stored of %1 to compare with.").arg(formatInstant(*job.wanted.with, zone));
    if (coarse)
        remarks << tr(
            "The two do not list the same one by one: what only one of them tells apart is compared as a whole.");
    data->remark = remarks.join(QLatin1Char(' '));
    return data;
}

void AllocationPresenter::arrived(const Job& job, AllocationPtr data)
{
    std::erase(m_preparing, job.wanted);
    // What the store changed meanwhile is shown by the load that waits for this one to end, so it is not kept.
    if (job.epoch == m_epoch) {
        if (data->view.items.size() > manyTiles)
            m_cache.clear();
        m_cache.emplace_front(job.wanted, data);
        if (m_cache.size() > cacheSize)
            m_cache.pop_back();
    }
    if (m_wanted == job.wanted)
        show(std::move(data));
}

void AllocationPresenter::show(AllocationPtr data)
{
    m_wanted.reset();
    m_data = std::move(data);
    if (m_data->source == AllocationSource::None)
        finish(noData());
    else if (m_data->view.root.children.empty())
        finish(PanelState::empty(tr("The snapshot lists no allocation and no capacity.")));
    else
        finish(PanelState::ready());
    prepareNeighbours();
}

/// The next steps in the direction of the last one, and the way back.
void AllocationPresenter::prepareNeighbours()
{
    const int position = this->position();
    if (!isActive() || position < 0 || m_data->view.items.size() > manyTiles)
        return;
    for (const int by : {m_direction, 2 * m_direction, 3 * m_direction, -m_direction}) {
        const int to = position + by;
        if (to < 0 || to >= int(m_times.instants.size()))
            continue;
        const auto wanted = wantedAt(instantAt(to));
        if (!cached(wanted))
            prepare(wanted);
    }
}

PanelState AllocationPresenter::noData() const
{
    const PanelState general = Presenter::noData();
    // Only the sentence with a way out speaks of the range, on which an allocation does not depend.
    if (general.action.isEmpty() || state().query().clusters.isEmpty())
        return general;
    if (const auto at = choice().at) {
        return PanelState::empty(tr("%1 has neither a snapshot of %2 within the hour to %3 nor workloads of that hour.")
                                     .arg(session().status().source, shownName(), formatInstant(*at, state().zone())),
            tr("Show the newest"));
    }
    return PanelState::empty(tr("%1 has neither a snapshot nor an hour of workloads of %2: who holds which GPUs at one "
                                "instant is not known. "
                                "What its namespaces held hour by hour is.")
                                 .arg(session().status().source, shownName()),
        tr("Show the heat map over time"));
}

void AllocationPresenter::nextStep()
{
    if (choice().at)
        setAt(std::nullopt);
    else
        state().setView(QStringLiteral("allocation.as"), QStringLiteral("heatmap"));
}

QString AllocationPresenter::sourceText() const
{
    return sourceTextOf({m_data->source, m_data->time}, state().zone());
}

QString AllocationPresenter::sourceTextOf(const AllocationTime& when, const QTimeZone& zone)
{
    const QString time = formatInstant(when.time, zone);
    switch (when.source) {
    case AllocationSource::None:
        break;
    case AllocationSource::Snapshot:
        return tr("Snapshot of %1").arg(time);
    case AllocationSource::WorkloadHour:
        return tr("Mean of the hour from %1 (no snapshot is stored of it)").arg(time);
    }
    return {};
}

QString AllocationPresenter::totalsText() const
{
    if (m_data->source == AllocationSource::None)
        return {};
    const auto& totals = m_data->view.totals;
    const auto groups = std::count_if(
        totals.namespaces.begin(), totals.namespaces.end(), [](const auto& part) { return part.gpus > 0; });
    QStringList parts;
    parts << (isKnown(totals.capacity)
            ? tr("%1 of %2 allocated")
                  .arg(formatFigure(totals.allocated, Unit::Gpus), formatWithUnit(totals.capacity, Unit::Gpus))
            : tr("%1 allocated").arg(formatWithUnit(totals.allocated, Unit::Gpus)));
    parts << tr("%1 utilisation").arg(formatWithUnit(totals.utilization, Unit::Percent));
    parts << tr("%Ln namespace(s)", nullptr, int(groups));
    if (isKnown(totals.workloads))
        parts << tr("%Ln workload(s)", nullptr, int(totals.workloads));
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace atlas
