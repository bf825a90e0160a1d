// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TopBar.h"

#include "charts/PaintHelpers.h"
#include "models/analysis/Format.h"
#include "models/views/ClusterStates.h"
#include "models/views/SavedViews.h"
#include "ui/dialogs/RangeDialog.h"
#include "ui/widgets/ClusterChoice.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/StateDot.h"
#include "ui/widgets/ToolButtons.h"

#include <QActionGroup>
#include <QComboBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

namespace atlas {

namespace {

constexpr int iconSize = 16;

QToolButton* menuButton(const QString& tip, QWidget* parent)
{
    auto* made = toolButton(tip, parent);
    made->setPopupMode(QToolButton::InstantPopup);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    made->setProperty("atlasMenu", true);
    made->setMenu(new QMenu(made));
    return made;
}

/// The dot of a state, to stand in a menu.
QIcon dotIcon(std::optional<ClusterState> state, Theme theme)
{
    constexpr int scale = 2; // sharp on fine screens
    constexpr QRectF dot(4, 4, 9, 9);
    QPixmap pixmap(iconSize * scale, iconSize * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    StateDot::paint(painter, dot, state, theme);
    return QIcon(pixmap);
}

/// Zones that need no searching, beside the system's.
const char* const commonZones[] = {"UTC", "Asia/Shanghai", "Asia/Tokyo", "Asia/Kolkata", "Europe/London",
    "Europe/Berlin", "America/New_York", "America/Los_Angeles"};

} // namespace

TopBar::TopBar(DashboardState& state, ThemeController& theme, const ConnectionManager& connections, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_theme(theme)
    , m_connections(connections)
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("atlasEdge", "top");
    setAtlasRole(this, "bar");
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // pages of any height begin at the same place
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::panel, space::tight, space::panel, space::tight);
    row->setSpacing(space::unit);
    buildConnection();
    buildRange();
    buildRight();
    connect(&state, &DashboardState::queryChanged, this, &TopBar::refreshTexts);
    connect(&theme, &ThemeController::changed, this, &TopBar::applyTheme);
    applyTheme(theme.theme());
    setSession(nullptr);
}

void TopBar::buildConnection()
{
    m_connection = menuButton(tr("Source of the data"), this);
    connect(m_connection->menu(), &QMenu::aboutToShow, this, &TopBar::fillConnectionMenu);

    m_badge = toolButton(tr("What the opened file says of itself"), this);
    setAtlasRole(m_badge, "badge-note");
    m_badge->setText(tr("Read-only · opened file, not verified"));
    m_badge->hide();
    connect(m_badge, &QToolButton::clicked, this, &TopBar::openedRequested);
    m_clusters = new ClusterChoice(m_state, this);
    layout()->addWidget(m_connection);
    layout()->addWidget(m_badge);
    layout()->addWidget(m_clusters);
}

void TopBar::buildRange()
{
    m_stepBack = toolButton(tr("One range back (Alt+PgUp)"), this);
    m_stepForward = toolButton(tr("One range forward (Alt+PgDown)"), this);
    m_range = menuButton(tr("Range"), this);
    m_zone = menuButton(tr("Time zone"), this);
    connect(m_stepBack, &QToolButton::clicked, this, [this] { m_state.step(-1); });
    connect(m_stepForward, &QToolButton::clicked, this, [this] { m_state.step(1); });
    connect(m_range->menu(), &QMenu::aboutToShow, this, &TopBar::fillRangeMenu);
    connect(m_zone->menu(), &QMenu::aboutToShow, this, &TopBar::fillZoneMenu);

    m_bucket = new QComboBox(this);
    m_bucket->setAccessibleName(tr("Bucket"));
    m_bucket->setToolTip(tr("How much time a point stands for"));
    const std::pair<Bucket, QString> buckets[] = {{Bucket::Auto, tr("Bucket: auto")}, {Bucket::Hour, tr("Hours")},
        {Bucket::Day, tr("Days")}, {Bucket::Week, tr("Weeks")}, {Bucket::Month, tr("Months")},
        {Bucket::Quarter, tr("Quarters")}};
    for (const auto& [bucket, name] : buckets)
        m_bucket->addItem(name, int(bucket));
    connect(m_bucket, &QComboBox::activated, this,
        [this](int index) { m_state.setBucket(Bucket(m_bucket->itemData(index).toInt())); });

    auto* row = static_cast<QHBoxLayout*>(layout());
    row->addSpacing(space::panel);
    for (auto* widget : {m_stepBack, m_range, m_zone, m_stepForward})
        row->addWidget(widget);
    row->addSpacing(space::unit);
    row->addWidget(m_bucket);
    row->addStretch(1);
}

void TopBar::buildRight()
{
    m_refresh = toolButton(tr("Refresh (F5)"), this);
    m_refresh->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_refresh, &QToolButton::clicked, this, [this] {
        if (m_session)
            m_session->refresh();
    });
    m_export = menuButton(tr("Save, print or send what is shown (Ctrl+E)"), this);
    m_export->setText(tr("Export"));
    m_themeButton = toolButton(tr("Light or dark"), this);
    connect(m_themeButton, &QToolButton::clicked, this, &TopBar::toggleTheme);
    m_search = toolButton(tr("Go to a page, subject, range or action"), this);
    m_search->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_search->setText(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText));
    connect(m_search, &QToolButton::clicked, this, &TopBar::paletteRequested);
    m_views = menuButton(tr("Saved views and links"), this);
    m_views->setText(tr("Views"));
    connect(m_views->menu(), &QMenu::aboutToShow, this, &TopBar::fillViewsMenu);
    for (auto* widget : {m_refresh, m_export, m_search, m_views, m_themeButton})
        layout()->addWidget(widget);
}

/// What is open, the saved connections with their states, and the ways to something else.
void TopBar::fillConnectionMenu()
{
    auto* menu = m_connection->menu();
    menu->clear();
    const auto add = [menu](const QString& text, const QKeySequence& keys, auto&& slot) {
        auto* action = menu->addAction(text);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut); // the window has the shortcut itself; here it is shown
        connect(action, &QAction::triggered, menu, slot);
        return action;
    };
    const auto saved = m_connections.connections();
    const auto statuses = m_session ? m_session->clusterStatuses() : std::vector<ClusterStatus>();
    bool shown = false;
    for (const auto& profile : saved) {
        std::vector<ClusterStatus> own;
        std::copy_if(statuses.begin(), statuses.end(), std::back_inserter(own),
            [&profile](const auto& status) { return status.connection == profile.id; });
        const auto* worst = leadingStatus(own, {});
        shown = shown || worst;
        const QString name = displayName(profile.name.toStdString());
        const QString state = !profile.enabled ? tr("switched off")
            : worst                            ? stateText(*worst, m_state.clockNow(), m_state.zone())
                                               : tr("not open");
        auto* action = add(plainMenuText(name + QStringLiteral(" – ") + state), {},
            [this, id = profile.id] { emit connectionsRequested(id); });
        action->setIcon(dotIcon(worst ? std::optional(worst->state) : std::nullopt, m_theme.theme()));
    }
    if (!saved.empty() && !shown)
        add(tr("Show the saved connections"), {}, [this] { emit liveRequested(); });
    if (!saved.empty())
        menu->addSeparator();
    add(tr("Connections …"), QKeySequence(QStringLiteral("Ctrl+L")), [this] { emit connectionsRequested({}); });
    if (m_session && m_session->isLive())
        add(tr("Refresh"), QKeySequence(Qt::Key_F5), [this] { m_session->refresh(); });
    menu->addSeparator();
    add(tr("Open files …"), QKeySequence::Open, [this] { emit openRequested(OpenWish::Files); });
    add(tr("Open a folder of replies …"), {}, [this] { emit openRequested(OpenWish::Folder); });
    if (m_session && !m_session->openedSources().empty())
        add(tr("Open files beside what is open …"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
            [this] { emit openRequested(OpenWish::Beside); });
    add(tr("Explore the sample cluster"), {}, [this] { emit sampleRequested(); });
    add(tr("Start page"), {}, [this] { emit startRequested(); });
}

QStringList TopBar::connectionTexts()
{
    fillConnectionMenu();
    QStringList texts;
    for (const auto* action : m_connection->menu()->actions()) {
        if (!action->isSeparator())
            texts << action->text();
    }
    return texts;
}

void TopBar::setSession(Session* session)
{
    m_session = session;
    for (QWidget* widget : std::initializer_list<QWidget*>{
             m_clusters, m_stepBack, m_range, m_zone, m_stepForward, m_bucket, m_refresh, m_search, m_export})
        widget->setVisible(session != nullptr);
    m_refresh->setVisible(session && session->isLive());
    if (session)
        connect(session, &Session::statusChanged, this, &TopBar::refreshTexts);
    m_views->setVisible(session && m_savedViews);
    m_badge->setVisible(session && !session->openedSources().empty());
    m_clusters->setClusters({});
    refreshTexts();
}

void TopBar::setClusters(const Inventory& inventory)
{
    m_clusters->setClusters(inventory);
    refreshTexts();
}

QStringList TopBar::clusterNames() const
{
    return m_clusters->names();
}

QMenu* TopBar::exportMenu() const
{
    return m_export->menu();
}

void TopBar::openExportMenu()
{
    if (m_export->isVisible())
        exportMenu()->popup(m_export->mapToGlobal(QPoint(0, m_export->height())));
}

QString TopBar::badgeText() const
{
    return m_badge->isHidden() ? QString() : m_badge->text();
}

QString TopBar::clusterText() const
{
    return m_clusters->text();
}

void TopBar::setSavedViews(const SavedViews* views)
{
    m_savedViews = views;
    m_views->setVisible(m_session && m_savedViews);
}

QSize TopBar::minimumSizeHint() const
{
    constexpr int least = 640;
    return {least, QWidget::minimumSizeHint().height()};
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// As little shorter as the width asks for.
void TopBar::fit()
{
    constexpr int levels = 4;
    for (int level = 0; level < levels; ++level) {
        shorten(level);
        if (layout()->minimumSize().width() <= width())
            return;
    }
}

void TopBar::shorten(int level)
{
    constexpr int longest = 240, shortest = 90;
    const auto style = level > 0 ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
    for (auto* button : {m_export, m_search})
        button->setToolButtonStyle(style);
    m_badge->setText(level > 1 ? tr("Not verified") : tr("Read-only · opened file, not verified"));
    m_connection->setText(plainMenuText(m_connection->fontMetrics().elidedText(
        m_source, Qt::ElideMiddle, level > 1 ? shortest : longest - level * shortest)));
    m_refresh->setToolButtonStyle(level > 2 ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    m_zone->setVisible(m_session && level <= 2); // the range says it, too
}

QString TopBar::rangeText() const
{
    return m_range->text();
}

QString TopBar::ageText() const
{
    return m_refresh->text();
}

void TopBar::refreshTexts()
{
    const auto& query = m_state.query();
    const auto range = formatRange(m_state.range(), m_state.zone());
    m_range->setText(query.preset == RangePreset::Custom ? range.section(QStringLiteral(", "), 0, 0)
                                                         : rangePresetName(query.preset));
    m_range->setToolTip(range);
    m_zone->setText(zoneName(m_state.zone()));
    m_stepForward->setEnabled(m_state.canStepForward());
    m_bucket->setCurrentIndex(m_bucket->findData(int(query.bucket)));
    m_clusters->refresh();

    if (!m_session) {
        m_source = tr("Connect");
        fit();
        return;
    }
    const auto status = m_session->status();
    m_source = displayName(status.source.toStdString());
    m_connection->setToolTip(plainToolTip(tr("Source of the data: %1").arg(m_source)));
    if (status.lastSuccess) {
        m_refresh->setText(formatAge(m_state.clockNow() - *status.lastSuccess));
        m_refresh->setToolTip(tr("Refresh (F5). Everything was fetched last at %1.")
                                  .arg(formatInstant(*status.lastSuccess, m_state.zone())));
    } else {
        m_refresh->setText(status.busy ? tr("fetching") : tr("not yet"));
    }
    fit();
}

void TopBar::fillRangeMenu()
{
    auto* menu = m_range->menu();
    menu->clear();
    for (const auto preset : rangePresets()) {
        if (preset == RangePreset::Today)
            menu->addSeparator();
        auto* action = menu->addAction(rangePresetName(preset), this, [this, preset] { m_state.setPreset(preset); });
        action->setCheckable(true);
        action->setChecked(preset == m_state.query().preset);
    }
    menu->addSeparator();
    menu->addAction(tr("From … to …"), this, &TopBar::chooseCustomRange);
    menu->addAction(tr("Copy the range"), this, &TopBar::rangeCopyRequested);
    menu->addAction(tr("Paste a range or link"), this, &TopBar::pasteRequested);
    menu->addSeparator();
    // Matters where the clocks changed in between.
    auto* compare = menu->addMenu(tr("Days before are compared"));
    const auto add = [&](DayShift how, const QString& text) {
        auto* action = compare->addAction(text, this, [this, how] { m_state.setPreviousBy(how); });
        action->setCheckable(true);
        action->setChecked(how == m_state.query().previousBy);
    };
    add(DayShift::Duration, tr("Hour for hour, equally long"));
    add(DayShift::WallClock, tr("By the clock on the wall"));
}

void TopBar::fillViewsMenu()
{
    auto* menu = m_views->menu();
    menu->clear();
    const auto add = [menu](const QString& text, const QKeySequence& keys, auto&& slot) {
        auto* action = menu->addAction(text);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut); // the window has the shortcut itself; here it is shown
        connect(action, &QAction::triggered, menu, slot);
    };
    for (const auto& view : m_savedViews->views()) {
        add(plainMenuText(displayName(view.name.toStdString())), {},
            [this, chosen = view.name] { emit savedViewChosen(chosen); });
    }
    menu->addSeparator();
    add(tr("Save this view …"), Qt::CTRL | Qt::Key_D, [this] { emit savedViewsRequested(); });
    add(tr("Rename or remove views …"), {}, [this] { emit savedViewsRequested(); });
    menu->addSeparator();
    add(tr("Copy a link to this view"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, [this] { emit linkCopyRequested(); });
    add(tr("Paste a range or link"), Qt::CTRL | Qt::SHIFT | Qt::Key_V, [this] { emit pasteRequested(); });
}

void TopBar::fillZoneMenu()
{
    auto* menu = m_zone->menu();
    menu->clear();
    const auto add = [this](QMenu* into, const QByteArray& id, const QString& text) {
        auto* action = into->addAction(text, this, [this, id] { m_state.setZone(id); });
        action->setCheckable(true);
        action->setChecked(id == m_state.query().zone);
    };
    const auto system = QTimeZone::systemTimeZoneId();
    add(menu, system, tr("System (%1)").arg(zoneName(QTimeZone(system))));
    for (const auto* id : commonZones)
        add(menu, id, QString::fromLatin1(id));
    menu->addSeparator();
    std::map<QString, QMenu*> regions;
    for (const auto& id : QTimeZone::availableTimeZoneIds()) {
        const auto name = QString::fromLatin1(id);
        const auto region = name.section(QLatin1Char('/'), 0, 0);
        if (region == name || region == QLatin1StringView("Etc"))
            continue;
        auto& submenu = regions[region];
        if (!submenu)
            submenu = menu->addMenu(region);
        add(submenu, id, name.section(QLatin1Char('/'), 1));
    }
}

void TopBar::chooseCustomRange()
{
    auto* dialog = new RangeDialog(m_state.range(), m_state.zone(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RangeDialog::chosen, &m_state, &DashboardState::setCustomRange);
    dialog->open();
}

void TopBar::toggleTheme()
{
    m_theme.setMode(m_theme.theme() == Theme::Dark ? ThemeMode::Light : ThemeMode::Dark);
}

void TopBar::applyTheme(Theme theme)
{
    m_connection->setIcon(themedIcon(QStringLiteral("connect"), theme));
    m_stepBack->setIcon(themedIcon(QStringLiteral("back"), theme));
    m_stepForward->setIcon(themedIcon(QStringLiteral("forward"), theme));
    m_refresh->setIcon(themedIcon(QStringLiteral("refresh"), theme));
    m_export->setIcon(themedIcon(QStringLiteral("export"), theme));
    m_search->setIcon(themedIcon(QStringLiteral("search"), theme));
    m_themeButton->setIcon(themedIcon(theme == Theme::Dark ? QStringLiteral("sun") : QStringLiteral("moon"), theme));
}

} // namespace atlas
