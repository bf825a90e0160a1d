// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Presenter.h"
#include "models/views/SubjectComparison.h"

#include <memory>

namespace atlas {

/// The namespaces of the primary cluster, or the values of one of its label keys, over the range and the period before.
class ComparisonPresenter final : public Presenter
{
    Q_OBJECT
public:
    /// `level`: Namespace or Dimension (then the state's dimension key, or the cluster's first).
    ComparisonPresenter(Level level, DashboardState& state, Session& session, QObject* parent = nullptr);

    const ComparisonValues& data() const { return *m_data; }
    /// Label keys that the cluster has, for choosing (Level::Dimension).
    const std::vector<DimensionKey>& dimensions() const { return m_dimensions; }
    /// The one shown; its key is empty where there is none.
    const DimensionKey& dimension() const { return m_dimension; }
    /// "GPU-hours, 16 – 23 Dec 2024 · 167 of 168 h".
    QString note() const;

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;

private:
    void loadGrids(const std::string& cluster);

    const Level m_level;
    std::shared_ptr<const ComparisonValues> m_data;
    std::vector<DimensionKey> m_dimensions;
    DimensionKey m_dimension;
};

} // namespace atlas
