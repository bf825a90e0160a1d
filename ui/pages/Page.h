// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/alerts/AlertCenter.h"
#include "models/domain/Metric.h"
#include "models/views/DashboardState.h"
#include "models/views/Presenter.h"
#include "models/views/Session.h"
#include "ui/exports/PanelExport.h"

#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace atlas {

class ChartPanel;
class DataTable;
class FactTile;
class GroupedBarChart;
class RankingChart;
class ShareChart;
class SmallMultiples;
class TimeSeriesChart;

/// What a page is made from. Both outlive it.
struct PageContext
{
    DashboardState& state;
    Session& session;
    AlertCenter* alerts = nullptr; ///< nullptr where nothing evaluates rules
};

/// A page of the window. It owns its presenters, shows their values, and is settled when what it shows belongs to the
/// current state and is painted.
///
/// A subclass makes its widgets in the constructor, calls addPresenter() for each presenter (activity, settling and
/// repainting follow) and addPanel() for each panel (theme and retry follow), and overrides applyTheme() for its
/// charts.
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(const PageContext& context, QWidget* parent = nullptr);

    /// Stable: "overview". On the command line, in history and in links.
    virtual QString id() const = 0;
    virtual QString title() const = 0;

    /// The charts' colours; the application's palette and sheet are the ThemeController's.
    void setTheme(Theme theme);
    Theme theme() const { return m_theme; }

    /// In the order in which they were made.
    const std::vector<ChartPanel*>& panels() const { return m_panels; }
    /// All of the page, also what is scrolled away.
    QWidget* wholeContent();
    /// Dresses a part of the page, or all of it, in a theme for as long as `draw` runs: nothing is seen on the screen.
    void inTheme(Theme theme, QWidget& part, const std::function<void()>& draw);

    /// Every presenter's values belong to the present state, and the page was painted since.
    bool isSettled() const;

signals:
    void settled();
    /// The connections want to be seen: one of them, or all where `id` is empty; at its secret with `login`.
    void connectionsRequested(const QString& id, bool login);
    /// There is nothing here at all: the ways to something else want to be seen.
    void startRequested();
    /// Where a figure comes from wants to be seen.
    void figureRequested(const atlas::FigureRef& figure);
    /// Something of a panel is to leave the window.
    void exportRequested(atlas::ChartPanel* panel, const atlas::PanelExport& what);

protected:
    void addPresenter(Presenter* presenter);
    /// The page shows what fires: it is settled only when rules were looked at.
    void waitForAlerts();
    /// Theme follows the page's; retry goes to `presenter`, its state to the panel (where it is not null).
    void addPanel(ChartPanel* panel, Presenter* presenter = nullptr);
    /// A panel around `content`, as addPanel() wants it.
    ChartPanel* makePanel(
        const QString& title, const QString& definition, QWidget* content, Presenter* presenter = nullptr);
    /// A fact's rows are in a panel of the page: pressed, the tile shows that and gives it the keyboard.
    void leadTo(FactTile* tile, ChartPanel* rows);
    /// What stands below each other on the page, scrolled where it needs more room than there is. Once.
    QVBoxLayout* makeColumn();

    /// Crosshair, Shift-drag and zoom of a chart are the window's: the hovered instant is marked in every linked chart,
    /// a selected range is the range, and the page's linked charts of one range show the same part of it.
    void linkTime(TimeSeriesChart* chart);
    /// The keys of bars or rows are subjects of `level` (with Level::Dimension: of what `dimension` says at that time).
    /// A click or Enter selects in the whole window, with Ctrl one more; what is selected elsewhere is marked here.
    using DimensionOf = std::function<DimensionKey()>;
    void linkSelection(RankingChart* chart, Level level, const DimensionOf& dimension = {});
    void linkSelection(ShareChart* chart, Level level, const DimensionOf& dimension = {});
    void linkSelection(GroupedBarChart* chart, Level level, const DimensionOf& dimension = {});
    void linkSelection(SmallMultiples* chart, Level level, const DimensionOf& dimension = {});
    void linkSelection(DataTable* table, Level level, const DimensionOf& dimension = {});

    virtual void applyTheme(Theme theme) = 0;

    DashboardState& state() const { return m_context.state; }
    Session& session() const { return m_context.session; }
    AlertCenter* alerts() const { return m_context.alerts; }

    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    bool isComplete() const;
    void changed();
    void settleSoon();
    void showSelection();
    template <typename Chart>
    void linkChart(Chart* chart, Level level, const DimensionOf& dimension);

    PageContext m_context;
    Theme m_theme = Theme::Light;
    std::vector<Presenter*> m_presenters;
    std::vector<ChartPanel*> m_panels;
    std::vector<TimeSeriesChart*> m_timeCharts; ///< linked
    std::vector<std::function<void()>> m_selectionViews; ///< each marks what is selected
    bool m_waitsForAlerts = false;
    bool m_painted = false;
    bool m_tabsOrdered = false;
};

/// An entry of the rail.
struct PageEntry
{
    QString id;
    QString title; ///< translated
    QString icon; ///< NAME of :/atlas/icons/NAME.svg
    std::function<Page*(const PageContext& context, QWidget* parent)> make;
};

/// The pages in the order of the rail (ui/pages/PageRegistry.cpp: one line each).
std::vector<PageEntry> pageEntries();

} // namespace atlas
