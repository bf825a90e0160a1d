// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/TeamsPage.h"

#include "charts/GroupedBarChart.h"
#include "models/analysis/Format.h"
#include "models/views/Derive.h"
#include "ui/widgets/ChartPanel.h"

#include <QComboBox>
#include <QSignalBlocker>

namespace atlas {

TeamsPage::TeamsPage(const PageContext& context, QWidget* parent)
    : ComparisonPage(Level::Dimension, context, parent)
    , m_groupsPanel(new ChartPanel(tr("GPU-hours"),
          tr("GPU-hours of each value of the key: allocated = used + held idle. Workloads without the key count under "
             "its default value, which "
             "stands apart. Values of different keys overlap and never add up to each other."),
          this))
    , m_groups(new GroupedBarChart(this))
    , m_key(new QComboBox(this))
{
    m_groupsPanel->setContent(m_groups);
    m_key->setAccessibleName(tr("Label or annotation"));
    m_key->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_key, &QComboBox::activated, this,
        [this](int index) { state().setDimension(presenter()->dimensions()[std::size_t(index)]); });
    m_groupsPanel->addHeaderWidget(m_key);
    connect(m_groups, &GroupedBarChart::activated, this, &TeamsPage::selectSubject);
    connect(presenter(), &Presenter::panelStateChanged, this, &TeamsPage::showKeys);
    build(m_groupsPanel, tr("All values"));
}

void TeamsPage::applyTheme(Theme theme)
{
    ComparisonPage::applyTheme(theme);
    m_groups->setTheme(theme);
}

void TeamsPage::showKeys()
{
    const QSignalBlocker quiet(m_key);
    m_key->clear();
    for (const auto& dimension : presenter()->dimensions()) {
        const QString key = displayName(dimension.key);
        m_key->addItem(dimension.type == DimensionType::Label ? tr("Label %1").arg(key) : tr("Annotation %1").arg(key));
        if (dimension == presenter()->dimension())
            m_key->setCurrentIndex(m_key->count() - 1);
    }
    m_key->setEnabled(m_key->count() > 0);
}

void TeamsPage::showValues()
{
    ComparisonPage::showValues();
    showKeys();
    const auto& values = presenter()->data();
    m_groups->setData(values.groups);
    m_groupsPanel->setTable(tableOf(values.groups, m_groupsPanel->title(), values.table.title));
    m_groupsPanel->setNote(presenter()->note());
}

void TeamsPage::showSelection(const QString& subject)
{
    ComparisonPage::showSelection(subject);
    m_groups->setSelected(subject);
}

} // namespace atlas
