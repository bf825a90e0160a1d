// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Presenter.h"
#include "models/views/SubjectComparison.h"

#include <memory>

namespace atlas {

/// The namespaces of the shown clusters, or the values of one of their label keys, over the range and the period
/// before. The figures of all subjects are kept: another metric, selection or choice of the page computes none of them
/// again.
class ComparisonPresenter final : public Presenter
{
    Q_OBJECT
public:
    /// `level`: Namespace or Dimension (then the state's dimension key, or the clusters' first).
    ComparisonPresenter(Level level, DashboardState& state, Session& session, QObject* parent = nullptr);

    const ComparisonValues& data() const { return *m_data; }
    const std::shared_ptr<const ComparisonValues>& shared() const { return m_data; }
    /// Label keys that the clusters have, for choosing (Level::Dimension).
    const std::vector<DimensionKey>& dimensions() const { return m_dimensions; }
    /// The one shown; its key is empty where there is none.
    const DimensionKey& dimension() const { return m_dimension; }
    /// "16 – 23 Dec 2024 · 167 of 168 h".
    QString note() const;
    /// Why no change is shown; empty where it is.
    QString changeNote() const;
    /// Of the shown clusters' price; empty where none is set.
    QString currency() const { return shownCurrency(); }

    // The page's choices (DashboardQuery::view), as they are now.

    int top() const; ///< "top": 5, 10 (default), 20, 50
    Metric multiplesOf() const; ///< "small": "utilization", else average GPUs
    bool multiplesHaveOwnScales() const; ///< "scale": "own"
    bool overTime() const; ///< "over": "time", else in total
    bool stackedShares() const; ///< "unit": "percent", else GPUs
    /// Its key in the view: "namespaces.top".
    QString choiceKey(const char* name) const;
    /// Sets one; `value` empty: the default.
    void choose(const char* name, const QString& value);

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;

private:
    QString page() const;
    QString choice(const char* name) const;
    void chooseDimension(const Inventory& inventory);
    void loadGrids();
    void loadCapacities(ComparisonInput input, SubjectFigures figures);
    void derive(ComparisonInput input, SubjectFigures figures);
    std::vector<std::string> selected() const;

    const Level m_level;
    std::shared_ptr<const ComparisonValues> m_data;
    std::vector<DimensionKey> m_dimensions;
    DimensionKey m_dimension;
};

} // namespace atlas
