// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Presenter.h"
#include "models/views/Waste.h"

#include <memory>
#include <optional>

namespace atlas {

/// What the page Waste shows of its own choice: the texts of DashboardQuery::view under "waste.", understood. What is
/// not understood is the default.
struct WasteChoice
{
    Level level = Level::Namespace; ///< waste.level = "dimension", "workload"
    ReclaimRule rule; ///< waste.after in hours, waste.threshold in percent
    bool logarithmic = true; ///< waste.scale = "linear"

    explicit WasteChoice(const DashboardQuery& query);
    friend bool operator==(const WasteChoice&, const WasteChoice&) = default;
};

/// Who of the shown clusters holds GPUs without using them.
class WastePresenter final : public Presenter
{
    Q_OBJECT
public:
    WastePresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    const WasteValues& data() const { return *m_data; }
    const std::shared_ptr<const WasteValues>& shared() const { return m_data; }
    WasteChoice choice() const { return WasteChoice(state().query()); }
    /// Label keys that the primary cluster has.
    const std::vector<DimensionKey>& dimensions() const { return m_dimensions; }
    /// With Level::Dimension the one shown; its key is empty where there is none.
    const DimensionKey& dimension() const { return m_dimension; }
    /// Level and dimension of the subjects, as selections have them.
    Selection selectionOf(const QStringList& names) const;
    QStringList selected() const;

    /// waste.lines, or where they stand by themselves.
    QPointF lines() const;
    void moveLines(QPointF lines);
    /// "GPU·h, 16 – 23 Dec 2024 · 167 of 168 h".
    QString note() const;
    /// The rule's result in words.
    const QString& sentence() const { return m_sentence; }
    /// Why workloads are not listed; empty: they are.
    QString withoutWorkloads() const;

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;
    bool concernsChange(const QString& cluster, TimeRange range, bool snapshots) const override;

private:
    void loadGrids();
    TimeRange lookedAt() const;
    bool workloadsAreWanted() const;
    std::optional<QPointF> movedLines() const;

    std::shared_ptr<const WasteInput>
        m_input; ///< what m_data was made from: the same hours and rule are not looked through again
    std::shared_ptr<const WasteValues> m_data;
    std::vector<DimensionKey> m_dimensions;
    DimensionKey m_dimension;
    QString m_sentence;
};

} // namespace atlas
