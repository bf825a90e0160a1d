// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/ComparisonPage.h"

namespace atlas {

/// How do teams, projects, cost centres compare? The values of one label or annotation key side by side.
class TeamsPage final : public ComparisonPage
{
    Q_OBJECT
public:
    explicit TeamsPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("teams"); }
    QString title() const override { return tr("Teams"); }

    GroupedBarChart* groups() const { return m_groups; }
    QComboBox* keyChoice() const { return m_key; }

protected:
    void applyTheme(Theme theme) override;
    void showValues() override;
    void showSelection(const QString& subject) override;

private:
    void showKeys();

    ChartPanel* m_groupsPanel;
    GroupedBarChart* m_groups;
    QComboBox* m_key;
};

} // namespace atlas
