// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/WastePresenter.h"
#include "ui/pages/Page.h"

#include <QPointF>

#include <memory>

class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QSpinBox;

namespace atlas {

class DataTable;
class FactTile;
class FilterField;
class HeatmapChart;
class KeyFigureTile;
class RankingChart;
class ScatterChart;

/// Which GPUs could be had back?
class WastePage final : public Page
{
    Q_OBJECT
public:
    explicit WastePage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("waste"); }
    QString title() const override { return tr("Waste"); }

    WastePresenter* presenter() const { return m_presenter; }

protected:
    void applyTheme(Theme theme) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildChoices();
    QWidget* buildHolders();
    QWidget* buildReclaim();
    void buildPanels();
    void buildLayout();
    void linkAll();
    void chooseLevel();
    void followQuery();
    void followLevels();
    void markSelection();
    void showValues();
    void showTables();
    void showState();
    void showQuadrants(QPointF lines);
    std::shared_ptr<const Table> tableOf(const Table& table) const;
    std::shared_ptr<const Table> narrowedHolders();
    std::shared_ptr<const Table> narrowedWorkloads();

    /// A table of the presenter's without some of its rows, as long as nothing that decides them is another.
    struct Narrowed
    {
        std::shared_ptr<const Table> of, table;
        double least = 0;
        QStringList names;
    };

    WastePresenter* m_presenter;
    Narrowed m_narrowedHolders, m_narrowedWorkloads;
    std::shared_ptr<const WasteFindings> m_quadrantsOf; ///< what the texts of the quadrants say, with these lines
    QPointF m_quadrantLines;
    QComboBox *m_level = nullptr, *m_scale = nullptr;
    QDoubleSpinBox *m_threshold = nullptr, *m_least = nullptr;
    QSpinBox* m_after = nullptr;
    std::vector<KeyFigureTile*> m_tiles;
    FactTile* m_reclaimable = nullptr;
    ScatterChart* m_scatter = nullptr;
    RankingChart* m_ranking = nullptr;
    HeatmapChart* m_week = nullptr;
    DataTable *m_holders = nullptr, *m_workloads = nullptr, *m_reclaim = nullptr;
    FilterField* m_filter = nullptr;
    QLabel *m_refused = nullptr, *m_sentence = nullptr;
    ChartPanel *m_holdersPanel = nullptr, *m_scatterPanel = nullptr, *m_rankingPanel = nullptr, *m_weekPanel = nullptr,
               *m_workloadsPanel = nullptr, *m_reclaimPanel = nullptr;
};

} // namespace atlas
