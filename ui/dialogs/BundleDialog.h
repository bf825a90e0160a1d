// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Inventory.h"
#include "models/views/DashboardState.h"
#include "ui/Exporter.h"
#include "ui/dialogs/ExportFields.h"

class QCheckBox;
class QLabel;
class QPlainTextEdit;

namespace atlas {

/// What a bundle takes along: which clusters, which hours, with or without the large parts, and words for who opens it.
class BundleDialog final : public ExportDialog
{
    Q_OBJECT
public:
    /// `ruleCount`: alert rules that may go along. `state` outlives the dialog.
    BundleDialog(const DashboardState& state, const Inventory& inventory, int ruleCount, QWidget* parent = nullptr);

    /// As chosen: `rules` and `display` are up to who asked.
    BundleOrder order() const;
    bool takesRules() const;
    bool takesDisplay() const;

private:
    void check();

    Inventory m_inventory;
    ClusterField* m_clusters;
    RangeField* m_range;
    QCheckBox *m_workloads, *m_snapshots, *m_rules, *m_display;
    QPlainTextEdit* m_notes;
    QLabel* m_size;
};

/// Roughly how large a bundle gets: by the rows that clusters have, and the part of their hours that is chosen.
qint64 roughBundleBytes(const Inventory& inventory, const BundleOrder& order);

} // namespace atlas
