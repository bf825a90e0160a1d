// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

#include <vector>

namespace atlas {

/// A mark of a chart as assistive technology reads it.
struct ChartItem
{
    QString name; ///< "Allocation rate"
    QString value; ///< "71.2 %, last of 168 values"
    QRect rect; ///< in the widget's coordinates; empty where it has no single place
};

/// A widget whose content is drawn, not made of child widgets, says here what it shows.
class AccessibleChart
{
public:
    virtual ~AccessibleChart() = default;
    /// One sentence.
    virtual QString chartSummary() const = 0;
    virtual std::vector<ChartItem> chartItems() const = 0;
    /// How many they are, and one of them (0 <= index < count). Charts of many marks know both without making all:
    /// assistive technology asks for them one by one.
    virtual int chartItemCount() const { return int(chartItems().size()); }
    virtual ChartItem chartItem(int index) const { return chartItems()[std::size_t(index)]; }
};

/// Makes QAccessible answer for every widget that is an AccessibleChart. Charts call it when they are made; it acts
/// once.
void installChartAccessibility();

} // namespace atlas
