// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/Page.h"

#include "charts/GroupedBarChart.h"
#include "charts/RankingChart.h"
#include "charts/ShareChart.h"
#include "charts/SmallMultiples.h"
#include "charts/TimeSeriesChart.h"
#include "models/analysis/Format.h"
#include "models/views/Derive.h"
#include "ui/Theme.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FactTile.h"
#include "ui/widgets/KeyFigureTile.h"
#include "ui/widgets/TabOrder.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

Page::Page(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    connect(&context.state, &DashboardState::queryChanged, this, [this](const DashboardQuery& before) {
        if (before.selection != state().query().selection)
            showSelection();
    });
}

void Page::setTheme(Theme theme)
{
    m_theme = theme;
    for (auto* panel : m_panels)
        panel->setTheme(theme);
    applyTheme(theme);
}

void Page::addPresenter(Presenter* presenter)
{
    m_presenters.push_back(presenter);
    presenter->setActive(isVisible());
    connect(presenter, &Presenter::dataChanged, this, &Page::changed);
    connect(presenter, &Presenter::panelStateChanged, this, &Page::changed);
}

void Page::waitForAlerts()
{
    if (!alerts() || m_waitsForAlerts)
        return;
    m_waitsForAlerts = true;
    connect(alerts(), &AlertCenter::changed, this, &Page::changed);
}

void Page::changed()
{
    m_painted = false;
    if (!m_selectionViews.empty())
        QTimer::singleShot(0, this, &Page::showSelection); // after the page has taken its new values over
    settleSoon();
}

void Page::addPanel(ChartPanel* panel, Presenter* presenter)
{
    m_panels.push_back(panel);
    panel->setTheme(m_theme);
    connect(panel, &ChartPanel::figureRequested, this, &Page::figureRequested);
    connect(panel, &ChartPanel::exportRequested, this,
        [this, panel](const PanelExport& what) { emit exportRequested(panel, what); });
    if (!presenter)
        return;
    connect(panel, &ChartPanel::retry, presenter, &Presenter::retry);
    connect(panel, &ChartPanel::action, this, [this, presenter] {
        if (state().query().clusters.isEmpty())
            emit startRequested();
        else
            presenter->nextStep();
    });
    connect(presenter, &Presenter::panelStateChanged, panel,
        [panel, presenter] { panel->setState(presenter->panelState()); });
    panel->setState(presenter->panelState());
}

ChartPanel* Page::makePanel(const QString& title, const QString& definition, QWidget* content, Presenter* presenter)
{
    auto* panel = new ChartPanel(title, definition, this);
    panel->setContent(content);
    addPanel(panel, presenter);
    return panel;
}

void Page::leadTo(FactTile* tile, ChartPanel* rows)
{
    tile->setLeadsOn(true);
    connect(tile, &FactTile::pressed, this, [this, rows] {
        if (auto* scroll = findChild<QScrollArea*>(QString(), Qt::FindDirectChildrenOnly))
            scroll->ensureWidgetVisible(rows);
        auto inside = rows->content()->findChildren<QWidget*>();
        inside.prepend(rows->content());
        const auto takesKeys = [](const QWidget* widget) {
            return widget->isVisible() && widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus;
        };
        if (const auto found = std::ranges::find_if(inside, takesKeys); found != inside.end())
            (*found)->setFocus(Qt::ShortcutFocusReason);
    });
}

QVBoxLayout* Page::makeColumn()
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // keys reach it through the page
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(scroll);
    auto* content = new QWidget(scroll);
    content->setObjectName(QStringLiteral("content"));
    scroll->setWidget(content);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(space::page, space::panel, space::page, space::panel);
    column->setSpacing(space::panel);
    return column;
}

QWidget* Page::wholeContent()
{
    for (auto* scroll : findChildren<QScrollArea*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (scroll->isVisible() && scroll->widget())
            return scroll->widget();
    }
    return this;
}

void Page::inTheme(Theme theme, QWidget& part, const std::function<void()>& draw)
{
    state().setHovered({}); // the crosshair belongs to the mouse
    const auto own = m_theme;
    if (theme == own) {
        draw();
        return;
    }
    {
        const DressedWidget dressed(part, theme);
        setTheme(theme);
        draw();
    }
    setTheme(own);
}

void Page::linkTime(TimeSeriesChart* chart)
{
    m_timeCharts.push_back(chart);
    connect(chart, &TimeSeriesChart::hovered, &state(), &DashboardState::setHovered);
    connect(&state(), &DashboardState::hoverChanged, chart, &TimeSeriesChart::setCrosshair);
    connect(chart, &TimeSeriesChart::rangeSelected, &state(), &DashboardState::setCustomRange);
    connect(chart, &TimeSeriesChart::viewChanged, this, [this, chart](TimeRange range) {
        for (auto* other : m_timeCharts) {
            if (other == chart || other->data().range != chart->data().range || other->view() == range)
                continue;
            other->setView(range);
        }
    });
}

template <typename Chart>
void Page::linkChart(Chart* chart, Level level, const DimensionOf& dimension)
{
    const auto key = [dimension] { return dimension ? dimension() : DimensionKey(); };
    connect(chart, &Chart::activated, this, [this, level, key](const QString& name) {
        if (name != otherKey())
            state().select(name, level, key(), QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier));
    });
    m_selectionViews.push_back(
        [this, chart, level, key] { chart->setSelected(state().query().selected(level, key()).value(0)); });
    m_selectionViews.back()();
}

void Page::linkSelection(RankingChart* chart, Level level, const DimensionOf& dimension)
{
    linkChart(chart, level, dimension);
}

void Page::linkSelection(ShareChart* chart, Level level, const DimensionOf& dimension)
{
    linkChart(chart, level, dimension);
}

void Page::linkSelection(GroupedBarChart* chart, Level level, const DimensionOf& dimension)
{
    linkChart(chart, level, dimension);
}

void Page::linkSelection(SmallMultiples* chart, Level level, const DimensionOf& dimension)
{
    linkChart(chart, level, dimension);
}

void Page::linkSelection(DataTable* table, Level level, const DimensionOf& dimension)
{
    const auto key = [dimension] { return dimension ? dimension() : DimensionKey(); };
    connect(table, &DataTable::selectionKeysChanged, this, [this, level, key](const QStringList& names) {
        Selection selection{level, key(), names};
        selection.names.removeAll(otherKey());
        state().setSelection(selection);
    });
    m_selectionViews.push_back([this, table, level, key] {
        if (const auto names = state().query().selected(level, key()); names != table->selectedKeys())
            table->selectKeys(names);
    });
    m_selectionViews.back()();
}

void Page::showSelection()
{
    for (const auto& show : m_selectionViews)
        show();
}

bool Page::isComplete() const
{
    return (!m_waitsForAlerts || alerts()->isReady())
        && std::all_of(m_presenters.begin(), m_presenters.end(), [](const auto* p) { return p->isSettled(); });
}

bool Page::isSettled() const
{
    return m_painted && isComplete();
}

void Page::settleSoon()
{
    if (!isVisible() || !isComplete())
        return;
    // After the other receivers of the same signal have taken the values over, and layouts and plots have followed.
    QTimer::singleShot(0, this, [this] {
        if (m_painted || !isVisible() || !isComplete())
            return;
        repaint();
        m_painted = true;
        emit settled();
    });
}

/// Nothing inside has the keyboard: the page scrolls.
void Page::keyPressEvent(QKeyEvent* event)
{
    constexpr std::pair<int, QAbstractSlider::SliderAction> moves[] = {
        {Qt::Key_Up, QAbstractSlider::SliderSingleStepSub}, {Qt::Key_Down, QAbstractSlider::SliderSingleStepAdd},
        {Qt::Key_PageUp, QAbstractSlider::SliderPageStepSub}, {Qt::Key_PageDown, QAbstractSlider::SliderPageStepAdd},
        {Qt::Key_Home, QAbstractSlider::SliderToMinimum}, {Qt::Key_End, QAbstractSlider::SliderToMaximum}};
    const auto* scroll = findChild<QScrollArea*>(QString(), Qt::FindDirectChildrenOnly);
    for (const auto& [key, move] : moves) {
        if (key != event->key() || !scroll || event->modifiers())
            continue;
        scroll->verticalScrollBar()->triggerAction(move);
        return;
    }
    QWidget::keyPressEvent(event);
}

void Page::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_tabsOrdered)
        orderTabsAsShown(*this);
    m_tabsOrdered = true;
    for (auto* tile : findChildren<KeyFigureTile*>())
        connect(tile, &KeyFigureTile::figureRequested, this, &Page::figureRequested, Qt::UniqueConnection);
    for (auto* presenter : m_presenters)
        presenter->setActive(true);
    settleSoon();
}

void Page::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    for (auto* presenter : m_presenters)
        presenter->setActive(false);
}

} // namespace atlas
