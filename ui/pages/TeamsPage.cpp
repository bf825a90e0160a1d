// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/TeamsPage.h"

#include "charts/GroupedBarChart.h"
#include "charts/TimeSeriesChart.h"
#include "models/analysis/Format.h"
#include "models/views/Derive.h"
#include "ui/widgets/ChartPanel.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QStackedWidget>

namespace atlas {

TeamsPage::TeamsPage(const PageContext& context, QWidget* parent)
    : ComparisonPage(Level::Dimension, context, parent)
    , m_groupsPanel(new ChartPanel(tr("GPU-hours"),
          tr("In total: GPU-hours of each value of the key; allocated = used + held idle. Over time: average GPUs of "
             "each bucket on top of each other, or their shares. Workloads without the key count under its default "
             "value, which stands apart. Values of different keys overlap and never add up to each other."),
          this))
    , m_charts(new QStackedWidget(this))
    , m_groups(new GroupedBarChart(this))
    , m_stacked(new TimeSeriesChart(this))
    , m_key(new QComboBox(this))
{
    m_charts->addWidget(m_groups);
    m_charts->addWidget(m_stacked);
    m_groupsPanel->setContent(m_charts);
    m_key->setAccessibleName(tr("Label or annotation"));
    m_key->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_key, &QComboBox::activated, this, [this](int index) {
        const int wanted = m_key->itemData(index).toInt();
        state().setDimension(presenter()->dimensions()[std::size_t(wanted)]);
    });
    m_groupsPanel->addHeaderWidget(m_key);
    addChoice(m_groupsPanel, "over", tr("In total or over time"),
        {{tr("In total"), QString()}, {tr("Over time"), QStringLiteral("time")}});
    m_unit = addChoice(m_groupsPanel, "unit", tr("GPUs or shares"),
        {{tr("GPUs"), QString()}, {tr("Shares"), QStringLiteral("percent")}});
    linkSelection(m_groups, level(), dimension());
    linkTime(m_stacked);
    connect(presenter(), &Presenter::panelStateChanged, this, &TeamsPage::showKeys);
    build(m_groupsPanel, tr("All values"));
    showChoices();
}

void TeamsPage::applyTheme(Theme theme)
{
    ComparisonPage::applyTheme(theme);
    m_groups->setTheme(theme);
    m_stacked->setTheme(theme);
}

/// Labels first, then annotations, with a line between them.
void TeamsPage::showKeys()
{
    const QSignalBlocker quiet(m_key);
    m_key->clear();
    const auto& dimensions = presenter()->dimensions();
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        const auto& dimension = dimensions[i];
        if (i > 0 && dimensions[i - 1].type != dimension.type)
            m_key->insertSeparator(m_key->count());
        const QString key = displayName(dimension.key);
        m_key->addItem(
            dimension.type == DimensionType::Label ? tr("Label %1").arg(key) : tr("Annotation %1").arg(key), int(i));
        if (dimension == presenter()->dimension())
            m_key->setCurrentIndex(m_key->count() - 1);
    }
    m_key->setEnabled(!dimensions.empty());
    m_key->setVisible(m_key->isEnabled());
}

void TeamsPage::showValues()
{
    ComparisonPage::showValues();
    showKeys();
    const auto shared = presenter()->shared();
    const auto& values = *shared;
    m_groups->setData(values.groups);
    m_stacked->setData(values.stacked);
    m_charts->setCurrentIndex(presenter()->overTime() ? 1 : 0);
    m_groupsPanel->setTitle(!presenter()->overTime() ? tr("GPU-hours")
            : presenter()->stackedShares()           ? tr("Shares of the GPUs held")
                                                     : tr("GPUs held"));
    m_groupsPanel->setTable(
        std::shared_ptr<const Table>(shared, presenter()->overTime() ? &values.stackedTable : &values.groupsTable));
    m_groupsPanel->setNote(presenter()->note());
}

void TeamsPage::showChoices()
{
    ComparisonPage::showChoices();
    m_unit->setVisible(presenter()->overTime());
}

} // namespace atlas
