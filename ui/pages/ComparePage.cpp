// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ComparePage.h"

#include "charts/TimeSeriesChart.h"
#include "charts/WaterfallChart.h"
#include "models/analysis/Format.h"
#include "models/views/Derive.h"
#include "models/views/Overview.h"
#include "ui/Theme.h"
#include "ui/dialogs/RangeDialog.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/PlainLabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

namespace {

constexpr int seriesHeight = 260, stepsHeight = 270, figuresHeight = 212, tableHeight = 300;

QString keyOf(const char* name)
{
    return QStringLiteral("compare.") + QLatin1StringView(name);
}

} // namespace

ComparePage::ComparePage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
    , m_presenter(new ComparePresenter(context.state, context.session, this))
{
    addPresenter(m_presenter);
    buildPanels();
    buildLayout();
    connect(m_presenter, &Presenter::dataChanged, this, &ComparePage::showValues);
    connect(m_presenter, &Presenter::panelStateChanged, this, &ComparePage::showState);
    connect(&state(), &DashboardState::queryChanged, this, &ComparePage::followQuery);
    followQuery();
}

QComboBox* ComparePage::addChoice(
    QHBoxLayout* row, const QString& name, const char* key, const std::vector<std::pair<QString, QString>>& options)
{
    auto* choice = new QComboBox(this);
    choice->setAccessibleName(name);
    choice->setToolTip(name);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const auto& [text, value] : options)
        choice->addItem(text, value);
    if (key)
        connect(choice, &QComboBox::activated, this,
            [this, choice, key] { state().setView(keyOf(key), choice->currentData().toString()); });
    if (row)
        row->addWidget(choice);
    return choice;
}

QWidget* ComparePage::buildChoices()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::tight);
    m_mode = addChoice(row, tr("What is compared"), "mode",
        {{tr("Two periods"), QString()}, {tr("Two clusters, per GPU"), QStringLiteral("clusters")}});
    m_with = addChoice(row, tr("Compared with"), nullptr,
        {{tr("The period before"), QString()}, {tr("The same time a week before"), QStringLiteral("week")},
            {tr("The same time a month before"), QStringLiteral("month")},
            {tr("A period of your choice …"), QStringLiteral("free")}});
    connect(m_with, &QComboBox::activated, this, [this] {
        const auto chosen = m_with->currentData().toString();
        if (chosen == QLatin1StringView("free"))
            m_presenter->compareWith(m_presenter->earlierRange());
        else
            state().setView(keyOf("with"), chosen);
    });
    m_period = new QPushButton(bar);
    m_period->setAccessibleName(tr("The earlier period"));
    m_period->setToolTip(tr("Choose the period to compare with"));
    connect(m_period, &QPushButton::clicked, this, &ComparePage::chooseEarlier);
    row->addWidget(m_period);
    m_align = addChoice(row, tr("Which hours are laid on each other"), "align",
        {{tr("Aligned by start"), QString()}, {tr("Aligned by weekday"), QStringLiteral("weekday")}});
    m_other = new QComboBox(bar);
    m_other->setAccessibleName(tr("The other cluster"));
    m_other->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_other, &QComboBox::activated, this,
        [this] { state().setView(keyOf("other"), m_other->currentData().toString()); });
    row->addWidget(m_other);
    row->addStretch(1);
    return bar;
}

void ComparePage::buildPanels()
{
    const auto panel = [this](const QString& title, const QString& definition, QWidget* content) {
        return makePanel(title, definition, content, m_presenter);
    };
    m_words = new QWidget(this);
    auto* words = new QVBoxLayout(m_words);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(space::unit);
    m_wordsPanel = panel(tr("What changed"),
        tr("The change of the GPU-hours used, its causes from the largest to the smallest, and what to know of the two "
           "periods. Periods of different length are cut to equal length."),
        m_words);

    m_overlay = new TimeSeriesChart(this);
    m_overlayPanel = panel(tr("Both over time"),
        tr("Both on the time axis of the later one; the earlier is dashed. Aligned by start, hour follows hour; "
           "by "
           "weekday, the same weekday and the same hour on the wall lie on each other. A gap is an hour without data."),
        m_overlay);
    m_figure = addChoice(nullptr, tr("Figure"), "figure",
        {{tr("GPUs used"), QString()}, {tr("GPUs allocated"), QStringLiteral("allocated")},
            {tr("Utilisation"), QStringLiteral("utilization")}, {tr("Allocation rate"), QStringLiteral("rate")}});
    m_overlayPanel->addHeaderWidget(m_figure);
    linkTime(m_overlay);

    m_byCause = new WaterfallChart(this);
    m_causePanel = panel(tr("Why, by cause"),
        tr("used = hours with data × capacity × allocation rate × share of known use × utilisation. Each cause is what "
           "its factor changed, averaged over all orders of change; the utilisation is split into the namespaces' own "
           "and "
           "their mix. The parts add up exactly."),
        m_byCause);
    m_byNamespace = new WaterfallChart(this);
    m_namespacePanel = panel(tr("Who, by namespace"),
        tr("The change of each namespace's GPU-hours used: those that changed most, the others together, and what no "
           "namespace explains. They add up to the change."),
        m_byNamespace);
    connect(m_byNamespace, &WaterfallChart::activated, this, [this](const QString& key) {
        if (!key.startsWith(QChar(0x1f))) // a name from outside has no control characters
            state().select(key);
    });

    m_figures = new DataTable(this);
    m_figures->setAccessibleName(tr("Figures of both"));
    m_figuresPanel = panel(tr("Figures"),
        tr("Later − earlier, and in percent of the earlier; “new” where the earlier is 0 or absent. Of percentages the "
           "change is in points. Of two clusters the first columns are per GPU of capacity, in percent of its "
           "GPU-hours; the others are absolute."),
        m_figures);
    m_namespaces = new DataTable(this);
    m_namespaces->setAccessibleName(tr("Changes by namespace"));
    m_namespacesPanel = panel(tr("All namespaces"),
        tr("Each namespace's change of GPU-hours used, and how much of it comes from what it held, from how well it "
           "used "
           "it, and from unknown use."),
        m_namespaces);
    linkSelection(m_namespaces, Level::Namespace);
}

void ComparePage::buildLayout()
{
    auto* column = makeColumn();
    column->addWidget(buildChoices());
    column->addWidget(m_wordsPanel);
    m_overlayPanel->setMinimumHeight(seriesHeight);
    column->addWidget(m_overlayPanel, 3);
    auto* steps = new QHBoxLayout;
    steps->setSpacing(space::panel);
    for (auto* panel : {m_causePanel, m_namespacePanel}) {
        panel->setMinimumHeight(stepsHeight);
        steps->addWidget(panel, 1);
    }
    column->addLayout(steps, 3);
    m_figuresPanel->setFixedHeight(figuresHeight);
    column->addWidget(m_figuresPanel);
    m_namespacesPanel->setMinimumHeight(tableHeight);
    column->addWidget(m_namespacesPanel, 4);
    // Their heights are the page's to share out: by what they would like, it would be scrolled where all has room.
    for (auto* panel : {m_overlayPanel, m_causePanel, m_namespacePanel, m_namespacesPanel})
        panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
}

void ComparePage::chooseEarlier()
{
    auto* dialog = new RangeDialog(m_presenter->earlierRange(), state().zone(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RangeDialog::chosen, m_presenter, &ComparePresenter::compareWith);
    dialog->open();
}

void ComparePage::followQuery()
{
    const auto& view = state().query().view;
    for (const auto& [choice, key] :
        {std::pair{m_mode, "mode"}, {m_with, "with"}, {m_align, "align"}, {m_figure, "figure"}}) {
        const int index = choice->findData(view.value(keyOf(key)));
        choice->setCurrentIndex(std::max(index, 0));
    }
    const auto chosen = m_presenter->choice();
    m_with->setVisible(!chosen.clusters);
    m_align->setVisible(!chosen.clusters);
    m_other->setVisible(chosen.clusters);
    m_period->setVisible(!chosen.clusters && chosen.with == ComparedPeriod::Free);
    m_period->setText(formatRange(m_presenter->earlierRange(), state().zone()));
    m_byNamespace->setSelected(state().query().selected(Level::Namespace).value(0));
}

void ComparePage::showSentences()
{
    const auto& sentences = m_presenter->data().sentences;
    for (auto* label : m_sentences)
        label->deleteLater();
    m_sentences.clear();
    for (qsizetype i = 0; i < sentences.size(); ++i) {
        auto* label = plainText(i == 0 ? "title" : "body", m_words, sentences[i]);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_words->layout()->addWidget(label);
        m_sentences.push_back(label);
    }
}

void ComparePage::showValues()
{
    const auto& data = m_presenter->data();
    m_other->clear();
    for (const auto& cluster : m_presenter->otherClusters())
        m_other->addItem(tr("with %1").arg(displayName(cluster.toStdString())), cluster);
    m_other->setCurrentIndex(m_other->findData(m_presenter->otherCluster()));
    m_other->setEnabled(m_other->count() > 0);
    showSentences();
    m_overlay->setData(data.overlay);
    m_byCause->setData(data.byCause);
    m_byNamespace->setData(data.byNamespace);
    m_figures->setTable(data.figures);
    m_figuresPanel->setTitle(data.figures.title.isEmpty() ? tr("Figures") : data.figures.title);
    m_namespaces->setTable(data.namespacesTable);

    // Most have no hour of unknown use: then the column says nothing.
    m_namespaces->setColumnShown(QStringLiteral("unknown"),
        std::ranges::any_of(data.split.contributors, [](const Contribution& one) { return one.unknownUse != 0.0; }));

    m_overlayPanel->setTable(data.overlayTable);
    m_causePanel->setTable(data.causesTable);
    m_namespacePanel->setTable(data.namespacesTable);
    showState();
    m_wordsPanel->setNote(m_presenter->note());
    m_overlayPanel->setNote(unitName(data.overlay.unit) + QStringLiteral(" · ") + bucketNote(state().bucket()));
    const QString unit = m_presenter->choice().clusters ? tr("%, of the capacity") : unitName(Unit::GpuHours);
    m_causePanel->setNote(unit);
    m_namespacePanel->setNote(unit);
    followQuery();
}

void ComparePage::showState()
{
    // Why there is nothing is said once, with the way to where there is something.
    const bool something = m_presenter->panelState().kind != PanelState::Empty;
    for (auto* panel : {m_overlayPanel, m_causePanel, m_namespacePanel, m_figuresPanel, m_namespacesPanel})
        panel->setVisible(something);
    m_wordsPanel->setTitle(!something        ? tr("Nothing to compare")
            : m_presenter->choice().clusters ? tr("How they differ")
                                             : tr("What changed"));
}

void ComparePage::applyTheme(Theme theme)
{
    m_overlay->setTheme(theme);
    m_byCause->setTheme(theme);
    m_byNamespace->setTheme(theme);
    m_figures->setTheme(theme);
    m_namespaces->setTheme(theme);
}

} // namespace atlas
