// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/AllocationPage.h"

#include "charts/ColorLegend.h"
#include "charts/HeatmapChart.h"
#include "charts/PaintHelpers.h"
#include "charts/TimeSeriesChart.h"
#include "charts/TimeSlider.h"
#include "charts/TreemapWidget.h"
#include "models/analysis/Clusters.h"
#include "models/analysis/Format.h"
#include "ui/Theme.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/SnapshotBar.h"
#include "ui/widgets/TileDetails.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCursor>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace atlas {
namespace {

constexpr int detailsWidth = 300; ///< at least
const QString pinned = QStringLiteral("pin"); ///< the choice to compare with what is shown now

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

QComboBox* choiceBox(QWidget* parent, const QString& name)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(13);
    return box;
}

} // namespace

AllocationPage::AllocationPage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
    , m_presenter(new AllocationPresenter(context.state, context.session, this))
    , m_historyPresenter(new AllocationHistoryPresenter(context.state, context.session, this))
    , m_heatPresenter(new AllocationHeatPresenter(context.state, context.session, this))
    , m_panel(new ChartPanel(tr("Allocation"),
          tr("Each tile is a workload of the snapshot: its area is the GPUs it holds, its colour their utilisation "
             "over "
             "the last minute, hatched where that is unknown; while snapshots are compared, its colour is what it "
             "gained or lost. What the snapshot counts but does not list, and GPUs nobody holds, are tiles of their "
             "own."),
          this))
    , m_heatPanel(new ChartPanel(tr("Allocation over time"),
          tr("The namespaces with the most GPU-hours of the range, and the others together; a column is a bucket. "
             "Colour: the mean of the GPUs held, or their utilisation. Hatched: unknown, or no hour is stored."),
          this))
    , m_changesPanel(new ChartPanel(tr("What changed"),
          tr("Who came, went, grew and shrank from the other snapshot to the shown one. A workload is the same where "
             "its uid is, else where namespace, kind and name are. What is counted and not listed has rows of its own, "
             "so that all changes add up to the change of the GPUs allocated."),
          this))
    , m_treemap(new TreemapWidget(this))
    , m_heat(new HeatmapChart(this))
    , m_bar(new SnapshotBar(this))
    , m_details(new TileDetails(this))
{
    buildLayout();
    addPresenter(m_presenter);
    addPresenter(m_historyPresenter);
    addPresenter(m_heatPresenter);
    addPanel(m_panel, m_presenter);
    addPanel(m_changesPanel, m_presenter);
    addPanel(m_heatPanel, m_heatPresenter);
    addPanel(m_details->gpusPanel(), m_historyPresenter);
    addPanel(m_details->utilizationPanel(), m_historyPresenter);
    connectAll();
    showChoices();
    showDetails();
}

void AllocationPage::buildLayout()
{
    m_panel->setContent(buildTreemap());
    m_heatPanel->setContent(m_heat);
    m_changesPanel->setContent(buildChanges());

    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(space::page, space::panel, space::page, space::panel);
    page->setSpacing(space::panel);
    auto* column = new QVBoxLayout;
    column->setSpacing(space::tight);
    auto* controls = new QHBoxLayout;
    controls->setSpacing(space::tight);
    addControls(controls);
    column->addLayout(controls);
    column->addWidget(m_panel, 3);
    column->addWidget(m_heatPanel, 3);
    column->addWidget(m_changesPanel, 2);
    auto* bar = new QFrame(this);
    setAtlasRole(bar, "panel");
    auto* barRow = new QVBoxLayout(bar);
    barRow->setContentsMargins(space::panel, space::tight, space::panel, space::unit);
    barRow->addWidget(m_bar);
    column->addWidget(bar);
    page->addLayout(column, 5);
    m_details->setMinimumWidth(detailsWidth);
    page->addWidget(m_details, 1);
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

    m_warning = plainText("strip-warning", content);
    m_warning->hide();
    column->addWidget(m_warning);
    column->addWidget(m_treemap, 1);
    m_legend = new ColorLegend(content);
    column->addWidget(m_legend);
    m_treemap->setTooltipSource([this](const QStringList& path) {
        const auto* tile = item(path);
        return tile ? allocationTooltip(*tile) : QString();
    });
    return content;
}

QWidget* AllocationPage::buildChanges()
{
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::unit);
    m_changesText = plainText("caption", content);
    column->addWidget(m_changesText);
    m_changes = new DataTable(content);
    m_changes->setAccessibleName(tr("What changed"));
    m_changes->setMinimumHeight(90);
    column->addWidget(m_changes, 1);
    return content;
}

void AllocationPage::addControls(QHBoxLayout* row)
{
    m_as = choiceBox(this, tr("Show as"));
    m_as->addItem(tr("Tiles"));
    m_as->addItem(tr("Heat map over time"), QStringLiteral("heatmap"));
    m_groupBy = choiceBox(this, tr("Group by"));
    m_colour = choiceBox(this, tr("Colour"));
    m_colour->addItem(tr("GPUs held"));
    m_colour->addItem(tr("Utilisation"), QStringLiteral("utilization"));
    m_pods = new QCheckBox(tr("Gather pods"), this);
    m_pods->setToolTip(
        tr("Gathers pods below the workload that their names hint at, such as train-7f9c4-x2k9q below train"));
    m_with = choiceBox(this, tr("Compare with"));
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Find by name"));
    m_search->setAccessibleName(tr("Find a workload or namespace"));
    m_search->setToolTip(tr("Dims what does not carry the text in its name or its namespace's (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(120);
    m_search->setMaximumWidth(260);
    for (QWidget* control : {static_cast<QWidget*>(m_as), static_cast<QWidget*>(m_groupBy),
             static_cast<QWidget*>(m_pods), static_cast<QWidget*>(m_colour), static_cast<QWidget*>(m_with)})
        row->addWidget(control);
    row->addStretch(1);
    row->addWidget(m_search, 2);
}

void AllocationPage::connectAll()
{
    connect(m_presenter, &Presenter::dataChanged, this, &AllocationPage::showAllocation);
    connect(m_historyPresenter, &Presenter::dataChanged, this, &AllocationPage::showHistory);
    connect(m_heatPresenter, &Presenter::dataChanged, this, &AllocationPage::showHeat);
    connect(m_treemap, &TreemapWidget::pathChanged, this, &AllocationPage::showBreadcrumb);
    connect(m_treemap, &TreemapWidget::selected, this, &AllocationPage::choose);
    connect(m_treemap, &TreemapWidget::sourceRequested, this, [this](const QStringList& path) {
        if (const auto figure =
                allocationFigure(m_presenter->data(), item(path), m_presenter->choice().grouping.annotation))
            emit figureRequested(*figure);
        else
            showPlainTooltip(QCursor::pos(),
                tr("The sum of the tiles inside it; each of them says where it comes from."), m_treemap);
    });
    connect(m_heat, &HeatmapChart::activated, this, &AllocationPage::openCell);
    connect(&state(), &DashboardState::queryChanged, this, &AllocationPage::followState);

    const auto regroup = [this] {
        auto query = state().query();
        query.view.insert(QStringLiteral("allocation.by"), m_groupBy->currentData().toString());
        auto grouping = allocationChoice(query).grouping;
        grouping.pods = m_pods->isChecked();
        m_presenter->setGrouping(grouping);
    };
    connect(m_groupBy, &QComboBox::currentIndexChanged, this, regroup);
    connect(m_pods, &QCheckBox::toggled, this, regroup);
    connect(m_as, &QComboBox::currentIndexChanged, this,
        [this] { state().setView(QStringLiteral("allocation.as"), m_as->currentData().toString()); });
    connect(m_colour, &QComboBox::currentIndexChanged, this,
        [this] { state().setView(QStringLiteral("allocation.heat"), m_colour->currentData().toString()); });
    connect(m_with, &QComboBox::currentIndexChanged, this, [this] {
        const QString with = m_with->currentData().toString();
        m_presenter->setWith(with == pinned ? QString::fromStdString(formatRfc3339(m_presenter->data().time)) : with);
    });
    connect(m_search, &QLineEdit::textChanged, m_treemap, &TreemapWidget::setFilter);
    connect(m_search, &QLineEdit::returnPressed, m_treemap, qOverload<>(&QWidget::setFocus));
    auto* find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });

    connect(m_bar, &SnapshotBar::stepRequested, this, &AllocationPage::stepBy);
    connect(m_bar, &SnapshotBar::picked, this, [this](int index, bool continuing) {
        // of what the slider shows: the presenter may know newer ones already
        if (const auto& shown = m_bar->slider()->data().t; std::size_t(index) < shown.size())
            goTo(shown[std::size_t(index)], continuing);
    });
    connect(m_bar, &SnapshotBar::newestRequested, this, [this] { goTo(std::nullopt, false); });
    connect(m_bar, &SnapshotBar::speedChosen, this,
        [this](int speed) { state().setView(QStringLiteral("allocation.speed"), QString::number(speed)); });

    // one crosshair for all that has a time axis
    for (auto* chart : m_details->charts()) {
        connect(chart, &TimeSeriesChart::hovered, &state(), &DashboardState::setHovered);
        connect(&state(), &DashboardState::hoverChanged, chart, &TimeSeriesChart::setCrosshair);
    }
    connect(m_heat, &HeatmapChart::hoveredInstant, &state(), &DashboardState::setHovered);
    connect(&state(), &DashboardState::hoverChanged, m_heat, &HeatmapChart::setCrosshair);
    connect(m_bar->slider(), &TimeSlider::hovered, &state(), &DashboardState::setHovered);
    connect(&state(), &DashboardState::hoverChanged, m_bar->slider(), &TimeSlider::setCrosshair);

    connect(m_changes, &DataTable::selectionKeysChanged, this, [this](const QStringList& keys) {
        for (const auto& row : m_changes->table().rows) {
            if (keys.contains(row.key) && !row.subject.empty())
                selectSubject(row.subject, Level::Workload);
        }
    });
}

void AllocationPage::applyTheme(Theme theme)
{
    m_treemap->setTheme(theme);
    m_heat->setTheme(theme);
    m_legend->setTheme(theme);
    m_bar->setTheme(theme);
    m_details->setTheme(theme);
    m_changes->setTheme(theme);
}

void AllocationPage::showAllocation()
{
    const auto& shared = m_presenter->shared();
    const auto& data = *shared;
    m_treemap->setLevels(data.view.levels);
    m_treemap->setShowsChange(data.comparison.has_value());
    m_treemap->setData(std::shared_ptr<const TreemapNode>(shared, &data.view.root));
    ColorScaleText legend;
    legend.title = data.comparison ? tr("Share of its GPUs that") : tr("Utilisation");
    legend.change = data.comparison.has_value();
    m_legend->setText(legend);
    m_panel->setTable(std::shared_ptr<const Table>(shared, &data.view.table));
    m_panel->setNote(m_presenter->sourceText());
    m_totals->setText(m_presenter->totalsText());
    QStringList warnings;
    for (const QString& text : {data.view.warning, data.remark}) {
        if (!text.isEmpty())
            warnings << text;
    }
    m_warning->setText(warnings.join(QLatin1Char(' ')));
    m_warning->setVisible(!warnings.isEmpty());
    if (data.comparison) {
        m_changesText->setText(data.comparison->summary);
        m_changes->setTable(data.comparison->table);
        m_changesPanel->setTable(data.comparison->table);
    }
    if (data.view.annotations != m_annotations || data.comparison.has_value() != m_changesPanel->isVisibleTo(this)
        || m_with->count() < 4) {
        m_annotations = data.view.annotations;
        showChoices();
    }
    showBar();
    showBreadcrumb();
    markSelected();
    showDetails();
}

void AllocationPage::showChoices()
{
    const auto choice = m_presenter->choice();
    for (QWidget* control : {static_cast<QWidget*>(m_groupBy), static_cast<QWidget*>(m_pods),
             static_cast<QWidget*>(m_with), static_cast<QWidget*>(m_search)})
        control->setVisible(!choice.heatmap);
    m_colour->setVisible(choice.heatmap);
    m_panel->setVisible(!choice.heatmap);
    m_heatPanel->setVisible(choice.heatmap);
    m_changesPanel->setVisible(!choice.heatmap && m_presenter->data().comparison.has_value());
    const auto set = [](QComboBox* box, const QString& value) {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(std::max(0, box->findData(value)));
    };
    const QSignalBlocker quiet(m_as), quietColour(m_colour), quietPods(m_pods);
    m_as->setCurrentIndex(choice.heatmap ? 1 : 0);
    m_colour->setCurrentIndex(choice.heatOfUtilization ? 1 : 0);
    m_pods->setChecked(choice.grouping.pods);
    m_pods->setEnabled(choice.grouping.by != AllocationGrouping::Annotation);
    showGroupings();
    {
        const QSignalBlocker quietWith(m_with);
        m_with->clear();
        m_with->addItem(tr("No comparison"), QString());
        m_with->addItem(tr("With a day earlier"), QStringLiteral("1d"));
        m_with->addItem(tr("With a week earlier"), QStringLiteral("1w"));
        if (m_presenter->data().time != Instant{})
            m_with->addItem(tr("With the shown one, from now on"), pinned);
        if (m_with->findData(choice.with) < 0) {
            const auto instant = comparedInstant(choice.with, {});
            m_with->addItem(
                instant ? tr("With %1").arg(formatInstant(*instant, state().zone())) : choice.with, choice.with);
        }
    }
    set(m_with, choice.with);
    m_bar->setSpeed(choice.speed);
}

void AllocationPage::showGroupings()
{
    const auto choice = m_presenter->choice();
    QStringList keys = m_presenter->data().view.annotations;
    const QString chosen = QString::fromStdString(choice.grouping.annotation);
    if (choice.grouping.by == AllocationGrouping::Annotation && !keys.contains(chosen))
        keys << chosen;
    const QSignalBlocker quiet(m_groupBy);
    m_groupBy->clear();
    m_groupBy->addItem(tr("By namespace"), groupingText({}));
    m_groupBy->addItem(tr("By kind"), groupingText({AllocationGrouping::Kind}));
    for (const QString& key : keys) {
        const auto name = key.toStdString();
        m_groupBy->addItem(
            tr("By %1").arg(displayName(name)), groupingText({AllocationGrouping::Annotation, false, name}));
    }
    m_groupBy->setCurrentIndex(std::max(0, m_groupBy->findData(groupingText(choice.grouping))));
}

void AllocationPage::showBar()
{
    const auto& times = m_presenter->times();
    InstantsData data;
    data.range = times.axis;
    data.t = times.instants;
    data.values = times.allocated;
    data.zone = state().query().zone;
    m_bar->setData(data);
    const int position = m_presenter->data().source == AllocationSource::Snapshot ? m_presenter->position() : -1;
    m_bar->setPosition(position, !m_presenter->choice().at,
        times.instants.empty() ? tr("No snapshots of this time")
                               : tr("%1 of %2").arg(position + 1).arg(times.instants.size()));
    const auto& comparison = m_presenter->data().comparison;
    m_bar->slider()->setMark(comparison ? std::optional(comparison->with) : std::nullopt);
}

void AllocationPage::showBreadcrumb()
{
    const QStringList path = m_treemap->path();
    QStringList labels = m_treemap->pathLabels();
    labels.prepend(m_presenter->data().view.root.label);
    if (labels == m_crumbs)
        return;
    m_crumbs = labels;
    clear(m_breadcrumb);
    for (int depth = 0; depth < labels.size(); ++depth) {
        if (depth > 0)
            m_breadcrumb->addWidget(plainLabel("caption", this, QStringLiteral("›")));
        if (depth + 1 == labels.size()) { // where we are: nothing to press
            m_breadcrumb->addWidget(plainLabel("", this, labels.at(depth)));
            continue;
        }
        auto* crumb = new QToolButton(this);
        setAtlasRole(crumb, "quiet");
        crumb->setText(plainMenuText(labels.at(depth)));
        connect(crumb, &QToolButton::clicked, m_treemap,
            [this, target = path.mid(0, depth)] { m_treemap->zoomTo(target); });
        m_breadcrumb->addWidget(crumb);
    }
}

const AllocationItem* AllocationPage::item(const QStringList& path) const
{
    const auto& items = m_presenter->data().view.items;
    const auto found = path.isEmpty() ? items.constEnd() : items.constFind(allocationPathKey(path));
    return found == items.constEnd() ? nullptr : &*found;
}

void AllocationPage::showDetails()
{
    const auto& data = m_presenter->data();
    const auto* tile = item(m_treemap->selection());
    m_historyPresenter->setItem(
        tile ? std::optional(*tile) : std::nullopt, data.time, m_presenter->choice().grouping.annotation);
    const auto& newest = m_historyPresenter->data().newest;
    const bool isItsRow = tile && tile->type == AllocationItem::Workload && newest && newest->name == tile->name
        && newest->namespaceName == tile->namespaceName && newest->cluster == tile->cluster;
    QStringList names;
    for (const auto& cluster : state().query().clusters)
        names << displayName(cluster.toStdString());
    m_details->setFacts(tile ? tile->title : names.join(QStringLiteral(" + ")),
        allocationFacts(data, tile, isItsRow ? &*newest : nullptr));
}

void AllocationPage::showHistory()
{
    m_details->setHistory(m_historyPresenter->data());
    showDetails();
}

void AllocationPage::showHeat()
{
    m_heat->setData(m_heatPresenter->data());
    m_heatPanel->setTable(m_heatPresenter->table());
    m_heatPanel->setNote(m_presenter->choice().heatOfUtilization ? tr("utilisation") : tr("mean of the GPUs held"));
    markSelected();
}

Selection AllocationPage::subjectOf(const AllocationItem& item) const
{
    const bool several = state().query().clusters.size() > 1;
    const auto named = [&](const std::string& name) {
        return QStringList{QString::fromStdString(several ? qualifiedName(item.cluster, name) : name)};
    };
    switch (item.type) {
    case AllocationItem::Workload:
        return {Level::Workload, {}, named(item.namespaceName + '/' + item.name)};
    case AllocationItem::Value:
        return {
            Level::Dimension, {DimensionType::Annotation, m_presenter->choice().grouping.annotation}, named(item.name)};
    case AllocationItem::Group:
    case AllocationItem::Owner:
    case AllocationItem::Remainder:
        if (!item.namespaceName.empty())
            return {Level::Namespace, {}, named(item.namespaceName)};
        break;
    default:
        break;
    }
    return {};
}

void AllocationPage::choose(const QStringList& path)
{
    showDetails();
    const auto* tile = item(path);
    const auto subject = tile ? subjectOf(*tile) : Selection{};
    if (!subject.isEmpty())
        selectSubject(subject.names.front().toStdString(), subject.level, subject.dimension);
}

void AllocationPage::selectSubject(const std::string& subject, Level level, const DimensionKey& dimension)
{
    const bool add = QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier);
    const QString name = QString::fromStdString(subject);
    // the selected one again would select none
    if (state().query().selection != Selection{level, dimension, {name}})
        state().select(name, level, dimension, add);
}

void AllocationPage::followState(const DashboardQuery& before)
{
    const auto& now = state().query();
    auto slid = before;
    slid.view.insert(QStringLiteral("allocation.at"), now.view.value(QStringLiteral("allocation.at")));
    if (!now.view.contains(QStringLiteral("allocation.at")))
        slid.view.remove(QStringLiteral("allocation.at"));
    if (slid != now)
        m_sliding = false;
    if (now.viewDiffers(before, QStringLiteral("allocation")))
        showChoices();
    if (before.selection == now.selection)
        return;
    if (now.selection.isEmpty())
        m_treemap->setSelection({});
    markSelected();
    showDetails();
}

/// Rings around what is selected in the window; the first is the selected tile, unless it is about a selected subject
/// already.
void AllocationPage::markSelected()
{
    const auto& view = m_presenter->data().view;
    const auto& selection = state().query().selection;
    m_heat->setSelection(state().query().selected(Level::Namespace));
    QList<QStringList> paths;
    for (const QString& name : selection.names) {
        QString path;
        if (selection.level == Level::Workload)
            path = view.workloads.value(name);
        else if (selection.level == Level::Namespace)
            path = view.namespaces.value(name);
        else if (selection.level == Level::Dimension)
            path = QStringLiteral("value:") + name;
        if (view.items.contains(path))
            paths << allocationPath(path);
    }
    m_treemap->setMarked(paths);
    const auto* current = item(m_treemap->selection());
    const auto subject = current ? subjectOf(*current) : Selection{};
    const bool isSelected =
        subject.level == selection.level && !subject.isEmpty() && selection.names.contains(subject.names.front());
    if (!paths.isEmpty() && !isSelected)
        m_treemap->setSelection(paths.front());
}

void AllocationPage::goTo(std::optional<Instant> at, bool continuing)
{
    m_presenter->setAt(at, continuing && m_sliding);
    m_sliding = true;
}

void AllocationPage::stepBy(int by, bool continuing)
{
    if (!m_presenter->canStep(by)) {
        m_bar->setPlaying(false);
        return;
    }
    if (!m_presenter->isSettled())
        return; // the last step is still on its way: it is not passed over
    m_presenter->step(by, continuing && m_sliding);
    m_sliding = true;
}

/// A cell of the heat map: its namespace is selected, and its time becomes the shown one.
void AllocationPage::openCell(int row, int column)
{
    const auto& map = m_heat->data();
    auto query = state().query();
    if (const auto& subject = map.subjects[std::size_t(row)]; !subject.empty())
        query.selection = {Level::Namespace, {}, {QString::fromStdString(subject)}};
    const bool isLast = std::size_t(column) + 1 == map.t.size();
    auto at = (isLast ? map.end : map.t[std::size_t(column) + 1]) - std::chrono::seconds(1);
    if (const auto& instants = m_presenter->times().instants; !instants.empty())
        at = std::min(at, std::max(instants.back(), map.t[std::size_t(column)]));
    query.view.insert(QStringLiteral("allocation.at"), QString::fromStdString(formatRfc3339(at)));
    state().setQuery(query);
}

QStringList AllocationPage::detailTexts() const
{
    return m_details->texts();
}

} // namespace atlas
