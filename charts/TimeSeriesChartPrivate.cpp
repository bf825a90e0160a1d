// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeSeriesChartPrivate.h"

#include "models/analysis/Format.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace atlas {

namespace {

constexpr std::size_t mostDirectLabels = 5;
constexpr double labelGap = 8;
constexpr std::size_t mostTooltipRows = 14;

double seconds(Instant t)
{
    return double(t.time_since_epoch().count());
}
Instant instant(double secs)
{
    return Instant(std::chrono::seconds(std::llround(secs)));
}

/// Each visible series on top of those before it. What is unknown adds nothing; nothing known at all is a gap.
TimeSeriesData stackOf(const TimeSeriesData& data, const std::vector<bool>& visible)
{
    TimeSeriesData stack = data;
    std::vector<double> height(data.t.size(), 0);
    const auto isGap = [&](std::size_t i) {
        return std::ranges::none_of(
            data.series, [i](const SeriesValue& s) { return i < s.y.size() && isKnown(s.y[i]); });
    };
    for (std::size_t i = 0; i < height.size(); ++i)
        height[i] = isGap(i) ? unknown : 0;
    for (std::size_t s = 0; s < stack.series.size(); ++s) {
        auto& series = stack.series[s];
        series.fill = true;
        series.y.resize(height.size(), unknown);
        if (!visible[s])
            continue;
        for (std::size_t i = 0; i < height.size(); ++i) {
            height[i] += isKnown(series.y[i]) ? series.y[i] : 0;
            series.y[i] = height[i];
        }
    }
    return stack;
}

} // namespace

TimeSeriesChart::Private::Private(TimeSeriesChart* chart)
    : q(chart)
    , plot(new TimeSeriesPlot(chart))
    , overlay(new PaintOverlay(chart, [this](QPainter& painter) { paint(painter); }))
{
}

void TimeSeriesChart::Private::dataChanged()
{
    visible.clear();
    for (const SeriesValue& series : data.series)
        visible.push_back(switched.value(series.key, series.visible));
    pens = seriesPens(data, theme);
    stack = data.stacked ? stackOf(data, visible) : TimeSeriesData();
    plot->show(&drawn(), visible, theme);
    layout();
}

bool TimeSeriesChart::Private::hasLegend() const
{
    return data.series.size() > mostDirectLabels;
}

double TimeSeriesChart::Private::labelColumnWidth() const
{
    if (data.series.empty())
        return 0;
    const QFontMetricsF metrics(scaledFont(q->font(), axisFontFactor));
    double widest = 0;
    for (const SeriesValue& series : data.series)
        widest = std::max(widest, metrics.horizontalAdvance(series.name));
    const double extra = hasLegend() ? 26 + labelGap : labelGap;
    return std::ceil(std::min(widest + extra + 4, std::clamp(q->width() * 0.28, 60.0, 190.0)));
}

ValueTicks TimeSeriesChart::Private::valueTicks() const
{
    // The buckets in view: all from the one that ends at its begin or later.
    auto first = std::size_t(std::ranges::lower_bound(data.t, view.from) - data.t.begin());
    if (first > 0 && bucketEnd(int(first) - 1) >= view.from)
        --first;
    const auto end = std::size_t(std::ranges::upper_bound(data.t, view.to) - data.t.begin());
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double low = infinity, high = -infinity;
    const auto look = [&](const std::vector<double>& values) {
        for (std::size_t i = first; i < std::min(end, values.size()); ++i) { // unknown is neither less nor more
            low = values[i] < low ? values[i] : low;
            high = values[i] > high ? values[i] : high;
        }
    };
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        if (!visible[s])
            continue;
        look(drawn().series[s].y);
        look(data.series[s].bandLow);
        look(data.series[s].bandHigh);
    }
    if (low > high)
        low = high = unknown;
    if (data.unit == Unit::Percent && !(low < 0))
        return percentTicks(high);
    // a length without its zero misleads
    low = std::min(low, 0.0);
    const bool whole = data.unit == Unit::Count || (data.unit == Unit::Gpus && high > 4);
    return isKnown(high) ? niceTicks(isKnown(low) ? low : 0, high, 5, whole) : niceTicks(0, 1);
}

QString TimeSeriesChart::Private::writeTick(double value, const ValueTicks& axis) const
{
    const QString text = tickLabel(value, axis.step, q->locale());
    // one tick names the unit of a percent axis: the other units stand in the panel's title
    return data.unit == Unit::Percent && value == axis.ticks.back() ? text + QStringLiteral(" %") : text;
}

void TimeSeriesChart::Private::layout()
{
    const QFontMetricsF metrics(scaledFont(q->font(), axisFontFactor));
    ticks = valueTicks();
    tickLabels.clear();
    double widest = 0;
    for (const double tick : ticks.ticks) {
        tickLabels << writeTick(tick, ticks);
        widest = std::max(widest, metrics.horizontalAdvance(tickLabels.last()));
    }
    const int left = std::max(int(std::ceil(widest)) + 8, leastSideRoom.width());
    const int top = int(std::ceil(metrics.height() / 2)) + 1;
    const int bottom = int(std::ceil(2 * metrics.height())) + 7;
    const int right = std::max({int(labelColumnWidth()), 10, leastSideRoom.height()});
    frame.rect = QRect(left, top, std::max(10, q->width() - left - right), std::max(10, q->height() - top - bottom));
    frame.from = seconds(view.from);
    frame.to = std::max(seconds(view.to), frame.from + 1);
    // half a line's width of air, so that lines at the ends of the axis are not cut
    const double pixel = (ticks.high - ticks.low) / frame.rect.height();
    frame.low = ticks.low;
    frame.high = ticks.high + 1.5 * pixel;

    layoutTimeAxis();
    labels.clear();
    legendRect = {};
    if (hasLegend())
        layoutLegend();
    else
        layoutDirectLabels();
    plot->setGeometry(q->rect());
    plot->draw(frame, ticks);
    overlay->refresh(q->rect());
}

void TimeSeriesChart::Private::layoutTimeAxis()
{
    firstLevel.clear();
    secondLevel.clear();
    if (view.isEmpty())
        return;
    const QFontMetricsF metrics(scaledFont(q->font(), axisFontFactor));
    const double room = metrics.horizontalAdvance(QStringLiteral("00:00")) * 1.8;
    const auto axis = timeTicks(view, zone, std::clamp(int(frame.rect.width() / room), 2, 14), q->locale());
    for (const TimeTick& tick : axis.minor)
        firstLevel.push_back({tick.label, frame.xOf(tick.t)});
    for (std::size_t i = 0; i < axis.major.size(); ++i) {
        const double x = frame.xOf(axis.major[i].t);
        const double end = i + 1 < axis.major.size() ? frame.xOf(axis.major[i + 1].t) : frame.rect.right() + 1.0;
        // a part too narrow for its name keeps its mark; the last may run on below the labels
        const double free = (i + 1 < axis.major.size() ? end : double(q->width())) - x - 10;
        const bool fits = metrics.horizontalAdvance(axis.major[i].label) <= free;
        secondLevel.push_back({fits ? axis.major[i].label : QString(), x});
    }
}

void TimeSeriesChart::Private::layoutDirectLabels()
{
    const QFontMetricsF metrics(scaledFont(q->font(), axisFontFactor));
    const double x = frame.rect.right() + 1 + labelGap, width = q->width() - x - 2;
    std::vector<double> wanted;
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        const auto& y = drawn().series[s].y;
        double value = unknown; // the last known in view
        for (std::size_t i = 0; i < y.size() && i < data.t.size() && data.t[i] <= view.to; ++i) {
            if (isKnown(y[i]) && (data.t[i] >= view.from || !isKnown(value)))
                value = y[i];
        }
        wanted.push_back(isKnown(value)
                ? std::clamp(frame.yOf(value), double(frame.rect.top()), double(frame.rect.bottom()))
                : frame.rect.bottom());
        labels.push_back({s, elideMiddle(data.series[s].name, width, textWidth(metrics)), {}});
    }
    const double height = std::ceil(metrics.height());
    const auto centres = spreadLabels(wanted, height, 0, frame.rect.bottom() + height / 2);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i].rect =
            QRectF(x, centres[i] - height / 2, std::min(width, metrics.horizontalAdvance(labels[i].text) + 2), height);
    }
    std::ranges::stable_sort(labels, {}, [](const Label& label) { return label.rect.top(); });
}

void TimeSeriesChart::Private::layoutLegend()
{
    const QFontMetricsF metrics(scaledFont(q->font(), axisFontFactor));
    const double x = frame.rect.right() + 1 + labelGap, width = q->width() - x - 2;
    const double row = std::ceil(metrics.height()) + 3;
    legendRect = QRectF(x, frame.rect.top() - 4, width, frame.rect.height() + 8);
    const double most = std::max(0.0, double(data.series.size()) - std::floor(legendRect.height() / row));
    legendScroll = std::clamp(legendScroll, 0.0, most);
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        const QRectF rect(x, legendRect.top() + (double(s) - legendScroll) * row, width, row);
        labels.push_back({s, elideMiddle(data.series[s].name, width - 26, textWidth(metrics)), rect});
    }
}

void TimeSeriesChart::Private::scrollLegend(double rows)
{
    legendScroll = std::max(0.0, legendScroll + 2 * rows);
    layout();
}

TimeRange TimeSeriesChart::Private::fullRange() const
{
    if (!data.range.isEmpty() || data.t.empty())
        return data.range;
    return {data.t.front(), std::max(data.end, data.t.back())};
}

void TimeSeriesChart::Private::moveView(TimeRange range, bool tell)
{
    const TimeRange full = fullRange();
    if (full.isEmpty())
        return;
    const std::chrono::seconds bucket =
        data.t.size() > 1 ? (data.t.back() - data.t.front()) / int(data.t.size() - 1) : std::chrono::hours(1);
    const auto length = std::clamp(range.length(), std::min(3 * bucket, full.length()), full.length());
    const Instant middle = range.from + range.length() / 2;
    Instant from = range.length() == length ? range.from : middle - length / 2;
    from = std::clamp(from, full.from, full.to - length);
    const TimeRange next{from, from + length};
    if (next == view)
        return;
    view = next;
    layout();
    if (tell)
        emit q->viewChanged(view);
}

void TimeSeriesChart::Private::zoomAround(double at, double factor)
{
    const double length = (frame.to - frame.from) * factor;
    const double from = at - (at - frame.from) * factor;
    moveView({instant(from), instant(from + length)}, true);
}

void TimeSeriesChart::Private::panBy(double share)
{
    const auto shift = std::chrono::seconds(std::llround((frame.to - frame.from) * share));
    moveView({view.from + shift, view.to + shift}, true);
}

Instant TimeSeriesChart::Private::bucketEnd(int index) const
{
    const auto next = std::size_t(index) + 1;
    if (next < data.t.size())
        return data.t[next];
    return std::max(data.end, data.t.back());
}

TimeRange TimeSeriesChart::Private::bucketsBetween(double x1, double x2) const
{
    if (data.t.empty())
        return {};
    const Instant a = instant(frame.secondsAt(std::min(x1, x2))), b = instant(frame.secondsAt(std::max(x1, x2)));
    const auto holding = [&](Instant t) {
        const auto after = std::ranges::upper_bound(data.t, t);
        return std::max(0, int(after - data.t.begin()) - 1);
    };
    return {data.t[std::size_t(holding(a))], bucketEnd(holding(b))};
}

int TimeSeriesChart::Private::indexAt(Instant t) const
{
    if (data.t.empty() || t < data.t.front() || t > std::max(data.end, data.t.back()))
        return -1;
    const int holding = int(std::ranges::upper_bound(data.t, t) - data.t.begin()) - 1;
    const auto next = std::size_t(holding) + 1;
    if (!data.steps && next < data.t.size() && data.t[next] - t < t - data.t[std::size_t(holding)])
        return int(next);
    return holding;
}

void TimeSeriesChart::Private::hoverAt(std::optional<double> x)
{
    std::optional<Instant> at;
    if (x) {
        Instant t = instant(frame.secondsAt(*x));
        // the room before the first and behind the last point belongs to them
        if (!data.t.empty())
            t = std::clamp(t, data.t.front(), std::max(data.end, data.t.back()));
        if (const int index = indexAt(t); index >= 0)
            at = data.t[std::size_t(index)];
    }
    const bool changed = at != crosshair;
    tooltip = at.has_value();
    crosshair = at;
    overlay->update();
    if (changed)
        emit q->hovered(at);
}

void TimeSeriesChart::Private::stepCrosshair(int by)
{
    if (data.t.empty())
        return;
    int index = crosshairIndex();
    if (index < 0) {
        // enter at the side the key comes from
        index = indexAt(std::clamp(by > 0 ? view.from : view.to, data.t.front(), data.t.back()));
    } else {
        index = std::clamp(index + by, 0, int(data.t.size()) - 1);
    }
    const Instant t = data.t[std::size_t(index)];
    if (t < view.from || t > view.to) {
        const auto shift = t < view.from ? t - view.from : t - view.to;
        moveView({view.from + shift, view.to + shift}, true);
    }
    crosshair = t;
    tooltip = true;
    overlay->update();
    emit q->hovered(crosshair);
}

int TimeSeriesChart::Private::labelAt(QPointF at) const
{
    if (hasLegend() && !legendRect.contains(at))
        return -1;
    for (const Label& label : labels) {
        if (label.rect.contains(at))
            return int(label.series);
    }
    return -1;
}

void TimeSeriesChart::Private::switchSeries(std::size_t series, bool on)
{
    if (visible[series] == on)
        return;
    const QString key = data.series[series].key;
    switched[key] = on;
    visible[series] = on;
    emit q->seriesToggled(key, on);
}

void TimeSeriesChart::Private::clickLabel(std::size_t series, bool isolate)
{
    if (isolate) {
        bool alone = visible[series];
        for (std::size_t s = 0; s < visible.size(); ++s)
            alone = alone && (s == series || !visible[s]);
        // isolating what is alone already brings the others back
        for (std::size_t s = 0; s < visible.size(); ++s)
            switchSeries(s, alone || s == series);
    } else {
        switchSeries(series, !visible[series]);
    }
    dataChanged();
}

QString TimeSeriesChart::Private::tooltipTitle(int index) const
{
    const QString time = formatInstant(data.t[std::size_t(index)], zone, q->locale());
    for (const SeriesValue& series : data.series) {
        if (series.provisionalFrom >= 0 && index >= series.provisionalFrom)
            return tr("%1 · provisional").arg(time);
    }
    return time;
}

std::vector<TooltipRow> TimeSeriesChart::Private::tooltipRows(int index) const
{
    const auto i = std::size_t(index);
    const auto at = [i](const std::vector<double>& values) { return i < values.size() ? values[i] : unknown; };
    std::vector<std::size_t> order;
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        if (visible[s])
            order.push_back(s);
    }
    // as the lines lie, from top to bottom; what is unknown last
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        const double va = at(drawn().series[a].y), vb = at(drawn().series[b].y);
        return isKnown(va) && (!isKnown(vb) || va > vb);
    });
    std::vector<TooltipRow> rows;
    for (const std::size_t s : order) {
        if (rows.size() == mostTooltipRows && order.size() > mostTooltipRows + 1) {
            rows.push_back({tr("%n more", nullptr, int(order.size() - mostTooltipRows)), QString(), Qt::NoPen});
            break;
        }
        const SeriesValue& series = data.series[s];
        QString value = formatWithUnit(at(series.y), data.unit, q->locale());
        const double low = at(series.bandLow), high = at(series.bandHigh);
        if (isKnown(low) && isKnown(high)) {
            value =
                tr("%1 (%2–%3)")
                    .arg(value, formatFigure(low, data.unit, q->locale()), formatFigure(high, data.unit, q->locale()));
        }
        rows.push_back({series.name, value, pens[s]});
    }
    return rows;
}

} // namespace atlas
