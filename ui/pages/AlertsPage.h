// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/AlertsPresenter.h"
#include "ui/pages/Page.h"

class QLabel;
class QLayout;
class QListWidget;
class QListWidgetItem;
class QPushButton;
class QToolButton;

namespace atlas {

class AlertRuleForm;
class DataTable;
class FactTile;
class TimeSeriesChart;

/// Rules, what they would have found, and what fires now.
class AlertsPage final : public Page
{
    Q_OBJECT
public:
    explicit AlertsPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("alerts"); }
    QString title() const override { return tr("Alerts"); }

protected:
    void applyTheme(Theme theme) override;

private:
    void makePanels();
    void buildLayout();
    QWidget* makeEditor();
    QLayout* makeRuleButtons();
    void addAlertButtons();
    void connectAll();
    void showRules();
    void showTrial();
    void showFiring();
    void showButtons();
    void showFaults();
    std::vector<FiringAlert> shownAlerts() const;
    std::vector<FiringAlert> selectedAlerts() const;
    void muteFor(std::optional<std::chrono::hours> time);
    void look(const QStringList& keys);

    AlertsPresenter* m_presenter;
    QListWidget* m_rules;
    AlertRuleForm* m_form;
    QLabel *m_faults, *m_problems;
    QPushButton *m_save, *m_discard;
    QToolButton *m_add, *m_duplicate, *m_remove, *m_acknowledge, *m_mute, *m_unmute;
    DataTable *m_firing, *m_episodes;
    TimeSeriesChart* m_chart;
    FactTile *m_times, *m_subjects, *m_hours, *m_gpuHours;
    ChartPanel *m_rulesPanel, *m_firingPanel, *m_chartPanel, *m_episodesPanel;
    bool m_showing = false;
};

} // namespace atlas
