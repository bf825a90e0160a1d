// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/views/AllocationDetails.h"
#include "models/views/AllocationHistory.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace atlas {

class ChartPanel;
class TimeSeriesChart;

/// What is known of a tile: its facts as captions and values that can be copied, and its last hours below.
class TileDetails final : public QWidget
{
    Q_OBJECT
public:
    explicit TileDetails(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setFacts(const QString& title, const AllocationFacts& facts);
    void setHistory(const AllocationHistory& history);
    /// Title, then captions and values.
    QStringList texts() const;

    ChartPanel* gpusPanel() const { return m_gpusPanel; }
    ChartPanel* utilizationPanel() const { return m_utilizationPanel; }
    QList<TimeSeriesChart*> charts() const { return {m_gpus, m_utilization}; }

private:
    QString m_shownTitle;
    AllocationFacts m_shown;
    QLabel *m_title, *m_caption;
    QGridLayout* m_facts;
    ChartPanel *m_gpusPanel, *m_utilizationPanel;
    TimeSeriesChart *m_gpus, *m_utilization;
};

} // namespace atlas
