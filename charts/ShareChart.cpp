// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ShareChart.h"

#include "charts/Figures.h"
#include "charts/QtChartHost.h"
#include "models/analysis/Format.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QtCharts/QPieSeries>
#include <QtCharts/QPieSlice>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace atlas {

namespace {

constexpr double tallestRow = 26, swatch = 10, gap = 18, hole = 0.62, margin = 3;

} // namespace

class ShareChart::Private
{
public:
    explicit Private(ShareChart* chart)
        : q(chart)
        , host(chart, [this](QPainter& painter) { paint(painter); })
    {
    }

    void rebuild();
    void layout();
    double total() const;
    QColor color(const BarValue& bar) const;
    /// Paler where it stays `back` behind another; unknown is hatched also then.
    QBrush brush(const BarValue& bar, bool back = false) const;
    QString share(const BarValue& bar) const;
    QRectF row(int index) const;
    int indexAt(QPointF at) const;
    int indexOf(const QString& key) const;
    void hover(int index);
    void paint(QPainter& painter) const;

    ShareChart* q;
    QtChartHost host;
    QPieSeries* series = nullptr;
    Theme theme = Theme::Light;
    BarData data;
    QString selected;
    int hovered = -1;
    QRectF ring, list;
    QStringList labels;
    std::vector<int> slices; ///< index of the bar a slice shows
};

double ShareChart::Private::total() const
{
    double sum = 0;
    for (const BarValue& bar : data.bars) {
        if (const double value = barTotal(bar); isKnown(value))
            sum += std::max(0.0, value);
    }
    return sum;
}

QColor ShareChart::Private::color(const BarValue& bar) const
{
    if (bar.isOther)
        return roleColor(Role::Other, theme);
    const Role role = bar.segments.empty() ? Role::Category : bar.segments.front().role;
    return role == Role::Category ? categoryColor(bar.colorKey, theme) : roleColor(role, theme);
}

QBrush ShareChart::Private::brush(const BarValue& bar, bool back) const
{
    const bool hatched = !bar.segments.empty() && bar.segments.front().role == Role::Unknown;
    const auto own = hatched ? roleColor(Role::Unknown, theme) : color(bar);
    const auto shown = back ? mixed(own, atlas::palette(theme).surface, 0.4) : own;
    return hatched ? hatchBrush(shown) : QBrush(shown);
}

QString ShareChart::Private::share(const BarValue& bar) const
{
    const double whole = total();
    return formatWithUnit(whole > 0 ? 100 * barTotal(bar) / whole : unknown, Unit::Percent, q->locale());
}

void ShareChart::Private::rebuild()
{
    host.clear();
    slices.clear();
    series = new QPieSeries;
    series->setHoleSize(hole);
    series->setPieSize(1);
    for (int i = 0; i < int(data.bars.size()); ++i) {
        const BarValue& bar = data.bars[std::size_t(i)];
        const double value = barTotal(bar);
        if (!isKnown(value) || value <= 0)
            continue;
        auto* slice = series->append(bar.label, value);
        slice->setBrush(brush(bar));
        slice->setPen(QPen(atlas::palette(theme).surface, 1.5));
        slices.push_back(i);
    }
    host.chart()->addSeries(series);
    layout();
}

void ShareChart::Private::layout()
{
    const QFontMetricsF metrics(q->font());
    const double n = std::max<double>(1, double(data.bars.size()));
    const double side = std::min<double>(q->height(), q->width() * 0.42);
    ring = QRectF(0, (q->height() - side) / 2, side, side);
    const double height = std::min(n * tallestRow, double(q->height()));
    list = QRectF(side + gap, (q->height() - height) / 2, std::max(10.0, q->width() - side - gap), height);
    const double shares = metrics.horizontalAdvance(QStringLiteral("100.0 %"));
    labels.clear();
    for (const BarValue& bar : data.bars)
        labels << elideMiddle(bar.label, list.width() - swatch - 8 - shares - 10, textWidth(metrics));
    host.place(q->rect(), ring.adjusted(margin, margin, -margin, -margin), atlas::palette(theme).surface);
}

QRectF ShareChart::Private::row(int index) const
{
    if (index < 0 || index >= int(data.bars.size()))
        return {};
    const double height = list.height() / double(data.bars.size());
    return {list.left(), list.top() + index * height, list.width(), height};
}

int ShareChart::Private::indexAt(QPointF at) const
{
    for (int i = 0; i < int(data.bars.size()); ++i) {
        if (row(i).contains(at))
            return i;
    }
    const QPointF way = at - ring.center();
    const double radius = std::hypot(way.x(), way.y()) / (ring.width() / 2 - margin);
    if (radius > 1 || radius < hole)
        return -1;
    // clockwise from the top, as the ring is drawn
    double share = std::atan2(way.x(), -way.y()) / (2 * std::numbers::pi);
    if (share < 0)
        share += 1;
    double before = 0;
    const double whole = total();
    for (const int i : slices) {
        before += barTotal(data.bars[std::size_t(i)]) / whole;
        if (share <= before)
            return i;
    }
    return -1;
}

int ShareChart::Private::indexOf(const QString& key) const
{
    const auto found = std::ranges::find(data.bars, key, &BarValue::key);
    return found == data.bars.end() || key.isEmpty() ? -1 : int(found - data.bars.begin());
}

void ShareChart::Private::hover(int index)
{
    if (index == hovered)
        return;
    hovered = index;
    for (std::size_t i = 0; i < slices.size(); ++i) {
        const BarValue& bar = data.bars[std::size_t(slices[i])];
        series->slices().at(int(i))->setBrush(brush(bar, hovered >= 0 && slices[i] != hovered));
    }
    q->setCursor(index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    host.update();
    emit q->hovered(index >= 0 ? data.bars[std::size_t(index)].key : QString());
}

void ShareChart::Private::paint(QPainter& painter) const
{
    const Palette& colors = atlas::palette(theme);
    // the middle: the whole, or the part under the mouse
    const double shown = hovered >= 0 ? barTotal(data.bars[std::size_t(hovered)]) : total();
    const QFont big = scaledFont(q->font(), 1.35, QFont::DemiBold), small = scaledFont(q->font(), axisFontFactor);
    const double inner = (ring.width() - 2 * margin) * hole;
    const QString figure = formatFigure(data.bars.empty() ? unknown : shown, data.unit, q->locale());
    if (QFontMetricsF(big).horizontalAdvance(figure) < inner - 8 && !data.bars.empty()) {
        const double line = QFontMetricsF(big).height(), below = QFontMetricsF(small).height();
        QRectF at(ring.left(), ring.center().y() - (line + below) / 2, ring.width(), line);
        painter.setFont(big);
        painter.setPen(colors.text);
        painter.drawText(at, Qt::AlignCenter | Qt::TextSingleLine, figure);
        painter.setFont(small);
        painter.setPen(colors.secondary);
        painter.drawText(
            at.translated(0, line - 2), Qt::AlignHCenter | Qt::AlignTop | Qt::TextSingleLine, unitName(data.unit));
    }
    for (int i = 0; i < int(data.bars.size()); ++i) {
        const BarValue& bar = data.bars[std::size_t(i)];
        const QRectF at = row(i);
        const bool isSelected = bar.key == selected && !selected.isEmpty();
        if (i == hovered)
            painter.fillRect(at, colors.hover);
        if (isSelected) {
            QColor wash = colors.accent;
            wash.setAlphaF(0.1F);
            painter.fillRect(at, wash);
        }
        painter.fillRect(QRectF(at.left() + 2, std::round(at.center().y() - swatch / 2), swatch, swatch), brush(bar));
        painter.setFont(isSelected ? scaledFont(q->font(), 1, QFont::DemiBold) : q->font());
        painter.setPen(bar.isOther ? colors.secondary : colors.text);
        painter.drawText(
            at.adjusted(swatch + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, labels[i]);
        painter.setPen(colors.text);
        painter.drawText(at.adjusted(0, 0, -2, 0), Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, share(bar));
    }
}

ShareChart::ShareChart(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    installChartAccessibility();
    d->host.setSmooth();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    d->rebuild();
}

ShareChart::~ShareChart() = default;

void ShareChart::setTheme(Theme theme)
{
    d->theme = theme;
    d->rebuild();
}

void ShareChart::setData(const BarData& data)
{
    d->data = data;
    d->hovered = -1;
    d->rebuild();
}

const BarData& ShareChart::data() const
{
    return d->data;
}

void ShareChart::setSelected(const QString& key)
{
    d->selected = key;
    d->host.update();
}

QString ShareChart::selectedKey() const
{
    return d->selected;
}

QStringList ShareChart::shownShares() const
{
    QStringList shares;
    for (const BarValue& bar : d->data.bars)
        shares << d->share(bar);
    return shares;
}

QStringList ShareChart::shownLabels() const
{
    return d->labels;
}

QRectF ShareChart::rowRect(const QString& key) const
{
    return d->row(d->indexOf(key));
}

QString ShareChart::chartSummary() const
{
    return tr("Shares of %1 in %n part(s)", nullptr, int(d->data.bars.size()))
        .arg(formatWithUnit(d->total(), d->data.unit));
}

std::vector<ChartItem> ShareChart::chartItems() const
{
    std::vector<ChartItem> items;
    for (int i = 0; i < int(d->data.bars.size()); ++i) {
        const BarValue& bar = d->data.bars[std::size_t(i)];
        items.push_back({bar.label, d->share(bar), d->row(i).toRect()});
    }
    return items;
}

bool ShareChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = d->indexAt(help->pos());
        QString text;
        if (index >= 0) {
            const BarValue& bar = d->data.bars[std::size_t(index)];
            text = bar.label + QLatin1Char('\n') + formatWithUnit(barTotal(bar), d->data.unit, locale())
                + QStringLiteral("  ") + d->share(bar);
        }
        showPlainTooltip(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

void ShareChart::resizeEvent(QResizeEvent*)
{
    d->layout();
}

void ShareChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LocaleChange)
        d->layout();
    QWidget::changeEvent(event);
}

void ShareChart::mouseMoveEvent(QMouseEvent* event)
{
    d->hover(d->indexAt(event->position()));
}

void ShareChart::mousePressEvent(QMouseEvent* event)
{
    const int index = d->indexAt(event->position());
    if (event->button() != Qt::LeftButton || index < 0)
        return;
    setSelected(d->data.bars[std::size_t(index)].key);
    emit activated(d->selected);
}

void ShareChart::leaveEvent(QEvent*)
{
    d->hover(-1);
}

void ShareChart::contextMenuEvent(QContextMenuEvent* event)
{
    const BarPlaces places{[this](QPointF at) { return d->indexAt(at); }, [this](int index) { return d->row(index); },
        d->indexOf(d->selected)};
    popupBarFigures(this, *event, d->data, places, [this](const FigureRef& figure) { emit figureRequested(figure); });
}

void ShareChart::keyPressEvent(QKeyEvent* event)
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
