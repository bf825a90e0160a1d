// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/views/PanelState.h"
#include "models/views/Provenance.h"

#include <QFrame>
#include <QPointer>

class QGridLayout;
class QLabel;
class QToolButton;

namespace atlas {

class DataTable;
class ProgressLine;

/// Where a figure comes from, in a drawer at the right of what it lies over: its definition, the formula with its
/// numbers, what went into it, and the rows with when they were fetched. Escape closes it; Ctrl+C in it, or its button,
/// copies all but the rows, which are copied from their table.
class ProvenancePanel final : public QFrame
{
    Q_OBJECT
public:
    explicit ProvenancePanel(QWidget* host);

    void setTheme(Theme theme);
    void open();
    void setData(const Provenance& data);
    void setState(const PanelState& state);

    /// As shown, and as copied.
    QString text() const { return m_data.text(); }
    const Table& rows() const { return m_data.rows; }

signals:
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void place();
    void copy();
    void fillInputs();

    Provenance m_data;
    QLabel *m_name, *m_about, *m_value, *m_exact, *m_definition, *m_formula, *m_problem;
    QWidget* m_inputs;
    QGridLayout* m_grid;
    QToolButton *m_copy, *m_close;
    DataTable* m_table;
    ProgressLine* m_progress;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace atlas
