// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Inventory.h"
#include "models/views/DashboardState.h"
#include "ui/dialogs/ExportFields.h"
#include "ui/exports/PanelExport.h"

#include <optional>

class QComboBox;

namespace atlas {

/// Which rows of the store are to be saved as a table: level, range, and an hour, a longer bucket or the whole range a
/// row.
class HoursDialog final : public ExportDialog
{
    Q_OBJECT
public:
    /// `state` outlives the dialog.
    HoursDialog(const DashboardState& state, const Inventory& inventory, QWidget* parent = nullptr);

    GridScope scope() const; ///< without a cluster: those that are shown
    TimeRange range() const;
    TimeRange previousRange() const;
    std::optional<Bucket> bucket() const; ///< nullopt: a row a subject
    TableFormat format() const;
    /// What a file of it is called: "Namespaces".
    QString levelName() const;

private:
    QComboBox* m_level;
    DimensionField* m_dimension;
    RangeField* m_range;
    QComboBox *m_bucket, *m_format;
};

} // namespace atlas
