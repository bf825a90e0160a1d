// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Explore.h"
#include "models/views/Presenter.h"

#include <memory>

namespace atlas {

/// Any figure of any level over the range. The hours are kept: another figure, bucket, chart or selection asks the
/// store for nothing.
class ExplorePresenter final : public Presenter
{
    Q_OBJECT
public:
    ExplorePresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    const ExploreData& data() const { return *m_data; }
    const std::shared_ptr<const ExploreData>& shared() const { return m_data; }
    /// What the values are of.
    const ExploreChoice& choice() const { return m_choice; }
    /// What is asked for now: the values may still be on their way.
    ExploreChoice wanted() const { return exploreChoice(state().query().view); }
    /// Label and annotation keys of the shown clusters.
    const std::vector<DimensionKey>& dimensions() const { return m_dimensions; }
    /// Whether money can be shown, and in what.
    QString currency() const { return shownCurrency(); }
    QString subjectTitle() const;
    /// "GPU · per hour · 16 – 23 Dec 2024 · 167 of 168 h".
    QString note() const;

    /// Sets one of the page's choices; an empty value is the default.
    void choose(const char* name, const QString& value);
    /// Selects subjects of the level in the whole window.
    void selectSubjects(const QStringList& names);

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;

private:
    /// What the kept hours are of.
    struct HoursKey
    {
        Level level;
        DimensionKey dimension;
        bool workloads; ///< the clusters' hours with their active workloads
        QStringList clusters;
        TimeRange range;
        quint64 changes; ///< of settings and of the shown hours until then

        friend bool operator==(const HoursKey&, const HoursKey&) = default;
    };

    HoursKey wantedHours() const;
    void loadHours(const Inventory& inventory);
    void loadClusters();
    /// `counted`: the namespaces of each cluster, where their workloads are to be counted; else none.
    void prepared(std::shared_ptr<ExploreHours> hours, const std::vector<GridPtr>& counted);
    void derive();
    QStringList selected() const;

    ExploreChoice m_choice;
    std::shared_ptr<const ExploreData> m_data;
    std::shared_ptr<const ExploreHours> m_hours; ///< null: to be asked for
    HoursKey m_hoursKey{};
    quint64 m_changes = 0;
    std::vector<DimensionKey> m_dimensions;
};

} // namespace atlas
