// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/NamespacesPage.h"

#include "charts/RankingChart.h"
#include "models/views/Derive.h"
#include "ui/widgets/ChartPanel.h"

namespace atlas {

NamespacesPage::NamespacesPage(const PageContext& context, QWidget* parent)
    : ComparisonPage(Level::Namespace, context, parent)
    , m_rankingPanel(new ChartPanel(tr("Ranking"),
          tr("The first ten namespaces by the chosen figure, and the sum of all others where the figure adds up."),
          this))
    , m_ranking(new RankingChart(this))
{
    m_rankingPanel->setContent(m_ranking);
    addMetricChoice(m_rankingPanel);
    connect(m_ranking, &RankingChart::activated, this, &NamespacesPage::selectSubject);
    build(m_rankingPanel, tr("All namespaces"));
}

void NamespacesPage::applyTheme(Theme theme)
{
    ComparisonPage::applyTheme(theme);
    m_ranking->setTheme(theme);
}

void NamespacesPage::showValues()
{
    ComparisonPage::showValues();
    const auto& values = presenter()->data();
    m_ranking->setData(values.ranking);
    m_rankingPanel->setTable(tableOf(values.ranking, m_rankingPanel->title(), values.table.title));
    m_rankingPanel->setNote(presenter()->note());
}

void NamespacesPage::showSelection(const QString& subject)
{
    ComparisonPage::showSelection(subject);
    m_ranking->setSelected(subject);
}

} // namespace atlas
