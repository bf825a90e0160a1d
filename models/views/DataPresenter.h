// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/DataValues.h"
#include "models/views/Presenter.h"

#include <memory>

namespace atlas {

/// What the store says about itself: all clusters' ledgers over the range, the log of requests, rejected rows, odd
/// fields, the primary cluster against its namespaces, sizes. There is something to show without any cluster: why there
/// is none.
class DataPresenter final : public Presenter
{
    Q_OBJECT
public:
    DataPresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    const DataValues& data() const { return *m_data; }

protected:
    void load() override;
    bool concernsChange(const QString& cluster, TimeRange range, bool snapshots) const override;
    bool needsCluster() const override { return false; }

private:
    void loadLedgers(const std::shared_ptr<DataInput>& input);
    void loadGrids(const std::shared_ptr<DataInput>& input);
    void loadDimensions(const std::shared_ptr<DataInput>& input);
    void loadLogs(const std::shared_ptr<DataInput>& input);
    void sourceChanged();

    std::shared_ptr<const DataValues> m_data;
    std::vector<DimensionKey> m_dimensions; ///< of the primary cluster
    bool m_wasBusy = false;
};

} // namespace atlas
