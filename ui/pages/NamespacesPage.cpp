// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/NamespacesPage.h"

#include "charts/RankingChart.h"
#include "charts/SmallMultiples.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/PlainLabel.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QSignalBlocker>

namespace atlas {
namespace {

/// Those of a namespace. The last need a price.
constexpr Metric metrics[] = {Metric::GpuHours, Metric::UsedGpuHours, Metric::IdleGpuHours, Metric::Utilization,
    Metric::AverageAllocated, Metric::PeakAllocated, Metric::ActiveWorkloads, Metric::IdleBelowGpuHours,
    Metric::UnknownGpuHours, Metric::AllocationRate, Metric::MeanUtilization, Metric::PeakUtilization,
    Metric::LowestUtilization, Metric::P50, Metric::P95, Metric::Cost, Metric::IdleCost};

/// Whether a metric can be had at all: money with a price, a rate with a quota.
bool isOffered(Metric metric, const ComparisonPresenter& presenter)
{
    if (metric == Metric::Cost || metric == Metric::IdleCost)
        return !presenter.currency().isEmpty();
    return metric != Metric::AllocationRate || !presenter.data().quotas.bars.empty();
}

} // namespace

NamespacesPage::NamespacesPage(const PageContext& context, QWidget* parent)
    : ComparisonPage(Level::Namespace, context, parent)
    , m_rankingPanel(new ChartPanel(tr("Ranking"), {}, this))
    , m_multiplesPanel(new ChartPanel(tr("Side by side"),
          tr("The first namespaces of the ranking, a small chart each: average GPUs (Σ allocated / hours in which the "
             "cluster has data) or utilisation (weighted by allocated GPUs) bucket by bucket, on one scale or each on "
             "its own."),
          this))
    , m_quotasPanel(new ChartPanel(tr("Quota"),
          tr("Average GPUs of the range against the newest quota of the namespace: used, held idle, and what is left. "
             "Where more was held than the quota allows, the bar is as long as what was held."),
          this))
    , m_ranking(new RankingChart(this))
    , m_quotas(new RankingChart(this))
    , m_multiples(new SmallMultiples(this))
    , m_noQuotas(plainLabel("caption", this))
{
    m_rankingPanel->setContent(m_ranking);
    m_quotasPanel->setContent(m_quotas);
    m_multiplesPanel->setContent(m_multiples);
    addMetricChoice();
    addChoice(m_rankingPanel, "top", tr("How many"),
        {{tr("Top 10"), QString()}, {tr("Top 5"), QStringLiteral("5")}, {tr("Top 20"), QStringLiteral("20")},
            {tr("Top 50"), QStringLiteral("50")}});
    addChoice(m_multiplesPanel, "small", tr("Figure of the small charts"),
        {{metricName(Metric::AverageAllocated), QString()},
            {metricName(Metric::Utilization), QStringLiteral("utilization")}});
    addChoice(m_multiplesPanel, "scale", tr("Scale of the small charts"),
        {{tr("One scale"), QString()}, {tr("Own scales"), QStringLiteral("own")}});
    linkSelection(m_ranking, level());
    linkSelection(m_quotas, level());
    linkSelection(m_multiples, level());
    connect(m_multiples, &SmallMultiples::hovered, &state(), &DashboardState::setHovered);
    connect(&state(), &DashboardState::hoverChanged, m_multiples, &SmallMultiples::setCrosshair);
    build(m_rankingPanel, tr("All namespaces"));
    addWide(m_multiplesPanel);
    addWide(m_quotasPanel);
    m_noQuotas->setText(tr("No namespace of this range has a quota: the server gives none."));
    m_quotasPanel->parentWidget()->layout()->addWidget(m_noQuotas);
    showChoices();
}

void NamespacesPage::addMetricChoice()
{
    m_metric = new QComboBox(this);
    m_metric->setAccessibleName(tr("Rank by"));
    // As wide as most names: the longest of them must not take the room of the range beside it.
    m_metric->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_metric->setMinimumContentsLength(14);
    connect(
        m_metric, &QComboBox::activated, this, [this] { state().setMetric(Metric(m_metric->currentData().toInt())); });
    m_rankingPanel->addHeaderWidget(m_metric);
    fillMetrics();
}

void NamespacesPage::fillMetrics()
{
    const QSignalBlocker quiet(m_metric);
    m_metric->clear();
    const auto chosen = state().query().metric;
    for (const Metric metric : metrics) {
        if (isOffered(metric, *presenter()) || metric == chosen)
            m_metric->addItem(metricName(metric), int(metric));
    }
    m_metric->setCurrentIndex(m_metric->findData(int(chosen)));
    m_metric->view()->setMinimumWidth(m_metric->view()->sizeHintForColumn(0));
}

void NamespacesPage::applyTheme(Theme theme)
{
    ComparisonPage::applyTheme(theme);
    m_ranking->setTheme(theme);
    m_quotas->setTheme(theme);
    m_multiples->setTheme(theme);
}

void NamespacesPage::showValues()
{
    ComparisonPage::showValues();
    const auto shared = presenter()->shared();
    const auto& values = *shared;
    m_ranking->setData(values.ranking);
    m_rankingPanel->setTable(values.rankingTable);
    m_rankingPanel->setNote(presenter()->note());
    m_rankingPanel->setMinimumHeight(m_rankingPanel->sizeHint().height());
    m_multiples->setData(values.multiples);
    m_multiplesPanel->setTable(std::shared_ptr<const Table>(shared, &values.multiplesTable));
    m_quotas->setData(values.quotas);
    m_quotasPanel->setTable(values.quotasTable);
    fillMetrics();
    showState();
}

void NamespacesPage::showState()
{
    ComparisonPage::showState();
    const bool hasQuotas = !presenter()->data().quotas.bars.empty();
    m_quotasPanel->setVisible(hasQuotas && hasContent());
    m_noQuotas->setVisible(!hasQuotas && hasContent());
}

void NamespacesPage::showChoices()
{
    ComparisonPage::showChoices();
    const auto metric = state().query().metric;
    m_metric->setCurrentIndex(m_metric->findData(int(metric)));
    m_rankingPanel->setDefinition(metricExplanation(metric,
        tr("The first namespaces, and the sum of all others where the figure adds up; where that is much longer than "
           "all bars its own is cut, with a mark.")));
    m_multiples->setOwnScales(presenter()->multiplesHaveOwnScales());
}

} // namespace atlas
