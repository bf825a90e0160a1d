// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/OverviewPresenter.h"
#include "ui/pages/Page.h"

#include <QTimer>

class QComboBox;
class QToolButton;

namespace atlas {

class AdditiveBar;
class AlertList;
class HeatmapChart;
class KeyFigureTile;
class NavigatorStrip;
class RankingChart;
class TimeSeriesChart;

/// How is the cluster doing?
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    explicit OverviewPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("overview"); }
    QString title() const override { return tr("Overview"); }

protected:
    void applyTheme(Theme theme) override;

private:
    void makePanels();
    void buildLayout();
    void connectCharts();
    void addChoices();
    void showData();
    void showTables();
    void showChoices();
    void showState();
    void showAlerts();
    void openAlert(const FiringAlert& alert);

    OverviewPresenter* m_presenter;
    std::vector<KeyFigureTile*> m_tiles;
    AdditiveBar* m_hours;
    TimeSeriesChart *m_gpus, *m_rates;
    NavigatorStrip* m_navigator;
    HeatmapChart* m_week;
    RankingChart *m_byGpuHours, *m_byIdle;
    AlertList* m_alerts;
    QComboBox* m_weekFigure;
    QToolButton* m_forecast;
    ChartPanel* m_alertsPanel = nullptr; ///< none where nothing evaluates rules
    ChartPanel *m_hoursPanel, *m_gpusPanel, *m_ratesPanel, *m_weekPanel, *m_byGpuHoursPanel, *m_byIdlePanel;
    QTimer m_navigate; ///< a drag of the navigator is taken over when it rests
    TimeRange m_navigateTo;
};

} // namespace atlas
