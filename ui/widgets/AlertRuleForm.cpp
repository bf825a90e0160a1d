// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/AlertRuleForm.h"

#include "models/analysis/Format.h"
#include "models/views/Alerts.h"
#include "models/views/Derive.h"
#include "ui/Theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace atlas {

namespace {

constexpr double noClearThreshold = -1; // shown as words
constexpr double mostGpus = 1e6;

/// What is written already stays, with its cursor.
void setTextOf(QLineEdit* field, const QString& text)
{
    if (field->text() != text)
        field->setText(text);
}

} // namespace

AlertRuleForm::AlertRuleForm(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_only(new QLineEdit(this))
    , m_except(new QLineEdit(this))
    , m_level(new QComboBox(this))
    , m_metric(new QComboBox(this))
    , m_condition(new QComboBox(this))
    , m_threshold(new QDoubleSpinBox(this))
    , m_leastGpus(new QDoubleSpinBox(this))
    , m_clearThreshold(new QDoubleSpinBox(this))
    , m_hours(new QSpinBox(this))
    , m_clearHours(new QSpinBox(this))
{
    for (const auto metric : alertMetrics())
        m_metric->addItem(alertMetricName(metric), int(metric));
    m_condition->addItem(tr("below"), int(AlertCondition::Below));
    m_condition->addItem(tr("above"), int(AlertCondition::Above));
    m_condition->addItem(tr("missing"), int(AlertCondition::Missing));
    for (auto* spin : {m_threshold, m_leastGpus, m_clearThreshold}) {
        spin->setButtonSymbols(QAbstractSpinBox::NoButtons);
        spin->setDecimals(1);
        spin->setRange(0, mostGpus);
    }
    m_clearThreshold->setMinimum(noClearThreshold);
    m_clearThreshold->setSpecialValueText(tr("the threshold"));
    m_leastGpus->setSuffix(QLatin1Char(' ') + unitName(Unit::Gpus));
    for (auto* spin : {m_hours, m_clearHours}) {
        spin->setButtonSymbols(QAbstractSpinBox::NoButtons);
        spin->setRange(1, longestAlertHours);
        spin->setSuffix(QLatin1Char(' ') + unitName(Unit::Hours));
    }
    m_only->setPlaceholderText(tr("all; or words, or ~expression"));
    m_except->setPlaceholderText(tr("none; or words, or ~expression"));
    const auto filterHint = tr("Words between commas, one of which is in the name; or ~ and a regular expression");
    m_only->setToolTip(filterHint);
    m_except->setToolTip(filterHint);
    fillLevels();
    buildFields();
    connectFields();
}

void AlertRuleForm::buildFields()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::tight);
    grid->setVerticalSpacing(space::unit);
    int row = 0;
    const auto add = [&](const QString& caption, QWidget* field, int column, int columns) {
        auto* label = new QLabel(caption, this);
        label->setTextFormat(Qt::PlainText);
        setAtlasRole(label, "caption");
        label->setBuddy(field);
        field->setAccessibleName(caption);
        grid->addWidget(label, row, column, 1, columns);
        grid->addWidget(field, row + 1, column, 1, columns);
        return label;
    };
    add(tr("Name"), m_name, 0, 2);
    row += 2;
    add(tr("Of"), m_level, 0, 1);
    add(tr("With at least"), m_leastGpus, 1, 1);
    row += 2;
    add(tr("Figure"), m_metric, 0, 1);
    add(tr("Is"), m_condition, 1, 1);
    row += 2;
    m_thresholdLabel = add(tr("Threshold"), m_threshold, 0, 1);
    add(tr("For at least"), m_hours, 1, 1);
    row += 2;
    m_clearLabel = add(tr("Over when it reaches"), m_clearThreshold, 0, 1);
    add(tr("And stays there for"), m_clearHours, 1, 1);
    row += 2;
    add(tr("Only"), m_only, 0, 2);
    row += 2;
    add(tr("Except"), m_except, 0, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    m_hours->setAccessibleName(tr("Hours that it has to hold"));
    m_clearHours->setAccessibleName(tr("Hours after which it is over"));
    for (auto* field : {static_cast<QWidget*>(m_level), static_cast<QWidget*>(m_metric)})
        field->setMinimumWidth(1); // long names of labels do not widen the page
}

void AlertRuleForm::connectFields()
{
    for (auto* field : {m_name, m_only, m_except})
        connect(field, &QLineEdit::textEdited, this, &AlertRuleForm::takeOver);
    for (auto* field : {m_level, m_metric, m_condition})
        connect(field, &QComboBox::activated, this, &AlertRuleForm::takeOver);
    for (auto* field : {m_threshold, m_leastGpus, m_clearThreshold})
        connect(field, &QDoubleSpinBox::valueChanged, this, &AlertRuleForm::takeOver);
    for (auto* field : {m_hours, m_clearHours})
        connect(field, &QSpinBox::valueChanged, this, &AlertRuleForm::takeOver);
}

void AlertRuleForm::fillLevels()
{
    const QSignalBlocker blocker(m_level);
    m_level->clear();
    constexpr Level plain[] = {Level::Cluster, Level::Namespace, Level::Workload};
    for (const auto level : plain)
        m_level->addItem(alertLevelName(level, {}), int(level));
    auto keys = m_dimensions;
    const auto& own = m_rule.dimension;
    if (m_rule.level == Level::Dimension && std::find(keys.begin(), keys.end(), own) == keys.end())
        keys.push_back(own);
    for (const auto& key : keys)
        m_level->addItem(alertLevelName(Level::Dimension, key), int(Level::Dimension));
    const auto key = std::find(keys.begin(), keys.end(), own);
    m_level->setCurrentIndex(m_rule.level == Level::Dimension ? int(std::size(plain) + std::size_t(key - keys.begin()))
                                                              : m_level->findData(int(m_rule.level)));
    m_shownDimensions = std::move(keys);
}

void AlertRuleForm::setDimensions(const std::vector<DimensionKey>& dimensions)
{
    if (m_dimensions == dimensions)
        return;
    m_dimensions = dimensions;
    fillLevels();
}

void AlertRuleForm::setRule(const AlertRule& rule)
{
    if (m_rule == rule)
        return;
    m_showing = true;
    m_rule = rule;
    setTextOf(m_name, ruleName(rule));
    setTextOf(m_only, rule.only);
    setTextOf(m_except, rule.except);
    fillLevels();
    m_metric->setCurrentIndex(m_metric->findData(int(rule.metric)));
    m_condition->setCurrentIndex(m_condition->findData(int(rule.condition)));
    if (isKnown(rule.threshold))
        m_threshold->setValue(rule.threshold);
    m_leastGpus->setValue(rule.leastGpus);
    m_clearThreshold->setValue(rule.clearThreshold.known() ? rule.clearThreshold.value : noClearThreshold);
    m_hours->setValue(rule.hours);
    m_clearHours->setValue(rule.clearHours);
    showUnits();
    m_showing = false;
}

void AlertRuleForm::takeOver()
{
    if (m_showing)
        return;
    // A rule of the program's own that keeps its name keeps it in every language: none is stored.
    m_rule.name.clear();
    if (m_name->text() != ruleName(m_rule))
        m_rule.name = m_name->text();
    m_rule.only = m_only->text();
    m_rule.except = m_except->text();
    const auto level = m_level->currentIndex();
    m_rule.level = Level(m_level->currentData().toInt());
    const auto firstKey = m_level->count() - int(m_shownDimensions.size());
    m_rule.dimension = level >= firstKey ? m_shownDimensions[std::size_t(level - firstKey)] : DimensionKey{};
    m_rule.metric = Metric(m_metric->currentData().toInt());
    m_rule.condition = AlertCondition(m_condition->currentData().toInt());
    m_rule.threshold = m_threshold->value();
    m_rule.leastGpus = m_leastGpus->value();
    m_rule.clearThreshold =
        m_clearThreshold->value() == noClearThreshold ? Figure() : Figure(m_clearThreshold->value());
    m_rule.hours = m_hours->value();
    m_rule.clearHours = m_clearHours->value();
    showUnits();
    emit edited(m_rule);
}

void AlertRuleForm::showUnits()
{
    const QString suffix = QLatin1Char(' ') + unitName(metricUnit(m_rule.metric));
    const bool hasThreshold = m_rule.condition != AlertCondition::Missing;
    for (auto* spin : {m_threshold, m_clearThreshold}) {
        spin->setSuffix(suffix);
        spin->setEnabled(hasThreshold);
    }
    m_thresholdLabel->setEnabled(hasThreshold);
    m_clearLabel->setEnabled(hasThreshold);
}

void AlertRuleForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace atlas
