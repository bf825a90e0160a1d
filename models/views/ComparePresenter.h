// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Compare.h"
#include "models/views/Presenter.h"

#include <memory>
#include <optional>

namespace atlas {

/// What the page Compare was asked to compare: the texts of DashboardQuery::view under "compare.", understood. What
/// is not understood is the default.
struct CompareChoice
{
    bool clusters = false; ///< compare.mode = "clusters"
    ComparedPeriod with = ComparedPeriod::Before; ///< compare.with = "week", "month", "free"
    TimeRange free; ///< compare.from, compare.to
    AlignBy how = AlignBy::Offset; ///< compare.align = "weekday"
    OverlayFigure figure = OverlayFigure::Used; ///< compare.figure = "allocated", "utilization", "rate"
    QString other; ///< compare.other: the cluster to compare with; empty: the next one

    explicit CompareChoice(const DashboardQuery& query);
};

/// The range against an earlier period, or one cluster against another.
class ComparePresenter final : public Presenter
{
    Q_OBJECT
public:
    ComparePresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    const CompareValues& data() const { return *m_data; }
    CompareChoice choice() const { return CompareChoice(state().query()); }
    /// Clusters to compare the primary one with.
    const QStringList& otherClusters() const { return m_others; }
    /// The one that it is compared with; empty where there is none.
    QString otherCluster() const;
    /// The period compared with, before anything is cut off.
    TimeRange earlierRange() const;
    /// "16 – 23 Dec 2024 against 9 – 16 Dec 2024, UTC".
    QString note() const;

    /// Compares with a period of one's own.
    void compareWith(TimeRange period);
    void nextStep() override;

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;
    bool concernsChange(const QString& cluster, TimeRange range, bool snapshots) const override;

private:
    CompareInput inputOf() const;
    void loadPeriods();
    void loadClusters();
    void show(CompareInput input);
    PanelState panelOf(const CompareInput& input);

    std::shared_ptr<const CompareValues> m_data;
    QStringList m_others;
    std::optional<TimeRange> m_stored; ///< the hours that the shown clusters have
    std::optional<TimeRange> m_nextEarlier, m_nextRange; ///< what the empty state offers
};

} // namespace atlas
