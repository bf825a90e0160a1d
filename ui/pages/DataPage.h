// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/DataPresenter.h"
#include "ui/pages/Page.h"

namespace atlas {

class CacheFacts;
class ClusterStateList;
class CoverageStrip;
class DataTable;
class FactTile;
class LogView;
class TimeSeriesChart;

/// "Can I trust it?": what is there and what is not, line by line; every request; every row that could not be used; the
/// cluster against the sum of its namespaces; the cache and the connections.
class DataPage final : public Page
{
    Q_OBJECT
public:
    explicit DataPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("data"); }
    QString title() const override { return tr("Data"); }

protected:
    void applyTheme(Theme theme) override;

private:
    ChartPanel* panel(const QString& title, const QString& definition, QWidget* content);
    void buildPanels();
    void buildConnections();
    void buildLayout();
    void connectCharts();
    void leadOn();
    QString withCluster(QStringList parts) const;
    void showValues();
    void showTiles();
    void showState();
    void showConnections();

    DataPresenter* m_presenter;
    FactTile *m_complete, *m_gaps, *m_rejectedRows, *m_differ, *m_zeroHours, *m_size;
    CoverageStrip* m_coverage;
    TimeSeriesChart* m_reconciliation;
    DataTable *m_differences, *m_faults;
    LogView *m_requests, *m_rejected;
    CacheFacts* m_cache;
    ClusterStateList* m_clusters;
    ChartPanel *m_coveragePanel = nullptr, *m_reconciliationPanel = nullptr, *m_differencesPanel = nullptr,
               *m_requestsPanel = nullptr, *m_rejectedPanel = nullptr, *m_faultsPanel = nullptr,
               *m_cachePanel = nullptr, *m_connectionsPanel = nullptr;
};

} // namespace atlas
