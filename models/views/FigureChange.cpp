// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/FigureChange.h"

#include "models/analysis/Format.h"
#include "models/analysis/Usage.h"

#include <QCoreApplication>

#include <cmath>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::KeyFigureTile)
};

} // namespace

FigureChange figureChange(const KeyFigure& figure)
{
    constexpr double leastWritten = 0.05;
    FigureChange result;
    const auto change = changeOf(figure.value, figure.previous);
    if (!isKnown(change.absolute)) {
        result.against = Text::tr("nothing to compare with");
        return result;
    }
    result.against = figure.previousName;
    if (std::abs(change.absolute) < leastWritten) {
        result.direction = FigureChange::Same;
        result.text = Text::tr("unchanged");
        return result;
    }
    const bool up = change.absolute > 0;
    const bool inPoints = figure.unit == Unit::Percent || !isKnown(change.percent);
    const QString size = inPoints ? formatFigure(std::abs(change.absolute), figure.unit)
                                  : formatWithUnit(std::abs(change.percent), Unit::Percent);
    result.direction = up ? FigureChange::Up : FigureChange::Down;
    result.text = (up ? QStringLiteral("▲ ") : QStringLiteral("▼ "))
        + (figure.unit == Unit::Percent ? Text::tr("%1 points").arg(size) : size);
    if (!figure.changeIsNeutral)
        result.meaning = up == figure.moreIsBetter ? 1 : -1;
    return result;
}

} // namespace atlas
