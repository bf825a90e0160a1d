// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ExportFields.h"

#include "models/analysis/Format.h"
#include "models/views/DataValues.h"
#include "ui/Theme.h"
#include "ui/widgets/PlainLabel.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace atlas {

RangeField::RangeField(const DashboardState& state, TimeRange all, QWidget* parent)
    : QComboBox(parent)
{
    setAccessibleName(tr("Time range"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const auto zone = state.zone();
    add(tr("As shown"), {state.range(), state.previousRange(), state.previousName(), state.query().preset}, zone);
    // A state of its own says what each stretch is compared with, as the window's would.
    const FixedClock clock(state.clockNow());
    DashboardState other(clock);
    other.setAnchor(state.anchor());
    other.setZone(state.query().zone);
    other.setPreviousBy(state.query().previousBy);
    other.setPreset(RangePreset::Today);
    other.step(-1);
    add(tr("Yesterday"), {other.range(), other.previousRange(), other.previousName(), other.query().preset}, zone);
    for (const auto preset : {RangePreset::LastWeek, RangePreset::ThisWeek, RangePreset::LastMonth,
             RangePreset::ThisMonth, RangePreset::LastQuarter, RangePreset::ThisQuarter}) {
        other.setPreset(preset);
        add(rangePresetName(preset), {other.range(), other.previousRange(), other.previousName(), preset}, zone);
    }
    if (!all.isEmpty())
        add(tr("All hours"), {all, {}, {}, RangePreset::Custom}, zone);
}

void RangeField::add(const QString& name, const Choice& choice, const QTimeZone& zone)
{
    m_choices.push_back(choice);
    addItem(QStringLiteral("%1: %2").arg(name, formatRange(choice.range, zone)));
}

TimeRange RangeField::range() const
{
    return m_choices[std::size_t(currentIndex())].range;
}

TimeRange RangeField::previousRange() const
{
    return m_choices[std::size_t(currentIndex())].previous;
}

QString RangeField::previousName() const
{
    return m_choices[std::size_t(currentIndex())].previousName;
}

RangePreset RangeField::preset() const
{
    return m_choices[std::size_t(currentIndex())].preset;
}

ExportDialog::ExportDialog(const QString& title, const QString& about, QWidget* parent)
    : QDialog(parent)
    , m_form(new QFormLayout)
    , m_problem(plainText("field-error", this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
    , m_save(m_buttons->addButton(tr("Save …"), QDialogButtonBox::AcceptRole))
{
    constexpr int leastWidth = 520;
    setWindowTitle(title);
    setMinimumWidth(leastWidth);
    m_save->setDefault(true);
    setAtlasRole(m_save, "primary");
    auto* column = new QVBoxLayout(this);
    column->setSpacing(space::panel);
    if (!about.isEmpty())
        column->addWidget(plainText("secondary", this, about));
    column->addLayout(m_form);
    column->addWidget(m_problem);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        emit chosen();
        accept();
    });
}

void ExportDialog::setProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_save->setEnabled(problem.isEmpty());
}

ClusterField::ClusterField(const Inventory& inventory, const QStringList& shown, QWidget* parent)
    : QListWidget(parent)
{
    setAccessibleName(tr("Clusters"));
    for (const auto& info : inventory.clusters) {
        const auto name = QString::fromStdString(info.name);
        auto* item = new QListWidgetItem(displayName(info.name), this);
        item->setData(Qt::UserRole, name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(shown.contains(name) ? Qt::Checked : Qt::Unchecked);
    }
    setAtlasRole(this, "side-list");
    constexpr int mostLines = 5, line = 24, frame = 12;
    for (int row = 0; row < count(); ++row)
        item(row)->setSizeHint({0, line}); // room for the box of the tick
    setFixedHeight(std::clamp(count(), 1, mostLines) * line + frame);
    connect(this, &QListWidget::itemChanged, this, &ClusterField::chosenChanged);
}

std::vector<std::string> ClusterField::chosen() const
{
    std::vector<std::string> names;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->checkState() == Qt::Checked)
            names.push_back(item(row)->data(Qt::UserRole).toString().toStdString());
    }
    return names;
}

DimensionField::DimensionField(const Inventory& inventory, const DimensionKey& shown, QWidget* parent)
    : QComboBox(parent)
{
    setAccessibleName(tr("Label or annotation"));
    for (const auto& info : inventory.clusters)
        m_keys.insert(m_keys.end(), info.dimensions.begin(), info.dimensions.end());
    std::ranges::sort(m_keys);
    m_keys.erase(std::unique(m_keys.begin(), m_keys.end()), m_keys.end());
    for (const auto& key : m_keys)
        addItem(endpointName("labels/hourly-stats", key));
    if (m_keys.empty()) {
        addItem(tr("none"));
        setEnabled(false);
    }
    // Else teams, as in reports that nobody was asked for.
    for (const auto& wanted : {DimensionKey{DimensionType::Label, "team"}, shown}) {
        if (const auto at = std::ranges::find(m_keys, wanted); at != m_keys.end())
            setCurrentIndex(int(at - m_keys.begin()));
    }
}

DimensionKey DimensionField::dimension() const
{
    return m_keys.empty() ? DimensionKey() : m_keys[std::size_t(currentIndex())];
}

} // namespace atlas
