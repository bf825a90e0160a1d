// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Presenter.h"

namespace atlas {

/// What the frame of the window says about the data: which clusters there are, and how many hours of the range the
/// primary one has.
class StatusPresenter final : public Presenter
{
    Q_OBJECT
public:
    StatusPresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    const Inventory& inventory() const { return m_inventory; }
    int hoursPresent() const { return m_present; }
    int hoursExpected() const { return m_expected; } ///< 0: not known yet

signals:
    /// The store's clusters, or where their data end, are other than before.
    void inventoryChanged();

protected:
    void load() override;
    bool concernsChange(const QString& cluster, TimeRange range, bool snapshots) const override;
    bool needsCluster() const override { return false; }

private:
    Inventory m_inventory;
    int m_present = 0, m_expected = 0;
};

} // namespace atlas
