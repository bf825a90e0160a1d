// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/OverviewPage.h"

#include "charts/AdditiveBar.h"
#include "charts/HeatmapChart.h"
#include "charts/NavigatorStrip.h"
#include "charts/RankingChart.h"
#include "charts/TimeSeriesChart.h"
#include "models/analysis/Format.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "ui/Theme.h"
#include "ui/widgets/AlertList.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/KeyFigureTile.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace atlas {

namespace {

constexpr int tileCount = 6; ///< the last one is the cost, where a price is set
constexpr Role tileRoles[tileCount] = {
    Role::AllocationRate, Role::Utilization, Role::Allocated, Role::Other, Role::Capacity, Role::Other};
constexpr int seriesHeight = 208, lowerHeight = 188; // all of the page fits into a window of 800
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
    , m_alerts(new AlertList(this))
    , m_weekFigure(new QComboBox(this))
    , m_forecast(new QToolButton(this))
{
    for (int i = 0; i < tileCount; ++i)
        m_tiles.push_back(new KeyFigureTile(this));
    addPresenter(m_presenter);
    makePanels();
    addChoices();
    buildLayout();
    connectCharts();
    connect(m_presenter, &Presenter::dataChanged, this, &OverviewPage::showData);
    connect(m_presenter, &Presenter::panelStateChanged, this, &OverviewPage::showState);
}

void OverviewPage::makePanels()
{
    const auto panel = [this](const QString& title, const QString& definition, QWidget* content) {
        return makePanel(title, definition, content, m_presenter);
    };
    m_hoursPanel = panel(tr("What the GPU-hours did"),
        tr("The capacity's GPU-hours: used (allocated × utilisation), held idle (allocated − used), unallocated, and "
           "unknown where a figure is missing. The parts add up to the capacity; where more was allocated than there "
           "was, to that."),
        m_hours);
    m_gpusPanel =
        panel(tr("GPUs"), tr("Capacity and allocated GPUs, mean over each bucket's hours with data."), m_gpus);
    m_ratesPanel = panel(tr("Allocation rate and utilisation"),
        QStringList{tr("%1: %2", "figure, its definition")
                        .arg(metricName(Metric::AllocationRate), metricExplanation(Metric::AllocationRate)),
            tr("%1: %2", "figure, its definition")
                .arg(metricName(Metric::Utilization), metricExplanation(Metric::Utilization)),
            tr("The band is from the lowest to the highest value. P50 and P95 of an hour are over its samples; of "
               "longer "
               "buckets over their hours.")}
            .join(QLatin1Char('\n')),
        m_rates);
    m_weekPanel = panel(tr("Week"),
        tr("The range's hours that fall in the same hour of the week: utilisation weighted by allocated GPUs, "
           "allocation rate Σ allocated / Σ capacity, or the mean of the GPUs allocated or held idle. Hatched: no "
           "such hour in which the figure is known."),
        m_week);
    m_byGpuHoursPanel = panel(tr("Most GPU-hours"),
        tr("Namespaces by allocated GPU-hours, split into used, held idle and unknown; the share is of all "
           "namespaces."),
        m_byGpuHours);
    m_byIdlePanel = panel(tr("Most held idle"), metricExplanation(Metric::IdleGpuHours), m_byIdle);
    m_alerts->setVisible(alerts());
    if (!alerts())
        return;
    m_alertsPanel = new ChartPanel(tr("Firing alerts"),
        tr("Rules whose condition holds now, and for whom. A click opens the page of alerts with the subject "
           "selected."),
        this);
    m_alertsPanel->setContent(m_alerts);
    addPanel(m_alertsPanel);
}

void OverviewPage::buildLayout()
{
    auto* column = makeColumn();
    column->setSpacing(space::tight);

    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(space::panel);
    for (auto* tile : m_tiles)
        tiles->addWidget(tile, 1);
    column->addLayout(tiles);
    auto* hours = new QHBoxLayout;
    hours->setSpacing(space::panel);
    hours->addWidget(m_hoursPanel, 3);
    if (m_alertsPanel) {
        shrinkTo(m_alertsPanel, 0);
        hours->addWidget(m_alertsPanel, 1);
    }
    column->addLayout(hours);

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
    for (auto* chart : {m_gpus, m_rates}) {
        linkTime(chart);
        connect(chart, &TimeSeriesChart::viewChanged, m_navigator, &NavigatorStrip::setWindow);
    }
    for (auto* chart : {m_byGpuHours, m_byIdle})
        linkSelection(chart, Level::Namespace);
    m_navigate.setSingleShot(true);
    m_navigate.setInterval(navigateDelay);
    connect(m_navigator, &NavigatorStrip::rangeSelected, this, [this](TimeRange range) {
        m_navigateTo = range;
        m_navigate.start();
    });
    connect(&m_navigate, &QTimer::timeout, this, [this] { state().zoomTo(m_navigateTo); });
    connect(m_hours, &AdditiveBar::activated, this, [this](int segment) {
        if (const auto figure = figureAt(m_presenter->data().hoursTable, 0, std::size_t(segment) + 1))
            emit figureRequested(*figure);
    });
    if (!alerts())
        return;
    connect(alerts(), &AlertCenter::changed, this, &OverviewPage::showAlerts);
    waitForAlerts();
    connect(m_alerts, &AlertList::chosen, this, &OverviewPage::openAlert);
    showAlerts();
}

/// What the heat map shows, and whether the GPUs go on into the days to come.
void OverviewPage::addChoices()
{
    m_weekFigure->setAccessibleName(tr("Figure of the heat map"));
    for (const auto figure : {HourOfWeekFigure::Utilization, HourOfWeekFigure::AllocationRate,
             HourOfWeekFigure::AverageAllocated, HourOfWeekFigure::HeldIdle})
        m_weekFigure->addItem(weekFigureName(figure), int(figure));
    connect(m_weekFigure, &QComboBox::activated, this,
        [this] { m_presenter->chooseWeek(HourOfWeekFigure(m_weekFigure->currentData().toInt())); });
    m_weekPanel->addHeaderWidget(m_weekFigure);

    m_forecast->setObjectName(QStringLiteral("forecast"));
    m_forecast->setText(tr("Forecast"));
    m_forecast->setCheckable(true);
    m_forecast->setFocusPolicy(Qt::TabFocus);
    m_forecast->setToolTip(tr("Continues the allocated GPUs by what the same hours of the last weeks were, with the "
                              "interval that held nine of ten hours in the past"));
    connect(m_forecast, &QToolButton::clicked, this, [this](bool on) { m_presenter->chooseForecast(on); });
    m_gpusPanel->addHeaderWidget(m_forecast);
    connect(&state(), &DashboardState::queryChanged, this, &OverviewPage::showChoices);
    showChoices();
}

void OverviewPage::showChoices()
{
    m_weekFigure->setCurrentIndex(m_weekFigure->findData(int(m_presenter->week())));
    m_forecast->setChecked(m_presenter->forecast());
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
    showTables();

    m_hoursPanel->setNote(tr("capacity %1").arg(formatWithUnit(data.usage.capacityGpuHours, Unit::GpuHours)));
    const auto note = data.isEmpty() ? QString() : m_presenter->seriesNote(Unit::Gpus);
    m_gpusPanel->setNote(
        data.forecastNote.isEmpty() ? note : QString(note + QStringLiteral(" · ") + data.forecastNote));
    m_ratesPanel->setNote(m_presenter->seriesNote(Unit::Percent));
    const auto topNote = tr("top %1 of %2").arg(data.byGpuHours.bars.size()).arg(data.namespaces);
    for (auto* panel : {m_byGpuHoursPanel, m_byIdlePanel})
        panel->setNote(data.namespaces > 0 ? topNote : QString());
    showState();
    showAlerts();
}

void OverviewPage::showTables()
{
    const auto& data = m_presenter->data();
    m_hoursPanel->setTable(data.hoursTable);
    m_gpusPanel->setTable(data.gpusTable);
    m_ratesPanel->setTable(data.ratesTable);
    m_weekPanel->setTable(data.weekTable);
    m_byGpuHoursPanel->setTable(data.byGpuHoursTable);
    m_byIdlePanel->setTable(data.byIdleTable);
}

void OverviewPage::showAlerts()
{
    if (!m_alertsPanel)
        return;
    const auto firing = alerts()->firingIn(state().query().clusters);
    m_alerts->setAlerts(firing, state().now(), state().zone());
    m_alertsPanel->setNote(firing.empty() ? QString() : tr("%n firing", nullptr, int(firing.size())));
    m_alertsPanel->setState(!firing.empty() ? PanelState::ready()
            : alerts()->isReady()           ? PanelState::empty(tr("Nothing fires: no rule's condition holds now."))
                                            : PanelState::loading());
}

/// Whom the alert is about, selected on the page that says all of it.
void OverviewPage::openAlert(const FiringAlert& alert)
{
    auto query = state().query();
    query.page = QStringLiteral("alerts");
    if (alert.scope.level != Level::Cluster) {
        const auto name = query.clusters.size() > 1 ? alert.scope.cluster + '/' + alert.subject : alert.subject;
        query.selection = {alert.scope.level, alert.scope.dimension, {QString::fromStdString(name)}};
    }
    state().setQuery(query);
}

void OverviewPage::showState()
{
    // Why there is nothing is said once, above the navigator that leads to where there is something.
    const bool something = m_presenter->panelState().kind != PanelState::Empty;
    const auto shown = m_presenter->data().tiles.size();
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setVisible(something && i < std::max<std::size_t>(shown, tileCount - 1));
    for (auto* panel : {m_hoursPanel, m_ratesPanel, m_weekPanel, m_byGpuHoursPanel, m_byIdlePanel})
        panel->setVisible(something);
    if (something && m_presenter->data().namespaces == 0 && m_presenter->isSettled()) {
        for (auto* panel : {m_byGpuHoursPanel, m_byIdlePanel})
            panel->setState(PanelState::empty(tr("There are no rows of namespaces in this range.")));
    }
    m_gpusPanel->setTitle(something ? tr("GPUs") : tr("No data"));
    const bool anyCluster = something || !state().query().clusters.isEmpty();
    m_navigator->setVisible(anyCluster); // else there is nowhere to go
    if (m_alertsPanel)
        m_alertsPanel->setVisible(anyCluster);
    m_forecast->setVisible(something);
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
    m_alerts->setTheme(theme);
}

} // namespace atlas
