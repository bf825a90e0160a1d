// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/GroupedBarChart.h"

#include "charts/Figures.h"
#include "charts/QtChartHost.h"
#include "charts/layout/Ticks.h"
#include "models/analysis/Format.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double groupShare = 0.72;

} // namespace

class GroupedBarChart::Private
{
public:
    explicit Private(GroupedBarChart* chart)
        : q(chart)
        , host(chart, [this](QPainter& painter) { paint(painter); })
    {
    }

    void rebuild();
    void addSets(QBarSeries* series) const;
    void layout();
    QRectF group(int index) const;
    int groupAt(QPointF at) const;
    int indexOf(const QString& key) const;
    void hover(int index);
    QString tooltip(const BarValue& bar) const;
    void paint(QPainter& painter) const;
    void paintValueAxis(QPainter& painter) const;

    GroupedBarChart* q;
    QtChartHost host;
    Theme theme = Theme::Light;
    BarData data;
    QString selected;
    int hovered = -1;
    ValueTicks ticks;
    QStringList tickLabels, labels;
    int lines = 1; ///< of text below a group
    QRectF plot;
    std::vector<RoleLegendEntry> legend;
};

void GroupedBarChart::Private::addSets(QBarSeries* series) const
{
    std::size_t segments = 0;
    for (const BarValue& bar : data.bars)
        segments = std::max(segments, bar.segments.size());
    for (std::size_t s = 0; s < segments; ++s) {
        const auto with = std::ranges::find_if(data.bars, [s](const BarValue& bar) { return s < bar.segments.size(); });
        const BarSegment& first = with->segments[s];
        auto* set = new QBarSet(first.name);
        for (const BarValue& bar : data.bars) {
            const double value = s < bar.segments.size() ? bar.segments[s].value : unknown;
            set->append(isKnown(value) ? value : 0); // what is unknown is marked above the axis instead
        }
        set->setBrush(roleBrush(first.role, theme));
        set->setPen(first.role == Role::Unknown ? QPen(roleColor(Role::Unknown, theme), 1) : QPen(Qt::NoPen));
        series->append(set);
    }
}

void GroupedBarChart::Private::rebuild()
{
    host.clear();
    double high = unknown;
    for (const BarValue& bar : data.bars) {
        for (const BarSegment& segment : bar.segments) {
            if (isKnown(segment.value))
                high = isKnown(high) ? std::max(high, segment.value) : segment.value;
        }
    }
    ticks = data.unit == Unit::Percent ? percentTicks(high) : niceTicks(0, high);
    auto* series = new QBarSeries;
    addSets(series);
    series->setBarWidth(groupShare);
    auto* valueAxis = new QValueAxis;
    valueAxis->setRange(ticks.low, ticks.high);
    valueAxis->setVisible(false);
    auto* categoryAxis = new QBarCategoryAxis;
    for (int i = 0; i < int(data.bars.size()); ++i)
        categoryAxis->append(QString::number(i));
    categoryAxis->setVisible(false);
    host.chart()->addSeries(series);
    host.chart()->addAxis(valueAxis, Qt::AlignLeft);
    host.chart()->addAxis(categoryAxis, Qt::AlignBottom);
    series->attachAxis(valueAxis);
    series->attachAxis(categoryAxis);
    layout();
}

void GroupedBarChart::Private::layout()
{
    const QFontMetricsF metrics(scaledFont(q->font(), axisFontFactor));
    const double line = std::ceil(metrics.height());
    tickLabels.clear();
    double left = 0;
    for (const double tick : ticks.ticks) {
        tickLabels << tickLabel(tick, ticks.step, q->locale());
        left = std::max(left, metrics.horizontalAdvance(tickLabels.last()));
    }
    left = std::ceil(left) + 8;
    legend = roleLegend(data, QPointF(left, 0), q->width() - left, metrics);
    const double top = legend.empty() ? line / 2 : line + 10;
    plot = QRectF(left, top, std::max(10.0, q->width() - left - 2), std::max(10.0, q->height() - top - line - 8));
    labels.clear();
    const double room = data.bars.empty() ? 0 : plot.width() / double(data.bars.size()) - 8;
    const auto fit = [&](const QString& text) { return elideMiddle(text, room, textWidth(metrics)); };
    // Where names do not fit with their cluster before them, the cluster goes below.
    const bool narrow = std::ranges::any_of(data.bars, [&](const BarValue& bar) {
        return bar.label.contains(QLatin1Char('/')) && metrics.horizontalAdvance(bar.label) > room;
    });
    lines = narrow ? 2 : 1;
    for (const BarValue& bar : data.bars) {
        const auto slash = narrow ? bar.label.indexOf(QLatin1Char('/')) : -1;
        labels << (slash > 0 ? QString(fit(bar.label.mid(slash + 1)) + QLatin1Char('\n') + fit(bar.label.left(slash)))
                             : fit(bar.label));
    }
    plot.setHeight(std::max(10.0, plot.height() - (lines - 1) * line));
    host.place(q->rect(), plot, atlas::palette(theme).surface);
}

QRectF GroupedBarChart::Private::group(int index) const
{
    if (index < 0 || index >= int(data.bars.size()))
        return {};
    const double width = plot.width() / double(data.bars.size());
    return {plot.left() + index * width, plot.top(), width, q->height() - plot.top()};
}

int GroupedBarChart::Private::groupAt(QPointF at) const
{
    for (int i = 0; i < int(data.bars.size()); ++i) {
        if (group(i).contains(at))
            return i;
    }
    return -1;
}

int GroupedBarChart::Private::indexOf(const QString& key) const
{
    const auto found = std::ranges::find(data.bars, key, &BarValue::key);
    return found == data.bars.end() || key.isEmpty() ? -1 : int(found - data.bars.begin());
}

void GroupedBarChart::Private::hover(int index)
{
    if (index == hovered)
        return;
    hovered = index;
    q->setCursor(index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    host.update();
    emit q->hovered(index >= 0 ? data.bars[std::size_t(index)].key : QString());
}

QString GroupedBarChart::Private::tooltip(const BarValue& bar) const
{
    QString text = bar.label;
    for (const BarSegment& segment : bar.segments) {
        text += QLatin1Char('\n') + (segment.name.isEmpty() ? roleName(segment.role) : segment.name)
            + QStringLiteral("  ") + formatWithUnit(segment.value, data.unit, q->locale());
    }
    return bar.annotation.isEmpty() ? text : text + QLatin1Char('\n') + bar.annotation;
}

/// Grid lines are drawn over the bars, where they read as a scale cut into them.
void GroupedBarChart::Private::paintValueAxis(QPainter& painter) const
{
    const Palette& colors = atlas::palette(theme);
    const QFontMetricsF metrics(painter.font());
    for (int i = 0; i < tickLabels.size(); ++i) {
        const double share = (ticks.ticks[std::size_t(i)] - ticks.low) / (ticks.high - ticks.low);
        const double y = std::round(plot.bottom() - share * plot.height()) + 0.5;
        painter.setPen(QPen(i == 0 ? mixed(colors.text, colors.surface, 0.3) : colors.grid, 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(colors.secondary);
        painter.drawText(QRectF(0, y - metrics.height() / 2, plot.left() - 6, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, tickLabels[i]);
    }
}

void GroupedBarChart::Private::paint(QPainter& painter) const
{
    const Palette& colors = atlas::palette(theme);
    const QFont small = scaledFont(q->font(), axisFontFactor);
    painter.setFont(small);
    paintValueAxis(painter);
    paintRoleLegend(painter, legend, theme);
    const double line = QFontMetricsF(small).height();
    for (int i = 0; i < int(data.bars.size()); ++i) {
        const BarValue& bar = data.bars[std::size_t(i)];
        const QRectF at = group(i);
        const bool isSelected = bar.key == selected && !selected.isEmpty();
        if (i == hovered)
            painter.fillRect(at, colors.hover);
        if (isSelected) {
            painter.setPen(QPen(colors.accent, 2));
            painter.drawLine(QPointF(at.left() + 4, plot.bottom() + 2), QPointF(at.right() - 4, plot.bottom() + 2));
        }
        painter.setFont(isSelected ? scaledFont(q->font(), axisFontFactor, QFont::DemiBold) : small);
        painter.setPen(bar.isOther ? colors.secondary : colors.text);
        painter.drawText(QRectF(at.left(), plot.bottom() + 5, at.width(), line), Qt::AlignCenter | Qt::TextSingleLine,
            labels[i].section(QLatin1Char('\n'), 0, 0));
        if (lines > 1) {
            painter.setFont(small);
            painter.setPen(colors.secondary);
            painter.drawText(QRectF(at.left(), plot.bottom() + 5 + line, at.width(), line),
                Qt::AlignCenter | Qt::TextSingleLine, labels[i].section(QLatin1Char('\n'), 1));
        }
        painter.setPen(colors.secondary);
        const double bars = double(bar.segments.size()), barWidth = at.width() * groupShare / std::max(1.0, bars);
        for (std::size_t s = 0; s < bar.segments.size(); ++s) {
            if (isKnown(bar.segments[s].value))
                continue;
            const double x = at.left() + at.width() * (1 - groupShare) / 2 + double(s) * barWidth;
            painter.drawText(
                QRectF(x, plot.bottom() - line - 1, barWidth, line), Qt::AlignCenter, QString(QChar(0x2014)));
        }
    }
}

GroupedBarChart::GroupedBarChart(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    installChartAccessibility();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    d->rebuild();
}

GroupedBarChart::~GroupedBarChart() = default;

void GroupedBarChart::setTheme(Theme theme)
{
    d->theme = theme;
    d->rebuild();
}

void GroupedBarChart::setData(const BarData& data)
{
    d->data = data;
    d->hovered = -1;
    d->rebuild();
}

const BarData& GroupedBarChart::data() const
{
    return d->data;
}

void GroupedBarChart::setSelected(const QString& key)
{
    d->selected = key;
    d->host.update();
}

QString GroupedBarChart::selectedKey() const
{
    return d->selected;
}

QStringList GroupedBarChart::shownLabels() const
{
    return d->labels;
}

QStringList GroupedBarChart::legendNames() const
{
    QStringList names;
    for (const RoleLegendEntry& entry : d->legend)
        names << entry.name;
    return names;
}

QStringList GroupedBarChart::valueTickLabels() const
{
    return d->tickLabels;
}

QRectF GroupedBarChart::groupRect(const QString& key) const
{
    return d->group(d->indexOf(key));
}

QString GroupedBarChart::chartSummary() const
{
    return tr("Grouped bars of %n group(s)", nullptr, int(d->data.bars.size()));
}

std::vector<ChartItem> GroupedBarChart::chartItems() const
{
    std::vector<ChartItem> items;
    for (int i = 0; i < int(d->data.bars.size()); ++i) {
        const BarValue& bar = d->data.bars[std::size_t(i)];
        QStringList values;
        for (const BarSegment& segment : bar.segments)
            values << segment.name + QLatin1Char(' ') + formatWithUnit(segment.value, d->data.unit, locale());
        items.push_back({bar.label, values.join(QStringLiteral(", ")), d->group(i).toRect()});
    }
    return items;
}

bool GroupedBarChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = d->groupAt(help->pos());
        showPlainTooltip(
            help->globalPos(), index >= 0 ? d->tooltip(d->data.bars[std::size_t(index)]) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void GroupedBarChart::resizeEvent(QResizeEvent*)
{
    d->layout();
}

void GroupedBarChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LocaleChange)
        d->layout();
    QWidget::changeEvent(event);
}

void GroupedBarChart::mouseMoveEvent(QMouseEvent* event)
{
    d->hover(d->groupAt(event->position()));
}

void GroupedBarChart::mousePressEvent(QMouseEvent* event)
{
    const int index = d->groupAt(event->position());
    if (event->button() != Qt::LeftButton || index < 0)
        return;
    setSelected(d->data.bars[std::size_t(index)].key);
    emit activated(d->selected);
}

void GroupedBarChart::leaveEvent(QEvent*)
{
    d->hover(-1);
}

void GroupedBarChart::contextMenuEvent(QContextMenuEvent* event)
{
    const BarPlaces places{[this](QPointF at) { return d->groupAt(at); }, [this](int index) { return d->group(index); },
        d->indexOf(d->selected)};
    popupBarFigures(this, *event, d->data, places, [this](const FigureRef& figure) { emit figureRequested(figure); });
}

void GroupedBarChart::keyPressEvent(QKeyEvent* event)
{
    const auto key = barKey(*event, d->data, d->indexOf(d->selected), Qt::Key_Left, Qt::Key_Right);
    if (!key.taken)
        QWidget::keyPressEvent(event);
    if (key.figure)
        emit figureRequested(*key.figure);
    if (key.pressed < 0)
        return;
    setSelected(d->data.bars[std::size_t(key.pressed)].key);
    emit activated(d->selected);
}

} // namespace atlas
