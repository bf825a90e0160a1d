// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ComparisonPage.h"

#include "charts/ShareChart.h"
#include "charts/TimeSeriesChart.h"
#include "models/views/Definitions.h"
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
    , m_level(level)
    , m_presenter(new ComparisonPresenter(level, context.state, context.session, this))
    , m_sharesPanel(new ChartPanel(tr("Share of GPU-hours"), metricExplanation(Metric::Share), this))
    , m_gpusPanel(new ChartPanel(tr("GPUs held by the first five"),
          metricExplanation(Metric::AverageAllocated, tr("Selected subjects are drawn beside the first five.")), this))
    , m_utilizationPanel(new ChartPanel(tr("Utilisation of the first five"),
          metricExplanation(Metric::Utilization, tr("Selected subjects are drawn beside the first five.")), this))
{
    buildCharts();
    addPresenter(m_presenter);
    connect(m_presenter, &Presenter::dataChanged, this, [this] { showValues(); });
    connect(m_presenter, &Presenter::panelStateChanged, this, [this] { showState(); });
    connect(&state(), &DashboardState::queryChanged, this, [this] { showChoices(); });
}

ComparisonPage::DimensionOf ComparisonPage::dimension() const
{
    return m_level == Level::Dimension ? DimensionOf([this] { return m_presenter->dimension(); }) : DimensionOf();
}

void ComparisonPage::buildCharts()
{
    m_shares = new ShareChart(this);
    m_sharesPanel->setContent(m_shares);
    linkSelection(m_shares, m_level, dimension());
    m_gpus = new TimeSeriesChart(this);
    m_gpusPanel->setContent(m_gpus);
    m_utilization = new TimeSeriesChart(this);
    m_utilizationPanel->setContent(m_utilization);
    for (auto* chart : {m_gpus, m_utilization})
        linkTime(chart);
    m_table = new DataTable(this);
    m_table->setAccessibleName(tr("All subjects"));
    m_table->setChangeMeaning(QStringLiteral("change"), ChangeMeaning::Neutral);
    linkSelection(m_table, m_level, dimension());
}

void ComparisonPage::build(ChartPanel* first, const QString& allTitle)
{
    auto* scroll = new QScrollArea(this);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* body = new QWidget(scroll);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(space::page, space::panel, space::page, space::panel);
    m_column->setSpacing(space::panel);
    const auto addRow = [this](QWidget* left, int leftStretch, QWidget* right, int rightStretch, int height) {
        auto* row = new QHBoxLayout;
        row->setSpacing(space::panel);
        for (auto* widget : {left, right})
            widget->setMinimumHeight(height);
        row->addWidget(left, leftStretch);
        row->addWidget(right, rightStretch);
        m_column->addLayout(row, 1);
    };
    m_tablePanel = new ChartPanel(allTitle,
        tr("Every subject with a row in the range, and those that only the period before had. Moved: places up or "
           "down in the ranking since then. Hours: those with a row of the subject."),
        this);
    m_tablePanel->setContent(m_table);
    m_tablePanel->setMinimumHeight(tableHeight);
    addRow(first, 3, m_sharesPanel, 2, firstRowHeight);
    addRow(m_gpusPanel, 1, m_utilizationPanel, 1, linesHeight);
    m_column->addWidget(m_tablePanel, 1);
    scroll->setWidget(body);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    for (auto* panel : {first, m_sharesPanel, m_gpusPanel, m_utilizationPanel, m_tablePanel})
        addPanel(panel, m_presenter);
}

void ComparisonPage::addWide(ChartPanel* panel)
{
    m_column->insertWidget(m_column->count() - 1, panel);
    addPanel(panel, m_presenter);
}

QComboBox* ComparisonPage::addChoice(ChartPanel* panel, const char* name, const QString& accessibleName,
    const std::vector<std::pair<QString, QString>>& options)
{
    auto* box = new QComboBox(this);
    box->setAccessibleName(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const auto& [caption, value] : options)
        box->addItem(caption, value);
    connect(box, &QComboBox::activated, this,
        [this, box, name] { m_presenter->choose(name, box->currentData().toString()); });
    panel->addHeaderWidget(box);
    m_choices.push_back({box, m_presenter->choiceKey(name)});
    return box;
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
    const auto shared = m_presenter->shared();
    const auto& values = *shared;
    const auto table = [&shared](const Table& one) { return std::shared_ptr<const Table>(shared, &one); };
    m_shares->setData(values.shares);
    m_gpus->setData(values.gpus);
    m_utilization->setData(values.utilization);
    m_table->setTable(table(values.table));
    m_table->setColumnShown(QStringLiteral("quota"), hasValues(values.table, QStringLiteral("quota")));
    m_sharesPanel->setTable(table(values.sharesTable));
    m_gpusPanel->setTable(table(values.gpusTable));
    m_utilizationPanel->setTable(table(values.utilizationTable));
    const auto change = m_presenter->changeNote();
    m_tablePanel->setNote(
        change.isEmpty() ? m_presenter->note() : QString(m_presenter->note() + QStringLiteral(" · ") + change));
}

/// Why there is nothing is said once, where the page begins.
void ComparisonPage::showState()
{
    const bool something = hasContent();
    for (auto* panel : panels())
        panel->setVisible(something || panel == panels().front());
}

bool ComparisonPage::hasContent() const
{
    return m_presenter->panelState().kind != PanelState::Empty;
}

void ComparisonPage::showChoices()
{
    for (const auto& choice : m_choices) {
        const int index = choice.box->findData(state().query().view.value(choice.key));
        choice.box->setCurrentIndex(std::max(0, index));
    }
}

} // namespace atlas
