// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/AlertsPage.h"

#include "charts/TimeSeriesChart.h"
#include "models/analysis/Format.h"
#include "ui/Theme.h"
#include "ui/delegates/TitledItemDelegate.h"
#include "ui/widgets/AlertRuleForm.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FactTile.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolButtons.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace atlas {

namespace {

constexpr int rulesWidth = 336;
constexpr int idRole = Qt::UserRole;

QToolButton* wordButton(const QString& text, const QString& hint, QWidget* parent)
{
    auto* button = toolButton(hint, parent);
    button->setText(text);
    return button;
}

/// The panel's height is the page's to share out.
void shrink(QWidget* panel)
{
    panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    panel->setMinimumHeight(0);
}

} // namespace

AlertsPage::AlertsPage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
    , m_presenter(new AlertsPresenter(context.state, context.session, context.alerts, this))
    , m_rules(new QListWidget(this))
    , m_form(new AlertRuleForm(this))
    , m_faults(plainText("caption", this))
    , m_problems(plainText("strip-error", this))
    , m_save(new QPushButton(tr("Save"), this))
    , m_discard(new QPushButton(tr("Discard"), this))
    , m_add(wordButton(tr("New"), tr("Add a rule"), this))
    , m_duplicate(wordButton(tr("Duplicate"), tr("Add a copy of this rule"), this))
    , m_remove(wordButton(tr("Delete"), tr("Delete this rule"), this))
    , m_acknowledge(wordButton(tr("Acknowledge"), tr("Mark the selected alerts as seen, until they are over"), this))
    , m_mute(wordButton(tr("Mute"), tr("Say nothing more of the selected alerts for some time"), this))
    , m_unmute(wordButton(tr("Unmute"), tr("Let the selected alerts speak again"), this))
    , m_firing(new DataTable(this))
    , m_episodes(new DataTable(this))
    , m_chart(new TimeSeriesChart(this))
    , m_times(new FactTile(tr("Would have fired"), this))
    , m_subjects(new FactTile(tr("For how many"), this))
    , m_hours(new FactTile(tr("Known hours"), this))
    , m_gpuHours(new FactTile(tr("GPU-hours held"), this))
{
    addPresenter(m_presenter);
    makePanels();
    addAlertButtons();
    buildLayout();
    connectAll();
    showRules();
    showFiring();
}

void AlertsPage::makePanels()
{
    m_rulesPanel = new ChartPanel(tr("Rules"),
        tr("A rule fires for everybody for whom its condition holds for so many hours in a row. Hours in which the "
           "figure is not known neither count nor break the row. It is over when the figure is back at the threshold, "
           "or at the value to clear at, for so many hours. Ticked rules are evaluated as data arrive."),
        this);
    m_rulesPanel->setContent(makeEditor());
    addPanel(m_rulesPanel);
    m_rulesPanel->setState(PanelState::ready());

    m_firingPanel = new ChartPanel(tr("Firing now"),
        tr("Who fulfils which rule, as of the newest hour with data. Choosing one selects whom it is about in the "
           "whole "
           "window."),
        this);
    m_firingPanel->setContent(m_firing);
    m_firing->setAccessibleName(tr("Firing alerts"));
    m_firing->setSelectionMode(QAbstractItemView::ExtendedSelection);
    addPanel(m_firingPanel);

    m_chartPanel = new ChartPanel(tr("The rule on the history"),
        tr("The watched figure hour by hour, of who is selected, else of who held most GPU-hours while the rule would "
           "have fired; the threshold, and the hours in which it would have fired. It follows the rule while it is "
           "edited."),
        this);
    m_chartPanel->setContent(m_chart);
    addPanel(m_chartPanel, m_presenter);

    m_episodesPanel = new ChartPanel(tr("When it would have fired"),
        tr("Each stretch of the shown range for which the rule would have fired, the newest first. Known hours are "
           "those in which the figure is known; GPU-hours are those held from begin to end."),
        this);
    m_episodesPanel->setContent(m_episodes);
    m_episodes->setAccessibleName(tr("When the rule would have fired"));
    addPanel(m_episodesPanel, m_presenter);
}

QWidget* AlertsPage::makeEditor()
{
    auto* editor = new QWidget(this);
    auto* column = new QVBoxLayout(editor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    m_rules->setFrameShape(QFrame::NoFrame);
    m_rules->setAccessibleName(tr("Rules"));
    m_rules->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rules->setWordWrap(true);
    m_rules->setResizeMode(QListView::Adjust);
    m_rules->setItemDelegate(new TitledItemDelegate(m_rules));
    m_rules->setMinimumHeight(2 * space::row);
    // As high as its rules: the form follows them, and gets the room first.
    m_rules->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_rules->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    column->addWidget(m_problems);
    column->addWidget(m_rules);
    column->addLayout(makeRuleButtons());
    column->addWidget(m_form);
    column->addWidget(m_faults);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::tight);
    setAtlasRole(m_save, "primary");
    buttons->addStretch(1);
    buttons->addWidget(m_discard);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    column->addStretch(1);
    return editor;
}

QLayout* AlertsPage::makeRuleButtons()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(space::tight);
    for (auto* button : {m_add, m_duplicate, m_remove})
        row->addWidget(button);
    row->addStretch(1);
    connect(m_add, &QToolButton::clicked, this, [this] {
        m_presenter->add();
        m_form->focusName();
    });
    connect(m_duplicate, &QToolButton::clicked, this, [this] {
        m_presenter->duplicate();
        m_form->focusName();
    });
    connect(m_remove, &QToolButton::clicked, m_presenter, &AlertsPresenter::remove);
    connect(m_save, &QPushButton::clicked, m_presenter, &AlertsPresenter::save);
    connect(m_discard, &QPushButton::clicked, m_presenter, &AlertsPresenter::discard);
    return row;
}

void AlertsPage::addAlertButtons()
{
    using std::chrono::hours;
    auto* menu = new QMenu(m_mute);
    const auto add = [&](const QString& text, std::optional<hours> time) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, time] { muteFor(time); });
    };
    add(tr("For an hour"), hours(1));
    add(tr("For a day"), hours(24));
    add(tr("For a week"), hours(7 * 24));
    add(tr("For good"), std::nullopt);
    m_mute->setMenu(menu);
    m_mute->setPopupMode(QToolButton::InstantPopup);
    for (auto* button : {m_acknowledge, m_mute, m_unmute})
        m_firingPanel->addHeaderWidget(button);
    connect(m_acknowledge, &QToolButton::clicked, this, [this] {
        for (const auto& alert : selectedAlerts())
            alerts()->acknowledge(alert);
    });
    connect(m_unmute, &QToolButton::clicked, this, [this] {
        for (const auto& alert : selectedAlerts())
            alerts()->mute(alert, std::nullopt);
    });
}

void AlertsPage::buildLayout()
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(scroll);
    auto* content = new QWidget(scroll);
    content->setObjectName(QStringLiteral("content"));
    scroll->setWidget(content);

    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(space::page, space::panel, space::page, space::panel);
    row->setSpacing(space::panel);
    m_rulesPanel->setFixedWidth(rulesWidth);
    row->addWidget(m_rulesPanel);

    auto* column = new QVBoxLayout;
    column->setSpacing(space::panel);
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(space::panel);
    for (auto* tile : {m_times, m_subjects, m_hours, m_gpuHours})
        tiles->addWidget(tile, 1);
    for (auto* panel : {m_firingPanel, m_chartPanel, m_episodesPanel})
        shrink(panel);
    column->addWidget(m_firingPanel, 3);
    column->addWidget(m_chartPanel, 4);
    column->addLayout(tiles);
    column->addWidget(m_episodesPanel, 3);
    row->addLayout(column, 1);
}

void AlertsPage::connectAll()
{
    linkTime(m_chart);
    for (auto* tile : {m_times, m_subjects, m_hours, m_gpuHours})
        leadTo(tile, m_episodesPanel);
    connect(m_presenter, &AlertsPresenter::rulesChanged, this, &AlertsPage::showRules);
    connect(m_presenter, &Presenter::dataChanged, this, &AlertsPage::showTrial);
    connect(m_form, &AlertRuleForm::edited, m_presenter, &AlertsPresenter::edit);
    connect(m_rules, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item && !m_showing)
            m_presenter->choose(item->data(idRole).toString());
    });
    connect(m_rules, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
        if (!m_showing)
            m_presenter->setEnabled(item->data(idRole).toString(), item->checkState() == Qt::Checked);
    });
    connect(m_firing, &DataTable::selectionKeysChanged, this, &AlertsPage::look);
    connect(m_episodes, &DataTable::selectionKeysChanged, this, [this](const QStringList& keys) {
        const auto& table = m_episodes->table();
        const auto rule = m_presenter->rule();
        if (keys.isEmpty() || !rule)
            return;
        for (const auto& row : table.rows) {
            const auto name = QString::fromStdString(row.subject);
            if (row.key == keys.front() && !state().query().selected(rule->level, rule->dimension).contains(name))
                state().select(name, rule->level, rule->dimension);
        }
    });
    if (alerts())
        connect(alerts(), &AlertCenter::changed, this, &AlertsPage::showFiring);
    waitForAlerts();
    connect(&state(), &DashboardState::queryChanged, this, &AlertsPage::showFiring);
}

void AlertsPage::showRules()
{
    m_showing = true;
    const auto rules = m_presenter->rules();
    const auto chosen = m_presenter->rule();
    m_rules->clear();
    for (const auto& rule : rules) {
        const auto name = displayName(ruleName(rule).toStdString());
        const auto title = m_presenter->isEdited(rule.id) ? tr("%1 (not saved)").arg(name) : name;
        const QString text = title + QLatin1Char('\n') + alertSentence(rule);
        auto* item = new QListWidgetItem(text, m_rules);
        item->setData(idRole, rule.id);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(rule.enabled ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(plainToolTip(text));
        if (chosen && rule.id == chosen->id)
            m_rules->setCurrentItem(item);
    }
    m_rules->doItemsLayout();
    m_rules->updateGeometry();
    m_form->setEnabled(chosen.has_value());
    if (chosen)
        m_form->setRule(*chosen);
    const auto problems = alerts() ? alerts()->problems() : QStringList{tr("Nothing evaluates rules here.")};
    m_problems->setText(problems.join(QLatin1Char('\n')));
    m_problems->setVisible(!problems.isEmpty());
    m_showing = false;
    showFaults();
    showButtons();
}

/// At once, while somebody types; the panels follow when the trial is done.
void AlertsPage::showFaults()
{
    const auto chosen = m_presenter->rule();
    const auto faults = chosen ? faultsOf(*chosen, state().range().hours()) : QStringList();
    m_faults->setText(faults.join(QLatin1Char('\n')));
    m_faults->setVisible(!faults.isEmpty());
}

void AlertsPage::showTrial()
{
    const auto& shared = m_presenter->shared();
    const auto& data = *shared;
    m_form->setDimensions(m_presenter->dimensions());
    m_chart->setData(data.chart);
    m_chartPanel->setTable(std::shared_ptr<const Table>(shared, &data.chartTable));
    m_chartPanel->setNote(data.isEmpty() ? QString() : data.subject);
    m_episodes->setTable(data.episodes);
    m_episodesPanel->setTable(data.episodes);
    const auto& trial = data.trial;
    const bool usable = data.faults.isEmpty() && !data.isEmpty();
    const auto fact = [usable](FactTile* tile, double figure, Unit unit, const QString& note) {
        tile->setFact(formatWithUnit(usable ? figure : unknown, unit), usable ? note : QString());
    };
    fact(m_times, trial.episodes, Unit::Count, tr("times in %1").arg(formatDuration(std::chrono::hours(data.hours))));
    fact(m_subjects, trial.subjects, Unit::Count,
        tr("of %1 that it is about").arg(formatFigure(data.watched, Unit::Count)));
    fact(m_hours, trial.hours, Unit::Hours, tr("%n still firing", nullptr, trial.open));
    fact(m_gpuHours, trial.gpuHours, Unit::GpuHours, tr("while it would have fired"));
    if (usable && trial.episodes == 0)
        m_episodesPanel->setState(PanelState::empty(tr("It would not have fired in the shown range.")));
    showFaults();
}

std::vector<FiringAlert> AlertsPage::shownAlerts() const
{
    return alerts() ? alerts()->firingIn(state().query().clusters) : std::vector<FiringAlert>();
}

void AlertsPage::showFiring()
{
    const auto firing = shownAlerts();
    const auto& query = state().query();
    const auto table = firingTable(firing, query.clusters.size() > 1, state().clockNow(), query.zone);
    m_firing->setTable(table);
    m_firingPanel->setTable(table);
    const auto rules = m_presenter->rules();
    const bool anyRule = std::any_of(rules.begin(), rules.end(), [](const AlertRule& rule) { return rule.enabled; });
    m_firingPanel->setState(!firing.empty() ? PanelState::ready()
            : anyRule ? PanelState::empty(tr("Nothing fires: no rule's condition holds in the newest hours."))
                      : PanelState::empty(tr("Nothing can fire: no rule is ticked.")));
    const int elsewhere = int(alerts() ? alerts()->firing().size() : 0) - int(firing.size());
    QStringList notes;
    if (!firing.empty())
        notes << tr("%n alert(s)", nullptr, int(firing.size()));
    if (elsewhere > 0)
        notes << tr("%n of clusters that are not shown", nullptr, elsewhere);
    m_firingPanel->setNote(notes.join(QStringLiteral(" · ")));
    showButtons();
}

std::vector<FiringAlert> AlertsPage::selectedAlerts() const
{
    const auto keys = m_firing->selectedKeys();
    auto selected = shownAlerts();
    std::erase_if(selected, [&keys](const FiringAlert& alert) { return !keys.contains(alertKey(alert)); });
    return selected;
}

void AlertsPage::muteFor(std::optional<std::chrono::hours> time)
{
    for (const auto& alert : selectedAlerts())
        alerts()->mute(alert, time ? state().clockNow() + *time : mutedForGood);
}

/// Whom the alert is about is selected everywhere, and its rule is looked at.
void AlertsPage::look(const QStringList& keys)
{
    showButtons();
    if (keys.size() != 1)
        return;
    for (const auto& alert : selectedAlerts()) {
        auto query = state().query();
        if (alert.scope.level != Level::Cluster)
            query.selection = {
                alert.scope.level, alert.scope.dimension, {alertSubject(alert, query.clusters.size() > 1)}};
        query.view[QStringLiteral("alerts.rule")] = alert.ruleId;
        state().setQuery(query);
    }
}

void AlertsPage::showButtons()
{
    const auto chosen = m_presenter->rule();
    const bool edited = chosen && m_presenter->isEdited(chosen->id);
    const bool usable = alerts() != nullptr;
    m_add->setEnabled(usable);
    m_duplicate->setEnabled(usable && chosen);
    m_remove->setEnabled(usable && chosen);
    m_discard->setEnabled(edited);
    m_save->setEnabled(edited && usable && faultsOf(*chosen).isEmpty());
    const auto selected = selectedAlerts();
    const auto any = [&selected](auto what) { return std::any_of(selected.begin(), selected.end(), what); };
    m_acknowledge->setEnabled(any([](const auto& alert) { return !alert.acknowledged; }));
    m_mute->setEnabled(!selected.empty());
    m_unmute->setEnabled(any([](const auto& alert) { return alert.mutedUntil.has_value(); }));
}

void AlertsPage::applyTheme(Theme theme)
{
    m_firing->setTheme(theme);
    m_episodes->setTheme(theme);
    m_chart->setTheme(theme);
    auto palette = m_faults->palette();
    palette.setColor(QPalette::WindowText, atlas::palette(theme).bad);
    m_faults->setPalette(palette);
}

} // namespace atlas
