// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ReportDialog.h"

#include "models/views/Link.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>

namespace atlas {

ReportDialog::ReportDialog(const DashboardState& state, const Inventory& inventory, QWidget* parent)
    : ExportDialog(tr("Report"),
        tr("Key figures and what changed, time series, namespaces, teams, waste, alerts and data quality of a range."),
        parent)
    , m_zone(state.zone())
    , m_previousBy(state.query().previousBy)
    , m_at(state.now())
    , m_clusters(new ClusterField(inventory, state.query().clusters, this))
    , m_range(new RangeField(state, {}, this))
    , m_dimension(new DimensionField(inventory, state.query().dimension, this))
    , m_format(new QComboBox(this))
    , m_language(new QComboBox(this))
    , m_preview(buttons().addButton(tr("Preview …"), QDialogButtonBox::ActionRole))
{
    m_format->setAccessibleName(tr("Format"));
    m_format->addItem(tr("PDF document"), int(Format::Pdf));
    m_format->addItem(tr("Excel workbook"), int(Format::Workbook));
    m_language->setAccessibleName(tr("Language"));
    m_language->addItem(tr("of the window"), QString());
    for (const auto* code : {"en", "zh_CN"}) {
        if (const QLocale locale(QString::fromLatin1(code)); locale.language() != QLocale().language())
            m_language->addItem(locale.nativeLanguageName(), QLatin1StringView(code));
    }
    form().addRow(tr("Clusters"), m_clusters);
    form().addRow(tr("Time range"), m_range);
    form().addRow(tr("Teams are by"), m_dimension);
    form().addRow(tr("Format"), m_format);
    form().addRow(tr("Language"), m_language);
    connect(m_clusters, &ClusterField::chosenChanged, this, &ReportDialog::check);
    for (auto* box : {m_format, m_language})
        connect(box, &QComboBox::currentIndexChanged, this, &ReportDialog::check);
    connect(m_preview, &QPushButton::clicked, this, &ReportDialog::previewRequested);
    check();
}

ReportWish ReportDialog::wish() const
{
    ReportWish wish;
    wish.clusters = m_clusters->chosen();
    wish.range = m_range->range();
    wish.previousRange = m_range->previousRange();
    wish.previousName = m_range->previousName();
    wish.zone = m_zone;
    wish.dimension = m_dimension->dimension();
    DashboardQuery asked;
    asked.preset = m_range->preset();
    asked.custom = wish.range;
    asked.zone = m_zone.id();
    asked.previousBy = m_previousBy;
    wish.link = linkOf(asked);
    wish.at = m_at;
    return wish;
}

ReportDialog::Format ReportDialog::format() const
{
    return Format(m_format->currentData().toInt());
}

QString ReportDialog::language() const
{
    return format() == Format::Pdf ? m_language->currentData().toString() : QString();
}

void ReportDialog::setPreviewing(bool previewing)
{
    m_previewing = previewing;
    m_preview->setText(previewing ? tr("Is being made …") : tr("Preview …"));
    check();
}

void ReportDialog::check()
{
    const bool some = !m_clusters->chosen().empty();
    setProblem(some ? QString() : tr("Tick at least one cluster."));
    m_language->setEnabled(format() == Format::Pdf);
    m_preview->setEnabled(!m_previewing && some && format() == Format::Pdf && language().isEmpty());
}

} // namespace atlas
