// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/OverviewForecast.h"

#include "models/analysis/Forecast.h"
#include "models/analysis/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Overview)
};

/// A third of the range, whole days: enough to see it, and never more than is tried.
int horizonOf(TimeRange range)
{
    return std::clamp(range.hours() / 3 / 24 * 24, 24, longestForecast);
}

QString whyNot(const Forecast& forecast)
{
    switch (forecast.verdict) {
    case ForecastVerdict::ShortHistory:
        return Text::tr("no forecast: it needs three weeks of hours, %n are known", nullptr, forecast.knownHours);
    case ForecastVerdict::WorseThanLastWeek:
        return Text::tr("no forecast: on the past it missed by %1 on the mean, the week before by %2")
            .arg(formatWithUnit(forecast.trial.error, Unit::Gpus),
                formatWithUnit(forecast.trial.lastWeekError, Unit::Gpus));
    case ForecastVerdict::IntervalMisses:
        return Text::tr("no forecast: on the past only %1 of the hours fell into its interval")
            .arg(formatWithUnit(100 * forecast.trial.intervalCoverage, Unit::Percent));
    case ForecastVerdict::Good:
        break;
    }
    return {};
}

double meanOf(const std::vector<double>& values, HourIndex first, const BucketSpan& span)
{
    double sum = 0;
    int count = 0;
    for (auto hour = span.from; hour < span.to; ++hour) {
        const auto i = std::size_t(hour - first);
        if (i < values.size() && isKnown(values[i])) {
            sum += values[i];
            ++count;
        }
    }
    return count > 0 ? sum / count : unknown;
}

/// Room for the buckets that follow: every other line is unknown there.
void extend(TimeSeriesData& lines, const std::vector<BucketSpan>& spans)
{
    for (const auto& span : spans) {
        if (!lines.t.empty() && lines.t.back() >= hourStart(span.from))
            continue; // the hour in progress
        lines.t.push_back(hourStart(span.from));
    }
    lines.end = lines.range.to = hourStart(spans.back().to);
    for (auto& line : lines.series) {
        line.y.resize(lines.t.size(), unknown);
        if (!line.bandLow.empty()) {
            line.bandLow.resize(lines.t.size(), unknown);
            line.bandHigh.resize(lines.t.size(), unknown);
        }
    }
}

} // namespace

void addForecast(const OverviewInput& in, OverviewData& data)
{
    const auto& range = in.figures->range;
    const auto end = range.endHour();
    if (!in.everything || in.everything->subjectCount() == 0 || in.everything->range().to > range.to) {
        data.forecastNote = Text::tr("no forecast: the range does not reach the newest data");
        return;
    }
    if (in.bucket != Bucket::Hour && in.bucket != Bucket::Day) {
        data.forecastNote = Text::tr("no forecast in weeks or months: choose hours or days");
        return;
    }
    const auto forecast = forecastAllocated(*in.everything, 0, end, horizonOf(range), in.zone);
    if (!forecast.isGood()) {
        data.forecastNote = whyNot(forecast);
        return;
    }
    const TimeRange ahead{range.to, range.to + std::chrono::hours(forecast.value.size())};
    auto spans = cutBuckets(ahead, in.bucket, in.zone);
    constexpr int mostOfADay = 12; // hours: the night alone would be a day like no other
    if (in.bucket == Bucket::Day && spans.size() > 1 && spans.back().hours() < mostOfADay)
        spans.pop_back();
    extend(data.gpus, spans);
    extend(data.rates, spans);
    SeriesValue line{QStringLiteral("forecast"), Text::tr("Forecast"), Role::Allocated, {}, {}, {}, {}};
    const auto before = data.gpus.t.size() - spans.size();
    line.provisionalFrom = int(before);
    line.y.assign(before, unknown);
    line.bandLow = line.bandHigh = line.y;
    for (const auto& span : spans) {
        line.y.push_back(meanOf(forecast.value, forecast.firstHour, span));
        line.bandLow.push_back(meanOf(forecast.low, forecast.firstHour, span));
        line.bandHigh.push_back(meanOf(forecast.high, forecast.firstHour, span));
    }
    data.gpus.series.push_back(std::move(line));
    data.forecastNote = Text::tr("forecast: off by %1 on the mean in the past (the week before: %2), %3 in its band")
                            .arg(formatWithUnit(forecast.trial.error, Unit::Gpus),
                                formatWithUnit(forecast.trial.lastWeekError, Unit::Gpus),
                                formatWithUnit(100 * forecast.trial.intervalCoverage, Unit::Percent));
}

} // namespace atlas
