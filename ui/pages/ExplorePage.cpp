// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ExplorePage.h"

#include "charts/HeatmapChart.h"
#include "charts/RankingChart.h"
#include "charts/TimeSeriesChart.h"
#include "models/analysis/Format.h"
#include "models/analysis/LevelId.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FilterField.h"
#include "ui/widgets/PlainLabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace atlas {

namespace {

constexpr int subjectsHeight = 180, chartHeight = 260, barHeight = 16;

struct ChartName
{
    ExploreChart chart;
    const char* name;
};
constexpr ChartName chartNames[] = {{ExploreChart::Lines, QT_TRANSLATE_NOOP("atlas::ExplorePage", "Lines")},
    {ExploreChart::Areas, QT_TRANSLATE_NOOP("atlas::ExplorePage", "Stacked areas")},
    {ExploreChart::Heatmap, QT_TRANSLATE_NOOP("atlas::ExplorePage", "Heat map")},
    {ExploreChart::Bars, QT_TRANSLATE_NOOP("atlas::ExplorePage", "Bars")}};

struct BucketName
{
    Bucket bucket;
    const char* name;
};
constexpr BucketName bucketNames[] = {{Bucket::Auto, QT_TRANSLATE_NOOP("atlas::ExplorePage", "Auto bucket")},
    {Bucket::Hour, QT_TRANSLATE_NOOP("atlas::ExplorePage", "Hours")},
    {Bucket::Day, QT_TRANSLATE_NOOP("atlas::ExplorePage", "Days")},
    {Bucket::Week, QT_TRANSLATE_NOOP("atlas::ExplorePage", "Weeks")},
    {Bucket::Month, QT_TRANSLATE_NOOP("atlas::ExplorePage", "Months")},
    {Bucket::Quarter, QT_TRANSLATE_NOOP("atlas::ExplorePage", "Quarters")}};

/// A choice that an item offers can be refused, with the reason on hover.
void offer(QComboBox* choice, int index, bool offered, const QString& why)
{
    if (auto* item = qobject_cast<QStandardItemModel*>(choice->model())->item(index)) {
        item->setEnabled(offered);
        item->setToolTip(offered ? QString() : why);
    }
}

} // namespace

ExplorePage::ExplorePage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
    , m_presenter(new ExplorePresenter(context.state, context.session, this))
    , m_panel(new ChartPanel(tr("Explore"), {}, this))
    , m_subjectsPanel(new ChartPanel(tr("Subjects"),
          tr("All that have rows in the range, ranked by the figure over all of it. Those that are selected are drawn "
             "beside the first of the ranking."),
          this))
{
    buildChart();
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(space::panel);
    m_panel->setMinimumHeight(chartHeight);
    splitter->addWidget(m_panel);
    m_subjectsPanel->setContent(buildSubjects());
    m_subjectsPanel->setMinimumHeight(subjectsHeight);
    splitter->addWidget(m_subjectsPanel);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::page, space::panel, space::page, space::panel);
    column->setSpacing(space::panel);
    column->addWidget(buildChoices());
    column->addWidget(splitter, 1);

    addPresenter(m_presenter);
    addPanel(m_panel, m_presenter);
    addPanel(m_subjectsPanel, m_presenter);
    connect(m_presenter, &Presenter::dataChanged, this, &ExplorePage::showValues);
    connect(&state(), &DashboardState::queryChanged, this, [this] {
        showChoices();
        showSelection();
    });
    fillLevels();
    showChoices();
}

QWidget* ExplorePage::buildChoices()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::tight);
    const auto choice = [&](const QString& name, const char* key) {
        auto* box = new QComboBox(bar);
        box->setAccessibleName(name);
        box->setToolTip(name);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        row->addWidget(box);
        if (key)
            connect(box, &QComboBox::activated, this,
                [this, box, key] { m_presenter->choose(key, box->currentData().toString()); });
        return box;
    };
    m_level = choice(tr("Level"), "level");
    m_metric = choice(tr("Figure"), "metric");
    m_bucket = choice(tr("Bucket"), nullptr);
    for (const auto& entry : bucketNames)
        m_bucket->addItem(tr(entry.name), int(entry.bucket));
    connect(
        m_bucket, &QComboBox::activated, this, [this] { state().setBucket(Bucket(m_bucket->currentData().toInt())); });
    m_chart = choice(tr("Chart"), "chart");
    for (const auto& entry : chartNames)
        m_chart->addItem(tr(entry.name), entry.chart == ExploreChart::Lines ? QString() : exploreChartId(entry.chart));
    m_top = choice(tr("Which subjects"), "top");
    for (const int top : {5, 10, 20, 50})
        m_top->addItem(tr("First %1").arg(top), top == 10 ? QString() : QString::number(top));
    m_top->addItem(tr("Only selected"), QStringLiteral("selected"));
    m_other = new QCheckBox(tr("Other"), bar);
    connect(m_other, &QCheckBox::clicked, this,
        [this](bool on) { m_presenter->choose("other", on ? QString() : QStringLiteral("no")); });
    m_share = new QCheckBox(tr("Share of the sum"), bar);
    connect(m_share, &QCheckBox::clicked, this,
        [this](bool on) { m_presenter->choose("share", on ? QStringLiteral("yes") : QString()); });
    row->addWidget(m_other);
    row->addWidget(m_share);
    row->addStretch(1);
    return bar;
}

void ExplorePage::buildChart()
{
    m_charts = new QStackedWidget(this);
    m_series = new TimeSeriesChart(m_charts);
    m_heatmap = new HeatmapChart(m_charts);
    auto* scroll = new QScrollArea(m_charts); // fifty bars want more than the panel has
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_bars = new RankingChart(scroll);
    scroll->setWidget(m_bars);
    for (auto* ground : {static_cast<QWidget*>(m_bars), scroll->viewport()}) // the panel's surface shows through
        ground->setAutoFillBackground(false);
    for (auto* chart : std::initializer_list<QWidget*>{m_series, m_heatmap, scroll})
        m_charts->addWidget(chart);
    m_panel->setContent(m_charts);
    linkTime(m_series);
    connect(m_heatmap, &HeatmapChart::hoveredInstant, &state(), &DashboardState::setHovered);
    connect(&state(), &DashboardState::hoverChanged, m_heatmap, &HeatmapChart::setCrosshair);
    const auto pick = [this](const QString& name) {
        if (name.isEmpty() || name == otherKey())
            return;
        const auto choice = m_presenter->wanted();
        state().select(
            name, choice.level, choice.dimension, QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier));
    };
    connect(m_bars, &RankingChart::activated, this, pick);
    connect(m_heatmap, &HeatmapChart::activated, this, [this, pick](int row, int column) {
        const auto& map = m_heatmap->data();
        state().setHovered(map.t[std::size_t(column)]); // stays there while nothing else is pointed at
        if (std::size_t(row) < map.subjects.size())
            pick(QString::fromStdString(map.subjects[std::size_t(row)]));
    });
}

QWidget* ExplorePage::buildSubjects()
{
    auto* list = new QWidget(this);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    m_subjects = new DataTable(list);
    m_subjects->setAccessibleName(tr("Subjects to choose from"));
    m_filter = new FilterField(m_subjects, list);
    m_filter->setPlaceholderText(tr("Find a subject: name, >80, 10..20, ~regex   ( / )"));
    m_hint = plainLabel("caption", list);
    m_error = plainText("strip-error", list);
    m_error->setContentsMargins(space::tight, space::unit, space::tight, space::unit);
    m_error->hide();
    column->addWidget(m_filter);
    column->addWidget(m_error);
    column->addWidget(m_subjects, 1);
    column->addWidget(m_hint);
    connect(m_filter, &FilterField::refused, this, [this](const QString& sentence) {
        m_error->setText(sentence);
        m_error->setVisible(!sentence.isEmpty());
    });
    connect(m_filter, &QLineEdit::returnPressed, m_subjects, qOverload<>(&QWidget::setFocus));
    connect(m_subjects, &DataTable::selectionKeysChanged, m_presenter, &ExplorePresenter::selectSubjects);
    auto* find = new QShortcut(QKeySequence(Qt::Key_Slash), this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_filter, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    return list;
}

void ExplorePage::applyTheme(Theme theme)
{
    m_series->setTheme(theme);
    m_heatmap->setTheme(theme);
    m_bars->setTheme(theme);
    m_subjects->setTheme(theme);
}

/// The levels that the shown clusters have.
void ExplorePage::fillLevels()
{
    QStringList ids{levelId(Level::Cluster), levelId(Level::Namespace), levelId(Level::Workload)};
    QStringList names{tr("Clusters"), tr("Namespaces"), tr("Workloads")};
    for (const auto& dimension : m_presenter->dimensions()) {
        ids << levelId(Level::Dimension, dimension);
        names << (dimension.type == DimensionType::Label ? tr("Label %1") : tr("Annotation %1"))
                     .arg(displayName(dimension.key));
    }
    QStringList shown;
    for (int i = 0; i < m_level->count(); ++i)
        shown << m_level->itemData(i).toString();
    if (shown == ids)
        return;
    m_level->clear();
    for (qsizetype i = 0; i < ids.size(); ++i)
        m_level->addItem(names[i], ids[i]);
}

/// What the query says, also where it came from a link.
void ExplorePage::showChoices()
{
    const auto choice = m_presenter->wanted();
    m_level->setCurrentIndex(m_level->findData(levelId(choice.level, choice.dimension)));
    const auto metrics = exploreMetrics(choice.level, !m_presenter->currency().isEmpty());
    if (metrics != m_metrics) {
        m_metrics = metrics;
        m_metric->clear();
        for (const auto metric : metrics)
            m_metric->addItem(metricName(metric), metricId(metric));
    }
    m_metric->setCurrentIndex(m_metric->findData(metricId(choice.metric)));
    m_bucket->setCurrentIndex(m_bucket->findData(int(state().query().bucket)));
    m_chart->setCurrentIndex(int(choice.drawn()));
    const bool stacks = stacksUp(choice.metric);
    offer(m_chart, int(ExploreChart::Areas), stacks,
        tr("%1 of several subjects does not add up: parts on top of each other would mean nothing.")
            .arg(metricName(choice.metric)));
    const QString top =
        choice.top == 0 ? QStringLiteral("selected") : (choice.top == 10 ? QString() : QString::number(choice.top));
    m_top->setCurrentIndex(m_top->findData(top));
    m_other->setChecked(choice.other && hasOther(choice.metric));
    m_other->setEnabled(hasOther(choice.metric));
    m_other->setToolTip(hasOther(choice.metric)
            ? tr("All that are not drawn by themselves, as one")
            : tr("Peaks, percentiles and plain means of several subjects together cannot be had from theirs"));
    m_share->setChecked(choice.share && choice.drawn() == ExploreChart::Areas);
    m_share->setEnabled(choice.drawn() == ExploreChart::Areas);
    m_share->setToolTip(tr("Stacked areas in percent of their sum, with all others"));
    m_panel->setTitle(metricName(choice.metric));
    m_panel->setDefinition(metricExplanation(choice.metric));
}

void ExplorePage::showValues()
{
    fillLevels();
    showChoices();
    const auto shared = m_presenter->shared();
    const auto& data = *shared;
    const std::shared_ptr<const Table> subjects(shared, &data.subjects);
    const auto drawn = m_presenter->choice().drawn();
    m_series->setData(drawn == ExploreChart::Lines || drawn == ExploreChart::Areas ? data.series : TimeSeriesData());
    m_heatmap->setData(data.heatmap);
    m_bars->setData(data.bars);
    m_bars->setMinimumHeight(barHeight * int(data.bars.bars.size()));
    m_charts->setCurrentIndex(drawn == ExploreChart::Heatmap ? 1 : drawn == ExploreChart::Bars ? 2 : 0);
    m_panel->setTable(std::shared_ptr<const Table>(shared, &data.chartTable));
    m_panel->setNote(m_presenter->note());
    m_subjects->setTable(subjects);
    m_subjectsPanel->setTitle(m_presenter->subjectTitle());
    m_subjectsPanel->setTable(subjects);
    m_subjectsPanel->setNote(tr("%Ln in the range", nullptr, int(data.subjects.rows.size())));
    m_hint->setText(m_presenter->choice().top == 0 && data.shown == 0
            ? tr("Nothing is drawn yet: select one or several rows here.")
            : tr("Selected rows are drawn as well; Ctrl and Shift select several."));
    showSelection();
}

void ExplorePage::showSelection()
{
    const auto choice = m_presenter->wanted();
    const auto names = state().query().selected(choice.level, choice.dimension);
    if (names != m_subjects->selectedKeys())
        m_subjects->selectKeys(names);
    m_heatmap->setSelection(names);
    m_bars->setSelected(names.value(0));
}

} // namespace atlas
