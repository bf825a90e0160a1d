// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ComparisonPage.h"

#include "charts/ShareChart.h"
#include "charts/TimeSeriesChart.h"
#include "models/views/Derive.h"
#include "ui/Theme.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {
namespace {

constexpr int firstRowHeight = 320, linesHeight = 240, tableHeight = 360;
constexpr Metric metrics[] = {Metric::GpuHours, Metric::UsedGpuHours, Metric::IdleGpuHours, Metric::Utilization,
    Metric::AverageAllocated, Metric::PeakAllocated, Metric::ActiveWorkloads};

bool hasValues(const Table& table, const QString& columnId)
{
    const auto column = std::find_if(
        table.columns.begin(), table.columns.end(), [&](const auto& candidate) { return candidate.id == columnId; });
    const auto index = std::size_t(column - table.columns.begin());
    return std::any_of(table.rows.begin(), table.rows.end(), [index](const TableRow& row) {
        return index < row.cells.size() && !std::holds_alternative<std::monostate>(row.cells[index]);
    });
}

} // namespace

ComparisonPage::ComparisonPage(Level level, const PageContext& context, QWidget* parent)
    : Page(context, parent)
    , m_presenter(new ComparisonPresenter(level, context.state, context.session, this))
    , m_sharesPanel(new ChartPanel(tr("Share of GPU-hours"),
          tr("A subject's allocated GPU-hours of the sum over all subjects of the same level."), this))
    , m_gpusPanel(new ChartPanel(tr("GPUs held by the first five"),
          tr("Σ allocated GPUs / hours in which the cluster has data, bucket by bucket. Absent in such an hour counts "
             "0."),
          this))
    , m_utilizationPanel(new ChartPanel(tr("Utilisation of the first five"),
          tr("Σ allocated·utilisation / Σ allocated, bucket by bucket. Unknown where nothing was allocated."), this))
{
    buildCharts();
    addPresenter(m_presenter);
    connect(m_presenter, &Presenter::dataChanged, this, [this] { showValues(); });
    connect(&state(), &DashboardState::queryChanged, this, &ComparisonPage::followQuery);
}

void ComparisonPage::buildCharts()
{
    m_shares = new ShareChart(this);
    m_sharesPanel->setContent(m_shares);
    connect(m_shares, &ShareChart::activated, this, &ComparisonPage::selectSubject);
    m_gpus = new TimeSeriesChart(this);
    m_gpusPanel->setContent(m_gpus);
    m_utilization = new TimeSeriesChart(this);
    m_utilizationPanel->setContent(m_utilization);
    for (auto* chart : {m_gpus, m_utilization}) {
        connect(chart, &TimeSeriesChart::hovered, &state(), &DashboardState::setHovered);
        connect(chart, &TimeSeriesChart::rangeSelected, &state(), &DashboardState::setCustomRange);
        connect(&state(), &DashboardState::hoverChanged, chart, &TimeSeriesChart::setCrosshair);
    }
    m_table = new DataTable(this);
    m_table->setChangeMeaning(QStringLiteral("rank_change"), ChangeMeaning::Neutral);
    m_table->setChangeMeaning(QStringLiteral("change"), ChangeMeaning::Neutral);
    connect(m_table, &DataTable::selectionKeysChanged, this, [this](const QStringList& keys) {
        if (keys.size() == 1)
            selectSubject(keys.first());
    });
}

void ComparisonPage::build(ChartPanel* first, const QString& allTitle)
{
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* body = new QWidget(scroll);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(space::page, space::page, space::page, space::page);
    column->setSpacing(space::panel);
    const auto addRow = [column](QWidget* left, int leftStretch, QWidget* right, int rightStretch, int height) {
        auto* row = new QHBoxLayout;
        row->setSpacing(space::panel);
        for (auto* widget : {left, right})
            widget->setMinimumHeight(height);
        row->addWidget(left, leftStretch);
        row->addWidget(right, rightStretch);
        column->addLayout(row, 1);
    };
    m_tablePanel = new ChartPanel(
        allTitle, tr("Every subject with a row in the range; the movement is against the period before."), this);
    m_tablePanel->setContent(m_table);
    m_tablePanel->setMinimumHeight(tableHeight);
    addRow(first, 3, m_sharesPanel, 2, firstRowHeight);
    addRow(m_gpusPanel, 1, m_utilizationPanel, 1, linesHeight);
    column->addWidget(m_tablePanel, 1);
    scroll->setWidget(body);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    for (auto* panel : {first, m_sharesPanel, m_gpusPanel, m_utilizationPanel, m_tablePanel})
        addPanel(panel, m_presenter);
}

void ComparisonPage::addMetricChoice(ChartPanel* panel)
{
    m_metric = new QComboBox(this);
    m_metric->setAccessibleName(tr("Rank by"));
    for (const Metric metric : metrics)
        m_metric->addItem(metricName(metric), int(metric));
    connect(
        m_metric, &QComboBox::activated, this, [this] { state().setMetric(Metric(m_metric->currentData().toInt())); });
    panel->addHeaderWidget(m_metric);
    followQuery();
}

void ComparisonPage::applyTheme(Theme theme)
{
    m_shares->setTheme(theme);
    m_gpus->setTheme(theme);
    m_utilization->setTheme(theme);
    m_table->setTheme(theme);
}

void ComparisonPage::showValues()
{
    const auto& values = m_presenter->data();
    m_shares->setData(values.shares);
    m_gpus->setData(values.gpus);
    m_utilization->setData(values.utilization);
    m_table->setTable(values.table);
    m_table->setColumnShown(QStringLiteral("quota"), hasValues(values.table, QStringLiteral("quota")));
    m_sharesPanel->setTable(tableOf(values.shares, m_sharesPanel->title(), values.table.title));
    m_gpusPanel->setTable(tableOf(values.gpus, m_gpusPanel->title()));
    m_utilizationPanel->setTable(tableOf(values.utilization, m_utilizationPanel->title()));
    m_tablePanel->setNote(m_presenter->note());
    showSelection(state().query().selected(Level::Namespace).value(0));
}

void ComparisonPage::showSelection(const QString& subject)
{
    m_shares->setSelected(subject);
    m_table->selectKey(subject);
}

void ComparisonPage::selectSubject(const QString& key)
{
    if (key != otherKey() && key != state().query().selected(Level::Namespace).value(0))
        state().select(key);
}

void ComparisonPage::followQuery()
{
    if (m_metric)
        m_metric->setCurrentIndex(m_metric->findData(int(state().query().metric)));
    showSelection(state().query().selected(Level::Namespace).value(0));
}

} // namespace atlas
