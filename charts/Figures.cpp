// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Figures.h"

#include "charts/QtChartHost.h"
#include "models/analysis/Format.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QMenu>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ChartFigure)
};

} // namespace

std::vector<ChartFigure> barFigures(const BarValue& bar, Unit unit, const QLocale& locale)
{
    std::vector<ChartFigure> figures;
    const auto add = [&](const QString& name, double value, const std::optional<FigureRef>& figure) {
        if (figure)
            figures.push_back({name + QStringLiteral(": ") + formatWithUnit(value, unit, locale), *figure});
    };
    add(bar.label, barTotal(bar), bar.figure);
    for (const auto& segment : bar.segments)
        add(segment.name.isEmpty() ? bar.label : segment.name, segment.value, segment.figure);
    return figures;
}

std::optional<ChartFigure> seriesFigure(
    const TimeSeriesData& data, std::size_t series, std::size_t index, TimeRange bucket, const QLocale& locale)
{
    const auto& shown = data.series[series];
    if (!data.scope || !shown.metric || index >= shown.y.size())
        return std::nullopt;
    return ChartFigure{shown.name + QStringLiteral(": ") + formatWithUnit(shown.y[index], data.unit, locale),
        {*shown.metric, *data.scope, shown.subject, bucket}};
}

void addFigureActions(QMenu* menu, const std::vector<ChartFigure>& figures, const FigureReceiver& receiver)
{
    if (figures.empty())
        return;
    menu->addSection(Text::tr("Where does this come from?"));
    for (const auto& entry : figures)
        menu->addAction(plainMenuText(entry.text), menu, [receiver, figure = entry.figure] { receiver(figure); });
}

void popupFigures(
    QWidget* chart, QPoint global, const std::vector<ChartFigure>& figures, const FigureReceiver& receiver)
{
    if (figures.empty())
        return;
    auto* menu = new QMenu(chart);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addFigureActions(menu, figures, receiver);
    menu->popup(global);
}

void popupBarFigures(QWidget* chart, const QContextMenuEvent& event, const BarData& data, const BarPlaces& places,
    const FigureReceiver& receiver)
{
    const bool byMouse = event.reason() == QContextMenuEvent::Mouse;
    const int index = byMouse ? places.barAt(event.pos()) : places.chosen;
    if (index < 0)
        return;
    const QPoint at = byMouse ? event.globalPos() : chart->mapToGlobal(places.placeOf(index).center().toPoint());
    popupFigures(chart, at, barFigures(data.bars[std::size_t(index)], data.unit, chart->locale()), receiver);
}

BarKey barKey(const QKeyEvent& event, const BarData& data, int chosen, Qt::Key back, Qt::Key forward)
{
    if (asksForFigure(event) && chosen >= 0) {
        const auto figures = barFigures(data.bars[std::size_t(chosen)], data.unit, QLocale());
        return {true, -1, figures.empty() ? std::nullopt : std::optional(figures.front().figure)};
    }
    const int next = steppedIndex(event.key(), back, forward, chosen, int(data.bars.size()));
    const bool stays = next == chosen && (event.key() == back || event.key() == forward);
    return {next >= 0, stays ? -1 : next, {}};
}

bool asksForFigure(const QKeyEvent& event)
{
    return event.key() == Qt::Key_I && event.modifiers().testFlag(Qt::ControlModifier);
}

} // namespace atlas
