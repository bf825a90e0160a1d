// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/tables/TablePart.h"
#include "models/views/PanelState.h"
#include "ui/exports/PanelExport.h"

#include <QFrame>
#include <QPointer>

#include <memory>

class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QStackedLayout;
class QToolButton;

namespace atlas {

class DataTable;
class ElidedLabel;
class ProgressLine;

/// The frame of every chart: title with its definition, show as table, maximise, export of what works (picture, table
/// text), and the states of look.md. It takes the chart's widget, the same data as a Table, and a PanelState.
///
///     auto* panel = new ChartPanel(tr("Allocation rate"), tr("100 · Σ allocated / Σ capacity."), this);
///     panel->setContent(m_chart);
///     panel->setTable(table);                       // whenever the data change
///     panel->setState(m_presenter->panelState());
///     connect(panel, &ChartPanel::retry, m_presenter, &Presenter::retry);
class ChartPanel : public QFrame
{
    Q_OBJECT
public:
    /// `definition`: how the figure is defined; shown by the (i) as tooltip and on click. Empty: no (i).
    ChartPanel(const QString& title, const QString& definition, QWidget* parent = nullptr);

    QString title() const;
    void setTitle(const QString& title);
    void setDefinition(const QString& definition);
    /// A few words beside the title in secondary text: unit, bucket, source. Empty: none.
    void setNote(const QString& note);
    QString note() const;

    /// The chart; the panel becomes its parent. Once.
    void setContent(QWidget* content);
    QWidget* content() const { return m_content; }
    /// A small widget in the title row, left of the buttons: a choice, a legend. Several stand in the order added.
    void addHeaderWidget(QWidget* widget);

    /// The data behind the chart; without columns there is no table to show and its buttons are hidden. A large table
    /// is shared instead of copied.
    void setTable(std::shared_ptr<const Table> table);
    void setTable(const Table& table) { setTable(std::make_shared<const Table>(table)); }
    /// What of the panel can be read as a table, as it is on the screen: rows, columns, order and filter; where a chart
    /// is shown, all of the table behind it. Without columns there is none.
    TablePart shownPart() const;
    Table shownTable() const { return shownPart().made(); }
    /// The filter over those rows, as it was typed.
    QString filterText() const;
    /// The content is a table, or the table is shown in the place of the chart.
    bool isTable() const;
    bool showsTable() const;
    void setShowsTable(bool on);

    void setState(const PanelState& state);
    const PanelState& state() const { return m_state; }

    void setTheme(Theme theme);

    bool isMaximised() const { return !m_placeholder.isNull(); }
    /// Fills the page (nearest Page, else the window), and back. Escape leaves it as well.
    void setMaximised(bool on);

    /// Tab-separated, with a header line: unrounded numbers.
    QString tableText() const;
    /// The menu of what leaves the panel, filled as it would be shown now.
    QMenu* exportMenu();

signals:
    void retry();
    /// Where a figure of the panel's table or chart comes from wants to be seen.
    void figureRequested(const atlas::FigureRef& figure);
    /// The button of an empty state was pressed.
    void action();
    /// Something of it is to leave the window; the window knows where to.
    void exportRequested(const atlas::PanelExport& what);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildHeader();
    void buildBody();
    void fillMenu();
    void fillTable();
    void showDefinition();
    void copyTable();
    void addTableActions(QMenu* menu, const QString& title, PanelExport::What what);
    DataTable* tableView() const;
    void layoutOverlay();
    void updateIcons();

    QString m_definition;
    std::shared_ptr<const Table> m_table = std::make_shared<const Table>();
    PanelState m_state;
    Theme m_theme = Theme::Light;
    bool m_hadContent = false; ///< Ready or Stale was set once: content stays through Loading and Error

    QHBoxLayout* m_header = nullptr;
    QHBoxLayout* m_extras = nullptr;
    QStackedLayout* m_stack = nullptr;
    ElidedLabel *m_title = nullptr, *m_note = nullptr;
    QLabel* m_age = nullptr;
    QToolButton *m_info = nullptr, *m_tableButton = nullptr, *m_menuButton = nullptr, *m_maximiseButton = nullptr;
    ProgressLine* m_progress = nullptr;
    QFrame* m_errorStrip = nullptr;
    QLabel* m_errorText = nullptr;
    QLabel* m_errorDetail = nullptr;
    QToolButton* m_detailsButton = nullptr;
    QWidget* m_empty = nullptr;
    QLabel* m_emptyText = nullptr;
    QPushButton* m_emptyAction = nullptr;
    QWidget* m_blank = nullptr; ///< before the first content
    QWidget* m_content = nullptr;
    DataTable* m_dataTable = nullptr; ///< made when first shown
    bool m_ring = false; ///< Tab led to its chart
    bool m_isTableShown = false; ///< it has m_table
    QPointer<QWidget> m_placeholder; ///< stands in the layout while the panel is maximised
};

} // namespace atlas
