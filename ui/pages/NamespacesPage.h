// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/ComparisonPage.h"

class QLabel;

namespace atlas {

class RankingChart;
class SmallMultiples;

/// Who uses most, and how well? Namespaces ranked by any metric, side by side as small charts, and against their
/// quotas.
class NamespacesPage final : public ComparisonPage
{
    Q_OBJECT
public:
    explicit NamespacesPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("namespaces"); }
    QString title() const override { return tr("Namespaces"); }

    RankingChart* ranking() const { return m_ranking; }
    SmallMultiples* multiples() const { return m_multiples; }
    RankingChart* quotas() const { return m_quotas; }

protected:
    void applyTheme(Theme theme) override;
    void showValues() override;
    void showState() override;
    void showChoices() override;

private:
    void addMetricChoice();
    void fillMetrics();

    ChartPanel *m_rankingPanel, *m_multiplesPanel, *m_quotasPanel;
    RankingChart *m_ranking, *m_quotas;
    SmallMultiples* m_multiples;
    QComboBox* m_metric = nullptr;
    QLabel* m_noQuotas;
};

} // namespace atlas
