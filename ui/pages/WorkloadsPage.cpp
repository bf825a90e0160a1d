// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/WorkloadsPage.h"

#include "charts/PaintHelpers.h"
#include "charts/TimeSeriesChart.h"
#include "models/analysis/Format.h"
#include "models/views/Definitions.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FilterField.h"
#include "ui/widgets/PlainLabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

namespace atlas {

namespace {

const QString filterKey = QStringLiteral("workloads.filter"), columnKey = QStringLiteral("workloads.column");
constexpr int detailsHeight = 260, factsShare = 5, chartShare = 6, mostLines = 8;

QString chipText(const Selection& selection)
{
    QStringList names;
    for (const auto& name : selection.names)
        names << displayName(name.toStdString());
    const QString of =
        selection.level == Level::Dimension ? displayName(selection.dimension.key) : WorkloadsPage::tr("Namespace");
    return of + QStringLiteral(": ") + names.join(QStringLiteral(", "));
}

} // namespace

WorkloadsPage::WorkloadsPage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
    , m_presenter(new WorkloadsPresenter(context.state, context.session, this))
    , m_panel(new ChartPanel(tr("Workloads"),
          tr("Every workload with a row in the range. GPU-hours, held idle and utilisation are those of the range; "
             "type, "
             "status, owner, requested GPUs, memory and replicas those of its newest hour in it. Allocated: Σ GPUs / "
             "hours in which the cluster has data."),
          this))
    , m_gpusPanel(new ChartPanel(tr("GPUs held"), metricExplanation(Metric::AverageAllocated), this))
    , m_utilizationPanel(new ChartPanel(tr("Utilisation"),
          metricExplanation(Metric::Utilization, tr("The band is from the lowest to the highest value.")), this))
{
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(space::panel);
    m_panel->setContent(buildList());
    m_splitter->addWidget(m_panel);
    m_details = buildDetails();
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::page, space::panel, space::page, space::panel);
    column->addWidget(m_splitter);

    addPresenter(m_presenter);
    for (auto* panel : {m_panel, m_gpusPanel, m_utilizationPanel})
        addPanel(panel, m_presenter);
    for (auto* chart : {m_gpus, m_utilization})
        linkTime(chart);
    connect(m_presenter, &Presenter::dataChanged, this, &WorkloadsPage::showValues);
    connect(&state(), &DashboardState::queryChanged, this, &WorkloadsPage::followQuery);
    auto* find = new QShortcut(QKeySequence(Qt::Key_Slash), this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_filter, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    followQuery();
}

QWidget* WorkloadsPage::buildList()
{
    auto* list = new QWidget(this);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::tight);

    m_table = new DataTable(list);
    m_table->setAccessibleName(tr("Workloads"));
    m_table->sortBy(QStringLiteral("gpu_hours"), Qt::DescendingOrder);
    m_filter = new FilterField(m_table, list);
    m_filter->setPlaceholderText(tr("Search or filter: name, >80, 10..20, !failed, ~regex, utilisation:<10   ( / )"));
    m_filter->setMinimumWidth(160);
    m_column = new QComboBox(list);
    m_column->setAccessibleName(tr("Column that is filtered"));
    m_column->setToolTip(tr("The column that the filter means"));
    m_chip = new QPushButton(list);
    m_chip->setAccessibleDescription(tr("Shows all workloads again"));
    m_chip->setToolTip(tr("The list is narrowed to these; press to see all workloads again"));
    row->addWidget(m_filter, 1);
    row->addWidget(m_column);
    row->addWidget(m_chip);
    column->addLayout(row);
    m_error = plainText("strip-error", list);
    m_error->setContentsMargins(space::tight, space::unit, space::tight, space::unit);
    m_error->hide();
    column->addWidget(m_error);
    column->addWidget(m_table, 1);
    m_totals = plainLabel("caption", list);
    m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_totals->setAccessibleName(tr("Sum of the workloads shown"));
    column->addWidget(m_totals);

    connect(m_filter, &FilterField::refused, this, [this](const QString& sentence) {
        m_error->setText(sentence);
        m_error->setVisible(!sentence.isEmpty());
    });
    connect(m_filter, &FilterField::applied, this, &WorkloadsPage::showTotals);
    connect(m_filter, &QLineEdit::editingFinished, this, &WorkloadsPage::rememberFilter);
    connect(m_filter, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_column, &QComboBox::activated, this, [this] {
        m_filter->setColumn(m_column->currentData().toString());
        rememberFilter();
    });
    connect(m_chip, &QPushButton::clicked, m_presenter, &WorkloadsPresenter::clearNarrowing);
    connect(m_table, &DataTable::selectionKeysChanged, m_presenter, &WorkloadsPresenter::selectWorkloads);
    return list;
}

QWidget* WorkloadsPage::buildDetails()
{
    auto* details = new QWidget(this);
    details->setMinimumHeight(detailsHeight);
    auto* row = new QHBoxLayout(details);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::panel);

    auto* facts = new QFrame(details);
    setAtlasRole(facts, "panel");
    auto* column = new QVBoxLayout(facts);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::tight);
    m_detailTitle = plainText("title", facts);
    m_detailTitle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_detailTitle);
    auto* scroll = new QScrollArea(facts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* body = new QWidget(scroll);
    m_facts = new QGridLayout(body);
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(space::panel);
    m_facts->setVerticalSpacing(space::unit);
    m_facts->setColumnStretch(1, 1);
    m_facts->setAlignment(Qt::AlignTop);
    scroll->setWidget(body);
    for (auto* ground : {body, scroll->viewport()}) // the panel's surface shows through
        ground->setAutoFillBackground(false);
    column->addWidget(scroll, 1);

    m_gpus = new TimeSeriesChart(details);
    m_gpusPanel->setContent(m_gpus);
    m_utilization = new TimeSeriesChart(details);
    m_utilizationPanel->setContent(m_utilization);
    row->addWidget(facts, factsShare);
    row->addWidget(m_gpusPanel, chartShare);
    row->addWidget(m_utilizationPanel, chartShare);
    return details;
}

void WorkloadsPage::applyTheme(Theme theme)
{
    m_table->setTheme(theme);
    m_gpus->setTheme(theme);
    m_utilization->setTheme(theme);
}

void WorkloadsPage::showValues()
{
    m_table->setTable(m_presenter->sharedTable()); // the panel's own: what is exported is what it shows
    m_panel->setNote(m_presenter->note());
    showColumns();
    showChip();
    showTotals();
    showSelected();
}

/// The columns that the filter can mean.
void WorkloadsPage::showColumns()
{
    const auto& columns = m_presenter->table().columns;
    if (m_column->count() == int(columns.size()) + 1)
        return;
    m_column->clear();
    m_column->addItem(tr("Any column"), QString());
    for (const auto& column : columns)
        m_column->addItem(column.title, column.id);
    followQuery();
    m_filter->setColumn(m_column->currentData().toString()); // read with the columns that are there now
}

void WorkloadsPage::showChip()
{
    const auto narrowing = m_presenter->narrowing();
    m_chip->setVisible(!narrowing.isEmpty());
    const QString text = chipText(narrowing);
    m_chip->setAccessibleName(text);
    m_chip->setText(plainMenuText(fontMetrics().elidedText(text, Qt::ElideMiddle, 260)) + QStringLiteral("  ✕"));
}

void WorkloadsPage::showTotals()
{
    m_totals->setText(m_presenter->totals(m_table->shownRows()));
}

QString WorkloadsPage::totals() const
{
    return m_totals->text();
}

QString WorkloadsPage::filterError() const
{
    return m_error->isHidden() ? QString() : m_error->text();
}

void WorkloadsPage::showSelected()
{
    const QStringList names = state().query().selected(Level::Workload);
    if (names != m_table->selectedKeys())
        m_table->selectKeys(names);
    const auto lines = m_presenter->lines(names.mid(0, mostLines));
    const WorkloadEntry* entry = nullptr; // of the first that has rows in the range
    for (const auto& name : names) {
        if ((entry = m_presenter->entry(name)))
            break;
    }
    m_details->setVisible(!lines.gpus.series.empty());
    m_gpus->setData(lines.gpus);
    m_utilization->setData(lines.utilization);
    m_gpusPanel->setTable(lines.gpusTable);
    m_utilizationPanel->setTable(lines.utilizationTable);
    const QString note = names.size() > mostLines ? tr("the first %1 of those selected").arg(mostLines) : QString();
    m_gpusPanel->setNote(note);
    m_utilizationPanel->setNote(note);
    showFacts(entry, names);
}

void WorkloadsPage::showFacts(const WorkloadEntry* entry, const QStringList& names)
{
    while (auto* item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_detailTitle->clear();
    if (!entry)
        return;
    m_detailTitle->setText(displayName(entry->newest.name.empty() ? entry->name : entry->newest.name));
    int row = 0;
    const auto fact = [&](const QString& caption, const QString& text) {
        auto* value = plainText("", this, text);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_facts->addWidget(plainLabel("caption", this, caption), row, 0, Qt::AlignTop);
        m_facts->addWidget(value, row++, 1);
    };
    if (names.size() > 1)
        fact(tr("Selected"), tr("%n workload(s); these are the facts of the first", nullptr, int(names.size())));
    for (const auto& [caption, text] : workloadFacts(*entry, state().zone()))
        fact(caption, text);
}

QStringList WorkloadsPage::detailTexts() const
{
    QStringList texts;
    for (int i = 0; i < m_facts->count(); ++i) {
        if (auto* label = qobject_cast<QLabel*>(m_facts->itemAt(i)->widget()))
            texts << label->text();
    }
    return texts;
}

/// Filter and column are part of the state; what is typed becomes so when it is finished.
void WorkloadsPage::rememberFilter()
{
    auto query = state().query();
    const auto keep = [&query](const QString& key, const QString& value) {
        if (value.isEmpty())
            query.view.remove(key);
        else
            query.view[key] = value;
    };
    keep(filterKey, m_filter->text());
    keep(columnKey, m_column->currentData().toString());
    state().setQuery(query);
}

void WorkloadsPage::followQuery()
{
    const auto& view = state().query().view;
    const QString text = view.value(filterKey), column = view.value(columnKey);
    if (const int index = std::max(0, m_column->findData(column)); index != m_column->currentIndex()) {
        m_column->setCurrentIndex(index);
        m_filter->setColumn(column);
    }
    if (!m_filter->hasFocus() && text != m_filter->text())
        m_filter->setText(text);
    if (m_presenter->isSettled())
        showSelected();
    showChip();
}

} // namespace atlas
