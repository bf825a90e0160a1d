// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/WorkloadsPresenter.h"
#include "ui/pages/Page.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QSplitter;

namespace atlas {

class DataTable;
class FilterField;
class TimeSeriesChart;

/// Which jobs, exactly: a list of the range that can be searched, filtered and sorted, with the hours of those that
/// are selected below it. "/" goes to the filter.
class WorkloadsPage final : public Page
{
    Q_OBJECT
public:
    explicit WorkloadsPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("workloads"); }
    QString title() const override { return tr("Workloads"); }

    DataTable* table() const { return m_table; }
    FilterField* filter() const { return m_filter; }
    QComboBox* columnChoice() const { return m_column; }
    /// The removable mark of what narrows the list; hidden where nothing does.
    QPushButton* chip() const { return m_chip; }
    QString totals() const;
    /// Why the filter cannot be understood; empty: it can.
    QString filterError() const;
    TimeSeriesChart* gpus() const { return m_gpus; }
    TimeSeriesChart* utilization() const { return m_utilization; }
    /// Captions and texts of the details, from top to bottom.
    QStringList detailTexts() const;

protected:
    void applyTheme(Theme theme) override;

private:
    QWidget* buildList();
    QWidget* buildDetails();
    void showValues();
    void showColumns();
    void showChip();
    void showTotals();
    void showSelected();
    void showFacts(const WorkloadEntry* entry, const QStringList& names);
    void followQuery();
    void rememberFilter();

    WorkloadsPresenter* m_presenter;
    ChartPanel *m_panel, *m_gpusPanel, *m_utilizationPanel;
    QSplitter* m_splitter = nullptr;
    QWidget* m_details = nullptr;
    DataTable* m_table = nullptr;
    FilterField* m_filter = nullptr;
    QComboBox* m_column = nullptr;
    QPushButton* m_chip = nullptr;
    QLabel *m_totals = nullptr, *m_error = nullptr, *m_detailTitle = nullptr;
    QGridLayout* m_facts = nullptr;
    TimeSeriesChart *m_gpus = nullptr, *m_utilization = nullptr;
};

} // namespace atlas
