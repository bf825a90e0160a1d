// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/WastePage.h"

#include "charts/HeatmapChart.h"
#include "charts/RankingChart.h"
#include "charts/ScatterChart.h"
#include "models/analysis/Format.h"
#include "models/analysis/LevelId.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "ui/Theme.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FactTile.h"
#include "ui/widgets/FilterField.h"
#include "ui/widgets/KeyFigureTile.h"
#include "ui/widgets/PlainLabel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

namespace {

constexpr int holdersHeight = 280, chartsHeight = 300, tablesHeight = 280;
constexpr int mostTiles = 3;
constexpr Role tileRoles[mostTiles] = {Role::HeldIdle, Role::Category, Role::Capacity};

QString keyOf(const char* name)
{
    return QStringLiteral("waste.") + QLatin1StringView(name);
}

/// What is asked less often than "who, how much, since when"; the panels' own tables have all of it.
QStringList givingWay()
{
    return {QStringLiteral("below"), QStringLiteral("share"), QStringLiteral("idle"), QStringLiteral("held_since"),
        QStringLiteral("unknown"), QStringLiteral("gpu_hours"), QStringLiteral("state")};
}

/// A field within its sentence, whose words may stand before it, behind it, or both.
void addAround(QHBoxLayout* row, const QString& sentence, QWidget* field)
{
    const auto parts = sentence.split(QStringLiteral("%1"));
    const auto add = [&](const QString& words) {
        if (!words.trimmed().isEmpty())
            row->addWidget(plainLabel("secondary", field->parentWidget(), words.trimmed()));
    };
    add(parts.value(0));
    row->addWidget(field);
    add(parts.value(1));
}

} // namespace

WastePage::WastePage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
    , m_presenter(new WastePresenter(context.state, context.session, this))
{
    addPresenter(m_presenter);
    buildPanels();
    buildLayout();
    linkAll();
    connect(m_presenter, &Presenter::dataChanged, this, &WastePage::showValues);
    connect(m_presenter, &Presenter::panelStateChanged, this, &WastePage::showState);
    connect(&state(), &DashboardState::queryChanged, this, &WastePage::followQuery);
    followQuery();
}

QWidget* WastePage::buildChoices()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::tight);
    m_level = new QComboBox(bar);
    m_level->setAccessibleName(tr("Whose waste"));
    m_level->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_level, &QComboBox::activated, this, &WastePage::chooseLevel);
    addAround(row, tr("by %1", "namespaces"), m_level);
    row->addSpacing(space::panel);

    m_threshold = new QDoubleSpinBox(bar);
    m_threshold->setAccessibleName(tr("Threshold of idleness"));
    m_threshold->setToolTip(tr("An hour with a utilisation at or below this is idle"));
    m_threshold->setRange(0, 100);
    m_threshold->setDecimals(1);
    m_threshold->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_threshold->setSuffix(QStringLiteral(" %"));
    m_threshold->setKeyboardTracking(false);
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const bool usual = value == ReclaimRule().threshold;
        state().setView(keyOf("threshold"), usual ? QString() : QString::number(value));
    });
    addAround(row, tr("idle at or below %1"), m_threshold);
    row->addStretch(1);
    return bar;
}

QWidget* WastePage::buildHolders()
{
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::tight);
    m_least = new QDoubleSpinBox(content);
    m_least->setAccessibleName(tr("Least GPU-days held idle"));
    m_least->setToolTip(tr("Shows only who held at least so many GPU-days idle"));
    m_least->setRange(0, 1e7);
    m_least->setDecimals(0);
    m_least->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_least->setSingleStep(10);
    m_least->setSpecialValueText(tr("any"));
    m_least->setKeyboardTracking(false);
    addAround(row, tr("at least %1 GPU-days held idle"), m_least);
    m_holders = new DataTable(content);
    m_holders->setAccessibleName(tr("Who holds GPUs idle"));
    m_holders->setColumnsGivingWay(givingWay());
    m_filter = new FilterField(m_holders, content);
    m_filter->setAccessibleName(tr("Narrow the list"));
    m_filter->setPlaceholderText(tr("Search or filter: name, days:>50, utilisation:<10"));
    row->addWidget(m_filter, 1);
    column->addLayout(row);
    m_refused = plainText("strip-error", content);
    m_refused->hide();
    column->addWidget(m_refused);
    column->addWidget(m_holders, 1);
    connect(m_least, &QDoubleSpinBox::valueChanged, this,
        [this](double value) { state().setView(keyOf("least"), value > 0 ? QString::number(value) : QString()); });
    connect(m_filter, &FilterField::refused, this, [this](const QString& sentence) {
        m_refused->setText(sentence);
        m_refused->setVisible(!sentence.isEmpty());
    });
    connect(
        m_filter, &QLineEdit::editingFinished, this, [this] { state().setView(keyOf("filter"), m_filter->text()); });
    return content;
}

QWidget* WastePage::buildReclaim()
{
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    m_sentence = plainText("body", content);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_sentence);
    m_reclaim = new DataTable(content);
    m_reclaim->setAccessibleName(tr("What reclaiming would have freed"));
    m_reclaim->setColumnsGivingWay({QStringLiteral("state"), QStringLiteral("cost")});
    column->addWidget(m_reclaim, 1);
    return content;
}

void WastePage::buildPanels()
{
    const auto panel = [this](const QString& title, const QString& definition, QWidget* content) {
        return makePanel(title, definition, content, m_presenter);
    };
    for (int i = 0; i < mostTiles; ++i)
        m_tiles.push_back(new KeyFigureTile(this));
    m_reclaimable = new FactTile(tr("Reclaimable"), this);
    m_holdersPanel = panel(tr("Who holds GPUs idle, on what, since when"),
        tr("Held idle: GPU-hours allocated − used; 24 GPU-hours are a GPU-day. Idle since: the begin of the run of "
           "hours at or below the threshold with most GPU-hours; of a namespace that of its workload with the largest. "
           "Hours of unknown use neither count nor end a run."),
        buildHolders());
    m_scatter = new ScatterChart(this);
    m_scatterPanel = panel(tr("Held against used"),
        tr("A dot each: its GPU-hours against its utilisation, its area what it held idle. Drag the lines, or move "
           "them "
           "with Ctrl and the arrows. As they come, those right of the line hold 80 % of all GPU-hours, and the other "
           "line is the cluster's utilisation. Subjects of unknown utilisation have no dot; of very many those that "
           "held "
           "most idle have one."),
        m_scatter);
    m_scale = new QComboBox(this);
    m_scale->setAccessibleName(tr("Scale of GPU-hours"));
    m_scale->addItem(tr("logarithmic"), QString());
    m_scale->addItem(tr("linear"), QStringLiteral("linear"));
    connect(m_scale, &QComboBox::activated, this,
        [this] { state().setView(keyOf("scale"), m_scale->currentData().toString()); });
    m_scatterPanel->addHeaderWidget(m_scale);
    m_ranking = new RankingChart(this);
    m_rankingPanel = panel(
        tr("Most held idle"), metricExplanation(Metric::IdleGpuHours, tr("The first ten, and the others.")), m_ranking);
    m_week = new HeatmapChart(this);
    m_weekPanel = panel(tr("Held idle over the week"),
        tr("GPUs held idle, mean of the range's hours that fall in the same hour of the week: of the cluster, or of "
           "the "
           "selected one. Hatched: no hour in which it is known."),
        m_week);
    m_workloads = new DataTable(this);
    m_workloads->setAccessibleName(tr("Workloads by held idle"));
    m_workloads->setColumnsGivingWay(givingWay());
    m_workloadsPanel = panel(tr("Workloads by held idle"),
        tr("Each workload's GPU-hours held idle, and since when it has been at or below the threshold. Of the selected "
           "namespaces where some are."),
        m_workloads);
    m_after = new QSpinBox(this);
    m_after->setAccessibleName(tr("Reclaim after so many idle hours"));
    m_after->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_after->setRange(1, 24 * 365);
    const auto after = tr("after %1 h", "reclaim after 24 h").split(QStringLiteral("%1"));
    m_after->setPrefix(after.value(0));
    m_after->setSuffix(after.value(1));
    m_after->setKeyboardTracking(false);
    connect(m_after, &QSpinBox::valueChanged, this, [this](int value) {
        const bool usual = value == ReclaimRule().afterHours;
        state().setView(keyOf("after"), usual ? QString() : QString::number(value));
    });
    m_reclaimPanel = panel(tr("What reclaiming would have freed"),
        tr("Whoever was at or below the threshold for so many hours in a row loses the GPUs until they are wanted "
           "again: "
           "the GPU-hours of the idle hours that follow. A run ends with work, or when the GPUs are given back; hours "
           "of "
           "unknown use neither count nor end it. Hours before the range count for how long a run lasts."),
        buildReclaim());
    m_reclaimPanel->addHeaderWidget(m_after);
}

void WastePage::buildLayout()
{
    auto* column = makeColumn();
    column->addWidget(buildChoices());
    const auto addRow = [column](const std::vector<std::pair<QWidget*, int>>& widgets, int height) {
        auto* row = new QHBoxLayout;
        row->setSpacing(space::panel);
        for (const auto& [widget, stretch] : widgets) {
            widget->setMinimumHeight(height);
            row->addWidget(widget, stretch);
        }
        column->addLayout(row, 1);
    };
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(space::panel);
    for (auto* tile : m_tiles)
        tiles->addWidget(tile, 1);
    tiles->insertWidget(2, m_reclaimable, 1);
    column->addLayout(tiles);
    m_holdersPanel->setMinimumHeight(holdersHeight);
    column->addWidget(m_holdersPanel, 1);
    addRow({{m_scatterPanel, 3}, {m_rankingPanel, 2}}, chartsHeight);
    m_workloadsPanel->setMinimumHeight(tablesHeight);
    column->addWidget(m_workloadsPanel, 1);
    addRow({{m_weekPanel, 1}, {m_reclaimPanel, 1}}, tablesHeight);
}

void WastePage::linkAll()
{
    const auto select = [this](const QString& key) {
        if (key == otherKey())
            return;
        const auto selection = m_presenter->selectionOf({key});
        const bool add = QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier);
        state().select(key, selection.level, selection.dimension, add);
    };
    connect(m_scatter, &ScatterChart::activated, this, select);
    connect(m_ranking, &RankingChart::activated, this, select);
    connect(m_scatter, &ScatterChart::linesMoving, this, &WastePage::showQuadrants);
    connect(m_scatter, &ScatterChart::linesMoved, m_presenter, &WastePresenter::moveLines);
    connect(m_holders, &DataTable::selectionKeysChanged, this,
        [this](const QStringList& names) { state().setSelection(m_presenter->selectionOf(names)); });
    linkSelection(m_workloads, Level::Workload);
    leadTo(m_reclaimable, m_reclaimPanel);
}

void WastePage::chooseLevel()
{
    const auto chosen = levelFromId(m_level->currentData().toString());
    if (!chosen)
        return;
    auto query = state().query();
    query.view.remove(keyOf("level"));
    if (chosen->level == Level::Workload)
        query.view.insert(keyOf("level"), QStringLiteral("workload"));
    if (chosen->level == Level::Dimension) {
        query.view.insert(keyOf("level"), QStringLiteral("dimension"));
        query.dimension = chosen->dimension;
    }
    state().setQuery(query);
}

void WastePage::followLevels()
{
    const auto level = m_presenter->choice().level;
    m_level->clear();
    m_level->addItem(tr("Namespace"), levelId(Level::Namespace));
    m_level->addItem(tr("Workload"), levelId(Level::Workload));
    // What is asked for is named also where nothing is known of it: not loaded yet, or in vain.
    auto dimensions = m_presenter->dimensions();
    const auto& asked = state().query().dimension;
    const auto shown = std::ranges::find(dimensions, asked) != dimensions.end() || m_presenter->dimension().key.empty()
        ? asked
        : m_presenter->dimension();
    if (level == Level::Dimension && std::ranges::find(dimensions, shown) == dimensions.end())
        dimensions.push_back(shown);
    for (const auto& dimension : dimensions) {
        const QString key = displayName(dimension.key);
        m_level->addItem(
            dimension.type == DimensionType::Label ? tr("Label %1").arg(key) : tr("Annotation %1").arg(key),
            levelId(Level::Dimension, dimension));
    }
    m_level->setCurrentIndex(m_level->findData(levelId(level, shown)));
}

void WastePage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    followQuery();
}

void WastePage::followQuery()
{
    if (!isVisible())
        return; // thousands of rows that nobody sees; showEvent() makes up for it
    const auto chosen = m_presenter->choice();
    const auto& view = state().query().view;
    const auto set = [](auto* box, auto value) {
        const QSignalBlocker quiet(box);
        box->setValue(value);
    };
    set(m_threshold, chosen.rule.threshold);
    set(m_after, chosen.rule.afterHours);
    set(m_least, view.value(keyOf("least")).toDouble());
    m_scale->setCurrentIndex(chosen.logarithmic ? 0 : 1);
    followLevels();
    if (const auto text = view.value(keyOf("filter")); text != m_filter->text())
        m_filter->setText(text);
    m_scatter->setLines(m_presenter->lines());
    showQuadrants(m_presenter->lines());
    markSelection();
    showTables();
}

void WastePage::markSelection()
{
    const auto names = m_presenter->selected();
    m_scatter->setSelected(names);
    m_ranking->setSelected(names.value(0));
    if (m_holders->selectedKeys() != names)
        m_holders->selectKeys(names);
}

void WastePage::showQuadrants(QPointF lines)
{
    const auto& found = m_presenter->data().found;
    if (m_quadrantsOf == found && m_quadrantLines == lines)
        return;
    m_quadrantsOf = found;
    m_quadrantLines = lines;
    const auto& data = m_presenter->data();
    m_scatter->setQuadrantTexts(lines == data.quadrantLines ? data.quadrants : quadrantTexts(found->holders, lines));
}

std::shared_ptr<const Table> WastePage::tableOf(const Table& table) const
{
    return {m_presenter->shared(), &table};
}

/// Those with at least so many GPU-days.
std::shared_ptr<const Table> WastePage::narrowedHolders()
{
    const auto all = tableOf(m_presenter->data().holdersTable);
    const double least = m_least->value();
    auto& narrowed = m_narrowedHolders;
    if (least <= 0) {
        narrowed = {};
        return all;
    }
    if (narrowed.of != all || narrowed.least != least) {
        auto table = std::make_shared<Table>(*all);
        std::erase_if(table->rows, [least](const TableRow& row) {
            const auto* days = std::get_if<double>(&row.cells[1]);
            return !(days && *days >= least);
        });
        narrowed = {all, std::move(table), least, {}};
    }
    return narrowed.table;
}

/// Those of the namespaces that are selected.
std::shared_ptr<const Table> WastePage::narrowedWorkloads()
{
    const auto all = tableOf(m_presenter->data().workloadsTable);
    const bool byNamespace =
        m_presenter->choice().level == Level::Namespace && state().query().selection.level == Level::Namespace;
    const auto names = byNamespace ? m_presenter->selected() : QStringList();
    auto& narrowed = m_narrowedWorkloads;
    if (names.isEmpty()) {
        narrowed = {};
        return all;
    }
    if (narrowed.of != all || narrowed.names != names) {
        auto table = std::make_shared<Table>(*all);
        std::erase_if(table->rows,
            [&names](const TableRow& row) { return !names.contains(row.key.left(row.key.lastIndexOf(u'/'))); });
        narrowed = {all, std::move(table), 0, names};
    }
    return narrowed.table;
}

void WastePage::showTables()
{
    const auto& data = m_presenter->data();
    const auto holders = narrowedHolders();
    m_holdersPanel->setNote(m_least->value() > 0
            ? tr("%1 of %2").arg(holders->rows.size()).arg(data.holdersTable.rows.size())
            : m_presenter->note());
    m_holders->setTable(holders);
    const bool ofSelected = m_presenter->choice().level == Level::Namespace && !m_presenter->selected().isEmpty();
    m_workloadsPanel->setNote(ofSelected ? tr("of the selected") : m_presenter->withoutWorkloads());
    m_workloads->setTable(narrowedWorkloads());
    // What is seldom asked would take the room of the names; the panels' own tables have it.
    for (const char* id : {"share", "unknown"})
        m_workloads->setColumnShown(QLatin1StringView(id), false);
    m_holders->setColumnShown(QStringLiteral("share"), m_presenter->choice().level != Level::Workload);
    m_holders->setColumnShown(QStringLiteral("unknown"), data.found->usage.unknownGpuHours > 0);
}

void WastePage::showValues()
{
    const auto& data = m_presenter->data();
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i]->setVisible(i < data.tiles.size());
        if (i < data.tiles.size())
            m_tiles[i]->setData(data.tiles[i], tileRoles[i]);
    }
    const auto chosen = m_presenter->choice();
    m_reclaimable->setFact(formatWithUnit(data.found->reclaim.freedGpuHours, Unit::GpuHours),
        (data.found->ofWorkloads ? tr("after %1 h at or below %2 · %3 of %4 workloads")
                                 : tr("after %1 h at or below %2 · %3 of %4"))
            .arg(chosen.rule.afterHours)
            .arg(formatWithUnit(chosen.rule.threshold, Unit::Percent))
            .arg(data.found->reclaim.subjects)
            .arg(data.found->lookedAt),
        m_presenter->sentence());
    m_scatter->setData(data.scatter);
    m_ranking->setData(data.ranking);
    m_week->setData(data.week);
    m_sentence->setText(m_presenter->sentence());
    m_reclaim->setTable(tableOf(data.reclaimTable));
    m_reclaim->setColumnShown(QStringLiteral("until"), false);
    m_holdersPanel->setTable(tableOf(data.holdersTable));
    m_scatterPanel->setTable(tableOf(data.holdersTable)); // of those without a dot as well
    m_rankingPanel->setTable(tableOf(data.rankingTable));
    m_weekPanel->setTable(tableOf(data.weekTable));
    m_workloadsPanel->setTable(tableOf(data.workloadsTable));
    m_reclaimPanel->setTable(tableOf(data.reclaimTable));
    const int without = int(data.found->holders.size() - data.scatter.points.size()) + m_scatter->hiddenPoints();
    m_scatterPanel->setNote(without > 0 ? tr("%Ln without a dot", nullptr, without) : QString());
    m_rankingPanel->setNote(unitName(Unit::GpuHours));
    m_weekPanel->setNote(data.weekOf.isEmpty() ? tr("GPU · cluster") : tr("GPU · %1").arg(data.weekOf));
    m_reclaimPanel->setNote(data.found->ofWorkloads ? QString() : m_presenter->withoutWorkloads());
    followQuery();
    showState();
}

void WastePage::showState()
{
    // Why there is nothing is said once.
    const bool something = m_presenter->panelState().kind != PanelState::Empty;
    const bool areWorkloads = m_presenter->choice().level == Level::Workload;
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setVisible(something && i < m_presenter->data().tiles.size());
    m_reclaimable->setVisible(something);
    for (auto* panel : {m_scatterPanel, m_rankingPanel, m_weekPanel, m_reclaimPanel})
        panel->setVisible(something);
    m_workloadsPanel->setVisible(something && !areWorkloads && m_presenter->data().found->ofWorkloads);
}

void WastePage::applyTheme(Theme theme)
{
    for (auto* tile : m_tiles)
        tile->setTheme(theme);
    m_scatter->setTheme(theme);
    m_ranking->setTheme(theme);
    m_week->setTheme(theme);
    for (auto* table : {m_holders, m_workloads, m_reclaim})
        table->setTheme(theme);
}

} // namespace atlas
