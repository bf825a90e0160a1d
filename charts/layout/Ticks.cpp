// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/layout/Ticks.h"

#include "models/domain/Figure.h"
#include "models/domain/WallClock.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace atlas {

namespace {

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is not below.
double niceStep(double rough, bool whole)
{
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        const double step = factor * power;
        const bool fits = !whole || std::abs(step - std::round(step)) < 1e-9;
        if (step >= rough * (1 - 1e-9) && fits)
            return step;
    }
    return std::max(10 * power, whole ? 1.0 : 0.0);
}

ValueTicks withStep(double low, double high, double step)
{
    ValueTicks result;
    const double first = std::floor(low / step + 1e-9), last = std::ceil(high / step - 1e-9);
    result.step = step;
    result.low = first * step;
    result.high = last * step;
    for (double i = first; i <= last; i += 1)
        result.ticks.push_back(i * step);
    return result;
}

struct Spacing
{
    TimeStep step;
    int count;
    std::chrono::seconds length; ///< about
};

constexpr std::chrono::hours day{24};
constexpr std::array spacings{
    Spacing{TimeStep::Minutes, 5, std::chrono::minutes(5)},
    Spacing{TimeStep::Minutes, 10, std::chrono::minutes(10)},
    Spacing{TimeStep::Minutes, 15, std::chrono::minutes(15)},
    Spacing{TimeStep::Minutes, 30, std::chrono::minutes(30)},
    Spacing{TimeStep::Hours, 1, std::chrono::hours(1)},
    Spacing{TimeStep::Hours, 2, std::chrono::hours(2)},
    Spacing{TimeStep::Hours, 3, std::chrono::hours(3)},
    Spacing{TimeStep::Hours, 6, std::chrono::hours(6)},
    Spacing{TimeStep::Hours, 12, std::chrono::hours(12)},
    Spacing{TimeStep::Days, 1, day},
    Spacing{TimeStep::Days, 2, 2 * day},
    Spacing{TimeStep::Weeks, 1, 7 * day},
    Spacing{TimeStep::Weeks, 2, 14 * day},
    Spacing{TimeStep::Months, 1, 30 * day},
    Spacing{TimeStep::Months, 3, 91 * day},
    Spacing{TimeStep::Months, 6, 182 * day},
    Spacing{TimeStep::Years, 1, 365 * day},
    Spacing{TimeStep::Years, 2, 2 * 365 * day},
    Spacing{TimeStep::Years, 5, 5 * 365 * day},
    Spacing{TimeStep::Years, 10, 10 * 365 * day},
};

Instant instant(const QDateTime& local)
{
    return Instant(std::chrono::seconds(local.toSecsSinceEpoch()));
}

QDateTime local(Instant t, const QTimeZone& zone)
{
    return QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone);
}

bool writesYearFirst(const QLocale& locale)
{
    return locale.language() == QLocale::Chinese || locale.language() == QLocale::Japanese;
}

QString majorLabel(TimeStep step, QDate date, const QLocale& locale)
{
    const bool cjk = writesYearFirst(locale);
    switch (step) {
    case TimeStep::Minutes:
    case TimeStep::Hours:
        return locale.toString(date, cjk ? QStringLiteral("M月d日 ddd") : QStringLiteral("ddd d MMM"));
    case TimeStep::Days:
    case TimeStep::Weeks:
        return locale.toString(date, cjk ? QStringLiteral("yyyy年M月") : QStringLiteral("MMM yyyy"));
    case TimeStep::Months:
    case TimeStep::Years:
        return QString::number(date.year());
    }
    return {};
}

QString minorLabel(TimeStep step, const QDateTime& at, const QLocale& locale)
{
    switch (step) {
    case TimeStep::Minutes:
    case TimeStep::Hours:
        return at.toString(QStringLiteral("HH:mm"));
    case TimeStep::Days:
    case TimeStep::Weeks:
        return QString::number(at.date().day());
    case TimeStep::Months:
        return locale.standaloneMonthName(at.date().month(), QLocale::ShortFormat);
    case TimeStep::Years:
        return QString::number(at.date().year());
    }
    return {};
}

/// The first date of the tick period that holds `date`.
QDate periodStart(const Spacing& spacing, QDate date)
{
    const auto floored = [](qint64 value, qint64 to) { return value - ((value % to) + to) % to; };
    switch (spacing.step) {
    case TimeStep::Minutes:
    case TimeStep::Hours:
        return date;
    case TimeStep::Days:
        return QDate::fromJulianDay(floored(date.toJulianDay(), spacing.count));
    case TimeStep::Weeks: // Julian day 0 was a Monday
        return QDate::fromJulianDay(floored(date.toJulianDay(), 7LL * spacing.count));
    case TimeStep::Months:
        return {date.year(), int(floored(date.month() - 1, spacing.count)) + 1, 1};
    case TimeStep::Years:
        return {int(floored(date.year(), spacing.count)), 1, 1};
    }
    return date;
}

QDate nextPeriod(const Spacing& spacing, QDate date)
{
    switch (spacing.step) {
    case TimeStep::Minutes:
    case TimeStep::Hours:
        return date.addDays(1);
    case TimeStep::Days:
        return date.addDays(spacing.count);
    case TimeStep::Weeks:
        return date.addDays(7LL * spacing.count);
    case TimeStep::Months:
        return date.addMonths(spacing.count);
    case TimeStep::Years:
        return date.addYears(spacing.count);
    }
    return date;
}

/// The start of the day, month or year that a tick's step belongs to, and of the next one.
QDate majorStart(TimeStep step, QDate date)
{
    switch (step) {
    case TimeStep::Minutes:
    case TimeStep::Hours:
        return date;
    case TimeStep::Days:
    case TimeStep::Weeks:
        return {date.year(), date.month(), 1};
    case TimeStep::Months:
    case TimeStep::Years:
        return {date.year(), 1, 1};
    }
    return date;
}

QDate nextMajor(TimeStep step, QDate date)
{
    switch (step) {
    case TimeStep::Minutes:
    case TimeStep::Hours:
        return date.addDays(1);
    case TimeStep::Days:
    case TimeStep::Weeks:
        return date.addMonths(1);
    case TimeStep::Months:
    case TimeStep::Years:
        return date.addYears(1);
    }
    return date;
}

/// What clocks are ahead of UTC: "+02", "+10:30".
QString shortOffset(int seconds)
{
    constexpr QChar minus(0x2212);
    const auto format = seconds % 3600 == 0 ? QStringLiteral("HH") : QStringLiteral("HH:mm");
    return (seconds < 0 ? minus : QChar(u'+')) + QTime(0, 0).addSecs(std::abs(seconds)).toString(format);
}

/// The round times of one date: those that a clock change leaves out are skipped, those that come twice are there twice
/// and say which they are.
void addTimesOfDay(std::vector<TimeTick>& ticks, const Spacing& spacing, QDate date, TimeRange range,
    const QTimeZone& zone, const QLocale& locale)
{
    const int stepMinutes = spacing.step == TimeStep::Hours ? spacing.count * 60 : spacing.count;
    for (int minute = 0; minute < 24 * 60; minute += stepMinutes) {
        const auto instants = instantsAt(date, QTime(minute / 60, minute % 60), zone);
        for (const Instant t : instants) {
            if (t < range.from || t > range.to)
                continue;
            const auto at = local(t, zone);
            QString label = minorLabel(spacing.step, at, locale);
            if (instants.size() > 1) // "02:00 +02"
                label += QLatin1Char(' ') + shortOffset(at.offsetFromUtc());
            ticks.push_back({t, label});
        }
    }
    // 02:30 comes for the first time before 02:00 does for the second
    std::ranges::sort(ticks, {}, &TimeTick::t);
}

} // namespace

ValueTicks niceTicks(double low, double high, int wanted, bool whole)
{
    if (!isKnown(low) || !isKnown(high) || !std::isfinite(low) || !std::isfinite(high)) {
        low = 0;
        high = 1;
    }
    if (low > high)
        std::swap(low, high);
    if (high - low < 1e-12 * std::max({std::abs(low), std::abs(high), 1e-6})) {
        // a constant: from 0 to it, or around 0
        if (low > 0)
            low = 0;
        else if (high < 0)
            high = 0;
        else
            high = 1;
    }
    wanted = std::max(2, wanted);
    double step = niceStep((high - low) / wanted, whole);
    ValueTicks ticks = withStep(low, high, step);
    // rounding outwards may add a tick too many
    while (int(ticks.ticks.size()) > wanted + 1) {
        step = niceStep(step * 1.01, whole);
        ticks = withStep(low, high, step);
    }
    return ticks;
}

ValueTicks percentTicks(double high)
{
    if (!isKnown(high) || high <= 100)
        return withStep(0, 100, 25);
    return niceTicks(0, high);
}

QString tickLabel(double value, double step, const QLocale& locale)
{
    QString suffix;
    for (const auto& [size, name] : {std::pair(1e9, "G"), std::pair(1e6, "M")}) {
        if (std::abs(value) >= size) {
            value /= size;
            step /= size;
            suffix = QString::fromLatin1(name);
            break;
        }
    }
    int decimals = 0;
    for (double scaled = step; decimals < 6 && std::abs(scaled - std::round(scaled)) > 1e-6 * std::abs(scaled);
         ++decimals)
        scaled *= 10;
    // 0 in front of a rounding error would be written as -0
    return locale.toString(std::abs(value) < step * 1e-6 ? 0.0 : value, 'f', decimals) + suffix;
}

TimeTicks timeTicks(TimeRange range, const QTimeZone& zone, int maxTicks, const QLocale& locale)
{
    TimeTicks result;
    if (range.isEmpty() || !zone.isValid())
        return result;
    maxTicks = std::max(1, maxTicks);
    Spacing spacing = spacings.back();
    for (const Spacing& candidate : spacings) {
        if (range.length() / candidate.length < maxTicks) {
            spacing = candidate;
            break;
        }
    }
    result.step = spacing.step;
    result.count = spacing.count;

    const QDate firstDate = local(range.from, zone).date(), lastDate = local(range.to, zone).date();
    for (QDate date = periodStart(spacing, firstDate); date <= lastDate; date = nextPeriod(spacing, date)) {
        if (spacing.step == TimeStep::Minutes || spacing.step == TimeStep::Hours) {
            addTimesOfDay(result.minor, spacing, date, range, zone, locale);
            continue;
        }
        const QDateTime at = date.startOfDay(zone);
        const Instant t = instant(at);
        if (t >= range.from && t <= range.to)
            result.minor.push_back({t, minorLabel(spacing.step, at, locale)});
    }
    if (spacing.step == TimeStep::Years)
        return result;
    for (QDate date = majorStart(spacing.step, firstDate); date <= lastDate; date = nextMajor(spacing.step, date)) {
        const Instant t = std::max(range.from, instant(date.startOfDay(zone)));
        if (t < range.to)
            result.major.push_back({t, majorLabel(spacing.step, date, locale)});
    }
    return result;
}

} // namespace atlas
