// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/StatusPresenter.h"

#include "models/analysis/Usage.h"

namespace atlas {

StatusPresenter::StatusPresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
{
}

bool StatusPresenter::concernsChange(const QString&, TimeRange, bool) const
{
    return true; // a new cluster, or newer data of one that is not shown
}

void StatusPresenter::load()
{
    fetch(store().inventory(), [this](const Inventory& inventory) {
        if (inventory != m_inventory) {
            m_inventory = inventory;
            emit inventoryChanged();
        }
        const auto cluster = state().query().primaryCluster().toStdString();
        const auto range = state().range();
        m_expected = range.hours();
        if (!m_inventory.find(cluster)) {
            m_present = 0;
            finish(PanelState::ready());
            return;
        }
        fetch(store().grid({{cluster, Level::Cluster, {}}, range}), [this, range](const GridPtr& grid) {
            m_present = HourPresence(*grid).count(range.firstHour(), range.endHour());
            finish(PanelState::ready());
        });
    });
}

} // namespace atlas
