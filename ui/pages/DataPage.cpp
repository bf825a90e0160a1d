// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/DataPage.h"

#include "charts/CoverageStrip.h"
#include "charts/TimeSeriesChart.h"
#include "models/analysis/Format.h"
#include "models/views/Derive.h"
#include "ui/widgets/CacheFacts.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/ClusterStateList.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FactTile.h"
#include "ui/widgets/LogView.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace atlas {

namespace {

constexpr int upperHeight = 200, middleHeight = 240, logHeight = 320;

/// The part of a whole that is never said to be all of it, or nothing, where it is not.
QString percentOf(int part, int whole)
{
    if (whole <= 0)
        return QStringLiteral(u"—");
    const double percent = 100.0 * part / whole;
    const double shown = part == whole || part == 0 ? percent : std::clamp(percent, 0.1, 99.9);
    return formatWithUnit(shown, Unit::Percent);
}

} // namespace

DataPage::DataPage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
    , m_presenter(new DataPresenter(context.state, context.session, this))
    , m_complete(new FactTile(tr("Complete"), this))
    , m_gaps(new FactTile(tr("Gaps"), this))
    , m_rejectedRows(new FactTile(tr("Rejected rows"), this))
    , m_differ(new FactTile(tr("Hours that differ"), this))
    , m_zeroHours(new FactTile(tr("All-zero hours"), this))
    , m_size(new FactTile(tr("Cache"), this))
    , m_coverage(new CoverageStrip(this))
    , m_reconciliation(new TimeSeriesChart(this))
    , m_differences(new DataTable(this))
    , m_faults(new DataTable(this))
    , m_requests(new LogView(tr("Choose a request to see all of it."), this))
    , m_rejected(new LogView(tr("Choose a row to see its text as the server sent it."), this))
    , m_cache(new CacheFacts(this))
    , m_clusters(new ClusterStateList(this))
{
    addPresenter(m_presenter);
    buildPanels();
    buildConnections();
    buildLayout();
    connectCharts();
    leadOn();
    connect(m_presenter, &Presenter::dataChanged, this, &DataPage::showValues);
    connect(m_presenter, &Presenter::panelStateChanged, this, &DataPage::showState);
    connect(&session(), &Session::statusChanged, this, &DataPage::showConnections);
    connect(&state(), &DashboardState::queryChanged, this, &DataPage::showConnections); // zone, and time went on
    showConnections();
    showState();
}

ChartPanel* DataPage::panel(const QString& title, const QString& definition, QWidget* content)
{
    auto* made = makePanel(title, definition, content);
    connect(made, &ChartPanel::retry, m_presenter, &Presenter::retry);
    return made;
}

void DataPage::buildPanels()
{
    m_coveragePanel = panel(tr("Coverage"),
        tr("What was asked of the server, hour by hour. Complete: all rows that the server states. Unverified: rows "
           "came, their number could not be confirmed. Gap: did not come yet, and is asked for again. Missing on the "
           "server: asked for a week, the server has none."),
        m_coverage);
    m_reconciliationPanel = panel(tr("Cluster against its namespaces"),
        tr("Allocated GPUs of the cluster's own rows, and the sum over the rows of its namespaces: two answers to one "
           "question. An hour differs where they are more than 1 % apart."),
        m_reconciliation);
    m_differencesPanel = panel(tr("Hours that differ"),
        tr("Cluster − sum of namespaces. Above 0: not attributed to a namespace; below 0: counted twice."),
        m_differences);
    m_requestsPanel = panel(tr("Requests"),
        tr("The newest exchanges with servers, without hosts and secrets. The trace id names a request in the server's "
           "own logs."),
        m_requests);
    m_requestsPanel->addHeaderWidget(m_requests->makeFilter(m_requestsPanel));
    m_rejectedPanel = panel(tr("Rejected rows"),
        tr("Rows that came and could not be used: no key, no time. They are counted in no figure."), m_rejected);
    m_rejectedPanel->addHeaderWidget(m_rejected->makeFilter(m_rejectedPanel));
    m_faultsPanel = panel(tr("Odd fields"),
        tr("How often a field was not what it should be. The row was kept; the field is unknown in it."), m_faults);
    m_cachePanel = panel(tr("Cache"), {}, m_cache);
    connect(m_cache, &CacheFacts::retentionChanged, this,
        [this](const RetentionPolicy& policy) { session().setRetention(policy); });
}

void DataPage::buildConnections()
{
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    auto* inside = new QWidget(scroll);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_clusters);
    column->addStretch(1);
    scroll->setWidget(inside);
    for (QWidget* seen : {inside, scroll->viewport()})
        seen->setAutoFillBackground(false); // the panel's surface is behind
    m_connectionsPanel = panel(tr("Connections"), {}, scroll);
    auto* manage = new QPushButton(tr("Connections …"), m_connectionsPanel);
    m_connectionsPanel->addHeaderWidget(manage);
    connect(manage, &QPushButton::clicked, this, [this] { emit connectionsRequested({}, false); });
    connect(m_clusters, &ClusterStateList::retryRequested, &session(), &Session::retry);
    connect(m_clusters, &ClusterStateList::loginRequested, this,
        [this](const QString& connection) { emit connectionsRequested(connection, true); });
}

void DataPage::buildLayout()
{
    auto* column = makeColumn();

    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(space::panel);
    for (auto* tile : {m_complete, m_gaps, m_rejectedRows, m_differ, m_zeroHours, m_size})
        tiles->addWidget(tile, 1);
    column->addLayout(tiles);

    const auto addRow = [column](QWidget* left, int leftShare, QWidget* right, int rightShare, int height) {
        auto* row = new QHBoxLayout;
        row->setSpacing(space::panel);
        for (auto* widget : {left, right})
            widget->setFixedHeight(height);
        row->addWidget(left, leftShare);
        row->addWidget(right, rightShare);
        column->addLayout(row);
    };
    column->addWidget(m_coveragePanel);
    addRow(m_connectionsPanel, 3, m_cachePanel, 2, upperHeight);
    addRow(m_reconciliationPanel, 3, m_differencesPanel, 2, middleHeight);
    m_requestsPanel->setFixedHeight(logHeight);
    column->addWidget(m_requestsPanel);
    addRow(m_rejectedPanel, 3, m_faultsPanel, 2, logHeight);
    column->addStretch(1);
}

void DataPage::connectCharts()
{
    connect(m_coverage, &CoverageStrip::hovered, &state(), &DashboardState::setHovered);
    connect(m_reconciliation, &TimeSeriesChart::hovered, &state(), &DashboardState::setHovered);
    connect(m_reconciliation, &TimeSeriesChart::rangeSelected, &state(), &DashboardState::setCustomRange);
    connect(&state(), &DashboardState::hoverChanged, m_coverage, &CoverageStrip::setCrosshair);
    connect(&state(), &DashboardState::hoverChanged, m_reconciliation, &TimeSeriesChart::setCrosshair);
}

/// The tiles count what the panels list.
void DataPage::leadOn()
{
    for (auto* tile : {m_complete, m_gaps})
        leadTo(tile, m_coveragePanel);
    leadTo(m_rejectedRows, m_rejectedPanel);
    leadTo(m_differ, m_differencesPanel);
    leadTo(m_size, m_cachePanel);
    m_zeroHours->setLeadsOn(true); // to the cluster's rows, which no panel lists
    connect(m_zeroHours, &FactTile::pressed, this, [this] {
        const auto cluster = state().query().primaryCluster().toStdString();
        emit figureRequested({Metric::Utilization, {cluster, Level::Cluster, {}}, {}, state().range()});
    });
}

void DataPage::showValues()
{
    const auto& data = m_presenter->data();
    m_coverage->setData(data.coverage);
    m_coveragePanel->setTable(data.coverageTable);
    m_coveragePanel->setNote(formatRange(state().range(), state().zone()));
    m_reconciliation->setData(data.reconciliation);
    m_reconciliationPanel->setTable(tableOf(data.reconciliation, m_reconciliationPanel->title()));
    m_reconciliationPanel->setNote(withCluster({unitName(Unit::Gpus)}));
    m_differences->setTable(data.reconciliationTable);
    m_requests->setRecords(data.requests, data.requestText);
    m_rejected->setRecords(data.rejected, data.rejectedText);
    m_faults->setTable(data.faults);
    m_cache->setFacts(data.facts, state().zone());
    m_cache->setRetention(session().retention());
    showTiles();
    showState();
}

/// With the name of the cluster that it is about, where there is one.
QString DataPage::withCluster(QStringList parts) const
{
    if (const auto cluster = state().query().primaryCluster(); !cluster.isEmpty())
        parts << displayName(cluster.toStdString());
    return parts.join(QStringLiteral(" · "));
}

void DataPage::showTiles()
{
    const auto& data = m_presenter->data();
    const auto count = [](auto value) { return QLocale().toString(qint64(value)); };
    const auto& hours = data.hours;
    m_complete->setFact(percentOf(hours.complete, hours.total() - hours.notAsked),
        tr("over %n cluster(s)", nullptr, int(data.coverage.groups.size())),
        tr("Complete hours of the range, over all lines of all clusters."));
    m_gaps->setFact(count(hours.gap), tr("hours · unverified: %1").arg(count(hours.unverified)),
        tr("Hours of a line that did not come yet. They are asked for again with growing patience, for a week."));
    m_rejectedRows->setFact(count(data.facts.rejectedRows), tr("ever, over all clusters"));
    const auto ofCluster = [this](const QString& note) { // the others are of all clusters
        return withCluster({note});
    };
    m_differ->setFact(data.comparedHours > 0 ? count(data.offHours) : QStringLiteral(u"—"),
        ofCluster(data.clusterOnlyHours > 0 ? tr("of %1 compared · without namespaces: %2")
                                                  .arg(count(data.comparedHours), count(data.clusterOnlyHours))
                                            : tr("of %1 compared").arg(count(data.comparedHours))),
        tr("Hours in which the cluster and the sum of its namespaces are more than 1 % apart. Hours of the cluster for "
           "which there are no rows of namespaces cannot be compared."));
    m_zeroHours->setFact(data.presentHours > 0 ? count(data.allZeroHours) : QStringLiteral(u"—"),
        ofCluster(tr("of %1 hours").arg(count(data.presentHours))),
        tr("Hours of the cluster with all utilisations 0 although GPUs were allocated: nothing was used, or nothing "
           "was measured. A connection's settings decide which."));
    m_size->setFact(formatBytes(data.facts.bytes), tr("hourly rows: %1").arg(count(data.facts.hourRows)));
}

void DataPage::showState()
{
    const auto& data = m_presenter->data();
    const auto& state = m_presenter->panelState();
    const auto show = [&state](ChartPanel* panel, bool empty, const QString& why) {
        const bool there = state.kind == PanelState::Ready || state.kind == PanelState::Stale;
        panel->setState(there && empty ? PanelState::empty(why) : state);
    };
    show(m_coveragePanel, data.coverage.groups.empty(),
        session().isLive() ? tr("Nothing was asked for yet. The lines appear as the server is asked.")
                           : tr("This file does not say what was asked for."));
    show(m_reconciliationPanel, data.comparedHours == 0,
        tr("No hour of this range has rows of the cluster and of its namespaces."));
    show(m_differencesPanel, data.reconciliationTable.rows.empty(),
        data.comparedHours > 0 ? tr("They agree in every hour.") : tr("Nothing to compare in this range."));
    show(m_requestsPanel, data.requests.rows.empty(), tr("No request was made yet."));
    show(m_rejectedPanel, data.rejected.rows.empty(), tr("No row was rejected."));
    show(m_faultsPanel, data.faults.rows.empty(), tr("Every field was as it should be."));
    show(m_cachePanel, false, {});
}

void DataPage::showConnections()
{
    const auto statuses = session().clusterStatuses();
    m_clusters->setStatuses(statuses, state().clockNow(), state().zone());
    m_connectionsPanel->setState(statuses.empty()
            ? PanelState::empty(
                tr("%1 is open: nothing is fetched.").arg(displayName(session().status().source.toStdString())))
            : PanelState::ready());
}

void DataPage::applyTheme(Theme theme)
{
    m_coverage->setTheme(theme);
    m_reconciliation->setTheme(theme);
    m_differences->setTheme(theme);
    m_faults->setTheme(theme);
    m_requests->setTheme(theme);
    m_rejected->setTheme(theme);
    m_clusters->setTheme(theme);
}

} // namespace atlas
