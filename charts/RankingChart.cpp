// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/RankingChart.h"

#include "charts/Figures.h"
#include "charts/QtChartHost.h"
#include "models/analysis/Format.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace atlas {

namespace {

constexpr double longestRest = 1.25; ///< of the longest named bar
constexpr double selectedInset = 6;
constexpr double tallestRow = 40, labelGap = 10, annotationGap = 6, barShare = 0.6;

} // namespace

class RankingChart::Private
{
public:
    explicit Private(RankingChart* chart)
        : q(chart)
        , host(chart, [this](QPainter& painter) { paint(painter); })
    {
    }

    void rebuild();
    void layout();
    QString annotation(const BarValue& bar) const;
    QString tooltip(const BarValue& bar) const;
    /// How much of a bar fits the scale: 1, or less for a cut one.
    double shownShare(const BarValue& bar) const;
    void paintCut(QPainter& painter, const QRectF& row) const;
    QRectF row(int index) const;
    int rowAt(QPointF at) const;
    int indexOf(const QString& key) const;
    void hover(int index);
    void paint(QPainter& painter) const;
    QColor segmentColor(const BarValue& bar, const BarSegment& segment) const;

    RankingChart* q;
    QtChartHost host;
    Theme theme = Theme::Light;
    BarData data;
    QString selected;
    int hovered = -1;
    double largest = 1;
    QRectF plot; ///< the bars' own rectangle
    std::vector<RoleLegendEntry> legend;
    QStringList labels, annotations;
};

QColor RankingChart::Private::segmentColor(const BarValue& bar, const BarSegment& segment) const
{
    if (segment.role == Role::Category)
        return bar.isOther ? roleColor(Role::Other, theme) : categoryColor(bar.colorKey, theme);
    const QColor own = roleColor(segment.role, theme);
    // the sum of the rest steps back behind those that are named
    return bar.isOther ? mixed(own, atlas::palette(theme).surface, 0.5) : own;
}

void RankingChart::Private::rebuild()
{
    host.clear();
    largest = 0;
    double rest = 0;
    for (const BarValue& bar : data.bars) {
        if (const double total = barTotal(bar); isKnown(total))
            (bar.isOther ? rest : largest) = std::max(bar.isOther ? rest : largest, total);
    }
    // The sum of the rest may be so long that nothing could be read off the others: then it is cut, and marked so.
    largest = largest > 0 && rest > longestRest * largest ? longestRest * largest : std::max(largest, rest);
    if (largest <= 0)
        largest = 1;

    // A set has one colour for all its bars: one set a colour, with zeros where it does not occur.
    const int n = int(data.bars.size());
    std::map<std::tuple<int, int, QRgb>, QBarSet*> sets;
    auto* series = new QHorizontalStackedBarSeries;
    for (int i = 0; i < n; ++i) {
        const BarValue& bar = data.bars[std::size_t(i)];
        for (std::size_t s = 0; s < bar.segments.size(); ++s) {
            const BarSegment& segment = bar.segments[s];
            if (!isKnown(segment.value) || segment.value <= 0)
                continue;
            const QColor color = segmentColor(bar, segment);
            QBarSet*& set = sets[{int(s), int(segment.role), color.rgb()}];
            if (!set) {
                set = new QBarSet(segment.name);
                for (int k = 0; k < n; ++k)
                    set->append(0);
                set->setBrush(segment.role == Role::Unknown ? unknownBrush(theme) : QBrush(color));
                set->setPen(Qt::NoPen);
            }
            set->replace(n - 1 - i, segment.value * shownShare(bar)); // Qt counts bars from below
        }
    }
    for (const auto& [key, set] : sets)
        series->append(set);
    series->setBarWidth(barShare);

    auto* valueAxis = new QValueAxis;
    valueAxis->setRange(0, largest);
    valueAxis->setVisible(false);
    auto* categoryAxis = new QBarCategoryAxis;
    for (int i = 0; i < n; ++i)
        categoryAxis->append(QString::number(i));
    categoryAxis->setVisible(false);
    host.chart()->addSeries(series);
    host.chart()->addAxis(valueAxis, Qt::AlignBottom);
    host.chart()->addAxis(categoryAxis, Qt::AlignLeft);
    series->attachAxis(valueAxis);
    series->attachAxis(categoryAxis);
    layout();
}

double RankingChart::Private::shownShare(const BarValue& bar) const
{
    const double total = barTotal(bar);
    return isKnown(total) && total > largest ? largest / total : 1;
}

/// Two slanted gaps: the bar is longer than it is drawn.
void RankingChart::Private::paintCut(QPainter& painter, const QRectF& row) const
{
    const double half = row.height() * barShare / 2, x = plot.left() + plot.width() * 0.8;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(atlas::palette(theme).surface, 3));
    for (const double shift : {0.0, 7.0}) {
        painter.drawLine(
            QPointF(x + shift - 3, row.center().y() + half + 2), QPointF(x + shift + 3, row.center().y() - half - 2));
    }
    painter.restore();
}

QString RankingChart::Private::annotation(const BarValue& bar) const
{
    return bar.annotation.isEmpty() ? formatWithUnit(barTotal(bar), data.unit, q->locale()) : bar.annotation;
}

void RankingChart::Private::layout()
{
    const QFontMetricsF bold(scaledFont(q->font(), 1, QFont::DemiBold));
    const QFontMetricsF small(scaledFont(q->font(), axisFontFactor));
    double widestLabel = 0, widestAnnotation = 0;
    annotations.clear();
    for (const BarValue& bar : data.bars) {
        annotations << annotation(bar);
        // room for the bold one: nothing moves when another is selected
        widestLabel = std::max(widestLabel, selectedInset + bold.horizontalAdvance(bar.label));
        widestAnnotation = std::max(widestAnnotation, small.horizontalAdvance(annotations.last()));
    }
    const double left = std::ceil(std::min(widestLabel, q->width() * 0.36));
    labels.clear();
    for (const BarValue& bar : data.bars)
        labels << elideMiddle(bar.label, left - selectedInset + 0.5, textWidth(bold));

    const double line = std::ceil(small.height());
    legend = roleLegend(data, QPointF(left + labelGap, 0), q->width() - left - labelGap, small);
    const bool explains = legend.size() > 1;
    if (!explains)
        legend.clear();
    const double top = explains ? line + 6 : 0;
    const double n = std::max<double>(1, double(data.bars.size()));
    const double rowHeight = std::min(tallestRow, (q->height() - top) / n);
    const double barLeft = left + labelGap;
    plot = QRectF(
        barLeft, top, std::max(10.0, q->width() - barLeft - widestAnnotation - annotationGap - 2), rowHeight * n);
    host.place(q->rect(), plot, atlas::palette(theme).surface);
}

QRectF RankingChart::Private::row(int index) const
{
    if (index < 0 || index >= int(data.bars.size()))
        return {};
    const double height = plot.height() / double(data.bars.size());
    return {0, plot.top() + index * height, double(q->width()), height};
}

int RankingChart::Private::rowAt(QPointF at) const
{
    for (int i = 0; i < int(data.bars.size()); ++i) {
        if (row(i).contains(at))
            return i;
    }
    return -1;
}

int RankingChart::Private::indexOf(const QString& key) const
{
    const auto found = std::ranges::find(data.bars, key, &BarValue::key);
    return found == data.bars.end() || key.isEmpty() ? -1 : int(found - data.bars.begin());
}

void RankingChart::Private::hover(int index)
{
    if (index == hovered)
        return;
    hovered = index;
    q->setCursor(index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    host.update();
    emit q->hovered(index >= 0 ? data.bars[std::size_t(index)].key : QString());
}

QString RankingChart::Private::tooltip(const BarValue& bar) const
{
    QString text = bar.label;
    for (const BarSegment& segment : bar.segments) {
        text += QLatin1Char('\n') + (segment.name.isEmpty() ? roleName(segment.role) : segment.name)
            + QStringLiteral("  ") + formatWithUnit(segment.value, data.unit, q->locale());
    }
    if (bar.segments.size() > 1)
        text += QLatin1Char('\n') + tr("Total  %1").arg(formatWithUnit(barTotal(bar), data.unit, q->locale()));
    return bar.annotation.isEmpty() ? text : text + QLatin1Char('\n') + bar.annotation;
}

void RankingChart::Private::paint(QPainter& painter) const
{
    const Palette& colors = atlas::palette(theme);
    const QFont small = scaledFont(q->font(), axisFontFactor);
    painter.setFont(small);
    paintRoleLegend(painter, legend, theme);
    for (int i = 0; i < int(data.bars.size()); ++i) {
        const BarValue& bar = data.bars[std::size_t(i)];
        const QRectF at = row(i);
        const bool isSelected = bar.key == selected && !selected.isEmpty();
        const double total = barTotal(bar);
        const double end = plot.left() + (isKnown(total) ? std::clamp(total / largest, 0.0, 1.0) * plot.width() : 0);
        if (i == hovered || isSelected) {
            // around the bar: its colours mean something
            const double half = at.height() * barShare / 2;
            const QRectF mark(QPointF(plot.left(), at.center().y() - half), QPointF(end, at.center().y() + half));
            painter.setClipRegion(QRegion(at.toAlignedRect()) - QRegion(mark.toRect()));
            QColor wash = colors.accent;
            wash.setAlphaF(0.1F);
            painter.fillRect(at, isSelected ? wash : colors.hover);
            if (isSelected)
                painter.fillRect(QRectF(at.left(), at.top(), 2, at.height()), colors.accent);
            painter.setClipping(false);
        }
        if (bar.isOther && i > 0) {
            painter.setPen(QPen(colors.border, 1));
            painter.drawLine(QPointF(0, std::round(at.top()) + 0.5), QPointF(q->width(), std::round(at.top()) + 0.5));
        }
        if (shownShare(bar) < 1)
            paintCut(painter, at);
        painter.setFont(isSelected ? scaledFont(q->font(), 1, QFont::DemiBold) : q->font());
        painter.setPen(bar.isOther ? colors.secondary : colors.text);
        painter.drawText(QRectF(isSelected ? selectedInset : 0, at.top(), plot.left() - labelGap, at.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, labels[i]);
        painter.setFont(small);
        painter.setPen(colors.secondary);
        painter.drawText(QRectF(end + annotationGap, at.top(), q->width(), at.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, annotations[i]);
    }
}

RankingChart::RankingChart(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    installChartAccessibility();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    d->rebuild();
}

RankingChart::~RankingChart() = default;

void RankingChart::setTheme(Theme theme)
{
    d->theme = theme;
    d->rebuild();
}

void RankingChart::setData(const BarData& data)
{
    d->data = data;
    d->hovered = -1;
    d->rebuild();
    updateGeometry();
}

const BarData& RankingChart::data() const
{
    return d->data;
}

void RankingChart::setSelected(const QString& key)
{
    d->selected = key;
    d->host.update();
}

QString RankingChart::selectedKey() const
{
    return d->selected;
}

QStringList RankingChart::shownLabels() const
{
    return d->labels;
}

QStringList RankingChart::shownAnnotations() const
{
    return d->annotations;
}

QRectF RankingChart::rowRect(const QString& key) const
{
    return d->row(d->indexOf(key));
}

QSize RankingChart::sizeHint() const
{
    return {420, std::max(2, int(d->data.bars.size())) * 26 + 24};
}

QString RankingChart::chartSummary() const
{
    return tr("Ranking of %n bar(s)", nullptr, int(d->data.bars.size()));
}

std::vector<ChartItem> RankingChart::chartItems() const
{
    std::vector<ChartItem> items;
    for (int i = 0; i < int(d->data.bars.size()); ++i) {
        const BarValue& bar = d->data.bars[std::size_t(i)];
        items.push_back(
            {bar.label, formatWithUnit(barTotal(bar), d->data.unit) + QStringLiteral(", ") + d->annotations[i],
                d->row(i).toRect()});
    }
    return items;
}

bool RankingChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = d->rowAt(help->pos());
        showPlainTooltip(help->globalPos(), row >= 0 ? d->tooltip(d->data.bars[std::size_t(row)]) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void RankingChart::resizeEvent(QResizeEvent*)
{
    d->layout();
}

void RankingChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LocaleChange)
        d->layout();
    QWidget::changeEvent(event);
}

void RankingChart::mouseMoveEvent(QMouseEvent* event)
{
    d->hover(d->rowAt(event->position()));
}

void RankingChart::mousePressEvent(QMouseEvent* event)
{
    const int row = d->rowAt(event->position());
    if (event->button() != Qt::LeftButton || row < 0)
        return;
    setSelected(d->data.bars[std::size_t(row)].key);
    emit activated(d->selected);
}

void RankingChart::leaveEvent(QEvent*)
{
    d->hover(-1);
}

void RankingChart::contextMenuEvent(QContextMenuEvent* event)
{
    const BarPlaces places{[this](QPointF at) { return d->rowAt(at); }, [this](int index) { return d->row(index); },
        d->indexOf(d->selected)};
    popupBarFigures(this, *event, d->data, places, [this](const FigureRef& figure) { emit figureRequested(figure); });
}

void RankingChart::keyPressEvent(QKeyEvent* event)
{
    const auto key = barKey(*event, d->data, d->indexOf(d->selected), Qt::Key_Up, Qt::Key_Down);
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
