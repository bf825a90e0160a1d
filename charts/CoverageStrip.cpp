// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/CoverageStrip.h"

#include "charts/PaintHelpers.h"
#include "charts/layout/Ticks.h"
#include "models/analysis/Format.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr double trackHeight = 14, lineHeight = 20, groupGap = 6, labelGap = 10, pixelsPerTick = 90;
constexpr double leastWidth = 2; ///< of a stretch that must not be overlooked
constexpr double swatchWidth = 22, legendSpacing = 18;
/// In the order in which they are painted: what wants a look comes last.
constexpr CoverageState states[] = {
    CoverageState::Complete, CoverageState::MissingOnServer, CoverageState::Unverified, CoverageState::Gap};

double axisLine(const QWidget* widget)
{
    return std::ceil(QFontMetricsF(scaledFont(widget->font(), axisFontFactor)).height());
}

void paintState(QPainter& painter, const QRectF& rect, CoverageState state, Theme theme)
{
    const Palette& colors = palette(theme);
    switch (state) {
    case CoverageState::Complete:
        painter.fillRect(rect, mixed(colors.accent, colors.surface, 0.62));
        return;
    case CoverageState::Unverified:
        painter.fillRect(rect, mixed(colors.accent, colors.surface, 0.22));
        painter.fillRect(rect, QBrush(mixed(colors.accent, colors.surface, 0.75), Qt::BDiagPattern));
        return;
    case CoverageState::Gap:
        painter.fillRect(rect, mixed(colors.bad, colors.surface, 0.85));
        return;
    case CoverageState::MissingOnServer:
        painter.fillRect(rect, mixed(colors.secondary, colors.surface, 0.14));
        painter.fillRect(rect, QBrush(mixed(colors.secondary, colors.surface, 0.6), Qt::Dense6Pattern));
        return;
    }
}

} // namespace

CoverageStrip::CoverageStrip(QWidget* parent)
    : QWidget(parent)
{
    installChartAccessibility();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CoverageStrip::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void CoverageStrip::setData(const CoverageData& data)
{
    if (data == m_data)
        return;
    const bool sameLines = int(lines().size()) > m_cursor.line && m_data.groups.size() == data.groups.size();
    m_data = data;
    if (!sameLines || m_cursor.line >= int(lines().size()))
        m_cursor = {};
    updateGeometry();
    update();
}

void CoverageStrip::setCrosshair(std::optional<Instant> instant)
{
    if (instant == m_crosshair)
        return;
    m_crosshair = instant;
    update();
}

QString CoverageStrip::stateName(CoverageState state)
{
    switch (state) {
    case CoverageState::Complete:
        return tr("complete");
    case CoverageState::Unverified:
        return tr("unverified");
    case CoverageState::Gap:
        return tr("gap");
    case CoverageState::MissingOnServer:
        return tr("missing on the server");
    }
    return {};
}

std::vector<const CoverageLine*> CoverageStrip::lines() const
{
    std::vector<const CoverageLine*> all;
    for (const auto& group : m_data.groups) {
        for (const auto& line : group.lines)
            all.push_back(&line);
    }
    return all;
}

std::vector<CoverageStrip::Row> CoverageStrip::rows() const
{
    std::vector<Row> all;
    double y = 0;
    for (const auto& group : m_data.groups) {
        if (!all.empty())
            y += groupGap;
        all.push_back({nullptr, group.name, QRectF(0, y, width(), lineHeight)});
        y += lineHeight;
        for (const auto& line : group.lines) {
            all.push_back({&line, line.label, QRectF(0, y, width(), lineHeight)});
            y += lineHeight;
        }
    }
    return all;
}

double CoverageStrip::labelWidth() const
{
    const QFontMetricsF metrics(scaledFont(font(), axisFontFactor));
    double widest = 0;
    for (const auto* line : lines())
        widest = std::max(widest, metrics.horizontalAdvance(line->label));
    return std::ceil(std::min(widest, width() * 0.3));
}

QRectF CoverageStrip::plotRect() const
{
    const auto all = rows();
    const double left = labelWidth() + labelGap;
    return {left, 0, std::max(1.0, width() - left - 1), all.empty() ? 0 : all.back().rect.bottom()};
}

QRectF CoverageStrip::lineRect(int line) const
{
    const QRectF plot = plotRect();
    int index = 0;
    for (const auto& row : rows()) {
        if (row.line && index++ == line)
            return {plot.left(), row.rect.top() + (lineHeight - trackHeight) / 2, plot.width(), trackHeight};
    }
    return {};
}

double CoverageStrip::xOf(Instant time) const
{
    const QRectF plot = plotRect();
    const double length = double(m_data.range.length().count());
    return length > 0 ? plot.left() + plot.width() * double((time - m_data.range.from).count()) / length : plot.left();
}

Instant CoverageStrip::timeAt(double x) const
{
    const QRectF plot = plotRect();
    const double share = std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0);
    return m_data.range.from + std::chrono::seconds(std::int64_t(share * double(m_data.range.length().count())));
}

int CoverageStrip::lineAt(QPointF at) const
{
    int index = 0;
    for (const auto& row : rows()) {
        if (row.line && row.rect.contains(at))
            return index;
        index += row.line ? 1 : 0;
    }
    return -1;
}

QRectF CoverageStrip::stretchRect(int line, int stretch) const
{
    const auto all = lines();
    if (line < 0 || line >= int(all.size()) || stretch < 0 || stretch >= int(all[std::size_t(line)]->stretches.size()))
        return {};
    const auto& range = all[std::size_t(line)]->stretches[std::size_t(stretch)].range;
    const auto from = std::max(range.from, m_data.range.from), to = std::min(range.to, m_data.range.to);
    if (to <= from)
        return {};
    const QRectF track = lineRect(line);
    const double left = std::floor(xOf(from)), right = std::max(left + leastWidth, std::floor(xOf(to)));
    return {left, track.top(), right - left, track.height()};
}

QString CoverageStrip::stretchText(const CoverageLine& line, const CoverageStretch& stretch) const
{
    const QTimeZone zone(m_data.zone);
    QStringList texts{
        line.label + QStringLiteral(" · ") + stateName(stretch.state), formatRange(stretch.range, zone, locale())};
    if (!stretch.request.isEmpty()) {
        texts << (stretch.statedTotal
                ? tr("rows: %1 of %2 stated")
                      .arg(locale().toString(stretch.rows), locale().toString(*stretch.statedTotal))
                : tr("rows: %1, total not stated").arg(locale().toString(stretch.rows)));
        texts << tr("asked %1").arg(formatInstant(stretch.fetchedAt, zone, locale()));
    }
    if (stretch.attempts > 0)
        texts << tr("asked in vain %n time(s)", nullptr, stretch.attempts);
    if (!stretch.request.isEmpty())
        texts << stretch.request;
    return texts.join(QLatin1Char('\n'));
}

QString CoverageStrip::textAt(int line, Instant time) const
{
    const auto all = lines();
    if (line < 0 || line >= int(all.size()))
        return {};
    const auto& shown = *all[std::size_t(line)];
    for (const auto& stretch : shown.stretches) {
        if (stretch.range.contains(time))
            return stretchText(shown, stretch);
    }
    return shown.label + QStringLiteral(" · ") + tr("not asked for") + QLatin1Char('\n')
        + formatInstant(time, QTimeZone(m_data.zone), locale());
}

QStringList CoverageStrip::legendTexts() const
{
    QStringList texts;
    for (const auto state :
        {CoverageState::Complete, CoverageState::Unverified, CoverageState::Gap, CoverageState::MissingOnServer})
        texts << stateName(state);
    texts << tr("not asked for");
    return texts;
}

QSize CoverageStrip::sizeHint() const
{
    return {640, minimumSizeHint().height()};
}

QSize CoverageStrip::minimumSizeHint() const
{
    const double axis = 2 * axisLine(this) + 8, legend = axisLine(this) + 12;
    return {320, int(std::ceil(plotRect().bottom() + axis + legend))};
}

QString CoverageStrip::chartSummary() const
{
    int gaps = 0, found = 0;
    for (const auto* line : lines()) {
        found += 1;
        gaps += int(std::count_if(line->stretches.begin(), line->stretches.end(),
            [](const auto& stretch) { return stretch.state == CoverageState::Gap; }));
    }
    return tr("Coverage of %1 lines, gaps: %2").arg(found).arg(gaps);
}

std::vector<ChartItem> CoverageStrip::chartItems() const
{
    constexpr std::size_t most = 500; // more are no help to somebody who listens
    std::vector<ChartItem> items;
    const auto all = lines();
    for (int l = 0; l < int(all.size()); ++l) {
        for (int s = 0; s < int(all[std::size_t(l)]->stretches.size()) && items.size() < most; ++s) {
            const QRectF rect = stretchRect(l, s);
            if (rect.isEmpty())
                continue;
            const auto& stretch = all[std::size_t(l)]->stretches[std::size_t(s)];
            items.push_back({all[std::size_t(l)]->label,
                stateName(stretch.state) + QStringLiteral(", ")
                    + formatRange(stretch.range, QTimeZone(m_data.zone), locale()),
                rect.toAlignedRect()});
        }
    }
    return items;
}

bool CoverageStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int line = plotRect().left() <= help->pos().x() ? lineAt(help->pos()) : -1;
        showPlainTooltip(help->globalPos(), line < 0 ? QString() : textAt(line, timeAt(help->pos().x())), this);
        return true;
    }
    return QWidget::event(event);
}

void CoverageStrip::paintLine(QPainter& painter, const CoverageLine& line, const QRectF& track) const
{
    const Palette& colors = atlas::palette(m_theme);
    painter.fillRect(track, mixed(colors.text, colors.surface, 0.035));
    painter.setPen(colors.grid);
    painter.drawLine(track.bottomLeft(), track.bottomRight());
    const double perSecond = track.width() / std::max(1.0, double(m_data.range.length().count()));
    for (const auto state : states) {
        // Neighbours of one state are one rectangle: a year of hours is thousands of stretches.
        double left = -1, right = -1;
        const auto flush = [&] {
            if (right > left)
                paintState(painter, QRectF(left, track.top(), right - left, track.height()), state, m_theme);
            left = right = -1;
        };
        for (const auto& stretch : line.stretches) {
            const auto from = std::max(stretch.range.from, m_data.range.from);
            const auto to = std::min(stretch.range.to, m_data.range.to);
            if (stretch.state != state || to <= from)
                continue;
            const double x = std::floor(track.left() + perSecond * double((from - m_data.range.from).count()));
            const double end = std::max(
                x + leastWidth, std::floor(track.left() + perSecond * double((to - m_data.range.from).count())));
            if (x > right)
                flush();
            left = left < 0 ? x : left;
            right = std::max(right, end);
        }
        flush();
    }
}

void CoverageStrip::paintAxis(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QRectF plot = plotRect();
    const QFontMetricsF metrics(painter.font());
    const double line = axisLine(this);
    const auto ticks =
        timeTicks(m_data.range, QTimeZone(m_data.zone), std::max(2, int(plot.width() / pixelsPerTick)), locale());
    double free = 0;
    const auto label = [&](const TimeTick& tick, double top, const QColor& color) {
        const double x = xOf(tick.t), wide = metrics.horizontalAdvance(tick.label);
        if (x < free || x + wide > plot.right() + 1)
            return;
        painter.setPen(color);
        painter.drawText(
            QRectF(x, top, wide + 2, line), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, tick.label);
        free = x + wide + 8;
    };
    for (const auto& tick : ticks.minor) {
        painter.setPen(colors.grid);
        painter.drawLine(
            QPointF(std::floor(xOf(tick.t)) + 0.5, 0), QPointF(std::floor(xOf(tick.t)) + 0.5, plot.bottom() + 3));
        label(tick, plot.bottom() + 4, colors.secondary);
    }
    free = 0;
    for (const auto& tick : ticks.major)
        label(tick, plot.bottom() + 4 + line, colors.text);
}

void CoverageStrip::paintLegend(QPainter& painter) const
{
    const Palette& colors = atlas::palette(m_theme);
    const QFontMetricsF metrics(painter.font());
    const double line = axisLine(this), top = height() - line - 1;
    double x = plotRect().left();
    const auto texts = legendTexts();
    const CoverageState order[] = {
        CoverageState::Complete, CoverageState::Unverified, CoverageState::Gap, CoverageState::MissingOnServer};
    for (int i = 0; i < texts.size(); ++i) {
        const QRectF swatch(x, top + 1, swatchWidth, line - 2);
        if (i < int(std::size(order)))
            paintState(painter, swatch, order[std::size_t(i)], m_theme);
        else
            painter.fillRect(swatch, mixed(colors.text, colors.surface, 0.05));
        painter.setPen(colors.secondary);
        const double wide = metrics.horizontalAdvance(texts[i]);
        painter.drawText(QRectF(swatch.right() + 6, top, wide + 2, line),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, texts[i]);
        x = swatch.right() + 6 + wide + legendSpacing;
    }
}

void CoverageStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Palette& colors = atlas::palette(m_theme);
    painter.fillRect(rect(), colors.surface);
    painter.setFont(scaledFont(font(), axisFontFactor));
    const QFont bold = scaledFont(font(), axisFontFactor, QFont::DemiBold);
    const QFontMetricsF metrics(painter.font());
    paintAxis(painter);
    const double room = labelWidth();
    const QRectF plot = plotRect();
    for (const auto& row : rows()) {
        if (row.line) {
            painter.setPen(colors.secondary);
            painter.drawText(QRectF(0, row.rect.top(), room, lineHeight),
                Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                elideMiddle(row.text, room + 0.5, textWidth(metrics)));
            paintLine(painter, *row.line,
                {plot.left(), row.rect.top() + (lineHeight - trackHeight) / 2, plot.width(), trackHeight});
            continue;
        }
        painter.save();
        painter.setFont(bold);
        painter.setPen(colors.text);
        painter.drawText(row.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            elideMiddle(row.text, width(), textWidth(QFontMetricsF(bold))));
        painter.restore();
    }
    paintLegend(painter);
    if (m_crosshair && m_data.range.contains(*m_crosshair)) {
        painter.setPen(QPen(colors.secondary, 1));
        const double x = std::floor(xOf(*m_crosshair)) + 0.5;
        painter.drawLine(QPointF(x, 0), QPointF(x, plot.bottom()));
    }
    if (const QRectF at = stretchRect(m_cursor.line, m_cursor.stretch); !at.isEmpty()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(hasFocus() ? colors.accent : colors.text, 2));
        painter.drawRect(at.adjusted(-1, -1, 1, 1));
    }
}

void CoverageStrip::mouseMoveEvent(QMouseEvent* event)
{
    const bool inside = plotRect().contains(event->position());
    const auto instant = inside ? std::optional(timeAt(event->position().x())) : std::nullopt;
    setCrosshair(instant);
    emit hovered(instant);
}

void CoverageStrip::leaveEvent(QEvent*)
{
    setCrosshair({});
    emit hovered({});
}

void CoverageStrip::keyPressEvent(QKeyEvent* event)
{
    const auto all = lines();
    const auto shown = [&](Cursor at) { return !stretchRect(at.line, at.stretch).isEmpty(); };
    const auto along = [&](Cursor at, int step) {
        for (at.stretch += step; at.stretch >= 0 && at.stretch < int(all[std::size_t(at.line)]->stretches.size());
             at.stretch += step) {
            if (shown(at))
                return at;
        }
        return Cursor{};
    };
    const auto between = [&](Cursor at, int step) {
        for (at.line += step; at.line >= 0 && at.line < int(all.size()); at.line += step) {
            if (const auto first = along({at.line, -1}, 1); shown(first))
                return first;
        }
        return Cursor{};
    };
    Cursor next;
    const bool none = m_cursor.line < 0;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        next = none ? between({-1, -1}, 1) : along(m_cursor, event->key() == Qt::Key_Right ? 1 : -1);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        next = none ? between({-1, -1}, 1) : between(m_cursor, event->key() == Qt::Key_Down ? 1 : -1);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (!shown(next))
        return; // at the end
    m_cursor = next;
    update();
    const auto& line = *all[std::size_t(next.line)];
    showPlainTooltip(mapToGlobal(stretchRect(next.line, next.stretch).bottomLeft().toPoint()),
        stretchText(line, line.stretches[std::size_t(next.stretch)]), this);
}

} // namespace atlas
