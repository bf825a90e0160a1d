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
    constexpr double leastWritten = 0.05, leastPercent = 0.005;
    FigureChange result;
    const auto change = changeOf(figure.value, figure.previous);
    if (!isKnown(change.absolute)) {
        result.against = Text::tr("nothing to compare with");
        return result;
    }
    result.against = figure.previousName;
    const bool inPoints = figure.unit == Unit::Percent;
    if (std::abs(change.absolute) < leastWritten || (!inPoints && std::abs(change.percent) < leastPercent)) {
        result.direction = FigureChange::Same;
        result.text = Text::tr("unchanged");
        return result;
    }
    const bool up = change.absolute > 0;
    result.direction = up ? FigureChange::Up : FigureChange::Down;
    const QString arrow = up ? QStringLiteral("▲ ") : QStringLiteral("▼ ");
    if (inPoints)
        result.text = arrow + Text::tr("%1 points").arg(formatFigure(std::abs(change.absolute), figure.unit));
    else if (change.isNew())
        result.text = Text::tr("new");
    else
        result.text = arrow + formatWithUnit(std::abs(change.percent), Unit::Percent);
    if (!figure.changeIsNeutral)
        result.meaning = up == figure.moreIsBetter ? 1 : -1;
    return result;
}

} // namespace atlas
