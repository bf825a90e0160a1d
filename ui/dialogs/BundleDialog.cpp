// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/BundleDialog.h"

#include "models/views/DataValues.h"
#include "ui/Theme.h"
#include "ui/widgets/PlainLabel.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr int longestNotes = 10'000, notesHeight = 90;

TimeRange allHours(const Inventory& inventory)
{
    TimeRange all;
    for (const auto& info : inventory.clusters) {
        if (info.hours)
            all = all.isEmpty() ? *info.hours
                                : TimeRange{std::min(all.from, info.hours->from), std::max(all.to, info.hours->to)};
    }
    return all;
}

} // namespace

qint64 roughBundleBytes(const Inventory& inventory, const BundleOrder& order)
{
    constexpr double bytesOfRow = 90, bytesOfSnapshotHour = 2500, withoutWorkloads = 0.25, least = 60'000;
    double bytes = least;
    for (const auto& name : order.clusters) {
        const auto* info = inventory.find(name);
        if (!info || !info->hours)
            continue;
        const TimeRange common{
            std::max(order.range.from, info->hours->from), std::min(order.range.to, info->hours->to)};
        const double hours = common.hours(), part = hours / std::max(1, info->hours->hours());
        bytes += double(info->hourRows) * part * bytesOfRow * (order.workloads ? 1 : withoutWorkloads);
        if (order.snapshots && info->latestSnapshot)
            bytes += hours * bytesOfSnapshotHour;
    }
    return qint64(bytes);
}

BundleDialog::BundleDialog(const DashboardState& state, const Inventory& inventory, int ruleCount, QWidget* parent)
    : ExportDialog(tr("Save a bundle"),
        tr("One file with the figures of a range, to be opened in GPU Atlas by somebody without access to the server. "
           "It holds names of namespaces, workloads and owners, but no address, token or name of a connection."),
        parent)
    , m_inventory(inventory)
    , m_clusters(new ClusterField(inventory, state.query().clusters, this))
    , m_range(new RangeField(state, allHours(inventory), this))
    , m_workloads(new QCheckBox(tr("Hours of workloads"), this))
    , m_snapshots(new QCheckBox(tr("Allocation snapshots"), this))
    , m_rules(new QCheckBox(tr("%n alert rule(s)", nullptr, ruleCount), this))
    , m_display(new QCheckBox(tr("This view: page, range, time zone, price"), this))
    , m_notes(new QPlainTextEdit(this))
    , m_size(plainText("secondary", this))
{
    for (auto* box : {m_workloads, m_snapshots, m_display})
        box->setChecked(true);
    m_rules->setEnabled(ruleCount > 0);
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setPlaceholderText(tr("Words for who opens it: what to look at, and why"));
    m_notes->setTabChangesFocus(true);
    m_notes->setFixedHeight(notesHeight);
    auto* with = new QVBoxLayout;
    with->setSpacing(space::unit);
    for (auto* box : {m_workloads, m_snapshots, m_rules, m_display})
        with->addWidget(box);
    form().addRow(tr("Clusters"), m_clusters);
    form().addRow(tr("Time range"), m_range);
    form().addRow(tr("With"), with);
    form().addRow(tr("Notes"), m_notes);
    form().addRow(tr("Size"), m_size);
    connect(m_clusters, &ClusterField::chosenChanged, this, &BundleDialog::check);
    connect(m_range, &QComboBox::currentIndexChanged, this, &BundleDialog::check);
    for (auto* box : {m_workloads, m_snapshots})
        connect(box, &QCheckBox::toggled, this, &BundleDialog::check);
    connect(m_notes, &QPlainTextEdit::textChanged, this, &BundleDialog::check);
    check();
}

BundleOrder BundleDialog::order() const
{
    BundleOrder order;
    order.clusters = m_clusters->chosen();
    order.range = m_range->range();
    order.workloads = m_workloads->isChecked();
    order.snapshots = m_snapshots->isChecked();
    order.notes = m_notes->toPlainText().trimmed();
    return order;
}

bool BundleDialog::takesRules() const
{
    return m_rules->isChecked();
}

bool BundleDialog::takesDisplay() const
{
    return m_display->isChecked();
}

void BundleDialog::check()
{
    const auto chosen = order();
    setProblem(chosen.clusters.empty() ? tr("Tick at least one cluster.")
            : chosen.notes.size() > longestNotes
            ? tr("The notes are too long: at most %1 characters.").arg(longestNotes)
            : QString());
    m_size->setText(tr("about %1").arg(formatBytes(roughBundleBytes(m_inventory, chosen))));
}

} // namespace atlas
