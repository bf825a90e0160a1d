// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/AllocationDetails.h"
#include "models/views/AllocationHeat.h"
#include "models/views/AllocationHistory.h"
#include "models/views/AllocationPresenter.h"
#include "ui/pages/Page.h"

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace atlas {

class ColorLegend;
class DataTable;
class HeatmapChart;
class SnapshotBar;
class TileDetails;
class TreemapWidget;

/// Who holds which GPUs: the treemap of a snapshot with breadcrumb, search and legend, or namespaces over time as a
/// heat map; a bar to step through the snapshots; what changed since another one; and beside it the details of the
/// selected tile. What is chosen lives in the query (allocationChoice()).
class AllocationPage final : public Page
{
    Q_OBJECT
public:
    explicit AllocationPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("allocation"); }
    QString title() const override { return tr("Allocation"); }

    TreemapWidget* treemap() const { return m_treemap; }
    SnapshotBar* bar() const { return m_bar; }
    /// What the details say, caption and value.
    QStringList detailTexts() const;

protected:
    void applyTheme(Theme theme) override;

private:
    void buildLayout();
    QWidget* buildTreemap();
    QWidget* buildChanges();
    void addControls(QHBoxLayout* row);
    void connectAll();
    void showAllocation();
    void showBreadcrumb();
    void showDetails();
    void showHistory();
    void showHeat();
    void showChoices();
    void showGroupings();
    void showBar();
    void followState(const DashboardQuery& before);
    void markSelected();
    /// The tile was chosen here: other pages follow.
    void choose(const QStringList& path);
    void goTo(std::optional<Instant> at, bool continuing);
    void stepBy(int by, bool continuing);
    void openCell(int row, int column);
    void selectSubject(const std::string& subject, Level level, const DimensionKey& dimension = {});
    /// The subject of a tile as other pages know it; empty where they know none.
    Selection subjectOf(const AllocationItem& item) const;
    const AllocationItem* item(const QStringList& path) const;

    AllocationPresenter* m_presenter;
    AllocationHistoryPresenter* m_historyPresenter;
    AllocationHeatPresenter* m_heatPresenter;
    ChartPanel *m_panel, *m_heatPanel, *m_changesPanel;
    TreemapWidget* m_treemap;
    HeatmapChart* m_heat;
    SnapshotBar* m_bar;
    TileDetails* m_details;
    ColorLegend* m_legend = nullptr;
    QHBoxLayout* m_breadcrumb = nullptr;
    QLabel *m_totals = nullptr, *m_warning = nullptr, *m_changesText = nullptr;
    DataTable* m_changes = nullptr;
    QComboBox *m_as = nullptr, *m_groupBy = nullptr, *m_colour = nullptr, *m_with = nullptr;
    QCheckBox* m_pods = nullptr;
    QLineEdit* m_search = nullptr;
    QStringList m_crumbs, m_annotations; ///< as they are shown
    bool m_sliding = false; ///< the newest step of the history is a run along the slider
};

} // namespace atlas
