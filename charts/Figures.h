// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"
#include "models/domain/Metric.h"

#include <QLocale>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QContextMenuEvent;
class QKeyEvent;
class QMenu;
class QPoint;
class QWidget;

/// Asking a chart where one of its figures comes from: in the context menu (also by its key), and with Ctrl+I.
namespace atlas {

/// A figure under the pointer or the cursor.
struct ChartFigure
{
    QString text; ///< name and value
    FigureRef figure;
};
using FigureReceiver = std::function<void(const FigureRef&)>;

/// Those of a bar that say what they are: its sum first, then its segments.
std::vector<ChartFigure> barFigures(const BarValue& bar, Unit unit, const QLocale& locale);

/// What a series shows over a bucket, where both say what they are; nullopt: they do not.
std::optional<ChartFigure> seriesFigure(
    const TimeSeriesData& data, std::size_t series, std::size_t index, TimeRange bucket, const QLocale& locale);

/// Adds them to a menu, below a heading; nothing where there are none.
void addFigureActions(QMenu* menu, const std::vector<ChartFigure>& figures, const FigureReceiver& receiver);
/// Opens a menu of them; none where there are none.
void popupFigures(
    QWidget* chart, QPoint global, const std::vector<ChartFigure>& figures, const FigureReceiver& receiver);

/// Where a chart's bars are.
struct BarPlaces
{
    std::function<int(QPointF)> barAt; ///< −1: none
    std::function<QRectF(int)> placeOf;
    int chosen = -1; ///< the bar that the keyboard is at
};
/// Opens the menu of a bar's figures: of the bar below the mouse, or of the one that the keyboard is at.
void popupBarFigures(QWidget* chart, const QContextMenuEvent& event, const BarData& data, const BarPlaces& places,
    const FigureReceiver& receiver);

/// What a key does to bars.
struct BarKey
{
    bool taken = false; ///< else it is none of theirs
    int pressed = -1; ///< the bar that it goes to, or chooses; -1: none
    std::optional<FigureRef> figure; ///< that it asks for
};
/// `chosen` is the bar that the keyboard is at, -1: none. `back` and `forward` stop at the ends: going on there presses
/// nothing, since what is pressed twice is let go.
BarKey barKey(const QKeyEvent& event, const BarData& data, int chosen, Qt::Key back, Qt::Key forward);

/// Whether a key asks for the figure at the cursor.
bool asksForFigure(const QKeyEvent& event);

} // namespace atlas
