// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeSeriesPlot.h"

#include "charts/PaintHelpers.h"
#include "charts/layout/Decimate.h"

#include <qcustomplot.h>

#include <array>
#include <functional>
#include <numeric>
#include <set>
#include <utility>

namespace atlas {

namespace {

/// Beyond so many points, thin lines without smoothing: a redraw has to stay well within a frame.
constexpr int smoothPoints = 4000;
constexpr double bandOpacity = 0.18;

double seconds(Instant t)
{
    return double(t.time_since_epoch().count());
}

bool knownAt(const std::vector<double>& y, std::size_t i)
{
    return i < y.size() && isKnown(y[i]);
}

double meanOf(const std::vector<double>& y)
{
    double sum = 0;
    int n = 0;
    for (const double v : y) {
        if (isKnown(v)) {
            sum += v;
            ++n;
        }
    }
    return n > 0 ? sum / n : 0;
}

/// Draws only when it is about to be seen: several changes in a row, or changes of a hidden page, cost one redraw.
class LazyPlot final : public QCustomPlot
{
public:
    LazyPlot(QWidget* parent, std::function<void()> prepare)
        : QCustomPlot(parent)
    {
        // also before the redraws that QCustomPlot does by itself, as when it is resized
        connect(this, &QCustomPlot::beforeReplot, this, std::move(prepare));
    }
    bool dirty = false;

protected:
    void paintEvent(QPaintEvent* event) override
    {
        if (std::exchange(dirty, false))
            replot(QCustomPlot::rpQueuedRefresh);
        if (QCPPainter painter(this); isDrawnElsewhere(painter, *this)) {
            const bool vectors = painter.paintEngine()->type() != QPaintEngine::Raster;
            painter.setMode(QCPPainter::pmVectorized, vectors);
            painter.setMode(QCPPainter::pmNoCaching);
            draw(&painter); // lines, where the plot's own way would be a picture of them
            return;
        }
        QCustomPlot::paintEvent(event);
    }
};

} // namespace

std::vector<QPen> seriesPens(const TimeSeriesData& data, Theme theme)
{
    constexpr std::array styles{Qt::SolidLine, Qt::DashLine, Qt::DashDotLine, Qt::DotLine};
    std::set<std::pair<int, int>> taken; // hues, with their styles
    std::vector<QPen> pens;
    for (const SeriesValue& series : data.series) {
        const bool entity = series.role == Role::Category;
        const QColor color = entity ? categoryColor(series.colorKey, theme) : roleColor(series.role, theme);
        // Entities are told apart by colour; a dash comes in only where two of one chart share a hue.
        const int hue = entity ? categoryIndex(series.colorKey) % categoryColors : -1 - int(series.role);
        Qt::PenStyle style = entity ? Qt::SolidLine : rolePen(series.role);
        for (const Qt::PenStyle other : styles) {
            if (!entity || !taken.contains({hue, int(style)}))
                break;
            style = other;
        }
        taken.insert({hue, int(style)});
        const bool thin = series.role == Role::P95 || series.role == Role::P50;
        pens.emplace_back(color, thin ? 1.0 : 1.6, style, Qt::FlatCap, Qt::RoundJoin);
    }
    return pens;
}

class TimeSeriesPlot::Private
{
public:
    /// The graphs of one series; any may be null.
    struct Graphs
    {
        std::size_t series = 0;
        QCPGraph* bandLow = nullptr;
        QCPGraph* bandHigh = nullptr;
        QCPGraph* line = nullptr;
        QCPGraph* provisional = nullptr;
        QCPGraph* lonely = nullptr; ///< points between two gaps: no line reaches them
        QPen pen;
        bool dense = false; ///< several points a pixel: no dash could be seen, and dashing them takes long
    };

    Graphs makeGraphs(std::size_t index, const QPen& pen, Theme theme, bool stacked);
    void fill(Graphs& graphs, const PlotFrame& frame);
    int columns(const PlotFrame& frame) const;
    void fillBand(QCPGraph* graph, const std::vector<double>& y, const PlotFrame& frame);
    void setSmooth(bool smooth);
    /// Fills the graphs for the present frame, if that has not been done.
    void prepare();
    QCPGraph* addGraph();

    LazyPlot* plot = nullptr;
    PlotFrame frame;
    bool filled = false;
    QSharedPointer<QCPAxisTickerText> valueTicker;
    const TimeSeriesData* data = nullptr;
    std::vector<double> x;
    std::vector<Graphs> graphs;
    int points = 0;
};

QCPGraph* TimeSeriesPlot::Private::addGraph()
{
    QCPGraph* graph = plot->addGraph();
    graph->setAdaptiveSampling(false); // what it gets is decimated
    graph->setLineStyle(data->steps ? QCPGraph::lsStepLeft : QCPGraph::lsLine);
    graph->setPen(Qt::NoPen);
    graph->setSelectable(QCP::stNone);
    return graph;
}

TimeSeriesPlot::Private::Graphs TimeSeriesPlot::Private::makeGraphs(
    std::size_t index, const QPen& pen, Theme theme, bool stacked)
{
    const SeriesValue& series = data->series[index];
    Graphs made;
    made.series = index;
    made.pen = pen;
    if (!series.bandLow.empty() && !series.bandHigh.empty()) {
        made.bandLow = addGraph();
        made.bandHigh = addGraph();
        QColor color = pen.color();
        color.setAlphaF(float(bandOpacity));
        made.bandHigh->setBrush(color);
        made.bandHigh->setChannelFillGraph(made.bandLow);
    }
    made.line = addGraph();
    if (series.fill) {
        // stacked areas cover each other, the largest first: they have to be opaque
        const QColor surface = atlas::palette(theme).surface;
        QColor soft = pen.color();
        soft.setAlphaF(0.13F);
        made.line->setBrush(stacked ? mixed(pen.color(), surface, 0.72) : soft);
    }
    if (series.provisionalFrom >= 0)
        made.provisional = addGraph();
    made.lonely = addGraph();
    made.lonely->setLineStyle(QCPGraph::lsNone);
    made.lonely->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, pen.color(), pen.color(), 3.5));
    return made;
}

/// Columns that a line is thinned to: a pixel each, or two where so many lines lie on each other that only their
/// extremes can be seen.
int TimeSeriesPlot::Private::columns(const PlotFrame& frame) const
{
    constexpr std::size_t crowd = 20;
    return data->series.size() > crowd ? frame.rect.width() / 2 : frame.rect.width();
}

void TimeSeriesPlot::Private::fillBand(QCPGraph* graph, const std::vector<double>& y, const PlotFrame& frame)
{
    QVector<QCPGraphData> values;
    const auto n = std::min(x.size(), y.size());
    const auto kept = decimate(std::span(x).first(n), y, frame.from, frame.to, columns(frame));
    for (const std::size_t i : kept)
        values.append({x[i], y[i]});
    if (data->steps && !values.isEmpty() && kept.back() + 1 == data->t.size())
        values.append({seconds(data->end), values.last().value});
    points += int(values.size());
    graph->data()->set(values, true);
}

void TimeSeriesPlot::Private::fill(Graphs& made, const PlotFrame& frame)
{
    const SeriesValue& series = data->series[made.series];
    const auto& y = series.y;
    const auto n = std::min(x.size(), y.size());
    const auto split = series.provisionalFrom >= 0 ? std::size_t(series.provisionalFrom) : n;

    QVector<QCPGraphData> line, provisional, lonely;
    const auto kept = decimate(std::span(x).first(n), y, frame.from, frame.to, columns(frame));
    line.reserve(qsizetype(kept.size()) + 1);
    for (const std::size_t i : kept) {
        const QCPGraphData point{x[i], y[i]};
        if (i < split)
            line.append(point);
        // the dashed part begins at the last certain point; of steps, where that one's stretch ends
        if (i + (data->steps ? 0 : 1) >= split && split < n)
            provisional.append(point);
        if (isKnown(y[i]) && !data->steps && (i == 0 || !knownAt(y, i - 1)) && !knownAt(y, i + 1))
            lonely.append(point);
    }
    if (data->steps && !line.isEmpty() && !provisional.isEmpty()) {
        const QCPGraphData border{x[split], y[split - 1]};
        line.append(border);
        provisional.prepend(border);
    }
    if (data->steps && !kept.empty() && kept.back() + 1 == n && n == data->t.size()) {
        auto& last = provisional.isEmpty() ? line : provisional;
        last.append({seconds(data->end), last.last().value});
    }
    points += int(line.size() + provisional.size() + lonely.size());
    made.dense = series.role == Role::Category && line.size() > 2 * columns(frame);
    made.line->data()->set(line, true);
    if (made.provisional)
        made.provisional->data()->set(provisional, true);
    made.lonely->data()->set(lonely, true);
    if (made.bandLow) {
        fillBand(made.bandLow, series.bandLow, frame);
        fillBand(made.bandHigh, series.bandHigh, frame);
    }
}

void TimeSeriesPlot::Private::setSmooth(bool smooth)
{
    for (const Graphs& made : graphs) {
        QPen pen = made.pen;
        if (!smooth)
            pen.setWidthF(1);
        if (made.dense)
            pen.setStyle(Qt::SolidLine);
        made.line->setAntialiased(smooth);
        made.line->setPen(pen);
        if (made.provisional) {
            QPen dashed = pen;
            dashed.setDashPattern({3, 2.5});
            made.provisional->setAntialiased(smooth);
            made.provisional->setPen(dashed);
        }
    }
}

TimeSeriesPlot::TimeSeriesPlot(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    d->plot = new LazyPlot(this, [this] { d->prepare(); });
    d->plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    d->plot->setFocusPolicy(Qt::NoFocus);
    d->plot->setNoAntialiasingOnDrag(false);
    d->plot->setNotAntialiasedElements(QCP::aeGrid | QCP::aeAxes);
    d->plot->plotLayout()->setRowSpacing(0);
    d->plot->axisRect()->setAutoMargins(QCP::msNone);
    for (QCPAxis* axis : {d->plot->xAxis, d->plot->yAxis}) {
        axis->setTickLabels(false);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTicks(false);
        axis->setTickLength(0);
        axis->setPadding(0);
    }
    d->plot->xAxis->grid()->setVisible(false);
    d->plot->yAxis->setBasePen(Qt::NoPen);
    d->valueTicker.reset(new QCPAxisTickerText);
    d->plot->yAxis->setTicker(d->valueTicker);
}

TimeSeriesPlot::~TimeSeriesPlot() = default;

void TimeSeriesPlot::show(const TimeSeriesData* data, const std::vector<bool>& visible, Theme theme)
{
    const Palette& colors = atlas::palette(theme);
    d->data = data;
    d->plot->clearGraphs();
    d->graphs.clear();
    d->plot->setBackground(colors.surface);
    d->plot->yAxis->grid()->setPen(QPen(colors.grid, 1));
    d->plot->yAxis->grid()->setZeroLinePen(Qt::NoPen);
    d->plot->xAxis->setBasePen(QPen(mixed(colors.text, colors.surface, 0.3), 1));

    d->x.clear();
    for (const Instant t : data->t)
        d->x.push_back(seconds(t));
    const auto pens = seriesPens(*data, theme);
    const auto filled = std::ranges::count_if(data->series, [](const SeriesValue& s) { return s.fill; });

    // Areas first, the largest at the bottom; then lines, the first of the data on top.
    std::vector<std::size_t> order(data->series.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        const SeriesValue &sa = data->series[a], &sb = data->series[b];
        if (sa.fill != sb.fill)
            return sa.fill;
        if (const double ma = meanOf(sa.y), mb = meanOf(sb.y); sa.fill && ma != mb)
            return ma > mb;
        return a > b;
    });
    for (const std::size_t i : order) {
        if (visible[i])
            d->graphs.push_back(d->makeGraphs(i, pens[i], theme, filled > 1 || data->stacked));
    }
    d->filled = false;
}

void TimeSeriesPlot::draw(const PlotFrame& frame, const ValueTicks& ticks)
{
    if (!d->data || frame.rect.width() <= 0 || frame.rect.height() <= 0)
        return;
    const QRect inner = frame.rect;
    d->plot->axisRect()->setMargins(QMargins(inner.left(), inner.top(), std::max(0, width() - inner.right() - 1),
        std::max(0, height() - inner.bottom() - 1)));
    d->plot->xAxis->setRange(frame.from, frame.to);
    d->plot->yAxis->setRange(frame.low, frame.high);
    d->valueTicker->clear();
    for (const double tick : ticks.ticks)
        d->valueTicker->addTick(tick, QString());

    d->frame = frame;
    d->filled = false;
    d->plot->dirty = true;
    d->plot->update();
}

void TimeSeriesPlot::Private::prepare()
{
    if (std::exchange(filled, true))
        return;
    points = 0;
    for (Graphs& made : graphs)
        fill(made, frame);
    setSmooth(points <= smoothPoints);
}

int TimeSeriesPlot::drawnPoints() const
{
    d->prepare();
    return d->points;
}

void TimeSeriesPlot::resizeEvent(QResizeEvent*)
{
    d->plot->setGeometry(rect());
}

} // namespace atlas
