// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Inventory.h"
#include "models/views/DashboardState.h"
#include "models/views/Report.h"
#include "ui/dialogs/ExportFields.h"

namespace atlas {

/// Of what a report is to be, and as which file.
class ReportDialog final : public ExportDialog
{
    Q_OBJECT
public:
    enum class Format : std::uint8_t { Pdf, Workbook };

    /// `state` outlives the dialog.
    ReportDialog(const DashboardState& state, const Inventory& inventory, QWidget* parent = nullptr);

    /// Clusters, range with what it is compared to, and the teams' label; all else is up to who asked.
    ReportWish wish() const;
    Format format() const;
    /// "en", "zh_CN"; empty: the window's.
    QString language() const;
    /// A preview is being made: meanwhile no other is offered.
    void setPreviewing(bool previewing);

signals:
    void previewRequested();

private:
    void check();

    QTimeZone m_zone;
    DayShift m_previousBy;
    Instant m_at;
    ClusterField* m_clusters;
    RangeField* m_range;
    DimensionField* m_dimension;
    QComboBox *m_format, *m_language;
    QPushButton* m_preview;
    bool m_previewing = false;
};

} // namespace atlas
