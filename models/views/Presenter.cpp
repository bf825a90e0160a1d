// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Presenter.h"

#include "models/analysis/Format.h"

#include <QThreadPool>

#include <algorithm>

namespace atlas {

Presenter::Presenter(DashboardState& state, Session& session, QObject* parent)
    : QObject(parent)
    , m_state(state)
    , m_session(session)
{
    m_soon.setSingleShot(true);
    m_soon.setTimerType(Qt::PreciseTimer); // a coarse one may be early
    connect(&m_soon, &QTimer::timeout, this, &Presenter::begin);
    connect(&state, &DashboardState::queryChanged, this, &Presenter::queryChanged);
    connect(&session, &Session::statusChanged, this, &Presenter::statusChanged);
    connect(&session, &Session::settingsChanged, this, &Presenter::requestReload);
    connect(&session.store(), &StoreReader::changed, this, &Presenter::storeChanged);
}

void Presenter::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (m_active && m_dirty)
        requestReload();
}

void Presenter::requestReload()
{
    m_dirty = true;
    m_settled = false;
    if (m_active)
        m_soon.start(0);
}

void Presenter::queryChanged(const DashboardQuery& before)
{
    // An equal query means that its range moved on.
    if (before == m_state.query() || concerns(before, m_state.query()))
        requestReload();
}

void Presenter::storeChanged(const QString& cluster, TimeRange range, bool snapshots)
{
    if (!concernsChange(cluster, range, snapshots))
        return;
    m_dirty = true;
    if (m_loading)
        m_changedMeanwhile = true;
    else if (m_active && !m_soon.isActive())
        loadChangesLater();
}

void Presenter::loadChangesLater()
{
    m_soon.start(std::max(m_storeChangeDelay, m_lastLoad));
}

bool Presenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    auto same = before;
    same.page = after.page;
    same.selection = after.selection;
    same.metric = after.metric;
    same.view = after.view;
    return same != after;
}

bool Presenter::concernsChange(const QString& cluster, TimeRange range, bool) const
{
    const auto overlaps = [range](TimeRange shown) { return range.from < shown.to && shown.from < range.to; };
    return m_state.query().clusters.contains(cluster)
        && (overlaps(m_state.range()) || overlaps(m_state.previousRange()));
}

void Presenter::begin()
{
    m_soon.stop();
    if (!m_active)
        return;
    ++m_generation;
    m_dirty = false;
    m_loading = true;
    m_loadTime.start();
    m_changedMeanwhile = false;
    m_settled = false;
    if (needsCluster() && m_state.query().clusters.isEmpty()) {
        finish(noData());
        return;
    }
    setPanel(PanelState::loading());
    load();
}

void Presenter::finish(const PanelState& panel)
{
    end(panel);
    emit dataChanged();
    if (!m_outdated.empty())
        QThreadPool::globalInstance()->start([values = std::exchange(m_outdated, {})]() mutable { values.clear(); });
}

void Presenter::fail(const Error& error)
{
    ++m_generation; // the other answers of this load are of no use any more
    // The one thing that a store refuses to be asked.
    const bool tooMuch = error.cls == ErrorClass::Usage;
    end(tooMuch ? PanelState::empty(error.message, tr("Show a shorter range")) : PanelState::failed(error));
    m_resultIsTooMuch = tooMuch;
}

void Presenter::end(const PanelState& panel)
{
    m_loading = false;
    m_lastLoad = std::chrono::milliseconds(m_loadTime.elapsed());
    m_settled = !m_soon.isActive();
    m_result = panel;
    m_resultIsTooMuch = false;
    m_resultIsNoData = panel.kind == PanelState::Empty && panel == noData();
    setPanel(decorated(panel));
    if (m_changedMeanwhile)
        loadChangesLater();
}

Error Presenter::tooMuchForMemory()
{
    return {ErrorClass::Usage, tr("There is not enough memory to show this range."), {}, 0, {}};
}

void Presenter::statusChanged()
{
    if (!m_loading && m_generation > 0)
        setPanel(decorated(m_result));
}

PanelState Presenter::decorated(const PanelState& panel) const
{
    const auto status = m_session.status();
    if (panel.kind == PanelState::Ready && status.state == SessionState::Stale && !status.busy) {
        return PanelState::stale(
            status.lastSuccess ? formatAge(m_state.clockNow() - *status.lastSuccess) : tr("cached"));
    }
    if (m_resultIsNoData)
        return noData(); // the reason may have changed: fetched meanwhile, or refused
    return panel;
}

void Presenter::setPanel(const PanelState& panel)
{
    if (panel == m_panel)
        return;
    m_panel = panel;
    emit panelStateChanged();
}

PanelState Presenter::noData() const
{
    const auto status = m_session.status();
    if (status.error && (status.state == SessionState::LoginNeeded || status.state == SessionState::Blocked))
        return PanelState::failed(*status.error);
    if (status.busy)
        return PanelState::empty(tr("The hours of this range are being fetched; they appear as they arrive."));
    if (m_state.query().clusters.isEmpty())
        return PanelState::empty(tr("%1 has no cluster yet.").arg(status.source), tr("Choose other data …"));
    if (m_state.query().clusters.size() > 1) {
        return PanelState::empty(tr("%1 has no hour in %2 for which all of %3 have data.")
                                     .arg(status.source, formatRange(m_state.range(), m_state.zone()), shownName()),
            tr("Go to the newest data"));
    }
    return PanelState::empty(tr("%1 has no hours of %2 in %3.")
                                 .arg(status.source, displayName(m_state.query().primaryCluster().toStdString()),
                                     formatRange(m_state.range(), m_state.zone())),
        tr("Go to the newest data"));
}

std::vector<ClusterPart> shownParts(const DashboardState& state, const Session& session)
{
    std::vector<ClusterPart> parts;
    for (const auto& cluster : state.query().clusters) {
        auto options = session.usageOptions(cluster);
        if (const auto price = session.price(cluster))
            options.pricePerGpuHour = price->perGpuHour;
        parts.push_back({cluster.toStdString(), {}, options});
    }
    return parts;
}

QString shownCurrency(const DashboardState& state, const Session& session)
{
    QString currency;
    for (const auto& cluster : state.query().clusters) {
        const auto price = session.price(cluster);
        if (!price || (!currency.isEmpty() && price->currency != currency))
            return {};
        currency = price->currency;
    }
    return currency;
}

std::vector<ClusterPart> Presenter::shownParts() const
{
    return atlas::shownParts(m_state, m_session);
}

std::vector<GridPtr> Presenter::combined(
    const std::vector<GridPtr>& answers, const std::vector<GridWish>& wishes, std::vector<ClusterPart> parts)
{
    std::vector<GridPtr> grids;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        for (std::size_t p = 0; p < parts.size(); ++p)
            parts[p].grid = answers[i * parts.size() + p];
        grids.push_back(wishes[i].level == Level::Cluster ? combineClusters(parts) : combineSubjects(parts));
    }
    return grids;
}

UsageOptions Presenter::shownOptions() const
{
    auto options = combinedOptions(shownParts());
    if (shownCurrency().isEmpty())
        options.pricePerGpuHour = unknown; // amounts of two currencies have no sum
    return options;
}

QString Presenter::shownCurrency() const
{
    return atlas::shownCurrency(m_state, m_session);
}

std::string Presenter::colorScope() const
{
    const auto& clusters = m_state.query().clusters;
    return clusters.size() == 1 ? clusters.front().toStdString() : std::string();
}

QString Presenter::shownName() const
{
    QStringList names;
    for (const auto& cluster : m_state.query().clusters)
        names << displayName(cluster.toStdString());
    return names.join(QStringLiteral(" + "));
}

void Presenter::nextStep()
{
    if (m_resultIsTooMuch) {
        const auto range = m_state.range();
        switch (m_state.query().preset) {
        case RangePreset::LastYear:
            return m_state.setPreset(RangePreset::Last90Days);
        case RangePreset::Last90Days:
            return m_state.setPreset(RangePreset::Last30Days);
        case RangePreset::Last30Days:
            return m_state.setPreset(RangePreset::Last7Days);
        default:
            return m_state.setCustomRange({range.to - range.length() / 4, range.to});
        }
    }
    whenDone(store().inventory(), this, [this](const Result<Inventory>& inventory) {
        constexpr std::chrono::hours week{7 * 24};
        const auto end = inventory ? endOfHours(*inventory, m_state.query().clusters) : std::nullopt;
        // Where the data ended long ago, a live range that ends now would be empty again.
        if (end && *end + week <= m_state.now())
            m_state.setCustomRange({*end - week, *end});
        else
            m_state.setPreset(
                m_state.query().preset == RangePreset::Last7Days ? RangePreset::Last30Days : RangePreset::Last7Days);
    });
}

} // namespace atlas
