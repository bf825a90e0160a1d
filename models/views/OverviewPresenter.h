// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Overview.h"
#include "models/views/Presenter.h"

#include <memory>
#include <optional>

namespace atlas {

/// The shown clusters over the range and the period before. The figures are kept: another selection or choice of the
/// page computes none of them again.
class OverviewPresenter final : public Presenter
{
    Q_OBJECT
public:
    OverviewPresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    const OverviewData& data() const { return *m_data; }
    /// "GPU · per hour": units and buckets of the time series.
    QString seriesNote(Unit unit) const;

    // The page's choices (DashboardQuery::view), as they are now.

    HourOfWeekFigure week() const; ///< "overview.week": "rate", "gpus", "idle", else utilisation
    void chooseWeek(HourOfWeekFigure figure);
    bool forecast() const; ///< "overview.forecast": "on"
    void chooseForecast(bool on);

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;
    bool concernsChange(const QString& cluster, TimeRange range, bool snapshots) const override;

private:
    bool isRunning(const ClusterInfo* info) const;
    void loadRunning(TimeRange everything);
    void loadGrids(TimeRange everything, SnapshotList running);
    OverviewInput inputOf(SnapshotList running) const;

    std::shared_ptr<const OverviewData> m_data;
};

} // namespace atlas
