// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/OverviewPage.h"

#include "charts/AdditiveBar.h"
#include "charts/HeatmapChart.h"
#include "charts/NavigatorStrip.h"
#include "charts/RankingChart.h"
#include "charts/TimeSeriesChart.h"
#include "models/analysis/Format.h"
#include "ui/Theme.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/KeyFigureTile.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace atlas {

namespace {

constexpr int tileCount = 5;
constexpr Role tileRoles[tileCount] = {
    Role::AllocationRate, Role::Utilization, Role::Allocated, Role::Other, Role::Capacity};
constexpr int seriesHeight = 216, lowerHeight = 196; // all of the page fits into a window of 800
constexpr int navigatorHeight = 36;
constexpr int navigateDelay = 250; // ms

/// The heights of a row are shared out by the page, not by what the charts would like.
void shrinkTo(QWidget* panel, int height)
{
    panel->setMinimumHeight(height);
    panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
}

} // namespace

OverviewPage::OverviewPage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
    , m_presenter(new OverviewPresenter(context.state, context.session, this))
    , m_hours(new AdditiveBar(this))
    , m_gpus(new TimeSeriesChart(this))
    , m_rates(new TimeSeriesChart(this))
    , m_navigator(new NavigatorStrip(this))
    , m_week(new HeatmapChart(this))
    , m_byGpuHours(new RankingChart(this))
    , m_byIdle(new RankingChart(this))
{
    for (int i = 0; i < tileCount; ++i)
        m_tiles.push_back(new KeyFigureTile(this));
    addPresenter(m_presenter);
    makePanels();
    buildLayout();
    connectCharts();
    connect(m_presenter, &Presenter::dataChanged, this, &OverviewPage::showData);
    connect(m_presenter, &Presenter::panelStateChanged, this, &OverviewPage::showState);
}

void OverviewPage::makePanels()
{
    const auto panel = [this](const QString& title, const QString& definition, QWidget* content) {
        auto* made = new ChartPanel(title, definition, this);
        made->setContent(content);
        addPanel(made, m_presenter);
        return made;
    };
    m_hoursPanel = panel(tr("What the GPU-hours did"),
        tr("The capacity's GPU-hours: used (allocated × utilisation), held idle (allocated − used), unallocated, and "
           "unknown where a figure is missing. The parts add up to the capacity; where more was allocated than there "
           "was, to that."),
        m_hours);
    m_gpusPanel =
        panel(tr("GPUs"), tr("Capacity and allocated GPUs, mean over each bucket's hours with data."), m_gpus);
    m_ratesPanel = panel(tr("Allocation rate and utilisation"),
        tr("Allocation rate: Σ allocated / Σ capacity. Utilisation: mean weighted by allocated GPUs, in the band from "
           "the lowest to the highest value. P50 and P95 of an hour are over its samples; of longer buckets over their "
           "hours."),
        m_rates);
    m_weekPanel = panel(tr("Utilisation over the week"),
        tr("Mean utilisation of the range's hours that fall in the same hour of the week, weighted by allocated GPUs. "
           "Hatched: no hour with a known utilisation."),
        m_week);
    m_byGpuHoursPanel = panel(tr("Most GPU-hours"),
        tr("Namespaces by allocated GPU-hours, split into used, held idle and unknown; the share is of all "
           "namespaces."),
        m_byGpuHours);
    m_byIdlePanel =
        panel(tr("Most held idle"), tr("Namespaces by GPU-hours that were allocated and not used."), m_byIdle);
}

void OverviewPage::buildLayout()
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(scroll);

    auto* content = new QWidget(scroll);
    content->setObjectName(QStringLiteral("content"));
    scroll->setWidget(content);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(space::page, space::panel, space::page, space::panel);
    column->setSpacing(space::tight);

    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(space::panel);
    for (auto* tile : m_tiles)
        tiles->addWidget(tile, 1);
    column->addLayout(tiles);
    column->addWidget(m_hoursPanel);

    auto* series = new QHBoxLayout;
    series->setSpacing(space::panel);
    for (auto* panel : {m_gpusPanel, m_ratesPanel}) {
        shrinkTo(panel, seriesHeight);
        series->addWidget(panel, 1);
    }
    column->addLayout(series, 3);
    m_navigator->setFixedHeight(navigatorHeight);
    column->addWidget(m_navigator);

    auto* lower = new QHBoxLayout;
    lower->setSpacing(space::panel);
    for (auto* panel : {m_weekPanel, m_byGpuHoursPanel, m_byIdlePanel}) {
        shrinkTo(panel, lowerHeight);
        lower->addWidget(panel, 1);
    }
    column->addLayout(lower, 2);
}

void OverviewPage::connectCharts()
{
    link(m_gpus, m_rates);
    link(m_rates, m_gpus);
    link(m_byGpuHours);
    link(m_byIdle);
    m_navigate.setSingleShot(true);
    m_navigate.setInterval(navigateDelay);
    connect(m_navigator, &NavigatorStrip::rangeSelected, this, [this](TimeRange range) {
        m_navigateTo = range;
        m_navigate.start();
    });
    connect(&m_navigate, &QTimer::timeout, this, [this] { state().zoomTo(m_navigateTo); });
}

void OverviewPage::link(TimeSeriesChart* chart, TimeSeriesChart* other)
{
    connect(chart, &TimeSeriesChart::hovered, &state(), &DashboardState::setHovered);
    connect(&state(), &DashboardState::hoverChanged, chart, &TimeSeriesChart::setCrosshair);
    connect(chart, &TimeSeriesChart::rangeSelected, &state(), &DashboardState::setCustomRange);
    connect(chart, &TimeSeriesChart::viewChanged, this, [this, other](TimeRange range) {
        if (other->view() != range) {
            const QSignalBlocker quiet(other);
            other->setView(range);
        }
        m_navigator->setWindow(range);
    });
}

void OverviewPage::link(RankingChart* chart)
{
    connect(chart, &RankingChart::activated, this, [this](const QString& key) { state().select(key); });
    connect(&state(), &DashboardState::queryChanged, chart,
        [this, chart] { chart->setSelected(state().query().selected(Level::Namespace).value(0)); });
}

void OverviewPage::showData()
{
    const auto& data = m_presenter->data();
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setData(i < data.tiles.size() ? data.tiles[i] : KeyFigure{}, tileRoles[i]);
    m_hours->setData(data.hours, Unit::GpuHours);
    m_gpus->setData(data.gpus);
    m_rates->setData(data.rates);
    m_navigator->setData(data.navigator);
    m_navigator->setWindow(state().range());
    m_week->setData(data.week);
    m_byGpuHours->setData(data.byGpuHours);
    m_byIdle->setData(data.byIdle);
    for (auto* chart : {m_byGpuHours, m_byIdle})
        chart->setSelected(state().query().selected(Level::Namespace).value(0));

    m_hoursPanel->setTable(data.hoursTable);
    m_gpusPanel->setTable(data.gpusTable);
    m_ratesPanel->setTable(data.ratesTable);
    m_weekPanel->setTable(data.weekTable);
    m_byGpuHoursPanel->setTable(data.byGpuHoursTable);
    m_byIdlePanel->setTable(data.byIdleTable);

    m_hoursPanel->setNote(tr("capacity %1").arg(formatWithUnit(data.usage.capacityGpuHours, Unit::GpuHours)));
    m_gpusPanel->setNote(data.isEmpty() ? QString() : m_presenter->seriesNote(Unit::Gpus));
    m_ratesPanel->setNote(m_presenter->seriesNote(Unit::Percent));
    const auto topNote = tr("top %1 of %2").arg(data.byGpuHours.bars.size()).arg(data.namespaces);
    m_byGpuHoursPanel->setNote(topNote);
    m_byIdlePanel->setNote(topNote);
}

void OverviewPage::showState()
{
    // Why there is nothing is said once, above the navigator that leads to where there is something.
    const bool something = m_presenter->panelState().kind != PanelState::Empty;
    for (auto* tile : m_tiles)
        tile->setVisible(something);
    for (auto* panel : {m_hoursPanel, m_ratesPanel, m_weekPanel, m_byGpuHoursPanel, m_byIdlePanel})
        panel->setVisible(something);
    m_gpusPanel->setTitle(something ? tr("GPUs") : tr("No data"));
}

void OverviewPage::applyTheme(Theme theme)
{
    for (auto* tile : m_tiles)
        tile->setTheme(theme);
    m_hours->setTheme(theme);
    m_gpus->setTheme(theme);
    m_rates->setTheme(theme);
    m_navigator->setTheme(theme);
    m_week->setTheme(theme);
    m_byGpuHours->setTheme(theme);
    m_byIdle->setTheme(theme);
}

} // namespace atlas
