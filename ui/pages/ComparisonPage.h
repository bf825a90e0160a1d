// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/ComparisonPresenter.h"
#include "ui/pages/Page.h"

class QComboBox;
class QHBoxLayout;
class QVBoxLayout;

namespace atlas {

class DataTable;
class ShareChart;
class TimeSeriesChart;

/// What the pages Namespaces and Teams share: the subjects' shares, the first five over time, and the table of all; a
/// selected subject is the same everywhere.
class ComparisonPage : public Page
{
    Q_OBJECT
public:
    DataTable* table() const { return m_table; }
    ShareChart* shares() const { return m_shares; }
    TimeSeriesChart* gpus() const { return m_gpus; }
    TimeSeriesChart* utilization() const { return m_utilization; }

protected:
    ComparisonPage(Level level, const PageContext& context, QWidget* parent);

    /// Lays the page out: its first chart (the subclass's) beside the shares, lines, and the table of all.
    void build(ChartPanel* first, const QString& allTitle);
    /// Below the lines, above the table.
    void addWide(ChartPanel* panel);
    /// A choice in a panel's header: captions with the values that the page's choice `name` has for them (the first is
    /// the default).
    QComboBox* addChoice(ChartPanel* panel, const char* name, const QString& accessibleName,
        const std::vector<std::pair<QString, QString>>& options);

    ComparisonPresenter* presenter() const { return m_presenter; }
    Level level() const { return m_level; }
    /// What linkSelection() asks for.
    DimensionOf dimension() const;

    void applyTheme(Theme theme) override;
    /// New values are there.
    virtual void showValues();
    /// Panels without content are hidden, but for the first, which says why.
    virtual void showState();
    bool hasContent() const;
    /// The query has changed: choices show what it says.
    virtual void showChoices();

private:
    void buildCharts();

    struct Choice
    {
        QComboBox* box;
        QString key;
    };

    const Level m_level;
    ComparisonPresenter* m_presenter;
    ChartPanel *m_sharesPanel, *m_gpusPanel, *m_utilizationPanel, *m_tablePanel = nullptr;
    QVBoxLayout* m_column = nullptr;
    ShareChart* m_shares = nullptr;
    TimeSeriesChart *m_gpus = nullptr, *m_utilization = nullptr;
    DataTable* m_table = nullptr;
    std::vector<Choice> m_choices;
};

} // namespace atlas
