// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/ExplorePresenter.h"
#include "ui/pages/Page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QStackedWidget;

namespace atlas {

class DataTable;
class FilterField;
class HeatmapChart;
class RankingChart;
class TimeSeriesChart;

/// Any question over time: a level, a figure, a bucket and a way to draw it; below, the subjects to choose from.
class ExplorePage final : public Page
{
    Q_OBJECT
public:
    explicit ExplorePage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("explore"); }
    QString title() const override { return tr("Explore"); }

    TimeSeriesChart* series() const { return m_series; }
    HeatmapChart* heatmap() const { return m_heatmap; }
    RankingChart* bars() const { return m_bars; }
    DataTable* subjects() const { return m_subjects; }
    QComboBox* levelChoice() const { return m_level; }
    QComboBox* metricChoice() const { return m_metric; }
    QComboBox* chartChoice() const { return m_chart; }
    QComboBox* topChoice() const { return m_top; }
    QCheckBox* otherChoice() const { return m_other; }
    QCheckBox* shareChoice() const { return m_share; }

protected:
    void applyTheme(Theme theme) override;

private:
    QWidget* buildChoices();
    QWidget* buildSubjects();
    void buildChart();
    void fillLevels();
    void showChoices();
    void showValues();
    void showSelection();

    ExplorePresenter* m_presenter;
    ChartPanel *m_panel, *m_subjectsPanel;
    QStackedWidget* m_charts = nullptr;
    TimeSeriesChart* m_series = nullptr;
    HeatmapChart* m_heatmap = nullptr;
    RankingChart* m_bars = nullptr;
    DataTable* m_subjects = nullptr;
    FilterField* m_filter = nullptr;
    QLabel *m_error = nullptr, *m_hint = nullptr;
    QComboBox *m_level = nullptr, *m_metric = nullptr, *m_chart = nullptr, *m_top = nullptr, *m_bucket = nullptr;
    std::vector<Metric> m_metrics; ///< of the choice
    QCheckBox *m_other = nullptr, *m_share = nullptr;
};

} // namespace atlas
