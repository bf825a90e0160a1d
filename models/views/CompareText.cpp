// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/CompareText.h"

#include "models/analysis/Format.h"
#include "models/views/ListText.h"
#include "models/views/SubjectComparison.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Compare)
};

/// Parts below this share of the largest one are not worth words.
constexpr double leastShare = 0.02;
constexpr qsizetype namesSaid = 3;
/// Points below which nothing is left unexplained.
constexpr double worthWords = 0.05;

QString points(double value)
{
    return Text::tr("%1 points").arg(formatChange(value, Unit::None));
}

/// A change in the comparison's unit.
QString amount(const CompareInput& in, double value)
{
    return in.clusters ? points(value) : formatChange(value, Unit::GpuHours);
}

/// A part of the change with its cause: "+12 GPU·h because more was allocated".
QString because(ChangeCause cause, bool more, const QString& part)
{
    const auto either = [&](const QString& ofMore, const QString& ofLess) {
        return (more ? ofMore : ofLess).arg(part);
    };
    switch (cause) {
    case ChangeCause::Hours:
        return either(Text::tr("%1 because more hours have data"), Text::tr("%1 because fewer hours have data"));
    case ChangeCause::Capacity:
        return either(Text::tr("%1 because there were more GPUs"), Text::tr("%1 because there were fewer GPUs"));
    case ChangeCause::Allocation:
        return either(Text::tr("%1 because more was allocated"), Text::tr("%1 because less was allocated"));
    case ChangeCause::UnknownUse:
        return either(
            Text::tr("%1 because the use of less is unknown"), Text::tr("%1 because the use of more is unknown"));
    case ChangeCause::Utilization:
        return either(Text::tr("%1 because namespaces used more of what they held"),
            Text::tr("%1 because namespaces used less of what they held"));
    case ChangeCause::Mix:
        return either(Text::tr("%1 because GPUs moved to busier namespaces"),
            Text::tr("%1 because GPUs moved to idler namespaces"));
    case ChangeCause::Unattributed:
        return Text::tr("%1 that no namespace explains").arg(part);
    }
    return {};
}

/// Of two clusters nothing changed: they differ.
QString becauseHere(ChangeCause cause, bool more, const QString& part)
{
    const auto either = [&](const QString& ofMore, const QString& ofLess) {
        return (more ? ofMore : ofLess).arg(part);
    };
    switch (cause) {
    case ChangeCause::Allocation:
        return either(Text::tr("%1 because more is allocated"), Text::tr("%1 because less is allocated"));
    case ChangeCause::Utilization:
        return either(Text::tr("%1 because namespaces use more of what they hold"),
            Text::tr("%1 because namespaces use less of what they hold"));
    case ChangeCause::Mix:
        return either(
            Text::tr("%1 because busier namespaces hold more"), Text::tr("%1 because idler namespaces hold more"));
    default:
        return because(cause, more, part);
    }
}

QString headline(const CompareInput& in, const CompareValues& values)
{
    const auto& split = values.split;
    const auto change = changeOf(split.later, split.earlier);
    if (in.clusters) {
        return Text::tr("%1 uses %2 of its capacity, %3 uses %4: %5.")
            .arg(in.later.name, formatWithUnit(split.later, Unit::Percent), in.earlier.name,
                formatWithUnit(split.earlier, Unit::Percent), points(split.change()));
    }
    if (!areComparable(values.later.clusterHours, values.earlier.clusterHours)) {
        return Text::tr(
            "Only %1 of %2 h of the earlier and %3 of %4 h of the later period have data: totals of the two "
            "cannot be compared. %5 were used, %6 before.",
            "numbers, GPU-hours, GPU-hours")
            .arg(formatFigure(values.earlier.clusterHours, Unit::Count),
                formatFigure(values.earlier.hoursExpected, Unit::Count),
                formatFigure(values.later.clusterHours, Unit::Count),
                formatFigure(values.later.hoursExpected, Unit::Count), formatWithUnit(split.later, Unit::GpuHours),
                formatWithUnit(split.earlier, Unit::GpuHours));
    }
    const QString from = formatFigure(split.earlier, Unit::GpuHours), to = formatWithUnit(split.later, Unit::GpuHours);
    if (std::abs(split.change()) <= 1e-9 * std::max(split.later, split.earlier))
        return Text::tr("The GPU-hours used did not change: %1.").arg(to);
    if (change.isNew())
        return Text::tr("%1 were used; none were before.").arg(to);
    const QString by = formatWithUnit(std::abs(split.change()), Unit::GpuHours),
                  percent = formatChange(change.percent, Unit::Percent);
    return split.change() > 0
        ? Text::tr("The GPU-hours used rose by %1 (%2), from %3 to %4.").arg(by, percent, from, to)
        : Text::tr("The GPU-hours used fell by %1 (%2), from %3 to %4.").arg(by, percent, from, to);
}

QString causes(const CompareInput& in, const ChangeSplit& split)
{
    auto parts = split.parts;
    std::stable_sort(parts.begin(), parts.end(),
        [](const ChangePart& a, const ChangePart& b) { return std::abs(a.value) > std::abs(b.value); });
    QStringList texts;
    for (const auto& part : parts) {
        if (std::abs(part.value) > leastShare * std::abs(parts.front().value))
            texts << (in.clusters ? becauseHere : because)(part.cause, part.value > 0, amount(in, part.value));
    }
    return texts.isEmpty() ? QString() : Text::tr("Why: %1.").arg(formatList(texts));
}

QString contributors(const CompareInput& in, const ChangeSplit& split)
{
    QStringList texts;
    for (const auto& one : split.contributors) {
        if (texts.size() < namesSaid
            && std::abs(one.change()) > leastShare * std::abs(split.contributors.front().change()))
            texts << Text::tr("%1 (%2)", "name, change").arg(displayName(one.name), amount(in, one.change()));
    }
    return texts.isEmpty() ? QString() : Text::tr("Most through %1.").arg(formatList(texts));
}

/// Where the percentage is the known one, why it changed.
QString utilization(const CompareInput& in, const CompareValues& values)
{
    const auto& split = values.split;
    const bool ownBasis = in.later.options.basis == UtilizationBasis::Allocated
        && in.earlier.options.basis == UtilizationBasis::Allocated;
    if (!ownBasis || !isKnown(split.ownPoints))
        return {};
    const QString before = formatWithUnit(split.utilizationBefore, Unit::Percent),
                  after = formatWithUnit(split.utilizationAfter, Unit::Percent), own = points(split.ownPoints),
                  mix = points(split.mixPoints);
    if (std::abs(split.unattributedPoints) <= worthWords) {
        return (in.clusters
                ? Text::tr("The utilisation is %2 against %1: %3 from namespaces' own utilisation, %4 from the mix.")
                : Text::tr("Utilisation went from %1 to %2: %3 from namespaces' own utilisation, %4 from the mix."))
            .arg(before, after, own, mix);
    }
    return (in.clusters ? Text::tr("The utilisation is %2 against %1: %3 from namespaces' own utilisation, %4 from the "
                                   "mix, %5 that no namespace explains.")
                        : Text::tr("Utilisation went from %1 to %2: %3 from namespaces' own utilisation, %4 from the "
                                   "mix, %5 that no namespace explains."))
        .arg(before, after, own, mix, points(split.unattributedPoints));
}

/// What of either period has no counterpart in the other.
QString cutToEqualLength(std::chrono::hours later, std::chrono::hours earlier)
{
    if (earlier.count() == 0)
        return Text::tr("To equal length: %1 of the later period has no counterpart and is left out.")
            .arg(formatDuration(later));
    if (later.count() == 0)
        return Text::tr("To equal length: %1 of the earlier period has no counterpart and is left out.")
            .arg(formatDuration(earlier));
    return Text::tr("To equal length: %1 of the later and %2 of the earlier period have no counterpart and are left "
                    "out.")
        .arg(formatDuration(later), formatDuration(earlier));
}

QStringList remarks(const CompareInput& in, const CompareValues& values)
{
    QStringList texts;
    const auto& aligned = values.aligned;
    if (!in.clusters && aligned.cutLater + aligned.cutEarlier > 0) {
        texts << cutToEqualLength(std::chrono::hours(aligned.cutLater), std::chrono::hours(aligned.cutEarlier));
    }
    if (aligned.onlyLater + aligned.onlyEarlier > 0) {
        texts << Text::tr("The clocks changed: %1 h exist only in the later, %2 h only in the earlier period.")
                     .arg(aligned.onlyLater)
                     .arg(aligned.onlyEarlier);
    }
    if (!in.clusters && values.later.clusterHours != values.earlier.clusterHours) {
        texts << Text::tr(
            "%1 h of the later and %2 h of the earlier period have data: causes are compared per hour with data, and "
            "the hours are a cause of their own.")
                     .arg(values.later.clusterHours)
                     .arg(values.earlier.clusterHours);
    }
    if (!values.split.isEmpty() && !values.split.capacityKnown)
        texts << Text::tr("The capacity is not known throughout: it has no part of its own.");
    return texts;
}

} // namespace

QStringList compareSentences(const CompareInput& in, const CompareValues& values)
{
    QStringList texts;
    if (!values.split.isEmpty()) {
        texts << headline(in, values) << causes(in, values.split) << contributors(in, values.split)
              << utilization(in, values);
    } else if (values.hasLater() && values.hasEarlier()) {
        texts << Text::tr("The capacity of one of the clusters is not known: per GPU nothing can be said.");
    }
    texts += remarks(in, values);
    texts.removeAll(QString());
    return texts;
}

} // namespace atlas
