// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/AllocationPage.h"

#include "charts/ColorLegend.h"
#include "charts/TimeSeriesChart.h"
#include "charts/TreemapWidget.h"
#include "models/analysis/Format.h"
#include "ui/Theme.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/PlainLabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace atlas {
namespace {

constexpr int detailsWidth = 300;

void clear(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide(); // it may be the sender, so it goes later: until then nothing of it shows
            item->widget()->deleteLater();
        }
        delete item;
    }
}

} // namespace

AllocationPage::AllocationPage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
    , m_presenter(new AllocationPresenter(context.state, context.session, this))
    , m_historyPresenter(new AllocationHistoryPresenter(context.state, context.session, this))
    , m_panel(new ChartPanel(tr("Allocation"),
          tr("Each tile is a workload of the newest snapshot: its area is the GPUs it holds, its colour their "
             "utilisation over the last "
             "minute, hatched where that is unknown. What the snapshot counts but does not list, and GPUs nobody "
             "holds, are tiles of their own."),
          this))
    , m_gpusPanel(new ChartPanel(
          tr("GPUs held"), tr("allocated_gpu_count of each hour: the mean of the hour's samples."), this))
    , m_utilizationPanel(new ChartPanel(
          tr("Utilisation"), tr("avg_utilization of each hour, in the band from min_ to max_utilization."), this))
{
    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(space::page, space::page, space::page, space::page);
    page->setSpacing(space::panel);
    m_panel->setContent(buildTreemap());
    addControls();
    page->addWidget(m_panel, 1);
    page->addWidget(buildDetails());

    addPresenter(m_presenter);
    addPresenter(m_historyPresenter);
    addPanel(m_panel, m_presenter);
    addPanel(m_gpusPanel, m_historyPresenter);
    addPanel(m_utilizationPanel, m_historyPresenter);

    connect(m_presenter, &Presenter::dataChanged, this, &AllocationPage::showAllocation);
    connect(m_historyPresenter, &Presenter::dataChanged, this, &AllocationPage::showHistory);
    connect(m_treemap, &TreemapWidget::pathChanged, this, &AllocationPage::showBreadcrumb);
    connect(m_treemap, &TreemapWidget::selected, this, &AllocationPage::showDetails);
    connect(&state(), &DashboardState::queryChanged, this, &AllocationPage::followState);
    showDetails({});
}

QWidget* AllocationPage::buildTreemap()
{
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);

    auto* top = new QHBoxLayout;
    top->addStrut(fontMetrics().height() + 2 * space::unit); // with and without crumbs to press: the tiles stay
    m_breadcrumb = new QHBoxLayout;
    m_breadcrumb->setSpacing(space::unit);
    top->addLayout(m_breadcrumb);
    top->addStretch(1);
    m_totals = plainLabel("caption", content);
    top->addWidget(m_totals);
    column->addLayout(top);

    m_warning = plainLabel("strip-warning", content);
    m_warning->setWordWrap(true);
    m_warning->hide();
    column->addWidget(m_warning);

    m_treemap = new TreemapWidget(content);
    column->addWidget(m_treemap, 1);

    m_legend = new ColorLegend(content);
    m_legend->setText({tr("Utilisation"), Unit::Percent, 0, 100});
    column->addWidget(m_legend);
    return content;
}

void AllocationPage::addControls()
{
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Find by name"));
    m_search->setAccessibleName(tr("Find a workload or namespace"));
    m_search->setToolTip(tr("Dims what does not carry the text in its name or its namespace's (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(140);
    connect(m_search, &QLineEdit::textChanged, m_treemap, &TreemapWidget::setFilter);
    connect(m_search, &QLineEdit::returnPressed, m_treemap, qOverload<>(&QWidget::setFocus));
    auto* find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    m_panel->addHeaderWidget(m_search);

    m_groupBy = new QComboBox(this);
    m_groupBy->addItem(tr("By namespace"), int(AllocationGrouping::Namespace));
    m_groupBy->addItem(tr("By kind"), int(AllocationGrouping::Kind));
    m_groupBy->setAccessibleName(tr("Group by"));
    m_pods = new QCheckBox(tr("Gather pods"), this);
    m_pods->setToolTip(
        tr("Gathers pods below the workload that their names hint at, such as train-7f9c4-x2k9q below train"));
    const auto regroup = [this] {
        m_presenter->setGrouping({AllocationGrouping::By(m_groupBy->currentData().toInt()), m_pods->isChecked()});
    };
    connect(m_groupBy, &QComboBox::currentIndexChanged, this, regroup);
    connect(m_pods, &QCheckBox::toggled, this, regroup);
    m_panel->addHeaderWidget(m_groupBy);
    m_panel->addHeaderWidget(m_pods);
}

QWidget* AllocationPage::buildDetails()
{
    auto* details = new QWidget(this);
    details->setFixedWidth(detailsWidth);
    auto* column = new QVBoxLayout(details);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::panel);

    auto* facts = new QFrame(details);
    setAtlasRole(facts, "panel");
    auto* factsColumn = new QVBoxLayout(facts);
    factsColumn->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    m_detailTitle = plainLabel("title", facts);
    m_detailTitle->setWordWrap(true);
    m_detailTitle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    factsColumn->addWidget(m_detailTitle);
    m_facts = new QGridLayout;
    m_facts->setHorizontalSpacing(space::panel);
    m_facts->setVerticalSpacing(space::unit);
    m_facts->setColumnStretch(1, 1);
    factsColumn->addLayout(m_facts);
    column->addWidget(facts);

    m_historyCaption = plainLabel("caption", details);
    m_historyCaption->setWordWrap(true);
    column->addWidget(m_historyCaption);
    m_gpus = new TimeSeriesChart(details);
    m_gpusPanel->setContent(m_gpus);
    column->addWidget(m_gpusPanel, 1);
    m_utilization = new TimeSeriesChart(details);
    m_utilizationPanel->setContent(m_utilization);
    column->addWidget(m_utilizationPanel, 1);
    for (auto* chart : {m_gpus, m_utilization}) {
        connect(chart, &TimeSeriesChart::hovered, &state(), &DashboardState::setHovered);
        connect(&state(), &DashboardState::hoverChanged, chart, &TimeSeriesChart::setCrosshair);
    }
    return details;
}

void AllocationPage::applyTheme(Theme theme)
{
    m_treemap->setTheme(theme);
    m_legend->setTheme(theme);
    m_gpus->setTheme(theme);
    m_utilization->setTheme(theme);
}

void AllocationPage::showAllocation()
{
    const auto& data = m_presenter->data();
    m_treemap->setData(data.view.root);
    m_panel->setTable(data.view.table);
    m_panel->setNote(m_presenter->sourceText());
    m_totals->setText(m_presenter->totalsText());
    m_warning->setText(data.view.warning);
    m_warning->setVisible(!data.view.warning.isEmpty());
    showBreadcrumb();
    followState();
    showDetails(m_treemap->selection());
}

void AllocationPage::showBreadcrumb()
{
    clear(m_breadcrumb);
    const QStringList path = m_treemap->path();
    QStringList labels = m_treemap->pathLabels();
    labels.prepend(m_presenter->data().view.root.label);
    for (int depth = 0; depth < labels.size(); ++depth) {
        if (depth > 0) {
            auto* arrow = plainLabel("caption", this);
            arrow->setText(QStringLiteral("›"));
            m_breadcrumb->addWidget(arrow);
        }
        if (depth + 1 == labels.size()) { // where we are: nothing to press
            auto* here = new QLabel(this);
            here->setTextFormat(Qt::PlainText);
            here->setText(labels.at(depth));
            m_breadcrumb->addWidget(here);
            continue;
        }
        auto* crumb = new QToolButton(this);
        setAtlasRole(crumb, "quiet");
        crumb->setText(labels.at(depth));
        connect(crumb, &QToolButton::clicked, m_treemap,
            [this, target = path.mid(0, depth)] { m_treemap->zoomTo(target); });
        m_breadcrumb->addWidget(crumb);
    }
}

void AllocationPage::showDetails(const QStringList& path)
{
    const auto& data = m_presenter->data();
    const auto found = data.view.items.constFind(allocationPathKey(path));
    const bool known = !path.isEmpty() && found != data.view.items.constEnd();
    clear(m_facts);
    const QString whole = displayName(state().query().primaryCluster().toStdString());
    m_detailTitle->setText(known ? found->title : whole);
    int row = 0;
    const auto fact = [&](const QString& caption, const QString& value) {
        if (value.isEmpty())
            return;
        auto* name = plainLabel("caption", this);
        name->setText(caption);
        auto* text = new QLabel(value, this);
        text->setTextFormat(Qt::PlainText);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setWordWrap(true);
        m_facts->addWidget(name, row, 0, Qt::AlignTop);
        m_facts->addWidget(text, row++, 1);
    };
    if (!known) {
        showTotals(fact);
        m_historyPresenter->setItem(std::nullopt, data.time);
        return;
    }
    const AllocationItem& item = *found;
    if (item.type != AllocationItem::Group)
        fact(tr("Namespace"), displayName(item.namespaceName));
    fact(tr("Kind"), item.kind);
    fact(tr("Holds"), formatWithUnit(item.gpus, Unit::Gpus));
    if (item.type != AllocationItem::Unallocated && item.type != AllocationItem::Unattributed)
        fact(tr("Utilisation"),
            isKnown(item.utilization) ? formatWithUnit(item.utilization, Unit::Percent) : tr("unknown"));
    const double total = data.view.totals.allocated;
    if (item.type != AllocationItem::Unallocated && total > 0)
        fact(tr("Share of allocated"), formatWithUnit(100 * item.gpus / total, Unit::Percent));
    if (isKnown(item.workloads))
        fact(tr("Workloads"), formatFigure(item.workloads, Unit::Count));
    if (isKnown(item.replicas))
        fact(tr("Replicas"), formatFigure(item.replicas, Unit::Count));
    if (item.uid != item.title)
        fact(tr("UID"), item.uid);
    m_historyPresenter->setItem(item, data.time);
    // The namespace is what other pages can follow.
    const QString subject = QString::fromStdString(item.namespaceName);
    if (!subject.isEmpty() && state().query().selected(Level::Namespace).value(0) != subject)
        state().select(subject);
}

void AllocationPage::showTotals(const std::function<void(const QString&, const QString&)>& fact)
{
    const auto& totals = m_presenter->data().view.totals;
    if (m_presenter->data().source == AllocationSource::None)
        return;
    fact(tr("Capacity"), formatWithUnit(totals.capacity, Unit::Gpus));
    fact(tr("Allocated"), formatWithUnit(totals.allocated, Unit::Gpus));
    fact(tr("Unallocated"), formatWithUnit(totals.unallocated, Unit::Gpus));
    if (totals.unattributed > 0)
        fact(tr("Unattributed"), formatWithUnit(totals.unattributed, Unit::Gpus));
    fact(tr("Utilisation"),
        isKnown(totals.utilization) ? formatWithUnit(totals.utilization, Unit::Percent) : tr("unknown"));
    fact(tr("Hint"), tr("Click a tile, or walk the tiles with the arrow keys. Enter zooms in, Backspace out."));
}

void AllocationPage::showHistory()
{
    const auto& history = m_historyPresenter->data();
    m_historyCaption->setText(history.caption);
    m_historyCaption->setVisible(!history.caption.isEmpty());
    m_gpus->setData(history.gpus);
    m_utilization->setData(history.utilization);
    m_gpusPanel->setTable(history.table);
    m_utilizationPanel->setTable(history.table);
}

void AllocationPage::followState()
{
    const QString subject = state().query().selected(Level::Namespace).value(0);
    const auto& items = m_presenter->data().view.items;
    const auto current = items.constFind(allocationPathKey(m_treemap->selection()));
    const bool shown = current != items.constEnd() && QString::fromStdString(current->namespaceName) == subject;
    if (!subject.isEmpty() && !shown && items.contains(allocationPathKey({subject}))) {
        m_treemap->setSelection({subject});
        showDetails({subject});
    }
}

QStringList AllocationPage::detailTexts() const
{
    QStringList texts{m_detailTitle->text()};
    for (int i = 0; i < m_facts->count(); ++i) {
        if (auto* label = qobject_cast<QLabel*>(m_facts->itemAt(i)->widget()))
            texts << label->text();
    }
    return texts;
}

} // namespace atlas
