// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/AllocationPresenter.h"
#include "ui/pages/Page.h"

#include <functional>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace atlas {

class ColorLegend;
class TimeSeriesChart;
class TreemapWidget;

/// Who holds which GPUs right now: the treemap of the newest snapshot with breadcrumb, search and legend, the table
/// behind it, and beside it the details of the selected tile.
class AllocationPage final : public Page
{
    Q_OBJECT
public:
    explicit AllocationPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("allocation"); }
    QString title() const override { return tr("Allocation"); }

    TreemapWidget* treemap() const { return m_treemap; }
    /// What the details say, caption and value.
    QStringList detailTexts() const;

protected:
    void applyTheme(Theme theme) override;

private:
    QWidget* buildTreemap();
    QWidget* buildDetails();
    void addControls();
    void showAllocation();
    void showBreadcrumb();
    void showDetails(const QStringList& path);
    /// The whole cluster, where no tile is selected.
    void showTotals(const std::function<void(const QString& caption, const QString& value)>& fact);
    void showHistory();
    void followState();

    AllocationPresenter* m_presenter;
    AllocationHistoryPresenter* m_historyPresenter;
    ChartPanel *m_panel, *m_gpusPanel, *m_utilizationPanel;
    TreemapWidget* m_treemap = nullptr;
    ColorLegend* m_legend = nullptr;
    QHBoxLayout* m_breadcrumb = nullptr;
    QLabel *m_totals = nullptr, *m_warning = nullptr;
    QComboBox* m_groupBy = nullptr;
    QCheckBox* m_pods = nullptr;
    QLineEdit* m_search = nullptr;
    QLabel* m_detailTitle = nullptr;
    QLabel* m_historyCaption = nullptr;
    QGridLayout* m_facts = nullptr;
    TimeSeriesChart *m_gpus = nullptr, *m_utilization = nullptr;
};

} // namespace atlas
