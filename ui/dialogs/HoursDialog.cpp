// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/HoursDialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

namespace atlas {

namespace {

constexpr int wholeRange = -1;

} // namespace

HoursDialog::HoursDialog(const DashboardState& state, const Inventory& inventory, QWidget* parent)
    : ExportDialog(tr("Save hours"), {}, parent)
    , m_level(new QComboBox(this))
    , m_dimension(new DimensionField(inventory, state.query().dimension, this))
    , m_range(new RangeField(state, {}, this))
    , m_bucket(new QComboBox(this))
    , m_format(new QComboBox(this))
{
    m_level->addItem(tr("Clusters"), int(Level::Cluster));
    m_level->addItem(tr("Namespaces"), int(Level::Namespace));
    m_level->addItem(tr("Teams and other labels"), int(Level::Dimension));
    m_level->addItem(tr("Workloads"), int(Level::Workload));
    m_level->setCurrentIndex(1);
    m_bucket->addItem(tr("an hour, as the store has it"), int(Bucket::Hour));
    m_bucket->addItem(tr("a day"), int(Bucket::Day));
    m_bucket->addItem(tr("a week"), int(Bucket::Week));
    m_bucket->addItem(tr("a month"), int(Bucket::Month));
    m_bucket->addItem(tr("a quarter"), int(Bucket::Quarter));
    m_bucket->addItem(tr("the whole range"), wholeRange);
    m_format->addItem(tr("Excel workbook"), int(TableFormat::Workbook));
    m_format->addItem(tr("CSV for spreadsheets"), int(TableFormat::SpreadsheetCsv));
    m_format->addItem(tr("CSV for programs"), int(TableFormat::MachineCsv));
    form().addRow(tr("Level"), m_level);
    form().addRow(tr("Label"), m_dimension);
    form().addRow(tr("Time range"), m_range);
    form().addRow(tr("A row is"), m_bucket);
    form().addRow(tr("Format"), m_format);
    const auto check = [this] {
        const bool ofLabels = scope().level == Level::Dimension;
        m_dimension->setVisible(ofLabels);
        form().labelForField(m_dimension)->setVisible(ofLabels);
        setProblem(ofLabels && m_dimension->dimension().key.empty()
                ? tr("No label or annotation of these clusters has hourly rows.")
                : QString());
    };
    connect(m_level, &QComboBox::currentIndexChanged, this, check);
    check();
}

GridScope HoursDialog::scope() const
{
    GridScope scope;
    scope.level = Level(m_level->currentData().toInt());
    if (scope.level == Level::Dimension)
        scope.dimension = m_dimension->dimension();
    return scope;
}

TimeRange HoursDialog::range() const
{
    return m_range->range();
}

TimeRange HoursDialog::previousRange() const
{
    return m_range->previousRange();
}

std::optional<Bucket> HoursDialog::bucket() const
{
    const int chosen = m_bucket->currentData().toInt();
    return chosen == wholeRange ? std::nullopt : std::optional(Bucket(chosen));
}

TableFormat HoursDialog::format() const
{
    return TableFormat(m_format->currentData().toInt());
}

QString HoursDialog::levelName() const
{
    return scope().level == Level::Dimension ? m_dimension->currentText() : m_level->currentText();
}

} // namespace atlas
