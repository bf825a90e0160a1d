// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/ComparisonPresenter.h"
#include "ui/pages/Page.h"

class QBoxLayout;
class QComboBox;

namespace atlas {

class DataTable;
class GroupedBarChart;
class RankingChart;
class ShareChart;
class TimeSeriesChart;

/// What the pages Namespaces and Teams share: a chart of the subjects, their shares, the first five over time, and
/// the table of all; a selected subject is the same everywhere.
class ComparisonPage : public Page
{
    Q_OBJECT
public:
    DataTable* table() const { return m_table; }
    ShareChart* shares() const { return m_shares; }
    TimeSeriesChart* gpus() const { return m_gpus; }
    TimeSeriesChart* utilization() const { return m_utilization; }

protected:
    ComparisonPage(Level level, const PageContext& context, QWidget* parent);

    /// Lays the page out around its first chart, which is the subclass's.
    void build(ChartPanel* first, const QString& allTitle);
    /// The metric that rankings rank by, in the panel's header.
    void addMetricChoice(ChartPanel* panel);

    ComparisonPresenter* presenter() const { return m_presenter; }
    void applyTheme(Theme theme) override;
    /// New values are there.
    virtual void showValues();
    /// Another subject is selected.
    virtual void showSelection(const QString& subject);
    void selectSubject(const QString& key);

private:
    void buildCharts();
    void followQuery();

    ComparisonPresenter* m_presenter;
    ChartPanel *m_sharesPanel, *m_gpusPanel, *m_utilizationPanel, *m_tablePanel = nullptr;
    ShareChart* m_shares = nullptr;
    TimeSeriesChart *m_gpus = nullptr, *m_utilization = nullptr;
    DataTable* m_table = nullptr;
    QComboBox* m_metric = nullptr;
};

} // namespace atlas
