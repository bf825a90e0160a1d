// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Clusters.h"
#include "models/domain/Async.h"
#include "models/views/DashboardState.h"
#include "models/views/PanelState.h"
#include "models/views/Session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QtConcurrentRun>

#include <chrono>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace atlas {

/// The clusters that the state shows and how the figures of each are to be read, with its price; without grids.
std::vector<ClusterPart> shownParts(const DashboardState& state, const Session& session);
/// The currency that all of them have a price in; empty where they do not share one.
QString shownCurrency(const DashboardState& state, const Session& session);

/// Base of the page presenters: state + store -> values for charts and tables. GUI thread; heavy work in a pool.
///
/// A subclass implements load(): it calls fetch() for grids and such, compute() to turn them into values on a worker
/// thread, takes the values over, and ends with finish(). Each load is a generation: answers of an older one are
/// dropped unread, so a load needs no cancelling and callbacks need no checks.
///
///     void NamespacesPresenter::load()
///     {
///         const auto input = ...copies of what the computation needs...;
///         fetch(store().grid({scope, range}), [=, this](const GridPtr& grid) {
///             compute([=] { return derive(*grid, input); }, [this](NamespacesData&& data) {
///                 m_data = std::move(data);
///                 finish(m_data.isEmpty() ? noData() : PanelState::ready());
///             });
///         });
///     }
///
/// It loads when it is active and: the state changed in a way that concerns() it, the store changed within the
/// clusters and range shown, or retry() was called. Requests of one turn of the event loop merge into one load; while a
/// load of the same query is under way, store changes wait for it to end.
class Presenter : public QObject
{
    Q_OBJECT
public:
    /// Both outlive the presenter.
    Presenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    /// An inactive presenter (its page is hidden) does not load; what it missed is loaded when it becomes active.
    void setActive(bool active);
    bool isActive() const { return m_active; }
    void retry() { requestReload(); }
    /// How long changes of the store gather before they are loaded, and after a load before the next; as long as the
    /// last load took, where that is longer. So pages keep up with a store that is being filled, and do not hold it up.
    void setStoreChangeDelay(std::chrono::milliseconds delay) { m_storeChangeDelay = delay; }
    /// The next step that an empty state offers: a range that has data, or one that is short enough.
    virtual void nextStep();

    const PanelState& panelState() const { return m_panel; }
    /// True when the shown values belong to the current state: nothing requested, nothing under way.
    bool isSettled() const { return m_settled; }

    DashboardState& state() const { return m_state; }
    Session& session() const { return m_session; }

signals:
    void panelStateChanged();
    /// New values are there (with the panel state already set).
    void dataChanged();

protected:
    virtual void load() = 0;
    /// Whether a change of the query needs another load. As it stands: all changes but page, selection, metric and the
    /// pages' own choices (DashboardQuery::view).
    virtual bool concerns(const DashboardQuery& before, const DashboardQuery& after) const;
    /// Whether changed hours or snapshots of the store need another load. As it stands: hours of a shown cluster within
    /// range() or previousRange().
    virtual bool concernsChange(const QString& cluster, TimeRange range, bool snapshots) const;

    /// Whether there is nothing to load while no cluster is known; then the panel says so.
    virtual bool needsCluster() const { return true; }

    StoreReader& store() const { return m_session.store(); }
    /// Requests a load at the end of this turn of the event loop.
    void requestReload();
    /// Ends the load: the subclass's values are in place. Ready becomes Stale where the source is. Emits
    /// panelStateChanged() and dataChanged().
    void finish(const PanelState& panel);
    /// Ends the load with an error; the old values stay. What asks for too much is no error, but a state that offers a
    /// shorter range. Emits panelStateChanged().
    void fail(const Error& error);
    /// The empty state that fits the source: being fetched, outside of what the store has, or nothing there at all.
    virtual PanelState noData() const;

    /// then(value) when the answer is there and this load is still the newest; an error goes to fail().
    template <typename T, typename Then>
    void fetch(const QFuture<Result<T>>& future, Then then)
    {
        whenDone(
            future, this, [this, generation = m_generation, then = std::move(then)](const Result<T>& result) mutable {
                if (generation != m_generation)
                    return;
                if (result)
                    then(*result);
                else
                    fail(result.error());
            });
    }

    /// As fetch() for several answers at once: then(std::vector<T>) in the order of the futures.
    template <typename T, typename Then>
    void fetchAll(const std::vector<QFuture<Result<T>>>& futures, Then then)
    {
        struct Gathered
        {
            std::vector<T> values;
            std::size_t missing = 0;
        };
        auto gathered = std::make_shared<Gathered>();
        gathered->values.resize(futures.size());
        gathered->missing = futures.size();
        auto shared = std::make_shared<Then>(std::move(then));
        for (std::size_t i = 0; i < futures.size(); ++i) {
            fetch(futures[i], [gathered, shared, i](const T& value) {
                gathered->values[i] = value;
                if (--gathered->missing == 0)
                    (*shared)(gathered->values);
            });
        }
    }

    /// Hours that a page asks for.
    struct GridWish
    {
        Level level = Level::Cluster;
        TimeRange range;
        DimensionKey dimension = {}; ///< with Level::Dimension
    };
    /// then(std::vector<GridPtr>) in the order of the wishes: of one shown cluster as the store has its hours, of
    /// several as if they were one (analysis/Clusters.h), to be read with shownOptions().
    template <typename Then>
    void fetchGrids(const std::vector<GridWish>& wishes, Then then)
    {
        std::vector<QFuture<Result<GridPtr>>> grids;
        for (const auto& wish : wishes) {
            for (const auto& cluster : m_state.query().clusters)
                grids.push_back(store().grid({{cluster.toStdString(), wish.level, wish.dimension}, wish.range}));
        }
        fetchAll(grids,
            [this, wishes, parts = shownParts(), then = std::move(then)](const std::vector<GridPtr>& answers) mutable {
                if (parts.size() == 1)
                    return then(answers);
                if (answers == m_combinedOf && parts == m_combinedParts)
                    return then(m_combined); // the same hours again: what was computed of them still holds
                compute([answers, wishes, parts]() mutable { return combined(answers, wishes, std::move(parts)); },
                    [this, answers, parts, then = std::move(then)](std::vector<GridPtr>&& grids) mutable {
                        m_combinedOf = answers;
                        m_combinedParts = parts;
                        m_combined = std::move(grids);
                        then(m_combined);
                    });
            });
    }
    /// How the figures of the shown clusters are to be read, with their price where they share one.
    UsageOptions shownOptions() const;
    /// The shown clusters and how the figures of each are to be read, with its price; without grids.
    std::vector<ClusterPart> shownParts() const;
    /// The currency of that price; empty without one.
    QString shownCurrency() const;
    /// Of the shown cluster; empty for several, whose subjects' names say theirs. For entityColorKey().
    std::string colorScope() const;
    /// "prod-a", "prod-a + prod-b".
    QString shownName() const;

    /// Runs `work` in the thread pool, then `then(result)` here if this load is still the newest. `work` captures
    /// values and shared immutable grids only, never `this`.
    template <typename Work, typename Then>
    void compute(Work work, Then then)
    {
        using Value = std::invoke_result_t<Work>;
        auto guarded = [work = std::move(work)]() mutable -> Result<Value> {
            try { // a future of Qt's tells nobody of an exception: the page would load for ever
                return Result<Value>(tl::in_place, work());
            } catch (const std::bad_alloc&) {
                return tl::unexpected(tooMuchForMemory());
            }
        };
        whenDone(QtConcurrent::run(std::move(guarded)), this,
            [this, generation = m_generation, then = std::move(then)](Result<Value> value) mutable {
                if (generation != m_generation)
                    return;
                if (value)
                    then(std::move(*value));
                else
                    fail(value.error());
            });
    }

    /// Puts new values in the place of those that are kept. The old ones are let go after finish(), when nobody shows
    /// them any more, and in the pool: to free tables of many rows takes its time.
    template <typename T>
    void replace(std::shared_ptr<const T>& kept, std::shared_ptr<const T> values)
    {
        m_outdated.push_back(std::exchange(kept, std::move(values)));
    }

private:
    static std::vector<GridPtr> combined(
        const std::vector<GridPtr>& answers, const std::vector<GridWish>& wishes, std::vector<ClusterPart> parts);
    static Error tooMuchForMemory();
    void begin();
    void loadChangesLater();
    void end(const PanelState& panel);
    void queryChanged(const DashboardQuery& before);
    void storeChanged(const QString& cluster, TimeRange range, bool snapshots);
    void statusChanged();
    /// The panel with what the source's status adds: its age, or why there is nothing.
    PanelState decorated(const PanelState& panel) const;
    void setPanel(const PanelState& panel);

    DashboardState& m_state;
    Session& m_session;
    std::vector<GridPtr> m_combinedOf, m_combined; ///< of several clusters: the last ones, and what came of them
    std::vector<ClusterPart> m_combinedParts;
    std::vector<std::shared_ptr<const void>> m_outdated; ///< until the load ends
    PanelState m_panel;
    PanelState m_result; ///< how the last load ended
    QTimer m_soon; ///< merges requests of one turn
    std::chrono::milliseconds m_storeChangeDelay{250};
    QElapsedTimer m_loadTime; ///< since the last load began
    std::chrono::milliseconds m_lastLoad{0}; ///< how long it took
    quint64 m_generation = 0;
    bool m_active = false;
    bool m_dirty = true; ///< to be loaded when active
    bool m_loading = false;
    bool m_changedMeanwhile = false; ///< the store changed during this load
    bool m_settled = false;
    bool m_resultIsNoData = false;
    bool m_resultIsTooMuch = false;
};

} // namespace atlas
