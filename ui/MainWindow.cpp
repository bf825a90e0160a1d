// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MainWindow.h"

#include "models/analysis/Format.h"
#include "models/views/ClusterStates.h"
#include "models/views/StatusPresenter.h"
#include "ui/dialogs/ConnectionsDialog.h"
#include "ui/exports/Exports.h"
#include "ui/pages/WelcomePage.h"
#include "ui/widgets/BannerArea.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/CommandPalette.h"
#include "ui/widgets/JobArea.h"
#include "ui/widgets/PageRail.h"
#include "ui/widgets/ProvenancePanel.h"
#include "ui/widgets/StatusStrip.h"
#include "ui/widgets/TopBar.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace atlas {

namespace {
constexpr int minuteInterval = 30'000; // ms: ages are written in minutes
constexpr QSize firstSize(1360, 860), leastSize(960, 600);
} // namespace

MainWindow::MainWindow(DashboardState& state, ThemeController& theme, SourceOpener& opener,
    ConnectionManager& connections, QWidget* parent)
    : QMainWindow(parent)
    , m_state(state)
    , m_theme(theme)
    , m_opener(opener)
    , m_connections(connections)
    , m_entries(pageEntries())
{
    setWindowTitle(tr("GPU Atlas"));
    setMinimumSize(leastSize);
    resize(firstSize);
    setAcceptDrops(true);
    buildFrame();
    buildShortcuts();
    buildExports();
    connectBar();
    connectOpener();
    connect(&state, &DashboardState::queryChanged, this, &MainWindow::queryChanged);
    connect(&theme, &ThemeController::changed, this, &MainWindow::applyTheme);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        m_state.tick();
        m_topBar->refreshTexts();
        statusChanged(); // ages in it
    });
    m_minute.start(minuteInterval);
    m_wanted = state.query().clusters;
    applyTheme(theme.theme());
    showWelcome();
}

MainWindow::~MainWindow()
{
    // A field that loses the focus says that editing is finished: to who is still whole.
    if (auto* edited = QApplication::focusWidget())
        edited->clearFocus();
    setSession(nullptr);
}

void MainWindow::buildFrame()
{
    m_topBar = new TopBar(m_state, m_theme, m_connections, this);
    m_rail = new PageRail(m_entries, this);
    m_strip = new StatusStrip(this);
    m_welcome = new WelcomePage(this);
    m_banners = new BannerArea(this);
    m_jobArea = new JobArea(m_jobs, this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_welcome);

    auto* frame = new QWidget(this);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    auto* page = new QVBoxLayout;
    page->setSpacing(0);
    page->addWidget(m_banners);
    page->addWidget(m_stack, 1);
    page->addWidget(m_jobArea);
    middle->addLayout(page, 1);
    column->addWidget(m_topBar);
    column->addLayout(middle, 1);
    column->addWidget(m_strip);
    setCentralWidget(frame);
    buildOverlays();
}

void MainWindow::connectBar()
{
    connect(m_rail, &PageRail::chosen, this, [this](const QString& id) {
        m_state.setPage(id);
        showPage(id); // also when it is the state's page already: the welcome page may be in view
    });
    connect(m_topBar, &TopBar::connectionsRequested, this, [this](const QString& id) { showConnections(id); });
    connect(m_topBar, &TopBar::liveRequested, &m_connections, &ConnectionManager::openLive);
    connect(m_topBar, &TopBar::startRequested, this, &MainWindow::showWelcome);
    connect(m_topBar, &TopBar::openRequested, this, &MainWindow::chooseFiles);
    connect(m_topBar, &TopBar::openedRequested, this, &MainWindow::showOpened);
    connect(m_topBar, &TopBar::sampleRequested, this, [this] {
        showWelcome();
        m_opener.exploreSample();
    });
    const auto retry = [this](const QString& connection) {
        if (m_session)
            m_session->retry(connection);
    };
    const auto login = [this](const QString& connection) { showConnections(connection, true); };
    connect(m_strip, &StatusStrip::cancelRequested, this, [this] {
        if (m_session)
            m_session->cancel();
    });
    connect(m_strip, &StatusStrip::retryRequested, this, retry);
    connect(m_strip, &StatusStrip::loginRequested, this, login);
    connect(m_banners, &BannerArea::retryRequested, this, retry);
    connect(m_banners, &BannerArea::loginRequested, this, login);
    connect(m_banners, &BannerArea::moreRequested, this, [this] { m_state.setPage(QStringLiteral("data")); });
}

void MainWindow::setSession(std::unique_ptr<Session> session)
{
    // Pages and presenters read the store of the session that goes.
    for (auto* page : m_pages)
        delete page;
    m_pages.assign(m_entries.size(), nullptr);
    delete m_status;
    m_status = nullptr;
    m_topBar->setSession(nullptr);
    m_exports->setSession(nullptr);
    m_jobArea->setNotice({});
    setOverlaySession(nullptr);
    m_alerts.reset();
    m_rail->setBadge(QStringLiteral("alerts"), 0);
    m_session = std::move(session);
    emit sessionChanged();
    if (!m_session) {
        m_strip->setStatus({}, {}, false, nullptr);
        m_banners->setBanners({});
        return;
    }
    if (m_makeAlerts)
        m_alerts = m_makeAlerts(*m_session);
    if (m_alerts) {
        connect(m_alerts.get(), &AlertCenter::changed, this, [this] {
            showBadge();
            announceSettled(); // the badge may be all that was missing
        });
    }
    m_welcome->setIdle();
    m_topBar->setSession(m_session.get());
    m_exports->setSession(m_session.get());
    m_status = new StatusPresenter(m_state, *m_session, this);
    connect(m_status, &StatusPresenter::inventoryChanged, this, &MainWindow::inventoryChanged);
    connect(m_status, &Presenter::dataChanged, this, &MainWindow::statusChanged);
    connect(m_session.get(), &Session::statusChanged, this, &MainWindow::statusChanged);
    connect(m_session.get(), &Session::settingsChanged, this, &MainWindow::followClusterZone);
    m_status->setActive(true);
    setOverlaySession(m_session.get());
    m_state.setAnchor({});
    m_session->ensureRange(m_state.query().clusters, {m_state.previousRange().from, m_state.range().to});
    showPage(m_state.query().page);
    statusChanged();
}

void MainWindow::inventoryChanged()
{
    const auto& inventory = m_status->inventory();
    if (inventory.clusters.empty())
        return;
    m_topBar->setClusters(inventory);
    m_exports->setInventory(inventory);
    auto query = m_state.query();
    QStringList there;
    for (const auto& info : inventory.clusters) {
        if (const auto name = QString::fromStdString(info.name); query.allClusters)
            there << name;
    }
    if (!query.allClusters)
        std::ranges::copy_if(m_wanted, std::back_inserter(there),
            [&inventory](const QString& name) { return inventory.find(name.toStdString()); });
    if (there.isEmpty())
        there << QString::fromStdString(inventory.clusters.front().name);
    if (there != query.clusters) {
        query.clusters = there;
        m_adapting = true;
        m_state.replaceQuery(query);
        m_adapting = false;
    }
    followClusterZone();
    if (m_session->isLive())
        return;
    m_state.setAnchor(anchorOfStore(inventory, there, m_state.clockNow())); // nothing newer will come
}

void MainWindow::queryChanged(const DashboardQuery& before)
{
    const auto& query = m_state.query();
    const bool otherClusters = before.clusters != query.clusters || before.allClusters != query.allClusters;
    if (otherClusters && !m_adapting)
        m_wanted = query.clusters;
    if (!m_session)
        return;
    if (before.page != query.page) {
        m_provenance->hide();
        showPage(query.page);
    }
    if (otherClusters)
        showBadge();
    if (otherClusters && !m_adapting)
        inventoryChanged(); // the anchor and the zone are the clusters'
    m_session->ensureRange(m_state.query().clusters, {m_state.previousRange().from, m_state.range().to});
}

/// What waits of the shown clusters: as many as the page lists.
void MainWindow::showBadge()
{
    m_rail->setBadge(QStringLiteral("alerts"), m_alerts ? m_alerts->waiting(m_state.query().clusters) : 0);
}

/// A connection or file may have a zone of its own; leaving it, the window's comes back where nobody chose another
/// meanwhile.
void MainWindow::followClusterZone()
{
    const auto wanted = m_session->displayZone(m_state.query().primaryCluster());
    if (wanted == m_followedZone)
        return;
    auto query = m_state.query();
    if (m_followedZone.isEmpty())
        m_ownZone = query.zone;
    if (!wanted.isEmpty())
        query.zone = wanted;
    else if (query.zone == m_followedZone)
        query.zone = m_ownZone;
    m_followedZone = wanted;
    m_state.replaceQuery(query);
}

void MainWindow::statusChanged()
{
    if (!m_session || !m_status)
        return;
    const auto clusters = m_session->clusterStatuses();
    m_strip->setStatus(m_session->status(), clusters, m_session->isLive(), m_status);
    m_banners->setBanners(bannersOf(clusters));
    setWindowTitle(tr("%1 – GPU Atlas").arg(displayName(m_session->status().source.toStdString())));
    announceSettled();
}

void MainWindow::showPage(const QString& id)
{
    const auto same = [&id](const PageEntry& entry) { return entry.id == id; };
    auto it = std::find_if(m_entries.begin(), m_entries.end(), same);
    if (it == m_entries.end())
        it = m_entries.begin();
    auto*& page = m_pages[std::size_t(it - m_entries.begin())];
    if (!page) {
        page = it->make({m_state, *m_session, m_alerts.get()}, m_stack);
        page->setTheme(m_theme.theme());
        connect(page, &Page::settled, this, &MainWindow::announceSettled);
        connect(page, &Page::connectionsRequested, this, &MainWindow::showConnections);
        connect(page, &Page::startRequested, this, &MainWindow::showWelcome);
        connect(page, &Page::figureRequested, this, &MainWindow::showProvenance);
        connect(page, &Page::exportRequested, this,
            [this, page](ChartPanel* panel, const PanelExport& what) { m_exports->exportPanel(*page, *panel, what); });
        m_stack->addWidget(page);
    }
    m_stack->setCurrentWidget(page);
    page->setFocus(); // else the first small button of the page would have it
    m_rail->setCurrent(it->id);
    m_rail->setEnabled(true);
}

void MainWindow::showWelcome()
{
    QStringList known;
    for (const auto& profile : m_connections.connections())
        known << profile.url.toString();
    m_welcome->setKnownServers(known);
    m_stack->setCurrentWidget(m_welcome);
    m_rail->setCurrent({});
    m_rail->setEnabled(m_session != nullptr);
    m_welcome->focusUrl();
}

Page* MainWindow::currentPage() const
{
    return qobject_cast<Page*>(m_stack->currentWidget());
}

bool MainWindow::isSettled() const
{
    const auto* page = currentPage();
    return page && page->isSettled() && m_status && m_status->isSettled()
        && (!m_session->status().busy || m_session->status().inBackground);
}

void MainWindow::announceSettled()
{
    if (isSettled())
        emit settled();
}

void MainWindow::applyTheme(Theme theme)
{
    m_rail->setTheme(theme);
    m_strip->setTheme(theme);
    m_banners->setTheme(theme);
    m_jobArea->setTheme(theme);
    m_palette->setTheme(theme);
    m_provenance->setTheme(theme);
    if (m_dialog)
        m_dialog->setTheme(theme);
    m_welcome->setTheme(theme);
    for (auto* page : m_pages) {
        if (page)
            page->setTheme(theme);
    }
}

} // namespace atlas
