// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Presenter.h"
#include "models/views/Provenance.h"

#include <optional>

namespace atlas {

/// Fetches what is behind one figure. The figure stays the same whatever the window shows next; new rows of its hours
/// are taken in.
class ProvenancePresenter final : public Presenter
{
    Q_OBJECT
public:
    ProvenancePresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    void setFigure(const FigureRef& figure);
    const Provenance& data() const { return m_data; }

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;
    bool concernsChange(const QString& cluster, TimeRange range, bool snapshots) const override;
    bool needsCluster() const override { return false; }

private:
    void loadSnapshot();
    void fetchLedgers(ProvenanceInput input);
    void finishWith(const ProvenanceInput& input);

    std::optional<FigureRef> m_figure; ///< of one cluster where it can be told
    std::vector<std::string> m_clusters; ///< whose rows are behind it
    Provenance m_data;
};

/// The figure as its cluster names it, where a figure of several clusters is of one of them: its subject is
/// "cluster/subject", or the cluster itself.
FigureRef ofOneCluster(const FigureRef& figure, const std::vector<std::string>& shown);

} // namespace atlas
