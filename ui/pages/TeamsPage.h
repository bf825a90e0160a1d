// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/ComparisonPage.h"

class QStackedWidget;

namespace atlas {

class GroupedBarChart;

/// How do teams, projects, cost centres compare? The values of one label or annotation key side by side, in total or
/// over time.
class TeamsPage final : public ComparisonPage
{
    Q_OBJECT
public:
    explicit TeamsPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("teams"); }
    QString title() const override { return tr("Teams"); }

    GroupedBarChart* groups() const { return m_groups; }
    TimeSeriesChart* stacked() const { return m_stacked; }
    QComboBox* keyChoice() const { return m_key; }

protected:
    void applyTheme(Theme theme) override;
    void showValues() override;
    void showChoices() override;

private:
    void showKeys();

    ChartPanel* m_groupsPanel;
    QStackedWidget* m_charts; ///< in total, over time
    GroupedBarChart* m_groups;
    TimeSeriesChart* m_stacked;
    QComboBox *m_key, *m_unit = nullptr;
};

} // namespace atlas
